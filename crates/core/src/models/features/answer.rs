//! What a file's checks can ask of the model.

use super::policy::FeatureId;
use super::{Features, Shown, explain};
use crate::format::{Json, Object};
use crate::model::{Answer, Answers, Ask, Asked, Limit, ModelSnapshot, Refusal};
use crate::verdict::{Decision, Grants};

impl Answers for Features {
    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        if let Some(may) = ask.about.get("may") {
            if may.as_text() != Some("edit permissions") {
                return Err(Refusal("`may` is `edit permissions`".to_owned()));
            }
            return answer_editor(model, ask);
        }
        Self::answer_decision(model, ask)
    }

    fn abilities(_: &FeatureId, name: &str) -> Option<Grants> {
        Shown::ALL.into_iter().find(|shown| shown.name() == name).map(|shown| shown.grants())
    }

    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<Limit<Self>, Refusal> {
        let feature = model.target_of(about, "feature")?;
        let wanted = match about.get("atLeast").and_then(Json::as_text) {
            Some("Read only") => Shown::ReadOnly,
            Some("Visible") => Shown::Visible,
            _ => return Err(Refusal("name `Read only` or `Visible` as `atLeast`".to_owned())),
        };
        Ok((feature, wanted.grants()))
    }
}

/// `"may": "edit permissions"`: whether the editor is open to the one who edits.
fn answer_editor(model: ModelSnapshot<'_, Features>, ask: &Ask) -> Result<Answer, Refusal> {
    let members = model.acting(ask)?;
    let asked = Asked { model, members, circumstances: &ask.circumstances };
    let because = explain::editor(asked);
    Ok(Answer { outcome: because.outcome.clone(), because: Some(because) })
}

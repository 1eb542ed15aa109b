//! What a file's checks can ask of the model.

use super::{Acl, Reach, RecordId};
use crate::format::{Json, Object};
use crate::model::{Answer, Answers, Ask, Explain, Facts, Limit, ModelSnapshot, Refusal};
use crate::verdict::{Decision, Grants};

impl Answers for Acl {
    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        let members = model.subject(ask)?;
        // R14: nobody can sign on as what is not theirs.
        model.own_sign_on(&members, &ask.circumstances)?;
        let record = model.target_of(&ask.about, "record")?;
        let verdict = Self::explain(model, &members, &ask.circumstances, &record);
        let outcome = match ask.about.get("report").map(|name| name.as_text()) {
            None => verdict.decision.outcome(),
            Some(Some("CSS Summary" | "SEN Summary")) => {
                let listed = verdict.decision.is_listed();
                if listed { "listed".into() } else { "not listed".into() }
            }
            Some(_) => {
                let why = "`report` is `CSS Summary` or `SEN Summary`";
                return Err(Refusal(why.to_owned()));
            }
        };
        Ok(Answer { outcome, because: Some(verdict.because) })
    }

    fn abilities(_: &RecordId, name: &str) -> Option<Grants> {
        // R13, R16: as far as somebody comes in the end.
        let in_the_end = || Reach::ALL.into_iter().find(|reach| reach.name() == name);
        by_list(name).or_else(|| in_the_end().map(|reach| reach.grants()))
    }

    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<Limit<Self>, Refusal> {
        let record = model.target_of(about, "record")?;
        let named = about.get("atLeast").and_then(Json::as_text);
        let wanted = named.and_then(by_list).ok_or_else(|| {
            let why = "name `opening refused`, `read only` or `full access` as `atLeast`";
            Refusal(why.to_owned())
        })?;
        Ok((record, wanted))
    }
}

/// What an outcome of this name grants that a list alone comes to.
fn by_list(name: &str) -> Option<Grants> {
    match name {
        "opening refused" => Some(Grants(0b0001)),
        "read only" => Some(Grants(0b0011)),
        "full access" => Some(Grants(0b0111)),
        _ => None,
    }
}

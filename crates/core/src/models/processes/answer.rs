//! What a file's checks can ask of the model.

use super::policy::{Level, Policy, ProcessId, Rows};
use super::{Edit, Processes, save};
use crate::directory::Rejection;
use crate::format::{Extra, Json, Object, Unread};
use crate::model::{Answer, Answers, Ask, Edit as _, Limit, ModelSnapshot, Refusal, unknown};
use crate::shared::{Shared, collect_into};
use crate::verdict::{Decision, Grants};

impl Answers for Processes {
    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        if ask.about.has("main") {
            return answer_mark(model, ask);
        }
        if ask.about.has("denying") {
            return answer_save(model, ask);
        }
        Self::answer_decision(model, ask)
    }

    fn abilities(_: &ProcessId, name: &str) -> Option<Grants> {
        Level::parse(name).ok().map(|level| level.grants())
    }

    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<Limit<Self>, Refusal> {
        let process = model.target_of(about, "process")?;
        let level = match about.get("atLeast").and_then(Json::as_text) {
            Some(name) => Level::parse(name).map_err(Refusal)?,
            None => return Err(Refusal("name a level as `atLeast`".to_owned())),
        };
        if level == Level::Deny {
            return Err(Refusal("everybody has Deny at least; name a higher level".to_owned()));
        }
        Ok((process, level.grants()))
    }
}

/// `"main"`: the mark that a group has in the row of a main process.
fn answer_mark(model: ModelSnapshot<'_, Processes>, ask: &Ask) -> Result<Answer, Refusal> {
    let group = model.group(ask)?;
    let id = ask.about.get("main").and_then(Json::as_text).unwrap_or_default();
    let main = model.policy.catalogue.heading(&id.into());
    let main = main.ok_or_else(|| unknown("main process", id))?;
    Ok(Answer { outcome: model.policy.mark(group, main).name().into(), because: None })
}

/// `"denying"`: what Save says when a group is denied these processes, or, with `process`, the
/// level it has on that one after going on.
fn answer_save(model: ModelSnapshot<'_, Processes>, ask: &Ask) -> Result<Answer, Refusal> {
    let group = model.group(ask)?;
    let Some(Json::List(denied)) = ask.about.get("denying") else {
        return Err(Refusal("`denying` takes a list of processes".to_owned()));
    };
    // Of one group, so that no other one is copied or looked at.
    let row = model.policy.levels.get(group);
    let levels: Rows = collect_into(row.map(|row| (group.clone(), row.clone())));
    let saved = Policy {
        levels: levels.into(),
        unread_needs: Unread::default(),
        extra: Extra::new(),
        ..model.policy.clone()
    };
    let mut draft = Shared::new(saved.clone());
    let refused = |rejection: Rejection| Refusal(rejection.0);
    for process in denied {
        let process = process.as_text().unwrap_or_default().into();
        let deny = Edit::Assign(group.clone(), process, Level::Deny);
        deny.apply(&mut draft, model.directory).map_err(refused)?;
    }
    let conflict = save::of_group(&saved, &draft, group);
    if ask.about.has("process") {
        for settle in conflict.iter().flat_map(|conflict| &conflict.settle) {
            settle.apply(&mut draft, model.directory).map_err(refused)?;
        }
        let process = model.target_of(&ask.about, "process")?;
        let level = draft.level(group, &process);
        return Ok(Answer { outcome: level.outcome(), because: None });
    }
    Ok(match conflict {
        None => Answer { outcome: "saved".into(), because: None },
        Some(conflict) => Answer {
            outcome: "Invalid Request".into(),
            because: conflict.reasons.into_iter().next(),
        },
    })
}

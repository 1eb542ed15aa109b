//! What a file's checks can ask of the model.

use super::access::May;
use super::policy::{Permission, Resource};
use super::{Resources, Target, explain};
use crate::directory::Principal;
use crate::format::{Json, Object};
use crate::model::{
    Answer, Answers, Ask, Asked, Explain, Limit, Model, ModelSnapshot, Refusal, unknown,
};
use crate::verdict::{Decision, Grants};

impl Answers for Resources {
    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        let members = model.subject(ask)?;
        let sight = Asked { model, members: &members, circumstances: &ask.circumstances };
        let (target, may) = asked(&model, &ask.about)?;
        let Target::Resource(id) = &target else {
            let Some(may) = may else { return Err(name_a_may()) };
            let verdict = Self::explain(model, &members, &ask.circumstances, &target);
            let outcome = explain::may(verdict.decision, may).into();
            return Ok(Answer { outcome, because: Some(verdict.because) });
        };
        let Some(resource) = model.policy.resources.get(id) else {
            return Err(unknown("resource", id.as_str()));
        };
        if ask.about.has("may") {
            return secured(model, ask, resource);
        }
        let verdict = Self::explain(model, &members, &ask.circumstances, &target);
        let outcome = match (permission(&ask.about)?, ask.about.get("validity")) {
            (None, None) => verdict.decision.outcome(),
            (None, Some(Json::Bool(true))) => sight
                .validity(resource)
                .map_or_else(|| "nothing".into(), |period| period.name().into()),
            (Some(permission), None) => {
                let has = verdict.decision.set().has(permission);
                if has { "yes".into() } else { "no".into() }
            }
            _ => return Err(Refusal("ask for a `permission` or for `validity`: true".to_owned())),
        };
        Ok(Answer { outcome, because: Some(verdict.because) })
    }

    fn is_decision(target: &Target) -> bool {
        matches!(target, Target::Resource(_))
    }

    /// Permissions, as outcomes name them; of a person or requirement what can be done to it.
    fn abilities(target: &Target, name: &str) -> Option<Grants> {
        let bits = |permission: Permission| permission.alone().bits();
        let one = |name: &str| match target {
            Target::Resource(_) => Permission::parse(name).ok().map(bits),
            Target::Classified(..) => May::parse(name).ok().map(|may| bits(may.takes())),
        };
        name.split(", ").map(one).try_fold(0, |all, bits| Some(all | bits?)).map(Grants)
    }

    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<Limit<Self>, Refusal> {
        let (target, may) = asked(&model, about)?;
        let wanted = match (&target, may) {
            (Target::Resource(_), _) => {
                permission(about)?.ok_or_else(|| Refusal("name a `permission`".to_owned()))?
            }
            (_, Some(may)) => may.takes(),
            (_, None) => return Err(name_a_may()),
        };
        Ok((target, Grants(wanted.alone().bits())))
    }
}

fn name_a_may() -> Refusal {
    Refusal("name what a person `may`: `see`, `edit`, `assign` or `audit`".to_owned())
}

fn permission(about: &Object) -> Result<Option<Permission>, Refusal> {
    match about.get("permission") {
        None => Ok(None),
        Some(Json::Text(name)) => Permission::parse(name).map(Some).map_err(Refusal),
        Some(_) => Err(Refusal("`permission` is a text".to_owned())),
    }
}

/// What a question is about, and for a person or requirement what is asked of it.
fn asked(
    model: &ModelSnapshot<'_, Resources>,
    about: &Object,
) -> Result<(Target, Option<May>), Refusal> {
    let find = |member: &str| {
        let key = about.get(member)?.as_text()?;
        Some((member.to_owned(), key.to_owned()))
    };
    let Some((member, key)) = ["resource", "person", "requirement"].into_iter().find_map(find)
    else {
        return Err(Refusal("name a `resource`, a `person` or a `requirement`".to_owned()));
    };
    let target = Resources::target(model.policy, &key).filter(|target| match target {
        Target::Resource(_) => member == "resource",
        Target::Classified(kind, _) => member == kind.name(),
    });
    let Some(target) = target else { return Err(unknown(&member, &key)) };
    let (Target::Classified(kind, _), Some(name)) =
        (&target, about.get("may").and_then(Json::as_text))
    else {
        return Ok((target, None));
    };
    let may = May::parse(name).map_err(Refusal)?;
    if !kind.reached().has(may.takes()) {
        return Err(Refusal(format!("`{name}` is for people")));
    }
    Ok((target, Some(may)))
}

/// R14: whether the one who edits may set what another has.
fn secured(
    model: ModelSnapshot<'_, Resources>,
    ask: &Ask,
    resource: &Resource,
) -> Result<Answer, Refusal> {
    if ask.about.get("may").and_then(Json::as_text) != Some("secure") {
        return Err(Refusal("on a resource the one who edits `may` `secure`".to_owned()));
    }
    let acting = model.acting(ask)?;
    let whose = match (&ask.user, &ask.group) {
        (Some(user), _) => Principal::User(user.clone()),
        (None, Some(group)) => Principal::Group(group.clone()),
        (None, None) => return Err(Refusal("name a `user` or a `group`".to_owned())),
    };
    let asked = Asked { model, members: acting, circumstances: &ask.circumstances };
    let (may, because) = asked.may_secure(&whose, resource);
    let outcome = if may { "yes".into() } else { "no".into() };
    Ok(Answer { outcome, because: Some(because) })
}

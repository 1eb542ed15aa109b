//! The questions of a file's checks: attributes, headers, reports, panels.

use super::effect::Effect;
use super::explain;
use super::panels::{
    Flag, MERGE, Merge, PRACTITIONER, PanelView, STAGE_OPEN, STAGE_PROXY, SYS_ADMIN, Stage,
    Summary, Transfer, VICTIM, VICTIM_SUMMARY, Victim,
};
use super::policy::{ReportId, SectionId};
use super::{Attributes, Target};
use crate::format::{Json, Named, Object};
use crate::model::{Answer, Answers, Ask, Facts, Limit, ModelSnapshot, Refusal, unknown};
use crate::verdict::Grants;

impl Answers for Attributes {
    fn answer(model: ModelSnapshot<'_, Attributes>, ask: &Ask) -> Result<Answer, Refusal> {
        if ask.about.has("section") {
            return header(model, ask);
        }
        let members = model.subject(ask)?;
        // R22: nobody signs on under a service that is not theirs.
        model.own_sign_on(&members, &ask.circumstances)?;
        let sight = PanelView { model, members: &members, circumstances: &ask.circumstances };
        if ask.about.has("report") {
            let because = explain::listed(sight, &report(model, &ask.about)?);
            return Ok(Answer { outcome: because.outcome.clone(), because: Some(because) });
        }
        if ask.about.has("panel") {
            return panel(&sight, &ask.about);
        }
        Self::answer_decision(model, ask)
    }

    fn is_decision(target: &Target) -> bool {
        matches!(target, Target::Attribute(_))
    }

    fn abilities(_: &Target, name: &str) -> Option<Grants> {
        (name == "effective").then_some(Effect::EFFECTIVE)
    }

    /// What a rule forbids: an attribute or a report.
    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<Limit<Self>, Refusal> {
        let target = match about.get("report") {
            Some(_) => Target::Report(report(model, about)?),
            None => model.target_of(about, "attribute")?,
        };
        Ok((target, Effect::EFFECTIVE))
    }
}

fn text<'a>(about: &'a Object, member: &str) -> Result<&'a str, Refusal> {
    let found = about.get(member).and_then(Json::as_text);
    found.ok_or_else(|| Refusal(format!("name a `{member}`")))
}

fn named<T: Named>(about: &Object, member: &str, what: &str) -> Result<T, Refusal> {
    let name = text(about, member)?;
    T::ALL.iter().copied().find(|it| it.name() == name).ok_or_else(|| unknown(what, name))
}

/// Yes or no; no where it is not said.
fn fact(about: &Object, member: &str) -> Result<bool, Refusal> {
    match about.get(member) {
        None => Ok(false),
        Some(Json::Bool(fact)) => Ok(*fact),
        Some(_) => Err(Refusal(format!("`{member}` takes true or false"))),
    }
}

fn report(model: ModelSnapshot<'_, Attributes>, about: &Object) -> Result<ReportId, Refusal> {
    let id = text(about, "report")?;
    let found = model.policy.reports.find(id).map(|report| report.id.clone());
    found.ok_or_else(|| unknown("report", id))
}

// R9
fn header(model: ModelSnapshot<'_, Attributes>, ask: &Ask) -> Result<Answer, Refusal> {
    let group = model.group(ask)?;
    let id = text(&ask.about, "section")?;
    let found = model.policy.catalogue.heading(&SectionId::new(id));
    let section = found.ok_or_else(|| unknown("section", id))?;
    if !section.select_all {
        return Err(Refusal(format!("the header of `{id}` has no box for all of it")));
    }
    let outcome = model.policy.header(group, section).name();
    Ok(Answer { outcome: outcome.into(), because: None })
}

fn panel(sight: &PanelView<'_>, about: &Object) -> Result<Answer, Refusal> {
    let shown = |shown: bool| if shown { "shown" } else { "absent" };
    let (rule, outcome, of) = match text(about, "panel")? {
        "summary" => ("R12", Summary::of(sight).name(), vec![SYS_ADMIN, PRACTITIONER]),
        "victim" => ("R13", Victim::of(sight).name(), vec![VICTIM, VICTIM_SUMMARY]),
        "case transfer" => {
            let element: Transfer = named(about, "element", "element of case transfer")?;
            let outcome = shown(element.shown(sight, fact(about, "caretaking")?));
            ("R14", outcome, vec![element.attribute()])
        }
        "flag" => {
            let flag: Flag = named(about, "flag", "flag")?;
            ("R16", shown(flag.shown(sight, fact(about, "current")?)), vec![flag.attribute()])
        }
        "new stage" => {
            let owner = about.get("owner").map(|_| text(about, "owner")).transpose()?;
            if let Some(owner) = owner
                && sight.model.directory.users.find(owner).is_none()
            {
                return Err(unknown("user", owner));
            }
            ("R15", Stage::of(sight, owner.is_some()).name(), vec![STAGE_OPEN, STAGE_PROXY])
        }
        "merge" => ("R17", Merge::of(sight, fact(about, "linkedCase")?).name(), vec![MERGE]),
        other => return Err(unknown("panel", other)),
    };
    let because = sight.because(rule, outcome, &of);
    Ok(Answer { outcome: outcome.into(), because: Some(because) })
}

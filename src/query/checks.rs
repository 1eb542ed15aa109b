//! Asks the document its own checks.

use super::{Moment, doubt};
use crate::directory::{Principal, UserId, belongs};
use crate::document::{Check, CheckId, Claim, read_ask, texts};
use crate::format::{Json, Object};
use crate::model::{Answer, Ask, Refusal, unknown};
use crate::models::ModelKind;
use crate::verdict::{Address, Reason};

/// How a check came out.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckResult {
    /// Which.
    pub id: CheckId,
    /// How it stands.
    pub standing: Standing,
}

/// How a check stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// As expected.
    Holds,
    /// Something else came out.
    Differs {
        /// What was expected.
        expected: String,
        /// What came out.
        found: String,
        /// Why, where the question has an explanation.
        because: Option<Reason>,
    },
    /// It hangs on something in the file that could not be read. What came out is the least that this
    /// can mean.
    Doubtful {
        /// What was expected.
        expected: Option<String>,
        /// What came out.
        found: String,
        /// What could come out as well.
        other: String,
        /// Why, where the question has an explanation; the places that could not be read come first.
        because: Option<Reason>,
    },
    /// The outcome is as expected, but the explanation does not cite what it should.
    OtherReason {
        /// What it does not cite.
        missing: Vec<String>,
        /// The explanation.
        because: Option<Reason>,
    },
    /// These people have what the rule forbids.
    Broken(Vec<UserId>),
    /// It cannot be asked: of this document, or of this Whocan.
    Refused(Refusal),
}

impl Standing {
    /// Whether the check holds.
    pub fn holds(&self) -> bool {
        *self == Self::Holds
    }
}

/// All checks of a moment's document, in their order.
pub fn run_checks(moment: &Moment) -> Vec<CheckResult> {
    let checks = moment.document().checks.list.iter();
    checks
        .map(|check| CheckResult {
            id: check.id.clone(),
            standing: run(moment, check).unwrap_or_else(Standing::Refused),
        })
        .collect()
}

fn run(moment: &Moment, check: &Check) -> Result<Standing, Refusal> {
    let Some(model) = check.claim.model() else {
        return Err(Refusal("name a `model`".to_owned()));
    };
    let Some(kind) = ModelKind::of(model) else {
        return Err(Refusal(format!("this Whocan has no model `{model}`")));
    };
    match &check.claim {
        Claim::Answer { ask, expect, because } => {
            let ask = read_ask(&moment.document().directory, ask)?;
            let answer = moment.in_the_end(kind).answer(&ask)?;
            if let Some(other) = doubted(moment, kind, &ask, &answer) {
                let places =
                    |because| doubt::doubted(moment, kind, because, &other, &ids(moment, &ask));
                return Ok(Standing::Doubtful {
                    expected: Some(expect.clone()),
                    found: answer.outcome.into_owned(),
                    because: answer.because.map(places),
                    other,
                });
            }
            if answer.outcome != expect.as_str() {
                return Ok(Standing::Differs {
                    expected: expect.clone(),
                    found: answer.outcome.into_owned(),
                    because: answer.because,
                });
            }
            let missing = uncited(because, answer.because.as_ref());
            if missing.is_empty() {
                return Ok(Standing::Holds);
            }
            Ok(Standing::OtherReason { missing, because: answer.because })
        }
        Claim::Rule(rule) => broken_by(moment, kind, rule),
    }
}

/// What the answer could also be, where that hangs on something that could not be read.
fn doubted(moment: &Moment, kind: ModelKind, ask: &Ask, found: &Answer) -> Option<String> {
    let other = match moment.generous()?.in_the_end(kind).answer(ask) {
        Ok(answer) => answer.outcome.into_owned(),
        Err(refusal) => refusal.0,
    };
    (found.outcome != *other).then_some(other)
}

/// The ids of all that a question has to do with.
fn ids(moment: &Moment, ask: &Ask) -> Vec<String> {
    let mut ids = Vec::new();
    let directory = &moment.document().directory;
    let people = [ask.user.as_ref(), ask.circumstances.acting_as.as_ref()].into_iter().flatten();
    for members in people.filter_map(|user| moment.roster().of(user)) {
        ids.extend(doubt::belonging(moment, members));
    }
    if let Some(group) = ask.group.as_ref().filter(|group| directory.groups.has(group)) {
        ids.push(group.to_string());
    }
    ids.extend(ask.circumstances.sign_on.iter().map(|who| who.id().to_owned()));
    for (_, value) in ask.about.iter() {
        let Some(id) = value.as_text() else { continue };
        ids.push(id.to_owned());
        for kind in ModelKind::ALL {
            ids.extend(moment.document().policies.involved(*kind, id));
        }
    }
    ids
}

/// What an explanation should cite and does not: numbers of rules, and ids.
fn uncited(wanted: &[String], because: Option<&Reason>) -> Vec<String> {
    let cited: Vec<String> = because
        .iter()
        .flat_map(|reason| reason.all())
        .flat_map(|step| {
            std::iter::once(step.rule.to_owned()).chain(step.cites().flat_map(Address::ids))
        })
        .collect();
    wanted.iter().filter(|id| !cited.contains(id)).cloned().collect()
}

fn broken_by(moment: &Moment, kind: ModelKind, rule: &Object) -> Result<Standing, Refusal> {
    let directory = &moment.document().directory;
    let ask = read_ask(directory, rule)?;
    let inside = match ask.about.get("nobodyOutside") {
        Some(list @ Json::List(_)) => texts("nobodyOutside", list)?,
        _ => return Err(Refusal("name a list as `nobodyOutside`".to_owned())),
    };
    let inside: Vec<Principal> = inside
        .iter()
        .map(|id| directory.principal(id).ok_or_else(|| unknown("user, group, post or team", id)))
        .collect::<Result<_, _>>()?;
    let outside = |user: &UserId| {
        let user = directory.users.get(user);
        user.is_some_and(|user| !inside.iter().any(|principal| belongs(user, principal)))
    };
    let holders = |moment: &Moment| -> Result<Vec<UserId>, Refusal> {
        let mut found = moment.in_the_end(kind).holders(&ask.circumstances, &ask.about)?;
        found.retain(outside);
        Ok(found)
    };
    let found = holders(moment)?;
    if !found.is_empty() {
        return Ok(Standing::Broken(found));
    }
    // Whoever may have it cannot be ruled out.
    let maybe = moment.generous().map(holders).transpose()?.unwrap_or_default();
    if maybe.is_empty() {
        return Ok(Standing::Holds);
    }
    let names = maybe.iter().map(|user| directory.name(&Principal::User(user.clone())));
    let others = format!("permitted to {}", names.collect::<Vec<_>>().join(", "));
    let (expected, found) = (None, "nobody outside the list".to_owned());
    Ok(Standing::Doubtful { expected, found, other: others, because: None })
}

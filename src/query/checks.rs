//! Asks the document its own checks.

use super::Moment;
use crate::directory::{Principal, UserId, belongs};
use crate::document::{Check, CheckId, Claim, read_ask, texts};
use crate::format::{Json, Object};
use crate::model::{Refusal, unknown};
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
    let mut holders = moment.in_the_end(kind).holders(&ask.circumstances, &ask.about)?;
    holders.retain(outside);
    Ok(if holders.is_empty() { Standing::Holds } else { Standing::Broken(holders) })
}

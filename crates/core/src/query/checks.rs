//! Asks the document its own checks.

use std::collections::BTreeSet;

use super::rules::{Breach, Judge};
use super::{Snapshot, doubt};
use crate::document::{CheckId, read_ask};
use crate::format::Object;
use crate::model::{Answer, Ask, Refusal};
use crate::models::ModelKind;
use crate::shared::collect_into;
use crate::verdict::{Address, Reason};

/// How a check came out.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckResult {
    /// Which.
    pub id: CheckId,
    /// How it stands.
    pub status: CheckStatus,
}

/// How a check stands.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckStatus {
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
    /// A rule is broken.
    Broken(Breach),
    /// It cannot be asked: of this document, or of this Whocan.
    Refused(Refusal),
}

impl CheckStatus {
    /// Whether the check holds.
    pub fn holds(&self) -> bool {
        *self == Self::Holds
    }
}

/// All checks of a moment's document, in their order. Rules that allow no new access compare with the
/// saved state; without one they cannot be judged.
pub fn run_checks(snapshot: &Snapshot, saved: Option<&Snapshot>) -> Vec<CheckResult> {
    Judge::default().judge(snapshot, saved)
}

/// The model with this key.
pub(super) fn model(key: Option<&str>) -> Result<ModelKind, Refusal> {
    let Some(model) = key else { return Err(Refusal("name a `model`".to_owned())) };
    ModelKind::of(model).ok_or_else(|| Refusal(format!("this Whocan has no model `{model}`")))
}

/// How a question stands, of which an outcome is expected.
pub(super) fn question(
    snapshot: &Snapshot,
    kind: ModelKind,
    ask: &Object,
    expect: &str,
    because: &[String],
) -> Result<CheckStatus, Refusal> {
    let ask = read_ask(&snapshot.document().directory, ask)?;
    if because.is_empty() && is_decided(snapshot, kind, &ask, expect) {
        return Ok(CheckStatus::Holds);
    }
    let Answered { answer, other } = answered(snapshot, kind, &ask)?;
    if let Some(other) = other {
        return Ok(CheckStatus::Doubtful {
            expected: Some(expect.to_owned()),
            found: answer.outcome.into_owned(),
            because: answer.because,
            other,
        });
    }
    if answer.outcome != expect {
        return Ok(CheckStatus::Differs {
            expected: expect.to_owned(),
            found: answer.outcome.into_owned(),
            because: answer.because,
        });
    }
    let missing = uncited(because, answer.because.as_ref());
    if missing.is_empty() {
        return Ok(CheckStatus::Holds);
    }
    Ok(CheckStatus::OtherReason { missing, because: answer.because })
}

/// An answer, and what could come out as well where it hangs on something that could not be read. The
/// places that could not be read come first among its reasons then.
pub(super) struct Answered {
    pub(super) answer: Answer,
    pub(super) other: Option<String>,
}

/// Answers a question in both readings.
pub(super) fn answered(
    snapshot: &Snapshot,
    kind: ModelKind,
    ask: &Ask,
) -> Result<Answered, Refusal> {
    let mut answer = snapshot.in_the_end(kind).answer(ask)?;
    let other = doubted(snapshot, kind, ask, &answer);
    if let Some(other) = &other {
        let places = |because| doubt::doubted(snapshot, kind, because, other, &ids(snapshot, ask));
        answer.because = answer.because.map(places);
    }
    Ok(Answered { answer, other })
}

/// Whether the outcome is what is expected, in both readings, as far as that can be said without the
/// reasons: nobody wants them where a check holds.
fn is_decided(snapshot: &Snapshot, kind: ModelKind, ask: &Ask, expect: &str) -> bool {
    let comes_out = |of: &Snapshot| of.in_the_end(kind).decided(ask).is_some_and(|it| it == expect);
    comes_out(snapshot) && snapshot.generous().is_none_or(comes_out)
}

/// What the answer could also be, where that hangs on something that could not be read.
fn doubted(snapshot: &Snapshot, kind: ModelKind, ask: &Ask, found: &Answer) -> Option<String> {
    let other = match snapshot.generous()?.in_the_end(kind).answer(ask) {
        Ok(answer) => answer.outcome.into_owned(),
        Err(refusal) => refusal.0,
    };
    (found.outcome != *other).then_some(other)
}

/// The ids of all that a question has to do with.
fn ids(snapshot: &Snapshot, ask: &Ask) -> Vec<String> {
    let mut ids = Vec::new();
    let directory = &snapshot.document().directory;
    let people = [ask.user.as_ref(), ask.circumstances.acting_as.as_ref()].into_iter().flatten();
    for members in people.filter_map(|user| snapshot.roster().of(user)) {
        ids.extend(doubt::belonging(snapshot, members));
    }
    if let Some(group) = ask.group.as_ref().filter(|group| directory.groups.has(group)) {
        ids.push(group.to_string());
    }
    ids.extend(ask.circumstances.sign_on.iter().map(|who| who.id().to_owned()));
    for (_, value) in ask.about.iter() {
        let Some(id) = value.as_text() else { continue };
        ids.push(id.to_owned());
        for kind in ModelKind::ALL {
            ids.extend(snapshot.document().policies.involved(*kind, id));
        }
    }
    ids
}

/// What an explanation should cite and does not: numbers of rules, and ids.
fn uncited(wanted: &[String], because: Option<&Reason>) -> Vec<String> {
    let cited = because.iter().flat_map(|reason| reason.all()).flat_map(|step| {
        std::iter::once(step.rule.to_owned()).chain(step.cites().flat_map(Address::ids))
    });
    let cited: BTreeSet<String> = collect_into(cited);
    wanted.iter().filter(|id| !cited.contains(*id)).cloned().collect()
}

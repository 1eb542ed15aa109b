//! Asks the document its own checks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Snapshot, doubt};
use crate::directory::{Leaning, Principal, User, UserId};
use crate::document::{Check, CheckId, Claim, read_ask, texts};
use crate::format::{Json, Object, compact};
use crate::model::{Answer, Ask, Refusal, unknown};
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
    /// These people have what the rule forbids.
    Broken(Vec<UserId>),
    /// It cannot be asked: of this document, or of this Whocan.
    Refused(Refusal),
}

impl CheckStatus {
    /// Whether the check holds.
    pub fn holds(&self) -> bool {
        *self == Self::Holds
    }
}

/// All checks of a moment's document, in their order.
pub fn run_checks(snapshot: &Snapshot) -> Vec<CheckResult> {
    let checks = snapshot.document().checks.list.iter();
    let mut known = Known::default();
    checks
        .map(|check| CheckResult {
            id: check.id.clone(),
            status: run(snapshot, &mut known, check).unwrap_or_else(CheckStatus::Refused),
        })
        .collect()
}

/// Who has what rules forbid in which reading, by what they forbid: a rule asks everybody, and the same
/// is asked once.
type Known = BTreeMap<(Leaning, String), Result<Vec<UserId>, Refusal>>;

fn run(snapshot: &Snapshot, known: &mut Known, check: &Check) -> Result<CheckStatus, Refusal> {
    let Some(model) = check.claim.model() else {
        return Err(Refusal("name a `model`".to_owned()));
    };
    let Some(kind) = ModelKind::of(model) else {
        return Err(Refusal(format!("this Whocan has no model `{model}`")));
    };
    match &check.claim {
        Claim::Answer { ask, expect, because } => {
            let ask = read_ask(&snapshot.document().directory, ask)?;
            if because.is_empty() && is_decided(snapshot, kind, &ask, expect) {
                return Ok(CheckStatus::Holds);
            }
            let answer = snapshot.in_the_end(kind).answer(&ask)?;
            if let Some(other) = doubted(snapshot, kind, &ask, &answer) {
                let places =
                    |because| doubt::doubted(snapshot, kind, because, &other, &ids(snapshot, &ask));
                return Ok(CheckStatus::Doubtful {
                    expected: Some(expect.clone()),
                    found: answer.outcome.into_owned(),
                    because: answer.because.map(places),
                    other,
                });
            }
            if answer.outcome != expect.as_str() {
                return Ok(CheckStatus::Differs {
                    expected: expect.clone(),
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
        Claim::Rule(rule) => broken_by(snapshot, known, kind, rule),
    }
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

fn broken_by(
    snapshot: &Snapshot,
    known: &mut Known,
    kind: ModelKind,
    rule: &Object,
) -> Result<CheckStatus, Refusal> {
    let directory = &snapshot.document().directory;
    let ask = read_ask(directory, rule)?;
    let inside = match ask.about.get("nobodyOutside") {
        Some(list @ Json::List(_)) => texts("nobodyOutside", list)?,
        _ => return Err(Refusal("name a list as `nobodyOutside`".to_owned())),
    };
    if let Some(id) = inside.iter().find(|id| directory.principal(id).is_none()) {
        return Err(unknown("user, group, post or team", id));
    }
    let forbidden = rule.iter().filter(|(key, _)| *key != "nobodyOutside");
    let forbidden: Object = forbidden.map(|(key, it)| (key.to_owned(), it.clone())).collect();
    let forbidden = compact(&forbidden.into());
    let inside: BTreeSet<&str> = collect_into(inside.iter().map(String::as_str));
    let outside = |id: &&UserId| {
        let user = directory.users.get(id);
        user.is_some_and(|user| !is_inside(user, &inside))
    };
    let mut holders = |snapshot: &Snapshot, reading: Leaning| -> Result<Vec<UserId>, Refusal> {
        let holders = known
            .entry((reading, forbidden.clone()))
            .or_insert_with(|| snapshot.in_the_end(kind).holders(&ask.circumstances, &ask.about));
        let holders = holders.as_ref().map_err(Refusal::clone)?;
        Ok(holders.iter().filter(outside).cloned().collect())
    };
    let found = holders(snapshot, Leaning::Strict)?;
    if !found.is_empty() {
        return Ok(CheckStatus::Broken(found));
    }
    // Whoever may have it cannot be ruled out.
    let maybe = match snapshot.generous() {
        Some(generous) => holders(generous, Leaning::Generous)?,
        None => Vec::new(),
    };
    if maybe.is_empty() {
        return Ok(CheckStatus::Holds);
    }
    let names = maybe.iter().map(|user| directory.name(&Principal::User(user.clone())));
    let others = format!("permitted to {}", names.collect::<Vec<_>>().join(", "));
    let (expected, found) = (None, "nobody outside the list".to_owned());
    Ok(CheckStatus::Doubtful { expected, found, other: others, because: None })
}

/// Whether somebody is one of these, or belongs to one: ids are unique across the file.
fn is_inside(user: &User, ids: &BTreeSet<&str>) -> bool {
    !ids.is_empty()
        && (ids.contains(user.id.as_str())
            || user.groups.iter().any(|id| ids.contains(id.as_str()))
            || user.posts.iter().any(|id| ids.contains(id.as_str()))
            || user.teams.iter().any(|id| ids.contains(id.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    #[test]
    fn what_rules_forbid_is_asked_once() {
        let rule = |at: usize| {
            format!(
                r#"{{"id":"c-{at}","rule":{{"model":"processes","process":"b-bases","atLeast":"{}",
                    "nobodyOutside":["u-{}"]}}}}"#,
                ["Read", "Read-Write"][at % 2],
                at % 3,
            )
        };
        let rules: Vec<String> = (0..60).map(rule).collect();
        let user = |at: usize| format!(r#"{{"id":"u-{at}","name":"U","groups":["g"]}}"#);
        let file = format!(
            r#"{{"format":"whocan","version":1,
                "directory":{{"users":[{},{},{}],"groups":[{{"id":"g","name":"G"}}]}},
                "models":{{"processes":{{"levels":{{"g":{{"b-bases":"Read"}}}}}}}},
                "checks":[{}]}}"#,
            user(0),
            user(1),
            user(2),
            rules.join(",")
        );
        let snapshot = Snapshot::new(&read(file.as_bytes()).unwrap().0, None);
        let mut known = Known::default();
        for (at, check) in snapshot.document().checks.list.iter().enumerate() {
            let broken = match run(&snapshot, &mut known, check).unwrap() {
                CheckStatus::Broken(people) => people.len(),
                _ => 0,
            };
            // The one who is inside is no breach, and Read is no Read-Write.
            assert_eq!(broken, if at % 2 == 0 { 2 } else { 0 });
        }
        assert_eq!(known.len(), 2, "sixty rules forbid two things");
    }
}

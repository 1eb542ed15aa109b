//! Two sides next to each other: two people, two groups, one person on two days or signed on in two
//! ways, or the same in two documents. What differs, and why.

use std::collections::BTreeMap;

use super::what_can::{Cell, System, system};
use super::{Snapshot, Subject};
use crate::directory::{Circumstances, Members};
use crate::model::{Refusal, TargetHead};
use crate::models::ModelKind;
use crate::shared::collect_into;
use crate::verdict::{Reason, Verdict};

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The document.
    pub snapshot: &'a Snapshot,
    /// Whose permissions.
    pub subject: Subject,
    /// Under which circumstances.
    pub circumstances: Circumstances,
}

/// Two sides in one system.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The model.
    pub kind: ModelKind,
    /// What comes out differently, in the right side's order of targets; those that only the left
    /// document has stand at the end.
    pub differing: Vec<Differing>,
    /// On how many targets both come to the same.
    pub same: usize,
    /// Why a side cannot be asked: it cannot sign on as its circumstances say. Then nothing is compared.
    pub refused: (Option<Refusal>, Option<Refusal>),
}

/// A target on which the sides come to different outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    /// The target, as the right document names it where that has it.
    pub head: TargetHead,
    /// The left side's outcome; none where its document has no such target.
    pub left: Option<Cell>,
    /// The right side's.
    pub right: Option<Cell>,
}

/// Compares two sides in all systems in which anything is set in either document; none where a side's
/// document does not have whom it names.
pub fn compare(left: &Side<'_>, right: &Side<'_>) -> Option<Vec<Compared>> {
    let (was, is) = (left.subject.members(left.snapshot)?, right.subject.members(right.snapshot)?);
    let is_set = |side: &Side<'_>, kind| !side.snapshot.document().policies.is_blank(kind);
    let kinds = ModelKind::ALL.iter().copied();
    let kinds = kinds.filter(|kind| is_set(left, *kind) || is_set(right, *kind));
    Some(kinds.map(|kind| compared(kind, (left, &was), (right, &is))).collect())
}

fn compared(
    kind: ModelKind,
    (left, was): (&Side<'_>, &Members),
    (right, is): (&Side<'_>, &Members),
) -> Compared {
    let of = |side: &Side<'_>, members| system(side.snapshot, kind, members, &side.circumstances);
    let (left, right): (System, System) = (of(left, was), of(right, is));
    let mut found = Compared {
        kind,
        differing: Vec::new(),
        same: 0,
        refused: (left.refused.clone(), right.refused.clone()),
    };
    if found.refused != (None, None) {
        return found;
    }
    let mut lefts: BTreeMap<String, Cell> =
        collect_into(left.cells.iter().map(|cell| (cell.head.key.clone(), cell.clone())));
    for cell in right.cells {
        match lefts.remove(&cell.head.key) {
            Some(other) if other.outcome == cell.outcome => found.same += 1,
            other => {
                let head = cell.head.clone();
                found.differing.push(Differing { head, left: other, right: Some(cell) });
            }
        }
    }
    let gone = left.cells.into_iter().filter(|cell| lefts.contains_key(&cell.head.key));
    found.differing.extend(gone.map(|cell| {
        let head = cell.head.clone();
        Differing { head, left: Some(cell), right: None }
    }));
    found
}

impl Differing {
    /// Why each side comes to its outcome: the step of its explanation at which the two part. None for
    /// a side whose document has no such target.
    pub fn why(
        &self,
        kind: ModelKind,
        left: &Side<'_>,
        right: &Side<'_>,
    ) -> (Option<Reason>, Option<Reason>) {
        let verdict = |side: &Side<'_>, cell: &Option<Cell>| {
            let circumstances = cell.as_ref()?.circumstances(&side.circumstances);
            let members = side.subject.members(side.snapshot)?;
            side.snapshot.in_the_end(kind).explain(&members, &circumstances, &self.head.key)
        };
        match (verdict(left, &self.left), verdict(right, &self.right)) {
            (Some(left), Some(right)) => {
                let (left, right) = parting(&left, &right);
                (Some(left), Some(right))
            }
            (left, right) => (left.map(|it| it.because), right.map(|it| it.because)),
        }
    }
}

/// Where two explanations part: behind the steps that follow the same rule from as many steps, down to the
/// first that comes to something else. A step of another model says so.
fn parting<D>(left: &Verdict<D>, right: &Verdict<D>) -> (Reason, Reason) {
    let (mut left, mut right) = (&left.because, &right.because);
    let (mut of_left, mut of_right) = (left.of, right.of);
    while let Some((one, other)) = differing_below(left, right) {
        (left, right) = (one, other);
        (of_left, of_right) = (left.of.or(of_left), right.of.or(of_right));
    }
    (Reason { of: of_left, ..left.clone() }, Reason { of: of_right, ..right.clone() })
}

/// The first steps below two that come to different outcomes, where the two can be laid side by side.
fn differing_below<'r>(left: &'r Reason, right: &'r Reason) -> Option<(&'r Reason, &'r Reason)> {
    if left.rule != right.rule || left.steps.len() != right.steps.len() {
        return None;
    }
    let mut pairs = left.steps.iter().zip(&right.steps);
    let (one, other) = pairs.find(|(one, other)| one.outcome != other.outcome)?;
    // What each of several groups gives stands in another order for each of the sides.
    let leaves = one.steps.is_empty() && other.steps.is_empty();
    (left.says == right.says || !leaves).then_some((one, other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::super::cases::{any_documents, snapshot};
    use super::*;
    use crate::document::Document;
    use crate::verdict::{Outcome, plain};

    /// What a side comes to on each target: the most of all ways in which it can sign on.
    fn all(side: &Side<'_>, kind: ModelKind) -> Option<BTreeMap<String, Outcome>> {
        let resolver = side.snapshot.in_the_end(kind);
        let members = side.subject.members(side.snapshot).unwrap();
        let ways = resolver.any_identity(&members, &side.circumstances);
        if ways.is_empty() {
            return None;
        }
        let best = |key: &str| {
            let mut best: Option<Outcome> = None;
            for way in &ways {
                let outcome = resolver.decide(&members, way, key).unwrap();
                let more =
                    |best: &Outcome| outcome.grants.0.count_ones() > best.grants.0.count_ones();
                if best.as_ref().is_none_or(more) {
                    best = Some(outcome);
                }
            }
            best.unwrap()
        };
        Some(resolver.targets().into_iter().map(|it| (it.key.clone(), best(&it.key))).collect())
    }

    fn agrees(left: &Side<'_>, right: &Side<'_>, kind: ModelKind) -> Result<(), TestCaseError> {
        let systems = compare(left, right).unwrap();
        let Some(system) = systems.iter().find(|system| system.kind == kind) else {
            let is_blank = |side: &Side<'_>| side.snapshot.document().policies.is_blank(kind);
            prop_assert!(is_blank(left) && is_blank(right));
            return Ok(());
        };
        let (Some(was), Some(is)) = (all(left, kind), all(right, kind)) else {
            prop_assert!(system.refused != (None, None));
            return Ok(());
        };
        let keys: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let differ: Vec<&String> =
            keys.iter().copied().filter(|key| was.get(*key) != is.get(*key)).collect();
        prop_assert_eq!(system.same, keys.len() - differ.len());
        prop_assert_eq!(system.differing.len(), differ.len());
        for differing in &system.differing {
            let key = &differing.head.key;
            let outcome = |cell: &Option<Cell>| cell.as_ref().map(|cell| cell.outcome.clone());
            prop_assert_eq!(outcome(&differing.left), was.get(key).cloned());
            prop_assert_eq!(outcome(&differing.right), is.get(key).cloned());
            let (one, other) = differing.why(kind, left, right);
            prop_assert_eq!(one.is_some(), differing.left.is_some());
            prop_assert_eq!(other.is_some(), differing.right.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                let sentence = |it: &Reason, side: &Side<'_>| plain(it, side.snapshot.document());
                let doubt = [&differing.left, &differing.right]
                    .map(|it| it.as_ref().is_some_and(|cell| cell.outcome.doubtful));
                // What differs by its doubt alone is explained alike.
                let same = (&one.outcome, sentence(&one, left))
                    == (&other.outcome, sentence(&other, right));
                prop_assert!(!same || doubt[0] != doubt[1], "{:?} {:?}", one, other);
            }
        }
        Ok(())
    }

    #[test]
    fn what_differs_is_all_that_comes_out_differently() {
        let config = Config { cases: 256, ..Config::with_source_file(file!()) };
        let two = (any_documents(), any_documents());
        let outcome = TestRunner::new(config).run(&two, |((one, asked, kind), (other, ..))| {
            let mut changed = Document { directory: one.directory.clone(), ..other };
            changed.as_of = one.as_of;
            let left = Snapshot::new(&one, None);
            let right = Snapshot::new(&changed, None);
            let side = |snapshot, subject: &Subject| Side {
                snapshot,
                subject: subject.clone(),
                circumstances: asked.clone(),
            };
            let users = one.directory.users.iter().map(|user| Subject::User(user.id.clone()));
            let users: Vec<Subject> = users.chain([Subject::Nobody]).collect();
            for (at, subject) in users.iter().enumerate() {
                let other = users.get((at + 1) % users.len()).unwrap();
                agrees(&side(&left, subject), &side(&left, other), kind)?;
                agrees(&side(&left, subject), &side(&right, subject), kind)?;
                let day = Circumstances { on: None, ..asked.clone() };
                let day = Side { circumstances: day, ..side(&left, subject) };
                agrees(&side(&left, subject), &day, kind)?;
            }
            Ok(())
        });
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
    }

    #[test]
    fn explanations_part_at_the_step_that_decides() {
        // R9: Ann and Bob have the same under All Secured Data, so the process level is the reason.
        let section = r#"{"levels":{"h":{"b-sen-memos":"Read-Write"}},
            "secured":{"g":{"b-sen-memos":"Read-Write"}}}"#;
        let of = snapshot("processes", section);
        let side = |user: &str| Side {
            snapshot: &of,
            subject: Subject::User(user.into()),
            circumstances: Circumstances::default(),
        };
        let (ann, bob) = (side("ann"), side("bob"));
        let found = compare(&ann, &bob).unwrap();
        let differing = &found[0].differing;
        assert_eq!(differing.len(), 1);
        assert_eq!(differing[0].head.key, "b-sen-memos");
        let (left, right) = differing[0].why(ModelKind::Processes, &ann, &bob);
        let sentence = |reason: Option<Reason>| plain(&reason.unwrap(), of.document());
        assert_eq!(sentence(left), "H gives Read-Write on SEN Memos, the highest of the groups.");
        assert_eq!(sentence(right), "None of Bob's groups permits SEN Memos.");
    }
}

//! Who gains and who loses between two moments, found in steps, so that a page can stay awake between
//! them.

use super::diff::{Differing, Pair, PersonDiff, Sides, differing_in};
use super::{CellDiff, Snapshot};
use crate::directory::{Circumstances, UserId};
use crate::models::ModelKind;
use crate::shared::Shared;

/// How many people gain and how many lose. Who does both counts in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Who can do something that they could not do before.
    pub gain: usize,
    /// Who can no longer do something.
    pub lose: usize,
}

impl Sums {
    /// The sums over what becomes of these people.
    pub fn of(people: &[PersonDiff]) -> Self {
        let mut sums = Self::default();
        people.iter().for_each(|person| sums.add(&person.cells));
        sums
    }

    fn add(&mut self, cells: &[CellDiff]) {
        self.gain += usize::from(cells.iter().any(CellDiff::gains));
        self.lose += usize::from(cells.iter().any(CellDiff::loses));
    }
}

/// A count that is under way.
#[derive(Clone, Debug)]
pub struct Counting {
    before: Shared<Snapshot>,
    after: Shared<Snapshot>,
    circumstances: Circumstances,
    /// What can differ in each model, once it is worked out.
    differing: Vec<Differing>,
    next: usize,
    gaining: Vec<usize>,
    losing: Vec<usize>,
}

/// One side of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To be able to do something that one was not able to do before.
    Gains,
    /// No longer to be able to do something.
    Loses,
}

impl Direction {
    /// Whether one outcome is of this side.
    pub fn has(self, cell: &CellDiff) -> bool {
        match self {
            Self::Gains => cell.gains(),
            Self::Loses => cell.loses(),
        }
    }
}

impl Counting {
    /// A count that has not begun.
    pub fn new(
        before: Shared<Snapshot>,
        after: Shared<Snapshot>,
        circumstances: Circumstances,
    ) -> Self {
        Self {
            before,
            after,
            circumstances,
            differing: Vec::new(),
            next: 0,
            gaining: Vec::new(),
            losing: Vec::new(),
        }
    }

    /// Goes through up to `people` more; the sums once it has been through everybody.
    pub fn step(&mut self, people: usize) -> Option<Sums> {
        if self.differing.is_empty() {
            let found = ModelKind::ALL.iter();
            let found = found.map(|kind| differing_in(&self.before, &self.after, *kind));
            self.differing = found.collect();
        }
        let pair = Pair::new(&self.before, &self.after);
        let end = self.next.saturating_add(people).min(pair.people());
        let kinds = sides(&pair, &self.differing, &self.circumstances);
        for at in self.next..end {
            let Some(person) = pair.nth(at) else { continue };
            let outcome_change = kinds.iter().map(|sides| sides.outcome_change(&person));
            let either = |(gain, lose), (gains, loses)| (gain || gains, lose || loses);
            let (gains, loses) = outcome_change.fold((false, false), either);
            if gains {
                self.gaining.push(at);
            }
            if loses {
                self.losing.push(at);
            }
        }
        self.next = end;
        (end == pair.people()).then(|| self.sums())
    }

    /// How many have been found to gain and to lose.
    pub fn sums(&self) -> Sums {
        Sums { gain: self.gaining.len(), lose: self.losing.len() }
    }

    /// Whether it counts between these two moments.
    pub fn is_between(&self, before: &Shared<Snapshot>, after: &Shared<Snapshot>) -> bool {
        self.before.same(before) && self.after.same(after)
    }

    /// Who has been found to gain, or to lose: their numbers, those who are there afterwards first.
    pub fn found(&self, turn: Direction) -> &[usize] {
        match turn {
            Direction::Gains => &self.gaining,
            Direction::Loses => &self.losing,
        }
    }

    /// Who has this number.
    pub fn user(&self, at: usize) -> Option<UserId> {
        Pair::new(&self.before, &self.after).nth(at).map(|person| person.user().clone())
    }

    /// What becomes of the people with these numbers.
    pub fn people(&self, which: impl IntoIterator<Item = usize>) -> Vec<PersonDiff> {
        let pair = Pair::new(&self.before, &self.after);
        let kinds = sides(&pair, &self.differing, &self.circumstances);
        let people = which.into_iter().filter_map(|at| pair.nth(at));
        people
            .map(|person| PersonDiff {
                user: person.user().clone(),
                cells: kinds.iter().flat_map(|sides| sides.cells(&person)).collect(),
            })
            .collect()
    }
}

/// Both sides of each model.
pub(super) fn sides<'a, 'c>(
    pair: &Pair<'a>,
    differing: &[Differing],
    circumstances: &'c Circumstances,
) -> Vec<Sides<'a, 'c>> {
    let kinds = ModelKind::ALL.iter().zip(differing);
    kinds.map(|(kind, differing)| pair.sides(*kind, differing.clone(), circumstances)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{DirectoryEdit, Principal, User};
    use crate::document::{Command, Document};
    use crate::examples;
    use crate::query::diff;

    fn snapshot(document: &Document) -> Shared<Snapshot> {
        Shared::new(Snapshot::new(document, None))
    }

    /// Those who were found, with what becomes of them, against all that differs.
    #[track_caller]
    fn check_people(counting: &Counting, all: &[PersonDiff]) {
        for turn in [Direction::Gains, Direction::Loses] {
            let found = counting.people(counting.found(turn).iter().copied());
            let expected = all.iter().filter(|person| person.cells.iter().any(|it| turn.has(it)));
            assert_eq!(found, expected.cloned().collect::<Vec<_>>(), "{turn:?}");
            let users = counting.found(turn).iter().filter_map(|at| counting.user(*at));
            assert!(users.eq(found.iter().map(|person| person.user.clone())), "{turn:?}");
        }
    }

    #[track_caller]
    fn counted(before: &Shared<Snapshot>, after: &Shared<Snapshot>, slice: usize) -> (Sums, usize) {
        let mut counting = Counting::new(before.clone(), after.clone(), Circumstances::default());
        for steps in 1..10_000 {
            if let Some(sums) = counting.step(slice) {
                check_people(&counting, &diff(before, after, &Circumstances::default()));
                return (sums, steps);
            }
        }
        panic!("it does not end");
    }

    #[test]
    fn slices_come_to_what_the_whole_comes_to() {
        let text = examples::ALL.first().unwrap().text;
        let (saved, _) = crate::document::read(text.as_bytes()).unwrap();
        let user = |id: &str| Principal::User(id.into());
        let group = |id: &str| Principal::Group(id.into());
        let edits = [
            DirectoryEdit::Remove(group("g-office")),
            DirectoryEdit::Join("u-saoirse".into(), group("g-leaders")),
            DirectoryEdit::Leave("u-ingrid".into(), group("g-leaders")),
            DirectoryEdit::Join("u-ingrid".into(), group("g-data")),
            DirectoryEdit::Remove(user("u-xin")),
            DirectoryEdit::AddUser(User {
                groups: vec!["g-exams".into()],
                ..User::new("u-zoe", "Zoe")
            }),
        ];
        let before = snapshot(&saved);
        let mut draft = saved;
        for edit in edits {
            draft = draft.apply(&Command::Directory(edit)).unwrap();
            let after = snapshot(&draft);
            let people = diff(&before, &after, &Circumstances::default());
            let expected = Sums::of(&people);
            assert_eq!(expected.gain.max(expected.lose) > 0, !people.is_empty());
            for slice in [1, 7, 1_000] {
                assert_eq!(counted(&before, &after, slice).0, expected, "{slice} at a time");
            }
            assert_eq!(counted(&after, &before, 3).0.gain, expected.lose, "turned around");
        }
    }

    #[test]
    fn it_ends_after_everybody() {
        let empty = snapshot(&Document::default());
        assert_eq!(counted(&empty, &empty, 5), (Sums::default(), 1));
        let mut document = Document::default();
        for at in 0..10 {
            document.directory.users.add(User::new(&format!("u-{at}"), "Somebody"));
        }
        let ten = snapshot(&document);
        // Models that show things by default, and in which nobody has said anything, count for none.
        assert_eq!(counted(&ten, &ten, 5), (Sums::default(), 2));
        assert_eq!(counted(&ten, &ten, 4), (Sums::default(), 3));
        assert_eq!(counted(&ten, &empty, 4), (Sums::default(), 3), "those who are gone count too");
    }
}

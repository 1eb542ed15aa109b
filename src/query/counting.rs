//! How many people gain and lose between two moments, counted in steps, so that a page can stay
//! awake between them.

use super::diff::{Differing, Pair, PersonDiff, differing_in};
use super::{CellDiff, Moment};
use crate::directory::Circumstances;
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
        self.add_turns((cells.iter().any(CellDiff::gains), cells.iter().any(CellDiff::loses)));
    }

    fn add_turns(&mut self, (gains, loses): (bool, bool)) {
        self.gain += usize::from(gains);
        self.lose += usize::from(loses);
    }
}

/// A count that is under way.
#[derive(Clone, Debug)]
pub struct Counting {
    before: Shared<Moment>,
    after: Shared<Moment>,
    circumstances: Circumstances,
    /// What can differ in each model, once it is worked out.
    differing: Vec<Differing>,
    next: usize,
    sums: Sums,
}

impl Counting {
    /// A count that has not begun.
    pub fn new(
        before: Shared<Moment>,
        after: Shared<Moment>,
        circumstances: Circumstances,
    ) -> Self {
        Self { before, after, circumstances, differing: Vec::new(), next: 0, sums: Sums::default() }
    }

    /// Counts up to `people` more; the sums once everybody is counted.
    pub fn step(&mut self, people: usize) -> Option<Sums> {
        let pair = Pair::new(&self.before, &self.after);
        let end = self.next.saturating_add(people).min(pair.people());
        if self.differing.is_empty() {
            let found = ModelKind::ALL.iter();
            let found = found.map(|kind| differing_in(&self.before, &self.after, *kind));
            self.differing = found.collect();
        }
        let kinds = ModelKind::ALL.iter().zip(&self.differing);
        let side = |(kind, differing): (&ModelKind, &Differing)| {
            pair.sides(*kind, differing.clone(), &self.circumstances)
        };
        let kinds: Vec<_> = kinds.map(side).collect();
        for person in (self.next..end).filter_map(|at| pair.nth(at)) {
            let turns = kinds.iter().map(|sides| sides.turns(&person));
            let either = |(gain, lose), (gains, loses)| (gain || gains, lose || loses);
            self.sums.add_turns(turns.fold((false, false), either));
        }
        self.next = end;
        (end == pair.people()).then_some(self.sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{DirectoryEdit, Principal, User};
    use crate::document::{Command, Document};
    use crate::examples;
    use crate::query::diff;

    fn moment(document: &Document) -> Shared<Moment> {
        Shared::new(Moment::new(document, None))
    }

    #[track_caller]
    fn counted(before: &Shared<Moment>, after: &Shared<Moment>, slice: usize) -> (Sums, usize) {
        let mut counting = Counting::new(before.clone(), after.clone(), Circumstances::default());
        for steps in 1..10_000 {
            if let Some(sums) = counting.step(slice) {
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
        let before = moment(&saved);
        let mut draft = saved;
        for edit in edits {
            draft = draft.apply(&Command::Directory(edit)).unwrap().0;
            let after = moment(&draft);
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
        let empty = moment(&Document::default());
        assert_eq!(counted(&empty, &empty, 5), (Sums::default(), 1));
        let mut document = Document::default();
        for at in 0..10 {
            document.directory.users.add(User::new(&format!("u-{at}"), "Somebody"));
        }
        let ten = moment(&document);
        // Models that show things by default, and in which nobody has said anything, count for none.
        assert_eq!(counted(&ten, &ten, 5), (Sums::default(), 2));
        assert_eq!(counted(&ten, &ten, 4), (Sums::default(), 3));
        assert_eq!(counted(&ten, &empty, 4), (Sums::default(), 3), "those who are gone count too");
    }
}

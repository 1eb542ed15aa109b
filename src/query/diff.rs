//! What becomes of people between two moments: who gains what, who loses what.

use super::Moment;
use crate::directory::{Circumstances, Members, UserId};
use crate::model::Resolver;
use crate::models::ModelKind;
use crate::shared::Shared;
use crate::verdict::Outcome;

/// One decision that comes out differently.
#[derive(Clone, Debug, PartialEq)]
pub struct CellDiff {
    /// The model.
    pub kind: ModelKind,
    /// The target's key.
    pub target: String,
    /// The outcome before; `None` where person or target were not there.
    pub before: Option<Outcome>,
    /// The outcome after.
    pub after: Option<Outcome>,
}

impl CellDiff {
    /// Whether the person can do something that they could not do before.
    pub fn gains(&self) -> bool {
        let bits =
            |outcome: &Option<Outcome>| outcome.as_ref().map(|o| o.grants).unwrap_or_default();
        !bits(&self.after).beyond(bits(&self.before)).is_empty()
    }

    /// Whether the person can no longer do something.
    pub fn loses(&self) -> bool {
        let bits =
            |outcome: &Option<Outcome>| outcome.as_ref().map(|o| o.grants).unwrap_or_default();
        !bits(&self.before).beyond(bits(&self.after)).is_empty()
    }
}

/// What becomes of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonDiff {
    /// Who.
    pub user: UserId,
    /// What comes out differently, in the models' and targets' order.
    pub cells: Vec<CellDiff>,
}

/// Everybody for whom something comes out differently: first those who are there afterwards, in
/// the directory's order, then those who are gone.
pub fn diff(before: &Moment, after: &Moment, circumstances: &Circumstances) -> Vec<PersonDiff> {
    differing(ModelKind::ALL, before, after, circumstances)
}

/// The same for one model.
pub fn diff_in(
    kind: ModelKind,
    before: &Moment,
    after: &Moment,
    circumstances: &Circumstances,
) -> Vec<PersonDiff> {
    differing(&[kind], before, after, circumstances)
}

fn differing(
    kinds: &[ModelKind],
    before: &Moment,
    after: &Moment,
    circumstances: &Circumstances,
) -> Vec<PersonDiff> {
    let pair = Pair::new(before, after);
    let kinds: Vec<_> = kinds.iter().map(|kind| pair.sides(*kind, circumstances)).collect();
    let people = (0..pair.people()).filter_map(|at| pair.nth(at));
    people
        .filter_map(|person| {
            let cells: Vec<_> = kinds.iter().flat_map(|sides| sides.cells(&person)).collect();
            (!cells.is_empty()).then_some(PersonDiff { user: person.user, cells })
        })
        .collect()
}

/// Everybody of two moments, to be gone through step by step.
pub(super) struct Pair<'a> {
    before: &'a Moment,
    after: &'a Moment,
    /// Where those who are gone stood.
    gone: Vec<usize>,
}

/// One of them: what they belonged to and belong to; nothing where they were not there.
pub(super) struct Person<'a> {
    user: UserId,
    then: Option<&'a Shared<Members>>,
    now: Option<&'a Shared<Members>>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(before: &'a Moment, after: &'a Moment) -> Self {
        let (was, is) = (&before.document().directory.users, &after.document().directory.users);
        let gone = if was.same_places(is) {
            Vec::new()
        } else {
            let places = was.iter().enumerate();
            places.filter(|(_, user)| !is.has(&user.id)).map(|(at, _)| at).collect()
        };
        Self { before, after, gone }
    }

    /// How many there are.
    pub(super) fn people(&self) -> usize {
        self.after.roster().people().len() + self.gone.len()
    }

    pub(super) fn nth(&self, at: usize) -> Option<Person<'a>> {
        let now = self.after.document().directory.users.nth(at);
        if let Some(user) = now {
            let then = self.before.roster().of(&user.id);
            return Some(Person { user: user.id.clone(), then, now: self.after.roster().nth(at) });
        }
        let at = *self.gone.get(at.checked_sub(self.after.document().directory.users.len())?)?;
        let user = self.before.document().directory.users.nth(at)?;
        Some(Person { user: user.id.clone(), then: self.before.roster().nth(at), now: None })
    }

    /// Both sides of one model.
    pub(super) fn sides<'c>(
        &self,
        kind: ModelKind,
        circumstances: &'c Circumstances,
    ) -> Sides<'a, 'c> {
        let Self { before, after, .. } = self;
        Sides {
            kind,
            circumstances,
            untouched: untouched(before, after, kind),
            was: before.resolver(kind),
            is: after.resolver(kind),
            keys_before: keys(before, kind),
            keys_after: keys(after, kind),
        }
    }
}

/// Whether a person who belongs to the same as before has the same as before. Two moments that were
/// compiled apart, as after a Save, have indexes of their own for the same contents.
fn untouched(before: &Moment, after: &Moment, kind: ModelKind) -> bool {
    let (was, is) = (before.document(), after.document());
    let same = was.policies.same(&is.policies, kind) && was.directory.same(&is.directory);
    was.as_of == is.as_of && (same || before.indexes().same(after.indexes(), kind))
}

fn keys(moment: &Moment, kind: ModelKind) -> Vec<String> {
    moment.resolver(kind).targets().into_iter().map(|target| target.key).collect()
}

pub(super) struct Sides<'a, 'c> {
    kind: ModelKind,
    circumstances: &'c Circumstances,
    untouched: bool,
    was: Box<dyn Resolver + 'a>,
    is: Box<dyn Resolver + 'a>,
    keys_before: Vec<String>,
    keys_after: Vec<String>,
}

impl Sides<'_, '_> {
    /// What comes out differently for one person.
    pub(super) fn cells(&self, person: &Person<'_>) -> Vec<CellDiff> {
        // Same memberships and same index: nothing to compare.
        if self.untouched && person.then.map(|then| &**then) == person.now.map(|now| &**now) {
            return Vec::new();
        }
        let row = |resolver: &dyn Resolver, members: Option<&Shared<Members>>| {
            members.map(|members| resolver.row(members, self.circumstances)).unwrap_or_default()
        };
        let (was, is) = (row(&*self.was, person.then), row(&*self.is, person.now));
        if self.keys_before == self.keys_after {
            self.same_targets(&was, &is)
        } else {
            self.by_key(&was, &is)
        }
    }

    fn same_targets(&self, was: &[Outcome], is: &[Outcome]) -> Vec<CellDiff> {
        let keys = self.keys_after.iter().enumerate();
        keys.filter_map(|(at, key)| self.cell(key, was.get(at), is.get(at))).collect()
    }

    fn by_key(&self, was: &[Outcome], is: &[Outcome]) -> Vec<CellDiff> {
        let find = |keys: &[String], row: &[Outcome], key: &String| {
            keys.iter().position(|other| other == key).and_then(|at| row.get(at).cloned())
        };
        let gone = self.keys_before.iter().filter(|key| !self.keys_after.contains(key));
        self.keys_after
            .iter()
            .chain(gone)
            .filter_map(|key| {
                let before = find(&self.keys_before, was, key);
                let after = find(&self.keys_after, is, key);
                self.cell(key, before.as_ref(), after.as_ref())
            })
            .collect()
    }

    fn cell(
        &self,
        target: &str,
        before: Option<&Outcome>,
        after: Option<&Outcome>,
    ) -> Option<CellDiff> {
        (before != after).then(|| CellDiff {
            kind: self.kind,
            target: target.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
        })
    }
}

//! What becomes of people between two moments: who gains what, who loses what.

use super::Moment;
use crate::directory::{Circumstances, Members, UserId};
use crate::models::ModelKind;
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
    let mut found: Vec<PersonDiff> = Vec::new();
    for kind in ModelKind::ALL {
        for person in diff_in(*kind, before, after, circumstances) {
            match found.iter_mut().find(|other| other.user == person.user) {
                Some(other) => other.cells.extend(person.cells),
                None => found.push(person),
            }
        }
    }
    found
}

/// The same for one model.
pub fn diff_in(
    kind: ModelKind,
    before: &Moment,
    after: &Moment,
    circumstances: &Circumstances,
) -> Vec<PersonDiff> {
    let untouched = before.indexes().same(after.indexes(), kind)
        && before.document().as_of == after.document().as_of;
    let sides = Sides {
        kind,
        circumstances,
        was: before.resolver(kind),
        is: after.resolver(kind),
        keys_before: keys(before, kind),
        keys_after: keys(after, kind),
    };
    let mut found = Vec::new();
    for (user, now) in after.document().directory.users.iter().zip(after.roster().people()) {
        let then = before.roster().of(&user.id);
        // Same memberships and same index: nothing to compare.
        if untouched && then == Some(now) {
            continue;
        }
        found.extend(sides.person(&user.id, then.map(|members| &**members), Some(now)));
    }
    for user in before.document().directory.users.iter() {
        if after.document().directory.users.has(&user.id) {
            continue;
        }
        let then = before.roster().of(&user.id);
        found.extend(sides.person(&user.id, then.map(|members| &**members), None));
    }
    found
}

fn keys(moment: &Moment, kind: ModelKind) -> Vec<String> {
    moment.resolver(kind).targets().into_iter().map(|target| target.key).collect()
}

struct Sides<'a> {
    kind: ModelKind,
    circumstances: &'a Circumstances,
    was: Box<dyn crate::model::Resolver + 'a>,
    is: Box<dyn crate::model::Resolver + 'a>,
    keys_before: Vec<String>,
    keys_after: Vec<String>,
}

impl Sides<'_> {
    fn person(
        &self,
        user: &UserId,
        then: Option<&Members>,
        now: Option<&Members>,
    ) -> Option<PersonDiff> {
        let was = then.map(|members| self.was.row(members, self.circumstances));
        let is = now.map(|members| self.is.row(members, self.circumstances));
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        let cells = if self.keys_before == self.keys_after {
            self.same_targets(&was, &is)
        } else {
            self.by_key(&was, &is)
        };
        (!cells.is_empty()).then(|| PersonDiff { user: user.clone(), cells })
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

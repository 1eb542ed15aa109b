//! What becomes of people between two moments: who gains what, who loses what.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::{Snapshot, combined};
use crate::directory::{Circumstances, Members, Principal, UserId};
use crate::model::{Compare, OutcomeChange, Resolver};
use crate::models::ModelKind;
use crate::shared::{Shared, collect_into};
use crate::verdict::Outcome;

/// One decision that comes out differently in the end, what another model has to permit as well
/// counted in.
#[derive(Clone, Debug, PartialEq)]
pub struct CellDiff {
    /// The model.
    pub kind: ModelKind,
    /// The target's key.
    pub target: String,
    /// What the person has to be signed on as for it; none is nobody in particular, or a model that
    /// does not ask.
    pub sign_on: Option<Principal>,
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
pub fn diff(before: &Snapshot, after: &Snapshot, circumstances: &Circumstances) -> Vec<PersonDiff> {
    differing(ModelKind::ALL, before, after, circumstances)
}

/// The same for one model.
pub fn diff_in(
    kind: ModelKind,
    before: &Snapshot,
    after: &Snapshot,
    circumstances: &Circumstances,
) -> Vec<PersonDiff> {
    differing(&[kind], before, after, circumstances)
}

fn differing(
    kinds: &[ModelKind],
    before: &Snapshot,
    after: &Snapshot,
    circumstances: &Circumstances,
) -> Vec<PersonDiff> {
    let pair = Pair::new(before, after);
    let side =
        |kind: &ModelKind| pair.sides(*kind, differing_in(before, after, *kind), circumstances);
    let kinds: Vec<_> = kinds.iter().map(side).collect();
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
    before: &'a Snapshot,
    after: &'a Snapshot,
    /// Whether the same people stand at the same places.
    same_places: bool,
    /// Where those who are gone stood.
    gone: Vec<usize>,
}

/// One of them: what they belonged to and belong to; nothing where they were not there.
pub(super) struct Person<'a> {
    user: UserId,
    then: Option<&'a Shared<Members>>,
    now: Option<&'a Shared<Members>>,
}

impl Person<'_> {
    pub(super) fn user(&self) -> &UserId {
        &self.user
    }
}

impl<'a> Pair<'a> {
    pub(super) fn new(before: &'a Snapshot, after: &'a Snapshot) -> Self {
        let (was, is) = (&before.document().directory.users, &after.document().directory.users);
        let same_places = was.same_places(is);
        let gone = if same_places {
            Vec::new()
        } else {
            let places = was.iter().enumerate();
            places.filter(|(_, user)| !is.has(&user.id)).map(|(at, _)| at).collect()
        };
        Self { before, after, same_places, gone }
    }

    /// How many there are.
    pub(super) fn people(&self) -> usize {
        self.after.roster().people().len() + self.gone.len()
    }

    pub(super) fn nth(&self, at: usize) -> Option<Person<'a>> {
        let now = self.after.document().directory.users.nth(at);
        if let Some(user) = now {
            let then = match self.same_places {
                true => self.before.roster().nth(at),
                false => self.before.roster().of(&user.id),
            };
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
        differing: Differing,
        circumstances: &'c Circumstances,
    ) -> Sides<'a, 'c> {
        let (before, after) = (self.before, self.after);
        let mut beside = combined::beside(kind).iter();
        let others_untouched = beside.all(|other| untouched(before, after, *other));
        Sides {
            kind,
            circumstances,
            untouched: others_untouched && untouched(before, after, kind),
            others_untouched,
            differing,
            compare: match in_doubt(before, after) {
                true => None,
                false => before.indexes().compare(after.indexes(), kind),
            },
            was: before.in_the_end(kind),
            is: after.in_the_end(kind),
            before,
            after,
            is_blank: OnceCell::new(),
            keys: OnceCell::new(),
        }
    }
}

/// Whether a person who belongs to the same as before has the same as before. Two moments that were
/// compiled apart, as after a Save, have indexes of their own for the same contents.
fn untouched(before: &Snapshot, after: &Snapshot, kind: ModelKind) -> bool {
    let (was, is) = (before.document(), after.document());
    let same = was.policies.same(&is.policies, kind) && was.directory.same(&is.directory);
    was.day() == is.day() && (same || before.indexes().same(after.indexes(), kind))
}

/// The targets that can come out differently for somebody who belongs to the same as before, one for
/// each set that differs in the same way; none where any can. What follows from another model's
/// decisions alone is not among them, see [`combined::differing`]. Worked out once for two moments.
pub(super) type Differing = Shared<Option<Vec<String>>>;

/// Whether anything in either could not be read: an outcome can then differ by its doubt alone, which
/// nothing quicker than a look at each of them sees.
fn in_doubt(before: &Snapshot, after: &Snapshot) -> bool {
    before.generous().is_some() || after.generous().is_some()
}

pub(super) fn differing_in(before: &Snapshot, after: &Snapshot, kind: ModelKind) -> Differing {
    let same_day = before.document().as_of == after.document().as_of && !in_doubt(before, after);
    let found = same_day.then(|| match kind {
        ModelKind::Acl => combined::differing(before, after),
        _ => before.indexes().differing(after.indexes(), kind),
    });
    found.flatten().into()
}

fn keys(snapshot: &Snapshot, kind: ModelKind) -> Vec<String> {
    snapshot.in_the_end(kind).targets().into_iter().map(|target| target.key).collect()
}

/// What somebody can sign on as; who is not there only as nobody in particular.
fn possible(resolver: &dyn Resolver, members: Option<&Shared<Members>>) -> Vec<Option<Principal>> {
    members.map_or_else(|| vec![None], |members| resolver.identities(members))
}

pub(super) struct Sides<'a, 'c> {
    kind: ModelKind,
    circumstances: &'c Circumstances,
    /// Whether nothing that counts here is another, in this model and those beside it.
    untouched: bool,
    /// Whether nothing is in those beside it.
    others_untouched: bool,
    differing: Differing,
    /// What says at once what becomes of somebody, where the model can.
    compare: Option<Compare<'a>>,
    was: Box<dyn Resolver + 'a>,
    is: Box<dyn Resolver + 'a>,
    before: &'a Snapshot,
    after: &'a Snapshot,
    /// Whether nobody has said anything in the model, then or now.
    is_blank: OnceCell<bool>,
    /// The keys of the targets before and after; most people ask for none.
    keys: OnceCell<(Vec<String>, Vec<String>)>,
}

impl Sides<'_, '_> {
    fn keys(&self) -> &(Vec<String>, Vec<String>) {
        self.keys.get_or_init(|| (keys(self.before, self.kind), keys(self.after, self.kind)))
    }

    /// Whether nobody has said anything in the model. What it permits by default is then nothing
    /// that anybody who comes gains, or who goes loses.
    fn is_blank(&self) -> bool {
        let blank = |snapshot: &Snapshot| snapshot.document().policies.is_blank(self.kind);
        *self.is_blank.get_or_init(|| blank(self.before) && blank(self.after))
    }

    /// Whether one person gains and whether they lose, in this model or in one beside it: what follows
    /// from the latter alone is left to its own sides.
    pub(super) fn outcome_change(&self, person: &Person<'_>) -> (bool, bool) {
        if let Some(outcome_change) = self.at_once(person) {
            return (outcome_change.gains, outcome_change.loses);
        }
        let cells = match self.some(person) {
            Some(cells) => cells,
            None => self.cells(person),
        };
        (cells.iter().any(CellDiff::gains), cells.iter().any(CellDiff::loses))
    }

    /// What becomes of one person whose memberships are the same, where the model says it at once.
    fn at_once(&self, person: &Person<'_>) -> Option<OutcomeChange> {
        let (then, now) = (person.then?, person.now?);
        let compare = self.compare.as_ref().filter(|_| **then == **now)?;
        if self.untouched {
            return Some(OutcomeChange::default());
        }
        let on = |snapshot: &Snapshot| {
            let on = self.circumstances.on.or(snapshot.document().as_of);
            Circumstances { on, ..self.circumstances.clone() }
        };
        Some(compare(now, &on(self.before), &on(self.after)))
    }

    /// What comes out differently for one person on the targets that stand for all others; none
    /// where it is not known which do.
    fn some(&self, person: &Person<'_>) -> Option<Vec<CellDiff>> {
        if person.then.map(|then| &**then) != person.now.map(|now| &**now) {
            return None;
        }
        // Same memberships and same index: nothing to compare.
        if self.untouched {
            return Some(Vec::new());
        }
        let differing = (*self.differing).as_ref()?;
        let mut cells = Vec::new();
        for sign_on in possible(&*self.is, person.now) {
            let circumstances = self.signed_on(&sign_on);
            for key in differing {
                let decide = |resolver: &dyn Resolver, members: Option<&Shared<Members>>| {
                    resolver.decide(members?, &circumstances, key)
                };
                let was = decide(&*self.was, person.then);
                let is = decide(&*self.is, person.now);
                cells.extend(self.cell(key, was.as_ref(), is.as_ref()));
            }
        }
        Some(cells)
    }

    fn signed_on(&self, sign_on: &Option<Principal>) -> Circumstances {
        let asked = self.circumstances;
        let sign_on = sign_on.clone().or_else(|| asked.sign_on.clone());
        Circumstances { sign_on, ..asked.clone() }
    }

    /// What comes out differently for one person.
    pub(super) fn cells(&self, person: &Person<'_>) -> Vec<CellDiff> {
        if self.at_once(person).is_some_and(|outcome_change| !outcome_change.differs)
            || self.others_untouched && self.some(person).is_some_and(|cells| cells.is_empty())
            || self.is_blank()
        {
            return Vec::new();
        }
        let mut identities = possible(&*self.is, person.now);
        let before = possible(&*self.was, person.then);
        identities
            .extend(before.into_iter().filter(|who| !identities.contains(who)).collect::<Vec<_>>());
        let mut found: Vec<CellDiff> = Vec::new();
        for sign_on in identities {
            // What differs in the same way under an earlier identity is said once; under one identity
            // each target stands once.
            let earlier = found.len();
            for cell in self.under(person, &sign_on) {
                let said = |other: &CellDiff| {
                    other.target == cell.target
                        && (&other.before, &other.after) == (&cell.before, &cell.after)
                };
                if !found.iter().take(earlier).any(said) {
                    found.push(cell);
                }
            }
        }
        found
    }

    /// The same for what the person is signed on as.
    fn under(&self, person: &Person<'_>, sign_on: &Option<Principal>) -> Vec<CellDiff> {
        let circumstances = self.signed_on(sign_on);
        let (keys_before, keys_after) = self.keys();
        let row = |resolver: &dyn Resolver, members: Option<&Shared<Members>>| {
            members.map(|members| resolver.row(members, &circumstances)).unwrap_or_default()
        };
        let (was, is) = (row(&*self.was, person.then), row(&*self.is, person.now));
        let mut cells = if keys_before == keys_after {
            self.same_targets(&was, &is)
        } else {
            self.by_key(&was, &is)
        };
        cells.iter_mut().for_each(|cell| cell.sign_on.clone_from(&circumstances.sign_on));
        cells
    }

    fn same_targets(&self, was: &[Outcome], is: &[Outcome]) -> Vec<CellDiff> {
        let keys = self.keys().1.iter().enumerate();
        keys.filter_map(|(at, key)| self.cell(key, was.get(at), is.get(at))).collect()
    }

    fn by_key(&self, was: &[Outcome], is: &[Outcome]) -> Vec<CellDiff> {
        let (keys_before, keys_after) = self.keys();
        let by_key = |keys: &'_ [String], row: &'_ [Outcome]| -> BTreeMap<String, Outcome> {
            collect_into(keys.iter().cloned().zip(row.iter().cloned()))
        };
        let (was, is) = (by_key(keys_before, was), by_key(keys_after, is));
        let gone = keys_before.iter().filter(|key| !is.contains_key(*key));
        let all = keys_after.iter().chain(gone);
        all.filter_map(|key| self.cell(key, was.get(key), is.get(key))).collect()
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
            sign_on: None,
            before: before.cloned(),
            after: after.cloned(),
        })
    }
}

//! What becomes of people between two moments: who gains what, who loses what.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::reach::reach_in_the_end;
use super::{Snapshot, combined};
use crate::directory::{Circumstances, Members, Principal, UserId};
use crate::model::{Compare, OutcomeChange, Reach, Resolver};
use crate::models::ModelKind;
use crate::shared::{Shared, collect_into};
use crate::verdict::{Grants, Outcome};

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
    /// The service that they have to be signed on under, where they work in several and the model asks.
    pub service: Option<String>,
    /// The outcome before; `None` where person or target were not there.
    pub before: Option<Outcome>,
    /// The outcome after.
    pub after: Option<Outcome>,
}

impl CellDiff {
    /// The circumstances that it is about, of those that are asked for.
    pub fn under(&self, asked: &Circumstances) -> Circumstances {
        let mut under = asked.clone();
        under.sign_on = self.sign_on.clone().or(under.sign_on);
        under.service = self.service.clone().or(under.service);
        under
    }

    /// What the person can do that they could not do before.
    pub fn gained(&self) -> Grants {
        grants(&self.after).beyond(grants(&self.before))
    }

    /// What they can no longer do.
    pub fn lost(&self) -> Grants {
        grants(&self.before).beyond(grants(&self.after))
    }

    /// Whether the person can do something that they could not do before.
    pub fn gains(&self) -> bool {
        !self.gained().is_empty()
    }

    /// Whether the person can no longer do something.
    pub fn loses(&self) -> bool {
        !self.lost().is_empty()
    }
}

/// What an outcome grants; nothing where there is none.
fn grants(outcome: &Option<Outcome>) -> Grants {
    outcome.as_ref().map(|outcome| outcome.grants).unwrap_or_default()
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
    let kinds: Vec<_> = kinds.iter().map(|kind| pair.of_kind(*kind, circumstances)).collect();
    let people = (0..pair.people()).filter_map(|at| pair.nth(at));
    people
        .filter_map(|person| {
            let cells: Vec<_> = kinds.iter().flat_map(|sides| sides.cells(&person)).collect();
            (!cells.is_empty()).then(|| PersonDiff { user: person.user.clone(), cells })
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
    user: &'a UserId,
    pub(super) then: Option<&'a Shared<Members>>,
    pub(super) now: Option<&'a Shared<Members>>,
    /// What they belong to, where that is the same as before.
    same: Option<&'a Shared<Members>>,
}

impl<'a> Person<'a> {
    fn new(
        user: &'a UserId,
        then: Option<&'a Shared<Members>>,
        now: Option<&'a Shared<Members>>,
    ) -> Self {
        let is_same = then.zip(now).is_some_and(|(then, now)| then == now || **then == **now);
        Self { user, then, now, same: now.filter(|_| is_same) }
    }

    pub(super) fn user(&self) -> &'a UserId {
        self.user
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
            return Some(Person::new(&user.id, then, self.after.roster().nth(at)));
        }
        let at = *self.gone.get(at.checked_sub(self.after.document().directory.users.len())?)?;
        let user = self.before.document().directory.users.nth(at)?;
        Some(Person::new(&user.id, self.before.roster().nth(at), None))
    }

    /// One of them by their id.
    pub(super) fn of(&self, user: &UserId) -> Option<Person<'a>> {
        let now = self.after.document().directory.users.get(user);
        let user = now.or_else(|| self.before.document().directory.users.get(user))?;
        let (then, now) = (self.before.roster().of(&user.id), self.after.roster().of(&user.id));
        Some(Person::new(&user.id, then, now))
    }

    /// Both sides of one model, what can differ there worked out for this once.
    pub(super) fn of_kind<'c>(
        &self,
        kind: ModelKind,
        circumstances: &'c Circumstances,
    ) -> Sides<'a, 'c> {
        self.sides(kind, differing_in(self.before, self.after, kind), circumstances)
    }

    /// Both sides of one model.
    pub(super) fn sides<'c>(
        &self,
        kind: ModelKind,
        differing: Differing,
        circumstances: &'c Circumstances,
    ) -> Sides<'a, 'c> {
        let (before, after) = (self.before, self.after);
        Sides {
            kind,
            circumstances,
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
            reached: OnceCell::new(),
        }
    }
}

/// What can come out differently for somebody who belongs to the same as before. Worked out once for two
/// moments.
#[derive(Debug)]
pub(super) struct Difference {
    /// What can be another, in this model and those beside it.
    pub(super) reach: Reach,
    /// Of the targets one for each set that differs in the same way; none where any can. What follows
    /// from another model's decisions alone is not among them, see [`combined::differing`].
    some: Option<Vec<String>>,
    /// Whether nothing is another in the models beside it.
    alone: bool,
}

/// The same, to be kept.
pub(super) type Differing = Shared<Difference>;

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
    let reach = reach_in_the_end(before, after, kind);
    let mut beside = combined::beside(kind).iter();
    let alone = beside.all(|other| reach_in_the_end(before, after, *other).is_nothing());
    Shared::new(Difference { reach, some: found.flatten(), alone })
}

fn keys(snapshot: &Snapshot, kind: ModelKind) -> Vec<String> {
    snapshot.in_the_end(kind).targets().into_iter().map(|target| target.key).collect()
}

/// How somebody can sign on, as far as what is asked leaves that open.
fn possible(
    resolver: &dyn Resolver,
    members: Option<&Shared<Members>>,
    asked: &Circumstances,
) -> Vec<Circumstances> {
    members.map(|members| resolver.any_identity(members, asked)).unwrap_or_default()
}

pub(super) struct Sides<'a, 'c> {
    kind: ModelKind,
    circumstances: &'c Circumstances,
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
    /// The keys of those that can differ for somebody who belongs to the same, where they are known.
    reached: OnceCell<Option<Vec<String>>>,
}

impl Sides<'_, '_> {
    /// Of which model.
    pub(super) fn kind(&self) -> ModelKind {
        self.kind
    }

    /// The model before and after.
    pub(super) fn resolvers(&self) -> (&dyn Resolver, &dyn Resolver) {
        (&*self.was, &*self.is)
    }

    /// Whether anything can come out differently for one person.
    pub(super) fn can_differ(&self, person: &Person<'_>) -> bool {
        let reach = &self.differing.reach;
        person.same.is_none_or(|members| !reach.is_nothing() && reach.people.has(members))
    }

    /// The keys of the targets that can differ for somebody who belongs to the same, in their order;
    /// none where any can.
    fn reached(&self) -> Option<&[String]> {
        let found = self.reached.get_or_init(|| {
            let mut left: BTreeSet<&String> =
                self.differing.reach.targets.as_ref()?.iter().collect();
            let (before, after) = self.keys();
            let mut found = Vec::with_capacity(left.len());
            for key in after.iter().chain(before) {
                if left.is_empty() {
                    break;
                }
                found.extend(left.take(key).cloned());
            }
            Some(found)
        });
        found.as_deref()
    }

    pub(super) fn keys(&self) -> &(Vec<String>, Vec<String>) {
        self.keys.get_or_init(|| (keys(self.before, self.kind), keys(self.after, self.kind)))
    }

    /// Whether nobody has said anything in the model. What it permits by default is then nothing
    /// that anybody who comes gains, or who goes loses.
    pub(super) fn is_blank(&self) -> bool {
        let blank = |snapshot: &Snapshot| snapshot.document().policies.is_blank(self.kind);
        *self.is_blank.get_or_init(|| blank(self.before) && blank(self.after))
    }

    /// Whether one person gains and whether they lose, in this model or in one beside it: what follows
    /// from the latter alone is left to its own sides.
    pub(super) fn outcome_change(&self, person: &Person<'_>) -> (bool, bool) {
        if !self.can_differ(person) {
            return (false, false);
        }
        if let Some(outcome_change) = self.at_once(person) {
            return (outcome_change.gains, outcome_change.loses);
        }
        let cells = match self.some(person) {
            Some(cells) => cells,
            None => self.cells(person),
        };
        (cells.iter().any(CellDiff::gains), cells.iter().any(CellDiff::loses))
    }

    /// Whether anything comes out differently for one person.
    pub(super) fn differs(&self, person: &Person<'_>) -> bool {
        if !self.can_differ(person) {
            return false;
        }
        match self.at_once(person) {
            Some(outcome_change) if outcome_change.differs || self.differing.alone => {
                outcome_change.differs
            }
            _ => !self.cells(person).is_empty(),
        }
    }

    /// Whether whoever belongs to the same as before has the same as before.
    pub(super) fn is_untouched(&self) -> bool {
        self.differing.reach.is_nothing()
    }

    /// What becomes of one person whose memberships are the same, where the model says it at once.
    fn at_once(&self, person: &Person<'_>) -> Option<OutcomeChange> {
        let (members, compare) = (person.same?, self.compare.as_ref()?);
        let on = |snapshot: &Snapshot| {
            let on = self.circumstances.on.or(snapshot.document().as_of);
            Circumstances { on, ..self.circumstances.clone() }
        };
        Some(compare(members, &on(self.before), &on(self.after)))
    }

    /// What comes out differently for one person on the targets that stand for all others; none
    /// where it is not known which do.
    fn some(&self, person: &Person<'_>) -> Option<Vec<CellDiff>> {
        let (members, differing) = (person.same?, self.differing.some.as_ref()?);
        let mut cells = Vec::new();
        for circumstances in self.sign_ons(person) {
            for key in differing {
                let was = self.was.decide(members, &circumstances, key);
                let is = self.is.decide(members, &circumstances, key);
                cells.extend(self.cell(key, was.as_ref(), is.as_ref()));
            }
        }
        Some(cells)
    }

    /// How one person can sign on, now or then.
    pub(super) fn sign_ons(&self, person: &Person<'_>) -> Vec<Circumstances> {
        let mut all = possible(&*self.is, person.now, self.circumstances);
        let before = possible(&*self.was, person.then, self.circumstances);
        let more: Vec<_> = before.into_iter().filter(|it| !all.contains(it)).collect();
        all.extend(more);
        all
    }

    /// What comes out differently for one person.
    pub(super) fn cells(&self, person: &Person<'_>) -> Vec<CellDiff> {
        if !self.can_differ(person)
            || self.at_once(person).is_some_and(|outcome_change| !outcome_change.differs)
            || self.is_blank()
            || self.differing.alone
                && self.differing.reach.targets.is_none()
                && self.some(person).is_some_and(|cells| cells.is_empty())
        {
            return Vec::new();
        }
        let sign_ons = self.sign_ons(person);
        // Who works in one service only need not be told which.
        let one_service = sign_ons
            .iter()
            .all(|it| sign_ons.first().is_some_and(|first| first.service == it.service));
        let mut found: Vec<CellDiff> = Vec::new();
        for circumstances in &sign_ons {
            // What differs in the same way under an earlier identity is said once; under one identity
            // each target stands once.
            let earlier = found.len();
            let cells = match self.reached().filter(|_| person.same.is_some()) {
                Some(keys) => self.on_some(person, circumstances, keys),
                None => self.under(person, circumstances),
            };
            for mut cell in cells {
                let said = |other: &CellDiff| {
                    other.target == cell.target
                        && (&other.before, &other.after) == (&cell.before, &cell.after)
                };
                if !found.iter().take(earlier).any(said) {
                    cell.sign_on.clone_from(&circumstances.sign_on);
                    let service = circumstances.service.clone().filter(|_| !one_service);
                    cell.service = service;
                    found.push(cell);
                }
            }
        }
        found
    }

    /// What comes out differently on these targets, signed on so.
    fn on_some(
        &self,
        person: &Person<'_>,
        circumstances: &Circumstances,
        keys: &[String],
    ) -> Vec<CellDiff> {
        let decide = |resolver: &dyn Resolver, members: Option<&Shared<Members>>, key: &str| {
            resolver.decide(members?, circumstances, key)
        };
        let cell = |key: &String| {
            let was = decide(&*self.was, person.then, key);
            let is = decide(&*self.is, person.now, key);
            self.cell(key, was.as_ref(), is.as_ref())
        };
        keys.iter().filter_map(cell).collect()
    }

    /// The same on all targets.
    fn under(&self, person: &Person<'_>, circumstances: &Circumstances) -> Vec<CellDiff> {
        let (keys_before, keys_after) = self.keys();
        let row = |resolver: &dyn Resolver, members: Option<&Shared<Members>>| {
            members.map(|members| resolver.row(members, circumstances)).unwrap_or_default()
        };
        let (was, is) = (row(&*self.was, person.then), row(&*self.is, person.now));
        if keys_before == keys_after {
            self.same_targets(&was, &is)
        } else {
            self.by_key(&was, &is)
        }
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
            service: None,
            before: before.cloned(),
            after: after.cloned(),
        })
    }
}

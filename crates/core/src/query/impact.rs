//! What becomes of people between two moments, in the end, with those taken together for whom the same
//! comes out differently; and who gains anything, where nobody may.

use std::collections::BTreeMap;

use super::counting::sides;
use super::diff::{Differing, Pair, Person, Sides, differing_in};
use super::{CellDiff, Direction, Snapshot, Sums};
use crate::directory::{Circumstances, Directory, Members, Principal, UserId};
use crate::model::{Decide, Resolver};
use crate::models::ModelKind;
use crate::shared::{Shared, collect_into, in_order, sorted_indices};
use crate::verdict::{Grants, Outcome};

/// How many outcomes that differ are gathered at most.
const MOST_CELLS: usize = 4_000_000;
/// How many decisions are made at most to find out through what it comes.
const MOST_DECISIONS: usize = 400_000;
/// How many names words list before they count the others.
const MOST_NAMED: usize = 3;

/// What becomes of people between two moments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impact {
    /// How many of those who were looked at gain and lose.
    pub sums: Sums,
    /// How many of them do both.
    pub both: usize,
    /// How many outcomes permit something that they did not permit, each person counted.
    pub gained: usize,
    /// How many no longer permit something that they did.
    pub lost: usize,
    /// Those for whom the same comes out differently; most people first.
    pub batches: Vec<Batch>,
    /// How many people were not looked at, as too much differs.
    pub left: usize,
}

/// People of whom the same becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// In which model.
    pub kind: ModelKind,
    /// What comes out differently, in the targets' order.
    pub changes: Vec<CellDiff>,
    /// For whom: those who are there afterwards, in the directory's order, then those who are gone.
    pub people: Vec<UserId>,
    /// What all of them belong to, or belonged to, that it comes through; none where that was not
    /// looked at, as too much differs.
    pub through: Option<Vec<Principal>>,
}

impl Batch {
    /// Whether they can do something that they could not do before.
    pub fn gains(&self) -> bool {
        self.changes.iter().any(CellDiff::gains)
    }

    /// Whether they can no longer do something.
    pub fn loses(&self) -> bool {
        self.changes.iter().any(CellDiff::loses)
    }

    /// In words, such as `158 people: Read to Read-Write on Exclusions, through Senior Leaders`.
    pub fn words(&self, before: &Snapshot, after: &Snapshot) -> String {
        let who = match self.people.as_slice() {
            [one] => name(&Principal::User(one.clone()), before, after),
            all => format!("{} people", all.len()),
        };
        let mut parts: Vec<String> = Vec::new();
        let alike = |one: &CellDiff, other: &CellDiff| {
            let names = |cell: &CellDiff| [&cell.before, &cell.after].map(|it| said(it.as_ref()));
            names(one) == names(other)
                && one.sign_on == other.sign_on
                && one.service == other.service
        };
        for (at, first) in self.changes.iter().enumerate() {
            if self.changes.iter().take(at).any(|earlier| alike(earlier, first)) {
                continue;
            }
            let same = self.changes.iter().skip(at).filter(|cell| alike(cell, first));
            let targets: Vec<String> =
                same.map(|cell| target(self.kind, &cell.target, before, after)).collect();
            let (was, is) = (said(first.before.as_ref()), said(first.after.as_ref()));
            let mut part = format!("{was} to {is} on {}", listed(&targets));
            if let Some(sign_on) = &first.sign_on {
                part.push_str(&format!(" signed on as {}", name(sign_on, before, after)));
            }
            if let Some(service) = &first.service {
                part.push_str(&format!(" signed on under {service}"));
            }
            parts.push(part);
        }
        let mut words = format!("{who}: {}", parts.join("; "));
        let through = self.through.as_deref().unwrap_or_default();
        if !through.is_empty() {
            let names: Vec<String> = through.iter().map(|it| name(it, before, after)).collect();
            words.push_str(&format!(", through {}", listed(&names)));
        }
        words
    }
}

/// The name of an outcome in a sentence.
fn said(outcome: Option<&Outcome>) -> String {
    match outcome {
        None => "not there".to_owned(),
        Some(outcome) if outcome.doubtful => format!("{} (doubtful)", outcome.name),
        Some(outcome) => outcome.name.to_string(),
    }
}

/// The name of somebody or something of the directory, as it is or was.
fn name(who: &Principal, before: &Snapshot, after: &Snapshot) -> String {
    let (was, is) = (&before.document().directory, &after.document().directory);
    if is.has(who) { is.name(who) } else { was.name(who) }
}

/// The name of a target, as it is or was.
fn target(kind: ModelKind, key: &str, before: &Snapshot, after: &Snapshot) -> String {
    let head = |snapshot: &Snapshot| snapshot.in_the_end(kind).head(key);
    head(after).or_else(|| head(before)).map_or_else(|| key.to_owned(), |head| head.name)
}

/// `A, B and C`; of many the first and how many more.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        all if all.len() > MOST_NAMED => {
            let first: Vec<&str> = all.iter().take(MOST_NAMED).map(String::as_str).collect();
            format!("{} and {} more", first.join(", "), all.len() - MOST_NAMED)
        }
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// One outcome that differs, and by their numbers for whom.
#[derive(Debug)]
struct Found {
    cell: CellDiff,
    people: Vec<usize>,
}

/// What becomes of everybody. Who comes, or goes, and can do nothing with a target is not named for it.
pub fn impact(before: &Snapshot, after: &Snapshot, circumstances: &Circumstances) -> Impact {
    let (before, after) = (Shared::new(before.clone()), Shared::new(after.clone()));
    let mut search = ImpactSearch::new(before, after, circumstances.clone());
    loop {
        if let Some(impact) = search.step(usize::MAX) {
            return impact;
        }
    }
}

/// The same in steps, so that a page can stay awake between them.
#[derive(Debug)]
pub struct ImpactSearch {
    before: Shared<Snapshot>,
    after: Shared<Snapshot>,
    circumstances: Circumstances,
    /// What can differ in each model, once it is worked out.
    differing: Vec<Differing>,
    /// Who is next to be looked at.
    next: usize,
    /// How many outcomes that differ were found.
    count: usize,
    known: BTreeMap<String, usize>,
    found: Vec<Found>,
    /// What each of those found comes through, as far as that was looked at.
    through: Vec<Option<Vec<Principal>>>,
    decisions: usize,
    impact: Impact,
}

impl ImpactSearch {
    /// A search that has not begun.
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
            count: 0,
            known: BTreeMap::new(),
            found: Vec::new(),
            through: Vec::new(),
            decisions: MOST_DECISIONS,
            impact: Impact::default(),
        }
    }

    /// Looks at up to `people` more; what was found, once everybody has been looked at, and through what
    /// it comes.
    pub fn step(&mut self, people: usize) -> Option<Impact> {
        if self.differing.is_empty() {
            let kinds = ModelKind::ALL.iter();
            let found = kinds.map(|kind| differing_in(&self.before, &self.after, *kind));
            self.differing = found.collect();
        }
        let (before, after) = (self.before.clone(), self.after.clone());
        let pair = Pair::new(&before, &after);
        let (differing, circumstances) = (self.differing.clone(), self.circumstances.clone());
        let kinds = sides(&pair, &differing, &circumstances);
        let all = pair.people();
        if self.next < all && self.count < MOST_CELLS {
            let end = self.next.saturating_add(people).min(all);
            while self.next < end && self.count < MOST_CELLS {
                self.look_at(&pair, &kinds);
            }
            return None;
        }
        let mut left = people;
        while let Some(Found { cell, people }) = self.found.get(self.through.len()) {
            let sides = kinds.iter().find(|sides| sides.kind() == cell.kind);
            let through = sides.and_then(|sides| {
                let everybody = people.iter().filter_map(|at| pair.nth(*at));
                let left = &mut self.decisions;
                common(sides, (&before, &after), &circumstances, cell, everybody, left)
            });
            self.through.push(through);
            left = left.saturating_sub(people.len());
            if left == 0 {
                return None;
            }
        }
        let found = std::mem::take(&mut self.found).into_iter().zip(self.through.drain(..));
        let batches = batches(&pair, found);
        Some(Impact { batches, left: all - self.next, ..std::mem::take(&mut self.impact) })
    }

    /// Looks at whoever is next.
    fn look_at(&mut self, pair: &Pair<'_>, kinds: &[Sides<'_, '_>]) {
        let at = self.next;
        self.next += 1;
        let Some(person) = pair.nth(at) else { return };
        let (mut gains, mut loses) = (false, false);
        let cells = kinds.iter().flat_map(|sides| sides.cells(&person));
        for cell in cells.filter(is_difference) {
            self.count += 1;
            let turn = (cell.gains(), cell.loses());
            let place = *self.known.entry(key(&cell)).or_insert(self.found.len());
            match self.found.get_mut(place) {
                // Two targets of one key are said once.
                Some(found) if found.people.last() == Some(&at) => continue,
                Some(found) => found.people.push(at),
                None => self.found.push(Found { cell, people: vec![at] }),
            }
            (gains, loses) = (gains | turn.0, loses | turn.1);
            self.impact.gained += usize::from(turn.0);
            self.impact.lost += usize::from(turn.1);
        }
        self.impact.sums.gain += usize::from(gains);
        self.impact.sums.lose += usize::from(loses);
        self.impact.both += usize::from(gains && loses);
    }
}

/// Whether an outcome is more or less than there was, or another one: where somebody or something comes
/// or goes, and could do nothing there, nothing differs.
fn is_difference(cell: &CellDiff) -> bool {
    cell.before.is_some() && cell.after.is_some() || cell.gains() || cell.loses()
}

/// What tells one difference from another.
fn key(cell: &CellDiff) -> String {
    let sign_on = cell.sign_on.as_ref().map(Principal::id).unwrap_or_default();
    let service = cell.service.as_deref().unwrap_or_default();
    let (was, is) = (cell.before.as_ref(), cell.after.as_ref());
    let target = &cell.target;
    format!("{}\0{target}\0{sign_on}\0{service}\0{}\0{}", cell.kind.key(), said(was), said(is))
}

/// In which model, for whom and through what something differs.
type Alike = (ModelKind, Vec<usize>, Option<Vec<Principal>>);

/// Takes together what differs for the same people, and comes through the same.
fn batches(
    pair: &Pair<'_>,
    found: impl Iterator<Item = (Found, Option<Vec<Principal>>)>,
) -> Vec<Batch> {
    let mut places: BTreeMap<Alike, usize> = BTreeMap::new();
    let mut batches: Vec<Batch> = Vec::new();
    for (Found { cell, people }, through) in found {
        let key = (cell.kind, people, through);
        if let Some(batch) = places.get(&key).and_then(|at| batches.get_mut(*at)) {
            batch.changes.push(cell);
            continue;
        }
        let (kind, people, through) = key;
        let users = people.iter().filter_map(|at| pair.nth(*at));
        batches.push(Batch {
            kind,
            changes: vec![cell],
            people: users.map(|person| person.user().clone()).collect(),
            through: through.clone(),
        });
        places.insert((kind, people, through), batches.len() - 1);
    }
    let size = |at: usize| batches.get(at).map(|it| (it.people.len(), it.changes.len()));
    let order = sorted_indices(batches.len(), &mut |one, other| size(other).cmp(&size(one)));
    in_order(batches, order)
}

/// What one person belongs to, or belonged to, that a difference comes through: each thing without which
/// it would not be there.
pub fn through(
    before: &Snapshot,
    after: &Snapshot,
    asked: &Circumstances,
    user: &UserId,
    cell: &CellDiff,
) -> Vec<Principal> {
    let pair = Pair::new(before, after);
    let sides = pair.of_kind(cell.kind, asked);
    let person = pair.of(user);
    let mut left = MOST_DECISIONS;
    let found = common(&sides, (before, after), asked, cell, person.into_iter(), &mut left);
    found.unwrap_or_default()
}

/// One side of a difference.
struct Side<'a> {
    decide: Option<Decide<'a>>,
    directory: &'a Directory,
}

impl Side<'_> {
    /// What somebody can do who does not belong to one thing; none where they do not anyway.
    fn without(
        &self,
        members: Option<&Members>,
        one: &Principal,
        circumstances: &Circumstances,
    ) -> Option<Grants> {
        let fewer = without(self.directory, members?, one)?;
        Some(self.decide.as_ref()?(&fewer, circumstances).grants)
    }
}

/// What all of these people belong to, or belonged to, that one difference comes through; none once no
/// decision is left to be made.
fn common<'a>(
    sides: &Sides<'_, '_>,
    (before, after): (&Snapshot, &Snapshot),
    asked: &Circumstances,
    cell: &CellDiff,
    people: impl Iterator<Item = Person<'a>>,
    left: &mut usize,
) -> Option<Vec<Principal>> {
    let turn = match (cell.gains(), cell.loses()) {
        (true, _) => Direction::Gains,
        (_, true) => Direction::Loses,
        _ => return Some(Vec::new()),
    };
    let (was, is) = sides.resolvers();
    let was = Side { decide: was.on(&cell.target), directory: &before.document().directory };
    let is = Side { decide: is.on(&cell.target), directory: &after.document().directory };
    // On one side they can do more than on the other.
    let (more, less, moved) = match turn {
        Direction::Gains => (&is, &was, cell.gained()),
        Direction::Loses => (&was, &is, cell.lost()),
    };
    let circumstances = cell.under(asked);
    let mut common: Option<Vec<Principal>> = None;
    for person in people {
        let (then, now) = (person.then.map(|it| &**it), person.now.map(|it| &**it));
        let (with, without) = match turn {
            Direction::Gains => (now, then),
            Direction::Loses => (then, now),
        };
        let mut candidates = common.take().unwrap_or_else(|| {
            let mut all = with.map(|it| belongs_to(more.directory, it)).unwrap_or_default();
            let others = without.map(|it| belongs_to(less.directory, it)).unwrap_or_default();
            let others: Vec<_> = others.into_iter().filter(|it| !all.contains(it)).collect();
            all.extend(others);
            all
        });
        *left = left.checked_sub(2 * candidates.len())?;
        candidates.retain(|one| {
            // Without it they cannot do it; or it is what keeps them from doing it.
            let gives = more.without(with, one, &circumstances);
            let bars = less.without(without, one, &circumstances);
            gives.is_some_and(|grants| !grants.contains(moved))
                || bars.is_some_and(|grants| grants.contains(moved))
        });
        if candidates.is_empty() {
            return Some(candidates);
        }
        common = Some(candidates);
    }
    common.or_else(|| Some(Vec::new()))
}

/// Everything that somebody belongs to.
fn belongs_to(directory: &Directory, members: &Members) -> Vec<Principal> {
    let groups = members.groups_in(directory).cloned();
    let posts = members.posts.iter().filter_map(|at| directory.posts.nth(*at as usize));
    let teams = members.teams.iter().filter_map(|at| directory.teams.nth(*at as usize));
    let mut all: Vec<Principal> = groups.map(Principal::Group).collect();
    all.extend(posts.map(|post| Principal::Post(post.id.clone())));
    all.extend(teams.map(|team| Principal::Team(team.id.clone())));
    all
}

/// Somebody's memberships without one of them; none where they do not have it.
fn without(directory: &Directory, members: &Members, one: &Principal) -> Option<Members> {
    let mut fewer = members.clone();
    let (list, place) = match one {
        Principal::Group(id) => (&mut fewer.groups, directory.groups.position(id)),
        Principal::Post(id) => (&mut fewer.posts, directory.posts.position(id)),
        Principal::Team(id) => (&mut fewer.teams, directory.teams.position(id)),
        Principal::User(_) => return None,
    };
    let place = u32::try_from(place?).ok()?;
    let count = list.len();
    list.retain(|at| *at != place);
    (list.len() < count).then_some(fewer)
}

/// Where nobody may gain anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    /// In one model; none is in all.
    pub kind: Option<ModelKind>,
    /// On one target of it, by its key; none is on all.
    pub target: Option<String>,
    /// Under which circumstances.
    pub circumstances: Circumstances,
}

/// Who gains anything: can do something, signed on in some way, that they could not do so before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gains {
    /// Who certainly does, by their positions in the later directory.
    pub certain: Vec<usize>,
    /// Who may, as far as can be told from what could be read. What is as doubtful as it was is nothing
    /// new.
    pub doubtful: Vec<usize>,
    /// What the first of the certain ones gains, or else of the others.
    pub first: Option<CellDiff>,
}

/// Who gains anything in a scope.
pub fn gains(before: &Snapshot, after: &Snapshot, scope: &Scope) -> Gains {
    let pair = Pair::new(before, after);
    let all = ModelKind::ALL.iter().filter(|kind| scope.kind.is_none_or(|only| only == **kind));
    let kinds = all.map(|kind| pair.of_kind(*kind, &scope.circumstances));
    let kinds: Vec<Sides<'_, '_>> = kinds.collect();
    let readings = match (before.generous(), after.generous()) {
        (None, None) => None,
        (was, is) => Some((was.unwrap_or(before), is.unwrap_or(after))),
    };
    let mut found = Gains::default();
    let mut doubtful_first = None;
    for at in 0..after.roster().people().len() {
        let Some(person) = pair.nth(at) else { continue };
        let can: Vec<_> = kinds.iter().filter(|sides| sides.can_differ(&person)).collect();
        if let Some((was, is)) = readings {
            let gained = can.iter().map(|sides| in_doubt(sides, &person, (was, is), scope));
            let gained = gained.fold((None, None), |(sure, maybe), (yes, perhaps)| {
                (sure.or(yes), maybe.or(perhaps))
            });
            match gained {
                (Some(cell), _) => {
                    found.first = found.first.or(Some(cell));
                    found.certain.push(at);
                }
                (None, Some(cell)) => {
                    doubtful_first = doubtful_first.or(Some(cell));
                    found.doubtful.push(at);
                }
                (None, None) => {}
            }
            continue;
        }
        let in_scope = |cell: &CellDiff| {
            cell.gains() && scope.target.as_ref().is_none_or(|target| *target == cell.target)
        };
        // What follows from another model alone is a gain there, as long as that is in the scope.
        let any = match scope.kind {
            None => can.iter().any(|sides| sides.outcome_change(&person).0),
            Some(_) => can.iter().any(|sides| sides.cells(&person).iter().any(in_scope)),
        };
        if any {
            found.certain.push(at);
            if found.first.is_none() {
                let mut cells = can.iter().flat_map(|sides| sides.cells(&person));
                found.first = cells.find(in_scope);
            }
        }
    }
    found.first = found.first.or(doubtful_first);
    found
}

/// What one person certainly gains in a model, and what they may gain, where something could not be
/// read: each moment is read strictly and generously.
fn in_doubt(
    sides: &Sides<'_, '_>,
    person: &Person<'_>,
    (was, is): (&Snapshot, &Snapshot),
    scope: &Scope,
) -> (Option<CellDiff>, Option<CellDiff>) {
    let mut found = (None, None);
    if sides.is_blank() {
        return found;
    }
    let kind = sides.kind();
    let (strict_was, strict_is) = sides.resolvers();
    let (open_was, open_is) = (was.in_the_end(kind), is.in_the_end(kind));
    let (open_then, open_now) = (was.roster().of(person.user()), is.roster().of(person.user()));
    let mut sign_ons = sides.sign_ons(person);
    let others = [(&open_was, open_then), (&open_is, open_now)];
    for (resolver, members) in others {
        let more = members.map(|it| resolver.any_identity(it, &scope.circumstances));
        let more: Vec<_> = more.into_iter().flatten().filter(|it| !sign_ons.contains(it)).collect();
        sign_ons.extend(more);
    }
    let row = |resolver: &dyn Resolver,
               members: Option<&crate::shared::Shared<Members>>,
               keys: &[String],
               circumstances: &Circumstances|
     -> BTreeMap<String, Outcome> {
        let row = members.map(|members| resolver.row(members, circumstances)).unwrap_or_default();
        collect_into(keys.iter().cloned().zip(row))
    };
    let (keys_before, keys_after) = sides.keys();
    for circumstances in &sign_ons {
        let strict = row(strict_was, person.then, keys_before, circumstances);
        let open = row(&*open_was, open_then, keys_before, circumstances);
        let now = row(strict_is, person.now, keys_after, circumstances);
        let open_now = row(&*open_is, open_now, keys_after, circumstances);
        let bits = |row: &BTreeMap<String, Outcome>, key: &str| {
            row.get(key).map(|outcome| outcome.grants).unwrap_or_default()
        };
        for key in keys_after.iter().filter(|key| scope.target.as_ref().is_none_or(|it| it == *key))
        {
            let least = (bits(&strict, key), bits(&now, key));
            let most = (bits(&open, key), bits(&open_now, key));
            let certain = !least.1.beyond(most.0).is_empty();
            let same = least.0 == least.1 && most.0 == most.1;
            let maybe = !same && !most.1.beyond(least.0).is_empty();
            let cell = || CellDiff {
                kind,
                target: key.clone(),
                sign_on: circumstances.sign_on.clone(),
                service: circumstances.service.clone(),
                before: strict.get(key).cloned(),
                after: now.get(key).cloned(),
            };
            if certain && found.0.is_none() {
                found.0 = Some(cell());
            }
            if maybe && found.1.is_none() {
                found.1 = Some(cell());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;

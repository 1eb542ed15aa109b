//! The policy compiled for quick answers: the tree of org units by positions, and for each user and
//! group what they hold on which resource.

mod reach;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::access::Access;
use super::compare::Both;
use super::doubt::{MayBe, PossibleEntry, UnreadEntry, holders_unread, parent_unread, unsaid};
use super::policy::{
    Classified, ClassifiedId, Entry, EntryKey, Given, Kind, Period, Permissions, Policy, Resource,
    ResourceId, principal, way_up,
};
use super::{Resources, Target};
use crate::directory::{
    Circumstances, Date, Directory, GroupId, Leaning, Members, Principal, Table, UserId,
};
use crate::model::{self, Compare};
use crate::shared::{Shared, collect_into, sort_by_key};

/// See the module.
#[derive(Debug)]
pub struct Index {
    tree: Shared<Tree>,
    /// What each user holds themselves, by the resources' positions.
    own: BTreeMap<UserId, Vec<Held>>,
    /// What each group holds, in the directory's order.
    groups: Vec<Vec<Held>>,
    /// What could not be read, and may be somebody's.
    unsaid: Vec<Doubt>,
    /// Whether no entry could be read at all.
    unread: bool,
    entries: Table<Entry>,
    /// Where the entries stand whose seats these are; made when a reason first asks.
    seats: OnceLock<BTreeMap<EntryKey, Vec<usize>>>,
    admins: Shared<BTreeSet<UserId>>,
    directory: Directory,
}

/// An entry that could not be read.
#[derive(Clone, Debug)]
struct Doubt {
    /// Whose it may be; none where it may be anybody's.
    whose: Option<Principal>,
    /// On what; none where that is not known.
    on: Option<u32>,
    may_be: MayBe,
}

/// What stands under what.
#[derive(Debug)]
struct Tree {
    resources: Table<Resource>,
    people: Belonging,
    requirements: Belonging,
    /// For each resource the unit above it.
    parents: Vec<Option<u32>>,
    /// The resources whose parent could not be read.
    orphans: BTreeSet<u32>,
    /// The resources that stand in a circle, with their link cut, if such a parent is one below it.
    perhaps_cut: BTreeSet<u32>,
    /// The resources, each behind the one above it.
    order: Vec<u32>,
}

/// The people or the requirements.
#[derive(Debug)]
struct Belonging {
    table: Table<Classified>,
    /// The resources that each of them belongs to.
    of: Vec<Vec<u32>>,
    /// The places of those that belong to resources that could not be read.
    adrift: BTreeSet<usize>,
}

/// An entry that counts on its days.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    on: u32,
    given: Given,
    period: Period,
}

/// What several entries say about one resource together.
fn and(said: Option<Given>, given: Given) -> Option<Given> {
    // R6: of several groups one that blocks wins, else everything adds up.
    Some(match (said, given) {
        (Some(Given::Block), _) | (_, Given::Block) => Given::Block,
        (None, Given::Set(set)) => Given::Set(set),
        (Some(Given::Set(known)), Given::Set(set)) => Given::Set(known.or(set)),
    })
}

impl Tree {
    fn new(policy: &Policy) -> Self {
        let parents = policy.parents();
        let orphans = (0..).zip(policy.resources.iter());
        let orphans = orphans.filter(|(_, it)| parent_unread(policy, it));
        let orphans: BTreeSet<u32> = collect_into(orphans.map(|(at, _)| at));
        let order = in_order(&parents);
        Self {
            perhaps_cut: perhaps_cut(&parents, &order, &orphans),
            order,
            parents,
            orphans,
            resources: policy.resources.clone(),
            people: Belonging::of(policy, Kind::Person),
            requirements: Belonging::of(policy, Kind::Requirement),
        }
    }

    fn is_of(&self, policy: &Policy) -> bool {
        self.resources.same(&policy.resources)
            && self.people.table.same(&policy.people)
            && self.requirements.table.same(&policy.requirements)
    }

    fn above(&self, place: u32, leaning: Leaning) -> Option<u32> {
        let cut = leaning == Leaning::Strict && self.perhaps_cut.contains(&place);
        self.parents.get(place as usize).copied().flatten().filter(|_| !cut)
    }

    fn belonging(&self, kind: Kind) -> &Belonging {
        match kind {
            Kind::Person => &self.people,
            Kind::Requirement => &self.requirements,
        }
    }
}

impl Belonging {
    fn of(policy: &Policy, kind: Kind) -> Self {
        let table = policy.classified(kind);
        let places = |one: &Shared<Classified>| {
            policy.holders(kind, one).filter_map(|it| policy.resources.place(&it.id)).collect()
        };
        let adrift = table.iter().enumerate().filter(|(_, it)| holders_unread(policy, it));
        Self {
            table: table.clone(),
            of: table.iter().map(places).collect(),
            adrift: collect_into(adrift.map(|(at, _)| at)),
        }
    }

    /// The resources that the one at a place belongs to.
    fn places(&self, at: Option<usize>) -> Option<&[u32]> {
        self.of.get(at?).map(Vec::as_slice)
    }
}

/// All places, each behind the one above it.
pub(super) fn in_order(parents: &[Option<u32>]) -> Vec<u32> {
    let mut done = vec![false; parents.len()];
    let mut order = Vec::with_capacity(parents.len());
    for first in 0..parents.len() {
        let chain = way_up(parents, Some(first)).take_while(|at| done.get(*at) == Some(&false));
        let chain: Vec<usize> = chain.collect();
        for place in chain.into_iter().rev() {
            order.extend(u32::try_from(place));
            done.get_mut(place).into_iter().for_each(|done| *done = true);
        }
    }
    order
}

/// Whose link to the unit above a parent that could not be read may cut: of a circle the last link in the
/// file goes, so it is one that stands behind all that are above it, up to the one without a parent.
fn perhaps_cut(parents: &[Option<u32>], order: &[u32], orphans: &BTreeSet<u32>) -> BTreeSet<u32> {
    let mut cut = BTreeSet::new();
    // The last place from here up, below what has no readable parent.
    let mut last = vec![None; parents.len()];
    for place in order.iter().copied().filter(|_| !orphans.is_empty()) {
        let above = parents.get(place as usize).copied().flatten();
        let above = above.and_then(|it| last.get(it as usize).copied().flatten());
        let here = above.map(|above: u32| above.max(place));
        if above.is_some_and(|above| above < place) {
            cut.insert(place);
        }
        if let Some(last) = last.get_mut(place as usize) {
            *last = here.or_else(|| orphans.contains(&place).then_some(place));
        }
    }
    cut
}

fn find(held: &[Held], on: u32) -> Option<&Held> {
    held.get(held.partition_point(|held| held.on < on)).filter(|held| held.on == on)
}

impl model::Index<Resources> for Index {
    /// Compiles a policy. The tree is kept where nothing in it changed since `previous`.
    fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
        let known = previous.filter(|old| old.tree.is_of(policy)).map(|old| old.tree.clone());
        let tree = known.unwrap_or_else(|| Shared::new(Tree::new(policy)));
        let mut own: BTreeMap<UserId, Vec<Held>> = BTreeMap::new();
        let mut groups: Vec<Vec<Held>> = vec![Vec::new(); directory.groups.len()];
        for entry in policy.entries.iter() {
            let Some(on) = tree.resources.place(&entry.on) else { continue };
            let Some(resource) = policy.resources.nth(on as usize) else { continue };
            let Some(given) = entry.counts(resource.kind) else { continue };
            let held = Held { on, given, period: entry.period };
            match principal(directory, &entry.who) {
                Some(Principal::User(user)) => own.entry(user).or_default().push(held),
                Some(Principal::Group(group)) => {
                    let at = directory.groups.position(&group);
                    if let Some(of_group) = at.and_then(|at| groups.get_mut(at)) {
                        of_group.push(held);
                    }
                }
                _ => {}
            }
        }
        // For each resource there is one at most.
        own.values_mut().chain(&mut groups).for_each(|held| sort_by_key(held, |held| held.on));
        let unsaid = unsaid(&policy.entries).into_iter();
        let unsaid = unsaid.filter_map(|unsaid| doubt(&tree, directory, &unsaid)).collect();
        Self {
            tree,
            own,
            groups,
            unsaid,
            unread: policy.extra.get("entries").is_some(),
            entries: policy.entries.clone(),
            seats: OnceLock::new(),
            admins: policy.admins.clone(),
            directory: directory.clone(),
        }
    }

    fn decide(&self, members: &Members, circumstances: &Circumstances, target: &Target) -> Access {
        let day = Day::of(circumstances);
        let (kind, id) = match target {
            Target::Resource(id) => {
                let Some(place) = self.place(id) else {
                    return Access::On(Permissions::NONE);
                };
                return match self.is_admin(members) {
                    // R3
                    true => Access::Everything(Permissions::ALL),
                    false => Access::On(self.on(members, day, place)),
                };
            }
            Target::Classified(kind, id) => (*kind, id),
        };
        let all = self.tree.belonging(kind);
        let table = &all.table;
        if self.is_admin(members) && table.has(id) {
            return Access::Everything(kind.reached());
        }
        let at = table.position(id);
        if at.is_some_and(|at| self.may_belong_anywhere(all, at)) {
            return Access::Through(kind.reached());
        }
        let places = all.places(at).unwrap_or_default().iter();
        let sets = places.map(|place| self.on(members, day, *place));
        through(kind, sets)
    }

    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Access> {
        self.part_of_row(members, circumstances, 0..self.targets())
    }

    /// The resources, then the people, then the requirements.
    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Access> {
        let resources = self.tree.parents.len();
        let people = self.tree.people.of.len();
        let mut found = Vec::with_capacity(range.len().min(self.targets()));
        if self.is_admin(members) {
            // R3
            let all = |at: usize| match at {
                at if at < resources => Access::Everything(Permissions::ALL),
                at if at < resources + people => Access::Everything(Kind::Person.reached()),
                _ => Access::Everything(Kind::Requirement.reached()),
            };
            found.extend(range.take_while(|at| *at < self.targets()).map(all));
            return found;
        }
        let sets = self.sets(members, circumstances);
        let part = |from: usize, count: usize| {
            let start = range.start.saturating_sub(from).min(count);
            start..range.end.saturating_sub(from).min(count).max(start)
        };
        let own = part(0, resources);
        found.extend(sets.get(own).unwrap_or_default().iter().map(|set| Access::On(*set)));
        for (kind, from) in [(Kind::Person, resources), (Kind::Requirement, resources + people)] {
            let all = self.tree.belonging(kind);
            let part = part(from, all.of.len());
            let of = part.clone().zip(all.of.get(part).unwrap_or_default());
            found.extend(of.map(|(at, places)| {
                if self.may_belong_anywhere(all, at) {
                    return Access::Through(kind.reached());
                }
                let sets = places.iter().filter_map(|place| sets.get(*place as usize).copied());
                through(kind, sets)
            }));
        }
        found
    }

    fn compare<'a>(&'a self, after: &'a Self) -> Option<Compare<'a>> {
        let both = self.same_groups(after).then(|| Both::new(self, after))?;
        Some(Box::new(move |members, then, now| both.outcome_change(members, then, now)))
    }
}

impl Index {
    /// Whether what something belongs to could not be read, and is to be taken generously.
    fn may_belong_anywhere(&self, all: &Belonging, at: usize) -> bool {
        self.leaning() == Leaning::Generous && all.adrift.contains(&at)
    }

    fn leaning(&self) -> Leaning {
        self.directory.leaning
    }

    /// The unit above a resource, as things are taken.
    fn above(&self, place: u32) -> Option<u32> {
        self.tree.above(place, self.leaning())
    }

    /// Whether it is somebody with an admin account.
    pub fn is_admin(&self, members: &Members) -> bool {
        members.user.as_ref().is_some_and(|user| self.admins.contains(user))
    }

    fn all_on(&self, place: u32) -> Permissions {
        let resource = self.tree.resources.nth(place as usize);
        resource.map_or(Permissions::NONE, |resource| resource.kind.permissions())
    }

    /// The permissions on one resource: from it and the units above it, up to a Block.
    fn on(&self, members: &Members, day: Day, place: u32) -> Permissions {
        let maybe = self.maybe(members, day);
        let mut sum = Permissions::NONE;
        let mut next = Some(place);
        while let Some(place) = next {
            match self.said(members, day, place, &maybe) {
                None => {}
                // R8
                Some(Given::Block) => break,
                Some(Given::Set(set)) => sum = sum.or(set.and(self.all_on(place))),
            }
            next = self.above(place);
            if next.is_none() {
                sum = sum.or(self.given_above(place));
            }
        }
        sum
    }

    /// What may come from above a resource whose parent could not be read.
    fn given_above(&self, place: u32) -> Permissions {
        match self.leaning() {
            Leaning::Generous if self.tree.orphans.contains(&place) => self.all_on(place),
            _ => Permissions::NONE,
        }
    }

    fn said(&self, members: &Members, day: Day, place: u32, maybe: &Maybes) -> Option<Given> {
        let active = |held: &&Held| day.has(held);
        let own = members.user.as_ref().and_then(|user| find(self.own.get(user)?, place));
        let own = own.filter(active);
        let said = match own {
            // R5: their own entry is heard alone.
            Some(held) => Some(held.given),
            None => {
                let groups = members.groups.iter().filter_map(|at| self.groups.get(*at as usize));
                let held = groups.filter_map(|held| find(held, place)).filter(active);
                held.fold(None, |said, held| and(said, held.given))
            }
        };
        let here = maybe.anywhere.iter().chain(maybe.on.get(&place).into_iter().flatten());
        let taken =
            |said: Option<Given>, it: &PossibleEntry| it.taken(said, own.is_some(), self.leaning());
        here.fold(said, taken)
    }

    /// What somebody may have by entries that could not be read, or by groups that they may be in.
    fn maybe(&self, members: &Members, day: Day) -> Maybes {
        let mut found = Maybes::default();
        if self.unread && self.leaning() == Leaning::Generous {
            found.add(None, PossibleEntry { may_be: MayBe::Anything, own: true });
        }
        for doubt in &self.unsaid {
            let own = match &doubt.whose {
                None => true,
                Some(Principal::User(user)) if members.user.as_ref() == Some(user) => true,
                Some(Principal::Group(group)) if self.may_be_in(members, group) => false,
                _ => continue,
            };
            found.add(doubt.on, PossibleEntry { may_be: doubt.may_be, own });
        }
        if members.unsure.groups {
            for held in self.groups.iter().flatten().filter(|held| day.has(held)) {
                let may_be = match held.given {
                    Given::Block => MayBe::Block,
                    Given::Set(set) => MayBe::Set(set),
                };
                found.add(Some(held.on), PossibleEntry { may_be, own: false });
            }
        }
        found
    }

    fn may_be_in(&self, members: &Members, group: &GroupId) -> bool {
        let at = self.directory.groups.place(group);
        members.unsure.groups || at.is_some_and(|at| members.groups.contains(&at))
    }

    /// The permissions on every resource, in their order: one walk down the tree.
    pub(super) fn sets(
        &self,
        members: &Members,
        circumstances: &Circumstances,
    ) -> Vec<Permissions> {
        let day = Day::of(circumstances);
        let mut said = vec![None; self.tree.parents.len()];
        let groups = members.groups.iter().filter_map(|at| self.groups.get(*at as usize));
        for held in groups.flatten().filter(|held| day.has(held)) {
            if let Some(said) = said.get_mut(held.on as usize) {
                *said = and(*said, held.given);
            }
        }
        let own = members.user.as_ref().and_then(|user| self.own.get(user));
        for held in own.into_iter().flatten().filter(|held| day.has(held)) {
            if let Some(said) = said.get_mut(held.on as usize) {
                // R5
                *said = Some(held.given);
            }
        }
        let maybe = self.maybe(members, day);
        if !maybe.is_empty() {
            for (place, said) in (0_u32..).zip(&mut said) {
                *said = self.said(members, day, place, &maybe);
            }
        }
        let mut sets = vec![Permissions::NONE; said.len()];
        for place in &self.tree.order {
            let above = self.above(*place).and_then(|above| sets.get(above as usize).copied());
            let above = above.unwrap_or_else(|| self.given_above(*place));
            if let Some(set) = sets.get_mut(*place as usize) {
                *set = match said.get(*place as usize).copied().flatten() {
                    None => above,
                    // R8: nothing from here, and nothing from above.
                    Some(Given::Block) => Permissions::NONE,
                    // R7: what covers the unit above covers this one too.
                    Some(Given::Set(set)) => above.or(set.and(self.all_on(*place))),
                };
            }
        }
        sets
    }

    pub(super) fn targets(&self) -> usize {
        self.tree.parents.len() + self.tree.people.of.len() + self.tree.requirements.of.len()
    }

    /// The way from a resource up the tree for somebody, as far as it is followed.
    pub fn walk(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        resource: &Resource,
    ) -> Vec<Step> {
        let day = Day::of(circumstances);
        let maybe = self.maybe(members, day);
        let mut steps = Vec::new();
        let mut next = self.place(&resource.id);
        while let Some(place) = next {
            let Some(resource) = self.tree.resources.nth(place as usize) else { break };
            let mut step = self.step(members, day, resource);
            let said = self.said(members, day, place, &maybe);
            step.doubtful = said != step.said;
            step.said = said;
            let blocks = matches!(step.said, Some(Given::Block));
            steps.push(step);
            if blocks {
                break;
            }
            next = self.above(place);
        }
        steps
    }

    fn step(&self, members: &Members, day: Day, resource: &Shared<Resource>) -> Step {
        let (here, entries) = (resource.clone(), Vec::new());
        let mut step = Step { resource: here, said: None, own: false, doubtful: false, entries };
        for whose in members.subjects(&self.directory) {
            let seat = EntryKey { who: whose.id().into(), on: resource.id.clone() };
            for entry in self.entries_on(&seat) {
                let counts = entry.counts(resource.kind);
                let active = counts.is_some_and(|given| day.counts(given, entry.period));
                let heard = match (&whose, counts, active) {
                    (_, None, _) | (_, _, false) => EntryEffect::Unheard,
                    (Principal::Group(_), ..) if step.own => EntryEffect::Overridden,
                    _ => EntryEffect::Counts,
                };
                if let (EntryEffect::Counts, Some(given)) = (heard, counts) {
                    step.own |= matches!(whose, Principal::User(_));
                    step.said = and(step.said, given);
                }
                step.entries.push((whose.clone(), entry.clone(), heard));
            }
        }
        step
    }

    fn entries_on<'a>(&'a self, seat: &'a EntryKey) -> impl Iterator<Item = &'a Shared<Entry>> {
        let seats = self.seats.get_or_init(|| {
            let mut seats: BTreeMap<EntryKey, Vec<usize>> = BTreeMap::new();
            for (at, entry) in self.entries.iter().enumerate() {
                let seat = EntryKey { who: entry.who.clone(), on: entry.on.clone() };
                seats.entry(seat).or_default().push(at);
            }
            seats
        });
        seats.get(seat).into_iter().flatten().filter_map(|at| self.entries.nth(*at))
    }

    /// Whether people's groups stand at the same places in another index.
    pub(super) fn same_groups(&self, other: &Self) -> bool {
        self.directory.groups.same_places(&other.directory.groups)
    }

    /// Whether somebody's entries and their groups' are the same in another index of the tree.
    pub(super) fn holds_same(&self, other: &Self, members: &Members) -> bool {
        let own =
            |index: &'_ Self| members.user.as_ref().and_then(|user| index.own.get(user)).cloned();
        let of_group = |at: &u32| self.groups.get(*at as usize) == other.groups.get(*at as usize);
        own(self).unwrap_or_default() == own(other).unwrap_or_default()
            && members.groups.iter().all(of_group)
    }

    /// The ids of the resources, by their places.
    pub(super) fn resources(&self) -> impl Iterator<Item = &ResourceId> {
        self.tree.resources.iter().map(|resource| &resource.id)
    }

    pub(super) fn place(&self, id: &ResourceId) -> Option<u32> {
        self.tree.resources.place(id)
    }

    /// What belongs to resources, with the places of those.
    pub(super) fn belonging(&self, kind: Kind) -> impl Iterator<Item = (&ClassifiedId, &[u32])> {
        let all = self.tree.belonging(kind);
        all.table.iter().zip(&all.of).map(|(one, places)| (&one.id, places.as_slice()))
    }

    pub(super) fn places_of(&self, kind: Kind, id: &ClassifiedId) -> Option<&[u32]> {
        let all = self.tree.belonging(kind);
        all.places(all.table.position(id))
    }

    /// Whether the tree is the same one: an edit of an entry does not compile it again.
    pub(super) fn shares_tree_with(&self, other: &Self) -> bool {
        self.tree == other.tree
    }
}

/// What somebody may hold, each thing once.
#[derive(Clone, Debug, Default)]
struct Maybes {
    /// On any resource.
    anywhere: Vec<PossibleEntry>,
    /// On these.
    on: BTreeMap<u32, Vec<PossibleEntry>>,
}

impl Maybes {
    fn add(&mut self, on: Option<u32>, maybe: PossibleEntry) {
        let list = match on {
            None => &mut self.anywhere,
            Some(on) => self.on.entry(on).or_default(),
        };
        if !list.contains(&maybe) {
            list.push(maybe);
        }
    }

    fn is_empty(&self) -> bool {
        self.anywhere.is_empty() && self.on.is_empty()
    }
}

/// The day of a question.
#[derive(Clone, Copy, Debug)]
struct Day {
    on: Option<Date>,
    /// How it is taken where it could not be read.
    any: Option<Leaning>,
}

impl Day {
    fn of(circumstances: &Circumstances) -> Self {
        let any = circumstances.any_day.filter(|_| circumstances.on.is_none());
        Self { on: circumstances.on, any }
    }

    /// Whether an entry that gives this on these days counts.
    fn counts(self, given: Given, period: Period) -> bool {
        match (self.any, given) {
            // R21: on a day that cannot be read a Block is in force, and what has days gives nothing.
            (Some(Leaning::Strict), Given::Block) => true,
            (Some(Leaning::Generous), Given::Set(_)) => true,
            _ => period.has(self.on),
        }
    }

    fn has(self, held: &Held) -> bool {
        self.counts(held.given, held.period)
    }
}

/// An entry that could not be read by positions; none where it is about nobody and nothing there is.
fn doubt(tree: &Tree, directory: &Directory, unsaid: &UnreadEntry) -> Option<Doubt> {
    let whose = match &unsaid.who {
        None => None,
        Some(who) => Some(principal(directory, who)?),
    };
    let on = match &unsaid.on {
        None => None,
        Some(on) => Some(tree.resources.place(on)?),
    };
    Some(Doubt { whose, on, may_be: unsaid.may_be })
}

fn through(kind: Kind, sets: impl Iterator<Item = Permissions>) -> Access {
    // R11, R12: any of the resources is enough.
    let sum = sets.fold(Permissions::NONE, |sum, set| sum.or(set));
    Access::Through(sum.and(kind.reached()))
}

/// What somebody's entries say about one resource on the way up the tree.
#[derive(Clone, Debug)]
pub struct Step {
    /// The resource.
    pub resource: Shared<Resource>,
    /// What they come to; `None` where they say nothing.
    pub said: Option<Given>,
    /// Whether the person's own entry says it.
    pub own: bool,
    /// Whether it comes to that only because something could not be read.
    pub doubtful: bool,
    /// Their entries and whose these are, heard or not.
    pub entries: Vec<(Principal, Shared<Entry>, EntryEffect)>,
}

impl Step {
    /// The days of everything that counts here.
    pub fn period(&self) -> Period {
        // R10
        let heard = self.entries.iter().filter(|(.., heard)| *heard == EntryEffect::Counts);
        heard.fold(Period::default(), |days, (_, entry, _)| days.and(entry.period))
    }
}

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryEffect {
    /// It counts.
    Counts,
    /// The person's own entry is heard in its place.
    Overridden,
    /// It is not the day, or it gives no Read.
    Unheard,
}

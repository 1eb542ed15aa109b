//! The section of the document: the resources, the people and requirements that belong to them, the
//! entries that permit something on them, and what is given to groups on new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::Target;
use super::codec::{BlockOrSet, Days, DefaultSets, ENTRY, Entries};
use crate::directory::{Date, Directory, Entity, GroupId, Id, Principal, Table, UserId, entity};
use crate::enum_set::EnumSet;
use crate::format::{Extra, Items, Maybe, Needed, OneOf, OwnId, Part, Text, Texts, names, object};
use crate::shared::{Shared, adopt};

/// Names a resource.
pub type ResourceId = Id<Resource>;

entity! {
    /// An aggregating resource: what people or requirements belong to, and what permissions are set on.
    pub struct Resource(
        "resource",
        /// What kind of resource it is.
        kind: ResourceType = OneOf("type")
    ) {
        /// The org unit above it, for an org unit.
        parent: Option<ResourceId> = Maybe("parent"),
        /// What is noted about it.
        notes: String = Text("notes"),
        /// The requirements that its people are assigned. Where it holds none they count for nothing.
        requires: Vec<ClassifiedId> = Texts("requires"),
    }
}

names! {
    /// The types of resource.
    #[derive(PartialOrd, Ord)]
    pub enum ResourceType {
        /// A part of the organisation; they form a tree.
        OrgUnit = "Org Unit",
        /// What people do.
        Role = "Role",
        /// How people are employed.
        EmploymentType = "Employment Type",
        /// What people are marked with.
        Tag = "Tag",
        /// What kind of requirement it is.
        RequirementType = "Requirement Type",
        /// How requirements are grouped.
        Category = "Category",
    }
    unknown: "`{name}` is no type of resource"
}

impl ResourceType {
    /// What belongs to resources of this type.
    pub fn holds(self) -> Kind {
        match self {
            Self::RequirementType | Self::Category => Kind::Requirement,
            _ => Kind::Person,
        }
    }

    /// The permissions that mean something on it.
    pub fn permissions(self) -> Permissions {
        // R18: only people can be assigned a requirement.
        match self.holds() {
            Kind::Person => Permissions::ALL,
            Kind::Requirement => Permissions::ALL.without(Permission::Assign.alone()),
        }
    }
}

names! {
    /// What people can be permitted on a resource.
    #[derive(PartialOrd, Ord)]
    pub enum Permission {
        /// It stands in lists and can be opened.
        Read = "Read",
        /// Its people and requirements can be listed.
        GainAccess = "Gain Access",
        /// Its own details can be changed.
        Update = "Update",
        /// Its people and requirements can be changed, added and removed.
        Manage = "Manage",
        /// Its people can be given a requirement.
        Assign = "Assign",
        /// Others' permissions on it can be set.
        Secure = "Secure",
        /// Its audit log can be read.
        Audit = "Audit",
    }
    unknown: "`{name}` is no permission"
}

impl Permission {
    /// What it lets a person do.
    pub fn means(self) -> &'static str {
        match self {
            Self::Read => "see it in lists and open it",
            Self::GainAccess => "list the people or requirements that belong to it",
            Self::Update => "change its own name and notes",
            Self::Manage => "change what belongs to it, add to it and remove from it",
            Self::Assign => "give its people a requirement, which then counts for their compliance",
            Self::Secure => {
                "set what others may do with it: as a rule an admin does that, and can hand it on so"
            }
            Self::Audit => "read who changed what about it",
        }
    }

    /// The set of this one.
    pub fn alone(self) -> Permissions {
        Permissions::of([self])
    }
}

/// A set of permissions.
pub type Permissions = EnumSet<Permission>;

/// A set in words, in the product's order; `nothing` where it is empty.
pub fn in_words(set: Permissions) -> String {
    set.words(", ", "nothing")
}

names! {
    /// Whether people or requirements are meant.
    #[derive(PartialOrd, Ord)]
    pub enum Kind {
        /// People.
        Person = "person",
        /// Requirements.
        Requirement = "requirement",
    }
}

impl Kind {
    /// What several are called; also their key in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Requirement => "requirements",
        }
    }

    /// The permissions on a resource that reach what belongs to it.
    pub fn reached(self) -> Permissions {
        let both = [Permission::GainAccess, Permission::Manage, Permission::Audit];
        match self {
            Self::Person => Permissions::of(both).with(Permission::Assign),
            Self::Requirement => Permissions::of(both),
        }
    }
}

/// Names a person or a requirement.
pub type ClassifiedId = Id<Classified>;

entity! {
    /// A person or a requirement: it carries no permissions itself, it belongs to resources.
    pub struct Classified("person or requirement") {
        /// The resources it belongs to; what is none, or for the other kind, counts for nothing.
        of: Vec<ResourceId> = Texts("in"),
        /// A person's e-mail address; empty for none.
        email: String = Text("email"),
        /// The requirements that a person has a record of.
        records: Vec<ClassifiedId> = Texts("records"),
    }
}

/// Names an entry.
pub type EntryId = Id<Entry>;

/// Whoever an entry can be for: the id of a user or group.
#[derive(Debug)]
pub enum Subject {}

/// Names a subject.
pub type SubjectId = Id<Subject>;

object! {
    /// What a user or a group is permitted on one resource.
    pub struct Entry(or ENTRY) {
        /// Whose it is. What the directory does not know has nothing by it.
        who: SubjectId = Needed("who", ENTRY),
        /// On what.
        on: ResourceId = Needed("on", ENTRY),
        /// What.
        given: Given = BlockOrSet,
        /// Its id.
        id: EntryId = OwnId,
        /// Why.
        notes: String = Text("notes"),
        /// When it counts.
        period: Period = Days,
    }
}

impl Entry {
    /// An entry that always counts. Its id is made of what it is about, so that two people who set
    /// the same in copies of one file made the same entry.
    pub fn new(who: &str, on: &ResourceId, given: Given) -> Self {
        Self {
            id: format!("e-{on}-{who}").into(),
            who: who.into(),
            on: on.clone(),
            given,
            notes: String::new(),
            period: Period::default(),
            extra: Extra::new(),
        }
    }

    /// Whether it is about this subject and resource.
    pub fn is(&self, seat: &EntryKey) -> bool {
        self.who == seat.who && self.on == seat.on
    }

    /// What it counts as on a resource of this type; `None` where it counts for nothing.
    pub fn counts(&self, kind: ResourceType) -> Option<Given> {
        match self.given {
            Given::Block => Some(Given::Block),
            // R2: without Read it grants nothing, overrides nothing and is no Block.
            Given::Set(set) if !set.has(Permission::Read) => None,
            // R18
            Given::Set(set) => Some(Given::Set(set.and(kind.permissions()))),
        }
    }
}

impl Entity for Entry {
    fn id(&self) -> &EntryId {
        &self.id
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }
}

/// What an entry gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Nothing, and nothing from above either: no permission is ticked.
    Block,
    /// These; never empty.
    Set(Permissions),
}

impl Given {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Block => BLOCK.to_owned(),
            Self::Set(set) => in_words(set),
        }
    }
}

/// The name of a Block, in files and on screen.
pub const BLOCK: &str = "Block";

/// The days on which something counts, both ends included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The effective date.
    pub from: Option<Date>,
    /// The expiry date.
    pub to: Option<Date>,
}

impl Period {
    /// Whether it counts on this day; where no day is asked for, only what always counts does.
    pub fn has(self, day: Option<Date>) -> bool {
        // R4: both days are included.
        match day {
            Some(day) => {
                self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
            }
            None => self == Self::default(),
        }
    }

    /// The days of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let least = |one: Option<Date>, other: Option<Date>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Self { from: self.from.max(other.from), to: least(self.to, other.to) }
    }

    /// Its stable name, as `expect` in a file's checks spells it: `from 2026-01-01 to 2026-01-31`.
    pub fn name(self) -> String {
        self.told(|day| day.to_string())
    }

    /// In words: `from 1 January 2026 to 31 January 2026`.
    pub fn words(self) -> String {
        self.told(Date::words)
    }

    fn told(self, day: fn(Date) -> String) -> String {
        match (self.from.map(day), self.to.map(day)) {
            (None, None) => "open".to_owned(),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("to {to}"),
            (Some(from), Some(to)) => format!("from {from} to {to}"),
        }
    }
}

/// Whose entry on what: there is one entry at most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryKey {
    /// Whose.
    pub who: SubjectId,
    /// On what.
    pub on: ResourceId,
}

impl EntryKey {
    /// The seat of this subject on this resource.
    pub fn new(who: &str, on: &str) -> Self {
        Self { who: who.into(), on: on.into() }
    }
}

/// What groups are given on each new resource, by type.
pub type Defaults = BTreeMap<GroupId, Shared<BTreeMap<ResourceType, Permissions>>>;

object! {
    /// The model's section of the document.
    #[derive(Default)]
    pub struct Policy {
        /// The resources.
        resources: Table<Resource> = Items("items"),
        /// The people.
        people: Table<Classified> = Items("people"),
        /// The requirements.
        requirements: Table<Classified> = Items("requirements"),
        /// The entries; for each subject and resource one at most.
        entries: Table<Entry> = Entries,
        /// The users with an admin account.
        admins: Shared<BTreeSet<UserId>> = Part(Texts("admins")),
        /// The groups that new users join.
        new_user_groups: Shared<BTreeSet<GroupId>> = Part(Texts("newUserGroups")),
        /// What groups are given on new resources.
        defaults: Shared<Defaults> = Part(DefaultSets),
    }
}

adopt!(Policy { resources, people, requirements, entries, admins, new_user_groups, defaults; extra });
adopt!(Permissions);

impl Policy {
    /// The people or the requirements.
    pub fn classified(&self, kind: Kind) -> &Table<Classified> {
        match kind {
            Kind::Person => &self.people,
            Kind::Requirement => &self.requirements,
        }
    }

    pub(super) fn classified_mut(&mut self, kind: Kind) -> &mut Table<Classified> {
        match kind {
            Kind::Person => &mut self.people,
            Kind::Requirement => &mut self.requirements,
        }
    }

    /// The entry of a seat.
    pub fn entry(&self, seat: &EntryKey) -> Option<&Shared<Entry>> {
        // As a rule it has the id that it was made with.
        let usual = self.entries.find(&format!("e-{}-{}", seat.on, seat.who));
        let usual = usual.filter(|entry| entry.is(seat));
        usual.or_else(|| self.entries.iter().find(|entry| entry.is(seat)))
    }

    /// What something belongs to, as far as it is there and of a type for it.
    pub fn holders<'a>(
        &'a self,
        kind: Kind,
        one: &'a Classified,
    ) -> impl Iterator<Item = &'a Shared<Resource>> {
        let known = one.of.iter().filter_map(|id| self.resources.get(id));
        known.filter(move |resource| resource.kind.holds() == kind)
    }

    /// The parent that a resource names, where both are org units. It may close a circle.
    pub(crate) fn named_parent(&self, resource: &Resource) -> Option<&Shared<Resource>> {
        let is_unit = |it: &Resource| it.kind == ResourceType::OrgUnit;
        let parent = self.resources.get(resource.parent.as_ref()?)?;
        (is_unit(resource) && is_unit(parent)).then_some(parent)
    }

    /// For each resource the position of the org unit above it. A parent that closes a circle is
    /// none: of the links of a circle the last one in the resources' order.
    pub fn parents(&self) -> Vec<Option<u32>> {
        let above =
            |resource: &Shared<Resource>| self.resources.place(&self.named_parent(resource)?.id);
        let mut parents: Vec<Option<u32>> = self.resources.iter().map(above).collect();
        break_circles(&mut parents);
        parents
    }

    /// The resources that a decision on a target is made on, each with all units above it, each once.
    pub(super) fn involved(&self, target: &Target) -> Vec<&Shared<Resource>> {
        let starts: Vec<usize> = match target {
            Target::Resource(id) => self.resources.position(id).into_iter().collect(),
            Target::Classified(kind, id) => {
                let one = self.classified(*kind).get(id).into_iter();
                let holders = one.flat_map(|one| self.holders(*kind, one));
                holders.filter_map(|it| self.resources.position(&it.id)).collect()
            }
        };
        let parents = self.parents();
        let mut places: Vec<usize> = Vec::new();
        for place in starts.into_iter().flat_map(|start| way_up(&parents, Some(start))) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.into_iter().filter_map(|place| self.resources.nth(place)).collect()
    }

    /// The units directly below a resource, in order.
    pub fn children<'a>(
        &'a self,
        id: &'a ResourceId,
    ) -> impl Iterator<Item = &'a Shared<Resource>> {
        self.resources.iter().filter(move |it| it.parent.as_ref() == Some(id))
    }
}

/// A place and those above it, by [`Policy::parents`].
pub(super) fn way_up(parents: &[Option<u32>], from: Option<usize>) -> impl Iterator<Item = usize> {
    let above = |at: &usize| parents.get(*at).copied().flatten().map(|above| above as usize);
    std::iter::successors(from, above)
}

/// Takes from each circle its last link. Each place is walked over twice at most: a walk ends where an
/// earlier one was, and meets itself only on a circle.
fn break_circles(parents: &mut [Option<u32>]) {
    // The walk that was on each place first, counted from 1.
    let mut walked = vec![0_usize; parents.len()];
    for walk in 1..=parents.len() {
        let mut at = Some(walk - 1);
        while let Some(place) = at {
            match walked.get_mut(place) {
                Some(by @ 0) => *by = walk,
                Some(by) if *by == walk => {
                    take_last(parents, place);
                    break;
                }
                _ => break,
            }
            at = way_up(parents, at).nth(1);
        }
    }
}

/// Takes the last link from the circle that a place is on.
fn take_last(parents: &mut [Option<u32>], place: usize) {
    let others = way_up(parents, Some(place)).skip(1).take_while(|at| *at != place);
    let last = others.fold(place, usize::max);
    parents.get_mut(last).into_iter().for_each(|link| *link = None);
}

/// Whom an entry is for, where the directory knows them as a user or a group.
pub fn principal(directory: &Directory, who: &SubjectId) -> Option<Principal> {
    let found = directory.principal(who.as_str())?;
    matches!(found, Principal::User(_) | Principal::Group(_)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by following the links so far from each new one.
    fn plain(named: &[Option<u32>]) -> Vec<Option<u32>> {
        let mut parents = vec![None; named.len()];
        for (at, above) in named.iter().enumerate() {
            let mut next = *above;
            while let Some(place) = next.filter(|place| *place as usize != at) {
                next = parents[place as usize];
            }
            parents[at] = if next.is_some() { None } else { *above };
        }
        parents
    }

    #[test]
    fn of_each_circle_the_last_link_is_none() {
        let check = |named: &[Option<u32>]| {
            let mut parents = named.to_vec();
            break_circles(&mut parents);
            assert_eq!(parents, plain(named), "{named:?}");
        };
        check(&[]);
        check(&[Some(0), Some(0)]);
        check(&[Some(1), Some(2), Some(0), Some(2), None]);
        check(&[Some(3), Some(0), Some(1), Some(2), Some(5), Some(4)]);
        // Every way in which four can name one another, or nobody.
        for number in 0..5_usize.pow(4) {
            let digit = |at: u32| number / 5_usize.pow(at) % 5;
            let named: Vec<Option<u32>> =
                (0..4).map(|at| u32::try_from(digit(at)).ok().filter(|to| *to < 4)).collect();
            check(&named);
        }
    }
}

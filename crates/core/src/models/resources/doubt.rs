//! Entries of the file that could not be read, and what they may mean.
//!
//! R21: an entry with anything in it that cannot be read is unread as a whole. Where it may be a Block it
//! counts as one, and where it may replace what a group gives it counts as the less of the two; what it
//! may give counts for nothing. Whom or what it is about is anybody and anything where that cannot be
//! read.

use std::collections::BTreeSet;

use super::policy::{
    BLOCK, Classified, Entry, EntryKey, Given, Kind, Permission, Permissions, Policy, Resource,
    ResourceId, SubjectId,
};
use crate::directory::{Date, Directory, Leaning, Table, Unreadable};
use crate::format::{Json, Object};
use crate::model::Doubt;
use crate::shared::collect_into;
use crate::text;

/// What an entry that could not be read may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MayBe {
    /// A Block, or nothing.
    Block,
    /// These permissions, or nothing.
    Set(Permissions),
    /// Anything.
    Anything,
}

/// An entry that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct UnreadEntry {
    /// Its place in the list.
    pub(super) place: usize,
    /// Whose it is; none where that could not be read.
    pub(super) who: Option<SubjectId>,
    /// On what; none where that could not be read.
    pub(super) on: Option<ResourceId>,
    /// What it may be.
    pub(super) may_be: MayBe,
}

/// The entries that could not be read. One that is there twice is not among them: the first counts.
pub(super) fn unsaid(entries: &Table<Entry>) -> Vec<UnreadEntry> {
    if entries.unread().is_empty() {
        return Vec::new();
    }
    let seats: BTreeSet<EntryKey> = collect_into(
        entries.iter().map(|entry| EntryKey::new(entry.who.as_str(), entry.on.as_str())),
    );
    let found = entries.unread().items().filter_map(|(place, json)| {
        let nothing = Object::new();
        let object = match json {
            Json::Object(object) => object,
            _ => &nothing,
        };
        let text = |key: &str| {
            object.get(key).and_then(Json::as_text).filter(|text| !text::is_blank(text))
        };
        let day = |key: &str| object.get(key).is_none_or(is_day);
        let who: Option<SubjectId> = text("who").map(Into::into);
        let on: Option<ResourceId> = text("on").map(Into::into);
        let may_be = match object.get("set") {
            Some(Json::Text(block)) if block == BLOCK => MayBe::Block,
            Some(Json::List(items)) => permissions(items).map_or(MayBe::Anything, MayBe::Set),
            _ => MayBe::Anything,
        };
        // Nothing is wrong with it but that another one stands before it.
        let twice = match (&who, &on) {
            (Some(who), Some(on)) => {
                may_be != MayBe::Anything
                    && day("from")
                    && day("to")
                    && text("id").is_some_and(|id| entries.find(id).is_none())
                    && seats.contains(&EntryKey { who: who.clone(), on: on.clone() })
            }
            _ => false,
        };
        (!twice).then_some(UnreadEntry { place, who, on, may_be })
    });
    found.collect()
}

fn is_day(json: &Json) -> bool {
    json.as_text().is_some_and(|text| Date::parse(text).is_ok())
}

/// A list of permissions without a mistake in it.
fn permissions(items: &[Json]) -> Option<Permissions> {
    let one = |item: &Json| Permission::parse(item.as_text()?).ok();
    let all: Option<Vec<Permission>> = items.iter().map(one).collect();
    all.filter(|all| !all.is_empty()).map(Permissions::of)
}

impl UnreadEntry {
    /// Whether something else takes its place that is set for this subject on this resource.
    pub(super) fn is(json: &Json, who: &str, on: Option<&str>) -> bool {
        let Json::Object(object) = json else { return false };
        let has = |key: &str, id: &str| object.get(key).and_then(Json::as_text) == Some(id);
        has("who", who) && on.is_none_or(|on| has("on", on))
    }
}

/// What comes to a resource, together with an entry that may be somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PossibleEntry {
    /// What it may be.
    pub(super) may_be: MayBe,
    /// Whether it may be their own, which replaces what their groups have.
    pub(super) own: bool,
}

impl PossibleEntry {
    /// What counts, as things are taken: `said` without it, `own` where their own entry said that.
    pub(super) fn taken(self, said: Option<Given>, own: bool, leaning: Leaning) -> Option<Given> {
        let overridden = own && !self.own;
        match (leaning, self.may_be) {
            // Their own entry is heard in its place.
            _ if overridden => said,
            (Leaning::Strict, MayBe::Block | MayBe::Anything) => Some(Given::Block),
            (Leaning::Strict, MayBe::Set(_)) if !self.own => said,
            (Leaning::Strict, MayBe::Set(set)) => match said {
                Some(Given::Set(known)) if set.has(Permission::Read) => {
                    Some(Given::Set(known.and(set)))
                }
                said => said,
            },
            (Leaning::Generous, MayBe::Block) => said,
            (Leaning::Generous, MayBe::Set(set)) => more(said, set, self.own),
            (Leaning::Generous, MayBe::Anything) => more(said, Permissions::ALL, self.own),
        }
    }
}

/// What comes out where these permissions are given as well.
fn more(said: Option<Given>, set: Permissions, own: bool) -> Option<Given> {
    if !set.has(Permission::Read) {
        return said;
    }
    match said {
        None => Some(Given::Set(set)),
        Some(Given::Set(known)) => Some(Given::Set(known.or(set))),
        // A group's Block stands, unless their own entry takes its place.
        Some(Given::Block) if own => Some(Given::Set(set)),
        Some(Given::Block) => said,
    }
}

impl Doubt for Policy {
    /// The same policy, to be read generously; none where nothing leaves a doubt. What the entries may mean
    /// is up to the index, which knows how it leans.
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let mut any = !unsaid(&self.entries).is_empty()
            || self.extra.has("entries")
            || self.resources.iter().any(|it| parent_unread(self, it))
            || Kind::ALL
                .into_iter()
                .any(|kind| self.classified(kind).iter().any(|it| holders_unread(self, it)));
        if self.extra.has("admins") {
            any = true;
            let named = directory.users.iter().filter(|user| may_be_admin(self, user.id.as_str()));
            let admins = generous.admins.edit();
            admins.extend(named.map(|user| user.id.clone()));
            generous.extra.remove("admins");
        }
        any.then_some(generous)
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        let base = "$.models.resources";
        for unsaid in unsaid(&self.entries) {
            let path = format!("{base}.entries[{}]", unsaid.place);
            let who = unsaid.who.iter().map(|who| who.as_str());
            let on = unsaid.on.iter().map(|on| on.as_str());
            found.push(Unreadable::new(&path, who.chain(on)));
        }
        found.extend(Unreadable::members(base, &self.extra, &["entries", "admins"], &[]));
        for (at, resource) in self.resources.iter().enumerate() {
            if parent_unread(self, resource) {
                let path = format!("{base}.items[{}].parent", self.resources.unread().place(at));
                found.push(Unreadable::new(&path, [resource.id.as_str()]));
            }
        }
        for kind in Kind::ALL {
            let table = self.classified(kind);
            for (at, one) in table.iter().enumerate().filter(|(_, it)| holders_unread(self, it)) {
                let path = format!("{base}.{}[{}].in", kind.key(), table.unread().place(at));
                found.push(Unreadable::new(&path, [one.id.as_str()]));
            }
        }
        found
    }
}

/// Whether there may be more resources, which could not be read.
fn lacks_resources(policy: &Policy) -> bool {
    !policy.resources.unread().is_empty() || policy.extra.has("items")
}

/// Whether the file names a parent of a resource that could not be read, or that is not there and may be
/// among what could not be read.
pub(super) fn parent_unread(policy: &Policy, resource: &Resource) -> bool {
    match &resource.parent {
        None => resource.extra.has("parent"),
        Some(parent) => policy.resources.get(parent).is_none() && lacks_resources(policy),
    }
}

/// The same of what somebody or something belongs to.
pub(super) fn holders_unread(policy: &Policy, one: &Classified) -> bool {
    if one.of.is_empty() {
        return one.extra.has("in");
    }
    lacks_resources(policy) && one.of.iter().any(|id| policy.resources.get(id).is_none())
}

/// Whether an account may be an admin account, as far as what could not be read says.
pub(super) fn may_be_admin(policy: &Policy, user: &str) -> bool {
    policy.extra.get("admins").is_some_and(|json| json.mentions(user))
}

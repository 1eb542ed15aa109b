//! What is wrong or doubtful in the policy.

use super::policy::{
    Classified, ClassifiedId, Entry, Given, Kind, Permission, Permissions, Policy, Resource,
    ResourceId, ResourceType, in_words, principal,
};
use crate::directory::{Directory, GroupId, UserId};
use crate::format::{Guess, Otherwise, Reader, clip};
use crate::model::Validate;

impl Validate for Policy {
    fn validate(&self, here: &Reader<'_>, directory: &Directory) {
        let items = Guess::among(self.resources.iter().map(|resource| resource.id.as_str()));
        let needs = Guess::among(self.requirements.iter().map(|one| one.id.as_str()));
        let look = Look { policy: self, directory, items, needs, people: directory.guess() };
        look.at_resources(&here.at("items"));
        for kind in Kind::ALL {
            look.at_classified(&here.at(kind.key()), kind);
        }
        let at = here.at("entries");
        for (nth, entry) in self.entries.iter().enumerate() {
            look.at_entry(&at.item(self.entries.unread().place(nth)), entry);
        }
        look.at_admins(&here.at("admins"));
        for group in self.new_user_groups.iter() {
            look.at_group(&here.at("newUserGroups"), group);
        }
        look.at_defaults(&here.at("defaults"));
    }
}

struct Look<'a> {
    policy: &'a Policy,
    directory: &'a Directory,
    items: Guess<'a>,
    needs: Guess<'a>,
    people: Guess<'a>,
}

impl Look<'_> {
    fn at_resources(&self, here: &Reader<'_>) {
        let policy = self.policy;
        let parents = policy.parents();
        for (at, resource) in policy.resources.iter().enumerate() {
            let here = here.item(policy.resources.unread().place(at));
            self.at_requires(&here.at("requires"), resource);
            let Some(named) = &resource.parent else { continue };
            let here = here.at("parent");
            let parent = policy.resources.get(named);
            let is_unit = |it: &Resource| it.kind == ResourceType::OrgUnit;
            if !is_unit(resource) {
                let says = format!("`{}` is no org unit and has a parent", clip(&resource.name));
                here.error("not-a-tree", says, Otherwise::Kept);
            } else if parent.is_none_or(|parent| !is_unit(parent)) {
                let says = format!("there is no org unit `{}`", clip(named.as_str()));
                here.unknown(says, named.as_str(), &self.items, Otherwise::Kept);
            } else if parents.get(at) == Some(&None) {
                let says = format!("`{}` stands below itself", clip(&resource.name));
                let help = "name another parent; until then it stands at the top";
                here.error("circle-of-units", says, help);
            }
        }
    }

    fn at_requires(&self, here: &Reader<'_>, resource: &Resource) {
        self.requirements(here, &resource.requires);
        // R18
        if !resource.requires.is_empty() && resource.kind.holds() != Kind::Person {
            let says = format!("a {} holds no people to assign to", resource.kind.name());
            here.warning("not-of-this-type", says, "take it out; nobody needs it");
        }
    }

    fn requirements(&self, here: &Reader<'_>, all: &[ClassifiedId]) {
        for (nth, id) in all.iter().enumerate() {
            if !self.policy.requirements.has(id) {
                let says = format!("there is no requirement `{}`", clip(id.as_str()));
                here.item(nth).unknown(says, id.as_str(), &self.needs, Otherwise::Kept);
            }
        }
    }

    fn resource(&self, here: &Reader<'_>, id: &ResourceId) -> Option<&Resource> {
        let resource = self.policy.resources.get(id);
        if resource.is_none() {
            let says = format!("there is no resource `{}`", clip(id.as_str()));
            here.unknown(says, id.as_str(), &self.items, Otherwise::Kept);
        }
        resource.map(|resource| &**resource)
    }

    fn at_classified(&self, here: &Reader<'_>, kind: Kind) {
        let table = self.policy.classified(kind);
        for (at, one) in table.iter().enumerate() {
            let here = here.item(table.unread().place(at));
            let of = here.at("in");
            for (nth, id) in one.of.iter().enumerate() {
                let here = of.item(nth);
                let Some(resource) = self.resource(&here, id) else { continue };
                if resource.kind.holds() != kind {
                    let (what, name) = (resource.kind.name(), clip(&resource.name));
                    let says = format!("a {} belongs to no {what} `{name}`", kind.name());
                    here.error("unknown-reference", says, Otherwise::Kept);
                }
            }
            self.requirements(&here.at("records"), &one.records);
            if kind == Kind::Person {
                self.at_person(&here, one);
            }
        }
    }

    fn at_person(&self, here: &Reader<'_>, one: &Classified) {
        // An id that leads nowhere can be any of these, and is said already.
        if one.of.iter().any(|id| !self.policy.resources.has(id)) {
            return;
        }
        let count = |kind: ResourceType| {
            self.policy.holders(Kind::Person, one).filter(|it| it.kind == kind).count()
        };
        let says = match () {
            () if count(ResourceType::OrgUnit) == 0 => "belongs to no Org Unit",
            () if count(ResourceType::Role) == 0 => "has no Role",
            () if count(ResourceType::EmploymentType) > 1 => "has several Employment Types",
            () => return,
        };
        let says = format!("`{}` {says}", clip(&one.name));
        let help = "a person has an Org Unit, a Role and at most one Employment Type";
        here.warning("classification", says, help);
    }

    fn at_entry(&self, here: &Reader<'_>, entry: &Entry) {
        let who = entry.who.as_str();
        if principal(self.directory, &entry.who).is_none() {
            let says = format!("there is no user or group `{}`", clip(who));
            here.at("who").unknown(says, who, &self.people, Otherwise::Kept);
        }
        let resource = self.resource(&here.at("on"), &entry.on);
        if let (Some(from), Some(to)) = (entry.period.from, entry.period.to)
            && to < from
        {
            let (from, to) = (from.words(), to.words());
            let says = format!("it ends on {to}, before it begins on {from}");
            let help = "change one of the two; until then it never counts";
            here.at("to").warning("ends-before-it-begins", says, help);
        }
        if let Given::Set(set) = entry.given {
            of_set(&here.at("set"), set, resource.map(|it| it.kind));
        }
    }

    fn at_admins(&self, here: &Reader<'_>) {
        let admins = &self.policy.admins;
        let is_user = |user: &&UserId| self.directory.users.has(user);
        for user in admins.iter().filter(|user| !is_user(user)) {
            let says = format!("there is no user `{}`", clip(user.as_str()));
            here.unknown(says, user.as_str(), &self.people, Otherwise::Kept);
        }
        // R17
        if !admins.iter().any(|user| is_user(&user)) && !self.policy.resources.is_empty() {
            let help = "make a person an admin: the product always has one";
            here.warning("no-admin", "nobody has an admin account", help);
        }
    }

    fn at_group(&self, here: &Reader<'_>, group: &GroupId) {
        if !self.directory.groups.has(group) {
            let says = format!("there is no group `{}`", clip(group.as_str()));
            here.unknown(says, group.as_str(), &self.people, Otherwise::Kept);
        }
    }

    fn at_defaults(&self, here: &Reader<'_>) {
        for (group, by_type) in self.policy.defaults.iter() {
            let here = here.at(group.as_str());
            self.at_group(&here, group);
            for (kind, set) in by_type.iter() {
                of_set(&here.at(kind.name()), *set, Some(*kind));
            }
        }
    }
}

/// A set that somebody has, or will have on new resources.
fn of_set(here: &Reader<'_>, set: Permissions, kind: Option<ResourceType>) {
    // R2
    if !set.has(Permission::Read) {
        let says = format!("`{}` comes without Read", in_words(set));
        let help = "add Read; until then it counts for nothing, and is no Block either";
        here.warning("without-read", says, help);
    }
    // R18
    let foreign = kind.map(|kind| (kind, set.without(kind.permissions())));
    if let Some((kind, foreign)) = foreign.filter(|(_, foreign)| !foreign.is_empty()) {
        let says = format!("{} means nothing on a {}", in_words(foreign), kind.name());
        here.warning("not-of-this-type", says, "take it out; it gives nothing");
    }
    // R12
    let alone = set.has(Permission::Manage) && !set.has(Permission::GainAccess);
    if alone && set.has(Permission::Read) {
        let says = "Manage comes without Gain Access";
        let help = "add Gain Access, unless another entry gives it: what cannot be listed is hard to change";
        here.note("manage-unseen", says, help);
    }
}

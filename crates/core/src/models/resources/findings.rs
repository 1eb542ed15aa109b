//! What is wrong or doubtful in the policy.

use super::policy::{
    Classified, Given, Kind, Permission, Permissions, Policy, Resource, ResourceType, in_words,
    principal,
};
use crate::directory::{Directory, Entity, Table};
use crate::format::{Finding, Findings, Guess, Severity, clip, path_to};
use crate::model::Validate;

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Validate for Policy {
    fn findings(&self, directory: &Directory) -> Findings {
        findings(self, directory)
    }
}

pub(super) fn findings(policy: &Policy, directory: &Directory) -> Findings {
    let items = Guess::among(policy.resources.iter().map(|resource| resource.id.as_str()));
    let mut of = Of { policy, directory, items, people: directory.guess(), found: Findings::new() };
    of.resources();
    for kind in Kind::ALL {
        of.classified(kind);
    }
    of.entries();
    of.flags();
    of.found
}

struct Of<'a> {
    policy: &'a Policy,
    directory: &'a Directory,
    items: Guess<'a>,
    people: Guess<'a>,
    found: Findings,
}

/// The place of an item of one of the model's tables.
fn place<T: Entity>(key: &str, table: &Table<T>, at: usize) -> String {
    format!("{}[{}]", path_to(&["models", "resources", key]), table.unread().place(at))
}

impl Of<'_> {
    fn report(
        &mut self,
        severity: Severity,
        code: &'static str,
        path: String,
        says: String,
        help: &str,
    ) {
        self.found.push(Finding::new(severity, code, path, says, help));
    }

    fn resources(&mut self) {
        let policy = self.policy;
        let parents = policy.parents();
        for (at, resource) in policy.resources.iter().enumerate() {
            let Some(named) = &resource.parent else { continue };
            let path = format!("{}.parent", place("items", &policy.resources, at));
            let parent = policy.resources.get(named);
            let is_unit = |it: &Resource| it.kind == ResourceType::OrgUnit;
            if !is_unit(resource) {
                let says = format!("`{}` is no org unit and has a parent", clip(&resource.name));
                self.report(Severity::Error, "not-a-tree", path, says, KEPT);
            } else if parent.is_none_or(|parent| !is_unit(parent)) {
                let says = format!("there is no org unit `{}`", clip(named.as_str()));
                let help = self.items.help(named.as_str(), KEPT);
                self.report(Severity::Error, "unknown-reference", path, says, &help);
            } else if parents.get(at) == Some(&None) {
                let says = format!("`{}` stands below itself", clip(&resource.name));
                let help = "name another parent; until then it stands at the top";
                self.report(Severity::Error, "circle-of-units", path, says, help);
            }
        }
    }

    fn classified(&mut self, kind: Kind) {
        let table = self.policy.classified(kind);
        for (at, one) in table.iter().enumerate() {
            let path = place(kind.key(), table, at);
            for (nth, id) in one.of.iter().enumerate() {
                let path = format!("{path}.in[{nth}]");
                match self.policy.resources.get(id) {
                    None => {
                        let says = format!("there is no resource `{}`", clip(id.as_str()));
                        let help = self.items.help(id.as_str(), KEPT);
                        self.report(Severity::Error, "unknown-reference", path, says, &help);
                    }
                    Some(resource) if resource.kind.holds() != kind => {
                        let (what, name) = (resource.kind.name(), clip(&resource.name));
                        let says = format!("a {} belongs to no {what} `{name}`", kind.name());
                        self.report(Severity::Error, "unknown-reference", path, says, KEPT);
                    }
                    Some(_) => {}
                }
            }
            if kind == Kind::Person {
                self.person(one, path);
            }
        }
    }

    fn person(&mut self, one: &Classified, path: String) {
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
        self.report(Severity::Warning, "classification", path, says, help);
    }

    fn entries(&mut self) {
        let policy = self.policy;
        for (at, entry) in policy.entries.iter().enumerate() {
            let path = place("entries", &policy.entries, at);
            if principal(self.directory, &entry.who).is_none() {
                let says = format!("there is no user or group `{}`", clip(entry.who.as_str()));
                self.report(
                    Severity::Error,
                    "unknown-reference",
                    format!("{path}.who"),
                    says,
                    &self.people.help(entry.who.as_str(), KEPT),
                );
            }
            let resource = policy.resources.get(&entry.on);
            if resource.is_none() {
                let says = format!("there is no resource `{}`", clip(entry.on.as_str()));
                let help = self.items.help(entry.on.as_str(), KEPT);
                let path = format!("{path}.on");
                self.report(Severity::Error, "unknown-reference", path, says, &help);
            }
            if let (Some(from), Some(to)) = (entry.period.from, entry.period.to)
                && to < from
            {
                let says =
                    format!("it ends on {}, before it begins on {}", to.words(), from.words());
                let help = "change one of the two; until then it never counts";
                self.report(
                    Severity::Warning,
                    "ends-before-it-begins",
                    format!("{path}.to"),
                    says,
                    help,
                );
            }
            if let (Given::Set(set), kind) = (entry.given, resource.map(|it| it.kind)) {
                self.set(set, kind, &format!("{path}.set"));
            }
        }
    }

    /// A set that somebody has, or will have on new resources.
    fn set(&mut self, set: Permissions, kind: Option<ResourceType>, path: &str) {
        // R2
        if !set.has(Permission::Read) {
            let says = format!("`{}` comes without Read", in_words(set));
            let help = "add Read; until then it counts for nothing, and is no Block either";
            self.report(Severity::Warning, "without-read", path.to_owned(), says, help);
        }
        // R18
        let foreign = kind.map(|kind| (kind, set.without(kind.permissions())));
        if let Some((kind, foreign)) = foreign.filter(|(_, foreign)| !foreign.is_empty()) {
            let says = format!("{} means nothing on a {}", in_words(foreign), kind.name());
            self.report(
                Severity::Warning,
                "not-of-this-type",
                path.to_owned(),
                says,
                "take it out; it gives nothing",
            );
        }
        // R12
        let alone = set.has(Permission::Manage) && !set.has(Permission::GainAccess);
        if alone && set.has(Permission::Read) {
            let says = "Manage comes without Gain Access".to_owned();
            let help = "add Gain Access, unless another entry gives it: what cannot be listed is hard to change";
            self.report(Severity::Note, "manage-unseen", path.to_owned(), says, help);
        }
    }

    fn flags(&mut self) {
        let policy = self.policy;
        for user in policy.admins.iter().filter(|user| !self.directory.users.has(user)) {
            let path = path_to(&["models", "resources", "admins"]);
            self.found.push(Finding::new(
                Severity::Error,
                "unknown-reference",
                path,
                format!("there is no user `{}`", clip(user.as_str())),
                self.people.help(user.as_str(), KEPT),
            ));
        }
        // R17
        let nobody = !policy.admins.iter().any(|user| self.directory.users.has(user));
        if nobody && !policy.resources.is_empty() {
            let path = path_to(&["models", "resources", "admins"]);
            let says = "nobody has an admin account".to_owned();
            let help = "make somebody an admin: the product always has one";
            self.report(Severity::Warning, "no-admin", path, says, help);
        }
        let groups = policy.new_user_groups.iter();
        for group in groups.filter(|group| !self.directory.groups.has(group)) {
            let path = path_to(&["models", "resources", "newUserGroups"]);
            let says = format!("there is no group `{}`", clip(group.as_str()));
            let help = self.people.help(group.as_str(), KEPT);
            self.found.push(Finding::new(Severity::Error, "unknown-reference", path, says, help));
        }
        for (group, by_type) in policy.defaults.iter() {
            let keys = ["models", "resources", "defaults", group.as_str()];
            if !self.directory.groups.has(group) {
                let says = format!("there is no group `{}`", clip(group.as_str()));
                let help = self.people.help(group.as_str(), KEPT);
                self.report(Severity::Error, "unknown-reference", path_to(&keys), says, &help);
            }
            for (kind, set) in by_type.iter() {
                let path =
                    path_to(&["models", "resources", "defaults", group.as_str(), kind.name()]);
                self.set(*set, Some(*kind), &path);
            }
        }
    }
}

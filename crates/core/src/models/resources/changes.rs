//! What differs between two policies, in words.

use std::collections::BTreeSet;

use super::explain::{admin_address, classified_address, entry_address, resource_address};
use super::policy::{
    Classified, Entry, EntryKey, Kind, Permissions, Policy, Resource, ResourceId, ResourceType,
    SubjectId, in_words,
};
use crate::directory::{Directory, Entity, GroupId, Principal, Table};
use crate::model::{Changed, Changes, Diff};
use crate::shared::collect_into;
use crate::verdict::Address;

impl Diff for Policy {
    fn changes(
        found: &mut Changes,
        saved: &Self,
        draft: &Self,
        saved_directory: &Directory,
        directory: &Directory,
    ) {
        changes(found, saved, draft, saved_directory, directory);
    }
}

pub(super) fn changes(
    found: &mut Changes,
    saved: &Policy,
    draft: &Policy,
    saved_directory: &Directory,
    directory: &Directory,
) {
    let mut sides = PolicyDiff { saved, draft, saved_directory, directory, only: None, found };
    sides.resources();
    for kind in Kind::ALL {
        sides.classified(kind);
    }
    sides.entries();
    sides.flags();
    sides.defaults();
}

/// The same about one resource: itself, the entries on it, and what belongs to it.
pub(super) fn changes_of(
    found: &mut Changes,
    resource: &ResourceId,
    saved: &Policy,
    draft: &Policy,
    saved_directory: &Directory,
    directory: &Directory,
) {
    let only = Some(resource);
    let mut sides = PolicyDiff { saved, draft, saved_directory, directory, only, found };
    sides.resources();
    for kind in Kind::ALL {
        sides.classified(kind);
    }
    sides.entries();
}

struct PolicyDiff<'a> {
    saved: &'a Policy,
    draft: &'a Policy,
    saved_directory: &'a Directory,
    directory: &'a Directory,
    /// The resource that alone is of interest; none where all are.
    only: Option<&'a ResourceId>,
    found: &'a mut Changes,
}

/// What of two tables is gone, is new, and differs.
fn gone<'a, T: Entity>(was: &'a Table<T>, is: &'a Table<T>) -> Vec<&'a T> {
    was.iter().filter(|old| !is.has(old.id())).map(|old| &**old).collect()
}

impl PolicyDiff<'_> {
    fn wants(&self, resource: &ResourceId) -> bool {
        self.only.is_none_or(|only| only == resource)
    }

    /// Whether something that belonged and belongs to these is of interest.
    fn wants_any(&self, was: &[ResourceId], is: &[ResourceId]) -> bool {
        self.only.is_none() || was.iter().chain(is).any(|id| self.wants(id))
    }

    fn say(&mut self, at: Address, words: String) {
        self.found.push(Changed::at(at, words));
    }

    fn resource_name<'a>(&'a self, id: &'a str) -> &'a str {
        let found = self.draft.resources.find(id).or_else(|| self.saved.resources.find(id));
        found.map_or(id, |resource| &resource.name)
    }

    fn principal_name(&self, who: &Principal) -> String {
        let of = if self.directory.has(who) { self.directory } else { self.saved_directory };
        of.name(who)
    }

    fn subject(&self, who: &SubjectId) -> String {
        let known = |directory: &Directory| directory.principal(who.as_str());
        let found = known(self.directory).or_else(|| known(self.saved_directory));
        found.map_or_else(|| who.to_string(), |who| self.principal_name(&who))
    }

    /// Whether it was in the directory and is no longer: what follows needs no words.
    fn left(&self, id: &str) -> bool {
        self.saved_directory.principal(id).is_some() && self.directory.principal(id).is_none()
    }

    fn resources(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        if saved.resources.same(&draft.resources) {
            return;
        }
        for old in gone(&saved.resources, &draft.resources) {
            if !self.wants(&old.id) {
                continue;
            }
            self.found.push(Changed::gone(format!("{}: removed", old.name)));
        }
        let only = self.only;
        let wanted = |id: &ResourceId| only.is_none_or(|only| only == id);
        for new in draft.resources.iter().filter(|new| wanted(&new.id)) {
            match saved.resources.get(&new.id) {
                Some(old) if old == new => {}
                Some(old) => self.resource(old, new),
                None => {
                    let below = new.parent.as_ref().map(|it| self.resource_name(it.as_str()));
                    let below = below.map(|name| format!(" below {name}")).unwrap_or_default();
                    let words = format!("{}: added as {}{below}", new.name, new.kind.name());
                    self.say(resource_address(new), words);
                }
            }
        }
    }

    fn resource(&mut self, old: &Resource, new: &Resource) {
        let (at, name) = (|| resource_address(new), &new.name);
        if old.name != *name {
            self.say(at(), format!("{}: renamed to {name}", old.name));
        }
        if old.kind != new.kind {
            self.say(at(), format!("{name}: {} → {}", old.kind.name(), new.kind.name()));
        }
        if old.parent != new.parent {
            let words = match &new.parent {
                Some(to) => format!("{name}: now below {}", self.resource_name(to.as_str())),
                None => format!("{name}: now at the top"),
            };
            self.say(at(), words);
        }
        if old.notes != new.notes {
            self.say(at(), format!("{name}: notes"));
        }
    }

    fn classified(&mut self, kind: Kind) {
        let (was, is) = (self.saved.classified(kind), self.draft.classified(kind));
        if was.same(is) {
            return;
        }
        for old in gone(was, is) {
            if !self.wants_any(&old.of, &[]) {
                continue;
            }
            self.found.push(Changed::gone(format!(
                "{}: removed from the {}",
                old.name,
                kind.key()
            )));
        }
        for new in is.iter() {
            let at = || classified_address(kind, new);
            let Some(old) = was.get(&new.id) else {
                if self.wants_any(&[], &new.of) {
                    self.say(at(), format!("{}: added to the {}", new.name, kind.key()));
                }
                continue;
            };
            if old == new || !self.wants_any(&old.of, &new.of) {
                continue;
            }
            if old.name != new.name {
                self.say(at(), format!("{}: renamed to {}", old.name, new.name));
            }
            self.belonging(old, new, &at());
        }
    }

    fn belonging(&mut self, old: &Classified, new: &Classified, at: &Address) {
        let mut told = false;
        for (one, other, word) in [(old, new, "no longer in"), (new, old, "now in")] {
            let turned = |id: &&ResourceId| !other.of.contains(id) && self.wants(id);
            let turned: Vec<&ResourceId> = one.of.iter().filter(turned).collect();
            for id in turned {
                let words = format!("{}: {word} {}", new.name, self.resource_name(id.as_str()));
                told = true;
                self.say(at.clone(), words);
            }
        }
        if self.only.is_none() && !told && old.of != new.of {
            self.say(at.clone(), format!("{}: belongs to the same in another order", new.name));
        }
    }

    fn entries(&mut self) {
        let (was, is) = (&self.saved.entries, &self.draft.entries);
        if was.same(is) {
            return;
        }
        let before = self.found.count();
        let seat = |entry: &Entry| EntryKey { who: entry.who.clone(), on: entry.on.clone() };
        let here: BTreeSet<EntryKey> = collect_into(is.iter().map(|entry| seat(entry)));
        let gone: Vec<&Entry> =
            was.iter().filter(|old| !here.contains(&seat(old))).map(|old| &**old).collect();
        for old in gone {
            if !self.wants(&old.on) {
                continue;
            }
            let followed = self.left(old.who.as_str()) || !self.draft.resources.has(&old.on);
            if !followed {
                let (who, on) = (self.subject(&old.who), self.resource_name(old.on.as_str()));
                let words = format!("{who} on {on}: {} removed", old.given.words());
                self.found.push(Changed::gone(words));
            }
        }
        let only = self.only;
        let wanted = |id: &ResourceId| only.is_none_or(|only| only == id);
        for new in is.iter().filter(|new| wanted(&new.on)) {
            let old = self.saved.entry(&seat(new));
            if old != Some(new) {
                self.entry(old.map(|old| &**old), new);
            }
        }
        let ids = |table: &Table<Entry>| -> Vec<_> {
            table.iter().map(|entry| entry.id.clone()).collect()
        };
        let all = self.only.is_none();
        if all && before == self.found.count() && ids(was) != ids(is) {
            self.found.push(Changed::gone("the entries, in another order".to_owned()));
        }
    }

    fn entry(&mut self, old: Option<&Entry>, new: &Entry) {
        let (who, on) = (self.subject(&new.who), self.resource_name(new.on.as_str()));
        let of = format!("{who} on {on}");
        let at = || entry_address(new.id.as_str());
        let mut said = Vec::new();
        match old {
            None => said.push(format!("{of}: {}", new.given.words())),
            Some(old) if old.given != new.given => {
                said.push(format!("{of}: {} → {}", old.given.words(), new.given.words()));
            }
            Some(_) => {}
        }
        let period = old.map(|old| old.period).unwrap_or_default();
        if period != new.period {
            said.push(format!("{of}: counts {} → {}", period.words(), new.period.words()));
        }
        if old.is_some_and(|old| old.notes != new.notes) {
            said.push(format!("{of}: notes"));
        }
        for words in said {
            self.say(at(), words);
        }
    }

    fn flags(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        for user in saved.admins.iter().filter(|it| !draft.admins.contains(*it)) {
            if !self.left(user.as_str()) {
                let name = self.principal_name(&Principal::User(user.clone()));
                self.found.push(Changed::gone(format!("{name}: a standard account again")));
            }
        }
        for user in draft.admins.iter().filter(|it| !saved.admins.contains(*it)) {
            let name = self.principal_name(&Principal::User(user.clone()));
            self.say(admin_address(user.as_str()), format!("{name}: an admin account"));
        }
        let joined =
            |sides: &Self, id: &GroupId| sides.principal_name(&Principal::Group(id.clone()));
        for group in saved.new_user_groups.iter().filter(|it| !draft.new_user_groups.contains(*it))
        {
            if !self.left(group.as_str()) {
                let words = format!("{}: new users no longer join it", joined(self, group));
                self.found.push(Changed::gone(words));
            }
        }
        for group in draft.new_user_groups.iter().filter(|it| !saved.new_user_groups.contains(*it))
        {
            let words = format!("{}: new users join it", joined(self, group));
            self.found.push(Changed::gone(words));
        }
    }

    fn defaults(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        let groups: BTreeSet<&GroupId> =
            collect_into(saved.defaults.keys().chain(draft.defaults.keys()));
        for group in groups {
            if self.left(group.as_str()) {
                continue;
            }
            let of = |policy: &Policy, kind: ResourceType| -> Permissions {
                let by_type = policy.defaults.get(group);
                by_type.and_then(|by_type| by_type.get(&kind)).copied().unwrap_or_default()
            };
            for kind in ResourceType::ALL {
                let (was, is) = (of(saved, kind), of(draft, kind));
                if was != is {
                    let name = self.principal_name(&Principal::Group(group.clone()));
                    let words = format!(
                        "{name}: default on each new {}, {} → {}",
                        kind.name(),
                        in_words(was),
                        in_words(is)
                    );
                    self.found.push(Changed::gone(words));
                }
            }
        }
    }
}

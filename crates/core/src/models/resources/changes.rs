//! What differs between two policies, in words.

use std::collections::BTreeMap;

use super::explain::{admin_address, classified_address, entry_address, resource_address};
use super::policy::{
    Classified, ClassifiedId, Entry, Kind, Permissions, Policy, Resource, ResourceId, ResourceType,
    in_words,
};
use crate::diff::{self, PolicyDiff};
use crate::model::Diff;
use crate::shared::Shared;
use crate::verdict::Address;

impl Diff for Policy {
    fn changes(diff: &mut PolicyDiff<'_, Self>) {
        diff.of_resources(None);
        diff.flags();
        diff.defaults();
    }
}

/// What stood in notes before, and what stands there now.
fn notes(old: &str, new: &str) -> String {
    const MOST: usize = 160;
    let said = |text: &str| match text.char_indices().nth(MOST) {
        _ if text.is_empty() => "none".to_owned(),
        Some((end, _)) => format!("\"{}…\"", text.get(..end).unwrap_or_default()),
        None => format!("\"{text}\""),
    };
    format!("notes {} → {}", said(old), said(new))
}

/// The resource that alone is of interest; none where all are.
type Only<'a> = Option<&'a ResourceId>;

fn wants(only: Only<'_>, resource: &ResourceId) -> bool {
    only.is_none_or(|only| only == resource)
}

/// Whether something that belonged or belongs to these is of interest.
fn wants_any(only: Only<'_>, was: &[ResourceId], is: &[ResourceId]) -> bool {
    only.is_none_or(|only| was.contains(only) || is.contains(only))
}

impl PolicyDiff<'_, Policy> {
    /// What differs about one resource alone, where one is named: itself, the entries on it, and what
    /// belongs to it.
    pub(super) fn of_resources(&mut self, only: Only<'_>) {
        self.resources(only);
        for kind in Kind::ALL {
            self.classified(only, kind);
        }
        self.entries(only);
    }

    fn resource_name(&self, id: &ResourceId) -> String {
        let found = self.draft.resources.get(id).or_else(|| self.saved.resources.get(id));
        found.map_or_else(|| id.to_string(), |resource| resource.name.clone())
    }

    fn resources(&mut self, only: Only<'_>) {
        let resources = diff::table(&self.saved.resources, &self.draft.resources);
        for old in resources.removed.iter().filter(|old| wants(only, &old.id)) {
            self.gone(format!("{}: removed", old.name));
        }
        for (old, new) in resources.changed.iter().filter(|(_, new)| wants(only, &new.id)) {
            match old {
                Some(old) => self.resource(old, new),
                None => {
                    let below = new.parent.as_ref().map(|it| self.resource_name(it));
                    let below = below.map(|name| format!(" below {name}")).unwrap_or_default();
                    let words = format!("{}: added as {}{below}", new.name, new.kind.name());
                    self.at(resource_address(&new.id), words);
                }
            }
        }
    }

    fn resource(&mut self, old: &Resource, new: &Resource) {
        let (at, name) = (resource_address(&new.id), &new.name);
        self.when(old.name != *name, &at, |_| format!("{}: renamed to {name}", old.name));
        self.when(old.kind != new.kind, &at, |_| {
            format!("{name}: {} → {}", old.kind.name(), new.kind.name())
        });
        self.when(old.parent != new.parent, &at, |diff| match &new.parent {
            Some(to) => format!("{name}: now below {}", diff.resource_name(to)),
            None => format!("{name}: now at the top"),
        });
        self.when(old.notes != new.notes, &at, |_| {
            format!("{name}: {}", notes(&old.notes, &new.notes))
        });
        for (one, other, word) in [(old, new, "no longer need"), (new, old, "now need")] {
            for id in diff::gained(&other.requires, &one.requires) {
                let words = format!("{name}: its people {word} {}", self.requirement_name(id));
                self.at(at.clone(), words);
            }
        }
    }

    fn requirement_name(&self, id: &ClassifiedId) -> String {
        let found = self.draft.requirements.get(id).or_else(|| self.saved.requirements.get(id));
        found.map_or_else(|| id.to_string(), |one| one.name.clone())
    }

    fn details(&mut self, old: &Classified, new: &Classified, at: &Address) {
        let name = &new.name;
        self.when(old.email != new.email, at, |_| format!("{name}: e-mail"));
        for (one, other, word) in [(old, new, "no longer has"), (new, old, "now has")] {
            for id in diff::gained(&other.records, &one.records) {
                let of = self.requirement_name(id);
                self.at(at.clone(), format!("{name}: {word} a record of {of}"));
            }
        }
    }

    fn classified(&mut self, only: Only<'_>, kind: Kind) {
        let all = diff::table(self.saved.classified(kind), self.draft.classified(kind));
        for old in all.removed.iter().filter(|old| wants_any(only, &old.of, &[])) {
            self.gone(format!("{}: removed from the {}", old.name, kind.key()));
        }
        for (old, new) in all.changed {
            let was_of = old.map(|old| old.of.as_slice()).unwrap_or_default();
            if !wants_any(only, was_of, &new.of) {
                continue;
            }
            let at = classified_address(kind, &new.id);
            let Some(old) = old else {
                self.at(at, format!("{}: added to the {}", new.name, kind.key()));
                continue;
            };
            self.when(old.name != new.name, &at, |_| {
                format!("{}: renamed to {}", old.name, new.name)
            });
            self.details(old, new, &at);
            self.belonging(only, old, new, &at);
        }
    }

    fn belonging(&mut self, only: Only<'_>, old: &Classified, new: &Classified, at: &Address) {
        let before = self.found.count();
        for (one, other, word) in [(old, new, "no longer in"), (new, old, "now in")] {
            for id in diff::gained(&other.of, &one.of).filter(|id| wants(only, id)) {
                let words = format!("{}: {word} {}", new.name, self.resource_name(id));
                self.at(at.clone(), words);
            }
        }
        if only.is_none() && before == self.found.count() && old.of != new.of {
            self.at(at.clone(), format!("{}: belongs to the same in another order", new.name));
        }
    }

    fn entries(&mut self, only: Only<'_>) {
        let (was, is) = (&self.saved.entries, &self.draft.entries);
        if was.same(is) {
            return;
        }
        let before = self.found.count();
        let entries = diff::list(was.iter(), is.iter(), |entry| (&entry.who, &entry.on));
        let (saved, draft) = (&self.saved.resources, &self.draft.resources);
        let left = |on: &ResourceId| saved.has(on) && !draft.has(on);
        for old in entries.removed.into_iter().filter(|old| wants(only, &old.on)) {
            if !self.left(old.who.as_str()) && !left(&old.on) {
                let words = format!("{}: {} removed", self.seat(old), old.given.words());
                self.gone(words);
            }
        }
        for (old, new) in entries.changed.into_iter().filter(|(_, new)| wants(only, &new.on)) {
            self.entry(old, new);
        }
        // What went with whom or what it was for leaves the order as it was.
        let stays = |it: &&Shared<Entry>| !left(&it.on) && !self.left(it.who.as_str());
        let ids = was.iter().filter(stays).map(|it| &it.id).eq(is.iter().map(|it| &it.id));
        if only.is_none() && before == self.found.count() && !ids {
            self.gone("the entries, in another order".to_owned());
        }
    }

    fn seat(&self, entry: &Entry) -> String {
        format!("{} on {}", self.name_of(entry.who.as_str()), self.resource_name(&entry.on))
    }

    fn entry(&mut self, old: Option<&Shared<Entry>>, new: &Entry) {
        let (of, at) = (self.seat(new), entry_address(&new.id));
        self.when(old.is_none_or(|old| old.given != new.given), &at, |_| match old {
            None => format!("{of}: {}", new.given.words()),
            Some(old) => format!("{of}: {} → {}", old.given.words(), new.given.words()),
        });
        let period = old.map(|old| old.period).unwrap_or_default();
        self.when(period != new.period, &at, |_| {
            format!("{of}: counts {} → {}", period.words(), new.period.words())
        });
        if let Some(old) = old.filter(|old| old.notes != new.notes) {
            self.at(at, format!("{of}: {}", notes(&old.notes, &new.notes)));
        }
    }

    fn flags(&mut self) {
        let (was, is) = (&self.saved.admins, &self.draft.admins);
        for user in was.difference(is) {
            if !self.left(user.as_str()) {
                self.gone(format!("{}: a standard account again", self.name_of(user.as_str())));
            }
        }
        for user in is.difference(was) {
            let words = format!("{}: an admin account", self.name_of(user.as_str()));
            self.at(admin_address(user), words);
        }
        let (was, is) = (&self.saved.new_user_groups, &self.draft.new_user_groups);
        for group in was.difference(is) {
            if !self.left(group.as_str()) {
                let name = self.name_of(group.as_str());
                self.gone(format!("{name}: new users no longer join it"));
            }
        }
        for group in is.difference(was) {
            self.gone(format!("{}: new users join it", self.name_of(group.as_str())));
        }
    }

    fn defaults(&mut self) {
        for (group, was, is) in diff::map(&self.saved.defaults, &self.draft.defaults) {
            if self.left(group.as_str()) {
                continue;
            }
            for kind in ResourceType::ALL {
                let of = |by_type: Option<&Shared<BTreeMap<ResourceType, Permissions>>>| {
                    by_type.and_then(|by_type| by_type.get(&kind)).copied().unwrap_or_default()
                };
                let (was, is) = (of(was), of(is));
                if was != is {
                    let name = self.name_of(group.as_str());
                    let (kind, was, is) = (kind.name(), in_words(was), in_words(is));
                    self.gone(format!("{name}: default on each new {kind}, {was} → {is}"));
                }
            }
        }
    }
}

//! What differs between two policies, in words: the features, their defaults and licences, what is
//! set.

use std::collections::BTreeSet;

use super::edit::subject_name;
use super::explain::{entry_address, feature_address, term_address};
use super::policy::{Feature, FeatureId, Policy, Row, SubjectId};
use crate::directory::{Directory, Table};
use crate::model::{Changed, Changes, Diff};
use crate::shared::{Shared, collect_into};

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
    let mut sides = PolicyDiff { saved, draft, saved_directory, directory, found };
    sides.features(&saved.catalogue, &draft.catalogue);
    sides.features(&saved.items, &draft.items);
    sides.terms();
    if saved.entries != draft.entries {
        sides.entries();
    }
}

struct PolicyDiff<'a> {
    saved: &'a Policy,
    draft: &'a Policy,
    saved_directory: &'a Directory,
    directory: &'a Directory,
    found: &'a mut Changes,
}

impl PolicyDiff<'_> {
    fn features(&mut self, saved: &Table<Feature>, draft: &Table<Feature>) {
        if saved.same(draft) {
            return;
        }
        for old in saved.iter().filter(|old| !draft.has(&old.id)) {
            let words = format!("{}: removed from {}", old.name, old.kind.name());
            self.found.push(Changed::gone(words));
        }
        for new in draft.iter() {
            match saved.get(&new.id) {
                Some(old) if old == new => {}
                Some(old) => self.feature(old, new),
                None => self.say(new, format!("{}: added to {}", new.name, new.kind.name())),
            }
        }
    }

    fn say(&mut self, feature: &Feature, words: String) {
        self.found.push(Changed::at(feature_address(&feature.id), words));
    }

    fn feature(&mut self, old: &Feature, new: &Feature) {
        let name = &new.name;
        let or_none = |text: &str| if text.is_empty() { "none" } else { text }.to_owned();
        if old.name != *name {
            self.say(new, format!("{}: renamed to {name}", old.name));
        }
        if old.category != new.category {
            let (was, is) = (or_none(&old.category), or_none(&new.category));
            self.say(new, format!("{name}: category {was} → {is}"));
        }
        if old.description != new.description {
            self.say(new, format!("{name}: another description"));
        }
    }

    /// Defaults and licences of features that stay. What belongs to one that went needs no words.
    fn terms(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        if saved.defaults != draft.defaults {
            let ids: BTreeSet<&FeatureId> =
                collect_into(saved.defaults.keys().chain(draft.defaults.keys()));
            for id in ids.into_iter().filter(|id| !is_removed(saved, draft, id)) {
                let (was, is) = (saved.default_of(id), draft.default_of(id));
                if was != is {
                    let words = format!(
                        "{}: default {} → {}",
                        self.feature_name(id),
                        was.name(),
                        is.name()
                    );
                    self.push("defaults", id, words);
                }
            }
        }
        if saved.licences != draft.licences {
            let ids: BTreeSet<&FeatureId> =
                collect_into(saved.licences.keys().chain(draft.licences.keys()));
            for id in ids.into_iter().filter(|id| !is_removed(saved, draft, id)) {
                let needs = |policy: &Policy| {
                    let own = policy.feature(id).map(|feature| policy.licence(feature).to_owned());
                    own.or_else(|| policy.licences.get(id).cloned()).unwrap_or_default()
                };
                let (was, is) = (needs(saved), needs(draft));
                if was != is {
                    let name = self.feature_name(id);
                    self.push("licences", id, format!("{name}: licence {was} → {is}"));
                }
            }
        }
    }

    fn push(&mut self, part: &'static str, id: &FeatureId, words: String) {
        let there = self.draft.feature(id).is_some();
        self.found.push(Changed { words, address: there.then(|| term_address(part, id)) });
    }

    fn feature_name(&self, id: &FeatureId) -> String {
        let found = self.draft.feature(id).or_else(|| self.saved.feature(id));
        found.map_or_else(|| id.to_string(), |feature| feature.name.clone())
    }

    fn entries(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        let known = self.directory.users.iter().map(|user| SubjectId::new(user.id.as_str()));
        let groups = self.directory.groups.iter().map(|group| SubjectId::new(group.id.as_str()));
        let mut subjects: Vec<SubjectId> = known.chain(groups).collect();
        let mut seen: BTreeSet<SubjectId> = collect_into(subjects.iter().cloned());
        for who in saved.entries.keys().chain(draft.entries.keys()) {
            // Whoever left took their entries along.
            let left = self.saved_directory.principal(who.as_str()).is_some()
                && self.directory.principal(who.as_str()).is_none();
            if !left && seen.insert(who.clone()) {
                subjects.push(who.clone());
            }
        }
        for who in subjects {
            let rows = (saved.entries.get(&who), draft.entries.get(&who));
            if rows.0 != rows.1 {
                self.row(&who, rows);
            }
        }
    }

    fn row(&mut self, who: &SubjectId, (was, is): (Option<&Shared<Row>>, Option<&Shared<Row>>)) {
        let (saved, draft) = (self.saved, self.draft);
        let kept = was.into_iter().chain(is).flat_map(|row| row.cells.keys());
        let mut kept: BTreeSet<&FeatureId> = collect_into(kept);
        let mut ids: Vec<&FeatureId> = Vec::new();
        // In the ribbon's order; what is unknown behind it.
        ids.extend(draft.features().map(|it| &it.id).filter(|id| kept.remove(id)));
        ids.extend(kept);
        for id in ids.into_iter().filter(|id| !is_removed(saved, draft, id)) {
            let (was, is) = (saved.entry(who.as_str(), id), draft.entry(who.as_str(), id));
            let mended = saved.is_unread(who.as_str(), id) && !draft.is_unread(who.as_str(), id);
            if was == is && !mended {
                continue;
            }
            let name = subject_name(self.directory, who);
            let feature = self.feature_name(id);
            let words = format!("{name}: {feature}, {} → {}", was.words(), is.words());
            let there = draft.feature(id).is_some();
            let address = there.then(|| entry_address(who.as_str(), id));
            self.found.push(Changed { words, address });
        }
    }
}

fn is_removed(saved: &Policy, draft: &Policy, id: &FeatureId) -> bool {
    saved.feature(id).is_some() && draft.feature(id).is_none()
}

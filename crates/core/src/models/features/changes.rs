//! What differs between two policies, in words: the features, their defaults and licences, what is
//! set.

use std::collections::BTreeMap;

use super::explain::{default_address, entry_address, feature_address, licence_address};
use super::policy::{Feature, FeatureId, Policy, Row, SubjectId};
use crate::diff::{self, PolicyDiff, Turned};
use crate::directory::Table;
use crate::model::{Changed, Diff};
use crate::shared::Shared;
use crate::verdict::Address;

impl Diff for Policy {
    fn changes(diff: &mut PolicyDiff<'_, Self>) {
        let PolicyDiff { saved, draft, .. } = *diff;
        diff.features(&saved.catalogue, &draft.catalogue);
        diff.features(&saved.items, &draft.items);
        diff.terms();
        let rows = diff::map(&saved.entries, &draft.entries).into_iter();
        for (who, (was, is)) in diff.by_principal(rows.map(|(who, was, is)| (who, (was, is)))) {
            diff.row(who, was, is);
        }
    }
}

impl PolicyDiff<'_, Policy> {
    fn features(&mut self, saved: &Table<Feature>, draft: &Table<Feature>) {
        let features = diff::table(saved, draft);
        for old in features.removed {
            self.gone(format!("{}: removed from {}", old.name, old.kind.name()));
        }
        for (old, new) in features.changed {
            match old {
                Some(old) => self.feature(old, new),
                None => {
                    let words = format!("{}: added to {}", new.name, new.kind.name());
                    self.at(feature_address(&new.id), words);
                }
            }
        }
    }

    fn feature(&mut self, old: &Feature, new: &Feature) {
        let (name, at) = (&new.name, feature_address(&new.id));
        let or_none = |text: &str| if text.is_empty() { "none" } else { text }.to_owned();
        self.when(old.name != *name, &at, |_| format!("{}: renamed to {name}", old.name));
        self.when(old.category != new.category, &at, |_| {
            let (was, is) = (or_none(&old.category), or_none(&new.category));
            format!("{name}: category {was} → {is}")
        });
        let described = old.description != new.description;
        self.when(described, &at, |_| format!("{name}: another description"));
    }

    /// Defaults and licences of features that stay. What belongs to one that went needs no words.
    fn terms(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        for (id, ..) in diff::map(&saved.defaults, &draft.defaults) {
            let (was, is) = (saved.default_of(id), draft.default_of(id));
            if was != is && !self.is_removed(id) {
                let words = format!("default {} → {}", was.name(), is.name());
                self.term(id, &words, default_address);
            }
        }
        for (id, ..) in diff::map(&saved.licences, &draft.licences) {
            let needs = |policy: &Policy| {
                let own = policy.feature(id).map(|feature| policy.licence(feature).to_owned());
                own.or_else(|| policy.licences.get(id).cloned()).unwrap_or_default()
            };
            let (was, is) = (needs(saved), needs(draft));
            if was != is && !self.is_removed(id) {
                self.term(id, &format!("licence {was} → {is}"), licence_address);
            }
        }
    }

    fn term(&mut self, id: &FeatureId, words: &str, address: fn(&FeatureId) -> Address) {
        let words = format!("{}: {words}", self.feature_name(id));
        let there = self.draft.feature(id).is_some();
        self.found.push(Changed::told(words, there.then(|| address(id))));
    }

    fn feature_name(&self, id: &FeatureId) -> String {
        let found = self.draft.feature(id).or_else(|| self.saved.feature(id));
        found.map_or_else(|| id.to_string(), |feature| feature.name.clone())
    }

    fn is_removed(&self, id: &FeatureId) -> bool {
        self.saved.feature(id).is_some() && self.draft.feature(id).is_none()
    }

    /// What differs in somebody's entries: in the ribbon's order; what is unknown behind it.
    fn row(&mut self, who: &SubjectId, was: Option<&Shared<Row>>, is: Option<&Shared<Row>>) {
        let (saved, draft, none) = (self.saved, self.draft, BTreeMap::new());
        let was = was.map_or(&none, |row| &row.cells);
        let is = is.map_or(&none, |row| &row.cells);
        let differing = diff::map(was, is).into_iter().map(|(id, ..)| (id, ()));
        let listed = draft.features().map(|feature| feature.id.as_str());
        for (id, ()) in diff::in_order(listed, differing) {
            let (was, is) = (saved.entry(who.as_str(), id), draft.entry(who.as_str(), id));
            let mended = saved.is_unread(who.as_str(), id) && !draft.is_unread(who.as_str(), id);
            if self.is_removed(id) || was == is && !mended {
                continue;
            }
            let turned = Turned {
                who: self.name_of(who.as_str()),
                what: self.feature_name(id),
                within: String::new(),
                was: was.words(),
                is: is.words(),
            };
            let there = draft.feature(id).is_some();
            let address = there.then(|| entry_address(who.as_str(), id));
            self.found.push(Changed::turned(turned, address));
        }
    }
}

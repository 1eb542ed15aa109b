//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R15: as it is read an entry and a default that cannot be read are Hidden, a row that cannot be read
//! hides everything, and a feature needs a licence that is not there where its licence cannot be read.

use super::policy::{CORE, Cell, Entry, Feature, FeatureId, Policy, Row, SubjectId, Visibility};
use crate::directory::{Directory, Table, Unreadable};
use crate::format::{Json, path_to};
use crate::model::Doubt;
use crate::shared::{Shared, collect_into};

/// Whether an entry of a row could not be read that would count.
fn in_doubt(row: &Row) -> bool {
    row.unread.is_some() || row.cells.values().any(|cell| cell.unread.is_some())
}

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        if self.lacks_features() || self.catalogue.iter().any(|it| it.extra.has("licence")) {
            let catalogue = self.catalogue.iter().map(|feature| {
                let mut feature = Feature::clone(feature);
                feature.extra.remove("licence");
                feature
            });
            generous.catalogue = Table::new(catalogue);
            generous.extra.remove("catalogue");
        }
        if let Some(unread) = self.extra.get("licences") {
            // What is always there.
            let licences = generous.licences.edit();
            match unread {
                Json::Object(unread) => {
                    let ids = unread.iter().map(|(id, _)| FeatureId::new(id));
                    licences.extend(ids.map(|id| (id, CORE.to_owned())));
                }
                _ => licences.extend(self.features().map(|it| (it.id.clone(), CORE.to_owned()))),
            }
            generous.extra.remove("licences");
        }
        if let Some(unread) = self.extra.get("defaults") {
            if let Json::Object(unread) = unread {
                let defaults = generous.defaults.edit();
                for (id, _) in unread.iter() {
                    defaults.remove(id);
                }
            }
            generous.extra.remove("defaults");
        }
        let visible = || Cell::new(Entry::set(Visibility::Visible));
        let everything = || {
            let cells =
                collect_into(self.features().map(|feature| (feature.id.clone(), visible())));
            Shared::new(Row { cells, ..Row::default() })
        };
        if self.entries.values().any(|row| in_doubt(row)) {
            for row in generous.entries.edit().values_mut().filter(|row| in_doubt(row)) {
                if row.unread.is_some() {
                    *row = everything();
                    continue;
                }
                let unread = |cell: &&mut Cell| cell.unread.is_some();
                row.edit().cells.values_mut().filter(unread).for_each(|cell| *cell = visible());
            }
        }
        if self.entries_unread() {
            let row = everything();
            let entries = generous.entries.edit();
            for user in directory.users.iter() {
                entries.entry(SubjectId::new(user.id.as_str())).or_insert_with(|| row.clone());
            }
            generous.extra.remove("entries");
        }
        (generous != *self).then_some(generous)
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        for (at, feature) in self.catalogue.iter().enumerate() {
            let path =
                format!("$.models.features.catalogue[{}]", self.catalogue.unread().place(at));
            let about = [feature.id.as_str()];
            found.extend(Unreadable::members(&path, &feature.extra, &["licence"], &about));
        }
        for (place, _) in self.catalogue.unread().items() {
            found.push(Unreadable::new(&format!("$.models.features.catalogue[{place}]"), []));
        }
        let parts = ["catalogue", "licences", "defaults", "entries"];
        found.extend(Unreadable::rows("features", &self.extra, &parts));
        for (who, row) in self.entries.iter() {
            if row.unread.is_some() {
                let path = path_to(&["models", "features", "entries", who.as_str()]);
                found.push(Unreadable::new(&path, [who.as_str()]));
            }
            for (id, _) in row.cells.iter().filter(|(_, cell)| cell.unread.is_some()) {
                let path = path_to(&["models", "features", "entries", who.as_str(), id.as_str()]);
                found.push(Unreadable::new(&path, [who.as_str(), id.as_str()]));
            }
        }
        found
    }
}

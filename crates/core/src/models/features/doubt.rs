//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R15: as it is read an entry and a default that cannot be read are Hidden, a row that cannot be read
//! hides everything, and a feature needs a licence that is not there where its licence cannot be read.

use super::policy::{CORE, Cell, Entry, Feature, FeatureId, Policy, Row, SubjectId, Visibility};
use crate::directory::{Directory, Table, Unreadable};
use crate::format::{Json, path_to};
use crate::model::Doubt;
use crate::shared::{Shared, collect_into};

fn licence_unread(feature: &Feature) -> bool {
    !feature.extra.is_empty() && feature.extra.get("licence").is_some()
}

/// Whether an entry of a row could not be read that would count.
fn in_doubt(row: &Row) -> bool {
    row.unread.is_some() || row.cells.values().any(|cell| cell.unread.is_some())
}

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let mut any = false;
        if self.lacks_features() || self.catalogue.iter().any(|it| licence_unread(it)) {
            any = true;
            let catalogue = self.catalogue.iter().map(|feature| {
                let mut feature = Feature::clone(feature);
                feature.extra.remove("licence");
                feature
            });
            generous.catalogue = Table::new(catalogue);
            generous.extra.remove("catalogue");
        }
        if let Some(unread) = self.extra.get("licences") {
            any = true;
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
            any = true;
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
            any = true;
            let rows: Vec<(SubjectId, Shared<Row>)> = self
                .entries
                .iter()
                .filter(|(_, row)| in_doubt(row))
                .map(|(who, row)| (who.clone(), row.clone()))
                .collect();
            let entries = generous.entries.edit();
            for (who, mut row) in rows {
                if row.unread.is_some() {
                    entries.insert(who, everything());
                    continue;
                }
                let unread = |cell: &&mut Cell| cell.unread.is_some();
                row.edit().cells.values_mut().filter(unread).for_each(|cell| *cell = visible());
                entries.insert(who, row);
            }
        }
        if self.entries_unread() {
            any = true;
            let row = everything();
            let entries = generous.entries.edit();
            for user in directory.users.iter() {
                entries.entry(SubjectId::new(user.id.as_str())).or_insert_with(|| row.clone());
            }
            generous.extra.remove("entries");
        }
        any.then_some(generous)
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        for (at, feature) in self.catalogue.iter().enumerate() {
            if licence_unread(feature) {
                let at = self.catalogue.unread().place(at);
                let path = format!("$.models.features.catalogue[{at}].licence");
                found.push(Unreadable::new(&path, [feature.id.as_str()]));
            }
        }
        for (place, _) in self.catalogue.unread().items() {
            found.push(Unreadable::new(&format!("$.models.features.catalogue[{place}]"), []));
        }
        for part in ["catalogue", "licences", "defaults", "entries"] {
            match self.extra.get(part) {
                Some(Json::Object(unread)) => found.extend(unread.iter().map(|(id, _)| {
                    Unreadable::new(&path_to(&["models", "features", part, id]), [id])
                })),
                Some(_) => found.push(Unreadable::new(&path_to(&["models", "features", part]), [])),
                None => {}
            }
        }
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

//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R13: as it is read a process whose `secured` cannot be read has field level security, one whose
//! `levels` cannot be read offers nothing above Deny, System Admins have nothing in a main process whose
//! `beyondSystemAdmin` cannot be read, and a cell or flag that cannot be read gives nothing.

use super::policy::{Level, Offered, PARTS, Policy, Process, ProcessId, Row, Rows};
use crate::directory::{Directory, Unreadable};
use crate::format::{Extra, path_to};
use crate::model::Doubt;
use crate::shared::{Shared, collect_into};

/// What of a process decides, and can be unreadable.
const OF_PROCESS: [&str; 2] = ["secured", "levels"];
const OF_MAIN: &str = "beyondSystemAdmin";

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let in_doubt = |process: &Process| OF_PROCESS.iter().any(|key| process.extra.has(key));
        let mut mains = self.catalogue.headings().iter();
        if mains.any(|main| main.extra.has(OF_MAIN) || main.processes.iter().any(in_doubt)) {
            let catalogue = self.catalogue.changed(|mains| {
                for main in mains {
                    main.beyond_system_admin &= !main.extra.remove(OF_MAIN);
                    for process in main.processes.iter_mut().filter(|process| in_doubt(process)) {
                        process.secured &= !process.extra.remove("secured");
                        if process.extra.remove("levels") {
                            process.offered = Offered::ALL;
                        }
                    }
                }
            });
            generous.catalogue = catalogue.into();
        }
        for part in PARTS {
            if let Some(found) = generous_rows(self, directory, part) {
                *generous.rows_mut(part) = found.into();
                generous.extra.remove(part);
            }
        }
        if let Some(json) = self.extra.get("systemAdmins") {
            let named = directory.users.iter().filter(|user| json.mentions(user.id.as_str()));
            let admins = generous.system_admins.edit();
            admins.extend(named.map(|user| user.id.clone()));
            generous.extra.remove("systemAdmins");
        }
        (generous != *self).then_some(generous)
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        for (m, main) in self.catalogue.headings().iter().enumerate() {
            let path = format!("$.models.processes.catalogue[{}]", self.catalogue.unread.place(m));
            for process in &main.processes {
                let about = [process.id.as_str()];
                found.extend(Unreadable::members(&path, &main.extra, &[OF_MAIN], &about));
            }
            for (p, process) in main.processes.iter().enumerate() {
                let path = format!("{path}.processes[{}]", main.unread.place(p));
                let about = [process.id.as_str()];
                found.extend(Unreadable::members(&path, &process.extra, &OF_PROCESS, &about));
            }
        }
        for part in PARTS {
            for (group, row) in self.rows(part).iter() {
                for (process, _) in row.extra.iter() {
                    let path = path_to(&["models", "processes", part, group.as_str(), process]);
                    found.push(Unreadable::new(&path, [group.as_str(), process]));
                }
            }
            found.extend(Unreadable::rows("processes", &self.extra, &[part]));
        }
        let base = "$.models.processes";
        found.extend(Unreadable::members(base, &self.extra, &["systemAdmins"], &[]));
        found
    }
}

/// The rows where each cell that could not be read has the highest level; none where there is none.
fn generous_rows(policy: &Policy, directory: &Directory, part: &str) -> Option<Rows> {
    let own = policy.rows(part);
    let unread = directory.groups_unread(&policy.extra, part);
    let cells =
        |row: &Row| row.extra.iter().any(|(id, _)| !row.cells.contains_key(&ProcessId::new(id)));
    if unread.is_empty() && !own.values().any(|row| cells(row)) {
        return None;
    }
    let mut all: Rows = Rows::clone(own);
    for row in all.values_mut().filter(|row| !row.extra.is_empty()) {
        let row = row.edit();
        for (id, _) in std::mem::take(&mut row.extra).iter() {
            row.cells.entry(id.into()).or_insert(Level::ReadWriteDelete);
        }
    }
    let everything = policy.catalogue.items().map(|it| (it.id.clone(), Level::ReadWriteDelete));
    let everything = Shared::new(Row { cells: collect_into(everything), extra: Extra::new() });
    for group in unread {
        all.entry(group).or_insert_with(|| everything.clone());
    }
    Some(all)
}

//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R13: as it is read a process whose `secured` cannot be read has field level security, one whose
//! `levels` cannot be read offers nothing above Deny, System Admins have nothing in a main process whose
//! `beyondSystemAdmin` cannot be read, and a cell or flag that cannot be read gives nothing.

use super::policy::{Level, Offered, Policy, Process, ProcessId, Row, Rows};
use crate::directory::{Directory, GroupId, Unreadable};
use crate::format::{Extra, path_to};
use crate::model::Doubt;
use crate::shared::{Shared, collect_into};

/// What of a process decides, and can be unreadable.
const OF_PROCESS: [&str; 2] = ["secured", "levels"];
const OF_MAIN: &str = "beyondSystemAdmin";
/// The parts that hold rows of cells.
const PARTS: [&str; 2] = ["levels", "secured"];

fn rows<'a>(policy: &'a Policy, part: &str) -> &'a Shared<Rows> {
    if part == "secured" { &policy.secured } else { &policy.levels }
}

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let mut any = false;
        let in_doubt =
            |process: &Process| OF_PROCESS.iter().any(|key| process.extra.get(key).is_some());
        let mains = self.catalogue.mains();
        if mains.iter().any(|main| {
            main.extra.get(OF_MAIN).is_some()
                || main.processes.iter().any(|it| !it.extra.is_empty() && in_doubt(it))
        }) {
            any = true;
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
                any = true;
                let target =
                    if part == "secured" { &mut generous.secured } else { &mut generous.levels };
                *target = found.into();
                generous.extra.remove(part);
            }
        }
        if let Some(json) = self.extra.get("systemAdmins") {
            any = true;
            let named = directory.users.iter().filter(|user| json.mentions(user.id.as_str()));
            let admins = generous.system_admins.edit();
            admins.extend(named.map(|user| user.id.clone()));
            generous.extra.remove("systemAdmins");
        }
        any.then_some(generous)
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        for (m, main) in self.catalogue.mains().iter().enumerate() {
            let path = format!("$.models.processes.catalogue[{}]", self.catalogue.unread.place(m));
            if main.extra.get(OF_MAIN).is_some() {
                for process in &main.processes {
                    found
                        .push(Unreadable::new(&format!("{path}.{OF_MAIN}"), [process.id.as_str()]));
                }
            }
            for (p, process) in main.processes.iter().enumerate() {
                for key in OF_PROCESS.into_iter().filter(|key| process.extra.get(key).is_some()) {
                    let path = format!("{path}.processes[{}].{key}", main.unread.place(p));
                    found.push(Unreadable::new(&path, [process.id.as_str()]));
                }
            }
        }
        for part in PARTS {
            for (group, row) in rows(self, part).iter() {
                for (process, _) in row.extra.iter() {
                    let path = path_to(&["models", "processes", part, group.as_str(), process]);
                    found.push(Unreadable::new(&path, [group.as_str(), process]));
                }
            }
            for (group, _) in unread_rows(self, part) {
                let path = path_to(&["models", "processes", part, group]);
                found.push(Unreadable::new(&path, [group]));
            }
            if self.extra.unread_section(part).is_some() {
                found.push(Unreadable::new(&path_to(&["models", "processes", part]), []));
            }
        }
        if self.extra.get("systemAdmins").is_some() {
            found.push(Unreadable::new("$.models.processes.systemAdmins", []));
        }
        found
    }
}

/// The rows of a part that could not be read at all.
fn unread_rows<'a>(policy: &'a Policy, part: &str) -> impl Iterator<Item = (&'a str, &'a Extra)> {
    let of = match policy.extra.get(part) {
        Some(crate::format::Json::Object(object)) => Some(object),
        _ => None,
    };
    of.into_iter().flat_map(|object| object.iter().map(move |(group, _)| (group, object)))
}

/// The rows where each cell that could not be read has the highest level; none where there is none.
fn generous_rows(policy: &Policy, directory: &Directory, part: &str) -> Option<Rows> {
    let own = rows(policy, part);
    let section = policy.extra.unread_section(part).is_some();
    let unread: Vec<GroupId> = match section {
        true => directory.groups.iter().map(|group| group.id.clone()).collect(),
        false => unread_rows(policy, part).map(|(group, _)| group.into()).collect(),
    };
    let cells =
        |row: &Row| row.extra.iter().any(|(id, _)| !row.cells.contains_key(&ProcessId::new(id)));
    if unread.is_empty() && !own.values().any(|row| !row.extra.is_empty() && cells(row)) {
        return None;
    }
    let mut all: Rows = Rows::clone(own);
    for row in all.values_mut().filter(|row| !row.extra.is_empty()) {
        let row = row.edit();
        for (id, _) in std::mem::take(&mut row.extra).iter() {
            row.cells.entry(id.into()).or_insert(Level::ReadWriteDelete);
        }
    }
    let everything = policy.catalogue.processes().map(|it| (it.id.clone(), Level::ReadWriteDelete));
    let everything = Shared::new(Row { cells: collect_into(everything), extra: Extra::new() });
    for group in unread {
        all.entry(group).or_insert_with(|| everything.clone());
    }
    Some(all)
}

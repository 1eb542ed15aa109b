//! What differs between two policies, in words: the catalogue, what needs what, each cell, who is
//! System Admin.

use std::collections::BTreeSet;
use std::iter::Peekable;

use super::explain::{catalogue as process_address, cell, main_address};
use super::policy::{
    Catalogue, Level, MainProcess, Need, Offered, Policy, Process, ProcessId, Row, Rows,
};
use crate::directory::{Directory, GroupId, Principal, UserId};
use crate::model::{Changed, Changes, Diff};
use crate::shared::{Shared, moved_indices};
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
    let sides = PolicyDiff { saved, draft, saved_directory, directory };
    if saved.catalogue != draft.catalogue {
        mains(found, &saved.catalogue, &draft.catalogue);
        processes(found, &saved.catalogue, &draft.catalogue);
    }
    if saved.needs != draft.needs {
        sides.needs(found);
    }
    sides.cells(found);
    if saved.system_admins != draft.system_admins {
        sides.system_admins(found);
    }
}

fn mains(found: &mut Changes, saved: &Catalogue, draft: &Catalogue) {
    for main in saved.mains().iter().filter(|main| draft.main(&main.id).is_none()) {
        found.push(Changed::gone(format!("{}: removed from the processes", main.name)));
    }
    let kept = draft
        .mains()
        .iter()
        .filter_map(|main| saved.mains().iter().position(|old| old.id == main.id));
    let moved = moved_indices(&kept.collect::<Vec<_>>());
    for main in draft.mains() {
        let mut say = |words| found.push(Changed::at(main_address(main), words));
        let Some(place) = saved.mains().iter().position(|old| old.id == main.id) else {
            say(format!("{}: added as a main process", main.name));
            continue;
        };
        if let Some(old) = saved.mains().get(place) {
            main_changes(&mut say, old, main);
        }
        if moved.contains(&place) {
            say(format!("{}: moved among the main processes", main.name));
        }
    }
}

fn main_changes(say: &mut impl FnMut(String), old: &MainProcess, new: &MainProcess) {
    let name = &new.name;
    if old.name != *name {
        say(format!("{}: renamed to {name}", old.name));
    }
    match (old.beyond_system_admin, new.beyond_system_admin) {
        (false, true) => say(format!("{name}: System Admin no longer reaches it")),
        (true, false) => say(format!("{name}: System Admin reaches it")),
        _ => {}
    }
}

fn processes(found: &mut Changes, saved: &Catalogue, draft: &Catalogue) {
    // What goes with its main process needs no words of its own.
    for (main, process) in all(saved) {
        if draft.process(&process.id).is_none() && draft.main(&main.id).is_some() {
            found.push(Changed::gone(format!("{}: removed from {}", process.name, main.name)));
        }
    }
    for main in draft.mains() {
        let place = |process: &Process| {
            let (old, _) = saved.with_main(&process.id)?;
            let place = old.processes.iter().position(|other| other.id == process.id)?;
            (old.id == main.id).then_some(place)
        };
        let moved = moved_indices(&main.processes.iter().filter_map(place).collect::<Vec<_>>());
        for process in &main.processes {
            let mut say = |words| found.push(Changed::at(process_address(&process.id), words));
            let Some((was_below, old)) = saved.with_main(&process.id) else {
                say(format!("{}: added to {}", process.name, main.name));
                continue;
            };
            process_changes(&mut say, old, process);
            if was_below.id != main.id {
                say(format!("{}: moved from {} to {}", process.name, was_below.name, main.name));
            } else if place(process).is_some_and(|place| moved.contains(&place)) {
                say(format!("{}: moved within {}", process.name, main.name));
            }
        }
    }
}

fn process_changes(say: &mut impl FnMut(String), old: &Process, new: &Process) {
    let name = &new.name;
    if old.name != *name {
        say(format!("{}: renamed to {name}", old.name));
    }
    if old.offered != new.offered {
        say(format!("{name}: offers {} → {}", offers(old.offered), offers(new.offered)));
    }
    match (old.secured, new.secured) {
        (false, true) => say(format!("{name}: now under field level security")),
        (true, false) => say(format!("{name}: no longer under field level security")),
        _ => {}
    }
    if old.routes != new.routes {
        say(format!("{name}: other menu routes and links"));
    }
}

fn offers(offered: Offered) -> String {
    let names: Vec<&str> = offered.levels().map(Level::name).collect();
    if names.is_empty() { "nothing above Deny".to_owned() } else { names.join(", ") }
}

fn all(catalogue: &Catalogue) -> impl Iterator<Item = (&MainProcess, &Process)> {
    let mains = catalogue.mains().iter();
    mains.flat_map(|main| main.processes.iter().map(move |process| (main, process)))
}

struct PolicyDiff<'a> {
    saved: &'a Policy,
    draft: &'a Policy,
    saved_directory: &'a Directory,
    directory: &'a Directory,
}

impl PolicyDiff<'_> {
    fn process_name(&self, id: &ProcessId) -> String {
        let find = |policy: &Policy| policy.catalogue.process(id).map(|p| p.name.clone());
        find(self.draft).or_else(|| find(self.saved)).unwrap_or_else(|| id.to_string())
    }

    fn needs(&self, found: &mut Changes) {
        let pair = |a: &Need, b: &Need| a.process == b.process && a.needs == b.needs;
        let names =
            |need: &Need| (self.process_name(&need.process), self.process_name(&need.needs));
        // A file can name a pair more than once; it is said once.
        let mut said = BTreeSet::new();
        let mut first = |need: &Need| said.insert((need.process.clone(), need.needs.clone()));
        for need in self.draft.needs.iter() {
            if !first(need) {
                continue;
            }
            let (process, needs) = names(need);
            let level = need.at_least.name();
            let words = match self.saved.needs.iter().find(|old| pair(old, need)) {
                None => format!("{process}: needs {needs}, at least {level}"),
                Some(old) if old.at_least != need.at_least => {
                    let was = old.at_least.name();
                    format!("{process}: needs {needs}, at least {was} → {level}")
                }
                Some(_) => continue,
            };
            let there = self.draft.catalogue.process(&need.process).is_some();
            let address = there.then(|| process_address(&need.process));
            found.push(Changed { words, address });
        }
        let gone = |id: &ProcessId| removed(&self.saved.catalogue, &self.draft.catalogue, id);
        for need in self.saved.needs.iter() {
            let stays = self.draft.needs.iter().any(|new| pair(need, new));
            if !stays && !gone(&need.process) && !gone(&need.needs) && first(need) {
                let (process, needs) = names(need);
                found.push(Changed::gone(format!("{process}: no longer needs {needs}")));
            }
        }
    }

    fn cells(&self, found: &mut Changes) {
        let (saved, draft) = (self.saved, self.draft);
        if saved.levels == draft.levels && saved.secured == draft.secured {
            return;
        }
        for group in self.groups() {
            self.row(found, &group, "levels", "", [&saved.levels, &draft.levels]);
            self.row(
                found,
                &group,
                "secured",
                "All Secured Data of ",
                [&saved.secured, &draft.secured],
            );
        }
    }

    /// All groups that have cells, in the directory's order; without those that left it, whose
    /// cells went with them.
    fn groups(&self) -> Vec<GroupId> {
        let left =
            |id: &GroupId| self.saved_directory.groups.has(id) && !self.directory.groups.has(id);
        let listed = self.directory.groups.iter().map(|group| group.id.clone());
        let mut all: Vec<GroupId> = listed.collect();
        for policy in [self.saved, self.draft] {
            let unknown = policy.levels.keys().chain(policy.secured.keys());
            let unknown = unknown.filter(|id| !self.directory.groups.has(id) && !left(id));
            all.extend(unknown.cloned());
        }
        let mut seen = BTreeSet::new();
        all.retain(|group| seen.insert(group.clone()));
        all
    }

    /// What differs in a group's cells: those of the catalogue in its order, then those that it does
    /// not know; without those that left it, whose cells went with them.
    fn row(
        &self,
        found: &mut Changes,
        group: &GroupId,
        part: &'static str,
        of: &str,
        [was, is]: [&Rows; 2],
    ) {
        let (was, is) = (was.get(group), is.get(group));
        if was == is {
            return;
        }
        let differing = differing(was, is);
        let catalogue = &self.draft.catalogue;
        let listed = catalogue.processes().map(|process| &process.id);
        let listed = listed.filter_map(|id| {
            let at = differing.binary_search_by(|(other, ..)| ProcessId::cmp(other, id)).ok()?;
            differing.get(at)
        });
        let unknown = differing.iter().filter(|(id, ..)| {
            catalogue.process(id).is_none() && !removed(&self.saved.catalogue, catalogue, id)
        });
        // Of most groups nothing differs.
        let listed = listed.take(differing.len());
        for (process, was, is) in listed.chain(unknown) {
            found.say(|| {
                let group_name = self.directory.name(&Principal::Group(group.clone()));
                let name = self.process_name(process);
                let words = format!("{group_name}: {of}{name}, {} → {}", was.name(), is.name());
                let there = catalogue.process(process).is_some();
                Changed { words, address: there.then(|| cell(part, group, process)) }
            });
        }
    }

    fn system_admins(&self, found: &mut Changes) {
        let (was, is) = (&self.saved.system_admins, &self.draft.system_admins);
        let name = |user: &UserId| self.directory.name(&Principal::User(user.clone()));
        for user in is.difference(was) {
            let address = Address::Policy {
                model: "processes",
                part: "systemAdmins",
                keys: vec![user.to_string()],
            };
            found.push(Changed::at(address, format!("{}: now System Admin", name(user))));
        }
        for user in was.difference(is) {
            if self.saved_directory.users.has(user) && !self.directory.users.has(user) {
                continue;
            }
            found.push(Changed::gone(format!("{}: no longer System Admin", name(user))));
        }
    }
}

/// The processes whose levels differ between two rows, by their ids.
fn differing<'a>(
    was: Option<&'a Shared<Row>>,
    is: Option<&'a Shared<Row>>,
) -> Vec<(&'a ProcessId, Level, Level)> {
    let cells =
        |row: Option<&'a Shared<Row>>| row.into_iter().flat_map(|row| &row.cells).peekable();
    let (mut was, mut is) = (cells(was), cells(is));
    let mut differing = Vec::new();
    loop {
        let (one, other) = (was.peek().map(|(id, _)| *id), is.peek().map(|(id, _)| *id));
        let Some(id) = one.into_iter().chain(other).min() else { return differing };
        let level = |cells: &mut Peekable<_>| cells.next_if(|(other, _)| *other == id);
        let (before, after) = (level(&mut was), level(&mut is));
        let of = |cell: Option<(_, &Level)>| cell.map(|(_, level)| *level).unwrap_or_default();
        if of(before) != of(after) {
            differing.push((id, of(before), of(after)));
        }
    }
}

fn removed(saved: &Shared<Catalogue>, draft: &Shared<Catalogue>, id: &ProcessId) -> bool {
    saved.process(id).is_some() && draft.process(id).is_none()
}

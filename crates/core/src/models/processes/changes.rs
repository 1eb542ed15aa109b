//! What differs between two policies, in words: the catalogue, what needs what, each cell, who is
//! System Admin.

use std::collections::BTreeMap;

use super::explain::{catalogue as process_address, cell, main_address, system_admin};
use super::policy::{Catalogue, Level, MainProcess, Offered, Policy, Process, ProcessId, Rows};
use crate::diff::{self, PolicyDiff, Tell, Turned};
use crate::directory::GroupId;
use crate::model::{Changed, Changes, Diff, item_changes};

impl Diff for Policy {
    fn changes(diff: &mut PolicyDiff<'_, Self>) {
        diff.catalogue();
        diff.needs();
        diff.cells();
        diff.system_admins();
    }
}

fn mains(found: &mut Changes, saved: &Catalogue, draft: &Catalogue) {
    for main in saved.headings().iter().filter(|main| draft.heading(&main.id).is_none()) {
        found.push(Changed::gone(format!("{}: removed from the processes", main.name)));
    }
    let (was, is) = (saved.headings().iter(), draft.headings().iter());
    let moved = diff::moved(was.map(|main| &main.id), is.map(|main| &main.id));
    for main in draft.headings() {
        let mut say = |words| found.push(Changed::at(main_address(&main.id), words));
        let Some(old) = saved.heading(&main.id) else {
            say(format!("{}: added as a main process", main.name));
            continue;
        };
        let mut tell = Tell(&mut say);
        main_changes(&mut tell, old, main);
        tell.when(moved.contains(&main.id), || {
            format!("{}: moved among the main processes", main.name)
        });
    }
}

fn main_changes(tell: &mut Tell<'_>, old: &MainProcess, new: &MainProcess) {
    let (name, was, is) = (&new.name, old.beyond_system_admin, new.beyond_system_admin);
    tell.when(old.name != *name, || format!("{}: renamed to {name}", old.name));
    tell.when(is && !was, || format!("{name}: System Admin no longer reaches it"));
    tell.when(was && !is, || format!("{name}: System Admin reaches it"));
}

fn process_changes(tell: &mut Tell<'_>, old: &Process, new: &Process) {
    let (name, was, is) = (&new.name, old.secured, new.secured);
    tell.when(old.name != *name, || format!("{}: renamed to {name}", old.name));
    tell.when(old.offered != new.offered, || {
        format!("{name}: offers {} → {}", offers(old.offered), offers(new.offered))
    });
    tell.when(is && !was, || format!("{name}: now under field level security"));
    tell.when(was && !is, || format!("{name}: no longer under field level security"));
    tell.when(old.routes != new.routes, || format!("{name}: other menu routes and links"));
}

fn offers(offered: Offered) -> String {
    let names: Vec<&str> = offered.levels().map(Level::name).collect();
    if names.is_empty() { "nothing above Deny".to_owned() } else { names.join(", ") }
}

impl PolicyDiff<'_, Policy> {
    fn catalogue(&mut self) {
        let (saved, draft) = (&self.saved.catalogue, &self.draft.catalogue);
        if saved == draft {
            return;
        }
        mains(self.found, saved, draft);
        let address = |process: &Process| process_address(&process.id);
        item_changes(self.found, (saved, draft), address, process_changes);
    }

    fn is_removed(&self, id: &ProcessId) -> bool {
        self.saved.catalogue.item(id).is_some() && self.draft.catalogue.item(id).is_none()
    }

    fn needs(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        if saved.needs == draft.needs {
            return;
        }
        let needs = diff::list(&*saved.needs, &*draft.needs, |need| (&need.process, &need.needs));
        let name = |id| Catalogue::name_in([&draft.catalogue, &saved.catalogue], id);
        for (old, need) in needs.changed {
            let (process, needs) = (name(&need.process), name(&need.needs));
            let level = need.at_least.name();
            let words = match old {
                None => format!("{process}: needs {needs}, at least {level}"),
                Some(old) if old.at_least != need.at_least => {
                    let was = old.at_least.name();
                    format!("{process}: needs {needs}, at least {was} → {level}")
                }
                Some(_) => continue,
            };
            let there = draft.catalogue.item(&need.process).is_some();
            let address = there.then(|| process_address(&need.process));
            self.found.push(Changed::told(words, address));
        }
        for need in needs.removed {
            if !self.is_removed(&need.process) && !self.is_removed(&need.needs) {
                let (process, needs) = (name(&need.process), name(&need.needs));
                self.gone(format!("{process}: no longer needs {needs}"));
            }
        }
    }

    fn cells(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        let levels = diff::map(&saved.levels, &draft.levels).into_iter();
        let secured = diff::map(&saved.secured, &draft.secured).into_iter();
        let groups = levels.chain(secured).map(|(group, ..)| (group, ()));
        for (group, ()) in self.by_principal(groups) {
            self.row(group, "levels", "", [&saved.levels, &draft.levels]);
            let of = "All Secured Data of ";
            self.row(group, "secured", of, [&saved.secured, &draft.secured]);
        }
    }

    /// What differs in a group's cells: those of the catalogue in its order, then those that it does
    /// not know; without those that left it, whose cells went with them.
    fn row(&mut self, group: &GroupId, part: &'static str, of: &str, [was, is]: [&Rows; 2]) {
        let (was, is, none) = (was.get(group), is.get(group), BTreeMap::new());
        if was == is {
            return;
        }
        let was = was.map_or(&none, |row| &row.cells);
        let is = is.map_or(&none, |row| &row.cells);
        let level = |level: Option<&Level>| level.copied().unwrap_or_default();
        let differing = diff::map(was, is).into_iter();
        let differing = differing.map(|(id, was, is)| (id, (level(was), level(is))));
        let differing = differing.filter(|(id, (was, is))| was != is && !self.is_removed(id));
        let differing: Vec<_> = differing.collect();
        if self.found.only_counts(differing.len()) {
            return;
        }
        let catalogue = &self.draft.catalogue;
        let listed = catalogue.items().map(|process| process.id.as_str());
        let differing = diff::in_order(listed, differing);
        let name = self.name_of(group.as_str());
        let catalogues = [&*self.draft.catalogue, &*self.saved.catalogue];
        for (process, (was, is)) in differing {
            self.found.say(|| {
                let within = catalogue.with_heading(process).map(|(main, _)| main.name.clone());
                let turned = Turned {
                    who: name.clone(),
                    what: format!("{of}{}", Catalogue::name_in(catalogues, process)),
                    within: within.unwrap_or_default(),
                    was: was.name().to_owned(),
                    is: is.name().to_owned(),
                };
                let there = catalogue.item(process).is_some();
                Changed::turned(turned, there.then(|| cell(part, group, process)))
            });
        }
    }

    fn system_admins(&mut self) {
        let (was, is) = (&self.saved.system_admins, &self.draft.system_admins);
        for user in is.difference(was) {
            let words = format!("{}: now System Admin", self.name_of(user.as_str()));
            self.at(system_admin(user), words);
        }
        for user in was.difference(is) {
            if !self.left(user.as_str()) {
                self.gone(format!("{}: no longer System Admin", self.name_of(user.as_str())));
            }
        }
    }
}

//! What can be done to the policy, and what each edit is called.

use super::Processes;
use super::policy::{
    Level, MainId, MainProcess, Need, Offered, PARTS, Policy, Process, ProcessId, Row,
};
use crate::directory::rejection::{self, Done, absent, insert, named, no, refuse, shift};
use crate::directory::{Directory, GroupId, Principal, UserId};
use crate::model::{self, Conflict};
use crate::shared::Shared;

/// One edit of the policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets a group's level on a process, or the next level down that the process offers.
    Assign(GroupId, ProcessId, Level),
    /// Sets a group's level on every process of a main process.
    AssignMain(GroupId, MainId, Level),
    /// Sets a group's level under All Secured Data.
    Secure(GroupId, ProcessId, Level),
    /// Gives one group exactly the levels of another: from whom, to whom.
    CopyLevels(GroupId, GroupId),
    /// Takes every level from a group.
    ClearGroup(GroupId),
    /// Whether an account is flagged System Admin.
    SystemAdmin(UserId, bool),
    /// Adds a main process before a position, from 0; beyond the end is the end.
    AddMain(MainProcess, usize),
    /// Gives a main process another name.
    RenameMain(MainId, String),
    /// Moves a main process to a position, from 0.
    MoveMain(MainId, usize),
    /// Removes a main process and all its processes.
    RemoveMain(MainId),
    /// Adds a process to a main process before a position, from 0.
    AddProcess(MainId, Process, usize),
    /// Gives a process another name.
    RenameProcess(ProcessId, String),
    /// Moves a process to a position of a main process, from 0.
    MoveProcess(ProcessId, MainId, usize),
    /// Removes a process, its cells and its interdependencies.
    RemoveProcess(ProcessId),
    /// Sets which levels a process offers.
    Restrict(ProcessId, Offered),
    /// Whether a process is under field level security.
    SecureProcess(ProcessId, bool),
    /// Says which menu routes and links a process opens.
    SetRoutes(ProcessId, Vec<String>),
    /// Adds an interdependency, or replaces that of the same pair.
    AddNeed(Need),
    /// Removes the interdependency of a pair: dependent, prerequisite.
    RemoveNeed(ProcessId, ProcessId),
}

impl model::Edit<Processes> for Edit {
    fn apply(&self, policy: &mut Shared<Policy>, directory: &Directory) -> Done {
        match self {
            Edit::Assign(group, process, level) => {
                rejection::known(&directory.groups, group)?;
                let level = known(policy, process)?.offered.assign(*level);
                put(policy, "levels", group, vec![(process.clone(), level)]);
            }
            Edit::AssignMain(group, main, level) => {
                rejection::known(&directory.groups, group)?;
                let below = known_main(policy, main)?.processes.iter();
                // R3: every process below, whatever it was set to, each to what it offers.
                let cells =
                    below.map(|process| (process.id.clone(), process.offered.assign(*level)));
                let cells = cells.collect();
                put(policy, "levels", group, cells);
            }
            Edit::Secure(group, process, level) => {
                rejection::known(&directory.groups, group)?;
                let found = known(policy, process)?;
                if !found.secured && *level > Level::Deny {
                    return refuse(format!("`{}` has no field level security", found.name));
                }
                // R2
                let level = found.offered.assign(*level);
                put(policy, "secured", group, vec![(process.clone(), level)]);
            }
            Edit::CopyLevels(from, to) => {
                rejection::known(&directory.groups, from)?;
                rejection::known(&directory.groups, to)?;
                let policy = policy.edit();
                for part in PARTS {
                    let row = policy.rows(part).get(from).cloned();
                    policy.rows_mut(part).put(to, row);
                }
            }
            Edit::ClearGroup(group) => {
                if holds(policy, group) {
                    let policy = policy.edit();
                    PARTS.iter().for_each(|part| policy.rows_mut(part).put(group, None));
                }
            }
            Edit::SystemAdmin(user, is) => {
                if *is {
                    rejection::known(&directory.users, user)?;
                }
                if policy.system_admins.contains(user) != *is {
                    let policy = policy.edit();
                    policy.system_admins.turn(user, *is);
                    if *is {
                        policy.extra.remove("systemAdmins");
                    }
                }
            }
            Edit::AddMain(main, at) => {
                named(&main.name)?;
                free(policy, main.id.as_str())?;
                for process in &main.processes {
                    free(policy, process.id.as_str())?;
                }
                change(policy, |mains| insert(mains, *at, main.clone()));
            }
            Edit::RenameMain(id, name) => {
                named(name)?;
                in_main(policy, id, |main| main.name.clone_from(name))?;
            }
            Edit::MoveMain(id, to) => {
                known_main(policy, id)?;
                change(policy, |mains| shift(mains, |main| main.id == *id, *to));
            }
            Edit::RemoveMain(id) => {
                let gone = known_main(policy, id)?.processes.iter().map(|p| p.id.clone());
                let gone: Vec<ProcessId> = gone.collect();
                change(policy, |mains| mains.retain(|main| main.id != *id));
                gone.iter().for_each(|process| forget_process(policy, process));
            }
            Edit::AddProcess(main, process, at) => {
                named(&process.name)?;
                free(policy, process.id.as_str())?;
                in_main(policy, main, |main| insert(&mut main.processes, *at, process.clone()))?;
            }
            Edit::RenameProcess(id, name) => {
                named(name)?;
                in_process(policy, id, |process| process.name.clone_from(name))?;
            }
            Edit::MoveProcess(id, to, at) => {
                let process = known(policy, id)?.clone();
                known_main(policy, to)?;
                change(policy, |mains| {
                    for main in mains.iter_mut() {
                        main.processes.retain(|process| process.id != *id);
                    }
                    if let Some(main) = mains.iter_mut().find(|main| main.id == *to) {
                        insert(&mut main.processes, *at, process);
                    }
                });
            }
            Edit::RemoveProcess(id) => {
                known(policy, id)?;
                change(policy, |mains| {
                    for main in mains {
                        main.processes.retain(|process| process.id != *id);
                    }
                });
                forget_process(policy, id);
            }
            // R11: cells keep what they were set to; what is no longer offered counts as assigned anew.
            Edit::Restrict(id, offered) => in_process(policy, id, |process| {
                process.offered = *offered;
                process.extra.remove("levels");
            })?,
            Edit::SecureProcess(id, is) => in_process(policy, id, |process| {
                process.secured = *is;
                // It takes the place of what could not be read.
                process.extra.remove("secured");
            })?,
            Edit::SetRoutes(id, routes) => in_process(policy, id, |process| {
                process.routes.clone_from(routes);
                process.extra.remove("routes");
            })?,
            Edit::AddNeed(need) => {
                known(policy, &need.process)?;
                known(policy, &need.needs)?;
                if need.process == need.needs {
                    return refuse("a process cannot need itself");
                }
                let needs = policy.edit().needs.edit();
                needs.retain(|old| old.process != need.process || old.needs != need.needs);
                needs.push(need.clone());
            }
            Edit::RemoveNeed(process, needs) => {
                let pair = |need: &Need| need.process == *process && need.needs == *needs;
                if !policy.needs.iter().any(pair) {
                    return Err(no("interdependency of", process));
                }
                policy.edit().needs.edit().retain(|need| !pair(need));
            }
        }
        Ok(())
    }

    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let group = |id: &GroupId| directory.groups.name(id);
        let user = |id: &UserId| directory.users.name(id);
        let process = |id: &ProcessId| process_name(policy, id);
        let main = |id: &MainId| {
            policy.catalogue.main(id).map_or_else(|| id.to_string(), |main| main.name.clone())
        };
        match self {
            Edit::Assign(g, p, level) => {
                format!("{}: {} to {}", group(g), process(p), level.name())
            }
            Edit::AssignMain(g, m, level) => {
                format!("{}: all of {} to {}", group(g), main(m), level.name())
            }
            Edit::Secure(g, p, level) => {
                format!("{}: All Secured Data of {} to {}", group(g), process(p), level.name())
            }
            Edit::CopyLevels(from, to) => {
                format!("{}: the levels of {}", group(to), group(from))
            }
            Edit::ClearGroup(g) => format!("{}: every process to Deny", group(g)),
            Edit::SystemAdmin(u, true) => format!("make {} System Admin", user(u)),
            Edit::SystemAdmin(u, false) => format!("{} no longer System Admin", user(u)),
            Edit::AddMain(m, _) => format!("add {}", m.name),
            Edit::RenameMain(m, name) => format!("rename {} to {name}", main(m)),
            Edit::MoveMain(m, _) => format!("move {}", main(m)),
            Edit::RemoveMain(m) => format!("remove {}", main(m)),
            Edit::AddProcess(m, p, _) => format!("add {} to {}", p.name, main(m)),
            Edit::RenameProcess(p, name) => format!("rename {} to {name}", process(p)),
            Edit::MoveProcess(p, m, _) => format!("move {} within {}", process(p), main(m)),
            Edit::RemoveProcess(p) => format!("remove {}", process(p)),
            Edit::Restrict(p, _) => format!("restrict the levels of {}", process(p)),
            Edit::SecureProcess(p, true) => format!("field level security for {}", process(p)),
            Edit::SecureProcess(p, false) => format!("no field level security for {}", process(p)),
            Edit::SetRoutes(p, _) => format!("menu routes and links of {}", process(p)),
            Edit::AddNeed(need) => {
                format!("{} needs {}", process(&need.process), process(&need.needs))
            }
            Edit::RemoveNeed(p, needs) => {
                format!("{} no longer needs {}", process(p), process(needs))
            }
        }
    }

    fn forget(policy: &Policy, principal: &Principal) -> Vec<Self> {
        match principal {
            Principal::Group(group) if holds(policy, group) => {
                vec![Self::ClearGroup(group.clone())]
            }
            Principal::User(user) if policy.system_admins.contains(user) => {
                vec![Self::SystemAdmin(user.clone(), false)]
            }
            _ => Vec::new(),
        }
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Vec<Self> {
        vec![Self::CopyLevels(from.clone(), to.clone())]
    }

    fn review_save(saved: &Policy, draft: &Policy, directory: &Directory) -> Vec<Conflict<Self>> {
        super::save::review(saved, draft, directory)
    }
}

impl Edit {
    /// Sets a cell of one of [`PARTS`].
    pub(super) fn cell(part: &str, group: &GroupId, process: &ProcessId, level: Level) -> Self {
        let set = if part == "secured" { Self::Secure } else { Self::Assign };
        set(group.clone(), process.clone(), level)
    }
}

/// Whether a group is set to anything.
fn holds(policy: &Policy, group: &GroupId) -> bool {
    PARTS.iter().any(|part| policy.rows(part).contains_key(group))
}

/// Sets cells of a group. Where all of them are so already nothing is touched.
fn put(policy: &mut Shared<Policy>, part: &str, group: &GroupId, cells: Vec<(ProcessId, Level)>) {
    let differs = |(process, level): &(ProcessId, Level)| {
        policy.stored_in(part, group, process) != *level || policy.is_unread(part, group, process)
    };
    if cells.iter().any(differs) {
        let row = row(policy.edit(), part, group);
        cells.iter().for_each(|(process, level)| row.set(process, *level));
    }
}

/// The row of a group, for editing: made where there is none, or none that could be read.
fn row<'a>(policy: &'a mut Policy, part: &str, group: &GroupId) -> &'a mut Row {
    policy.extra.remove_within(part, group.as_str());
    policy.rows_mut(part).edit().entry(group.clone()).or_default().edit()
}

/// Takes a process out of whatever names it.
fn forget_process(policy: &mut Shared<Policy>, process: &ProcessId) {
    let policy = policy.edit();
    for part in PARTS {
        let holds = |row: &Row| row.cells.contains_key(process);
        let holders = policy.rows(part).iter().filter(|(_, row)| holds(row));
        let holders: Vec<GroupId> = holders.map(|(group, _)| group.clone()).collect();
        for group in holders {
            row(policy, part, &group).set(process, Level::Deny);
        }
    }
    if policy.needs.iter().any(|need| need.process == *process || need.needs == *process) {
        policy.needs.edit().retain(|need| need.process != *process && need.needs != *process);
    }
}

fn free(policy: &Policy, id: &str) -> Done {
    let taken = policy.catalogue.process(&id.into()).is_some()
        || policy.catalogue.main(&id.into()).is_some();
    rejection::free(id, taken)
}

fn known<'a>(policy: &'a Policy, process: &ProcessId) -> Done<&'a Process> {
    policy.catalogue.process(process).ok_or_else(|| absent(process))
}

fn known_main<'a>(policy: &'a Policy, main: &MainId) -> Done<&'a MainProcess> {
    policy.catalogue.main(main).ok_or_else(|| absent(main))
}

fn change(policy: &mut Shared<Policy>, change: impl FnOnce(&mut Vec<MainProcess>)) {
    let catalogue = policy.catalogue.changed(change);
    policy.edit().catalogue = catalogue.into();
}

fn in_main(policy: &mut Shared<Policy>, id: &MainId, edit: impl FnOnce(&mut MainProcess)) -> Done {
    known_main(policy, id)?;
    change(policy, |mains| {
        if let Some(main) = mains.iter_mut().find(|main| main.id == *id) {
            edit(main);
        }
    });
    Ok(())
}

fn in_process(
    policy: &mut Shared<Policy>,
    id: &ProcessId,
    edit: impl FnOnce(&mut Process),
) -> Done {
    known(policy, id)?;
    change(policy, |mains| {
        let mut processes = mains.iter_mut().flat_map(|main| &mut main.processes);
        if let Some(process) = processes.find(|process| process.id == *id) {
            edit(process);
        }
    });
    Ok(())
}

fn process_name(policy: &Policy, id: &ProcessId) -> String {
    policy.catalogue.process(id).map_or_else(|| id.to_string(), |process| process.name.clone())
}

//! What can be done to the policy, and what each edit is called.

use super::Processes;
use super::policy::{
    Level, MainId, MainProcess, Need, Offered, PARTS, Policy, Process, ProcessId, Row,
};
use crate::directory::rejection::{Done, known, named, no, refuse};
use crate::directory::{Directory, GroupId, Principal, UserId};
use crate::model::{self, Conflict};

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
    fn make(&self, policy: &mut Policy, directory: &Directory) -> Done {
        match self {
            Edit::Assign(group, process, level) => {
                known(&directory.groups, group)?;
                let level = policy.catalogue.known(process)?.1.offered.assign(*level);
                put(policy, "levels", group, vec![(process.clone(), level)]);
            }
            Edit::AssignMain(group, main, level) => {
                known(&directory.groups, group)?;
                let below = policy.catalogue.known_heading(main)?.processes.iter();
                // R3: every process below, whatever it was set to, each to what it offers.
                let cells =
                    below.map(|process| (process.id.clone(), process.offered.assign(*level)));
                let cells = cells.collect();
                put(policy, "levels", group, cells);
            }
            Edit::Secure(group, process, level) => {
                known(&directory.groups, group)?;
                let (_, found) = policy.catalogue.known(process)?;
                if !found.secured && *level > Level::Deny {
                    return refuse(format!("`{}` has no field level security", found.name));
                }
                // R2
                let level = found.offered.assign(*level);
                put(policy, "secured", group, vec![(process.clone(), level)]);
            }
            Edit::CopyLevels(from, to) => {
                known(&directory.groups, from)?;
                known(&directory.groups, to)?;
                for part in PARTS {
                    let row = policy.rows(part).get(from).cloned();
                    policy.rows_mut(part).put(to, row);
                }
            }
            Edit::ClearGroup(group) => {
                PARTS.iter().for_each(|part| policy.rows_mut(part).put(group, None));
            }
            Edit::SystemAdmin(user, is) => {
                if *is {
                    known(&directory.users, user)?;
                }
                // Who is one already takes nothing from what could not be read.
                if *is && !policy.system_admins.contains(user) {
                    policy.extra.remove("systemAdmins");
                }
                policy.system_admins.turn(user, *is);
            }
            Edit::AddMain(main, at) => policy.catalogue.edit().add_heading(main, None, *at)?,
            Edit::RenameMain(id, name) => {
                named(name)?;
                policy.catalogue.edit().in_heading(id, |main| main.name.clone_from(name))?;
            }
            Edit::MoveMain(id, to) => policy.catalogue.edit().move_heading(id, *to)?,
            Edit::RemoveMain(id) => {
                let gone = policy.catalogue.edit().remove_heading(id)?;
                gone.iter().for_each(|process| forget_process(policy, process));
            }
            Edit::AddProcess(main, process, at) => {
                policy.catalogue.edit().add_item(main, process, *at)?;
            }
            Edit::RenameProcess(id, name) => {
                named(name)?;
                policy.catalogue.edit().in_item(id, |process| process.name.clone_from(name))?;
            }
            Edit::MoveProcess(id, to, at) => policy.catalogue.edit().move_item(id, to, *at)?,
            Edit::RemoveProcess(id) => {
                policy.catalogue.edit().remove_item(id)?;
                forget_process(policy, id);
            }
            // R11: cells keep what they were set to; what is no longer offered counts as assigned anew.
            Edit::Restrict(id, offered) => policy.catalogue.edit().in_item(id, |process| {
                process.offered = *offered;
                process.extra.remove("levels");
            })?,
            Edit::SecureProcess(id, is) => policy.catalogue.edit().in_item(id, |process| {
                process.secured = *is;
                // It takes the place of what could not be read.
                process.extra.remove("secured");
            })?,
            Edit::SetRoutes(id, routes) => policy.catalogue.edit().in_item(id, |process| {
                process.routes.clone_from(routes);
                process.extra.remove("routes");
            })?,
            Edit::AddNeed(need) => {
                policy.catalogue.known(&need.process)?;
                policy.catalogue.known(&need.needs)?;
                if need.process == need.needs {
                    return refuse("a process cannot need itself");
                }
                let needs = policy.needs.edit();
                needs.retain(|old| old.process != need.process || old.needs != need.needs);
                needs.push(need.clone());
            }
            Edit::RemoveNeed(process, needs) => {
                let pair = |need: &Need| need.process == *process && need.needs == *needs;
                if !policy.needs.iter().any(pair) {
                    return Err(no("interdependency of", process));
                }
                policy.needs.edit().retain(|need| !pair(need));
            }
        }
        Ok(())
    }

    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let group = |id: &GroupId| directory.groups.name(id);
        let user = |id: &UserId| directory.users.name(id);
        let process = |id: &ProcessId| policy.catalogue.name(id);
        let main = |id: &MainId| policy.catalogue.name(id);
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

    fn forget(policy: &Policy, principal: &Principal) -> Option<Self> {
        match principal {
            Principal::Group(group) => {
                let holds = PARTS.iter().any(|part| policy.rows(part).contains_key(group));
                holds.then(|| Self::ClearGroup(group.clone()))
            }
            Principal::User(user) => {
                let is = policy.system_admins.contains(user);
                is.then(|| Self::SystemAdmin(user.clone(), false))
            }
            _ => None,
        }
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Self {
        Self::CopyLevels(from.clone(), to.clone())
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

/// Sets cells of a group. Where all of them are so already nothing is touched.
fn put(policy: &mut Policy, part: &str, group: &GroupId, cells: Vec<(ProcessId, Level)>) {
    let differs = |(process, level): &(ProcessId, Level)| {
        policy.stored_in(part, group, process) != *level || policy.is_unread(part, group, process)
    };
    if cells.iter().any(differs) {
        let row = row(policy, part, group);
        cells.iter().for_each(|(process, level)| row.set(process, *level));
    }
}

/// The row of a group, for editing: made where there is none, or none that could be read.
fn row<'a>(policy: &'a mut Policy, part: &str, group: &GroupId) -> &'a mut Row {
    policy.extra.remove_within(part, group.as_str());
    policy.rows_mut(part).edit().entry(group.clone()).or_default().edit()
}

/// Takes a process out of whatever names it.
fn forget_process(policy: &mut Policy, process: &ProcessId) {
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

//! What can be done to the policy, and what each edit is called.

use super::Processes;
use super::policy::{
    Catalogue, Level, MainId, MainProcess, Need, Offered, Policy, Process, ProcessId, Row,
};
use crate::directory::rejection::{self, absent, insert, named, no, refuse};
use crate::directory::{Directory, GroupId, Principal, Rejection, UserId};
use crate::model::{self, Conflict};
use crate::shared::Shared;

/// One edit of the policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets a group's level on a process, or the next level down that the process offers.
    Assign {
        /// Whose cell.
        group: GroupId,
        /// On what.
        process: ProcessId,
        /// The level asked for.
        level: Level,
    },
    /// Sets a group's level on every process of a main process.
    AssignMain {
        /// Whose cells.
        group: GroupId,
        /// Below what.
        main: MainId,
        /// The level asked for.
        level: Level,
    },
    /// Sets a group's level under All Secured Data.
    Secure {
        /// Whose cell.
        group: GroupId,
        /// On what.
        process: ProcessId,
        /// The level.
        level: Level,
    },
    /// Gives one group exactly the levels of another.
    CopyLevels {
        /// From whom.
        from: GroupId,
        /// To whom.
        to: GroupId,
    },
    /// Takes every level from a group.
    ClearGroup(GroupId),
    /// Flags an account System Admin.
    AddSystemAdmin(UserId),
    /// Removes that flag.
    RemoveSystemAdmin(UserId),
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
    /// Puts a process under field level security.
    SecureProcess(ProcessId),
    /// Takes it out again.
    UnsecureProcess(ProcessId),
    /// Adds an interdependency, or replaces that of the same pair.
    AddNeed(Need),
    /// Removes the interdependency of a pair: dependent, prerequisite.
    RemoveNeed(ProcessId, ProcessId),
}

impl model::Edit<Processes> for Edit {
    fn apply(&self, policy: &mut Shared<Policy>, directory: &Directory) -> Result<(), Rejection> {
        match self {
            Edit::Assign { group, process, level } => {
                rejection::known(&directory.groups, group)?;
                let offered = known(policy, process)?.offered;
                if policy.stored(group, process) == offered.assign(*level)
                    && !policy.is_unread("levels", group, process)
                {
                    return Ok(());
                }
                let row = row(policy.edit(), "levels", group);
                row.set(process, offered.assign(*level));
                Ok(())
            }
            Edit::AssignMain { group, main, level } => {
                rejection::known(&directory.groups, group)?;
                let main = policy.catalogue.main(main).ok_or_else(|| absent(main))?;
                // R3: every process below, whatever it was set to, each to what it offers.
                let cells: Vec<(ProcessId, Level)> = main
                    .processes
                    .iter()
                    .map(|process| (process.id.clone(), process.offered.assign(*level)))
                    .filter(|(process, level)| {
                        policy.stored(group, process) != *level
                            || policy.is_unread("levels", group, process)
                    })
                    .collect();
                if cells.is_empty() {
                    return Ok(());
                }
                let row = row(policy.edit(), "levels", group);
                for (process, level) in cells {
                    row.set(&process, level);
                }
                Ok(())
            }
            Edit::Secure { group, process, level } => {
                rejection::known(&directory.groups, group)?;
                let found = known(policy, process)?;
                if !found.secured && *level > Level::Deny {
                    let name = process_name(policy, process);
                    return refuse(format!("`{name}` has no field level security"));
                }
                // R2
                let level = found.offered.assign(*level);
                if policy.secured_level(group, process) == level
                    && !policy.is_unread("secured", group, process)
                {
                    return Ok(());
                }
                row(policy.edit(), "secured", group).set(process, level);
                Ok(())
            }
            Edit::CopyLevels { from, to } => {
                rejection::known(&directory.groups, from)?;
                rejection::known(&directory.groups, to)?;
                let policy = policy.edit();
                for rows in [&mut policy.levels, &mut policy.secured] {
                    let row = rows.get(from).cloned();
                    rows.put(to, row);
                }
                Ok(())
            }
            Edit::ClearGroup(group) => {
                if !policy.levels.contains_key(group) && !policy.secured.contains_key(group) {
                    return Ok(());
                }
                let policy = policy.edit();
                policy.levels.put(group, None);
                policy.secured.put(group, None);
                Ok(())
            }
            Edit::AddSystemAdmin(user) => {
                rejection::known(&directory.users, user)?;
                if policy.system_admins.contains(user) {
                    return Ok(());
                }
                let policy = policy.edit();
                policy.system_admins.turn(user, true);
                policy.extra.remove("systemAdmins");
                Ok(())
            }
            Edit::RemoveSystemAdmin(user) => {
                if policy.system_admins.contains(user) {
                    policy.edit().system_admins.turn(user, false);
                }
                Ok(())
            }
            _ => edit_catalogue(policy, self),
        }
    }

    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let group = |id: &GroupId| directory.groups.name(id);
        let user = |id: &UserId| directory.users.name(id);
        let process = |id: &ProcessId| process_name(policy, id);
        let main = |id: &MainId| {
            policy.catalogue.main(id).map_or_else(|| id.to_string(), |main| main.name.clone())
        };
        match self {
            Edit::Assign { group: g, process: p, level } => {
                format!("{}: {} to {}", group(g), process(p), level.name())
            }
            Edit::AssignMain { group: g, main: m, level } => {
                format!("{}: all of {} to {}", group(g), main(m), level.name())
            }
            Edit::Secure { group: g, process: p, level } => {
                format!("{}: All Secured Data of {} to {}", group(g), process(p), level.name())
            }
            Edit::CopyLevels { from, to } => {
                format!("{}: the levels of {}", group(to), group(from))
            }
            Edit::ClearGroup(g) => format!("{}: every process to Deny", group(g)),
            Edit::AddSystemAdmin(u) => format!("make {} System Admin", user(u)),
            Edit::RemoveSystemAdmin(u) => format!("{} no longer System Admin", user(u)),
            Edit::AddMain(m, _) => format!("add {}", m.name),
            Edit::RenameMain(m, name) => format!("rename {} to {name}", main(m)),
            Edit::MoveMain(m, _) => format!("move {}", main(m)),
            Edit::RemoveMain(m) => format!("remove {}", main(m)),
            Edit::AddProcess(m, p, _) => format!("add {} to {}", p.name, main(m)),
            Edit::RenameProcess(p, name) => format!("rename {} to {name}", process(p)),
            Edit::MoveProcess(p, m, _) => format!("move {} within {}", process(p), main(m)),
            Edit::RemoveProcess(p) => format!("remove {}", process(p)),
            Edit::Restrict(p, _) => format!("restrict the levels of {}", process(p)),
            Edit::SecureProcess(p) => format!("field level security for {}", process(p)),
            Edit::UnsecureProcess(p) => format!("no field level security for {}", process(p)),
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
            Principal::Group(group)
                if policy.levels.contains_key(group) || policy.secured.contains_key(group) =>
            {
                vec![Self::ClearGroup(group.clone())]
            }
            Principal::User(user) if policy.system_admins.contains(user) => {
                vec![Self::RemoveSystemAdmin(user.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Vec<Self> {
        vec![Self::CopyLevels { from: from.clone(), to: to.clone() }]
    }

    fn review_save(saved: &Policy, draft: &Policy, directory: &Directory) -> Vec<Conflict<Self>> {
        super::save::review(saved, draft, directory)
    }
}

fn edit_catalogue(policy: &mut Shared<Policy>, edit: &Edit) -> Result<(), Rejection> {
    let catalogue = match edit {
        Edit::AddMain(main, at) => {
            named(&main.name)?;
            free(policy, main.id.as_str())?;
            for process in &main.processes {
                free(policy, process.id.as_str())?;
            }
            policy.catalogue.changed(|mains| insert(mains, *at, main.clone()))
        }
        Edit::RenameMain(id, name) => {
            named(name)?;
            in_main(policy, id, |main| main.name.clone_from(name))?
        }
        Edit::MoveMain(id, to) => {
            let found = policy.catalogue.main(id).ok_or_else(|| absent(id))?.clone();
            policy.catalogue.changed(|mains| {
                mains.retain(|main| main.id != *id);
                insert(mains, *to, found);
            })
        }
        Edit::RemoveMain(id) => {
            let main = policy.catalogue.main(id).ok_or_else(|| absent(id))?;
            let gone: Vec<ProcessId> = main.processes.iter().map(|p| p.id.clone()).collect();
            let catalogue = policy.catalogue.changed(|mains| mains.retain(|main| main.id != *id));
            gone.iter().for_each(|process| forget_process(policy.edit(), process));
            catalogue
        }
        Edit::AddProcess(main, process, at) => {
            named(&process.name)?;
            free(policy, process.id.as_str())?;
            in_main(policy, main, |main| insert(&mut main.processes, *at, process.clone()))?
        }
        Edit::RenameProcess(id, name) => {
            named(name)?;
            in_process(policy, id, |process| process.name.clone_from(name))?
        }
        Edit::MoveProcess(id, to, at) => {
            let process = known(policy, id)?.clone();
            policy.catalogue.main(to).ok_or_else(|| absent(to))?;
            policy.catalogue.changed(|mains| {
                for main in mains.iter_mut() {
                    main.processes.retain(|process| process.id != *id);
                }
                if let Some(main) = mains.iter_mut().find(|main| main.id == *to) {
                    insert(&mut main.processes, *at, process);
                }
            })
        }
        Edit::RemoveProcess(id) => {
            known(policy, id)?;
            let catalogue = policy.catalogue.changed(|mains| {
                for main in mains {
                    main.processes.retain(|process| process.id != *id);
                }
            });
            forget_process(policy.edit(), id);
            catalogue
        }
        // R11: cells keep what they were set to; what is no longer offered counts as assigned anew.
        Edit::Restrict(id, offered) => in_process(policy, id, |p| {
            p.offered = *offered;
            p.extra.remove("levels");
        })?,
        Edit::SecureProcess(id) => in_process(policy, id, |p| secure(p, true))?,
        Edit::UnsecureProcess(id) => in_process(policy, id, |p| secure(p, false))?,
        Edit::AddNeed(need) => {
            known(policy, &need.process)?;
            known(policy, &need.needs)?;
            if need.process == need.needs {
                return refuse("a process cannot need itself");
            }
            let needs = policy.edit().needs.edit();
            needs.retain(|old| old.process != need.process || old.needs != need.needs);
            needs.push(need.clone());
            return Ok(());
        }
        Edit::RemoveNeed(process, needs) => {
            let pair = |need: &Need| need.process == *process && need.needs == *needs;
            if !policy.needs.iter().any(pair) {
                return Err(no("interdependency of", process));
            }
            policy.edit().needs.edit().retain(|need| !pair(need));
            return Ok(());
        }
        Edit::Assign { .. }
        | Edit::AssignMain { .. }
        | Edit::Secure { .. }
        | Edit::CopyLevels { .. }
        | Edit::ClearGroup(_)
        | Edit::AddSystemAdmin(_)
        | Edit::RemoveSystemAdmin(_) => return Ok(()),
    };
    policy.edit().catalogue = catalogue.into();
    Ok(())
}

/// Says of a process whether it has field level security, in the place of what could not be read.
fn secure(process: &mut Process, secured: bool) {
    process.secured = secured;
    process.extra.remove("secured");
}

/// The row of a group, for editing; made where there is none, in the place of one that could not be
/// read.
fn row<'a>(policy: &'a mut Policy, part: &str, group: &GroupId) -> &'a mut Row {
    policy.extra.remove_within(part, group.as_str());
    let rows = if part == "secured" { &mut policy.secured } else { &mut policy.levels };
    rows.edit().entry(group.clone()).or_default().edit()
}

fn forget_process(policy: &mut Policy, process: &ProcessId) {
    for part in ["levels", "secured"] {
        let rows = if part == "secured" { &policy.secured } else { &policy.levels };
        let holders: Vec<GroupId> = rows
            .iter()
            .filter(|(_, row)| row.cells.contains_key(process))
            .map(|(group, _)| group.clone())
            .collect();
        for group in holders {
            row(policy, part, &group).set(process, Level::Deny);
        }
    }
    if policy.needs.iter().any(|need| need.process == *process || need.needs == *process) {
        policy.needs.edit().retain(|need| need.process != *process && need.needs != *process);
    }
}

fn free(policy: &Policy, id: &str) -> Result<(), Rejection> {
    let taken = policy.catalogue.process(&id.into()).is_some()
        || policy.catalogue.main(&id.into()).is_some();
    rejection::free(id, taken)
}

fn known<'a>(policy: &'a Policy, process: &ProcessId) -> Result<&'a Process, Rejection> {
    policy.catalogue.process(process).ok_or_else(|| absent(process))
}

fn in_main(
    policy: &Policy,
    id: &MainId,
    change: impl FnOnce(&mut MainProcess),
) -> Result<Catalogue, Rejection> {
    policy.catalogue.main(id).ok_or_else(|| absent(id))?;
    Ok(policy.catalogue.changed(|mains| {
        if let Some(main) = mains.iter_mut().find(|main| main.id == *id) {
            change(main);
        }
    }))
}

fn in_process(
    policy: &Policy,
    id: &ProcessId,
    change: impl FnOnce(&mut Process),
) -> Result<Catalogue, Rejection> {
    known(policy, id)?;
    Ok(policy.catalogue.changed(|mains| {
        let mut processes = mains.iter_mut().flat_map(|main| &mut main.processes);
        if let Some(process) = processes.find(|process| process.id == *id) {
            change(process);
        }
    }))
}

fn process_name(policy: &Policy, id: &ProcessId) -> String {
    policy.catalogue.process(id).map_or_else(|| id.to_string(), |process| process.name.clone())
}

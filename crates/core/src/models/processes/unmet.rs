//! The interdependencies that a group does not meet: it is granted a process without another one that
//! this needs. Such a grant can be saved; wherever it shows it is flagged.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::Edit;
use super::explain::cell;
use super::policy::{Level, MainProcess, Need, Policy, ProcessId};
use crate::directory::{Directory, GroupId};
use crate::format::path_to;
use crate::shared::{Shared, collect_into};
use crate::verdict::Address;

/// A need that a group does not meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmet {
    /// The need.
    pub need: Need,
    /// The level that would meet it.
    pub wanted: Level,
}

impl Unmet {
    /// The edit that meets it.
    pub fn fix(&self, group: &GroupId) -> Edit {
        let (group, process) = (group.clone(), self.need.needs.clone());
        Edit::Assign(group, process, self.wanted)
    }

    /// What is missing, and whose it is, in a sentence.
    pub fn sentence(&self, policy: &Policy, group: &str) -> String {
        let process = policy.catalogue.name(&self.need.process);
        format!("{process} {}, which {group} does not have.", self.words(policy))
    }

    /// What is missing, in words.
    pub fn words(&self, policy: &Policy) -> String {
        let needs = policy.catalogue.name(&self.need.needs);
        format!("needs {needs} at {}", self.wanted.name())
    }
}

/// The needs that a group does not meet.
pub fn unmet(policy: &Policy, group: &GroupId) -> Vec<Unmet> {
    policy.needs.iter().filter_map(|need| check(policy, group, need)).collect()
}

/// Those of a process, and those for it: what a group has that needs the process, and has not.
pub fn unmet_about(policy: &Policy, group: &GroupId, process: &ProcessId) -> Vec<Unmet> {
    let needs = policy.needs.iter();
    let needs = needs.filter(|need| need.process == *process || need.needs == *process);
    needs.filter_map(|need| check(policy, group, need)).collect()
}

// R7: granted without its prerequisite. What no level can meet (R12) is no matter of this group.
fn check(policy: &Policy, group: &GroupId, need: &Need) -> Option<Unmet> {
    let wanted = policy.catalogue.item(&need.needs)?.offered.at_least(need.at_least)?;
    let unmet = policy.level(group, &need.process) > Level::Deny
        && policy.level(group, &need.needs) < wanted;
    unmet.then(|| Unmet { need: need.clone(), wanted })
}

/// Where each unmet need of any group stands: the path that a finding names, and the address.
pub(crate) fn unmet_places(policy: &Policy, directory: &Directory) -> Vec<(String, Address)> {
    let dependents = Dependents::of(policy);
    let of_group = |group: &GroupId| {
        let place = |unmet: Unmet| {
            (path(group, &unmet.need.process), cell("levels", group, &unmet.need.process))
        };
        dependents.unmet(policy, group).into_iter().map(place).collect::<Vec<_>>()
    };
    directory.groups.iter().flat_map(|group| of_group(&group.id)).collect()
}

/// The path of a cell in the file.
pub(super) fn path(group: &GroupId, process: &ProcessId) -> String {
    path_to(&["models", "processes", "levels", group.as_str(), process.as_str()])
}

/// The needs by who has them, to be asked of cell by cell.
#[derive(Clone, Debug, Default)]
pub struct Dependents {
    needs: Shared<Vec<Need>>,
    /// Their positions.
    by_process: BTreeMap<ProcessId, Vec<usize>>,
}

impl Dependents {
    /// Those of a policy.
    pub fn of(policy: &Policy) -> Self {
        let mut by_process: BTreeMap<ProcessId, Vec<usize>> = BTreeMap::new();
        for (at, need) in policy.needs.iter().enumerate() {
            by_process.entry(need.process.clone()).or_default().push(at);
        }
        Self { needs: policy.needs.clone(), by_process }
    }

    /// Whether they are those of this policy still.
    pub fn are_of(&self, policy: &Policy) -> bool {
        self.needs == policy.needs
    }

    /// The needs that a group does not meet. Only what it has a level on is looked at.
    pub fn unmet(&self, policy: &Policy, group: &GroupId) -> Vec<Unmet> {
        let cells = policy.levels.get(group).into_iter().flat_map(|row| row.cells.keys());
        let places: BTreeSet<usize> = collect_into(
            cells.filter_map(|process| self.by_process.get(process)).flatten().copied(),
        );
        let needs = places.into_iter().filter_map(|at| self.needs.get(at));
        needs.filter_map(|need| check(policy, group, need)).collect()
    }

    /// What a group lacks for a process, in words; none where it lacks nothing.
    pub fn lacking(&self, policy: &Policy, group: &GroupId, process: &ProcessId) -> Option<String> {
        let needs = self.by_process.get(process)?.iter().filter_map(|at| self.needs.get(*at));
        let unmet = needs.filter_map(|need| check(policy, group, need));
        let words: Vec<String> = unmet.map(|unmet| unmet.words(policy)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// The same for the processes of a main process: how many lack something.
    pub fn lacking_below(
        &self,
        policy: &Policy,
        group: &GroupId,
        main: &MainProcess,
    ) -> Option<String> {
        let processes = main.processes.iter();
        let lack = processes.filter(|it| self.lacking(policy, group, &it.id).is_some());
        match lack.count() {
            0 => None,
            1 => Some("1 process lacks what it needs".to_owned()),
            count => Some(format!("{count} processes lack what they need")),
        }
    }
}

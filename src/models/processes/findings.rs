//! What is wrong or doubtful in the policy, with its place in the file.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::fix;
use super::policy::{Level, Policy, ProcessId, Rows};
use crate::directory::Directory;
use crate::format::{Finding, Findings, Severity, clip, path_to};
use crate::shared::gather;

const KEPT: &str = "it is kept in the file and counts for nothing";

pub(super) fn findings(policy: &Policy, directory: &Directory) -> Findings {
    let mut found = Findings::new();
    needs(&mut found, policy);
    rows(&mut found, policy, directory, "levels", &policy.levels);
    rows(&mut found, policy, directory, "secured", &policy.secured);
    for user in policy.system_admins.iter() {
        if !directory.users.has(user) {
            // A set has no positions; the message names the one that is meant.
            let path = "$.models.processes.systemAdmins";
            let message = format!("`{}` is not in the directory's users", clip(user.as_str()));
            found.push(Finding::new(Severity::Error, "unknown-reference", path, message, KEPT));
        }
    }
    // R7: a grant without its prerequisite is saved, and flagged.
    let needs_of = needs_by_process(policy);
    for group in directory.groups.iter() {
        // Only what is above Deny needs anything.
        let cells = policy.levels.get(&group.id).into_iter().flat_map(|row| row.cells.keys());
        let needs: BTreeSet<usize> =
            gather(cells.filter_map(|process| needs_of.get(process)).flatten().copied());
        let needs = needs.into_iter().filter_map(|at| policy.needs.get(at));
        for (need, _) in needs.filter_map(|need| fix(policy, &group.id, need)) {
            let name = |id| clip(policy.catalogue.process(id).map_or("?", |p| &p.name));
            let message = format!(
                "`{}` has `{}` without the `{}` it needs",
                clip(&group.name),
                name(&need.process),
                name(&need.needs),
            );
            let (group, process) = (group.id.as_str(), need.process.as_str());
            let path = path_to(&["models", "processes", "levels", group, process]);
            let help = format!("set `{}` to {} at least", name(&need.needs), need.at_least.name());
            found.push(Finding::new(
                Severity::Warning,
                "missing-prerequisite",
                path,
                message,
                help,
            ));
        }
    }
    found
}

/// The interdependencies of each process, by their places.
fn needs_by_process(policy: &Policy) -> BTreeMap<&ProcessId, Vec<usize>> {
    let mut found: BTreeMap<&ProcessId, Vec<usize>> = BTreeMap::new();
    for (at, need) in policy.needs.iter().enumerate() {
        found.entry(&need.process).or_default().push(at);
    }
    found
}

fn needs(found: &mut Findings, policy: &Policy) {
    for (at, need) in policy.needs.iter().enumerate() {
        let path = format!("$.models.processes.needs[{}]", policy.unread_needs.place(at));
        for (member, id) in [("process", &need.process), ("needs", &need.needs)] {
            if policy.catalogue.process(id).is_none() {
                let message = format!("`{}` is not in the catalogue", clip(id.as_str()));
                let path = format!("{path}.{member}");
                found.push(Finding::new(Severity::Error, "unknown-reference", path, message, KEPT));
            }
        }
        // R12: nothing to raise it to, so Save leaves this pair alone.
        if let Some(process) = policy.catalogue.process(&need.needs)
            && process.offered.at_least(need.at_least).is_none()
        {
            let message = format!(
                "`{}` offers no level above Deny, so nothing can need it",
                clip(&process.name)
            );
            let help = "let it offer a level, or remove the interdependency; Save ignores it";
            found.push(Finding::new(Severity::Warning, "unmeetable-need", path, message, help));
        }
    }
}

fn rows(found: &mut Findings, policy: &Policy, directory: &Directory, part: &str, rows: &Rows) {
    for (group, row) in rows {
        let path = path_to(&["models", "processes", part, group.as_str()]);
        if !directory.groups.has(group) {
            let message = format!("`{}` is not in the directory's groups", clip(group.as_str()));
            found.push(Finding::new(Severity::Error, "unknown-reference", &path, message, KEPT));
        }
        for (id, level) in &row.cells {
            let path = path_to(&["models", "processes", part, group.as_str(), id.as_str()]);
            let Some(process) = policy.catalogue.process(id) else {
                let message = format!("`{}` is not in the catalogue", clip(id.as_str()));
                found.push(Finding::new(Severity::Error, "unknown-reference", path, message, KEPT));
                continue;
            };
            if part == "secured" && !process.secured {
                let message = format!("`{}` has no field level security", clip(&process.name));
                found.push(Finding::new(Severity::Warning, "not-secured", path, message, KEPT));
            } else if part == "levels" && process.offered.assign(*level) != *level {
                let counts = process.offered.assign(*level);
                let message = format!("`{}` does not offer {}", clip(&process.name), level.name());
                let help = match counts {
                    Level::Deny => "nothing lower is offered either, so Deny counts".to_owned(),
                    level => format!("{}, the next level down, counts", level.name()),
                };
                found.push(Finding::new(Severity::Warning, "not-offered", path, message, help));
            }
        }
    }
}

//! What is wrong or doubtful in the policy, with its place in the file.

use super::policy::{Level, Policy, Rows};
use super::unmet::{Dependents, Unmet, path};
use crate::directory::Directory;
use crate::format::{Finding, Findings, Guess, Severity, clip, path_to};
use crate::model::Validate;

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Validate for Policy {
    fn findings(&self, directory: &Directory) -> Findings {
        findings(self, directory)
    }
}

pub(super) fn findings(policy: &Policy, directory: &Directory) -> Findings {
    let mut found = Findings::new();
    needs(&mut found, policy);
    rows(&mut found, policy, directory, "levels", &policy.levels);
    rows(&mut found, policy, directory, "secured", &policy.secured);
    let users = directory.guess();
    for user in policy.system_admins.iter() {
        if !directory.users.has(user) {
            // A set has no positions; the message names the one that is meant.
            let path = "$.models.processes.systemAdmins";
            let message = format!("`{}` is not in the directory's users", clip(user.as_str()));
            let help = users.help(user.as_str(), KEPT);
            found.push(Finding::new(Severity::Error, "unknown-reference", path, message, help));
        }
    }
    // R7: a grant without its prerequisite is saved, and flagged.
    let dependents = Dependents::of(policy);
    for group in directory.groups.iter() {
        for Unmet { need, .. } in dependents.unmet(policy, &group.id) {
            let name = |id| clip(policy.catalogue.process(id).map_or("?", |p| &p.name));
            let message = format!(
                "`{}` has `{}` without the `{}` it needs",
                clip(&group.name),
                name(&need.process),
                name(&need.needs),
            );
            let path = path(&group.id, &need.process);
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

fn needs(found: &mut Findings, policy: &Policy) {
    let guess = guess(policy);
    for (at, need) in policy.needs.iter().enumerate() {
        let path = format!("$.models.processes.needs[{}]", policy.unread_needs.place(at));
        for (member, id) in [("process", &need.process), ("needs", &need.needs)] {
            if policy.catalogue.process(id).is_none() {
                let message = format!("`{}` is not in the catalogue", clip(id.as_str()));
                let path = format!("{path}.{member}");
                let help = guess.help(id.as_str(), KEPT);
                found.push(Finding::new(Severity::Error, "unknown-reference", path, message, help));
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

/// Guesses among the processes.
fn guess(policy: &Policy) -> Guess<'_> {
    Guess::among(policy.catalogue.processes().map(|process| process.id.as_str()))
}

fn rows(found: &mut Findings, policy: &Policy, directory: &Directory, part: &str, rows: &Rows) {
    let (processes, groups) = (guess(policy), directory.guess());
    for (group, row) in rows {
        let path = path_to(&["models", "processes", part, group.as_str()]);
        if !directory.groups.has(group) {
            let message = format!("`{}` is not in the directory's groups", clip(group.as_str()));
            let help = groups.help(group.as_str(), KEPT);
            found.push(Finding::new(Severity::Error, "unknown-reference", &path, message, help));
        }
        for (id, level) in &row.cells {
            let path = path_to(&["models", "processes", part, group.as_str(), id.as_str()]);
            let Some(process) = policy.catalogue.process(id) else {
                let message = format!("`{}` is not in the catalogue", clip(id.as_str()));
                let help = processes.help(id.as_str(), KEPT);
                found.push(Finding::new(Severity::Error, "unknown-reference", path, message, help));
                continue;
            };
            if part == "secured" && !process.secured {
                let message = format!("`{}` has no field level security", clip(&process.name));
                found.push(Finding::new(Severity::Warning, "not-secured", path, message, KEPT));
            } else if process.offered.assign(*level) != *level
                && process.extra.get("levels").is_none()
            {
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

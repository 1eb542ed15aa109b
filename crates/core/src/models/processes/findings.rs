//! What is wrong or doubtful in the policy, with its place in the file.

use super::policy::{Level, Policy, Process, ProcessId, Rows};
use super::unmet::{Dependents, Unmet};
use crate::directory::Directory;
use crate::format::{Guess, Otherwise, Reader, clip};
use crate::model::Validate;

impl Validate for Policy {
    fn validate(&self, here: &Reader<'_>, directory: &Directory) {
        of_needs(&here.at("needs"), self);
        of_rows(&here.at("levels"), self, directory, &self.levels, |_| true);
        of_rows(&here.at("secured"), self, directory, &self.secured, |it| it.secured);
        let users = directory.guess();
        for user in self.system_admins.iter().filter(|user| !directory.users.has(user)) {
            // A set has no positions; the message names the one that is meant.
            let message = format!("`{}` is not in the directory's users", clip(user.as_str()));
            let here = here.at("systemAdmins");
            here.unknown(message, user.as_str(), &users, Otherwise::Kept);
        }
        of_unmet(&here.at("levels"), self, directory);
    }
}

/// Guesses among the processes.
fn guess(policy: &Policy) -> Guess<'_> {
    Guess::among(policy.catalogue.items().map(|process| process.id.as_str()))
}

fn unknown(here: &Reader<'_>, id: &ProcessId, guess: &Guess<'_>) {
    let message = format!("`{}` is not in the catalogue", clip(id.as_str()));
    here.unknown(message, id.as_str(), guess, Otherwise::Kept);
}

fn of_needs(here: &Reader<'_>, policy: &Policy) {
    let guess = guess(policy);
    for (at, need) in policy.needs.iter().enumerate() {
        let here = here.item(policy.unread_needs.place(at));
        for (member, id) in [("process", &need.process), ("needs", &need.needs)] {
            if policy.catalogue.item(id).is_none() {
                unknown(&here.at(member), id, &guess);
            }
        }
        // R12: nothing to raise it to, so Save leaves this pair alone.
        if let Some(process) = policy.catalogue.item(&need.needs)
            && process.offered.at_least(need.at_least).is_none()
        {
            let name = clip(&process.name);
            let message = format!("`{name}` offers no level above Deny, so nothing can need it");
            let help = "let it offer a level, or remove the interdependency; Save ignores it";
            here.warning("unmeetable-need", message, help);
        }
    }
}

/// `applies` says of which processes the rows can speak.
fn of_rows(
    here: &Reader<'_>,
    policy: &Policy,
    directory: &Directory,
    rows: &Rows,
    applies: fn(&Process) -> bool,
) {
    let (processes, groups) = (guess(policy), directory.guess());
    for (group, row) in rows {
        let here = here.at(group.as_str());
        if !directory.groups.has(group) {
            let message = format!("`{}` is not in the directory's groups", clip(group.as_str()));
            here.unknown(message, group.as_str(), &groups, Otherwise::Kept);
        }
        for (id, level) in &row.cells {
            let here = here.at(id.as_str());
            let Some(process) = policy.catalogue.item(id) else {
                unknown(&here, id, &processes);
                continue;
            };
            if !applies(process) {
                let message = format!("`{}` has no field level security", clip(&process.name));
                here.warning("not-secured", message, Otherwise::Kept);
            } else if process.offered.assign(*level) != *level
                && process.extra.get("levels").is_none()
            {
                let message = format!("`{}` does not offer {}", clip(&process.name), level.name());
                let help = match process.offered.assign(*level) {
                    Level::Deny => "nothing lower is offered either, so Deny counts".to_owned(),
                    level => format!("{}, the next level down, counts", level.name()),
                };
                here.warning("not-offered", message, help);
            }
        }
    }
}

// R7: a grant without its prerequisite is saved, and flagged.
fn of_unmet(here: &Reader<'_>, policy: &Policy, directory: &Directory) {
    let name =
        |id: &ProcessId| clip(policy.catalogue.item(id).map_or("?", |process| &process.name));
    let dependents = Dependents::of(policy);
    for group in directory.groups.iter() {
        for Unmet { need, .. } in dependents.unmet(policy, &group.id) {
            let (process, needed) = (name(&need.process), name(&need.needs));
            let group_name = clip(&group.name);
            let message = format!("`{group_name}` has `{process}` without the `{needed}` it needs");
            let help = format!("set `{needed}` to {} at least", need.at_least.name());
            let here = here.at(group.id.as_str());
            here.at(need.process.as_str()).warning("missing-prerequisite", message, help);
        }
    }
}

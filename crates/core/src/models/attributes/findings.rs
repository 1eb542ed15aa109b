//! What is wrong or doubtful in the policy, with its place in the file.

use super::gates;
use super::policy::Policy;
use crate::directory::{Directory, GroupId};
use crate::format::{Finding, Findings, Guess, Severity, clip, path_to};
use crate::model::Validate;

const CATALOGUE: &str = "the catalogue";

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Validate for Policy {
    fn findings(&self, directory: &Directory) -> Findings {
        findings(self, directory)
    }
}

pub(super) fn findings(policy: &Policy, directory: &Directory) -> Findings {
    let mut found = Findings::new();
    of_gates(&mut found, policy);
    let (attributes, people) = (guess(policy), directory.guess());
    let mut nowhere = |path: String, id: &str, of: &str| {
        let message = format!("`{}` is not in {of}", clip(id));
        let guess = if of == CATALOGUE { &attributes } else { &people };
        let help = guess.help(id, KEPT);
        found.push(Finding::new(Severity::Error, "unknown-reference", path, message, help));
    };
    for (group, ticked) in policy.ticks.iter() {
        // What is ticked is a set and has no positions; the message names the one that is meant.
        let path = path_to(&["models", "attributes", "ticks", group.as_str()]);
        if !directory.groups.has(group) {
            nowhere(path.clone(), group.as_str(), "the directory's groups");
        }
        let unknown = ticked.iter().filter(|id| policy.catalogue.attribute(id).is_none());
        unknown.for_each(|id| nowhere(path.clone(), id.as_str(), CATALOGUE));
    }
    for (at, report) in policy.reports.iter().enumerate() {
        let at = policy.reports.unread().place(at);
        let path = format!("{}[{at}].groups", path_to(&["models", "attributes", "reports"]));
        let unknown = report.groups.iter().filter(|group: &&GroupId| !directory.groups.has(group));
        unknown.for_each(|id| nowhere(path.clone(), id.as_str(), "the directory's groups"));
    }
    for user in policy.services.keys().filter(|user| !directory.users.has(user)) {
        let path = path_to(&["models", "attributes", "services", user.as_str()]);
        nowhere(path, user.as_str(), "the directory's users");
    }
    found
}

/// Guesses among the attributes.
fn guess(policy: &Policy) -> Guess<'_> {
    Guess::among(policy.catalogue.attributes().map(|attribute| attribute.id.as_str()))
}

fn of_gates(found: &mut Findings, policy: &Policy) {
    let guess = guess(policy);
    let sorted = gates::sorted(&policy.gates, &gates::places(policy));
    for (at, gate) in policy.gates.iter().enumerate() {
        let path = format!("$.models.attributes.gates[{}]", policy.unread_gates.place(at));
        for (member, id) in [("attribute", &gate.attribute), ("needs", &gate.needs)] {
            if policy.catalogue.attribute(id).is_none() {
                let message = format!("`{}` is not in the catalogue", clip(id.as_str()));
                let path = format!("{path}.{member}");
                let help = guess.help(id.as_str(), KEPT);
                found.push(Finding::new(Severity::Error, "unknown-reference", path, message, help));
            }
        }
        // R6
        if sorted.circular.binary_search(&at).is_ok() {
            let name = clip(&policy.attribute_name(&gate.attribute));
            let needs = clip(&policy.attribute_name(&gate.needs));
            let message = format!("`{name}` needs `{needs}`, which needs it in turn");
            let help = "remove one gate of the circle; until then none of it decides";
            found.push(Finding::new(Severity::Warning, "circular-gate", path, message, help));
        }
    }
}

//! What is wrong or doubtful in the policy, with its place in the file.

use super::gates;
use super::policy::{AttributeId, Policy};
use crate::directory::{Directory, GroupId};
use crate::format::{Guess, Otherwise, Reader, clip};
use crate::model::Validate;

impl Validate for Policy {
    fn validate(&self, here: &Reader<'_>, directory: &Directory) {
        of_gates(&here.at("gates"), self);
        let (attributes, people) = (guess(self), directory.guess());
        let of_group = |here: &Reader<'_>, group: &GroupId| {
            if !directory.groups.has(group) {
                nowhere(here, group.as_str(), "the directory's groups", &people);
            }
        };
        for (group, ticked) in self.ticks.iter() {
            // What is ticked is a set and has no positions; the message names the one that is meant.
            let here = here.at("ticks");
            let here = here.at(group.as_str());
            of_group(&here, group);
            ticked.iter().for_each(|id| of_attribute(&here, id, self, &attributes));
        }
        for (at, report) in self.reports.iter().enumerate() {
            let here = here.at("reports");
            let here = here.item(self.reports.unread().place(at));
            report.groups.iter().for_each(|group| of_group(&here.at("groups"), group));
        }
        for user in self.services.keys().filter(|user| !directory.users.has(user)) {
            let here = here.at("services");
            nowhere(&here.at(user.as_str()), user.as_str(), "the directory's users", &people);
        }
    }
}

/// Guesses among the attributes.
fn guess(policy: &Policy) -> Guess<'_> {
    Guess::among(policy.catalogue.items().map(|attribute| attribute.id.as_str()))
}

fn nowhere(here: &Reader<'_>, id: &str, of: &str, guess: &Guess<'_>) {
    here.unknown(format!("`{}` is not in {of}", clip(id)), id, guess, Otherwise::Kept);
}

fn of_attribute(here: &Reader<'_>, id: &AttributeId, policy: &Policy, guess: &Guess<'_>) {
    if policy.catalogue.item(id).is_none() {
        nowhere(here, id.as_str(), "the catalogue", guess);
    }
}

fn of_gates(here: &Reader<'_>, policy: &Policy) {
    let attributes = guess(policy);
    let sorted = gates::sorted(&policy.gates, &gates::places(policy));
    for (at, gate) in policy.gates.iter().enumerate() {
        let here = here.item(policy.unread_gates.place(at));
        of_attribute(&here.at("attribute"), &gate.attribute, policy, &attributes);
        of_attribute(&here.at("needs"), &gate.needs, policy, &attributes);
        // R6
        if sorted.circular.binary_search(&at).is_ok() {
            let name = clip(&policy.catalogue.name(&gate.attribute));
            let needs = clip(&policy.catalogue.name(&gate.needs));
            let message = format!("`{name}` needs `{needs}`, which needs it in turn");
            let help = "remove one gate of the circle; until then none of it decides";
            here.warning("circular-gate", message, help);
        }
    }
}

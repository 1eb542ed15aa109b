//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R21: as it is read an attribute needs a licence that is not there where its `licences` cannot be read,
//! has no effect where `obsolete` cannot be read, and counts for nobody who works in several areas where
//! its `service` cannot be read; a gate that cannot be read is closed, whatever may be behind it, and so is
//! one whose `strength` cannot be read and which may make a circle; and who works in areas that cannot be
//! read works in several.

use std::collections::BTreeSet;

use super::area::{Area, Areas};
use super::gates;
use super::policy::{Attribute, AttributeId, Gate, Policy, Section, Strength};
use crate::directory::{Directory, Unreadable};
use crate::format::{Json, Unread};
use crate::model::Doubt;
use crate::shared::{Shared, collect_into, reached};
use crate::text;

/// What of an attribute decides, and can be unreadable.
const OF_ATTRIBUTE: [&str; 4] = ["default", "licences", "obsolete", "service"];

/// What may be behind gates that could not be read.
#[derive(Debug, PartialEq)]
pub(super) enum Behind {
    /// These attributes; as a rule none.
    Some(BTreeSet<AttributeId>),
    /// Any of them.
    Any,
}

impl Behind {
    pub(super) fn of(policy: &Policy) -> Self {
        if policy.extra.has("gates") {
            return Self::Any;
        }
        let mut some = BTreeSet::new();
        for (_, gate) in policy.unread_gates.items() {
            match whose(gate) {
                Some(id) => drop(some.insert(AttributeId::new(id))),
                None => return Self::Any,
            }
        }
        // What a gate needs and is not there may be among what could not be read of the catalogue.
        if lacks_items(policy) {
            let known = |gate: &Gate| policy.catalogue.item(&gate.needs).is_some();
            let denies = |gate: &&Gate| gate.strength == Strength::Deny && !known(gate);
            some.extend(policy.gates.iter().filter(denies).map(|gate| gate.attribute.clone()));
        }
        Self::Some(some)
    }

    pub(super) fn has(&self, attribute: &AttributeId) -> bool {
        match self {
            Self::Some(some) => some.contains(attribute),
            Self::Any => true,
        }
    }
}

/// The attribute that a gate names, where that can be read.
fn whose(gate: &Json) -> Option<&str> {
    let Json::Object(gate) = gate else { return None };
    gate.get("attribute").and_then(Json::as_text).filter(|id| !text::is_blank(id))
}

/// Whether an attribute of the catalogue may be missing because it could not be read.
fn lacks_items(policy: &Policy) -> bool {
    let lacks = |section: &Section| {
        !section.unread.is_empty()
            || !section.unread_sections.is_empty()
            || ["attributes", "sections"].iter().any(|key| section.extra.has(key))
    };
    !policy.catalogue.unread.is_empty() || policy.catalogue.all().any(|(_, it)| lacks(it))
}

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let in_doubt = |it: &Attribute| OF_ATTRIBUTE.iter().any(|key| it.extra.has(key));
        if self.catalogue.items().any(in_doubt) {
            let open = |section: &mut Section| {
                for attribute in section.attributes.iter_mut().filter(|it| in_doubt(it)) {
                    attribute.default |= attribute.extra.remove("default");
                    attribute.obsolete &= !attribute.extra.remove("obsolete");
                    attribute.extra.remove("licences");
                    attribute.extra.remove("service");
                }
            };
            let catalogue = self.catalogue.changed(|sections| {
                for section in sections {
                    open(section);
                    section.sections.iter_mut().for_each(open);
                }
            });
            generous.catalogue = catalogue.into();
        }
        let warns = |gate: &Gate| gate.extra.has("strength");
        if self.gates.iter().any(warns) {
            // Where they deny, the others on their circles decide nothing.
            let circular = gates::sorted(&self.gates, &gates::places(self)).circular;
            let circular: BTreeSet<usize> = collect_into(circular);
            for (at, gate) in generous.gates.edit().iter_mut().enumerate() {
                if warns(gate) || circular.contains(&at) {
                    gate.strength = Strength::Warn;
                }
            }
        }
        let behind = Behind::of(self);
        if behind != Behind::Some(BTreeSet::new()) {
            generous.unread_gates = Unread::default();
            generous.extra.remove("gates");
            // What leads to something that may be behind an unread gate may lie on a circle with it, and
            // decide nothing.
            let circular = |gate: &Gate| match &behind {
                Behind::Any => true,
                Behind::Some(some) => {
                    let reached = involved(self, &gate.needs);
                    some.iter().any(|id| reached.iter().any(|other| other == id.as_str()))
                }
            };
            let known = |gate: &Gate| self.catalogue.item(&gate.needs).is_some();
            let stays = |gate: &Gate| known(gate) && !circular(gate);
            if !self.gates.iter().all(stays) {
                generous.gates.edit().retain(stays);
            }
        }
        if self.extra.has("ticks") {
            let all: BTreeSet<AttributeId> =
                collect_into(self.catalogue.items().map(|attribute| attribute.id.clone()));
            let all = Shared::new(all);
            let ticks = generous.ticks.edit();
            for group in directory.groups_unread(&self.extra, "ticks") {
                ticks.insert(group, all.clone());
            }
            generous.extra.remove("ticks");
        }
        if self.services_unread() || self.services.values().any(|areas| areas.has_others()) {
            let services = generous.services.edit();
            for areas in services.values_mut().filter(|areas| areas.has_others()) {
                // What cannot be read may be no area at all, and then one area alone is never asked for; where
                // there are several all the same, the one that they signed on under may be among it.
                let known = Areas::of(areas.iter());
                *areas = if known.several() { Areas::of(Area::ALL) } else { known };
            }
            generous.extra.remove("services");
        }
        generous.reports.edit_each(
            |report| report.extra.has("groups"),
            |report| {
                report.extra.remove("groups");
                report.groups = collect_into(directory.groups.iter().map(|it| it.id.clone()));
            },
        );
        (generous != *self).then_some(generous)
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        let base = "$.models.attributes";
        for (at, outer) in self.catalogue.headings().iter().enumerate() {
            let path = format!("{base}.catalogue[{}]", self.catalogue.unread.place(at));
            of_section(&mut found, &path, outer);
            for (at, inner) in outer.sections.iter().enumerate() {
                let path = format!("{path}.sections[{}]", outer.unread_sections.place(at));
                of_section(&mut found, &path, inner);
            }
        }
        found.extend(Unreadable::members(base, &self.extra, &["gates"], &[]));
        for (place, gate) in self.unread_gates.items() {
            found.push(Unreadable::new(&format!("{base}.gates[{place}]"), whose(gate)));
        }
        for (at, gate) in self.gates.iter().enumerate() {
            let path = format!("{base}.gates[{}]", self.unread_gates.place(at));
            if gate.extra.has("strength") {
                found.push(Unreadable::new(&format!("{path}.strength"), [gate.attribute.as_str()]));
            } else if self.catalogue.item(&gate.needs).is_none() && lacks_items(self) {
                found.push(Unreadable::new(&format!("{path}.needs"), [gate.attribute.as_str()]));
            }
        }
        found.extend(Unreadable::rows("attributes", &self.extra, &["ticks", "services"]));
        for (at, report) in self.reports.iter().enumerate() {
            let path = format!("{base}.reports[{}]", self.reports.unread().place(at));
            let about = [report.id.as_str()];
            found.extend(Unreadable::members(&path, &report.extra, &["groups"], &about));
        }
        found
    }
}

fn of_section(found: &mut Vec<Unreadable>, path: &str, section: &Section) {
    for (at, attribute) in section.attributes.iter().enumerate() {
        let path = format!("{path}.attributes[{}]", section.unread.place(at));
        let about = [attribute.id.as_str()];
        found.extend(Unreadable::members(&path, &attribute.extra, &OF_ATTRIBUTE, &about));
    }
}

/// What else a decision on an attribute has to do with: all that it is reached through.
pub(super) fn involved(policy: &Policy, attribute: &AttributeId) -> Vec<String> {
    let needs = |id: &AttributeId| policy.gates_of(id).map(|gate| gate.needs.clone()).collect();
    reached(attribute.clone(), needs).iter().map(ToString::to_string).collect()
}

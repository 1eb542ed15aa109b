//! What differs between two policies, in words: the catalogue, the gates, each tick, the reports, the
//! services.

use std::collections::{BTreeMap, BTreeSet};

use super::area::{Area, Areas};
use super::explain::{catalogue as address_of, report as report_address, services, tick};
use super::policy::{
    Attribute, AttributeId, Catalogue, Policy, Report, ReportId, Section, SectionId, Strength,
};
use super::section::full_name;
use crate::directory::{Directory, GroupId, Principal, UserId};
use crate::model::{Changed, Changes, Diff};
use crate::shared::{collect_into, moved_indices};

impl Diff for Policy {
    fn changes(
        found: &mut Changes,
        saved: &Self,
        draft: &Self,
        saved_directory: &Directory,
        directory: &Directory,
    ) {
        changes(found, saved, draft, saved_directory, directory);
    }
}

pub(super) fn changes(
    found: &mut Changes,
    saved: &Policy,
    draft: &Policy,
    saved_directory: &Directory,
    directory: &Directory,
) {
    let mut sides = PolicyDiff { saved, draft, saved_directory, directory, found };
    if saved.catalogue != draft.catalogue {
        sections(sides.found, &saved.catalogue, &draft.catalogue);
        attributes(sides.found, &saved.catalogue, &draft.catalogue);
    }
    if saved.gates != draft.gates {
        sides.gates();
    }
    if saved.ticks != draft.ticks {
        sides.ticks();
    }
    if !saved.reports.same(&draft.reports) {
        sides.reports();
    }
    if saved.services != draft.services {
        sides.services();
    }
}

/// The sections by their ids: the one each is within, and itself.
fn by_id(catalogue: &Catalogue) -> BTreeMap<&SectionId, (Option<&Section>, &Section)> {
    let mut all = BTreeMap::new();
    for (outer, section) in catalogue.all() {
        all.entry(&section.id).or_insert((outer, section));
    }
    all
}

fn sections(found: &mut Changes, saved: &Catalogue, draft: &Catalogue) {
    let (was, is) = (by_id(saved), by_id(draft));
    for (outer, section) in saved.all() {
        // What goes with the section it is within needs no words of its own.
        let alone = outer.is_none_or(|outer| is.contains_key(&outer.id));
        if !is.contains_key(&section.id) && alone {
            let name = full_name(outer, section);
            found.push(Changed::gone(format!("{name}: removed from the sections")));
        }
    }
    let mut moved = moved_sections(saved.sections(), draft.sections());
    for outer in draft.sections() {
        if let Some((_, old)) = was.get(&outer.id) {
            moved.extend(moved_sections(&old.sections, &outer.sections));
        }
    }
    for (outer, section) in draft.all() {
        let name = full_name(outer, section);
        let mut say = |words| found.push(Changed::at(address_of(section.id.as_str()), words));
        let Some((old_outer, old)) = was.get(&section.id) else {
            say(format!("{name}: added as a section"));
            continue;
        };
        if old.name != section.name {
            say(format!("{}: renamed to {}", old.name, section.name));
        }
        if old_outer.map(|it| &it.id) != outer.map(|it| &it.id) {
            say(format!("{name}: moved to another section"));
        } else if moved.contains(&section.id) {
            say(format!("{name}: moved among the sections"));
        }
        match (old.select_all, section.select_all) {
            (false, true) => say(format!("{name}: its header has a box for all of it")),
            (true, false) => say(format!("{name}: its header no longer has a box")),
            _ => {}
        }
        if old.description != section.description {
            say(format!("{name}: another explanation"));
        }
        if old.warn != section.warn {
            say(format!("{name}: another warning"));
        }
        if old.families != section.families {
            say(format!("{name}: other families"));
        }
    }
}

/// Which of these sections are out of their earlier order.
fn moved_sections(saved: &[Section], draft: &[Section]) -> BTreeSet<SectionId> {
    let place = |section: &Section| saved.iter().position(|old| old.id == section.id);
    let order: Vec<usize> = draft.iter().filter_map(place).collect();
    let moved = moved_indices(&order);
    let ids = saved.iter().enumerate().filter(|(at, _)| moved.contains(at));
    collect_into(ids.map(|(_, section)| section.id.clone()))
}

fn attributes(found: &mut Changes, saved: &Catalogue, draft: &Catalogue) {
    let (was, is) = (by_id(saved), by_id(draft));
    for (_, section) in saved.all().filter(|(_, section)| is.contains_key(&section.id)) {
        for attribute in &section.attributes {
            if draft.attribute(&attribute.id).is_none() {
                let words = format!("{}: removed from {}", attribute.name, section.name);
                found.push(Changed::gone(words));
            }
        }
    }
    for (_, section) in draft.all() {
        let old = was.get(&section.id).map(|(_, old)| old.attributes.as_slice());
        let old = old.unwrap_or_default();
        let places: BTreeMap<&AttributeId, usize> =
            collect_into(old.iter().enumerate().map(|(at, attribute)| (&attribute.id, at)));
        let order = section.attributes.iter().filter_map(|it| places.get(&it.id).copied());
        let moved = moved_indices(&order.collect::<Vec<_>>());
        for attribute in &section.attributes {
            let name = &attribute.name;
            let mut say = |words| found.push(Changed::at(address_of(attribute.id.as_str()), words));
            let Some((was_in, before)) = saved.with_section(&attribute.id) else {
                say(format!("{name}: added to {}", section.name));
                continue;
            };
            attribute_changes(&mut say, before, attribute);
            if was_in.id != section.id {
                say(format!("{name}: moved from {} to {}", was_in.name, section.name));
            } else if places.get(&attribute.id).is_some_and(|at| moved.contains(at)) {
                say(format!("{name}: moved within {}", section.name));
            }
        }
    }
}

fn attribute_changes(say: &mut impl FnMut(String), old: &Attribute, new: &Attribute) {
    let name = &new.name;
    if old.name != *name {
        say(format!("{}: renamed to {name}", old.name));
    }
    if old.description != new.description {
        say(format!("{name}: another explanation"));
    }
    if old.warn != new.warn {
        say(format!("{name}: another warning"));
    }
    if old.licences != new.licences {
        let list = |licences: &[String]| match licences {
            [] => "none".to_owned(),
            _ => licences.join(", "),
        };
        say(format!("{name}: licences {} → {}", list(&old.licences), list(&new.licences)));
    }
    if old.service != new.service {
        let area = |service: Option<Area>| service.map_or("none", Area::name);
        say(format!("{name}: service {} → {}", area(old.service), area(new.service)));
    }
    let flags = [
        (old.default, new.default, "a default for everyone"),
        (old.obsolete, new.obsolete, "obsolete"),
        (old.unexplained, new.unexplained, "unexplained"),
        (old.referenced, new.referenced, "referenced only"),
        (old.unwarned, new.unwarned, "outside the section's warning"),
        (old.inferred, new.inferred, "inferred"),
    ];
    for (_, is, flag) in flags.into_iter().filter(|(was, is, _)| was != is) {
        say(format!("{name}: {} {flag}", if is { "now" } else { "no longer" }));
    }
}

struct PolicyDiff<'a> {
    saved: &'a Policy,
    draft: &'a Policy,
    saved_directory: &'a Directory,
    directory: &'a Directory,
    found: &'a mut Changes,
}

fn attribute_name(saved: &Policy, draft: &Policy, id: &AttributeId) -> String {
    let found = draft.catalogue.attribute(id);
    found.map_or_else(|| saved.attribute_name(id), |attribute| attribute.name.clone())
}

impl PolicyDiff<'_> {
    fn attribute_name(&self, id: &AttributeId) -> String {
        attribute_name(self.saved, self.draft, id)
    }

    fn removed(&self, id: &AttributeId) -> bool {
        let there = |policy: &Policy| policy.catalogue.attribute(id).is_some();
        there(self.saved) && !there(self.draft)
    }

    fn gates(&mut self) {
        // A file can name a pair more than once; it is said once.
        let mut said = BTreeSet::new();
        for gate in self.draft.gates.iter() {
            if !said.insert((gate.attribute.clone(), gate.needs.clone())) {
                continue;
            }
            let (name, needs) =
                (self.attribute_name(&gate.attribute), self.attribute_name(&gate.needs));
            let old = self.saved.gates.iter().find(|old| old.is(&gate.attribute, &gate.needs));
            if old.is_some_and(|old| old.strength == gate.strength) {
                continue;
            }
            let words = match gate.strength {
                Strength::Deny => format!("{name}: needs {needs}"),
                Strength::Warn => format!("{name}: advised to go with {needs}"),
            };
            let there = self.draft.catalogue.attribute(&gate.attribute).is_some();
            let address = there.then(|| address_of(gate.attribute.as_str()));
            self.found.push(Changed { words, address });
        }
        let (saved, draft) = (self.saved, self.draft);
        for gate in saved.gates.iter() {
            let stays = draft.gates.iter().any(|new| new.is(&gate.attribute, &gate.needs));
            let gone = self.removed(&gate.attribute) || self.removed(&gate.needs);
            let pair = (gate.attribute.clone(), gate.needs.clone());
            if !stays && !gone && said.insert(pair) {
                let (name, needs) =
                    (self.attribute_name(&gate.attribute), self.attribute_name(&gate.needs));
                self.found.push(Changed::gone(format!("{name}: no longer needs {needs}")));
            }
        }
        let order = |one: &Policy, other: &Policy| -> Vec<(AttributeId, AttributeId)> {
            let both = one
                .gates
                .iter()
                .filter(|gate| other.gates.iter().any(|it| it.is(&gate.attribute, &gate.needs)));
            both.map(|gate| (gate.attribute.clone(), gate.needs.clone())).collect()
        };
        if order(saved, draft) != order(draft, saved) {
            self.found.push(Changed::gone("The gates stand in another order".to_owned()));
        }
    }

    /// All groups that can have ticks, in the directory's order; without those that left it, whose
    /// ticks went with them.
    fn groups(&self) -> Vec<GroupId> {
        let listed = self.directory.groups.iter().map(|group| group.id.clone());
        let mut all: Vec<GroupId> = listed.collect();
        let unknown = self.saved.ticks.keys().chain(self.draft.ticks.keys()).cloned();
        let unknown: BTreeSet<GroupId> = collect_into(unknown.filter(|id| !self.left(id)));
        all.extend(unknown.into_iter().filter(|id| !self.directory.groups.has(id)));
        all
    }

    fn left(&self, group: &GroupId) -> bool {
        self.saved_directory.groups.has(group) && !self.directory.groups.has(group)
    }

    fn group_name(&self, group: &GroupId) -> String {
        self.directory.name(&Principal::Group(group.clone()))
    }

    fn ticks(&mut self) {
        let nothing = BTreeSet::new();
        let (saved, draft) = (self.saved, self.draft);
        for group in self.groups() {
            let (was, is) = (saved.ticks.get(&group), draft.ticks.get(&group));
            if was == is {
                continue;
            }
            let was = was.map_or(&nothing, |ticked| &**ticked);
            let is = is.map_or(&nothing, |ticked| &**ticked);
            let differs: BTreeSet<&AttributeId> = collect_into(was.symmetric_difference(is));
            let listed = draft.catalogue.attributes().map(|attribute| &attribute.id);
            let mut order: Vec<&AttributeId> = listed.filter(|id| differs.contains(id)).collect();
            // What left the catalogue took its ticks with it.
            let beyond = differs.iter().filter(|id| draft.catalogue.attribute(id).is_none());
            order.extend(beyond.filter(|id| !self.removed(id)).copied());
            let name = self.group_name(&group);
            for id in order {
                self.found.say(|| {
                    let turned = if is.contains(id) { "ticked" } else { "no longer ticked" };
                    let words = format!("{name}: {} {turned}", attribute_name(saved, draft, id));
                    let there = draft.catalogue.attribute(id).is_some();
                    Changed { words, address: there.then(|| tick(&group, id)) }
                });
            }
        }
    }

    fn reports(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        for old in saved.reports.iter().filter(|old| !draft.reports.has(&old.id)) {
            self.found.push(Changed::gone(format!("{}: removed from the reports", old.name)));
        }
        for new in draft.reports.iter() {
            match saved.reports.get(&new.id) {
                Some(old) if old == new => {}
                Some(old) => self.report(old, new),
                None => {
                    let words = format!("{}: added as a report", new.name);
                    self.found.push(Changed::at(report_address(&new.id), words));
                }
            }
        }
        let order = |one: &Policy, other: &Policy| -> Vec<ReportId> {
            let both = one.reports.iter().filter(|report| other.reports.has(&report.id));
            both.map(|report| report.id.clone()).collect()
        };
        if order(saved, draft) != order(draft, saved) {
            self.found.push(Changed::gone("The reports stand in another order".to_owned()));
        }
    }

    fn report(&mut self, old: &Report, new: &Report) {
        let name = &new.name;
        let mut lines = Vec::new();
        if old.name != *name {
            lines.push(format!("{}: renamed to {name}", old.name));
        }
        if old.place != new.place {
            let place = |place: &Option<String>| place.clone().unwrap_or("nowhere".to_owned());
            lines.push(format!("{name}: from {} → {}", place(&old.place), place(&new.place)));
        }
        for group in new.groups.symmetric_difference(&old.groups) {
            if self.left(group) {
                continue;
            }
            let turned = if new.groups.contains(group) { "ticked" } else { "no longer ticked" };
            lines.push(format!("{}: the report {name} {turned}", self.group_name(group)));
        }
        let at = report_address(&new.id);
        lines.into_iter().for_each(|words| self.found.push(Changed::at(at.clone(), words)));
    }

    fn services(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        let both: BTreeSet<&UserId> =
            collect_into(saved.services.keys().chain(draft.services.keys()));
        for user in both {
            let (was, is) = (saved.services_of(Some(user)), draft.services_of(Some(user)));
            let left = self.saved_directory.users.has(user) && !self.directory.users.has(user);
            if was == is || left {
                continue;
            }
            let name = self.directory.name(&Principal::User(user.clone()));
            let words = format!("{name}: works in {} → {}", in_words(was), in_words(is));
            let address = (!is.is_empty()).then(|| services(user));
            self.found.push(Changed { words, address });
        }
    }
}

/// Areas in words.
pub fn in_words(areas: Areas) -> String {
    let names: Vec<&str> = areas.iter().map(Area::name).collect();
    match names.as_slice() {
        [] => "no service".to_owned(),
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

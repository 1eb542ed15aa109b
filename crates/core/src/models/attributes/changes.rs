//! What differs between two policies, in words: the catalogue, the gates, each tick, the reports, the
//! services.

use std::collections::BTreeSet;

use super::area::{Area, Areas};
use super::explain::{catalogue as address_of, report as report_address, services, tick};
use super::policy::{
    Attribute, AttributeId, Catalogue, Gate, Policy, Report, Section, SectionId, Strength,
};
use super::section::full_name;
use crate::diff::{self, PolicyDiff, Tell};
use crate::format::listed;
use crate::model::{Changed, Changes, Diff, item_changes};

impl Diff for Policy {
    fn changes(diff: &mut PolicyDiff<'_, Self>) {
        diff.catalogue();
        diff.gates();
        diff.ticks();
        diff.reports();
        diff.services();
    }
}

fn sections(found: &mut Changes, saved: &Catalogue, draft: &Catalogue) {
    for (outer, section) in saved.all() {
        // What goes with the section it is within needs no words of its own.
        let alone = outer.is_none_or(|outer| draft.with_outer(&outer.id).is_some());
        if draft.with_outer(&section.id).is_none() && alone {
            let name = full_name(outer, section);
            found.push(Changed::gone(format!("{name}: removed from the sections")));
        }
    }
    let mut moved = moved_sections(saved.headings(), draft.headings());
    for outer in draft.headings() {
        if let Some((_, old)) = saved.with_outer(&outer.id) {
            moved.extend(moved_sections(&old.sections, &outer.sections));
        }
    }
    for (outer, section) in draft.all() {
        let name = full_name(outer, section);
        let mut say = |words| found.push(Changed::at(address_of(section.id.as_str()), words));
        let Some((old_outer, old)) = saved.with_outer(&section.id) else {
            say(format!("{name}: added as a section"));
            continue;
        };
        let (mut tell, was, is) = (Tell(&mut say), old.select_all, section.select_all);
        let elsewhere = old_outer.map(|it| &it.id) != outer.map(|it| &it.id);
        let moved = !elsewhere && moved.contains(&section.id);
        tell.when(old.name != section.name, || {
            format!("{}: renamed to {}", old.name, section.name)
        });
        tell.when(elsewhere, || format!("{name}: moved to another section"));
        tell.when(moved, || format!("{name}: moved among the sections"));
        tell.when(is && !was, || format!("{name}: its header has a box for all of it"));
        tell.when(was && !is, || format!("{name}: its header no longer has a box"));
        let described = old.description != section.description;
        tell.when(described, || format!("{name}: another explanation"));
        tell.when(old.warn != section.warn, || format!("{name}: another warning"));
        tell.when(old.families != section.families, || format!("{name}: other families"));
    }
}

fn moved_sections<'a>(was: &'a [Section], is: &'a [Section]) -> BTreeSet<&'a SectionId> {
    diff::moved(was.iter().map(|it| &it.id), is.iter().map(|it| &it.id))
}

fn attribute_changes(tell: &mut Tell<'_>, old: &Attribute, new: &Attribute) {
    let name = &new.name;
    tell.when(old.name != *name, || format!("{}: renamed to {name}", old.name));
    tell.when(old.description != new.description, || format!("{name}: another explanation"));
    tell.when(old.warn != new.warn, || format!("{name}: another warning"));
    tell.when(old.licences != new.licences, || {
        let list = |licences: &[String]| match licences {
            [] => "none".to_owned(),
            _ => licences.join(", "),
        };
        format!("{name}: licences {} → {}", list(&old.licences), list(&new.licences))
    });
    tell.when(old.service != new.service, || {
        let area = |service: Option<Area>| service.map_or("none", Area::name);
        format!("{name}: service {} → {}", area(old.service), area(new.service))
    });
    let flags = [
        (old.default, new.default, "a default for everyone"),
        (old.obsolete, new.obsolete, "obsolete"),
        (old.unexplained, new.unexplained, "unexplained"),
        (old.referenced, new.referenced, "referenced only"),
        (old.unwarned, new.unwarned, "outside the section's warning"),
        (old.inferred, new.inferred, "inferred"),
    ];
    for (was, is, flag) in flags {
        tell.when(was != is, || format!("{name}: {} {flag}", if is { "now" } else { "no longer" }));
    }
}

impl PolicyDiff<'_, Policy> {
    fn catalogue(&mut self) {
        let (saved, draft) = (&self.saved.catalogue, &self.draft.catalogue);
        if saved == draft {
            return;
        }
        sections(self.found, saved, draft);
        let address = |attribute: &Attribute| address_of(attribute.id.as_str());
        item_changes(self.found, (saved, draft), address, attribute_changes);
    }

    fn is_removed(&self, id: &AttributeId) -> bool {
        let there = |policy: &Policy| policy.catalogue.item(id).is_some();
        there(self.saved) && !there(self.draft)
    }

    fn gates(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        if saved.gates == draft.gates {
            return;
        }
        let gates = diff::list(&*saved.gates, &*draft.gates, |it| (&it.attribute, &it.needs));
        let name = |id| Catalogue::name_in([&draft.catalogue, &saved.catalogue], id);
        for (old, gate) in gates.changed {
            if old.is_some_and(|old| old.strength == gate.strength) {
                continue;
            }
            let (name, needs) = (name(&gate.attribute), name(&gate.needs));
            let words = match gate.strength {
                Strength::Deny => format!("{name}: needs {needs}"),
                Strength::Warn => format!("{name}: advised to go with {needs}"),
            };
            let there = draft.catalogue.item(&gate.attribute).is_some();
            let address = there.then(|| address_of(gate.attribute.as_str()));
            self.found.push(Changed::told(words, address));
        }
        for gate in gates.removed {
            if !self.is_removed(&gate.attribute) && !self.is_removed(&gate.needs) {
                let (name, needs) = (name(&gate.attribute), name(&gate.needs));
                self.gone(format!("{name}: no longer needs {needs}"));
            }
        }
        let pair = |gate: &Gate| (gate.attribute.clone(), gate.needs.clone());
        if diff::is_reordered(saved.gates.iter().map(pair), draft.gates.iter().map(pair)) {
            self.gone("The gates stand in another order".to_owned());
        }
    }

    fn ticks(&mut self) {
        let (saved, draft, none) = (self.saved, self.draft, BTreeSet::new());
        let groups = diff::map(&saved.ticks, &draft.ticks).into_iter();
        for (group, (was, is)) in self.by_principal(groups.map(|(it, was, is)| (it, (was, is)))) {
            let was = was.map_or(&none, |ticked| &**ticked);
            let is = is.map_or(&none, |ticked| &**ticked);
            // What left the catalogue took its ticks with it.
            let turned = was.symmetric_difference(is).filter(|id| !self.is_removed(id));
            let listed = draft.catalogue.items().map(|attribute| attribute.id.as_str());
            let turned = diff::in_order(listed, turned.map(|id| (id, is.contains(id))));
            let name = self.name_of(group.as_str());
            for (id, ticked) in turned {
                self.found.say(|| {
                    let turned = if ticked { "ticked" } else { "no longer ticked" };
                    let attribute = Catalogue::name_in([&draft.catalogue, &saved.catalogue], id);
                    let there = draft.catalogue.item(id).is_some();
                    let address = there.then(|| tick(group, id));
                    Changed::told(format!("{name}: {attribute} {turned}"), address)
                });
            }
        }
    }

    fn reports(&mut self) {
        let (saved, draft) = (&self.saved.reports, &self.draft.reports);
        if saved.same(draft) {
            return;
        }
        let reports = diff::table(saved, draft);
        for old in reports.removed {
            self.gone(format!("{}: removed from the reports", old.name));
        }
        for (old, new) in reports.changed {
            match old {
                Some(old) => self.report(old, new),
                None => {
                    self.at(report_address(&new.id), format!("{}: added as a report", new.name));
                }
            }
        }
        if diff::is_reordered(saved.iter().map(|it| &it.id), draft.iter().map(|it| &it.id)) {
            self.gone("The reports stand in another order".to_owned());
        }
    }

    fn report(&mut self, old: &Report, new: &Report) {
        let (name, at) = (&new.name, report_address(&new.id));
        self.when(old.name != *name, &at, |_| format!("{}: renamed to {name}", old.name));
        self.when(old.place != new.place, &at, |_| {
            let place = |place: &Option<String>| place.clone().unwrap_or("nowhere".to_owned());
            let (was, is) = (place(&old.place), place(&new.place));
            format!("{name}: from {was} → {is}")
        });
        for group in new.groups.symmetric_difference(&old.groups) {
            if !self.left(group.as_str()) {
                let turned = if new.groups.contains(group) { "ticked" } else { "no longer ticked" };
                let group = self.name_of(group.as_str());
                self.at(at.clone(), format!("{group}: the report {name} {turned}"));
            }
        }
    }

    fn services(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        for (user, ..) in diff::map(&saved.services, &draft.services) {
            let (was, is) = (saved.services_of(Some(user)), draft.services_of(Some(user)));
            if was == is || self.left(user.as_str()) {
                continue;
            }
            let name = self.name_of(user.as_str());
            let words = format!("{name}: works in {} → {}", in_words(was), in_words(is));
            let address = (!is.is_empty()).then(|| services(user));
            self.found.push(Changed::told(words, address));
        }
    }
}

/// Areas in words.
pub fn in_words(areas: Areas) -> String {
    let names: Vec<&str> = areas.iter().map(Area::name).collect();
    if names.is_empty() { "no service".to_owned() } else { listed(&names) }
}

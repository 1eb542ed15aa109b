//! Edits of the catalogue: sections, attributes and gates.

use super::edit::Edit;
use super::policy::{Attribute, AttributeId, Policy, Section, SectionId, Ticks};
use crate::directory::rejection::{self, Done, absent, insert, named, no, refuse, shift};
use crate::shared::Shared;

pub(super) fn apply(policy: &mut Shared<Policy>, edit: &Edit) -> Done {
    match edit {
        Edit::AddSection(section, within, at) => {
            add_section(policy, section, within.as_ref(), *at)?;
        }
        Edit::SetSection(section) => {
            named(&section.name)?;
            in_section(policy, &section.id, |found| {
                found.name.clone_from(&section.name);
                found.description.clone_from(&section.description);
                found.select_all = section.select_all;
                found.warn.clone_from(&section.warn);
                found.families.clone_from(&section.families);
            })?;
        }
        Edit::MoveSection(id, to) => {
            known_section(policy, id)?;
            change(policy, |sections| {
                let own = sections.iter().any(|section| section.id == *id);
                let outer = sections.iter_mut().map(|section| &mut section.sections);
                let mut within = outer.filter(|them| them.iter().any(|it| it.id == *id));
                match within.next() {
                    Some(them) if !own => shift(them, |it| it.id == *id, *to),
                    _ => shift(sections, |it| it.id == *id, *to),
                }
            });
        }
        Edit::RemoveSection(id) => {
            let section = known_section(policy, id)?;
            let within = section.sections.iter().flat_map(|section| &section.attributes);
            let gone = section.attributes.iter().chain(within).map(|it| it.id.clone());
            let gone: Vec<AttributeId> = gone.collect();
            change(policy, |sections| {
                sections.retain(|section| section.id != *id);
                let outer = sections.iter_mut();
                outer.for_each(|outer| outer.sections.retain(|section| section.id != *id));
            });
            gone.iter().for_each(|attribute| forget(policy.edit(), attribute));
        }
        Edit::AddAttribute(section, attribute, at) => {
            named(&attribute.name)?;
            free(policy, attribute.id.as_str())?;
            in_section(policy, section, |section| {
                insert(&mut section.attributes, *at, attribute.clone());
            })?;
        }
        Edit::SetAttribute(attribute) => {
            named(&attribute.name)?;
            let section = known(policy, &attribute.id)?.0.id.clone();
            in_section(policy, &section, |section| {
                let mut found = section.attributes.iter_mut().filter(|it| it.id == attribute.id);
                found.next().into_iter().for_each(|found| *found = mended(attribute, found));
            })?;
        }
        Edit::MoveAttribute(id, to, at) => {
            let (from, attribute) = known(policy, id)?;
            let (from, attribute) = (from.id.clone(), attribute.clone());
            known_section(policy, to)?;
            change(policy, |sections| {
                with_section(sections, &from, |it| it.attributes.retain(|it| it.id != *id));
                with_section(sections, to, |it| insert(&mut it.attributes, *at, attribute));
            });
        }
        Edit::RemoveAttribute(id) => {
            let section = known(policy, id)?.0.id.clone();
            in_section(policy, &section, |section| {
                section.attributes.retain(|attribute| attribute.id != *id);
            })?;
            forget(policy.edit(), id);
        }
        Edit::AddGate(gate) => {
            known(policy, &gate.attribute)?;
            known(policy, &gate.needs)?;
            if gate.attribute == gate.needs {
                return refuse("an attribute cannot be its own gate");
            }
            let gates = policy.edit().gates.edit();
            gates.retain(|old| !old.is(&gate.attribute, &gate.needs));
            gates.push(gate.clone());
        }
        Edit::RemoveGate(attribute, needs) => {
            if !policy.gates.iter().any(|gate| gate.is(attribute, needs)) {
                return Err(no("gate of", attribute));
            }
            policy.edit().gates.edit().retain(|gate| !gate.is(attribute, needs));
        }
        _ => {}
    }
    Ok(())
}

fn change(policy: &mut Shared<Policy>, change: impl FnOnce(&mut Vec<Section>)) {
    let catalogue = policy.catalogue.changed(change);
    policy.edit().catalogue = catalogue.into();
}

/// One in the place of another: what could not be read stays where nothing else was chosen.
fn mended(attribute: &Attribute, old: &Attribute) -> Attribute {
    let mut new = attribute.clone();
    let chosen = [
        ("default", new.default != old.default),
        ("licences", new.licences != old.licences),
        ("obsolete", new.obsolete != old.obsolete),
        ("service", new.service != old.service),
    ];
    for (key, _) in chosen.into_iter().filter(|(_, chosen)| *chosen) {
        new.extra.remove(key);
    }
    new
}

fn add_section(
    policy: &mut Shared<Policy>,
    section: &Section,
    within: Option<&SectionId>,
    at: usize,
) -> Done {
    named(&section.name)?;
    free(policy, section.id.as_str())?;
    for attribute in &section.attributes {
        free(policy, attribute.id.as_str())?;
    }
    if !section.sections.is_empty() {
        return refuse("add the sections within it one by one");
    }
    let Some(outer) = within else {
        change(policy, |sections| insert(sections, at, section.clone()));
        return Ok(());
    };
    if !policy.catalogue.sections().iter().any(|section| section.id == *outer) {
        known_section(policy, outer)?;
        return refuse("a section within another has none itself");
    }
    in_section(policy, outer, |outer| insert(&mut outer.sections, at, section.clone()))
}

/// Takes an attribute out of whatever names it.
fn forget(policy: &mut Policy, attribute: &AttributeId) {
    if policy.ticks.values().any(|ticked| ticked.contains(attribute)) {
        let ticks: &mut Ticks = policy.ticks.edit();
        ticks.values_mut().for_each(|ticked| ticked.turn(attribute, false));
        ticks.retain(|_, ticked| !ticked.is_empty());
    }
    if policy.gates.iter().any(|gate| gate.attribute == *attribute || gate.needs == *attribute) {
        let gates = policy.gates.edit();
        gates.retain(|gate| gate.attribute != *attribute && gate.needs != *attribute);
    }
}

pub(super) fn free(policy: &Policy, id: &str) -> Done {
    let taken = policy.catalogue.attribute(&id.into()).is_some()
        || policy.catalogue.section(&id.into()).is_some()
        || policy.reports.find(id).is_some();
    rejection::free(id, taken)
}

fn known<'a>(policy: &'a Policy, id: &AttributeId) -> Done<(&'a Section, &'a Attribute)> {
    policy.catalogue.with_section(id).ok_or_else(|| absent(id))
}

pub(super) fn known_section<'a>(policy: &'a Policy, id: &SectionId) -> Done<&'a Section> {
    let found = policy.catalogue.section(id).map(|(_, section)| section);
    found.ok_or_else(|| absent(id))
}

fn in_section(
    policy: &mut Shared<Policy>,
    id: &SectionId,
    edit: impl FnOnce(&mut Section),
) -> Done {
    known_section(policy, id)?;
    change(policy, |sections| with_section(sections, id, edit));
    Ok(())
}

fn with_section(sections: &mut [Section], id: &SectionId, change: impl FnOnce(&mut Section)) {
    for outer in sections {
        if outer.id == *id {
            return change(outer);
        }
        if let Some(inner) = outer.sections.iter_mut().find(|inner| inner.id == *id) {
            return change(inner);
        }
    }
}

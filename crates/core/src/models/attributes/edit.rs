//! What can be done to the policy, and what each edit is called.

use super::Attributes;
use super::area::Areas;
use super::policy::{
    Attribute, AttributeId, Gate, Policy, Report, ReportId, Section, SectionId, Tick, Ticks,
};
use crate::directory::rejection::{Done, absent, add, change, free, known, named, no, refuse};
use crate::directory::{Directory, GroupId, Principal, UserId};
use crate::model;

/// One edit of the policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Ticks an attribute for a group, or takes its tick away.
    Tick(GroupId, AttributeId, Tick),
    /// Does so with everything that the box in a section's header covers.
    TickSection(GroupId, SectionId, Tick),
    /// Ticks a report for a group, or takes its tick away.
    TickReport(GroupId, ReportId, Tick),
    /// Gives one group exactly the ticks of another, those of reports too: from whom, to whom.
    CopyTicks(GroupId, GroupId),
    /// Takes every tick from a group.
    ClearGroup(GroupId),
    /// Sets the areas that somebody works in.
    SetServices(UserId, Areas),
    /// Adds a report.
    AddReport(Report),
    /// Gives a report another name.
    RenameReport(ReportId, String),
    /// Says where a report is started from; blank says nothing.
    PlaceReport(ReportId, String),
    /// Removes a report.
    RemoveReport(ReportId),
    /// Adds a section, within another one or not, before a position from 0.
    AddSection(Section, Option<SectionId>, usize),
    /// Sets what is known of the section of this id, but for what stands in it.
    SetSection(Section),
    /// Moves a section to a position among its neighbours, from 0.
    MoveSection(SectionId, usize),
    /// Removes a section and all in it.
    RemoveSection(SectionId),
    /// Adds an attribute to a section before a position, from 0.
    AddAttribute(SectionId, Attribute, usize),
    /// Sets what is known of the attribute of this id.
    SetAttribute(Attribute),
    /// Moves an attribute to a position of a section, from 0.
    MoveAttribute(AttributeId, SectionId, usize),
    /// Removes an attribute, its ticks and its gates.
    RemoveAttribute(AttributeId),
    /// Adds a gate, or replaces that of the same pair.
    AddGate(Gate),
    /// Removes the gate of a pair: what is behind it, what it needs.
    RemoveGate(AttributeId, AttributeId),
}

impl model::Edit<Attributes> for Edit {
    fn make(&self, policy: &mut Policy, directory: &Directory) -> Done {
        match self {
            Edit::Tick(group, attribute, tick) => {
                known(&directory.groups, group)?;
                // What the catalogue does not know can still be taken away.
                if policy.catalogue.item(attribute).is_none() && !policy.ticks(group, attribute) {
                    return Err(absent(attribute));
                }
                tick_all(policy, group, vec![attribute.clone()], *tick);
            }
            Edit::TickSection(group, section, tick) => {
                known(&directory.groups, group)?;
                let found = policy.catalogue.known_heading(section)?;
                if !found.select_all {
                    let name = &found.name;
                    return refuse(format!("the header of `{name}` has no box for all of it"));
                }
                // R9: obsolete ones too, and whether a filter shows them or not.
                let covered = found.under_header().map(|attribute| attribute.id.clone()).collect();
                tick_all(policy, group, covered, *tick);
            }
            Edit::TickReport(group, report, tick) => {
                known(&directory.groups, group)?;
                let found = known(&policy.reports, report)?;
                if found.groups.contains(group) != tick.is_on() {
                    policy.reports.edit(report, |report| {
                        turn(&mut report.groups, group, *tick);
                        report.extra.remove("groups");
                    });
                }
            }
            Edit::CopyTicks(from, to) => {
                known(&directory.groups, from)?;
                known(&directory.groups, to)?;
                let ticked = policy.ticks.get(from).cloned();
                policy.ticks.put(to, ticked);
                of_reports(policy, to, |report| Tick::when(report.groups.contains(from)));
            }
            Edit::ClearGroup(group) => {
                policy.ticks.put(group, None);
                of_reports(policy, group, |_| Tick::Off);
            }
            Edit::SetServices(user, areas) => {
                if policy.services_of(Some(user)) == *areas {
                    return Ok(());
                }
                if !areas.is_empty() {
                    known(&directory.users, user)?;
                }
                policy.extra.remove_within("services", user.as_str());
                policy.services.put(user, Some(*areas).filter(|areas| !areas.is_empty()));
            }
            Edit::AddReport(report) => {
                named(&report.name)?;
                policy.catalogue.free(report.id.as_str())?;
                add(&mut policy.reports, report)?;
            }
            Edit::RenameReport(id, name) => {
                named(name)?;
                change(&mut policy.reports, id, |report| report.name.clone_from(name))?;
            }
            Edit::PlaceReport(id, place) => {
                let place = Some(place.trim()).filter(|place| !place.is_empty()).map(str::to_owned);
                change(&mut policy.reports, id, |report| report.place = place)?;
            }
            Edit::RemoveReport(id) => {
                known(&policy.reports, id)?;
                policy.reports.remove(id);
            }
            Edit::AddSection(section, within, at) => {
                add_section(policy, section, within.as_ref(), *at)?;
            }
            Edit::SetSection(section) => {
                named(&section.name)?;
                policy.catalogue.edit().in_heading(&section.id, |found| {
                    found.name.clone_from(&section.name);
                    found.description.clone_from(&section.description);
                    found.select_all = section.select_all;
                    found.warn.clone_from(&section.warn);
                    found.families.clone_from(&section.families);
                })?;
            }
            Edit::MoveSection(id, to) => policy.catalogue.edit().move_heading(id, *to)?,
            Edit::RemoveSection(id) => {
                let gone = policy.catalogue.edit().remove_heading(id)?;
                gone.iter().for_each(|attribute| forget_attribute(policy, attribute));
            }
            Edit::AddAttribute(section, attribute, at) => {
                free_of_reports(policy, attribute.id.as_str())?;
                policy.catalogue.edit().add_item(section, attribute, *at)?;
            }
            Edit::SetAttribute(attribute) => {
                named(&attribute.name)?;
                let catalogue = policy.catalogue.edit();
                catalogue.in_item(&attribute.id, |found| *found = mended(attribute, found))?;
            }
            Edit::MoveAttribute(id, to, at) => policy.catalogue.edit().move_item(id, to, *at)?,
            Edit::RemoveAttribute(id) => {
                policy.catalogue.edit().remove_item(id)?;
                forget_attribute(policy, id);
            }
            Edit::AddGate(gate) => {
                policy.catalogue.known(&gate.attribute)?;
                policy.catalogue.known(&gate.needs)?;
                if gate.attribute == gate.needs {
                    return refuse("an attribute cannot be its own gate");
                }
                let gates = policy.gates.edit();
                gates.retain(|old| !old.is(&gate.attribute, &gate.needs));
                gates.push(gate.clone());
            }
            Edit::RemoveGate(attribute, needs) => {
                if !policy.gates.iter().any(|gate| gate.is(attribute, needs)) {
                    return Err(no("gate of", attribute));
                }
                policy.gates.edit().retain(|gate| !gate.is(attribute, needs));
            }
        }
        Ok(())
    }

    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let group = |id: &GroupId| directory.groups.name(id);
        let attribute = |id: &AttributeId| policy.catalogue.name(id);
        let report = |id: &ReportId| policy.reports.name(id);
        let section = |id: &SectionId| policy.catalogue.name(id);
        let ticks = |tick: &Tick| if tick.is_on() { "tick" } else { "untick" };
        match self {
            Edit::Tick(g, a, tick) => {
                format!("{}: {} {}", group(g), ticks(tick), attribute(a))
            }
            Edit::TickSection(g, s, tick) => {
                format!("{}: {} all of {}", group(g), ticks(tick), section(s))
            }
            Edit::TickReport(g, r, tick) => {
                format!("{}: {} the report {}", group(g), ticks(tick), report(r))
            }
            Edit::CopyTicks(from, to) => format!("{}: the ticks of {}", group(to), group(from)),
            Edit::ClearGroup(g) => format!("{}: untick everything", group(g)),
            Edit::SetServices(user, _) => format!("{}: services", directory.users.name(user)),
            Edit::AddReport(r) => format!("add the report {}", r.name),
            Edit::RenameReport(r, name) => format!("rename {} to {name}", report(r)),
            Edit::PlaceReport(r, _) => format!("{}: where it is started from", report(r)),
            Edit::RemoveReport(r) => format!("remove the report {}", report(r)),
            Edit::AddSection(s, ..) => format!("add {}", s.name),
            Edit::SetSection(s) => format!("change {}", section(&s.id)),
            Edit::MoveSection(s, _) => format!("move {}", section(s)),
            Edit::RemoveSection(s) => format!("remove {}", section(s)),
            Edit::AddAttribute(s, a, _) => format!("add {} to {}", a.name, section(s)),
            Edit::SetAttribute(a) => format!("change {}", attribute(&a.id)),
            Edit::MoveAttribute(a, s, _) => format!("move {} within {}", attribute(a), section(s)),
            Edit::RemoveAttribute(a) => format!("remove {}", attribute(a)),
            Edit::AddGate(gate) => {
                format!("{} needs {}", attribute(&gate.attribute), attribute(&gate.needs))
            }
            Edit::RemoveGate(a, needs) => {
                format!("{} no longer needs {}", attribute(a), attribute(needs))
            }
        }
    }

    fn forget(policy: &Policy, principal: &Principal) -> Option<Self> {
        match principal {
            Principal::Group(group) => {
                let holds = policy.ticks.contains_key(group)
                    || policy.reports.iter().any(|report| report.groups.contains(group));
                holds.then(|| Self::ClearGroup(group.clone()))
            }
            Principal::User(user) => {
                let works = policy.services.contains_key(user);
                works.then(|| Self::SetServices(user.clone(), Areas::default()))
            }
            _ => None,
        }
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Self {
        Self::CopyTicks(from.clone(), to.clone())
    }
}

/// Makes boxes of one group one thing.
fn tick_all(policy: &mut Policy, group: &GroupId, attributes: Vec<AttributeId>, tick: Tick) {
    let differs = |id: &AttributeId| policy.ticks(group, id) != tick.is_on();
    let turned: Vec<AttributeId> = attributes.into_iter().filter(differs).collect();
    if turned.is_empty() {
        return;
    }
    policy.extra.remove_within("ticks", group.as_str());
    let ticks: &mut Ticks = policy.ticks.edit();
    let ticked = ticks.entry(group.clone()).or_default().edit();
    turned.iter().for_each(|id| turn(ticked, id, tick));
    if ticked.is_empty() {
        ticks.remove(group);
    }
}

fn turn<T: Ord + Clone>(set: &mut std::collections::BTreeSet<T>, item: &T, tick: Tick) {
    match tick {
        Tick::On => drop(set.insert(item.clone())),
        Tick::Off => drop(set.remove(item)),
    }
}

/// Sets a group's box on every report.
fn of_reports(policy: &mut Policy, group: &GroupId, tick: impl Fn(&Report) -> Tick) {
    policy.reports.edit_each(
        |report| report.groups.contains(group) != tick(report).is_on(),
        |report| {
            let tick = tick(report);
            turn(&mut report.groups, group, tick);
        },
    );
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

/// No report has this id.
fn free_of_reports(policy: &Policy, id: &str) -> Done {
    free(id, policy.reports.find(id).is_some())
}

fn add_section(
    policy: &mut Policy,
    section: &Section,
    within: Option<&SectionId>,
    at: usize,
) -> Done {
    let ids = section.attributes.iter().map(|attribute| attribute.id.as_str());
    let mut ids = std::iter::once(section.id.as_str()).chain(ids);
    ids.try_for_each(|id| free_of_reports(policy, id))?;
    if !section.sections.is_empty() {
        return refuse("add the sections within it one by one");
    }
    let outer = within.map(|id| policy.catalogue.with_outer(id).ok_or_else(|| absent(id)));
    if outer.transpose()?.is_some_and(|(outer, _)| outer.is_some()) {
        return refuse("a section within another has none itself");
    }
    policy.catalogue.edit().add_heading(section, within, at)
}

/// Takes an attribute out of whatever names it.
fn forget_attribute(policy: &mut Policy, attribute: &AttributeId) {
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

//! What can be done to the policy, and what each edit is called.

use super::area::Areas;
use super::policy::{
    Attribute, AttributeId, Gate, Policy, Report, ReportId, Section, SectionId, Tick, Ticks,
};
use super::{Attributes, catalogue_edit};
use crate::directory::rejection::{Done, absent, add, change, known, named, refuse};
use crate::directory::{Directory, GroupId, Principal, UserId};
use crate::model;
use crate::shared::Shared;

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
    fn apply(&self, policy: &mut Shared<Policy>, directory: &Directory) -> Done {
        match self {
            Edit::Tick(group, attribute, tick) => {
                known(&directory.groups, group)?;
                // What the catalogue does not know can still be taken away.
                if policy.catalogue.attribute(attribute).is_none()
                    && !policy.ticks(group, attribute)
                {
                    return Err(absent(attribute));
                }
                tick_all(policy, group, vec![attribute.clone()], *tick);
            }
            Edit::TickSection(group, section, tick) => {
                known(&directory.groups, group)?;
                let found = catalogue_edit::known_section(policy, section)?;
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
                    policy.edit().reports.edit(report, |report| {
                        turn(&mut report.groups, group, *tick);
                        report.extra.remove("groups");
                    });
                }
            }
            Edit::CopyTicks(from, to) => {
                known(&directory.groups, from)?;
                known(&directory.groups, to)?;
                let ticked = policy.ticks.get(from).cloned();
                let policy = policy.edit();
                policy.ticks.put(to, ticked);
                of_reports(policy, to, |report| Tick::when(report.groups.contains(from)));
            }
            Edit::ClearGroup(group) => {
                if holds(policy, group) {
                    let policy = policy.edit();
                    policy.ticks.put(group, None);
                    of_reports(policy, group, |_| Tick::Off);
                }
            }
            Edit::SetServices(user, areas) => {
                if policy.services_of(Some(user)) == *areas {
                    return Ok(());
                }
                if !areas.is_empty() {
                    known(&directory.users, user)?;
                }
                let policy = policy.edit();
                policy.extra.remove_within("services", user.as_str());
                policy.services.put(user, Some(*areas).filter(|areas| !areas.is_empty()));
            }
            Edit::AddReport(report) => {
                named(&report.name)?;
                catalogue_edit::free(policy, report.id.as_str())?;
                add(&mut policy.edit().reports, report)?;
            }
            Edit::RenameReport(id, name) => {
                named(name)?;
                known(&policy.reports, id)?;
                change(&mut policy.edit().reports, id, |report| report.name.clone_from(name))?;
            }
            Edit::PlaceReport(id, place) => {
                known(&policy.reports, id)?;
                let place = Some(place.trim()).filter(|place| !place.is_empty()).map(str::to_owned);
                change(&mut policy.edit().reports, id, |report| report.place = place)?;
            }
            Edit::RemoveReport(id) => {
                known(&policy.reports, id)?;
                policy.edit().reports.remove(id);
            }
            _ => catalogue_edit::apply(policy, self)?,
        }
        Ok(())
    }

    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let group = |id: &GroupId| directory.groups.name(id);
        let attribute = |id: &AttributeId| policy.attribute_name(id);
        let report = |id: &ReportId| policy.reports.name(id);
        let section = |id: &SectionId| {
            let found = policy.catalogue.section(id);
            found.map_or_else(|| id.to_string(), |(_, section)| section.name.clone())
        };
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

    fn forget(policy: &Policy, principal: &Principal) -> Vec<Self> {
        match principal {
            Principal::Group(group) if holds(policy, group) => {
                vec![Self::ClearGroup(group.clone())]
            }
            Principal::User(user) if policy.services.contains_key(user) => {
                vec![Self::SetServices(user.clone(), Areas::default())]
            }
            _ => Vec::new(),
        }
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Vec<Self> {
        vec![Self::CopyTicks(from.clone(), to.clone())]
    }
}

/// Makes boxes of one group one thing.
fn tick_all(
    policy: &mut Shared<Policy>,
    group: &GroupId,
    attributes: Vec<AttributeId>,
    tick: Tick,
) {
    let differs = |id: &AttributeId| policy.ticks(group, id) != tick.is_on();
    let turned: Vec<AttributeId> = attributes.into_iter().filter(differs).collect();
    if turned.is_empty() {
        return;
    }
    let policy = policy.edit();
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

/// Whether a group ticks anything.
pub(super) fn holds(policy: &Policy, group: &GroupId) -> bool {
    policy.ticks.contains_key(group)
        || policy.reports.iter().any(|report| report.groups.contains(group))
}

//! What the policy sets, piece by piece: the ticks of groups on attributes and on reports.

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Effect;
use super::explain::{report_tick, tick};
use super::policy::{AttributeId, Policy, Report, Tick};
use super::{Attributes, Edit};
use crate::directory::{Directory, GroupId};
use crate::format::Object;
use crate::model::{Affects, CountsFor, Removable, Removables};
use crate::shared::{collect_into, reached};
use crate::verdict::Address;

impl Removables for Attributes {
    const NOTHING: &'static [&'static str] = &[
        Effect::NotGranted.name(),
        Effect::NeedsLicence.name(),
        Effect::Obsolete.name(),
        Effect::Unreachable.name(),
    ];

    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let is_there = |group: &&GroupId| directory.groups.has(group);
        let of_reports = policy.reports.iter().flat_map(|report| report.groups.iter());
        let all: BTreeSet<&GroupId> = collect_into(policy.ticks.keys().chain(of_reports));
        let gone = all.into_iter().filter(|group| !is_there(group)).map(|group| {
            let (edit, at) = (Edit::ClearGroup(group.clone()), Address::group(group));
            Removable::gone(edit, at, group.as_str(), "attributes", "all its ticks")
        });
        let mut found: Vec<Removable<Edit>> = gone.collect();
        let behind = behind(policy);
        for (group, ticked) in policy.ticks.iter().filter(|(group, _)| is_there(group)) {
            if policy.extra.within("ticks", group.as_str()).is_none() {
                let whom = CountsFor::group(directory, group);
                let one = |id: &AttributeId| of_tick(policy, &behind, whom.clone(), group, id);
                found.extend(ticked.iter().map(one));
            }
        }
        for report in policy.reports.iter().filter(|it| it.extra.get("groups").is_none()) {
            found.extend(report.groups.iter().filter(is_there).map(|group| {
                let whom = CountsFor::group(directory, group);
                let (group, id) = (group.clone(), report.id.clone());
                let at = report_tick(&id, &group);
                let edit = Edit::TickReport(group, id, Tick::Off);
                Removable {
                    on: report.id.to_string(),
                    name: format!("report {}", report.name),
                    value: "ticked".to_owned(),
                    ..Removable::new(edit, at, whom, Affects::Question(question(report)))
                }
            }));
        }
        found
    }

    // R11
    fn questions(policy: &Policy) -> Vec<Object> {
        policy.reports.iter().map(|report| question(report)).collect()
    }

    fn licences(policy: &Policy) -> Vec<String> {
        let licences = policy.catalogue.items().flat_map(|it| it.licences.iter().cloned());
        let all: BTreeSet<String> = collect_into(licences);
        all.into_iter().collect()
    }
}

fn question(report: &Report) -> Object {
    [("report", report.id.as_str())].into_iter().collect()
}

type Behind<'a> = BTreeMap<&'a AttributeId, Vec<&'a AttributeId>>;

/// What stands directly behind each attribute.
fn behind(policy: &Policy) -> Behind<'_> {
    let mut behind = Behind::new();
    for gate in policy.gates.iter() {
        behind.entry(&gate.needs).or_default().push(&gate.attribute);
    }
    behind
}

fn of_tick(
    policy: &Policy,
    behind: &Behind<'_>,
    whom: CountsFor,
    group: &GroupId,
    id: &AttributeId,
) -> Removable<Edit> {
    // R5: an attribute opens what stands behind it, and that what stands behind it in turn.
    let next = |id: &&AttributeId| behind.get(*id).cloned().unwrap_or_default();
    let opened = reached(id, next).into_iter();
    let known = |id: &&AttributeId| policy.catalogue.item(id).is_some();
    let reach = opened.filter(known).map(ToString::to_string).collect();
    let edit = Edit::Tick(group.clone(), id.clone(), Tick::Off);
    Removable {
        on: id.to_string(),
        name: policy.catalogue.name(id),
        value: "ticked".to_owned(),
        idle: match policy.catalogue.item(id) {
            None => Some("the catalogue has no such attribute"),
            // R4
            Some(known) if known.obsolete => Some("the attribute is obsolete"),
            Some(_) => None,
        },
        ..Removable::new(edit, tick(group, id), whom, Affects::Targets(reach))
    }
}

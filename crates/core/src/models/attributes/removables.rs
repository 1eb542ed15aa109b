//! What the policy sets, piece by piece: the ticks of groups on attributes and on reports.

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Effect;
use super::explain::{report_tick, tick};
use super::policy::{AttributeId, Policy, Report, Tick};
use super::{Attributes, Edit};
use crate::directory::{Directory, GroupId};
use crate::format::Object;
use crate::model::{Affects, CountsFor, Removable, Removables};
use crate::shared::collect_into;
use crate::verdict::Address;

impl Removables for Attributes {
    const NOTHING: &'static [&'static str] = &[
        Effect::NotGranted.name(),
        Effect::NeedsLicence.name(),
        Effect::Obsolete.name(),
        Effect::Unreachable.name(),
    ];

    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let pieces = Pieces { policy, directory, behind: behind(policy) };
        let mut found = pieces.gone();
        let rows = policy.ticks.iter().filter(|(group, _)| directory.groups.has(group));
        for (group, ticked) in rows {
            if policy.extra.within("ticks", group.as_str()).is_none() {
                found.extend(ticked.iter().map(|attribute| pieces.tick(group, attribute)));
            }
        }
        for report in policy.reports.iter().filter(|it| it.extra.get("groups").is_none()) {
            let groups = report.groups.iter().filter(|group| directory.groups.has(group));
            found.extend(groups.map(|group| pieces.report(report, group)));
        }
        found
    }

    // R11
    fn questions(policy: &Policy) -> Vec<Object> {
        policy.reports.iter().map(|report| question(report)).collect()
    }

    fn licences(policy: &Policy) -> Vec<String> {
        let licences = policy.catalogue.attributes().flat_map(|it| it.licences.iter().cloned());
        let all: BTreeSet<String> = collect_into(licences);
        all.into_iter().collect()
    }
}

fn question(report: &Report) -> Object {
    [("report".to_owned(), report.id.to_string().into())].into_iter().collect()
}

struct Pieces<'a> {
    policy: &'a Policy,
    directory: &'a Directory,
    behind: BTreeMap<&'a AttributeId, Vec<&'a AttributeId>>,
}

/// What stands directly behind each attribute.
fn behind(policy: &Policy) -> BTreeMap<&AttributeId, Vec<&AttributeId>> {
    let mut behind: BTreeMap<&AttributeId, Vec<&AttributeId>> = BTreeMap::new();
    for gate in policy.gates.iter() {
        behind.entry(&gate.needs).or_default().push(&gate.attribute);
    }
    behind
}

impl Pieces<'_> {
    /// The ticks of groups that are not there.
    fn gone(&self) -> Vec<Removable<Edit>> {
        let of_reports = self.policy.reports.iter().flat_map(|report| report.groups.iter());
        let all: BTreeSet<&GroupId> = collect_into(self.policy.ticks.keys().chain(of_reports));
        let gone = all.into_iter().filter(|group| !self.directory.groups.has(group));
        let row = |group: &GroupId| {
            let (edit, at) = (Edit::ClearGroup(group.clone()), Address::group(group));
            Removable::gone(edit, at, group.as_str(), "attributes", "all its ticks")
        };
        gone.map(row).collect()
    }

    fn tick(&self, group: &GroupId, attribute: &AttributeId) -> Removable<Edit> {
        let known = self.policy.catalogue.attribute(attribute);
        // R5: an attribute opens what stands behind it, and that what stands behind it in turn.
        let mut seen = BTreeSet::new();
        let mut open = vec![attribute];
        let mut reach = Vec::new();
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            if self.policy.catalogue.attribute(next).is_some() {
                reach.push(next.to_string());
            }
            open.extend(self.behind.get(next).into_iter().flatten());
        }
        let (whom, at) = (CountsFor::group(self.directory, group), tick(group, attribute));
        let (group, attribute_id) = (group.clone(), attribute.clone());
        let edit = Edit::Tick { group, attribute: attribute_id, tick: Tick::Off };
        Removable {
            on: attribute.to_string(),
            name: self.policy.attribute_name(attribute),
            value: "ticked".to_owned(),
            idle: match known {
                None => Some("the catalogue has no such attribute"),
                // R4
                Some(known) if known.obsolete => Some("the attribute is obsolete"),
                Some(_) => None,
            },
            ..Removable::new(edit, at, whom, Affects::Targets(reach))
        }
    }

    fn report(&self, report: &Report, group: &GroupId) -> Removable<Edit> {
        let (whom, at) = (CountsFor::group(self.directory, group), report_tick(&report.id, group));
        let (group, id) = (group.clone(), report.id.clone());
        let edit = Edit::TickReport { group, report: id, tick: Tick::Off };
        Removable {
            on: report.id.to_string(),
            name: format!("report {}", report.name),
            value: "ticked".to_owned(),
            ..Removable::new(edit, at, whom, Affects::Question(question(report)))
        }
    }
}

//! The policy compiled for quick answers: per group one bit for each attribute that it ticks, so that
//! what several groups tick is an OR; the gates as places, sorted so that each attribute is worked
//! out behind what it needs.

use std::collections::BTreeMap;

use super::area::Areas;
use super::doubt::{Behind, unread};
use super::effect::Effect;
use super::gates::{self, Edge};
use super::policy::{Area, Gate, Policy, Report, ReportId, Services, Ticked};
use super::section::{Attribute, AttributeId, Catalogue};
use crate::directory::{Circumstances, Directory, Group, Members, Table};
use crate::shared::Shared;

const BITS: usize = u64::BITS as usize;

/// See the module.
#[derive(Debug)]
pub struct Index {
    columns: Shared<Columns>,
    rows: Vec<Shared<Row>>,
    groups: Table<Group>,
    licences: Vec<String>,
    /// Whether every licence counts as installed.
    every_licence: bool,
    services: Shared<Services>,
    /// Whether what people work in could not be read at all.
    services_unread: bool,
    reports: Table<Report>,
}

/// What is the same for everybody.
#[derive(Debug)]
struct Columns {
    catalogue: Shared<Catalogue>,
    gates: Shared<Vec<Gate>>,
    places: BTreeMap<AttributeId, usize>,
    columns: Vec<Column>,
    /// All places, each behind what it needs.
    order: Vec<usize>,
}

/// One attribute.
#[derive(Debug)]
struct Column {
    id: AttributeId,
    default: bool,
    obsolete: bool,
    licences: Vec<String>,
    service: Option<Area>,
    unread: UnreadOf,
    /// The places of its gates that decide, in their order.
    needs: Vec<usize>,
}

/// What of an attribute could not be read, and so stands in its way.
#[derive(Debug)]
struct UnreadOf {
    licences: bool,
    service: bool,
    /// It may be behind a gate that could not be read.
    gate: bool,
}

/// What one group ticks.
#[derive(Debug)]
struct Row {
    ticked: Option<Ticked>,
    bits: Vec<u64>,
}

impl Index {
    /// Compiles a policy. Rows of groups whose ticks are the same as in `previous` are kept.
    pub(super) fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
        let previous = previous.filter(|old| {
            old.columns.catalogue == policy.catalogue && old.columns.gates == policy.gates
        });
        let columns = match previous {
            Some(old) => old.columns.clone(),
            None => Shared::new(Columns::of(policy)),
        };
        let nothing: Shared<Row> = Shared::new(columns.row(None));
        let rows = directory.groups.iter().enumerate().map(|(at, group)| {
            let Some(ticked) = policy.ticks.get(&group.id) else { return nothing.clone() };
            let kept = previous
                .and_then(|old| old.rows.get(at))
                .filter(|row| row.ticked.as_ref() == Some(ticked));
            kept.cloned().unwrap_or_else(|| Shared::new(columns.row(Some(ticked))))
        });
        Self {
            rows: rows.collect(),
            columns,
            groups: directory.groups.clone(),
            licences: directory.licences.clone(),
            every_licence: directory.has_every_licence(),
            services: policy.services.clone(),
            services_unread: policy.services_unread(),
            reports: policy.reports.clone(),
        }
    }

    /// What comes out for one person and one attribute.
    pub(super) fn effect(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        attribute: &AttributeId,
    ) -> Effect {
        let Some(at) = self.columns.places.get(attribute) else { return Effect::NotGranted };
        let order = self.columns.through(*at);
        self.work_out(members, circumstances, &order).get(*at).copied().unwrap_or_default()
    }

    /// What comes out for one person, in the catalogue's order.
    pub(super) fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Effect> {
        self.work_out(members, circumstances, &self.columns.order)
    }

    /// The attributes behind whose gates one stands, as far as those decide.
    pub(super) fn deciding(&self, attribute: &AttributeId) -> Vec<&AttributeId> {
        let column = |at: &usize| self.columns.columns.get(*at);
        let found = self.columns.places.get(attribute).and_then(column);
        let needs = found.into_iter().flat_map(|column| &column.needs).filter_map(column);
        needs.map(|column| &column.id).collect()
    }

    // R11: a report needs nothing but the tick of a group.
    /// Whether a report is offered to somebody.
    pub(super) fn lists(&self, members: &Members, report: &ReportId) -> bool {
        let Some(report) = self.reports.get(report) else { return false };
        // R21
        let groups = members.giving(self.groups.len());
        let mut groups = groups.iter().filter_map(|at| self.groups.nth(*at as usize));
        groups.any(|group| report.groups.contains(&group.id))
    }

    /// The attributes that can come out differently in another index for somebody who belongs to
    /// the same; none where more than ticks differs.
    pub(super) fn differing(&self, other: &Self) -> Option<Vec<AttributeId>> {
        let comparable = self.columns == other.columns
            && self.groups.same_places(&other.groups)
            && self.licences == other.licences
            && self.every_licence == other.every_licence
            && self.services_unread == other.services_unread
            && self.services == other.services;
        if !comparable {
            return None;
        }
        let columns = &self.columns.columns;
        let mut differs = vec![false; columns.len()];
        for (one, other) in self.rows.iter().zip(&other.rows).filter(|(one, other)| one != other) {
            for (at, differs) in differs.iter_mut().enumerate() {
                *differs |= has(&one.bits, at) != has(&other.bits, at);
            }
        }
        for at in &self.columns.order {
            let behind = columns.get(*at).is_some_and(|column| {
                column.needs.iter().any(|needs| differs.get(*needs) == Some(&true))
            });
            differs.get_mut(*at).into_iter().for_each(|differs| *differs |= behind);
        }
        let named = columns.iter().zip(differs).filter(|(_, differs)| *differs);
        Some(named.map(|(column, _)| column.id.clone()).collect())
    }

    /// Works the attributes at these places out, each behind what it needs.
    fn work_out(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        order: &[usize],
    ) -> Vec<Effect> {
        // R21
        let groups = members.giving(self.rows.len());
        let asked = Asked {
            rows: groups.iter().filter_map(|at| self.rows.get(*at as usize)).collect(),
            licences: circumstances.licences.as_ref().unwrap_or(&self.licences),
            every_licence: self.every_licence && circumstances.licences.is_none(),
            refused: refused(self.own(members), circumstances),
        };
        let mut effects = vec![Effect::NotGranted; self.columns.columns.len()];
        for at in order {
            let Some(column) = self.columns.columns.get(*at) else { continue };
            let effect = asked.effect(*at, column, &effects);
            effects.get_mut(*at).into_iter().for_each(|it| *it = effect);
        }
        effects
    }

    /// The areas that somebody works in.
    fn own(&self, members: &Members) -> Areas {
        let Some(user) = members.user.as_ref() else { return Areas::default() };
        let none = Areas::default();
        let unread = if self.services_unread { none.and_others() } else { none };
        self.services.get(user).copied().unwrap_or(unread)
    }

    /// How many rows of groups two indexes share, to see that an edit recompiles one row.
    #[cfg(test)]
    pub(super) fn rows_shared_with(&self, other: &Self) -> usize {
        self.rows.iter().zip(&other.rows).filter(|(a, b)| a == b).count()
    }
}

// R7: who works in several areas has to be signed on under the attribute's; a service that is not
// their own counts as none.
/// The areas whose attributes somebody cannot use as they are signed on.
pub(super) fn refused(own: Areas, circumstances: &Circumstances) -> Vec<Area> {
    if !own.several() {
        return Vec::new();
    }
    let on = circumstances.service.as_deref().and_then(|name| Area::parse(name).ok());
    let on = on.filter(|area| own.has(*area));
    Area::ALL.into_iter().filter(|area| on != Some(*area)).collect()
}

/// One person under some circumstances.
struct Asked<'a> {
    rows: Vec<&'a Shared<Row>>,
    licences: &'a [String],
    every_licence: bool,
    refused: Vec<Area>,
}

impl Asked<'_> {
    fn has(&self, licence: &String) -> bool {
        self.every_licence || self.licences.contains(licence)
    }

    // R8: the first reason that applies is the one that is named.
    fn effect(&self, at: usize, column: &Column, effects: &[Effect]) -> Effect {
        // R1, R2: a tick of any group, or the default. R20: nothing else, whatever the name of an
        // attribute that is ticked promises.
        let granted = column.default || self.rows.iter().any(|row| has(&row.bits, at));
        let open = |needs: &usize| effects.get(*needs) == Some(&Effect::Effective);
        if !granted {
            Effect::NotGranted
        } else if column.unread.licences || !column.licences.iter().all(|it| self.has(it)) {
            // R3
            Effect::NeedsLicence
        } else if column.obsolete {
            // R4
            Effect::Obsolete
        } else if column.unread.gate || !column.needs.iter().all(open) {
            // R5
            Effect::Unreachable
        } else if column.unread.service && !self.refused.is_empty()
            || column.service.is_some_and(|area| self.refused.contains(&area))
        {
            Effect::OtherService
        } else {
            Effect::Effective
        }
    }
}

impl Columns {
    fn of(policy: &Policy) -> Self {
        let places = gates::places(policy);
        let sorted = gates::sorted(&policy.gates, &places);
        let behind = Behind::of(policy);
        let column = |attribute: &Attribute| Column {
            // R21
            unread: UnreadOf {
                licences: unread(attribute, "licences"),
                service: unread(attribute, "service"),
                gate: behind.has(&attribute.id),
            },
            id: attribute.id.clone(),
            default: attribute.default,
            obsolete: attribute.obsolete,
            licences: attribute.licences.clone(),
            service: attribute.service,
            needs: Vec::new(),
        };
        let mut columns: Vec<Column> = policy.catalogue.attributes().map(column).collect();
        for (attribute, needs) in &sorted.edges as &[Edge] {
            columns.get_mut(*attribute).into_iter().for_each(|it| it.needs.push(*needs));
        }
        let (catalogue, gates) = (policy.catalogue.clone(), policy.gates.clone());
        Self { catalogue, gates, places, columns, order: sorted.order }
    }

    fn row(&self, ticked: Option<&Ticked>) -> Row {
        let mut bits = vec![0; self.columns.len().div_ceil(BITS)];
        for at in ticked.iter().flat_map(|it| it.iter()).filter_map(|id| self.places.get(id)) {
            if let Some(word) = bits.get_mut(at / BITS) {
                *word |= 1 << (at % BITS);
            }
        }
        Row { ticked: ticked.cloned(), bits }
    }

    /// An attribute and all that it needs, each behind what it needs itself.
    fn through(&self, at: usize) -> Vec<usize> {
        let needs = |at: &usize| self.columns.get(*at).map(|column| column.needs.as_slice());
        if needs(&at).is_none_or(<[usize]>::is_empty) {
            return vec![at];
        }
        let mut wanted = vec![false; self.columns.len()];
        wanted.get_mut(at).into_iter().for_each(|it| *it = true);
        let mut order = Vec::new();
        for at in self.order.iter().rev() {
            if wanted.get(*at) == Some(&true) {
                order.push(*at);
                for needs in needs(at).unwrap_or_default() {
                    wanted.get_mut(*needs).into_iter().for_each(|it| *it = true);
                }
            }
        }
        order.reverse();
        order
    }
}

fn has(bits: &[u64], at: usize) -> bool {
    bits.get(at / BITS).is_some_and(|word| word >> (at % BITS) & 1 == 1)
}

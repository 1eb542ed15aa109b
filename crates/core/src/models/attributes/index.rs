//! The policy compiled for quick answers: per group one bit for each attribute that it ticks, so that
//! what several groups tick is an OR; the gates as places, sorted so that each attribute is worked
//! out behind what it needs.

mod reach;

use std::collections::{BTreeMap, BTreeSet};

use super::area::Areas;
use super::doubt::Behind;
use super::effect::Effect;
use super::gates::{self, Edge};
use super::policy::{Area, Gate, Policy, Report, ReportId, Services, Ticked, services_of};
use super::section::{Attribute, AttributeId, Catalogue};
use super::{Attributes, Target};
use crate::directory::{Circumstances, Directory, Members, Table};
use crate::model;
use crate::model::planes::{BITS, height, raise};
use crate::shared::{Shared, collect_into};

/// See the module.
#[derive(Debug)]
pub struct Index {
    columns: Shared<Columns>,
    rows: Vec<Shared<Row>>,
    directory: Directory,
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
    attribute: Attribute,
    unread: UnreadOf,
    /// The places of its gates that decide, in their order.
    needs: Vec<usize>,
    /// The positions of all gates in front of it, in their order, each with whether it decides: it does not
    /// where it warns, leads nowhere or lies on a circle.
    gates: Vec<(usize, bool)>,
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

impl model::Index<Attributes> for Index {
    /// Compiles a policy. Rows of groups whose ticks are the same as in `previous` are kept.
    fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
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
            directory: directory.clone(),
            services: policy.services.clone(),
            services_unread: policy.services_unread(),
            reports: policy.reports.clone(),
        }
    }

    fn decide(&self, members: &Members, circumstances: &Circumstances, target: &Target) -> Effect {
        match target {
            Target::Attribute(id) => self.effect(members, circumstances, id),
            Target::Report(id) if self.lists(members, id) => Effect::Effective,
            Target::Report(_) => Effect::NotGranted,
        }
    }

    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Effect> {
        let asked = self.asked(members, circumstances);
        let mut effects = vec![Effect::NotGranted; self.columns.columns.len()];
        for at in &self.columns.order {
            let Some(column) = self.columns.columns.get(*at) else { continue };
            let effect = asked.effect(*at, column, |needs| effects.get(needs).copied());
            effects.get_mut(*at).into_iter().for_each(|it| *it = effect);
        }
        effects
    }

    /// The attributes that can come out differently in another index for somebody who belongs to
    /// the same; none where more than ticks differs.
    fn differing(&self, other: &Self) -> Option<Vec<Target>> {
        let comparable = self.columns == other.columns
            && self.directory.groups.same_places(&other.directory.groups)
            && self.directory.licences == other.directory.licences
            && self.directory.has_every_licence() == other.directory.has_every_licence()
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
        Some(named.map(|(column, _)| Target::Attribute(column.attribute.id.clone())).collect())
    }
}

impl Index {
    /// What comes out for one person and one attribute.
    pub fn effect(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        attribute: &AttributeId,
    ) -> Effect {
        self.effects(members, circumstances, [attribute]).of(attribute)
    }

    /// What comes out for one person and these attributes, and for all that they are reached
    /// through: no more of the catalogue is looked at.
    pub(super) fn effects<'a>(
        &'a self,
        members: &Members,
        circumstances: &Circumstances,
        attributes: impl IntoIterator<Item = &'a AttributeId>,
    ) -> Effects<'a> {
        let places = attributes.into_iter().filter_map(|id| self.columns.places.get(id).copied());
        let order = self.columns.through(places);
        let asked = self.asked(members, circumstances);
        let mut known: BTreeMap<usize, Effect> = BTreeMap::new();
        for at in order {
            let Some(column) = self.columns.columns.get(at) else { continue };
            let effect = asked.effect(at, column, |needs| known.get(&needs).copied());
            known.insert(at, effect);
        }
        Effects { columns: &self.columns, known }
    }

    /// The gates in front of an attribute, in their order, each with whether it decides.
    pub(super) fn gates(&self, attribute: &AttributeId) -> impl Iterator<Item = (&Gate, bool)> {
        let columns = &self.columns;
        let column = columns.places.get(attribute).and_then(|at| columns.columns.get(*at));
        let gates = column.into_iter().flat_map(|column| &column.gates);
        gates.filter_map(|(at, decides)| Some((columns.gates.get(*at)?, *decides)))
    }

    /// The attributes behind whose gates one stands, as far as those decide.
    pub fn deciding(&self, attribute: &AttributeId) -> impl Iterator<Item = &AttributeId> {
        self.gates(attribute).filter(|(_, decides)| *decides).map(|(gate, _)| &gate.needs)
    }

    /// The licences that count as installed; none where every one does.
    pub(super) fn licences<'a>(&'a self, circumstances: &'a Circumstances) -> Option<&'a [String]> {
        let every = self.directory.has_every_licence();
        let installed = (!every).then_some(self.directory.licences.as_slice());
        circumstances.licences.as_deref().or(installed)
    }

    // R11: a report needs nothing but the tick of a group.
    /// Whether a report is offered to somebody.
    pub fn lists(&self, members: &Members, report: &ReportId) -> bool {
        let Some(report) = self.reports.get(report) else { return false };
        // R21
        let all = &self.directory.groups;
        let groups = members.giving(all.len());
        let mut groups = groups.iter().filter_map(|at| all.nth(*at as usize));
        groups.any(|group| report.groups.contains(&group.id))
    }

    fn asked<'a>(&'a self, members: &Members, circumstances: &'a Circumstances) -> Asked<'a> {
        // R21
        let groups = members.giving(self.rows.len());
        Asked {
            rows: groups.iter().filter_map(|at| self.rows.get(*at as usize)).collect(),
            licences: self.licences(circumstances),
            refused: refused(self.own(members), circumstances),
        }
    }

    /// The areas that somebody works in.
    fn own(&self, members: &Members) -> Areas {
        services_of(&self.services, self.services_unread, members.user.as_ref())
    }

    /// How many rows of groups two indexes share, to see that an edit recompiles one row.
    #[cfg(test)]
    pub(super) fn rows_shared_with(&self, other: &Self) -> usize {
        self.rows.iter().zip(&other.rows).filter(|(a, b)| a == b).count()
    }
}

// R7, R22: who works in several areas has to be signed on under the attribute's; a service that is not
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
    licences: Option<&'a [String]>,
    refused: Vec<Area>,
}

/// What comes out for some attributes.
pub(super) struct Effects<'a> {
    columns: &'a Columns,
    known: BTreeMap<usize, Effect>,
}

impl Effects<'_> {
    /// What comes out for one of them.
    pub(super) fn of(&self, attribute: &AttributeId) -> Effect {
        let at = self.columns.places.get(attribute);
        at.and_then(|at| self.known.get(at)).copied().unwrap_or(Effect::NotGranted)
    }
}

impl Asked<'_> {
    fn has(&self, licence: &String) -> bool {
        self.licences.is_none_or(|all| all.contains(licence))
    }

    // R8: the first reason that applies is the one that is named.
    fn effect(
        &self,
        at: usize,
        column: &Column,
        known: impl Fn(usize) -> Option<Effect>,
    ) -> Effect {
        // R1, R2: a tick of any group, or the default. R20: nothing else, whatever the name of an
        // attribute that is ticked promises.
        let Column { attribute, unread, needs, .. } = column;
        let granted = attribute.default || self.rows.iter().any(|row| has(&row.bits, at));
        let open = |needs: &usize| known(*needs) == Some(Effect::Effective);
        if !granted {
            Effect::NotGranted
        } else if unread.licences || !attribute.licences.iter().all(|it| self.has(it)) {
            // R3
            Effect::NeedsLicence
        } else if attribute.obsolete {
            // R4
            Effect::Obsolete
        } else if unread.gate || !needs.iter().all(open) {
            // R5
            Effect::Unreachable
        } else if unread.service && !self.refused.is_empty()
            || attribute.service.is_some_and(|area| self.refused.contains(&area))
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
        let closed = sorted.closed.iter().filter_map(|at| policy.gates.get(*at));
        let closed: BTreeSet<&AttributeId> = collect_into(closed.map(|gate| &gate.attribute));
        let column = |attribute: &Attribute| Column {
            // R21
            unread: UnreadOf {
                licences: attribute.extra.has("licences"),
                service: attribute.extra.has("service"),
                gate: behind.has(&attribute.id) || closed.contains(&attribute.id),
            },
            attribute: attribute.clone(),
            needs: Vec::new(),
            gates: Vec::new(),
        };
        let mut columns: Vec<Column> = policy.catalogue.items().map(column).collect();
        for (attribute, needs) in &sorted.edges as &[Edge] {
            columns.get_mut(*attribute).into_iter().for_each(|it| it.needs.push(*needs));
        }
        let mut deciding = sorted.deciding.iter().peekable();
        for (at, gate) in policy.gates.iter().enumerate() {
            let decides = deciding.next_if_eq(&&at).is_some();
            let column = places.get(&gate.attribute).and_then(|place| columns.get_mut(*place));
            column.into_iter().for_each(|column| column.gates.push((at, decides)));
        }
        let (catalogue, gates) = (policy.catalogue.clone(), policy.gates.clone());
        Self { catalogue, gates, places, columns, order: sorted.order }
    }

    fn row(&self, ticked: Option<&Ticked>) -> Row {
        let words = self.columns.len().div_ceil(BITS);
        let mut bits = vec![0; words];
        let ticks = ticked.iter().flat_map(|it| it.iter()).filter_map(|id| self.places.get(id));
        ticks.for_each(|at| raise(&mut bits, words, *at, 1));
        Row { ticked: ticked.cloned(), bits }
    }

    /// Some attributes and all that they need, each behind what it needs itself.
    fn through(&self, starts: impl IntoIterator<Item = usize>) -> Vec<usize> {
        // Gates that decide lie on no circle, so each walk ends.
        let needs = |at: usize| self.columns.get(at).map(|column| column.needs.as_slice());
        gates::walk(|at| needs(at).unwrap_or_default(), starts, |_, _| {})
    }
}

fn has(bits: &[u64], at: usize) -> bool {
    height(bits, bits.len(), at) > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Index as _;

    #[test]
    fn one_question_looks_at_no_more_than_it_is_reached_through() {
        let attributes = (0..1000).map(|at| Attribute::new(&format!("a-{at}"), "A")).collect();
        let section = super::super::section::Section {
            attributes,
            ..super::super::section::Section::new("s", "S")
        };
        let gate = |of: usize, needs: usize| {
            Gate::new(format!("a-{of}").as_str().into(), format!("a-{needs}").as_str().into())
        };
        let policy = Policy {
            catalogue: Catalogue::new(vec![section]).into(),
            gates: vec![gate(7, 500), gate(500, 900), gate(7, 900), gate(8, 9)].into(),
            ..Policy::shipped().clone()
        };
        let index = Index::compile(&policy, &Directory::default(), None);
        let looked = |id: &str| {
            let id = AttributeId::new(id);
            index.effects(&Members::default(), &Circumstances::default(), [&id]).known.len()
        };
        assert_eq!(looked("a-7"), 3);
        assert_eq!(looked("a-8"), 2);
        assert_eq!(looked("a-10"), 1);
        assert_eq!(looked("a-nowhere"), 0);
    }
}

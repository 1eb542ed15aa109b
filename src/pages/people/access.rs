//! What somebody can do in all systems, in each way in which they can sign on, and what they could as
//! saved.

use std::collections::BTreeMap;

use whocan_core::directory::{Circumstances, Directory, Members, Principal};
use whocan_core::model::Resolver;
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, origin};
use whocan_core::verdict::Outcome;

use crate::pages::ask::words::{permits, routes_words, sentence};

/// The most ways to sign on that stand side by side.
pub const MOST_WAYS: usize = 3;

/// A target with what somebody has on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The target's key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it stands under, where that is another name.
    pub band: String,
    /// The outcome of each way to sign on.
    pub now: Vec<Outcome>,
    /// The same as saved; none where person or target were not there.
    pub before: Vec<Option<Outcome>>,
    /// Whether somebody who belongs to nothing has something else in any way.
    pub own: bool,
}

impl Row {
    /// The way to sign on that lets them do the most; the first of several.
    pub fn best(&self) -> usize {
        let grants = |at: &usize| self.now.get(*at).map_or(0, |it| it.grants.0.count_ones());
        // Of equals the last would win.
        (0..self.now.len()).rev().max_by_key(grants).unwrap_or_default()
    }

    /// Whether anything is permitted in any way.
    pub fn permits(&self) -> bool {
        self.now.iter().any(permits)
    }

    /// Whether a way comes out differently than as saved.
    pub fn changed_in(&self, way: usize) -> bool {
        match (self.now.get(way), self.before.get(way)) {
            (Some(now), Some(Some(before))) => now.name != before.name,
            (Some(now), Some(None)) => permits(now),
            _ => false,
        }
    }

    /// The first way that comes out differently.
    pub fn change(&self) -> Option<usize> {
        (0..self.now.len()).find(|way| self.changed_in(*way))
    }
}

/// What somebody can do in one system.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// The system.
    pub kind: ModelKind,
    /// The ways in which they can sign on; one where the system does not ask.
    pub ways: Vec<Circumstances>,
    /// Every target, in the system's order.
    pub rows: Vec<Row>,
}

impl System {
    /// What a way to sign on is called.
    pub fn way_name(&self, way: usize, directory: &Directory) -> String {
        let Some(way) = self.ways.get(way) else { return String::new() };
        let service = way.service.clone().filter(|_| self.kind.info().reads.service);
        match (&way.sign_on, service) {
            (Some(who), Some(service)) => format!("{}, {service}", directory.name(who)),
            (Some(who), None) => directory.name(who),
            (None, Some(service)) => service,
            (None, None) => "As themselves".to_owned(),
        }
    }

    /// What tells a way to sign on from the others, in all systems.
    pub fn way_key(&self, way: usize) -> String {
        let Some(way) = self.ways.get(way) else { return String::new() };
        let who = way.sign_on.as_ref().map(|who| who.id().to_owned()).unwrap_or_default();
        format!("{who}/{}", way.service.clone().unwrap_or_default())
    }

    /// Whether somebody can sign on in several ways.
    pub fn several(&self) -> bool {
        self.ways.len() > 1
    }
}

/// All systems in use, with what these members have in each, signed on in one of the ways that
/// `wanted` lets through.
pub fn access(
    snapshot: &Snapshot,
    members: &Members,
    saved: Option<(&Snapshot, Option<&Members>)>,
    wanted: impl Fn(&Circumstances) -> bool,
) -> Vec<System> {
    let used = |kind: &&ModelKind| !snapshot.document().policies.is_blank(**kind);
    let system = |kind: &ModelKind| {
        let resolver = snapshot.in_the_end(*kind);
        let mut ways = ways(&*resolver, members);
        if ways.len() > 1 {
            ways.retain(&wanted);
        }
        let nobody = Members { leaning: members.leaning, ..Members::default() };
        let base = resolver.row(&nobody, &Circumstances::default());
        let rows: Vec<Vec<Outcome>> = ways.iter().map(|way| resolver.row(members, way)).collect();
        let then: Vec<BTreeMap<String, Outcome>> =
            ways.iter().map(|way| as_saved(saved, *kind, way)).collect();
        let heads = resolver.targets().into_iter().enumerate();
        let rows = heads.map(|(at, head)| {
            let now: Vec<Outcome> = rows.iter().filter_map(|row| row.get(at).cloned()).collect();
            let own = base.get(at).is_some_and(|base| now.iter().any(|it| it.name != base.name));
            let before = match saved {
                Some(_) => then.iter().map(|row| row.get(&head.key).cloned()).collect(),
                None => now.iter().cloned().map(Some).collect(),
            };
            let band = if head.band == head.name { String::new() } else { head.band };
            Row { key: head.key, name: head.name, band, now, before, own }
        });
        System { kind: *kind, rows: rows.collect(), ways }
    };
    ModelKind::ALL.iter().filter(used).map(system).collect()
}

fn ways(resolver: &dyn Resolver, members: &Members) -> Vec<Circumstances> {
    let asked = Circumstances::default();
    let reads = resolver.info().reads;
    match reads.sign_on || reads.service {
        true => resolver.any_identity(members, &asked),
        false => vec![asked],
    }
}

fn as_saved(
    saved: Option<(&Snapshot, Option<&Members>)>,
    kind: ModelKind,
    way: &Circumstances,
) -> BTreeMap<String, Outcome> {
    let Some((snapshot, Some(members))) = saved else { return BTreeMap::new() };
    let resolver = snapshot.in_the_end(kind);
    let way = resolver.theirs(members, way);
    let row = resolver.row(members, &way);
    resolver.targets().into_iter().map(|head| head.key).zip(row).collect()
}

/// Where an outcome comes from: in words, and what it goes through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Because {
    /// In words.
    pub words: String,
    /// What the first of its routes goes through.
    pub through: Vec<Principal>,
}

/// Why a row comes out as it does, in the way that decides what is shown of it.
pub fn because(snapshot: &Snapshot, members: &Members, system: &System, row: &Row) -> Because {
    let way = row.change().unwrap_or_else(|| row.best());
    let Some(way) = system.ways.get(way) else { return Because::default() };
    let resolver = snapshot.in_the_end(system.kind);
    let Some(origin) = origin(&*resolver, members, way, &row.key) else {
        return Because::default();
    };
    let directory = &snapshot.document().directory;
    let words = match origin.routes.is_empty() {
        // What takes everything away says more than that nothing is given.
        true => {
            let rule = system.kind.info().taken_away;
            let taken = origin.because.steps.iter().find(|step| step.rule == rule);
            sentence(taken.unwrap_or(&origin.because), snapshot)
        }
        false => {
            // How they are signed on stands over the column.
            let mut plain = origin.routes.clone();
            for route in &mut plain {
                (route.sign_on, route.service) = (None, None);
            }
            plain.dedup();
            routes_words(system.kind, &plain, origin.complete, directory)
        }
    };
    let through = origin.routes.into_iter().next().map(|route| route.through);
    Because { words, through: through.unwrap_or_default() }
}

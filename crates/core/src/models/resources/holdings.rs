//! The entries of one person, their own and those that they inherit: through a group, or down from a unit.

use std::collections::BTreeSet;

use super::Resources;
use super::policy::{Entry, Given, ResourceId, ResourceType};
use crate::directory::{Circumstances, Date, Members, Principal};
use crate::model::{Holding, Holdings, ModelSnapshot};
use crate::shared::{Shared, sort_by_key};

/// How many units below are named.
const NAMED: usize = 3;

/// An entry of somebody, and the group that it is theirs through.
struct Theirs<'a> {
    entry: &'a Shared<Entry>,
    group: Option<String>,
    /// What it counts as, on the day that is asked about; none where it counts for nothing.
    counts: Option<Given>,
}

/// See the module.
pub(super) fn holdings(model: ModelSnapshot<'_, Resources>, members: &Members) -> Holdings {
    let all = theirs(model, members);
    // R5
    let own: BTreeSet<&ResourceId> = all
        .iter()
        .filter(|one| one.group.is_none() && one.counts.is_some())
        .map(|one| &one.entry.on)
        .collect();
    let replaced = |one: &Theirs<'_>| one.group.is_some() && own.contains(&one.entry.on);
    // R8
    let blocks: BTreeSet<&ResourceId> = all
        .iter()
        .filter(|one| one.counts == Some(Given::Block) && !replaced(one))
        .map(|one| &one.entry.on)
        .collect();
    let below = Below::new(model);
    let mut list = Vec::new();
    for one in &all {
        let on = model.policy.resources.name(&one.entry.on);
        let from = one.group.as_ref().map(|group| format!("Inherited from the group {group}"));
        let about = about(one, replaced(one), day(model));
        let steps = ["resource", one.entry.on.as_str(), one.entry.who.as_str()];
        let steps: Vec<String> = steps.map(str::to_owned).into();
        let what = one.entry.given.words();
        let own = Holding { on, what, inherited: from, about, steps };
        // R7
        let units = match one.counts.is_some() && !replaced(one) {
            true => below.reached(&one.entry.on, &blocks),
            false => Vec::new(),
        };
        let inherited = match &one.group {
            Some(group) => format!("Inherited from {}, through the group {group}", own.on),
            None => format!("Inherited from {}", own.on),
        };
        let down = (!units.is_empty()).then(|| Holding {
            on: some(&units),
            inherited: Some(inherited),
            ..own.clone()
        });
        list.push(own);
        list.extend(down);
    }
    sort_by_key(&mut list, |one| one.inherited.is_some());
    let note = match model.index.is_admin(members) {
        // R3
        true => "An admin account may do everything; its entries count once it is a standard one.",
        false => "",
    };
    Holdings { note: note.to_owned(), list }
}

/// The resources on which somebody has a Block, their own or through a group.
pub(super) fn blocked(model: ModelSnapshot<'_, Resources>, members: &Members) -> Vec<String> {
    let blocks = model.policy.entries.iter().filter(|entry| entry.given == Given::Block);
    let subjects: Vec<Principal> = members.subjects(model.directory).collect();
    let own = blocks.filter(|entry| subjects.iter().any(|who| who.id() == entry.who.as_str()));
    own.map(|entry| entry.on.to_string()).collect()
}

fn day(model: ModelSnapshot<'_, Resources>) -> Option<Date> {
    model.circumstances(&Circumstances::default()).on
}

fn theirs<'a>(model: ModelSnapshot<'a, Resources>, members: &Members) -> Vec<Theirs<'a>> {
    let subjects: Vec<Principal> = members.subjects(model.directory).collect();
    let day = day(model);
    let found = model.policy.entries.iter().filter_map(|entry| {
        let whose = subjects.iter().find(|who| who.id() == entry.who.as_str())?;
        let is_group = matches!(whose, Principal::Group(_));
        let group = is_group.then(|| model.directory.name(whose));
        let kind = model.policy.resources.get(&entry.on)?.kind;
        // R4
        let counts = entry.counts(kind).filter(|_| entry.period.has(day));
        Some(Theirs { entry, group, counts })
    });
    found.collect()
}

/// When an entry counts, what replaces it, and its note.
fn about(one: &Theirs<'_>, replaced: bool, day: Option<Date>) -> String {
    let Entry { period, notes, .. } = &**one.entry;
    let dates = (period.from.is_some() || period.to.is_some()).then(|| {
        let is_over = period.to.zip(day).is_some_and(|(to, day)| to < day);
        let is_to_come = period.from.zip(day).is_some_and(|(from, day)| day < from);
        let then = match (is_over, is_to_come) {
            (true, _) => " (over)",
            (_, true) => " (not yet)",
            _ => "",
        };
        format!("{}{then}", period.words())
    });
    let replaced = replaced.then(|| "replaced by their own entry".to_owned());
    let notes = (!notes.is_empty()).then(|| notes.clone());
    let parts: Vec<String> = [dates, replaced, notes].into_iter().flatten().collect();
    parts.join(" · ")
}

/// The first few names, and how many more there are.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The units directly below each.
struct Below<'a> {
    model: ModelSnapshot<'a, Resources>,
    children: Vec<Vec<usize>>,
}

impl<'a> Below<'a> {
    fn new(model: ModelSnapshot<'a, Resources>) -> Self {
        let parents = model.policy.parents();
        let mut children = vec![Vec::new(); parents.len()];
        for (at, parent) in parents.iter().enumerate() {
            let list = parent.and_then(|parent| children.get_mut(parent as usize));
            list.into_iter().for_each(|list| list.push(at));
        }
        Self { model, children }
    }

    /// The names of all units below one that what is given there reaches: down to the next Block.
    fn reached(&self, unit: &ResourceId, blocks: &BTreeSet<&ResourceId>) -> Vec<String> {
        let resources = &self.model.policy.resources;
        let mut found = Vec::new();
        let is_unit = resources.get(unit).is_some_and(|it| it.kind == ResourceType::OrgUnit);
        let start = resources.position(unit).filter(|_| is_unit);
        let mut next: Vec<usize> = start.into_iter().collect();
        while let Some(at) = next.pop() {
            let below = self.children.get(at).into_iter().flatten().rev();
            let open = below.filter(|at| {
                resources.nth(**at).is_some_and(|resource| !blocks.contains(&resource.id))
            });
            next.extend(open);
            let name = resources.nth(at).filter(|resource| resource.id != *unit);
            found.extend(name.map(|resource| resource.name.clone()));
        }
        found
    }
}

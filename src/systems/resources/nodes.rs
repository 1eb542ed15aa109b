//! The tree as it is drawn: the org units below one another with the lines between them, and behind them
//! the other resources by type.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::page::{Facts, Here};
use super::tree::type_key;
use whocan_core::model::Index as _;
use whocan_core::models::resources::policy::{
    Given, Permission, Permissions, Resource, ResourceId, ResourceType,
};
use whocan_core::text::SearchText;

/// How deep lines are drawn.
const DEEPEST: usize = 9;
/// Up to how many units all are unfolded from the start.
const SHORT: usize = 150;
/// How far each unit stands from the one above it, and the first from the edge, in CSS pixels where the
/// root's text is 16.
const STEP: usize = 22;
const FIRST: usize = 20;

/// What a row is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Type(ResourceType),
    Resource(ResourceId),
}

impl Key {
    /// What its fold is remembered by.
    pub(super) fn fold(&self) -> String {
        match self {
            Self::Type(kind) => type_key(*kind),
            Self::Resource(id) => id.to_string(),
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) key: Key,
    pub(super) name: String,
    pub(super) depth: usize,
    /// Whether what stands below it is shown; none where nothing does.
    pub(super) open: Option<bool>,
    /// How many stand below a type.
    pub(super) count: usize,
    /// Its place among those beside it, and how many these are.
    pub(super) place: (usize, usize),
    /// Whether the person has more than Read on it.
    pub(super) more: bool,
    /// The lines to it, from what stands above it.
    lines: String,
    /// Whether it is an org unit.
    pub(super) unit: bool,
}

/// What somebody has on a resource, as its row says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) set: Permissions,
    /// Whether an entry of theirs counts on this very resource.
    pub(super) own: bool,
    pub(super) block: bool,
}

/// What whoever it is seen as has on a resource.
pub(super) fn held(facts: &Facts, here: &Here, resource: &Resource) -> Held {
    let nothing = Held { set: Permissions::NONE, own: false, block: false };
    let (Some(who), Some(index)) = (&here.who, &facts.index) else { return nothing };
    let members = facts.members(who);
    let target = super::resource_target(&resource.id);
    let set = index.decide(&members, &facts.asked, &target).set();
    if index.is_admin(&members) {
        return Held { set, ..nothing };
    }
    let steps = index.walk(&members, &facts.asked, resource);
    let said = steps.first().and_then(|step| step.said);
    Held { set, own: said.is_some(), block: said == Some(Given::Block) }
}

/// The rows that are shown.
pub(super) fn nodes(
    facts: &Facts,
    here: &Here,
    folds: &BTreeMap<String, bool>,
    find: &str,
) -> Vec<Node> {
    let tree = Tree::new(facts, here, folds, find);
    let mut found = tree.units();
    for kind in ResourceType::ALL {
        if kind != ResourceType::OrgUnit {
            found.extend(tree.of_type(kind));
        }
    }
    found
}

struct Tree<'a> {
    facts: &'a Facts,
    folds: &'a BTreeMap<String, bool>,
    below: Vec<Vec<usize>>,
    sets: Vec<Permissions>,
    /// The chosen resource and what stands above it.
    path: BTreeSet<usize>,
    /// With a search, what it finds and what stands above that.
    found: Option<BTreeSet<usize>>,
    is_long: bool,
}

/// A unit that is to be drawn.
struct Next {
    at: usize,
    /// For each line beside it whether it goes on, and whether it is one of more than Read.
    lanes: Vec<Option<bool>>,
    place: (usize, usize),
    /// Whether one of those below it, of the same unit, has more than Read.
    later: bool,
}

impl<'a> Tree<'a> {
    fn new(facts: &'a Facts, here: &Here, folds: &'a BTreeMap<String, bool>, find: &str) -> Self {
        let all = &facts.policy.resources;
        let mut below = vec![Vec::new(); all.len()];
        for (at, parent) in facts.parents.iter().enumerate().filter(|(at, _)| facts.lists(*at)) {
            let list = parent.and_then(|parent| below.get_mut(parent as usize));
            list.into_iter().for_each(|list: &mut Vec<usize>| list.push(at));
        }
        let row =
            here.who.as_ref().zip(facts.index.as_ref()).map(|(who, index)| {
                index.part_of_row(&facts.members(who), &facts.asked, 0..all.len())
            });
        let sets = row.unwrap_or_default().into_iter().map(|access| access.set()).collect();
        let mut path = BTreeSet::new();
        let chosen = here.resource.as_ref().and_then(|id| all.position(id));
        chosen.into_iter().for_each(|at| climb(facts, at, &mut path));
        let text = SearchText::new(find);
        let found = (!text.is_blank()).then(|| {
            let mut found = BTreeSet::new();
            let fits = all.iter().enumerate().filter(|(_, it)| text.is_in(&it.name));
            fits.for_each(|(at, _)| climb(facts, at, &mut found));
            found
        });
        let units = all.iter().filter(|it| it.kind == ResourceType::OrgUnit).count();
        Self { facts, folds, below, sets, path, found, is_long: units > SHORT }
    }

    fn shows(&self, at: usize) -> bool {
        self.facts.lists(at) && self.found.as_ref().is_none_or(|found| found.contains(&at))
    }

    fn more(&self, at: usize) -> bool {
        self.sets.get(at).is_some_and(|set| !set.without(Permission::Read.alone()).is_empty())
    }

    /// Those directly below that are shown.
    fn children(&self, at: usize) -> Vec<usize> {
        let all = self.below.get(at).into_iter().flatten().copied();
        all.filter(|at| self.shows(*at)).collect()
    }

    fn tops(&self, kind: ResourceType) -> Vec<usize> {
        let all = self.facts.policy.resources.iter().enumerate();
        let tops = all.filter(|(at, it)| {
            it.kind == kind && self.facts.parents.get(*at) == Some(&None) && self.shows(*at)
        });
        tops.map(|(at, _)| at).collect()
    }

    fn is_open(&self, key: &Key, usual: bool) -> bool {
        let chosen = self.folds.get(&key.fold()).copied();
        self.found.is_some() || chosen.unwrap_or(usual)
    }

    fn units(&self) -> Vec<Node> {
        let mut found = Vec::new();
        let tops = self.tops(ResourceType::OrgUnit);
        let mut stack = self.next(&tops, &[]);
        while let Some(Next { at, lanes, place, later }) = stack.pop() {
            let Some(resource) = self.facts.policy.resources.nth(at) else { continue };
            let children = self.children(at);
            let key = Key::Resource(resource.id.clone());
            let depth = lanes.len();
            let usual = !self.is_long || depth == 0 || self.path.contains(&at);
            let open = (!children.is_empty()).then(|| self.is_open(&key, usual));
            let is_last = place.0 == place.1;
            let more = self.more(at);
            let mut lines = lines(&lanes, !is_last, later);
            let shown = if open == Some(true) { children } else { Vec::new() };
            let any = shown.iter().any(|at| self.more(*at));
            if !shown.is_empty() && depth < DEEPEST {
                line(&mut lines, &format!("M{} 25V36", x(depth)), any);
            }
            found.push(Node {
                key,
                name: resource.name.clone(),
                depth,
                open,
                count: 0,
                place,
                more,
                lines,
                unit: true,
            });
            let mut beside = lanes;
            if let Some(lane) = beside.last_mut() {
                *lane = (!is_last).then_some(later);
            }
            stack.extend(self.next(&shown, &beside));
        }
        found
    }

    /// What is drawn next, the last first.
    fn next(&self, all: &[usize], beside: &[Option<bool>]) -> Vec<Next> {
        let mut later = false;
        let mut found = Vec::new();
        for (place, at) in all.iter().enumerate().rev() {
            // The roots stand beside no line.
            let is_root = beside.is_empty() && self.facts.parents.get(*at) == Some(&None);
            let mut lanes = beside.to_vec();
            if !is_root {
                lanes.push(None);
            }
            found.push(Next { at: *at, lanes, place: (place + 1, all.len()), later });
            later |= self.more(*at);
        }
        found
    }

    fn of_type(&self, kind: ResourceType) -> Vec<Node> {
        let all = self.tops(kind);
        let key = Key::Type(kind);
        let holds = all.iter().any(|at| self.path.contains(at));
        let open = (!all.is_empty()).then(|| self.is_open(&key, holds));
        let none = |key: Key, name: String, depth: usize| Node {
            key,
            name,
            depth,
            open: None,
            count: 0,
            place: (1, 1),
            more: false,
            lines: String::new(),
            unit: false,
        };
        let head = Node { open, count: all.len(), ..none(key, plural(kind).to_owned(), 0) };
        let total = all.len();
        let of = |(place, at): (usize, usize)| {
            let resource = self.facts.policy.resources.nth(at)?;
            let key = Key::Resource(resource.id.clone());
            let place = (place + 1, total);
            Some(Node { place, more: self.more(at), ..none(key, resource.name.clone(), 1) })
        };
        let shown = if open == Some(true) { all } else { Vec::new() };
        let below: Vec<Node> = shown.into_iter().enumerate().filter_map(of).collect();
        let head = (self.found.is_none() || total > 0).then_some(head);
        head.into_iter().chain(below).collect()
    }
}

/// A place and all that stand above it.
fn climb(facts: &Facts, at: usize, into: &mut BTreeSet<usize>) {
    let mut next = Some(at);
    while let Some(at) = next.filter(|at| into.insert(*at)) {
        next = facts.parents.get(at).copied().flatten().map(|above| above as usize);
    }
}

/// What several of a type are called.
pub(super) fn plural(kind: ResourceType) -> &'static str {
    match kind {
        ResourceType::OrgUnit => "Org Units",
        ResourceType::Role => "Roles",
        ResourceType::EmploymentType => "Employment Types",
        ResourceType::Tag => "Tags",
        ResourceType::RequirementType => "Requirement Types",
        ResourceType::Category => "Categories",
    }
}

/// Where units of a depth stand.
pub(super) fn x(depth: usize) -> usize {
    FIRST + STEP * depth.min(DEEPEST)
}

fn line(into: &mut String, path: &str, more: bool) {
    let class = if more { "res-line res-line-more" } else { "res-line" };
    write!(into, "<path class=\"{class}\" d=\"{path}\"/>").ok();
}

/// The lines beside a row and to it.
fn lines(lanes: &[Option<bool>], goes_on: bool, later: bool) -> String {
    let mut found = String::new();
    let above = lanes.len().saturating_sub(1);
    for (depth, lane) in lanes.iter().enumerate().take(above) {
        if let Some(more) = lane.filter(|_| depth < DEEPEST) {
            line(&mut found, &format!("M{0} 0V36", x(depth)), more);
        }
    }
    let at = x(above);
    if goes_on && !lanes.is_empty() {
        line(&mut found, &format!("M{at} 0V36"), later);
    }
    found
}

impl Node {
    /// Its picture: the lines, and what it is for the person.
    pub(super) fn picture(&self, held: Held) -> String {
        let at = x(self.depth);
        let mut picture = self.lines.clone();
        if self.unit && (1..=DEEPEST).contains(&self.depth) {
            let elbow = format!("M{} 0V11q0 7 7 7H{}", x(self.depth - 1), at - 9);
            match held.block {
                // A Block cuts it.
                true => {
                    write!(picture, "<path class=\"res-line res-line-cut\" d=\"{elbow}\"/>").ok()
                }
                false => {
                    line(&mut picture, &elbow, self.more);
                    None
                }
            };
        }
        let kind = match (held.block, held.set.is_empty(), self.more) {
            (true, ..) => "block",
            (_, true, _) => "none",
            (_, _, true) => "more",
            _ => "read",
        };
        let size = match (held.block, held.own) {
            (true, _) => 9,
            (_, true) => 7,
            _ => 5,
        };
        write!(
            picture,
            "<circle class=\"res-dot res-dot-{kind}\" cx=\"{at}\" cy=\"18\" r=\"{size}\"/>"
        )
        .ok();
        if held.block {
            write!(picture, "<path class=\"res-dot-bar\" d=\"M{} 12l12 12\"/>", at - 6).ok();
        }
        if self.open == Some(false) {
            write!(picture, "<path class=\"res-dot-plus\" d=\"M{} 18h6M{at} 15v6\"/>", at - 3).ok();
        }
        picture
    }
}

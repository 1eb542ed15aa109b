//! The tab of the resources: all of them as a tree, and the chosen one.

use std::ops::Range;

use leptos::prelude::*;

use super::entries::{ByResource, by_resource, locked, seen, withheld};
use super::resource::resource;
use super::tree::{Row, rows};
use crate::grid::{
    CellPos, CellView, Grid, GridSource, GridState, GridTools, Head, NoCommand, Shape, Sign,
};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::fields::add_by_name;
use crate::ui::kit::tag::{Tag, all, tag};
use whocan_core::directory::Directory;
use whocan_core::models::resources::policy::{Kind, Policy, Resource, ResourceType};
use whocan_core::models::resources::{Edit, Resources, VisibleResources};
use whocan_core::shared::Shared;

pub(super) fn resources_tab(system: SystemContext<Resources>) -> AnyView {
    let chosen = Derived::new(move |_| system.focus.with(|focus| focus.get(1).cloned()));
    // Read once for all that is looked at, until something is saved.
    let past = Derived::new(move |_| {
        system.saved.with(|_| ());
        Shared::new(system.past())
    });
    let panel = move || {
        let id = chosen.get().unwrap_or_default();
        untrack(|| resource(system, id.as_str().into(), past))
    };
    let list = tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-list")
        .child(tag("h3").attr("id", "res-list").text("Resources"))
        .child(tree(system))
        .child(add(system));
    all([tag("div").class("res-split res-narrow-list").child(list).bind_child(panel)])
}

/// The tree.
fn tree(system: SystemContext<Resources>) -> AnyView {
    let sheet = Derived::new(move |previous: Option<&TreeSheet>| TreeSheet::new(system, previous));
    let active = Derived::new(move |_| {
        system.focus.with(|focus| match focus.as_slice() {
            [_, row] => Some((row.clone(), "entries".to_owned())),
            [_, row, column, ..] => Some((row.clone(), column.clone())),
            _ => None,
        })
    });
    let state = GridState::new("res-tree", sheet, active, move |row, column| {
        system.on_focus.run(vec!["resource".to_owned(), row, column]);
    });
    let state = state.with_widths(72.0, 240.0).called("resources", "columns");
    view! {
        <GridTools state changes=true title="Resources" />
        <div class="res-tree">
            <Grid state label="Resources" />
        </div>
    }
    .into_any()
}

/// Adds a resource; a new org unit stands below the one that is chosen.
fn add(system: SystemContext<Resources>) -> Tag {
    let kind = State::new(ResourceType::OrgUnit);
    let kinds = ResourceType::ALL.map(|kind| (kind.name().to_owned(), kind.name().to_owned()));
    let kinds = choice(
        "Type",
        "",
        move || kinds.to_vec(),
        move || Some(kind.get().name().to_owned()),
        move |name| ResourceType::parse(&name).into_iter().for_each(|chosen| kind.set(chosen)),
    );
    let below = move || {
        let policy = system.policy.get();
        let id = system.focus.with(|focus| focus.get(1).cloned())?;
        let unit = policy.resources.find(&id)?.clone();
        let fits = kind.get() == ResourceType::OrgUnit && unit.kind == ResourceType::OrgUnit;
        fits.then_some(unit)
    };
    let says = move || match below() {
        Some(unit) => format!("It will stand below {}.", unit.name),
        None => String::new(),
    };
    let form =
        add_by_name("Name of a new resource", "Add the resource", Some(kinds.class("choice")), {
            move |name| {
                let id = system.new_id('o');
                let parent = untrack(below).map(|unit| unit.id.clone());
                let new = Resource::new(&id, &name, kind.get_untracked());
                system.send(Edit::AddResource(Resource { parent, ..new }));
                system.on_focus.run(vec!["resource".to_owned(), id]);
            }
        });
    // R20
    let why = move || withheld(system, |acting| acting.admin("adds, moves and removes resources"));
    tag("div").child(locked(why, form)).child(tag("p").class("hint").bind_text(says))
}

const COLUMNS: [(&str, &str); 2] = [("entries", "Entries"), ("members", "In it")];

#[derive(Clone)]
struct TreeSheet {
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    directory: Directory,
    shape: Shared<Shape>,
    rows: Shared<Vec<Row>>,
    entries: Shared<ByResource>,
    saved_entries: Shared<ByResource>,
    members: Shared<std::collections::BTreeMap<String, usize>>,
    seen: Option<VisibleResources>,
}

impl PartialEq for TreeSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy && self.saved == other.saved && self.shape == other.shape
    }
}

impl TreeSheet {
    fn new(system: SystemContext<Resources>, previous: Option<&Self>) -> Self {
        let (policy, saved, directory) =
            (system.policy.get(), system.saved.get(), system.directory.get());
        // R19
        let seen = seen(system);
        let known =
            previous.filter(|old| old.policy.resources.same(&policy.resources) && old.seen == seen);
        let (shape, rows) = match known {
            Some(old) => (old.shape.clone(), old.rows.clone()),
            None => {
                let (heads, rows): (Vec<Head>, Vec<Row>) =
                    rows(&policy, seen.as_ref()).into_iter().unzip();
                let columns = COLUMNS.map(|(key, name)| Head::new(key, name)).to_vec();
                (Shape::new("Resource", heads, columns).into(), rows.into())
            }
        };
        let mut members: std::collections::BTreeMap<String, usize> = Default::default();
        for kind in Kind::ALL {
            for id in policy.classified(kind).iter().flat_map(|one| &one.of) {
                *members.entry(id.to_string()).or_default() += 1;
            }
        }
        let same = |old: &&Self| old.policy.entries.same(&policy.entries);
        let entries = previous.filter(same).map(|old| old.entries.clone());
        let entries = entries.unwrap_or_else(|| by_resource(&policy).into());
        let known = previous.filter(|old| old.saved == saved).map(|old| old.saved_entries.clone());
        let saved_entries = known.unwrap_or_else(|| by_resource(&saved).into());
        let members = members.into();
        Self { policy, saved, directory, shape, rows, entries, saved_entries, members, seen }
    }

    fn face(&self, (row, column): CellPos) -> Option<CellView> {
        let key = &self.shape.columns.get(column)?.key;
        let text = match (self.rows.get(row)?, key.as_str()) {
            (Row::Resource(resource), "entries") => {
                count(self.entries.get(&resource.id).map_or(0, Vec::len))
            }
            (Row::Resource(resource), "members") => {
                count(self.members.get(resource.id.as_str()).copied().unwrap_or_default())
            }
            (Row::Type(kind), "entries") => {
                let groups = self.policy.defaults.iter();
                let groups = groups.filter(|(group, by_type)| {
                    by_type.contains_key(kind) && self.directory.groups.has(group)
                });
                match groups.count() {
                    0 => String::new(),
                    count => format!("({count})"),
                }
            }
            _ => String::new(),
        };
        let changed = key == "entries" && self.changed(row);
        let spoken = match self.rows.get(row) {
            Some(Row::Type(_)) if !text.is_empty() => format!("{text} groups by default"),
            _ => text.clone(),
        };
        let (sign, spoken) = (Sign::Blank, spoken.into());
        Some(CellView { text: text.into(), sign, spoken, changed, ..CellView::default() })
    }
}

fn count(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

impl GridSource for TreeSheet {
    type Command = NoCommand;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn changed(&self, row: usize) -> bool {
        let Some(Row::Resource(resource)) = self.rows.get(row) else { return false };
        let entries = |all: &ByResource| -> Vec<_> {
            let on = all.get(&resource.id).into_iter().flatten();
            on.map(|entry| (entry.who.clone(), entry.given, entry.period)).collect()
        };
        match self.saved.resources.get(&resource.id) {
            None => true,
            Some(old) => {
                **old != **resource || entries(&self.saved_entries) != entries(&self.entries)
            }
        }
    }

    fn is_set(&self, row: usize) -> bool {
        match self.rows.get(row) {
            Some(Row::Resource(resource)) => self.entries.contains_key(&resource.id),
            _ => false,
        }
    }

    fn rank(&self, at: CellPos) -> u32 {
        let text = self.face(at).map(|face| face.text).unwrap_or_default();
        text.parse().unwrap_or_default()
    }
}

//! The tab of people and requirements: what each belongs to. They carry no permissions themselves.

use std::ops::Range;

use leptos::prelude::*;

use super::entries::{locked, seen, withheld};
use super::resource::remark;
use crate::components::Show;
use crate::grid::{
    CellPos, CellView, Grid, GridSource, GridState, GridTools, Head, NoCommand, Shape, Sign,
};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::fields::{add_by_name, field};
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::models::resources::policy::{
    Classified, ClassifiedId, Kind, Permission, Policy, Resource, ResourceId, ResourceType,
};
use whocan_core::models::resources::{Edit, Resources, VisibleResources};
use whocan_core::shared::Shared;

pub(super) fn classified_tab(system: SystemContext<Resources>) -> AnyView {
    let chosen = Derived::new(move |_| {
        system.focus.with(|focus| {
            let kind = match focus.first().map(String::as_str) {
                Some("requirements") => Kind::Requirement,
                _ => Kind::Person,
            };
            (kind, focus.get(1).cloned())
        })
    });
    let panel = move || {
        let (kind, id) = chosen.get();
        let id = id.unwrap_or_default();
        untrack(|| one(system, kind, id.as_str().into()))
    };
    let list = tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-people")
        .child(tag("h3").attr("id", "res-people").text("People and requirements"))
        .child(remark(
            "They carry no permissions: whoever may do something with them may so through the resources they belong to.",
        ))
        .child(list(system))
        .child(add(system));
    all([tag("div").class("res-split").child(list).bind_child(panel)])
}

fn list(system: SystemContext<Resources>) -> AnyView {
    let sheet = Derived::new(move |_| ClassifiedSheet::new(system));
    let active = Derived::new(move |_| {
        system.focus.with(|focus| match focus.as_slice() {
            [_, row] => Some((row.clone(), "Org Unit".to_owned())),
            [_, row, column, ..] => Some((row.clone(), column.clone())),
            _ => None,
        })
    });
    let state = GridState::new("res-classified", sheet, active, move |row, column| {
        let is_requirement =
            system.policy.with_untracked(|policy| policy.requirements.find(&row).is_some());
        let tab = if is_requirement { Kind::Requirement } else { Kind::Person };
        system.on_focus.run(vec![tab.key().to_owned(), row, column]);
    });
    let state = state.with_widths(140.0, 208.0).called("people and requirements", "columns");
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape().rows.is_empty()));
    view! {
        <GridTools state changes=true title="People and requirements" />
        <div class="res-tree">
            <Show when=any>
                <Grid state label="People and requirements" />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                {remark("Nobody and nothing yet.").any()}
            </Show>
        </div>
    }
    .into_any()
}

fn add(system: SystemContext<Resources>) -> Tag {
    let kind = State::new(Kind::Person);
    let kinds = Kind::ALL.map(|kind| (kind.key().to_owned(), kind.name().to_owned()));
    let kinds = choice(
        "Kind",
        "",
        move || kinds.to_vec(),
        move || Some(kind.get().key().to_owned()),
        move |name| {
            let chosen = Kind::ALL.into_iter().find(|kind| kind.key() == name);
            chosen.into_iter().for_each(|chosen| kind.set(chosen));
        },
    );
    let form = add_by_name(
        "Name of a person or requirement",
        "Add",
        Some(kinds.class("choice")),
        move |name| {
            let kind = kind.get_untracked();
            let letter = if kind == Kind::Person { 'n' } else { 'k' };
            let id = system.new_id(letter);
            system.send(Edit::Add(kind, Classified::new(&id, &name)));
            system.on_focus.run(vec![kind.key().to_owned(), id]);
        },
    );
    // R20
    let why = || Edit::Add(Kind::Person, Classified::new("new", "new"));
    locked(move || withheld(system, |acting| acting.does(&why())), form)
}

/// One of them.
fn one(system: SystemContext<Resources>, kind: Kind, id: ClassifiedId) -> Tag {
    let found = {
        let id = id.clone();
        Derived::new(move |_| {
            system.policy.with(|policy| policy.classified(kind).get(&id).cloned())
        })
    };
    // R19
    let closed = Derived::new(move |_| {
        found.with(|found| {
            let one = found.as_ref()?;
            withheld(system, |acting| acting.sees(kind, one))
        })
    });
    let body = move || match (found.get(), closed.get()) {
        (None, _) => remark("Choose somebody to set what they belong to.").any(),
        (_, Some(why)) => remark(why).any(),
        (Some(one), None) => untrack(|| properties(system, kind, &one).any()),
    };
    tag("section").class("panel").attr("aria-label", "What it belongs to").bind_child(body)
}

fn properties(system: SystemContext<Resources>, kind: Kind, one: &Shared<Classified>) -> Tag {
    let id = one.id.clone();
    let (name, rename) = (one.name.clone(), id.clone());
    let name = field("Name", name, move |name| {
        system.send(Edit::RenameClassified(kind, rename.clone(), name));
    });
    let gone = id.clone();
    let remove = button("Remove", move || {
        system.send(Edit::Remove(kind, gone.clone()));
        system.on_focus.run(vec![kind.key().to_owned()]);
    });
    let types = ResourceType::ALL.into_iter().filter(|it| it.holds() == kind);
    let parts = types.map(|of_type| of_type_part(system, kind, one, of_type));
    let (changed, removed) = (one.clone(), Edit::Remove(kind, one.id.clone()));
    let change = move || withheld(system, |acting| acting.changes(kind, &changed));
    let take = move || withheld(system, |acting| acting.does(&removed));
    tag("div")
        .class("res-properties")
        .child(tag("h3").text(one.name.clone()))
        // R19
        .child(locked(change, tag("div").class("panel-line").child(name)))
        .children(parts)
        .child(locked(take, tag("div").class("panel-line").child(remove)))
}

/// What it belongs to of one type.
fn of_type_part(
    system: SystemContext<Resources>,
    kind: Kind,
    one: &Shared<Classified>,
    of_type: ResourceType,
) -> Tag {
    let policy = system.policy.get_untracked();
    let set = {
        let id = one.id.clone();
        move |of: Vec<ResourceId>| system.send(Edit::Classify(kind, id.clone(), of))
    };
    let is_of_type = |it: &&Shared<Resource>| it.kind == of_type;
    let own: Vec<_> = policy.holders(kind, one).filter(is_of_type).cloned().collect();
    let manages = move |resource: &Resource| {
        withheld(system, |acting| acting.may(Permission::Manage, resource)).is_none()
    };
    let chip = |resource: &Shared<Resource>| {
        let here = resource.clone();
        let (of, gone, set) = (one.of.clone(), resource.id.clone(), set.clone());
        let out = button("×", move || {
            set(of.iter().filter(|id| **id != gone).cloned().collect());
        });
        let out = out
            .attr("aria-label", format!("No longer in {}", resource.name))
            .bind("disabled", move || !manages(&here));
        tag("li").key(resource.id.to_string()).text(resource.name.clone()).child(out)
    };
    let others = {
        let own = one.of.clone();
        move || {
            system.policy.with(|policy| {
                let others = policy.resources.iter();
                let others = others
                    .filter(|it| it.kind == of_type && !own.contains(&it.id))
                    .filter(|it| manages(it))
                    .take(500);
                others.map(|it| (it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
            })
        }
    };
    let (of, set) = (one.of.clone(), set.clone());
    let add = choice(
        of_type.name(),
        "add to…",
        others,
        || None,
        move |id| {
            let mut of = of.clone();
            of.push(id.into());
            set(of);
        },
    );
    let list = tag("ul").class("res-chips").children(own.iter().map(chip));
    tag("div").class("panel-line").child(add.class("choice")).child(list)
}

#[derive(Clone)]
struct ClassifiedSheet {
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    shape: Shared<Shape>,
    rows: Shared<Vec<(Kind, Shared<Classified>)>>,
    seen: Option<VisibleResources>,
}

impl PartialEq for ClassifiedSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy && self.saved == other.saved && self.seen == other.seen
    }
}

impl ClassifiedSheet {
    fn new(system: SystemContext<Resources>) -> Self {
        let (policy, saved) = (system.policy.get(), system.saved.get());
        // R19
        let seen = seen(system);
        let mut rows = Vec::new();
        for kind in Kind::ALL {
            let is_seen = |at: usize| seen.as_ref().is_none_or(|seen| seen.classified(kind, at));
            let all = policy.classified(kind).iter().enumerate();
            let all = all.filter(|(at, _)| is_seen(*at));
            rows.extend(all.map(|(_, one)| (kind, one.clone())));
        }
        let heads = rows.iter().map(|(_, one)| Head::new(&one.id, one.name.clone())).collect();
        let columns = ResourceType::ALL.map(|it| Head::new(it.name(), it.name())).to_vec();
        let shape = Shape::new("Person or requirement", heads, columns).into();
        Self { policy, saved, shape, rows: rows.into(), seen }
    }

    fn old(&self, kind: Kind, one: &Classified) -> Option<&Shared<Classified>> {
        self.saved.classified(kind).get(&one.id)
    }

    fn text(&self, kind: Kind, one: &Classified, of_type: ResourceType) -> String {
        let of = self.policy.holders(kind, one).filter(|it| it.kind == of_type);
        of.map(|it| it.name.clone()).collect::<Vec<_>>().join(", ")
    }
}

impl GridSource for ClassifiedSheet {
    type Command = NoCommand;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        let Some((kind, one)) = self.rows.get(row) else { return Vec::new() };
        let types = columns.filter_map(|column| ResourceType::ALL.get(column).copied());
        let faces = types.map(|of_type| {
            let text = self.text(*kind, one, of_type);
            let off = (of_type.holds() != *kind)
                .then(|| format!("a {} belongs to no {}", kind.name(), of_type.name()).into());
            let changed = self
                .old(*kind, one)
                .is_none_or(|old| old.of != one.of && self.text(*kind, old, of_type) != text);
            let (sign, spoken) = (Sign::Blank, text.clone().into());
            CellView { text: text.into(), sign, spoken, off, changed, ..CellView::default() }
        });
        faces.collect()
    }

    fn changed(&self, row: usize) -> bool {
        let Some((kind, one)) = self.rows.get(row) else { return false };
        self.old(*kind, one).is_none_or(|old| **old != **one)
    }

    fn is_set(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|(_, one)| !one.of.is_empty())
    }

    fn rank(&self, (row, column): CellPos) -> u32 {
        let cell = self.rows.get(row).zip(ResourceType::ALL.get(column));
        cell.map_or(0, |((kind, one), of_type)| {
            self.policy.holders(*kind, one).filter(|it| it.kind == *of_type).count() as u32
        })
    }
}

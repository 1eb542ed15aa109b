//! The left pane: the group, its sections with how much of each is ticked, and the marks by which
//! attributes are picked out.

use leptos::prelude::*;

use super::form::section_id;
use super::page::Page;
use super::sections::{Mark, licence_of, whole_counts};
use crate::components::{Checkbox, Choice, Combobox, Icon, Select, Symbol, Ticked};
use crate::platform::{later, page as dom};
use whocan_core::directory::{Principal, belongs};
use whocan_core::models::attributes::policy::SectionId;

use super::words::{counted, warning_name};

/// The id of the list of sections.
const LIST: &str = "att-outline";

/// A section in the list.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: SectionId,
    name: String,
    ticked: usize,
    all: usize,
    /// The warning of the section; empty for none.
    warn: String,
    licence: String,
    here: bool,
}

fn rows(page: Page) -> Vec<Row> {
    let facts = page.facts.get();
    let here = page.here.get();
    let catalogue = &facts.policy.catalogue;
    let here = here.and_then(|id| Some(catalogue.with_heading(&id)?.0.id.clone()));
    let here = here.and_then(|id| {
        let (outer, section) = catalogue.with_outer(&id)?;
        Some(outer.unwrap_or(section).id.clone())
    });
    let row = |section: &whocan_core::models::attributes::Section| {
        let (ticked, all) = whole_counts(&facts, section);
        let warn = section.warn.as_deref().map(warning_name).unwrap_or_default();
        Row {
            id: section.id.clone(),
            name: section.name.clone(),
            ticked,
            all,
            warn: if warn == "irreversible" { warn.to_owned() } else { String::new() },
            licence: licence_of(section),
            here: here.as_ref() == Some(&section.id),
        }
    };
    catalogue.headings().iter().map(row).collect()
}

/// Shows a section from its head on, and looks at the first attribute in it.
fn jump(page: Page, id: &SectionId) {
    page.folded.update(|folded| {
        folded.remove(id.as_str());
    });
    let first = page.drawn.with_untracked(|drawn| {
        let within = page.facts.with_untracked(|facts| {
            let section = facts.policy.catalogue.with_outer(id).map(|(_, it)| it);
            let within = section.into_iter().flat_map(|it| &it.sections);
            within.map(|it| it.id.clone()).collect::<Vec<_>>()
        });
        let of = drawn.iter().filter(|it| it.id == *id || within.contains(&it.id));
        of.filter_map(|it| it.first()).next().map(ToString::to_string)
    });
    first.into_iter().for_each(|first| page.go(&first));
    let element = section_id(id.as_str());
    later::after_paint(move || later::after_paint(move || dom::bring_to_top(&element)));
}

/// See the module.
#[component]
pub(super) fn Outline(page: Page) -> AnyView {
    view! {
        <section class="editor-pane att-pane" aria-label="Security group">
            <GroupPicker page />
            <SectionPicker page />
            <SectionList page />
            <ShowOnly page />
        </section>
    }
    .into_any()
}

#[component]
fn GroupPicker(page: Page) -> AnyView {
    let choices = Signal::derive(move || {
        page.system.directory.with(|directory| {
            let groups = directory.groups.iter();
            groups.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        page.group.with(|group| group.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let members = Signal::derive(move || {
        let Some(group) = page.group.get() else { return String::new() };
        let count = page.system.directory.with(|directory| {
            let group = Principal::Group(group);
            directory.users.iter().filter(|user| belongs(user, &group)).count()
        });
        counted(count, "person", "people")
    });
    view! {
        <div class="att-group">
            <Combobox
                label="Security group"
                choices
                value
                on_choose=move |id: String| page.go_to_group(id)
            />
            <span class="att-group-face">
                <Symbol icon=Icon::Groups />
                <span class="att-group-count">{members}</span>
            </span>
        </div>
    }
    .into_any()
}

/// Where it is narrow: the sections to choose from.
#[component]
fn SectionPicker(page: Page) -> AnyView {
    let found = Memo::new(move |_| rows(page));
    let names = Memo::new(move |_| {
        found.with(|rows| {
            let choice = |row: &Row| {
                let label = format!("{} ({}/{})", row.name, row.ticked, row.all);
                (row.id.to_string(), label)
            };
            rows.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        let here = found.with(|rows| rows.iter().find(|it| it.here).map(|it| it.id.to_string()));
        here.unwrap_or_default()
    });
    let choose = Callback::new(move |id: String| jump(page, &id.as_str().into()));
    let select = move || {
        let choices = names.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        view! { <Select label="Section" choices=choices value on_choose=choose /> }
    };
    view! { <div class="att-section-picker">{select}</div> }.into_any()
}

#[component]
fn SectionList(page: Page) -> AnyView {
    let found = Memo::new(move |_| rows(page));
    let sum = Memo::new(move |_| {
        let facts = page.facts.get();
        let catalogue = &facts.policy.catalogue;
        let ticked = catalogue.items().filter(|it| facts.ticks(&it.id)).count();
        let sections = counted(catalogue.headings().len(), "section", "sections");
        (sections, format!("{ticked} of {} ticked", catalogue.items().count()))
    });
    let drawn = move || found.get().into_iter().map(|row| row_view(page, row)).collect_view();
    let pressed = move |event: web_sys::KeyboardEvent| dom::walk_rows(&event, LIST, "att-jump");
    view! {
        <div class="att-sum">
            <span>{move || sum.get().0}</span>
            <span>{move || sum.get().1}</span>
        </div>
        <ul class="att-outline" id=LIST aria-label="Sections" on:keydown=pressed>
            {drawn}
        </ul>
    }
    .into_any()
}

fn row_view(page: Page, row: Row) -> AnyView {
    let Row { id, name, ticked, all, warn, licence, here } = row;
    let parts: Vec<String> = name.split_inclusive('/').map(str::to_owned).collect();
    let parts = parts.into_iter().map(|part| view! { {part} <wbr /> }).collect_view();
    let warns = (!warn.is_empty()).then(|| {
        let tip = warn.clone();
        view! {
            <span class="att-jump-warn" data-tip=tip>
                <Symbol icon=Icon::Warn />
                <span class="unseen">", "{warn}", "</span>
            </span>
        }
    });
    let licence = (!licence.is_empty()).then(|| {
        let tip = format!("All or part of it needs the licence {licence}");
        view! { <span class="att-badge" data-tip=tip>{licence}</span> }
    });
    view! {
        <li>
            <button
                type="button"
                class="att-jump"
                aria-current=here.then_some("true")
                on:click=move |_| jump(page, &id)
            >
                <span
                    class="att-jump-bar"
                    aria-hidden="true"
                    style=("--ticked", (ticked * 100 / all.max(1)).to_string())
                ></span>
                <span class="att-jump-name">{parts}</span>
                {warns}
                {licence}
                <span class="att-jump-count">{format!("{ticked}/{all}")}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The marks, and whether what is obsolete is hidden.
#[component]
fn ShowOnly(page: Page) -> AnyView {
    let closed = Memo::new(move |_| {
        let facts = page.facts.get();
        facts.policy.catalogue.items().filter(|it| facts.is_shut(&it.id)).count()
    });
    let mark = move |mark: Mark| {
        let is_on = Signal::derive(move || page.only.with(|only| only.contains(&mark)).to_string());
        let turn = move |_| {
            page.only.update(|only| {
                let before = only.len();
                only.retain(|it| *it != mark);
                if only.len() == before {
                    only.push(mark);
                }
            });
        };
        let label = move || match mark {
            Mark::Closed => view! {
                <Symbol icon=Icon::Lock />
                {format!("gate closed {}", closed.get())}
            }
            .into_any(),
            mark => mark.name().into_any(),
        };
        view! {
            <button type="button" class="att-only" aria-pressed=is_on on:click=turn>
                <span class="att-badge" data-mood=mark.mood()>{label}</span>
            </button>
        }
    };
    let hides = Signal::derive(move || match page.hide_obsolete.get() {
        true => Ticked::On,
        false => Ticked::Off,
    });
    view! {
        <div class="att-show-only">
            <div class="att-show-head">
                <span id="att-show-only">"Show only"</span>
                <Checkbox
                    label="Hide obsolete"
                    ticked=hides
                    on_tick=move |hide| page.hide_obsolete.set(hide)
                />
            </div>
            <div class="att-marks" role="group" aria-labelledby="att-show-only">
                {Mark::ALL.map(mark).into_iter().collect_view()}
            </div>
        </div>
    }
    .into_any()
}

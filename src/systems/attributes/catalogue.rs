//! The catalogue: the sections on the left; what is known of the chosen one on the right, the attributes in
//! it, its families and its gates.

use leptos::prelude::*;

use super::dialogs::Ask;
use super::fields::{list, some};
use super::gates::Gates;
use super::page::{Page, Part};
use super::words::{badge, badges};
use crate::components::{Adder, Checkbox, Icon, LineField, ListRow, Menu, MenuItem, Show, Ticked};
use crate::platform::page as dom;
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::policy::{Attribute, AttributeId, Section, SectionId};

const LIST: &str = "att-catalogue";

/// See the module.
#[component]
pub(super) fn CataloguePart(page: Page) -> AnyView {
    let second = page.second();
    let chosen = Memo::new(move |_| {
        let named = second.get();
        page.facts.with(|facts| {
            let catalogue = &facts.policy.catalogue;
            let found = named.and_then(|id| Some(catalogue.with_outer(&id.into())?.1.id.clone()));
            found.or_else(|| Some(catalogue.headings().first()?.id.clone()))
        })
    });
    let add = move |name: String| {
        let section = Section::new(&page.system.new_id('s'), &name);
        let id = section.id.to_string();
        page.system.send(Edit::AddSection(section, None, usize::MAX));
        page.go_to(Part::Catalogue, id);
    };
    let any = Signal::derive(move || chosen.with(Option::is_some));
    view! {
        <div class="att-two">
            <section class="editor-pane att-pane" aria-label="Catalogue of attributes">
                <Rows page chosen />
                <div class="att-pane-foot">
                    <Adder label="Add a section" on_add=add />
                </div>
            </section>
            <section class="att-sheet" aria-label="Section">
                <p class="att-quiet">
                    "The families' bases and most gates were worked out: edit them until they are \
                     yours. The first edit puts the whole catalogue into the file."
                </p>
                <Show when=any>
                    <OfSection page chosen />
                </Show>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Rows(page: Page, chosen: Memo<Option<SectionId>>) -> AnyView {
    let found = Memo::new(move |_| {
        page.facts.with(|facts| {
            let row = |(outer, section): (Option<&Section>, &Section)| {
                let count = section.attributes.len();
                (section.id.clone(), section.name.clone(), count.to_string(), outer.is_some())
            };
            facts.policy.catalogue.all().map(row).collect::<Vec<_>>()
        })
    });
    let row = move |(id, name, fact, within): (SectionId, String, String, bool)| {
        let own = id.clone();
        let is_chosen = Signal::derive(move || chosen.with(|it| it.as_ref() == Some(&own)));
        let go = move || page.go_to(Part::Catalogue, id.to_string());
        view! {
            <li data-within=within.then_some("")>
                <ListRow name fact chosen=is_chosen on_choose=go />
            </li>
        }
    };
    let rows = move || found.get().into_iter().map(row).collect_view();
    let pressed = move |event: web_sys::KeyboardEvent| dom::walk_rows(&event, LIST, "list-row");
    view! {
        <ul class="att-rows" id=LIST aria-label="Sections" on:keydown=pressed>
            {rows}
        </ul>
    }
    .into_any()
}

/// The chosen section as it is by now.
fn section_of(page: Page, chosen: Memo<Option<SectionId>>) -> Option<(bool, Section)> {
    let id = chosen.get()?;
    page.facts.with(|facts| {
        let (outer, section) = facts.policy.catalogue.with_outer(&id)?;
        Some((outer.is_some(), section.clone()))
    })
}

/// Changes what is known of the chosen section.
fn change(page: Page, chosen: Memo<Option<SectionId>>, change: impl FnOnce(&mut Section)) {
    if let Some((_, mut section)) = untrack(|| section_of(page, chosen)) {
        change(&mut section);
        page.system.send(Edit::SetSection(section));
    }
}

#[component]
fn OfSection(page: Page, chosen: Memo<Option<SectionId>>) -> AnyView {
    let section = Memo::new(move |_| section_of(page, chosen));
    let families = Signal::derive(move || {
        section.with(|it| it.as_ref().is_some_and(|(_, it)| !it.families.is_empty()))
    });
    let outer = Signal::derive(move || section.with(|it| it.as_ref().is_some_and(|it| !it.0)));
    let attribute = move |name: String| {
        let attribute = Attribute::new(&page.system.new_id('a'), &name);
        let section = chosen.get_untracked();
        section.into_iter().for_each(|section| {
            page.system.send(Edit::AddAttribute(section, attribute.clone(), usize::MAX));
        });
    };
    let row = move |base: String| {
        let Some((_, section)) = section.get_untracked() else { return };
        page.system.send_all(format!("add {base}"), family_row(page, &section, &base));
    };
    let within = move |name: String| {
        let section = Section::new(&page.system.new_id('s'), &name);
        page.system.send(Edit::AddSection(section, chosen.get_untracked(), usize::MAX));
    };
    let (row, within) = (Callback::new(row), Callback::new(within));
    view! {
        <Properties page chosen section />
        <Listed page section />
        <Adder label="Add an attribute" on_add=attribute />
        <Show when=families>
            <Adder label="Add a row to the families" on_add=row />
        </Show>
        <Show when=outer>
            <Adder label="Add a section within it" on_add=within />
        </Show>
        <Gates page section=chosen />
    }
    .into_any()
}

/// The members of a new row of the section's families, one for each suffix of the first.
fn family_row(page: Page, section: &Section, base: &str) -> Vec<Edit> {
    let suffixes = section.families.first().into_iter().flatten();
    let member = |suffix: &String| {
        let attribute = Attribute::new(&page.system.new_id('a'), &format!("{base} - {suffix}"));
        Edit::AddAttribute(section.id.clone(), attribute, usize::MAX)
    };
    suffixes.map(member).collect()
}

type Known = Memo<Option<(bool, Section)>>;

#[component]
fn Properties(page: Page, chosen: Memo<Option<SectionId>>, section: Known) -> AnyView {
    let fields = move || {
        let (_, it) = section.get()?;
        let families: Vec<String> = it.families.iter().map(|family| family.join(", ")).collect();
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let of = |label: &'static str,
                  spoken: &'static str,
                  value: String,
                  set: fn(&mut Section, String)| {
            let edit = move |text: String| change(page, chosen, |section| set(section, text));
            let value = Signal::stored(value);
            view! { <LineField label spoken value on_change=edit /> }
        };
        Some(view! {
            {of("Name", "Name of the section", it.name.clone(), |it, text| it.name = text)}
            {of(
                "Explanation",
                "Explanation of the section",
                optional(&it.description),
                |it, text| it.description = some(&text),
            )}
            {of(
                "Warning",
                "Warning of the section",
                optional(&it.warn),
                |it, text| it.warn = some(&text),
            )}
            {of(
                "Suffixes of the families",
                "Suffixes of the families",
                families.join("; "),
                |it, text| {
                    let families = text.split(';').map(list).filter(|family| !family.is_empty());
                    it.families = families.collect();
                },
            )}
        })
    };
    let name = Signal::derive(move || {
        section.with(|it| it.as_ref().map(|(_, it)| it.name.clone()).unwrap_or_default())
    });
    let boxed = Signal::derive(move || {
        let has = section.with(|it| it.as_ref().is_some_and(|(_, it)| it.select_all));
        if has { Ticked::On } else { Ticked::Off }
    });
    let tick = move |on: bool| change(page, chosen, |section| section.select_all = on);
    view! {
        <div class="att-sheet-head">
            <h3 class="att-sheet-title">{name}</h3>
            <SectionMenu page chosen name />
        </div>
        <div class="att-fields">{fields}</div>
        <Checkbox label="Box for all of it" ticked=boxed on_tick=tick />
    }
    .into_any()
}

/// Up, down and away.
#[component]
fn SectionMenu(page: Page, chosen: Memo<Option<SectionId>>, name: Signal<String>) -> AnyView {
    let move_by = move |by: isize| {
        let Some(id) = chosen.get_untracked() else { return };
        let place = page.facts.with_untracked(|facts| {
            let outer = facts.policy.catalogue.headings();
            let lists = std::iter::once(outer).chain(outer.iter().map(|it| &*it.sections));
            let mut found = lists.filter_map(|list| list.iter().position(|it| it.id == id));
            found.next().unwrap_or_default()
        });
        page.system.send(Edit::MoveSection(id, place.saturating_add_signed(by)));
    };
    let remove = move || {
        let id = chosen.get_untracked();
        id.into_iter().for_each(|id| page.system.send(Edit::RemoveSection(id)));
    };
    let items = Signal::derive(move || {
        vec![
            MenuItem::new("Move up", move || move_by(-1)),
            MenuItem::new("Move down", move || move_by(1)),
            MenuItem::new(format!("Remove {}", name.get()), remove).begins_group(),
        ]
    });
    view! { <Menu label="More for the section" icon=Icon::More bare=true items /> }.into_any()
}

#[component]
fn Listed(page: Page, section: Known) -> AnyView {
    let rows = move || {
        let (_, section) = section.get()?;
        let rows = section.attributes.iter().enumerate();
        Some(untrack(|| rows.map(|(at, it)| row(page, &section, at, it)).collect_view()))
    };
    view! {
        <h4 class="att-sheet-sub">"Attributes"</h4>
        <ul class="att-list">{rows}</ul>
    }
    .into_any()
}

fn row(page: Page, section: &Section, at: usize, it: &Attribute) -> AnyView {
    let (id, of) = (it.id.clone(), section.id.clone());
    let edit = {
        let id = id.clone();
        move |_| page.asked.set(Some(Ask::Attribute(id.clone())))
    };
    let items = items(page, &id, &of, at, &it.name);
    let marks = badges(section, it).into_iter().map(badge).collect_view();
    view! {
        <li class="att-item">
            <button
                type="button"
                class="att-item-name"
                aria-haspopup="dialog"
                on:click=edit
            >
                {it.name.clone()}
            </button>
            {marks}
            <Menu
                label=format!("More for {}", it.name)
                icon=Icon::More
                bare=true
                items=Signal::stored(items)
            />
        </li>
    }
    .into_any()
}

fn items(page: Page, id: &AttributeId, of: &SectionId, at: usize, name: &str) -> Vec<MenuItem> {
    let go = |to: usize| {
        let (id, of) = (id.clone(), of.clone());
        move || page.system.send(Edit::MoveAttribute(id.clone(), of.clone(), to))
    };
    let gone = id.clone();
    let remove = move || page.system.send(Edit::RemoveAttribute(gone.clone()));
    vec![
        MenuItem::new("Move up", go(at.saturating_sub(1))),
        MenuItem::new("Move down", go(at + 1)),
        MenuItem::new(format!("Remove {name}"), remove).begins_group(),
    ]
}

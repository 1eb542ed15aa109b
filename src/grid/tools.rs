//! What stands over a grid: what to look for, how much is shown and how densely, what the signs mean;
//! and the line below it with the keys of a cell and what is selected.

use leptos::html;
use leptos::prelude::*;

use super::controller::GridController;
use super::layout::ViewOptions;
use super::metrics::Density;
use super::print::{PrintSheet, follow_print};
use super::{CellView, GridState, Sign};
use crate::components::{
    ButtonSize, Checkbox, Choice, Icon, IconButton, KeyCap, Level, LevelGlyph, Popup, SearchField,
    Segmented, Select, Show, Ticked,
};
use crate::platform::page;
use whocan_core::text;

/// The most selected cells that are counted by what they say.
const MOST_COUNTED: usize = 5_000;

/// Where there is no space for them in one row.
const NARROW: &str = "(max-width: 68.75rem)";

/// Where the choices stand of what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filters {
    /// In the row.
    #[default]
    InRow,
    /// Behind a button, but for the search of rows.
    Behind,
}

/// What a sign means.
#[derive(Clone, Debug, PartialEq)]
pub enum LegendEntry {
    /// How much is permitted: the level, its word, and what that means.
    Level(Level, String, String),
    /// The mark of a cell: its name in the style sheet, and its word.
    Mark(&'static str, String),
    /// A short form and what it stands for.
    Short(String, String),
    /// The sign of a cell, the level that its ground is of, and its word.
    Sign(Sign, Level, String),
}

/// See the module.
#[component]
pub fn GridTools(
    /// The grid's state.
    state: GridState,
    /// Whether cells can differ from what is saved.
    #[prop(optional, into)]
    changes: Signal<bool>,
    /// Where the choices stand.
    #[prop(optional)]
    filters: Filters,
    /// What the signs mean.
    #[prop(optional, into)]
    legend: Signal<Vec<LegendEntry>>,
    /// What it is the grid of, for what is printed.
    #[prop(optional, into)]
    title: String,
    /// Whether anything is chosen of what the children offer.
    #[prop(optional, into)]
    narrowed: Signal<bool>,
    /// More that narrows what is shown.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let printed = follow_print(state, title, legend);
    let count = Signal::derive(move || state.count_lines().join(" × "));
    let more = children.map(|children| children());
    let behind = filters == Filters::Behind || page::media(NARROW).get_untracked();
    let choices = match behind {
        true => view! { <FilterMenu state changes legend narrowed>{more}</FilterMenu> }.into_any(),
        false => view! {
            <FindColumns state />
            <Densities state />
            <Ticks state changes />
            {more}
        }
        .into_any(),
    };
    // A few words have room where many, or a choice of densities beside them, have none.
    let brief = Signal::derive(move || {
        let few = legend.with(|entries| entries.len() <= 3);
        (few && state.kept_as.is_none()).then_some("")
    });
    // Where there is no room for it in the row.
    let any = Signal::derive(move || !legend.with(Vec::is_empty));
    let folded = (!behind).then(|| {
        view! {
            <Show when=any>
                <span class="legend-folded">
                    <Drawer icon=Icon::Info label="What the cells mean" name="What the cells mean">
                        <Legend legend />
                    </Drawer>
                </span>
            </Show>
        }
    });
    let print = (!behind).then(|| {
        view! { <IconButton icon=Icon::Print label="Print" size=ButtonSize::Small on_press=page::print /> }
    });
    let asked = state.menu_asked;
    // Where there is no line below the grid its menu stands here.
    let menu = untrack(|| state.is_read_only()).then(|| {
        view! {
            <IconButton
                icon=Icon::More
                label="What can be done here"
                key="Shift+F10"
                size=ButtonSize::Small
                on_press=move || asked.update(|asked| *asked = asked.wrapping_add(1))
            />
        }
    });
    view! {
        <div
            class="grid-tools"
            data-behind=behind.then_some("")
            data-brief=brief
            data-map=Signal::derive(move || state.is_map().then_some(""))
        >
            <FindRows state />
            {choices}
            {behind.then(|| view! { <Densities state /> })}
            {menu}
            <MapOrder state />
            <Legend legend />
            {folded}
            {print}
            <span class="grid-count unseen" role="status">{count}</span>
        </div>
        <PrintSheet printed />
    }
    .into_any()
}

/// The choice of densities, where there is one.
#[component]
fn Densities(state: GridState) -> AnyView {
    let choice =
        |density: Density| Choice::new(density.key(), density.label()).icon(density.icon());
    let choose = move |key: String| {
        Density::of(&key).into_iter().for_each(|density| state.set_density(density));
    };
    let value = Signal::derive(move || state.density().key().to_owned());
    state
        .kept_as
        .map(|_| {
            let choices = Density::ALL.map(choice).to_vec();
            view! { <Segmented label="Density" choices value on_choose=choose /> }
        })
        .into_any()
}

/// In which order the map has its rows, where they belong to something.
#[component]
fn MapOrder(state: GridState) -> AnyView {
    const GROUP: &str = "group";
    const GRID: &str = "grid";
    let any = Signal::derive(move || {
        state.is_map() && state.source.with(|source| source.groups(0).is_some())
    });
    let value =
        Signal::derive(move || if state.map_by_groups.get() { GROUP } else { GRID }.to_owned());
    let choose = Callback::new(move |chosen: String| state.map_by_groups.set(chosen == GROUP));
    let choices = || vec![Choice::new(GROUP, "Group"), Choice::new(GRID, "As in the grid")];
    view! {
        <Show when=any>
            <div class="select-in-row map-order">
                <Select label="Rows by" choices=choices() value on_choose=choose />
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn FindRows(state: GridState) -> AnyView {
    let value = Signal::derive(move || state.options.with(|it| it.rows_with.clone()));
    let search = move |text| state.options.update(|options| options.rows_with = text);
    let found = move || {
        state.go_first();
        page::focus(state.id);
    };
    view! {
        <div class="grid-find">
            <SearchField
                label=format!("Find {}", state.names.0)
                placeholder=text::capital(state.names.0)
                value
                on_input=search
                on_enter=Callback::new(move |()| found())
            />
        </div>
    }
    .into_any()
}

#[component]
fn FindColumns(state: GridState) -> AnyView {
    let value = Signal::derive(move || state.options.with(|it| it.columns_with.clone()));
    let search = move |text| state.options.update(|options| options.columns_with = text);
    let found = move || {
        state.go_first();
        page::focus(state.id);
    };
    view! {
        <div class="grid-find">
            <SearchField
                label=format!("Find {}", state.names.1)
                placeholder=text::capital(state.names.1)
                value
                on_input=search
                on_enter=Callback::new(move |()| found())
            />
        </div>
    }
    .into_any()
}

/// Which rows are left out.
#[component]
fn Ticks(state: GridState, changes: Signal<bool>) -> AnyView {
    let ticked = |on: bool| if on { Ticked::On } else { Ticked::Off };
    let empty = Signal::derive(move || ticked(state.options.with(|it| it.hide_empty)));
    let changed = Signal::derive(move || ticked(state.options.with(|it| it.changed_only)));
    view! {
        <Checkbox
            label="Hide empty rows"
            ticked=empty
            on_tick=move |on| state.options.update(|options| options.hide_empty = on)
        />
        <Show when=changes>
            <Checkbox
                label="Changed only"
                ticked=changed
                on_tick=move |on| state.options.update(|options| options.changed_only = on)
            />
        </Show>
    }
    .into_any()
}

/// The choices behind a button.
#[component]
fn FilterMenu(
    state: GridState,
    changes: Signal<bool>,
    legend: Signal<Vec<LegendEntry>>,
    narrowed: Signal<bool>,
    children: Children,
) -> AnyView {
    let narrows = Signal::derive(move || {
        let own =
            |it: &ViewOptions| it.hide_empty || it.changed_only || !it.columns_with.is_empty();
        narrowed.get() || state.options.with(own)
    });
    let label = Signal::derive(move || match narrows.get() {
        true => "Filter (on)".to_owned(),
        false => "Filter".to_owned(),
    });
    view! {
        <Drawer icon=Icon::Filter label name="Filter" on=narrows>
            <FindColumns state />
            <Ticks state changes />
            {children()}
            <Legend legend />
            <IconButton icon=Icon::Print label="Print" on_press=page::print />
        </Drawer>
    }
    .into_any()
}

/// What stands behind a button, as long as the focus is in it.
#[component]
fn Drawer(
    icon: Icon,
    #[prop(into)] label: Signal<String>,
    /// What is in it, for whoever listens.
    name: &'static str,
    /// Whether something in it is in use.
    #[prop(optional, into)]
    on: Signal<bool>,
    children: Children,
) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let open = RwSignal::new(false);
    let left = move |event: web_sys::FocusEvent| {
        let leaves = crate::platform::popover::leaves(&event, anchor);
        if leaves {
            open.set(false);
        }
    };
    let pressed = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            // The button, which is the first thing in it.
            if let Some(anchor) = anchor.get_untracked() {
                page::focus_first_in(&anchor, "button");
            }
        }
    };
    view! {
        <span
            class="menu-anchor grid-filter"
            data-narrows=Signal::derive(move || on.get().then_some(""))
            node_ref=anchor
            on:focusout=left
            on:keydown=pressed
        >
            <IconButton icon label on_press=move || open.update(|open| *open = !*open) />
            <Popup open anchor>
                <div class="grid-filter-list" role="group" aria-label=name tabindex="-1">
                    {children()}
                </div>
            </Popup>
        </span>
    }
    .into_any()
}

/// What stands behind the word of a level: what it means, where that is more.
pub(super) fn behind_word(means: &str) -> String {
    if means.is_empty() { String::new() } else { format!(": {means}") }
}

/// What the signs mean.
#[component]
fn Legend(legend: Signal<Vec<LegendEntry>>) -> AnyView {
    let entry = |entry: LegendEntry| match entry {
        LegendEntry::Level(level, word, means) => view! {
            <li>
                <span class="legend-level" data-level=level.name()>
                    <LevelGlyph level />
                </span>
                {word}
                <span class="unseen">{behind_word(&means)}</span>
            </li>
        }
        .into_any(),
        LegendEntry::Mark(mark, word) => view! {
            <li>
                <span class="legend-mark" data-mark=mark aria-hidden="true"></span>
                {word}
            </li>
        }
        .into_any(),
        LegendEntry::Short(short, name) => view! {
            <li>
                <b>{short}</b>
                {name}
            </li>
        }
        .into_any(),
        LegendEntry::Sign(sign, level, word) => view! {
            <li>
                <span class="legend-level" data-level=level.name() data-sign=sign.name()></span>
                {word}
            </li>
        }
        .into_any(),
    };
    let entries = move || legend.get().into_iter().map(entry).collect_view();
    let any = Signal::derive(move || !legend.with(Vec::is_empty));
    view! {
        <Show when=any>
            <ul class="legend" aria-label="What the cells mean">{entries}</ul>
        </Show>
    }
    .into_any()
}

/// The line below a grid: the keys of a cell, and what is selected.
#[component]
pub(super) fn GridFoot(controller: GridController) -> AnyView {
    let state = controller.state;
    let keys = move || {
        let offers = state.source.with(|source| source.commands());
        let key = |offer: super::Offer<_>| {
            let key = offer.keys.first().copied().unwrap_or_default();
            let name = offer.label.to_string();
            view! { <span class="grid-key"><KeyCap keys=key />{name}</span> }
        };
        let keyed = offers.into_iter().filter(|offer| !offer.keys.is_empty());
        keyed.map(key).collect_view()
    };
    let any = Signal::derive(move || state.source.with(|source| !source.commands().is_empty()));
    let selected = Signal::derive(move || selected(state));
    let folds = Signal::derive(move || {
        state.source.with(|source| {
            let mut rows = 0..source.shape().rows.len();
            rows.find_map(|row| source.space_folds(row)).unwrap_or_default()
        })
    });
    if state.is_read_only() {
        // It lies over the grid and takes nothing from it.
        return view! { <p class="grid-selected grid-selected-over" role="status">{selected}</p> }
            .into_any();
    }
    view! {
        <div class="grid-foot">
            <Show when=any>
                <p class="grid-keys" aria-label="Keys of a cell">{keys}</p>
            </Show>
            <p class="grid-keys grid-keys-more">
                <span class="grid-key"><KeyCap keys="Shift" /><KeyCap keys="← ↑ → ↓" />"select"</span>
                <Show when=Signal::derive(move || folds.with(|it| !it.is_empty()))>
                    <span class="grid-key"><KeyCap keys="Space" />"fold a " {folds}</span>
                </Show>
            </p>
            <p class="grid-selected" role="status">{selected}</p>
            <IconButton
                icon=Icon::More
                label="What can be done here"
                key="Shift+F10"
                size=ButtonSize::Small
                on_press=move || {
                    controller.menu_at_spot();
                }
            />
        </div>
    }
    .into_any()
}

/// What is selected, counted by what its cells say; nothing for one cell.
fn selected(state: GridState) -> String {
    state.selection.track();
    let source = state.source.get();
    let cells = state.selected();
    if cells.len() < 2 {
        return String::new();
    }
    if cells.len() > MOST_COUNTED {
        return format!("Selected: {} cells", text::grouped(cells.len()));
    }
    let mut counts: Vec<(String, usize)> = Vec::new();
    let view = |(row, column): &(usize, usize)| source.cells(*row, *column..column + 1).pop();
    for CellView { spoken, .. } in cells.iter().filter_map(view) {
        match counts.iter_mut().find(|(name, _)| *name == spoken) {
            Some((_, count)) => *count += 1,
            None => counts.push((spoken.into_owned(), 1)),
        }
    }
    let said = counts.iter().map(|(name, count)| format!("{count} {name}"));
    format!("Selected: {}", said.collect::<Vec<_>>().join(", "))
}

//! One security group as a form: what is shown of it above, then the sections in the product's order with
//! the boxes in their headers, the attributes, the families as grids, and the reports.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::dialogs::Ask;
use super::outline::Outline;
use super::page::{Facts, Page, header_edit};
use super::row::{cell, line, report};
use super::sections::{Drawn, Grid, Shown, apart, counts, needed_by_most};
use super::words::{mood_of, warning_name, warning_words};
use crate::components::{
    Button, ButtonSize, Choice, Icon, Menu, MenuItem, SearchField, Segmented, Show, Symbol,
};
use crate::grid::{Hidden, question};
use crate::pages::groups::ask::{Ask as Directory, HOME, Kind};
use crate::platform::{closest, page as dom};
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::policy::{AttributeId, Header, Section, SectionId, Tick};
use whocan_core::text;

/// The id of the form.
pub(super) const FORM: &str = "att-form";

/// See the module.
#[component]
pub(super) fn Form(page: Page) -> AnyView {
    view! {
        <div class="att-editor">
            <Outline page />
            <div class="att-main">
                <Tools page />
                <Sections page />
            </div>
        </div>
    }
    .into_any()
}

/// What narrows the form, and what else can be done with the group.
#[component]
fn Tools(page: Page) -> AnyView {
    let all = Memo::new(move |_| {
        let facts = page.facts.get();
        let catalogue = &facts.policy.catalogue;
        let ticked = catalogue.items().filter(|it| facts.ticks(&it.id)).count();
        (catalogue.items().count(), ticked)
    });
    let value = Signal::derive(move || page.shown.get().name().to_owned());
    let choose = Callback::new(move |name: String| page.shown.set(Shown::of(&name)));
    let shown = move || {
        let (all, ticked) = all.get();
        let choices = vec![
            Choice::new("all", format!("All {all}")),
            Choice::new("ticked", format!("Ticked {ticked}")),
            Choice::new("differ", "Groups differ"),
        ];
        view! { <Segmented label="Which attributes" choices value on_choose=choose /> }
    };
    view! {
        <div class="att-tools">
            <SearchField
                label="Find attributes"
                value=page.find
                on_input=move |text| page.find.set(text)
            />
            {shown}
            <span class="att-gap"></span>
            <Button
                size=ButtonSize::Small
                icon=Icon::Compare
                on_press=move || page.asked.set(Some(Ask::Base))
            >
                "Base on…"
            </Button>
            <More page />
        </div>
    }
    .into_any()
}

#[component]
fn More(page: Page) -> AnyView {
    let fold = move |fold: bool| {
        let ids = page.facts.with_untracked(|facts| {
            let all = facts.policy.catalogue.all();
            all.map(|(_, section)| section.id.to_string()).collect::<Vec<_>>()
        });
        page.folded.update(|folded| {
            folded.clear();
            folded.extend(ids.into_iter().filter(|_| fold));
        });
    };
    let items = Signal::derive(move || {
        let clear = move || {
            let group = page.group.get_untracked();
            group.into_iter().for_each(|group| page.system.send(Edit::ClearGroup(group)));
        };
        vec![
            MenuItem::new("Expand all", move || fold(false)),
            MenuItem::new("Collapse all", move || fold(true)),
            MenuItem::new("New group…", move || {
                page.dialogs.ask(Directory::Add(Kind::Group));
            })
            .icon(Icon::Plus)
            .begins_group(),
            MenuItem::new("Untick everything for this group", clear).begins_group(),
        ]
    });
    view! {
        <span id=HOME>
            <Menu label="More of this editor" icon=Icon::More bare=true items />
        </span>
    }
    .into_any()
}

/// What happens in the form, wherever in it.
fn ticked(page: Page, event: &web_sys::Event) {
    let found = closest(event, ".att-box");
    let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = found else { return };
    let (id, on) = (input.value(), input.checked());
    if !input.has_attribute("data-report") {
        page.go(&id);
        return page.tick(&id, on);
    }
    let group = page.group.get_untracked();
    if let Some(group) = group {
        let (report, tick) = (id.as_str().into(), Tick::when(on));
        page.system.send(Edit::TickReport(group, report, tick));
    }
}

fn entered(page: Page, event: &web_sys::Event) {
    let found = closest(event, ".att-box:not([data-report])");
    let id = found.and_then(|it| it.get_attribute("value"));
    id.into_iter().for_each(|id| page.go(&id));
}

fn opened(page: Page, event: &web_sys::Event) {
    let found = closest(event, "button.att-lock");
    let id = found.and_then(|it| it.get_attribute("value"));
    id.into_iter().for_each(|id| page.tick(&id, true));
}

fn pressed(event: &web_sys::KeyboardEvent) {
    let towards = match event.key().as_str() {
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        _ => return,
    };
    let modified = event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key();
    if !modified && closest(event, ".att-box").is_some() {
        event.prevent_default();
        dom::focus_towards(FORM, "att-box", towards);
    }
}

#[component]
fn Sections(page: Page) -> AnyView {
    let sections = move || {
        let drawn = page.drawn.get();
        untrack(|| drawn.iter().map(|it| section(page, it)).collect_view())
    };
    let none = Signal::derive(move || page.drawn.with(|drawn| drawn.is_empty()));
    view! {
        <div
            class="att-form"
            id=FORM
            on:change=move |event| ticked(page, &event)
            on:focusin=move |event| entered(page, &event)
            on:click=move |event| opened(page, &event)
            on:keydown=move |event| pressed(&event)
        >
            {sections}
            <Show when=none>
                <p class="att-none" role="status">
                    "No attribute fits."
                </p>
            </Show>
        </div>
    }
    .into_any()
}

/// The id of a section.
pub(super) fn section_id(id: &str) -> String {
    format!("att-{id}")
}

fn section(page: Page, drawn: &Drawn) -> AnyView {
    let id = drawn.id.clone();
    let own = id.to_string();
    let open = Memo::new(move |_| {
        page.folded.with(|folded| !folded.contains(&own))
            || page.find.with(|find| !text::is_blank(find))
    });
    let drawn = StoredValue::new(drawn.clone());
    let (full, within) = drawn.with_value(|it| (it.full.clone(), it.within));
    view! {
        <section
            class="att-section"
            id=section_id(id.as_str())
            aria-label=full
            data-within=within.then_some("")
        >
            <Head page drawn open />
            <Show when=open>{drawn.with_value(|drawn| inside(page, drawn))}</Show>
        </section>
    }
    .into_any()
}

fn inside(page: Page, drawn: &Drawn) -> AnyView {
    let about = drawn.about.iter().map(|says| view! { <p class="att-about">{says.clone()}</p> });
    let lines = drawn.alone.iter().map(|id| line(page, drawn, id.clone()));
    let lines = (!drawn.alone.is_empty()).then(|| {
        let long = drawn.long.then_some("");
        view! {
            <ul class="att-lines" data-long=long>
                {lines.collect_view()}
            </ul>
        }
    });
    let reports = drawn.reports.iter().map(|reports| {
        let lines = reports.iter().map(|id| report(page, id.clone()));
        view! {
            <ul class="att-lines" data-long="">
                {lines.collect_view()}
            </ul>
        }
    });
    view! {
        {about.collect_view()}
        {lines}
        {drawn.grids.iter().map(|grid| family(page, drawn, grid)).collect_view()}
        {reports.collect_view()}
    }
    .into_any()
}

/// From how many rows on a family stands in two blocks.
const TWO: usize = 4;

/// A family as a grid: a row for each base, a box under each suffix.
fn family(page: Page, drawn: &Drawn, grid: &Grid) -> AnyView {
    let name = format!("{}: {}", drawn.name, grid.suffixes.join(", "));
    let half = if grid.rows.len() > TWO { grid.rows.len().div_ceil(2) } else { grid.rows.len() };
    let blocks = grid.rows.chunks(half.max(1)).map(|rows| {
        let head = |(at, suffix): (usize, &String)| {
            let column: Vec<AttributeId> =
                rows.iter().filter_map(|(_, cells)| cells.get(at)?.clone()).collect();
            let label = format!("{suffix} in all of {}", drawn.name);
            view! {
                <th scope="col">
                    <button
                        type="button"
                        class="att-suffix"
                        data-tip=label
                        on:click=move |_| tick_column(page, &column)
                    >
                        {suffix.clone()}
                    </button>
                </th>
            }
        };
        let row = |(base, cells): &(String, Vec<Option<AttributeId>>)| {
            let cells = cells.iter().map(|id| cell(page, drawn, id.clone()));
            view! {
                <tr>
                    <th scope="row">{base.clone()}</th>
                    {cells.collect_view()}
                </tr>
            }
        };
        view! {
            <table class="att-family">
                <thead>
                    <tr>
                        <td></td>
                        {grid.suffixes.iter().enumerate().map(head).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.iter().map(row).collect_view()}</tbody>
            </table>
        }
    });
    let worked_out = worked_out(grid).map(|says| view! { <p class="att-worked-out">{says}</p> });
    view! {
        <div class="att-families" role="region" aria-label=name>
            {worked_out}
            {blocks.collect_view()}
        </div>
    }
    .into_any()
}

/// What is said above a grid with names that were worked out.
fn worked_out(grid: &Grid) -> Option<String> {
    match (grid.inferred, grid.names()) {
        (0, _) => None,
        (some, all) if some < all => {
            Some(format!("Inferred: {some} of these {all} names were worked out from the family."))
        }
        _ => Some("Inferred: these names were worked out from the family.".to_owned()),
    }
}

/// Ticks what stands under a suffix, or where all of it is ticked takes the ticks away.
fn tick_column(page: Page, column: &[AttributeId]) {
    let Some(group) = page.group.get_untracked() else { return };
    let all = page.facts.with_untracked(|facts| column.iter().all(|id| facts.ticks(id)));
    let (tick, what) = if all { (Tick::Off, "untick") } else { (Tick::On, "tick") };
    let edit = |attribute: &AttributeId| {
        let (group, attribute) = (group.clone(), attribute.clone());
        Edit::Tick(group, attribute, tick)
    };
    let edits: Vec<Edit> = column.iter().map(edit).collect();
    page.system.send_all(format!("{what} {} boxes", edits.len()), edits);
}

/// What is seen of a header.
#[derive(Clone, Debug, Default, PartialEq)]
struct Heading {
    ticked: usize,
    all: usize,
    /// The same of what the header's box does not act on.
    apart: (usize, usize),
    /// How the box stands, where there is one.
    header: Option<&'static str>,
    warn: Option<(String, String)>,
    /// What most of it can only be reached through.
    needs: String,
}

fn heading(facts: &Facts, id: &SectionId) -> Option<Heading> {
    let (_, section) = facts.policy.catalogue.with_outer(id)?;
    let (ticked, all) = counts(facts, section);
    let apart = apart(facts, section);
    let (ticked, all) = (ticked.saturating_sub(apart.0), all.saturating_sub(apart.1));
    let header = facts.group.as_ref().filter(|_| section.select_all);
    let header = header.map(|group| match facts.policy.header(group, section) {
        Header::Empty => "false",
        Header::Mixed => "mixed",
        Header::Ticked => "true",
    });
    let warn = section.warn.as_deref();
    let warn = warn.map(|it| (warning_name(it).to_owned(), warning_words(it).to_owned()));
    let needs = needed_by_most(facts, section).filter(|_| warn.is_none());
    let needs = needs.map(|id| format!("needs {}", facts.policy.catalogue.name(&id)));
    Some(Heading { ticked, all, apart, header, warn, needs: needs.unwrap_or_default() })
}

#[component]
fn Head(page: Page, drawn: StoredValue<Drawn>, open: Memo<bool>) -> AnyView {
    let (id, name, within) = drawn.with_value(|it| (it.id.clone(), it.name.clone(), it.within));
    let of = id.clone();
    let seen = Memo::new(move |_| heading(&page.facts.get(), &of).unwrap_or_default());
    let turn = move |_| {
        let open = open.get_untracked();
        let id = id.to_string();
        page.folded.update(|folded| {
            match open {
                true => folded.insert(id),
                false => folded.remove(&id),
            };
        });
    };
    let expanded = Signal::derive(move || open.get().to_string());
    let fold = view! {
        <button type="button" class="att-fold" aria-expanded=expanded on:click=turn>
            {name.clone()}
        </button>
    };
    let fold = match within {
        true => view! { <h4 class="att-title">{fold}</h4> }.into_any(),
        false => view! { <h3 class="att-title">{fold}</h3> }.into_any(),
    };
    let label = format!("All of {name}");
    let mark = move || match seen.with(|seen| seen.header) {
        Some(checked) => view! {
            <button
                type="button"
                class="att-tri"
                role="checkbox"
                aria-checked=checked
                aria-label=label.clone()
                on:click=move |_| press_header(page, drawn)
            ></button>
        }
        .into_any(),
        None => {
            let icon = if open.get() { Icon::Down } else { Icon::Right };
            view! {
                <span class="att-arrow">
                    <Symbol icon />
                </span>
            }
            .into_any()
        }
    };
    let rest = move || {
        let Heading { ticked, all, apart, warn, needs, .. } = seen.get();
        let count = (all > 0).then(|| match apart {
            (_, 0) => format!("{ticked} of {all}"),
            (beside, of) => format!("{ticked} of {all}, and {beside} of {of} beside the header"),
        });
        let warn = warn.map(|(name, words)| {
            let mood = mood_of(&name);
            view! {
                <span class="att-badge" data-mood=mood>
                    <Symbol icon=Icon::Warn />
                    {name}
                </span>
                <span class="att-count">{words}</span>
            }
        });
        view! {
            <span class="att-count">{count}</span>
            {warn}
            <span class="att-count">{needs}</span>
        }
    };
    view! {
        <div class="att-head">
            {mark}
            {fold}
            {rest}
        </div>
    }
    .into_any()
}

// R9: a click on a box that is full empties it, any other fills it.
fn press_header(page: Page, drawn: StoredValue<Drawn>) {
    let facts = page.facts.get_untracked();
    let Some(group) = facts.group.clone() else { return };
    let id = drawn.with_value(|it| it.id.clone());
    let Some((_, section)) = facts.policy.catalogue.with_outer(&id) else { return };
    let tick = Tick::when(facts.policy.header(&group, section) != Header::Ticked);
    let whole = vec![header_edit(group.clone(), &id, tick)];
    let shown = shown_of(section, drawn);
    let all = section.under_header().count();
    let send = move |edits| page.system.send_all("whole sections".to_owned(), edits);
    if shown.len() == all {
        return send(whole);
    }
    let question = question(&section.name, "attributes", all, all.saturating_sub(shown.len()));
    let one = |attribute: AttributeId| Edit::Tick(group.clone(), attribute, tick);
    let shown: Vec<Edit> = shown.into_iter().map(one).collect();
    let then = Callback::new(move |all| send(if all { whole.clone() } else { shown.clone() }));
    page.waiting.set(Some(Hidden { question, then }));
}

fn shown_of(section: &Section, drawn: StoredValue<Drawn>) -> Vec<AttributeId> {
    drawn.with_value(|drawn| {
        let shown = section.under_header().filter(|it| drawn.has(&it.id));
        shown.map(|it| it.id.clone()).collect()
    })
}

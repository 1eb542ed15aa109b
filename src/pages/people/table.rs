//! All that a person can do, system by system, with where it comes from; the ways in which they can sign
//! on stand side by side, and what the draft changes says what it was.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use super::access::{MOST_WAYS, Row, System};
use super::entries::held_line;
use super::found::{Followed, Found};
use crate::components::{
    Choice, Icon, LevelChip, SearchField, Segmented, Select, Skeleton, Symbol, Toasts,
};
use crate::inspector::words::turn;
use crate::pages::ask::words::{count, grouped, level, marked, permits};
use crate::platform::{clipboard, page as dom};
use whocan_core::directory::Directory;
use whocan_core::models::ModelKind;
use whocan_core::table as text_table;
use whocan_core::text::SearchText;
use whocan_core::text::first_name;
use whocan_core::verdict::Outcome;

/// The table.
const ID: &str = "access";

/// How many lines of a system are drawn at first.
const LINES: usize = 60;

const CAN: &str = "can";
const CHANGED: &str = "changed";
const ALL: &str = "all";

/// What of it is shown. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) page: Page,
    found: Followed,
    text: RwSignal<String>,
    which: RwSignal<String>,
    /// The way to sign on that alone is shown, by its key; empty for all.
    way: RwSignal<String>,
    /// The systems all lines of which are drawn.
    open: RwSignal<BTreeSet<&'static str>>,
}

/// A column of a system: a way to sign on, or of each target the one that lets them do the most.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Way(usize),
    Best,
}

impl Column {
    fn way(self, row: &Row) -> usize {
        match self {
            Self::Way(way) => way,
            Self::Best => row.change().unwrap_or_else(|| row.best()),
        }
    }
}

impl Shown {
    fn columns(self, system: &System) -> Vec<Column> {
        let chosen = self.way.get();
        let known = (0..system.ways.len()).find(|way| system.way_key(*way) == chosen);
        let chosen = known.filter(|_| system.several() && !chosen.is_empty());
        match (chosen, self.page.narrow.get(), system.ways.len()) {
            (Some(way), ..) => vec![Column::Way(way)],
            (None, true, _) => vec![Column::Best],
            (None, false, ways) if ways > MOST_WAYS => vec![Column::Best],
            (None, false, ways) => (0..ways).map(Column::Way).collect(),
        }
    }
}

/// Every way to sign on, in all systems: its key and its name.
fn ways(found: &Found) -> Vec<(String, String)> {
    let directory = &found.snapshot.document().directory;
    let mut all: Vec<(String, String)> = Vec::new();
    for system in found.systems.iter().filter(|system| system.several()) {
        for way in 0..system.ways.len() {
            let key = system.way_key(way);
            if !all.iter().any(|(known, _)| *known == key) {
                all.push((key, system.way_name(way, directory)));
            }
        }
    }
    all
}

/// See the module.
#[component]
pub(super) fn AccessTable(page: Page, found: Followed, name: Signal<String>) -> AnyView {
    let shown = Shown {
        page,
        found,
        text: RwSignal::new(String::new()),
        which: RwSignal::new(CAN.to_owned()),
        way: RwSignal::new(String::new()),
        open: RwSignal::new(BTreeSet::new()),
    };
    let draw = move || {
        match found.found.get() {
        None => view! { <div class="access-wait"><Skeleton lines=6 /></div> }.into_any(),
        Some(found) if found.systems.is_empty() => view! {
            <p class="directory-hint access-wait">"No system is used here yet, so there is nothing to do."</p>
        }
        .into_any(),
        Some(found) => systems(shown, &found),
    }
    };
    let label = Signal::derive(move || format!("What {} can do", name.get()));
    view! {
        <div class="access" id=ID>
            <Tools shown name />
            <div class="access-scroll" role="region" tabindex="0" aria-label=label>
                {draw}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Tools(shown: Shown, name: Signal<String>) -> AnyView {
    let find =
        Signal::derive(move || name.with(|name| format!("What can {} do?", first_name(name))));
    // The choices say how much there is, and so are made anew when that is another number.
    let counts = Memo::new(move |_| {
        shown.found.found.with(|found| {
            let rows = || found.iter().flat_map(|it| &it.systems).flat_map(|it| &it.rows);
            let can = rows().filter(|row| row.permits()).count();
            let changed = rows().filter(|row| row.change().is_some()).count();
            (can, changed, rows().count())
        })
    });
    let segments = move || {
        let (can, changed, all) = counts.get();
        let choice = |value: &str, label: &str, count: usize| {
            Choice::new(value, format!("{label} {}", grouped(count)))
        };
        let choices = vec![
            choice(CAN, "Can", can),
            choice(CHANGED, "Changed", changed),
            choice(ALL, "Everything", all),
        ];
        view! {
            <Segmented
                label="What is shown"
                choices
                value=shown.which
                on_choose=move |which| shown.which.set(which)
            />
        }
    };
    let all = Memo::new(move |_| {
        shown.found.found.with(|found| found.as_deref().map(ways).unwrap_or_default())
    });
    let signed = move || {
        let all = all.get();
        (all.len() > 1).then(|| {
            let any = match all.len() {
                2 => "Both ways".to_owned(),
                3 => "All three ways".to_owned(),
                more => format!("All {more} ways"),
            };
            let choices = std::iter::once(Choice::new("", any));
            let choices = choices.chain(all.into_iter().map(|(key, name)| Choice::new(key, name)));
            let choices: Vec<Choice> = choices.collect();
            view! {
                <span class="select-in-row access-signed">
                    <Select
                        label="Signed on"
                        choices
                        value=shown.way
                        on_choose=move |way| shown.way.set(way)
                    />
                </span>
            }
        })
    };
    view! {
        <div class="access-tools">
            <SearchField
                label=find
                value=shown.text
                on_input=move |text| shown.text.set(text)
            />
            {segments}
            {signed}
        </div>
    }
    .into_any()
}

fn systems(shown: Shown, found: &Arc<Found>) -> AnyView {
    let text = SearchText::new(&shown.text.get());
    let which = shown.which.get();
    let fits = |row: &Row| {
        let of_kind = match which.as_str() {
            CHANGED => row.change().is_some(),
            ALL => true,
            // What was taken away is shown where it was.
            _ => row.permits() || row.change().is_some(),
        };
        of_kind && (text.is_blank() || text.is_in(&row.name) || text.is_in(&row.band))
    };
    let part = |(at, system): (usize, &System)| {
        let rows: Vec<usize> =
            system.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        if rows.is_empty() && (!text.is_blank() || which == CHANGED) {
            return ().into_any();
        }
        let (folds, entries) =
            (which == CAN && text.is_blank(), which != CHANGED && text.is_blank());
        section(shown, found, (at, system), &rows, (folds, entries))
    };
    // Who can do nothing at all still has a line for each system, which says so.
    let nothing = (which == CHANGED || !text.is_blank())
        && found.systems.iter().all(|it| !it.rows.iter().any(fits));
    let none = nothing.then(|| {
        let says = if which == CHANGED {
            "The draft changes nothing here."
        } else {
            "Nothing of this name."
        };
        view! { <p class="directory-hint access-wait">{says}</p> }
    });
    view! {
        {none}
        <table class="access-table" data-none=nothing.then_some("")>
            <caption class="unseen">"What they can do, and from where"</caption>
            <colgroup>
                <col />
                <col class="access-col-way" span="3" />
                <col class="access-col-because" />
            </colgroup>
            {found.systems.iter().enumerate().map(part).collect_view()}
        </table>
    }
    .into_any()
}

fn section(
    shown: Shown,
    found: &Arc<Found>,
    (at, system): (usize, &System),
    rows: &[usize],
    (folds, entries): (bool, bool),
) -> AnyView {
    let columns = shown.columns(system);
    let directory = &found.snapshot.document().directory;
    let can = system.rows.iter().filter(|row| row.permits()).count();
    let all = system.rows.len();
    let kind = system.kind;
    let several = columns.len() > 1;
    let head = |column: &Column| {
        let words = match column {
            Column::Way(way) if system.several() => system.way_name(*way, directory),
            _ => String::new(),
        };
        let span = if several { "1" } else { "3" };
        match words.is_empty() {
            true => view! { <td class="access-way" colspan=span></td> }.into_any(),
            false => {
                view! { <th scope="col" class="access-way" colspan=span>{words}</th> }.into_any()
            }
        }
    };
    let open = shown.open.with(|open| open.contains(kind.key()));
    let most = if open { usize::MAX } else { LINES };
    let lines = rows
        .iter()
        .take(most)
        .filter_map(|row| Some(line(shown, found, (at, *row), system.rows.get(*row)?, &columns)));
    let lines = lines.collect_view();
    let more = rows.len().saturating_sub(most);
    let more = (more > 0).then(|| {
        let open = move |_| {
            shown.open.update(|open| {
                open.insert(kind.key());
            });
        };
        view! {
            <tr class="access-fold">
                <td colspan="5">
                    <button type="button" class="directory-more" on:click=open>
                        {format!("{} more", grouped(more))}
                    </button>
                </td>
            </tr>
        }
    });
    let folded = folds.then(|| folded(shown, system)).flatten();
    let held = found.holdings.iter().find(|(of, _)| *of == kind && entries);
    let held = held.map(|(_, holdings)| held_line(shown, kind, holdings));
    // A column that is not there leaves no hole.
    let missing = match columns.len() {
        2 => Some(view! { <td></td> }),
        _ => None,
    };
    view! {
        <tbody>
            <tr class="access-group">
                <th scope="rowgroup">
                    <span class="access-system">
                        <span class="accent-dot" data-accent=kind.key()></span>
                        {kind.info().title}
                        " "
                        <span class="granted-count">
                            {format!("{} of {}", grouped(can), grouped(all))}
                        </span>
                    </span>
                </th>
                {columns.iter().map(head).collect_view()}
                {missing}
                <th scope="col" class="access-way access-because">
                    "Because"
                </th>
            </tr>
            {lines}
            {more}
            {folded}
            {held}
        </tbody>
    }
    .into_any()
}

/// The line of what permits nothing: how much, and what it is called.
fn folded(shown: Shown, system: &System) -> Option<AnyView> {
    const NAMED: usize = 3;
    let rest: Vec<&Row> =
        system.rows.iter().filter(|row| !row.permits() && row.change().is_none()).collect();
    let first = rest.first()?.now.first()?;
    let same = rest.iter().all(|row| row.now.iter().all(|now| now.name == first.name));
    let number = grouped(rest.len());
    let words = match same {
        true => format!("{number} more: {}", first.name),
        false => {
            let names: Vec<&str> = rest.iter().take(NAMED).map(|row| &*row.name).collect();
            let dots = if rest.len() > NAMED { "…" } else { "" };
            format!("{number} more permit nothing: {}{dots}", names.join(", "))
        }
    };
    Some(
        view! {
            <tr class="access-fold">
                <td colspan="5">
                    <button
                        type="button"
                        class="directory-more"
                        on:click=move |_| {
                            shown.which.set(ALL.to_owned());
                            dom::focus_first_if_lost(ID, ".access-scroll");
                        }
                    >
                        {words}
                    </button>
                </td>
            </tr>
        }
        .into_any(),
    )
}

fn line(
    shown: Shown,
    found: &Arc<Found>,
    (at, place): (usize, usize),
    row: &Row,
    columns: &[Column],
) -> AnyView {
    let several = columns.len() > 1;
    let kind = found.systems.get(at).map(|system| system.kind);
    let changed = row.change();
    let cell = |column: &Column| {
        let way = column.way(row);
        let Some(now) = row.now.get(way) else { return view! { <td></td> }.into_any() };
        let before = row.changed_in(way).then(|| row.before.get(way).cloned().flatten());
        let face = match several {
            true => narrow_cell(now, before.is_some()),
            false => wide_cell(kind, now, before),
        };
        let span = if several { "1" } else { "3" };
        view! { <td class="access-cell" colspan=span>{face}</td> }.into_any()
    };
    let reasons = shown.found.reasons;
    let because = move || {
        reasons
            .with(|reasons| reasons.get(&(at, place)).map(|it| it.words.clone()))
            .unwrap_or_default()
    };
    let turned = changed.filter(|_| several).and_then(|way| {
        let (now, before) = (row.now.get(way)?, row.before.get(way)?.as_ref()?);
        let (turn, words) = turn(kind?, before, now);
        let directory = &found.snapshot.document().directory;
        let how = found.systems.get(at)?.way_name(way, directory);
        Some(view! { <span class="access-turn" data-turn=turn.name()>{words} ": " {how} </span> })
    });
    let band = (!row.band.is_empty())
        .then(|| view! { <span class="access-band">{row.band.clone()}</span> });
    let missing = match columns.len() {
        2 => Some(view! { <td></td> }),
        _ => None,
    };
    let tip = Signal::derive(because);
    view! {
        <tr data-changed=changed.map(|_| "")>
            <th scope="row" class="access-name">
                {row.name.clone()}
                " "
                {band}
            </th>
            {columns.iter().map(cell).collect_view()}
            {missing}
            <td class="access-because" data-tip=tip>
                {turned}
                {tip}
            </td>
        </tr>
    }
    .into_any()
}

/// An outcome in the column of one of several ways to sign on.
fn narrow_cell(now: &Outcome, changed: bool) -> AnyView {
    let dot = changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    let word = if now.short.is_empty() { now.name.to_string() } else { now.short.to_string() };
    match permits(now) {
        true => view! {
            <span class="access-chip" data-tip=marked(now)>
                <LevelChip level=Signal::stored(level(now)) word=Signal::stored(word) />
                {dot}
            </span>
        }
        .into_any(),
        false => view! {
            <span class="access-none">
                "–"
                <span class="unseen">{marked(now)}</span>
                {dot}
            </span>
        }
        .into_any(),
    }
}

/// The outcome alone, with what it was.
fn wide_cell(kind: Option<ModelKind>, now: &Outcome, before: Option<Option<Outcome>>) -> AnyView {
    let was = before.map(|before| {
        let words = before.as_ref().zip(kind).map(|(before, kind)| turn(kind, before, now));
        let words = words.map(|(turn, words)| {
            view! { <span class="access-turn" data-turn=turn.name()>{words}</span> }
        });
        let face = before.map(|before| {
            view! {
                <LevelChip
                    level=Signal::stored(level(&before))
                    word=Signal::stored(marked(&before))
                    bare=true
                />
                <Symbol icon=Icon::Arrow />
            }
        });
        (face, words)
    });
    let (face, words) = was.unwrap_or_default();
    view! {
        <span class="access-wide">
            {face}
            <LevelChip level=Signal::stored(level(now)) word=Signal::stored(marked(now)) />
            {words}
        </span>
    }
    .into_any()
}

/// Puts it all on the clipboard as a table.
pub(super) fn copy(found: Followed, toasts: Toasts) {
    let Some(all) = found.found.get_untracked() else { return };
    let reasons = found.reasons.get_untracked();
    let directory: &Directory = &all.snapshot.document().directory;
    let heads = ["System", "Permission", "Under", "Signed on", "Outcome", "Because"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for (at, system) in all.systems.iter().enumerate() {
        for (place, row) in system.rows.iter().enumerate().filter(|(_, row)| row.permits()) {
            for (way, now) in row.now.iter().enumerate() {
                let how =
                    if system.several() { system.way_name(way, directory) } else { String::new() };
                let because = reasons.get(&(at, place)).map(|it| it.words.clone());
                rows.push(vec![
                    system.kind.info().title.to_owned(),
                    row.name.clone(),
                    row.band.clone(),
                    how,
                    marked(now),
                    because.unwrap_or_default(),
                ]);
            }
        }
    }
    let number = rows.len() - 1;
    clipboard::write(&text_table::write(&rows), move |done| {
        toasts.say(match done {
            true => format!("Copied as a table: {}.", count(number, "row", "rows")),
            false => "Not copied: the browser does not let this page write there.".to_owned(),
        });
    });
}

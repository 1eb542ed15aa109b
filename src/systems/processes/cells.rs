//! The levels as a grid: the focus stays on the grid as a whole and `aria-activedescendant` names the
//! active cell. Shift with the arrows chooses several rows; a key sets the level of all of them.

use std::ops::RangeInclusive;

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::levels::{self, Command};
use super::page::Page;
use super::sheet::{self, COLUMNS, Face, Row};
use crate::components::{ContextMenu, For, Icon, MenuItem, Symbol};
use crate::grid::{Offer, Sign, tell};
use crate::platform::{clipboard, closest, keys, page as dom};
use whocan_core::keys::Stroke;
use whocan_core::models::processes::policy::Level;
use whocan_core::shared::sort_by_key;

/// The grid's id; those of its cells begin with it.
const ID: &str = "levels";

/// Rows that Page Up and Page Down go by.
const PAGE: usize = 10;

/// What the grid is made of. Copied freely.
#[derive(Clone, Copy)]
struct Cells {
    page: Page,
    rows: Memo<Vec<Row>>,
    /// The active cell; none where the address names something that is not here.
    active: Memo<Option<(usize, usize)>>,
    /// The other end of the chosen rows, where more than one is chosen.
    anchor: RwSignal<Option<usize>>,
    /// Why nothing was pasted.
    error: RwSignal<String>,
    menu: RwSignal<Option<(f64, f64)>>,
}

impl Cells {
    fn new(page: Page) -> Self {
        let rows = Memo::new(move |_| {
            let Some(group) = page.group.get() else { return Vec::new() };
            page.saved.with(|saved| {
                page.with_main(|policy, main| sheet::rows(policy, saved, &group, main))
            })
        });
        let active =
            Memo::new(move |_| rows.with(|rows| page.focus.with(|focus| active(rows, focus))));
        Self {
            page,
            rows,
            active,
            anchor: RwSignal::new(None),
            error: RwSignal::new(String::new()),
            menu: RwSignal::new(None),
        }
    }

    /// The chosen rows.
    fn range(self) -> RangeInclusive<usize> {
        let row = self.active.get().map(|(row, _)| row).unwrap_or_default();
        let other = self.anchor.get().unwrap_or(row);
        row.min(other)..=row.max(other)
    }

    fn go(self, (row, column): (usize, usize)) {
        let key = self.rows.with_untracked(|rows| rows.get(row).map(|row| row.key().to_owned()));
        let level = COLUMNS.get(column);
        key.zip(level).into_iter().for_each(|(key, level)| self.page.go(&key, level.name()));
        dom::bring_into_view(&cell_id(row, column));
    }

    /// Gives the chosen rows a level, as one step.
    fn set(self, level: Level) {
        self.error.set(String::new());
        let edits = self.edits(level);
        self.page.send_all(format!("{} processes to {}", edits.len(), level.name()), edits);
    }

    fn edits(self, level: Level) -> Vec<whocan_core::models::processes::Edit> {
        let Some(group) = self.page.group.get_untracked() else { return Vec::new() };
        let range = untrack(|| self.range());
        self.rows.with_untracked(|rows| sheet::edits(rows, range, &group, level))
    }

    /// Where an arrow leads from a cell.
    fn step(self, stroke: &Stroke, (row, column): (usize, usize)) -> Option<(usize, usize)> {
        let last = self.rows.with_untracked(Vec::len).checked_sub(1)?;
        let end = COLUMNS.len() - 1;
        let to = match (stroke.key.as_str(), stroke.command) {
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowDown", false) => ((row + 1).min(last), column),
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("ArrowRight", false) => (row, (column + 1).min(end)),
            ("ArrowUp", true) => (0, column),
            ("ArrowDown", true) => (last, column),
            ("ArrowLeft", true) | ("Home", false) => (row, 0),
            ("ArrowRight", true) | ("End", false) => (row, end),
            ("Home", true) => (0, 0),
            ("End", true) => (last, end),
            ("PageUp", false) => (row.saturating_sub(PAGE), column),
            ("PageDown", false) => ((row + PAGE).min(last), column),
            _ => return None,
        };
        Some(to)
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        let Some(stroke) = keys::stroke(event).map(Stroke::in_grid) else { return };
        let here = self.active.get_untracked();
        let (row, column) = here.unwrap_or_default();
        let used = match (stroke.key.as_str(), stroke.command) {
            ("a" | "A", true) => {
                let last = self.rows.with_untracked(Vec::len).saturating_sub(1);
                self.anchor.set(Some(0));
                self.go((last, column));
                true
            }
            (" ", false) if event.shift_key() => {
                self.anchor.set(here.map(|(row, _)| row));
                true
            }
            ("Escape", false) if self.anchor.get_untracked().is_some() => {
                self.anchor.set(None);
                true
            }
            ("F10", false) if event.shift_key() => self.open_menu(None),
            ("ContextMenu", false) => self.open_menu(None),
            (" " | "Enter" | "F2", false) => {
                COLUMNS.get(column).into_iter().for_each(|level| self.set(*level));
                true
            }
            _ => match self.step(&stroke, (row, column)) {
                Some(to) => {
                    let anchor = self.anchor.get_untracked().unwrap_or(row);
                    self.anchor.set(event.shift_key().then_some(anchor));
                    self.go(if here.is_some() { to } else { (row, column) });
                    true
                }
                None => !stroke.command && self.set_by_key(&stroke.key),
            },
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn set_by_key(self, key: &str) -> bool {
        let level = level_of_key(key).filter(|_| self.active.get_untracked().is_some());
        level.into_iter().for_each(|level| self.set(level));
        level.is_some()
    }

    /// A cell was pressed: it is active, and without Shift its level is set.
    fn clicked(self, event: &web_sys::MouseEvent) {
        let Some((row, column)) = place(event) else { return };
        let from = self.active.get_untracked().map(|(row, _)| row);
        if event.shift_key() {
            let anchor = self.anchor.get_untracked().or(from);
            self.anchor.set(anchor);
            return self.go((row, column.unwrap_or_default()));
        }
        self.anchor.set(None);
        let own = self.rows.with_untracked(|rows| rows.get(row).map(Row::column));
        self.go((row, column.or(own).unwrap_or_default()));
        let level = column.and_then(|column| COLUMNS.get(column));
        level.into_iter().for_each(|level| self.set(*level));
    }

    fn open_menu(self, at: Option<(f64, f64)>) -> bool {
        let Some((row, column)) = self.active.get_untracked() else { return false };
        let at = at.or_else(|| dom::place_of(&cell_id(row, column)));
        self.menu.set(at);
        at.is_some()
    }

    fn menu_asked(self, event: &web_sys::MouseEvent) {
        let Some((row, column)) = place(event) else { return };
        event.prevent_default();
        if !untrack(|| self.range()).contains(&row) {
            self.anchor.set(None);
            self.go((row, column.unwrap_or_default()));
        }
        self.open_menu(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
    }

    fn paste(self, text: &str) {
        let Some(group) = self.page.group.get_untracked() else { return };
        let range = untrack(|| self.range());
        let planned = self.rows.with_untracked(|rows| sheet::pasted(rows, range, &group, text));
        match planned {
            Ok(edits) => {
                self.error.set(String::new());
                self.page.send_all(format!("paste {} levels", edits.len()), edits);
            }
            Err(why) => self.error.set(format!("Nothing was pasted: {why}.")),
        }
    }

    fn copied(self) -> String {
        let range = untrack(|| self.range());
        self.rows.with_untracked(|rows| sheet::copied(rows, range))
    }

    fn items(self) -> Vec<MenuItem> {
        let mut offers = levels::commands();
        sort_by_key(&mut offers, |offer| {
            offer.level.map_or(u8::MAX, crate::components::Level::amount)
        });
        let item = |Offer { what, label, keys, level, .. }: Offer<Command>| {
            let Command::Set(wanted) = what else { return None };
            let tells =
                Callback::new(move |()| self.page.foresee(self.edits(wanted)).map(tell).into_any());
            let item = MenuItem::new(label, move || self.set(wanted)).tells(tells);
            Some(item.key(*keys.first()?).level(level?))
        };
        let mut items: Vec<MenuItem> = offers.into_iter().filter_map(item).collect();
        let copy = move || clipboard::write(&self.copied(), |_| ());
        let copy = MenuItem::new("Copy for a spreadsheet", copy).key("Ctrl C").icon(Icon::File);
        items.push(copy.begins_group());
        items
    }

    /// What the menu is about.
    fn menu_title(self) -> String {
        let range = self.range();
        let count = range.clone().count();
        let name = || self.rows.with(|rows| rows.get(*range.start()).map(|row| row.name.clone()));
        if count > 1 { format!("{count} rows") } else { name().unwrap_or_default() }
    }
}

/// The level that a key sets.
pub(super) fn level_of_key(key: &str) -> Option<Level> {
    let fits = |offer: &Offer<Command>| offer.keys.iter().any(|it| it.eq_ignore_ascii_case(key));
    match levels::commands().into_iter().find(fits)?.what {
        Command::Set(level) => Some(level),
        Command::Next => None,
    }
}

/// The cell that the address names; where it names no row, the first process at its level.
fn active(rows: &[Row], focus: &[String]) -> Option<(usize, usize)> {
    let Some(named) = focus.get(2) else {
        let row = if rows.len() > 1 { 1 } else { 0 };
        return rows.get(row).map(|it| (row, it.column()));
    };
    let row = rows.iter().position(|row| row.key() == named)?;
    let column = focus.get(3).and_then(|name| COLUMNS.iter().position(|it| it.name() == name));
    Some((row, column.unwrap_or_else(|| rows.get(row).map(Row::column).unwrap_or_default())))
}

fn cell_id(row: usize, column: usize) -> String {
    format!("{ID}-{row}-{column}")
}

/// The row that an event is about, and the column where it is about a cell.
fn place(event: &web_sys::MouseEvent) -> Option<(usize, Option<usize>)> {
    let number = |name: &str| {
        let element = closest(event, &format!("[{name}]"))?;
        element.get_attribute(name)?.parse::<usize>().ok()
    };
    Some((number("data-row")?, number("data-column")))
}

/// See the module.
#[component]
pub(super) fn LevelGrid(page: Page) -> AnyView {
    let cells = Cells::new(page);
    let each = Signal::derive(move || cells.rows.with(|rows| (0..rows.len()).collect()));
    let row = move |at: usize| view! { <GridRow cells at /> }.into_any();
    let descendant =
        Signal::derive(move || cells.active.get().map(|(row, column)| cell_id(row, column)));
    let remark = Signal::derive(move || {
        let remark = cells.rows.with(|rows| {
            let (row, column) = cells.active.get()?;
            rows.get(row)?.remark(column)
        });
        remark.unwrap_or_default()
    });
    view! {
        <div class="levels-scroll">
            <table
                class="levels"
                id=ID
                role="treegrid"
                tabindex="0"
                aria-label="Business processes"
                aria-multiselectable="true"
                aria-activedescendant=descendant
                on:keydown=move |event| cells.pressed(&event)
                on:click=move |event| cells.clicked(&event)
                on:contextmenu=move |event| cells.menu_asked(&event)
                on:copy=move |event| clipboard::put(&event, &cells.copied())
                on:paste=move |event| {
                    clipboard::get(&event).into_iter().for_each(|text| cells.paste(&text));
                }
            >
                <Heads />
                <tbody>
                    <For each row />
                </tbody>
            </table>
        </div>
        <p class="processes-error" role="alert">
            {cells.error}
        </p>
        <p class="levels-remark">{remark}</p>
        <ContextMenu
            at=cells.menu
            title=Signal::derive(move || cells.menu_title())
            items=Signal::derive(move || cells.items())
            home=ID
        />
    }
    .into_any()
}

#[component]
fn Heads() -> AnyView {
    let head = |level: Level| {
        // Where it may break: a name is never cut in the middle.
        let name = match level {
            Level::ReadWriteDelete => view! { "Read-Write-"<wbr />"Delete" }.into_any(),
            other => other.name().into_any(),
        };
        view! {
            <th scope="col" role="columnheader">
                {name}
            </th>
        }
    };
    view! {
        <thead>
            <tr role="row">
                <th scope="col" role="columnheader">
                    <span class="unseen">"Process"</span>
                </th>
                {COLUMNS.map(head).into_iter().collect_view()}
            </tr>
        </thead>
    }
    .into_any()
}

/// A row stays where it is; what is in it is drawn anew when it is another.
#[component]
fn GridRow(cells: Cells, at: usize) -> AnyView {
    let row = Memo::new(move |_| cells.rows.with(|rows| rows.get(at).cloned()));
    let column = Memo::new(move |_| {
        let (row, column) = cells.active.get()?;
        (row == at).then_some(column)
    });
    let several = Memo::new(move |_| cells.anchor.get().is_some() && cells.range().contains(&at));
    let flag = |is: bool| is.then_some("");
    let content = move || {
        let column = column.get();
        row.get().map(|row| content(at, &row, column))
    };
    view! {
        <tr
            role="row"
            data-row=at.to_string()
            data-main=flag(at == 0)
            data-active=Signal::derive(move || flag(column.get().is_some()))
            data-chosen=Signal::derive(move || flag(several.get()))
            {..custom_attribute("aria-level", if at == 0 { "1" } else { "2" })}
            aria-selected=Signal::derive(move || several.get().to_string())
        >
            {content}
        </tr>
    }
    .into_any()
}

fn content(at: usize, row: &Row, active: Option<usize>) -> AnyView {
    let lock = row.secured.then(|| {
        view! {
            <Symbol icon=Icon::Lock />
            <span class="unseen">", needs All Secured Data too"</span>
        }
    });
    let lacks = row.lacks.clone().map(|lacks| {
        view! {
            <span class="levels-lacks">
                <Symbol icon=Icon::Warn />
                {lacks}
            </span>
        }
    });
    let cell = |column: usize| {
        let face = row.face(column)?;
        Some(cell((at, column), face, row.remark(column), active == Some(column)))
    };
    view! {
        <th scope="row" role="rowheader">
            <span class="levels-name">{row.name.clone()}{lock}</span>
            {lacks}
        </th>
        {(0..COLUMNS.len()).filter_map(cell).collect_view()}
    }
    .into_any()
}

fn cell(
    (row, column): (usize, usize),
    face: Face,
    remark: Option<String>,
    is_active: bool,
) -> AnyView {
    let Face { sign, was, changed, off, spoken } = face;
    let flag = |is: bool| is.then_some("");
    let tick =
        matches!(sign, Sign::Tick | Sign::Both).then(|| view! { <Symbol icon=Icon::Check /> });
    let cross =
        matches!(sign, Sign::Cross | Sign::Both).then(|| view! { <Symbol icon=Icon::Cross /> });
    let dot = changed.then(|| view! { <span class="level-box-dot"></span> });
    let is_off = flag(off.is_some());
    view! {
        <td
            role="gridcell"
            id=cell_id(row, column)
            data-column=column.to_string()
            data-sign=sign.name()
            data-active=flag(is_active)
            data-off=is_off
            aria-label=spoken
            data-tip=remark
        >
            <span
                class="level-box-mark"
                data-sign=sign.name()
                data-off=is_off
                data-was=flag(was)
            >
                {tick} {cross} {dot}
            </span>
        </td>
    }
    .into_any()
}

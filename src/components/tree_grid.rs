//! Rows in columns, under headings that fold, however many: beyond some hundreds only those that are seen
//! are in the page. The focus stays on the whole, as the ARIA treegrid pattern has it with an active
//! descendant: arrows, Page Up, Page Down, Home and End move, Enter, Space and the menu key act, Shift
//! selects. What stands in a row and what acting does is the caller's.

use std::sync::Arc;

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::For;
use crate::platform::{self, keys, later, page, size};

/// Up to how many lines all are in the page, and how many are drawn of more.
const ALL: usize = 260;
const DRAWN: usize = 96;
const ABOVE: usize = 24;
/// The first line that is drawn is a multiple of this.
const STEP: usize = 12;
/// How wide it must be not to be narrow, in the root's text sizes.
const NARROW: f64 = 30.0;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridLine {
    /// A heading, and whether what is under it is shown.
    Heading {
        /// Whether it is unfolded.
        open: bool,
    },
    /// A row under a heading.
    Under,
    /// A row under none.
    Row,
}

/// What is done at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is pressed.
    Press,
    /// Enter.
    Enter,
    /// Space.
    Space,
    /// The key, or the button of the mouse, that opens a menu.
    Menu,
}

/// Something that is done at a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridAct {
    /// What.
    pub act: Act,
    /// On which line.
    pub line: usize,
    /// In which column; 0 is the name.
    pub column: usize,
    /// Where a menu about it stands, in CSS pixels of the window.
    pub place: (f64, f64),
    /// Whether there is room for names and little else.
    pub narrow: bool,
}

/// Another cell to be the active one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridStep {
    /// Its line.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// Whether what lies between is selected with it.
    pub extends: bool,
}

/// The id of a cell.
pub fn grid_cell(id: &str, line: usize, column: usize) -> String {
    format!("{id}-{line}-{column}")
}

/// What the parts share. Copied freely.
#[derive(Clone, Copy)]
struct State {
    id: &'static str,
    columns: usize,
    lines: Signal<Arc<Vec<GridLine>>>,
    at: Signal<Option<(usize, usize)>>,
    on_go: Callback<GridStep>,
    on_act: Callback<GridAct>,
    on_key: Callback<String, bool>,
    room: NodeRef<html::Div>,
    first: RwSignal<usize>,
    narrow: RwSignal<bool>,
}

impl State {
    fn line(self, at: usize) -> Option<GridLine> {
        self.lines.with_untracked(|lines| lines.get(at).copied())
    }

    /// How high headings and rows are, in the root's text sizes.
    fn heights(self) -> (f64, f64) {
        match (self.narrow.get(), size::is_coarse()) {
            (true, _) => (2.125, 2.875),
            (_, true) => (2.125, 2.75),
            _ => (1.9375, 2.0625),
        }
    }

    /// How high all before a line is, in the root's text sizes.
    fn above(self, line: usize) -> f64 {
        let (heading, row) = self.heights();
        self.lines.with(|lines| {
            let before = lines.iter().take(line);
            before
                .map(|line| if matches!(line, GridLine::Heading { .. }) { heading } else { row })
                .sum()
        })
    }

    fn is_long(self) -> bool {
        self.lines.with(|lines| lines.len() > ALL)
    }

    fn scrolled(self) {
        let Some(room) = self.room.get_untracked().filter(|_| untrack(|| self.is_long())) else {
            return;
        };
        let (_, row) = untrack(|| self.heights());
        let seen = f64::from(room.scroll_top()) / (row * 16.0 * size::of_text());
        let first = (seen as usize).saturating_sub(ABOVE) / STEP * STEP;
        if first != self.first.get_untracked() {
            self.first.set(first);
        }
    }

    /// Brings a line into view.
    fn show(self, line: usize) {
        let Some(room) = self.room.get_untracked() else { return };
        if untrack(|| self.is_long()) {
            const HEAD: f64 = 4.0;
            let rem = 16.0 * size::of_text();
            let top = untrack(|| self.above(line)) * rem;
            let (from, seen) = (f64::from(room.scroll_top()), f64::from(room.client_height()));
            if top < from || top + HEAD * rem > from + seen {
                room.set_scroll_top((top - seen / 3.0).max(0.0) as i32);
                self.scrolled();
            }
        }
        let id = format!("{}-{line}", self.id);
        later::after_paint(move || page::bring_into_view(&id));
    }

    fn go(self, line: usize, column: usize, extends: bool) {
        let last = self.lines.with_untracked(|lines| lines.len());
        if line < last {
            self.on_go.run(GridStep { line, column, extends });
        }
    }

    fn act(self, act: Act) {
        let Some((line, column)) = self.at.get_untracked() else { return };
        let column = if self.is_heading(line) { 0 } else { column };
        let place = page::place_of(&grid_cell(self.id, line, column)).unwrap_or_default();
        let narrow = self.narrow.get_untracked();
        self.on_act.run(GridAct { act, line, column, place, narrow });
    }

    fn is_heading(self, line: usize) -> bool {
        matches!(self.line(line), Some(GridLine::Heading { .. }))
    }

    /// The heading above a line.
    fn heading_of(self, line: usize) -> Option<usize> {
        (0..line).rev().find(|at| self.is_heading(*at))
    }

    fn moved(self, key: &str, command: bool, extends: bool) -> bool {
        const PAGE: usize = 10;
        let count = self.lines.with_untracked(|lines| lines.len());
        let Some(last) = count.checked_sub(1) else { return false };
        let (line, column) = self.at.get_untracked().unwrap_or_default();
        let (line, column) = (line.min(last), column.min(self.columns.saturating_sub(1)));
        let here = self.line(line);
        match (key, here) {
            ("ArrowDown", _) => self.go((line + 1).min(last), column, extends),
            ("ArrowUp", _) => self.go(line.saturating_sub(1), column, extends),
            ("PageDown", _) => self.go((line + PAGE).min(last), column, extends),
            ("PageUp", _) => self.go(line.saturating_sub(PAGE), column, extends),
            ("Home", _) if command => self.go(0, column, extends),
            ("End", _) if command => self.go(last, column, extends),
            ("Home", _) => self.go(line, 0, extends),
            ("End", _) => self.go(line, self.columns.saturating_sub(1), extends),
            ("ArrowRight", Some(GridLine::Heading { open: true })) => {
                self.go((line + 1).min(last), 0, false);
            }
            ("ArrowRight", Some(GridLine::Heading { open: false }))
            | ("ArrowLeft", Some(GridLine::Heading { open: true })) => self.act(Act::Enter),
            ("ArrowRight", Some(_)) => {
                self.go(line, (column + 1).min(self.columns.saturating_sub(1)), extends);
            }
            ("ArrowLeft", Some(GridLine::Under)) if column == 0 => {
                let heading = self.heading_of(line);
                heading.into_iter().for_each(|heading| self.go(heading, 0, false));
            }
            ("ArrowLeft", Some(GridLine::Under | GridLine::Row)) => {
                self.go(line, column.saturating_sub(1), extends);
            }
            ("ArrowLeft", _) => {}
            _ => return false,
        }
        true
    }

    fn pressed(self, event: &KeyboardEvent) {
        // What stands in the heads has keys of its own.
        if event.target() != event.current_target() {
            return;
        }
        let Some(stroke) = keys::stroke(event) else { return };
        let (command, shift) = (stroke.command, stroke.shift);
        let used = match stroke.key.as_str() {
            "Enter" if !command => {
                self.act(Act::Enter);
                true
            }
            " " if !command => {
                self.act(Act::Space);
                true
            }
            "ContextMenu" => {
                self.act(Act::Menu);
                true
            }
            "F10" if shift => {
                self.act(Act::Menu);
                true
            }
            key if self.moved(key, command, shift) => true,
            key => !command && self.on_key.run(key.to_owned()),
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn clicked(self, event: &MouseEvent, act: Act) {
        let Some((line, column)) = spot_of(event) else { return };
        if act == Act::Menu {
            event.prevent_default();
        }
        let column = if self.is_heading(line) { 0 } else { column };
        self.go(line, column, event.shift_key() && act == Act::Press);
        let own = page::place_of(&grid_cell(self.id, line, column));
        let pointer = (f64::from(event.client_x()), f64::from(event.client_y()));
        let place = if act == Act::Menu { pointer } else { own.unwrap_or(pointer) };
        let narrow = self.narrow.get_untracked();
        self.on_act.run(GridAct { act, line, column, place, narrow });
    }
}

/// The line and the column that something happened on.
fn spot_of(event: &web_sys::Event) -> Option<(usize, usize)> {
    let number = |selector: &str, name: &str| {
        platform::closest(event, selector)?.get_attribute(name)?.parse::<usize>().ok()
    };
    let line = number("[data-line]", "data-line")?;
    Some((line, number("[data-column]", "data-column").unwrap_or_default()))
}

/// See the module.
#[component]
pub fn TreeGrid(
    /// Its id; those of its cells begin with it, as [`grid_cell`] has them.
    id: &'static str,
    /// What is listed.
    #[prop(into)]
    label: Signal<String>,
    /// How many columns it has, the name among them.
    columns: usize,
    /// The lines.
    #[prop(into)]
    lines: Signal<Arc<Vec<GridLine>>>,
    /// The active cell.
    #[prop(into)]
    at: Signal<Option<(usize, usize)>>,
    /// The first and the last line that are selected, where several are.
    #[prop(into)]
    selected: Signal<Option<(usize, usize)>>,
    /// Whether nothing in it can be changed now.
    #[prop(into)]
    read_only: Signal<bool>,
    /// Draws the cells of a line: elements with the role of a cell, `data-column` and the id of
    /// [`grid_cell`]. What changes in it is followed by itself.
    #[prop(into)]
    row: Callback<usize, AnyView>,
    /// Called when another cell is to be the active one.
    #[prop(into)]
    on_go: Callback<GridStep>,
    /// Called when something is done at a cell.
    #[prop(into)]
    on_act: Callback<GridAct>,
    /// Called with a key that means nothing here; whether it was used.
    #[prop(into)]
    on_key: Callback<String, bool>,
    /// The heads: elements with the role of a column header.
    children: Children,
) -> AnyView {
    let (room, first, narrow) = (NodeRef::new(), RwSignal::new(0), RwSignal::new(false));
    let state = State { id, columns, lines, at, on_go, on_act, on_key, room, first, narrow };
    Effect::new(move |_| {
        let Some(room) = room.get() else { return };
        size::on_resize(&room, move |width, _| {
            let is_narrow = width < NARROW * 16.0 * size::of_text();
            if is_narrow != narrow.get_untracked() {
                narrow.set(is_narrow);
            }
        });
    });
    let line = Memo::new(move |_| at.get().map(|(line, _)| line));
    Effect::new(move |_| {
        if let (Some(line), Some(_)) = (line.get(), room.get()) {
            state.show(line);
        }
    });
    let each = Signal::derive(move || {
        let count = lines.with(|lines| lines.len());
        match count > ALL {
            true => (first.get().min(count)..count).take(DRAWN).collect::<Vec<_>>(),
            false => (0..count).collect(),
        }
    });
    let active = Signal::derive(move || {
        let (line, column) = at.get()?;
        let heading = lines.with(|lines| matches!(lines.get(line), Some(GridLine::Heading { .. })));
        Some(grid_cell(id, line, if heading { 0 } else { column }))
    });
    let size = move |of: fn((f64, f64)) -> f64| move || of(state.heights()).to_string();
    let from = move || state.above(if state.is_long() { first.get() } else { 0 }).to_string();
    let total = move || state.above(usize::MAX).to_string();
    let draw = move |at: usize| view! { <Line state at selected cells=row.run(at) /> }.into_any();
    let narrow = Signal::derive(move || narrow.get().then_some(""));
    view! {
        <div class="tree-room" node_ref=room on:scroll=move |_| state.scrolled()>
            <div
                class="tree-grid"
                role="treegrid"
                tabindex="0"
                id=id
                aria-label=label
                aria-rowcount=Signal::derive(move || (lines.with(|it| it.len()) + 1).to_string())
                aria-colcount=columns.to_string()
                aria-activedescendant=active
                aria-readonly=Signal::derive(move || read_only.get().then_some("true"))
                data-narrow=narrow
                style=("--tree-heading", size(|(heading, _)| heading))
                style=("--tree-row", size(|(_, row)| row))
                style=("--tree-from", from)
                style=("--tree-total", total)
                on:keydown=move |event| state.pressed(&event)
            >
                <div class="tree-head" role="row" aria-rowindex="1">{children()}</div>
                <div
                    class="tree-lines"
                    role="rowgroup"
                    on:click=move |event| state.clicked(&event, Act::Press)
                    on:contextmenu=move |event| state.clicked(&event, Act::Menu)
                >
                    <For each row=draw />
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// A line: what is around its cells.
#[component]
fn Line(
    state: State,
    at: usize,
    selected: Signal<Option<(usize, usize)>>,
    cells: AnyView,
) -> AnyView {
    let lines = state.lines;
    let line = Memo::new(move |_| lines.with(|lines| lines.get(at).copied()));
    let column = Signal::derive(move || {
        let active = state.at.get().filter(|(line, _)| *line == at);
        active.map(|(_, column)| column.to_string())
    });
    let picked = Signal::derive(move || {
        let active = state.at.get().is_some_and(|(line, _)| line == at);
        let between = selected.get().is_some_and(|(from, to)| (from..=to).contains(&at));
        (active || between).to_string()
    });
    let open = Signal::derive(move || match line.get() {
        Some(GridLine::Heading { open }) => Some(open.to_string()),
        _ => None,
    });
    let level = Signal::derive(move || match line.get() {
        Some(GridLine::Under) => "2",
        _ => "1",
    });
    let heading =
        Signal::derive(move || matches!(line.get(), Some(GridLine::Heading { .. })).then_some(""));
    view! {
        <div
            class="tree-line"
            role="row"
            id=format!("{}-{at}", state.id)
            data-line=at.to_string()
            data-at=column
            data-heading=heading
            aria-rowindex=(at + 2).to_string()
            {..custom_attribute("aria-level", level)}
            aria-expanded=open
            aria-selected=picked
        >
            {cells}
        </div>
    }
    .into_any()
}

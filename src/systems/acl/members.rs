//! The members of a list as a grid: rows are selected by a click anywhere in them, with Shift, with Ctrl
//! or by their boxes; below each level stand Allow and Deny for the selected rows. The focus stays on the
//! grid as a whole and `aria-activedescendant` names the active cell.

use std::collections::BTreeSet;

use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::page::{MEMBERS, Op, Page, Sheet, Stand};
use super::words::{member, set_words};
use crate::components::{For, Icon, Show, Symbol};
use crate::platform::{closest, keys, page as dom};
use whocan_core::keys::Stroke;
use whocan_core::models::acl::policy::{Level, Member};

/// How many rows Page Up and Page Down go by.
const PAGE: usize = 10;

/// What the grid is made of. Copied freely.
#[derive(Clone, Copy)]
struct Rows {
    page: Page,
    /// The active cell: its row and its level.
    active: RwSignal<(usize, usize)>,
    /// The other end of what Shift selects.
    anchor: RwSignal<Option<(usize, usize)>>,
}

impl Rows {
    fn count(self) -> usize {
        self.page.sheet.with_untracked(|sheet| sheet.members().len())
    }

    fn key(self, row: usize) -> Option<String> {
        self.page.sheet.with_untracked(|sheet| Some(sheet.members().get(row)?.who.to_string()))
    }

    /// The active cell, which may have gone with its row.
    fn here(self) -> (usize, usize) {
        let (row, column) = self.active.get_untracked();
        (row.min(self.count().saturating_sub(1)), column)
    }

    /// Selects the rows between two places and nothing else.
    fn select(self, from: usize, to: usize) {
        let keys = (from.min(to)..=from.max(to)).filter_map(|row| self.key(row));
        self.page.selected.set(keys.collect());
    }

    fn turn(self, row: usize) {
        let Some(key) = self.key(row) else { return };
        self.page.selected.update(|selected| {
            if !selected.remove(&key) {
                selected.insert(key);
            }
        });
    }

    fn go(self, to: (usize, usize)) {
        self.active.set(to);
        dom::bring_into_view(&cell_id(to.0, to.1));
    }

    /// The levels between the active cell and the other end.
    fn levels(self) -> Vec<Level> {
        let (_, column) = self.here();
        let from = self.anchor.get_untracked().map_or(column, |(_, column)| column);
        let range = from.min(column)..=from.max(column);
        Level::ALL
            .into_iter()
            .enumerate()
            .filter(|(at, _)| range.contains(at))
            .map(|it| it.1)
            .collect()
    }

    /// The selected rows, else the active one.
    fn rows(self) -> Vec<usize> {
        let selected = untrack(|| self.page.selected_rows());
        if selected.is_empty() { vec![self.here().0] } else { selected }
    }

    fn set(self, allow: bool) {
        self.page.run(&Op::Set(self.rows(), self.levels(), allow));
    }

    /// Turns the active cell and no other.
    fn flip(self) {
        let (row, column) = self.here();
        let level = Level::ALL.get(column).copied();
        let now = self
            .page
            .sheet
            .with_untracked(|sheet| Some(sheet.members().get(row)?.allowed().has(level?)));
        if let (Some(now), Some(level)) = (now, level) {
            self.page.run(&Op::Set(vec![row], vec![level], !now));
        }
    }

    fn step(self, stroke: &Stroke, (row, column): (usize, usize)) -> Option<(usize, usize)> {
        let last = self.count().checked_sub(1)?;
        let end = Level::ALL.len() - 1;
        let to = match (stroke.key.as_str(), stroke.command) {
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowDown", false) => ((row + 1).min(last), column),
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("ArrowRight", false) => (row, (column + 1).min(end)),
            ("Home", false) => (row, 0),
            ("End", false) => (row, end),
            ("Home" | "ArrowUp", true) => (0, column),
            ("End" | "ArrowDown", true) => (last, column),
            ("PageUp", false) => (row.saturating_sub(PAGE), column),
            ("PageDown", false) => ((row + PAGE).min(last), column),
            _ => return None,
        };
        Some(to)
    }

    fn pressed(self, event: &KeyboardEvent) {
        let Some(stroke) = keys::stroke(event).map(Stroke::in_grid) else { return };
        let here = self.here();
        let several = self.page.selected.with_untracked(BTreeSet::len) > 1;
        let used = match (stroke.key.as_str(), stroke.command) {
            ("a" | "A", true) => {
                self.select(0, self.count());
                true
            }
            (" ", false) if event.shift_key() => {
                self.turn(here.0);
                true
            }
            (" ", true) => {
                self.turn(here.0);
                true
            }
            (" " | "Enter" | "F2", false) => {
                self.flip();
                true
            }
            ("a" | "A", false) => {
                self.set(true);
                true
            }
            ("d" | "D", false) => {
                self.set(false);
                true
            }
            ("Delete" | "Backspace", false) => {
                self.page.run(&Op::Remove(self.rows()));
                true
            }
            ("Escape", false) if several || self.anchor.get_untracked().is_some() => {
                self.anchor.set(None);
                self.select(here.0, here.0);
                true
            }
            ("Escape", false) if self.page.sheet.with_untracked(Sheet::is_written) => {
                self.page.discard();
                true
            }
            _ => match self.step(&stroke, here) {
                Some(to) => {
                    let anchor = self.anchor.get_untracked().unwrap_or(here);
                    self.anchor.set(event.shift_key().then_some(anchor));
                    self.select(if event.shift_key() { anchor.0 } else { to.0 }, to.0);
                    self.go(to);
                    true
                }
                None => false,
            },
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// A press anywhere in a row selects it; with Shift all up to it, with Ctrl or on its box it as well.
    fn clicked(self, event: &MouseEvent) {
        let Some((row, column)) = place(event) else { return };
        let on_box = closest(event, "input").is_some();
        if on_box {
            dom::focus(MEMBERS);
        }
        let column = column.unwrap_or_else(|| self.here().1);
        if event.shift_key() {
            let (from, _) = self.anchor.get_untracked().unwrap_or_else(|| self.here());
            self.anchor.set(Some((from, column)));
            self.select(from, row);
        } else {
            self.anchor.set(None);
            match on_box || keys::command_held(event) {
                true => self.turn(row),
                false => self.select(row, row),
            }
        }
        self.active.set((row, column));
    }

    fn pressed_twice(self, event: &MouseEvent) {
        if closest(event, "[data-column]").is_some() {
            self.flip();
        }
    }
}

fn cell_id(row: usize, column: usize) -> String {
    format!("{MEMBERS}-{row}-{column}")
}

/// The row that an event is about, and the column where it is about a level.
fn place(event: &MouseEvent) -> Option<(usize, Option<usize>)> {
    let number = |name: &str| {
        let element = closest(event, &format!("[{name}]"))?;
        element.get_attribute(name)?.parse::<usize>().ok()
    };
    Some((number("data-row")?, number("data-column")))
}

/// Why nothing can be set now; none where it can.
fn off(page: Page) -> Option<String> {
    page.sheet.with(|sheet| match &sheet.stand {
        Stand::Own | Stand::Written => {
            page.selected_rows().is_empty().then(|| "Select a row first.".to_owned())
        }
        Stand::Followed(team) => {
            let team = page.team_name(team);
            Some(format!("It follows the default of {team}. Set ACL gives it a list of its own."))
        }
        Stand::None | Stand::Unresolved => Some("There is no list yet.".to_owned()),
    })
}

/// See the module.
#[component]
pub(super) fn Members(page: Page) -> AnyView {
    let rows = Rows { page, active: RwSignal::new((0, 0)), anchor: RwSignal::new(None) };
    let any = Signal::derive(move || page.sheet.with(|sheet| !sheet.members().is_empty()));
    let none = Signal::derive(move || !any.get());
    let says = Signal::derive(move || {
        page.sheet.with(|sheet| match sheet.stand {
            Stand::Written => "No members yet. With Done like this everybody is denied.",
            Stand::Unresolved => {
                "Which service team it follows cannot be told: everybody is denied."
            }
            _ => "No members: everybody is denied.",
        })
    });
    view! {
        <div class="acl-members">
            <Show when=any>
                <MemberGrid rows />
            </Show>
            <Show when=none>
                <p class="acl-nobody">
                    <Symbol icon=Icon::Warn />
                    {says}
                </p>
            </Show>
            <SetRows page />
        </div>
    }
    .into_any()
}

#[component]
fn MemberGrid(rows: Rows) -> AnyView {
    let page = rows.page;
    let each = Signal::derive(move || page.sheet.with(|it| (0..it.members().len()).collect()));
    let row = move |at: usize| view! { <MemberRow rows at /> }.into_any();
    let descendant = Signal::derive(move || {
        let last = page.sheet.with(|sheet| sheet.members().len().saturating_sub(1));
        let (row, column) = rows.active.get();
        cell_id(row.min(last), column)
    });
    let read_only = Signal::derive(move || page.sheet.with(|it| !it.is_open()).to_string());
    let all = Signal::derive(move || {
        let count = page.sheet.with(|sheet| sheet.members().len());
        (page.selected_rows().len(), count)
    });
    let select_all = move |is: bool| match is {
        true => rows.select(0, rows.count()),
        false => page.selected.set(BTreeSet::new()),
    };
    // A press leaves the focus on the grid, also where it is on a box of a row.
    let held = |event: MouseEvent| {
        if closest(&event, "tbody input").is_some() {
            event.prevent_default();
        }
    };
    let head = |level: Level| view! { <th scope="col" role="columnheader">{level.name()}</th> };
    view! {
        <table
            class="acl-grid"
            id=MEMBERS
            role="grid"
            tabindex="0"
            aria-label="Members"
            aria-multiselectable="true"
            aria-readonly=read_only
            aria-activedescendant=descendant
            on:keydown=move |event| rows.pressed(&event)
            on:mousedown=held
            on:click=move |event| rows.clicked(&event)
            on:dblclick=move |event| rows.pressed_twice(&event)
        >
            <thead>
                <tr role="row">
                    <td role="gridcell" class="acl-box">
                        <input
                            class="check-box"
                            type="checkbox"
                            aria-label="Select all rows"
                            prop:checked=Signal::derive(move || all.get().0 == all.get().1)
                            prop:indeterminate=Signal::derive(move || {
                                let (some, all) = all.get();
                                some > 0 && some < all
                            })
                            on:keydown=|event| event.stop_propagation()
                            on:change:target=move |event| select_all(event.target().checked())
                        />
                    </td>
                    <th scope="col" role="columnheader">"Member"</th>
                    {Level::ALL.map(head).into_iter().collect_view()}
                </tr>
            </thead>
            <tbody>
                <For each row />
            </tbody>
        </table>
    }
    .into_any()
}

/// What is shown of a row.
#[derive(Clone, PartialEq)]
struct Face {
    member: Member,
    name: String,
    kind: &'static str,
    icon: Icon,
    /// Whether there was no such row before.
    new: bool,
    /// The levels that were otherwise before.
    changed: [bool; 3],
}

fn face(page: Page, at: usize) -> Option<Face> {
    page.sheet.with(|sheet| {
        let one = sheet.members().get(at)?;
        let (name, kind, icon) = page.directory.with(|directory| member(directory, one));
        let before = sheet.before(one);
        let differs =
            |level: Level| before.is_some_and(|it| it.denied.has(level) != one.denied.has(level));
        let new = before.is_none() && sheet.base.is_some();
        Some(Face { member: one.clone(), name, kind, icon, new, changed: Level::ALL.map(differs) })
    })
}

#[component]
fn MemberRow(rows: Rows, at: usize) -> AnyView {
    let page = rows.page;
    let face = Memo::new(move |_| face(page, at));
    let is_selected = Memo::new(move |_| {
        let key = face.with(|face| face.as_ref().map(|face| face.member.who.to_string()));
        key.is_some_and(|key| page.selected.with(|selected| selected.contains(&key)))
    });
    let column = Memo::new(move |_| {
        let (row, column) = rows.active.get();
        (row == at).then_some(column)
    });
    let new =
        Signal::derive(move || face.with(|it| it.as_ref().is_some_and(|it| it.new)).then_some(""));
    let content = move || face.get().map(|face| content(at, &face, is_selected, column));
    view! {
        <tr
            role="row"
            data-row=at.to_string()
            data-new=new
            aria-selected=Signal::derive(move || is_selected.get().to_string())
        >
            {content}
        </tr>
    }
    .into_any()
}

fn content(
    at: usize,
    face: &Face,
    is_selected: Memo<bool>,
    active: Memo<Option<usize>>,
) -> AnyView {
    let Face { member, name, kind, icon, new, changed } = face;
    let cells = Level::ALL.into_iter().zip(changed).enumerate();
    let cell = |(column, (level, changed)): (usize, (Level, &bool))| {
        let allowed = member.allowed().has(level);
        let dot = changed.then(|| {
            view! {
                <span class="change-dot"></span>
                <span class="unseen">", changed"</span>
            }
        });
        let here = Signal::derive(move || (active.get() == Some(column)).then_some(""));
        view! {
            <td role="gridcell" id=cell_id(at, column) data-column=column.to_string() data-active=here>
                <span class="acl-level" data-allow=allowed.then_some("")>
                    <Symbol icon=if allowed { Icon::Check } else { Icon::Cross } />
                    {set_words(allowed)}
                    {dot}
                </span>
            </td>
        }
    };
    let new = new.then(|| view! { <span class="state-tag acl-new">"new row"</span> });
    view! {
        <td role="gridcell" class="acl-box">
            <input
                class="check-box"
                type="checkbox"
                tabindex="-1"
                aria-label=format!("Select {name}")
                prop:checked=is_selected
            />
        </td>
        <th scope="row" role="rowheader">
            <span class="acl-member">
                <Symbol icon=*icon />
                <span class="acl-member-name">{name.clone()}</span>
                <span class="acl-member-kind">{*kind}</span>
                {new}
            </span>
        </th>
        {cells.map(cell).collect_view()}
    }
    .into_any()
}

/// *Allow* and *Deny* of each level for the selected rows, and *Remove*.
#[component]
fn SetRows(page: Page) -> AnyView {
    let off = Memo::new(move |_| off(page));
    let off: Signal<Option<String>> = off.into();
    let is_off = Signal::derive(move || off.with(Option::is_some).then_some("true"));
    let words = Signal::derive(move || match page.selected_rows().len() {
        0 | 1 => "Set the selected row".to_owned(),
        many => format!("Set the {many} selected rows"),
    });
    let press = move |op: fn(Vec<usize>, Level, bool) -> Op, level: Level, allow: bool| {
        if off.with_untracked(Option::is_none) {
            page.run(&op(untrack(|| page.selected_rows()), level, allow));
        }
    };
    let set = |rows: Vec<usize>, level: Level, allow: bool| Op::Set(rows, vec![level], allow);
    let button = move |level: Level, allow: bool| {
        let word = set_words(allow);
        view! {
            <button
                type="button"
                aria-label=format!("{word} {} on the selected rows", level.name())
                aria-disabled=is_off
                data-tip=off
                on:click=move |_| press(set, level, allow)
            >
                {word}
            </button>
        }
    };
    let pair = move |level: Level| {
        view! {
            <span class="acl-pair" role="group" aria-label=level.name()>
                <span class="acl-pair-name" aria-hidden="true">{level.name()}</span>
                {button(level, true)}
                {button(level, false)}
            </span>
        }
    };
    let remove = |rows: Vec<usize>, _: Level, _: bool| Op::Remove(rows);
    view! {
        <div class="acl-set" role="group" aria-label="The selected rows">
            <span class="acl-set-words">
                <b>{words}</b>
                <button
                    type="button"
                    class="acl-remove"
                    aria-label="Remove the selected rows"
                    aria-disabled=is_off
                    data-tip=off
                    on:click=move |_| press(remove, Level::Summary, true)
                >
                    "Remove"
                </button>
            </span>
            {Level::ALL.map(pair).into_iter().collect_view()}
        </div>
    }
    .into_any()
}

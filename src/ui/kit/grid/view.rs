//! The grid in the page. A fixed pool of row slots, each showing whichever row its turn is, so that
//! a scroll changes texts and makes hardly an element. The focus stays on the grid as a whole and
//! `aria-activedescendant` names the active cell; its row and column are always in the page.

use std::ops::Range;

use leptos::prelude::{AnyView, Effect, event_target};

use super::geometry::{Command, Step, in_slot, px, reveal, shortest_turn, turn_of};
use super::matrix::{Pending, matrix_dialog};
use super::state::{ROW, TOP};
use super::{
    At, Block, Choice, Face, GridState, Head, Order, Selection, Sheet, Sign, Sort, Verb, copied,
    plan, reach,
};
use crate::platform::{self, clipboard};
use crate::reactive::{Derived, State};
use crate::ui::kit::menu::{Entry, OpenMenu, menu};
use crate::ui::kit::tag::{Piece, Tag, all, bound, fresh, tag};
use whocan_core::format::isolated;
use whocan_core::keys::Stroke;

/// What a cell takes beside its text, and about the widest of its characters, in CSS pixels. Only a
/// text that may not fit is made to end in dots, which costs the browser a region of its own.
const BESIDE_TEXT: f64 = 34.0;
const CHARACTER: f64 = 8.0;

/// What one slot shows.
#[derive(Clone, PartialEq)]
struct Line {
    /// The row's position in the layout.
    row: usize,
    head: Head,
    folded: bool,
    changed: bool,
    /// The cells that are in the page, those seen and the active one, each with whether it is
    /// selected.
    cells: Vec<(usize, Face, bool)>,
    /// The active column of this row, the head being 0.
    active: Option<usize>,
}

/// The handlers of one grid.
#[derive(Clone, Copy)]
struct Hand {
    state: GridState,
    menu: State<Option<OpenMenu>>,
    trouble: State<Option<String>>,
    /// What was done, or left as it is, where the cells do not say so themselves.
    said: State<Option<String>>,
    pending: State<Option<Pending>>,
    click: Click,
}

/// What one click on a cell does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// It moves the focus there.
    Focuses,
    /// It moves the focus there and does what Space does.
    Acts,
}

/// A virtual grid, called `label`.
pub fn grid(state: GridState, label: &'static str, click: Click) -> AnyView {
    let hand = Hand {
        state,
        menu: State::new(None),
        trouble: State::new(None),
        said: State::new(None),
        pending: State::new(None),
        click,
    };
    follow(state);
    let trouble =
        tag("p").class("grid-trouble").attr("role", "alert").bind_text(move || hand.trouble.get());
    let said =
        tag("p").class("grid-said").attr("role", "status").bind_text(move || hand.said.get());
    let dialog = matrix_dialog(state, hand.pending, move |cells| hand.set(cells));
    let menu = menu(hand.menu, state.id, move |id| hand.choose(&id));
    all([scroller(hand, label).any(), trouble.any(), said.any(), dialog.any(), menu])
}

fn entry(id: &str, label: &str, key: &str) -> Entry {
    Entry { id: id.to_owned(), label: label.to_owned(), key: key.to_owned() }
}

/// What scrolls and has the focus.
fn scroller(hand: Hand, label: &'static str) -> Tag {
    let state = hand.state;
    let is_tree = Derived::new(move |_| state.sheet.with(|sheet| sheet.shape().is_tree()));
    let can_act = Derived::new(move |_| state.sheet.with(|sheet| !sheet.verbs().is_empty()));
    let resized = move |width, height| {
        if state.size.get_untracked() != (width, height) {
            state.size.set((width, height));
        }
    };
    let space = tag("div")
        .class("grid-space")
        .attr("role", "presentation")
        .bind_style(
            "width",
            move || px(state.side() + state.counts().1 as f64 * state.column_width),
        )
        .bind_style("height", move || px(TOP + state.counts().0 as f64 * ROW))
        .child(heads(state))
        .child(rows(state));
    tag("div")
        .made(move |element| platform::size::on_resize(element, resized))
        .attr("id", state.id)
        .class("grid")
        .bind("role", move || if is_tree.get() { "treegrid" } else { "grid" })
        .attr("tabindex", "0")
        .attr("aria-label", label)
        .bind("aria-readonly", move || (!can_act.get()).then_some("true"))
        .attr("aria-multiselectable", "true")
        .bind("aria-rowcount", move || state.counts().0 + 1)
        .bind("aria-colcount", move || state.counts().1 + 1)
        .bind("aria-activedescendant", move || state.spot.get().map(|spot| state.spot_id(spot)))
        .bind_style("--grid-side", move || px(state.side()))
        .style("--grid-column", px(state.column_width))
        .on("scroll", move |event: web_sys::Event| {
            let element = event_target::<web_sys::Element>(&event);
            state.scroll.set((f64::from(element.scroll_left()), f64::from(element.scroll_top())));
        })
        .on("keydown", move |event| hand.key(&event))
        .on("mousedown", move |event| hand.press(&event))
        .on("mousemove", move |event| hand.drag(&event))
        .on("contextmenu", move |event| hand.context_menu(&event))
        .on("copy", move |event: web_sys::Event| clipboard::put(&event, &hand.copied()))
        .on("paste", move |event: web_sys::Event| {
            clipboard::get(&event).into_iter().for_each(|text| hand.paste(&text));
        })
        .child(space)
}

/// Brings the active cell into view whenever it changes or the space does.
fn follow(state: GridState) {
    Effect::new(move |_| {
        let Some((row, column)) = state.spot.get() else { return };
        let (width, height) = state.size.get();
        if height <= TOP {
            return;
        }
        let (left, top) = state.scroll.get_untracked();
        let space = width - state.side();
        let to_top = row.checked_sub(1).map_or(top, |row| reveal(top, height - TOP, ROW, row));
        let to_left =
            column.checked_sub(1).map_or(left, |at| reveal(left, space, state.column_width, at));
        if (to_left, to_top) != (left, top) {
            platform::page::scroll_to(state.id, to_left, to_top);
        }
    });
}

impl Hand {
    fn key(self, event: &web_sys::KeyboardEvent) {
        let Some(stroke) = platform::keys::stroke(event).map(Stroke::in_grid) else { return };
        let state = self.state;
        let key = stroke.key;
        let held = if stroke.command { Command::Held } else { Command::Up };
        let spot = state.spot.get_untracked();
        let used = match (key.as_str(), held) {
            ("ArrowRight" | "ArrowLeft", Command::Up)
                if !event.shift_key() && self.on_parent(key == "ArrowLeft") =>
            {
                spot.into_iter().for_each(|(row, _)| {
                    state.fold_row(row.saturating_sub(1), Some(key == "ArrowLeft"));
                });
                true
            }
            ("a" | "A", Command::Held) => {
                state.select(None, None);
                true
            }
            (" ", Command::Held) => self.select_line(|(_, column)| (None, Some(column))),
            (" ", Command::Up) if event.shift_key() => {
                self.select_line(|(row, _)| (Some(row), None))
            }
            ("d" | "D", Command::Held) => self.fill_down(),
            ("Escape", _) if state.selection.with_untracked(Selection::is_more) => {
                state.selection.set(Selection::none());
                true
            }
            ("F10", _) if event.shift_key() => self.menu_at_spot(),
            ("ContextMenu", _) => self.menu_at_spot(),
            (" " | "Enter" | "F2", Command::Up) => self.act(),
            _ => match Step::of_key(&key, held) {
                Some(step) => {
                    state.step(step, event.shift_key());
                    true
                }
                None => held == Command::Up && self.run_key(&key),
            },
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Whether the focus is on the head of a parent that can be folded (or unfolded).
    fn on_parent(self, fold: bool) -> bool {
        let Some((row, 0)) = self.state.spot.get_untracked() else { return false };
        let Some(row) = row.checked_sub(1) else { return false };
        let head = self.state.sheet.with_untracked(|sheet| {
            let place = self.state.layout.with_untracked(|l| l.rows.get(row).copied())?;
            sheet.shape().rows.get(place).cloned()
        });
        head.is_some_and(|head| {
            let folded = self.state.choice.with_untracked(|c| c.folded.contains(&head.key));
            head.parent && folded != fold
        })
    }

    fn select_line(self, line: impl Fn(At) -> (Option<usize>, Option<usize>)) -> bool {
        let cell = self.state.cell_untracked();
        cell.into_iter().for_each(|cell| {
            let (row, column) = line(cell);
            self.state.select(row, column);
        });
        cell.is_some()
    }

    /// What Space does: a head's own deed, else the sheet's default verb.
    fn act(self) -> bool {
        let Some(spot) = self.state.spot.get_untracked() else { return false };
        if spot.0 == 0 || spot.1 == 0 {
            self.state.press_head(spot);
            return true;
        }
        let cells = self.state.selected();
        let Some(first) = cells.first() else { return false };
        let choices = self.state.sheet.with_untracked(|sheet| sheet.choices(*first));
        if !choices.is_empty() {
            let at = platform::page::place_of(&self.state.spot_id(spot)).unwrap_or((40.0, 40.0));
            let entries = choices.iter().map(|verb| entry(verb.id, &verb.label, "")).collect();
            self.menu.set(Some(OpenMenu { at, label: "Choose".to_owned(), entries }));
            return true;
        }
        let verb = self.state.sheet.with_untracked(|sheet| sheet.default_verb(*first));
        verb.into_iter().for_each(|verb| self.run_on(verb, cells.clone()));
        verb.is_some()
    }

    fn run_key(self, key: &str) -> bool {
        let on_cell = self.state.cell_untracked().is_some();
        let verb = self.state.sheet.with_untracked(|sheet| {
            let fits = |verb: &Verb| verb.keys.iter().any(|k| k.eq_ignore_ascii_case(key));
            sheet.verbs().into_iter().find(fits).map(|verb| verb.id)
        });
        let Some(verb) = verb.filter(|_| on_cell) else { return false };
        self.run(verb);
        true
    }

    fn run(self, verb: &str) {
        self.run_on(verb, self.state.selected());
    }

    /// Does a verb with these cells, as far as no filter hides what they stand for.
    fn run_on(self, verb: &str, cells: Vec<At>) {
        self.trouble.set(None);
        let state = self.state;
        let reach = state.layout.with_untracked(|layout| {
            state.sheet.with_untracked(|sheet| reach(&**sheet, layout, cells))
        });
        self.said.set(reach.says());
        state.sheet.with_untracked(|sheet| sheet.run(verb, &reach.cells));
    }

    /// The texts of the topmost row go down the block; only where there is more than one row.
    fn fill_down(self) -> bool {
        let state = self.state;
        let Some(active) = state.cell_untracked() else { return false };
        let block = state.selection.with_untracked(|selection| selection.last(active));
        let (top, bottom) = (*block.rows().start(), *block.rows().end());
        if top == bottom {
            return false;
        }
        let (left, right) = (*block.columns().start(), *block.columns().end());
        let text = self.texts(&Block::between((top, left), (top, right)));
        self.put(&text, vec![Block::between((top + 1, left), (bottom, right))]);
        true
    }

    fn texts(self, block: &Block) -> String {
        let state = self.state;
        state.layout.with_untracked(|layout| {
            state.sheet.with_untracked(|sheet| copied(&**sheet, layout, block))
        })
    }

    /// The last block as a table; everything, with the names of rows and columns.
    fn copied(self) -> String {
        let Some(active) = self.state.cell_untracked() else { return String::new() };
        self.texts(&self.state.selection.with_untracked(|selection| selection.last(active)))
    }

    fn paste(self, text: &str) {
        if let Some(active) = self.state.cell_untracked() {
            let blocks = self.state.selection.with_untracked(|it| it.blocks(active));
            self.put(text, blocks);
        }
    }

    /// Plans a paste; one that leaves something out, or goes by names and can reach far, is said
    /// first and waits.
    fn put(self, text: &str, blocks: Vec<Block>) {
        let state = self.state;
        self.trouble.set(None);
        self.said.set(None);
        if !state.sheet.with_untracked(|sheet| sheet.can_paste()) {
            let why = "Nothing was pasted; nothing can be pasted here.";
            return self.trouble.set(Some(why.to_owned()));
        }
        let planned = state.layout.with_untracked(|layout| {
            state.sheet.with_untracked(|sheet| plan(&**sheet, layout, text, &blocks, &[]))
        });
        match planned {
            Err(why) => self.trouble.set(Some(format!("Nothing was pasted; {why}."))),
            Ok(plan) if plan.is_plain() => {
                let says = plan.sets.is_empty() || plan.blank > 0;
                self.set(&plan.sets);
                self.said.set(says.then(|| plan.sum()));
            }
            Ok(plan) => {
                self.pending.set(Some(Pending { text: text.to_owned(), blocks, plan }));
            }
        }
    }

    fn set(self, cells: &[(At, String)]) {
        if !cells.is_empty() {
            self.state.sheet.with_untracked(|sheet| sheet.paste(cells));
        }
    }

    fn press(self, event: &web_sys::MouseEvent) {
        let Some(spot) = spot_of(event) else { return };
        if event.button() != 0 {
            return;
        }
        let state = self.state;
        if platform::closest(event, "[data-fold]").is_some() {
            state.go(spot);
            return state.press_head(spot);
        }
        if event.shift_key() {
            state.extend_to(spot);
        } else if platform::keys::command_held(event) {
            state.add(spot);
        } else {
            state.selection.set(Selection::none());
        }
        state.go(spot);
        let plain = !event.shift_key() && !platform::keys::command_held(event);
        if spot.0 == 0 {
            state.press_head(spot);
        } else if plain && spot.1 > 0 && self.click == Click::Acts {
            // What the press itself does to the focus comes first: a menu that opens keeps it.
            platform::later::soon(move || {
                self.act();
            });
        }
    }

    fn drag(self, event: &web_sys::MouseEvent) {
        if event.buttons() != 1 || event.shift_key() || platform::keys::command_held(event) {
            return;
        }
        let Some(spot) = spot_of(event).filter(|(row, column)| *row > 0 && *column > 0) else {
            return;
        };
        if self.state.spot.get_untracked().is_some_and(|now| now != spot && now.0 > 0 && now.1 > 0)
        {
            self.state.extend_to(spot);
            self.state.go(spot);
        }
    }

    fn context_menu(self, event: &web_sys::MouseEvent) {
        let Some(spot) = spot_of(event) else { return };
        event.prevent_default();
        let inside = spot.0.checked_sub(1).zip(spot.1.checked_sub(1)).is_some_and(|cell| {
            self.state.selection.with_untracked(|selection| selection.has(cell))
        });
        if !inside {
            self.state.selection.set(Selection::none());
            self.state.go(spot);
        }
        self.open_menu(spot, (f64::from(event.client_x()), f64::from(event.client_y())));
    }

    fn menu_at_spot(self) -> bool {
        let Some(spot) = self.state.spot.get_untracked() else { return false };
        let at = platform::page::place_of(&self.state.spot_id(spot)).unwrap_or((40.0, 40.0));
        self.open_menu(spot, at);
        true
    }

    fn open_menu(self, (row, column): (usize, usize), at: (f64, f64)) {
        let mut entries: Vec<Entry> = Vec::new();
        if row > 0 {
            // On a row's head the verbs are for the whole row.
            let verbs = self.state.sheet.with_untracked(|sheet| sheet.verbs());
            entries.extend(verbs.into_iter().map(|verb| {
                entry(verb.id, &verb.label, verb.keys.first().copied().unwrap_or_default())
            }));
        }
        if row == 0 {
            entries.push(entry("grid:sort", "Sort by this", "Enter"));
            let verbs = self.state.sheet.with_untracked(|sheet| sheet.verbs());
            let place = column.checked_sub(1).and_then(|column| {
                self.state.layout.with_untracked(|layout| layout.columns.get(column).copied())
            });
            let own = place.map(|at| self.state.sheet.with_untracked(|it| it.head_verbs(at)));
            let own = own.unwrap_or_default();
            let verbs = if own.is_empty() { verbs } else { Vec::new() };
            entries.extend(
                own.iter().map(|verb| entry(&format!("grid:head:{}", verb.id), &verb.label, "")),
            );
            if column > 0 {
                entries.extend(verbs.into_iter().map(|verb| {
                    entry(
                        &format!("grid:column:{}", verb.id),
                        &format!("Whole column: {}", verb.label),
                        "",
                    )
                }));
                if self.band(column).is_some_and(|band| !band.is_empty()) {
                    entries.push(entry("grid:band", "Fold or unfold its main heading", ""));
                }
            }
        } else {
            entries.push(entry("grid:row", "Select the row", "Shift+Space"));
            entries.push(entry("grid:column", "Select the column", "Ctrl+Space"));
        }
        entries.push(entry("grid:all", "Select all", "Ctrl+A"));
        self.menu.set(Some(OpenMenu { at, label: "What can be done here".to_owned(), entries }));
    }

    /// The cells of a column that no filter hides.
    fn column(self, column: usize) -> Vec<At> {
        self.state.layout.with_untracked(|layout| {
            let rows = layout.rows.iter().chain(&layout.folded_rows).copied();
            let column = layout.columns.get(column).copied();
            column
                .into_iter()
                .flat_map(|column| rows.clone().map(move |row| (row, column)))
                .collect()
        })
    }

    fn band(self, column: usize) -> Option<String> {
        let column = column.checked_sub(1)?;
        let place = self.state.layout.with_untracked(|l| l.columns.get(column).copied())?;
        self.state
            .sheet
            .with_untracked(|sheet| Some(sheet.shape().columns.get(place)?.band.clone()))
    }

    fn choose(self, id: &str) {
        let state = self.state;
        let spot = state.spot.get_untracked().unwrap_or_default();
        let (row, column) = (spot.0.saturating_sub(1), spot.1.saturating_sub(1));
        match id {
            "grid:sort" => state.press_head(spot),
            "grid:band" => {
                self.band(spot.1).into_iter().for_each(|band| state.fold_band(&band));
            }
            "grid:row" => state.select(Some(row), None),
            "grid:column" => state.select(None, Some(column)),
            "grid:all" => state.select(None, None),
            _ => match (id.strip_prefix("grid:column:"), id.strip_prefix("grid:head:")) {
                (_, Some(verb)) => self.run_on(verb, self.column(column)),
                (Some(verb), _) => {
                    state.select(None, Some(column));
                    state.go((1, spot.1));
                    self.run(verb);
                }
                (None, None) => {
                    if spot.1 == 0 {
                        state.select(Some(row), None);
                        state.go((spot.0, 1));
                    }
                    self.run(id);
                }
            },
        }
    }
}

/// The spot that an event happened on.
fn spot_of(event: &web_sys::MouseEvent) -> Option<(usize, usize)> {
    let index = |selector: &str, name: &str| {
        let element = platform::closest(event, selector)?;
        element.get_attribute(name)?.parse::<usize>().ok()?.checked_sub(1)
    };
    Some((index("[aria-rowindex]", "aria-rowindex")?, index("[aria-colindex]", "aria-colindex")?))
}

fn heads(state: GridState) -> Tag {
    let columns = state.columns();
    let row = move || {
        let active = state.spot.get().filter(|(row, _)| *row == 0).map(|(_, column)| column);
        let choice = state.choice.get();
        state.sheet.with(|sheet| {
            let shape = sheet.shape();
            state.layout.with(|layout| {
                let columns = columns.get();
                let head = |(place, gap): (usize, Option<String>)| {
                    let head = shape.columns.get(*layout.columns.get(place)?)?;
                    Some(column_head(state, place, head, active, &choice).style("margin-left", gap))
                };
                let corner = tag("div")
                    .class("grid-corner")
                    .attr("role", "columnheader")
                    .attr("id", (active == Some(0)).then(|| state.spot_id((0, 0))))
                    .attr("aria-colindex", "1")
                    .attr("aria-sort", sort_name(&choice, None))
                    .attr("data-active", active == Some(0))
                    .text(shape.corner.clone());
                tag("div")
                    .class("grid-row")
                    .attr("role", "row")
                    .attr("aria-rowindex", "1")
                    .child(corner)
                    .children(with_gaps(state, &columns).filter_map(head))
            })
        })
    };
    tag("div").class("grid-top").attr("role", "rowgroup").bind_child(row)
}

/// The order in which a column sorts the rows, as `aria-sort` has it.
fn sort_name(choice: &Choice, key: Option<&str>) -> Option<&'static str> {
    let (by, order) = choice.sorted_by.as_ref()?;
    let here = match (by, key) {
        (Sort::Name, None) => true,
        (Sort::Column(column), Some(key)) => column == key,
        _ => false,
    };
    here.then_some(match order {
        Order::Rising => "ascending",
        Order::Falling => "descending",
    })
}

fn column_head(
    state: GridState,
    place: usize,
    head: &Head,
    active: Option<usize>,
    choice: &Choice,
) -> Tag {
    let is_active = active == Some(place + 1);
    tag("div")
        .key_or_over(place.to_string())
        .class("grid-head")
        .attr("role", "columnheader")
        .attr("id", is_active.then(|| state.spot_id((0, place + 1))))
        .attr("aria-colindex", place + 2)
        .attr("aria-sort", sort_name(choice, Some(&head.key)))
        .attr("data-active", is_active)
        .attr("data-folded", choice.folded_bands.contains(&head.band))
        .child(tag("span").class("grid-band").text(isolated(&head.band).into_owned()))
        .child(breakable(tag("span").class("grid-name"), &isolated(&head.name)))
}

/// The pool of rows, and before and behind it a slot each for the active row where that is out of
/// sight, so that the rows rise in the page as well.
fn rows(state: GridState) -> Tag {
    let columns = state.columns();
    let seen = state.seen_rows();
    let pool = state.pool();
    let active_row = Derived::new(move |_| state.spot.get()?.0.checked_sub(1));
    let above = Derived::new(move |_| active_row.get().filter(|row| *row < seen.get().start));
    let below = Derived::new(move |_| active_row.get().filter(|row| *row >= seen.get().end));
    tag("div")
        .class("grid-body")
        .attr("role", "rowgroup")
        .attr("id", body_id(state))
        .child(slot(state, columns, above))
        .child(fresh(
            move || pool.get(),
            move |slots| {
                keep_in_order(state, seen, slots);
                let in_pool = |at: usize| {
                    let row = Derived::new(move |_| in_slot(at, &seen.get(), slots));
                    slot(state, columns, row)
                };
                (0..slots).map(in_pool).collect::<Vec<_>>()
            },
        ))
        .child(slot(state, columns, below))
}

fn body_id(state: GridState) -> String {
    format!("{}-rows", state.id)
}

/// A slot that shows another row now is moved to where that row belongs; the others stay.
fn keep_in_order(state: GridState, seen: Derived<Range<usize>>, slots: usize) {
    const ABOVE: usize = 1;
    let turned = State::new(0);
    Effect::new(move |_| {
        let (from, to) = (turned.get_untracked(), turn_of(&seen.get(), slots));
        let by = shortest_turn(from, to, slots);
        platform::page::turn_children(&body_id(state), ABOVE..ABOVE + slots, by);
        turned.set(to);
    });
}

/// One row of the page: one memo and one thing that is drawn, whatever the row.
fn slot(state: GridState, columns: Derived<Vec<usize>>, row: Derived<Option<usize>>) -> AnyView {
    let is_tree = Derived::new(move |_| state.sheet.with(|sheet| sheet.shape().is_tree()));
    let line = Derived::new(move |_| {
        let row = row.get()?;
        let columns = columns.get();
        let active = state.spot.get().filter(|(r, _)| *r == row + 1).map(|(_, column)| column);
        line(state, row, &columns, active)
    });
    bound(move || {
        let is_tree = is_tree.get();
        line.with(|line| match line {
            Some(line) => row_of(state, line, is_tree),
            None => tag("div").class("grid-row").attr("role", "row").attr("hidden", true),
        })
    })
}

fn row_of(state: GridState, line: &Line, is_tree: bool) -> Tag {
    let Line { row, head, folded, cells, active, .. } = line;
    let expanded = head.parent.then_some(if *folded { "false" } else { "true" });
    let columns: Vec<usize> = cells.iter().map(|(column, ..)| *column).collect();
    let gaps = with_gaps(state, &columns).map(|(_, gap)| gap);
    let cells = cells.iter().zip(gaps).map(|((column, face, selected), gap)| {
        let cell = cell(state, (*row, *column), face, *selected, *active == Some(column + 1));
        cell.style("margin-left", gap)
    });
    tag("div")
        .class("grid-row")
        .attr("role", "row")
        .attr("hidden", false)
        .attr("aria-rowindex", row + 2)
        .attr("aria-level", is_tree.then_some(head.depth + 1))
        .attr("aria-expanded", expanded)
        .attr("data-parent", head.parent)
        .style("transform", format!("translateY({})", px(*row as f64 * ROW)))
        .child(row_head(state, line))
        .children(cells)
}

fn row_head(state: GridState, line: &Line) -> Tag {
    let Line { row, head, folded, changed, active, .. } = line;
    let fold = head.parent.then(|| {
        tag("span")
            .class("grid-fold")
            .attr("data-fold", if *folded { "closed" } else { "open" })
            .attr("aria-hidden", "true")
    });
    let mark = (!head.mark.is_empty())
        .then(|| tag("span").class("grid-mark").text(" ").text(head.mark.clone()));
    tag("div")
        .class("grid-side")
        .attr("role", "rowheader")
        .attr("id", (*active == Some(0)).then(|| state.spot_id((row + 1, 0))))
        .attr("aria-colindex", "1")
        .attr("data-row-active", active.is_some())
        .attr("data-active", *active == Some(0))
        .attr("data-changed", *changed)
        .style("--depth", head.depth)
        .child(fold)
        .text(isolated(&head.name).into_owned())
        .child(mark)
}

/// One element with one text and nothing else: there are hundreds of them, and the browser lays out
/// and paints all that come into sight within a frame. Its sign is drawn by the style sheet.
fn cell(state: GridState, (row, column): At, face: &Face, selected: bool, active: bool) -> Tag {
    let off = face.off.iter().flat_map(|why| [", ", why]);
    let warning = face.warning.iter().flat_map(|what| [", ", what]);
    let changed = face.changed.then_some(", changed");
    let said = [&*face.spoken].into_iter().chain(off).chain(warning).chain(changed);
    let spoken: String = said.collect();
    let text = match face.warning {
        Some(_) => format!("{} ⚠", face.text).into(),
        None => face.text.clone(),
    };
    let fits = BESIDE_TEXT + CHARACTER * text.chars().count() as f64 <= state.column_width;
    let speaks_for_itself = face.sign == Sign::Meter && spoken == face.text;
    tag("div")
        .key_or_over(column.to_string())
        .class("grid-cell")
        .attr("role", "gridcell")
        .attr("id", active.then(|| state.spot_id((row + 1, column + 1))))
        .attr("aria-colindex", column + 2)
        .attr("aria-selected", if selected { "true" } else { "false" })
        .attr("aria-label", (!speaks_for_itself).then_some(spoken))
        .attr("data-tone", face.tone)
        .attr("data-sign", face.sign.name())
        .attr("data-off", face.off.is_some())
        .attr("data-changed", face.changed)
        .attr("data-active", active)
        .attr("data-long", !fits)
        .attr("title", face.warning.clone())
        .text(text)
}

/// Columns of the layout, each with the space before it that columns take which are not in the page.
fn with_gaps(
    state: GridState,
    columns: &[usize],
) -> impl Iterator<Item = (usize, Option<String>)> + '_ {
    let ends = std::iter::once(0).chain(columns.iter().map(|column| column + 1));
    columns.iter().zip(ends).map(move |(column, end)| {
        let missing = column.saturating_sub(end);
        (*column, (missing > 0).then(|| px(missing as f64 * state.column_width)))
    })
}

/// A name that may break behind a stroke as well as at a space.
fn breakable(tag_of_name: Tag, name: &str) -> Tag {
    let parts = name.split_inclusive('/').map(str::to_owned);
    parts.fold(tag_of_name, |name, part| {
        let breaks = part.ends_with('/').then(|| tag("wbr"));
        name.text(part).child(breaks)
    })
}

fn line(state: GridState, row: usize, columns: &[usize], active: Option<usize>) -> Option<Line> {
    state.layout.with(|layout| {
        state.sheet.with(|sheet| {
            let place = *layout.rows.get(row)?;
            let head = sheet.shape().rows.get(place)?.clone();
            let folded = state.choice.with(|choice| choice.folded.contains(&head.key));
            let cells = faces(&**sheet, place, columns, &layout.columns);
            let cells = cells.into_iter().map(|(column, face)| {
                let selected = state.selection.with(|s| s.has((row, column)));
                (column, face, selected)
            });
            let cells = cells.collect();
            Some(Line { row, head, folded, changed: sheet.changed(place), cells, active })
        })
    })
}

/// The faces of these columns of the layout, asked of the sheet in one go.
fn faces(sheet: &dyn Sheet, row: usize, columns: &[usize], places: &[usize]) -> Vec<(usize, Face)> {
    let wanted = || columns.iter().filter_map(|column| Some((*column, *places.get(*column)?)));
    let (first, last) = wanted()
        .fold((usize::MAX, 0), |(first, last), (_, place)| (first.min(place), last.max(place + 1)));
    if first >= last {
        return Vec::new();
    }
    let faces = sheet.line(row, first..last);
    wanted()
        .filter_map(|(column, place)| Some((column, faces.get(place.checked_sub(first)?)?.clone())))
        .collect()
}

//! What keys, mouse, fingers and the clipboard do to a grid. One listener of each kind for all cells.

use std::sync::Arc;

use leptos::prelude::*;

use super::geometry::{Command, Step};
use super::hidden_dialog::Hidden;
use super::paste_dialog::PendingPaste;
use super::pasting::hidden_question;
use super::state::GridPos;
use super::{
    AnyCommand, AnySource, Block, CellPos, Effect, GridState, Offer, Selection, copied, plan, reach,
};
use crate::components::{Icon, MenuItem};
use crate::platform::{self, clipboard};
use whocan_core::keys::Stroke;
use whocan_core::shared::sort_by_key;
use whocan_core::text::grouped;

/// How far one key press widens a column, in CSS pixels.
const WIDER: f64 = 16.0;

/// For how many cells it is worked out what a command would do to people.
const MOST_FORESEEN: usize = 20_000;

/// What a page offers of the cell in focus beside what its source does.
#[derive(Clone)]
pub struct PageOffer {
    /// What it is called.
    pub label: String,
    /// Its picture.
    pub icon: Icon,
    /// The key that does it; empty for none.
    pub key: &'static str,
    /// Does it.
    pub act: Callback<()>,
}

/// What one click on a cell does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Click {
    /// It moves the focus there.
    #[default]
    Focuses,
    /// It moves the focus there and does what Space does.
    Acts,
}

/// The menu of a grid.
#[derive(Clone, Copy)]
pub(super) struct GridMenu {
    /// Where it stands, in CSS pixels of the window; none while it is closed.
    pub(super) at: RwSignal<Option<(f64, f64)>>,
    pub(super) title: RwSignal<String>,
    pub(super) items: RwSignal<Vec<MenuItem>>,
}

/// The handlers of one grid.
#[derive(Clone, Copy)]
pub struct GridController {
    pub(super) state: GridState,
    pub(super) menu: GridMenu,
    pub(super) error: RwSignal<Option<String>>,
    /// What was done, or left as it is, where the cells do not say so themselves.
    pub(super) said: RwSignal<Option<String>>,
    /// The same where the eye needs no word of it.
    pub(super) heard: RwSignal<String>,
    pub(super) pending: RwSignal<Option<PendingPaste>>,
    /// What waits for a word on what a filter hides.
    pub(super) asking: RwSignal<Option<Hidden>>,
    click: Click,
}

/// What a menu's entry does.
#[derive(Clone)]
enum Entry {
    Sort,
    FoldBand,
    SelectRow,
    SelectColumn,
    SelectAll,
    Wider(f64),
    Run(AnyCommand),
    WholeColumn(AnyCommand),
    Column(AnyCommand),
    Copy,
    Paste,
    Page(Callback<()>),
}

impl GridController {
    /// The handlers of a grid.
    pub(super) fn new(state: GridState, click: Click) -> Self {
        Self {
            state,
            menu: GridMenu {
                at: RwSignal::new(None),
                title: RwSignal::new(String::new()),
                items: RwSignal::new(Vec::new()),
            },
            error: RwSignal::new(None),
            said: RwSignal::new(None),
            heard: RwSignal::new(String::new()),
            pending: RwSignal::new(None),
            asking: RwSignal::new(None),
            click,
        }
    }

    /// A key was pressed.
    pub(super) fn key(self, event: &web_sys::KeyboardEvent) {
        let Some(stroke) = platform::keys::stroke(event).map(Stroke::in_grid) else { return };
        let state = self.state;
        let key = stroke.key;
        let held = if stroke.command { Command::Held } else { Command::Up };
        let spot = state.spot.get_untracked();
        let used = match (key.as_str(), held) {
            ("ArrowRight" | "ArrowLeft", Command::Up)
                if event.shift_key() && spot.is_some_and(|(row, _)| row == 0) =>
            {
                let by = if key == "ArrowRight" { WIDER } else { -WIDER };
                spot.into_iter().for_each(|(_, column)| self.widen(column, by));
                true
            }
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
            ("Delete", Command::Held) => self.take_back(),
            (" ", Command::Up) if self.space_folds() => {
                spot.into_iter().for_each(|(row, _)| state.fold_row(row.saturating_sub(1), None));
                true
            }
            ("Enter", Command::Up) if !self.has_choices() && self.offered("Enter") => true,
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
                None => held == Command::Up && (self.run_key(&key) || self.offered(&key)),
            },
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Makes a column, or the row heads, wider by so many pixels.
    fn widen(self, column: usize, by: f64) {
        let state = self.state;
        let column = column.checked_sub(1);
        let now = untrack(|| match column {
            Some(column) => state.spans().width(column),
            None => state.side(),
        });
        state.resize(column, now + by);
    }

    /// Whether the focus is on the head of a parent that can be folded (or unfolded).
    fn on_parent(self, fold: bool) -> bool {
        let Some((row, 0)) = self.state.spot.get_untracked() else { return false };
        let Some(row) = row.checked_sub(1) else { return false };
        let head = self.state.source.with_untracked(|source| {
            let place = self.state.layout.with_untracked(|l| l.rows.get(row).copied())?;
            source.shape().rows.get(place).cloned()
        });
        head.is_some_and(|head| {
            let folded = self.state.options.with_untracked(|it| it.folded.contains(&head.key));
            head.parent && folded != fold
        })
    }

    /// Whether Space folds the row of the focus.
    fn space_folds(self) -> bool {
        let Some((row, _)) = self.state.cell_untracked() else { return false };
        let place = self.state.layout.with_untracked(|layout| layout.rows.get(row).copied());
        self.state
            .source
            .with_untracked(|source| place.is_some_and(|place| source.space_folds(place).is_some()))
    }

    /// Whether there is something to choose from in the cell of the focus.
    fn has_choices(self) -> bool {
        let first = self.state.selected().first().copied();
        let any =
            |cell| self.state.source.with_untracked(|source| !source.choices(cell).is_empty());
        first.is_some_and(any)
    }

    /// Does what the page offers under a key; false where it offers nothing.
    fn offered(self, key: &str) -> bool {
        if self.state.cell_untracked().is_none() {
            return false;
        }
        let offers = self.state.page_offers();
        let found = offers.into_iter().find(|offer| offer.key.eq_ignore_ascii_case(key));
        let found = found.inspect(|offer| offer.act.run(()));
        found.is_some()
    }

    /// Does what takes back what is set.
    fn take_back(self) -> bool {
        let back = self.state.source.with_untracked(|source| {
            source.commands().into_iter().find(|offer| offer.takes_back).map(|offer| offer.what)
        });
        let Some(back) = back.filter(|_| self.state.cell_untracked().is_some()) else {
            return false;
        };
        self.run(&back);
        true
    }

    fn select_line(self, line: impl Fn(CellPos) -> (Option<usize>, Option<usize>)) -> bool {
        let cell = self.state.cell_untracked();
        cell.into_iter().for_each(|cell| {
            let (row, column) = line(cell);
            self.state.select(row, column);
        });
        cell.is_some()
    }

    /// What Space does: a head's own act, else the source's default command.
    fn act(self) -> bool {
        let Some(spot) = self.state.spot.get_untracked() else { return false };
        if spot.0 == 0 || spot.1 == 0 {
            self.state.press_head(spot);
            return true;
        }
        let cells = self.state.selected();
        let Some(first) = cells.first() else { return false };
        let choices = self.state.source.with_untracked(|source| source.choices(*first));
        if !choices.is_empty() {
            let items = choices.into_iter().map(|offer| self.item(offer, Entry::Run)).collect();
            self.open(self.place_of(spot), "Choose".to_owned(), items);
            return true;
        }
        let command = self.state.source.with_untracked(|source| source.default_command(*first));
        let acts = command.is_some();
        command.into_iter().for_each(|command| self.run_on(&command, cells.clone()));
        acts
    }

    fn run_key(self, key: &str) -> bool {
        let on_cell = self.state.cell_untracked().is_some();
        let command = self.state.source.with_untracked(|source| {
            let fits = |offer: &Offer<_>| offer.keys.iter().any(|k| k.eq_ignore_ascii_case(key));
            source.commands().into_iter().find(fits).map(|offer| offer.what)
        });
        let Some(command) = command.filter(|_| on_cell) else { return false };
        self.run(&command);
        true
    }

    fn run(self, command: &AnyCommand) {
        self.run_on(command, self.state.selected());
    }

    /// Does a command with these cells, as far as no filter hides what they stand for; a source that asks
    /// about that is asked for.
    fn run_on(self, command: &AnyCommand, cells: Vec<CellPos>) {
        self.error.set(None);
        let Some(first) = cells.first().copied() else { return };
        let state = self.state;
        let source = state.source.get_untracked();
        // They can be millions, and only who is asked may yet mean all of them.
        let all = source.asks_for_hidden().then(|| cells.clone());
        let reach = state.layout.with_untracked(|layout| reach(&*source, layout, cells));
        let Some(cells) = all.filter(|_| reach.hidden > 0) else {
            self.said.set(reach.says());
            return source.run(command, &reach.cells, first);
        };
        self.said.set(None);
        let question = state
            .layout
            .with_untracked(|layout| hidden_question(&*source, layout, &cells, state.names.0));
        let command = command.clone();
        let then = Callback::new(move |all: bool| {
            let cells = if all { &cells } else { &reach.cells };
            source.run(&command, cells, first);
        });
        self.asking.set(Some(Hidden { question, then }));
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
            state.source.with_untracked(|source| copied(&**source, layout, block))
        })
    }

    /// The last block as a table; everything, with the names of rows and columns.
    pub(super) fn copied(self) -> String {
        let Some(active) = self.state.cell_untracked() else { return String::new() };
        self.texts(&self.state.selection.with_untracked(|selection| selection.last(active)))
    }

    /// A text is pasted.
    pub(super) fn paste(self, text: &str) {
        if let Some(active) = self.state.cell_untracked() {
            let blocks = self.state.selection.with_untracked(|it| it.blocks(active));
            self.put(text, blocks);
        }
    }

    /// Plans a paste; one that leaves something out, or goes by names and can reach far, is said
    /// first and waits.
    fn put(self, text: &str, blocks: Vec<Block>) {
        let state = self.state;
        self.error.set(None);
        self.said.set(None);
        if !state.source.with_untracked(|source| source.can_paste()) {
            let why = "Nothing was pasted; nothing can be pasted here.";
            return self.error.set(Some(why.to_owned()));
        }
        let planned = state.layout.with_untracked(|layout| {
            state.source.with_untracked(|source| plan(&**source, layout, text, &blocks, &[]))
        });
        match planned {
            Err(why) => self.error.set(Some(format!("Nothing was pasted; {why}."))),
            Ok(plan) if plan.is_plain() => {
                let says = plan.sets.is_empty() || plan.blank > 0;
                self.set(&plan.sets);
                self.said.set(says.then(|| plan.sum()));
            }
            Ok(plan) => {
                self.pending.set(Some(PendingPaste { text: text.to_owned(), blocks, plan }));
            }
        }
    }

    /// Sets cells to what a plan made of texts.
    pub(super) fn set(self, cells: &[(CellPos, String)]) {
        if !cells.is_empty() {
            self.state.source.get_untracked().paste(cells);
        }
    }

    /// The mouse was pressed.
    pub(super) fn press(self, event: &web_sys::MouseEvent) {
        let Some(spot) = spot_of(event) else { return };
        if event.button() != 0 || platform::closest(event, "[data-grip]").is_some() {
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
        } else if state.selection.with_untracked(Selection::is_more) {
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

    /// The mouse moved.
    pub(super) fn drag(self, event: &web_sys::MouseEvent) {
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

    /// A menu is asked for with the mouse.
    pub(super) fn context_menu(self, event: &web_sys::MouseEvent) {
        let Some(spot) = spot_of(event) else { return };
        event.prevent_default();
        self.menu_of(spot, (f64::from(event.client_x()), f64::from(event.client_y())));
    }

    /// The menu of a spot, at a place of the window.
    pub(super) fn menu_of(self, spot: GridPos, at: (f64, f64)) {
        let inside = spot.0.checked_sub(1).zip(spot.1.checked_sub(1)).is_some_and(|cell| {
            self.state.selection.with_untracked(|selection| selection.has(cell))
        });
        if !inside {
            self.state.selection.set(Selection::none());
            self.state.go(spot);
        }
        self.open_menu(spot, at);
    }

    /// The menu of where the focus is; false where that is nowhere.
    pub fn menu_at_spot(self) -> bool {
        let Some(spot) = self.state.spot.get_untracked() else { return false };
        self.open_menu(spot, self.place_of(spot));
        true
    }

    fn place_of(self, spot: GridPos) -> (f64, f64) {
        platform::page::place_of(&self.state.spot_id(spot)).unwrap_or((40.0, 40.0))
    }

    fn open(self, at: (f64, f64), title: String, items: Vec<MenuItem>) {
        self.menu.items.set(items);
        self.menu.title.set(title);
        self.menu.at.set(Some(at));
    }

    fn item(self, offer: Offer<AnyCommand>, then: fn(AnyCommand) -> Entry) -> MenuItem {
        let Offer { what, label, keys, level, .. } = offer;
        let entry = then(what);
        let item = MenuItem::new(label, move || self.choose(entry.clone()));
        let item = match keys.first() {
            Some(key) => item.key(*key),
            None => item,
        };
        match level {
            Some(level) => item.level(level),
            None => item,
        }
    }

    fn own(self, label: &str, key: &str, entry: Entry) -> MenuItem {
        let item = MenuItem::new(label, move || self.choose(entry.clone()));
        if key.is_empty() { item } else { item.key(key) }
    }

    /// What can be done with the cells themselves. On a row's head that is for the whole row.
    fn cell_items(self, spot: GridPos, source: &dyn AnySource) -> Vec<MenuItem> {
        let mut offers = source.commands();
        // Levels stand as they rise.
        sort_by_key(&mut offers, |offer| {
            offer.level.map_or(u8::MAX, crate::components::Level::amount)
        });
        let (back, offers): (Vec<_>, Vec<_>) = offers.into_iter().partition(|it| it.takes_back);
        let (first, cells) = self.cells_of(spot, source);
        let cells: Arc<[CellPos]> = cells.into();
        let item = |offer: Offer<AnyCommand>| {
            let (what, cells) = (offer.what.clone(), cells.clone());
            let state = self.state;
            if cells.len() > MOST_FORESEEN {
                return self.item(offer, Entry::Run);
            }
            let tells = Callback::new(move |()| {
                let effect =
                    state.source.with_untracked(|source| source.effect(&what, &cells, first));
                effect.map(tell).into_any()
            });
            self.item(offer, Entry::Run).tells(tells)
        };
        let mut items: Vec<MenuItem> = offers.into_iter().map(item).collect();
        let copy = self.own("Copy for a spreadsheet", "Ctrl C", Entry::Copy).icon(Icon::File);
        items.push(begins(&items, copy));
        if source.can_paste() {
            items.push(self.own("Paste", "Ctrl V", Entry::Paste).icon(Icon::Drop));
        }
        let back = back.into_iter().map(item);
        items.extend(back.map(|item| item.key("Ctrl Backspace").icon(Icon::Undo)));
        items
    }

    fn open_menu(self, spot: GridPos, at: (f64, f64)) {
        let (row, column) = spot;
        let source = self.state.source.get_untracked();
        let mut items: Vec<MenuItem> = Vec::new();
        if row > 0 {
            items.extend(self.cell_items(spot, &*source));
        }
        if row > 0 && column > 0 {
            let offers = self.state.page_offers().into_iter().enumerate();
            items.extend(offers.map(|(at, offer)| {
                let item = self.own(&offer.label, offer.key, Entry::Page(offer.act));
                let item = item.icon(offer.icon);
                if at == 0 { item.begins_group() } else { item }
            }));
        }
        if row == 0 {
            let place = column.checked_sub(1).and_then(|column| {
                self.state.layout.with_untracked(|layout| layout.columns.get(column).copied())
            });
            let own = place.map(|at| source.head_commands(at)).unwrap_or_default();
            if self.state.sorts() {
                items.push(self.own("Sort by this", "Enter", Entry::Sort));
            }
            match own.is_empty() {
                true if column > 0 => {
                    let whole = |offer: Offer<AnyCommand>| {
                        let label = format!("Whole column: {}", offer.label).into();
                        self.item(Offer { label, keys: &[], ..offer }, Entry::WholeColumn)
                    };
                    items.extend(source.commands().into_iter().map(whole));
                }
                true => {}
                false => {
                    items.extend(own.into_iter().map(|offer| self.item(offer, Entry::Column)));
                }
            }
            if self.band(column).is_some_and(|band| !band.is_empty()) {
                items.push(self.own("Fold or unfold its main heading", "", Entry::FoldBand));
            }
            items.push(self.own("Wider", "Shift →", Entry::Wider(WIDER)).begins_group());
            items.push(self.own("Narrower", "Shift ←", Entry::Wider(-WIDER)));
        } else {
            let first = self.own("Select the row", "Shift Space", Entry::SelectRow);
            items.push(begins(&items, first));
            items.push(self.own("Select the column", "Ctrl Space", Entry::SelectColumn));
        }
        items.push(self.own("Select all", "Ctrl A", Entry::SelectAll).icon(Icon::Comfortable));
        self.open(at, self.title(spot), items);
    }

    /// What the menu of a spot is about.
    fn title(self, (row, column): GridPos) -> String {
        let state = self.state;
        let name = |row: bool, at: Option<usize>| {
            let at = at?;
            state.source.with_untracked(|source| {
                state.layout.with_untracked(|layout| {
                    let (places, heads) = match row {
                        true => (&layout.rows, &source.shape().rows),
                        false => (&layout.columns, &source.shape().columns),
                    };
                    Some(heads.get(*places.get(at)?)?.name.clone())
                })
            })
        };
        let blocks = state.selection.with_untracked(|selection| selection.all().to_vec());
        if let ([block], true) = (blocks.as_slice(), row > 0 && column > 0) {
            let (rows, columns) = (block.rows().count(), block.columns().count());
            let (of_rows, of_columns) = state.names;
            let lines = [counted(rows, of_rows), counted(columns, of_columns)];
            return format!("{} cells: {}", rows * columns, lines.join(", "));
        }
        let names = [name(true, row.checked_sub(1)), name(false, column.checked_sub(1))];
        names.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The cells that a command of a menu is done with, by position in the source, and the first of those
    /// it is asked for: of a head its row.
    fn cells_of(self, (row, column): GridPos, source: &dyn AnySource) -> (CellPos, Vec<CellPos>) {
        self.state.layout.with_untracked(|layout| {
            let cells: Vec<CellPos> = match column {
                0 => {
                    let place = row.checked_sub(1).and_then(|row| layout.rows.get(row).copied());
                    let all = |row| layout.columns.iter().map(move |column| (row, *column));
                    place.into_iter().flat_map(all).collect()
                }
                _ => self.state.selected(),
            };
            let first = cells.first().copied().unwrap_or_default();
            (first, reach(source, layout, cells).cells)
        })
    }

    /// The cells of a column that no filter hides.
    fn column(self, column: usize) -> Vec<CellPos> {
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
            .source
            .with_untracked(|source| Some(source.shape().columns.get(place)?.band.clone()))
    }

    fn choose(self, entry: Entry) {
        let state = self.state;
        let spot = state.spot.get_untracked().unwrap_or_default();
        let (row, column) = (spot.0.saturating_sub(1), spot.1.saturating_sub(1));
        match entry {
            Entry::Sort => state.press_head(spot),
            Entry::FoldBand => {
                self.band(spot.1).into_iter().for_each(|band| state.fold_band(&band));
            }
            Entry::SelectRow => state.select(Some(row), None),
            Entry::SelectColumn => state.select(None, Some(column)),
            Entry::SelectAll => state.select(None, None),
            Entry::Wider(by) => self.widen(spot.1, by),
            Entry::Copy => self.put_on_clipboard(),
            Entry::Paste => self.paste_from_clipboard(),
            Entry::Page(act) => act.run(()),
            Entry::Column(command) => self.run_on(&command, self.column(column)),
            Entry::WholeColumn(command) => {
                state.select(None, Some(column));
                state.go((1, spot.1));
                self.run(&command);
            }
            Entry::Run(command) => {
                if spot.1 == 0 {
                    state.select(Some(row), None);
                    state.go((spot.0, 1));
                }
                self.run(&command);
            }
        }
    }

    fn put_on_clipboard(self) {
        let (text, count) = (self.copied(), self.state.selected().len());
        clipboard::write(&text, move |is_there| match is_there {
            true => self.heard.set(format!("Copied: {}.", counted(count, "cells"))),
            false => self.error.set(Some("Not copied. Press Ctrl+C in the grid.".to_owned())),
        });
    }

    fn paste_from_clipboard(self) {
        clipboard::read(move |text| match text {
            Some(text) => self.paste(&text),
            None => {
                let why = "The browser keeps the clipboard to itself. Press Ctrl+V in the grid.";
                self.error.set(Some(why.to_owned()));
            }
        });
    }

    /// The clipboard takes what is selected.
    pub(super) fn copy(self, event: &web_sys::Event) {
        clipboard::put(event, &self.copied());
    }
}

/// An item that begins a group, unless it is the first.
fn begins(items: &[MenuItem], item: MenuItem) -> MenuItem {
    if items.is_empty() { item } else { item.begins_group() }
}

/// What something would do to people: `9 gain on 2 processes, nobody loses`.
pub fn tell(effect: Effect) -> AnyView {
    let Effect { gain, lose, on } = effect;
    let verb = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        many_people => format!("{many_people} {many}"),
    };
    let gains = view! { <span class="menu-gain">{verb(gain, "gains", "gain")}</span> };
    let loses = view! { <span class="menu-lose">{verb(lose, "loses", "lose")}</span> };
    let on = on.map(|on| format!(" on {on}")).unwrap_or_default();
    match (gain, lose) {
        (0, 0) => "Nobody gains or loses".into_any(),
        (_, 0) => (gains, format!("{on}, nobody loses")).into_any(),
        (0, _) => (loses, format!("{on}, nobody gains")).into_any(),
        (_, _) => (gains, ", ", loses, on).into_any(),
    }
}

/// So many, in words: `3 processes`, `1 person`.
fn counted(count: usize, many: &str) -> String {
    let one = match many {
        "people" => "person",
        "processes" => "process",
        "groups and users" => "group or user",
        "users and groups" => "user or group",
        many => many.strip_suffix('s').unwrap_or(many),
    };
    let grouped = grouped(count);
    if count == 1 { format!("1 {one}") } else { format!("{grouped} {many}") }
}

/// The spot that an event happened on.
pub(super) fn spot_of(event: &web_sys::Event) -> Option<GridPos> {
    let index = |selector: &str, name: &str| {
        let element = platform::closest(event, selector)?;
        element.get_attribute(name)?.parse::<usize>().ok()?.checked_sub(1)
    };
    Some((index("[aria-rowindex]", "aria-rowindex")?, index("[aria-colindex]", "aria-colindex")?))
}

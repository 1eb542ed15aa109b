//! The grid in the page. A fixed pool of row slots, each showing whichever row its turn is, so that
//! a scroll changes texts and never makes elements. The focus stays on the grid as a whole and
//! `aria-activedescendant` names the active cell; its row and column are always in the page.

use leptos::attr::custom::custom_attribute;
use leptos::html::Div;
use leptos::prelude::*;

use super::geometry::{Command, Step, px, reveal};
use super::matrix::{MatrixDialog, Pending};
use super::state::{ROW, TOP};
use super::table::{place, read, write};
use super::{At, Choice, Face, GridState, Head, Order, Selection, Sheet, Sort, Verb};
use crate::platform::{self, clipboard};
use crate::ui::kit::menu::{Entry, Menu, OpenMenu};

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
    menu: RwSignal<Option<OpenMenu>>,
    trouble: RwSignal<Option<String>>,
    pending: RwSignal<Option<Pending>>,
    acts_on_click: bool,
}

/// A virtual grid.
#[component]
pub fn Grid(
    /// What it remembers and shows.
    state: GridState,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// Whether one click acts as Space does, instead of only moving the focus.
    #[prop(optional)]
    acts_on_click: bool,
) -> impl IntoView {
    let hand = Hand {
        state,
        menu: RwSignal::new(None),
        trouble: RwSignal::new(None),
        pending: RwSignal::new(None),
        acts_on_click,
    };
    let element = NodeRef::<Div>::new();
    follow(state, element);
    let is_tree = Memo::new(move |_| state.sheet.with(|sheet| sheet.shape().is_tree()));
    let can_act = Memo::new(move |_| state.sheet.with(|sheet| !sheet.verbs().is_empty()));
    let across = move || state.side() + state.counts().1 as f64 * state.column_width;
    view! {
        <div
            node_ref=element
            id=state.id
            class="grid"
            role=move || if is_tree.get() { "treegrid" } else { "grid" }
            tabindex="0"
            aria-label=label
            aria-readonly=move || (!can_act.get()).then_some("true")
            aria-multiselectable="true"
            aria-rowcount=move || state.counts().0 + 1
            aria-colcount=move || state.counts().1 + 1
            aria-activedescendant=move || state.spot.get().map(|spot| state.spot_id(spot))
            style:--grid-side=move || px(state.side())
            style:--grid-column=px(state.column_width)
            on:scroll=move |event| {
                let element = event_target::<web_sys::Element>(&event);
                state.scroll.set((f64::from(element.scroll_left()), f64::from(element.scroll_top())));
            }
            on:keydown=move |event| hand.key(&event)
            on:mousedown=move |event| hand.press(&event)
            on:mousemove=move |event| hand.drag(&event)
            on:contextmenu=move |event| hand.context_menu(&event)
            on:copy=move |event| clipboard::put(&event, &hand.copied())
            on:paste=move |event| {
                clipboard::get(&event).into_iter().for_each(|text| hand.paste(&text));
            }
        >
            <div
                class="grid-space"
                role="presentation"
                style:width=move || px(across())
                style:height=move || px(TOP + state.counts().0 as f64 * ROW)
            >
                {heads(state)}
                <div class="grid-body" role="rowgroup">{rows(state)}</div>
            </div>
        </div>
        <p class="grid-trouble" role="alert">{move || hand.trouble.get()}</p>
        <MatrixDialog state pending=hand.pending set=move |cells: &[(At, String)]| hand.set(cells) />
        <Menu open=hand.menu home=state.id on_choose=move |id| hand.choose(&id) />
    }
}

/// Keeps the size, and brings the active cell into view whenever it changes or the space does.
fn follow(state: GridState, element: NodeRef<Div>) {
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        platform::size::on_resize(&element, move |width, height| {
            if state.size.get_untracked() != (width, height) {
                state.size.set((width, height));
            }
        });
    });
    Effect::new(move |_| {
        let (Some((row, column)), Some(element)) = (state.spot.get(), element.get()) else {
            return;
        };
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
            element.set_scroll_top(to_top as i32);
            element.set_scroll_left(to_left as i32);
        }
    });
}

impl Hand {
    fn key(self, event: &web_sys::KeyboardEvent) {
        if event.alt_key() {
            return;
        }
        let state = self.state;
        let key = event.key();
        let held = if platform::keys::command(event) { Command::Held } else { Command::Up };
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
        self.state.sheet.with_untracked(|sheet| match sheet.default_verb(*first) {
            Some(verb) => {
                self.trouble.set(None);
                sheet.run(verb, &cells);
                true
            }
            None => false,
        })
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
        self.trouble.set(None);
        let cells = self.state.selected();
        self.state.sheet.with_untracked(|sheet| sheet.run(verb, &cells));
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
        let columns: Vec<usize> = block.columns().collect();
        let table = vec![self.texts(top, &columns); bottom - top];
        self.put(&table, (top + 1, *block.columns().start()), false);
        true
    }

    fn texts(self, row: usize, columns: &[usize]) -> Vec<String> {
        let state = self.state;
        state.layout.with_untracked(|layout| {
            state.sheet.with_untracked(|sheet| {
                let Some(row) = layout.rows.get(row) else { return Vec::new() };
                let text = |column: &usize| {
                    let place = *layout.columns.get(*column)?;
                    let face = sheet.line(*row, place..place + 1).into_iter().next()?;
                    Some(face.spoken.into_owned())
                };
                columns.iter().map(|column| text(column).unwrap_or_default()).collect()
            })
        })
    }

    /// The last block as a table; everything, with the names of rows and columns.
    fn copied(self) -> String {
        let state = self.state;
        let Some(active) = state.cell_untracked() else { return String::new() };
        let block = state.selection.with_untracked(|selection| selection.last(active));
        let columns: Vec<usize> = block.columns().collect();
        let mut table: Vec<Vec<String>> =
            block.rows().map(|row| self.texts(row, &columns)).collect();
        let (rows, across) = state.layout.with_untracked(|l| (l.rows.len(), l.columns.len()));
        if (table.len(), columns.len()) == (rows, across) && rows * across > 1 {
            state.layout.with_untracked(|layout| {
                state.sheet.with_untracked(|sheet| {
                    let shape = sheet.shape();
                    let name = |heads: &[Head], at: &usize| {
                        heads.get(*at).map(|head| head.name.clone()).unwrap_or_default()
                    };
                    for (line, row) in table.iter_mut().zip(&layout.rows) {
                        line.insert(0, name(&shape.rows, row));
                    }
                    let heads = layout.columns.iter().map(|column| name(&shape.columns, column));
                    table.insert(0, std::iter::once(shape.corner.clone()).chain(heads).collect());
                });
            });
        }
        write(&table)
    }

    fn paste(self, text: &str) {
        if let Some(from) = self.state.cell_untracked() {
            self.put(&read(text), from, true);
        }
    }

    fn put(self, table: &[Vec<String>], from: At, by_selection: bool) {
        let state = self.state;
        let selected = if by_selection {
            state.selection.with_untracked(|selection| selection.cells(from))
        } else {
            Vec::new()
        };
        let placed = state.layout.with_untracked(|layout| {
            state.sheet.with_untracked(|sheet| place(table, sheet.shape(), layout, from, &selected))
        });
        if placed.by_names {
            // It can reach far beyond what is seen: said first, set then.
            self.pending.set(Some(Pending { table: table.to_vec(), placed }));
        } else {
            self.set(&placed.cells);
        }
    }

    fn set(self, cells: &[(At, String)]) {
        const MOST: usize = 5;
        let outcome = self.state.sheet.with_untracked(|sheet| sheet.paste(cells));
        self.trouble.set(outcome.err().map(|mut trouble| {
            let more = trouble.len().saturating_sub(MOST);
            trouble.truncate(MOST);
            if more > 0 {
                trouble.push(format!("and {more} more"));
            }
            format!("Nothing was pasted; {}.", trouble.join("; "))
        }));
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
        } else if plain && spot.1 > 0 && self.acts_on_click {
            self.act();
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
        let entry = |id: &str, label: &str, key: &str| Entry {
            id: id.to_owned(),
            label: label.to_owned(),
            key: key.to_owned(),
        };
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
            _ => match id.strip_prefix("grid:column:") {
                Some(verb) => {
                    state.select(None, Some(column));
                    state.go((1, spot.1));
                    self.run(verb);
                }
                None => {
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

fn heads(state: GridState) -> impl IntoView {
    let columns = state.columns();
    let sorted = move |key: Option<&str>| state.choice.with(|choice| sort_name(choice, key));
    let heads = move || {
        let active = state.spot.get().filter(|(row, _)| *row == 0).map(|(_, column)| column);
        state.sheet.with(|sheet| {
            let shape = sheet.shape();
            state.layout.with(|layout| {
                let head = |place: &usize| {
                    let head = shape.columns.get(*layout.columns.get(*place)?)?;
                    let folded = state.choice.with(|c| c.folded_bands.contains(&head.band));
                    Some(column_head(state, *place, head, active, sorted(Some(&head.key)), folded))
                };
                columns.get().iter().filter_map(head).collect_view()
            })
        })
    };
    view! {
        <div class="grid-top" role="rowgroup">
            <div class="grid-row" role="row" aria-rowindex="1">
                <div
                    class="grid-corner"
                    role="columnheader"
                    id=state.spot_id((0, 0))
                    aria-colindex="1"
                    aria-sort=move || sorted(None)
                    data-active=move || (state.spot.get() == Some((0, 0))).then_some("")
                >
                    {move || state.sheet.with(|sheet| sheet.shape().corner.clone())}
                </div>
                {heads}
            </div>
        </div>
    }
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
    sort: Option<&'static str>,
    folded: bool,
) -> impl IntoView + use<> {
    view! {
        <div
            class="grid-head"
            role="columnheader"
            id=state.spot_id((0, place + 1))
            aria-colindex=place + 2
            aria-sort=sort
            data-active=(active == Some(place + 1)).then_some("")
            data-folded=folded.then_some("")
            style:left=left(state, place)
        >
            <span class="grid-band">{head.band.clone()}</span>
            <span class="grid-name">{breakable(&head.name)}</span>
        </div>
    }
}

/// The pool of rows, and before and behind it a slot each for the active row where that is out of
/// sight, so that the rows rise in the page as well.
fn rows(state: GridState) -> impl IntoView {
    let columns = state.columns();
    let seen = state.seen_rows();
    let pool = state.pool();
    let active_row = Memo::new(move |_| state.spot.get()?.0.checked_sub(1));
    let above = Memo::new(move |_| active_row.get().filter(|row| *row < seen.get().start));
    let below = Memo::new(move |_| active_row.get().filter(|row| *row >= seen.get().end));
    let in_pool = move |slot: usize| {
        let row = Memo::new(move |_| {
            let seen = seen.get();
            (seen.start + slot < seen.end).then_some(seen.start + slot)
        });
        view_slot(state, columns, row)
    };
    view! {
        {view_slot(state, columns, above)}
        <For each=move || 0..pool.get() key=|slot| *slot let:slot>
            {in_pool(slot)}
        </For>
        {view_slot(state, columns, below)}
    }
}

fn view_slot(
    state: GridState,
    columns: Memo<Vec<usize>>,
    row: Memo<Option<usize>>,
) -> impl IntoView {
    let line = Memo::new(move |_| {
        let row = row.get()?;
        let columns = columns.get();
        let active = state.spot.get().filter(|(r, _)| *r == row + 1).map(|(_, column)| column);
        line(state, row, &columns, active)
    });
    let head = move || line.with(|line| line.as_ref().map(|line| (line.head.clone(), line.folded)));
    // The framework's own list of attributes lacks this one.
    let level = custom_attribute("aria-level", move || {
        head().filter(|_| is_tree(state)).map(|(head, _)| (head.depth + 1).to_string())
    });
    view! {
        <div
            class="grid-row"
            role="row"
            hidden=move || line.with(Option::is_none)
            aria-rowindex=move || row.get().map(|row| row + 2)
            {..level}
            aria-expanded=move || {
                let (head, folded) = head()?;
                head.parent.then_some(if folded { "false" } else { "true" })
            }
            data-parent=move || head().is_some_and(|(head, _)| head.parent).then_some("")
            style:transform=move || {
                format!("translateY({})", px(row.get().unwrap_or_default() as f64 * ROW))
            }
        >
            {move || line.get().map(|line| cells(state, line))}
        </div>
    }
}

fn is_tree(state: GridState) -> bool {
    state.sheet.with(|sheet| sheet.shape().is_tree())
}

fn cells(state: GridState, line: Line) -> impl IntoView {
    let Line { row, head, folded, changed, cells, active } = line;
    let cells = cells
        .into_iter()
        .map(|(column, face, selected)| {
            let is_active = active == Some(column + 1);
            cell(state, (row, column), face, selected, is_active)
        })
        .collect_view();
    let fold = head.parent.then(|| {
        view! {
            <span class="grid-fold" data-fold=if folded { "closed" } else { "open" } aria-hidden="true"></span>
        }
    });
    view! {
        <div
            class="grid-side"
            role="rowheader"
            id=state.spot_id((row + 1, 0))
            aria-colindex="1"
            data-row-active=active.map(|_| "")
            data-active=(active == Some(0)).then_some("")
            data-changed=changed.then_some("")
            style:--depth=head.depth.to_string()
        >
            {fold}
            {head.name}
        </div>
        {cells}
    }
}

fn cell(
    state: GridState,
    (row, column): At,
    face: Face,
    selected: bool,
    active: bool,
) -> impl IntoView {
    let spoken = match &face.off {
        Some(why) => format!("{}, {why}", face.spoken),
        None => face.spoken.into_owned(),
    };
    view! {
        <div
            class="grid-cell"
            role="gridcell"
            id=state.spot_id((row + 1, column + 1))
            aria-colindex=column + 2
            aria-selected=if selected { "true" } else { "false" }
            data-tone=face.tone
            data-sign=face.sign.name()
            data-off=face.off.is_some().then_some("")
            data-changed=face.changed.then_some("")
            data-active=active.then_some("")
            style:left=left(state, column)
        >
            <span class="grid-glyph" aria-hidden="true"></span>
            <span aria-hidden="true">{face.text}</span>
            <span class="unseen">{spoken}{face.changed.then_some(", changed")}</span>
        </div>
    }
}

fn left(state: GridState, column: usize) -> String {
    format!("calc(var(--grid-side) + {})", px(column as f64 * state.column_width))
}

/// A name that may break behind a stroke as well as at a space.
fn breakable(name: &str) -> String {
    name.replace('/', "/\u{200b}")
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

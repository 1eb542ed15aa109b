//! What a grid remembers between events, and what follows from it: where the focus is, what is
//! selected, what is shown and how densely. Transient, but for the density: it is in no document.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::controller::PageOffer;
use super::geometry::{ColumnSpans, RowScale, Step, reveal};
use super::metrics::{Cells, Contents, Density, Metrics, Setting};
use super::{AnySource, CellPos, GridSource, Head, Layout, Order, Selection, Sort, ViewOptions};
use crate::components::Level;
use crate::platform::storage;
use whocan_core::text::grouped;

/// The active cell, by the keys of its row and column.
pub type Active = Option<(String, String)>;

/// Where the focus is, in a layout that counts the heads: row 0 and column 0.
pub(super) type GridPos = (usize, usize);

/// The key of the row heads among the widths of columns.
const SIDE: &str = "";

/// The narrowest that a column is made, in CSS pixels.
const LEAST_WIDTH: f64 = 48.0;

/// A head that has the focus.
#[derive(Clone, Debug, PartialEq)]
enum OnHead {
    Corner,
    Row(String),
    Column(String),
}

/// Where the window of the grid stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    /// How far it is scrolled, in the element's own measure.
    pub(super) left: f64,
    /// The same downwards.
    pub(super) top: f64,
    /// Its size, heads included.
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A table of texts.
pub(super) type TextTable = Vec<Vec<String>>;

/// A grid's state: a handful of handles, copied freely.
#[derive(Clone, Copy)]
pub struct GridState {
    /// The element's id; ids of cells begin with it.
    pub(super) id: &'static str,
    pub(super) source: Memo<Arc<dyn AnySource>>,
    /// What the user chose to see.
    pub options: RwSignal<ViewOptions>,
    /// What is shown.
    pub layout: Memo<Layout>,
    pub(super) selection: RwSignal<Selection>,
    pub(super) window: StoredValue<Window>,
    pub(super) setting: RwSignal<Setting>,
    density: RwSignal<Density>,
    /// Whether the rows of the map stand by what they belong to, and not as in the grid.
    pub(super) map_by_groups: RwSignal<bool>,
    /// What each level is called, as far as it has one name.
    pub(super) level_words: RwSignal<Vec<(Level, String)>>,
    /// What rows and columns are called: people, processes.
    pub(super) names: (&'static str, &'static str),
    /// The key that the density is kept under; none where there is no choice.
    pub(super) kept_as: Option<&'static str>,
    /// Told of a density that the user chooses.
    on_density: StoredValue<Option<Callback<Density>>>,
    /// What the page offers of the cell in focus.
    offers: StoredValue<Option<Callback<(), Vec<PageOffer>>>>,
    /// Another number whenever the menu of the focus is asked for from outside.
    pub(super) menu_asked: RwSignal<u32>,
    /// The widths of columns that the user has resized, by their keys.
    widths: RwSignal<BTreeMap<String, f64>>,
    column_width: f64,
    side_width: f64,
    cells: Cells,
    /// How wide the longest names are, measured in the page.
    pub(super) names_width: RwSignal<f64>,
    head: RwSignal<Option<OnHead>>,
    active: Signal<Active>,
    move_to: Callback<(String, String)>,
    /// Where the focus is; none where nothing is shown.
    pub(super) spot: Memo<Option<GridPos>>,
}

impl GridState {
    /// The state of a grid. `active` is the cell that has the focus; where it is none, or not shown,
    /// the first one is. `on_active` is called with the one that the user moves it to.
    pub fn new<S: GridSource + Clone>(
        id: &'static str,
        source: impl Get<Value = S> + Send + Sync + 'static,
        active: impl Into<Signal<Active>>,
        on_active: impl Fn(String, String) + Send + Sync + 'static,
    ) -> Self {
        let make = move || -> Arc<dyn AnySource> { Arc::new(source.get()) };
        Self::of(
            id,
            make,
            active.into(),
            Callback::new(move |(row, column)| on_active(row, column)),
        )
    }

    /// The same of a source whose type is forgotten.
    pub fn of(
        id: &'static str,
        source: impl Fn() -> Arc<dyn AnySource> + Send + Sync + 'static,
        active: Signal<Active>,
        move_to: Callback<(String, String)>,
    ) -> Self {
        // Told of every new source: whether it is the same its own memo has decided.
        let source = Memo::new_with_compare(move |_| source(), |_, _| true);
        let options = RwSignal::new(ViewOptions::default());
        let (density, map_by_groups) = (RwSignal::new(Density::Comfortable), RwSignal::new(true));
        let setting = RwSignal::new(Setting { text: 1.0, coarse: false, room: false, width: 0.0 });
        let by_groups = Memo::new(move |_| {
            let drawn = Metrics::drawn(density.get(), setting.get());
            map_by_groups.get() && drawn == Density::Map
        });
        let layout = Memo::new(move |_| {
            let sorted_by = by_groups.get().then_some((Sort::Groups, Order::Rising));
            options.with(|options| {
                let own =
                    sorted_by.map(|by| ViewOptions { sorted_by: Some(by), ..options.clone() });
                source.with(|source| Layout::of(&**source, own.as_ref().unwrap_or(options)))
            })
        });
        let head = RwSignal::new(None);
        let spot = Memo::new(move |_| {
            source.with(|source| {
                layout.with(|layout| {
                    head.with(|head| active.with(|active| spot_of(&**source, layout, head, active)))
                })
            })
        });
        Self {
            id,
            source,
            options,
            layout,
            selection: RwSignal::new(Selection::none()),
            window: StoredValue::new(Window { left: 0.0, top: 0.0, width: 0.0, height: 0.0 }),
            setting,
            density,
            map_by_groups,
            level_words: RwSignal::new(Vec::new()),
            names: ("rows", "columns"),
            kept_as: None,
            on_density: StoredValue::new(None),
            offers: StoredValue::new(None),
            menu_asked: RwSignal::new(0),
            widths: RwSignal::new(BTreeMap::new()),
            column_width: 112.0,
            side_width: 200.0,
            cells: Cells::Small,
            names_width: RwSignal::new(0.0),
            head,
            active,
            move_to,
            spot,
        }
    }

    /// The same state with other widths of columns and of the row heads, in CSS pixels.
    #[must_use]
    pub fn with_widths(self, column_width: f64, side_width: f64) -> Self {
        Self { column_width, side_width, ..self }
    }

    /// The same state of a grid that is always shown as Compact, with cells that are large enough to be
    /// ticked one by one.
    #[must_use]
    pub fn roomy(self) -> Self {
        self.density.set(Density::Compact);
        Self { cells: Cells::Roomy, ..self }
    }

    /// The same state of rows and columns that are called something: people, processes.
    #[must_use]
    pub fn called(self, rows: &'static str, columns: &'static str) -> Self {
        Self { names: (rows, columns), ..self }
    }

    /// The same state of levels that are called something.
    #[must_use]
    pub fn with_words(self, words: Vec<(Level, String)>) -> Self {
        self.level_words.set(words);
        self
    }

    /// The same state with a choice of densities that is kept under a key.
    #[must_use]
    pub fn with_densities(self, first: Density, kept_as: &'static str) -> Self {
        let kept = Density::of(&storage::preference(&density_key(kept_as)));
        self.density.set(kept.unwrap_or(first));
        Self { kept_as: Some(kept_as), ..self }
    }

    /// How densely it is shown, as it was chosen.
    pub fn density(self) -> Density {
        self.density.get()
    }

    /// The density that was chosen here before, where one was.
    pub fn kept_density(self) -> Option<Density> {
        Density::of(&storage::preference(&density_key(self.kept_as?)))
    }

    /// Shows it so, without keeping that.
    pub fn show_densely(self, density: Density) {
        if self.density.get_untracked() != density {
            self.density.set(density);
        }
    }

    /// Tells of a density that the user chooses.
    pub fn on_density(self, told: Callback<Density>) {
        self.on_density.set_value(Some(told));
    }

    /// Offers more of the cell in focus.
    pub fn offer(self, offers: Callback<(), Vec<PageOffer>>) {
        self.offers.set_value(Some(offers));
    }

    /// What the page offers of the cell in focus.
    pub(super) fn page_offers(self) -> Vec<PageOffer> {
        self.offers.get_value().map(|offers| offers.run(())).unwrap_or_default()
    }

    /// Whether it is shown to a room.
    pub fn show_to_room(self, room: bool) {
        if self.setting.with_untracked(|setting| setting.room != room) {
            self.setting.update(|setting| setting.room = room);
        }
    }

    /// Whether nothing can be set in it.
    pub(super) fn is_read_only(self) -> bool {
        self.source.with_untracked(|source| source.commands().is_empty())
    }

    /// Shows it so from now on, and keeps that.
    pub fn set_density(self, density: Density) {
        if let Some(key) = self.kept_as {
            // Where it cannot be kept it holds until the page is left.
            storage::write(&density_key(key), density.key()).ok();
        }
        self.density.set(density);
        self.on_density.get_value().into_iter().for_each(|told| told.run(density));
    }

    /// The density that is drawn.
    pub(super) fn drawn(self) -> Density {
        Metrics::drawn(self.density.get(), self.setting.get())
    }

    /// Whether the map is drawn.
    pub(super) fn is_map(self) -> bool {
        self.drawn() == Density::Map
    }

    /// Whether the cells of Compact are large enough to be ticked one by one.
    pub(super) fn is_roomy(self) -> bool {
        self.cells == Cells::Roomy
    }

    /// The sizes.
    pub(super) fn metrics(self) -> Metrics {
        let (has_bands, has_totals) =
            self.source.with(|source| (source.shape().has_bands(), source.totals().is_some()));
        let contents =
            Contents { cells: self.cells, column: self.column_width, has_bands, has_totals };
        Metrics::of(self.density.get(), self.setting.get(), contents)
    }

    /// Where the shown columns stand.
    pub(super) fn spans(self) -> ColumnSpans {
        let metrics = self.metrics();
        let compact = self.drawn() == Density::Compact;
        self.widths.with(|widths| {
            self.source.with(|source| {
                self.layout.with(|layout| {
                    let columns = &source.shape().columns;
                    let width = |column: &usize| {
                        let head = columns.get(*column);
                        let words = head.is_some_and(|head| head.words);
                        if compact && !words {
                            return metrics.column;
                        }
                        let own = head.filter(|_| !widths.is_empty());
                        let own = own.and_then(|head| widths.get(&head.key)).copied();
                        own.unwrap_or(if words { metrics.words } else { metrics.column })
                    };
                    ColumnSpans::new(layout.columns.iter().map(width))
                })
            })
        })
    }

    /// The width of the row heads: what their names need, less where the grid is narrow.
    pub(super) fn side(self) -> f64 {
        const NARROW: f64 = 640.0;
        let Setting { width, .. } = self.setting.get();
        let text = self.setting.get().scale();
        if let Some(own) = self.widths.with(|widths| widths.get(SIDE).copied()) {
            return own;
        }
        let needs = self.names_width.get();
        let most = (self.side_width * text).max(needs.min(360.0 * text));
        let needs = if needs > 0.0 { needs.min(most) } else { most };
        match width > 0.0 && width < NARROW {
            true => needs.min((width * 0.3).max(104.0)).max(104.0),
            false => needs.max(120.0),
        }
    }

    /// Whether the user has made the row heads as wide as they are.
    pub(super) fn has_own_side(self) -> bool {
        self.widths.with_untracked(|widths| widths.contains_key(SIDE))
    }

    /// Makes a column, by its position in the layout, or the row heads so wide.
    pub(super) fn resize(self, column: Option<usize>, width: f64) {
        let key = match column {
            None => Some(SIDE.to_owned()),
            Some(column) => self.column_key(column),
        };
        if let Some(key) = key {
            self.widths.update(|widths| {
                widths.insert(key, width.max(LEAST_WIDTH).round());
            });
        }
    }

    /// How many rows and columns are shown.
    pub(super) fn counts(self) -> (usize, usize) {
        self.layout.with(|layout| (layout.rows.len(), layout.columns.len()))
    }

    /// How many rows and columns there are.
    pub(super) fn all_counts(self) -> (usize, usize) {
        self.source.with(|source| (source.shape().rows.len(), source.shape().columns.len()))
    }

    /// How many rows and columns are shown, in words.
    pub(super) fn count_lines(self) -> [String; 2] {
        let (rows, all_rows) = (self.counts().0, self.all_counts().0);
        // What stands beside the rows in words is none of what they are of.
        let (columns, all_columns) = self.source.with(|source| {
            let heads = &source.shape().columns;
            let counts = |column: &usize| heads.get(*column).is_some_and(|head| !head.words);
            let shown = self
                .layout
                .with(|layout| layout.columns.iter().filter(|column| counts(column)).count());
            (shown, (0..heads.len()).filter(|column| counts(column)).count())
        });
        let part = |shown: usize, all: usize, what: &str| match shown == all {
            true => format!("{} {what}", grouped(all)),
            false => format!("{} of {} {what}", grouped(shown), grouped(all)),
        };
        // Headings stand among the rows of a tree.
        let is_tree = self.source.with(|source| source.shape().is_tree());
        let of_rows = if is_tree { "rows" } else { self.names.0 };
        [part(rows, all_rows, of_rows), part(columns, all_columns, self.names.1)]
    }

    /// The active cell's position in the layout, where the focus is on a cell.
    pub(super) fn cell_untracked(self) -> Option<CellPos> {
        let (row, column) = self.spot.get_untracked()?;
        Some((row.checked_sub(1)?, column.checked_sub(1)?))
    }

    /// The id of what stands at a spot, while the focus is there.
    pub(super) fn spot_id(self, (row, column): GridPos) -> String {
        format!("{}-{row}-{column}", self.id)
    }

    /// The selected cells, by position in the source.
    pub fn selected(self) -> Vec<CellPos> {
        let Some(active) = self.cell_untracked() else { return Vec::new() };
        self.layout.with_untracked(|layout| {
            let cells = self.selection.with_untracked(|selection| selection.cells(active));
            let in_source = |(row, column): CellPos| {
                Some((*layout.rows.get(row)?, *layout.columns.get(column)?))
            };
            cells.into_iter().filter_map(in_source).collect()
        })
    }

    /// The row that the focus is on, by its key, be it on its head or on one of its cells.
    pub fn active_row(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            // What the focus follows from is read first (ARCHITECTURE.md, The page).
            self.source.with(|source| {
                self.layout.with(|layout| {
                    let row = self.spot.get()?.0.checked_sub(1)?;
                    let place = *layout.rows.get(row)?;
                    Some(source.shape().rows.get(place)?.key.clone())
                })
            })
        })
    }

    /// Moves the focus by the keyboard.
    pub(super) fn step(self, step: Step, extend: bool) {
        let Some(from) = self.spot.get_untracked() else { return };
        let (rows, columns) = self.layout.with_untracked(|l| (l.rows.len(), l.columns.len()));
        let metrics = untrack(|| self.metrics());
        let space = self.window.get_value().height - metrics.top - metrics.foot;
        let page = (space / metrics.row) as usize;
        // Home and End stay among the cells, as do the first and last cell of all.
        let to = match step {
            Step::RowStart if from.0 > 0 => Some((from.0, 1)),
            Step::Start => Some((1, 1)),
            _ => step.from(from, (rows + 1, columns + 1), page.saturating_sub(1)),
        };
        let Some(mut to) = to else { return };
        if matches!(step, Step::PageUp) && from.0 > 0 {
            to.0 = to.0.max(1);
        }
        if extend {
            to = (to.0.max(1), to.1.max(1));
            self.extend_to(to);
        } else {
            self.selection.set(Selection::none());
        }
        self.go(to);
    }

    /// Extends the selection from the active cell to a spot.
    pub(super) fn extend_to(self, to: GridPos) {
        let Some(active) = self.cell_untracked() else { return };
        if let (Some(row), Some(column)) = (to.0.checked_sub(1), to.1.checked_sub(1)) {
            self.selection.update(|selection| selection.extend(active, (row, column)));
        }
    }

    /// Adds a spot's cell to the selection.
    pub(super) fn add(self, to: GridPos) {
        let Some(active) = self.cell_untracked() else { return };
        if let (Some(row), Some(column)) = (to.0.checked_sub(1), to.1.checked_sub(1)) {
            self.selection.update(|selection| selection.add(active, (row, column)));
        }
    }

    /// Puts the focus on a spot.
    pub(super) fn go(self, (row, column): GridPos) {
        let key = |heads: &[Head], at: Option<&usize>| {
            at.and_then(|at| heads.get(*at)).map(|head| head.key.clone())
        };
        let keys = self.source.with_untracked(|source| {
            let shape = source.shape();
            self.layout.with_untracked(|layout| {
                let row = row.checked_sub(1).and_then(|at| key(&shape.rows, layout.rows.get(at)));
                let column = column
                    .checked_sub(1)
                    .and_then(|at| key(&shape.columns, layout.columns.get(at)));
                (row, column)
            })
        });
        let head = match keys {
            (Some(row), Some(column)) => {
                if self.head.with_untracked(Option::is_some) {
                    self.head.set(None);
                }
                self.move_to.run((row, column));
                return;
            }
            (Some(row), None) => OnHead::Row(row),
            (None, Some(column)) => OnHead::Column(column),
            (None, None) => OnHead::Corner,
        };
        self.head.set(Some(head));
    }

    /// Selects a whole row, a whole column, or everything; positions are those of the layout.
    pub(super) fn select(self, rows: Option<usize>, columns: Option<usize>) {
        let (row_count, column_count) =
            self.layout.with_untracked(|l| (l.rows.len(), l.columns.len()));
        let (Some(last_row), Some(last_column)) =
            (row_count.checked_sub(1), column_count.checked_sub(1))
        else {
            return;
        };
        let from = (rows.unwrap_or(0), columns.unwrap_or(0));
        let to = (rows.unwrap_or(last_row), columns.unwrap_or(last_column));
        self.selection.update(|selection| selection.only(from, to));
    }

    /// What a head does when it is pressed: a column's sorts, a parent's folds, the corner sorts by
    /// name.
    pub(super) fn press_head(self, (row, column): GridPos) {
        match (row, column) {
            (0, 0) => self.sort(Sort::Name),
            (0, column) => {
                let key = self.column_key(column - 1);
                key.into_iter().for_each(|key| self.sort(Sort::Column(key)));
            }
            (row, _) => self.fold_row(row - 1, None),
        }
    }

    fn column_key(self, column: usize) -> Option<String> {
        let place = self.layout.with_untracked(|layout| layout.columns.get(column).copied())?;
        self.source.with_untracked(|source| Some(source.shape().columns.get(place)?.key.clone()))
    }

    /// Whether rows can be sorted: a tree keeps its order.
    pub(super) fn sorts(self) -> bool {
        self.source.with_untracked(|source| !source.shape().is_tree())
    }

    fn sort(self, by: Sort) {
        if !self.sorts() {
            return;
        }
        self.selection.set(Selection::none());
        self.options.update(|options| {
            options.sorted_by = match options.sorted_by.take() {
                Some((old, Order::Falling)) if old == by => Some((by, Order::Rising)),
                Some((old, Order::Rising)) if old == by && by != Sort::Name => None,
                Some((old, Order::Rising)) if old == by => Some((by, Order::Falling)),
                _ if by == Sort::Name => Some((by, Order::Rising)),
                _ => Some((by, Order::Falling)),
            };
        });
    }

    /// Folds or unfolds the rows of a parent; `None` turns it around.
    pub(super) fn fold_row(self, row: usize, fold: Option<bool>) {
        let head = self.source.with_untracked(|source| {
            let place = self.layout.with_untracked(|layout| layout.rows.get(row).copied())?;
            source.shape().rows.get(place).cloned()
        });
        let Some(head) = head.filter(|head| head.parent) else { return };
        self.selection.set(Selection::none());
        self.options.update(|options| {
            let folded = options.folded.contains(&head.key);
            if fold.unwrap_or(!folded) {
                options.folded.insert(head.key);
            } else {
                options.folded.remove(&head.key);
            }
        });
    }

    /// Folds or unfolds a band of columns.
    pub fn fold_band(self, band: &str) {
        self.selection.set(Selection::none());
        self.options.update(|options| {
            if !options.folded_bands.remove(band) {
                options.folded_bands.insert(band.to_owned());
            }
        });
    }

    /// Tells of the first cell that is shown when a filter hides the one that has the focus: what is
    /// explained beside the grid is always something that is in it.
    pub fn follow(self) {
        let hidden = move || {
            let (row, column) = self.active.get()?;
            let is_shown = self.source.with(|source| {
                let (row, column) = (source.shape().row(&row)?, source.shape().column(&column)?);
                self.layout.with(|layout| {
                    Some(
                        layout.place_of_row(row).is_some()
                            && layout.place_of_column(column).is_some(),
                    )
                })
            })?;
            (!is_shown && self.spot.with(Option::is_some)).then_some(())
        };
        Effect::new(move |_| {
            if hidden().is_some() {
                untrack(|| self.go_first());
            }
        });
    }

    /// Where the focus begins: on the cell that is remembered, else on the first that the draft changes,
    /// else on the first that permits something, else on the first.
    pub fn first(self, remembered: Active) -> Active {
        self.source.with_untracked(|source| {
            self.layout.with_untracked(|layout| {
                let shape = source.shape();
                let known = |(row, column): &(String, String)| {
                    let (row, column) = (shape.row(row)?, shape.column(column)?);
                    layout.place_of_row(row)?;
                    layout.place_of_column(column)
                };
                let keys = |(row, column): CellPos| {
                    Some((shape.rows.get(row)?.key.clone(), shape.columns.get(column)?.key.clone()))
                };
                let remembered = remembered.filter(|cell| known(cell).is_some());
                remembered.or_else(|| first_cell(&**source, layout).and_then(keys))
            })
        })
    }

    /// Whether there is a cell that nothing has the focus yet of.
    pub fn waits(self) -> bool {
        self.active.with(Option::is_none)
            && self.layout.with(|layout| !layout.rows.is_empty() && !layout.columns.is_empty())
    }

    /// The active cell.
    pub fn active(self) -> Signal<Active> {
        self.active
    }

    /// Puts the focus on the first cell that is shown.
    pub(super) fn go_first(self) {
        self.selection.set(Selection::none());
        self.go((1, 1));
    }

    /// Where the window has to stand so that the focus is seen; none where it stands there.
    pub(super) fn reveal(self) -> Option<(f64, f64)> {
        let (row, column) = self.spot.get_untracked()?;
        let window = self.window.get_value();
        let (metrics, spans, side) = untrack(|| (self.metrics(), self.spans(), self.side()));
        let space = window.height - metrics.top - metrics.foot;
        if space <= 0.0 {
            return None;
        }
        let scale = self.scale(metrics, window);
        let (left, top) = (window.left, scale.to_content(window.top));
        let to_top = row.checked_sub(1).map_or(top, |row| reveal(top, space, metrics.row, row));
        let to_left = column
            .checked_sub(1)
            .map_or(left, |it| spans.reveal(left, window.width - side, it, metrics.overhang));
        ((to_left, to_top) != (left, top)).then(|| (to_left, scale.to_scroll(to_top)))
    }

    /// How the window's scroll bar stands for the rows.
    pub(super) fn scale(self, metrics: Metrics, window: Window) -> RowScale {
        let rows = self.layout.with_untracked(|layout| layout.rows.len());
        RowScale::new(rows as f64 * metrics.row + metrics.foot, window.height - metrics.top)
    }

    /// What is shown, with the names of rows and columns, up to so many cells; and how many rows
    /// are left out for that.
    pub(super) fn shown(self, most_cells: usize) -> (TextTable, usize) {
        self.layout.with_untracked(|layout| {
            self.source.with_untracked(|source| {
                let shape = source.shape();
                let name = |heads: &[Head], at: &usize| {
                    heads.get(*at).map(|head| head.name.clone()).unwrap_or_default()
                };
                let heads = layout.columns.iter().map(|column| name(&shape.columns, column));
                let mut table = vec![std::iter::once(shape.corner.clone()).chain(heads).collect()];
                let most_rows = most_cells / layout.columns.len().max(1);
                for row in layout.rows.iter().take(most_rows) {
                    let views = source.cells(*row, 0..shape.columns.len());
                    let text = |column: &usize| {
                        views.get(*column).map(|view| view.spoken.to_string()).unwrap_or_default()
                    };
                    let cells = layout.columns.iter().map(text);
                    table.push(std::iter::once(name(&shape.rows, row)).chain(cells).collect());
                }
                (table, layout.rows.len().saturating_sub(most_rows))
            })
        })
    }
}

fn density_key(key: &str) -> String {
    format!("whocan.density.{key}")
}

/// The first cell that the draft changes, else the first that permits something, else the first. Rows
/// that stand for others are passed over, and those at the top of a tree, which are about nobody.
fn first_cell(source: &dyn AnySource, layout: &Layout) -> Option<CellPos> {
    /// How many rows are looked through for one that is changed, or permits anything.
    const MOST: usize = 500;
    let top = |row: usize| {
        source.shape().rows.get(row).is_some_and(|head| head.parent && head.depth == 0)
    };
    let own = |row: &&usize| source.space_folds(**row).is_none() && !top(**row);
    let rows = || layout.rows.iter().filter(own).copied();
    let changed_in = |row: usize| {
        let cells = source.cells(row, 0..source.shape().columns.len());
        let is = |column: &&usize| cells.get(**column).is_some_and(|cell| cell.changed);
        Some((row, *layout.columns.iter().find(is)?))
    };
    // What a row stands for can have changed without any of its cells.
    let changed = || rows().filter(|row| source.changed(*row)).take(MOST).find_map(changed_in);
    let places = source.level_places();
    let place = |column: usize| match &places {
        Some(places) => places.get(column).copied(),
        None => Some(column),
    };
    let permits = |row: usize| {
        let mut found = None;
        source.levels(&[row], &mut |levels| {
            let is = |column: &&usize| place(**column).is_some_and(|at| levels.level(at) > 0);
            found = layout.columns.iter().find(is).copied();
        });
        Some((row, found?))
    };
    let first =
        || Some((rows().next().or(layout.rows.first().copied())?, *layout.columns.first()?));
    changed().or_else(|| rows().take(MOST).find_map(permits)).or_else(first)
}

/// Where the focus is: on a head, on the active cell, or where neither is shown on the first cell.
fn spot_of(
    source: &dyn AnySource,
    layout: &Layout,
    head: &Option<OnHead>,
    active: &Active,
) -> Option<GridPos> {
    if layout.rows.is_empty() || layout.columns.is_empty() {
        return None;
    }
    let shape = source.shape();
    let row = |key: &str| Some(layout.place_of_row(shape.row(key)?)? + 1);
    let column = |key: &str| Some(layout.place_of_column(shape.column(key)?)? + 1);
    let on_head = match head {
        None => None,
        Some(OnHead::Corner) => Some((0, 0)),
        Some(OnHead::Row(key)) => row(key).map(|row| (row, 0)),
        Some(OnHead::Column(key)) => column(key).map(|column| (0, column)),
    };
    let on_cell = || {
        let (r, c) = active.as_ref()?;
        Some((row(r).unwrap_or(1), column(c).unwrap_or(1)))
    };
    Some(on_head.or_else(on_cell).unwrap_or((1, 1)))
}

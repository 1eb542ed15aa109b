//! What a grid remembers between events, and what follows from it: where the focus is, what is
//! selected, what is shown. Transient: it is in no document.

use std::sync::Arc;

use leptos::prelude::{Callable, Callback};

use super::geometry::{SPARE_COLUMNS, SPARE_ROWS, Step, slots, visible};
use super::{At, Choice, Layout, Order, Selection, Sheet, Sort};
use crate::reactive::{Derived, State};

/// The height of a row, in CSS pixels. `style/tokens.css` draws to the same numbers.
pub(super) const ROW: f64 = 30.0;
/// The height of the row of column heads.
pub(super) const TOP: f64 = 68.0;

/// The height of a grid that shows so many rows and need not scroll, in CSS pixels.
pub fn height_of(rows: usize) -> f64 {
    TOP + rows as f64 * ROW + 2.0
}

/// The active cell, by the keys of its row and column.
pub type Active = Option<(String, String)>;

/// Where the focus is, in a layout that counts the heads: row 0 and column 0.
type Spot = (usize, usize);

/// A head that has the focus.
#[derive(Clone, Debug, PartialEq)]
enum OnHead {
    Corner,
    Row(String),
    Column(String),
}

/// See the module. Copied freely: it is a handful of handles.
#[derive(Clone, Copy)]
pub struct GridState {
    /// The element's id; ids of cells begin with it.
    pub(super) id: &'static str,
    pub(super) sheet: Derived<Arc<dyn Sheet>>,
    /// What the user chose to see.
    pub choice: State<Choice>,
    /// What is shown.
    pub layout: Derived<Layout>,
    pub(super) selection: State<Selection>,
    pub(super) scroll: State<(f64, f64)>,
    pub(super) size: State<(f64, f64)>,
    pub(super) column_width: f64,
    pub(super) side_width: f64,
    head: State<Option<OnHead>>,
    move_to: Callback<(String, String)>,
    /// Where the focus is; none where nothing is shown.
    pub(super) spot: Derived<Option<Spot>>,
}

impl GridState {
    /// The state of a grid of one kind of sheet; the rest as [`GridState::of`].
    pub fn new<S: Sheet + Clone + 'static>(
        id: &'static str,
        sheet: Derived<S>,
        active: Derived<Active>,
        on_active: impl Fn(String, String) + Send + Sync + 'static,
    ) -> Self {
        // Told of every new sheet: whether it is the same the sheet's own memo has decided.
        let any = Derived::by(|_, _| false, move |_| -> Arc<dyn Sheet> { Arc::new(sheet.get()) });
        Self::of(id, any, active, on_active)
    }

    /// The state of a grid. `active` is the cell that has the focus; where it is none, or not
    /// shown, the first one is. `on_active` is called with the one that the user moves it to.
    pub fn of(
        id: &'static str,
        sheet: Derived<Arc<dyn Sheet>>,
        active: Derived<Active>,
        on_active: impl Fn(String, String) + Send + Sync + 'static,
    ) -> Self {
        let choice = State::new(Choice::default());
        let layout = Derived::new(move |_| {
            choice.with(|choice| sheet.with(|sheet| Layout::of(&**sheet, choice)))
        });
        let head = State::new(None);
        let spot = Derived::new(move |_| {
            sheet.with(|sheet| {
                let shape = sheet.shape();
                layout.with(|layout| {
                    if layout.rows.is_empty() || layout.columns.is_empty() {
                        return None;
                    }
                    let row = |key: &str| Some(layout.place_of_row(shape.row(key)?)? + 1);
                    let column = |key: &str| Some(layout.place_of_column(shape.column(key)?)? + 1);
                    let on_head = head.with(|head| match head {
                        None => None,
                        Some(OnHead::Corner) => Some((0, 0)),
                        Some(OnHead::Row(key)) => Some((row(key)?, 0)),
                        Some(OnHead::Column(key)) => Some((0, column(key)?)),
                    });
                    let on_cell = || {
                        let (r, c) = active.get()?;
                        Some((row(&r).unwrap_or(1), column(&c).unwrap_or(1)))
                    };
                    Some(on_head.or_else(on_cell).unwrap_or((1, 1)))
                })
            })
        });
        Self {
            id,
            sheet,
            choice,
            layout,
            selection: State::new(Selection::none()),
            scroll: State::new((0.0, 0.0)),
            size: State::new((0.0, 0.0)),
            column_width: 116.0,
            side_width: 208.0,
            head,
            move_to: Callback::new(move |(row, column)| on_active(row, column)),
            spot,
        }
    }

    /// The same state with other widths of columns and of the row heads, in CSS pixels.
    #[must_use]
    pub fn with_widths(self, column_width: f64, side_width: f64) -> Self {
        Self { column_width, side_width, ..self }
    }

    /// How many rows and columns are shown.
    pub(super) fn counts(self) -> (usize, usize) {
        self.layout.with(|layout| (layout.rows.len(), layout.columns.len()))
    }

    /// The width of the row heads; less where the grid is narrow, but for what few columns leave.
    pub(super) fn side(self) -> f64 {
        let width = self.size.get().0;
        if width >= 2.5 * self.side_width {
            return self.side_width;
        }
        let left =
            width - self.layout.with(|layout| layout.columns.len()) as f64 * self.column_width;
        left.clamp(132.0, self.side_width.max(132.0))
    }

    /// The active cell's position in the layout, where the focus is on a cell.
    pub(super) fn cell_untracked(self) -> Option<At> {
        let (row, column) = self.spot.get_untracked()?;
        Some((row.checked_sub(1)?, column.checked_sub(1)?))
    }

    /// The id of what stands at a spot, while the focus is there.
    pub(super) fn spot_id(self, (row, column): Spot) -> String {
        format!("{}-{row}-{column}", self.id)
    }

    /// The selected cells, by position in the sheet.
    pub fn selected(self) -> Vec<At> {
        let Some(active) = self.cell_untracked() else { return Vec::new() };
        self.layout.with_untracked(|layout| {
            let cells = self.selection.with_untracked(|selection| selection.cells(active));
            let in_sheet =
                |(row, column): At| Some((*layout.rows.get(row)?, *layout.columns.get(column)?));
            cells.into_iter().filter_map(in_sheet).collect()
        })
    }

    /// The first cells of the rows that no filter hides, by position in the sheet.
    pub fn left_of_rows(self) -> Vec<At> {
        self.layout.with_untracked(|layout| {
            let rows = layout.rows.iter().chain(&layout.folded_rows);
            rows.map(|row| (*row, 0)).collect()
        })
    }

    /// Moves the focus by the keyboard.
    pub(super) fn step(self, step: Step, extend: bool) {
        let Some(from) = self.spot.get_untracked() else { return };
        let (rows, columns) = self.layout.with_untracked(|l| (l.rows.len(), l.columns.len()));
        let page = ((self.size.get_untracked().1 - TOP) / ROW) as usize;
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
    pub(super) fn extend_to(self, to: Spot) {
        let Some(active) = self.cell_untracked() else { return };
        if let (Some(row), Some(column)) = (to.0.checked_sub(1), to.1.checked_sub(1)) {
            self.selection.update(|selection| selection.extend(active, (row, column)));
        }
    }

    /// Adds a spot's cell to the selection.
    pub(super) fn add(self, to: Spot) {
        let Some(active) = self.cell_untracked() else { return };
        if let (Some(row), Some(column)) = (to.0.checked_sub(1), to.1.checked_sub(1)) {
            self.selection.update(|selection| selection.add(active, (row, column)));
        }
    }

    /// Puts the focus on a spot.
    pub(super) fn go(self, (row, column): Spot) {
        let key = |heads: &[super::Head], at: Option<&usize>| {
            at.and_then(|at| heads.get(*at)).map(|head| head.key.clone())
        };
        let keys = self.sheet.with_untracked(|sheet| {
            let shape = sheet.shape();
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
                self.head.set(None);
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
    pub(super) fn press_head(self, (row, column): Spot) {
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
        self.sheet.with_untracked(|sheet| Some(sheet.shape().columns.get(place)?.key.clone()))
    }

    fn sort(self, by: Sort) {
        self.selection.set(Selection::none());
        self.choice.update(|choice| {
            choice.sorted_by = match choice.sorted_by.take() {
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
        let head = self.sheet.with_untracked(|sheet| {
            let place = self.layout.with_untracked(|layout| layout.rows.get(row).copied())?;
            sheet.shape().rows.get(place).cloned()
        });
        let Some(head) = head.filter(|head| head.parent) else { return };
        self.selection.set(Selection::none());
        self.choice.update(|choice| {
            let folded = choice.folded.contains(&head.key);
            if fold.unwrap_or(!folded) {
                choice.folded.insert(head.key);
            } else {
                choice.folded.remove(&head.key);
            }
        });
    }

    /// Puts the focus on the first cell that is shown.
    pub(super) fn go_first(self) {
        self.selection.set(Selection::none());
        self.go((1, 1));
    }

    /// What is shown, with the names of rows and columns, up to so many cells; and how many rows
    /// are left out for that.
    pub(super) fn shown(self, most_cells: usize) -> (super::tools::Table, usize) {
        self.layout.with_untracked(|layout| {
            self.sheet.with_untracked(|sheet| {
                let shape = sheet.shape();
                let name = |heads: &[super::Head], at: &usize| {
                    heads.get(*at).map(|head| head.name.clone()).unwrap_or_default()
                };
                let heads = layout.columns.iter().map(|column| name(&shape.columns, column));
                let mut table = vec![std::iter::once(shape.corner.clone()).chain(heads).collect()];
                let most_rows = most_cells / layout.columns.len().max(1);
                for row in layout.rows.iter().take(most_rows) {
                    let faces = sheet.line(*row, 0..shape.columns.len());
                    let text = |column: &usize| {
                        faces.get(*column).map(|face| face.spoken.to_string()).unwrap_or_default()
                    };
                    let cells = layout.columns.iter().map(text);
                    table.push(std::iter::once(name(&shape.rows, row)).chain(cells).collect());
                }
                (table, layout.rows.len().saturating_sub(most_rows))
            })
        })
    }

    /// Folds or unfolds a band of columns.
    pub fn fold_band(self, band: &str) {
        self.selection.set(Selection::none());
        self.choice.update(|choice| {
            if !choice.folded_bands.remove(band) {
                choice.folded_bands.insert(band.to_owned());
            }
        });
    }

    /// The rows in the page.
    pub(super) fn seen_rows(self) -> Derived<std::ops::Range<usize>> {
        Derived::new(move |_| {
            let ((_, top), (_, height)) = (self.scroll.get(), self.size.get());
            visible(top, height - TOP, ROW, self.counts().0, SPARE_ROWS)
        })
    }

    /// How many row slots the space needs.
    pub(super) fn pool(self) -> Derived<usize> {
        Derived::new(move |_| slots(self.size.get().1 - TOP, ROW, SPARE_ROWS))
    }

    /// The columns in the page: those seen, and the active one, rising.
    pub(super) fn columns(self) -> Derived<Vec<usize>> {
        Derived::new(move |_| {
            let (left, _) = self.scroll.get();
            let space = self.size.get().0 - self.side();
            let seen = visible(left, space, self.column_width, self.counts().1, SPARE_COLUMNS);
            let active = self.spot.get().and_then(|(_, column)| column.checked_sub(1));
            let active = active.filter(|column| !seen.contains(column));
            let before = active.filter(|column| *column < seen.start);
            let behind = active.filter(|column| *column >= seen.end);
            before.into_iter().chain(seen).chain(behind).collect::<Vec<usize>>()
        })
    }

    /// The row that the focus is on, by its key, be it on its head or on one of its cells.
    pub fn active_row(self) -> Derived<Option<String>> {
        Derived::new(move |_| {
            let row = self.spot.get()?.0.checked_sub(1)?;
            let place = self.layout.with(|layout| layout.rows.get(row).copied())?;
            self.sheet.with(|sheet| Some(sheet.shape().rows.get(place)?.key.clone()))
        })
    }
}

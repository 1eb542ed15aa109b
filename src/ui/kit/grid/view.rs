//! The grid in the page. A fixed pool of row slots, each showing whichever row its turn is, so that
//! a scroll changes texts and never makes elements. The focus stays on the grid as a whole and
//! `aria-activedescendant` names the active cell; its row and column are always in the page.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;

use super::geometry::{Command, Step, reveal, slots, visible};
use super::{Face, Head, Shape, Sheet};
use crate::platform;

/// The height of a row, in CSS pixels. `style/kit/grid.css` draws to the same numbers.
const ROW: f64 = 30.0;
/// The width of a column.
const COLUMN: f64 = 116.0;
/// The height of the row of column heads.
const TOP: f64 = 68.0;
/// The width of the column of row heads; narrow where the grid is.
const SIDE: f64 = 208.0;
const NARROW_SIDE: f64 = 132.0;

/// The active cell, by the keys of its row and column.
pub type Active = Option<(String, String)>;

#[derive(Clone, Copy)]
struct Grid_ {
    id: &'static str,
    sheet: Signal<Arc<dyn Sheet>>,
    /// The active cell's position; none where the grid has no cell.
    at: Memo<Option<(usize, usize)>>,
    scroll: RwSignal<(f64, f64)>,
    size: RwSignal<(f64, f64)>,
}

/// What one slot shows.
#[derive(Clone, PartialEq)]
struct Line {
    row: usize,
    head: Head,
    /// The cells that are in the page: those seen, and the active one.
    cells: Vec<(usize, Face)>,
    active: Option<usize>,
}

/// A virtual grid over a sheet. `active` is the cell that has the focus, and `on_active` is called
/// with the one that the user moves it to.
#[component]
pub fn Grid(
    /// The element's id; ids of cells begin with it.
    id: &'static str,
    /// What it is called.
    label: &'static str,
    /// What it shows.
    #[prop(into)]
    sheet: Signal<Arc<dyn Sheet>>,
    /// The active cell. Where it is none, or not in the sheet, the first one is.
    #[prop(into)]
    active: Signal<Active>,
    /// Called with the cell that the user moves to.
    on_active: impl Fn(String, String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let at = Memo::new(move |_| {
        sheet.with(|sheet| {
            let shape = sheet.shape();
            let wanted = active.with(|active| {
                let (row, column) = active.as_ref()?;
                Some((shape.row(row)?, shape.column(column)?))
            });
            let some = !shape.rows.is_empty() && !shape.columns.is_empty();
            wanted.or(some.then_some((0, 0)))
        })
    });
    let scroll = RwSignal::new((0.0, 0.0));
    let size = RwSignal::new((0.0, 0.0));
    let grid = Grid_ { id, sheet, at, scroll, size };
    let element = NodeRef::<Div>::new();

    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        platform::size::on_resize(&element, move |width, height| {
            if size.get_untracked() != (width, height) {
                size.set((width, height));
            }
        });
    });
    // The active cell is brought into view whenever it changes or the space does.
    Effect::new(move |_| {
        let (Some((row, column)), Some(element)) = (at.get(), element.get()) else { return };
        let (width, height) = size.get();
        if height <= TOP {
            return;
        }
        let (left, top) = scroll.get_untracked();
        let to_top = reveal(top, height - TOP, ROW, row);
        let to_left = reveal(left, width - grid.side(), COLUMN, column);
        if (to_left, to_top) != (left, top) {
            element.set_scroll_top(to_top as i32);
            element.set_scroll_left(to_left as i32);
        }
    });

    let go = move |(row, column): (usize, usize)| {
        let keys = sheet.with_untracked(|sheet| {
            let shape = sheet.shape();
            Some((shape.rows.get(row)?.key.clone(), shape.columns.get(column)?.key.clone()))
        });
        if let Some((row, column)) = keys {
            on_active(row, column);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.alt_key() || event.shift_key() {
            return;
        }
        let held = if platform::keys::command(&event) { Command::Held } else { Command::Up };
        let Some(step) = Step::of_key(&event.key(), held) else { return };
        event.prevent_default();
        let page = ((size.get_untracked().1 - TOP) / ROW) as usize;
        let from = at.get_untracked().unwrap_or_default();
        if let Some(to) = step.from(from, grid.counts_untracked(), page.saturating_sub(1)) {
            go(to);
        }
    };
    let on_click = move |event: web_sys::MouseEvent| {
        let Some(cell) = platform::closest(&event, "[role=gridcell]") else { return };
        let number = |name: &str| cell.get_attribute(name)?.parse::<usize>().ok()?.checked_sub(2);
        let row = platform::closest(&event, "[role=row]").and_then(|row| {
            row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
        });
        if let (Some(row), Some(column)) = (row, number("aria-colindex")) {
            go((row, column));
        }
    };

    view! {
        <div
            node_ref=element
            id=id
            class="grid"
            role="grid"
            tabindex="0"
            aria-label=label
            aria-readonly="true"
            aria-rowcount=move || grid.counts().0 + 1
            aria-colcount=move || grid.counts().1 + 1
            aria-activedescendant=move || at.get().map(|cell| grid.cell_id(cell))
            style:--grid-side=move || format!("{}px", grid.side())
            on:scroll=move |event| {
                let element = event_target::<web_sys::Element>(&event);
                scroll.set((f64::from(element.scroll_left()), f64::from(element.scroll_top())));
            }
            on:keydown=on_key
            on:click=on_click
        >
            <div
                class="grid-space"
                role="presentation"
                style:width=move || format!("{}px", grid.side() + grid.counts().1 as f64 * COLUMN)
                style:height=move || format!("{}px", TOP + grid.counts().0 as f64 * ROW)
            >
                {grid.heads()}
                <div class="grid-body" role="rowgroup">{grid.rows()}</div>
            </div>
        </div>
    }
}

impl Grid_ {
    fn counts(self) -> (usize, usize) {
        self.sheet.with(|sheet| (sheet.shape().rows.len(), sheet.shape().columns.len()))
    }

    fn counts_untracked(self) -> (usize, usize) {
        self.sheet.with_untracked(|sheet| (sheet.shape().rows.len(), sheet.shape().columns.len()))
    }

    fn side(self) -> f64 {
        if self.size.get().0 < 3.0 * SIDE { NARROW_SIDE } else { SIDE }
    }

    fn cell_id(self, (row, column): (usize, usize)) -> String {
        format!("{}-{row}-{column}", self.id)
    }

    /// The columns in the page: those seen, and the active one, rising.
    fn columns(self) -> Memo<Vec<usize>> {
        Memo::new(move |_| {
            let (left, _) = self.scroll.get();
            let space = self.size.get().0 - self.side();
            let seen = visible(left, space, COLUMN, self.counts().1);
            let active = self.at.get().map(|(_, column)| column).filter(|c| !seen.contains(c));
            let mut columns: Vec<usize> = seen.chain(active).collect();
            columns.sort_unstable();
            columns
        })
    }

    fn heads(self) -> impl IntoView {
        let columns = self.columns();
        view! {
            <div class="grid-top" role="rowgroup">
                <div class="grid-row" role="row" aria-rowindex="1">
                    <div class="grid-corner" role="columnheader" aria-colindex="1">
                        {move || self.sheet.with(|sheet| sheet.shape().corner.clone())}
                    </div>
                    {move || {
                        self.sheet.with(|sheet| {
                            let head = |column: &usize| column_head(sheet.shape(), *column);
                            columns.get().iter().filter_map(head).collect_view()
                        })
                    }}
                </div>
            </div>
        }
    }

    /// The pool of rows, and before and behind it a slot each for the active row where that is out
    /// of sight, so that the rows rise in the page as well.
    fn rows(self) -> impl IntoView {
        let columns = self.columns();
        let seen = Memo::new(move |_| {
            let ((_, top), (_, height)) = (self.scroll.get(), self.size.get());
            visible(top, height - TOP, ROW, self.counts().0)
        });
        let pool = Memo::new(move |_| slots(self.size.get().1 - TOP, ROW));
        let active_row = Memo::new(move |_| self.at.get().map(|(row, _)| row));
        let above = move || active_row.get().filter(|row| *row < seen.get().start);
        let below = move || active_row.get().filter(|row| *row >= seen.get().end);
        view! {
            {self.slot(columns, Memo::new(move |_| above()))}
            <For each=move || 0..pool.get() key=|slot| *slot let:slot>
                {
                    let row = Memo::new(move |_| {
                        let seen = seen.get();
                        (seen.start + slot < seen.end).then_some(seen.start + slot)
                    });
                    self.slot(columns, row)
                }
            </For>
            {self.slot(columns, Memo::new(move |_| below()))}
        }
    }

    fn slot(self, columns: Memo<Vec<usize>>, row: Memo<Option<usize>>) -> impl IntoView {
        let line = Memo::new(move |_| {
            let row = row.get()?;
            let columns = columns.get();
            let active = self.at.get().filter(|(active, _)| *active == row).map(|(_, c)| c);
            self.sheet.with(|sheet| line(&**sheet, row, &columns, active))
        });
        view! {
            <div
                class="grid-row"
                role="row"
                hidden=move || row.get().is_none()
                aria-rowindex=move || row.get().map(|row| row + 2)
                style:transform=move || {
                    format!("translateY({}px)", row.get().unwrap_or_default() as f64 * ROW)
                }
            >
                {move || line.get().map(|line| self.cells(line))}
            </div>
        }
    }

    fn cells(self, line: Line) -> impl IntoView {
        let Line { row, head, cells, active } = line;
        let cells = cells.into_iter().map(|(column, face)| {
            view! {
                <div
                    class="grid-cell"
                    role="gridcell"
                    id=self.cell_id((row, column))
                    aria-colindex=column + 2
                    data-tone=face.tone
                    data-active=(active == Some(column)).then_some("")
                    style:left=left(column)
                >
                    <span class="grid-glyph" aria-hidden="true"></span>
                    <span aria-hidden="true">{face.text}</span>
                    <span class="unseen">{face.spoken}</span>
                </div>
            }
        });
        view! {
            <div
                class="grid-side"
                role="rowheader"
                aria-colindex="1"
                data-active=active.map(|_| "")
            >
                {head.name}
            </div>
            {cells.collect_view()}
        }
    }
}

fn left(column: usize) -> String {
    format!("calc(var(--grid-side) + {}px)", column as f64 * COLUMN)
}

fn column_head(shape: &Shape, column: usize) -> Option<impl IntoView + use<>> {
    let head = shape.columns.get(column)?.clone();
    Some(view! {
        <div
            class="grid-head"
            role="columnheader"
            aria-colindex=column + 2
            style:left=left(column)
        >
            <span class="grid-band">{head.band}</span>
            <span class="grid-name">{breakable(&head.name)}</span>
        </div>
    })
}

/// A name that may break behind a stroke as well as at a space.
fn breakable(name: &str) -> String {
    name.replace('/', "/\u{200b}")
}

fn line(sheet: &dyn Sheet, row: usize, columns: &[usize], active: Option<usize>) -> Option<Line> {
    let head = sheet.shape().rows.get(row)?.clone();
    let (first, last) = (columns.first().copied()?, columns.last().copied()?);
    let faces = sheet.line(row, first..last + 1);
    let cells = columns
        .iter()
        .filter_map(|column| Some((*column, faces.get(column.checked_sub(first)?)?.clone())))
        .collect();
    Some(Line { row, head, cells, active })
}

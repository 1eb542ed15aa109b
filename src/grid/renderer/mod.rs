//! THE RENDERER: plain elements, and `paint`, which writes what differs from what is in the page. A
//! window that is pinned over a space as large as all cells; in it a pool of rows that turn as it
//! scrolls, whose cells are written in place; over it one ring for the focus. It knows no signals.
//!
//! The active cell is always in the page, in its order, whatever is in sight: `aria-activedescendant`
//! names it.

mod cell;
mod dom;
mod foot;
mod heads;
mod line;
mod tiles;

use std::collections::VecDeque;
use std::ops::Range;

use web_sys::HtmlElement;

use self::cell::{Cell, RING_MARKS};
use self::dom::{length, make_in, set, set_flag, set_or_remove, style, translate};
use self::foot::Foot;
use self::heads::Heads;
use self::line::Line;
use self::tiles::{Look, Tiles};
use super::geometry::{ColumnSpans, RowScale, visible};
use super::metrics::Metrics;
use super::state::{GridPos, Window};
use super::{AnySource, Block, Layout, Selection, ViewOptions};

/// How far rows are placed from where counting begins before they are counted anew: the browser places
/// nothing exactly that is far off.
const FAR: f64 = 100_000.0;

/// What is to be seen.
pub(super) struct Frame<'a> {
    pub(super) source: &'a dyn AnySource,
    /// Another number whenever cells may be others.
    pub(super) version: u32,
    pub(super) layout: &'a Layout,
    pub(super) options: &'a ViewOptions,
    pub(super) selection: &'a Selection,
    pub(super) selection_changed: bool,
    pub(super) spans: &'a ColumnSpans,
    pub(super) columns: Range<usize>,
    pub(super) metrics: Metrics,
    pub(super) scale: RowScale,
    pub(super) compact: bool,
    /// Whether small cells are large enough to be ticked.
    pub(super) roomy: bool,
    /// Whether a picture shows the cells.
    pub(super) tiled: bool,
    /// Whether it is painted as it scrolls: what is only heard can wait until it rests.
    pub(super) hurried: bool,
    pub(super) is_tree: bool,
    pub(super) side: f64,
    pub(super) window: Window,
    pub(super) spot: Option<GridPos>,
    /// What the corner says: how many rows and columns.
    pub(super) counts: &'a [String; 2],
    /// What the id of the active spot begins with.
    pub(super) id: &'a str,
}

impl Frame<'_> {
    /// The columns whose heads are in the page: those in sight, those whose names lean into sight, and
    /// the active one.
    fn head_columns(&self) -> Vec<usize> {
        let lean = (self.metrics.overhang / self.metrics.column).ceil() as usize;
        let first = self.columns.start.saturating_sub(lean);
        let active = self.spot.and_then(|(_, column)| column.checked_sub(1));
        let active = active.filter(|column| *column < self.spans.count());
        let before = active.filter(|column| *column < first);
        let behind = active.filter(|column| *column >= self.columns.end);
        before.into_iter().chain(first..self.columns.end).chain(behind).collect()
    }
}

/// What a picture of cells shows.
#[derive(Clone, PartialEq)]
struct Tiled {
    rows: Range<usize>,
    columns: Range<usize>,
    version: u32,
}

/// The elements, and what is in them.
pub(super) struct Renderer {
    grid: HtmlElement,
    space: HtmlElement,
    pin: HtmlElement,
    heads: Heads,
    cross: HtmlElement,
    above: HtmlElement,
    rows: HtmlElement,
    below: HtmlElement,
    foot: Foot,
    tile_box: HtmlElement,
    /// The picture of the cells, where there is one, and what it shows.
    tiles: Option<Tiles>,
    tiled: Option<Tiled>,
    /// Whether there may be one; none where that is to be found out.
    allowed: Option<bool>,
    /// It has another size whenever looks depend on something else.
    pub(super) look: HtmlElement,
    over: HtmlElement,
    ranges: Vec<HtmlElement>,
    ring: HtmlElement,
    /// The rows in sight, as they stand in the page.
    lines: VecDeque<Line>,
    first: usize,
    /// The most columns that were in sight.
    across: usize,
    /// The active row while it is out of sight.
    parked: Option<Line>,
    /// Where rows are placed from.
    base: f64,
    placed: Option<f64>,
    sized: Option<(f64, f64, f64, f64)>,
    set_up: Option<(Metrics, f64, bool, bool)>,
    selection: Selection,
    active: Option<HtmlElement>,
    active_id: String,
    ringed: Option<[f64; 4]>,
    ring_marks: [bool; RING_MARKS.len()],
    crossed: Option<(f64, f64)>,
}

impl Renderer {
    /// The elements, in the one that scrolls.
    pub(super) fn new(grid: HtmlElement) -> Option<Self> {
        let space = make_in(&grid, "grid-space", "presentation")?;
        let pin = make_in(&space, "grid-pin", "presentation")?;
        let top = make_in(&pin, "grid-top", "rowgroup")?;
        let heads = Heads::new(&top)?;
        let body = make_in(&pin, "grid-body", "rowgroup")?;
        let hidden = |class: &str| {
            let made = make_in(&body, class, "presentation")?;
            set(&made, "aria-hidden", "true");
            Some(made)
        };
        let cross_box = hidden("grid-over")?;
        let cross = make_in(&cross_box, "grid-cross", "presentation")?;
        let part = || make_in(&body, "grid-rows", "presentation");
        let (above, rows, below) = (part()?, part()?, part()?);
        let tile_box = hidden("grid-over")?;
        let over = hidden("grid-over")?;
        let look = make_in(&over, "grid-look", "presentation")?;
        let ring = make_in(&over, "grid-ring", "presentation")?;
        let foot = Foot::new(&pin)?;
        set_flag(&ring, "hidden", true);
        Some(Self {
            grid,
            space,
            pin,
            heads,
            cross,
            above,
            rows,
            below,
            foot,
            tile_box,
            tiles: None,
            tiled: None,
            allowed: None,
            look,
            across: 0,
            over,
            ranges: Vec::new(),
            ring,
            lines: VecDeque::new(),
            first: 0,
            parked: None,
            base: 0.0,
            placed: None,
            sized: None,
            set_up: None,
            selection: Selection::none(),
            active: None,
            active_id: String::new(),
            ringed: None,
            ring_marks: [false; RING_MARKS.len()],
            crossed: None,
        })
    }

    /// Writes what differs.
    pub(super) fn paint(&mut self, frame: &mut Frame<'_>) {
        frame.selection_changed = self.selection != *frame.selection;
        self.steady(frame);
        self.heads.paint(frame);
        let window = frame.window;
        let content = frame.scale.to_content(window.top);
        let space = window.height - frame.metrics.top;
        let rows = visible(content, space, frame.metrics.row, frame.layout.rows.len());
        // After a jump every row is another one; they stay where they are in the window.
        let (from, to) = (self.first as f64, rows.start as f64);
        let jumped = (to - from).abs() >= rows.len() as f64;
        if jumped && self.lines.len() == rows.len() {
            self.base += (to - from) * frame.metrics.row;
        }
        if (content - self.base).abs() > FAR {
            self.base = content.floor();
        }
        let before = self.tiled.as_ref();
        let moved = before.is_none_or(|it| it.columns != frame.columns);
        frame.hurried &= frame.tiled && (moved || jumped);
        let at = self.base - content;
        if self.placed != Some(at) {
            self.placed = Some(at);
            translate(&self.rows, 0.0, at);
        }
        self.turn(&rows);
        let active_column = frame.spot.and_then(|(_, column)| column.checked_sub(1));
        let beyond = active_column.filter(|column| !frame.columns.contains(column));
        let active_row = frame.spot.and_then(|(row, _)| row.checked_sub(1));
        let hurried = frame.hurried;
        for (line, row) in self.lines.iter_mut().zip(rows.clone()) {
            let here = active_row == Some(row);
            line.place(row as f64 * frame.metrics.row - self.base);
            frame.hurried &= !here;
            line.show(frame, row, frame.columns.clone(), beyond.filter(|_| here));
            frame.hurried = hurried;
            line.set_active(here);
        }
        frame.hurried = false;
        self.park(frame, active_row.filter(|row| !rows.contains(row)), active_column, &rows);
        self.mark_active(frame, &rows);
        self.draw_tiles(frame, &rows, content);
        self.draw_over(frame, content, &rows);
        self.foot.paint(frame, content);
        self.selection.clone_from(frame.selection);
    }

    /// Whether something is not heard yet as it is seen.
    pub(super) fn is_unsaid(&self) -> bool {
        self.lines.iter().any(Line::is_unsaid)
    }

    /// The theme, or something else that looks depend on, is another one.
    pub(super) fn refresh(&mut self) {
        self.allowed = None;
        self.drop_tiles();
    }

    fn drop_tiles(&mut self) {
        self.tiled = None;
        if let Some(tiles) = self.tiles.take() {
            tiles.remove();
        }
    }

    /// As many columns at every place, so that none is made or removed as it scrolls.
    fn steady(&mut self, frame: &mut Frame<'_>) {
        let Range { start, end } = frame.columns;
        self.across = self.across.max(end - start);
        let end = (start + self.across).min(frame.spans.count());
        frame.columns = end.saturating_sub(self.across).min(start)..end;
    }

    /// The picture of small cells.
    fn draw_tiles(&mut self, frame: &Frame<'_>, rows: &Range<usize>, content: f64) -> Option<()> {
        let tiles = self.tiles.as_mut().filter(|_| frame.tiled)?;
        let same = tiles.set_up((frame.metrics.column, frame.metrics.row));
        let Frame { columns, version, .. } = frame;
        let shows = Tiled { rows: rows.clone(), columns: columns.clone(), version: *version };
        if !same || frame.selection_changed || self.tiled.as_ref() != Some(&shows) {
            let is_selected = |row, column| frame.selection.has((row, column));
            let any = frame.selection.is_more();
            let mut looks: Vec<Look> = Vec::with_capacity(rows.len() * columns.len());
            for (line, row) in self.lines.iter().zip(rows.clone()) {
                let own = line.looks.iter().zip(columns.clone());
                looks
                    .extend(own.map(|(look, column)| look.select(any && is_selected(row, column))));
            }
            tiles.draw(&looks, columns.len());
            self.tiled = Some(shows);
        }
        let x = frame.spans.start(columns.start) - frame.window.left;
        tiles.place(x, rows.start as f64 * frame.metrics.row - content);
        Some(())
    }

    /// Sizes that rarely change, and whether a picture shows the cells.
    pub(super) fn set_up(&mut self, frame: &mut Frame<'_>) {
        let (metrics, window) = (frame.metrics, frame.window);
        let set_up = (metrics, frame.side, frame.compact, frame.roomy);
        if self.set_up != Some(set_up) {
            self.set_up = Some(set_up);
            self.across = 0;
            length(&self.grid, "--grid-side", frame.side);
            length(&self.grid, "--grid-column", metrics.column);
            length(&self.grid, "--grid-top", metrics.top);
            length(&self.grid, "--grid-bands", metrics.bands);
            line::set_height(&self.grid, metrics.row);
            length(&self.grid, "--grid-foot", metrics.foot);
            set_flag(&self.grid, "data-roomy", frame.compact && frame.roomy);
            set(&self.grid, "data-density", if frame.compact { "compact" } else { "comfortable" });
        }
        let tiled = frame.compact
            && !frame.roomy
            && *self.allowed.get_or_insert_with(|| tiles::allowed(&self.grid));
        if tiled && self.tiles.is_none() {
            self.tiles = Tiles::new(&self.tile_box);
            set_flag(&self.grid, "data-tiled", true);
        } else if !tiled && self.grid.has_attribute("data-tiled") {
            self.drop_tiles();
            set_flag(&self.grid, "data-tiled", false);
        }
        frame.tiled = tiled && self.tiles.is_some();
        // Names that lean beyond the last column make nothing scroll that would not.
        let cells = frame.side + frame.spans.total();
        let lean = if cells > window.width { metrics.overhang } else { 0.0 };
        let width = (cells + lean).max(1.0);
        let height = metrics.top + frame.scale.height(window.height - metrics.top);
        let sized = (width, height, window.width, window.height);
        if self.sized != Some(sized) {
            self.sized = Some(sized);
            length(&self.space, "width", width);
            length(&self.space, "height", height);
            length(&self.pin, "width", window.width);
            length(&self.pin, "height", window.height);
        }
    }

    /// How wide and high all of it is, heads included.
    pub(super) fn size(&self) -> (f64, f64) {
        self.sized.map_or((0.0, 0.0), |(width, height, ..)| (width, height))
    }

    /// Makes as many rows as are in sight, and moves those that scrolled out to where they come in.
    fn turn(&mut self, rows: &Range<usize>) -> Option<()> {
        let document = self.grid.owner_document()?;
        while self.lines.len() > rows.len() {
            self.lines.pop_back()?.remove();
        }
        while self.lines.len() < rows.len() {
            let line = Line::new(&document)?;
            dom::append(&self.rows, &line.element);
            self.lines.push_back(line);
        }
        let (from, to, count) = (self.first, rows.start, rows.len());
        self.first = to;
        // After a jump every row is another one, and they stay where they are.
        if to > from && to - from < count {
            for _ in from..to {
                let line = self.lines.pop_front()?;
                dom::append(&self.rows, &line.element);
                self.lines.push_back(line);
            }
        } else if from > to && from - to < count {
            for _ in to..from {
                let line = self.lines.pop_back()?;
                // It is no child of what it stands before.
                self.rows.insert_before(&line.element, self.rows.first_child().as_ref()).ok();
                self.lines.push_front(line);
            }
        }
        Some(())
    }

    /// Keeps the active row in the page, before or behind those in sight.
    fn park(
        &mut self,
        frame: &Frame<'_>,
        row: Option<usize>,
        column: Option<usize>,
        rows: &Range<usize>,
    ) -> Option<()> {
        let Some(row) = row else {
            if let Some(parked) = self.parked.take() {
                parked.remove();
            }
            return Some(());
        };
        if self.parked.is_none() {
            self.parked = Some(Line::new(&self.grid.owner_document()?)?);
        }
        let parked = self.parked.as_mut()?;
        let parent = if row < rows.start { &self.above } else { &self.below };
        if !parked.is_in(parent) {
            dom::append(parent, &parked.element);
        }
        parked.place(-FAR);
        parked.show(frame, row, 0..0, column);
        Some(())
    }

    /// Gives the active spot its id, and tells of it.
    fn mark_active(&mut self, frame: &Frame<'_>, rows: &Range<usize>) {
        let spot = frame.spot.and_then(|(row, column)| {
            let column = column.checked_sub(1);
            let Some(row) = row.checked_sub(1) else { return self.heads.spot(column) };
            match row.checked_sub(rows.start).and_then(|at| self.lines.get(at)) {
                Some(line) => line.spot(column),
                None => self.parked.as_ref()?.spot(column),
            }
        });
        let id = match (frame.spot, spot) {
            (Some((row, column)), Some(_)) => format!("{}-{row}-{column}", frame.id),
            _ => String::new(),
        };
        let spot = spot.cloned();
        if self.active != spot {
            if let Some(old) = &self.active {
                set_or_remove(old, "id", None);
                set_flag(old, "data-active", false);
            }
            if let Some(new) = &spot {
                set(new, "id", &id);
                set_flag(new, "data-active", true);
            }
        } else if self.active_id != id
            && let Some(same) = &spot
        {
            set(same, "id", &id);
        }
        if self.active_id != id {
            set_or_remove(
                &self.grid,
                "aria-activedescendant",
                Some(&*id).filter(|id| !id.is_empty()),
            );
            self.active_id = id;
        }
        self.active = spot;
    }

    /// The ring, the frames of what is selected, and the tint of the active column.
    fn draw_over(&mut self, frame: &Frame<'_>, content: f64, rows: &Range<usize>) -> Option<()> {
        let cell = frame
            .spot
            .and_then(|(row, column)| Some((row.checked_sub(1)?, column.checked_sub(1)?)));
        let (left, height) = (frame.window.left, frame.metrics.row);
        let place = |block: &Block| {
            let (rows, columns) = (block.rows(), block.columns());
            let x = frame.spans.start(*columns.start());
            let width = frame.spans.start(columns.end() + 1) - x;
            // What is far off is cut, as nothing is drawn that large.
            let y = (*rows.start() as f64 * height - content).max(-FAR);
            let end = ((rows.end() + 1) as f64 * height - content).min(FAR);
            [x - left, y, width, (end - y).max(0.0)]
        };
        let ringed = cell.map(|cell| place(&Block::between(cell, cell)));
        if self.ringed != ringed {
            put(&self.ring, ringed, self.ringed);
            set_flag(&self.ring, "hidden", ringed.is_none());
            self.ringed = ringed;
        }
        let line = cell.and_then(|(row, _)| self.lines.get(row.checked_sub(rows.start)?));
        let own = line.zip(cell).and_then(|(line, (_, column))| line.cell(column));
        let marks = own.map(Cell::ring_marks).unwrap_or_default();
        for ((name, was), is) in RING_MARKS.into_iter().zip(self.ring_marks).zip(marks) {
            if was != is {
                set_flag(&self.ring, name, is);
            }
        }
        self.ring_marks = marks;
        let crossed = frame.spot.and_then(|(_, column)| {
            let column = column.checked_sub(1)?;
            Some((frame.spans.start(column) - left, frame.spans.width(column)))
        });
        if self.crossed != crossed {
            let place = crossed.map(|(x, width)| [x, 0.0, width, 0.0]);
            if let Some([x, y, width, _]) = place {
                translate(&self.cross, x, y);
                length(&self.cross, "width", width);
            }
            set_flag(&self.cross, "hidden", crossed.is_none());
            self.crossed = crossed;
        }
        let blocks = frame.selection.all();
        while self.ranges.len() > blocks.len() {
            self.ranges.pop()?.remove();
        }
        while self.ranges.len() < blocks.len() {
            let range = make_in(&self.over, "grid-range", "presentation")?;
            self.ranges.push(range);
        }
        for (range, block) in self.ranges.iter().zip(blocks) {
            put(range, Some(place(block)), None);
        }
        Some(())
    }
}

/// Puts something over the cells: x, y, width, height.
fn put(element: &HtmlElement, place: Option<[f64; 4]>, was: Option<[f64; 4]>) {
    let Some([x, y, width, height]) = place else { return };
    translate(element, x, y);
    if was.is_none_or(|[.., w, h]| (w, h) != (width, height)) {
        style(element, "width", &format!("{width}px"));
        style(element, "height", &format!("{height}px"));
    }
}

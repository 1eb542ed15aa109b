//! One row of the page: its head and its cells. It shows whichever row its turn is.

use web_sys::{Document, Element, HtmlElement, Text};

use super::Frame;
use super::cell::{Cell, Drawn};
use super::dom::{
    append, length, make, make_in, set, set_flag, set_or_remove, style, text_in, translate,
};
use super::tiles::Look;
use crate::grid::{CellView, Head};
use whocan_core::format::isolated;

use std::ops::Range;

/// What of a row is in the page.
#[derive(Clone, PartialEq)]
struct Written {
    row: usize,
    columns: Range<usize>,
    /// The column of the active cell, where that is not among the others.
    beyond: Option<usize>,
    version: u32,
    tiled: bool,
}

/// What the head of a row shows.
#[derive(Clone, Default, PartialEq)]
struct SideView {
    head: Head,
    folded: bool,
    is_tree: bool,
}

pub(super) struct Line {
    pub(super) element: HtmlElement,
    pub(super) side: HtmlElement,
    fold: HtmlElement,
    avatar: HtmlElement,
    initials: Text,
    name: Text,
    mark: Text,
    shift: HtmlElement,
    shifted: Option<f64>,
    cells: Vec<Cell>,
    /// The active cell, while its column is out of sight.
    beyond: Option<Cell>,
    written: Option<Written>,
    /// The row that it is heard to be.
    said: Option<usize>,
    placed: Option<f64>,
    view: SideView,
    active: bool,
    /// How its cells look, where a picture shows them.
    pub(super) looks: Vec<Look>,
    /// What its cells have to say, and do not yet.
    unsaid: Option<Vec<CellView>>,
}

impl Line {
    pub(super) fn new(document: &Document) -> Option<Self> {
        let element = make(document, "grid-row", "row")?;
        let side = make_in(&element, "grid-side", "rowheader")?;
        set(&side, "aria-colindex", "1");
        let fold = make_in(&side, "grid-fold", "presentation")?;
        set(&fold, "aria-hidden", "true");
        set_flag(&fold, "hidden", true);
        let avatar = make_in(&side, "avatar", "presentation")?;
        set(&avatar, "aria-hidden", "true");
        set_flag(&avatar, "hidden", true);
        let initials = text_in(&avatar)?;
        let text = |class: &str| {
            let span = document.create_element("span").ok()?;
            span.set_class_name(class);
            append(&side, &span);
            text_in(&span)
        };
        let (name, mark) = (text("grid-side-name")?, text("grid-mark")?);
        let shift = make_in(&element, "grid-shift", "presentation")?;
        let view = SideView::default();
        Some(Self {
            element,
            side,
            fold,
            avatar,
            initials,
            name,
            mark,
            shift,
            shifted: None,
            cells: Vec::new(),
            beyond: None,
            written: None,
            said: None,
            placed: None,
            view,
            active: false,
            looks: Vec::new(),
            unsaid: None,
        })
    }

    /// Puts it where its row belongs.
    pub(super) fn place(&mut self, top: f64) {
        if self.placed != Some(top) {
            self.placed = Some(top);
            translate(&self.element, 0.0, top);
        }
    }

    /// Shows a row of the layout with these columns, and the active one where it is out of sight.
    pub(super) fn show(
        &mut self,
        frame: &Frame<'_>,
        row: usize,
        columns: Range<usize>,
        beyond: Option<usize>,
    ) {
        let Frame { version, tiled, .. } = *frame;
        let written = Written { row, columns: columns.clone(), beyond, version, tiled };
        let left = frame.spans.start(columns.start) - frame.window.left;
        if self.shifted != Some(left) {
            self.shifted = Some(left);
            translate(&self.shift, left, 0.0);
        }
        let same = self.written.as_ref() == Some(&written);
        if !same {
            self.written = Some(written);
            self.ask(frame, row, &columns);
        }
        if self.unsaid.is_some() && !(frame.hurried && beyond.is_none()) {
            self.say(frame);
        } else if same && !frame.selection_changed || self.unsaid.is_some() {
            return;
        }
        for (cell, column) in self.cells.iter_mut().zip(columns) {
            cell.select(frame.selection.has((row, column)));
        }
        if let (Some(cell), Some(column)) = (&mut self.beyond, beyond) {
            cell.select(frame.selection.has((row, column)));
        }
    }

    /// Shows its head, and asks for what its cells show.
    fn ask(&mut self, frame: &Frame<'_>, row: usize, columns: &Range<usize>) -> Option<()> {
        let place = *frame.layout.rows.get(row)?;
        self.head(frame, place);
        let views = views(frame, place, frame.layout.columns.get(columns.clone())?);
        self.looks.clear();
        if frame.tiled {
            let parent = self.view.head.parent;
            self.looks.extend(views.iter().map(|view| Look::of(view, parent)));
        }
        self.unsaid = Some(views);
        Some(())
    }

    /// Whether its cells say something else than what is seen.
    pub(super) fn is_unsaid(&self) -> bool {
        self.unsaid.is_some()
    }

    /// Writes what its cells show and say.
    fn say(&mut self, frame: &Frame<'_>) -> Option<()> {
        let views = self.unsaid.take()?;
        let Written { row, columns, beyond, .. } = self.written.clone()?;
        if self.said != Some(row) {
            self.said = Some(row);
            set(&self.element, "aria-rowindex", &(row + 2).to_string());
        }
        let place = *frame.layout.rows.get(row)?;
        let document = self.element.owner_document()?;
        while self.cells.len() > columns.len() {
            self.cells.pop()?.element.remove();
        }
        while self.cells.len() < columns.len() {
            let cell = Cell::new(&document)?;
            append(&self.shift, &cell.element);
            self.cells.push(cell);
        }
        for ((cell, column), view) in self.cells.iter_mut().zip(columns.clone()).zip(views) {
            cell.stand_in(column);
            cell.write(view, drawn(frame, column));
        }
        match (beyond, self.beyond.take()) {
            (None, old) => {
                if let Some(old) = old {
                    old.element.remove();
                }
            }
            (Some(column), old) => {
                let mut cell = old.or_else(|| {
                    let cell = Cell::new(&document)?;
                    set_flag(&cell.element, "data-beyond", true);
                    Some(cell)
                })?;
                let place_of = *frame.layout.columns.get(column)?;
                cell.stand_in(column);
                cell.write(views_of(frame, place, place_of)?, drawn(frame, column));
                let before = if column < columns.start { self.shift.first_child() } else { None };
                // It is no child of what it stands before.
                self.shift.insert_before(&cell.element, before.as_ref()).ok();
                self.beyond = Some(cell);
            }
        }
        Some(())
    }

    fn head(&mut self, frame: &Frame<'_>, place: usize) -> Option<()> {
        let head = frame.source.shape().rows.get(place)?;
        let view = SideView {
            head: head.clone(),
            folded: frame.options.folded.contains(&head.key),
            is_tree: frame.is_tree,
        };
        if self.view == view {
            return Some(());
        }
        let was = std::mem::replace(&mut self.view, view);
        let SideView { head, folded, is_tree } = &self.view;
        if was.head.name != head.name {
            self.name.set_data(&isolated(&head.name));
        }
        if was.head.initials != head.initials {
            self.initials.set_data(&head.initials);
            set_flag(&self.avatar, "hidden", head.initials.is_empty());
        }
        if was.head.mark != head.mark {
            let mark = if head.mark.is_empty() { String::new() } else { format!(" {}", head.mark) };
            self.mark.set_data(&mark);
        }
        if was.head.locked != head.locked {
            set_flag(&self.side, "data-locked", head.locked);
        }
        if was.head.parent != head.parent {
            set_flag(&self.fold, "hidden", !head.parent);
            set_flag(&self.element, "data-parent", head.parent);
        }
        if was.head.depth != head.depth {
            style(&self.side, "--depth", &head.depth.to_string());
        }
        let tree = |view: &SideView| (view.is_tree, view.folded, view.head.parent, view.head.depth);
        if tree(&was) != tree(&self.view) {
            set(&self.fold, "data-fold", if *folded { "closed" } else { "open" });
            let level = is_tree.then(|| (head.depth + 1).to_string());
            set_or_remove(&self.element, "aria-level", level.as_deref());
            let expanded = head.parent.then_some(if *folded { "false" } else { "true" });
            set_or_remove(&self.element, "aria-expanded", expanded);
        }
        Some(())
    }

    /// What stands in a column: the head of the row where there is none.
    pub(super) fn spot(&self, column: Option<usize>) -> Option<&HtmlElement> {
        match (self.written.as_ref()?, column) {
            (_, Some(column)) => self.cell(column).map(|cell| &cell.element),
            (_, None) => Some(&self.side),
        }
    }

    /// The cell of a column, where it is drawn.
    pub(super) fn cell(&self, column: usize) -> Option<&Cell> {
        let written = self.written.as_ref()?;
        if written.beyond == Some(column) {
            return self.beyond.as_ref();
        }
        self.cells.get(column.checked_sub(written.columns.start)?)
    }

    /// Shows whether the focus is in this row.
    pub(super) fn set_active(&mut self, active: bool) {
        if self.active != active {
            self.active = active;
            set_flag(&self.element, "data-row-active", active);
        }
    }

    /// Takes it out of the page.
    pub(super) fn remove(&self) {
        self.element.remove();
    }

    /// Whether it is in an element.
    pub(super) fn is_in(&self, parent: &Element) -> bool {
        self.element.parent_element().is_some_and(|found| found == *parent)
    }
}

fn drawn(frame: &Frame<'_>, column: usize) -> Drawn {
    let Frame { tiled, .. } = *frame;
    let head = || frame.source.shape().columns.get(*frame.layout.columns.get(column)?);
    let words = frame.compact && head().is_some_and(|head| head.words);
    let (width, usual) = (frame.spans.width(column), frame.metrics.column);
    Drawn { compact: frame.compact && !words, words, tiled, width, usual }
}

/// The looks of some columns of the source, asked of it in one go.
fn views(frame: &Frame<'_>, row: usize, places: &[usize]) -> Vec<CellView> {
    let first = places.iter().min().copied().unwrap_or_default();
    let last = places.iter().max().map_or(0, |last| last + 1);
    let all = frame.source.cells(row, first..last);
    if all.len() == places.len() {
        return all;
    }
    let one = |place: &usize| all.get(place.checked_sub(first)?).cloned();
    places.iter().map(|place| one(place).unwrap_or_default()).collect()
}

fn views_of(frame: &Frame<'_>, row: usize, place: usize) -> Option<CellView> {
    frame.source.cells(row, place..place + 1).into_iter().next()
}

/// The height of rows as the style sheet has it.
pub(super) fn set_height(body: &HtmlElement, height: f64) {
    length(body, "--grid-row", height);
}

//! One cell of the page: an element with one text and nothing else, as there are hundreds of them. Its
//! sign is drawn by the style sheet.

use web_sys::{Document, HtmlElement, Text};

use super::dom::{append, length, make, set, set_flag, set_or_remove, style};
use crate::components::Level;
use crate::grid::{CellView, Sign};

/// What a cell takes beside its text, and about the widest of its characters, in CSS pixels. Only a
/// text that may not fit is made to end in dots, which costs the browser a region of its own.
const BESIDE_TEXT: f64 = 34.0;
const CHARACTER: f64 = 7.5;

/// How a cell is drawn, whatever is in it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Drawn {
    pub(super) compact: bool,
    /// Its width, and none where that is every column's.
    pub(super) width: f64,
    pub(super) usual: f64,
}

pub(super) struct Cell {
    pub(super) element: HtmlElement,
    text: Text,
    shown: String,
    view: Option<(CellView, Drawn)>,
    column: Option<usize>,
    selected: bool,
}

impl Cell {
    pub(super) fn new(document: &Document) -> Option<Self> {
        let element = make(document, "grid-cell", "gridcell")?;
        set(&element, "aria-selected", "false");
        let text = document.create_text_node("");
        append(&element, &text);
        let shown = String::new();
        Some(Self { element, text, shown, view: None, column: None, selected: false })
    }

    /// Says in which column it stands, by its position in the layout.
    pub(super) fn stand_in(&mut self, column: usize) {
        if self.column != Some(column) {
            self.column = Some(column);
            set(&self.element, "aria-colindex", &(column + 2).to_string());
        }
    }

    pub(super) fn select(&mut self, selected: bool) {
        if self.selected != selected {
            self.selected = selected;
            set(&self.element, "aria-selected", if selected { "true" } else { "false" });
        }
    }

    /// Draws what differs.
    pub(super) fn write(&mut self, view: CellView, drawn: Drawn) {
        let old = self.view.as_ref();
        if old.is_some_and(|(was, how)| *was == view && *how == drawn) {
            return;
        }
        let nothing = CellView::default();
        let (was, how) = old.map_or((&nothing, None), |(was, how)| (was, Some(how)));
        let element = &self.element;
        if was.level != view.level {
            set_or_remove(element, "data-level", view.level.map(Level::name));
        }
        if was.sign != view.sign {
            let sign = Some(view.sign).filter(|sign| *sign != Sign::Meter);
            set_or_remove(element, "data-sign", sign.map(Sign::name));
        }
        if was.off.is_some() != view.off.is_some() {
            set_flag(element, "data-off", view.off.is_some());
        }
        if was.changed != view.changed {
            set_flag(element, "data-changed", view.changed);
        }
        if was.capped != view.capped {
            set_flag(element, "data-capped", view.capped);
        }
        if was.warning != view.warning {
            set_or_remove(element, "title", view.warning.as_deref());
        }
        let text = match (&view.warning, drawn.compact) {
            (Some(_), true) => "⚠".to_owned(),
            (Some(_), false) => format!("{} ⚠", view.text),
            (None, true) => String::new(),
            (None, false) => view.text.to_string(),
        };
        let said = said(&view);
        let speaks_for_itself = view.sign == Sign::Meter && said == text;
        set_or_remove(element, "aria-label", (!speaks_for_itself).then_some(&said));
        let long = BESIDE_TEXT + CHARACTER * text.chars().count() as f64 > drawn.width;
        set_flag(element, "data-long", long && !drawn.compact);
        if self.shown != text {
            self.text.set_data(&text);
            self.shown = text;
        }
        if how.is_none_or(|how| how.width != drawn.width) {
            match drawn.width == drawn.usual {
                true => style(element, "width", ""),
                false => length(element, "width", drawn.width),
            }
        }
        self.view = Some((view, drawn));
    }
}

/// What is said of a cell.
fn said(view: &CellView) -> String {
    let off = view.off.iter().flat_map(|why| [", ", why]);
    let warning = view.warning.iter().flat_map(|what| [", ", what]);
    let capped = view.capped.then_some(", capped");
    let changed = view.changed.then_some(", changed");
    [&*view.spoken].into_iter().chain(off).chain(warning).chain(capped).chain(changed).collect()
}

//! One cell of the page: an element with one text and nothing else, as there are hundreds of them. Its
//! sign is drawn by the style sheet.

use std::borrow::Cow;

use web_sys::{Document, HtmlElement, Text};

use super::dom::{append, length, make, set, set_flag, set_or_remove, style};
use crate::components::Level;
use crate::grid::{CellView, Off, Sign};

/// What a cell takes beside its text, and about the widest of its characters, in CSS pixels. Only a
/// text that may not fit is made to end in dots, which costs the browser a region of its own.
const BESIDE_TEXT: f64 = 34.0;
const CHARACTER: f64 = 7.5;

/// How a cell is drawn, whatever is in it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Drawn {
    pub(super) compact: bool,
    /// Whether it holds words among small cells.
    pub(super) words: bool,
    /// Whether a picture over it shows it, and it is only heard.
    pub(super) tiled: bool,
    /// Its width, and none where that is every column's.
    pub(super) width: f64,
    pub(super) usual: f64,
}

/// The flags of the ring, in the order of [`Cell::ring_marks`].
pub(super) const RING_MARKS: [&str; 2] = ["data-changed", "data-capped"];

pub(super) struct Cell {
    pub(super) element: HtmlElement,
    text: Text,
    shown: String,
    label: Option<String>,
    long: bool,
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
        Some(Self {
            element,
            text,
            shown: String::new(),
            label: None,
            long: false,
            view: None,
            column: None,
            selected: false,
        })
    }

    /// Says in which column it stands, by its position in the layout.
    pub(super) fn stand_in(&mut self, column: usize) {
        if self.column != Some(column) {
            self.column = Some(column);
            set(&self.element, "aria-colindex", &(column + 2).to_string());
        }
    }

    /// Whether it is changed, and capped: what the ring shows of it, which would cover it.
    pub(super) fn ring_marks(&self) -> [bool; RING_MARKS.len()] {
        self.view.as_ref().map(|(view, _)| [view.changed, view.capped]).unwrap_or_default()
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
        let is = Marks::of(&view, drawn);
        let was = old.map(|(was, how)| Marks::of(was, *how)).unwrap_or_default();
        let element = &self.element;
        if was.level != is.level {
            set_or_remove(element, "data-level", is.level.map(Level::name));
        }
        if was.sign != is.sign {
            let sign = Some(is.sign).filter(|sign| *sign != Sign::Meter);
            set_or_remove(element, "data-sign", sign.map(Sign::name));
        }
        if was.off != is.off {
            set_or_remove(element, "data-off", is.off);
        }
        let flags = ["data-changed", "data-capped", "data-words"].into_iter();
        for (name, (was, is)) in flags.zip(was.flags.into_iter().zip(is.flags)) {
            if was != is {
                set_flag(element, name, is);
            }
        }
        if old.map(|(was, _)| &was.warning) != Some(&view.warning) {
            set_or_remove(element, "title", view.warning.as_deref());
        }
        let text: Cow<'_, str> = match (&view.warning, drawn.compact) {
            _ if drawn.tiled => "".into(),
            (Some(_), true) => "⚠".into(),
            (Some(_), false) => format!("⚠ {}", view.text).into(),
            (None, true) => "".into(),
            (None, false) => Cow::Borrowed(&*view.text),
        };
        let said = said(&view);
        let speaks_for_itself = view.sign == Sign::Meter && said == text;
        let label = (!speaks_for_itself).then_some(&*said);
        if self.label.as_deref() != label {
            set_or_remove(element, "aria-label", label);
            self.label = label.map(str::to_owned);
        }
        let long = BESIDE_TEXT + CHARACTER * text.chars().count() as f64 > drawn.width;
        let long = long && !drawn.compact;
        if self.long != long {
            self.long = long;
            set_flag(element, "data-long", long);
        }
        if self.shown != text {
            self.text.set_data(&text);
            self.shown = text.into_owned();
        }
        if old.is_none_or(|(_, how)| how.width != drawn.width) {
            match drawn.width == drawn.usual {
                true => style(element, "width", ""),
                false => length(element, "width", drawn.width),
            }
        }
        self.view = Some((view, drawn));
    }
}

/// What the style sheet draws of a cell.
#[derive(Default)]
struct Marks {
    level: Option<Level>,
    sign: Sign,
    off: Option<&'static str>,
    flags: [bool; 3],
}

impl Marks {
    fn of(view: &CellView, drawn: Drawn) -> Self {
        match drawn.tiled {
            true => Self { sign: view.sign, ..Self::default() },
            false => Self {
                level: view.level,
                sign: view.sign,
                off: view.off.as_ref().map(Off::name),
                flags: [view.changed, view.capped, drawn.words],
            },
        }
    }
}

/// What is said of a cell.
fn said(view: &CellView) -> Cow<'_, str> {
    if view.off.is_none() && view.warning.is_none() && !view.capped && !view.changed {
        return Cow::Borrowed(&view.spoken);
    }
    let off = view.off.iter().flat_map(|off| [", ", off.why()]);
    let warning = view.warning.iter().flat_map(|what| [", ", what]);
    let capped = view.capped.then_some(", capped");
    let changed = view.changed.then_some(", changed");
    let all = [&*view.spoken].into_iter().chain(off).chain(warning).chain(capped).chain(changed);
    Cow::Owned(all.collect())
}

//! The heads of the columns, and the row of bands below them where names stand at an angle.

use web_sys::{Document, HtmlElement, Text};

use super::Frame;
use super::dom::{append, length, make_in, set, set_flag, set_or_remove, text_in, translate};
use crate::grid::{Order, Sort, ViewOptions};
use whocan_core::format::isolated;

/// What one head shows.
#[derive(Clone, Default, PartialEq)]
struct HeadView {
    column: usize,
    name: String,
    band: String,
    sort: Option<&'static str>,
    folded: bool,
    locked: bool,
    /// Whether a band begins here.
    first: bool,
    active: bool,
    /// What is said of it beside its name; empty for nothing.
    about: String,
    left: f64,
    width: f64,
}

struct HeadSlot {
    element: HtmlElement,
    band: Text,
    name: HtmlElement,
    /// The name, where it is in one piece.
    whole: Text,
    view: Option<HeadView>,
}

/// What one band shows.
#[derive(Clone, Default, PartialEq)]
struct BandView {
    name: String,
    left: f64,
    width: f64,
    locked: bool,
    active: bool,
}

struct BandSlot {
    element: HtmlElement,
    name: Text,
    view: BandView,
}

pub(super) struct Heads {
    row: HtmlElement,
    pub(super) corner: HtmlElement,
    named: String,
    counts: [HtmlElement; 2],
    counted: [String; 2],
    corner_sort: Option<&'static str>,
    shift: HtmlElement,
    slots: Vec<HeadSlot>,
    bands_shift: HtmlElement,
    bands: Vec<BandSlot>,
    shifted: Option<f64>,
}

impl Heads {
    /// The heads, in what holds them.
    pub(super) fn new(top: &HtmlElement) -> Option<Self> {
        let row = make_in(top, "grid-head-row", "row")?;
        set(&row, "aria-rowindex", "1");
        let corner = make_in(&row, "grid-corner", "columnheader")?;
        set(&corner, "aria-colindex", "1");
        let count = || make_in(&corner, "grid-corner-line", "presentation");
        let counts = [count()?, count()?];
        let window = make_in(&row, "grid-heads", "presentation")?;
        let shift = make_in(&window, "grid-heads-shift", "presentation")?;
        let bands = make_in(top, "grid-bands", "presentation")?;
        set(&bands, "aria-hidden", "true");
        let bands_shift = make_in(&bands, "grid-heads-shift", "presentation")?;
        Some(Self {
            row,
            corner,
            named: String::new(),
            counts,
            counted: Default::default(),
            corner_sort: None,
            shift,
            slots: Vec::new(),
            bands_shift,
            bands: Vec::new(),
            shifted: None,
        })
    }

    /// Draws what differs.
    pub(super) fn paint(&mut self, frame: &Frame<'_>) -> Option<()> {
        let corner = &frame.source.shape().corner;
        if self.named != *corner {
            set(&self.corner, "aria-label", corner);
            self.named.clone_from(corner);
        }
        for ((line, old), new) in self.counts.iter().zip(&mut self.counted).zip(frame.counts) {
            if old != new {
                new.clone_into(old);
                line.set_text_content(Some(new));
            }
        }
        let sort = sort_name(frame.options, None);
        if self.corner_sort != sort {
            self.corner_sort = sort;
            set_or_remove(&self.corner, "aria-sort", sort);
        }
        // Counted from the first column in sight: after a jump the heads stay where they are.
        let base = frame.spans.start(frame.columns.start);
        let at = base - frame.window.left;
        if self.shifted != Some(at) {
            self.shifted = Some(at);
            translate(&self.shift, at, 0.0);
            translate(&self.bands_shift, at, 0.0);
        }
        let document = self.row.owner_document()?;
        let columns = frame.head_columns();
        while self.slots.len() > columns.len() {
            self.slots.pop()?.element.remove();
        }
        while self.slots.len() < columns.len() {
            let slot = HeadSlot::new(&document, &self.shift)?;
            self.slots.push(slot);
        }
        for (slot, column) in self.slots.iter_mut().zip(columns) {
            let view = view(frame, column, base)?;
            slot.write(view, &document);
        }
        self.paint_bands(frame, base)
    }

    fn paint_bands(&mut self, frame: &Frame<'_>, base: f64) -> Option<()> {
        let bands = if frame.metrics.bands > 0.0 { bands(frame, base) } else { Vec::new() };
        while self.bands.len() > bands.len() {
            self.bands.pop()?.element.remove();
        }
        while self.bands.len() < bands.len() {
            let element = make_in(&self.bands_shift, "grid-band-cell", "presentation")?;
            let name = make_in(&element, "grid-band-name", "presentation")?;
            let name = text_in(&name)?;
            self.bands.push(BandSlot { element, name, view: BandView::default() });
        }
        for (slot, view) in self.bands.iter_mut().zip(bands) {
            if slot.view != view {
                length(&slot.element, "left", view.left);
                length(&slot.element, "width", view.width);
                set_flag(&slot.element, "data-locked", view.locked);
                set_flag(&slot.element, "data-here", view.active);
                slot.name.set_data(&view.name);
                slot.view = view;
            }
        }
        Some(())
    }

    /// The head of a column, by its position in the layout; the corner where there is none.
    pub(super) fn spot(&self, column: Option<usize>) -> Option<&HtmlElement> {
        let Some(column) = column else { return Some(&self.corner) };
        let is_it = |slot: &&HeadSlot| slot.view.as_ref().is_some_and(|view| view.column == column);
        self.slots.iter().find(is_it).map(|slot| &slot.element)
    }
}

impl HeadSlot {
    fn new(document: &Document, shift: &HtmlElement) -> Option<Self> {
        let element = make_in(shift, "grid-head", "columnheader")?;
        let part = |class: &str| {
            let span = document.create_element("span").ok()?;
            span.set_class_name(class);
            append(&element, &span);
            wasm_bindgen::JsCast::dyn_into::<HtmlElement>(span).ok()
        };
        let (band, name) = (part("grid-band")?, part("grid-name")?);
        let (band, whole) = (text_in(&band)?, text_in(&name)?);
        let grip = part("grid-grip")?;
        set(&grip, "aria-hidden", "true");
        set_flag(&grip, "data-grip", true);
        Some(Self { element, band, name, whole, view: None })
    }

    fn write(&mut self, view: HeadView, document: &Document) {
        let old = self.view.as_ref();
        if old == Some(&view) {
            return;
        }
        let element = &self.element;
        if old.is_none_or(|old| old.column != view.column) {
            set(element, "aria-colindex", &(view.column + 2).to_string());
        }
        if old.is_none_or(|old| (old.left, old.width) != (view.left, view.width)) {
            length(element, "left", view.left);
            length(element, "width", view.width);
        }
        if old.is_none_or(|old| old.band != view.band) {
            self.band.set_data(&isolated(&view.band));
        }
        if old.is_none_or(|old| old.name != view.name) {
            let breaks = |name: &str| name.contains('/');
            let was_broken = old.is_some_and(|old| breaks(&old.name));
            let name = isolated(&view.name);
            if breaks(&name) {
                write_broken(&self.name, &name, document);
            } else {
                if was_broken {
                    self.name.set_text_content(None);
                    append(&self.name, &self.whole);
                }
                self.whole.set_data(&name);
            }
        }
        let nothing = HeadView::default();
        let was = old.unwrap_or(&nothing);
        if was.about != view.about {
            let about = Some(&*view.about).filter(|about| !about.is_empty());
            set_or_remove(element, "aria-description", about);
        }
        if was.sort != view.sort {
            set_or_remove(element, "aria-sort", view.sort);
        }
        let flags = [
            ("data-folded", was.folded, view.folded),
            ("data-locked", was.locked, view.locked),
            ("data-first", was.first, view.first),
            ("data-here", was.active, view.active),
        ];
        for (name, _, is) in flags.into_iter().filter(|(_, was, is)| was != is) {
            set_flag(element, name, is);
        }
        self.view = Some(view);
    }
}

/// A name that may break behind its strokes as well as at a space.
fn write_broken(element: &HtmlElement, name: &str, document: &Document) {
    element.set_text_content(None);
    for part in name.split_inclusive('/') {
        append(element, &document.create_text_node(part));
        if part.ends_with('/')
            && let Ok(chance) = document.create_element("wbr")
        {
            append(element, &chance);
        }
    }
}

fn view(frame: &Frame<'_>, column: usize, base: f64) -> Option<HeadView> {
    let shape = frame.source.shape();
    let place = |column: usize| frame.layout.columns.get(column).copied();
    let head = |column: usize| shape.columns.get(place(column)?);
    let own = head(column)?;
    let about = frame.source.totals().and_then(|totals| {
        let count = totals.of(place(column)?)?;
        let (one, several) = totals.names;
        Some(format!("{count} {}", if count == 1 { one } else { several }))
    });
    let before = column.checked_sub(1).and_then(head);
    Some(HeadView {
        column,
        name: own.name.clone(),
        band: if own.band == own.name { String::new() } else { own.band.clone() },
        sort: sort_name(frame.options, Some(&own.key)),
        folded: frame.options.folded_bands.contains(&own.band),
        locked: own.locked,
        first: before.is_none_or(|before| before.band != own.band),
        active: frame.spot.is_some_and(|(_, at)| at == column + 1),
        about: about.unwrap_or_default(),
        left: frame.spans.start(column) - base,
        width: frame.spans.width(column),
    })
}

/// The bands of the columns in sight, each from its first to its last of these.
fn bands(frame: &Frame<'_>, base: f64) -> Vec<BandView> {
    let shape = frame.source.shape();
    let active = frame.spot.and_then(|(_, column)| column.checked_sub(1));
    let mut bands: Vec<(BandView, &str, usize)> = Vec::new();
    for column in frame.columns.clone() {
        let place = frame.layout.columns.get(column).copied().unwrap_or_default();
        let Some(head) = shape.columns.get(place) else { continue };
        let (left, width) = (frame.spans.start(column) - base, frame.spans.width(column));
        let here = active == Some(column);
        match bands.last_mut().filter(|(_, band, _)| *band == head.band) {
            Some((view, _, count)) => {
                view.width += width;
                view.locked &= head.locked;
                view.active |= here;
                *count += 1;
            }
            None => {
                let (locked, active) = (head.locked, here);
                let view = BandView { name: String::new(), left, width, locked, active };
                bands.push((view, &head.band, 1));
            }
        }
    }
    // One column has no space for a name.
    let named = |(view, band, count): (BandView, &str, usize)| BandView {
        name: if count > 1 { isolated(band).into_owned() } else { String::new() },
        ..view
    };
    bands.into_iter().map(named).collect()
}

/// The order in which a column sorts the rows, as `aria-sort` has it.
fn sort_name(options: &ViewOptions, key: Option<&str>) -> Option<&'static str> {
    let (by, order) = options.sorted_by.as_ref()?;
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

//! The line of totals below all rows; where these are more than there is space for, at the foot of the
//! window. What it says is said by the heads of the columns too, so it is only seen.

use web_sys::HtmlElement;

use super::Frame;
use super::dom::{length, make_in, set, set_flag, translate};

/// What one total shows.
#[derive(Clone, Default, PartialEq)]
struct TotalView {
    count: String,
    left: f64,
    width: f64,
    active: bool,
}

pub(super) struct Foot {
    element: HtmlElement,
    label: HtmlElement,
    said: String,
    shift: HtmlElement,
    slots: Vec<(HtmlElement, TotalView)>,
    placed: Option<(f64, f64)>,
    shown: bool,
}

impl Foot {
    /// The line, in what holds all of the grid.
    pub(super) fn new(pin: &HtmlElement) -> Option<Self> {
        let element = make_in(pin, "grid-totals", "presentation")?;
        set(&element, "aria-hidden", "true");
        set_flag(&element, "hidden", true);
        let label = make_in(&element, "grid-totals-label", "presentation")?;
        let window = make_in(&element, "grid-totals-window", "presentation")?;
        let shift = make_in(&window, "grid-heads-shift", "presentation")?;
        let (said, slots) = (String::new(), Vec::new());
        Some(Self { element, label, said, shift, slots, placed: None, shown: false })
    }

    /// Draws what differs.
    pub(super) fn paint(&mut self, frame: &Frame<'_>, content: f64) -> Option<()> {
        let totals = frame.source.totals();
        if self.shown != totals.is_some() {
            self.shown = totals.is_some();
            set_flag(&self.element, "hidden", !self.shown);
        }
        let totals = totals?;
        if self.said != totals.label {
            self.label.set_text_content(Some(&totals.label));
            self.said.clone_from(&totals.label);
        }
        let rows = frame.layout.rows.len() as f64 * frame.metrics.row - content;
        let space = frame.window.height - frame.metrics.top - frame.metrics.foot;
        let placed = (-frame.window.left, frame.metrics.top + rows.min(space));
        if self.placed != Some(placed) {
            self.placed = Some(placed);
            translate(&self.element, 0.0, placed.1);
            translate(&self.shift, placed.0, 0.0);
        }
        let active = frame.spot.and_then(|(_, column)| column.checked_sub(1));
        let views = frame.columns.clone().filter_map(|column| {
            let count = totals.of(*frame.layout.columns.get(column)?)?.to_string();
            let (left, width) = (frame.spans.start(column), frame.spans.width(column));
            Some(TotalView { count, left, width, active: active == Some(column) })
        });
        let views: Vec<TotalView> = views.collect();
        while self.slots.len() > views.len() {
            self.slots.pop()?.0.remove();
        }
        while self.slots.len() < views.len() {
            let slot = make_in(&self.shift, "grid-total", "presentation")?;
            self.slots.push((slot, TotalView::default()));
        }
        for ((element, old), view) in self.slots.iter_mut().zip(views) {
            if *old == view {
                continue;
            }
            element.set_text_content(Some(&view.count));
            length(element, "left", view.left);
            length(element, "width", view.width);
            set_flag(element, "data-here", view.active);
            *old = view;
        }
        Some(())
    }
}

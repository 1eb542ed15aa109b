//! What floats over the page beside an element: the browser's own top layer, so that nothing cuts it
//! off and nothing covers it.

use std::rc::Rc;

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::listen::{on_window, on_window_first};

/// The room between what floats and what it belongs to, and the edges of the window, in CSS pixels.
const GAP: f64 = 4.0;

/// Shows an element with the attribute `popover` beside another one.
pub fn show(popover: &HtmlElement, anchor: &Element) {
    // InvalidStateError only for what is shown already or not in the page.
    popover.show_popover().ok();
    place(popover, anchor);
}

/// Hides it.
pub fn hide(popover: &HtmlElement) {
    popover.hide_popover().ok();
}

/// Puts it below the other element, or above where that has more room, within the window.
pub fn place(popover: &HtmlElement, anchor: &Element) {
    let Some(root) = super::document().and_then(|document| document.document_element()) else {
        return;
    };
    let (width, height) = (f64::from(root.client_width()), f64::from(root.client_height()));
    let (at, own) = (anchor.get_bounding_client_rect(), popover.get_bounding_client_rect());
    let left = at.left().min(width - own.width() - GAP).max(GAP);
    let below = at.bottom() + GAP;
    let above = at.top() - GAP - own.height();
    let fits = below + own.height() <= height || at.top() < height - at.bottom();
    let top = if fits { below } else { above.max(GAP) };
    for (name, value) in [("left", left), ("top", top)] {
        popover.style().set_property(name, &format!("{value}px")).ok();
    }
}

/// Puts an element at a place of the window, in CSS pixels.
pub fn stand_at(element: &HtmlElement, (left, top): (f64, f64)) {
    for (name, value) in [("left", left), ("top", top)] {
        element.style().set_property(name, &format!("{value}px")).ok();
    }
}

/// Calls back whenever something in the page scrolls or the window changes its size, until the
/// calling effect runs again or its component is gone.
pub fn on_move(moved: impl Fn() + 'static) {
    let moved = Rc::new(moved);
    let resized = moved.clone();
    // Scrolling does not bubble: it is seen on its way down.
    on_window_first(leptos::ev::scroll, move |_| moved());
    on_window(leptos::ev::resize, move |_| resized());
}

/// Whether an event leaves an element: the focus goes to something outside it, or to nothing. False
/// where the component that drew it is gone: an element that is taken off the page loses the focus too,
/// and then there is nothing left to close.
pub fn leaves<E>(event: &web_sys::FocusEvent, element: NodeRef<E>) -> bool
where
    E: ElementType,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    let Some(element) = element.try_get_untracked().flatten() else { return false };
    let element: &Element = element.as_ref();
    let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
    !element.contains(to.as_ref())
}

/// Whether an event happened to an element of this name, such as `INPUT`.
pub fn is_from(event: &web_sys::Event, name: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.tag_name() == name)
}

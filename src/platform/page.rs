//! The page as a whole: its title and the theme on its root element.

use std::ops::Range;

use js_sys::Reflect;
use leptos::prelude::{RwSignal, Set, Signal, on_cleanup, window_event_listener_untyped};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use whocan_core::format::sentence;

/// Sets the title of tab and window.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(&sentence(title));
    }
}

/// Sets the theme that the style sheets look at.
pub fn set_theme(name: &str) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        // StoreError only for a name that no attribute can have.
        root.set_attribute("data-theme", name).ok();
    }
}

/// Whether the page is shown to a room: the style sheets look at it.
pub fn set_presenting(presenting: bool) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        // StoreError only for a name that no attribute can have.
        root.toggle_attribute_with_force("data-presenter", presenting).ok();
    }
}

/// Scrolls what is around an element so that it is seen, no further than it must.
pub fn bring_into_view(id: &str) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        let options = js_sys::Object::new();
        super::value::put(&options, "block", &"nearest".into()).ok();
        super::value::call(&element, "scrollIntoView", &[&options]).ok();
    }
}

/// Whether a media query holds, followed for as long as the page is there.
pub fn media(query: &str) -> Signal<bool> {
    let list = super::window()
        .and_then(|window| super::value::call(&window, "matchMedia", &[&query.into()]).ok());
    let Some(list) = list else { return Signal::stored(false) };
    let is = |list: &JsValue| super::value::member(list, "matches").is_ok_and(|it| it.is_truthy());
    let holds = RwSignal::new(is(&list));
    let followed = list.clone();
    let changed = Closure::<dyn Fn()>::new(move || holds.set(is(&followed))).into_js_value();
    super::value::call(&list, "addEventListener", &[&"change".into(), &changed]).ok();
    holds.into()
}

/// Whether the keyboard is an Apple one, where Cmd makes commands.
pub fn has_command_key() -> bool {
    let navigator = super::window()
        .and_then(|window| super::value::member(&window, "navigator").ok())
        .and_then(|navigator| super::value::member(&navigator, "platform").ok());
    let platform = navigator.and_then(|platform| platform.as_string()).unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

/// Puts the keyboard focus on an element.
pub fn focus(id: &str) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        element.focus().ok();
    }
}

/// Puts the focus on an element where nothing has it: what had it is gone.
pub fn focus_if_lost(id: &str) {
    let active = super::document().and_then(|document| document.active_element());
    if active.is_none_or(|active| active.tag_name() == "BODY") {
        focus(id);
    }
}

/// Puts the focus on a button within an element, counted from 0, or from the end with -1.
pub fn focus_within(id: &str, at: i32) {
    let buttons = buttons(id);
    let index = if at < 0 { buttons.len().checked_sub(1) } else { usize::try_from(at).ok() };
    if let Some(button) = index.and_then(|index| buttons.get(index)) {
        button.focus().ok();
    }
}

/// Moves the focus among the buttons of an element, around its ends.
pub fn focus_next(id: &str, by: i32) {
    let buttons = buttons(id);
    let active = super::document().and_then(|document| document.active_element());
    let at = buttons.iter().position(|button| {
        active.as_ref().is_some_and(|active| {
            let button: &web_sys::Element = button;
            button == active
        })
    });
    let count = i32::try_from(buttons.len()).unwrap_or(0);
    if count > 0 {
        let at = at.and_then(|at| i32::try_from(at).ok()).unwrap_or(0);
        focus_within(id, (at + by).rem_euclid(count));
    }
}

fn buttons(id: &str) -> Vec<web_sys::HtmlElement> {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return Vec::new() };
    let found = element.get_elements_by_tag_name("button");
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into::<web_sys::HtmlElement>().ok())
        .collect()
}

/// Where an element stands, in CSS pixels of the window: its left edge and its bottom.
pub fn place_of(id: &str) -> Option<(f64, f64)> {
    let place = super::document()?.get_element_by_id(id)?.get_bounding_client_rect();
    Some((place.left(), place.bottom()))
}

/// Puts the focus on the first element within another that fits a selector; false where there is
/// none.
pub fn focus_first(id: &str, selector: &str) -> bool {
    let found = super::document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.query_selector(selector).ok()?);
    let found = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus among the buttons of an element that are of one of these classes, so many further,
/// around the ends; false where none of them has it.
pub fn focus_beside(within: &web_sys::Element, classes: &[&str], by: i32) -> bool {
    let active = super::document().and_then(|document| document.active_element());
    let found = within.get_elements_by_tag_name("button");
    let is_one = |button: &web_sys::HtmlElement| {
        button.class_name().split(' ').any(|class| classes.contains(&class))
    };
    let all: Vec<web_sys::HtmlElement> = (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into::<web_sys::HtmlElement>().ok())
        .filter(is_one)
        .collect();
    let at = all.iter().position(|button| {
        let button: &web_sys::Element = button;
        active.as_ref() == Some(button)
    });
    let count = i32::try_from(all.len()).ok();
    let Some((at, count)) = at.and_then(|at| i32::try_from(at).ok()).zip(count) else {
        return false;
    };
    let to = usize::try_from((at + by).rem_euclid(count)).ok().and_then(|to| all.get(to));
    to.is_some_and(|button| button.focus().is_ok())
}

/// Scrolls what is in an element, to these CSS pixels from its left and top.
pub fn scroll_to(id: &str, left: f64, top: f64) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        element.set_scroll_top(top as i32);
        element.set_scroll_left(left as i32);
    }
}

/// OutcomeChange the order of some of an element's children: so many from the front of these to their end, or,
/// below zero, from the end to the front.
pub fn turn_children(id: &str, which: Range<usize>, by: isize) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return };
    let child = |at: usize| element.children().item(u32::try_from(at).ok()?);
    let last = which.end.saturating_sub(1);
    let (from, before) = if by < 0 { (last, which.start) } else { (which.start, which.end) };
    for _ in 0..by.unsigned_abs() {
        let (Some(moved), before) = (child(from), child(before)) else { return };
        // Both are this element's own children.
        element.insert_before(&moved, before.as_deref()).ok();
    }
}

/// Lets whoever looks into the page ask for a number: a function of the window, by this name.
pub fn answer(name: &str, number: fn() -> usize) {
    if let Some(window) = super::window() {
        let answer = Closure::<dyn Fn() -> f64>::new(move || number() as f64).into_js_value();
        // Nobody but a test asks.
        Reflect::set(&window, &name.into(), &answer).ok();
    }
}

/// Prints the page.
pub fn print() {
    if let Some(window) = super::window() {
        // StoreError only where the browser has no printing at all.
        window.print().ok();
    }
}

/// Leaves word on the page of when work was kept last, for what is shown should the app stop.
pub fn note_kept(time: &str) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        root.set_attribute("data-kept", time).ok();
    }
}

/// Calls back when a link is followed, before it is.
pub fn on_link(following: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("click", move |event| {
        if super::closest(&event, "a").is_some() {
            following();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Calls back when the page goes.
pub fn on_close(closing: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("pagehide", move |_| closing());
    on_cleanup(move || listener.remove());
}

/// Calls back when the page is there again after it was left: the browser had put it aside as it was,
/// and nothing ran in it meanwhile.
pub fn on_return(returned: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("pageshow", move |event| {
        if super::value::member(&event, "persisted").is_ok_and(|it| it.is_truthy()) {
            returned();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Calls back whenever the page may be about to go: hidden, left, closed.
pub fn on_leave(leaving: impl Fn() + Clone + 'static) {
    let hidden = leaving.clone();
    let listeners = [
        window_event_listener_untyped("pagehide", move |_| leaving()),
        window_event_listener_untyped("visibilitychange", move |_| hidden()),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
}

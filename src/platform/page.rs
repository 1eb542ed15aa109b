//! The page as a whole: its title and the theme on its root element.

use std::cell::Cell;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos_use_event_listener::use_event_listener;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::later;
use super::listen::{on_window, on_window_first};
use whocan_core::format::sentence;

/// Sets the title of tab and window.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(&sentence(title));
    }
}

/// The title of tab and window.
pub fn title() -> String {
    super::document().map(|document| document.title()).unwrap_or_default()
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

/// Where a page is as narrow as a phone. In widths of the text: larger text needs more room.
pub const PHONE: &str = "(max-width: 47.9375rem)";

/// Whether a media query holds, followed until the calling component is gone.
pub fn media(query: &str) -> Signal<bool> {
    let list = super::window().and_then(|window| window.match_media(query).ok().flatten());
    let Some(list) = list else { return Signal::stored(false) };
    let holds = RwSignal::new(list.matches());
    let followed = list.clone();
    let _ = use_event_listener(list, leptos::ev::change, move |_| holds.set(followed.matches()));
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

/// What is worked on: everything but what leads elsewhere.
const WORK: &str = "work";

/// Puts the focus on what is worked on: a grid, else the first thing that takes it.
pub fn focus_work() -> bool {
    focus_first(WORK, ".grid, [role='grid'], [role='treegrid']")
        || focus_first(WORK, "input, button, a")
}

/// The same once nothing has the focus.
pub fn focus_work_if_lost() {
    once_lost(FRAMES, Box::new(focus_work));
}

/// Puts the keyboard focus on an element.
pub fn focus(id: &str) {
    focus_on(id);
}

/// The same; false where it is not there.
fn focus_on(id: &str) -> bool {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

thread_local! {
    /// How many keys and presses there were.
    static PRESSES: Cell<u32> = const { Cell::new(0) };
}

/// Counts keys and presses from now on, so that what comes late can tell that somebody went on.
pub fn count_presses() {
    let count = || PRESSES.set(PRESSES.get().wrapping_add(1));
    on_window_first(leptos::ev::keydown, move |_| count());
    on_window_first(leptos::ev::pointerdown, move |_| count());
}

/// Puts the focus on an element once the screen is painted, unless somebody has put it elsewhere by then.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    once_painted(Box::new(move || focus(&id)));
}

/// The same for the first element within another that fits a selector.
pub fn focus_first_soon(id: impl Into<String>, selector: &'static str) {
    let id = id.into();
    once_painted(Box::new(move || {
        focus_first(&id, selector);
    }));
}

/// What has the focus; nothing where it is lost, which browsers take for the whole page.
fn active() -> Option<web_sys::Element> {
    super::document()?.active_element().filter(|active| active.tag_name() != "BODY")
}

fn once_painted(put: Box<dyn FnOnce()>) {
    let (presses, before) = (PRESSES.get(), active());
    later::after_paint(move || {
        let now = active();
        // What moves the focus by itself, as a dialog that closes, presses nothing.
        let is_theirs = PRESSES.get() != presses && now.is_some() && now != before;
        if !is_theirs {
            put();
        }
    });
}

/// For how many frames it is looked out for a focus that is lost.
const FRAMES: u32 = 20;

/// Puts the focus on an element once nothing has it: what had it goes within the next frames.
pub fn focus_if_lost(id: &str) {
    let id = id.to_owned();
    once_lost(FRAMES, Box::new(move || focus_on(&id)));
}

/// The same for the first element within another that fits a selector.
pub fn focus_first_if_lost(id: &str, selector: impl Into<String>) {
    let (id, selector) = (id.to_owned(), selector.into());
    once_lost(FRAMES, Box::new(move || focus_first(&id, &selector)));
}

/// Tries to put the focus somewhere in each frame in which nothing has it, until that is done.
fn once_lost(left: u32, put: Box<dyn Fn() -> bool>) {
    request_animation_frame(move || {
        if left > 0 && !(active().is_none() && put()) {
            once_lost(left - 1, put);
        }
    });
}

/// Where an element stands, in CSS pixels of the window: its left edge and its bottom.
pub fn place_of(id: &str) -> Option<(f64, f64)> {
    let place = super::document()?.get_element_by_id(id)?.get_bounding_client_rect();
    Some((place.left(), place.bottom()))
}

/// Puts the focus on the first element within another that fits a selector; false where there is
/// none.
pub fn focus_first(id: &str, selector: &str) -> bool {
    let within = super::document().and_then(|document| document.get_element_by_id(id));
    within.is_some_and(|within| focus_first_in(&within, selector))
}

/// The same within an element that is at hand.
pub fn focus_first_in(within: &web_sys::Element, selector: &str) -> bool {
    let found = within.query_selector(selector).ok().flatten();
    let found = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Goes from row to row by the arrows up and down, among those in an element that have a class.
pub fn walk_rows(event: &web_sys::KeyboardEvent, id: &str, class: &str) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    if focus_beside(id, class, by) {
        event.prevent_default();
    }
}

/// Moves the focus to the element beside the one that has it, among those in an element that have a
/// class; false where none of them has it or none is there.
pub fn focus_beside(id: &str, class: &str, by: i32) -> bool {
    let Some(document) = super::document() else { return false };
    let active = document.active_element();
    let all = document.get_element_by_id(id).map(|it| it.get_elements_by_class_name(class));
    let (Some(active), Some(all)) = (active, all) else { return false };
    let Some(at) = (0..all.length()).find(|at| all.item(*at).as_ref() == Some(&active)) else {
        return false;
    };
    let beside = at.checked_add_signed(by).and_then(|at| all.item(at));
    let beside = beside.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    beside.is_some_and(|element| element.focus().is_ok())
}

/// Presses an element, as if by the mouse; one that is off does nothing.
pub fn press(id: &str) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.into_iter().for_each(|element| element.click());
}

/// Shows an element at the top of what it scrolls in.
pub fn bring_to_top(id: &str) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    element.into_iter().for_each(|element| element.scroll_into_view_with_bool(true));
}

/// Moves the focus within an element to the next one of a class, in a direction: sideways the next in
/// order, up and down the nearest that stands above or below.
pub fn focus_towards(id: &str, class: &str, (across, down): (f64, f64)) {
    let Some(document) = super::document() else { return };
    let room = document.get_element_by_id(id);
    let all = room.map(|room| room.get_elements_by_class_name(class));
    let (Some(active), Some(all)) = (document.active_element(), all) else { return };
    let all: Vec<web_sys::HtmlElement> =
        (0..all.length()).filter_map(|at| all.item(at)?.dyn_into().ok()).collect();
    let is_active = |element: &web_sys::HtmlElement| {
        let element: &web_sys::Element = element;
        *element == active
    };
    let Some(at) = all.iter().position(is_active) else { return };
    let next = if across != 0.0 {
        let beside = if across > 0.0 { at.checked_add(1) } else { at.checked_sub(1) };
        beside.and_then(|at| all.get(at))
    } else {
        let place = |element: &web_sys::Element| {
            let rect = element.get_bounding_client_rect();
            (rect.left() + rect.width() / 2.0, rect.top() + rect.height() / 2.0)
        };
        let (left, top) = place(&active);
        let far = |element: &&web_sys::HtmlElement| {
            let (x, y) = place(element);
            let away = (y - top) * down;
            (away > 4.0).then(|| away + 2.0 * (x - left).abs())
        };
        let found = all.iter().filter_map(|element| Some((far(&element)?, element)));
        found.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, element)| element)
    };
    next.into_iter().for_each(|element| drop(element.focus()));
}

/// Moves the focus among the buttons of an element that are of one of these classes, so many further,
/// around the ends; false where none of them has it.
pub fn focus_among(within: &web_sys::Element, classes: &[&str], by: i32) -> bool {
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

/// Lets whoever looks into the page ask how many values of the page the program holds, elements and
/// listeners among them: `whocanAlive()`. What a screen made is to go with it.
pub fn answer_what_is_alive() {
    if let Some(window) = super::window() {
        let answer = Closure::<dyn Fn() -> u32>::new(wasm_bindgen::externref_heap_live_count);
        // Nobody but a test asks.
        Reflect::set(&window, &"whocanAlive".into(), &answer.into_js_value()).ok();
    }
}

/// Opens an address in another tab.
pub fn open_beside(href: &str) {
    if let Some(window) = super::window() {
        // Where the browser forbids it nothing happens, as with a link.
        window.open_with_url_and_target(href, "_blank").ok();
    }
}

/// Prints the page: once the dialog that asked for it is closed, and what only paper shows is in it.
pub fn print() {
    later::after_paint(prepare_and_print);
}

fn prepare_and_print() {
    let tell = |name| {
        let event = web_sys::Event::new(name).ok();
        let told = super::window().zip(event).map(|(window, it)| window.dispatch_event(&it));
        // InvalidStateError only for an event that is on its way already.
        told.and_then(Result::ok);
    };
    tell("beforeprint");
    later::after_paint(move || {
        if let Some(window) = super::window() {
            // StoreError only where the browser has no printing at all.
            window.print().ok();
        }
        tell("afterprint");
    });
}

/// Calls back before the page is printed, from here or by the browser's own Print, and behind it. Not
/// where a dialog stands over the page: that is what is printed then.
pub fn on_print(before: impl Fn() + 'static, after: impl Fn() + 'static) {
    let is_covered = || {
        let dialog = super::document().and_then(|it| it.query_selector("dialog[open]").ok()?);
        dialog.is_some()
    };
    on_window(leptos::ev::beforeprint, move |_| {
        if !is_covered() {
            before();
        }
    });
    on_window(leptos::ev::afterprint, move |_| after());
}

/// Leaves word on the page of when work was kept last, for what is shown should the app stop.
pub fn note_kept(time: &str) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        root.set_attribute("data-kept", time).ok();
    }
}

/// Calls back when a link is followed, before it is.
pub fn on_link(following: impl Fn() + 'static) {
    on_window(leptos::ev::click, move |event| {
        if super::closest(&event, "a").is_some() {
            following();
        }
    });
}

/// Calls back when the page goes.
pub fn on_close(closing: impl Fn() + 'static) {
    on_window(leptos::ev::pagehide, move |_| closing());
}

/// Calls back when the page is there again after it was left: the browser had put it aside as it was,
/// and nothing ran in it meanwhile.
pub fn on_return(returned: impl Fn() + 'static) {
    on_window(leptos::ev::pageshow, move |event| {
        if super::value::member(&event, "persisted").is_ok_and(|it| it.is_truthy()) {
            returned();
        }
    });
}

/// Calls back whenever the page may be about to go: hidden, left, closed.
pub fn on_leave(leaving: impl Fn() + Clone + 'static) {
    let hidden = leaving.clone();
    on_window(leptos::ev::pagehide, move |_| leaving());
    on_window(leptos::ev::visibilitychange, move |_| hidden());
}

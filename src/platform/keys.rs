//! Keys pressed anywhere in the page.

use super::listen::on_window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use whocan_core::keys::{Focus, KeyPress, Stroke};

/// What a press means; `None` where it is none of the app's business.
pub fn stroke(event: &web_sys::KeyboardEvent) -> Option<Stroke> {
    /// The code of a press that an input method takes, for browsers that tell it in no other way.
    const TAKEN: u32 = 229;
    KeyPress {
        key: &event.key(),
        code: &event.code(),
        ctrl: event.ctrl_key(),
        alt: event.alt_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        composing: event.is_composing() || event.key_code() == TAKEN,
    }
    .stroke()
}

/// What becomes of a key that is heard before anything in the page hears of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It goes on.
    No,
    /// It was used, and goes no further.
    Used,
    /// Nothing in the page hears of it; what the browser makes of it stays.
    Stopped,
}

/// Calls back for each key pressed, with what has the focus; `true` means that it was used.
pub fn on_key(pressed: impl Fn(&Stroke, Focus) -> bool + 'static) {
    on_window(leptos::ev::keydown, move |event| {
        if stroke(&event).is_some_and(|stroke| pressed(&stroke, focus(&event))) {
            event.prevent_default();
        }
    });
}

/// The same before anything in the page hears of it. Heard by the document and not by the window, which
/// ends everything once the program has stopped.
pub fn on_key_first(pressed: impl Fn(&Stroke, Focus) -> Heard + 'static) {
    let Some(document) = super::document() else { return };
    let heard = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(move |event| {
        let event: web_sys::KeyboardEvent = event;
        let heard = stroke(&event).map_or(Heard::No, |stroke| pressed(&stroke, focus(&event)));
        if heard == Heard::Used {
            event.prevent_default();
        }
        if heard != Heard::No {
            event.stop_propagation();
        }
    });
    // StoreError by no browser; it listens as long as the page is there.
    let listener = heard.into_js_value();
    document
        .add_event_listener_with_callback_and_bool("keydown", listener.unchecked_ref(), true)
        .ok();
}

/// What has the focus where an event happened.
fn focus(event: &web_sys::Event) -> Focus {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(element) = target else { return Focus::Page };
    if element.closest("dialog").is_ok_and(|dialog| dialog.is_some()) {
        return Focus::Dialog;
    }
    let list = "[role='menu'], [role='listbox']";
    if element.closest(list).is_ok_and(|list| list.is_some()) {
        return Focus::List;
    }
    match element.tag_name().as_str() {
        "SELECT" => Focus::List,
        "TEXTAREA" => Focus::Text,
        "INPUT" => match element.get_attribute("type").as_deref() {
            Some("checkbox" | "radio" | "button" | "file" | "submit" | "reset") => Focus::Page,
            _ => Focus::Text,
        },
        _ => Focus::Page,
    }
}

/// Leaves the field that has the focus and comes back to it: what was typed into it counts then.
pub fn leave_and_return() {
    let active = super::document().and_then(|document| document.active_element());
    let active = active.and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(active) = active {
        active.blur().ok();
        active.focus().ok();
    }
}

/// A text field takes what is pasted.
pub(super) fn in_text_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// Whether the platform's command key is held during something the mouse does.
pub fn command_held(event: &web_sys::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

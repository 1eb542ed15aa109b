//! Keys pressed anywhere in the page.

use leptos::prelude::{on_cleanup, window_event_listener};
use wasm_bindgen::JsCast;

/// Calls back for each key pressed outside text fields; `true` means that it was used.
pub fn on_key(pressed: impl Fn(&web_sys::KeyboardEvent) -> bool + 'static) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if !in_text_field(&event) && pressed(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// A text field has an undo of its own.
pub(super) fn in_text_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// Whether the platform's command key is held: Ctrl, or Cmd on a Mac.
pub fn command(event: &web_sys::KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Whether the platform's command key is held during something the mouse does.
pub fn command_held(event: &web_sys::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

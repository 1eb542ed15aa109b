//! The clipboard, through the events that the browser sends when somebody copies or pastes: they
//! need no permission and work from `file://`.

use leptos::prelude::{on_cleanup, window_event_listener};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Puts a text on the clipboard instead of what the browser would copy.
pub fn put(event: &web_sys::Event, text: &str) {
    let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
    let Some(data) = event.clipboard_data() else { return };
    if data.set_data("text/plain", text).is_ok() {
        event.prevent_default();
    }
}

/// The text that is being pasted.
pub fn get(event: &web_sys::Event) -> Option<String> {
    let event = event.dyn_ref::<web_sys::ClipboardEvent>()?;
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    event.prevent_default();
    Some(text)
}

/// Calls back with a text that looks like one of our files and is pasted where nothing else takes
/// it.
pub fn on_file_pasted(pasted: impl Fn(String) + 'static) {
    let listener = window_event_listener(leptos::ev::paste, move |event| {
        if event.default_prevented() || super::keys::in_text_field(&event) {
            return;
        }
        let data = event.clipboard_data();
        let text = data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if whocan_core::format::begins_like_json(&text) {
            event.prevent_default();
            pasted(text);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Puts a text on the clipboard where nothing is copied by the browser: in answer to a press. False where
/// the browser does not let it.
pub fn write(text: &str) -> bool {
    let Some(document) = super::document() else { return false };
    let text = text.to_owned();
    let copied = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        put(&event, &text);
        event.stop_propagation();
    });
    let listener = copied.as_ref().unchecked_ref();
    // By no browser refused; it listens for this one event and before anything in the page.
    document.add_event_listener_with_callback_and_bool("copy", listener, true).ok();
    let command = js_sys::Reflect::get(&document, &"execCommand".into());
    let command = command.ok().and_then(|command| command.dyn_into::<js_sys::Function>().ok());
    let done = command.and_then(|command| command.call1(&document, &"copy".into()).ok());
    document.remove_event_listener_with_callback_and_bool("copy", listener, true).ok();
    done.is_some_and(|done| done.is_truthy())
}

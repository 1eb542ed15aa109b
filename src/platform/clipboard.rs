//! The clipboard, through the events that the browser sends when somebody copies or pastes: they
//! need no permission and work from `file://`.

use wasm_bindgen::JsCast;

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

//! The clipboard, through the events that the browser sends when somebody copies or pastes: they
//! need no permission and work from `file://`.

use super::listen::on_window;
use wasm_bindgen::JsCast;
use whocan_core::text;

use super::value;

/// Puts a text on the clipboard instead of what the browser would copy.
pub fn put(event: &web_sys::Event, text: &str) {
    let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
    let Some(data) = event.clipboard_data() else { return };
    if data.set_data("text/plain", text).is_ok() {
        event.prevent_default();
    }
}

/// Puts a text on the clipboard, and calls back with whether it is there.
pub fn write(text: &str, then: impl FnOnce(bool) + 'static) {
    let promise = super::window()
        .and_then(|window| value::member(&window, "navigator").ok())
        .and_then(|navigator| value::member(&navigator, "clipboard").ok())
        .and_then(|clipboard| value::call(&clipboard, "writeText", &[&text.into()]).ok())
        .and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok());
    let Some(promise) = promise else { return then(false) };
    wasm_bindgen_futures::spawn_local(async move {
        then(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}

/// Asks for the text on the clipboard, and calls back with it; none where the browser does not give it.
pub fn read(then: impl FnOnce(Option<String>) + 'static) {
    let promise = super::window()
        .and_then(|window| value::member(&window, "navigator").ok())
        .and_then(|navigator| value::member(&navigator, "clipboard").ok())
        .and_then(|clipboard| value::call(&clipboard, "readText", &[]).ok())
        .and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok());
    let Some(promise) = promise else { return then(None) };
    wasm_bindgen_futures::spawn_local(async move {
        let text = wasm_bindgen_futures::JsFuture::from(promise).await;
        then(text.ok().and_then(|text| text.as_string()));
    });
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
    on_window(leptos::ev::paste, move |event| {
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
}

/// Calls back with any other text that is pasted where nothing else takes it.
pub fn on_text_pasted(pasted: impl Fn(String) + 'static) {
    on_window(leptos::ev::paste, move |event| {
        if event.default_prevented() || super::keys::in_text_field(&event) {
            return;
        }
        let data = event.clipboard_data();
        let text = data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if !text::is_blank(&text) && !whocan_core::format::begins_like_json(&text) {
            event.prevent_default();
            pasted(text);
        }
    });
}

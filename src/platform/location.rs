//! The part of the address behind `#`: the only part that also works from `file://`.

use leptos::prelude::{on_cleanup, window_event_listener};

/// The steps of the address behind `#/`, decoded. A step that is no valid encoding stays as it is.
pub fn steps() -> Vec<String> {
    let hash = super::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let path = hash.trim_start_matches('#').trim_matches('/');
    if path.is_empty() {
        return Vec::new();
    }
    path.split('/').map(decode).collect()
}

fn decode(step: &str) -> String {
    js_sys::decode_uri_component(step).map(String::from).unwrap_or_else(|_| step.to_owned())
}

fn address(steps: &[String]) -> String {
    let encode = |step: &String| String::from(js_sys::encode_uri_component(step));
    format!("#/{}", steps.iter().map(encode).collect::<Vec<_>>().join("/"))
}

/// The address as a link.
pub fn href(steps: &[String]) -> String {
    address(steps)
}

/// The whole address, with the place of the page, to be given to somebody.
pub fn link() -> String {
    super::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Goes to an address: a new entry of the browser's history.
pub fn go(steps: &[String]) {
    if let Some(window) = super::window() {
        // StoreError only for an address that is no address; ours is encoded.
        window.location().set_hash(&address(steps)).ok();
    }
}

/// Puts an address in the place of the present one, so that Back skips it: moving through a grid
/// must not fill the history.
pub fn replace(steps: &[String]) {
    let history = super::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let nothing = wasm_bindgen::JsValue::NULL;
        history.replace_state_with_url(&nothing, "", Some(&address(steps))).ok();
    }
}

/// Calls back whenever the address changed by link, Back or hand.
pub fn on_change(changed: impl Fn(Vec<String>) + 'static) {
    let listener = window_event_listener(leptos::ev::hashchange, move |_| changed(steps()));
    on_cleanup(move || listener.remove());
}

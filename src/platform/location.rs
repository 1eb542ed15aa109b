//! The part of the address behind `#`: the only part that also works from `file://`.

use super::listen::on_window;

/// What a step begins with that is no part of the path: how the place is shown. It is the last one.
pub const ASIDE: char = '?';

/// The steps of the address behind `#/`, decoded. A step that is no valid encoding stays as it is.
pub fn steps() -> Vec<String> {
    let hash = super::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let hash = hash.trim_start_matches('#');
    let (path, aside) = match hash.split_once(ASIDE) {
        Some((path, aside)) => (path, Some(aside)),
        None => (hash, None),
    };
    let path = path.trim_matches('/');
    let steps = path.split('/').filter(|_| !path.is_empty()).map(decode);
    steps.chain(aside.map(|aside| format!("{ASIDE}{}", decode(aside)))).collect()
}

fn decode(step: &str) -> String {
    js_sys::decode_uri_component(step).map(String::from).unwrap_or_else(|_| step.to_owned())
}

fn address(steps: &[String]) -> String {
    let encode = |step: &String| String::from(js_sys::encode_uri_component(step));
    let (path, aside) = match steps.split_last() {
        Some((aside, path)) if aside.starts_with(ASIDE) => (path, aside.as_str()),
        _ => (steps, ""),
    };
    format!("#/{}{aside}", path.iter().map(encode).collect::<Vec<_>>().join("/"))
}

/// The address as a link.
pub fn href(steps: &[String]) -> String {
    address(steps)
}

/// The whole address, with the place of the page, to be given to somebody.
pub fn link() -> String {
    super::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// The same of another place of this page.
pub fn link_to(steps: &[String]) -> String {
    let page = link();
    let page = page.split_once('#').map_or(page.as_str(), |(page, _)| page);
    format!("{page}{}", address(steps))
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
    on_window(leptos::ev::hashchange, move |_| changed(steps()));
}

//! What the browser's objects hold and do, by name: for interfaces that are used in one place only.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// What a member holds.
pub(super) fn member(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &name.into())
}

/// Puts something into a member.
pub(super) fn put(of: &JsValue, name: &str, what: &JsValue) -> Result<(), JsValue> {
    Reflect::set(of, &name.into(), what).map(drop)
}

/// Calls a method.
pub(super) fn call(of: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = member(of, name)?.dyn_into()?;
    let list = Array::new();
    for value in with {
        list.push(value);
    }
    Reflect::apply(&method, of, &list)
}

/// Calls back at the first of some events, with its name.
pub(super) fn at_first(
    of: &JsValue,
    events: &[&str],
    then: impl FnOnce(String) + 'static,
) -> Result<(), JsValue> {
    let heard = Closure::once_into_js(move |event: JsValue| {
        then(member(&event, "type").ok().and_then(|it| it.as_string()).unwrap_or_default());
    });
    events.iter().try_for_each(|event| put(of, &format!("on{event}"), &heard))
}

/// What went wrong, in the browser's words.
pub(super) fn words(error: &JsValue) -> String {
    let text = |name: &str| member(error, name).ok().and_then(|text| text.as_string());
    let text = text("message").filter(|text| !text.is_empty()).or_else(|| text("name"));
    text.or_else(|| error.as_string()).unwrap_or_else(|| "it does not say why".to_owned())
}

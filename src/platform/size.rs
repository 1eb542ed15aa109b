//! The size of an element as it changes.

use leptos::prelude::{StoredValue, WithValue, on_cleanup};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where an element begins, and how wide it is, in CSS pixels of the window.
pub fn across(element: &web_sys::Element) -> (f64, f64) {
    let place = element.get_bounding_client_rect();
    (place.left(), place.width().max(1.0))
}

/// Calls back with width and height inside an element's scroll bars, in CSS pixels: now and
/// whenever they change, until the calling component is gone.
pub fn on_resize(element: &web_sys::Element, mut resized: impl FnMut(f64, f64) + 'static) {
    let measured = element.clone();
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        resized(f64::from(measured.client_width()), f64::from(measured.client_height()));
    });
    let function = callback.as_ref().unchecked_ref();
    let Ok(observer) = web_sys::ResizeObserver::new(function) else { return };
    observer.observe(element);
    // The browser calls back as long as the observer is connected, so both live until then.
    let kept = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

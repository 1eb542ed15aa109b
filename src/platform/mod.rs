//! The browser, as far as the app touches it: storage, address, page, sizes, keys. Knows nothing of
//! permissions. Nothing else names the window, the document or the storage.

pub mod clipboard;
pub mod clock;
pub mod files;
pub mod keys;
pub mod later;
pub mod listen;
pub mod location;
pub mod mirror;
pub mod page;
pub mod popover;
pub mod random;
pub mod size;
pub mod storage;
pub mod tabs;
mod value;

use wasm_bindgen::JsCast;

/// The window. There always is one where this crate's page runs.
#[expect(clippy::disallowed_methods, reason = "this is the one place that may")]
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// The nearest element around what an event happened on that fits a selector.
pub fn closest(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok()?
}

//! The browser's own dialog: it keeps the focus inside, makes the rest of the page inert, and gives
//! the focus back to whatever opened it.

use wasm_bindgen::JsCast;

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    super::document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Shows a dialog over the page; nothing where it is shown already.
pub fn show(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        // StoreError only for a dialog that is not in the page.
        dialog.show_modal().ok();
    }
}

/// Closes a dialog; nothing where it is closed already.
pub fn close(id: &str) {
    if let Some(dialog) = dialog(id).filter(web_sys::HtmlDialogElement::open) {
        dialog.close();
    }
}

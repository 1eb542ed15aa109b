//! The page as a whole: its title and the theme on its root element.

use wasm_bindgen::JsCast;

/// Sets the title of tab and window.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(title);
    }
}

/// Sets the theme that the style sheets look at.
pub fn set_theme(name: &str) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        // Refused only for a name that no attribute can have.
        root.set_attribute("data-theme", name).ok();
    }
}

/// Puts the keyboard focus on an element.
pub fn focus(id: &str) {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        element.focus().ok();
    }
}

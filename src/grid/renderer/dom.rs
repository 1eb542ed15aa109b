//! What the renderer does to elements. Each write is asked for only where something differs.

use wasm_bindgen::{JsCast, intern};
use web_sys::{Document, Element, HtmlElement, Node, Text};

/// A new element with a class and a role.
pub(super) fn make(document: &Document, class: &str, role: &str) -> Option<HtmlElement> {
    let element = document.create_element(intern("div")).ok()?;
    element.set_class_name(intern(class));
    set(&element, "role", role);
    element.dyn_into().ok()
}

/// Puts a new element into another one, as its last.
pub(super) fn make_in(parent: &Node, class: &str, role: &str) -> Option<HtmlElement> {
    let child = make(&parent.owner_document()?, class, role)?;
    append(parent, &child);
    Some(child)
}

/// Puts empty text into an element, as its last. To write it anew costs less than another one.
pub(super) fn text_in(parent: &Element) -> Option<Text> {
    let text = parent.owner_document()?.create_text_node("");
    append(parent, &text);
    Some(text)
}

/// Puts an element into another one, as its last.
pub(super) fn append(parent: &Node, child: &Node) {
    // Both are the renderer's own.
    parent.append_child(child).ok();
}

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    // StoreError only for a name that no attribute can have.
    element.set_attribute(intern(name), value).ok();
}

/// Sets an attribute, or takes it away.
pub(super) fn set_or_remove(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        None => {
            element.remove_attribute(intern(name)).ok();
        }
    }
}

/// An attribute that is there or not.
pub(super) fn set_flag(element: &Element, name: &str, on: bool) {
    set_or_remove(element, name, on.then_some(""));
}

/// Sets a property of an element's own style.
pub(super) fn style(element: &HtmlElement, name: &str, value: &str) {
    element.style().set_property(intern(name), value).ok();
}

/// A length in an element's own style, in CSS pixels.
pub(super) fn length(element: &HtmlElement, name: &str, value: f64) {
    style(element, name, &format!("{value}px"));
}

/// Moves an element from where it stands.
pub(super) fn translate(element: &HtmlElement, x: f64, y: f64) {
    style(element, "transform", &format!("translate({x}px,{y}px)"));
}

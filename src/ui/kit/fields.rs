//! Fields: one that changes a text in place, and the form that adds something by its name.

use leptos::prelude::event_target_value;

use crate::reactive::State;
use crate::ui::kit::tag::{Tag, Text, tag};

/// A field that shows a text and hands on what it is changed to, once it is left.
pub fn field(
    label: impl Into<Text>,
    value: String,
    change: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    field_of(label.into(), value, Box::new(change))
}

/// The same, compiled once.
fn field_of(label: Text, value: String, change: Box<dyn Fn(String) + Send + Sync>) -> Tag {
    tag("input")
        .class("field")
        .attr("aria-label", label)
        .prop("value", move || value.clone())
        .on("change", move |event: web_sys::Event| change(event_target_value(&event)))
}

/// A field for a name, what stands beside it, and a button; `add` is called with a name that is not
/// blank.
pub fn add_by_name(
    label: impl Into<Text>,
    submit: &'static str,
    beside: Option<Tag>,
    add: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    add_by(label.into(), submit, beside, Box::new(add))
}

/// The same, compiled once.
fn add_by(
    label: Text,
    submit: &'static str,
    beside: Option<Tag>,
    add: Box<dyn Fn(String) + Send + Sync>,
) -> Tag {
    let name = State::new(String::new());
    let field = tag("input")
        .class("field")
        .attr("aria-label", label.clone())
        .attr("placeholder", label)
        .prop("value", move || name.get())
        .on("input", move |event: web_sys::Event| name.set(event_target_value(&event)));
    let submit = tag("button")
        .attr("type", "submit")
        .class("button")
        .bind("disabled", move || name.with(|name| name.trim().is_empty()))
        .text(submit);
    tag("form")
        .class("panel-line")
        .on("submit", move |event: web_sys::Event| {
            event.prevent_default();
            let text = name.get_untracked();
            if !text.trim().is_empty() {
                add(text.trim().to_owned());
                name.set(String::new());
            }
        })
        .child(field)
        .child(beside)
        .child(submit)
}

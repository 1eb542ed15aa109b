//! The form that adds something by its name and a choice.

use leptos::prelude::event_target_value;

use crate::reactive::State;
use crate::ui::kit::tag::{Tag, tag};

/// A field for a name, a choice beside it, and a button; `add` is called with a name that is not
/// blank.
pub(super) fn add_by_name(
    label: &'static str,
    submit: &'static str,
    choice: Tag,
    add: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    let name = State::new(String::new());
    let field = tag("input")
        .class("field")
        .attr("aria-label", label)
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
        .child(choice)
        .child(submit)
}

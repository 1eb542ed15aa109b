//! Fields: one that changes a text in place, and the form that adds something by its name.

use std::sync::Arc;

use leptos::prelude::{event_target, event_target_value, untrack};

use crate::platform::keys;
use crate::reactive::State;
use crate::ui::kit::tag::{Tag, Text, tag};
use whocan_core::keys::Typed;

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

/// A field for a date. `enter` is called once with what was typed, when the field is left or Enter is pressed, and not for each state on the way: browsers tell of all
/// of those. Where it refuses, the field shows the date that stays, and why. A day that is picked from
/// a calendar counts at once.
pub fn date_field(
    label: impl Into<Text>,
    locked: bool,
    value: impl Fn() -> String + Send + Sync + 'static,
    enter: impl Fn(&str, Typed) -> Result<(), String> + Send + Sync + 'static,
) -> Tag {
    date_field_of(label.into(), locked, Arc::new(value), Arc::new(enter))
}

/// What is done with what was typed.
type Enter = Arc<dyn Fn(&str, Typed) -> Result<(), String> + Send + Sync>;

/// The same, compiled once.
fn date_field_of(
    label: Text,
    locked: bool,
    value: Arc<dyn Fn() -> String + Send + Sync>,
    enter: Enter,
) -> Tag {
    // Whether a key was pressed since it was left last.
    let typing = State::new(false);
    let wrong = State::new(None::<String>);
    let now = value.clone();
    let commit = move |event: &web_sys::Event| {
        let field = event_target::<web_sys::HtmlInputElement>(event);
        typing.set(false);
        // A part of a date is the one thing that a field for a date finds wrong by itself.
        let typed = if field.check_validity() { Typed::Whole } else { Typed::Part };
        let (text, before) = (field.value(), untrack(&*now));
        if typed == Typed::Whole && text == before {
            return wrong.set(None);
        }
        let outcome = enter(&text, typed);
        if outcome.is_err() {
            field.set_value(&before);
        }
        wrong.set(outcome.err());
    };
    let commit = Arc::new(commit);
    let (on_change, on_key) = (commit.clone(), commit.clone());
    let field = tag("input")
        .class("field")
        .attr("type", "date")
        .attr("aria-label", label)
        .attr("disabled", locked)
        .bind("aria-invalid", move || wrong.with(|wrong| wrong.is_some().then_some("true")))
        .prop("value", move || value())
        .on("keydown", move |event: web_sys::KeyboardEvent| {
            match keys::stroke(&event).map(|stroke| stroke.key).as_deref() {
                Some("Enter") => on_key(&event),
                _ => typing.set(true),
            }
        })
        .on("change", move |event: web_sys::Event| {
            if !typing.get_untracked() {
                on_change(&event);
            }
        })
        .on("blur", move |event: web_sys::Event| commit(&event));
    let why =
        move || wrong.get().map(|why| tag("span").class("hint").attr("role", "alert").text(why));
    tag("span").class("date-field").child(field).bind_child(why)
}

/// A field for a name, what stands beside it, and a button; `add` is called with a name that is not
/// blank.
pub fn add_by_name(
    label: impl Into<Text>,
    submit: &'static str,
    other_tab_open: Option<Tag>,
    add: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    add_by(label.into(), submit, other_tab_open, Box::new(add))
}

/// The same, compiled once.
fn add_by(
    label: Text,
    submit: &'static str,
    other_tab_open: Option<Tag>,
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
        .child(other_tab_open)
        .child(submit)
}

//! A labelled choice of one of several.

use std::sync::Arc;

use leptos::prelude::{event_target_value, untrack};

use crate::ui::kit::tag::{Tag, Text, all, tag};

/// A choice by values, each with its name. `none` is what the empty value is called; an empty name
/// offers none. The label has no class yet.
pub fn choice(
    label: &'static str,
    none: impl Into<Text>,
    options: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    chosen: impl Fn() -> Option<String> + Send + Sync + 'static,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    choice_of(label, none.into(), Box::new(options), Arc::new(chosen), Box::new(choose))
}

/// The same, compiled once.
fn choice_of(
    label: &'static str,
    none: Text,
    options: Box<dyn Fn() -> Vec<(String, String)> + Send + Sync>,
    chosen: Arc<dyn Fn() -> Option<String> + Send + Sync>,
    choose: Box<dyn Fn(String) + Send + Sync>,
) -> Tag {
    let now = chosen.clone();
    let list = move || {
        let none = (!none.is_empty()).then(|| (String::new(), none.to_string()));
        let option = |(value, name): (String, String)| {
            let (wanted, chosen) = (value.clone(), chosen.clone());
            let selected = move || chosen().unwrap_or_default() == wanted;
            // What is chosen is set once the option is there, and follows without a new one.
            tag("option").attr("value", value).prop("selected", selected).text(name)
        };
        let options = options();
        untrack(|| all(none.into_iter().chain(options).map(option)))
    };
    let select = tag("select")
        .class("field")
        // Its own name: that of the label would have the chosen value in it.
        .attr("aria-label", label)
        .on("change", move |event: web_sys::Event| {
            choose(event_target_value(&event));
            // It shows what is chosen, which may still be what it was.
            if let Some(select) = event.target() {
                let now = untrack(|| now()).unwrap_or_default();
                js_sys::Reflect::set(&select, &"value".into(), &now.into()).ok();
            }
        })
        .bind_child(list);
    tag("label").child(tag("span").text(label)).child(select)
}

//! Tabs: parts of one screen, of which one is shown. They are buttons of a navigation, as each has an
//! address of its own.

use crate::reactive::Derived;
use crate::ui::kit::tag::{Tag, tag};

/// Tabs by their keys and names; `shown` is the key of the one that is.
pub fn tabs(
    label: &'static str,
    all: &[(&'static str, &'static str)],
    shown: Derived<String>,
    show: impl Fn(&'static str) + Copy + Send + Sync + 'static,
) -> Tag {
    let tab = |(key, name): &(&'static str, &'static str)| {
        let key = *key;
        let current = move || shown.with(|shown| shown == key).then_some("page");
        let tab = tag("button")
            .attr("type", "button")
            .class("tab")
            .bind("aria-current", current)
            .on("click", move |_: web_sys::Event| show(key))
            .text(*name);
        tag("li").child(tab)
    };
    let list = tag("ul").class("tabs").children(all.iter().map(tab));
    tag("nav").attr("aria-label", label).child(list)
}

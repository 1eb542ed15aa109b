//! The editor. The focus is the tab, and what is chosen on it.

use leptos::prelude::{AnyView, Callable, untrack};

use super::classified::classified_tab;
use super::groups::groups_tab;
use super::matrix::matrix_tab;
use super::person::person_tab;
use super::tree_pane::resources_tab;
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::tabs::tabs;
use crate::ui::kit::tag::{Piece, all, fresh, tag};
use whocan_core::model::Model;
use whocan_core::models::resources::Resources;

/// The tabs by the first step of the focus.
const TABS: [(&str, &str); 5] = [
    ("resource", "Resources"),
    ("people", "People and requirements"),
    ("groups", "Groups and accounts"),
    ("person", "As one person"),
    ("matrix", "Permissions matrix"),
];

pub(super) fn editor(system: SystemContext<Resources>) -> AnyView {
    let shown = Derived::new(move |_| {
        system.focus.with(|focus| match focus.first().map(String::as_str) {
            // People and requirements stand on one tab.
            Some("requirements") => "people".to_owned(),
            Some(tab) if TABS.iter().any(|(key, _)| *key == tab) => tab.to_owned(),
            _ => "resource".to_owned(),
        })
    });
    let show = move |key: &'static str| system.on_focus.run(vec![key.to_owned()]);
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text("Resource Access"))
        .child(tabs("What is edited", &TABS, shown, show))
        .child(system.asking.choosers(&Resources::INFO, Vec::new))
        .child(system.asking.acting_as());
    let body = fresh(
        move || shown.get(),
        move |tab| match tab.as_str() {
            "people" => classified_tab(system),
            "groups" => groups_tab(system),
            "person" => person_tab(system),
            "matrix" => matrix_tab(),
            _ => resources_tab(system),
        },
    );
    let editor = untrack(|| tag("div").class("editor").child(body));
    all([head.any(), editor.any()])
}

//! The tab of the licences: which are installed.

use leptos::prelude::AnyView;

use super::ask::{Ask, Asked, HOME};
use super::remove::plural;
use super::users::directory;
use super::{heading, list};
use crate::reactive::Derived;
use crate::state::{Session, Tab};
use crate::ui::kit::tag::{Tag, all, button, tag};

/// What is said where there is none.
const EMPTY: &str = "No licence is installed. Add those that the system has: what needs one \
    counts as switched off without it.";

/// See the module.
pub(super) fn licences_tab(session: Session, asked: Asked) -> AnyView {
    let licences = Derived::new(move |_| directory(session.snapshot()).licences);
    let saved = Derived::new(move |_| directory(session.saved()).licences);
    let title = move || licences.with(|all| plural(all.len(), "licence", "licences"));
    let is_empty = Derived::new(move |_| licences.with(Vec::is_empty));
    let row = move |name: String| {
        let is_new = saved.with(|saved| !saved.contains(&name));
        (name.clone(), licence(asked, name, is_new.then_some(", changed")))
    };
    let add = move || asked.set(Some(Ask::AddLicence));
    let head = tag("div")
        .class("things-head")
        .child(tag("h3").bind_text(title))
        .child(button("Add licence…", add).attr("id", HOME));
    let part = tag("section")
        .class("things-part")
        .child(head)
        .bind_child(move || is_empty.get().then(|| tag("p").class("hint").text(EMPTY)))
        .child(list(move || licences.get().into_iter().map(row).collect()));
    all([
        tag("div").class("work-head").child(heading(Tab::Licences)),
        tag("div").class("things-room").child(part),
    ])
}

/// One licence, with what is said of a change to it.
fn licence(asked: Asked, name: String, changed: Option<&'static str>) -> Tag {
    let label = format!("Remove {name}");
    let ask = Ask::RemoveLicence(name.clone());
    let heading = tag("h4")
        .class("thing-name")
        .text(name)
        .child(changed.map(|changed| tag("span").class("unseen").text(changed)));
    let remove = button("Remove…", move || asked.set(Some(ask.clone())));
    tag("li")
        .class("thing")
        .attr("data-changed", changed.is_some())
        .child(tag("div").class("thing-says").child(heading))
        .child(tag("div").class("deeds").child(remove.attr("aria-label", label)))
}

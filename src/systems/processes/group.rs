//! *Select a Group*: Looking For, Search By, the groups found, Select.

use leptos::prelude::event_target_value;

use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, tag};
use whocan_core::directory::Group;
use whocan_core::models::processes::Processes;
use whocan_core::models::processes::search::{SearchBy, find_groups};

/// The panel; `on_select` is called with the group's id.
pub(super) fn select_a_group(
    system: SystemContext<Processes>,
    on_select: impl Fn(String) + Copy + Send + Sync + 'static,
) -> Tag {
    let text = State::new(String::new());
    let by = State::new(None::<SearchBy>);
    let highlighted = State::new(None::<String>);
    let found = Derived::new(move |_| {
        let by = by.get()?;
        system.directory.with(|directory| {
            let groups = text.with(|text| find_groups(directory, text, by))?;
            let hit = |group: &Group| -> Hit {
                (group.id.to_string(), group.name.clone(), group.description.clone())
            };
            Some(groups.iter().map(|group| hit(group)).collect::<Vec<_>>())
        })
    });
    let option = move |search: SearchBy| {
        tag("option")
            .attr("value", search.name())
            .bind("selected", move || by.get() == Some(search))
            .text(search.name())
    };
    let search_by = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        by.set(SearchBy::ALL.into_iter().find(|search| search.name() == name));
        highlighted.set(None);
    };
    let select = move || highlighted.get_untracked().into_iter().for_each(on_select);
    let hint = |text: &'static str| tag("p").class("hint").text(text);
    let list = move || match (by.get(), found.get()) {
        (None, _) => hint("Enter at least one letter, then choose what to search by."),
        (Some(_), None) => hint("Enter at least one letter."),
        (_, Some(groups)) if groups.is_empty() => hint("No group fits."),
        (_, Some(groups)) => tag("ul")
            .class("picks")
            .attr("aria-label", "Groups found")
            .children(groups.into_iter().map(|group| pick(group, highlighted, select))),
    };
    let looking_for = tag("input")
        .class("field")
        .attr("type", "search")
        .prop("value", move || text.get())
        .on("input", move |event: web_sys::Event| {
            text.set(event_target_value(&event));
            highlighted.set(None);
        });
    let search_by = tag("select")
        .on("change", search_by)
        .child(tag("option").attr("value", "").text("choose"))
        .children(SearchBy::ALL.map(option));
    let submit = tag("button")
        .attr("type", "submit")
        .class("button")
        .attr("data-kind", "main")
        .bind("disabled", move || highlighted.get().is_none())
        .text("Select");
    let line = tag("div")
        .class("panel-line")
        .child(tag("label").class("choice").text("Looking For").child(looking_for))
        .child(tag("label").class("choice").text("Search By").child(search_by))
        .child(submit);
    tag("form")
        .class("panel")
        .attr("aria-labelledby", "select-a-group")
        .on("submit", move |event: web_sys::Event| {
            event.prevent_default();
            select();
        })
        .child(tag("h3").attr("id", "select-a-group").text("Select a Group"))
        .child(line)
        .bind_child(list)
}

/// A group that was found: its id, its name and its description.
type Hit = (String, String, Option<String>);

fn pick(
    (id, name, description): Hit,
    highlighted: State<Option<String>>,
    select: impl Fn() + Copy + Send + Sync + 'static,
) -> Tag {
    let wanted = id.clone();
    let radio = tag("input")
        .attr("type", "radio")
        .attr("name", "group")
        .attr("value", id.clone())
        .prop("checked", move || highlighted.get().as_deref() == Some(&wanted))
        .on("change", move |_: web_sys::Event| highlighted.set(Some(id.clone())))
        .on("dblclick", move |_: web_sys::Event| select());
    let more = tag("span").class("pick-more").child(description);
    tag("li").child(tag("label").class("pick").child(radio).child(tag("b").text(name)).child(more))
}

//! *New group*: its name and description, and the group whose entries it begins with.

use leptos::prelude::{Callable, event_target_value};

use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Tag, button, tag};
use whocan_core::directory::{Group, GroupId};
use whocan_core::models::features::{Edit, Features};

/// The dialog, while `adding`.
pub(super) fn new_group(system: SystemContext<Features>, adding: State<bool>) -> Tag {
    let open = Derived::new(move |_| adding.get());
    let title = || "New group".to_owned();
    dialog(
        open,
        title,
        "features-new-group",
        move || adding.set(false),
        move || form(system, adding),
    )
}

fn form(system: SystemContext<Features>, adding: State<bool>) -> Tag {
    let (name, says) = (State::new(String::new()), State::new(String::new()));
    let base = State::new(None::<GroupId>);
    let groups = move || {
        system.directory.with(|directory| {
            directory.groups.iter().map(|it| (it.id.to_string(), it.name.clone())).collect()
        })
    };
    let base_on = choice(
        "Base on group",
        "no group",
        groups,
        move || base.with(|base| base.as_ref().map(ToString::to_string)),
        move |id| base.set((!id.is_empty()).then(|| id.as_str().into())),
    )
    .class("choice");
    let blank = move || name.with(|name| name.trim().is_empty());
    let add = move || {
        if blank() {
            return;
        }
        let mut group = Group::new(&system.new_id('g'), name.get_untracked().trim());
        let says = says.get_untracked().trim().to_owned();
        group.description = (!says.is_empty()).then_some(says);
        let id = group.id.clone();
        // R10: its entries, and none of its members.
        let copy = base.get_untracked().map(|from| Edit::CopyEntries { from, to: id.clone() });
        system.add_group(group, copy.into_iter().collect());
        adding.set(false);
        let kind = system.focus.with_untracked(|focus| focus.get(1).cloned());
        system.on_focus.run(std::iter::once(id.to_string()).chain(kind).collect());
    };
    let buttons = tag("div")
        .class("dialog-buttons")
        .child(
            tag("button")
                .attr("type", "submit")
                .class("button")
                .attr("data-kind", "main")
                .bind("disabled", blank)
                .text("OK"),
        )
        .child(button("Cancel", move || adding.set(false)));
    tag("form")
        .class("features-form")
        .on("submit", move |event: web_sys::Event| {
            event.prevent_default();
            add();
        })
        .child(field("Name", name).attr("autofocus", true))
        .child(field("Description", says))
        .child(base_on)
        .child(tag("p").class("hint").text(
            "The new group begins with that group's entries and without its members. Later \
             changes of one leave the other alone.",
        ))
        .child(buttons)
}

/// A field for a line of text.
pub(super) fn field(label: &'static str, text: State<String>) -> Tag {
    let input = tag("input")
        .class("field")
        .attr("aria-label", label)
        .prop("value", move || text.get())
        .on("input", move |event: web_sys::Event| text.set(event_target_value(&event)));
    tag("label").class("choice wide").child(tag("span").text(label)).child(input)
}

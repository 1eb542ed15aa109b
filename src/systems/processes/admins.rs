//! Whose account is flagged System Admin.

use leptos::prelude::event_target_value;

use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, button, tag};
use whocan_core::directory::UserId;
use whocan_core::models::processes::{Edit, Processes};

/// The panel.
pub(super) fn system_admins(system: SystemContext<Processes>) -> Tag {
    let people = move |flagged: bool| {
        let policy = system.policy.get();
        system.directory.with(|directory| {
            directory
                .users
                .iter()
                .filter(|user| policy.system_admins.contains(&user.id) == flagged)
                .map(|user| (user.id.clone(), user.name.clone()))
                .collect::<Vec<(UserId, String)>>()
        })
    };
    let row = move |(id, name): (UserId, String)| {
        let remove = move || system.send(Edit::RemoveSystemAdmin(id.clone()));
        let label = format!("{name}: no longer System Admin");
        tag("li")
            .child(tag("b").text(name))
            .child(button("Remove the flag", remove).attr("aria-label", label))
    };
    let option =
        |(id, name): (UserId, String)| tag("option").attr("value", id.to_string()).text(name);
    let add = move |event: web_sys::Event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            system.send(Edit::AddSystemAdmin(id.into()));
        }
    };
    let choose = tag("select")
        .on("change", add)
        .child(tag("option").attr("value", "").text("choose a person"))
        .bind_child(move || people(false).into_iter().map(option).collect::<Vec<_>>());
    let flagged = move || people(true).into_iter().map(row).collect::<Vec<_>>();
    tag("details")
        .class("panel")
        .child(tag("summary").text("System Admins"))
        .child(tag("p").class("hint").text(
            "This account flag brings the highest level that each process offers, except in Data \
             Management. It does not lift All Secured Data.",
        ))
        .child(tag("ul").class("needs").bind_child(flagged))
        .child(tag("label").class("choice").text("Flag an account").child(choose))
}

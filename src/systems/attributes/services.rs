//! Which areas of Targeted Youth Support people work in: who works in two or more has to sign on
//! under the right one.

use leptos::prelude::AnyView;

use super::fields::search;
use crate::reactive::State;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, tag, tick};
use whocan_core::directory::User;
use whocan_core::models::attributes::area::{Area, Areas};
use whocan_core::models::attributes::{Attributes, Edit};
use whocan_core::shared::Shared;
use whocan_core::text::SearchText;

/// The most people that are listed.
const MOST_PEOPLE: usize = 200;

pub(super) fn services(system: SystemContext<Attributes>) -> AnyView {
    let text = State::new(String::new());
    let only = State::new(false);
    let rows = move || {
        let policy = system.policy.get();
        let wanted = SearchText::new(&text.get());
        system.directory.with(|directory| {
            let fits = |user: &&Shared<User>| {
                wanted.is_in(&user.name) && (!only.get() || policy.services.contains_key(&user.id))
            };
            let people = directory.users.iter().filter(fits).take(MOST_PEOPLE);
            let row = |user: &Shared<User>| row(system, user, policy.services_of(Some(&user.id)));
            people.map(row).collect::<Vec<Tag>>()
        })
    };
    let head = |text: &'static str| tag("th").attr("scope", "col").text(text);
    let table = tag("table")
        .class("sp-family")
        .child(
            tag("thead").child(
                tag("tr")
                    .child(head("Person"))
                    .children(Area::ALL.map(|area| head(area.name())))
                    .child(head("Sign-on")),
            ),
        )
        .child(tag("tbody").bind_child(rows));
    tag("section")
        .class("panel sp-panel")
        .attr("aria-labelledby", "sp-services")
        .child(tag("h3").attr("id", "sp-services").text("Services"))
        .child(tag("p").class("hint").text(
            "People sign on only under services that they work in. Whoever works in two or more adds \
             referrals of one only while signed on under it; who works in one, or in none, is not \
             asked.",
        ))
        .child(
            tag("div")
                .class("panel-line")
                .child(search("Find people", text))
                .child(tick("Only who works in any", move || only.get(), move |on| only.set(on))),
        )
        .child(
            tag("div")
                .class("scrolls")
                .attr("role", "region")
                .attr("aria-label", "People and services")
                .attr("tabindex", "0")
                .child(table),
        )
        .any()
}

fn row(system: SystemContext<Attributes>, user: &User, areas: Areas) -> Tag {
    let cell = |area: Area| {
        let id = user.id.clone();
        let label = format!("{}: {}", user.name, area.name());
        let input = tag("input")
            .attr("type", "checkbox")
            .attr("aria-label", label)
            .prop("checked", move || areas.has(area))
            .on("change", move |_: web_sys::Event| {
                system.send(Edit::SetServices(id.clone(), areas.turned(area)));
            });
        tag("td").child(input)
    };
    let says = match (areas.is_empty(), areas.several()) {
        (true, _) => "",
        (_, false) => "not asked",
        (_, true) => "under the right one",
    };
    tag("tr")
        .key(user.id.to_string())
        .child(tag("th").attr("scope", "row").text(user.name.clone()))
        .children(Area::ALL.map(cell))
        .child(tag("td").class("sp-count").text(says))
}

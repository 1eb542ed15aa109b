//! The feature that is focused: what it is for, its default, the licence it needs; and adding one.

use leptos::prelude::{AnyView, Callable, event_target_value, untrack};

use super::editor::Here;
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::tag::{Tag, button, tag};
use whocan_core::models::features::policy::{Feature, Kind, Visibility};
use whocan_core::models::features::{Edit, Features};
use whocan_core::shared::Shared;

/// The panel.
pub(super) fn detail(
    system: SystemContext<Features>,
    here: Derived<Here>,
    may_edit: Derived<bool>,
) -> Tag {
    let feature = Derived::new(move |_| {
        let id = here.with(|here| here.feature.clone())?;
        system.policy.with(|policy| policy.feature(&id).cloned())
    });
    let body = move || match feature.get() {
        None => tag("p").class("hint").text("Choose a row to see what it is for."),
        Some(feature) => untrack(|| of(system, &feature, may_edit)),
    };
    tag("section").class("panel").attr("aria-label", "Feature").bind_child(body)
}

fn of(system: SystemContext<Features>, feature: &Shared<Feature>, may_edit: Derived<bool>) -> Tag {
    let own = (!feature.kind.is_shipped()).then(|| properties(system, feature));
    let id = feature.id.clone();
    let state = move || {
        system.policy.with(|policy| {
            let licence = policy.licence(policy.feature(&id)?).to_owned();
            let there = licence == whocan_core::models::features::CORE
                || system.directory.with(|directory| directory.licences.contains(&licence));
            let there = if there { "installed" } else { "not installed, so it is Unavailable" };
            Some(format!("Licence {licence}: {there}."))
        })
    };
    let fields = tag("fieldset")
        .class("bare panel-line")
        .bind("disabled", move || !may_edit.get())
        .child(default(system, feature))
        .child(licence(system, feature))
        .child(own);
    tag("div")
        .class("features-detail")
        .child(tag("h3").text(feature.name.clone()))
        .child(tag("p").class("preview-band").text(feature.band()))
        .child(tag("p").text(feature.says()))
        .child(tag("p").class("hint").bind_text(state))
        .child(fields)
}

fn default(system: SystemContext<Features>, feature: &Feature) -> Tag {
    let offered = feature.kind.offers().iter();
    let offered: Vec<(String, String)> =
        offered.map(|value| (value.name().to_owned(), value.name().to_owned())).collect();
    let (id, set) = (feature.id.clone(), feature.id.clone());
    select(
        "Default",
        move || offered.clone(),
        move || system.policy.with(|policy| policy.default_of(&id).name().to_owned()),
        move |name| {
            let value = Visibility::parse(&name).ok();
            value.into_iter().for_each(|value| system.send(Edit::SetDefault(set.clone(), value)));
        },
    )
}

/// Which licence it needs, of those that anything needs.
fn licence(system: SystemContext<Features>, feature: &Feature) -> Tag {
    let names = move || {
        system.policy.with(|policy| {
            let mut names: Vec<String> = Vec::new();
            for feature in policy.features() {
                let name = policy.licence(feature).to_owned();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            system.directory.with(|directory| {
                let more = directory.licences.iter().filter(|name| !names.contains(name)).cloned();
                let more: Vec<String> = more.collect();
                names.extend(more);
            });
            names.into_iter().map(|name| (name.clone(), name)).collect()
        })
    };
    let (of, set) = (feature.id.clone(), feature.id.clone());
    select(
        "Licence",
        names,
        move || {
            system.policy.with(|policy| {
                let licence = policy.feature(&of).map(|feature| policy.licence(feature).to_owned());
                licence.unwrap_or_default()
            })
        },
        move |name| system.send(Edit::SetLicence(set.clone(), Some(name))),
    )
}

/// A choice where something always is chosen.
fn select(
    label: &'static str,
    options: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    chosen: impl Fn() -> String + Send + Sync + 'static,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    choice(
        label,
        "",
        options,
        move || Some(chosen()),
        move |name| {
            if !name.is_empty() {
                choose(name);
            }
        },
    )
    .class("choice")
}

/// What can be changed of a feature that does not come with the product.
fn properties(system: SystemContext<Features>, feature: &Feature) -> AnyView {
    let edit =
        |label: &'static str, now: String, edit: Box<dyn Fn(String) -> Edit + Send + Sync>| {
            tag("input")
                .class("field")
                .attr("aria-label", label)
                .attr("placeholder", label)
                .prop("value", move || now.clone())
                .on("change", move |event: web_sys::Event| {
                    system.send(edit(event_target_value(&event)))
                })
        };
    let id = &feature.id;
    let (rename, category, describe, remove) = (id.clone(), id.clone(), id.clone(), id.clone());
    let fields = [
        edit("Name", feature.name.clone(), Box::new(move |it| Edit::Rename(rename.clone(), it))),
        edit(
            "Category",
            feature.category.clone(),
            Box::new(move |it| Edit::SetCategory(category.clone(), it)),
        ),
        edit(
            "Description",
            feature.description.clone(),
            Box::new(move |it| Edit::Describe(describe.clone(), it)),
        ),
        button("Remove", move || system.send(Edit::Remove(remove.clone())))
            .attr("aria-label", format!("Remove {}", feature.name)),
    ];
    crate::ui::kit::tag::all(fields)
}

/// Adds a feature of a kind that each installation has of its own.
pub(super) fn add_item(system: SystemContext<Features>, here: Derived<Here>, kind: Kind) -> Tag {
    let (name, category) = (State::new(String::new()), State::new(String::new()));
    let input = move |label: &'static str, text: State<String>| {
        tag("input")
            .class("field")
            .attr("aria-label", label)
            .attr("placeholder", label)
            .prop("value", move || text.get())
            .on("input", move |event: web_sys::Event| text.set(event_target_value(&event)))
    };
    let add = move || {
        let mut feature = Feature::new(&system.new_id('f'), name.get_untracked().trim(), kind);
        feature.category = category.get_untracked().trim().to_owned();
        let id = feature.id.clone();
        system.send(Edit::Add(feature));
        name.set(String::new());
        system.on_focus.run(here.get_untracked().steps(kind, Some(&id)));
    };
    let submit = tag("button")
        .attr("type", "submit")
        .class("button")
        .bind("disabled", move || name.with(|name| name.trim().is_empty()))
        .text(format!("Add to {}", kind.name()));
    tag("form")
        .class("panel-line")
        .attr("aria-label", format!("Add to {}", kind.name()))
        .on("submit", move |event: web_sys::Event| {
            event.prevent_default();
            add();
        })
        .child(input("Name of a new item", name))
        .child(input("Its category", category))
        .child(submit)
}

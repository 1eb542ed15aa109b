//! The gates of the attributes in one section, to be added, made to warn only, and removed.

use leptos::prelude::{AnyView, event_target_value};

use crate::reactive::State;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, all, button, tag};
use whocan_core::models::attributes::policy::{Gate, Policy, Section, Strength};
use whocan_core::models::attributes::{Attributes, Edit};

pub(super) fn gates(system: SystemContext<Attributes>, section: &Section) -> AnyView {
    let ours = section.clone();
    let rows = move || {
        system.policy.with(|policy| {
            let concerns = |gate: &&Gate| {
                ours.attributes.iter().any(|it| it.id == gate.attribute || it.id == gate.needs)
            };
            policy
                .gates
                .iter()
                .filter(concerns)
                .map(|gate| row(system, policy, gate))
                .collect::<Vec<Tag>>()
        })
    };
    let (behind, needed) = (State::new(String::new()), State::new(String::new()));
    let add = move || {
        let (attribute, needs) = (behind.get_untracked(), needed.get_untracked());
        system.send(Edit::AddGate(Gate::new(attribute.into(), needs.into())));
    };
    let incomplete =
        move || behind.with(|a| needed.with(|b| a.is_empty() || b.is_empty() || a == b));
    let line = tag("div")
        .class("panel-line")
        .child(select(system, "The attribute behind the gate", "this attribute", behind))
        .child(tag("span").text("needs"))
        .child(select(system, "What it needs", "that attribute", needed))
        .child(button("Add the gate", add).bind("disabled", incomplete));
    let list = tag("ul").class("catalogue").bind_child(rows);
    all([tag("h4").text("Gates"), list, line])
}

/// A choice among all attributes.
fn select(
    system: SystemContext<Attributes>,
    label: &'static str,
    none: &'static str,
    chosen: State<String>,
) -> Tag {
    let options = move || {
        system.policy.with(|policy| {
            let attributes = policy.catalogue.attributes();
            attributes
                .map(|it| tag("option").attr("value", it.id.to_string()).text(it.name.clone()))
                .collect::<Vec<Tag>>()
        })
    };
    tag("select")
        .class("field")
        .attr("aria-label", label)
        .on("change", move |event: web_sys::Event| chosen.set(event_target_value(&event)))
        .child(tag("option").attr("value", "").text(none))
        .bind_child(options)
}

fn row(system: SystemContext<Attributes>, policy: &Policy, gate: &Gate) -> Tag {
    let verb = match gate.strength {
        Strength::Deny => "needs",
        Strength::Warn => "is advised to go with",
    };
    let (behind, needed) =
        (policy.attribute_name(&gate.attribute), policy.attribute_name(&gate.needs));
    let words = format!("{behind} {verb} {needed}");
    let (turned, gone) = (gate.clone(), gate.clone());
    let (label, strength) = match gate.strength {
        Strength::Deny => ("Only warn", Strength::Warn),
        Strength::Warn => ("Let it deny", Strength::Deny),
    };
    let turn = move || system.send(Edit::AddGate(Gate { strength, ..turned.clone() }));
    let remove = move || system.send(Edit::RemoveGate(gone.attribute.clone(), gone.needs.clone()));
    tag("li")
        .key(format!("{} {}", gate.attribute, gate.needs))
        .class("panel-line")
        .child(tag("span").text(words.clone()))
        .child(gate.inferred.then(|| tag("span").class("inferred").text("inferred")))
        .child(button(label, turn).attr("aria-label", format!("{label}: {words}")))
        .child(button("Remove", remove).attr("aria-label", format!("Remove: {words}")))
}

//! The gates of the attributes in one section, to be added, made to warn only, and removed.

use leptos::prelude::*;

use super::page::Page;
use crate::components::{Choice, Icon, Menu, MenuItem, Mood, PairAdder, Tag};
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::policy::{Gate, Section, SectionId, Strength};

/// See the module.
#[component]
pub(super) fn Gates(page: Page, section: Memo<Option<SectionId>>) -> AnyView {
    let found = Memo::new(move |_| {
        let facts = page.facts.get();
        let Some(id) = section.get() else { return Vec::new() };
        let Some((_, section)) = facts.policy.catalogue.with_outer(&id) else { return Vec::new() };
        let concerns = |gate: &&Gate| concerns(section, gate);
        let gates = facts.policy.gates.iter().filter(concerns);
        let words = |gate: &Gate| {
            let verb = match gate.strength {
                Strength::Deny => "needs",
                Strength::Warn => "is advised to go with",
            };
            let name = |id| facts.policy.catalogue.name(id);
            format!("{} {verb} {}", name(&gate.attribute), name(&gate.needs))
        };
        gates.map(|gate| (words(gate), gate.clone())).collect::<Vec<_>>()
    });
    let rows = move || {
        let found = found.get();
        untrack(|| found.into_iter().map(|gate| row(page, gate)).collect_view())
    };
    view! {
        <h4 class="att-sheet-sub">"Gates"</h4>
        <ul class="att-list">{rows}</ul>
        <AddGate page />
    }
    .into_any()
}

fn concerns(section: &Section, gate: &Gate) -> bool {
    section.attributes.iter().any(|it| it.id == gate.attribute || it.id == gate.needs)
}

fn row(page: Page, (words, gate): (String, Gate)) -> AnyView {
    let (label, strength) = match gate.strength {
        Strength::Deny => ("Only warn", Strength::Warn),
        Strength::Warn => ("Let it deny", Strength::Deny),
    };
    let inferred = gate.inferred.then(|| view! { <Tag text="Inferred" mood=Mood::Warn /> });
    let (turned, gone) = (gate.clone(), gate);
    let turn = move || page.system.send(Edit::AddGate(Gate { strength, ..turned.clone() }));
    let remove = move || {
        page.system.send(Edit::RemoveGate(gone.attribute.clone(), gone.needs.clone()));
    };
    let items = vec![MenuItem::new(label, turn), MenuItem::new("Remove", remove)];
    let label = format!("More for {words}");
    view! {
        <li class="att-item">
            <span class="att-item-name">{words}</span>
            {inferred}
            <Menu label icon=Icon::More bare=true items=Signal::stored(items) />
        </li>
    }
    .into_any()
}

#[component]
fn AddGate(page: Page) -> AnyView {
    let choices = Signal::derive(move || {
        let facts = page.facts.get();
        let all = facts.policy.catalogue.items();
        all.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
    });
    let add = move |(attribute, needs): (String, String)| {
        page.system.send(Edit::AddGate(Gate::new(attribute.into(), needs.into())));
    };
    view! {
        <PairAdder
            label="Add the gate"
            fields=["The attribute behind the gate", "What it needs"]
            placeholders=["This attribute", "That attribute"]
            choices
            refusals=["Choose both attributes first.", "An attribute cannot need itself."]
            on_add=add
        />
    }
    .into_any()
}

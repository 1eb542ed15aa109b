//! The gates of the attributes in one section, to be added, made to warn only, and removed.

use leptos::prelude::*;

use super::page::Page;
use crate::components::{Button, Choice, Combobox, Icon, Menu, MenuItem, Mood, Tag};
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::policy::{Gate, Section, SectionId, Strength};

/// See the module.
#[component]
pub(super) fn Gates(page: Page, section: Memo<Option<SectionId>>) -> AnyView {
    let found = Memo::new(move |_| {
        let facts = page.facts.get();
        let Some(id) = section.get() else { return Vec::new() };
        let Some((_, section)) = facts.policy.catalogue.section(&id) else { return Vec::new() };
        let concerns = |gate: &&Gate| concerns(section, gate);
        let gates = facts.policy.gates.iter().filter(concerns);
        let words = |gate: &Gate| {
            let verb = match gate.strength {
                Strength::Deny => "needs",
                Strength::Warn => "is advised to go with",
            };
            let name = |id| facts.policy.attribute_name(id);
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
    let (behind, needed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let choices = Signal::derive(move || {
        let facts = page.facts.get();
        let all = facts.policy.catalogue.attributes();
        all.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
    });
    let off = Signal::derive(move || {
        let none = behind.with(String::is_empty) || needed.with(String::is_empty);
        let same = behind.with(|one| needed.with(|other| one == other));
        match (none, same) {
            (true, _) => Some("Choose both attributes first.".to_owned()),
            (false, true) => Some("An attribute cannot need itself.".to_owned()),
            (false, false) => None,
        }
    });
    let add = move || {
        let (attribute, needs) = (behind.get_untracked(), needed.get_untracked());
        page.system.send(Edit::AddGate(Gate::new(attribute.into(), needs.into())));
        behind.set(String::new());
        needed.set(String::new());
    };
    view! {
        <div class="adder">
            <Combobox
                label="The attribute behind the gate"
                choices
                value=behind
                placeholder="This attribute"
                on_choose=move |id: String| behind.set(id)
            />
            <Combobox
                label="What it needs"
                choices
                value=needed
                placeholder="That attribute"
                on_choose=move |id: String| needed.set(id)
            />
            <Button icon=Icon::Plus off on_press=add>
                "Add the gate"
            </Button>
        </div>
    }
    .into_any()
}

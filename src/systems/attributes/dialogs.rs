//! What stands over the editor: the group that another one is based on, and an attribute of the
//! catalogue. One at a time.

use leptos::prelude::*;

use super::attribute::AttributeForm;
use super::page::Page;
use crate::components::{Button, ButtonKind, Choice, Combobox, Modal};
use crate::grid::tell;
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::policy::AttributeId;

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// Which group's ticks the present one takes over.
    Base,
    /// What is known of an attribute.
    Attribute(AttributeId),
}

fn group_name(page: Page) -> String {
    let facts = page.facts.get();
    facts.group.as_ref().map(|group| facts.directory.groups.name(group)).unwrap_or_default()
}

/// See the module.
#[component]
pub(super) fn Dialogs(page: Page) -> AnyView {
    let asked = page.asked;
    let title = Memo::new(move |before: Option<&String>| match asked.get() {
        Some(Ask::Base) => format!("Base {} on another group", group_name(page)),
        Some(Ask::Attribute(id)) => page.facts.with(|facts| facts.policy.catalogue.name(&id)),
        None => before.cloned().unwrap_or_default(),
    });
    let content = move || match asked.get_untracked() {
        Some(Ask::Base) => view! { <Base page /> }.into_any(),
        Some(Ask::Attribute(id)) => view! { <AttributeForm page id /> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <Modal
            open=Signal::derive(move || asked.with(Option::is_some))
            title
            on_close=move || asked.set(None)
        >
            {content()}
        </Modal>
    }
    .into_any()
}

/// Which group's ticks the present one takes over, and whom that reaches.
#[component]
fn Base(page: Page) -> AnyView {
    let from = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        let facts = page.facts.get();
        let others =
            facts.directory.groups.iter().filter(|it| facts.group.as_ref() != Some(&it.id));
        others.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
    });
    let edit = move |from: String, to| Edit::CopyTicks(from.as_str().into(), to);
    let edit = move || {
        let (from, to) = (from.get(), page.group.get()?);
        (!from.is_empty()).then(|| edit(from, to))
    };
    let off = Signal::derive(move || match from.with(String::is_empty) {
        true => Some("Choose a group first.".to_owned()),
        false => None,
    });
    let effect = move || {
        let edit = edit()?;
        untrack(|| page.system.foresee(vec![edit]).map(tell))
    };
    let take = move || {
        let edit = untrack(edit);
        page.asked.set(None);
        edit.into_iter().for_each(|edit| page.system.send(edit));
    };
    let name = untrack(|| group_name(page));
    view! {
        <div class="modal-body att-dialog">
            <p class="att-quiet">
                {format!("{name} then ticks exactly what the other group ticks, its reports too. Later changes of one leave the other alone.")}
            </p>
            <Combobox
                label="Base on"
                choices
                value=from
                placeholder="A security group"
                on_choose=move |id: String| from.set(id)
            />
            <p role="status">{effect}</p>
        </div>
        <div class="modal-buttons">
            <Button on_press=move || page.asked.set(None)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary off on_press=take>
                "Take over the ticks"
            </Button>
        </div>
    }
    .into_any()
}

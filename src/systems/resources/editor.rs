//! The editor: on the left as whom everything is seen and the tree, or the people, or the groups; beside
//! it what is chosen there.

use leptos::prelude::*;

use super::dialogs::Dialogs;
use super::groups::{AccountsPane, GroupPane};
use super::matrix::Matrix;
use super::page::{Page, Tab};
use super::people::{OnePane, PeoplePane};
use super::resource::ResourcePane;
use super::tree_pane::{Sight, TreePane};
use crate::components::{Icon, Symbol};
use crate::state::context::SystemContext;
use whocan_core::models::resources::Resources;
use whocan_core::models::resources::policy::Kind;

/// See the module.
#[component]
pub(super) fn ResourcesEditor(system: SystemContext<Resources>) -> AnyView {
    let page = Page::new(system);
    settle(page);
    let tab = page.of(|_, here| match here.tab {
        // They stand on one tab.
        Tab::Classified(_) => Tab::Classified(Kind::Person),
        tab => tab,
    });
    let left = move || {
        let tab = tab.get();
        untrack(|| match tab {
            Tab::Resource => view! { <Sight page /> <TreePane page /> }.into_any(),
            Tab::Classified(_) => view! { <Sight page /> <PeoplePane page /> }.into_any(),
            Tab::Groups => view! { <GroupPane page /> }.into_any(),
            Tab::Matrix => ().into_any(),
        })
    };
    let right = move || {
        let tab = tab.get();
        untrack(|| match tab {
            Tab::Resource => view! { <ResourcePane page /> }.into_any(),
            Tab::Classified(_) => view! { <OnePane page /> }.into_any(),
            Tab::Groups => view! { <AccountsPane page /> }.into_any(),
            Tab::Matrix => view! { <Matrix page /> }.into_any(),
        })
    };
    let choosing = Signal::derive(move || page.choosing.get().then_some(""));
    let alone = Signal::derive(move || (tab.get() == Tab::Matrix).then_some(""));
    view! {
        <div class="res-page">
            <div class="res-editor" data-choosing=choosing data-alone=alone>
                <Chosen page />
                <div class="res-pane">{left}</div>
                {right}
            </div>
            <Dialogs page />
        </div>
    }
    .into_any()
}

/// The address says what is looked at, also where it came without.
fn settle(page: Page) {
    let system = page.system;
    Effect::new(move |_| {
        // The address is read first: what is looked at follows it, and where that stays the same this
        // would not run again for another address.
        let focus = system.focus.get();
        let (steps, is_any) = page.here.with(|here| (here.steps(), here.is_any()));
        if is_any && focus != steps {
            system.begin_at(steps);
        }
    });
}

/// Where there is room for one pane: what is chosen, and the way to another one.
#[component]
fn Chosen(page: Page) -> AnyView {
    let name = page.of(|facts, here| {
        let policy = &facts.policy;
        let name = match here.tab {
            Tab::Resource => here.resource.as_ref().map(|id| policy.resources.name(id)),
            Tab::Classified(kind) => here.one.as_ref().map(|id| policy.classified(kind).name(id)),
            Tab::Groups => here.who.as_ref().map(|who| facts.directory.name(who)),
            Tab::Matrix => None,
        };
        name.unwrap_or_else(|| "Nothing yet".to_owned())
    });
    let expanded = Signal::derive(move || page.choosing.get().to_string());
    view! {
        <button
            type="button"
            class="res-chosen field-box"
            aria-expanded=expanded
            on:click=move |_| page.choosing.update(|choosing| *choosing = !*choosing)
        >
            <span class="res-chosen-name">{name}</span>
            <Symbol icon=Icon::Down />
        </button>
    }
    .into_any()
}

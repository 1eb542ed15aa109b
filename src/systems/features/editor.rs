//! *Edit Permissions* as its users know it: the kinds on top, users and groups or items on the left, the
//! list on the right.

use leptos::prelude::*;

use super::dialogs::Dialogs;
use super::item::Item;
use super::kinds::{ActingAs, Kinds};
use super::list::FeatureList;
use super::page::Page;
use super::pane::SidePane;
use super::restart::Restart;
use crate::components::{EmptyState, Icon, Show};
use crate::state::context::SystemContext;
use whocan_core::models::features::Features;

/// See the module.
#[component]
pub(super) fn FeaturesEditor(system: SystemContext<Features>) -> AnyView {
    let page = Page::new(system);
    page.follow_focus();
    page.follow_search();
    settle(page);
    let by_item = Signal::derive(move || page.here.with(|here| here.by_item).then_some(""));
    let choosing = Signal::derive(move || page.choosing.get().then_some(""));
    let anybody = Signal::derive(move || {
        page.here.with(|here| here.who.is_some() || here.by_item && here.feature.is_some())
    });
    view! {
        <div class="features-page">
            <div class="features-editor" data-choosing=choosing data-by-item=by_item>
                <Kinds page />
                <Restart page />
                <ActingAs page />
                <SidePane page />
                <div class="features-main">
                    <Item page />
                    <Show when=anybody>
                        <FeatureList page />
                    </Show>
                    <Show when=Signal::derive(move || !anybody.get())>
                        <Nobody page />
                    </Show>
                </div>
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
        let steps = page.here.with(|here| here.steps());
        let named = system.focus.get();
        if !steps.is_empty() && named != steps {
            system.begin_at(steps);
        }
    });
}

/// There is nobody yet.
#[component]
fn Nobody(page: Page) -> AnyView {
    view! {
        <div class="features-nothing">
            <EmptyState
                title="Nobody is here yet"
                text="Add people and groups, then say what they are shown."
                verb="Open people"
                icon=Icon::Person
                on_verb=move || page.system.open_people.run(())
            />
        </div>
    }
    .into_any()
}

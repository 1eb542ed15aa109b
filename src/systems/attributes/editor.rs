//! The editor, in parts. What the address does not say is the first there is.

use leptos::prelude::*;

use super::catalogue::CataloguePart;
use super::dialogs::Dialogs;
use super::form::Form;
use super::page::{Page, Part};
use super::reports::Reports;
use super::row::box_id;
use super::see::See;
use super::services::Services;
use crate::components::{EmptyState, Icon, Show};
use crate::grid::HiddenDialog;
use crate::pages::groups::ask::{Ask, DirectoryDialog, HOME, Kind};
use crate::platform::{later, page as dom};
use crate::state::context::SystemContext;
use whocan_core::models::attributes::Attributes;

/// See the module.
#[component]
pub(super) fn AttributesEditor(system: SystemContext<Attributes>) -> AnyView {
    let page = Page::new(system);
    settle(page);
    follow_focus(page);
    follow_filter(page);
    let part = move || {
        let part = page.part.get();
        untrack(|| match part {
            Part::Form => view! { <GroupForm page /> }.into_any(),
            Part::See => view! { <See page /> }.into_any(),
            Part::Reports => view! { <Reports page /> }.into_any(),
            Part::Services => view! { <Services page /> }.into_any(),
            Part::Catalogue => view! { <CataloguePart page /> }.into_any(),
        })
    };
    let (waiting, dialogs) = (page.waiting, page.dialogs);
    view! {
        <div class="editor-frame att-page">
            <h2 class="unseen">"Security Permissions"</h2>
            {part}
            <Dialogs page />
            <HiddenDialog waiting of="attributes" />
            <DirectoryDialog dialogs />
        </div>
    }
    .into_any()
}

/// The address says what is looked at, also where it came without.
fn settle(page: Page) {
    Effect::new(move |_| {
        let steps = page.steps();
        if !steps.is_empty() && page.system.focus.with(|focus| *focus != steps) {
            page.system.begin_at(steps);
        }
    });
}

/// What the address names is brought into view.
fn follow_focus(page: Page) {
    Effect::new(move |_| {
        let Some(here) = page.here.get() else { return };
        if page.part.get() != Part::Form {
            return;
        }
        let section = page.facts.with_untracked(|facts| {
            let found = facts.policy.catalogue.with_heading(&here);
            found.map(|(section, _)| section.id.to_string())
        });
        section.into_iter().for_each(|id| {
            if page.folded.with_untracked(|folded| folded.contains(&id)) {
                page.folded.update(|folded| {
                    folded.remove(&id);
                });
            }
        });
        later::after_paint(move || dom::bring_into_view(&box_id(here.as_str())));
    });
}

/// Where a filter hides the attribute that is looked at, the first that is shown takes its place.
fn follow_filter(page: Page) {
    Effect::new(move |_| {
        let drawn = page.drawn.get();
        if page.part.get() != Part::Form {
            return;
        }
        let here = page.here.get_untracked();
        let shown = here.is_some_and(|here| drawn.iter().any(|it| it.has(&here)));
        let first = drawn.iter().filter_map(|it| it.first()).next();
        if let Some(first) = first.filter(|_| !shown) {
            page.go(first.as_str());
        }
    });
}

/// The form, or how there comes to be one.
#[component]
fn GroupForm(page: Page) -> AnyView {
    let any = Signal::derive(move || page.group.with(Option::is_some));
    view! {
        <Show when=any>
            <Form page />
        </Show>
        <Show when=Signal::derive(move || !any.get())>
            <div class="editor-empty" id=HOME>
                <EmptyState
                    title="There is no security group yet."
                    text="Attributes are ticked for groups. Add one, then tick what it may do."
                    verb="New group"
                    icon=Icon::Plus
                    on_verb=move || page.dialogs.ask(Ask::Add(Kind::Group))
                />
            </div>
        </Show>
    }
    .into_any()
}

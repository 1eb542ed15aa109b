//! The editor: the records and the list of the one that is looked at, or the service teams and the default
//! of one. What the list comes to for everybody stands in the inspector.

use leptos::prelude::*;

use super::before::{BeforeYouDoIt, before};
use super::dialogs::{Ask, Dialogs};
use super::page::{Here, Page, Sheet};
use super::people::OutcomeList;
use super::record::RecordDetail;
use super::records::RecordPane;
use super::teams::{NoTeam, TeamDetail, TeamPane};
use crate::components::{EmptyState, Icon, Show};
use crate::inspector::{InspectorDoor, Listing};
use crate::state::context::SystemContext;
use whocan_core::models::acl::Acl;

/// See the module.
#[component]
pub(super) fn AclEditor(system: SystemContext<Acl>) -> AnyView {
    let page = Page::new(system);
    let before = before(page);
    list_outcomes(page, before);
    let is = move |of: fn(&Here) -> bool| Signal::derive(move || page.here.with(of));
    let records = is(|here| matches!(here, Here::Record(Some(_))));
    let teams = is(|here| matches!(here, Here::Team(Some(_))));
    let no_record = is(|here| matches!(here, Here::Record(None)));
    let no_team = is(|here| matches!(here, Here::Team(None)));
    // Where there is room for one pane: the list, until one of it is chosen.
    let step = Signal::derive(move || if page.lists.get() { "list" } else { "detail" });
    settle(page);
    view! {
        <div class="editor-frame acl-frame">
            <Show when=records>
                <div class="acl-editor" data-step=step>
                    <RecordPane page />
                    <RecordDetail page />
                </div>
            </Show>
            <Show when=teams>
                <div class="acl-editor" data-step=step data-teams="">
                    <TeamPane page />
                    <TeamDetail page before />
                </div>
            </Show>
            <Show when=no_record>
                <NoRecord page />
            </Show>
            <Show when=no_team>
                <NoTeam page />
            </Show>
            <Dialogs page />
        </div>
    }
    .into_any()
}

/// The address says what is looked at, also where it came without.
fn settle(page: Page) {
    let begun = StoredValue::new(Vec::<String>::new());
    Effect::new(move |_| {
        let (steps, named) = (page.here.with(Here::steps), page.focus.get());
        // The first of them may be followed by what is looked at of it.
        let is_named = match page.here.with(|here| matches!(here, Here::Team(_))) {
            true => named.len() > 1,
            false => !named.is_empty(),
        };
        if is_named {
            if begun.with_value(|begun| *begun != named) {
                page.lists.set(false);
            }
        } else {
            page.lists.set(true);
            if !steps.is_empty() {
                begun.set_value(steps.clone());
                page.system.begin_at(steps);
            }
        }
    });
}

/// Shows in the inspector whom the list lets in, or what a default that is written out would change.
fn list_outcomes(page: Page, before: Memo<super::before::Before>) {
    let Some(door) = use_context::<InspectorDoor>() else { return };
    let is_before = Memo::new(move |_| {
        page.here.with(|here| matches!(here, Here::Team(_))) && page.sheet.with(Sheet::is_written)
    });
    let is_written = Memo::new(move |_| page.sheet.with(Sheet::is_written));
    let is_record = Memo::new(move |_| page.here.with(|here| matches!(here, Here::Record(_))));
    let title = Signal::derive(move || {
        let title = match (is_before.get(), is_written.get(), is_record.get()) {
            (true, ..) => "Before you do it",
            (_, true, _) => "Outcome once it is done",
            (_, _, true) => "Outcome by sign-on",
            (_, _, false) => "Outcome by the list",
        };
        title.to_owned()
    });
    // The reasons are of what counts now, and not of what is written out.
    let explains = Signal::derive(move || is_record.get() && !is_written.get());
    let draw = move || {
        let draw = move || match is_before.get() {
            true => view! { <BeforeYouDoIt page before /> }.into_any(),
            false => view! { <OutcomeList page door /> }.into_any(),
        };
        draw.into_any()
    };
    let listing = Listing { title, explains, draw: Callback::new(move |()| draw()) };
    // Where there is nothing yet the inspector says so itself.
    let any = Memo::new(move |_| page.here.with(|here| here.owner().is_some()));
    Effect::new(move |_| match any.get() {
        true => door.show(listing),
        false => door.show_nothing(),
    });
    on_cleanup(move || door.show_nothing());
}

/// There is no record yet.
#[component]
fn NoRecord(page: Page) -> AnyView {
    view! {
        <div class="editor-empty">
            <EmptyState
                title="There is no record yet"
                text="A record can have an access control list. Add one, then set its list."
                verb="New record"
                icon=Icon::Plus
                on_verb=move || page.ask.set(Some(Ask::NewRecord))
            />
        </div>
    }
    .into_any()
}

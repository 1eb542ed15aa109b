//! The User Group Processes Editor in the order of work that its users know, side by side: a group, a
//! main process, the levels of its processes. Where there is room for one pane it is one step after the
//! other.

use leptos::prelude::*;

use super::admins::AdminsDialog;
use super::catalogue::CatalogueDialog;
use super::groups::GroupPane;
use super::levels_pane::LevelsPane;
use super::mains::MainPane;
use super::page::Page;
use crate::components::{EmptyState, Icon, Show};
use crate::pages::groups::ask::{Ask, DirectoryDialog, HOME, Kind};
use crate::state::context::SystemContext;
use whocan_core::models::processes::Processes;

/// See the module.
#[component]
pub(super) fn ProcessesEditor(system: SystemContext<Processes>) -> AnyView {
    let page = Page::new(system);
    let any = Signal::derive(move || page.group.with(Option::is_some));
    let none = Signal::derive(move || !any.get());
    let step = page.shown_step();
    let dialogs = page.dialogs;
    view! {
        <div class="editor-frame processes-frame">
            <h2 class="unseen">"User Group Processes Editor"</h2>
            <Show when=any>
                <div
                    class="processes-editor"
                    data-step=Signal::derive(move || (step.get() + 1).to_string())
                >
                    <Steps page />
                    <GroupPane page />
                    <MainPane page />
                    <LevelsPane page />
                </div>
            </Show>
            <Show when=none>
                <div class="editor-empty" id=HOME>
                    <EmptyState
                        title="There is no group yet."
                        text="Levels are given to groups. Add one, then choose what it may do."
                        verb="New group"
                        icon=Icon::Plus
                        on_verb=move || dialogs.ask(Ask::Add(Kind::Group))
                    />
                </div>
            </Show>
            <DirectoryDialog dialogs />
            <AdminsDialog page />
            <CatalogueDialog page />
        </div>
    }
    .into_any()
}

/// The three steps, where there is room for one pane: what was chosen in each leads back to it.
#[component]
fn Steps(page: Page) -> AnyView {
    let shown = page.shown_step();
    let names: [Signal<String>; 3] =
        [page.group_name(), page.main_name(), Signal::stored("Levels".to_owned())];
    let unchosen = ["Group", "Main process", "Levels"];
    let step = move |(at, (name, unchosen)): (usize, (Signal<String>, &'static str))| {
        let name = Signal::derive(move || match shown.get() > at {
            true => name.get(),
            false => unchosen.to_owned(),
        });
        let current = Signal::derive(move || (shown.get() == at).then_some("step"));
        view! {
            <li>
                <button
                    type="button"
                    class="processes-step"
                    aria-current=current
                    on:click=move |_| page.step(at)
                >
                    <span class="step-number" aria-hidden="true">{at + 1}</span>
                    <span class="processes-step-name">{name}</span>
                </button>
            </li>
        }
    };
    let steps = names.into_iter().zip(unchosen).enumerate().map(step);
    view! {
        <nav class="processes-steps" aria-label="Steps">
            <ol>{steps.collect_view()}</ol>
        </nav>
    }
    .into_any()
}

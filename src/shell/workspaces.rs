//! Which workspace this is, the others, and what can be done with it.

use leptos::prelude::*;

use super::rail::start_href;
use super::use_shell;
use crate::components::{Icon, Menu, MenuItem, Symbol};
use crate::state::{Action, Recent, Route, use_session};

/// How many other workspaces are listed.
const MOST_OTHERS: usize = 8;

/// The button with the name of the workspace, and its menu.
#[component]
pub(super) fn WorkspaceMenu() -> AnyView {
    let session = use_session();
    let title: Signal<String> = session.title();
    let face = view! {
        <Mark />
        <span class="workspace-name">
            <span class="unseen">"Workspace: "</span>
            <span class="workspace-title">{title}</span>
        </span>
        <Symbol icon=Icon::UpDown />
    }
    .into_any();
    let items = workspace_items(MOST_OTHERS);
    view! {
        <Menu
            label="Workspace"
            class="workspace-button"
            face
            items
            on_open=move || session.dispatch(Action::RefreshRecent)
        />
    }
    .into_any()
}

/// So many of the other workspaces, and what can be done with this one.
pub(super) fn workspace_items(most_others: usize) -> Signal<Vec<MenuItem>> {
    let (session, shell) = (use_session(), use_shell());
    let (recent, facts, fresh) = (session.recent(), session.facts(), session.prefs().fresh());
    let (route, is_changed) = (session.route(), session.is_changed());
    let here = Memo::new(move |_| {
        route.with(|route| route.workspace().map(str::to_owned)).unwrap_or_default()
    });
    let looked = session.looked_at();
    let can_discard = Memo::new(move |_| is_changed.get() && looked.with(Option::is_none));
    let from_example = Memo::new(move |_| facts.with(|facts| !facts.example.is_empty()));
    Signal::derive(move || {
        let act = move |action: fn() -> Action| move || session.dispatch(action());
        let other = |recent: &Recent| MenuItem::link(&*recent.title, Route::href_of(&recent.id));
        let others = recent.with(|recent| {
            let recent = recent.iter().filter(|other| !fresh.get() && other.id != here.get());
            recent.take(most_others).map(other).collect::<Vec<_>>()
        });
        let any_others = !others.is_empty();
        let new = MenuItem::new("New workspace", act(|| Action::New)).icon(Icon::Plus);
        let duplicate = move || session.dispatch(Action::Duplicate(here.get_untracked()));
        let discard = MenuItem::new("Discard changes", act(|| Action::Discard))
            .icon(Icon::Undo)
            .begins_group();
        let discard = match can_discard.get() {
            true => discard,
            false => discard.off("Nothing has changed since the last Save"),
        };
        let reset = MenuItem::new("Reset to the example", act(|| Action::Reset));
        let all = MenuItem::link("All workspaces", start_href()).icon(Icon::Folder).begins_group();
        let own = [
            Some(if any_others { new.begins_group() } else { new }),
            Some(MenuItem::new("Duplicate this workspace", duplicate)),
            Some(MenuItem::new("Rename…", move || shell.renaming.set(true))),
            Some(discard),
            from_example.get().then_some(reset),
            Some(all),
        ];
        others.into_iter().chain(own.into_iter().flatten()).collect()
    })
}

/// The sign of the app: a small matrix.
#[component]
fn Mark() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 22 22" aria-hidden="true">
            <rect class="mark-ground" width="22" height="22" rx="6"></rect>
            <path class="mark-some" d="M5 6.4A1.4 1.4 0 0 1 6.4 5h2.4a1.4 1.4 0 0 1 1.4 1.4v2.4a1.4 1.4 0 0 1-1.4 1.4H6.4A1.4 1.4 0 0 1 5 8.8z"></path>
            <path class="mark-more" d="M11.8 6.4A1.4 1.4 0 0 1 13.2 5h2.4A1.4 1.4 0 0 1 17 6.4v2.4a1.4 1.4 0 0 1-1.4 1.4h-2.4a1.4 1.4 0 0 1-1.4-1.4zM5 13.2a1.4 1.4 0 0 1 1.4-1.4h2.4a1.4 1.4 0 0 1 1.4 1.4v2.4A1.4 1.4 0 0 1 8.8 17H6.4A1.4 1.4 0 0 1 5 15.6z"></path>
            <path class="mark-all" d="M11.8 13.2a1.4 1.4 0 0 1 1.4-1.4h2.4a1.4 1.4 0 0 1 1.4 1.4v2.4a1.4 1.4 0 0 1-1.4 1.4h-2.4a1.4 1.4 0 0 1-1.4-1.4z"></path>
        </svg>
    }
    .into_any()
}

//! Which licences are installed.

use leptos::prelude::*;

use super::ask::{Ask, Dialogs, DirectoryDialog, HOME};
use super::remove::plural;
use crate::components::{Button, ButtonSize, EmptyState, Icon, Show};
use crate::state::use_session;

/// See the module.
#[component]
pub fn LicencesPage() -> AnyView {
    let session = use_session();
    let dialogs = Dialogs::new(|_| ());
    let licences = Memo::new(move |_| {
        let licences = |it: &whocan_core::query::Snapshot| it.document().directory.licences.clone();
        session.snapshot().with(|it| it.as_deref().map(licences)).unwrap_or_default()
    });
    let saved = move |name: &String| {
        session.saved().with(|it| {
            it.as_deref().is_some_and(|it| it.document().directory.licences.contains(name))
        })
    };
    let title =
        Signal::derive(move || licences.with(|all| plural(all.len(), "licence", "licences")));
    let any = Signal::derive(move || licences.with(|all| !all.is_empty()));
    let add = move || dialogs.ask(Ask::AddLicence);
    let rows = move || {
        let row = |name: String| {
            let ask = Ask::RemoveLicence(name.clone());
            let changed = !saved(&name);
            view! { <Licence name changed on_remove=move || dialogs.ask(ask.clone()) /> }
        };
        licences.get().into_iter().map(row).collect_view()
    };
    view! {
        <div class="licences-page">
            <div class="licences-head">
                <h2 class="groups-title">{title}</h2>
                <span id=HOME class="licences-add" tabindex="-1">
                    <Button size=ButtonSize::Small icon=Icon::Plus on_press=add>
                        "Add licence…"
                    </Button>
                </span>
            </div>
            <p class="directory-hint">
                "What needs a licence counts as switched off as long as it is not installed."
            </p>
            <Show when=any>
                <ul class="licences">{rows}</ul>
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <EmptyState
                    title="No licence is installed."
                    text="Add those that the system has."
                    verb="Add licence"
                    icon=Icon::Plus
                    on_verb=add
                />
            </Show>
            <DirectoryDialog dialogs />
        </div>
    }
    .into_any()
}

/// One licence, with the way to do away with it.
#[component]
fn Licence(name: String, changed: bool, #[prop(into)] on_remove: Callback<()>) -> AnyView {
    let dot = changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    view! {
        <li class="licence">
            <span class="licence-name">{name.clone()}{dot}</span>
            <Button size=ButtonSize::Small on_press=on_remove>
                "Remove"
                <span class="unseen">{format!(" {name}")}</span>
            </Button>
        </li>
    }
    .into_any()
}

//! While the app is shown to a room: whether people have their names, and the way out.

use leptos::prelude::*;

use super::use_shell;
use crate::components::{Icon, Show, Symbol};
use crate::state::{Action, Presenter, Screen, use_session};

/// See the module.
#[component]
pub(super) fn Presenting() -> AnyView {
    let presenter = use_session().presenter();
    view! {
        <Show when=Signal::derive(move || presenter.get() != Presenter::Off)>
            <Switches />
        </Show>
    }
    .into_any()
}

#[component]
fn Switches() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let presenter = session.presenter();
    let route = session.route();
    let on_effective = Signal::derive(move || {
        matches!(route.with(|route| route.screen()), Some(Screen::Effective(_)))
    });
    let hidden = Signal::derive(move || presenter.get() == Presenter::WithoutNames);
    let turn = move |_| {
        session.dispatch(Action::Present(presenter.get_untracked().other_names()));
    };
    view! {
        <span class="presenting" role="group" aria-label="Presenting">
            <button
                type="button"
                class="presenting-switch"
                aria-pressed=Signal::derive(move || hidden.get().to_string())
                on:click=turn
            >
                <Symbol icon=Icon::Person />
                <span>"Names hidden"</span>
            </button>
            <Show when=on_effective>
                <button
                    type="button"
                    class="presenting-switch"
                    data-tip="One cell, as large as it can be"
                    data-tip-key="W"
                    on:click=move |_| shell.show_long_reason(false)
                >
                    <Symbol icon=Icon::Eye />
                    <span>"One cell"</span>
                </button>
            </Show>
            <button
                type="button"
                class="presenting-switch"
                aria-label="Stop presenting"
                on:click=move |_| session.dispatch(Action::Present(Presenter::Off))
            >
                <Symbol icon=Icon::Cross />
                <span>"Stop"</span>
            </button>
        </span>
    }
    .into_any()
}

//! While the app is shown to a room: whether people have their names, and the way out.

use leptos::prelude::*;

use crate::components::{Icon, Show, Symbol};
use crate::state::{Action, Presenter, use_session};

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
    let session = use_session();
    let presenter = session.presenter();
    let hidden = Signal::derive(move || presenter.get() == Presenter::WithoutNames);
    let turn = move |_| {
        let next = match hidden.get_untracked() {
            true => Presenter::WithNames,
            false => Presenter::WithoutNames,
        };
        session.dispatch(Action::Present(next));
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

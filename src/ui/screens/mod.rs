//! The screens: what the app is made of for its user.

mod effective;
mod frame;
mod preview;
mod start;

use leptos::prelude::*;

use crate::platform::keys;
use crate::session::{Action, Route, Session};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    keys::on_key(move |event| {
        let action = keys::command(event)
            .then(|| Action::of_command_key(&event.key(), event.shift_key()))
            .flatten();
        let used = action.is_some();
        action.into_iter().for_each(|action| session.dispatch(action));
        used
    });
    let at_start = Memo::new(move |_| session.route().get() == Route::Start);
    view! {
        <Show
            when=move || at_start.get()
            fallback=move || view! { <frame::Frame session /> }
        >
            <start::Start session />
        </Show>
    }
}

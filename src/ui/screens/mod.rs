//! The screens: what the app is made of for its user.

mod dialogs;
mod directory;
mod effective;
mod frame;
mod jump;
mod preview;
mod review;
mod start;

use leptos::prelude::*;

use crate::platform::keys;
use crate::session::{Action, Route, Session};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    keys::on_key(move |event| {
        let action = if keys::command(event) {
            Action::of_command_key(&event.key(), event.shift_key())
        } else {
            Action::of_key(&event.key())
        };
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

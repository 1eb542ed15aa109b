//! The screens: what the app is made of for its user.

mod banner;
mod bar;
mod dialogs;
mod directory;
mod effective;
mod frame;
mod history;
mod jump;
mod preview;
mod review;
mod start;
mod transfer;

use leptos::prelude::AnyView;

use crate::platform::{clipboard, files, keys, page};
use crate::reactive::{self, Derived};
use crate::session::{Action, Route, Session};
use crate::ui::kit::tag::{Piece, all, fresh};
use whocan_core::keys::{Focus, Shortcut};

/// The whole app.
pub fn app() -> AnyView {
    let session = Session::start();
    keys::on_key_first(move |stroke, focus| match stroke.shortcut(focus) {
        Some(Shortcut::Save) => {
            if focus == Focus::Text {
                keys::leave_and_return();
            }
            session.dispatch(Action::Save);
            true
        }
        Some(Shortcut::Swallow) => true,
        _ => false,
    });
    keys::on_key(move |stroke, focus| {
        let action = match stroke.shortcut(focus) {
            Some(Shortcut::Undo) => Action::Undo,
            Some(Shortcut::Redo) => Action::Redo,
            Some(Shortcut::Keys) => Action::ShowKeys,
            Some(Shortcut::Save | Shortcut::Swallow) | None => return false,
        };
        session.dispatch(action);
        true
    });
    page::answer("whocanAlive", reactive::alive);
    files::on_drop(move |list| transfer::offer(session, list));
    clipboard::on_file_pasted(move |text| {
        session.dispatch(Action::Offer("Pasted text".to_owned(), Ok(text.into_bytes())));
    });
    let at_start = Derived::new(move |_| session.route().get() == Route::Start);
    let draw = move |at_start| if at_start { start::start(session) } else { frame::frame(session) };
    all([
        fresh(move || at_start.get(), draw),
        transfer::share_dialog(session).any(),
        transfer::offer_dialog(session).any(),
    ])
}

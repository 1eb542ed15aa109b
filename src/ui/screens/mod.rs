//! The screens: what the app is made of for its user.

mod banner;
mod bar;
mod dialogs;
mod directory;
mod frame;
mod history;
mod jump;
mod preview;
mod review;
mod start;
mod transfer;

use leptos::prelude::*;

use crate::components::Choice;
use crate::pages::gallery::Gallery;
use crate::platform::{clipboard, files, keys, page};
use crate::reactive::{self, Derived};
use crate::state::{Action, Route, Session, Theme};
use crate::ui::kit::tag::{Piece, all, fresh};
use whocan_core::keys::{Focus, Shortcut};

/// The gallery with the session's theme.
fn gallery(session: Session) -> AnyView {
    let theme = Signal::derive(move || session.theme().get().name().to_owned());
    let themes = Theme::ALL.map(|theme| Choice::new(theme.name(), theme.label())).to_vec();
    let choose = move |name: String| {
        Theme::of(&name).into_iter().for_each(|theme| session.dispatch(Action::SetTheme(theme)));
    };
    view! { <Gallery theme themes on_theme=choose /> }.into_any()
}

/// The whole app.
pub fn app() -> AnyView {
    let session = Session::start();
    provide_context(session);
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
    // What stays the same while something else of a workspace is looked at.
    let page = Derived::new(move |_| match session.route().get() {
        Route::Work { .. } => None,
        alone => Some(alone),
    });
    let draw = move |page| match page {
        None => frame::frame(session),
        Some(Route::Gallery) => gallery(session),
        Some(_) => start::start(session),
    };
    all([
        fresh(move || page.get(), draw),
        transfer::share_dialog(session).any(),
        transfer::offer_dialog(session).any(),
    ])
}

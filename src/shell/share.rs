//! Handing the workspace on, as one menu of verbs. Only what has choices opens a dialog.

use leptos::prelude::*;

use super::save_status::export_age;
use crate::components::{ButtonKind, Icon, Menu, MenuItem, Symbol, Toasts, use_toasts};
use crate::platform::{clipboard, page};
use crate::state::{Action, Presenter, Screen, Session, use_session};
use whocan_core::document::{Document, write};

/// Up to how many people a file is weighed for the menu.
const MOST_PEOPLE: usize = 2_000;

/// See the module.
#[component]
pub(super) fn ShareMenu() -> AnyView {
    let facts = use_session().facts();
    let (items, weigh) = share_items();
    let foot = Signal::derive(move || {
        let age = facts.with(export_age);
        format!("This workspace was {age}.")
    });
    let face = view! {
        <Symbol icon=Icon::Share />
        <span class="share-word">"Share"</span>
    }
    .into_any();
    view! {
        <span class="top-share">
            <Menu label="Share" kind=ButtonKind::Ghost face items foot on_open=weigh />
        </span>
    }
    .into_any()
}

/// What can be done, and what is called before it is shown.
pub(super) fn share_items() -> (Signal<Vec<MenuItem>>, Callback<()>) {
    let session = use_session();
    let toasts = use_toasts();
    let (presenter, route) = (session.presenter(), session.route());
    let on_cell =
        Memo::new(move |_| route.with(|route| route.screen().and_then(Screen::system).is_some()));
    let size = RwSignal::new(String::new());
    let weigh = Callback::new(move |()| {
        let document = session.shown_document();
        let small = document.filter(|it| it.directory.users.len() <= MOST_PEOPLE);
        size.set(small.map(|document| file_size(&document)).unwrap_or_default());
    });
    let items = Signal::derive(move || {
        let (present, about, next) = match presenter.get() {
            Presenter::Off => {
                ("Present", "Large type, names can be hidden", Presenter::WithoutNames)
            }
            _ => ("Stop presenting", "Back to the usual size", Presenter::Off),
        };
        let copy = if on_cell.get() { "Copy link to this cell" } else { "Copy link to this page" };
        let size = size.get();
        let between = if size.is_empty() { "" } else { ", " };
        let command = if page::has_command_key() { "⌘" } else { "Ctrl" };
        vec![
            MenuItem::new(copy, move || copy_link(session, toasts))
                .icon(Icon::Share)
                .about("Whoever has the file sees the same")
                .key(format!("{command} Shift C")),
            MenuItem::new("Save as a file…", move || session.dispatch(Action::Share(true)))
                .icon(Icon::File)
                .about(format!(".whocan.json{between}{size}"))
                .begins_group(),
            MenuItem::new("Print…", page::print).icon(Icon::Print).key(format!("{command} P")),
            MenuItem::new(present, move || session.dispatch(Action::Present(next)))
                .icon(Icon::Eye)
                .about(about)
                .key(if next == Presenter::Off { "Esc" } else { "F5" })
                .begins_group(),
        ]
    });
    (items, weigh)
}

/// How large the file of a document is, in words.
pub fn file_size(document: &Document) -> String {
    format!("{} kB", write(document).len().div_ceil(1_000))
}

/// Puts the address of what is looked at on the clipboard.
pub fn copy_link(session: Session, toasts: Toasts) {
    clipboard::write(&session.link(), move |copied| match copied {
        true => toasts.say("Link copied."),
        false => drop(
            toasts.show(
                "Not copied: the browser allows no copying here. Copy the address of this page."
                    .to_owned(),
                None,
                true,
            ),
        ),
    });
}

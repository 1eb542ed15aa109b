//! Handing the workspace on, as one menu of verbs. Only what has choices opens a dialog.

use leptos::prelude::*;

use super::save_status::export_age;
use crate::components::{ButtonKind, Icon, Menu, MenuItem, Symbol, Toasts, use_toasts};
use crate::platform::{clipboard, location, page};
use crate::state::{Action, PeopleNames, Presenter, Screen, use_session};

/// See the module.
#[component]
pub(super) fn ShareMenu() -> AnyView {
    let facts = use_session().facts();
    let items = share_items();
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
            <Menu label="Share" kind=ButtonKind::Ghost face items foot />
        </span>
    }
    .into_any()
}

/// What can be done.
pub(super) fn share_items() -> Signal<Vec<MenuItem>> {
    let session = use_session();
    let toasts = use_toasts();
    let (presenter, route) = (session.presenter(), session.route());
    let on_cell =
        Memo::new(move |_| route.with(|route| route.screen().and_then(Screen::system).is_some()));
    Signal::derive(move || {
        let (present, about, next) = match presenter.get() {
            Presenter::Off => ("Present", "Large type, names hidden", Presenter::WithoutNames),
            _ => ("Stop presenting", "Back to the usual size", Presenter::Off),
        };
        let copy = if on_cell.get() { "Copy link to this cell" } else { "Copy link to this page" };
        vec![
            MenuItem::new(copy, move || copy_link(toasts))
                .icon(Icon::Share)
                .about("Whoever has the file sees the same"),
            MenuItem::new("Export…", move || session.dispatch(Action::Share(true)))
                .icon(Icon::File)
                .about("A .whocan.json file with the draft and its checks")
                .begins_group(),
            MenuItem::new("Export without names", move || {
                session.dispatch(Action::Export(PeopleNames::Replaced));
            })
            .icon(Icon::File)
            .about("Other names and ids; who can do what stays as it is"),
            MenuItem::new("Print…", page::print).icon(Icon::Print),
            MenuItem::new(present, move || session.dispatch(Action::Present(next)))
                .icon(Icon::Eye)
                .about(about)
                .begins_group(),
        ]
    })
}

/// Puts the address of what is looked at on the clipboard.
pub(super) fn copy_link(toasts: Toasts) {
    // The address follows the focus a moment later.
    clipboard::write(&location::link(), move |copied| match copied {
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

//! Files in and out: what is picked, dropped or pasted is looked at before anything is opened, and a
//! file of the open workspace is written with names or with others in their place.

mod findings;
mod offer;
mod share;

use leptos::prelude::*;

use self::offer::OfferDialog;
use self::share::ShareDialog;
use crate::platform::files;
use crate::state::{Action, Offer, Session};

/// What can be picked as a file of ours.
pub const ACCEPTED: &str = ".json,application/json";

/// The dialogs about files, over whatever page is shown.
#[component]
pub fn FileDialogs() -> AnyView {
    view! {
        <OfferDialog />
        <ShareDialog />
    }
    .into_any()
}

/// Reads files and asks about each, one after the other.
pub fn offer_files(session: Session, list: Option<web_sys::FileList>) {
    let told = move |name: &str, hundredths| {
        session.dispatch(Action::Reading(name.to_owned(), hundredths));
    };
    files::read(list, Offer::MOST, told, move |(name, bytes)| {
        session.dispatch(Action::Offer(name, bytes));
    });
}

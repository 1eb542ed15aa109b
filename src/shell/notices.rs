//! What was just done, as toasts: with a way back where that is one step of undo, and until it is
//! closed where something was not done.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{Toasts, WayBack};
use crate::state::{Action, Notice, Session};

/// Says what was just done to the draft, with its way back; nothing where it was refused, as the session
/// then says why.
pub fn offer_undo(session: Session, toasts: Toasts, text: String) {
    if session.notice().with_untracked(Option::is_none) {
        toasts.offer_undo(text, move || session.dispatch(Action::Undo));
    }
}

/// Shows what the session has to say from now on. What it says next takes its place.
pub fn follow_notices(session: Session, toasts: Toasts) {
    let notice = session.notice();
    let shown = StoredValue::new(None::<(usize, bool)>);
    Effect::new(move |_| {
        let notice = notice.get();
        let last = shown.get_value();
        match (notice, last) {
            // What was done stays for its time, whatever is done next.
            (None, Some((key, stays))) if stays => toasts.close(key),
            (None, _) => return,
            (Some(notice), last) => {
                last.into_iter().for_each(|(key, _)| toasts.close(key));
                let stays = matches!(notice, Notice::Fault(_));
                let undo = matches!(notice, Notice::Undoable(_))
                    .then(|| -> WayBack { Arc::new(move || session.dispatch(Action::Undo)) });
                let text = untrack(|| session.without_names(notice.text().to_owned()));
                let key = toasts.show(text, undo, stays);
                return shown.set_value(Some((key, stays)));
            }
        }
        shown.set_value(None);
    });
}

//! What was just done, as toasts: with a way back where that is one step of undo, and until it is
//! closed where something was not done.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{Toasts, WayBack};
use crate::state::{Action, Session};

/// How notices begin that say what was not done, or what is not as it should be.
const FAULTS: &[&str] = &[
    "Not ",
    "There is no ",
    "This is an earlier state",
    "That revision",
    "A part of",
    "The theme",
];
/// Parts of notices that say so later.
const FAULTY: &[&str] = &["damaged", "cannot be", "would not", "is gone"];

/// Shows what the session has to say from now on. What it says next takes its place.
pub fn follow_notices(session: Session, toasts: Toasts) {
    let notice = session.notice();
    let shown = StoredValue::new(None::<(usize, bool)>);
    Effect::new(move |_| {
        let text = notice.get();
        let last = shown.get_value();
        match (text, last) {
            // What was done stays for its time, whatever is done next.
            (None, Some((key, stays))) if stays => toasts.close(key),
            (None, _) => return,
            (Some(text), last) => {
                last.into_iter().for_each(|(key, _)| toasts.close(key));
                let stays = is_fault(&text);
                let undo = is_undoable(&text)
                    .then(|| -> WayBack { Arc::new(move || session.dispatch(Action::Undo)) });
                let text = untrack(|| session.without_names(text));
                let key = toasts.show(text, undo, stays);
                return shown.set_value(Some((key, stays)));
            }
        }
        shown.set_value(None);
    });
}

fn is_fault(text: &str) -> bool {
    FAULTS.iter().any(|fault| text.starts_with(fault))
        || FAULTY.iter().any(|fault| text.contains(fault))
}

/// Whether one step of undo takes back what it says.
fn is_undoable(text: &str) -> bool {
    text.starts_with("Back to the saved state")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_done_stays_and_what_was_goes() {
        assert!(is_fault("Not done: a title cannot be blank."));
        assert!(is_fault("This is an earlier state. Restore it as the draft to edit it."));
        assert!(!is_fault("Saved."));
        assert!(!is_fault("Applied. Restart Maytas for the changes to take effect."));
        assert!(is_undoable("Back to the saved state. Undo brings the draft back."));
        assert!(!is_undoable("Saved."));
    }
}

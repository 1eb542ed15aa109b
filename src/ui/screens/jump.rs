//! A link to a place of the document, for the screens that are not drawn anew yet.

use crate::platform::keys;
pub use crate::shell::jump::{Beside, leads_to};
use crate::state::{Action, Route, Session};
use crate::ui::kit::tag::{Tag, tag};

/// A link to a place, which flashes on arrival.
pub fn link(session: Session, to: &Route, words: String) -> Tag {
    let jump = move |event: web_sys::MouseEvent| {
        // Else it opens somewhere else, and this page stays where it is.
        if !keys::command_held(&event) && !event.shift_key() {
            session.dispatch(Action::Jump);
        }
    };
    tag("a").attr("href", to.href()).on("click", jump).text(words)
}

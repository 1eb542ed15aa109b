//! Who there is: users and what they belong to, groups, posts, service teams, licences.

mod ask;
mod entities;
mod form;
mod licences;
mod members;
mod people;
mod remove;
mod users;

use leptos::prelude::{AnyView, untrack};

use crate::reactive::State;
use crate::state::{Session, Tab};
use crate::ui::kit::tag::{Piece, Tag, all, bound, tag};
use ask::Asked;

/// See the module.
pub fn directory_screen(session: Session, tab: Tab) -> AnyView {
    let asked: Asked = State::new(None);
    let body = || match tab {
        Tab::Users => users::users_tab(session, asked),
        Tab::Groups => entities::groups_tab(session, asked),
        Tab::Posts => entities::posts_tab(session, asked),
        Tab::Licences => licences::licences_tab(session, asked),
    };
    all([untrack(body), ask::ask_dialog(session, asked).any()])
}

/// The heading of the screen.
fn heading(shown: Tab) -> Tag {
    tag("h2").class("unseen").text(shown.label())
}

/// A list of things with their ids. A row stays in the page while what is known of it changes and
/// while others come and go, and so does the focus.
fn list(rows: impl Fn() -> Vec<(String, Tag)> + Send + 'static) -> AnyView {
    bound(move || {
        let rows = rows().into_iter().map(|(id, row)| row.key(id));
        tag("ul").class("things").children(rows)
    })
}

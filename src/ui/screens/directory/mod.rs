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
use crate::state::{Screen, Session, Tab};
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

/// The heading of the screen and the ways to its tabs.
fn tabs(session: Session, shown: Tab) -> AnyView {
    let place = session.place();
    let link = move |other: Tab| {
        let href =
            move || place.with(|place| place.to(Screen::Directory(other), Vec::new()).href());
        let current = (other == shown).then_some("page");
        let link = tag("a").class("tab").bind("href", href).attr("aria-current", current);
        tag("li").child(link.text(other.label()))
    };
    let links = tag("ul").class("tabs").children(Tab::ALL.map(link));
    all([tag("h2").text("Directory"), tag("nav").attr("aria-label", "Directory").child(links)])
}

/// A list of things with their ids. A row stays in the page while what is known of it changes and
/// while others come and go, and so does the focus.
fn list(rows: impl Fn() -> Vec<(String, Tag)> + Send + 'static) -> AnyView {
    bound(move || {
        let rows = rows().into_iter().map(|(id, row)| row.key(id));
        tag("ul").class("things").children(rows)
    })
}

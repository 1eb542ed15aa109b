//! The tab of the users: the grid of memberships, and what can be done with whole people.

use leptos::prelude::*;

use super::ask::{Ask, Asked, HOME, Kind};
use super::heading;
use super::members::MembersSheet;
use crate::grid::{Grid, GridSource as _, GridState, GridTools};
use crate::reactive::Derived;
use crate::state::{Action, Session, Tab};
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::directory::{Directory, Principal};
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;

/// What is said where there is nobody.
const EMPTY: &str = "Nobody is in this directory yet. Add a user, or paste a list of people from a \
    spreadsheet.";

/// See the module.
pub(super) fn users_tab(session: Session, asked: Asked) -> AnyView {
    let sheet = Derived::new(move |previous: Option<&MembersSheet>| {
        let (now, saved) = (directory(session.snapshot()), directory(session.saved()));
        MembersSheet::new(session, asked, now, saved, previous)
    });
    let active = Derived::new(move |_| session.route().with(|route| route.cell()));
    let on_active = move |row, column| session.dispatch(Action::Focus(vec![row, column]));
    let state = GridState::new("members", sheet, active, on_active)
        .with_widths(104.0, 200.0)
        .called("people", "columns");
    let is_empty = Derived::new(move |_| sheet.with(|sheet| sheet.shape().rows.is_empty()));
    let tools = move || view! { <GridTools state changes=true title="Memberships" /> }.into_any();
    let head = tag("div")
        .class("work-head")
        .child(heading(Tab::Users))
        .child(batch(asked, state, session))
        .bind_child(move || (!is_empty.get()).then(|| untrack(tools)));
    let body = bound(move || {
        if is_empty.get() {
            tag("p").class("empty").text(EMPTY).any()
        } else {
            untrack(|| view! { <Grid state label="Memberships" foot=true /> }.into_any())
        }
    });
    all([head.any(), body])
}

/// The directory of a moment.
pub(super) fn directory(snapshot: Derived<Option<Shared<Snapshot>>>) -> Directory {
    snapshot.with(|snapshot| match snapshot {
        Some(snapshot) => snapshot.document().directory.clone(),
        None => Directory::default(),
    })
}

/// What can be done with people: add some, and edit or remove the one whose row has the focus.
fn batch(asked: Asked, state: GridState, session: Session) -> Tag {
    let row = state.active_row();
    let who = Derived::new(move |_| {
        let id = row.get()?;
        let directory = directory(session.snapshot());
        let user = directory.users.find(&id)?;
        Some((Kind::User.principal(&id), user.name.clone()))
    });
    let is_somebody = Derived::new(move |_| who.with(Option::is_some));
    let ask = move |ask: fn(Principal) -> Ask| {
        move || {
            let who = who.get_untracked();
            who.into_iter().for_each(|(who, _)| asked.set(Some(ask(who))));
        }
    };
    let name = move || who.get().map(|(_, name)| name);
    let own = move || {
        tag("div")
            .class("deeds")
            .attr("role", "group")
            .bind("aria-label", name)
            .child(tag("span").class("deeds-name").bind_text(name))
            .child(button("Rename…", ask(Ask::Edit)))
            .child(button("Remove…", ask(Ask::Remove)))
    };
    let add = move || asked.set(Some(Ask::Add(Kind::User)));
    tag("div")
        .class("deeds")
        .child(button("Add user…", add).attr("id", HOME))
        .child(button("Paste a list of people…", move || asked.set(Some(Ask::People))))
        .bind_child(move || is_somebody.get().then(own))
}

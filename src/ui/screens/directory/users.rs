//! The tab of the users: the grid of memberships, and what can be done with whole people.

use std::sync::Arc;

use leptos::prelude::*;

use super::Tabs;
use super::ask::{Ask, Asked, HOME, Kind};
use super::members::MembersSheet;
use crate::directory::Directory;
use crate::query::Moment;
use crate::session::{Action, Session, Tab};
use crate::shared::Shared;
use crate::ui::kit::grid::{Grid, GridState, GridTools, Sheet};

/// See the module.
#[component]
pub(super) fn Users(session: Session, asked: Asked) -> impl IntoView {
    let sheet = Memo::new(move |previous: Option<&MembersSheet>| {
        let (now, saved) = (directory(session.moment()), directory(session.saved()));
        MembersSheet::new(session, asked, now, saved, previous)
    });
    let rows = Signal::derive(move || -> Arc<dyn Sheet> { Arc::new(sheet.get()) });
    let active = Signal::derive(move || session.route().with(|route| route.cell()));
    let on_active = move |row, column| session.dispatch(Action::Focus(vec![row, column]));
    let state = GridState::new("members", rows, active, on_active).with_widths(104.0, 200.0);
    let is_empty = Memo::new(move |_| sheet.with(|sheet| sheet.shape().rows.is_empty()));
    view! {
        <div class="work-head">
            <Tabs session tab=Tab::Users />
            <Deeds asked state session />
            <Show when=move || !is_empty.get()>
                <GridTools state rows=Signal::stored("people") columns=Signal::stored("columns") changes=true />
            </Show>
        </div>
        <Show
            when=move || !is_empty.get()
            fallback=|| {
                view! {
                    <p class="empty">
                        "Nobody is in this directory yet. Add a user, or paste a list of people from a spreadsheet."
                    </p>
                }
            }
        >
            <Grid state label=Signal::stored("Memberships".to_owned()) />
        </Show>
    }
}

/// The directory of a moment.
pub(super) fn directory(moment: Memo<Option<Shared<Moment>>>) -> Directory {
    moment.with(|moment| match moment {
        Some(moment) => moment.document().directory.clone(),
        None => Directory::default(),
    })
}

/// What can be done with people: add some, and edit or remove the one whose row has the focus.
#[component]
fn Deeds(asked: Asked, state: GridState, session: Session) -> impl IntoView {
    let row = state.active_row();
    let who = Memo::new(move |_| {
        let id = row.get()?;
        let directory = directory(session.moment());
        let user = directory.users.find(&id)?;
        Some((Kind::User.principal(&id), user.name.clone()))
    });
    let ask = move |ask: fn(crate::directory::Principal) -> Ask| {
        move |_| {
            let who = who.get_untracked();
            who.into_iter().for_each(|(who, _)| asked.set(Some(ask(who))));
        }
    };
    let name = move || who.get().map(|(_, name)| name);
    view! {
        <div class="deeds">
            <button
                type="button"
                class="button"
                id=HOME
                on:click=move |_| asked.set(Some(Ask::Add(Kind::User)))
            >"Add user…"</button>
            <button
                type="button"
                class="button"
                on:click=move |_| asked.set(Some(Ask::People))
            >"Paste a list of people…"</button>
            <Show when=move || who.with(Option::is_some)>
                <div class="deeds" role="group" aria-label=name>
                    <span class="deeds-name">{name}</span>
                    <button type="button" class="button" on:click=ask(Ask::Edit)>"Rename…"</button>
                    <button type="button" class="button" on:click=ask(Ask::Remove)>"Remove…"</button>
                </div>
            </Show>
        </div>
    }
}

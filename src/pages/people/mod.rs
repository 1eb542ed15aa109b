//! People: everybody on the left; of one of them all that they can do, in all systems and in each way in
//! which they can sign on, and from where; beside it what the draft changes for them, the checks that
//! name them, and who is most like them.

pub mod access;
mod aside;
mod card;
mod entries;
mod found;
mod keep;
mod like;
mod list;
mod table;

use leptos::prelude::*;

use self::aside::AboutPerson;
use self::card::PersonCard;
use self::found::{Followed, follow};
use self::list::PeopleList;
use crate::components::{EmptyState, Fresh, Icon, Show, turns_with};
use crate::pages::groups::ask::{Ask, Dialogs, DirectoryDialog, HOME, Kind};
use crate::platform::page;
use crate::state::{Action, Screen, Session, Tab, use_session};
use whocan_core::directory::{Directory, Principal, UserId};
use whocan_core::query::Snapshot;

/// What the parts of the page share. Copied freely.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    dialogs: Dialogs,
    /// Who is looked at.
    chosen: Memo<Option<UserId>>,
    narrow: Signal<bool>,
}

impl Page {
    fn go(self, user: &UserId) {
        self.session.dispatch(Action::Focus(vec![user.to_string()]));
    }

    /// Looks something up in the draft, and follows it.
    fn with<T: Default>(self, look: impl FnOnce(&Snapshot) -> T) -> T {
        self.session.snapshot().with(|it| it.as_deref().map(look)).unwrap_or_default()
    }
}

/// What a person belongs to: groups, posts, service teams.
fn memberships(directory: &Directory, user: &UserId) -> Vec<Principal> {
    let Some(user) = directory.users.get(user) else { return Vec::new() };
    let groups = user.groups.iter().cloned().map(Principal::Group);
    let posts = user.posts.iter().cloned().map(Principal::Post);
    let teams = user.teams.iter().cloned().map(Principal::Team);
    groups.chain(posts).chain(teams).filter(|who| directory.has(who)).collect()
}

/// See the module.
#[component]
pub fn PeoplePage() -> AnyView {
    let session = use_session();
    let dialogs = Dialogs::new(move |who: Principal| {
        session.dispatch(Action::Focus(vec![who.id().to_owned()]));
    });
    let here = Screen::Directory(Tab::People);
    let chosen = Memo::new(move |before: Option<&Option<UserId>>| {
        let step = session
            .route()
            .with(|route| (route.screen() == Some(here)).then(|| route.focus().first().cloned()));
        let Some(step) = step else { return before.cloned().flatten() };
        session.snapshot().with(|it| {
            let users = &it.as_deref()?.document().directory.users;
            let known = step.and_then(|step| users.find(&step).cloned());
            known.or_else(|| users.nth(0).cloned()).map(|user| user.id.clone())
        })
    });
    let page = Page { session, dialogs, chosen, narrow: page::media(page::PHONE) };
    // Where both panes are seen, the address names who is looked at.
    Effect::new(move |_| {
        let Some(chosen) = chosen.get() else { return };
        let settled = session.route().with(|route| {
            let focus = route.focus().first();
            route.screen() != Some(here)
                || focus.is_some_and(|focus| focus == chosen.as_str())
                || focus.is_none() && page.narrow.get()
        });
        if !settled {
            page.go(&chosen);
        }
    });
    let open = Signal::derive(move || {
        session.route().with(|route| !route.focus().is_empty()).then_some("")
    });
    let any = Signal::derive(move || chosen.with(Option::is_some));
    let add = move || dialogs.ask(Ask::Add(Kind::User));
    view! {
        <div class="people-page" data-open=open>
            <Show when=any>
                <PeopleList page />
                <Present page />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <div class="groups-empty" id=HOME>
                    <EmptyState
                        title="Nobody is in this directory yet."
                        text="Add a user, or paste a list of people from a spreadsheet."
                        verb="Add user"
                        icon=Icon::Plus
                        on_verb=add
                    />
                    <button
                        type="button"
                        class="directory-more"
                        on:click=move |_| dialogs.ask(Ask::People)
                    >
                        "Paste a list of people…"
                    </button>
                </div>
            </Show>
            <DirectoryDialog dialogs />
        </div>
    }
    .into_any()
}

/// The person who is looked at, made anew for each.
#[component]
fn Present(page: Page) -> AnyView {
    let turn = Memo::new(move |turn: Option<&usize>| {
        page.chosen.track();
        turn.map_or(0, |turn| turn.wrapping_add(1))
    });
    let draw = move |_: usize| {
        let user = page.chosen.get_untracked();
        user.map(|user| {
            let found: Followed = follow(page, user.clone());
            let own = user.clone();
            let name = Memo::new(move |_| page.with(|it| it.document().directory.users.name(&own)));
            let (named, own) = (turns_with(name), user.clone());
            let about =
                move |_: usize| view! { <AboutPerson page user=own.clone() found /> }.into_any();
            view! {
                <PersonCard page user found />
                <Fresh of=named draw=about />
            }
        })
        .into_any()
    };
    view! { <Fresh of=turn draw /> }.into_any()
}

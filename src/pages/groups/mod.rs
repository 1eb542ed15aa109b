//! What people belong to: groups, posts and service teams one by one, with their members, what they
//! grant in each system and what goes with them; all memberships as a grid; the licences.

pub mod ask;
mod card;
pub mod effects;
mod form;
mod grants;
mod if_removed;
mod if_ticked;
mod licences;
mod list;
mod list_of_people;
mod members;
mod memberships;
mod paste;
pub mod remove;

use leptos::prelude::*;

use self::ask::{Ask, Dialogs, DirectoryDialog, HOME, Kind};
use self::card::GroupCard;
use self::if_removed::IfRemoved;
use self::list::GroupList;
use crate::components::{EmptyState, Fresh, Icon, Show, turns_with};
use crate::platform::page;
use crate::state::{Action, Screen, Session, Tab, use_session};
use whocan_core::directory::{Directory, Principal};

pub use self::licences::LicencesPage;
pub use self::memberships::MembershipsPage;

/// What the parts of the page share. Copied freely.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    dialogs: Dialogs,
    /// What is looked at.
    chosen: Memo<Option<Principal>>,
}

impl Page {
    fn go(self, who: &Principal) {
        self.session.dispatch(Action::Focus(vec![who.id().to_owned()]));
    }

    /// Looks something up in the draft's directory, and follows it.
    fn with<T: Default>(self, look: impl FnOnce(&Directory) -> T) -> T {
        self.session
            .snapshot()
            .with(|it| it.as_deref().map(|it| look(&it.document().directory)))
            .unwrap_or_default()
    }
}

/// What an address means: something of the directory, or the first of its kind.
fn meant(directory: &Directory, step: Option<&str>) -> Option<Principal> {
    let known = step.and_then(|step| directory.principal(step));
    let known = known.filter(|who| !matches!(who, Principal::User(_)));
    let group = || directory.groups.nth(0).map(|it| Principal::Group(it.id.clone()));
    let post = || directory.posts.nth(0).map(|it| Principal::Post(it.id.clone()));
    let team = || directory.teams.nth(0).map(|it| Principal::Team(it.id.clone()));
    match step {
        Some(Tab::POSTS) if known.is_none() => post().or_else(team).or_else(group),
        _ => known.or_else(group).or_else(post).or_else(team),
    }
}

/// See the module.
#[component]
pub fn GroupsPage() -> AnyView {
    let session = use_session();
    let dialogs = Dialogs::new(move |who: Principal| {
        session.dispatch(Action::Focus(vec![who.id().to_owned()]));
    });
    let here = Screen::Directory(Tab::Groups);
    let chosen = Memo::new(move |before: Option<&Option<Principal>>| {
        let step = session
            .route()
            .with(|route| (route.screen() == Some(here)).then(|| route.focus().first().cloned()));
        let Some(step) = step else { return before.cloned().flatten() };
        session.snapshot().with(|it| meant(&it.as_deref()?.document().directory, step.as_deref()))
    });
    let page = Page { session, dialogs, chosen };
    let narrow = page::media(page::PHONE);
    // Where both panes are seen, the address names what is looked at.
    Effect::new(move |_| {
        let Some(chosen) = chosen.get() else { return };
        let settled = session.route().with(|route| {
            let focus = route.focus().first();
            route.screen() != Some(here)
                || focus.is_some_and(|focus| focus == chosen.id())
                || focus.is_none() && narrow.get()
        });
        if !settled {
            page.go(&chosen);
        }
    });
    let open = Signal::derive(move || {
        session.route().with(|route| !route.focus().is_empty()).then_some("")
    });
    let turn = Memo::new(move |turn: Option<&usize>| {
        chosen.track();
        turn.map_or(0, |turn| turn.wrapping_add(1))
    });
    let draw = move |_: usize| {
        let who = chosen.get_untracked();
        who.map(|who| {
            let own = who.clone();
            let named = turns_with(Memo::new(move |_| page.with(|it| it.name(&own))));
            let own = who.clone();
            let removed = move |_: usize| view! { <IfRemoved page who=own.clone() /> }.into_any();
            view! {
                <GroupCard page who />
                <Fresh of=named draw=removed />
            }
        })
        .into_any()
    };
    let any = Signal::derive(move || chosen.with(Option::is_some));
    view! {
        <div class="groups-page" data-open=open>
            <Show when=any>
                <GroupList page />
                <Fresh of=turn draw />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <div class="groups-empty" id=HOME>
                    <EmptyState
                        title="There is no group yet."
                        text="Permissions are given to groups. Add one, then say who is in it."
                        verb="Add group"
                        icon=Icon::Plus
                        on_verb=move || dialogs.ask(Ask::Add(Kind::Group))
                    />
                </div>
            </Show>
            <DirectoryDialog dialogs />
        </div>
    }
    .into_any()
}

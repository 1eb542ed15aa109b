//! The card of a person: who they are, what they belong to, what can be done with them, and below it all
//! that they can do.

use leptos::prelude::*;

use super::found::Followed;
use super::like::LikeDialog;
use super::table::AccessTable;
use super::{Page, memberships};
use crate::components::{
    Avatar, AvatarSize, Button, ButtonKind, ButtonSize, Choice, Combobox, Icon, IconButton,
    MemberChip, Menu, MenuItem, Show, Symbol, use_toasts,
};
use crate::pages::ask::{compare_route, what_can_route};
use crate::pages::groups::ask::{Ask, GroupsLocked, Kind};
use crate::platform::page as dom;
use crate::state::{Action, Screen, Tab};
use whocan_core::directory::{DirectoryEdit, Principal, UserId};
use whocan_core::document::Command;

const CHIPS: &str = "person-chips";

/// See the module.
#[component]
pub(super) fn PersonCard(page: Page, user: UserId, found: Followed) -> AnyView {
    let session = page.session;
    let own = user.clone();
    let name = Signal::derive(move || page.with(|it| it.document().directory.users.name(&own)));
    let own = user.clone();
    let login = Signal::derive(move || {
        let user = page.with(|it| it.document().directory.users.get(&own).cloned());
        user.and_then(|user| user.login.clone()).unwrap_or_else(|| "No log-in name".to_owned())
    });
    let back = move || session.dispatch(Action::Focus(Vec::new()));
    let face = move || view! { <Avatar name=name.get() size=AvatarSize::Large /> };
    view! {
        <article class="person-card" aria-label=name>
            <header class="person-head">
                <span class="directory-back">
                    <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Icon::Person on_press=back>
                        "Everybody"
                    </Button>
                </span>
                <div class="person-line">
                    {face}
                    <div class="person-title">
                        <h2 class="groups-title">{name}</h2>
                        <p class="directory-hint">{login}</p>
                    </div>
                    <Verbs page user=user.clone() found />
                </div>
                <Belongs page user />
            </header>
            <AccessTable page found name />
        </article>
    }
    .into_any()
}

/// What can be done with them.
#[component]
fn Verbs(page: Page, user: UserId, found: Followed) -> AnyView {
    let making = RwSignal::new(false);
    let place = page.session.route().get_untracked();
    let other = page.with(|it| {
        let others = it.document().directory.users.iter().find(|other| other.id != user);
        others.map(|other| other.id.to_string())
    });
    let compare = other.map(|other| compare_route(&place, user.as_str(), &other).href());
    let compare = compare.map(|href| {
        view! {
            <a class="btn btn-secondary" href=href>
                <Symbol icon=Icon::Compare />
                "Compare"
            </a>
        }
    });
    let (own, who) = (user.clone(), Kind::User.principal(user.as_str()));
    let items = Signal::derive(move || {
        let (edited, removed) = (who.clone(), who.clone());
        let place = page.session.route().get_untracked();
        let grid = place.to(Screen::Directory(Tab::Users), vec![who.id().to_owned()]).href();
        vec![
            MenuItem::new("Rename…", move || page.dialogs.ask(Ask::Edit(edited.clone())))
                .icon(Icon::Person),
            MenuItem::link("Ask about them", what_can_route(&place, who.id()).href())
                .icon(Icon::Ask),
            MenuItem::link("All memberships", grid).icon(Icon::Groups),
            MenuItem::new("Remove…", move || page.dialogs.ask(Ask::Remove(removed.clone())))
                .icon(Icon::Cross)
                .begins_group(),
        ]
    });
    let toasts = use_toasts();
    let copy = move || super::table::copy(found, toasts);
    view! {
        <div class="person-verbs">
            {compare}
            <Button icon=Icon::Person on_press=move || making.set(true)>
                "Make like…"
            </Button>
            <IconButton icon=Icon::File label="Copy as a table" on_press=copy />
            <IconButton icon=Icon::Print label="Print" on_press=dom::print />
            <Menu label="More to do" icon=Icon::More bare=true items />
        </div>
        <LikeDialog page user=own making />
    }
    .into_any()
}

/// What they belong to: each leads to its own page and can be ended; more can be added.
#[component]
fn Belongs(page: Page, user: UserId) -> AnyView {
    let adding = RwSignal::new(false);
    let own = user.clone();
    let chips = move || {
        let all = page.with(|it| {
            let directory = &it.document().directory;
            let all = memberships(directory, &own).into_iter();
            all.map(|who| (directory.name(&who), who)).collect::<Vec<_>>()
        });
        let user = own.clone();
        let chip = move |(name, who): (String, Principal)| {
            view! { <Membership page user=user.clone() name who /> }
        };
        all.into_iter().map(chip).collect_view()
    };
    let add = move || {
        adding.set(true);
        dom::focus_first_soon(CHIPS, "input");
    };
    view! {
        <div class="person-chips" id=CHIPS>
            <ul class="directory-chips" aria-label="Belongs to">
                {chips}
            </ul>
            <Show when=adding>
                <Join page user=user.clone() adding />
            </Show>
            <Show when=Signal::derive(move || !adding.get())>
                <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Icon::Plus on_press=add>
                    "Add"
                    <span class="unseen">" to a group, post or team"</span>
                </Button>
            </Show>
            <GroupsLocked why=page.dialogs.locked />
        </div>
    }
    .into_any()
}

#[component]
fn Membership(page: Page, user: UserId, name: String, who: Principal) -> AnyView {
    let place = page.session.route().get_untracked();
    let href = place.to(Screen::Directory(Tab::Groups), vec![who.id().to_owned()]).href();
    let icon = Kind::of(&who).icon();
    let label = format!("Leave {name}");
    let locked = page.dialogs.locked_for(&who);
    let free = Signal::derive(move || locked.with(Option::is_none));
    let leave = move || {
        let edit = DirectoryEdit::Leave(user.clone(), who.clone());
        page.session.dispatch(Action::Run(Command::Directory(edit)));
        dom::focus_first_if_lost(CHIPS, "button");
    };
    view! { <MemberChip name href icon remove=label removable=free on_remove=leave /> }.into_any()
}

/// The field that finds what they are to belong to.
#[component]
fn Join(page: Page, user: UserId, adding: RwSignal<bool>) -> AnyView {
    let own = user.clone();
    let choices = Signal::derive(move || {
        page.with(|it| {
            let directory = &it.document().directory;
            let known = memberships(directory, &own);
            let locked = page.dialogs.locked.with(Option::is_some);
            let groups = directory.groups.iter().filter(|_| !locked);
            let groups = groups.map(|it| Principal::Group(it.id.clone()));
            let posts = directory.posts.iter().map(|it| Principal::Post(it.id.clone()));
            let teams = directory.teams.iter().map(|it| Principal::Team(it.id.clone()));
            let all = groups.chain(posts).chain(teams).filter(|who| !known.contains(who));
            let choice = |who: Principal| {
                Choice::new(who.id(), directory.name(&who)).icon(Kind::of(&who).icon())
            };
            all.map(choice).collect::<Vec<_>>()
        })
    });
    let join = move |id: String| {
        if let Some(of) = page.with(|it| it.document().directory.principal(&id)) {
            let edit = DirectoryEdit::Join(user.clone(), of);
            page.session.dispatch(Action::Run(Command::Directory(edit)));
        }
        adding.set(false);
        dom::focus_first_if_lost(CHIPS, ".btn");
    };
    view! {
        <span class="directory-add-field">
            <Combobox
                label="Add to a group, post or team"
                placeholder="Group, post or team"
                choices
                value=Signal::stored(String::new())
                on_choose=join
            />
        </span>
    }
    .into_any()
}

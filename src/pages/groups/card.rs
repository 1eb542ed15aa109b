//! A group, a post or a service team: who is in it, what it grants, and a new group like it.

use leptos::prelude::*;

use super::Page;
use super::ask::{Ask, GroupsLocked, HOME, Kind};
use super::form::copy_group;
use super::grants::{Granted, granted};
use super::paste::PasteBox;
use super::remove::{listed, plural};
use crate::components::{
    Button, ButtonKind, ButtonSize, Choice, Combobox, Icon, MemberChip, Show, Symbol, TextField,
};
use crate::pages::ask::compare_route;
use crate::platform::page as dom;
use crate::state::{Action, Screen, Tab};
use whocan_core::directory::{Directory, DirectoryEdit, Principal, UserId, belongs};
use whocan_core::document::Command;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;

/// How many members are drawn.
const MEMBERS: usize = 40;
const MEMBERS_ID: &str = "group-members";

/// What is known of what is looked at.
#[derive(Clone, Default, PartialEq)]
struct Facts {
    name: String,
    /// What it is for.
    about: String,
    /// What it is, how many are in it, where it is used.
    says: String,
    members: Vec<(UserId, String)>,
    count: usize,
    /// The service teams of a post, the posts of a service team.
    linked: Vec<Principal>,
}

fn facts(snapshot: &Snapshot, who: &Principal) -> Facts {
    let directory = &snapshot.document().directory;
    let all = || directory.users.iter().filter(|user| belongs(user, who));
    let count = all().count();
    let members = all().take(MEMBERS).map(|user| (user.id.clone(), user.name.clone())).collect();
    let about = match who {
        Principal::Group(id) => directory.groups.get(id).and_then(|it| it.description.clone()),
        _ => None,
    };
    Facts {
        name: directory.name(who),
        about: about.unwrap_or_default(),
        says: says(snapshot, who, count),
        members,
        count,
        linked: linked(directory, who),
    }
}

fn linked(directory: &Directory, who: &Principal) -> Vec<Principal> {
    match who {
        Principal::Post(id) => {
            let teams = directory.posts.get(id).map(|post| post.teams.clone()).unwrap_or_default();
            teams.into_iter().map(Principal::Team).collect()
        }
        Principal::Team(id) => {
            let posts = directory.posts.iter().filter(|post| post.teams.contains(id));
            posts.map(|post| Principal::Post(post.id.clone())).collect()
        }
        _ => Vec::new(),
    }
}

fn says(snapshot: &Snapshot, who: &Principal, count: usize) -> String {
    let edits = snapshot.document().policies.forget(who);
    let is_used = |kind: &&ModelKind| edits.iter().any(|edit| edit.kind() == **kind);
    let used: Vec<&str> = ModelKind::ALL.iter().filter(is_used).map(|it| it.info().title).collect();
    let used = match used.as_slice() {
        [] => "Nothing is set for it.".to_owned(),
        [one] => format!("Used in {one}."),
        all => format!("Used in {} systems.", all.len()),
    };
    let what = match who {
        Principal::Post(_) => format!("Post, held by {}", plural(count, "person", "people")),
        Principal::Team(_) => format!("Service team, {}", plural(count, "member", "members")),
        _ => format!("Group, {}", plural(count, "member", "members")),
    };
    format!("{what}. {used}")
}

/// See the module.
#[component]
pub(super) fn GroupCard(page: Page, who: Principal) -> AnyView {
    let session = page.session;
    let own = who.clone();
    let facts = Memo::new(move |_| {
        session.snapshot().with(|it| it.as_deref().map(|it| facts(it, &own))).unwrap_or_default()
    });
    let name = Signal::derive(move || facts.with(|it| it.name.clone()));
    let says = Signal::derive(move || facts.with(|it| it.says.clone()));
    let about = Signal::derive(move || facts.with(|it| it.about.clone()));
    let grants = Signal::derive(move || format!("What {} grants", name.get()));
    let id = format!("Id {}", who.id());
    let is_group = matches!(who, Principal::Group(_));
    let locked = page.dialogs.locked_for(&who);
    let back = move || session.dispatch(Action::Focus(Vec::new()));
    let based = match &who {
        Principal::Group(group) => {
            let group = group.clone();
            let free = Signal::derive(move || locked.with(Option::is_none));
            view! {
                <Show when=free>
                    <BasedOn page of=group.to_string() name />
                </Show>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <article class="group-card" aria-label=name data-group=is_group.then_some("")>
            <span class="directory-back">
                <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Icon::Groups on_press=back>
                    "All groups"
                </Button>
            </span>
            <header class="group-head">
                <div class="group-names">
                    <h2 class="groups-title">{name}</h2>
                    <p class="directory-hint">{says}</p>
                    <p class="directory-hint">{id}</p>
                    <p class="group-about">{about}</p>
                </div>
                <Verbs page who=who.clone() name />
            </header>
            <GroupsLocked why=locked />
            <Linked page facts who=who.clone() />
            <Members page facts who=who.clone() />
            <section class="group-grants">
                <h3>{grants}</h3>
                <Granted page who />
            </section>
            {based}
        </article>
    }
    .into_any()
}

/// What can be done with all of it.
#[component]
fn Verbs(page: Page, who: Principal, name: Signal<String>) -> AnyView {
    let dialogs = page.dialogs;
    let off = dialogs.locked_for(&who);
    let (edited, removed) = (who.clone(), who.clone());
    let more = match who {
        Principal::Group(group) => {
            let place = page.session.route().get_untracked();
            let other = page.with(|directory| {
                directory.groups.iter().find(|other| other.id != group).map(|it| it.id.to_string())
            });
            let compare = other
                .map(|other| compare_route(&place, group.as_str(), &other).href())
                .map(|href| {
                    view! {
                        <a class="btn btn-secondary" href=href>
                            <Symbol icon=Icon::Compare />
                            "Compare"
                        </a>
                    }
                });
            let copy = move || dialogs.ask(Ask::Copy(group.clone()));
            view! {
                <Button icon=Icon::File off on_press=copy>
                    <span>
                        "Copy" <span aria-hidden="true">"…"</span>
                        <span class="unseen">" "{name}</span>
                    </span>
                </Button>
                {compare}
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <div class="directory-verbs">
            <Button off on_press=move || dialogs.ask(Ask::Edit(edited.clone()))>
                <span>
                    "Edit" <span aria-hidden="true">"…"</span>
                    <span class="unseen">" "{name}</span>
                </span>
            </Button>
            {more}
            <Button kind=ButtonKind::Danger off on_press=move || dialogs.ask(Ask::Remove(removed.clone()))>
                <span>
                    "Remove" <span aria-hidden="true">"…"</span>
                    <span class="unseen">" "{name}</span>
                </span>
            </Button>
        </div>
    }
    .into_any()
}

/// The service teams of a post, the posts of a service team.
#[component]
fn Linked(page: Page, facts: Memo<Facts>, who: Principal) -> AnyView {
    let title = match who {
        Principal::Post(_) => "Service teams",
        Principal::Team(_) => "Posts in it",
        _ => return ().into_any(),
    };
    let none = match who {
        Principal::Post(_) => "in no service team",
        _ => "no post in it",
    };
    let rows = move || {
        let chip = |who: Principal| {
            let name = page.with(|directory| directory.name(&who));
            let icon = Kind::of(&who).icon();
            let route = page.session.route().get_untracked();
            let href = route.with_focus(vec![who.id().to_owned()]).href();
            view! {
                <li>
                    <a class="name-chip" href=href>
                        <Symbol icon />
                        {name}
                    </a>
                </li>
            }
        };
        let linked = facts.with(|facts| facts.linked.clone());
        match linked.is_empty() {
            true => view! { <li class="directory-hint">{none}</li> }.into_any(),
            false => linked.into_iter().map(chip).collect_view().into_any(),
        }
    };
    view! {
        <section class="group-members">
            <h3>{title}</h3>
            <ul class="directory-chips">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Who is in it: each can be taken out, others put in.
#[component]
fn Members(page: Page, facts: Memo<Facts>, who: Principal) -> AnyView {
    let session = page.session;
    let pasting = RwSignal::new(false);
    let locked = page.dialogs.locked_for(&who);
    let free = Signal::derive(move || locked.with(Option::is_none));
    let count = Signal::derive(move || facts.with(|facts| facts.count.to_string()));
    let of = who.clone();
    let chips = move || {
        let chip = |(user, name): (UserId, String)| {
            view! { <Member page user name of=of.clone() /> }
        };
        facts.with(|facts| facts.members.clone()).into_iter().map(chip).collect_view()
    };
    let more = move || {
        let more = facts.with(|facts| facts.count.saturating_sub(facts.members.len()));
        (more > 0).then(|| {
            let grid = session.route().get_untracked();
            let grid = grid.to(Screen::Directory(Tab::Users), Vec::new()).href();
            view! {
                <li>
                    <a href=grid>{format!("{more} more")}</a>
                </li>
            }
        })
    };
    let title = match who {
        Principal::Post(_) => "Held by",
        _ => "Members",
    };
    let adding = who.clone();
    view! {
        <section class="group-members" id=MEMBERS_ID>
            <h3>{title} <span class="granted-count">{count}</span></h3>
            <div class="directory-chips">
                <ul class="directory-chips">{chips} {more}</ul>
                <Show when=free>
                    <AddPerson page of=adding.clone() />
                </Show>
                <Button
                    size=ButtonSize::Small
                    icon=Icon::File
                    off=locked
                    on_press=move || pasting.update(|pasting| *pasting = !*pasting)
                >
                    "Paste a list"
                </Button>
            </div>
        </section>
        <Show when=Signal::derive(move || pasting.get() && free.get())>
            <PasteBox page of=who.clone() on_close=move || pasting.set(false) />
        </Show>
    }
    .into_any()
}

#[component]
fn Member(page: Page, user: UserId, name: String, of: Principal) -> AnyView {
    let place = page.session.route().get_untracked();
    let href = place.to(Screen::Directory(Tab::People), vec![user.to_string()]).href();
    let label = format!("Take {name} out");
    let locked = page.dialogs.locked_for(&of);
    let free = Signal::derive(move || locked.with(Option::is_none));
    let take_out = move || {
        let edit = DirectoryEdit::Leave(user.clone(), of.clone());
        page.session.dispatch(Action::Run(Command::Directory(edit)));
        // Not on the next member, whom a second press would take out as well.
        dom::focus_first_soon(MEMBERS_ID, "input");
    };
    view! { <MemberChip name href remove=label removable=free on_remove=take_out /> }.into_any()
}

/// The field that finds a person who is to be in it.
#[component]
fn AddPerson(page: Page, of: Principal) -> AnyView {
    let who = of.clone();
    let choices = Signal::derive(move || {
        page.with(|directory| {
            let others = directory.users.iter().filter(|user| !belongs(user, &who));
            let choice = |name: &str, login: Option<&str>, id: &str| match login {
                Some(login) => Choice::new(id, format!("{name} ({login})")),
                None => Choice::new(id, name),
            };
            others
                .map(|user| choice(&user.name, user.login.as_deref(), user.id.as_str()))
                .collect::<Vec<_>>()
        })
    });
    let join = move |id: String| {
        let edit = DirectoryEdit::Join(id.as_str().into(), of.clone());
        page.session.dispatch(Action::Run(Command::Directory(edit)));
    };
    view! {
        <span class="directory-add-field">
            <Combobox
                label="Add a person"
                placeholder="Add a person"
                choices
                value=Signal::stored(String::new())
                on_choose=join
            />
        </span>
    }
    .into_any()
}

/// A new group with all that this one grants.
#[component]
fn BasedOn(page: Page, of: String, name: Signal<String>) -> AnyView {
    let session = page.session;
    let (typed, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let group = of.clone();
    let copies = Memo::new(move |_| {
        let snapshot = session.snapshot().get();
        let systems = snapshot.map(|it| granted(&it, &Principal::Group(group.as_str().into())));
        let systems = systems.unwrap_or_default();
        let part = |system: &crate::pages::people::access::System| {
            let info = system.kind.info();
            plural(system.rows.len(), info.target, info.targets)
        };
        let parts: Vec<String> = systems.iter().map(part).collect();
        match parts.is_empty() {
            true => "Copies its permissions, not its members.".to_owned(),
            false => format!("Copies what it grants on {}, no members.", listed(&parts)),
        }
    });
    let create = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wanted = typed.get_untracked().trim().to_owned();
        if wanted.is_empty() {
            return error.set(Some("Type the new group’s name.".to_owned()));
        }
        let from = of.as_str().into();
        let id = copy_group(session, &wanted, &name.get_untracked(), &from);
        page.go(&Principal::Group(id.as_str().into()));
        dom::focus_first_if_lost(HOME, "button");
    };
    let write = move |text| {
        error.set(None);
        typed.set(text);
    };
    let label = name.with_untracked(|name| format!("New group based on {name}"));
    view! {
        <form class="group-based" on:submit=create>
            <TextField label value=typed error placeholder="Name" on_input=write />
            <p class="directory-hint">{copies}</p>
            <button class="btn btn-secondary btn-small" type="submit">
                "Create group"
            </button>
        </form>
    }
    .into_any()
}

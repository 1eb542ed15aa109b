//! The tabs of the groups and of the posts and service teams: lists of things with what is known of
//! each and what can be done with it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Tabs;
use super::ask::{Ask, Asked, HOME, Kind};
use super::remove::{listed, plural};
use super::users::directory;
use crate::directory::{Directory, Entity, Principal, Table, User};
use crate::models::{ModelKind, Policies};
use crate::session::{Session, Tab};

/// A thing as a list shows it.
#[derive(Clone, Debug, PartialEq)]
struct Thing {
    who: Principal,
    name: String,
    about: String,
    facts: Vec<String>,
    changed: bool,
}

/// The tab of the groups.
#[component]
pub(super) fn Groups(session: Session, asked: Asked) -> impl IntoView {
    let things = Memo::new(move |_| {
        let (now, saved) = (directory(session.moment()), directory(session.saved()));
        let policies = session.moment().with(|moment| {
            moment.as_ref().map(|m| m.document().policies.clone()).unwrap_or_default()
        });
        groups(&now, &saved, &policies)
    });
    view! {
        <div class="work-head">
            <Tabs session tab=Tab::Groups />
        </div>
        <div class="things-room">
            <Things
                asked
                kind=Kind::Group
                things
                add_id=HOME
                empty="There is no group yet. Permissions are given to groups: add one, and make people members of it on the tab Users."
            />
        </div>
    }
}

/// The tab of the posts and the service teams.
#[component]
pub(super) fn PostsAndTeams(session: Session, asked: Asked) -> impl IntoView {
    let things = |list: fn(&Directory, &Directory) -> Vec<Thing>| {
        Memo::new(move |_| list(&directory(session.moment()), &directory(session.saved())))
    };
    view! {
        <div class="work-head">
            <Tabs session tab=Tab::Posts />
        </div>
        <div class="things-room">
            <Things
                asked
                kind=Kind::Post
                things=things(posts)
                add_id=HOME
                empty="There is no post yet. People hold posts and sign on as them: add one, and say who holds it on the tab Users."
            />
            <Things
                asked
                kind=Kind::Team
                things=things(teams)
                add_id="directory-add-team"
                empty="There is no service team yet. Add one, and say who belongs to it on the tab Users."
            />
        </div>
    }
}

fn groups(now: &Directory, saved: &Directory, policies: &Policies) -> Vec<Thing> {
    let members = counted(now, |user| user.groups.iter().map(|id| id.as_str()).collect());
    let thing = |group: &crate::directory::Group| {
        let who = Principal::Group(group.id.clone());
        let edits = policies.forget(&who);
        let set: Vec<String> = ModelKind::ALL
            .iter()
            .filter(|kind| edits.iter().any(|edit| edit.kind() == **kind))
            .map(|kind| kind.about().title.to_owned())
            .collect();
        let count = members.get(group.id.as_str()).copied().unwrap_or_default();
        let before = saved.groups.get(&group.id);
        Thing {
            name: group.name.clone(),
            about: group.description.clone().unwrap_or_default(),
            facts: vec![
                plural(count, "member", "members"),
                match set.as_slice() {
                    [] => "nothing set for it".to_owned(),
                    set => format!("something set in {}", listed(set)),
                },
            ],
            changed: before.is_none_or(|before| **before != *group),
            who,
        }
    };
    now.groups.iter().map(|group| thing(group)).collect()
}

fn posts(now: &Directory, saved: &Directory) -> Vec<Thing> {
    let holders = counted(now, |user| user.posts.iter().map(|id| id.as_str()).collect());
    let thing = |post: &crate::directory::Post| {
        let count = holders.get(post.id.as_str()).copied().unwrap_or_default();
        let teams: Vec<String> =
            post.teams.iter().filter_map(|id| Some(now.teams.get(id)?.name.clone())).collect();
        let before = saved.posts.get(&post.id);
        Thing {
            who: Principal::Post(post.id.clone()),
            name: post.name.clone(),
            about: String::new(),
            facts: vec![
                format!("held by {}", plural(count, "person", "people")),
                match teams.as_slice() {
                    [] => "in no service team".to_owned(),
                    teams => format!("in {}", listed(teams)),
                },
            ],
            changed: before.is_none_or(|before| **before != *post),
        }
    };
    now.posts.iter().map(|post| thing(post)).collect()
}

fn teams(now: &Directory, saved: &Directory) -> Vec<Thing> {
    let members = counted(now, |user| user.teams.iter().map(|id| id.as_str()).collect());
    let thing = |team: &crate::directory::Team| {
        let count = members.get(team.id.as_str()).copied().unwrap_or_default();
        let posts: Vec<String> = names_with(&now.posts, |post| post.teams.contains(&team.id));
        let before = saved.teams.get(&team.id);
        Thing {
            who: Principal::Team(team.id.clone()),
            name: team.name.clone(),
            about: String::new(),
            facts: vec![
                plural(count, "member", "members"),
                match posts.as_slice() {
                    [] => "no post in it".to_owned(),
                    posts => format!("with {} {}", plural_of(posts.len()), listed(posts)),
                },
            ],
            changed: before.is_none_or(|before| **before != *team),
        }
    };
    now.teams.iter().map(|team| thing(team)).collect()
}

fn plural_of(posts: usize) -> &'static str {
    if posts == 1 { "the post" } else { "the posts" }
}

fn names_with<T: Entity>(table: &Table<T>, fits: impl Fn(&T) -> bool) -> Vec<String> {
    table.iter().filter(|row| fits(row)).map(|row| row.name().to_owned()).collect()
}

/// How many people name each id.
fn counted<'a>(
    directory: &'a Directory,
    ids: impl Fn(&'a User) -> Vec<&'a str>,
) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for user in directory.users.iter() {
        ids(user).into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
    }
    counts
}

/// One list, with the way to a new thing.
#[component]
fn Things(
    asked: Asked,
    kind: Kind,
    things: Memo<Vec<Thing>>,
    add_id: &'static str,
    empty: &'static str,
) -> impl IntoView {
    let title = move || things.with(|things| plural(things.len(), kind.one(), kind.many()));
    let is_empty = Memo::new(move |_| things.with(Vec::is_empty));
    view! {
        <section class="things-part">
            <div class="things-head">
                <h3>{title}</h3>
                <button
                    type="button"
                    class="button"
                    id=add_id
                    on:click=move |_| asked.set(Some(Ask::Add(kind)))
                >{format!("Add {}…", kind.one())}</button>
            </div>
            <Show when=move || is_empty.get()>
                <p class="hint">{empty}</p>
            </Show>
            <ul class="things">
                <For
                    each=move || things.get()
                    key=|thing| thing.who.id().to_owned()
                    let:thing
                >
                    <ThingView asked things who=thing.who />
                </For>
            </ul>
        </section>
    }
}

/// One thing. It stays in the page while what is known of it changes, and so does the focus.
#[component]
fn ThingView(asked: Asked, things: Memo<Vec<Thing>>, who: Principal) -> impl IntoView {
    let own = who.clone();
    let thing = Memo::new(move |_| {
        things.with(|things| things.iter().find(|thing| thing.who == own).cloned())
    });
    let name = move || thing.get().map(|thing| thing.name).unwrap_or_default();
    let deed = move |label: &'static str, ask: Ask| {
        view! {
            <button
                type="button"
                class="button"
                aria-label=move || format!("{label} {}", name())
                on:click=move |_| asked.set(Some(ask.clone()))
            >{format!("{label}…")}</button>
        }
    };
    let copy = match &who {
        Principal::Group(group) => Some(deed("Copy", Ask::Copy(group.clone()))),
        _ => None,
    };
    view! {
        <li class="thing" data-changed=move || thing.get().is_some_and(|t| t.changed).then_some("")>
            <div class="thing-says">
                <h4 class="thing-name">
                    {name}
                    {move || {
                        thing.get().is_some_and(|t| t.changed).then(|| {
                            view! { <span class="unseen">", changed"</span> }
                        })
                    }}
                </h4>
                <p class="thing-about">{move || thing.get().map(|thing| thing.about)}</p>
                <p class="thing-facts">{move || thing.get().map(|thing| thing.facts.join(" · "))}</p>
            </div>
            <div class="deeds">
                {deed("Edit", Ask::Edit(who.clone()))} {copy} {deed("Remove", Ask::Remove(who))}
            </div>
        </li>
    }
}

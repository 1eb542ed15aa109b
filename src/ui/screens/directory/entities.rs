//! The tabs of the groups and of the posts and service teams: lists of things with what is known of
//! each and what can be done with it.

use std::collections::BTreeMap;

use leptos::prelude::AnyView;

use super::ask::{Ask, Asked, HOME, Kind};
use super::remove::{listed, plural};
use super::users::directory;
use super::{heading, list};
use crate::reactive::Derived;
use crate::state::{Session, Tab};
use crate::ui::kit::tag::{Tag, all, button, tag};
use whocan_core::directory::{Directory, Entity, Principal, Table, User};
use whocan_core::models::{ModelKind, Policies};

/// A thing as a list shows it.
#[derive(Clone, Debug, PartialEq)]
struct Thing {
    who: Principal,
    name: String,
    about: String,
    facts: Vec<String>,
    changed: bool,
}

const NO_GROUP: &str = "There is no group yet. Permissions are given to groups: add one, and make \
    people members of it on the tab Users.";
const NO_POST: &str = "There is no post yet. People hold posts and sign on as them: add one, and \
    say who holds it on the tab Users.";
const NO_TEAM: &str = "There is no service team yet. Add one, and say who belongs to it on the tab \
    Users.";

/// The tab of the groups.
pub(super) fn groups_tab(session: Session, asked: Asked) -> AnyView {
    let things = Derived::new(move |_| {
        let (now, saved) = (directory(session.snapshot()), directory(session.saved()));
        let policies = session.snapshot().with(|snapshot| {
            snapshot.as_ref().map(|m| m.document().policies.clone()).unwrap_or_default()
        });
        groups(&now, &saved, &policies)
    });
    let part = things_part(asked, Kind::Group, things, HOME, NO_GROUP);
    all([
        tag("div").class("work-head").child(heading(Tab::Groups)),
        tag("div").class("things-room").child(part),
    ])
}

/// The tab of the posts and the service teams.
pub(super) fn posts_tab(session: Session, asked: Asked) -> AnyView {
    let things = |list: fn(&Directory, &Directory) -> Vec<Thing>| {
        Derived::new(move |_| list(&directory(session.snapshot()), &directory(session.saved())))
    };
    let parts = [
        things_part(asked, Kind::Post, things(posts), HOME, NO_POST),
        things_part(asked, Kind::Team, things(teams), "directory-add-team", NO_TEAM),
    ];
    all([
        tag("div").class("work-head").child(heading(Tab::Posts)),
        tag("div").class("things-room").children(parts),
    ])
}

fn groups(now: &Directory, saved: &Directory, policies: &Policies) -> Vec<Thing> {
    let members = counted(now, |user| user.groups.iter().map(|id| id.as_str()).collect());
    let thing = |group: &whocan_core::directory::Group| {
        let who = Principal::Group(group.id.clone());
        let edits = policies.forget(&who);
        let set: Vec<String> = ModelKind::ALL
            .iter()
            .filter(|kind| edits.iter().any(|edit| edit.kind() == **kind))
            .map(|kind| kind.info().title.to_owned())
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
    let thing = |post: &whocan_core::directory::Post| {
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
    let thing = |team: &whocan_core::directory::Team| {
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
fn things_part(
    asked: Asked,
    kind: Kind,
    things: Derived<Vec<Thing>>,
    add_id: &'static str,
    empty: &'static str,
) -> Tag {
    let title = move || things.with(|things| plural(things.len(), kind.one(), kind.many()));
    let is_empty = Derived::new(move |_| things.with(Vec::is_empty));
    let add = button(format!("Add {}…", kind.one()), move || asked.set(Some(Ask::Add(kind))));
    let head = tag("div")
        .class("things-head")
        .child(tag("h3").bind_text(title))
        .child(add.attr("id", add_id));
    let row = move |thing: &Thing| (thing.who.id().to_owned(), thing_row(asked, thing));
    tag("section")
        .class("things-part")
        .child(head)
        .bind_child(move || is_empty.get().then(|| tag("p").class("hint").text(empty)))
        .child(list(move || things.with(|things| things.iter().map(row).collect())))
}

/// One thing.
fn thing_row(asked: Asked, thing: &Thing) -> Tag {
    let action = |label: &'static str, ask: Ask| {
        button(format!("{label}…"), move || asked.set(Some(ask.clone())))
            .attr("aria-label", format!("{label} {}", thing.name))
    };
    let copy = match &thing.who {
        Principal::Group(group) => Some(action("Copy", Ask::Copy(group.clone()))),
        _ => None,
    };
    let changed = thing.changed.then(|| tag("span").class("unseen").text(", changed"));
    let says = tag("div")
        .class("thing-says")
        .child(tag("h4").class("thing-name").text(thing.name.clone()).child(changed))
        .child(tag("p").class("thing-about").text(thing.about.clone()))
        .child(tag("p").class("thing-facts").text(thing.facts.join(" · ")));
    let batch = tag("div")
        .class("deeds")
        .child(action("Edit", Ask::Edit(thing.who.clone())))
        .child(copy)
        .child(action("Remove", Ask::Remove(thing.who.clone())));
    tag("li").class("thing").attr("data-changed", thing.changed).child(says).child(batch)
}

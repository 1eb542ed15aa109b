//! The left pane: all groups, posts and service teams with how many people are in each.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Page;
use super::ask::{Kind, of};
use super::memberships::AddMenu;
use super::remove::plural;
use crate::components::{ListRow, SearchField};
use crate::platform::page as dom;
use whocan_core::directory::{Directory, Entity, Principal, Table};
use whocan_core::shared::Shared;
use whocan_core::text::SearchText;

/// How many of a kind are listed.
const MOST: usize = 300;
pub(super) const ID: &str = "groups-list";

/// A row of the list.
#[derive(Clone, PartialEq)]
struct Row {
    who: Principal,
    name: String,
    count: usize,
    changed: bool,
}

/// A kind with those of it that are listed, and how many are not.
#[derive(Clone, PartialEq)]
struct Part {
    title: &'static str,
    kind: Kind,
    rows: Vec<Row>,
    more: usize,
}

fn parts(now: &Directory, saved: &Directory, text: &SearchText) -> Vec<Part> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for user in now.users.iter() {
        let groups = user.groups.iter().map(|id| id.as_str());
        let posts = user.posts.iter().map(|id| id.as_str());
        let teams = user.teams.iter().map(|id| id.as_str());
        groups.chain(posts).chain(teams).for_each(|id| *counts.entry(id).or_default() += 1);
    }
    let parts = [
        part("Groups", Kind::Group, &now.groups, &saved.groups, &counts, text),
        part("Posts", Kind::Post, &now.posts, &saved.posts, &counts, text),
        part("Service teams", Kind::Team, &now.teams, &saved.teams, &counts, text),
    ];
    parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

fn part<T: Entity + PartialEq>(
    title: &'static str,
    kind: Kind,
    now: &Table<T>,
    saved: &Table<T>,
    counts: &BTreeMap<&str, usize>,
    text: &SearchText,
) -> Part {
    let fits = |row: &&Shared<T>| text.is_in(row.name());
    let row = |row: &Shared<T>| Row {
        who: kind.principal(row.id().as_str()),
        name: row.name().to_owned(),
        count: counts.get(row.id().as_str()).copied().unwrap_or_default(),
        changed: saved.get(row.id()).is_none_or(|before| **before != **row),
    };
    let count = now.iter().filter(fits).count();
    let rows = now.iter().filter(fits).take(MOST).map(row).collect();
    Part { title, kind, rows, more: count.saturating_sub(MOST) }
}

/// See the module.
#[component]
pub(super) fn GroupList(page: Page) -> AnyView {
    let text = RwSignal::new(String::new());
    let session = page.session;
    let list = Memo::new(move |_| {
        let search = SearchText::new(&text.get());
        session.snapshot().with(|now| {
            session.saved().with(|saved| {
                of(now.as_deref(), |now| of(saved.as_deref(), |saved| parts(now, saved, &search)))
            })
        })
    });
    let all = Signal::derive(move || {
        page.with(|all| all.groups.len() + all.posts.len() + all.teams.len())
    });
    let label = all.with_untracked(|all| plural(*all, "group, post, team", "groups, posts, teams"));
    let pressed = move |event: web_sys::KeyboardEvent| {
        dom::walk_rows(&event, ID, "list-row");
    };
    let none = move || {
        list.with(Vec::is_empty)
            .then(|| view! { <p class="directory-hint">"Nothing of this name."</p> })
    };
    let parts =
        move || list.get().into_iter().map(|part| view! { <ListPart page part /> }).collect_view();
    view! {
        <nav class="groups-list" aria-label="Groups, posts and service teams">
            <div class="directory-find">
                <SearchField
                    label="Find a group, post or service team"
                    placeholder=label
                    value=text
                    on_input=move |typed| text.set(typed)
                />
                <AddMenu dialogs=page.dialogs />
            </div>
            <div class="groups-rows" id=ID on:keydown=pressed>
                {parts}
                {none}
            </div>
        </nav>
    }
    .into_any()
}

#[component]
fn ListPart(page: Page, part: Part) -> AnyView {
    let kind = part.kind;
    let row = move |Row { who, name, count, changed }: Row| {
        let own = who.clone();
        let chosen =
            Signal::derive(move || page.chosen.with(|chosen| chosen.as_ref() == Some(&own)));
        view! {
            <li>
                <ListRow
                    name
                    icon=kind.icon()
                    fact=count.to_string()
                    chosen
                    changed=Signal::stored(changed)
                    on_choose=move || page.go(&who)
                />
            </li>
        }
    };
    let more = (part.more > 0)
        .then(|| view! { <p class="directory-hint">{format!("{} more: type to find one", part.more)}</p> });
    view! {
        <h2 class="groups-part">{part.title}</h2>
        <ul>{part.rows.into_iter().map(row).collect_view()}</ul>
        {more}
    }
    .into_any()
}

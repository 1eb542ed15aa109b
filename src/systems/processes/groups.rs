//! *Select a Group*: Looking For and Search By, the groups with how many are in each, a new one, and
//! below them the System Admins.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::admins::SystemAdmins;
use super::page::Page;
use crate::components::{Choice, Icon, ListRow, SearchField, Select, Symbol};
use crate::pages::groups::ask::{Ask, GroupsLocked, HOME, Kind};
use crate::platform::page as dom;
use whocan_core::directory::{Directory, GroupId};
use whocan_core::models::processes::search::{SearchBy, find_groups};
use whocan_core::text;

/// How many groups are listed.
const MOST: usize = 300;
const ID: &str = "processes-groups";

/// A group of the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: GroupId,
    name: String,
    members: usize,
}

/// The groups that are listed, and how many fit beside them.
#[derive(Clone, Default, PartialEq)]
struct Found {
    rows: Vec<Row>,
    more: usize,
}

/// All groups as long as nothing is typed, then those that fit. What holds no letter finds nothing.
fn found(directory: &Directory, text: &str, by: SearchBy) -> Found {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let memberships = directory.users.iter().flat_map(|user| user.groups.iter());
    memberships.for_each(|id| *counts.entry(id.as_str()).or_default() += 1);
    let fit = match text::is_blank(text) {
        true => directory.groups.iter().collect(),
        false => find_groups(directory, text, by).unwrap_or_default(),
    };
    let more = fit.len().saturating_sub(MOST);
    let row = |group: &&_| {
        let group: &whocan_core::shared::Shared<whocan_core::directory::Group> = group;
        Row {
            id: group.id.clone(),
            name: group.name.clone(),
            members: counts.get(group.id.as_str()).copied().unwrap_or_default(),
        }
    };
    Found { rows: fit.iter().take(MOST).map(row).collect(), more }
}

/// What a way to search is called here.
fn label(by: SearchBy) -> &'static str {
    match by {
        SearchBy::NameStartsWith => "Start of group name",
        SearchBy::NameContains => "Group name",
        SearchBy::Description => "Description",
    }
}

/// The groups whose levels the draft changes, and those that it adds.
pub(super) fn changed_groups(page: Page) -> Memo<BTreeSet<GroupId>> {
    Memo::new(move |_| {
        page.policy.with(|now| {
            page.saved.with(|saved| {
                page.directory.with(|directory| {
                    let differs = |id: &GroupId| {
                        now.levels.get(id) != saved.levels.get(id)
                            || now.secured.get(id) != saved.secured.get(id)
                    };
                    let ids = directory.groups.iter().map(|group| &group.id);
                    ids.filter(|id| differs(id)).cloned().collect()
                })
            })
        })
    })
}

/// See the module.
#[component]
pub(super) fn GroupPane(page: Page) -> AnyView {
    let (text, by) = (RwSignal::new(String::new()), RwSignal::new(SearchBy::NameContains));
    let found = Memo::new(move |_| {
        page.directory.with(|directory| text.with(|text| found(directory, text, by.get())))
    });
    view! {
        <section class="editor-pane processes-pane processes-groups" aria-labelledby="select-a-group">
            <h3 class="processes-title" id="select-a-group">
                <span class="step-number" aria-hidden="true">"1"</span>
                "Select a Group"
            </h3>
            <Search text by />
            <GroupRows page found text />
            <SystemAdmins page />
        </section>
    }
    .into_any()
}

/// What is looked for, and where.
#[component]
fn Search(text: RwSignal<String>, by: RwSignal<SearchBy>) -> AnyView {
    let choices = [SearchBy::NameContains, SearchBy::NameStartsWith, SearchBy::Description];
    let choices = choices.map(|by| Choice::new(by.name(), label(by))).to_vec();
    let choose = move |name: String| {
        let chosen = SearchBy::ALL.into_iter().find(|by| by.name() == name);
        chosen.into_iter().for_each(|chosen| by.set(chosen));
    };
    view! {
        <div class="processes-search">
            <span class="processes-label" aria-hidden="true">
                "Looking For"
            </span>
            <SearchField
                label="Looking For"
                placeholder="Any letter"
                value=text
                on_input=move |typed| text.set(typed)
            />
            <Select
                label="Search By"
                choices
                value=Signal::derive(move || by.get().name().to_owned())
                on_choose=choose
            />
        </div>
    }
    .into_any()
}

#[component]
fn GroupRows(page: Page, found: Memo<Found>, text: RwSignal<String>) -> AnyView {
    let changed = changed_groups(page);
    let row = move |Row { id, name, members }: Row| {
        let (own, dotted) = (id.clone(), id.clone());
        view! {
            <li>
                <ListRow
                    name
                    fact=members.to_string()
                    chosen=Signal::derive(move || page.group.with(|chosen| chosen.as_ref() == Some(&own)))
                    changed=Signal::derive(move || changed.with(|changed| changed.contains(&dotted)))
                    on_choose=move || page.choose_group(id.as_str())
                />
            </li>
        }
    };
    let rows = move || found.get().rows.into_iter().map(row).collect_view();
    let rest = Signal::derive(move || {
        let letterless = text.with(|text| !text.chars().any(char::is_alphabetic));
        found.with(|found| match (found.rows.len(), found.more) {
            (0, _) if letterless => "Enter at least one letter.".to_owned(),
            (0, _) => "No group fits.".to_owned(),
            (_, 0) => String::new(),
            (_, more) => format!("{more} more: type to find one"),
        })
    });
    let pressed = move |event: web_sys::KeyboardEvent| {
        dom::walk_rows(&event, ID, "list-row");
    };
    view! {
        <div class="processes-rows" id=ID on:keydown=pressed>
            <ul aria-label="Groups">{rows}</ul>
            <p class="processes-hint" role="status">
                {rest}
            </p>
            <div id=HOME>
                <button
                    type="button"
                    class="list-row processes-add"
                    on:click=move |_| page.dialogs.ask(Ask::Add(Kind::Group))
                >
                    <Symbol icon=Icon::Plus />
                    <span>"New group…"</span>
                </button>
                <GroupsLocked why=page.dialogs.locked />
            </div>
        </div>
    }
    .into_any()
}

//! The left pane: users or groups, each with how much is set for them, or the items of a kind; below them
//! what they belong to, the licences, and the two tabs.

use std::sync::Arc;

use leptos::prelude::*;

use super::dialogs::Ask;
use super::page::{Page, Side};
use crate::components::{
    ButtonSize, Choice, EmptyState, Icon, IconButton, PickList, PickRow, SearchField, Segmented,
    Show,
};
use whocan_core::directory::{Directory, Principal, belongs};
use whocan_core::models::features::CORE;
use whocan_core::models::features::policy::{Policy, Ticked};
use whocan_core::text::SearchText;

/// How many names stand in the foot.
const NAMED: usize = 3;

/// The pane's own state. Copied freely.
#[derive(Clone, Copy)]
struct Pane {
    page: Page,
    /// The tab that was chosen, while it has nobody to show.
    side: RwSignal<Option<Side>>,
    text: RwSignal<String>,
}

/// Which tab somebody is listed under.
fn side_of(who: Option<&Principal>) -> Side {
    match who {
        Some(Principal::Group(_)) => Side::Groups,
        _ => Side::Users,
    }
}

impl Pane {
    fn side(self) -> Side {
        let chosen = self.side.get();
        chosen.unwrap_or_else(|| self.page.here.with(|here| side_of(here.who.as_ref())))
    }

    fn choose_side(self, side: Side) {
        let first = self.page.system.directory.with_untracked(|directory| match side {
            Side::Users => directory.users.nth(0).map(|it| Principal::User(it.id.clone())),
            Side::Groups => directory.groups.nth(0).map(|it| Principal::Group(it.id.clone())),
        });
        self.text.set(String::new());
        match first {
            Some(first) => {
                self.side.set(None);
                self.page.mark.set(None);
                self.page.go(|here| here.who = Some(first));
            }
            None => self.side.set(Some(side)),
        }
    }

    /// Whoever has this number, on the tab that is shown.
    fn nth(self, key: usize) -> Option<Principal> {
        self.page.system.directory.with(|directory| match self.side() {
            Side::Users => directory.users.nth(key).map(|it| Principal::User(it.id.clone())),
            Side::Groups => directory.groups.nth(key).map(|it| Principal::Group(it.id.clone())),
        })
    }

    fn choose(self, key: usize) {
        let here = self.page.here.get_untracked();
        if here.by_item {
            let feature = self.page.system.policy.with_untracked(|policy| {
                policy.of_kind(here.kind).nth(key).map(|feature| feature.id.clone())
            });
            return feature.into_iter().for_each(|feature| self.page.go_to_item(feature));
        }
        let who = untrack(|| self.nth(key));
        who.into_iter().for_each(|who| self.page.go_to(who));
    }

    fn keys(self) -> Vec<usize> {
        let text = SearchText::new(&self.text.get());
        let here = self.page.here.get();
        let system = self.page.system;
        let found = |names: &mut dyn Iterator<Item = &String>| {
            let names = names.enumerate();
            names.filter(|(_, name)| text.is_in(name)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        if here.by_item {
            return system
                .policy
                .with(|policy| found(&mut policy.of_kind(here.kind).map(|feature| &feature.name)));
        }
        system.directory.with(|directory| match self.side() {
            Side::Users => found(&mut directory.users.iter().map(|it| &it.name)),
            Side::Groups => found(&mut directory.groups.iter().map(|it| &it.name)),
        })
    }

    fn chosen(self) -> Option<usize> {
        let here = self.page.here.get();
        if here.by_item {
            let feature = here.feature?;
            return self
                .page
                .system
                .policy
                .with(|policy| policy.of_kind(here.kind).position(|it| it.id == feature));
        }
        self.page.system.directory.with(|directory| match (here.who?, self.side()) {
            (Principal::User(user), Side::Users) => directory.users.position(&user),
            (Principal::Group(group), Side::Groups) => directory.groups.position(&group),
            _ => None,
        })
    }

    fn row(self, key: usize) -> PickRow {
        let facts = self.page.facts.get();
        let here = self.page.here.get();
        if here.by_item {
            let feature = facts.policy.of_kind(here.kind).nth(key);
            let Some(feature) = feature else { return PickRow::default() };
            return PickRow {
                value: feature.id.to_string(),
                name: feature.name.clone(),
                fact: feature.category.clone(),
                changed: facts.saved.feature(&feature.id).is_none_or(|was| **was != **feature),
                ..PickRow::default()
            };
        }
        let Some(who) = self.nth(key) else { return PickRow::default() };
        let set = set_for(&facts.policy, who.id());
        let (now, was) = (facts.policy.entries.get(who.id()), facts.saved.entries.get(who.id()));
        let changed = now != was && now.map(|row| &**row) != was.map(|row| &**row);
        PickRow {
            value: who.id().to_owned(),
            name: facts.directory.name(&who),
            fact: if set == 0 { String::new() } else { format!("{set} set") },
            changed,
            ..PickRow::default()
        }
    }

    fn count(self) -> String {
        let here = self.page.here.get();
        let of = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        if here.by_item {
            let count = self.page.system.policy.with(|policy| policy.of_kind(here.kind).count());
            return of(count, "item", "items");
        }
        self.page.system.directory.with(|directory| match self.side() {
            Side::Users => of(directory.users.len(), "person", "people"),
            Side::Groups => of(directory.groups.len(), "group", "groups"),
        })
    }
}

/// How much is set for somebody.
fn set_for(policy: &Policy, who: &str) -> usize {
    let row = policy.entries.get(who);
    let cells = row.into_iter().flat_map(|row| row.cells.values());
    cells.filter(|cell| cell.entry.is == Ticked::Set).count()
}

/// See the module.
#[component]
pub(super) fn SidePane(page: Page) -> AnyView {
    let pane = Pane { page, side: RwSignal::new(None), text: RwSignal::new(String::new()) };
    let what = Memo::new(move |_| {
        let here = page.here.get();
        (here.by_item, if here.by_item { Side::Users } else { pane.side() }, here.kind)
    });
    let label = Signal::derive(move || match what.get().0 {
        true => "Items",
        false => "Users and groups",
    });
    let draw = move || {
        let (by_item, side, _) = what.get();
        untrack(|| view! { <Listed pane by_item side /> })
    };
    let subjects = Signal::derive(move || !what.get().0);
    view! {
        <section class="features-pane" aria-label=label>
            {draw}
            <div class="features-feet">
                <Show when=subjects>
                    <Belongs page />
                </Show>
                <LicencesFoot page />
            </div>
            <Show when=subjects>
                <Tabs pane />
            </Show>
        </section>
    }
    .into_any()
}

/// The search and the list.
#[component]
fn Listed(pane: Pane, by_item: bool, side: Side) -> AnyView {
    let page = pane.page;
    let keys = Memo::new(move |_| Arc::new(pane.keys()));
    let (label, add) = match (by_item, side) {
        (true, _) => ("Find in items", Some(Ask::Item)),
        (_, Side::Groups) => ("Find in users and groups", Some(Ask::NewGroup)),
        (_, Side::Users) => ("Find in users and groups", None),
    };
    let add = add.map(|ask| view! { <AddButton page ask /> });
    let any = Signal::derive(move || {
        by_item || side == Side::Users || page.system.directory.with(|it| !it.groups.is_empty())
    });
    let none = Signal::derive(move || {
        let says = match (pane.text.with(String::is_empty), by_item) {
            (false, _) => "None of this name.",
            (true, true) => "Nothing of this kind yet.",
            (true, false) => "Nobody is in this directory yet.",
        };
        says.to_owned()
    });
    let list = if by_item { "Items of this kind" } else { "Users or groups of the list" };
    view! {
        <div class="features-find">
            <SearchField
                label
                placeholder=Signal::derive(move || pane.count())
                value=pane.text
                on_input=move |text| pane.text.set(text)
            />
            {add}
        </div>
        <Show when=any>
            <PickList
                id="features-who"
                label=list
                keys
                row=move |key: usize| pane.row(key)
                chosen=Signal::derive(move || pane.chosen())
                on_choose=move |key: usize| pane.choose(key)
                none=none
            />
        </Show>
        <Show when=Signal::derive(move || !any.get())>
            <div class="features-none">
                <EmptyState
                    title="No groups yet"
                    text="A group's entries count for all its members."
                    verb="New group"
                    icon=Icon::Plus
                    on_verb=move || page.asked.set(Some(Ask::NewGroup))
                />
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn AddButton(page: Page, ask: Ask) -> AnyView {
    let is_group = ask == Ask::NewGroup;
    let label = Signal::derive(move || match is_group {
        true => "New group…".to_owned(),
        false => format!("Add to {}…", page.here.with(|here| here.kind.name())),
    });
    let off = Signal::derive(move || {
        let shipped = page.here.with(|here| here.kind.is_shipped());
        !page.may_edit.get() || !is_group && shipped
    });
    let press = move || page.asked.set(Some(ask.clone()));
    view! {
        <span id="features-add">
            <IconButton icon=Icon::Plus label size=ButtonSize::Small off on_press=press />
        </span>
    }
    .into_any()
}

/// Users and Groups, where Maytas has them: at the bottom left.
#[component]
fn Tabs(pane: Pane) -> AnyView {
    let value = Signal::derive(move || match pane.side() {
        Side::Users => "users".to_owned(),
        Side::Groups => "groups".to_owned(),
    });
    let choose = move |chosen: String| {
        pane.choose_side(if chosen == "groups" { Side::Groups } else { Side::Users });
    };
    let choices = vec![Choice::new("users", "Users"), Choice::new("groups", "Groups")];
    view! {
        <div class="features-tabs">
            <Segmented label="Users or groups" choices value on_choose=choose />
        </div>
    }
    .into_any()
}

/// The groups of whoever is looked at, or the members of the group; and the way to others.
#[component]
fn Belongs(page: Page) -> AnyView {
    let who = Memo::new(move |_| page.here.with(|here| here.who.clone()));
    let title = Signal::derive(move || match who.get() {
        Some(Principal::Group(_)) => "Members",
        _ => "Groups",
    });
    let says = Signal::derive(move || {
        let Some(who) = who.get() else { return String::new() };
        page.system.directory.with(|directory| belonging(directory, &who))
    });
    let some = Signal::derive(move || who.with(Option::is_some));
    view! {
        <Show when=some>
            <button
                type="button"
                class="features-foot"
                aria-haspopup="dialog"
                on:click=move |_| page.asked.set(Some(Ask::Members))
            >
                <span class="foot-title">{title}</span>
                <span class="foot-line">{says}</span>
            </button>
        </Show>
    }
    .into_any()
}

fn belonging(directory: &Directory, who: &Principal) -> String {
    let names: Vec<&str> = match who {
        Principal::User(user) => {
            let user = directory.users.get(user);
            let groups = directory.groups.iter();
            let is_in = |group: &Principal| user.is_some_and(|user| belongs(user, group));
            let groups = groups.filter(|it| is_in(&Principal::Group(it.id.clone())));
            groups.map(|group| group.name.as_str()).collect()
        }
        _ => {
            let users = directory.users.iter().filter(|user| belongs(user, who));
            users.map(|user| user.name.as_str()).collect()
        }
    };
    let first: Vec<&str> = names.iter().take(NAMED).copied().collect();
    match names.len().saturating_sub(first.len()) {
        0 if first.is_empty() => "None".to_owned(),
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// How many licences are installed, and which are missing.
#[component]
fn LicencesFoot(page: Page) -> AnyView {
    let found = Memo::new(move |_| {
        let facts = page.facts.get();
        let mut missing: Vec<String> = Vec::new();
        for feature in facts.policy.features() {
            let (name, there) = facts.licence_of(feature);
            if !there && !missing.iter().any(|other| other == name) {
                missing.push(name.to_owned());
            }
        }
        let installed = facts.directory.licences.iter().filter(|name| *name != CORE).count();
        (installed, missing)
    });
    let installed = Signal::derive(move || format!("{} installed", found.with(|it| it.0)));
    let missing = Signal::derive(move || {
        found.with(|(_, missing)| match missing.as_slice() {
            [] => String::new(),
            all => format!("Missing: {}", all.join(", ")),
        })
    });
    view! {
        <button
            type="button"
            class="features-foot"
            aria-haspopup="dialog"
            on:click=move |_| page.asked.set(Some(Ask::Licences))
        >
            <span class="foot-title">"Licences"</span>
            <span class="foot-line">{installed}</span>
            <span class="foot-line foot-missing">{missing}</span>
        </button>
    }
    .into_any()
}

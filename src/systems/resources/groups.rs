//! Groups and accounts: what a group is given on new resources, whether new users join it, and who has an
//! admin account.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::fields::{AddChoice, Withheld};
use super::nodes::plural;
use super::page::{Facts, Here, Page, counted};
use super::resource::{Part, Title};
use crate::components::{
    Checkbox, Choice, EmptyState, Icon, PickList, PickRow, SearchField, Show, Ticked,
};
use crate::platform::{closest, page as dom};
use whocan_core::directory::{GroupId, Principal};
use whocan_core::models::resources::Edit;
use whocan_core::models::resources::policy::{Permission, Permissions, ResourceType};
use whocan_core::text::SearchText;

/// The chosen group.
fn group(here: &Here) -> Option<&GroupId> {
    match &here.who {
        Some(Principal::Group(group)) => Some(group),
        _ => None,
    }
}

/// The list.
#[component]
pub(super) fn GroupPane(page: Page) -> AnyView {
    let find = RwSignal::new(String::new());
    let keys = Memo::new(move |_| {
        let text = SearchText::new(&find.get());
        page.facts.with(|facts| {
            let all = facts.directory.groups.iter().enumerate();
            let some = all.filter(|(_, group)| text.is_in(&group.name));
            Arc::new(some.map(|(at, _)| at).collect::<Vec<_>>())
        })
    });
    let at = page.of(|facts, here| facts.directory.groups.position(group(here)?));
    let go = move |at: usize| {
        let id = page
            .facts
            .with_untracked(|facts| facts.directory.groups.nth(at).map(|group| group.id.clone()));
        id.into_iter().for_each(|id| page.see_as(Principal::Group(id)));
    };
    let row = move |at: usize| {
        page.facts.with(|facts| {
            let Some(group) = facts.directory.groups.nth(at) else { return PickRow::default() };
            let (now, was) =
                (facts.policy.defaults.get(&group.id), facts.saved.defaults.get(&group.id));
            let types = now.map(|by_type| by_type.len()).unwrap_or_default();
            let fact =
                if types == 0 { String::new() } else { counted(types, "default", "defaults") };
            PickRow {
                value: group.id.to_string(),
                name: group.name.clone(),
                fact,
                changed: now.map(|it| &**it) != was.map(|it| &**it),
                ..PickRow::default()
            }
        })
    };
    view! {
        <div class="res-find">
            <SearchField label="Find a group" value=find on_input=move |text| find.set(text) />
        </div>
        <PickList
            id="res-groups"
            label="Groups"
            keys
            row
            chosen=Signal::derive(move || at.get())
            on_choose=go
            none="No group of this name."
        />
    }
    .into_any()
}

/// The chosen group, and the accounts.
#[component]
pub(super) fn AccountsPane(page: Page) -> AnyView {
    let any = page.of(|_, here| group(here).is_some());
    let name = page.of(|facts, here| {
        group(here)
            .map(|id| facts.directory.groups.name(id))
            .unwrap_or_else(|| "Accounts".to_owned())
    });
    let says = page.of(|facts, here| {
        let Some(group) = group(here) else { return "There is no group yet".to_owned() };
        let inside = facts.directory.users.iter().filter(|user| user.groups.contains(group));
        counted(inside.count(), "member", "members")
    });
    let none = Signal::derive(move || !any.get());
    view! {
        <section class="res-main" aria-label="Groups and accounts">
            <Title page name says />
            <div class="res-scroll">
                <Show when=any>
                    <Defaults page />
                    <NewUsers page />
                </Show>
                <Show when=none>
                    <div class="res-nothing">
                        <EmptyState
                            title="No groups yet"
                            text="A group can be given permissions on each resource that is added."
                            verb="Open people"
                            icon=Icon::Groups
                            on_verb=move || page.system.open_people.run(())
                        />
                    </div>
                </Show>
                <Admins page />
            </div>
        </section>
    }
    .into_any()
}

const DEFAULTS: &str = "res-defaults";

/// What is given by default on a type.
#[derive(Clone, PartialEq)]
struct Given {
    kind: ResourceType,
    set: Permissions,
}

#[component]
fn Defaults(page: Page) -> AnyView {
    // R20
    let locked = page.of(|facts, _| facts.withheld(|acting| acting.admin("sets defaults")));
    let found = page.of(|facts, here| {
        let group = group(here)?;
        let by_type = facts.policy.defaults.get(group);
        let set = |kind: ResourceType| {
            by_type.and_then(|by_type| by_type.get(&kind)).copied().unwrap_or_default()
        };
        let all = ResourceType::ALL.map(|kind| Given { kind, set: set(kind) });
        Some((facts.directory.groups.name(group), all))
    });
    let draw = move || {
        let off = locked.with(Option::is_some);
        found.get().map(|(name, all)| table(page, &name, &all, off))
    };
    view! {
        <Part
            id=DEFAULTS
            title="Default permissions".to_owned()
            says="Given on each resource that is added; those that are there stay as they are".to_owned()
        >
            <div class="res-wide">{draw}</div>
            <Withheld why=locked />
        </Part>
    }
    .into_any()
}

fn table(page: Page, name: &str, all: &[Given], off: bool) -> AnyView {
    let head = |permission: Permission| {
        let letter = match permission {
            Permission::Audit => "L",
            other => other.name().get(..1).unwrap_or_default(),
        };
        view! {
            <th scope="col" data-tip=permission.means()>
                <span class="res-word">{permission.name()}</span>
                <span class="res-letter" aria-hidden="true">{letter}</span>
            </th>
        }
    };
    let row = |given: &Given| {
        let (kind, set) = (given.kind, given.set);
        let cell = |permission: Permission| {
            let foreign = !kind.permissions().has(permission);
            let label = format!("{} on each new {}", permission.name(), kind.name());
            let disabled = foreign || off;
            view! {
                <td data-off=foreign.then_some("")>
                    <input
                        class="res-tick"
                        type="checkbox"
                        aria-label=label
                        id=format!("{DEFAULTS}-{}-{}", kind as usize, permission as usize)
                        data-type=(kind as usize).to_string()
                        data-permission=(permission as usize).to_string()
                        disabled=disabled
                        prop:checked=set.has(permission)
                    />
                </td>
            }
        };
        view! {
            <tr>
                <th scope="row">{plural(kind)}</th>
                {Permission::ALL.map(cell).into_iter().collect_view()}
            </tr>
        }
    };
    view! {
        <table
            class="res-entries res-plain"
            aria-label=format!("Default permissions of {name}")
            on:change=move |event| changed(page, &event)
        >
            <thead>
                <tr>
                    <th scope="col">"On each new one of"</th>
                    {Permission::ALL.map(head).into_iter().collect_view()}
                </tr>
            </thead>
            <tbody>{all.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn changed(page: Page, event: &web_sys::Event) {
    let Some(input) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return;
    };
    let number = |name: &str| input.get_attribute(name)?.parse::<usize>().ok();
    let kind = number("data-type").and_then(|at| ResourceType::ALL.get(at).copied());
    let permission = number("data-permission").and_then(|at| Permission::ALL.get(at).copied());
    let group = page.here.with_untracked(|here| group(here).cloned());
    let (Some(kind), Some(permission), Some(group)) = (kind, permission, group) else { return };
    let ticked = input.checked();
    let set = page.facts.with_untracked(|facts| {
        let by_type = facts.policy.defaults.get(&group);
        by_type.and_then(|by_type| by_type.get(&kind)).copied().unwrap_or_default()
    });
    // R2: Read comes with any other, and takes all with it.
    let next = match (ticked, permission) {
        (true, other) => set.with(other).with(Permission::Read),
        (false, Permission::Read) => Permissions::NONE,
        (false, other) => set.without(other.alone()),
    };
    page.send(Edit::SetDefault(group, kind, next));
    dom::focus_if_lost(&input.id());
}

/// Whether new users join the group.
#[component]
fn NewUsers(page: Page) -> AnyView {
    // R20
    let locked = page
        .of(|facts, _| facts.withheld(|acting| acting.admin("says which groups new users join")));
    let joined = page.of(|facts, here| {
        group(here).is_some_and(|group| facts.policy.new_user_groups.contains(group))
    });
    let tick = move |on: bool| {
        let group = page.here.with_untracked(|here| group(here).cloned());
        group.into_iter().for_each(|id| {
            page.send(Edit::NewUsers(id, on));
        });
    };
    view! {
        <Part
            id="res-new-users"
            title="New users".to_owned()
            says="Whoever is added to the directory joins these groups at once".to_owned()
        >
            <Checkbox
                label="New users join this group"
                ticked=Signal::derive(move || if joined.get() { Ticked::On } else { Ticked::Off })
                on_tick=tick
                off=Signal::derive(move || locked.with(Option::is_some))
            />
            <Withheld why=locked />
        </Part>
    }
    .into_any()
}

/// An admin account, and why it stays one.
type Admin = (String, String, Option<&'static str>);

fn admins(facts: &Facts, _: &Here) -> Vec<Admin> {
    let people =
        || facts.directory.users.iter().filter(|user| facts.policy.admins.contains(&user.id));
    let last = people().count() == 1;
    let one = |user: &whocan_core::shared::Shared<whocan_core::directory::User>| {
        // R17
        let own = facts.actor() == Some(user.id.as_str());
        let why = match (last, own) {
            (true, _) => Some("The last admin account has to stay one."),
            (_, true) => Some("Nobody makes their own account a standard one."),
            _ => None,
        };
        (user.id.to_string(), user.name.clone(), why)
    };
    people().map(one).collect()
}

/// Who has an admin account.
#[component]
fn Admins(page: Page) -> AnyView {
    const ID: &str = "res-admins";
    let found = page.of(admins);
    // R20
    let locked = page.of(|facts, _| {
        facts.withheld(|acting| acting.admin("makes accounts admin or standard ones"))
    });
    let open = Signal::derive(move || locked.with(Option::is_none));
    let draw = move || {
        let off = locked.with(Option::is_some);
        let line = move |(id, name, why): Admin| {
            let label = format!("Make the account of {name} a standard one");
            let disabled = off || why.is_some();
            view! {
                <li class="res-admin">
                    <span class="res-admin-name">{name}</span>
                    <button
                        type="button"
                        class="btn btn-secondary btn-small"
                        aria-label=label
                        data-out=id
                        disabled=disabled
                    >
                        "Make it standard"
                    </button>
                    <span class="res-says">{why}</span>
                </li>
            }
        };
        let all = found.get();
        let none = all.is_empty().then(|| view! { <li class="res-quiet">"Nobody has one yet: the product always has one."</li> });
        view! { {all.into_iter().map(line).collect_view()} {none} }
    };
    let clicked = move |event: web_sys::MouseEvent| {
        let id = closest(&event, "[data-out]").and_then(|it| it.get_attribute("data-out"));
        id.into_iter().for_each(|id| {
            page.send(Edit::Admin(id.as_str().into(), false));
            dom::focus_first_if_lost(ID, "button:not([disabled]), input");
        });
    };
    let others = page.of(|facts, _| {
        let others =
            facts.directory.users.iter().filter(|user| !facts.policy.admins.contains(&user.id));
        others.map(|user| Choice::new(user.id.to_string(), user.name.clone())).collect::<Vec<_>>()
    });
    let make = move |id: String| page.send(Edit::Admin(id.as_str().into(), true));
    view! {
        <Part
            id=ID
            title="Admin accounts".to_owned()
            says="May do everything; their entries are kept and count once they are standard again".to_owned()
        >
            <ul class="res-lines-list" on:click=clicked>{draw}</ul>
            <Show when=open>
                <AddChoice label="Make an admin" choices=others on_choose=make />
            </Show>
            <Withheld why=locked />
        </Part>
    }
    .into_any()
}

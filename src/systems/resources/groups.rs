//! The tab of groups and accounts: what groups are given on new resources, which groups new users
//! join, who has an admin account.

use leptos::prelude::AnyView;

use super::entries::{Acting, locked, withheld};
use super::resource::{remark, scroll};
use crate::reactive::State;
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag, tick};
use whocan_core::directory::{Group, User};
use whocan_core::models::resources::policy::{Permission, Permissions, Policy, ResourceType};
use whocan_core::models::resources::{Edit, Resources};
use whocan_core::shared::Shared;

/// How many people can be chosen from.
const MOST: usize = 500;

pub(super) fn groups_tab(system: SystemContext<Resources>) -> AnyView {
    all([defaults(system).any(), new_users(system).any(), admins(system).any()])
}

/// The default permissions of one group, by type.
fn defaults(system: SystemContext<Resources>) -> Tag {
    let chosen = State::new(None::<String>);
    let groups = move || {
        system.directory.with(|directory| {
            let groups = directory.groups.iter();
            groups.map(|it| (it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        })
    };
    let now = move || chosen.get().or_else(|| groups().into_iter().next().map(|(id, _)| id));
    let pick = choice("Group", "", groups, now, move |id| chosen.set(Some(id))).class("choice");
    let table = move || {
        let id = now()?;
        let policy = system.policy.get();
        let group = system.directory.with(|directory| directory.groups.find(&id).cloned())?;
        Some(table(system, &policy, &group))
    };
    tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-defaults")
        .child(tag("h3").attr("id", "res-defaults").text("Default permissions"))
        .child(remark(
            "What a group is given on each resource when that is added. A change here reaches only resources that are added later; the ones that are there keep their entries.",
        ))
        .child(tag("div").class("panel-line").child(pick))
        // R20
        .child(locked(
            move || withheld(system, |acting| acting.admin("sets defaults")),
            tag("div").bind_child(table),
        ))
}

fn table(system: SystemContext<Resources>, policy: &Policy, group: &Group) -> Tag {
    let head = |permission: Permission| tag("th").attr("scope", "col").text(permission.name());
    let row = |kind: ResourceType| {
        let by_type = policy.defaults.get(&group.id);
        let set = by_type.and_then(|by_type| by_type.get(&kind)).copied().unwrap_or_default();
        let cell = |permission: Permission| {
            let id = group.id.clone();
            let foreign = !kind.permissions().has(permission);
            let turn = move |_: web_sys::Event| {
                // R2: Read comes with any other, and takes all with it.
                let next = match (set.has(permission), permission) {
                    (true, Permission::Read) => Permissions::NONE,
                    (true, other) => set.without(other.alone()),
                    (false, other) => set.with(other).with(Permission::Read),
                };
                system.send(Edit::SetDefault(id.clone(), kind, next));
            };
            let label = format!("{} on each new {}", permission.name(), kind.name());
            let input = tag("input")
                .attr("type", "checkbox")
                .attr("aria-label", label)
                .attr("disabled", foreign)
                .prop("checked", move || set.has(permission))
                .on("change", turn);
            tag("td").attr("data-off", foreign.then_some("")).child(input)
        };
        tag("tr")
            .key(kind.name())
            .child(tag("th").attr("scope", "row").text(kind.name()))
            .children(Permission::ALL.map(cell))
    };
    let heads = tag("tr").child(tag("td")).children(Permission::ALL.map(head));
    let table = tag("table")
        .class("res-table")
        .attr("aria-label", format!("Default permissions of {}", group.name))
        .child(tag("thead").child(heads))
        .child(tag("tbody").children(ResourceType::ALL.map(row)));
    scroll().child(table)
}

/// Which groups new users join.
fn new_users(system: SystemContext<Resources>) -> Tag {
    let list = move || {
        let groups =
            system.directory.with(|directory| directory.groups.iter().cloned().collect::<Vec<_>>());
        let one = |group: Shared<Group>| {
            let (id, wanted) = (group.id.clone(), group.id.clone());
            let joined =
                move || system.policy.with(|policy| policy.new_user_groups.contains(&wanted));
            let set = move |on: bool| {
                let id = id.clone();
                system.send(if on { Edit::JoinNewUsers(id) } else { Edit::StopNewUsers(id) });
            };
            tag("li").key(group.id.to_string()).child(tick(group.name.clone(), joined, set))
        };
        tag("ul").class("res-chips").children(groups.into_iter().map(one))
    };
    tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-new-users")
        .child(tag("h3").attr("id", "res-new-users").text("New users join"))
        .child(remark("Whoever is added to the directory joins these groups at once."))
        // R20
        .child(locked(
            move || withheld(system, |acting| acting.admin("says which groups new users join")),
            tag("div").bind_child(list),
        ))
}

/// Who has an admin account.
fn admins(system: SystemContext<Resources>) -> Tag {
    let list = move || {
        let policy = system.policy.get();
        let directory = system.directory.get();
        let acting = Acting::of(system);
        let people = directory.users.iter().filter(|user| policy.admins.contains(&user.id));
        let people: Vec<Shared<User>> = people.cloned().collect();
        let last = people.len() == 1;
        let line = |user: &Shared<User>| {
            // R17
            let own = acting.as_ref().is_some_and(|acting| acting.user() == Some(&user.id));
            let why = match (last, own) {
                (true, _) => Some("The last admin account has to stay one."),
                (_, true) => Some("Nobody makes their own account a standard one."),
                _ => None,
            };
            let id = user.id.clone();
            let demote = button("Make it standard", move || {
                system.send(Edit::MakeStandard(id.clone()));
            });
            let demote = demote
                .attr("aria-label", format!("Make the account of {} a standard one", user.name))
                .attr("title", why)
                .attr("disabled", why.is_some());
            tag("li")
                .key(user.id.to_string())
                .class("panel-line")
                .child(tag("b").text(user.name.clone()))
                .child(demote)
                .child(why.map(|why| tag("span").class("hint").text(why)))
        };
        if people.is_empty() {
            return remark("Nobody has one yet: the product always has one.").any();
        }
        tag("ul").class("res-list").children(people.iter().map(line)).any()
    };
    let others = move || {
        let policy = system.policy.get();
        system.directory.with(|directory| {
            let others = directory.users.iter().filter(|user| !policy.admins.contains(&user.id));
            let others = others.take(MOST);
            others.map(|user| (user.id.to_string(), user.name.clone())).collect::<Vec<_>>()
        })
    };
    let add = choice(
        "Make an admin",
        "choose one",
        others,
        || None,
        move |id| {
            system.send(Edit::MakeAdmin(id.into()));
        },
    );
    tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-admins")
        .child(tag("h3").attr("id", "res-admins").text("Admin accounts"))
        .child(remark(
            "An admin account may do everything. What its entries say is kept, and counts again once it is a standard account.",
        ))
        // R20
        .child(locked(
            move || withheld(system, |acting| acting.admin("makes accounts admin or standard ones")),
            tag("div").bind_child(list).child(add.class("choice")),
        ))
}

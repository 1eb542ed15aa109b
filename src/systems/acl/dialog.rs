//! *Access Control List Definition*: Description, ACL Membership, the members with their levels,
//! Access Priority, Done.

use leptos::prelude::*;

use super::members::{Allow, MemberSheet, set};
use crate::grid::geometry::px;
use crate::grid::{Grid, GridState, height_of};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag, tick};
use whocan_core::directory::{Directory, Principal, TeamId};
use whocan_core::models::acl::findings::Belongs;
use whocan_core::models::acl::policy::{
    Level, List, Member, Owner, Policy, Priority, Record, State as AclState, principal,
};
use whocan_core::models::acl::{Acl, Edit};
use whocan_core::shared::Shared;

/// How many members are shown without scrolling.
const MOST_ROWS: usize = 8;
/// How many a picker lists at a time.
const MOST_PICKS: usize = 100;
/// How many records are named.
const MOST_NAMES: usize = 6;

/// What the dialog is about, while it is open.
pub(super) type Defining = State<Option<Owner>>;

/// The kinds of whom a row can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Users,
    Posts,
    Groups,
    Teams,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Users, Self::Posts, Self::Groups, Self::Teams];

    fn name(self) -> &'static str {
        match self {
            Self::Users => "Users",
            Self::Posts => "Posts",
            Self::Groups => "Groups",
            Self::Teams => "Service Teams",
        }
    }

    /// Their ids and names.
    fn all(self, directory: &Directory) -> Vec<(String, String)> {
        let pair = |id: String, name: &String| (id, name.clone());
        match self {
            Self::Users => {
                directory.users.iter().map(|it| pair(it.id.to_string(), &it.name)).collect()
            }
            Self::Posts => {
                directory.posts.iter().map(|it| pair(it.id.to_string(), &it.name)).collect()
            }
            Self::Groups => {
                directory.groups.iter().map(|it| pair(it.id.to_string(), &it.name)).collect()
            }
            Self::Teams => {
                directory.teams.iter().map(|it| pair(it.id.to_string(), &it.name)).collect()
            }
        }
    }
}

/// The dialog. It works on a copy of the list; *Done* is one edit.
pub(super) fn definition(system: SystemContext<Acl>, defining: Defining) -> Tag {
    let open = Derived::new(move |_| defining.with(Option::is_some));
    let close = move || defining.set(None);
    let title = move || "Access Control List Definition".to_owned();
    let body = move || defining.get_untracked().map(|owner| form(system, owner, defining));
    dialog(open, title, "", close, body)
}

fn form(system: SystemContext<Acl>, owner: Owner, defining: Defining) -> Tag {
    let policy = system.policy.get_untracked();
    let known = policy.list(&owner).map(|list| List::clone(list));
    // A record that follows its team begins with what it has followed so far.
    let followed = || {
        let directory = system.directory.get_untracked();
        let record = policy.records.find(owner.id())?;
        policy.list_of(&directory, record).map(|(_, list)| List::clone(list))
    };
    let list = State::new(known.or_else(followed).unwrap_or_default());
    let picking = State::new(None::<Kind>);
    let about = about(&policy, &system.directory.get_untracked(), &owner);
    let description = tag("label").class("choice wide").text("Description").child(
        tag("input")
            .class("field")
            .attr("autofocus", true)
            .prop("value", move || list.with(|list| list.description.clone()))
            .on("input", move |event: web_sys::Event| {
                let text = event_target_value(&event);
                list.update(|list| list.description = text);
            }),
    );
    let adders = Kind::ALL.map(|kind| {
        let pressed = move || if picking.get() == Some(kind) { "true" } else { "false" };
        let turn = move || {
            let now = picking.get_untracked();
            picking.set((now != Some(kind)).then_some(kind));
        };
        button(kind.name(), turn).bind("aria-expanded", pressed)
    });
    let membership = tag("fieldset")
        .class("panel")
        .child(tag("legend").text("ACL Membership"))
        .child(tag("div").class("panel-line").children(adders))
        .bind_child(move || picking.get().map(|kind| untrack(|| picker(system, list, kind))));
    let blank = move || list.with(|list| list.description.trim().is_empty());
    let done = {
        let owner = owner.clone();
        move || {
            let mut list = list.get_untracked();
            list.description = list.description.trim().to_owned();
            system.send(Edit::SetList(owner.clone(), list));
            defining.set(None);
        }
    };
    let why = move || blank().then_some("Give it a description first.");
    let buttons = tag("div")
        .class("dialog-buttons")
        .child(tag("span").class("hint").bind_text(why))
        .child(button("Done", done).attr("data-kind", "main").bind("disabled", blank))
        .child(button("Cancel", move || defining.set(None)));
    tag("div")
        .class("acl-definition")
        .child(tag("p").class("hint").text(about))
        .child(description)
        .child(membership)
        .child(members(system, list))
        .child(priority(list))
        .bind_child(move || doubts(system, list))
        .child(buttons)
}

/// Whose list it is, and whom it reaches.
fn about(policy: &Policy, directory: &Directory, owner: &Owner) -> String {
    match owner {
        Owner::Record(id) => {
            let Some(record) = policy.records.get(id) else { return String::new() };
            let now = match &record.state {
                AclState::None => "has no list so far",
                AclState::Inherited => "follows its service team so far; with Done it has its own",
                AclState::Customised(_) => "has a list of its own",
            };
            format!("{} {now}.", record.name)
        }
        Owner::Team(team) => {
            let name = directory.name(&Principal::Team(team.clone()));
            format!("Default of {name}. {}", reach(policy, team))
        }
    }
}

/// Which records a team's default reaches, and which it does not.
pub(super) fn reach(policy: &Policy, team: &TeamId) -> String {
    let (stay, follow): (Vec<_>, Vec<_>) =
        policy.of_team(team).partition(|record| matches!(record.state, AclState::Customised(_)));
    let names = |records: &[&Shared<Record>]| {
        let more = records.len().saturating_sub(MOST_NAMES);
        let names = records.iter().take(MOST_NAMES).map(|record| record.name.clone());
        let more = (more > 0).then(|| format!("{more} more"));
        names.chain(more).collect::<Vec<_>>().join("; ")
    };
    let follow = match follow.len() {
        0 => "No record follows it".to_owned(),
        1 => format!("1 record follows it: {}", names(&follow)),
        count => format!("{count} records follow it: {}", names(&follow)),
    };
    match stay.len() {
        0 => format!("{follow}."),
        1 => format!("{follow}. 1 keeps its own: {}.", names(&stay)),
        count => format!("{follow}. {count} keep their own: {}.", names(&stay)),
    }
}

/// Whom to add: a list to search, each one added or not.
fn picker(system: SystemContext<Acl>, list: State<List>, kind: Kind) -> Tag {
    let text = State::new(String::new());
    let found = move || {
        let wanted = whocan_core::text::SearchText::new(&text.get());
        let found = system.directory.with(|directory| kind.all(directory));
        let mut found = found.into_iter().filter(|(_, name)| wanted.is_in(name));
        let picks: Vec<Tag> =
            found.by_ref().take(MOST_PICKS).map(|(id, name)| pick(list, id, name)).collect();
        let more = found.count();
        let more = (more > 0).then(|| tag("li").class("hint").text(format!("and {more} more")));
        tag("ul").class("picks").attr("aria-label", kind.name()).children(picks).child(more)
    };
    let search = tag("input")
        .class("field")
        .attr("type", "search")
        .attr("aria-label", format!("Find {}", kind.name()))
        .attr("placeholder", format!("Find {}", kind.name()))
        .prop("value", move || text.get())
        .on("input", move |event: web_sys::Event| text.set(event_target_value(&event)));
    tag("div").class("picker").child(search).bind_child(found)
}

fn pick(list: State<List>, id: String, name: String) -> Tag {
    let (key, wanted) = (id.clone(), id.clone());
    let is_member = move || list.with(|list| list.member(&wanted).is_some());
    let set = move |member: bool| {
        list.update(|list| {
            list.members.retain(|member| member.who.as_str() != id);
            if member {
                list.members.push(Member::new(&id));
            }
        });
    };
    tag("li").key(key).child(tick(name, is_member, set).class("pick"))
}

/// The members, and the buttons for the rows that are selected.
fn members(system: SystemContext<Acl>, list: State<List>) -> Tag {
    let sheet = Derived::new(move |_| system.directory.with(|it| MemberSheet::new(list, it)));
    let focus = State::new(None::<(String, String)>);
    let state = GridState::new("acl-members", sheet, focus, move |row, column| {
        focus.set(Some((row, column)));
    });
    let state = state.with_widths(104.0, 216.0).called("members", "levels");
    let apply = move |level: Level, allow: Allow| {
        let mut rows: Vec<usize> = state.selected().into_iter().map(|(row, _)| row).collect();
        rows.dedup();
        let cells: Vec<(usize, Level)> = rows.into_iter().map(|row| (row, level)).collect();
        set(list, &cells, allow);
    };
    let nobody = Derived::new(move |_| list.with(|list| list.members.is_empty()));
    let body = move || -> AnyView {
        if nobody.get() {
            let says = "No members yet. With Done like this everybody is denied.";
            return tag("p").class("hint").text(says).any();
        }
        let height = move || px(height_of(list.with(|list| list.members.len().min(MOST_ROWS))));
        untrack(|| {
            let grid = view! { <Grid state label="Members" /> }.into_any();
            let grid = tag("div").class("level-grid").bind_style("height", height).child(grid);
            all([tag("div").class("acl-levels").children(buttons_of(apply)), grid])
        })
    };
    tag("div").bind_child(body)
}

/// Allow and Deny of each level, for the rows that are selected.
fn buttons_of(apply: impl Fn(Level, Allow) + Copy + Send + Sync + 'static) -> [Tag; 3] {
    Level::ALL.map(|level| {
        let act = move |what: &'static str, allow: Allow| {
            button(what, move || apply(level, allow))
                .attr("aria-label", format!("{what} {} on the selected rows", level.name()))
        };
        tag("span")
            .class("acl-level")
            .child(tag("span").text(level.name()))
            .child(act("Allow", Allow::Yes))
            .child(act("Deny", Allow::No))
    })
}

fn priority(list: State<List>) -> Tag {
    let choice = move |priority: Priority| {
        let input = tag("input")
            .attr("type", "radio")
            .attr("name", "access-priority")
            .prop("checked", move || list.with(|list| list.priority == priority))
            .on("change", move |_: web_sys::Event| list.update(|list| list.priority = priority));
        tag("label").class("choice").child(input).text(priority.name())
    };
    tag("fieldset")
        .class("panel")
        .child(tag("legend").text("Access Priority"))
        .child(tag("div").class("panel-line").children(Priority::ALL.map(choice)))
}

/// What is doubtful about the list as it stands; it can be saved all the same.
fn doubts(system: SystemContext<Acl>, list: State<List>) -> Option<Tag> {
    let doubt = |directory: &Directory, belongs: &Belongs<'_>, member: &Member| {
        let Some(found) = principal(directory, member) else {
            return Some(format!("{} is in no directory and matches nobody.", member.who));
        };
        let name = directory.name(&found);
        let alone = member.denied.has(Level::Summary) && !member.denied.has(Level::Details);
        if !belongs.anybody(&found) {
            return Some(format!("Nobody belongs to {name}: the row matches nobody."));
        }
        alone.then(|| format!("{name}: Read Details without Read Summary opens nothing."))
    };
    let found: Vec<String> = system.directory.with(|directory| {
        let belongs = Belongs::of(directory);
        list.with(|list| {
            list.members.iter().filter_map(|member| doubt(directory, &belongs, member)).collect()
        })
    });
    let list = tag("ul").class("findings").attr("role", "status");
    let lines = found.into_iter().map(|line| tag("li").text(line)).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| list.children(lines))
}

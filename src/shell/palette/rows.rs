//! What was found, kind by kind.

use leptos::prelude::*;

use super::Search;
use super::index::{ANSWERS, Index, Kind, More, Section, pieces};
use super::run::Go;
use crate::components::{Avatar, Icon, KeyCap, Symbol};
use crate::platform::keys::command_held;
use whocan_core::directory::{Directory, Principal, User, belongs};

/// The id of a line in the list.
pub(super) fn option_id(at: usize) -> String {
    format!("palette-{at}")
}

/// A line as it is drawn.
struct Line {
    kind: Kind,
    name: String,
    more: String,
    icon: Icon,
    key: &'static str,
}

impl Line {
    fn of(search: Search, number: usize) -> Option<Self> {
        let Some(at) = number.checked_sub(ANSWERS) else {
            return search.index.with_value(|index| Self::of_entry(index, number));
        };
        let answer = search.answers.with_untracked(|all| all.get(at).cloned())?;
        let (name, more) = (answer.words, answer.answer);
        // The first of what is found is what Enter opens.
        let key = if at == 0 { "Enter" } else { "" };
        Some(Self { kind: Kind::Answer, name, more, icon: Icon::Ask, key })
    }

    fn of_entry(index: &Index, number: usize) -> Option<Self> {
        let (kind, entry) = index.entry(number)?;
        let (mut icon, mut key) = (icon_of(kind), "");
        let more = match &entry.more {
            More::Words(words) => words.clone(),
            More::Members => members(index, kind, number),
            More::Holds(None) => String::new(),
            More::Holds(Some(true)) => "holds".to_owned(),
            More::Holds(Some(false)) => {
                icon = Icon::Warn;
                "fails".to_owned()
            }
            More::Deed(of, with) => {
                (icon, key) = (*of, *with);
                String::new()
            }
        };
        Some(Self { kind, name: entry.name.clone(), more, icon, key })
    }
}

fn icon_of(kind: Kind) -> Icon {
    match kind {
        Kind::Group => Icon::Groups,
        Kind::Post => Icon::Post,
        Kind::Team => Icon::Team,
        Kind::Workspace => Icon::Folder,
        Kind::Check => Icon::Check,
        Kind::Answer => Icon::Ask,
        Kind::Person | Kind::Target(_) | Kind::Screen | Kind::Do => Icon::Right,
    }
}

/// What a person belongs to; who belongs to anything else.
fn members(index: &Index, kind: Kind, number: usize) -> String {
    let (Some(snapshot), Some(Go::Principal(who))) = (&index.snapshot, index.go_of(number)) else {
        return String::new();
    };
    let directory = &snapshot.document().directory;
    match &who {
        Principal::User(id) => {
            let user = directory.users.get(id);
            user.map(|user| memberships(user, directory)).unwrap_or_default()
        }
        _ => {
            let count = directory.users.iter().filter(|user| belongs(user, &who)).count();
            let one =
                if kind == Kind::Post { ("holder", "holders") } else { ("member", "members") };
            format!("{count} {}", if count == 1 { one.0 } else { one.1 })
        }
    }
}

fn memberships(user: &User, directory: &Directory) -> String {
    /// How many are named.
    const MOST: usize = 2;
    let groups = user.groups.iter().map(|id| directory.groups.name(id));
    let posts = user.posts.iter().map(|id| directory.posts.name(id));
    let all: Vec<String> = groups.chain(posts).collect();
    let named = all.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(MOST) {
        0 => named,
        more => format!("{named} +{more}"),
    }
}

/// One kind, with the number of its first line in the list.
#[component]
pub(super) fn SectionRows(search: Search, section: Section, first: usize) -> AnyView {
    let Section { kind, shown, more } = section;
    let title = kind.title();
    let id = format!("palette-kind-{first}");
    let named_by = id.clone();
    let more = (more > 0).then(|| view! { <span>{format!("{more} more")}</span> });
    let rows = shown
        .into_iter()
        .enumerate()
        .filter_map(|(at, number)| {
            let line = Line::of(search, number)?;
            Some(view! { <Row search line at=first + at /> })
        })
        .collect_view();
    view! {
        <div role="group" aria-labelledby=named_by>
            <div class="palette-kind" role="presentation">
                <span id=id>{title}</span>
                {more}
            </div>
            {rows}
        </div>
    }
    .into_any()
}

#[component]
fn Row(search: Search, line: Line, at: usize) -> AnyView {
    let Line { kind, name, more, icon, key } = line;
    let mark = match kind {
        Kind::Person => view! { <Avatar name=name.clone() /> }.into_any(),
        Kind::Target(kind) => view! {
            <span class="palette-dot" data-accent=kind.key()>
                <span class="accent-dot"></span>
            </span>
        }
        .into_any(),
        _ => view! { <Symbol icon /> }.into_any(),
    };
    // The line stays while more is typed that it has as well.
    let name = move || {
        let pieces = search.text.with(|text| pieces(&name, text));
        let piece = |(text, own): (String, bool)| match own {
            true => view! { <b>{text}</b> }.into_any(),
            false => text.into_any(),
        };
        pieces.into_iter().map(piece).collect_view()
    };
    let sign = match (kind, icon) {
        (Kind::Check, Icon::Warn) => Some("fails"),
        (Kind::Check, _) => Some("holds"),
        _ => None,
    };
    let is_active = Signal::derive(move || (search.active.get() == at).to_string());
    let key = (!key.is_empty()).then(|| view! { <KeyCap keys=key /> });
    view! {
        <div
            class="palette-row"
            data-sign=sign
            role="option"
            id=option_id(at)
            aria-selected=is_active
            on:mousemove=move |_| {
                if search.active.get_untracked() != at {
                    search.active.set(at);
                }
            }
            on:mousedown=|event| event.prevent_default()
            on:click=move |event| search.choose(at, command_held(&event))
        >
            {mark}
            <span class="palette-name">{name}</span>
            <span class="palette-more">{more}</span>
            {key}
        </div>
    }
    .into_any()
}

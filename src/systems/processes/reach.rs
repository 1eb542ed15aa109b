//! What the members get on the processes of the chosen main process, from all their groups.

use leptos::prelude::*;

use super::page::Page;
use crate::components::{Level, LevelGlyph, Show};
use crate::inspector::InspectorDoor;
use crate::platform::closest;
use crate::state::Screen;
use whocan_core::directory::{Circumstances, GroupId, UserId};
use whocan_core::models::ModelKind;
use whocan_core::models::processes::policy::MainId;
use whocan_core::query::Snapshot;
use whocan_core::verdict::Outcome;

/// How many members and how many processes are drawn.
const MEMBERS: usize = 20;
const PROCESSES: usize = 16;

/// What a member gets on one process.
#[derive(Clone, PartialEq)]
struct Cell {
    level: Level,
    word: String,
    changed: bool,
}

/// What the members get.
#[derive(Clone, Default, PartialEq)]
struct Table {
    /// How many are in the group.
    members: usize,
    /// The processes, by key and name.
    processes: Vec<(String, String)>,
    rows: Vec<(UserId, String, Vec<Cell>)>,
    /// How many members and processes are not drawn.
    more: (usize, usize),
}

fn table(now: &Snapshot, saved: Option<&Snapshot>, group: &GroupId, main: &MainId) -> Table {
    let kind = ModelKind::Processes;
    let document = now.document();
    let users = &document.directory.users;
    let inside = || users.iter().filter(|user| user.groups.contains(group));
    let members = inside().count();
    let Some(main) = document.policies.processes.catalogue.heading(main) else {
        return Table { members, ..Table::default() };
    };
    let (resolver, before) = (now.resolver(kind), saved.map(|saved| saved.resolver(kind)));
    let shown = || main.processes.iter().take(PROCESSES);
    let deciders: Vec<_> = shown()
        .filter_map(|process| {
            let key = process.id.as_str();
            let before = before.as_ref().and_then(|before| before.on(key));
            Some((resolver.on(key)?, before))
        })
        .collect();
    let asked = Circumstances::default();
    let row = |user: &whocan_core::directory::User| {
        let members = now.roster().of(&user.id)?;
        let then = saved.and_then(|saved| saved.roster().of(&user.id));
        let cell = |(decide, before): &(_, Option<_>)| {
            let decide: &whocan_core::model::Decide<'_> = decide;
            let before: &Option<whocan_core::model::Decide<'_>> = before;
            let now: Outcome = decide(members, &asked);
            let was = before.as_ref().zip(then).map(|(before, then)| before(then, &asked));
            // Who was not there could do nothing.
            let changed = match was {
                Some(was) => was != now,
                None => !now.grants.is_empty(),
            };
            Cell { level: now.tone.into(), word: now.name.to_string(), changed }
        };
        let cells = deciders.iter().map(cell).collect();
        Some((user.id.clone(), user.name.clone(), cells))
    };
    Table {
        members,
        processes: shown().map(|it| (it.id.to_string(), it.name.clone())).collect(),
        rows: inside().take(MEMBERS).filter_map(|user| row(user)).collect(),
        more: (members.saturating_sub(MEMBERS), main.processes.len().saturating_sub(PROCESSES)),
    }
}

/// See the module.
#[component]
pub(super) fn Reach(page: Page) -> AnyView {
    let session = page.session;
    let found = Memo::new(move |_| {
        let (group, main) = page.group.get().zip(page.main.get())?;
        let (now, saved) = (session.snapshot().get()?, session.saved().get());
        Some(table(&now, saved.as_deref(), &group, &main))
    });
    let title = Signal::derive(move || match found.with(|it| it.as_ref().map(|it| it.members)) {
        None | Some(0) => "No members yet".to_owned(),
        Some(1) => "What the 1 member gets".to_owned(),
        Some(count) => format!("What the {count} members get"),
    });
    let any = Signal::derive(move || {
        found.with(|it| it.as_ref().is_some_and(|it| it.members > 0 && !it.processes.is_empty()))
    });
    let door = use_context::<InspectorDoor>();
    let draw = move || found.get().map(|found| drawn(page, door, found));
    view! {
        <section class="processes-reach" aria-labelledby="processes-reach">
            <div class="processes-reach-head">
                <h4 class="processes-subtitle" id="processes-reach">
                    {title}
                </h4>
                <Show when=any>
                    <span class="processes-hint">"from all their groups"</span>
                </Show>
            </div>
            <Show when=any>{draw}</Show>
        </section>
    }
    .into_any()
}

fn drawn(page: Page, door: Option<InspectorDoor>, table: Table) -> AnyView {
    let Table { processes, rows, more, .. } = table;
    let heads = processes.iter().map(|(_, name)| view! { <th scope="col">{name.clone()}</th> });
    let heads = heads.collect_view();
    let keys: Vec<String> = processes.into_iter().map(|(key, _)| key).collect();
    let people: Vec<UserId> = rows.iter().map(|(id, ..)| id.clone()).collect();
    // Of a cell its own process; of a name the one in focus, or the first.
    let chosen = move |event: web_sys::MouseEvent| {
        let number = |name: &str| {
            let element = closest(&event, &format!("[{name}]"))?;
            element.get_attribute(name)?.parse::<usize>().ok()
        };
        let Some(person) = number("data-person").and_then(|at| people.get(at)) else { return };
        let focused = page.focus.with_untracked(|focus| {
            focus.get(2).and_then(|step| keys.iter().position(|key| key == step))
        });
        let column = number("data-process").or(focused).unwrap_or_default();
        if let Some(key) = keys.get(column) {
            door.into_iter().for_each(|door| door.see_as(person));
            let level = page.policy.with_untracked(|policy| {
                let group = page.group.get_untracked()?;
                Some(policy.level(&group, &key.as_str().into()).name())
            });
            page.go(key, level.unwrap_or_default());
        }
    };
    let body = rows.into_iter().enumerate().map(|(at, (_, name, cells))| {
        view! {
            <tr data-person=at.to_string()>
                <th scope="row">
                    <button type="button" class="reach-person">
                        {name}
                    </button>
                </th>
                {cells.into_iter().enumerate().map(drawn_cell).collect_view()}
            </tr>
        }
    });
    view! {
        <div class="reach-scroll">
            <table class="reach" on:click=chosen>
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
        {rest(page, more)}
    }
    .into_any()
}

fn drawn_cell((at, cell): (usize, Cell)) -> AnyView {
    let Cell { level, word, changed } = cell;
    let tip = word.clone();
    let dot = changed.then(|| {
        view! {
            <span class="level-box-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    view! {
        <td data-process=at.to_string()>
            <span class="reach-cell" data-level=level.name() data-tip=tip>
                <LevelGlyph level=Signal::stored(level) />
                <span class="unseen">{word}</span>
                {dot}
            </span>
        </td>
    }
    .into_any()
}

/// What is not drawn, and where it is.
fn rest(page: Page, (members, processes): (usize, usize)) -> Option<AnyView> {
    let counted = |count: usize, many: &str| (count > 0).then(|| format!("{count} more {many}"));
    let parts = [counted(members, "members"), counted(processes, "processes")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| {
        let place = page.session.route().get_untracked();
        let href = place.to(Screen::Effective(ModelKind::Processes), Vec::new()).href();
        view! {
            <p class="processes-hint">
                {parts.join(", ")} " in " <a href=href>"Effective access"</a>
            </p>
        }
        .into_any()
    })
}

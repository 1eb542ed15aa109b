//! *Main Processes*: each with the chosen group's mark, a lock where All Secured Data counts too, and
//! what its processes lack. Where the groups have no pane of their own, the group is chosen above them.

use leptos::prelude::*;

use super::groups::changed_groups;
use super::page::Page;
use crate::components::{
    Choice, Combobox, EmptyState, For, Icon, LevelGlyph, Menu, MenuItem, Show, Symbol,
};
use crate::pages::groups::ask::{Ask, Kind};
use crate::platform::page as dom;
use whocan_core::models::processes::Dependents;
use whocan_core::models::processes::policy::{MainId, MainProcess, Mark, Policy};
use whocan_core::verdict::Decision;

const ID: &str = "processes-mains";

/// What is seen of a main process.
#[derive(Clone, PartialEq)]
struct Row {
    id: MainId,
    name: String,
    mark: Mark,
    changed: bool,
    locked: bool,
    /// How many of its processes lack what they need, in words.
    lacks: Option<String>,
}

fn rows(page: Page) -> Memo<Vec<Row>> {
    Memo::new(move |_| {
        let Some(group) = page.group.get() else { return Vec::new() };
        page.policy.with(|policy| {
            page.saved.with(|saved| {
                // R7
                let dependents = Dependents::of(policy);
                let differs = |main: &MainProcess| {
                    let levels = |policy: &Policy, process| {
                        (policy.level(&group, process), policy.secured_level(&group, process))
                    };
                    let processes = main.processes.iter().map(|process| &process.id);
                    processes.into_iter().any(|id| levels(policy, id) != levels(saved, id))
                };
                let row = |main: &MainProcess| Row {
                    id: main.id.clone(),
                    name: main.name.clone(),
                    mark: policy.mark(&group, main),
                    changed: differs(main),
                    locked: main.processes.iter().any(|process| process.secured),
                    lacks: dependents.lacking_below(policy, &group, main),
                };
                policy.catalogue.headings().iter().map(row).collect()
            })
        })
    })
}

/// See the module.
#[component]
pub(super) fn MainPane(page: Page) -> AnyView {
    let rows = rows(page);
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let none = Signal::derive(move || !any.get());
    let locked = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| row.locked)));
    view! {
        <section class="editor-pane processes-pane processes-mains" aria-labelledby="main-processes">
            <GroupChoice page />
            <h3 class="processes-title" id="main-processes">
                <span class="step-number" aria-hidden="true">"2"</span>
                "Main Processes"
            </h3>
            <Show when=any>
                <MainRows page rows />
            </Show>
            <Show when=none>
                <EmptyState
                    title="The catalogue is empty."
                    text="Add the main processes of your site."
                    verb="Edit the catalogue"
                    icon=Icon::Plus
                    on_verb=move || page.catalogue.set(true)
                />
            </Show>
            <Show when=locked>
                <p class="processes-lock">
                    <Symbol icon=Icon::Lock />
                    "Needs All Secured Data too"
                </p>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn MainRows(page: Page, rows: Memo<Vec<Row>>) -> AnyView {
    let each = Signal::derive(move || rows.with(|rows| (0..rows.len()).collect()));
    let draw = move |at: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(at).cloned()));
        view! { <MainRow page row /> }.into_any()
    };
    let pressed = move |event: web_sys::KeyboardEvent| {
        dom::walk_rows(&event, ID, "list-row");
    };
    view! {
        <ul class="processes-rows" id=ID on:keydown=pressed>
            <For each row=draw />
        </ul>
    }
    .into_any()
}

/// The button stays whatever becomes of what is in it, and with it the focus.
#[component]
fn MainRow(page: Page, row: Memo<Option<Row>>) -> AnyView {
    let chosen = Signal::derive(move || {
        let chosen = row.with(|row| {
            let id = row.as_ref().map(|row| &row.id);
            page.main.with(|main| id == main.as_ref())
        });
        chosen.to_string()
    });
    let choose = move |_| {
        let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.clone()));
        id.into_iter().for_each(|id| page.choose_main(id.as_str()));
    };
    let content = move || row.get().map(content);
    view! {
        <li>
            <button type="button" class="list-row" aria-pressed=chosen on:click=choose>
                {content}
            </button>
        </li>
    }
    .into_any()
}

fn content(row: Row) -> AnyView {
    let Row { name, mark, changed, locked, lacks, .. } = row;
    let both = matches!(mark, Mark::PermitDeny(_));
    let dot = changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    let lock = locked.then(|| {
        view! {
            <Symbol icon=Icon::Lock />
            <span class="unseen">", needs All Secured Data too"</span>
        }
    });
    let lacking = lacks.map(|lacks| {
        view! {
            <span class="processes-lacks" data-tip=lacks.clone()>
                <Symbol icon=Icon::Warn />
                <span class="unseen">{format!(", {lacks}")}</span>
            </span>
        }
    });
    let glyph = match both {
        true => view! {
            <Symbol icon=Icon::Check />
            <Symbol icon=Icon::Cross />
        }
        .into_any(),
        false => {
            view! { <LevelGlyph level=Signal::stored(mark.column().tone().into()) /> }.into_any()
        }
    };
    view! {
        <span class="list-row-name">{name}{dot}</span>
        <span class="processes-mark">
            {lock} {lacking} <span class="processes-glyph" data-both=both.then_some("")>
                {glyph}
                <span class="unseen">{format!(", {}", mark.name())}</span>
            </span>
        </span>
    }
    .into_any()
}

/// The group above the main processes, where it has no pane of its own.
#[component]
fn GroupChoice(page: Page) -> AnyView {
    let changed = changed_groups(page);
    let choices = Signal::derive(move || {
        page.directory.with(|directory| {
            let choice = |id: &_, name: &String| {
                let dot = changed.with(|changed| changed.contains(id));
                let label = if dot { format!("{name} •") } else { name.clone() };
                Choice::new(ToString::to_string(id), label)
            };
            directory.groups.iter().map(|group| choice(&group.id, &group.name)).collect::<Vec<_>>()
        })
    });
    let value =
        Signal::derive(move || page.group.get().map(|group| group.to_string()).unwrap_or_default());
    let items = move || {
        let new = MenuItem::new("New group…", move || page.dialogs.ask(Ask::Add(Kind::Group)));
        let new = new.icon(Icon::Plus);
        vec![
            match page.dialogs.locked.get() {
                Some(why) => new.off(why),
                None => new,
            },
            MenuItem::new("System Admins…", move || page.admins.set(true)).icon(Icon::Person),
        ]
    };
    view! {
        <div class="processes-choice">
            <Combobox
                label="Select a Group"
                choices
                value
                on_choose=move |group: String| page.choose_group(&group)
            />
            <Menu label="More of groups" icon=Icon::More bare=true items=Signal::derive(items) />
        </div>
    }
    .into_any()
}

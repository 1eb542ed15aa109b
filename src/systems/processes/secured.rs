//! *All Secured Data* of the chosen group: a level for each process under field level security, those of
//! the chosen main process first.

use leptos::prelude::*;

use super::cells::level_of_key;
use super::page::Page;
use crate::components::{Choice, For, Icon, Segmented, Show, Symbol};
use crate::platform::{closest, keys};
use whocan_core::keys::Stroke;
use whocan_core::models::processes::Edit;
use whocan_core::models::processes::policy::{Level, Offered, Policy, Process, ProcessId};

/// How many are shown.
const MOST: usize = 24;

/// What a group holds on a process, and held.
#[derive(Clone, PartialEq)]
struct Held {
    name: String,
    now: Level,
    was: Level,
}

/// The processes that have a row, in the order in which they first had one: a row keeps its place in
/// this list, and with it the focus, whatever becomes of the others.
#[derive(Clone, Copy)]
struct Known(StoredValue<Vec<(ProcessId, Offered)>>);

impl Known {
    fn key(self, process: &Process) -> usize {
        self.0
            .try_update_value(|known| {
                let wanted = (process.id.clone(), process.offered);
                known.iter().position(|it| *it == wanted).unwrap_or_else(|| {
                    known.push(wanted);
                    known.len() - 1
                })
            })
            .unwrap_or_default()
    }

    fn at(self, key: usize) -> Option<(ProcessId, Offered)> {
        self.0.with_value(|known| known.get(key).cloned())
    }
}

/// What counts of a level under All Secured Data.
fn level(policy: &Policy, page: Page, id: &ProcessId) -> Level {
    let Some(group) = page.group.get() else { return Level::Deny };
    let offered = policy.catalogue.item(id).map(|process| process.offered);
    // R11
    offered.map(|offered| offered.assign(policy.secured_level(&group, id))).unwrap_or_default()
}

/// See the module.
#[component]
pub(super) fn SecuredData(page: Page) -> AnyView {
    let known = Known(StoredValue::new(Vec::new()));
    let each = Memo::new(move |_| {
        page.policy.with(|policy| {
            let main = page.main.get();
            let ours =
                policy.catalogue.headings().iter().filter(|it| Some(&it.id) == main.as_ref());
            let others =
                policy.catalogue.headings().iter().filter(|it| Some(&it.id) != main.as_ref());
            let all = ours.chain(others).flat_map(|main| &main.processes);
            all.filter(|it| it.secured).take(MOST).map(|it| known.key(it)).collect::<Vec<_>>()
        })
    });
    let any = Signal::derive(move || each.with(|each| !each.is_empty()));
    let here = Memo::new(move |_| {
        page.with_main(|_, main| main.processes.iter().any(|process| process.secured))
    });
    let of = Signal::derive(move || {
        format!("of {}; the lower of this and the level above counts", page.group_name().get())
    });
    let row = move |key: usize| view! { <SecuredRow page known key /> }.into_any();
    let pressed = move |event: web_sys::KeyboardEvent| pressed(page, known, &event);
    view! {
        <Show when=any>
            <section
                class="processes-secured"
                aria-labelledby="all-secured-data"
                on:keydown=pressed
            >
                <div class="processes-reach-head">
                    <h4 class="processes-subtitle" id="all-secured-data">
                        "All Secured Data"
                    </h4>
                    <span class="processes-hint">{of}</span>
                </div>
                <Show when=here>
                    <p class="processes-hint">
                        "Field level security: the levels above do not override these. In One they are \
                         set under Tools, Permissions, User Group Permissions."
                    </p>
                </Show>
                <ul>
                    <For each row />
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

/// The keys of the levels work here too.
fn pressed(page: Page, known: Known, event: &web_sys::KeyboardEvent) {
    let Some(stroke) = keys::stroke(event).map(Stroke::in_grid) else { return };
    let level = level_of_key(&stroke.key).filter(|_| !stroke.command);
    let row = closest(event, "[data-secured]").and_then(|row| row.get_attribute("data-secured"));
    let row = row.and_then(|key| known.at(key.parse().ok()?));
    if let (Some(level), Some((id, _))) = (level, row) {
        event.prevent_default();
        set(page, &id, level);
    }
}

fn set(page: Page, process: &ProcessId, level: Level) {
    if let Some(group) = page.group.get_untracked() {
        page.send(Edit::Secure(group, process.clone(), level));
        page.go(process.as_str(), level.name());
    }
}

#[component]
fn SecuredRow(page: Page, known: Known, key: usize) -> AnyView {
    let Some((id, offered)) = known.at(key) else { return ().into_any() };
    let own = id.clone();
    let held = Memo::new(move |_| {
        let name = page.policy.with(|policy| policy.catalogue.item(&own).map(|it| it.name.clone()));
        Held {
            name: name.unwrap_or_default(),
            now: page.policy.with(|policy| level(policy, page, &own)),
            was: page.saved.with(|saved| level(saved, page, &own)),
        }
    });
    let name = held.with_untracked(|held| held.name.clone());
    let choices = std::iter::once(Level::Deny).chain(offered.levels());
    let choices = choices.map(|level| Choice::new(level.name(), level.name())).collect::<Vec<_>>();
    let focused = id.clone();
    let active = Signal::derive(move || {
        let is = page.focus.with(|focus| focus.get(2).is_some_and(|it| it == focused.as_str()));
        is.then_some("")
    });
    let choose = move |name: String| {
        let level = Level::ALL.into_iter().find(|level| level.name() == name);
        level.into_iter().for_each(|level| set(page, &id, level));
    };
    let was = Signal::derive(move || {
        held.with(|held| match held.now == held.was {
            true => String::new(),
            false => format!("was {}", held.was.name()),
        })
    });
    let changed = Signal::derive(move || held.with(|held| (held.now != held.was).then_some("")));
    view! {
        <li class="secured-row" data-secured=key.to_string() data-active=active>
            <span class="secured-name" data-changed=changed>
                <span>{Signal::derive(move || held.with(|held| held.name.clone()))}</span>
                <Symbol icon=Icon::Lock />
                <span class="secured-dot change-dot"></span>
                <span class="secured-was">{was}</span>
            </span>
            <Segmented
                label=format!("{name}, All Secured Data")
                choices
                value=Signal::derive(move || held.with(|held| held.now.name().to_owned()))
                on_choose=choose
            />
        </li>
    }
    .into_any()
}

//! The source's tables for Favour Allow and Favour Deny as rows that can be changed, and what each priority
//! makes of them. A changed row says so and can be set back.

use leptos::prelude::*;

use super::before::chip;
use super::words::other;
use crate::components::{Button, ButtonSize, Checkbox, Mood, Tag, Ticked};
use whocan_core::models::acl::access::{Access, resolve};
use whocan_core::models::acl::policy::{Level, Levels, Priority};

/// A line: what the row of the group or post allows, and what the user's row allows.
type Pair = (Levels, Levels);

/// A line of the source: both rows, and what the source says of them.
type SourceLine = (&'static [Level], &'static [Level], &'static str);

const NOTHING: &[Level] = &[];
const LOOK: &[Level] = &[Level::Summary];
const READ: &[Level] = &[Level::Summary, Level::Details];
const ALL: &[Level] = &Level::ALL;

/// The ticks of the source's tables are lost; these fit all that it says of them.
const TABLES: [(Priority, [SourceLine; 4]); 2] = [
    (
        Priority::FavourAllow,
        [
            (ALL, NOTHING, "full access"),
            (NOTHING, ALL, "full access"),
            (READ, NOTHING, "read only"),
            (NOTHING, NOTHING, "not available for selection"),
        ],
    ),
    (
        Priority::FavourDeny,
        [
            (NOTHING, ALL, "not available for selection"),
            (ALL, NOTHING, "not available for selection"),
            (READ, ALL, "read only"),
            (LOOK, ALL, "a message refuses the record"),
        ],
    ),
];

fn source((group, user, _): SourceLine) -> Pair {
    (Levels::of(group.iter().copied()), Levels::of(user.iter().copied()))
}

/// See the module.
#[component]
pub(super) fn Scenarios() -> AnyView {
    let beside = RwSignal::new(false);
    let ticked = Signal::derive(move || if beside.get() { Ticked::On } else { Ticked::Off });
    let tables = TABLES.map(|(priority, lines)| view! { <Scenario priority lines beside /> });
    view! {
        <div class="modal-body acl-scenarios">
            <p class="acl-hint">
                "A person signs on with the group or post of the first row and has a row of their own. Tick what each row \
             allows and see the outcome. Nothing of it is part of the draft."
            </p>
            <div class="acl-scenarios-head">
                <Checkbox
                    label="Both priorities side by side"
                    ticked
                    on_tick=move |is: bool| beside.set(is)
                />
                <Tag text="ticks reconstructed" mood=Mood::Warn />
            </div>
            {tables.into_iter().collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn Scenario(priority: Priority, lines: [SourceLine; 4], beside: RwSignal<bool>) -> AnyView {
    let second =
        move || beside.get().then(|| view! { <th scope="col">{other(priority).name()}</th> });
    let line = |(at, line): (usize, SourceLine)| view! { <ScenarioLine priority at line beside /> };
    view! {
        <div class="acl-scenario" role="region" tabindex="0" aria-label=priority.name()>
            <table>
                <caption>{priority.name()}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Group or Post row"</th>
                        <th scope="col">"User row"</th>
                        <th scope="col">{priority.name()}</th>
                        {second}
                        <th scope="col">"The source says"</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().enumerate().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn ScenarioLine(
    priority: Priority,
    at: usize,
    line: SourceLine,
    beside: RwSignal<bool>,
) -> AnyView {
    let pair = RwSignal::new(source(line));
    let name = move |row: &str| format!("{} row {}, {row}", priority.name(), at + 1);
    let come_to = move |priority: Priority| {
        let (group, user) = pair.get();
        Access::Levels(resolve(priority, [group, user]))
    };
    let second = move || {
        let own = come_to(other(priority));
        let differ = own != come_to(priority);
        let mark = differ.then(|| view! { <span class="acl-differs">"differs"</span> });
        beside.get().then(|| view! { <td>{chip(own)} {mark}</td> })
    };
    let changed = Memo::new(move |_| pair.get() != source(line));
    let back = move || {
        changed.get().then(|| {
            view! {
                <Tag text="changed" mood=Mood::Warn />
                <Button size=ButtonSize::Small on_press=move || pair.set(source(line))>
                    "Set back"
                    <span class="unseen">{format!(" {} row {}", priority.name(), at + 1)}</span>
                </Button>
            }
        })
    };
    view! {
        <tr data-changed=Signal::derive(move || changed.get().then_some(""))>
            <Ticks name=name("group or post") pair is_user=false />
            <Ticks name=name("user") pair is_user=true />
            <td>{move || chip(come_to(priority))}</td>
            {second}
            <td class="acl-source">
                <span>{line.2}</span>
                {back}
            </td>
        </tr>
    }
    .into_any()
}

/// What one of the two rows allows.
#[component]
fn Ticks(name: String, pair: RwSignal<Pair>, is_user: bool) -> AnyView {
    let one = |level: Level| {
        let ticked = Signal::derive(move || {
            let (group, user) = pair.get();
            let of = if is_user { user } else { group };
            if of.has(level) { Ticked::On } else { Ticked::Off }
        });
        let tick = move |on: bool| {
            pair.update(|(group, user)| {
                let of = if is_user { user } else { group };
                let one = Levels::of([level]);
                *of = if on { of.or(one) } else { of.without(one) };
            });
        };
        view! { <Checkbox label=level.name() ticked on_tick=tick /> }
    };
    view! {
        <td>
            <div class="acl-scenario-ticks" role="group" aria-label=name>
                {Level::ALL.map(one).into_iter().collect_view()}
            </div>
        </td>
    }
    .into_any()
}

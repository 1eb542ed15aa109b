//! What a step would do to people, found before it is done: who gains and who loses, on what, and which
//! checks would fail.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::remove::plural;
use crate::components::{Icon, Level, LevelChip, Symbol};
use crate::pages::checks::check_title;
use crate::platform::later;
use crate::state::Session;
use whocan_core::directory::{Circumstances, Directory, Principal};
use whocan_core::document::{CheckId, Command};
use whocan_core::models::ModelKind;
use whocan_core::query::{CellDiff, Counting, Direction, PersonDiff, Snapshot, run_checks};
use whocan_core::shared::{Shared, collect_into};
use whocan_core::verdict::Outcome;

/// How long nothing else has to be looked at before it is worked out, in milliseconds.
const REST: u64 = 120;
/// How many people are gone through between two looks at the clock.
const PEOPLE: usize = 100;
/// How many people are shown with what becomes of them, and how many lines of each part.
const SHOWN: usize = 3;
const LINES: usize = 8;
/// How many people times how many checks are asked at most.
const MOST_ASKED: usize = 20_000;

/// What becomes of one target.
#[derive(Clone, PartialEq)]
pub struct Line {
    name: String,
    before: Option<Outcome>,
    after: Option<Outcome>,
}

/// What becomes of a person in one system, signed on in one way.
#[derive(Clone, PartialEq)]
pub struct Part {
    kind: ModelKind,
    who: String,
    title: String,
    lines: Vec<Line>,
    more: usize,
}

/// See the module.
#[derive(Clone, PartialEq)]
pub struct Effects {
    /// How many people gain.
    pub gain: usize,
    /// How many people lose.
    pub lose: usize,
    /// On how many targets of which systems, of the people who are shown.
    pub sums: Vec<String>,
    /// The same, summed over all systems.
    pub count: usize,
    parts: Vec<Part>,
    /// How many people are not shown.
    more: usize,
    /// How many checks there are, and which of them hold now and would not; none where that is too much
    /// to ask.
    checks: Option<(usize, Vec<String>)>,
}

/// Follows a step that may be done; none while it is worked out, or where there is no step.
pub fn effects(session: Session, step: Signal<Option<Command>>) -> Signal<Option<Arc<Effects>>> {
    let found = RwSignal::new(None::<Arc<Effects>>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (snapshot, step) = (session.snapshot().get(), step.get());
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        found.set(None);
        let Some((before, step)) = snapshot.zip(step) else { return };
        later::in_a_while(REST, move || {
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let Some(after) = before.after([&step]) else { return };
            let after = Shared::new(after);
            let pair = (before.clone(), after.clone());
            let mut counting = Counting::new(pair.0, pair.1, Circumstances::default());
            later::in_slices(Box::new(move || {
                if turn.try_get_value() != Some(mine) {
                    return true;
                }
                if counting.step(PEOPLE).is_none() {
                    return false;
                }
                let saved = session.saved().get_untracked();
                let all = of(&counting, &before, &after, saved.as_deref());
                found.try_set(Some(Arc::new(all)));
                true
            }));
        });
    });
    found.into()
}

fn of(
    counting: &Counting,
    before: &Snapshot,
    after: &Snapshot,
    saved: Option<&Snapshot>,
) -> Effects {
    let (lose, gain) = (counting.found(Direction::Loses), counting.found(Direction::Gains));
    let everybody: BTreeSet<usize> = collect_into(lose.iter().chain(gain).copied());
    let first: Vec<usize> = lose
        .iter()
        .chain(gain.iter().filter(|at| !lose.contains(at)))
        .copied()
        .take(SHOWN)
        .collect();
    let people = counting.people(first);
    let cells = || people.iter().flat_map(|person| &person.cells);
    let sum = |kind: &ModelKind| {
        let targets: BTreeSet<&str> = collect_into(
            cells().filter(|cell| cell.kind == *kind).map(|cell| cell.target.as_str()),
        );
        targets.len()
    };
    let sums: Vec<(ModelKind, usize)> =
        ModelKind::ALL.iter().map(|kind| (*kind, sum(kind))).filter(|(_, sum)| *sum > 0).collect();
    let said = |(kind, sum): &(ModelKind, usize)| {
        let info = kind.info();
        plural(*sum, info.target, info.targets)
    };
    Effects {
        gain: gain.len(),
        lose: lose.len(),
        sums: sums.iter().map(said).collect(),
        count: sums.iter().map(|(_, sum)| sum).sum(),
        parts: people.iter().flat_map(|person| parts(person, before, after)).collect(),
        more: everybody.len().saturating_sub(people.len()),
        checks: checks(before, after, saved),
    }
}

fn parts(person: &PersonDiff, before: &Snapshot, after: &Snapshot) -> Vec<Part> {
    let was: &Directory = &before.document().directory;
    let is = &after.document().directory;
    let name = |who: &Principal| if was.has(who) { was.name(who) } else { is.name(who) };
    let who = name(&Principal::User(person.user.clone()));
    /// The cells of one system under one sign-on.
    type Alike<'a> = ((ModelKind, Option<Principal>), Vec<&'a CellDiff>);
    let mut found: Vec<Alike<'_>> = Vec::new();
    for cell in &person.cells {
        let key = (cell.kind, cell.sign_on.clone());
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, cells)) => cells.push(cell),
            None => found.push((key, vec![cell])),
        }
    }
    let part = |((kind, sign_on), cells): Alike<'_>| {
        let system = kind.info().title;
        let title = match &sign_on {
            Some(sign_on) => format!("{system}, signed on as {}", name(sign_on)),
            None => system.to_owned(),
        };
        let (then, now) = (before.in_the_end(kind), after.in_the_end(kind));
        let line = |cell: &&CellDiff| Line {
            name: now
                .head(&cell.target)
                .or_else(|| then.head(&cell.target))
                .map_or_else(|| cell.target.clone(), |head| head.name),
            before: cell.before.clone(),
            after: cell.after.clone(),
        };
        let lines = cells.iter().take(LINES).map(line).collect();
        Part { kind, who: who.clone(), title, lines, more: cells.len().saturating_sub(LINES) }
    };
    found.into_iter().map(part).collect()
}

/// Which checks hold now and would not.
fn checks(
    before: &Snapshot,
    after: &Snapshot,
    saved: Option<&Snapshot>,
) -> Option<(usize, Vec<String>)> {
    let document = before.document();
    let all = document.checks.list.len();
    if all.saturating_mul(document.directory.users.len()) > MOST_ASKED {
        return None;
    }
    let failing = |snapshot: &Snapshot| -> Vec<CheckId> {
        let results = run_checks(snapshot, saved);
        results.into_iter().filter(|it| !it.status.holds()).map(|it| it.id).collect()
    };
    let known = failing(before);
    let new = failing(after).into_iter().filter(|id| !known.contains(id));
    let name = |id: CheckId| {
        let check = document.checks.list.iter().find(|check| check.id == id);
        check.map_or_else(|| id.to_string(), |check| check_title(check, before))
    };
    Some((all, new.map(name).collect()))
}

/// What becomes of whom, part by part.
#[component]
pub fn EffectParts(
    /// What was found.
    effects: Arc<Effects>,
    /// Whether it can only be one person, who is named above.
    #[prop(optional)]
    of_one: bool,
) -> AnyView {
    let part = move |part: Part| {
        let title = match of_one {
            true => part.title,
            false => format!("{}, {}", part.who, part.title),
        };
        let more = (part.more > 0)
            .then(|| view! { <p class="effect-more">{format!("and {} more", part.more)}</p> });
        view! {
            <section class="directory-section">
                <h3>
                    <span class="accent-dot" data-accent=part.kind.key()></span>
                    {title}
                </h3>
                <ul>{part.lines.into_iter().map(line).collect_view()}</ul>
                {more}
            </section>
        }
    };
    let more = (effects.more > 0).then(|| {
        let people = plural(effects.more, "more person changes", "more people change");
        view! { <p class="effect-more">{format!("{people}.")}</p> }
    });
    view! {
        {effects.parts.iter().cloned().map(part).collect_view()}
        {more}
    }
    .into_any()
}

/// How the checks would stand.
#[component]
pub fn EffectChecks(
    /// What was found.
    effects: Arc<Effects>,
) -> AnyView {
    let Some((all, failing)) = effects.checks.clone().filter(|(all, _)| *all > 0) else {
        return ().into_any();
    };
    let line = |name: String| {
        view! {
            <li class="directory-check" data-fails="">
                <Symbol icon=Icon::Cross />
                <span>{name} " fails"</span>
            </li>
        }
    };
    let none = failing.is_empty().then(|| {
        let says = match all {
            1 => "The 1 check stands as now".to_owned(),
            all => format!("All {all} checks stand as now"),
        };
        view! {
            <li class="directory-check">
                <Symbol icon=Icon::Check />
                <span>{says}</span>
            </li>
        }
    });
    view! {
        <section class="directory-section">
            <h3>"Checks"</h3>
            <ul>{none} {failing.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn line(line: Line) -> AnyView {
    view! {
        <li class="effect-line">
            <span class="effect-name">{line.name}</span>
            {side(line.before)}
            <Symbol icon=Icon::Arrow />
            {side(line.after)}
        </li>
    }
    .into_any()
}

/// An outcome as its picture; its word is heard, and shown on demand.
pub fn side(outcome: Option<Outcome>) -> AnyView {
    let (level, word) = match outcome {
        Some(outcome) => (outcome.tone.into(), outcome.name.to_string()),
        None => (Level::None, "not there".to_owned()),
    };
    let tip = word.clone();
    view! {
        <span class="effect-side" data-tip=tip>
            <LevelChip level=Signal::stored(level) word=Signal::stored(word) bare=true />
        </span>
    }
    .into_any()
}

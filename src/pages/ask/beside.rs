//! What stands beside an answer: what the draft changes in it, what may be asked next, which checks speak
//! of the same.

use leptos::prelude::*;

use super::Ask;
use super::answer::Changed;
use super::keep::mentions;
use super::question::{Ability, Question};
use super::typed::{icon, words};
use super::words::{capital, count, grouped, level, listed, number_word, person};
use crate::components::{Icon, LevelChip, Symbol};
use crate::state::Screen;
use whocan_core::document::{Check, CheckId};
use whocan_core::query::{CheckStatus, Snapshot};
use whocan_core::shared::Shared;
use whocan_core::text::first_name;

/// How many checks and names are listed.
const CHECKS: usize = 8;
const NAMES: usize = 6;

/// See the module. `ids` are what checks have to speak of.
pub(super) fn aside(
    ask: Ask,
    snapshot: &Shared<Snapshot>,
    changed: Option<AnyView>,
    next: &[Question],
    ids: &[String],
    of: &str,
) -> AnyView {
    let link = |question: &Question| {
        let (href, text) = (ask.href(question), words(snapshot, question));
        let symbol = icon(question.mode());
        view! {
            <li>
                <a class="ask-next" href=href>
                    <Symbol icon=symbol />
                    <span>{text}</span>
                </a>
            </li>
        }
    };
    let next = next.iter().map(link).collect_view();
    view! {
        <aside class="ask-aside" aria-label="Beside the answer">
            {changed}
            <section>
                <h3>"Ask next"</h3>
                <ul>{next}</ul>
            </section>
            {kept(ask, snapshot, ids, of)}
        </aside>
    }
    .into_any()
}

/// How a check stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Unknown,
    Holds,
    Fails,
}

/// The checks that speak of the same, and how all of them stand.
fn kept(ask: Ask, snapshot: &Shared<Snapshot>, ids: &[String], of: &str) -> AnyView {
    let checks = &snapshot.document().checks.list;
    let about = |check: &&Check| ids.iter().any(|id| mentions(&check.claim, id));
    let own: Vec<&Check> = checks.iter().filter(about).collect();
    let (number, all) = (own.len(), checks.len());
    let own: Vec<(CheckId, String)> = own
        .into_iter()
        .take(CHECKS)
        .map(|check| (check.id.clone(), check.name().to_owned()))
        .collect();
    let checks = ask.session.checks().statuses();
    let place = ask.place.get_untracked();
    let line = |(id, name): (CheckId, String)| {
        let href = place.to(Screen::Checks, vec![id.to_string()]).href();
        let stands = Memo::new(move |_| {
            checks.with(|statuses| match statuses.get(&id).map(CheckStatus::holds) {
                None => Stands::Unknown,
                Some(false) => Stands::Fails,
                Some(true) => Stands::Holds,
            })
        });
        let mark = move || match stands.get() {
            Stands::Unknown => ().into_any(),
            Stands::Holds => {
                view! { <Symbol icon=Icon::Check /> <span class="unseen">"Holds: "</span> }
                    .into_any()
            }
            Stands::Fails => {
                view! { <Symbol icon=Icon::Cross /> <span class="unseen">"Fails: "</span> }
                    .into_any()
            }
        };
        let fails = Signal::derive(move || (stands.get() == Stands::Fails).then_some(""));
        view! {
            <li class="ask-check" data-fails=fails>
                <span class="ask-check-mark">{mark}</span>
                <a class="ask-check-name" href=href>
                    {name}
                </a>
            </li>
        }
    };
    let lines = own.into_iter().map(line).collect_view();
    let none = (number == 0).then(|| {
        view! { <p class="ask-quiet">{format!("No check speaks of {of}.")}</p> }
    });
    let more = number.saturating_sub(CHECKS);
    let more = (more > 0).then(|| {
        view! { <p class="ask-quiet">{format!("{} more speak of it.", grouped(more))}</p> }
    });
    let all_checks = place.to(Screen::Checks, Vec::new()).href();
    let sum = move || {
        let failed = checks.with(|statuses| {
            let failing = statuses.values().filter(|status| !status.holds()).count();
            (statuses.len() == all && all > 0).then_some(failing)
        })?;
        let held = all - failed.min(all);
        let fail = if failed == 1 { "fails" } else { "fail" };
        let word = if all == 1 {
            "The 1 check".to_owned()
        } else {
            format!("All {} checks", grouped(all))
        };
        let said = match failed {
            0 => format!("{word}: {} in this draft", if all == 1 { "holds" } else { "all hold" }),
            _ => {
                format!("{word}: {} hold, {} {fail} in this draft", grouped(held), grouped(failed))
            }
        };
        Some(view! {
            <a class="ask-link" href=all_checks.clone()>
                {said}
            </a>
        })
    };
    view! {
        <section>
            <h3>"Kept as checks"</h3>
            {none}
            <ul>{lines}</ul>
            {more}
            <p class="ask-checks-sum">{sum}</p>
        </section>
    }
    .into_any()
}

/// What the draft changes in "who can".
pub(super) fn changed_section(
    snapshot: &Snapshot,
    changed: &Changed,
    ability: &Ability,
    of: &str,
) -> AnyView {
    let directory = &snapshot.document().directory;
    let name = |at: &usize| person(directory, *at);
    let some = |names: Vec<String>, number: usize| match number {
        0 => String::new(),
        1..=3 => listed(&names),
        _ => format!("{} people", grouped(number)),
    };
    let joined = some(changed.joined.iter().take(3).map(name).collect(), changed.joined.len());
    let left = some(changed.left.iter().take(3).cloned().collect(), changed.left.len());
    let verb =
        |number: usize, one: &'static str, many: &'static str| if number == 1 { one } else { many };
    let joins = verb(changed.joined.len(), "joins", "join");
    let leaves = verb(changed.left.len(), "leaves", "leave");
    let answer = match (joined.is_empty(), left.is_empty()) {
        (true, true) => "Nobody joins or leaves this answer.".to_owned(),
        (false, true) => format!("{joined} {joins} this answer."),
        (true, false) => format!("{left} {leaves} this answer."),
        (false, false) => format!("{joined} {joins} this answer, {left} {leaves} it."),
    };
    let all: usize = changed.others.iter().map(|(.., people)| people.len()).sum();
    let line = |(outcome, gains, people): &(whocan_core::verdict::Outcome, bool, Vec<usize>)| {
        let names: Vec<String> = people
            .iter()
            .take(NAMES)
            .map(|at| first_name(&person(directory, *at)).to_owned())
            .collect();
        let rest = people.len().saturating_sub(NAMES);
        let rest = if rest > 0 { format!(" and {} more", grouped(rest)) } else { String::new() };
        let verb = match gains {
            true => verb(people.len(), "gains", "gain"),
            false => verb(people.len(), "has less", "have less"),
        };
        let who = capital(&number_word(people.len()));
        let noun = verb_noun(people.len());
        let on = format!(" on {of}.");
        let sentence = format!("{who} {noun} {verb}");
        let (word, own) = (super::words::marked(outcome), level(outcome));
        let names = format!("{}{rest}", names.join(", "));
        view! {
            <li>
                <p class="ask-changed-words" data-gains=gains.then_some("")>
                    {sentence} " " <b>{word.clone()}</b> {on}
                </p>
                <p class="ask-changed-who">
                    <LevelChip level=Signal::stored(own) word=Signal::stored(word) />
                    <span>{names}</span>
                </p>
            </li>
        }
    };
    let lines = changed.others.iter().take(4).map(line).collect_view();
    let none = (all == 0 && changed.left.is_empty())
        .then(|| format!(" Nothing else changes on {}.", ability.head.name));
    view! {
        <section class="ask-changed">
            <h3>"Changed in the draft"</h3>
            <p>{answer}{none}</p>
            <ul>{lines}</ul>
        </section>
    }
    .into_any()
}

fn verb_noun(number: usize) -> &'static str {
    if number == 1 { "person" } else { "people" }
}

/// What the draft changes for somebody: so many outcomes.
pub(super) fn changed_count(number: usize, href: Option<String>, name: &str) -> AnyView {
    let words = match number {
        0 => format!("Nothing changes for {name}."),
        number => format!(
            "{} for {name} in this draft.",
            count(number, "outcome changes", "outcomes change")
        ),
    };
    let link = href.filter(|_| number > 0).map(|href| {
        view! {
            " "
            <a class="ask-link" href=href>
                "Compare with the saved state"
            </a>
        }
    });
    view! {
        <section class="ask-changed">
            <h3>"Changed in the draft"</h3>
            <p>{words}{link}</p>
        </section>
    }
    .into_any()
}

//! People of an answer: their names in a row, folded where they are many; everybody as a strip of
//! initials by what they have.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::question::{Question, Sentence, Whom};
use super::use_ask;
use super::words::{count, grouped, level, permits, person};
use crate::components::{Level, initials};
use whocan_core::query::Snapshot;
use whocan_core::shared::sort_by_key;
use whocan_core::verdict::Outcome;

/// How many names stand in a row at first, and how many once it is unfolded.
const FEW: usize = 12;
const MANY: usize = 500;
/// How many initials of one level are drawn, where many people have it.
const DRAWN: usize = 24;

/// Names in a row: the first few, and a button for more.
#[component]
pub(super) fn Names(
    /// The first of them.
    names: Vec<String>,
    /// How many there are in all.
    all: usize,
) -> AnyView {
    let names = StoredValue::new(names);
    let open = RwSignal::new(false);
    let shown = Signal::derive(move || if open.get() { MANY } else { FEW });
    let text = move || {
        names.with_value(|names| {
            let few = names.get(..shown.get().min(names.len())).unwrap_or_default();
            few.join(", ")
        })
    };
    let rest = move || {
        let rest = all.saturating_sub(shown.get());
        let more = move |_| open.set(true);
        (rest > 0).then(|| match open.get() {
            true => {
                view! { <span class="ask-more">{format!(" and {} more", grouped(rest))}</span> }
                    .into_any()
            }
            false => view! {
                " "
                <button type="button" class="ask-fold" on:click=more>
                    {format!("{} more", grouped(rest))}
                </button>
            }
            .into_any(),
        })
    };
    view! {
        <span>{text}</span>
        {rest}
    }
    .into_any()
}

/// The names of people at these positions, as many as a row can show.
pub(super) fn names_of(snapshot: &Snapshot, people: &[usize]) -> Vec<String> {
    let directory = &snapshot.document().directory;
    people.iter().take(MANY).map(|at| person(directory, *at)).collect()
}

/// People who have the same.
struct Band {
    outcome: Outcome,
    people: Vec<usize>,
}

/// Everybody by what they have, the most first; nothing last.
fn bands(standing: &[Option<Outcome>]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (at, outcome) in standing.iter().enumerate() {
        let Some(outcome) = outcome else { continue };
        match bands.iter_mut().find(|band| band.outcome.name == outcome.name) {
            Some(band) => band.people.push(at),
            None => bands.push(Band { outcome: outcome.clone(), people: vec![at] }),
        }
    }
    sort_by_key(&mut bands, |band| {
        let it = &band.outcome;
        std::cmp::Reverse((permits(it), it.grants.0.count_ones(), it.tone))
    });
    bands
}

/// Everybody as initials, by what they have on a target; those marked of whom the draft changes it.
pub(super) fn everyone(
    snapshot: &Snapshot,
    standing: &[Option<Outcome>],
    changed: Option<&BTreeSet<usize>>,
    title: String,
) -> AnyView {
    let is_changed = |at: usize| changed.is_some_and(|changed| changed.contains(&at));
    let band = |band: Band| {
        let number = band.people.len();
        // Of very many a few stand for all; those whom the draft changes among them.
        let (first, rest): (Vec<usize>, Vec<usize>) =
            band.people.iter().copied().partition(|at| is_changed(*at) && number > DRAWN);
        let drawn = first.into_iter().chain(rest).take(DRAWN);
        let squares = drawn.map(|at| {
            square(snapshot, at, level(&band.outcome), Some(&band.outcome), is_changed(at), false)
        });
        let rest = number.saturating_sub(DRAWN);
        let rest = (rest > 0)
            .then(|| view! { <li class="ask-squares-rest">{format!("+{}", grouped(rest))}</li> });
        view! {
            <div class="ask-band">
                <ul class="ask-squares">
                    {squares.collect_view()}
                    {rest}
                </ul>
                <p class="ask-band-name">
                    {format!("{} {}", grouped(number), super::words::marked(&band.outcome))}
                </p>
            </div>
        }
    };
    let draft = changed.map(|_| view! { <span class="ask-quiet">" as in the draft"</span> });
    let bands = bands(standing).into_iter().map(band).collect_view();
    view! {
        <section class="ask-everyone">
            <h3>
                {title}
                {draft}
            </h3>
            <div class="ask-bands">{bands}</div>
        </section>
    }
    .into_any()
}

/// A person as a square: a link to what they can do.
pub(super) fn square(
    snapshot: &Snapshot,
    at: usize,
    level: Level,
    outcome: Option<&Outcome>,
    is_changed: bool,
    is_culprit: bool,
) -> AnyView {
    let ask = use_ask();
    let Some(user) = snapshot.document().directory.users.nth(at) else { return ().into_any() };
    let name = user.name.clone();
    let whom = Whom(Some(user.id.to_string()));
    let href = ask.href(&Question::new(Sentence::WhatCan(whom)));
    let has = outcome.map(|outcome| format!(": {}", super::words::marked(outcome)));
    let changes = if is_changed { ", changed in the draft" } else { "" };
    let label = format!("{name}{}{changes}", has.unwrap_or_default());
    let dot = is_changed.then(|| view! { <span class="change-dot"></span> });
    view! {
        <li>
            <a
                class="ask-square"
                href=href
                data-level=level.name()
                data-culprit=is_culprit.then_some("")
                aria-label=label
                data-tip=name.clone()
            >
                {initials(&name)}
                {dot}
            </a>
        </li>
    }
    .into_any()
}

/// Who holds a thing, as a strip: how many on the left, those who hold another as well in a frame.
pub(super) fn holders(
    snapshot: &Snapshot,
    people: &[usize],
    culprits: &BTreeSet<usize>,
    level: Level,
    label: &str,
) -> AnyView {
    let mut order: Vec<usize> = people.iter().copied().filter(|at| culprits.contains(at)).collect();
    order.extend(people.iter().copied().filter(|at| !culprits.contains(at)));
    let rest = order.len().saturating_sub(DRAWN);
    let squares = order.into_iter().take(DRAWN);
    let squares =
        squares.map(|at| square(snapshot, at, level, None, false, culprits.contains(&at)));
    let rest = (rest > 0)
        .then(|| view! { <li class="ask-squares-rest">{format!("+{}", grouped(rest))}</li> });
    view! {
        <div class="ask-holders">
            <p>{format!("{}: {label}", count(people.len(), "person", "people"))}</p>
            <ul class="ask-squares">
                {squares.collect_view()}
                {rest}
            </ul>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use whocan_core::verdict::{Grants, Tone};

    #[test]
    fn the_most_comes_first_and_nothing_last() {
        let of = |name: &'static str, grants, tone| {
            let (name, short) = (name.into(), name.into());
            Some(Outcome { name, short, grants: Grants(grants), tone, doubtful: false })
        };
        let deny = || of("Deny", 0, Tone::None);
        let all = [deny(), of("Read", 1, Tone::Low), of("Full", 7, Tone::Full), None, deny()];
        let bands = bands(&all).into_iter().map(|band| (band.outcome.name, band.people));
        let expected =
            [("Full".into(), vec![2]), ("Read".into(), vec![1]), ("Deny".into(), vec![0, 4])];
        assert_eq!(bands.collect::<Vec<_>>(), expected);
    }
}

//! The answer to "who can", drawn: how many, the picture, the table of routes with their reasons, what can
//! be tried for those who are one step short, and everybody as a strip.

use leptos::prelude::*;

use super::answer::{Answer, Row, Try, answer, step_for};
use super::beside::{aside, changed_section};
use super::keep::nobody_else;
use super::people::{Names, everyone, names_of};
use super::picture::{Branch, NearBranch, Picture, RoutePicture};
use super::question::{Ability, Gone, Question, Sentence, Thing, Whom};
use super::words::{
    ability_words, capital, count, grouped, level, listed, marked, number_word, person,
};
use super::{AnswerHead, Ask, KeepButton, PlaceLink, RuleMark, parts};
use crate::components::{Button, ButtonSize, Level};
use crate::platform::later;
use whocan_core::directory::Circumstances;
use whocan_core::query::{AskedPeople, Snapshot, outcomes_of};
use whocan_core::shared::Shared;
use whocan_core::verdict::Tone;

/// See the module.
pub(super) fn who_can(
    ask: Ask,
    snapshot: &Shared<Snapshot>,
    saved: Option<&Shared<Snapshot>>,
    ability: &Ability,
    asked: &Circumstances,
) -> Result<AnyView, Gone> {
    let gone = || Gone(ability.head.name.clone());
    let answer = answer(snapshot, saved.map(|it| &**it), ability, asked).ok_or_else(gone)?;
    let (able, all) = (answer.found.able.len(), answer.found.able.len() + answer.found.unable);
    let title = match able {
        0 => "Nobody can".to_owned(),
        able => format!("{} can", count(able, "person", "people")),
    };
    let ways = answer.rows.len() + answer.beyond.0;
    let by = match ways {
        0 => String::new(),
        1 => ", by one route".to_owned(),
        ways => format!(", by {} routes", number_word(ways)),
    };
    let about = format!("of {}{by}", grouped(all));
    let picture = picture(snapshot, &answer, &title);
    let has_picture = !picture.branches.is_empty() || !picture.near.is_empty();
    let name = &ability.head.name;
    let changed = answer.changed.as_ref();
    let dots = changed.map(|changed| &changed.positions);
    let next = next(snapshot, &answer);
    let ids = vec![ability.head.key.clone()];
    let changed = changed.map(|changed| changed_section(snapshot, changed, ability, name));
    let notes = notes(ask, snapshot, &answer);
    let keepable = nobody_else(snapshot, &answer);
    let copied = {
        let (snapshot, answer) = (snapshot.clone(), answer.clone());
        Callback::new(move |()| table(&snapshot, &answer))
    };
    Ok(view! {
        <div class="ask-columns">
            <div class="ask-main">
                <AnswerHead title about table=copied>
                    <KeepButton keepable=keepable />
                </AnswerHead>
                {has_picture.then(|| view! { <RoutePicture picture /> })}
                {routes(ask, snapshot, &answer)}
                {notes}
                {everyone(snapshot, &answer.standing, dots, format!("Everyone on {name}"))}
            </div>
            {aside(ask, snapshot, changed, &next, &ids, name)}
        </div>
    }
    .into_any())
}

/// How an outcome that is asked for looks.
pub(super) fn level_of(ability: &Ability) -> Level {
    let named = outcomes_of(ability.kind).iter().find(|it| it.name == ability.outcome);
    match named.map_or(Tone::Low, |named| named.tone) {
        Tone::None => Level::None,
        Tone::Low => Level::Low,
        Tone::Middle => Level::Middle,
        Tone::Full => Level::Full,
    }
}

fn picture(snapshot: &Snapshot, answer: &Answer, title: &str) -> Picture {
    let directory = &snapshot.document().directory;
    let branch = |row: &Row| Branch {
        people: row.people.iter().take(5).map(|at| person(directory, *at)).collect(),
        count: row.people.len(),
        route: row.short_title.clone(),
        others: row.ways.saturating_sub(1),
    };
    let near = |row: &Row| NearBranch {
        people: match row.people.as_slice() {
            [one] => person(directory, *one),
            people => count(people.len(), "person", "people"),
        },
        route: row.short_title.clone(),
        outcome: marked(&row.outcome),
        level: level(&row.outcome),
    };
    let ways: Vec<String> = answer.rows.iter().take(6).map(|row| row.title.clone()).collect();
    let ability = &answer.ability;
    let through =
        if ways.is_empty() { String::new() } else { format!(", through {}", listed(&ways)) };
    let words = ability_words(ability.kind, &ability.outcome);
    Picture {
        branches: answer.rows.iter().map(branch).collect(),
        near: answer.near.iter().map(near).collect(),
        target: ability.head.name.clone(),
        outcome: capital(&ability.outcome),
        level: level_of(ability),
        said: format!("{title} {words} {}{through}.", ability.head.name),
    }
}

/// The table of routes.
fn routes(ask: Ask, snapshot: &Shared<Snapshot>, answer: &Answer) -> AnyView {
    let rows = answer.rows.iter().map(|row| route_row(ask, snapshot, row)).collect_view();
    let (routes, people) = answer.beyond;
    let beyond = (routes > 0).then(|| {
        let (routes, people) =
            (count(routes, "other route", "other routes"), count(people, "person", "people"));
        view! {
            <tr>
                <td colspan="4" class="ask-quiet">
                    {format!("{people} by {routes}. The copied table has them all.")}
                </td>
            </tr>
        }
    });
    // Looked for once the answer is there: it takes longer than the answer.
    let steps = RwSignal::new(Vec::<Option<Try>>::new());
    if !answer.near.is_empty() {
        let near: Vec<Vec<usize>> = answer.near.iter().map(|row| row.people.clone()).collect();
        let (ability, asked) = (answer.ability.clone(), answer.asked.clone());
        let snapshot = snapshot.clone();
        later::after_paint(move || {
            if !steps.is_disposed() {
                let found = near.iter().map(|people| step_for(&snapshot, &ability, &asked, people));
                steps.try_set(found.collect());
            }
        });
    }
    let near = answer.near.iter().enumerate();
    let near = near.map(|(at, row)| {
        let step = Signal::derive(move || steps.with(|steps| steps.get(at).cloned().flatten()));
        near_row(ask, snapshot, row, step)
    });
    let near = near.collect_view();
    let near_beyond = (answer.near_beyond > 0).then(|| {
        let more = count(answer.near_beyond, "more is", "more are");
        view! {
            <tr class="ask-near">
                <td colspan="4">{format!("{more} one step short.")}</td>
            </tr>
        }
    });
    view! {
        <div class="ask-scroll" role="region" tabindex="0" aria-label="Routes">
            <table class="ask-table">
                <caption class="unseen">"Through what, who, and why"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Route"</th>
                        <th scope="col">"People"</th>
                        <th scope="col">"Because"</th>
                        <th scope="col">
                            <span class="unseen">"Where it is set"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}{beyond}{near}{near_beyond}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn route_row(ask: Ask, snapshot: &Snapshot, row: &Row) -> AnyView {
    let place = row.place.as_ref().and_then(|place| ask.leads_to(snapshot, place));
    let of = row.title.clone();
    let link = place.map(|(href, label)| view! { <PlaceLink href label of /> });
    view! {
        <tr>
            <th scope="row">{row.title.clone()}</th>
            <td data-label="People">
                <Names names=names_of(snapshot, &row.people) all=row.people.len() />
            </td>
            <td data-label="Because">
                {row.because.clone()} " "
                <RuleMark rule=row.rule.clone() />
            </td>
            <td>{link}</td>
        </tr>
    }
    .into_any()
}

/// Those who are one step short, and the step.
fn near_row(ask: Ask, snapshot: &Snapshot, row: &Row, step: Signal<Option<Try>>) -> AnyView {
    let people = row.people.len();
    let what = move || {
        let step = step.get()?;
        let short = people - step.reached.min(people);
        let reached = match short {
            0 => String::new(),
            _ => format!(", for {} of {people}", step.reached),
        };
        // The others of the row are no others.
        let others = step.others.map(|others| (others + 1).saturating_sub(step.reached.max(1)));
        let others = match others {
            Some(0) | None => String::new(),
            Some(1) => "; 1 other changes too".to_owned(),
            Some(others) => format!("; {} others change too", grouped(others)),
        };
        Some(view! {
            <span class="ask-step">{format!("Try: {}{reached}{others}", step.words)}</span>
        })
    };
    let button = move || {
        let step = step.get()?;
        let run = move || {
            let words = capital(&step.words);
            ask.run(step.command.clone(), format!("In the draft: {words}"));
        };
        Some(view! {
            <Button size=ButtonSize::Small on_press=run>
                "Try it"
            </Button>
        })
    };
    view! {
        <tr class="ask-near">
            <th scope="row">"One step short"</th>
            <td data-label="People">
                <Names names=names_of(snapshot, &row.people) all=people />
            </td>
            <td data-label="Because">
                {row.because.clone()} " " <RuleMark rule=row.rule.clone() />
                {what}
            </td>
            <td>{button}</td>
        </tr>
    }
    .into_any()
}

/// What else is to be said: who is left out, who may as well.
fn notes(ask: Ask, snapshot: &Snapshot, answer: &Answer) -> AnyView {
    let resolver = snapshot.in_the_end(answer.ability.kind);
    let found = &answer.found;
    let people =
        AskedPeople { people: vec![0; found.able.len() + found.unable], left_out: found.left_out };
    let directory = &snapshot.document().directory;
    let left_out = people.words(&*resolver, directory, &answer.asked);
    let maybe = (!found.maybe.is_empty()).then(|| {
        let people = count(found.maybe.len(), "person", "people");
        format!("{people} may as well: that hangs on something in the file that cannot be read")
    });
    let nobody = (found.able.len() + found.unable == 0 && found.left_out == 0).then(|| {
        let there = ask.place.get_untracked();
        let href =
            there.to(crate::state::Screen::Directory(crate::state::Tab::People), Vec::new()).href();
        view! {
            <p class="ask-note">
                "There is nobody in this workspace yet. "
                <a class="ask-link" href=href>
                    "Add people"
                </a>
            </p>
        }
    });
    let note = |words: String| view! { <p class="ask-note">{format!("{words}.")}</p> };
    let lines = left_out.into_iter().chain(maybe).map(note).collect_view();
    view! {
        {nobody}
        {lines}
    }
    .into_any()
}

/// The answer as a table: everybody who can or nearly can.
fn table(snapshot: &Snapshot, answer: &Answer) -> Vec<Vec<String>> {
    let directory = &snapshot.document().directory;
    let heads = ["Name", "Log-in", "Can", "Outcome", "Signed on as", "Service", "Route", "Because"];
    let mut table = vec![heads.map(str::to_owned).to_vec()];
    let who = |at: usize| {
        let user = directory.users.nth(at);
        let login = user.and_then(|user| user.login.clone()).unwrap_or_default();
        [person(directory, at), login]
    };
    let kind = answer.ability.kind;
    for (at, able) in answer.found.able.iter().enumerate() {
        let group = answer.found.group_of(at);
        let routes = group.map(|group| {
            super::words::routes_words(kind, &group.routes, group.complete, directory)
        });
        let because = answer.rows.iter().find(|row| row.people.binary_search(&able.at).is_ok());
        let rest = [
            "yes".to_owned(),
            marked(&able.outcome),
            able.sign_on.as_ref().map(|who| directory.name(who)).unwrap_or_default(),
            able.service.clone().unwrap_or_default(),
            routes.unwrap_or_default(),
            because.map(|row| row.because.clone()).unwrap_or_default(),
        ];
        table.push(who(able.at).into_iter().chain(rest).collect());
    }
    for short in &answer.found.short {
        let rest = ["one step short".to_owned(), marked(&short.outcome)];
        let blank = std::iter::repeat_n(String::new(), 4);
        table.push(who(short.at).into_iter().chain(rest).chain(blank).collect());
    }
    table
}

/// What may be asked next.
fn next(snapshot: &Snapshot, answer: &Answer) -> Vec<Question> {
    let ability = &answer.ability;
    let resolver = snapshot.in_the_end(ability.kind);
    let id = |at: usize| {
        let user = snapshot.document().directory.users.nth(at);
        user.map(|user| Whom(Some(user.id.to_string())))
    };
    let thing = ability.thing();
    let names = parts::outcomes(&*resolver, &thing.target);
    // The nearest other outcome: the next lower one, or the lowest where this is it.
    let at = names.iter().position(|name| *name == thing.outcome);
    let other = at.and_then(|at| names.get(at.checked_sub(1).unwrap_or(at + 1)));
    let other =
        other.map(|outcome| Sentence::WhoCan(Thing { outcome: outcome.clone(), ..thing.clone() }));
    let mut people = answer.rows.iter().flat_map(|row| row.people.iter().copied());
    let (first, second) = (people.next(), people.next());
    let what = second.or(first).and_then(id).map(Sentence::WhatCan);
    let second = second.or_else(|| answer.near.first().and_then(|row| row.people.first().copied()));
    let pair = first.and_then(id).zip(second.and_then(id));
    let compare = pair.map(|(one, other)| Sentence::Compare(one, other));
    let both = parts::beside(snapshot, &thing).map(|other| Sentence::Both(thing, other));
    [other, what, compare, both].into_iter().flatten().map(Question::new).collect()
}

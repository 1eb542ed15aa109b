//! The answer to "who holds both": each who does, with the route to either, as the checks draw a
//! counter-example; and who holds each.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::beside::aside;
use super::keep::not_both;
use super::people::holders;
use super::question::{Ability, Gone, Question, Sentence, Whom};
use super::who_can::level_of;
use super::words::{ability_words, capital, count, grouped, person, routes_words, through};
use super::{AnswerHead, Ask, KeepButton};
use crate::components::initials;
use whocan_core::directory::Circumstances;
use whocan_core::query::{Snapshot, WhoCan, who_can};
use whocan_core::shared::{Shared, collect_into};
use whocan_core::text::first_name;

/// How many are drawn, and how many stand in the table.
const DRAWN: usize = 3;
const LISTED: usize = 200;

/// Somebody who holds both, with the routes to either.
struct Holder {
    at: usize,
    name: String,
    /// The first route to each.
    first: [String; 2],
    /// All routes to each.
    routes: [String; 2],
}

/// See the module.
pub(super) fn both(
    ask: Ask,
    snapshot: &Shared<Snapshot>,
    one: &Ability,
    other: &Ability,
    asked: &Circumstances,
) -> Result<AnyView, Gone> {
    let found = |of: &Ability| {
        let found = who_can(snapshot, of.kind, asked, &of.head.key, &of.wanted);
        found.ok_or_else(|| Gone(of.head.name.clone()))
    };
    let (left, right) = (found(one)?, found(other)?);
    let all: Vec<Holder> = held(snapshot, (&left, one), (&right, other));
    let words = |of: &Ability| format!("{} {}", ability_words(of.kind, &of.outcome), of.head.name);
    let title = match all.len() {
        0 => "Nobody holds both".to_owned(),
        1 => "1 person holds both".to_owned(),
        number => format!("{} people hold both", grouped(number)),
    };
    let about = format!("of {}", grouped(snapshot.roster().people().len()));
    let culprits: BTreeSet<usize> = collect_into(all.iter().map(|holder| holder.at));
    let people = |found: &WhoCan| found.able.iter().map(|able| able.at).collect::<Vec<usize>>();
    let (lefts, rights) = (people(&left), people(&right));
    let each = |number: usize, of: &Ability| {
        format!("{} can {}", count(number, "person", "people"), words(of))
    };
    let sentence = match all.as_slice() {
        [] => format!(
            "{}; {}. None of them can do both.",
            each(lefts.len(), one),
            each(rights.len(), other)
        ),
        _ => format!("{}; {}.", each(lefts.len(), one), each(rights.len(), other)),
    };
    let pictures = all.iter().take(DRAWN);
    let pictures = pictures.map(|holder| picture(holder, &[words(one), words(other)]));
    let pictures = pictures.collect_view();
    let table = rows(snapshot, &all, one, other);
    let table_view =
        (!all.is_empty()).then(|| drawn_table(ask, snapshot, &all, [one, other].map(words)));
    let keep = not_both(snapshot, one, other, asked);
    let next = next(snapshot, &all, one, other);
    let ids = vec![one.head.key.clone(), other.head.key.clone()];
    let of = format!("{} or {}", one.head.name, other.head.name);
    // The heads of strips name the thing; how many they are stands before it.
    let strips = [(&lefts, one), (&rights, other)];
    let strips =
        strips.map(|(people, of)| holders(snapshot, people, &culprits, level_of(of), &words(of)));
    Ok(view! {
        <div class="ask-columns">
            <div class="ask-main">
                <AnswerHead title about table=Callback::new(move |()| table.clone())>
                    <KeepButton keepable=keep />
                </AnswerHead>
                <p class="ask-lead">{sentence}</p>
                <div class="ask-examples">{pictures}</div>
                {table_view}
                <section class="ask-everyone">
                    <h3>"Who holds each"</h3>
                    {strips.into_iter().collect_view()}
                </section>
            </div>
            {aside(ask, snapshot, None, &next, &ids, &of)}
        </div>
    }
    .into_any())
}

fn held(
    snapshot: &Snapshot,
    (left, one): (&WhoCan, &Ability),
    (right, other): (&WhoCan, &Ability),
) -> Vec<Holder> {
    let directory = &snapshot.document().directory;
    let words = |found: &WhoCan, of: &Ability, able: usize| {
        let Some(group) = found.group_of(able) else { return (String::new(), String::new()) };
        let first = group.routes.first().map(|way| through(of.kind, way, directory));
        let all = routes_words(of.kind, &group.routes, group.complete, directory);
        (first.unwrap_or_default(), all)
    };
    let holder = |(able, it): (usize, &whocan_core::query::Able)| {
        // Both stand in the directory's order.
        let beside = right.able.binary_search_by_key(&it.at, |able| able.at).ok()?;
        let (first, all) = words(left, one, able);
        let (second, others) = words(right, other, beside);
        let name = person(directory, it.at);
        Some(Holder { at: it.at, name, first: [first, second], routes: [all, others] })
    };
    left.able.iter().enumerate().filter_map(holder).collect()
}

/// One person with the route to each, meeting in a ring.
fn picture(holder: &Holder, things: &[String; 2]) -> AnyView {
    let node = |x: f64, y: f64, width: f64, class: &'static str, words: String| {
        view! {
            <foreignObject x=x y=y width=width height=34.0>
                <div class=format!("ask-node {class}")>
                    <span class="ask-node-name">{words}</span>
                </div>
            </foreignObject>
        }
    };
    let [first, second] = &holder.first;
    let [one, other] = things;
    let said = format!("{} can {one} through {first}, and {other} through {second}.", holder.name);
    let name = holder.name.clone();
    view! {
        <figure class="ask-example">
            <svg viewBox="0 0 744 122" aria-hidden="true">
                <path class="ask-line ask-line-bad" d="M150 61C180 61 175 29 204 29"></path>
                <path class="ask-line ask-line-bad" d="M150 61C180 61 175 93 204 93"></path>
                <path class="ask-line ask-line-bad" d="M364 29H392M364 93H392"></path>
                <path class="ask-line ask-line-bad" d="M668 29C688 29 684 61 696 61M668 93C688 93 684 61 696 61"></path>
                <foreignObject x=0.5 y=44.0 width=150.0 height=34.0>
                    <div class="ask-node ask-node-person">
                        <span class="ask-node-initials">{initials(&name)}</span>
                        <span class="ask-node-name">{name}</span>
                    </div>
                </foreignObject>
                {node(204.0, 12.0, 160.0, "ask-node-plain ask-node-strong", first.clone())}
                {node(204.0, 76.0, 160.0, "ask-node-plain ask-node-strong", second.clone())}
                {node(392.0, 12.0, 276.0, "ask-node-plain", capital(one))}
                {node(392.0, 76.0, 276.0, "ask-node-plain", capital(other))}
                <foreignObject x=696.0 y=39.0 width=44.0 height=44.0>
                    <div class="ask-ring">"both"</div>
                </foreignObject>
            </svg>
            <figcaption>{said}</figcaption>
        </figure>
    }
    .into_any()
}

fn drawn_table(ask: Ask, snapshot: &Snapshot, all: &[Holder], things: [String; 2]) -> AnyView {
    let [one, other] = things;
    let row = |holder: &Holder| {
        let user = snapshot.document().directory.users.nth(holder.at);
        let whom = Whom(user.map(|user| user.id.to_string()));
        let href = ask.href(&Question::new(Sentence::WhatCan(whom)));
        let [first, second] = holder.routes.clone();
        view! {
            <tr>
                <th scope="row">{holder.name.clone()}</th>
                <td data-label=one.clone()>{first}</td>
                <td data-label=other.clone()>{second}</td>
                <td>
                    <a class="ask-link" href=href>
                        {format!("All {} can do", first_name(&holder.name))}
                    </a>
                </td>
            </tr>
        }
    };
    let rows = all.iter().take(LISTED).map(row).collect_view();
    let rest = all.len().saturating_sub(LISTED);
    let rest = (rest > 0).then(|| {
        view! {
            <tr class="ask-near">
                <td colspan="4">{format!("{} more. The copied table has them all.", grouped(rest))}</td>
            </tr>
        }
    });
    view! {
        <div class="ask-scroll" role="region" tabindex="0" aria-label="People who hold both">
            <table class="ask-table">
                <caption class="unseen">"People who hold both, and through what"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">{capital(&one)}</th>
                        <th scope="col">{capital(&other)}</th>
                        <th scope="col">
                            <span class="unseen">"What they can do"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}{rest}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn rows(snapshot: &Snapshot, all: &[Holder], one: &Ability, other: &Ability) -> Vec<Vec<String>> {
    let heads = ["Name", "Log-in", &one.head.name, &other.head.name];
    let mut table = vec![heads.into_iter().map(str::to_owned).collect()];
    for holder in all {
        let user = snapshot.document().directory.users.nth(holder.at);
        let login = user.and_then(|user| user.login.clone()).unwrap_or_default();
        let [first, second] = holder.routes.clone();
        table.push(vec![holder.name.clone(), login, first, second]);
    }
    table
}

fn next(snapshot: &Snapshot, all: &[Holder], one: &Ability, other: &Ability) -> Vec<Question> {
    let user = |holder: &Holder| {
        let user = snapshot.document().directory.users.nth(holder.at);
        user.map(|user| Whom(Some(user.id.to_string())))
    };
    let mut found = vec![Sentence::WhoCan(one.thing()), Sentence::WhoCan(other.thing())];
    let first = all.first().and_then(user);
    let second = all.get(1).and_then(user);
    found.extend(first.clone().map(Sentence::WhatCan));
    found.extend(first.zip(second).map(|(one, other)| Sentence::Compare(one, other)));
    found.into_iter().map(Question::new).collect()
}

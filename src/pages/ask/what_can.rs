//! The answer to "what can": all systems, each outcome with where it comes from, those marked that
//! a person in no group would not have.

use leptos::prelude::*;

use super::beside::{aside, changed_count};
use super::keep::stays;
use super::question::{Condition, Given, Question, Sentence, Somebody, Thing, Whom};
use super::words::{
    Cited, capital, count, grouped, level, marked, permits, routes_words, rule, sentence, signed_on,
};
use super::{AnswerHead, Ask, PlaceLink, RuleMark, parts};
use crate::components::{ButtonSize, Icon, IconButton, LevelChip, SearchField};
use whocan_core::directory::Circumstances;
use whocan_core::model::Resolver;
use whocan_core::query::{
    Cell, Side, Snapshot, Subject, System, compare, origin, what_can as ask_core,
};
use whocan_core::search::plain;
use whocan_core::shared::{Shared, sort_by_key};
use whocan_core::text::first_name;
use whocan_core::verdict::Address;

/// How many lines of a system are shown at first, and by how many more each press goes on.
const LINES: usize = 40;
/// How many names stand in the line of those that are folded.
const FOLDED: usize = 12;

/// What a section of a system needs to draw its lines.
struct Section {
    ask: Ask,
    snapshot: Shared<Snapshot>,
    somebody: Somebody,
    asked: Circumstances,
    system: System,
}

/// Where an outcome comes from.
struct Source {
    words: String,
    rule: Option<Cited>,
    place: Option<Address>,
}

/// Whether it is worth a line: it permits something, is in doubt, or is not what everybody has.
fn shown(cell: &Cell) -> bool {
    permits(&cell.outcome) || cell.outcome.doubtful || cell.own
}

fn source(resolver: &dyn Resolver, section: &Section, cell: &Cell) -> Option<Source> {
    let Section { snapshot, somebody, asked, system, .. } = section;
    let asked = cell.circumstances(asked);
    let origin = origin(resolver, &somebody.members, &asked, &cell.head.key)?;
    let directory = &snapshot.document().directory;
    let words = match origin.routes.is_empty() {
        true => sentence(&origin.because, snapshot),
        false => routes_words(system.kind, &origin.routes, origin.complete, directory),
    };
    let rule = rule(system.kind, &origin.because);
    Some(Source { words, rule, place: origin.places.into_iter().next() })
}

/// See the module.
pub(super) fn what_can(
    ask: Ask,
    snapshot: &Shared<Snapshot>,
    saved: Option<&Shared<Snapshot>>,
    somebody: &Somebody,
    asked: &Circumstances,
) -> AnyView {
    let systems = ask_core(snapshot, &somebody.subject, asked).unwrap_or_default();
    let permitted =
        |system: &System| system.cells.iter().filter(|cell| permits(&cell.outcome)).count();
    let all: usize = systems.iter().map(permitted).sum();
    let used = systems.iter().filter(|system| permitted(system) > 0).count();
    let name = capital(&somebody.name);
    let title = match all {
        0 => format!("{name} can do nothing"),
        all => format!("{name} can do {}", count(all, "thing", "things")),
    };
    let about = match (all, used) {
        (0, _) => "in any system".to_owned(),
        (_, 1) => systems
            .iter()
            .find(|system| permitted(system) > 0)
            .map(|system| {
                format!("of {}, in {}", grouped(system.cells.len()), system.kind.info().title)
            })
            .unwrap_or_default(),
        (_, used) => format!("in {}", count(used, "system", "systems")),
    };
    let changed = saved.filter(|saved| !saved.document().same(snapshot.document()));
    let changed = changed.map(|saved| changed_for(ask, snapshot, saved, somebody, asked));
    let next = next(snapshot, somebody, &systems);
    let ids = somebody.whom.0.clone().into_iter().collect::<Vec<_>>();
    let copied = {
        let (snapshot, systems) = (snapshot.clone(), systems.clone());
        Callback::new(move |()| table(&snapshot, &systems))
    };
    let search = RwSignal::new(String::new());
    let sections = systems.into_iter().map(|system| {
        let (snapshot, somebody, asked) = (snapshot.clone(), somebody.clone(), asked.clone());
        section(Section { ask, snapshot, somebody, asked, system }, search)
    });
    let sections = sections.collect_view();
    let first = first_name(&somebody.name).to_owned();
    view! {
        <div class="ask-columns">
            <div class="ask-main">
                <AnswerHead title about table=copied>
                    <span class="ask-search">
                        <SearchField
                            label=format!("Search what {first} can do")
                            value=search
                            on_input=move |text: String| search.set(text)
                        />
                    </span>
                </AnswerHead>
                <p class="ask-legend">
                    <span class="ask-own"></span>
                    "more than anyone in no group has"
                </p>
                {sections}
            </div>
            {aside(ask, snapshot, changed, &next, &ids, &somebody.name)}
        </div>
    }
    .into_any()
}

/// A system with its lines.
fn section(section: Section, search: RwSignal<String>) -> AnyView {
    let kind = section.system.kind;
    let info = kind.info();
    let cells = &section.system.cells;
    let number = cells.iter().filter(|cell| permits(&cell.outcome)).count();
    let about = match &section.system.refused {
        Some(_) => format!("{} cannot sign on so", capital(&section.somebody.name)),
        None => format!("{} of {} {}", grouped(number), grouped(cells.len()), info.targets),
    };
    let refused = section.system.refused.is_some();
    // Names are folded once, not at each letter.
    let names: Vec<String> = cells
        .iter()
        .map(|cell| plain(&format!("{} {} {}", cell.head.name, cell.head.band, cell.outcome.name)))
        .collect();
    let section = StoredValue::new((section, names));
    let limit = RwSignal::new(LINES);
    let body = move || {
        let text = plain(&search.get());
        let limit = limit.get();
        untrack(|| section.with_value(|(section, names)| lines(section, names, &text, limit)))
    };
    let fits = Memo::new(move |_| {
        let text = plain(&search.get());
        section.with_value(|(section, names)| {
            let fits = section.system.cells.iter().zip(names);
            fits.filter(|(cell, name)| shown(cell) && name.contains(&text)).count()
        })
    });
    let more = move || {
        let rest = fits.get().saturating_sub(limit.get());
        let go_on = move |_| limit.update(|limit| *limit += LINES);
        (rest > 0).then(|| {
            view! {
                <button type="button" class="ask-fold ask-fold-row" on:click=go_on>
                    {format!("Show {} of {} more", grouped(rest.min(LINES)), grouped(rest))}
                </button>
            }
        })
    };
    view! {
        <section class="ask-system" data-accent=kind.key()>
            <h3 class="ask-system-head">
                <span class="accent-dot"></span>
                {info.title}
                <span class="ask-quiet">{about}</span>
            </h3>
            {(!refused).then(|| view! {
                <div class="ask-scroll" role="region" tabindex="0" aria-label=info.title>
                    <table class="ask-table">
                        <caption class="unseen">{info.title}</caption>
                        <thead>
                            <tr>
                                <th scope="col">"What"</th>
                                <th scope="col">"Outcome"</th>
                                <th scope="col">"Through"</th>
                                <th scope="col">
                                    <span class="unseen">"Where it is set, and keeping it"</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            })}
            {more}
        </section>
    }
    .into_any()
}

fn lines(section: &Section, names: &[String], text: &str, limit: usize) -> AnyView {
    let resolver = section.snapshot.in_the_end(section.system.kind);
    let fits = || {
        let cells = section.system.cells.iter().zip(names);
        cells.filter(|(_, name)| name.contains(text)).map(|(cell, _)| cell)
    };
    let mut seen: Vec<&Cell> = fits().filter(|cell| shown(cell)).collect();
    // What permits something first; what permits less than everybody has behind it.
    sort_by_key(&mut seen, |cell| !permits(&cell.outcome));
    let rows = seen.iter().take(limit).map(|cell| line(section, &*resolver, cell)).collect_view();
    let rest: Vec<&Cell> = fits().filter(|cell| !shown(cell)).collect();
    let folded = rest.first().map(|first| {
        let same = rest.iter().all(|cell| cell.outcome.name == first.outcome.name);
        let what =
            if same { format!(": {}", first.outcome.name) } else { " without access".to_owned() };
        let few = rest.iter().take(FOLDED).map(|cell| cell.head.name.clone());
        let few = few.collect::<Vec<_>>().join(", ");
        let dots = if rest.len() > FOLDED { "…" } else { "" };
        view! {
            <tr class="ask-near">
                <td colspan="4">{format!("{} more{what} · {few}{dots}", grouped(rest.len()))}</td>
            </tr>
        }
    });
    let nothing = (seen.is_empty() && rest.is_empty()).then(|| {
        view! {
            <tr class="ask-near">
                <td colspan="4">"Nothing of this name"</td>
            </tr>
        }
    });
    view! {
        {rows}
        {folded}
        {nothing}
    }
    .into_any()
}

fn line(section: &Section, resolver: &dyn Resolver, cell: &Cell) -> AnyView {
    let (ask, kind) = (section.ask, section.system.kind);
    let directory = &section.snapshot.document().directory;
    let name = cell.head.name.clone();
    let band = (cell.head.band != name && !cell.head.band.is_empty())
        .then(|| view! { <span class="ask-band-of">{cell.head.band.clone()}</span> });
    let how = signed_on(directory, cell.sign_on.as_ref(), cell.service.as_deref());
    let how = (!how.is_empty()).then(|| view! { <span class="ask-quiet">{how}</span> });
    let own = cell.own.then(|| {
        view! {
            <span class="ask-own"></span>
            <span class="unseen">"(more than anyone in no group has) "</span>
        }
    });
    let source = source(resolver, section, cell);
    let place = source.as_ref().and_then(|source| source.place.as_ref());
    let link = place.and_then(|place| ask.leads_to(&section.snapshot, place));
    let of = name.clone();
    let link = link.map(|(href, label)| view! { <PlaceLink href label of /> });
    let (words, rule) = source.map_or((String::new(), None), |it| (it.words, it.rule));
    let keep = {
        let (snapshot, somebody, asked) =
            (section.snapshot.clone(), section.somebody.clone(), section.asked.clone());
        let cell = cell.clone();
        move || {
            let who = (&somebody.subject, somebody.name.as_str());
            ask.keep(stays(&snapshot, kind, who, &cell, &asked).into_iter().collect());
        }
    };
    let kept = format!("Keep as a check: {}", cell.head.name);
    view! {
        <tr>
            <th scope="row">{own}{name} " " {band}</th>
            <td data-label="Outcome">
                <LevelChip
                    level=Signal::stored(level(&cell.outcome))
                    word=Signal::stored(marked(&cell.outcome))
                />
                {how}
            </td>
            <td data-label="Through" class="ask-soft">
                {words} " " <RuleMark rule />
            </td>
            <td>
                <span class="ask-row-actions">
                    {link}
                    <IconButton icon=Icon::Checks label=kept size=ButtonSize::Small on_press=keep />
                </span>
            </td>
        </tr>
    }
    .into_any()
}

/// How much the draft changes for somebody.
fn changed_for(
    ask: Ask,
    snapshot: &Snapshot,
    saved: &Snapshot,
    somebody: &Somebody,
    asked: &Circumstances,
) -> AnyView {
    let side = |snapshot| Side {
        snapshot,
        subject: somebody.subject.clone(),
        circumstances: asked.clone(),
    };
    let found = compare(&side(saved), &side(snapshot));
    let Some(found) = found else {
        return changed_count(0, None, &format!("{}: they are new", somebody.name));
    };
    let number = found.iter().map(|system| system.differing.len()).sum();
    let whom = somebody.whom.clone();
    let saved = Condition { given: Given::Saved, value: String::new(), second: true };
    let question = Question::new(Sentence::Compare(whom.clone(), whom)).given(saved);
    changed_count(number, Some(ask.href(&question)), &somebody.name)
}

fn next(snapshot: &Snapshot, somebody: &Somebody, systems: &[System]) -> Vec<Question> {
    let mut all = Vec::new();
    let directory = &snapshot.document().directory;
    // Somebody who belongs to the same, to compare with.
    if let Subject::User(id) = &somebody.subject {
        let own = directory.users.get(id).and_then(|user| user.groups.first());
        let mate = directory
            .users
            .iter()
            .find(|user| user.id != *id && own.is_none_or(|own| user.groups.contains(own)));
        let mate = mate.or_else(|| directory.users.iter().find(|user| user.id != *id));
        all.extend(mate.map(|mate| {
            let mate = Whom(Some(mate.id.to_string()));
            Sentence::Compare(somebody.whom.clone(), mate)
        }));
        all.extend(own.map(|own| Sentence::WhatCan(Whom(Some(own.to_string())))));
    }
    let cells = systems.iter().flat_map(|system| {
        system
            .cells
            .iter()
            .filter(|cell| cell.own && permits(&cell.outcome))
            .map(|cell| (system.kind, cell))
    });
    // What lets them do the most.
    let best = cells.max_by_key(|(_, cell)| cell.outcome.grants.0.count_ones());
    let thing = best.map(|(kind, cell)| {
        let thing =
            Thing { kind, target: cell.head.key.clone(), outcome: cell.outcome.name.to_string() };
        let names = parts::outcomes(&*snapshot.in_the_end(kind), &thing.target);
        match names.contains(&thing.outcome) {
            true => thing,
            false => parts::at_target(snapshot, &thing, kind, thing.target.clone()),
        }
    });
    let both = thing
        .as_ref()
        .and_then(|thing| Some(Sentence::Both(thing.clone(), parts::beside(snapshot, thing)?)));
    all.extend(thing.map(Sentence::WhoCan));
    all.extend(both);
    all.into_iter().map(Question::new).collect()
}

/// The answer as a table: every outcome of every system.
fn table(snapshot: &Snapshot, systems: &[System]) -> Vec<Vec<String>> {
    let heads =
        ["System", "Under", "What", "Outcome", "Signed on as", "Service", "Not everybody's"];
    let mut table = vec![heads.map(str::to_owned).to_vec()];
    let directory = &snapshot.document().directory;
    for system in systems {
        for cell in &system.cells {
            table.push(vec![
                system.kind.info().title.to_owned(),
                cell.head.band.clone(),
                cell.head.name.clone(),
                marked(&cell.outcome),
                cell.sign_on.as_ref().map(|who| directory.name(who)).unwrap_or_default(),
                cell.service.clone().unwrap_or_default(),
                if cell.own { "yes".to_owned() } else { String::new() },
            ]);
        }
    }
    table
}

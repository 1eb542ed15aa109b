//! What the draft changes, in words, and for whom: before Save.

use leptos::prelude::*;

use super::jump::{leads_to, link};
use super::preview::chip;
use crate::directory::{Circumstances, Principal};
use crate::document::changes;
use crate::models::ModelKind;
use crate::platform::{clock, later};
use crate::query::{CellDiff, Counting, Moment, PersonDiff, Sums as Counted, diff};
use crate::session::{Action, Route, Screen, Session};
use crate::verdict::{Address, Outcome};

/// How many people a list names before it says how many more there are.
const MOST_PEOPLE: usize = 200;
/// How many lines stand under one person.
const MOST_LINES: usize = 60;

/// See the module.
#[component]
pub fn ReviewScreen(session: Session) -> impl IntoView {
    let changed = session.is_changed();
    view! {
        <div class="work-head">
            <h2>"Review"</h2>
            <Show when=move || changed.get()>
                <div class="review-do">{save_and_discard(session)}</div>
            </Show>
        </div>
        // What scrolls has to be reachable by keyboard.
        <div class="review" tabindex="0" role="region" aria-label="Review">
            <Show
                when=move || changed.get()
                fallback=|| {
                    view! {
                        <p class="empty">
                            "Nothing has changed since the last Save. Whatever you edit is listed here
                            before it is saved, with what it does to people."
                        </p>
                    }
                }
            >
                <Changes session />
                <Effects session />
            </Show>
        </div>
    }
}

/// What to do with the draft.
pub fn save_and_discard(session: Session) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            data-kind="main"
            on:click=move |_| session.dispatch(Action::Save)
        >"Save"</button>
        <button type="button" class="button" on:click=move |_| session.dispatch(Action::Discard)>
            "Discard"
        </button>
    }
}

/// What differs, each line a link to where it stands.
#[component]
fn Changes(session: Session) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let route = session.route().get();
        match (session.saved().get(), session.moment().get()) {
            (Some(saved), Some(moment)) => {
                let found = changes(saved.document(), moment.document()).into_iter();
                found
                    .map(|change| {
                        let address = change.address.as_ref();
                        let to = address.and_then(|at| leads_to(at, &moment, &route, None));
                        (change.words, to)
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    });
    let line = move |(words, to): (String, Option<Route>)| match to {
        Some(to) => view! { <li>{link(session, &to, words)}</li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    };
    view! {
        <section class="review-part" aria-labelledby="review-changes">
            <h3 id="review-changes">
                {move || lines.with(|lines| format!("What changes ({})", lines.len()))}
            </h3>
            <Show when=move || lines.with(Vec::is_empty)>
                <p class="hint">"The draft comes to the same as what is saved."</p>
            </Show>
            <ul class="review-changes">{move || lines.get().into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

/// A person with the lines of one side.
#[derive(Clone, PartialEq)]
struct Person {
    name: String,
    lines: Vec<Line>,
    more: usize,
}

/// One outcome that is another one.
#[derive(Clone, PartialEq)]
struct Line {
    kind: ModelKind,
    what: String,
    diff: CellDiff,
    /// The groups that give what is gained.
    through: Vec<String>,
    to: Option<Route>,
}

/// Who gains, or who loses.
#[derive(Clone, Default, PartialEq)]
struct Side {
    people: Vec<Person>,
    count: usize,
}

/// What becomes of people: whose cells rise and fall stands on both sides.
#[component]
fn Effects(session: Session) -> impl IntoView {
    let sides = Memo::new(move |_| {
        let route = session.route().get();
        let (Some(saved), Some(moment)) = (session.saved().get(), session.moment().get()) else {
            return (Side::default(), Side::default());
        };
        let mut people = diff(&saved, &moment, &Circumstances::default());
        people.sort_by_key(|person| name(person, &saved, &moment).to_lowercase());
        let side = |of: fn(&CellDiff) -> bool| side(&people, of, &saved, &moment, &route);
        (side(CellDiff::gains), side(CellDiff::loses))
    });
    let gains = Memo::new(move |_| sides.with(|(gains, _)| gains.clone()));
    let loses = Memo::new(move |_| sides.with(|(_, loses)| loses.clone()));
    view! {
        <div class="review-sides">
            {view_side(session, gains, "review-gains", "Who gains")}
            {view_side(session, loses, "review-loses", "Who loses")}
        </div>
    }
}

fn name(person: &PersonDiff, saved: &Moment, moment: &Moment) -> String {
    let user = Principal::User(person.user.clone());
    let there = moment.document().directory.has(&user);
    if there { moment } else { saved }.document().directory.name(&user)
}

fn side(
    people: &[PersonDiff],
    of: fn(&CellDiff) -> bool,
    saved: &Moment,
    moment: &Moment,
    route: &Route,
) -> Side {
    let names: Vec<(ModelKind, String, String)> = ModelKind::ALL
        .iter()
        .flat_map(|kind| {
            let targets = moment.resolver(*kind).targets().into_iter();
            let gone = saved.resolver(*kind).targets().into_iter();
            targets.chain(gone).map(|target| (*kind, target.key, target.name))
        })
        .collect();
    let line = |person: &PersonDiff, diff: &CellDiff| {
        let named = names.iter().find(|(kind, key, _)| *kind == diff.kind && *key == diff.target);
        let focus = vec![person.user.to_string(), diff.target.clone()];
        let there = diff.after.is_some();
        Line {
            kind: diff.kind,
            what: named.map_or_else(|| diff.target.clone(), |(.., name)| name.clone()),
            diff: diff.clone(),
            through: if diff.gains() { through(moment, person, diff) } else { Vec::new() },
            to: there.then(|| route.to(Screen::Effective(diff.kind), focus)),
        }
    };
    let concerned = || people.iter().filter(|person| person.cells.iter().any(of));
    let shown = concerned().take(MOST_PEOPLE).map(|person| {
        let cells = || person.cells.iter().filter(|cell| of(cell));
        Person {
            name: name(person, saved, moment),
            lines: cells().take(MOST_LINES).map(|cell| line(person, cell)).collect(),
            more: cells().count().saturating_sub(MOST_LINES),
        }
    });
    Side { people: shown.collect(), count: concerned().count() }
}

/// The names of the groups whose cells the outcome rests on.
fn through(moment: &Moment, person: &PersonDiff, diff: &CellDiff) -> Vec<String> {
    let directory = &moment.document().directory;
    let verdict = moment.roster().of(&person.user).and_then(|members| {
        let resolver = moment.resolver(diff.kind);
        resolver.explain(members, &Circumstances::default(), &diff.target)
    });
    let mut names = Vec::new();
    for step in verdict.iter().flat_map(|verdict| verdict.because.all()) {
        let ids = step.rests_on.iter().flat_map(Address::ids);
        for group in ids.filter_map(|id| directory.groups.find(&id)) {
            if !names.contains(&group.name) {
                names.push(group.name.clone());
            }
        }
    }
    names
}

fn view_side(
    session: Session,
    side: Memo<Side>,
    id: &'static str,
    title: &'static str,
) -> impl IntoView {
    let more = move || {
        let more = side.with(|side| side.count.saturating_sub(side.people.len()));
        (more > 0).then(|| view! { <p class="hint">{format!("and {more} more")}</p> })
    };
    let people = move || {
        let people = side.get().people.into_iter();
        people.map(|person| view_person(session, person)).collect_view()
    };
    view! {
        <section class="review-part" aria-labelledby=id>
            <h3 id=id>{move || format!("{title} ({})", side.with(|side| side.count))}</h3>
            <Show when=move || side.with(|side| side.count == 0)>
                <p class="hint">"Nobody."</p>
            </Show>
            <ul class="review-people">{people}</ul>
            {more}
        </section>
    }
}

fn view_person(session: Session, person: Person) -> impl IntoView {
    let Person { name, lines, more } = person;
    let lines = lines.into_iter().map(|line| view_line(session, line)).collect_view();
    let more = (more > 0).then(|| view! { <li class="hint">{format!("and {more} more")}</li> });
    view! {
        <li>
            <b>{name}</b>
            <ul class="review-lines">{lines} {more}</ul>
        </li>
    }
}

fn view_line(session: Session, line: Line) -> impl IntoView {
    let Line { kind, what, diff, through, to } = line;
    let what = match to {
        Some(to) => link(session, &to, what).into_any(),
        None => view! { <span>{what}</span> }.into_any(),
    };
    // Models have targets of the same name; with one model nobody needs to be told.
    let model = (ModelKind::ALL.len() > 1)
        .then(|| view! { <span class="review-model">{kind.about().title}</span> });
    let through = (!through.is_empty()).then(|| format!(", through {}", through.join(" and ")));
    let side = |outcome: Option<Outcome>| match outcome {
        Some(outcome) => chip(&outcome).into_any(),
        None => view! { <span>"not there"</span> }.into_any(),
    };
    view! { <li>{what} ": " {side(diff.before)} " → " {side(diff.after)} {through} {model}</li> }
}

/// How much the draft changes, and how many people gain and lose by it: counted after paint and in
/// slices, so that no key waits for it.
#[component]
pub fn Sums(session: Session) -> impl IntoView {
    let count = Memo::new(move |_| match (session.saved().get(), session.moment().get()) {
        (Some(saved), Some(moment)) => changes(saved.document(), moment.document()).len(),
        _ => 0,
    });
    let sums = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (Some(before), Some(after)) = (session.saved().get(), session.moment().get()) else {
            return;
        };
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        sums.set(None);
        let mine = turn.get_value();
        let counting = Counting::new(before, after, Circumstances::default());
        later::after_paint(move || count_on(counting, mine, turn, sums));
    });
    view! {
        <span class="draft-state">{move || unsaved(count.get())}</span>
        <span class="draft-sums">
            {move || sums.get().map_or_else(|| "counting".to_owned(), in_words)}
        </span>
    }
}

/// Counts for a moment and, where somebody is left, goes on later. What was begun for an earlier
/// draft, or for a place that is gone from the page, is dropped.
fn count_on(
    mut counting: Counting,
    mine: u32,
    turn: StoredValue<u32>,
    sums: RwSignal<Option<Counted>>,
) {
    const PEOPLE: usize = 50;
    const MILLISECONDS: f64 = 4.0;
    if turn.try_get_value() != Some(mine) {
        return;
    }
    let began = clock::now();
    while clock::now() - began < MILLISECONDS {
        if let Some(done) = counting.step(PEOPLE) {
            sums.set(Some(done));
            return;
        }
    }
    later::soon(move || count_on(counting, mine, turn, sums));
}

fn unsaved(count: usize) -> String {
    match count {
        0 => "Unsaved, but the same as saved".to_owned(),
        1 => "1 unsaved change".to_owned(),
        more => format!("{more} unsaved changes"),
    }
}

fn in_words(sums: Counted) -> String {
    let people = |count: usize| if count == 1 { "1 person" } else { "people" };
    let of = |count: usize, one: &str, more: &str| match count {
        1 => format!("{} {one}", people(1)),
        _ => format!("{count} {} {more}", people(count)),
    };
    match (sums.gain, sums.lose) {
        (0, 0) => "nobody gains or loses".to_owned(),
        (gain, 0) => of(gain, "gains", "gain"),
        (0, lose) => of(lose, "loses", "lose"),
        (gain, 1) => format!("{}, 1 loses", of(gain, "gains", "gain")),
        (gain, lose) => format!("{}, {lose} lose", of(gain, "gains", "gain")),
    }
}

//! Who gains and who loses, person by person.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::change_list::show_more;
use super::line::{Line, LineView, Names};
use crate::components::{Avatar, Button, ButtonKind, ButtonSize};
use whocan_core::directory::UserId;
use whocan_core::query::{Counting, Direction, PersonDiff};
use whocan_core::shared::{collect_into, sorted_indices};

/// How many people are listed at first, and by how many more each press of the button goes on.
pub const MOST_PEOPLE: usize = 25;
/// How many lines stand under one person at first.
const MOST_LINES: usize = 8;
/// Up to how many people those who lose most stand first.
const MOST_SORTED: usize = 500;

/// A person with what differs for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    user: UserId,
    name: String,
    loses: Vec<Line>,
    gains: Vec<Line>,
    /// How many lines are left out.
    more: usize,
}

impl Person {
    fn of(person: &PersonDiff, names: &Names, most: usize) -> Self {
        let both = [Direction::Loses, Direction::Gains];
        let turns = |turn: Direction| {
            // What permits something else stands on both sides in the engine, and on one in a list.
            let own = move |cell: &&whocan_core::query::CellDiff| {
                turn.has(cell) && (turn == Direction::Loses || !cell.loses())
            };
            person.cells.iter().filter(own)
        };
        let count: usize = both.into_iter().map(|turn| turns(turn).count()).sum();
        let mut left = most;
        let mut lines = |turn| {
            let lines: Vec<Line> =
                turns(turn).take(left).map(|cell| names.line(Some(&person.user), cell)).collect();
            left -= lines.len();
            lines
        };
        let (loses, gains) = (lines(Direction::Loses), lines(Direction::Gains));
        let more = count - loses.len() - gains.len();
        let name = names.person(&person.user);
        Self { user: person.user.clone(), name, loses, gains, more }
    }
}

/// Those who are listed, and how many there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Those who are listed.
    pub list: Vec<Person>,
    /// How many there are.
    pub count: usize,
    /// Whether the lines are of several models.
    several: bool,
}

impl People {
    /// Those for whom something differs: who loses first, then by name. All lines of those who are
    /// `opened`.
    pub fn of(counting: &Counting, names: &Names, most: usize, opened: &BTreeSet<UserId>) -> Self {
        let (losing, gaining) =
            (counting.found(Direction::Loses), counting.found(Direction::Gains));
        let lose: BTreeSet<usize> = collect_into(losing.iter().copied());
        let all: Vec<usize> =
            losing.iter().chain(gaining.iter().filter(|at| !lose.contains(at))).copied().collect();
        let losses = |at: usize| match all.len() > MOST_SORTED {
            true => usize::from(lose.contains(&at)),
            false => {
                let person = counting.people([at]).pop();
                person.map_or(0, |it| it.cells.iter().filter(|cell| cell.loses()).count())
            }
        };
        let name = |at: usize| counting.user(at).map(|user| names.person(&user).to_lowercase());
        let keys: Vec<_> =
            all.iter().map(|at| (std::cmp::Reverse(losses(*at)), name(*at))).collect();
        let order =
            sorted_indices(keys.len(), &mut |one, other| keys.get(one).cmp(&keys.get(other)));
        let shown: Vec<usize> = order.take(most).filter_map(|at| all.get(at).copied()).collect();
        let list: Vec<Person> = counting
            .people(shown)
            .iter()
            .map(|person| {
                let most = if opened.contains(&person.user) { usize::MAX } else { MOST_LINES };
                Person::of(person, names, most)
            })
            .collect();
        let mut kinds = list.iter().flat_map(|it| it.loses.iter().chain(&it.gains));
        let first = kinds.next().map(|line| line.kind);
        let several = kinds.any(|line| Some(line.kind) != first);
        Self { list, count: all.len(), several }
    }
}

/// The lists as they grow.
#[derive(Clone, Copy)]
pub struct Growth {
    /// How many people are listed.
    pub most: RwSignal<usize>,
    /// Those of whom all lines are.
    pub opened: RwSignal<BTreeSet<UserId>>,
}

impl Growth {
    /// As they begin.
    pub fn new() -> Self {
        Self { most: RwSignal::new(MOST_PEOPLE), opened: RwSignal::new(BTreeSet::new()) }
    }
}

/// The people as a table, what they lose before what they gain.
#[component]
pub fn PeopleTable(
    /// Those who are listed.
    people: Signal<People>,
    /// How the list grows.
    growth: Growth,
) -> AnyView {
    let rows = move || {
        let People { list, several, .. } = people.get();
        list.into_iter().map(|person| view! { <PersonRow person several growth /> }).collect_view()
    };
    view! {
        <table class="people-table">
            <caption class="unseen">"Who is affected"</caption>
            <thead>
                <tr>
                    <th scope="col">"Person"</th>
                    <th scope="col">"Loses"</th>
                    <th scope="col">"Gains"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <MorePeople people growth />
    }
    .into_any()
}

#[component]
fn PersonRow(person: Person, several: bool, growth: Growth) -> AnyView {
    let Person { user, name, loses, gains, more } = person;
    let lines = move |lines: Vec<Line>| {
        lines.into_iter().map(|line| view! { <LineView line with_model=several /> }).collect_view()
    };
    let no_loss = loses.is_empty().then_some("");
    let no_gain = (gains.is_empty() && more == 0).then_some("");
    let more = more_lines(&name, user, more, growth);
    view! {
        <tr>
            <th scope="row">
                <span class="people-name"><Avatar name=name.clone() /> <span>{name}</span></span>
            </th>
            <td data-head="Loses" data-none=no_loss>{lines(loses)}</td>
            <td data-head="Gains" data-none=no_gain>
                {lines(gains)} {more}
            </td>
        </tr>
    }
    .into_any()
}

/// The button that lists all lines of a person, where some are left out.
fn more_lines(name: &str, user: UserId, more: usize, growth: Growth) -> Option<AnyView> {
    let open = move || {
        growth.opened.update(|opened| {
            opened.insert(user.clone());
        });
    };
    let of = format!(" of {name}");
    (more > 0).then(|| {
        view! {
            <Button kind=ButtonKind::Action size=ButtonSize::Small on_press=open>
                {format!("and {more} more")} <span class="unseen">{of}</span>
            </Button>
        }
        .into_any()
    })
}

/// The button that goes on with the list.
#[component]
fn MorePeople(people: Signal<People>, growth: Growth) -> AnyView {
    let left = Memo::new(move |_| people.with(|people| people.count - people.list.len()));
    let draw = move || {
        let left = Some(left.get()).filter(|left| *left > 0)?;
        let more = move || growth.most.update(|most| *most += MOST_PEOPLE);
        let words = show_more(left, MOST_PEOPLE);
        Some(view! { <Button size=ButtonSize::Small on_press=more>{words}</Button> })
    };
    view! { <div class="people-more">{draw}</div> }.into_any()
}

/// The people as a list for a narrow place: under each what they gain and lose.
#[component]
pub fn PeopleList(
    /// Those who are listed.
    people: Signal<People>,
    /// How the list grows.
    growth: Growth,
) -> AnyView {
    let row = move |Person { user, name, loses, gains, more }: Person, several: bool| {
        let more = more_lines(&name, user, more, growth);
        let line = |line: Line| {
            let turn = if line.loses { "loses" } else { "gains" };
            view! {
                <span class="people-turn" data-turn=turn>
                    <span class="unseen">{turn} " "</span>
                    <LineView line with_model=several />
                </span>
            }
        };
        view! {
            <li class="people-entry">
                <span class="people-entry-name">{name}</span>
                <span class="people-entry-lines">
                    {loses.into_iter().chain(gains).map(line).collect_view()} {more}
                </span>
            </li>
        }
    };
    let rows = move || {
        let People { list, several, .. } = people.get();
        list.into_iter().map(|person| row(person, several)).collect_view()
    };
    view! {
        <ul class="people-list">{rows}</ul>
        <MorePeople people growth />
    }
    .into_any()
}

//! The difference of two states as a small picture: people by targets, as they came out later; what stayed
//! is pale, more has an edge in one colour and less in another. Only columns that differ are named.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::effects::{Found, Pair};
use super::line::Side;
use crate::components::{Choice, Level, Select};
use whocan_core::directory::{Circumstances, UserId};
use whocan_core::models::ModelKind;
use whocan_core::query::{CellDiff, Counting, Direction, PersonDiff, Snapshot};
use whocan_core::shared::{Shared, collect_into, sort_by_key};

/// How many rows and columns are drawn at most.
const MOST_ROWS: usize = 48;
const MOST_COLUMNS: usize = 40;
/// Of how many people what differs is looked at for the picture.
const MOST_PEOPLE: usize = 2_000;
/// The distance of two columns and of two rows, and the size of a cell, in pixels of text of 16.
const ACROSS: usize = 16;
const DOWN: usize = 17;

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turned {
    Same,
    More,
    Less,
}

impl Turned {
    fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::More => "more",
            Self::Less => "less",
        }
    }
}

/// All cells that look the same, as one path.
#[derive(Clone, Debug, PartialEq)]
struct Layer {
    level: Level,
    turned: Turned,
    path: String,
}

/// The picture of one model.
#[derive(Clone, Debug, Default, PartialEq)]
struct Picture {
    /// The names of the rows, and whether anything differs there.
    rows: Vec<(String, bool)>,
    /// The names of the columns that differ, by their places.
    named: Vec<(usize, String)>,
    columns: usize,
    layers: Vec<Layer>,
    /// How many people and targets are left out.
    left: (usize, usize),
    /// How many cells differ, for how many people.
    said: String,
}

/// The models in which anything differs, that in which most does first, with how much.
type Kinds = Vec<(ModelKind, usize)>;

/// What differs, for all of whom it does and that are looked at.
fn differing(counting: &Counting) -> Vec<PersonDiff> {
    let all: BTreeSet<usize> = collect_into(
        [Direction::Gains, Direction::Loses]
            .into_iter()
            .flat_map(|turn| counting.found(turn).iter().copied()),
    );
    counting.people(all.into_iter().take(MOST_PEOPLE))
}

fn kinds_of(people: &[PersonDiff]) -> Kinds {
    let count = |kind: &ModelKind| {
        let cells = people.iter().flat_map(|person| &person.cells);
        cells.filter(|cell| cell.kind == *kind && (cell.gains() || cell.loses())).count()
    };
    let mut kinds: Kinds = ModelKind::ALL.iter().map(|kind| (*kind, count(kind))).collect();
    kinds.retain(|(_, count)| *count > 0);
    sort_by_key(&mut kinds, |(_, count)| std::cmp::Reverse(*count));
    kinds
}

fn turned(cell: &CellDiff) -> Turned {
    match (cell.loses(), cell.gains()) {
        (true, _) => Turned::Less,
        (_, true) => Turned::More,
        _ => Turned::Same,
    }
}

fn picture(kind: ModelKind, people: &[PersonDiff], after: &Snapshot) -> Picture {
    let resolver = after.in_the_end(kind);
    let targets = resolver.targets();
    let mut turns: BTreeMap<(&UserId, &str), Turned> = BTreeMap::new();
    for person in people {
        for cell in person.cells.iter().filter(|cell| cell.kind == kind) {
            let turned = turned(cell);
            let entry = turns.entry((&person.user, &cell.target)).or_insert(turned);
            *entry = turned.max(*entry);
        }
    }
    turns.retain(|_, turned| *turned != Turned::Same);
    let changed: BTreeSet<&str> = collect_into(turns.keys().map(|(_, target)| *target));
    let hit: BTreeSet<&UserId> = collect_into(turns.keys().map(|(user, _)| *user));
    let users = &after.document().directory.users;
    let all_rows = users.len() <= MOST_ROWS;
    let rows = users.iter().enumerate().filter(|(_, user)| all_rows || hit.contains(&user.id));
    let rows: Vec<_> = rows.take(MOST_ROWS).collect();
    let all_columns = targets.len() <= MOST_COLUMNS;
    let columns = (0..).zip(&targets);
    let columns = columns.filter(|(_, it)| all_columns || changed.contains(&*it.key));
    let columns: Vec<(usize, _)> = columns.take(MOST_COLUMNS).collect();
    let mut layers: BTreeMap<(&str, Turned), (Level, String)> = BTreeMap::new();
    for (down, (at, user)) in rows.iter().enumerate() {
        let Some(members) = after.roster().nth(*at) else { continue };
        let row = resolver.row(members, &Circumstances::default());
        for (across, (at, target)) in columns.iter().enumerate() {
            let Some(outcome) = row.get(*at) else { continue };
            let level = Side::of(outcome).level;
            let turned = turns.get(&(&user.id, &*target.key)).copied().unwrap_or(Turned::Same);
            let (_, path) = layers.entry((level.name(), turned)).or_insert((level, String::new()));
            let (x, y) = (across * ACROSS + 1, down * DOWN + 1);
            path.push_str(&format!(
                "M{} {y}h9a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2z",
                x + 2
            ));
        }
    }
    let named = columns.iter().enumerate();
    let named = named.filter(|(_, (_, target))| changed.contains(&*target.key));
    let named = named.map(|(at, (_, target))| (at, target.name.clone())).collect();
    let (cells, hit_count) = (turns.len(), hit.len());
    let said = format!(
        "{}: {cells} {} of {hit_count} of {} people differ.",
        kind.info().title,
        if cells == 1 { "permission" } else { "permissions" },
        users.len(),
    );
    Picture {
        left: (users.len() - rows.len(), targets.len() - columns.len()),
        rows: rows.iter().map(|(_, user)| (user.name.clone(), hit.contains(&user.id))).collect(),
        named,
        columns: columns.len(),
        layers: layers
            .into_iter()
            .map(|((_, turned), (level, path))| Layer { level, turned, path })
            .collect(),
        said,
    }
}

/// See the module.
#[component]
pub fn DifferencePicture(
    /// The two states.
    pair: Signal<Pair>,
    /// What becomes of people.
    found: Signal<Found>,
    /// The model that is drawn; none for the one in which most differs.
    model: Signal<Option<ModelKind>>,
    /// Called with another model's key.
    on_model: Callback<String>,
) -> AnyView {
    let people = Memo::new(move |_| {
        let counting = found.with(|found| found.counting.clone())?;
        Some(Shared::new(differing(&counting)))
    });
    let kinds = Memo::new(move |_| {
        people.with(|people| people.as_ref().map(|people| kinds_of(people)).unwrap_or_default())
    });
    let kind = Memo::new(move |_| {
        let wanted = model.get();
        kinds.with(|kinds| {
            let found = kinds.iter().find(|(kind, _)| Some(*kind) == wanted);
            found.or_else(|| kinds.first()).map(|(kind, _)| *kind)
        })
    });
    let drawn = Memo::new(move |_| {
        let (kind, people) = (kind.get()?, people.get()?);
        let (_, after) = pair.get()?;
        Some(picture(kind, &people, &after))
    });
    let choose = move || {
        let kinds = Some(kinds.get()).filter(|kinds| kinds.len() > 1)?;
        let choices = kinds.into_iter().map(|(kind, count)| {
            Choice::new(kind.key(), format!("{} ({count})", kind.info().title))
        });
        let choices: Vec<Choice> = choices.collect();
        let value =
            Signal::derive(move || kind.get().map_or_else(String::new, |it| it.key().to_owned()));
        Some(view! {
            <div class="difference-model">
                <Select label="System" choices value on_choose=on_model />
            </div>
        })
    };
    let draw = move || drawn.get().map(|picture| view! { <PictureView picture /> });
    view! {
        {choose}
        {draw}
    }
    .into_any()
}

#[component]
fn PictureView(picture: Picture) -> AnyView {
    let Picture { rows, named, columns, layers, left, said } = picture;
    let (wide, high) = (columns * ACROSS, rows.len() * DOWN);
    let count = rows.len().to_string();
    let size = format!("0 0 {wide} {high}");
    let layer = |Layer { level, turned, path }: Layer| {
        view! {
            <path class="difference-cells" data-level=level.name() data-turned=turned.name() d=path></path>
        }
    };
    let row = |(name, differs): (String, bool)| {
        view! { <li data-differs=differs.then_some("")>{name}</li> }
    };
    let column = |(at, name): (usize, String)| {
        let x = format!("{:.4}rem", (at * ACROSS + ACROSS / 2) as f64 / 16.0);
        view! { <li style:--x=x>{name}</li> }
    };
    let (people, targets) = left;
    let left = match (people, targets) {
        (0, 0) => None,
        (people, 0) => Some(format!("{people} people who stay the same are not drawn.")),
        (0, targets) => Some(format!("{targets} columns that stay the same are not drawn.")),
        (people, targets) => Some(format!("{people} people and {targets} columns are not drawn.")),
    };
    let left = left.map(|left| view! { <p class="changes-quiet">{left}</p> });
    view! {
        <figure class="difference" style:--columns=columns.to_string() style:--rows=count>
            <div class="difference-grid" tabindex="0" role="group" aria-label="What differs, drawn">
                <ul class="difference-rows" aria-hidden="true">
                    {rows.into_iter().map(row).collect_view()}
                </ul>
                <svg class="difference-picture" viewBox=size role="img" aria-label=said>
                    {layers.into_iter().map(layer).collect_view()}
                </svg>
                <ul class="difference-columns" aria-hidden="true">
                    {named.into_iter().map(column).collect_view()}
                </ul>
            </div>
            <figcaption class="difference-legend">
                <span><i data-turned="more"></i> "More than before"</span>
                <span><i data-turned="less"></i> "Less"</span>
                <span class="changes-quiet">"Pale: the same on both days"</span>
            </figcaption>
            {left}
        </figure>
    }
    .into_any()
}

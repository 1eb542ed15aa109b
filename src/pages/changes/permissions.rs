//! Who gains and who loses, those together of whom the same becomes.

use leptos::prelude::*;

use super::change_list::show_more;
use super::line::{Line, LineView, Names, PlaceLink};
use crate::components::{Button, ButtonSize, Icon, Show, Symbol};
use crate::state::Route;
use whocan_core::query::{Batch, Impact};

/// How many bundles are listed at first, and by how many more each press of the button goes on.
const MOST_BUNDLES: usize = 25;
/// How many targets one of them names.
const MOST_TARGETS: usize = 6;
/// How many of its people.
const MOST_NAMES: usize = 100;

/// People of whom the same becomes.
#[derive(Clone, Debug, PartialEq)]
struct Bundle {
    who: String,
    model: &'static str,
    gains: bool,
    loses: bool,
    lines: Vec<Line>,
    more_lines: usize,
    through: String,
    people: Vec<(String, Option<Route>)>,
    more_people: usize,
}

impl Bundle {
    fn of(batch: &Batch, names: &Names) -> Self {
        let cell = batch.changes.first();
        let person = |user| {
            let to = cell.and_then(|cell| names.cell(user, cell));
            (names.person(user), to)
        };
        let who = match batch.people.as_slice() {
            [one] => names.person(one),
            all => format!("{} people", all.len()),
        };
        let through = batch.through.iter().flatten().map(|it| names.who(it));
        Self {
            who,
            model: batch.kind.info().title,
            gains: batch.gains(),
            loses: batch.loses(),
            lines: batch
                .changes
                .iter()
                .take(MOST_TARGETS)
                .map(|cell| names.line(None, cell))
                .collect(),
            more_lines: batch.changes.len().saturating_sub(MOST_TARGETS),
            through: listed(&through.collect::<Vec<_>>()),
            people: batch.people.iter().take(MOST_NAMES).map(person).collect(),
            more_people: batch.people.len().saturating_sub(MOST_NAMES),
        }
    }
}

/// `A, B and C`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The bundles as they are listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundles {
    list: Vec<Bundle>,
    count: usize,
    /// How many people were not looked at, as too much differs.
    left: usize,
}

impl Bundles {
    /// So many of them at most.
    pub fn of(impact: &Impact, names: &Names, most: usize) -> Self {
        // What permits as much as before, and is called something else, is no matter of gain or loss.
        let matters = |batch: &&Batch| batch.gains() || batch.loses();
        let list = impact.batches.iter().filter(matters);
        Self {
            list: list.clone().take(most).map(|batch| Bundle::of(batch, names)).collect(),
            count: list.count(),
            left: impact.left,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many are listed at first.
    pub const MOST: usize = MOST_BUNDLES;
}

/// See the module.
#[component]
pub fn PermissionList(
    /// The bundles.
    bundles: Signal<Bundles>,
    /// How many are listed.
    most: RwSignal<usize>,
) -> AnyView {
    let list = move || {
        let list = bundles.get().list.into_iter();
        list.map(|bundle| view! { <BundleView bundle /> }).collect_view()
    };
    let left = Memo::new(move |_| bundles.with(|it| it.count - it.list.len()));
    let more = move || {
        let left = Some(left.get()).filter(|left| *left > 0)?;
        let more = move || most.update(|most| *most += MOST_BUNDLES);
        let words = show_more(left, MOST_BUNDLES);
        Some(view! { <Button size=ButtonSize::Small on_press=more>{words}</Button> })
    };
    let unseen = move || {
        let left = Some(bundles.with(|it| it.left)).filter(|left| *left > 0)?;
        let words = format!("Too much differs to look at everybody: {left} people were left out.");
        Some(view! { <p class="changes-note">{words}</p> })
    };
    view! {
        <ul class="bundles" aria-label="Who is affected">
            {list}
        </ul>
        <div class="people-more">{more}</div>
        {unseen}
    }
    .into_any()
}

#[component]
fn BundleView(bundle: Bundle) -> AnyView {
    let Bundle { who, model, gains, loses, lines, more_lines, through, people, more_people } =
        bundle;
    let open = RwSignal::new(false);
    let count = people.len();
    let turn = match (gains, loses) {
        (true, true) => "both",
        (true, false) => "gains",
        _ => "loses",
    };
    let lines = lines.into_iter().map(|line| view! { <LineView line /> }).collect_view();
    let more_lines = (more_lines > 0).then(|| {
        view! { <span class="changes-quiet">{format!("and {more_lines} more")}</span> }
    });
    let through = (!through.is_empty()).then(|| format!(", through {through}"));
    let person = |(name, to): (String, Option<Route>)| match to {
        Some(to) => view! { <li><PlaceLink to words=name /></li> }.into_any(),
        None => view! { <li>{name}</li> }.into_any(),
    };
    let people = move || {
        let people = people.iter().cloned().map(person).collect_view();
        let more = (more_people > 0).then(|| {
            view! { <li class="changes-quiet">{format!("and {more_people} more")}</li> }
        });
        view! { <ul class="bundle-people">{people} {more}</ul> }.into_any()
    };
    let people = StoredValue::new(people);
    let label = if count == 1 { "Show the person" } else { "Show the people" };
    view! {
        <li class="bundle" data-turn=turn>
            <button
                type="button"
                class="bundle-head"
                aria-expanded=Signal::derive(move || open.get().to_string())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Symbol icon=Icon::Right />
                <span class="bundle-who">{who}</span>
                <span class="unseen">{format!(", {turn}. {label}")}</span>
            </button>
            " "
            <span class="bundle-lines">{lines} " " {more_lines}</span>
            " "
            <span class="bundle-model">{model} {through}</span>
            <Show when=open>{people.with_value(|people| people())}</Show>
        </li>
    }
    .into_any()
}

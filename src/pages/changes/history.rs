//! What was saved: a time line, one save or two that are compared, and a replay.

use leptos::prelude::*;

use super::address::{Chosen, State};
use super::change_list::{Card, Cards};
use super::difference::DifferencePicture;
use super::effects::{Found, Pair, follow};
use super::line::{Names, PlaceLink};
use super::moments::{Course, Moment, Tally};
use super::people::{Growth, People, PeopleList};
use super::replay::{Handle, Replay};
use super::timeline::{Span, Timeline};
use crate::components::{Icon, Mood, Show, Skeleton, Symbol, Tag};
use crate::platform::{clock, later};
use crate::state::{Action, Route, use_session};
use whocan_core::query::Sums;

/// How many changes are listed in words.
const MOST_CHANGES: usize = 40;

/// See the module.
#[component]
pub fn History() -> AnyView {
    let session = use_session();
    // Another workspace has another past.
    let workspace =
        Memo::new(move |_| session.route().with(|route| route.workspace().map(str::to_owned)));
    let presenter = session.presenter();
    let panes = move || {
        workspace.get();
        // What was read is shown with other names.
        presenter.get();
        view! { <HistoryPanes /> }
    };
    view! {
        <section class="changes-page" aria-label="History">
            <h2 class="unseen">"History"</h2>
            {panes}
        </section>
    }
    .into_any()
}

/// Which two are chosen of what was saved: the newest and the one before where nothing is.
fn span_of(chosen: &Chosen, moments: &[Moment]) -> Span {
    let place = |state: State| moments.iter().position(|moment| moment.state == state);
    let newest = moments.iter().rposition(|moment| moment.state != State::Draft);
    let to = chosen.to.and_then(place).or(newest).unwrap_or_default();
    let before = || moments.get(to).and_then(|moment| moment.previous).and_then(place);
    let from = chosen.from.and_then(place).or_else(before);
    match from {
        Some(from) if from > to => Span { from: Some(to), to: from },
        from => Span { from: from.filter(|from| *from != to), to },
    }
}

/// What the two are that are compared, once both were read.
#[derive(Clone, Default, PartialEq)]
struct Compared {
    pair: Pair,
    /// Why they cannot be.
    fault: String,
}

#[component]
fn HistoryPanes() -> AnyView {
    let session = use_session();
    let course = Course::begin();
    let route = session.route();
    let chosen = Memo::new(move |_| route.with(|route| Chosen::parse(route.focus())));
    let all = course.moments();
    let moments = Memo::new(move |_| {
        let mut moments = all.get();
        chosen.with(|chosen| {
            if chosen.has_days() {
                let is_in =
                    |moment: &Moment| chosen.has_day(&clock::Moment::of(moment.time).date());
                moments.retain(|moment| moment.state == State::Draft || is_in(moment));
            }
        });
        moments
    });
    let span =
        Memo::new(move |_| chosen.with(|chosen| moments.with(|moments| span_of(chosen, moments))));
    let compares = Memo::new(move |_| chosen.with(|chosen| chosen.from.is_some()));
    // The states themselves: what was before need not be among those that are listed.
    let states = Memo::new(move |_| {
        let Span { from, to } = span.get();
        moments.with(|moments| {
            let to = moments.get(to)?;
            let from = if compares.get() {
                from.and_then(|from| moments.get(from)).map(|moment| moment.state)
            } else {
                to.previous
            };
            Some((from, to.state))
        })
    });
    let compared = RwSignal::new(Compared::default());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let states = states.get();
        // The draft is another one with each edit.
        session.snapshot().with(|_| ());
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        later::after_paint(move || {
            if turn.try_get_value() == Some(mine) {
                compared.try_set(read(course, states));
            }
        });
    });
    let pair = Signal::derive(move || compared.with(|compared| compared.pair.clone()));
    let found = follow(pair);
    // What was looked at was counted.
    Effect::new(move |_| {
        let Some(sums) = found.with(Found::sums) else { return };
        if let Some((Some(from), State::Revision(id))) = states.get_untracked()
            && moments.with_untracked(|moments| {
                moments
                    .iter()
                    .any(|it| it.state == State::Revision(id) && it.previous == Some(from))
            })
        {
            course.counted(id, Tally::Counted(sums));
        }
    });
    let draft = session.counted().sums();
    let set = move |chosen: Chosen| session.dispatch(Action::Focus(chosen.focus()));
    let state_at = move |at: usize| moments.with_untracked(|all| all.get(at).map(|it| it.state));
    let moved = Callback::new(move |(handle, at): (Handle, usize)| {
        let Span { from, to } = span.get_untracked();
        let (from, to) = match handle {
            Handle::From => (Some(at), to),
            Handle::To => (from, at),
        };
        let mut next = chosen.get_untracked();
        next.to = state_at(to);
        next.from = compares.get_untracked().then(|| from.and_then(state_at)).flatten();
        if next.from == next.to {
            return;
        }
        set(next);
    });
    let choose = Callback::new(move |at: usize| {
        let is_earlier = span.get_untracked().from.is_some_and(|from| at < from);
        let handle = if compares.get_untracked() && is_earlier { Handle::From } else { Handle::To };
        moved.run((handle, at));
    });
    let compare = Callback::new(move |two: bool| {
        let Span { from, to } = span.get_untracked();
        let mut next = chosen.get_untracked();
        next.to = state_at(to);
        next.from = if two { from.or(to.checked_sub(1)).and_then(state_at) } else { None };
        set(next);
    });
    let days = Callback::new(move |(since, until): (String, String)| {
        set(Chosen { since, until, ..chosen.get_untracked() });
    });
    let model = Signal::derive(move || chosen.with(|chosen| chosen.model));
    let on_model = Callback::new(move |key: String| {
        let model = whocan_core::models::ModelKind::of(&key);
        set(Chosen { model, ..chosen.get_untracked() });
    });
    let place = session.place();
    let here = Signal::derive(move || {
        let here = place.get();
        match states.get() {
            Some((_, State::Revision(id))) => here.at(Some(id)),
            _ => here.at(None),
        }
    });
    view! {
        <div class="history-panes">
            <div class="history-pane">
                <Timeline
                    moments=moments.into()
                    course
                    span=span.into()
                    chosen=chosen.into()
                    draft
                    on_choose=choose
                    on_days=days
                />
            </div>
            <div class="history-pane">
                <Replay
                    moments=moments.into()
                    course
                    draft
                    span=span.into()
                    compares=compares.into()
                    on_move=moved
                    on_compare=compare
                />
                <div class="history-scroll" tabindex="0" role="region" aria-label="What differs">
                    <Head moments=moments.into() span=span.into() compares=compares.into() found />
                    <Fault compared=compared.into() />
                    <div class="history-difference">
                        <div class="history-picture">
                            <DifferencePicture pair found model on_model />
                            <InWords pair here />
                        </div>
                        <Reached pair found here />
                    </div>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Reads both states.
fn read(course: Course, states: Option<(Option<State>, State)>) -> Compared {
    let fault = |why: String| Compared { pair: None, fault: why };
    let Some((from, to)) = states else {
        return fault("No save lies within these dates.".to_owned());
    };
    let Some(from) = from else { return fault("Nothing was saved before it.".to_owned()) };
    match (course.snapshot(from), course.snapshot(to)) {
        (Ok(from), Ok(to)) => Compared { pair: Some((from, to)), fault: String::new() },
        (Err(why), _) => fault(format!("What was saved before cannot be read any more: {why}.")),
        (_, Err(why)) => fault(format!("This save cannot be read any more: {why}.")),
    }
}

/// Which two, how many saves lie between them, how much differs and how many gain and lose.
#[component]
fn Head(
    moments: Signal<Vec<Moment>>,
    span: Signal<Span>,
    compares: Signal<bool>,
    found: Signal<Found>,
) -> AnyView {
    let chip = |words: String| view! { <span class="history-chip">{words}</span> };
    let which = move || {
        let Span { from, to } = span.get();
        moments.with(|moments| {
            let later = moments.get(to)?;
            let earlier = from.filter(|_| compares.get()).and_then(|from| moments.get(from));
            let earlier = earlier.map(|earlier| {
                view! {
                    {chip(earlier.when())}
                    <span class="unseen">" to "</span>
                    <Symbol icon=Icon::Arrow />
                }
            });
            Some(view! {
                {earlier}
                {chip(later.when())}
            })
        })
    };
    let says = move || {
        let Span { from, to } = span.get();
        let between = match from.filter(|_| compares.get()) {
            Some(from) if to - from == 1 => "1 save between them, ".to_owned(),
            Some(from) => format!("{} saves between them, ", to - from),
            None => String::new(),
        };
        found.with(|found| {
            let impact = found.impact.as_ref()?;
            let count = impact.gained + impact.lost;
            let word = if count == 1 { "permission differs" } else { "permissions differ" };
            Some(format!("{between}{count} {word}"))
        })
    };
    let sums = Memo::new(move |_| found.with(Found::sums));
    let tags = move || {
        let Sums { gain, lose } = sums.get()?;
        let tag = |count: usize, one: &str, more: &str, mood| {
            let text = if count == 1 { format!("1 {one}") } else { format!("{count} {more}") };
            (count > 0).then(|| view! { <Tag text mood /> })
        };
        Some((tag(gain, "gains", "gain", Mood::Good), tag(lose, "loses", "lose", Mood::Bad)))
    };
    view! {
        <div class="history-head" role="status">
            {which}
            <span class="history-says">{says}</span>
            <span class="history-tags">{tags}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Fault(compared: Signal<Compared>) -> AnyView {
    let fault = Memo::new(move |_| compared.with(|compared| compared.fault.clone()));
    let draw = move || {
        let fault = Some(fault.get()).filter(|fault| !fault.is_empty())?;
        Some(view! { <p class="changes-note">{fault}</p> })
    };
    draw.into_any()
}

/// What changed, in words.
#[component]
fn InWords(pair: Signal<Pair>, here: Signal<Route>) -> AnyView {
    let cards = Memo::new(move |_| -> Option<Cards> {
        let (before, after) = pair.get()?;
        Some(Card::all(MOST_CHANGES, &before, &after, &here.get()))
    });
    let draw = move || {
        let (cards, count) = cards.get()?;
        let more = count - cards.len();
        let more = (more > 0)
            .then(|| view! { <li class="changes-quiet">{format!("and {more} more")}</li> });
        let line = |card: Card| {
            let words = card.words().to_owned();
            match card.place() {
                Some(to) => view! { <li><PlaceLink to words /></li> }.into_any(),
                None => view! { <li>{words}</li> }.into_any(),
            }
        };
        let heading = format!("What changes ({count})");
        let label = heading.clone();
        Some(view! {
            <section class="history-words" aria-label=label>
                <h3 class="changes-title">{heading}</h3>
                <ul>{cards.into_iter().map(line).collect_view()} {more}</ul>
            </section>
        })
    };
    draw.into_any()
}

/// Who gained and who lost.
#[component]
fn Reached(pair: Signal<Pair>, found: Signal<Found>, here: Signal<Route>) -> AnyView {
    let growth = Growth::new();
    let people = Memo::new(move |_| {
        let counting = found.with(|found| found.counting.clone())?;
        let names = Names::of(pair.get(), here.get())?;
        let opened = growth.opened.get();
        Some(People::of(&counting, &names, growth.most.get(), &opened))
    });
    let none = Memo::new(move |_| people.with(|it| it.as_ref().map(|people| people.count == 0)));
    let shown = Signal::derive(move || people.get().unwrap_or_default());
    let counted = move || {
        let (_, after) = pair.get()?;
        let all = after.document().directory.users.len();
        people.with(|it| Some(format!("{} of {all}", it.as_ref()?.count)))
    };
    let is_pair = Memo::new(move |_| pair.with(Option::is_some));
    let draw = move || match none.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(true) => view! { <p class="changes-note">"Nobody gains or loses."</p> }.into_any(),
        Some(false) => view! { <PeopleList people=shown growth /> }.into_any(),
    };
    // Where there is nothing to compare, why not is said above.
    view! {
        <Show when=is_pair>
            <section class="history-people" aria-labelledby="history-people">
                <div class="history-people-head">
                    <h3 class="changes-title" id="history-people">
                        "Who gained and who lost"
                    </h3>
                    <span class="changes-quiet">{counted}</span>
                </div>
                {draw}
            </section>
        </Show>
    }
    .into_any()
}

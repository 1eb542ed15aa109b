//! What was saved as a time line, the newest on top: what it is for, who saved it and when, and how many
//! people gained and lost.

use leptos::prelude::*;

use super::address::{Chosen, State};
use super::moments::{Course, Moment, Tally};
use crate::components::{
    Avatar, AvatarSize, Button, ButtonKind, ButtonSize, Dialog, Icon, IconButton, Menu, MenuItem,
    Show, TextArea,
};
use crate::platform::{clock, page};
use crate::state::{Action, Screen, use_session};
use whocan_core::query::Sums;
use whocan_storage::workspace::MOST_REVISIONS;

/// Which two are chosen, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// The earlier one; none where nothing was before.
    pub from: Option<usize>,
    /// The later one.
    pub to: usize,
}

/// See the module.
#[component]
pub fn Timeline(
    /// What was saved, the oldest first.
    moments: Signal<Vec<Moment>>,
    /// Where it is counted.
    course: Course,
    /// Which two are chosen.
    span: Signal<Span>,
    /// What the address says.
    chosen: Signal<Chosen>,
    /// How many people the draft reaches.
    draft: Signal<Option<Sums>>,
    /// Called with the place of what is chosen.
    on_choose: Callback<usize>,
    /// Called with other days.
    on_days: Callback<(String, String)>,
) -> AnyView {
    let compares = Memo::new(move |_| chosen.with(|chosen| chosen.from.is_some()));
    let list = move || {
        let moments = moments.get();
        let years: Vec<u32> =
            moments.iter().map(|moment| clock::Moment::of(moment.time).year).collect();
        let rows = moments.into_iter().enumerate().rev().map(|(at, moment)| {
            // The oldest of each year says which year it is.
            let before = at.checked_sub(1).and_then(|before| years.get(before));
            let with_year = years.get(at) != before;
            let mark = Signal::derive(move || mark(span.get(), compares.get(), at));
            view! { <Row moment with_year course mark draft at on_choose /> }
        });
        rows.collect_view()
    };
    let most = format!("Your last {MOST_REVISIONS} saves are kept in this browser.");
    let filters = RwSignal::new(chosen.with_untracked(Chosen::has_days));
    view! {
        <div class="timeline">
            <Show when=filters>
                <Days chosen on_days />
            </Show>
            <ol class="moments" aria-label="Saves">
                {list}
            </ol>
            <div class="timeline-foot">
                <span>{most}</span>
                <IconButton
                    icon=Icon::Filter
                    label="Choose a span of dates"
                    size=ButtonSize::Small
                    on_press=move || filters.update(|shown| *shown = !*shown)
                />
            </div>
        </div>
    }
    .into_any()
}

/// What an entry is of what is chosen.
fn mark(span: Span, compares: bool, at: usize) -> &'static str {
    match () {
        () if span.to == at => "to",
        () if compares && span.from == Some(at) => "from",
        () => "",
    }
}

#[component]
fn Days(chosen: Signal<Chosen>, on_days: Callback<(String, String)>) -> AnyView {
    let since = Memo::new(move |_| chosen.with(|chosen| chosen.since.clone()));
    let until = Memo::new(move |_| chosen.with(|chosen| chosen.until.clone()));
    let clear = move || on_days.run((String::new(), String::new()));
    view! {
        <fieldset class="timeline-days">
            <legend class="unseen">"Span of dates"</legend>
            <label>
                <span class="field-label">"From"</span>
                <input
                    class="field-box"
                    type="date"
                    prop:value=since
                    on:change:target=move |event| {
                        on_days.run((event.target().value(), until.get_untracked()));
                    }
                />
            </label>
            <label>
                <span class="field-label">"To"</span>
                <input
                    class="field-box"
                    type="date"
                    prop:value=until
                    on:change:target=move |event| {
                        on_days.run((since.get_untracked(), event.target().value()));
                    }
                />
            </label>
            <IconButton icon=Icon::Cross label="All dates" on_press=clear />
        </fieldset>
    }
    .into_any()
}

#[component]
fn Row(
    moment: Moment,
    with_year: bool,
    course: Course,
    mark: Signal<&'static str>,
    draft: Signal<Option<Sums>>,
    at: usize,
    on_choose: Callback<usize>,
) -> AnyView {
    let Moment { state, title, author, is_saved, .. } = moment.clone();
    let current = Signal::derive(move || (mark.get() == "to").then_some("true"));
    let saver = (!author.is_empty()).then(|| {
        view! {
            <span class="moment-line">
                <Avatar name=author.clone() size=AvatarSize::Tiny />
                {author.clone()}
            </span>
        }
    });
    let when = (state != State::Draft)
        .then(|| if with_year { moment.when() } else { moment.when_in_year() });
    let reach = move || match state {
        State::Draft => draft.get().map(|sums| reached(Tally::Counted(sums))),
        State::Revision(_) => course.tally(state).map(reached),
    };
    let saved = is_saved.then(|| view! { <span class="changes-quiet">"saved state"</span> });
    // The draft has one thing to do, and shows it.
    let acts = Memo::new(move |_| state == State::Draft || mark.get() == "to");
    let moment = StoredValue::new(moment);
    let actions = move || moment.with_value(|moment| view! { <Actions moment=moment.clone() /> });
    view! {
        <li class="moment" data-mark=mark data-draft=(state == State::Draft).then_some("")>
            <button
                type="button"
                class="moment-pick"
                aria-current=current
                on:click=move |_| on_choose.run(at)
            >
                <span class="moment-dot"></span>
                <span class="moment-title">{title}</span>
                " "
                {saver}
                " "
                <span class="moment-line">{when} " " {reach} " " {saved}</span>
            </button>
            <Show when=acts>{actions()}</Show>
        </li>
    }
    .into_any()
}

/// How many people a save reached, in words.
fn reached(tally: Tally) -> AnyView {
    let side = |count: usize, one: &str, more: &str, turn: &'static str| {
        let words = if count == 1 { format!("1 {one}") } else { format!("{count} {more}") };
        (count > 0).then(|| view! { <span data-turn=turn>{words}</span> })
    };
    match tally {
        Tally::Counted(Sums { gain: 0, lose: 0 }) => {
            view! { <span>"nobody gains or loses"</span> }.into_any()
        }
        Tally::Counted(Sums { gain, lose }) => {
            let gain = side(gain, "gains", "gain", "gains");
            (gain, " ", side(lose, "loses", "lose", "loses")).into_any()
        }
        Tally::TooLarge(people) => {
            view! { <span>{format!("{people} people: counted when opened")}</span> }.into_any()
        }
        Tally::Unreadable => view! { <span>"cannot be counted any more"</span> }.into_any(),
        Tally::First(people, groups) => {
            view! { <span>{format!("{people} people, {groups} groups")}</span> }.into_any()
        }
    }
}

/// What can be done with what is chosen.
#[component]
fn Actions(moment: Moment) -> AnyView {
    let session = use_session();
    let when = moment.when();
    let State::Revision(id) = moment.state else {
        let review = move || {
            let to = session.route().with_untracked(|route| route.to(Screen::Review, Vec::new()));
            session.dispatch(Action::Go(to));
        };
        return view! {
            <span class="moment-review">
                <Button kind=ButtonKind::Action size=ButtonSize::Small on_press=review>
                    "Review" <span class="unseen">" the draft"</span>
                </Button>
            </span>
        }
        .into_any();
    };
    let go = move |screen: Screen| {
        let there = session.route().with_untracked(|route| route.at(Some(id)));
        session.dispatch(Action::Go(there.to(screen, Vec::new())));
    };
    let restore = move || session.dispatch(Action::Restore(id));
    let noting = RwSignal::new(false);
    let items = vec![
        MenuItem::new("Compare with now", move || go(Screen::Review)).icon(Icon::Compare),
        MenuItem::new("Change the note…", move || noting.set(true)).icon(Icon::File),
    ];
    let of = format!(" the state of {when}");
    let of_restored = of.clone();
    view! {
        <span class="moment-do">
            <Button size=ButtonSize::Small on_press=move || go(Screen::first())>
                "Open" <span class="unseen">{of}</span>
            </Button>
            <Button size=ButtonSize::Small on_press=restore>
                "Restore into draft" <span class="unseen">{of_restored}</span>
            </Button>
            <Menu label="More to do" icon=Icon::More bare=true items />
            <NoteDialog open=noting id title=format!("What was saved {when} for?") />
        </span>
    }
    .into_any()
}

/// Says something else of what a save was for; who saved it and when stays.
#[component]
fn NoteDialog(open: RwSignal<bool>, id: u32, title: String) -> AnyView {
    let session = use_session();
    let note = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            note.set(session.revision(id).map(|found| found.note).unwrap_or_default());
        }
    });
    let keep = move || {
        session.dispatch(Action::Annotate(id, note.get_untracked()));
        // The list is drawn anew.
        page::focus_first_soon("work", ".moment[data-mark='to'] > .moment-pick");
    };
    view! {
        <Dialog open title keep="Leave it" verb="Keep the note" on_verb=keep>
            <TextArea label="What is it for?" value=note on_input=move |text| note.set(text) />
        </Dialog>
    }
    .into_any()
}

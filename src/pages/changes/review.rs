//! What the draft changes, whom it reaches and how it stands, before Save. Where a revision is looked at,
//! what has changed since.

use leptos::prelude::*;

use super::address::{by_permission, review_focus};
use super::change_list::{Card, Cards, ChangeList, MOST_CHANGES};
use super::effects::{Found, Pair, follow};
use super::line::Names;
use super::people::{Growth, People, PeopleTable};
use super::permissions::{Bundles, PermissionList};
use super::saving::{ComparedPane, SavePane};
use super::standing::{follow_standing, kept};
use crate::components::{Choice, EmptyState, Icon, Segmented, Skeleton};
use crate::state::{Action, Screen, Session, use_session};

const PEOPLE: &str = "people";
const PERMISSIONS: &str = "permissions";

/// See the module.
#[component]
pub fn Review() -> AnyView {
    let session = use_session();
    let compared = Memo::new(move |_| session.looked_at().with(Option::is_some));
    let title = Signal::derive(move || if compared.get() { "Compare" } else { "Review" });
    let changed = session.is_changed();
    // Beside a revision there is something to see whatever became of the draft.
    let shown = Memo::new(move |_| {
        let compared = compared.get();
        (compared || changed.get()).then_some(compared)
    });
    let body = move || match shown.get() {
        Some(compared) => view! { <ReviewPanes compared /> }.into_any(),
        None => view! { <NothingChanged /> }.into_any(),
    };
    view! {
        <section class="changes-page" aria-label=title>
            <h2 class="unseen">{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn NothingChanged() -> AnyView {
    let session = use_session();
    let history = move || {
        let to = session.route().with_untracked(|route| route.to(Screen::History, Vec::new()));
        session.dispatch(Action::Go(to));
    };
    view! {
        <div class="changes-empty">
            <EmptyState
                title="Nothing has changed since the last Save."
                text="Whatever you edit is listed here before it is saved, with whom it reaches."
                verb="See what was saved"
                icon=Icon::Changes
                on_verb=history
            />
        </div>
    }
    .into_any()
}

/// The two states, the earlier one first.
fn pair_of(session: Session) -> Signal<Pair> {
    Signal::derive(move || session.saved().get().zip(session.snapshot().get()))
}

#[component]
fn ReviewPanes(compared: bool) -> AnyView {
    let session = use_session();
    let pair = pair_of(session);
    let found = follow(pair);
    let most = RwSignal::new(MOST_CHANGES);
    let place = session.place();
    let cards: Signal<Cards> = Memo::new(move |_| -> Cards {
        let Some((saved, snapshot)) = pair.get() else { return Cards::default() };
        Card::all(most.get(), &saved, &snapshot, &place.get().at(None))
    })
    .into();
    let (kept, last) = if compared {
        (Signal::stored(Vec::new()), view! { <ComparedPane /> }.into_any())
    } else {
        let standing = follow_standing(session);
        let last = view! { <SavePane cards standing /> }.into_any();
        (kept(session, standing), last)
    };
    view! {
        <div class="review-panes">
            <div class="review-pane">
                <ChangeList cards most kept of_draft=!compared />
            </div>
            <div class="review-pane" tabindex="0" role="region" aria-label="Who is affected">
                <Affected pair found />
            </div>
            <div class="review-pane review-last">{last}</div>
        </div>
    }
    .into_any()
}

/// Who gains and who loses: the sums, and either the people or the permissions.
#[component]
fn Affected(pair: Signal<Pair>, found: Signal<Found>) -> AnyView {
    let session = use_session();
    let route = session.route();
    let by_permission = Memo::new(move |_| route.with(|route| by_permission(route.focus())));
    let value =
        Signal::derive(move || if by_permission.get() { PERMISSIONS } else { PEOPLE }.to_owned());
    let choices = vec![Choice::new(PEOPLE, "By person"), Choice::new(PERMISSIONS, "By permission")];
    let choose = move |value: String| {
        session.dispatch(Action::Focus(review_focus(value == PERMISSIONS)));
    };
    let list = move || match by_permission.get() {
        true => view! { <AffectedPermissions pair found /> }.into_any(),
        false => view! { <AffectedPeople pair found /> }.into_any(),
    };
    view! {
        <div class="affected-head">
            <h3 class="changes-title">"Who is affected"</h3>
            <Segmented label="Who is affected" choices value on_choose=choose />
        </div>
        <SumTiles pair found />
        {list}
    }
    .into_any()
}

#[component]
fn SumTiles(pair: Signal<Pair>, found: Signal<Found>) -> AnyView {
    let counted = |count: usize, one: &str, more: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    };
    let permissions = move |of: fn(&whocan_core::query::Impact) -> usize| {
        found.with(|found| match &found.impact {
            Some(impact) => counted(of(impact), "permission", "permissions"),
            None => "counting".to_owned(),
        })
    };
    let sums = Memo::new(move |_| found.with(Found::sums));
    let gain = Signal::derive(move || {
        sums.get().map_or_else(|| "…".to_owned(), |sums| counted(sums.gain, "gains", "gain"))
    });
    let lose = Signal::derive(move || {
        sums.get().map_or_else(|| "…".to_owned(), |sums| counted(sums.lose, "loses", "lose"))
    });
    let all = Signal::derive(move || {
        let people = pair.with(|pair| {
            pair.as_ref().map_or(0, |(_, after)| after.document().directory.users.len())
        });
        match found.with(Found::either) {
            Some(either) => format!("{either} of {people}"),
            None => format!("… of {people}"),
        }
    });
    let both = Signal::derive(move || match found.with(Found::both) {
        None | Some(0) => "people".to_owned(),
        Some(both) => format!("people, {both} in both"),
    });
    view! {
        <div class="sum-tiles" role="status">
            <p class="sum-tile" data-turn="gains">
                <b>{gain}</b>
                <span>{move || permissions(|impact| impact.gained)}</span>
            </p>
            <p class="sum-tile" data-turn="loses">
                <b>{lose}</b>
                <span>{move || permissions(|impact| impact.lost)}</span>
            </p>
            <p class="sum-tile">
                <b>{all}</b>
                <span>{both}</span>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn AffectedPeople(pair: Signal<Pair>, found: Signal<Found>) -> AnyView {
    let session = use_session();
    let growth = Growth::new();
    let place = session.place();
    let people = Memo::new(move |_| {
        let counting = found.with(|found| found.counting.clone())?;
        let names = Names::of(pair.get(), place.get().at(None))?;
        let opened = growth.opened.get();
        Some(People::of(&counting, &names, growth.most.get(), &opened))
    });
    let none = Memo::new(move |_| people.with(|it| it.as_ref().map(|people| people.count == 0)));
    let shown = Signal::derive(move || people.get().unwrap_or_default());
    let draw = move || match none.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(true) => nobody(),
        Some(false) => view! { <PeopleTable people=shown growth /> }.into_any(),
    };
    draw.into_any()
}

#[component]
fn AffectedPermissions(pair: Signal<Pair>, found: Signal<Found>) -> AnyView {
    let session = use_session();
    let most = RwSignal::new(Bundles::MOST);
    let place = session.place();
    let bundles = Memo::new(move |_| {
        let impact = found.with(|found| found.impact.clone())?;
        let names = Names::of(pair.get(), place.get().at(None))?;
        Some(Bundles::of(&impact, &names, most.get()))
    });
    let none = Memo::new(move |_| bundles.with(|it| it.as_ref().map(Bundles::is_empty)));
    let shown = Signal::derive(move || bundles.get().unwrap_or_default());
    let draw = move || match none.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(true) => nobody(),
        Some(false) => view! { <PermissionList bundles=shown most /> }.into_any(),
    };
    draw.into_any()
}

fn nobody() -> AnyView {
    view! { <p class="changes-note">"Nobody gains or loses anything."</p> }.into_any()
}

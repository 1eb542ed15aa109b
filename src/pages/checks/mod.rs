//! What is expected of the workspace and how that stands: rules and expectations on the left, the chosen
//! one in the middle with what breaks it and ways to mend it, on the right what can be made and run. What
//! is wrong with the file, and what changes nothing for anybody, stand in the same list.

mod ability;
mod address;
mod answer;
mod breach;
mod check;
mod counter;
mod create;
mod dead_weight;
mod found;
mod holders;
mod list;
mod people;
mod print;
mod problems;
mod question;
mod reasons;
mod rows;
mod sentence;
mod side;
mod standing;
mod ways;
mod words;

use std::sync::Arc;

pub use words::title as check_title;

use leptos::prelude::*;

use self::address::Place;
use self::check::CheckView;
use self::create::{NewCards, NewCheck};
use self::dead_weight::{DeadWeightView, Search};
use self::found::ProblemView;
use self::list::CheckList;
use self::print::PrintedResults;
use self::problems::Problem;
use self::side::SidePane;
use crate::components::{Button, Fresh, Icon, Show};
use crate::platform::{later, page as dom};
use crate::state::{Action, Route, Screen, Session, Statuses, use_session};
use whocan_core::document::{Check, CheckId};
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;

/// The id of the pane in the middle.
const MIDDLE: &str = "checks-middle";
/// How long nothing has to happen before problems are looked for, in milliseconds.
const REST: u64 = 250;

/// What the parts of the page share. Copied freely.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    snapshot: Signal<Option<Shared<Snapshot>>>,
    statuses: Signal<Statuses>,
    place: Memo<Place>,
    /// What is wrong with the file; none as long as it has not been looked for.
    problems: RwSignal<Option<Arc<Vec<Problem>>>>,
    dead_weight: Search,
    printing: Signal<bool>,
}

impl Page {
    fn new() -> Self {
        let session = use_session();
        let snapshot: Signal<Option<Shared<Snapshot>>> = session.snapshot();
        let statuses = session.checks().statuses();
        let problems = RwSignal::new(None::<Arc<Vec<Problem>>>);
        let place = Memo::new(move |last: Option<&Place>| {
            let route = session.route().get();
            if route.screen() != Some(Screen::Checks) {
                return last.cloned().unwrap_or_default();
            }
            let asked = Place::parse(route.focus());
            let has = |id: &CheckId| {
                snapshot.with(|it| it.as_deref().is_some_and(|it| find(it, id).is_some()))
            };
            match asked {
                Place::Check(id) if has(&id) => Place::Check(id),
                Place::Check(_) | Place::First => snapshot
                    .with(|it| it.as_deref().map(|it| first(it, &statuses.get())))
                    .unwrap_or_default(),
                place => place,
            }
        });
        Self {
            session,
            snapshot,
            statuses,
            place,
            problems,
            dead_weight: Search::new(),
            printing: while_printed(),
        }
    }

    /// Looks at the draft and follows it.
    fn with<R>(self, look: impl FnOnce(&Snapshot) -> R) -> Option<R> {
        self.snapshot.with(|snapshot| snapshot.as_deref().map(look))
    }

    /// Looks at the draft without following it.
    fn untracked<R>(self, look: impl FnOnce(&Snapshot) -> R) -> Option<R> {
        self.snapshot.with_untracked(|snapshot| snapshot.as_deref().map(look))
    }

    /// The address of a place on this page.
    fn href(self, place: &Place) -> String {
        self.session.place().with_untracked(|here| here.with_focus(place.steps()).href())
    }

    /// Selects something: a step of the browser's history.
    fn go(self, place: &Place) {
        let route = self.session.place().get_untracked().with_focus(place.steps());
        self.session.dispatch(Action::Go(route));
    }

    /// Selects whatever is first, in the place of what is gone.
    fn leave(self) {
        self.session.dispatch(Action::Focus(Vec::new()));
    }

    /// Somewhere else in the workspace.
    fn elsewhere(self, screen: Screen, focus: Vec<String>) -> Route {
        self.session.place().with_untracked(|here| here.to(screen, focus))
    }

    /// Looks for problems once nothing has been edited for a moment.
    fn follow_problems(self) {
        let turn = StoredValue::new(0_u32);
        Effect::new(move |_| {
            let mine = turn.get_value().wrapping_add(1);
            turn.set_value(mine);
            let Some(snapshot) = self.snapshot.get() else { return };
            let wait = if self.problems.with_untracked(Option::is_none) { 0 } else { REST };
            later::in_a_while(wait, move || {
                if turn.try_get_value() == Some(mine) {
                    self.problems.set(Some(Arc::new(problems::find(&snapshot))));
                }
            });
        });
    }

    /// Once it is known what is first, the address names it.
    fn settle(self) {
        let judging = self.session.checks().judging();
        Effect::new(move |_| {
            let bare = self
                .session
                .route()
                .with(|route| route.screen() == Some(Screen::Checks) && route.focus().is_empty());
            let place = self.place.get();
            if bare && !judging.get() && place != Place::First {
                self.session.dispatch(Action::Focus(place.steps()));
            }
        });
    }
}

/// Where a check is looked at, seen from a place of the workspace.
pub fn check_route(from: &Route, id: &CheckId) -> Route {
    from.to(Screen::Checks, Place::Check(id.clone()).steps())
}

fn find<'a>(snapshot: &'a Snapshot, id: &CheckId) -> Option<&'a Check> {
    snapshot.document().checks.list.iter().find(|check| check.id == *id)
}

/// The first check that fails, or the first of all.
fn first(snapshot: &Snapshot, statuses: &Statuses) -> Place {
    let all = &snapshot.document().checks.list;
    let fails = |check: &&Check| statuses.get(&check.id).is_some_and(|status| !status.holds());
    let first = all.iter().find(fails).or_else(|| all.first());
    first.map_or(Place::First, |check| Place::Check(check.id.clone()))
}

#[expect(clippy::expect_used, reason = "the page provides it before it draws anything")]
fn use_page() -> Page {
    use_context().expect("the page stands in the context")
}

/// See the module.
#[component]
pub fn ChecksPage() -> AnyView {
    let page = Page::new();
    provide_context(page);
    page.follow_problems();
    page.settle();
    view! {
        <div class="checks-page">
            <CheckList />
            <section
                class="checks-middle"
                id=MIDDLE
                tabindex="-1"
                aria-label="Selected check"
            >
                <Selected />
            </section>
            <SidePane />
        </div>
        <Show when=page.printing>
            <PrintedResults />
        </Show>
    }
    .into_any()
}

/// Whether the page is just being printed.
fn while_printed() -> Signal<bool> {
    let is = RwSignal::new(false);
    dom::on_print(move || is.set(true), move || is.set(false));
    is.into()
}

/// What is selected, drawn anew only when something else is.
#[component]
fn Selected() -> AnyView {
    let place = use_page().place;
    let turn = Memo::new(move |turn: Option<&usize>| {
        place.track();
        turn.map_or(0, |turn| turn.wrapping_add(1))
    });
    let draw = move |_: usize| match place.get_untracked() {
        Place::First => view! { <NothingYet /> }.into_any(),
        Place::Check(id) => view! { <CheckView id /> }.into_any(),
        Place::Problem(key) => view! { <ProblemView key=key /> }.into_any(),
        Place::DeadWeight => view! { <DeadWeightView /> }.into_any(),
        Place::New(kind) => view! { <NewCheck kind /> }.into_any(),
    };
    view! { <Fresh of=turn draw /> }.into_any()
}

/// A workspace without checks: what they are for, and how to begin.
#[component]
fn NothingYet() -> AnyView {
    view! {
        <p class="checks-none">
            "No checks yet. A check says what must stay true; each draft is held against it."
        </p>
        <NewCards />
    }
    .into_any()
}

/// Judges everything anew, whatever is known: in the bar, while this page is open.
#[component]
pub fn RunChecks() -> AnyView {
    let session = use_session();
    let judging = session.checks().judging();
    view! {
        <span class="checks-run">
            <Button icon=Icon::Changes working=judging on_press=move || session.checks().again(session)>
                "Run again"
            </Button>
        </span>
    }
    .into_any()
}

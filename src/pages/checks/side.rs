//! The right pane: whether the draft gives anybody new access, what can be made by hand, and how the
//! checks run outside the page.

use leptos::prelude::*;

use super::address::Place;
use super::create::NewCards;
use super::use_page;
use super::words::listed;
use crate::components::{Button, ButtonSize, Icon, Mood, Show, Tag, use_toasts};
use crate::platform::{clipboard, clock, later, page as dom};
use crate::shell::offer_undo;
use crate::state::same_check;
use whocan_core::directory::{Circumstances, Date};
use whocan_core::document::Claim;
use whocan_core::format::{Json, Object};
use whocan_core::query::{Counting, Direction, Snapshot};
use whocan_core::shared::Shared;

/// How long counting may take before events have their turn, in milliseconds.
const MILLISECONDS: f64 = 5.0;
const PEOPLE: usize = 200;
/// How many of those who gain are named.
const NAMED: usize = 3;

/// See the module.
#[component]
pub(super) fn SidePane() -> AnyView {
    view! {
        <aside class="checks-side" aria-label="Make and run checks">
            <NoNewAccess />
            <section class="side-part" aria-labelledby="side-new">
                <h2 class="check-title" id="side-new">
                    "New rule"
                </h2>
                <NewCards />
            </section>
            <Outside />
        </aside>
    }
    .into_any()
}

/// Who gains: how many, and the names of the first.
#[derive(Clone, Debug, Default, PartialEq)]
struct Gained {
    count: usize,
    names: Vec<String>,
}

/// Counts who gains by the draft, a slice at a time.
fn gained() -> RwSignal<Option<Gained>> {
    let page = use_page();
    let session = page.session;
    let found = RwSignal::new(None::<Gained>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let (before, after) = (session.saved().get(), page.snapshot.get());
        let (Some(before), Some(after)) = (before, after) else { return };
        if before.document().same(after.document()) {
            return found.set(Some(Gained::default()));
        }
        found.set(None);
        later::after_paint(move || {
            let counting = Counting::new(before, after.clone(), Circumstances::default());
            count(Count { counting, after, turn, mine, found });
        });
    });
    found
}

/// A count that is under way.
struct Count {
    counting: Counting,
    after: Shared<Snapshot>,
    turn: StoredValue<u32>,
    mine: u32,
    found: RwSignal<Option<Gained>>,
}

fn count(mut own: Count) {
    if own.turn.try_get_value() != Some(own.mine) {
        return;
    }
    let began = clock::now();
    while clock::now() - began < MILLISECONDS {
        if let Some(sums) = own.counting.step(PEOPLE) {
            let first = own.counting.found(Direction::Gains).iter().take(NAMED);
            let users = &own.after.document().directory.users;
            let names = first.filter_map(|at| own.counting.user(*at)).map(|it| users.name(&it));
            let names = names.collect();
            return own.found.set(Some(Gained { count: sums.gain, names }));
        }
    }
    later::soon(move || count(own));
}

/// Whether the draft gives anybody more than what is saved.
#[component]
fn NoNewAccess() -> AnyView {
    let page = use_page();
    let session = page.session;
    let gained = gained();
    let tag = move || match gained.get() {
        None => view! { <Tag text="counting" /> }.into_any(),
        Some(Gained { count: 0, .. }) => {
            view! { <Tag text="holds" mood=Mood::Good icon=Icon::Check /> }.into_any()
        }
        Some(_) => view! { <Tag text="fails" mood=Mood::Bad icon=Icon::Cross /> }.into_any(),
    };
    let revisions = session.revisions();
    let since = Signal::derive(move || {
        let time = revisions.with(|all| all.last().map_or(0, |last| last.time));
        let day = Some(time).filter(|time| *time > 0).map(clock::day_of);
        let day = day.and_then(|day| Date::parse(&day).ok());
        let save = day
            .map_or("what is saved".to_owned(), |day| format!("the last save of {}", day.words()));
        format!("Fails as soon as a draft gives anyone more than {save}.")
    });
    let number = Signal::derive(move || match gained.get() {
        None => "…".to_owned(),
        Some(Gained { count: 1, .. }) => "1 person".to_owned(),
        Some(Gained { count, .. }) => format!("{count} people"),
    });
    let names = Signal::derive(move || {
        let Gained { count, names } = gained.get().unwrap_or_default();
        if count == 0 { String::new() } else { listed(&names, count) }
    });
    let bad = Signal::derive(move || {
        gained.with(|it| it.as_ref().is_some_and(|it| it.count > 0)).then_some("")
    });
    view! {
        <section class="side-first" aria-labelledby="side-no-new">
            <div class="side-head">
                <h2 class="check-title" id="side-no-new">
                    "No new access"
                </h2>
                <span role="status">{tag}</span>
            </div>
            <p class="side-text">{since}</p>
            <div class="side-well" data-bad=bad>
                <span>"Gained since then"</span>
                <b>{number}</b>
            </div>
            <p class="side-names">{names}</p>
            <GuardInFile />
        </section>
    }
    .into_any()
}

/// The same as a rule of the file: adds it, or leads to it.
#[component]
fn GuardInFile() -> AnyView {
    let page = use_page();
    let claim = || {
        let mut members = Object::new();
        members.push("noNewAccess", Json::Bool(true));
        Claim::Rule(members)
    };
    let known = Memo::new(move |_| {
        page.with(|it| same_check(it.document(), &claim()).map(|check| check.id.clone())).flatten()
    });
    let toasts = use_toasts();
    let add = move || {
        if let Some(made) = page.session.add_check("No new access", claim()) {
            offer_undo(page.session, toasts, "The rule was added.".to_owned());
            page.go(&Place::Check(made.id));
            dom::focus_soon(super::MIDDLE);
        }
    };
    let link = move || {
        known.get().map(|id| {
            let href = page.href(&Place::Check(id));
            view! {
                <a class="side-link" href=href>
                    "It is a rule of the file"
                </a>
            }
        })
    };
    view! {
        {link}
        <Show when=Signal::derive(move || known.with(Option::is_none))>
            <span class="side-keep">
                <Button size=ButtonSize::Small on_press=add>
                    "Keep as a rule"
                </Button>
            </span>
        </Show>
    }
    .into_any()
}

/// The command that runs the checks, and printing them.
#[component]
fn Outside() -> AnyView {
    let page = use_page();
    let count =
        Memo::new(move |_| page.with(|it| it.document().checks.list.len()).unwrap_or_default());
    let says = Signal::derive(move || match count.get() {
        0 => "whocan check runs the checks of the file.".to_owned(),
        1 => "whocan check runs this one from the file.".to_owned(),
        count => format!("whocan check runs these {count} from the file."),
    });
    let toasts = use_toasts();
    let copy = move || {
        let title = page.untracked(|it| it.document().title.clone()).unwrap_or_default();
        let plain = |c: char| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { ' ' };
        let name: String = title.chars().map(plain).take(60).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { "Whocan".to_owned() } else { name };
        let command = format!("whocan check '{name}.whocan.json'");
        let said = command.clone();
        clipboard::write(&command, move |done| {
            toasts.say(if done {
                format!("Copied: {said}")
            } else {
                format!("Not copied: {said}")
            });
        });
    };
    view! {
        <section class="side-part side-last" aria-labelledby="side-outside">
            <h2 class="side-title" id="side-outside">
                "Outside the page"
            </h2>
            <p class="side-text">{says}</p>
            <div class="side-verbs">
                <Button size=ButtonSize::Small icon=Icon::Print on_press=dom::print>
                    "Print results"
                </Button>
                <Button size=ButtonSize::Small icon=Icon::File on_press=copy>
                    "Copy command"
                </Button>
            </div>
        </section>
    }
    .into_any()
}

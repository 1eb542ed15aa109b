//! What changes nothing for anybody if it goes: looked for once it is selected, a slice at a time, and
//! taken away as one step that can be undone.

use std::sync::Arc;

use leptos::prelude::*;

use super::use_page;
use super::words::capital;
use crate::components::{Button, ButtonKind, ButtonSize, Icon, Mood, Skeleton, Tag, use_toasts};
use crate::platform::{clock, later, page as dom};
use crate::shell::jump::leads_to;
use crate::shell::offer_undo;
use crate::state::Action;
use whocan_core::document::Command;
use whocan_core::query::{DeadWeightSearch, Snapshot};
use whocan_core::shared::Shared;
use whocan_core::verdict::Address;

/// How many decisions are made at most, and in one slice.
const BUDGET: usize = 4_000_000;
const SLICE: usize = 4_000;
const MILLISECONDS: f64 = 8.0;
/// How many lines are shown at first.
const SHOWN: usize = 60;

/// What was found.
#[derive(Clone, Debug, Default)]
struct Found {
    lines: Vec<Line>,
    /// Groups that could be one, by their names.
    alike: Vec<String>,
    complete: bool,
}

/// One thing that can go.
#[derive(Clone, Debug)]
struct Line {
    system: &'static str,
    what: String,
    why: String,
    at: Address,
    command: Command,
}

/// How far the search is. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Search {
    found: RwSignal<Option<Arc<Found>>>,
    looking: RwSignal<bool>,
    turn: StoredValue<u32>,
    /// The moment that was searched.
    of: StoredValue<Option<Shared<Snapshot>>>,
}

impl Search {
    pub(super) fn new() -> Self {
        Self {
            found: RwSignal::new(None),
            looking: RwSignal::new(false),
            turn: StoredValue::new(0),
            of: StoredValue::new(None),
        }
    }

    /// What its row in the list says.
    pub(super) fn said(self) -> String {
        match (self.found.get(), self.looking.get()) {
            (Some(found), _) => match (found.lines.len(), found.complete) {
                (0, true) => "Nothing found".to_owned(),
                (count, true) => format!("{count} found"),
                (count, false) => format!("{count} found, not everything was looked at"),
            },
            (None, true) => "Looking…".to_owned(),
            (None, false) => "Looked for when it is opened".to_owned(),
        }
    }

    /// Searches a moment, unless it was searched already.
    fn begin(self, snapshot: Shared<Snapshot>) {
        let same = self
            .of
            .with_value(|of| of.as_ref().is_some_and(|of| of.document().same(snapshot.document())));
        if same && (self.found.with_untracked(Option::is_some)) {
            return;
        }
        let mine = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(mine);
        self.of.set_value(Some(snapshot.clone()));
        self.found.set(None);
        self.looking.set(true);
        later::after_paint(move || {
            if self.turn.try_get_value() == Some(mine) {
                self.go(DeadWeightSearch::new(snapshot, BUDGET), mine);
            }
        });
    }

    fn go(self, mut search: DeadWeightSearch, mine: u32) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let began = clock::now();
        while clock::now() - began < MILLISECONDS {
            if search.step(SLICE) {
                let snapshot = self.of.get_value();
                let found = snapshot.map(|snapshot| found(&search, &snapshot));
                return self.found.set(found.map(Arc::new));
            }
        }
        later::soon(move || self.go(search, mine));
    }

    /// Nothing more is looked for once nobody looks.
    fn stop(self) {
        let turn = self.turn.try_get_value().unwrap_or_default();
        self.turn.try_set_value(turn.wrapping_add(1));
        self.looking.try_set(false);
    }
}

fn found(search: &DeadWeightSearch, snapshot: &Snapshot) -> Found {
    let document = snapshot.document();
    let dead = search.found();
    let line = |it: whocan_core::query::Suggestion| Line {
        system: it.kind.map_or("People and groups", |kind| kind.info().title),
        what: capital(&it.what),
        why: capital(&it.why.words(document)),
        at: it.at,
        command: it.command,
    };
    let names = |groups: Vec<whocan_core::directory::GroupId>| {
        let names = groups.iter().map(|group| document.directory.groups.name(group));
        names.collect::<Vec<_>>().join(", ")
    };
    Found {
        lines: dead.suggestions.into_iter().map(line).collect(),
        alike: dead.alike.into_iter().map(names).collect(),
        complete: dead.complete,
    }
}

/// See the module.
#[component]
pub(super) fn DeadWeightView() -> AnyView {
    let page = use_page();
    let search = page.dead_weight;
    Effect::new(move |_| {
        let snapshot = page.snapshot.get();
        snapshot.into_iter().for_each(|snapshot| search.begin(snapshot));
    });
    on_cleanup(move || search.stop());
    let draw = move || match search.found.get() {
        None => view! { <Skeleton lines=5 /> }.into_any(),
        Some(found) => view! { <DeadWeightFound found /> }.into_any(),
    };
    view! {
        <section class="problem" aria-label="Dead weight">
            <h2 class="problem-title">"What changes nothing for anybody"</h2>
            <p class="check-purpose">
                "Without it everybody can do exactly what they can now, with every licence, on every day."
            </p>
            {draw}
        </section>
    }
    .into_any()
}

#[component]
fn DeadWeightFound(found: Arc<Found>) -> AnyView {
    let page = use_page();
    let count = found.lines.len();
    let incomplete = (!found.complete).then(|| {
        let text = "Not everything was looked at";
        view! { <Tag text mood=Mood::Warn icon=Icon::Info /> }
    });
    let commands: Vec<Command> = found.lines.iter().map(|line| line.command.clone()).collect();
    let toasts = use_toasts();
    let remove = move || {
        let label = match commands.len() {
            1 => "remove 1 thing that changes nothing".to_owned(),
            many => format!("remove {many} things that change nothing"),
        };
        let session = page.session;
        session.dispatch(Action::Run(Command::Batch(label, commands.clone())));
        let said = match commands.len() {
            1 => "1 thing was removed.".to_owned(),
            many => format!("{many} things were removed."),
        };
        offer_undo(session, toasts, said);
        dom::focus_soon(super::MIDDLE);
    };
    let all = (count > 0).then(|| {
        view! {
            <Button kind=ButtonKind::Primary on_press=remove>
                "Remove all that changes nothing"
            </Button>
        }
    });
    let none = (count == 0).then(|| {
        let says = "Nothing: every setting makes a difference to at least one person.";
        view! { <p role="status">{says}</p> }
    });
    let shown = found.lines.iter().take(SHOWN);
    let rows = shown.map(|line| view! { <DeadLine line=line.clone() /> }).collect_view();
    let more = count.saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        view! { <p class="checks-quiet">{format!("and {more} more, removed together with these")}</p> }
    });
    let alike = (!found.alike.is_empty()).then(|| {
        let alike = found.alike.iter().map(|names| view! { <li>{names.clone()}</li> });
        view! {
            <h3 class="check-title">"Groups that could be one"</h3>
            <p class="checks-quiet">"The same is set for them in every system; their members differ."</p>
            <ul class="dead-alike">{alike.collect_view()}</ul>
        }
    });
    view! {
        <div class="problem-verbs">{all} {incomplete}</div>
        {none}
        <ul class="dead-list">{rows}</ul>
        {more}
        {alike}
    }
    .into_any()
}

#[component]
fn DeadLine(line: Line) -> AnyView {
    let page = use_page();
    let Line { system, what, why, at, command } = line;
    let here = page.session.place().get_untracked();
    let leads = page.untracked(|it| leads_to(&at, it, &here, None)).flatten();
    let name = match leads {
        Some(route) => view! { <a href=route.href()>{what.clone()}</a> }.into_any(),
        None => what.clone().into_any(),
    };
    let toasts = use_toasts();
    let label = format!(" {what}");
    let press = move || {
        let session = page.session;
        session.dispatch(Action::Run(command.clone()));
        offer_undo(session, toasts, format!("Removed: {what}."));
        dom::focus_soon(super::MIDDLE);
    };
    view! {
        <li class="dead-line">
            <span class="dead-what">
                {name}
                <span class="check-below">{format!("{system} · {why}")}</span>
            </span>
            <Button size=ButtonSize::Small on_press=press>
                "Remove"
                <span class="unseen">{label}</span>
            </Button>
        </li>
    }
    .into_any()
}

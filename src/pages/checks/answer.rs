//! An expectation as it was found: what is expected and what there is, why, the way to the cell, and the
//! nearest changes by which it would hold.

use std::sync::Arc;

use leptos::prelude::*;

use super::ability::{model_of, target_of};
use super::check::Looked;
use super::reasons;
use super::words::capital;
use crate::components::{
    Button, ButtonSize, Level, LevelChip, Skeleton, Step as TreeStep, Tree, use_toasts,
};
use crate::platform::{later, page as dom};
use crate::shell::jump::Beside;
use crate::shell::offer_undo;
use crate::state::{Action, Route, Screen};
use whocan_core::directory::{GroupId, Principal, UserId};
use whocan_core::document::{Claim, Command, read_ask};
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::{
    Budget, CheckStatus, Question, SignedOn, Snapshot, Step, Subject, Wanted, nearest, outcome_of,
};
use whocan_core::verdict::{Reason, Tone};

/// How many changes are shown, and how much is looked at for them.
const SHOWN: usize = 5;
const BUDGET: Budget = Budget { documents: 150, people: 24_000, outcomes: 40_000 };
/// With more people than this nothing is looked for unasked.
const UNASKED: usize = 20_000;
const REST: u64 = 180;

/// What there is to see of an expectation.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    expected: Value,
    /// What there is, where that is something else.
    found: Option<Value>,
    /// What the explanation should have cited.
    missing: String,
    why: Option<TreeStep>,
    /// The cell.
    cell: Option<Route>,
}

/// An outcome: how much it permits, and its name.
#[derive(Clone, Debug, PartialEq)]
struct Value {
    level: Option<Level>,
    word: String,
}

impl Value {
    fn of(kind: Option<ModelKind>, word: &str) -> Self {
        let named = kind.and_then(|kind| {
            outcome_of(kind, word).or_else(|| kind.info().outcome(word)).map(|named| named.tone)
        });
        let level = named.map(|tone| match tone {
            Tone::None => Level::None,
            Tone::Low => Level::Low,
            Tone::Middle => Level::Middle,
            Tone::Full => Level::Full,
        });
        Self { level, word: word.to_owned() }
    }
}

/// The decision that a question is about, where it is one.
fn question_of(snapshot: &Snapshot, ask: &Object) -> Option<Question> {
    let kind = model_of(ask)?;
    let (_, target) = target_of(kind, ask)?;
    let text = |key: &str| ask.get(key).and_then(Json::as_text);
    let subject = match (text("user"), text("group")) {
        (Some(user), _) => Subject::User(UserId::from(user)),
        (None, Some(group)) => Subject::Group(GroupId::from(group)),
        (None, None) => return None,
    };
    let circumstances = read_ask(&snapshot.document().directory, ask).ok()?.circumstances;
    Some(Question { kind, target, subject, circumstances, signed_on: SignedOn::AsAsked })
}

/// The cell of a decision.
fn cell_of(looked: Looked, question: &Question) -> Option<Route> {
    let Question { kind, target, subject, .. } = question;
    let page = looked.page;
    match subject {
        Subject::User(user) => {
            let focus = vec![user.to_string(), target.clone()];
            Some(page.elsewhere(Screen::Effective(*kind), focus))
        }
        Subject::Group(group) => {
            let focus = vec![target.clone(), group.to_string()];
            Some(page.elsewhere(Screen::Overview(*kind), focus))
        }
        Subject::Nobody => None,
    }
}

fn seen(looked: Looked, snapshot: &Snapshot) -> Option<Seen> {
    let check = looked.check.get()?;
    let Claim::Answer { ask, expect, .. } = &check.claim else { return None };
    let kind = model_of(ask);
    let question = question_of(snapshot, ask);
    let cell = question.as_ref().and_then(|question| cell_of(looked, question));
    let status = looked.status.get();
    let (found, missing, because): (Option<String>, String, Option<Reason>) = match status {
        Some(CheckStatus::Differs { found, because, .. }) => (Some(found), String::new(), because),
        Some(CheckStatus::Doubtful { found, because, .. }) => (Some(found), String::new(), because),
        Some(CheckStatus::OtherReason { missing, because }) => (None, missing.join(", "), because),
        Some(CheckStatus::Holds) => {
            let answer = kind.and_then(|kind| {
                let ask = read_ask(&snapshot.document().directory, ask).ok()?;
                snapshot.in_the_end(kind).answer(&ask).ok()
            });
            (None, String::new(), answer.and_then(|answer| answer.because))
        }
        _ => (None, String::new(), None),
    };
    let beside = question.as_ref().and_then(|question| {
        let subject = match &question.subject {
            Subject::User(user) => Principal::User(user.clone()),
            Subject::Group(group) => Principal::Group(group.clone()),
            Subject::Nobody => return None,
        };
        let (kind, target) = (question.kind, question.target.clone());
        Some(Beside { kind, target, subject, group: None })
    });
    let here = looked.page.session.place().get_untracked();
    let why = because
        .zip(kind)
        .map(|(reason, kind)| reasons::step(&reason, kind, snapshot, &here, beside.as_ref()));
    Some(Seen {
        expected: Value::of(kind, expect),
        found: found.map(|found| Value::of(kind, &found)),
        missing,
        why,
        cell,
    })
}

/// See the module.
#[component]
pub(super) fn Answered(looked: Looked) -> AnyView {
    let page = looked.page;
    let seen = Memo::new(move |_| page.with(|it| seen(looked, it)).flatten());
    let draw = move || seen.get().map(|seen| view! { <SeenCard looked seen /> });
    view! {
        {draw}
        <Nearest looked />
    }
    .into_any()
}

#[component]
fn SeenCard(looked: Looked, seen: Seen) -> AnyView {
    let Seen { expected, found, missing, why, cell } = seen;
    let page = looked.page;
    let accept = found.clone().map(|found| {
        let press = move || {
            if let Some(Claim::Answer { ask, because, .. }) =
                looked.check.get_untracked().map(|check| check.claim)
            {
                looked.say(Claim::Answer { ask, expect: found.word.clone(), because });
                dom::focus_soon(super::MIDDLE);
            }
        };
        view! {
            <Button size=ButtonSize::Small on_press=press>
                "Expect what there is"
            </Button>
        }
    });
    let open = cell.map(|route| {
        let go = move || {
            page.session.dispatch(Action::Jump);
            page.session.dispatch(Action::Go(route.clone()));
        };
        view! {
            <Button size=ButtonSize::Small on_press=go>
                "Open the cell"
            </Button>
        }
    });
    let found = found.map(|value| view! { <ValueLine head="Found" value /> });
    let missing = (!missing.is_empty()).then(|| {
        view! {
            <p class="check-missing">{format!("As expected, but not because of {missing}.")}</p>
        }
    });
    let why = why.map(|step| {
        view! {
            <h3 class="check-title">"Why"</h3>
            <Tree steps=vec![step] />
        }
    });
    view! {
        <section class="answer-card" aria-label="What was found">
            <div class="answer-values">
                <ValueLine head="Expected" value=expected />
                {found}
                <span class="check-space"></span>
                {accept}
                {open}
            </div>
            {missing}
            {why}
        </section>
    }
    .into_any()
}

#[component]
fn ValueLine(head: &'static str, value: Value) -> AnyView {
    let Value { level, word } = value;
    let shown = match level {
        Some(level) => view! { <LevelChip level word /> }.into_any(),
        None => view! { <b class="answer-word">{word}</b> }.into_any(),
    };
    view! {
        <span class="answer-value">
            <span class="checks-quiet">{head}</span>
            " "
            {shown}
        </span>
    }
    .into_any()
}

/// A change by which it would hold.
#[derive(Clone, Debug)]
struct Change {
    words: String,
    command: Command,
    others: Option<usize>,
    also: usize,
}

type Changes = Option<Arc<(Vec<Change>, bool)>>;

fn changes(snapshot: &Snapshot, ask: &Object, expect: &str) -> Option<(Vec<Change>, bool)> {
    let question = question_of(snapshot, ask)?;
    let resolver = snapshot.in_the_end(question.kind);
    let wanted = Wanted::exactly(&*resolver, &question.target, expect).ok()?;
    let found = nearest(snapshot, &question, &wanted, BUDGET)?;
    let change = |miss: whocan_core::query::NearMiss| match miss.change {
        Step::Document(command) => Some(Change {
            words: capital(&miss.words),
            command,
            others: miss.others,
            also: miss.also.unwrap_or_default(),
        }),
        Step::Circumstances(_) => None,
    };
    Some((found.steps.into_iter().filter_map(change).take(SHOWN).collect(), found.complete))
}

/// The nearest changes by which an expectation that differs would hold.
#[component]
fn Nearest(looked: Looked) -> AnyView {
    let page = looked.page;
    let found = RwSignal::new(None::<Changes>);
    let turn = StoredValue::new(0_u32);
    let differs = Memo::new(move |_| {
        looked.status.with(|it| matches!(it, Some(CheckStatus::Differs { .. })))
    });
    Effect::new(move |_| {
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        found.set(None);
        let (Some(snapshot), Some(check)) = (page.snapshot.get(), looked.check.get()) else {
            return;
        };
        let Claim::Answer { ask, expect, .. } = check.claim else { return };
        if !differs.get() || snapshot.roster().people().len() > UNASKED {
            return found.set(Some(None));
        }
        later::in_a_while(REST, move || {
            if turn.try_get_value() == Some(mine) {
                found.set(Some(changes(&snapshot, &ask, &expect).map(Arc::new)));
            }
        });
    });
    let draw = move || match found.get() {
        None => view! { <Skeleton lines=2 /> }.into_any(),
        Some(None) => ().into_any(),
        Some(Some(found)) => view! { <NearestTable looked found /> }.into_any(),
    };
    view! {
        <section
            class="ways"
            aria-labelledby="nearest-title"
            hidden=Signal::derive(move || {
                !differs.get() || found.with(|found| matches!(found, Some(None)))
            })
        >
            <div class="ways-head">
                <h2 class="check-title" id="nearest-title">
                    "Nearest changes"
                </h2>
                <span class="checks-quiet">"fewest others first"</span>
            </div>
            {draw}
        </section>
    }
    .into_any()
}

#[component]
fn NearestTable(looked: Looked, found: Arc<(Vec<Change>, bool)>) -> AnyView {
    let (changes, complete) = (&found.0, found.1);
    let said = match (changes.is_empty(), complete) {
        (true, true) => "No single change makes it hold.",
        (true, false) => "No single change was found in the time there is.",
        (false, true) => "",
        (false, false) => "Not everything was looked at: there may be nearer ones.",
    };
    let rows = changes.iter().map(|change| view! { <NearRow looked change=change.clone() /> });
    view! {
        <table class="ways-table">
            <caption class="unseen">"Nearest changes"</caption>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class="checks-quiet ways-said">{said}</p>
    }
    .into_any()
}

#[component]
fn NearRow(looked: Looked, change: Change) -> AnyView {
    let Change { words, command, others, also } = change;
    let affects = match others {
        None => String::new(),
        Some(0) => "nobody else changes".to_owned(),
        Some(1) => "1 other changes".to_owned(),
        Some(others) => format!("{others} others change"),
    };
    let also = (also > 0).then(|| {
        view! { <span class="way-who">{format!("{also} more of their own")}</span> }
    });
    let toasts = use_toasts();
    let page = looked.page;
    let said = words.clone();
    let press = move || {
        let session = page.session;
        session.dispatch(Action::Run(command.clone()));
        offer_undo(session, toasts, format!("Tried: {said}."));
        dom::focus_soon(super::MIDDLE);
    };
    let label = format!(": {words}");
    view! {
        <tr>
            <td>
                <span class="way-what">{words}</span>
            </td>
            <td>{affects} {also}</td>
            <td>
                <Button size=ButtonSize::Small on_press=press>
                    "Try it"
                    <span class="unseen">{label}</span>
                </Button>
            </td>
        </tr>
    }
    .into_any()
}

//! A check that is being made: its sentence with what is still to choose, what it is for, how it would
//! stand now; and the cards that begin one.

use leptos::prelude::*;

use super::address::{NewKind, Place};
use super::sentence::{Editing, Sentence};
use super::standing::Standing;
use super::use_page;
use super::words::{capital, lacks, state};
use crate::components::{Button, ButtonKind, Icon, Symbol, Tag, TextField, use_toasts};
use crate::platform::{later, page as dom};
use crate::shell::offer_undo;
use crate::state::{same_check, with_checks};
use whocan_core::document::{Check, Claim};
use whocan_core::format::{Json, Object};
use whocan_core::query::{CheckStatus, run_checks};

impl NewKind {
    /// What its card says.
    fn words(self) -> (Icon, &'static str, &'static str) {
        match self {
            Self::Only => (Icon::Lock, "Only these may", "groups and named people, nobody else"),
            Self::Both => {
                (Icon::Groups, "Nobody may hold both", "two permissions that must stay apart")
            }
            Self::AtMost => (Icon::Person, "At most N people", "can do one thing"),
            Self::Each => {
                (Icon::Flag, "Everybody in this group must", "every member can do one thing")
            }
            Self::Expectation => (Icon::Check, "Expectation", "one person, one thing, one outcome"),
        }
    }

    /// What it says while nothing is chosen.
    fn claim(self) -> Claim {
        let mut members = Object::new();
        match self {
            Self::Only => members.push("nobodyOutside", Vec::<Json>::new()),
            Self::Each => members.push("everybodyIn", Vec::<Json>::new()),
            Self::AtMost => members.push("atMost", 3_u64),
            Self::Both => {
                let none = || Json::from(Object::new());
                members.push("nobodyHoldsBoth", vec![none(), none()])
            }
            Self::Expectation => {
                let (ask, expect) = (Object::new(), String::new());
                return Claim::Answer { ask, expect, because: Vec::new() };
            }
        };
        Claim::Rule(members)
    }
}

/// The kinds of checks that can be made by hand.
#[component]
pub(super) fn NewCards() -> AnyView {
    let page = use_page();
    let card = move |kind: NewKind| {
        let (icon, head, text) = kind.words();
        let place = Place::New(kind);
        let here = place.clone();
        let here = Signal::derive(move || page.place.with(|now| *now == here).then_some("true"));
        view! {
            <li>
                <a class="rule-card" href=page.href(&place) aria-current=here>
                    <Symbol icon />
                    <span>
                        <span class="rule-card-head">{head}</span>
                        <span class="rule-card-text">{text}</span>
                    </span>
                </a>
            </li>
        }
    };
    view! { <ul class="rule-cards">{NewKind::ALL.into_iter().map(card).collect_view()}</ul> }
        .into_any()
}

/// See the module.
#[component]
pub(super) fn NewCheck(kind: NewKind) -> AnyView {
    const FORM: &str = "check-new";
    let page = use_page();
    let claim = RwSignal::new(kind.claim());
    let note = RwSignal::new(String::new());
    let editing = Editing {
        claim: Signal::derive(move || Some(claim.get())),
        put: Callback::new(move |made| claim.set(made)),
    };
    let open = Memo::new(move |_| page.with(|it| claim.with(|claim| lacks(claim, it))).flatten());
    let same = Memo::new(move |_| {
        let same = |it: &whocan_core::query::Snapshot| {
            claim.with(|claim| same_check(it.document(), claim).map(|check| check.id.clone()))
        };
        page.with(same).flatten()
    });
    let off = Signal::derive(move || match (open.get(), same.get()) {
        (Some(says), _) => Some(says),
        (None, Some(_)) => Some("This check is there already.".to_owned()),
        (None, None) => None,
    });
    let toasts = use_toasts();
    let add = move || {
        let made = page.session.add_check(&note.get_untracked(), claim.get_untracked());
        let Some(made) = made else { return };
        if !made.was_there {
            offer_undo(page.session, toasts, "The check was added.".to_owned());
        }
        page.go(&Place::Check(made.id));
        dom::focus_soon(super::MIDDLE);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if off.with_untracked(Option::is_none) {
            add();
        }
    };
    let noun = if kind == NewKind::Expectation { "expectation" } else { "rule" };
    dom::focus_first_soon(FORM, ".sentence-token");
    view! {
        <form class="check-top" id=FORM on:submit=submit>
            <div class="check-head">
                <Preview claim open />
                <span class="checks-quiet">{format!("New {noun}")}</span>
            </div>
            <Sentence editing />
            <div class="check-new-note">
                <TextField
                    label="What it is for"
                    value=note
                    on_input=move |it| note.set(it)
                    placeholder="Managers decide on requests"
                />
            </div>
            <SameCheck same />
            <div class="check-new-verbs">
                <Button kind=ButtonKind::Primary off on_press=add>
                    {format!("Add {noun}")}
                </Button>
                <Button on_press=move || page.leave()>"Cancel"</Button>
                <span class="checks-quiet" role="status">
                    {move || off.get().unwrap_or_default()}
                </span>
            </div>
        </form>
    }
    .into_any()
}

/// The check that says the same already.
#[component]
fn SameCheck(same: Memo<Option<whocan_core::document::CheckId>>) -> AnyView {
    let page = use_page();
    let draw = move || {
        same.get().map(|id| {
            let href = page.href(&Place::Check(id));
            view! {
                <p class="check-same">
                    "This check is there already. "
                    <a href=href>"Show it"</a>
                </p>
            }
        })
    };
    draw.into_any()
}

/// How it would stand now; worked out once the screen is painted.
#[component]
fn Preview(claim: RwSignal<Claim>, open: Memo<Option<String>>) -> AnyView {
    let page = use_page();
    let found = RwSignal::new(None::<(Standing, String)>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let (snapshot, claim) = (page.snapshot.get(), claim.get());
        let Some(snapshot) = snapshot.filter(|_| open.with(Option::is_none)) else {
            return found.set(None);
        };
        let saved = page.session.saved().get();
        later::after_paint(move || {
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let check = Check::new("new".into(), claim);
            let own = with_checks(&snapshot, vec![check.clone()]);
            let status: Option<CheckStatus> =
                run_checks(&own, saved.as_deref()).pop().map(|result| result.status);
            let says = match &status {
                Some(CheckStatus::Differs { found, .. }) => format!("Would differ: now {found}"),
                Some(CheckStatus::Refused(refusal)) => capital(&refusal.0),
                status => would(&state(&check, status.as_ref(), &snapshot)),
            };
            found.set(Some((Standing::of(status.as_ref()), says)));
        });
    });
    let draw = move || match found.get() {
        Some((standing, says)) => view! { <Tag text=says mood=standing.mood() /> }.into_any(),
        None => view! { <Tag text="Not complete" /> }.into_any(),
    };
    view! { <span role="status">{draw}</span> }.into_any()
}

/// `Holds for all 30` as what would be.
fn would(state: &str) -> String {
    for (is, would) in [("Holds", "Would hold"), ("Fails", "Would fail")] {
        if let Some(rest) = state.strip_prefix(is) {
            return format!("{would}{rest}");
        }
    }
    state.to_owned()
}

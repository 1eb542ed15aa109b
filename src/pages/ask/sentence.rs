//! The question itself: the four sentences as tabs on one card, their parts as tokens, the conditions,
//! and the field that takes a whole question.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::conditions::Conditions;
use super::parts::{at_target, find, find_outcome, in_mode, target_of};
use super::question::{Mode, Question, Sentence, Thing, Whom};
use super::typed::{icon, question_of, read};
use super::words::ability_words;
use super::{FIELD, use_ask};
use crate::components::{Offer, QueryToken, QuestionField, Symbol};
use crate::platform::page;

/// The classes of tokens, for the arrows between them.
const TOKENS: [&str; 2] = ["query-token", "token-remove"];

/// See the module.
#[component]
pub(super) fn QuestionCard() -> AnyView {
    let ask = use_ask();
    let mode = Memo::new(move |_| ask.question.with(|it| it.as_ref().map(Question::mode)));
    let search =
        move |text: String| ask.parts().map(|parts| read(&parts, &text)).unwrap_or_default();
    let choose = move |value: String| {
        question_of(&value).into_iter().for_each(|question| ask.go(&question));
    };
    view! {
        <section class="ask-card" aria-label="Question">
            <div class="ask-kinds">
                <nav class="ask-modes" aria-label="Kinds of question">
                    {Mode::ALL.into_iter().map(|of| view! { <ModeLink of mode /> }).collect_view()}
                </nav>
                <QuestionField
                    label="Type a question or pick each part"
                    id=FIELD
                    search=search
                    on_choose=choose
                />
            </div>
            <TokenSentence mode />
        </section>
    }
    .into_any()
}

#[component]
fn ModeLink(of: Mode, mode: Memo<Option<Mode>>) -> AnyView {
    let ask = use_ask();
    let here = Signal::derive(move || (mode.get() == Some(of)).then_some("page"));
    let href = Signal::derive(move || {
        ask.place.with(|_| ());
        let question = ask.question.get();
        let snapshot = ask.session.snapshot().get();
        let other = question.zip(snapshot).and_then(|(question, snapshot)| {
            untrack(|| match question.mode() == of {
                true => Some(question),
                false => in_mode(&snapshot, &ask.added(), &question, of),
            })
        });
        untrack(|| other.map(|other| ask.href(&other)))
    });
    view! {
        <a class="ask-mode" href=href aria-current=here>
            <Symbol icon=icon(of) />
            {of.label()}
        </a>
    }
    .into_any()
}

/// The sentence; drawn anew only when it is another of the four.
#[component]
fn TokenSentence(mode: Memo<Option<Mode>>) -> AnyView {
    let row = NodeRef::<html::Div>::new();
    let pressed = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        if row.get_untracked().is_some_and(|row| page::focus_among(&row, &TOKENS, by)) {
            event.prevent_default();
        }
    };
    let words = move || {
        let word = |word: &'static str| view! { <span>{word}</span> }.into_any();
        let parts = match mode.get()? {
            Mode::WhoCan => vec![word("Who can"), thing_tokens(false), word("?")],
            Mode::WhatCan => vec![word("What can"), whom_token(false), word("do?")],
            Mode::Compare => {
                vec![word("Compare"), whom_token(false), word("with"), whom_token(true)]
            }
            Mode::Both => vec![
                word("Who can both"),
                thing_tokens(false),
                word("and"),
                thing_tokens(true),
                word("?"),
            ],
        };
        Some(parts.collect_view())
    };
    view! {
        <div class="ask-sentence" role="group" aria-label="Parts of the question" node_ref=row on:keydown=pressed>
            {words}
            <Conditions />
        </div>
    }
    .into_any()
}

fn thing_of(question: &Question, second: bool) -> Option<&Thing> {
    match &question.sentence {
        Sentence::WhoCan(thing) if !second => Some(thing),
        Sentence::Both(one, other) => Some(if second { other } else { one }),
        _ => None,
    }
}

fn whom_of(question: &Question, second: bool) -> Option<&Whom> {
    match &question.sentence {
        Sentence::WhatCan(whom) if !second => Some(whom),
        Sentence::Compare(one, other) => Some(if second { other } else { one }),
        _ => None,
    }
}

/// An outcome and a target.
fn thing_tokens(second: bool) -> AnyView {
    let ask = use_ask();
    let thing = Memo::new(move |_| {
        ask.question.with(|question| thing_of(question.as_ref()?, second).cloned())
    });
    let put = move |thing: Thing| {
        let question = ask.question.get_untracked();
        let Some(question) = question else { return };
        let sentence = match question.sentence.clone() {
            Sentence::Both(one, _) if second => Sentence::Both(one, thing),
            Sentence::Both(_, other) => Sentence::Both(thing, other),
            _ => Sentence::WhoCan(thing),
        };
        ask.go(&question.with(sentence));
    };
    let outcome = Signal::derive(move || {
        thing.with(|it| {
            it.as_ref().map(|it| ability_words(it.kind, &it.outcome)).unwrap_or_default()
        })
    });
    let target = Signal::derive(move || {
        let snapshot = ask.session.snapshot().get();
        let thing = thing.get();
        let head = snapshot.zip(thing).map(|(snapshot, thing)| {
            let head = snapshot.in_the_end(thing.kind).head(&thing.target);
            head.map_or(thing.target, |head| head.name)
        });
        head.unwrap_or_default()
    });
    let search_outcome = move |text: String| -> Offer {
        let found = ask.snapshot().zip(thing.get_untracked());
        let found = found.map(|(snapshot, it)| find_outcome(&snapshot, it.kind, &it.target, &text));
        found.unwrap_or_default()
    };
    let search_target = move |text: String| -> Offer {
        ask.parts().map(|parts| find(&parts.targets, &text)).unwrap_or_default()
    };
    let choose_outcome = move |outcome: String| {
        if let Some(thing) = thing.get_untracked() {
            put(Thing { outcome, ..thing });
        }
    };
    let choose_target = move |value: String| {
        let found = target_of(&value).zip(ask.snapshot()).zip(thing.get_untracked());
        if let Some((((kind, target), snapshot), thing)) = found {
            put(at_target(&snapshot, &thing, kind, target));
        }
    };
    let (outcomes, targets) = match second {
        true => ("Second outcome", "Second target"),
        false => ("Outcome", "Target"),
    };
    view! {
        <QueryToken label=outcomes text=outcome search=search_outcome on_choose=choose_outcome />
        <QueryToken label=targets text=target search=search_target on_choose=choose_target />
    }
    .into_any()
}

/// A person or a group.
fn whom_token(second: bool) -> AnyView {
    let ask = use_ask();
    let whom = Memo::new(move |_| {
        ask.question.with(|question| whom_of(question.as_ref()?, second).cloned())
    });
    let text = Signal::derive(move || {
        let found = ask.session.snapshot().get().zip(whom.get());
        let name = found.map(|(snapshot, whom)| {
            whom.somebody(&snapshot).map_or_else(|_| whom.key(), |somebody| somebody.name)
        });
        name.unwrap_or_default()
    });
    let search = move |text: String| -> Offer {
        ask.parts().map(|parts| find(&parts.whom, &text)).unwrap_or_default()
    };
    let choose = move |value: String| {
        let (whom, question) = (Whom::of_key(&value), ask.question.get_untracked());
        let Some(question) = question else { return };
        let sentence = match question.sentence.clone() {
            Sentence::Compare(one, _) if second => Sentence::Compare(one, whom),
            Sentence::Compare(_, other) => Sentence::Compare(whom, other),
            _ => Sentence::WhatCan(whom),
        };
        ask.go(&question.with(sentence));
    };
    let label = if second { "Second person or group" } else { "Person or group" };
    view! { <QueryToken label text search=search on_choose=choose /> }.into_any()
}

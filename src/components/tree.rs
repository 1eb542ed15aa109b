//! Why it comes out so, step by step: each step with its rule, which opens to what it says and where it
//! comes from, marked where it is inferred.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{Mood, Tag};
use crate::platform::closest;

/// A piece of a step's sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Words.
    Text(String),
    /// The name of something that is shown nowhere else.
    Name(String),
    /// The name of something, and where it is.
    Link(String, String),
}

/// A rule that a step follows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cited {
    /// Its number.
    pub name: String,
    /// Whose it is, where that is not clear from what it stands in.
    pub of: String,
    /// What it says.
    pub says: String,
    /// Where it comes from.
    pub source: String,
}

/// A step of an explanation and those that it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Its sentence.
    pub reasons: Vec<Reason>,
    /// The rule that it follows.
    pub rule: Option<Cited>,
    /// Whether the rule is inferred.
    pub inferred: bool,
    /// What it rests on.
    pub steps: Vec<Step>,
}

/// See the module.
#[component]
pub fn Tree(
    /// The steps.
    steps: Vec<Step>,
    /// Called when a link of a step is followed, before it is.
    #[prop(optional, into)]
    on_follow: Option<Callback<MouseEvent>>,
) -> AnyView {
    let clicked = move |event: MouseEvent| {
        if let Some(follow) = on_follow.filter(|_| closest(&event, "a").is_some()) {
            follow.run(event);
        }
    };
    view! {
        <ul class="step-tree" on:click=clicked>
            {steps.into_iter().map(step).collect_view()}
        </ul>
    }
    .into_any()
}

fn step(of: Step) -> AnyView {
    let Step { reasons, rule, inferred, steps } = of;
    let reason = |reason: Reason| match reason {
        Reason::Text(text) => text.into_any(),
        Reason::Name(name) => view! { <b>{name}</b> }.into_any(),
        Reason::Link(name, href) => view! { <a href=href>{name}</a> }.into_any(),
    };
    let inferred = inferred.then(|| {
        view! {
            " "
            <Tag text="Inferred" mood=Mood::Warn />
        }
    });
    let below = (!steps.is_empty())
        .then(|| view! { <ul>{steps.into_iter().map(step).collect_view()}</ul> });
    view! {
        <li>
            <div class="step-line">
                {reasons.into_iter().map(reason).collect_view()} {rule.map(cited)} {inferred}
            </div>
            {below}
        </li>
    }
    .into_any()
}

fn cited(rule: Cited) -> AnyView {
    let Cited { name, of, says, source } = rule;
    let before = if of.is_empty() { "Rule ".to_owned() } else { format!("{of}, rule ") };
    view! {
        " "
        <details class="cited">
            <summary class="rule-link">
                <span class="unseen">{before}</span>
                {name}
            </summary>
            <p>{says}</p>
            <p>{source}</p>
        </details>
    }
    .into_any()
}

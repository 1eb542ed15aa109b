//! Why it comes out so, step by step: each step with its rule as a link, marked where the rule is
//! inferred.

use leptos::prelude::*;

use super::{Mood, Tag};

/// A piece of a step's sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Words.
    Text(String),
    /// The name of something, and where it is.
    Link(String, String),
}

/// A step of an explanation and those that it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Its sentence.
    pub reasons: Vec<Reason>,
    /// The rule that it follows, and where that is stated.
    pub rule: Option<(String, String)>,
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
) -> AnyView {
    view! { <ul class="step-tree">{steps.into_iter().map(step).collect_view()}</ul> }.into_any()
}

fn step(of: Step) -> AnyView {
    let Step { reasons, rule, inferred, steps } = of;
    let reason = |reason: Reason| match reason {
        Reason::Text(text) => text.into_any(),
        Reason::Link(name, href) => view! { <a href=href>{name}</a> }.into_any(),
    };
    let rule = rule.map(|(name, href)| {
        view! {
            " "
            <a class="rule-link" href=href>
                <span class="unseen">"Rule "</span>
                {name}
            </a>
        }
    });
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
            <span>{reasons.into_iter().map(reason).collect_view()} {rule} {inferred}</span>
            {below}
        </li>
    }
    .into_any()
}

//! Why it comes out so, step by step: each step with its rule, which opens to what it says and where it
//! comes from, marked where it is inferred.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{For, Mood, Show, Tag};
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

/// See the module. The steps may change: the tree stays, and what is another then is written anew.
#[component]
pub fn Tree(
    /// The steps.
    #[prop(into)]
    steps: Signal<Vec<Step>>,
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
            <Steps steps />
        </ul>
    }
    .into_any()
}

#[component]
fn Steps(steps: Signal<Vec<Step>>) -> AnyView {
    let each = Memo::new(move |_| (0..steps.with(Vec::len)).collect::<Vec<usize>>());
    let row = move |at: usize| {
        let step = Memo::new(move |_| steps.with(|steps| steps.get(at).cloned()));
        view! { <StepRow step /> }.into_any()
    };
    view! { <For each row /> }.into_any()
}

#[component]
fn StepRow(step: Memo<Option<Step>>) -> AnyView {
    fn of<T: Default>(step: Memo<Option<Step>>, of: impl Fn(&Step) -> T) -> T {
        step.with(|step| step.as_ref().map(of)).unwrap_or_default()
    }
    let reasons = Memo::new(move |_| of(step, |step| step.reasons.clone()));
    let rule = Memo::new(move |_| of(step, |step| step.rule.clone()));
    let inferred = Memo::new(move |_| of(step, |step| step.inferred));
    let below = Memo::new(move |_| of(step, |step| step.steps.clone()));
    let is_cited = Signal::derive(move || rule.with(Option::is_some));
    let rests = Signal::derive(move || below.with(|below| !below.is_empty()));
    view! {
        <li>
            <div class="step-line">
                {move || reasons.get().into_iter().map(reason).collect_view()}
                <Show when=is_cited>
                    <Rule rule />
                </Show> <Show when=inferred>" " <Tag text="Inferred" mood=Mood::Warn /></Show>
            </div>
            <Show when=rests>
                <ul>
                    <Steps steps=below.into() />
                </ul>
            </Show>
        </li>
    }
    .into_any()
}

fn reason(reason: Reason) -> AnyView {
    match reason {
        Reason::Text(text) => text.into_any(),
        Reason::Name(name) => view! { <b>{name}</b> }.into_any(),
        Reason::Link(name, href) => view! { <a href=href>{name}</a> }.into_any(),
    }
}

#[component]
fn Rule(rule: Memo<Option<Cited>>) -> AnyView {
    // What was opened. It stays open for as long as the same rule stands here.
    let opened = RwSignal::new(None::<Cited>);
    let is_open =
        Signal::derive(move || rule.with(|rule| opened.with(|it| it.is_some() && it == rule)));
    let pressed = move |event: MouseEvent| {
        event.prevent_default();
        opened.set(if is_open.get_untracked() { None } else { rule.get_untracked() });
    };
    let part = move |of: fn(Cited) -> String| move || rule.get().map(of).unwrap_or_default();
    let before = part(|rule| match rule.of.as_str() {
        "" => "Rule ".to_owned(),
        of => format!("{of}, rule "),
    });
    view! {
        " "
        <details class="cited" prop:open=is_open>
            <summary class="rule-link" on:click=pressed>
                <span class="unseen">{before}</span>
                {part(|rule| rule.name)}
            </summary>
            <Show when=is_open>
                <p>{part(|rule| rule.says)}</p>
                <p>{part(|rule| rule.source)}</p>
            </Show>
        </details>
    }
    .into_any()
}

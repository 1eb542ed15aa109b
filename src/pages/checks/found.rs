//! A problem: what is wrong, where it stands, and what mends it.

use leptos::prelude::*;

use super::problems::Problem;
use super::use_page;
use crate::components::{Button, ButtonSize, Mood, Prose, Tag, use_toasts};
use crate::platform::page as dom;
use crate::shell::jump::leads_to;
use crate::shell::offer_undo;
use crate::state::{Action, Route, Screen};
use whocan_core::document::Command;
use whocan_core::format::Severity;

/// See the module.
#[component]
pub(super) fn ProblemView(key: String) -> AnyView {
    let page = use_page();
    let draw = move || {
        let found = page.problems.get();
        let problem = found.as_ref().and_then(|all| all.iter().find(|it| it.key == key).cloned());
        match (found, problem) {
            (None, _) => ().into_any(),
            (Some(_), None) => view! {
                <p class="checks-none" role="status">
                    "This problem is mended."
                </p>
            }
            .into_any(),
            (Some(_), Some(problem)) => view! { <Found problem /> }.into_any(),
        }
    };
    draw.into_any()
}

#[component]
fn Found(problem: Problem) -> AnyView {
    let page = use_page();
    let (word, mood) = match problem.severity {
        Severity::Error => ("Error", Mood::Bad),
        Severity::Warning => ("Warning", Mood::Warn),
        Severity::Note => ("Note", Mood::Plain),
    };
    let system = problem.system();
    let here = page.session.place().get_untracked();
    let address = problem.at.as_ref();
    let leads: Option<Route> = address
        .and_then(|at| page.untracked(|it| leads_to(at, it, &here, None)).flatten())
        .or_else(|| problem.kind.map(|kind| page.elsewhere(Screen::Editor(kind), Vec::new())));
    let show = leads.map(|route| {
        let go = move || {
            page.session.dispatch(Action::Jump);
            page.session.dispatch(Action::Go(route.clone()));
        };
        view! { <Button on_press=go>"Show it"</Button> }
    });
    let mends = problem.mends.into_iter();
    let mends = mends.map(|(label, command)| view! { <Mend label command /> }).collect_view();
    let path = (!problem.path.is_empty()).then(|| {
        view! {
            <details class="problem-path">
                <summary>"Where in the file"</summary>
                <code>{problem.path}</code>
            </details>
        }
    });
    view! {
        <section class="problem" aria-label="Problem">
            <div class="check-head">
                <Tag text=word mood />
                <span class="checks-quiet">{system}</span>
            </div>
            <h2 class="problem-title">
                <Prose text=problem.title />
            </h2>
            <p class="check-purpose">
                <Prose text=problem.help />
            </p>
            <div class="problem-verbs">{mends} {show}</div>
            {path}
        </section>
    }
    .into_any()
}

#[component]
fn Mend(label: String, command: Command) -> AnyView {
    let page = use_page();
    let toasts = use_toasts();
    let said = label.clone();
    let press = move || {
        let session = page.session;
        session.dispatch(Action::Run(command.clone()));
        offer_undo(session, toasts, format!("Done: {said}."));
        dom::focus_soon(super::MIDDLE);
    };
    view! {
        <Button size=ButtonSize::Normal on_press=press>
            {label}
        </Button>
    }
    .into_any()
}

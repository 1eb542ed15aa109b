//! Step by step: the explanation as a tree, each step with its rule, each name a link to what it cites.
//! What such a link leads to flashes.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Why;
use super::looked::Shown;
use crate::components::{Cited, Icon, Reason, Show, Step, Symbol, Tree};
use crate::platform::keys;
use crate::shell::jump::leads_to;
use crate::state::{Action, Route};
use whocan_core::directory::Principal;
use whocan_core::model::{ModelInfo, Source};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::verdict::{self, Address, Span, phrase};

/// See the module.
#[component]
pub(super) fn StepByStep(why: Why) -> AnyView {
    let ignored = why.part(ignored);
    let open = why.steps;
    let steps = Memo::new(move |_| {
        why.look.track();
        let steps = |snapshot: &Snapshot, shown: &Shown| {
            let about = shown.question.kind.info();
            vec![step(shown, snapshot, about, &shown.verdict.because)]
        };
        let steps = open.get().then(|| why.with_cell(steps)).flatten();
        steps.unwrap_or_default()
    });
    let follow = move |event: MouseEvent| {
        // Else it opens somewhere else, and this page stays where it is.
        if !keys::command_held(&event) && !event.shift_key() {
            why.session.dispatch(Action::Jump);
        }
    };
    let expanded = Signal::derive(move || open.get().to_string());
    let ignores = Signal::derive(move || ignored.with(|ignored| !ignored.is_empty()));
    view! {
        <section class="inspector-section">
            <h3 class="section-head">
                <button
                    type="button"
                    class="section-fold"
                    aria-expanded=expanded
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Symbol icon=Icon::Down />
                    "Step by step"
                </button>
                <Show when=ignores>
                    <span
                        class="section-info"
                        tabindex="0"
                        role="img"
                        aria-label=ignored
                        data-tip=ignored
                    >
                        <Symbol icon=Icon::Info />
                    </span>
                </Show>
            </h3>
            <Show when=open>
                <Tree steps on_follow=follow />
            </Show>
        </section>
    }
    .into_any()
}

/// What the model does not ask for, in words.
fn ignored(shown: &Shown) -> String {
    match shown.question.kind.info().reads.ignored().as_slice() {
        [] => String::new(),
        ignored => format!("Not needed here: {}", ignored.join(", ")),
    }
}

fn step(
    shown: &Shown,
    snapshot: &Snapshot,
    above: &'static ModelInfo,
    reason: &verdict::Reason,
) -> Step {
    let about = ModelKind::of_step(reason, above);
    let piece = |span: Span| match span {
        Span::Words(words) => Reason::Text(words),
        Span::Link(address, name) => match place(shown, snapshot, reason, &address) {
            Some(route) => Reason::Link(name, route.href()),
            None => Reason::Name(name),
        },
    };
    let rule = about.rule(reason.rule);
    let inferred = rule.is_some_and(|rule| matches!(rule.source, Source::Inferred(_)));
    let cited = cited(about, reason.rule, about.key == shown.question.kind.info().key);
    Step {
        reasons: phrase(reason, snapshot.document()).into_iter().map(piece).collect(),
        rule: cited,
        inferred,
        steps: reason.steps.iter().map(|below| step(shown, snapshot, about, below)).collect(),
    }
}

/// A rule as a step cites it; `own` where no other model's rules stand beside it.
pub fn cited(about: &'static ModelInfo, rule: &str, own: bool) -> Option<Cited> {
    let rule = about.rule(rule)?;
    Some(Cited {
        name: rule.id.to_owned(),
        // Several models have a rule of this number.
        of: if own { String::new() } else { about.title.to_owned() },
        says: rule.says.to_owned(),
        source: match rule.source {
            Source::Stated => "The product's documentation says so.".to_owned(),
            Source::Public => "Other public material of the product says so.".to_owned(),
            Source::Inferred(why) => format!("Inferred: {why}."),
        },
    })
}

/// Where a name of a reason leads, where that is somewhere else. A principal whose cell the reason
/// rests on, itself or below, leads to that cell.
fn place(
    shown: &Shown,
    snapshot: &Snapshot,
    reason: &verdict::Reason,
    named: &Address,
) -> Option<Route> {
    let is_cell = |address: &&Address| match (named, address) {
        (Address::Principal(Principal::User(_)), _) => false,
        (Address::Principal(who), Address::Policy { keys, .. }) => {
            keys.iter().any(|key| key == who.id())
        }
        _ => false,
    };
    let steps = reason.all();
    let mut cells = steps.iter().flat_map(|step| &step.rests_on);
    let address = cells.find(is_cell).unwrap_or(named);
    let route = leads_to(address, snapshot, &shown.here, Some(&shown.beside))?;
    let is_here =
        route.screen() == shown.here.screen() && shown.here.focus().starts_with(route.focus());
    (!is_here).then_some(route)
}

/// The tree as plain text, a line for each step.
pub(super) fn as_text(snapshot: &Snapshot, reason: &verdict::Reason, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let said = verdict::plain(reason, snapshot.document());
    let mut text = format!("{indent}- {said} ({})\n", reason.rule);
    for below in &reason.steps {
        text.push_str(&as_text(snapshot, below, depth + 1));
    }
    text
}

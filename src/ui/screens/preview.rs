//! The preview: for the focused cell who, what, the outcome in words, and why, down to the cells it
//! rests on. Explanations are made for this one cell only.

use leptos::prelude::*;

use crate::directory::{Circumstances, Principal};
use crate::model::{About, Source};
use crate::models::ModelKind;
use crate::query::Moment;
use crate::session::{Focus, Route, Session};
use crate::verdict::{Address, Outcome, Reason, Span, Verdict, phrase, plain};

/// What the preview shows, ready to be drawn.
#[derive(Clone, PartialEq)]
struct Shown {
    workspace: String,
    kind: ModelKind,
    focus: Focus,
    who: String,
    what: String,
    band: String,
    verdict: Verdict<Outcome>,
}

/// See the module.
#[component]
pub fn Preview(session: Session) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let route = session.route().get();
        session.moment().get().and_then(|moment| show(&moment, &route))
    });
    let body = move || {
        let moment = session.moment().get();
        match (shown.get(), moment) {
            (Some(shown), Some(moment)) => draw(&shown, &moment).into_any(),
            _ => view! { <p class="hint">"Choose a cell to see why it comes out as it does."</p> }
                .into_any(),
        }
    };
    view! { <aside class="preview" aria-label="Why">{body}</aside> }
}

/// What the address focuses; without a focus the first cell, as in the grid.
fn show(moment: &Moment, route: &Route) -> Option<Shown> {
    let Route::Effective { workspace, model, focus } = route else { return None };
    let resolver = moment.resolver(*model);
    let targets = resolver.targets();
    let users = &moment.document().directory.users;
    let focused = focus.as_ref().and_then(|focus| {
        let user = users.find(&focus.row)?;
        Some((user, targets.iter().find(|target| target.key == focus.column)?))
    });
    let (user, target) = match focused {
        Some(focused) => focused,
        None => (users.nth(0)?, targets.first()?),
    };
    let members = moment.roster().of(&user.id)?;
    let verdict = resolver.explain(members, &Circumstances::default(), &target.key)?;
    Some(Shown {
        workspace: workspace.clone(),
        kind: *model,
        focus: Focus { row: user.id.to_string(), column: target.key.clone() },
        who: user.name.clone(),
        what: target.name.clone(),
        band: target.band.clone(),
        verdict,
    })
}

fn draw(shown: &Shown, moment: &Moment) -> impl IntoView + use<> {
    let about = shown.kind.about();
    let Verdict { decision, because } = &shown.verdict;
    let means = about.outcome(&decision.name).map(|named| named.means);
    let sentence = sentence(shown, moment, because);
    // The whole, for whoever listens: the grid itself says only the cell.
    let spoken = plain(because, moment.document());
    let steps = because.steps.iter().map(|step| tree(shown, moment, step)).collect_view();
    let deeper = !because.steps.is_empty();
    let ignored = about.reads.ignored().join(", ");
    view! {
        <p class="preview-who">{shown.who.clone()}</p>
        <h2 class="preview-what">
            <span class="preview-band">{shown.band.clone()}</span>
            {shown.what.clone()}
        </h2>
        <p class="outcome" data-tone=decision.tone.name()>
            <span class="grid-glyph" aria-hidden="true"></span>
            <b>{decision.name.clone()}</b>
            <span class="outcome-means">{means}</span>
        </p>
        <h3>"Why"</h3>
        <p class="because">{sentence}{rule_badge(about, because)}</p>
        {deeper.then(|| view! { <ul class="reasons">{steps}</ul> })}
        <p class="ignored">{format!("Does not take into account: {ignored}.")}</p>
        <p class="unseen" role="status">{spoken}</p>
    }
}

fn tree(shown: &Shown, moment: &Moment, reason: &Reason) -> AnyView {
    let about = shown.kind.about();
    let steps = reason.steps.iter().map(|step| tree(shown, moment, step)).collect_view();
    let deeper = !reason.steps.is_empty();
    view! {
        <li>
            {sentence(shown, moment, reason)}
            {rule_badge(about, reason)}
            {deeper.then(|| view! { <ul class="reasons">{steps}</ul> })}
        </li>
    }
    .into_any()
}

/// The sentence of a step; what can be shown in this grid is a link to it.
fn sentence(shown: &Shown, moment: &Moment, reason: &Reason) -> impl IntoView + use<> {
    let spans = phrase(reason, moment.document());
    let words = move |span: Span| match span {
        Span::Words(words) => words.into_any(),
        Span::Link(address, name) => match link(shown, moment, &address) {
            Some(href) => view! { <a href=href>{name}</a> }.into_any(),
            None => view! { <b>{name}</b> }.into_any(),
        },
    };
    spans.into_iter().map(words).collect::<Vec<_>>()
}

/// Where a cited place is shown in the present grid: a person's row, a target's column.
fn link(shown: &Shown, moment: &Moment, address: &Address) -> Option<String> {
    let focus = match address {
        Address::Principal(Principal::User(user)) => {
            Focus { row: user.to_string(), ..shown.focus.clone() }
        }
        Address::Policy { part: "catalogue", keys, .. } => {
            let key = keys.first()?;
            // A main process is in the catalogue too, and has no column.
            let targets = moment.resolver(shown.kind).targets();
            let target = targets.into_iter().find(|target| target.key == *key)?;
            Focus { column: target.key, ..shown.focus.clone() }
        }
        _ => return None,
    };
    if focus == shown.focus {
        return None;
    }
    let workspace = shown.workspace.clone();
    Some(Route::Effective { workspace, model: shown.kind, focus: Some(focus) }.href())
}

/// The rule's number, and where it comes from: an inferred rule says so and why.
fn rule_badge(about: &'static About, reason: &Reason) -> Option<impl IntoView + use<>> {
    let rule = about.rule(reason.rule)?;
    let source = match rule.source {
        Source::Stated => "The product's documentation says so.".to_owned(),
        Source::Public => "Other public material of the product says so.".to_owned(),
        Source::Inferred(why) => format!("Inferred: {why}."),
    };
    let inferred = matches!(rule.source, Source::Inferred(_));
    Some(view! {
        <details class="rule">
            <summary>
                {format!("rule {}", rule.id)}
                {inferred.then(|| view! { <span class="inferred">"inferred"</span> })}
            </summary>
            <p>{rule.says}</p>
            <p>{source}</p>
        </details>
    })
}

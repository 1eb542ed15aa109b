//! The preview: for whatever is focused who, what, the outcome in words, what it was before the
//! draft, and why, down to the cells it rests on. Explanations are made for this one cell only.

mod shown;

use leptos::prelude::*;

use self::shown::{Before, Look, Shown, look};
use super::jump::{leads_to, link};
use crate::directory::{Principal, UserId};
use crate::model::{About, Source};
use crate::query::Moment;
use crate::session::{Route, Session};
use crate::verdict::{Address, Outcome, Reason, Span, Verdict, phrase, plain};

/// See the module.
#[component]
pub fn Preview(session: Session) -> impl IntoView {
    let chosen = RwSignal::new(None::<UserId>);
    let shown = Memo::new(move |_| {
        let route = session.route().get();
        let saved = session.saved().get();
        let moment = session.moment().get();
        match moment {
            Some(moment) => look(&moment, saved.as_deref(), &route, chosen.get().as_ref()),
            None => Look::Hint(String::new()),
        }
    });
    let body = move || {
        let moment = session.moment().get();
        match (shown.get(), moment) {
            (Look::Cell(shown), Some(moment)) => draw(session, &shown, &moment).into_any(),
            (Look::Hint(hint), _) => view! { <p class="hint">{hint}</p> }.into_any(),
            _ => ().into_any(),
        }
    };
    // The whole, for whoever listens: the grid itself says only the cell.
    let spoken = move || {
        let moment = session.moment().get();
        shown.with(|shown| match (shown, moment) {
            (Look::Cell(shown), Some(moment)) => spoken(shown, &moment),
            _ => String::new(),
        })
    };
    view! {
        <aside class="preview" aria-label="Why">
            <SeeItAs session shown chosen />
            {body}
            <p class="unseen" role="status">{spoken}</p>
        </aside>
    }
}

/// Whom to see a group's cell as: somebody who is in that group alone, or one of its members. It
/// stays where it is while what it shows changes, so that the focus can rest on it.
#[component]
fn SeeItAs(session: Session, shown: Memo<Look>, chosen: RwSignal<Option<UserId>>) -> impl IntoView {
    let group = Memo::new(move |_| {
        shown.with(|look| match look {
            Look::Cell(shown) => shown.beside.group.clone(),
            Look::Hint(_) => None,
        })
    });
    let people = Memo::new(move |_| {
        let group = group.get()?;
        session.moment().with(|moment| {
            let directory = &moment.as_ref()?.document().directory;
            let found = directory.groups.find(&group)?;
            let members = directory.users.iter().filter(|user| user.groups.contains(&found.id));
            let members = members.map(|user| (user.id.clone(), user.name.clone())).collect();
            Some((found.name.clone(), members))
        })
    });
    let choose = move |event| {
        let id = event_target_value(&event);
        chosen.set((!id.is_empty()).then(|| id.as_str().into()));
    };
    let option = move |(id, name): (UserId, String)| {
        let value = id.to_string();
        let selected = move || chosen.with(|chosen| chosen.as_ref() == Some(&id));
        view! { <option value=value prop:selected=selected>{name}</option> }
    };
    let select = move || {
        people.get().map(|(group, members): (String, Vec<(UserId, String)>)| {
            let none = {
                let ids: Vec<UserId> = members.iter().map(|(id, _)| id.clone()).collect();
                move || chosen.with(|chosen| !chosen.as_ref().is_some_and(|id| ids.contains(id)))
            };
            view! {
                <label class="see-as">
                    <span>"See it as"</span>
                    <select class="field" on:change=choose>
                        <option value="" prop:selected=none>
                            {format!("a member of {group} only")}
                        </option>
                        {members.into_iter().map(option).collect_view()}
                    </select>
                </label>
            }
        })
    };
    view! { {select} }
}

fn draw(session: Session, shown: &Shown, moment: &Moment) -> impl IntoView + use<> {
    let about = shown.beside.kind.about();
    let Verdict { decision, because } = &shown.verdict;
    let means = about.outcome(&decision.name).map(|named| named.means);
    let sentence = sentence(session, shown, moment, because);
    let steps = because.steps.iter().map(|step| tree(session, shown, moment, step)).collect_view();
    let deeper = !because.steps.is_empty();
    let ignored = about.reads.ignored().join(", ");
    let day = moment.document().as_of.filter(|_| about.reads.on);
    view! {
        {shown.who.clone().map(|who| view! { <p class="preview-who">{who}</p> })}
        <h2 class="preview-what">
            <span class="preview-band">{shown.band.clone()}</span>
            {shown.what.clone()}
        </h2>
        {before(&shown.before)}
        <p class="outcome" data-tone=decision.tone.name()>
            <span class="grid-glyph" aria-hidden="true"></span>
            <b>{decision.name.clone()}</b>
            <span class="outcome-means">{means}</span>
        </p>
        {day.map(|day| view! { <p class="as-of">{format!("As of {day}.")}</p> })}
        <h3>"Why"</h3>
        <p class="because">{sentence}{rule_badge(about, because)}</p>
        {deeper.then(|| view! { <ul class="reasons">{steps}</ul> })}
        <p class="ignored">{format!("Does not take into account: {ignored}.")}</p>
    }
}

/// What is saved, where that is something else.
fn before(before: &Before) -> Option<impl IntoView + use<>> {
    let words = match before {
        Before::Same => return None,
        Before::NotThere => view! { <b>"not there"</b> }.into_any(),
        Before::Other(outcome) => chip(outcome).into_any(),
    };
    Some(view! {
        <p class="before">
            <span>"Saved: "</span>
            {words}
            <span class="before-arrow" aria-hidden="true">"→"</span>
            <span>" in the draft:"</span>
        </p>
    })
}

fn spoken(shown: &Shown, moment: &Moment) -> String {
    let was = match &shown.before {
        Before::Same => String::new(),
        Before::NotThere => "Not there before. ".to_owned(),
        Before::Other(outcome) => format!("Was {}. ", outcome.name),
    };
    format!("{was}{}", plain(&shown.verdict.because, moment.document()))
}

fn tree(session: Session, shown: &Shown, moment: &Moment, reason: &Reason) -> AnyView {
    let about = shown.beside.kind.about();
    let steps = reason.steps.iter().map(|step| tree(session, shown, moment, step)).collect_view();
    let deeper = !reason.steps.is_empty();
    view! {
        <li>
            {sentence(session, shown, moment, reason)}
            {rule_badge(about, reason)}
            {deeper.then(|| view! { <ul class="reasons">{steps}</ul> })}
        </li>
    }
    .into_any()
}

/// The sentence of a step; each name leads to what it cites.
fn sentence(
    session: Session,
    shown: &Shown,
    moment: &Moment,
    reason: &Reason,
) -> impl IntoView + use<> {
    let words = |span: Span| match span {
        Span::Words(words) => words.into_any(),
        Span::Link(address, name) => match place(shown, moment, reason, &address) {
            Some(route) => link(session, &route, name).into_any(),
            None => view! { <b>{name}</b> }.into_any(),
        },
    };
    phrase(reason, moment.document()).into_iter().map(words).collect::<Vec<_>>()
}

/// Where a name of a reason leads, where that is somewhere else. A principal whose cell the reason
/// rests on, itself or below, leads to that cell.
fn place(shown: &Shown, moment: &Moment, reason: &Reason, named: &Address) -> Option<Route> {
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
    let route = leads_to(address, moment, &shown.here, Some(&shown.beside))?;
    let is_here =
        route.screen() == shown.here.screen() && shown.here.focus().starts_with(route.focus());
    (!is_here).then_some(route)
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

/// The outcome as a chip that speaks by glyph, colour and name.
pub(super) fn chip(outcome: &Outcome) -> impl IntoView + use<> {
    view! {
        <span class="outcome-was" data-tone=outcome.tone.name()>
            <span class="grid-glyph" aria-hidden="true"></span>
            {outcome.name.clone()}
        </span>
    }
}

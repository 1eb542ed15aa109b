//! A box of the form: an attribute in a line of its own, or in the grid of a family; and what its tick
//! comes to.

use leptos::prelude::*;

use super::page::{Facts, Page};
use super::sections::{Drawn, row_badges};
use super::words::{Badge, badge};
use crate::components::{Icon, Symbol};
use whocan_core::models::attributes::policy::{AttributeId, ReportId};
use whocan_core::models::attributes::{Attribute, Effect as Outcome};

/// What is seen of an attribute.
#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    name: String,
    /// What it is for, and what is odd about it.
    about: String,
    badges: Vec<Badge>,
    /// Whether its name was worked out.
    inferred: bool,
    ticked: bool,
    obsolete: bool,
    changed: bool,
    /// Whether it is looked at.
    here: bool,
    /// Whether Tab stops at it.
    stop: bool,
    /// Why its tick has no effect; empty where it has.
    shut: String,
    /// The attribute whose tick would open the gate, and its name.
    opens: Option<(String, String)>,
    closed: bool,
    /// What it is only advised to go with.
    advice: Option<String>,
    /// What is heard besides.
    heard: String,
}

/// Why a tick has no effect, and what would open the gate that is closed.
fn shut(facts: &Facts, attribute: &Attribute) -> (String, Option<(String, String)>) {
    match facts.effect(&attribute.id) {
        Outcome::Unreachable => {
            let Some(closed) = facts.closed(&attribute.id) else {
                return ("Granted, but not reachable.".to_owned(), None);
            };
            let name = facts.policy.catalogue.name(&closed);
            let opens = (facts.effect(&closed) == Outcome::NotGranted)
                .then(|| (closed.to_string(), name.clone()));
            (format!("Granted, but not reachable: needs {name}."), opens)
        }
        Outcome::NeedsLicence => {
            let licences = attribute.licences.join(", ");
            (format!("Granted, without effect: needs the licence {licences}."), None)
        }
        Outcome::Obsolete => ("Granted, without effect: it is obsolete.".to_owned(), None),
        _ => (String::new(), None),
    }
}

fn seen(page: Page, id: &AttributeId, stop: bool) -> Option<Seen> {
    let facts = page.facts.get();
    let (section, attribute) = facts.policy.catalogue.with_heading(id)?;
    let ticked = facts.ticks(id);
    let (shut, opens) = if ticked { shut(&facts, attribute) } else { Default::default() };
    let advice = facts.advice(id).filter(|_| ticked).map(|name| {
        format!("Better together with {name}. Without it the tick counts all the same.")
    });
    let here = page.here.with(|here| here.as_ref() == Some(id));
    let marks = super::words::mark(section, attribute);
    let heard = [marks, shut.clone(), advice.clone().unwrap_or_default()];
    let heard: Vec<String> = heard.into_iter().filter(|it| !it.is_empty()).collect();
    Some(Seen {
        name: attribute.name.clone(),
        about: section.says(attribute),
        badges: row_badges(attribute),
        inferred: attribute.inferred,
        ticked,
        obsolete: attribute.obsolete,
        changed: ticked != facts.ticked_before(id),
        here,
        stop: stop || here,
        closed: facts.is_shut(id),
        shut,
        opens,
        advice,
        heard: heard.join(". "),
    })
}

/// The id of an attribute's box.
pub(super) fn box_id(id: &str) -> String {
    format!("tick-{id}")
}

/// Whether Tab stops at this one: the first of a section in which none is looked at.
pub(super) fn stops(page: Page, drawn: &Drawn, id: &AttributeId) -> Signal<bool> {
    let is_first = drawn.first() == Some(id);
    let drawn = StoredValue::new(if is_first { Some(drawn.clone()) } else { None });
    Signal::derive(move || {
        drawn.with_value(|drawn| {
            drawn.as_ref().is_some_and(|drawn| {
                page.here.with(|here| here.as_ref().is_none_or(|here| !drawn.has(here)))
            })
        })
    })
}

fn check_box(id: &AttributeId, seen: &Seen) -> AnyView {
    let (own, heard) = (box_id(id.as_str()), format!("heard-{id}"));
    let shut = (!seen.shut.is_empty()).then_some("");
    view! {
        <input
            class="check-box att-box"
            type="checkbox"
            id=own
            value=id.to_string()
            aria-label=seen.name.clone()
            aria-describedby=heard.clone()
            data-shut=shut
            tabindex=if seen.stop { "0" } else { "-1" }
            prop:checked=seen.ticked
        />
        <span class="unseen" id=heard>{seen.heard.clone()}</span>
    }
    .into_any()
}

/// What stands behind a name: that the gate is closed, with the tick that opens it, or an advice.
fn state(seen: &Seen) -> AnyView {
    let tip = seen.shut.clone();
    match (&seen.opens, seen.closed, &seen.advice) {
        (Some((opens, name)), ..) => view! {
            <button
                type="button"
                class="att-lock"
                value=opens.clone()
                aria-label=format!("Tick {name}")
                data-tip=format!("{tip} Press to tick {name}.")
            >
                <Symbol icon=Icon::Lock />
            </button>
        }
        .into_any(),
        (None, true, _) => view! {
            <span class="att-lock" data-tip=tip>
                <Symbol icon=Icon::Lock />
            </span>
        }
        .into_any(),
        (None, false, Some(advice)) => view! {
            <span class="att-lock att-advice" data-tip=advice.clone()>
                <Symbol icon=Icon::Info />
            </span>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn dot(changed: bool) -> Option<AnyView> {
    changed.then(|| {
        view! {
            <span class="change-dot" data-tip="Changed"></span>
            <span class="unseen">", changed"</span>
        }
        .into_any()
    })
}

/// The line of an attribute.
pub(super) fn line(page: Page, drawn: &Drawn, id: AttributeId) -> AnyView {
    let stop = stops(page, drawn, &id);
    let of = id.clone();
    let seen = Memo::new(move |_| seen(page, &of, stop.get()).unwrap_or_default());
    let draw = move || {
        let seen = seen.get();
        view! {
            <div class="att-line" data-here=seen.here.then_some("")>
                <label class="att-label" data-obsolete=seen.obsolete.then_some("")>
                    {check_box(&id, &seen)}
                    <span class="att-name" data-tip=seen.about.clone()>{seen.name.clone()}</span>
                    {seen.badges.iter().cloned().map(badge).collect_view()}
                    {dot(seen.changed)}
                </label>
                {state(&seen)}
            </div>
        }
    };
    view! { <li>{draw}</li> }.into_any()
}

/// The box of an attribute in the grid of a family, or that there is none.
pub(super) fn cell(page: Page, drawn: &Drawn, id: Option<AttributeId>) -> AnyView {
    let Some(id) = id else {
        return view! { <td><span class="unseen">"there is none"</span></td> }.into_any();
    };
    let stop = stops(page, drawn, &id);
    let of = id.clone();
    let seen = Memo::new(move |_| seen(page, &of, stop.get()).unwrap_or_default());
    let draw = move || {
        let seen = seen.get();
        let inferred = if seen.inferred { " (inferred)" } else { "" };
        let tip = format!("{}{inferred}: {}", seen.name, seen.about);
        view! {
            <div class="att-cell" data-here=seen.here.then_some("")>
                <label class="att-cell-box" data-tip=tip>
                    {check_box(&id, &seen)}
                </label>
                {state(&seen)}
                {dot(seen.changed)}
            </div>
        }
    };
    view! { <td>{draw}</td> }.into_any()
}

/// The line of a report.
pub(super) fn report(page: Page, id: ReportId) -> AnyView {
    let of = id.clone();
    let seen = Memo::new(move |_| {
        let facts = page.facts.get();
        let report = facts.policy.reports.get(&of)?;
        let ticks = |it: &whocan_core::models::attributes::Report| {
            facts.group.as_ref().is_some_and(|group| it.groups.contains(group))
        };
        let changed = facts.saved.reports.get(&of).is_none_or(|was| ticks(was) != ticks(report));
        let place = report.place.clone().unwrap_or_default();
        Some((report.name.clone(), place, ticks(report), changed))
    });
    let draw = move || {
        let (name, place, ticked, changed) = seen.get().unwrap_or_default();
        view! {
            <div class="att-line">
                <label class="att-label">
                    <input
                        class="check-box att-box"
                        type="checkbox"
                        value=id.to_string()
                        data-report=""
                        aria-label=name.clone()
                        prop:checked=ticked
                    />
                    <span class="att-name">{name.clone()}</span>
                    <span class="att-place">{place}</span>
                    {dot(changed)}
                </label>
            </div>
        }
    };
    view! { <li>{draw}</li> }.into_any()
}

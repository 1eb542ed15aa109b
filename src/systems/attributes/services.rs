//! Which areas of Targeted Youth Support people work in: who works in two or more has to sign on under the
//! right one.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::Page;
use super::words::area;
use crate::components::{Checkbox, SearchField, Ticked};
use crate::platform::closest;
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::area::{Area, Areas};
use whocan_core::text::SearchText;

/// The most people that are listed.
const MOST: usize = 200;

/// A person of the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: String,
    name: String,
    areas: Areas,
    changed: bool,
    here: bool,
}

/// See the module.
#[component]
pub(super) fn Services(page: Page) -> AnyView {
    let (text, only) = (RwSignal::new(String::new()), RwSignal::new(false));
    let found = Memo::new(move |_| {
        let facts = page.facts.get();
        let here = page.second().get();
        let text = SearchText::new(&text.get());
        let only = only.get();
        let fits = facts.directory.users.iter().filter(|user| {
            text.is_in(&user.name) && (!only || facts.policy.services.contains_key(&user.id))
        });
        let all: Vec<_> = fits.collect();
        // Whoever the address names is among those that are listed.
        let named = all.iter().find(|it| here.as_deref() == Some(it.id.as_str()));
        let named = named.filter(|_| all.len() > MOST).into_iter();
        let rows = named.chain(&all).take(MOST).map(|user| {
            let of = |policy: &whocan_core::models::attributes::Policy| {
                policy.services_of(Some(&user.id))
            };
            let areas = of(&facts.policy);
            Row {
                id: user.id.to_string(),
                name: user.name.clone(),
                areas,
                changed: areas != of(&facts.saved),
                here: here.as_deref() == Some(user.id.as_str()),
            }
        });
        (rows.collect::<Vec<_>>(), all.len().saturating_sub(MOST))
    });
    let rows = move || found.get().0.into_iter().map(row).collect_view();
    let rest = move || match found.with(|(rows, more)| (rows.len(), *more)) {
        (0, _) => "Nobody fits.".to_owned(),
        (_, 0) => String::new(),
        (_, more) => format!("{more} more: type to find one."),
    };
    let turned = move |event: web_sys::Event| turned(page, &event);
    let is_only = Signal::derive(move || if only.get() { Ticked::On } else { Ticked::Off });
    view! {
        <section class="att-services" aria-labelledby="att-services-title">
            <div class="att-tools">
                <SearchField label="Find people" value=text on_input=move |typed| text.set(typed) />
                <Checkbox
                    label="Only who works in any"
                    ticked=is_only
                    on_tick=move |on| only.set(on)
                />
            </div>
            <div class="att-sheet">
                <h3 class="att-sheet-title" id="att-services-title">
                    "Services"
                </h3>
                <p class="att-quiet">
                    "People sign on only under services that they work in. Whoever works in two or \
                     more adds referrals of one only while signed on under it. Who works in one, or \
                     in none, is not asked."
                </p>
                <table class="att-people" on:change=turned>
                    <thead>
                        <tr>
                            <th scope="col">"Person"</th>
                            {Area::ALL.map(|area| view! { <th scope="col">{area.name()}</th> })}
                            <th scope="col">"Sign-on"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="att-quiet" role="status">{rest}</p>
            </div>
        </section>
    }
    .into_any()
}

/// What a press of a box does, wherever in the list.
fn turned(page: Page, event: &web_sys::Event) {
    let found = closest(event, ".check-box");
    let input = found.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    let value = input.map(|it| it.value()).unwrap_or_default();
    let Some((id, name)) = value.split_once('|') else { return };
    if let Some(area) = area(name) {
        let user = id.into();
        let areas = page.facts.with_untracked(|facts| facts.policy.services_of(Some(&user)));
        page.system.send(Edit::SetServices(user, areas.turned(area)));
    }
}

fn row(row: Row) -> AnyView {
    let Row { id, name, areas, changed, here } = row;
    let cell = |area: Area| {
        view! {
            <td>
                <label class="att-cell-box">
                    <input
                        class="check-box"
                        type="checkbox"
                        value=format!("{id}|{}", area.name())
                        aria-label=format!("{name}: {}", area.name())
                        prop:checked=areas.has(area)
                    />
                </label>
            </td>
        }
    };
    let says = match (areas.is_empty(), areas.several()) {
        (true, _) => "",
        (_, false) => "not asked",
        (_, true) => "under the right one",
    };
    let dot = changed.then(|| view! { <span class="change-dot" data-tip="Changed"></span> });
    view! {
        <tr data-here=here.then_some("")>
            <th scope="row">{name.clone()} {dot}</th>
            {Area::ALL.map(cell)}
            <td class="att-quiet">{says}</td>
        </tr>
    }
    .into_any()
}

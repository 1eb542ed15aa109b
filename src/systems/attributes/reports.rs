//! The reports: which there are, where each is started from, and which groups tick it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::{Page, Part};
use super::words::counted;
use crate::components::{Adder, Button, ButtonKind, Choice, LineField, ListRow, Select, Show};
use crate::platform::{closest, page as dom};
use whocan_core::models::attributes::Edit;
use whocan_core::models::attributes::policy::{Report, ReportId, STARTED_FROM, Tick};

const LIST: &str = "att-reports";

/// What is chosen where a report is started from another place than the product's.
const OTHER: &str = "other";

/// See the module.
#[component]
pub(super) fn Reports(page: Page) -> AnyView {
    let second = page.second();
    let chosen = Memo::new(move |_| {
        let facts = page.facts.get();
        let reports = &facts.policy.reports;
        let found = second.get().and_then(|id| reports.find(&id));
        found.or_else(|| reports.nth(0)).map(|report| report.id.clone())
    });
    let add = move |name: String| {
        let report = Report::new(&page.system.new_id('q'), &name);
        let id = report.id.to_string();
        page.system.send(Edit::AddReport(report));
        page.go_to(Part::Reports, id);
    };
    view! {
        <div class="att-two">
            <section class="editor-pane att-pane" aria-label="Reports">
                <Rows page chosen />
                <div class="att-pane-foot">
                    <Adder label="Add a report" on_add=add />
                </div>
            </section>
            <section class="att-sheet" aria-labelledby="att-reports-title">
                <h3 class="att-sheet-title" id="att-reports-title">
                    "Report Permissions"
                </h3>
                <p class="att-quiet">
                    "Crystal Reports makes templates, mail merges and reports for One IYSS. They are \
                     set up in the Function area of its administration client. They are started from \
                     View Reports in the IYSS Links panel of my homepage, or from a search for \
                     clients, opportunities or providers, as each is set up."
                </p>
                <Chosen page chosen />
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Rows(page: Page, chosen: Memo<Option<ReportId>>) -> AnyView {
    let found = Memo::new(move |_| {
        let facts = page.facts.get();
        let reports = facts.policy.reports.iter().map(|report| {
            let was = facts.saved.reports.get(&report.id);
            let changed = was.is_none_or(|was| **was != **report);
            let fact = counted(report.groups.len(), "group", "groups");
            (report.id.clone(), report.name.clone(), fact, changed)
        });
        reports.collect::<Vec<_>>()
    });
    let row = move |(id, name, fact, changed): (ReportId, String, String, bool)| {
        let own = id.clone();
        let is_chosen = Signal::derive(move || chosen.with(|it| it.as_ref() == Some(&own)));
        let go = move || page.go_to(Part::Reports, id.to_string());
        view! { <li><ListRow name fact chosen=is_chosen changed=changed on_choose=go /></li> }
    };
    let rows = move || found.get().into_iter().map(row).collect_view();
    let pressed = move |event: web_sys::KeyboardEvent| dom::walk_rows(&event, LIST, "list-row");
    view! {
        <ul class="att-rows" id=LIST aria-label="Reports" on:keydown=pressed>
            {rows}
        </ul>
    }
    .into_any()
}

#[component]
fn Chosen(page: Page, chosen: Memo<Option<ReportId>>) -> AnyView {
    let draw = move || {
        let facts = page.facts.get();
        let report = chosen.get().and_then(|id| facts.policy.reports.get(&id).cloned());
        let Some(report) = report else {
            let says = "There is no report yet. Add the first one by its name.";
            return view! { <p class="att-quiet">{says}</p> }.into_any();
        };
        let groups = facts.directory.groups.iter();
        let groups =
            groups.map(|it| (it.id.to_string(), it.name.clone(), report.groups.contains(&it.id)));
        of_report(page, &report, groups.collect())
    };
    let ticked = move |event: web_sys::Event| {
        let found = closest(&event, ".att-report-tick");
        let input = found.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some((input, report)) = input.zip(chosen.get_untracked()) {
            let group = input.value().as_str().into();
            let tick = Tick::when(input.checked());
            page.system.send(Edit::TickReport(group, report, tick));
        }
    };
    view! { <div class="att-of-report" on:change=ticked>{draw}</div> }.into_any()
}

fn of_report(page: Page, report: &Report, groups: Vec<(String, String, bool)>) -> AnyView {
    let Report { id, name, place, .. } = report.clone();
    let (renamed, placed, gone) = (id.clone(), id.clone(), id);
    let rename = move |name: String| page.system.send(Edit::RenameReport(renamed.clone(), name));
    let put = move |place: String| page.system.send(Edit::PlaceReport(placed.clone(), place));
    let place = place.unwrap_or_default();
    let known = place.is_empty() || STARTED_FROM.contains(&place.as_str());
    let other = if known { String::new() } else { place.clone() };
    let chosen = RwSignal::new(if known { place } else { OTHER.to_owned() });
    let named = STARTED_FROM.map(|place| Choice::new(place, place));
    let first = std::iter::once(Choice::new("", "Not said"));
    let choices = first.chain(named).chain([Choice::new(OTHER, "Elsewhere…")]).collect();
    let put_known = put.clone();
    let choose = move |place: String| {
        chosen.set(place.clone());
        if place != OTHER {
            put_known(place);
        }
    };
    let is_other = Signal::derive(move || chosen.with(|chosen| chosen == OTHER));
    let spoken = format!("Where {name} is started from");
    let remove = move || page.system.send(Edit::RemoveReport(gone.clone()));
    let tick = |(id, name, ticked): (String, String, bool)| {
        view! {
            <label class="check">
                <input
                    class="check-box att-report-tick"
                    type="checkbox"
                    value=id
                    prop:checked=ticked
                />
                <span>{name}</span>
            </label>
        }
    };
    let label = format!("Security groups that tick {name}");
    view! {
        <div class="att-fields">
            <LineField
                label="Name"
                spoken=format!("Name of {name}")
                value=Signal::stored(name.clone())
                on_change=rename
            />
            <Select label="Started from" choices value=chosen on_choose=choose />
            <Show when=is_other>
                <LineField
                    label="Elsewhere"
                    spoken=spoken.clone()
                    value=Signal::stored(other.clone())
                    on_change=put.clone()
                />
            </Show>
        </div>
        <div class="att-ticks" role="group" aria-label=label>
            {groups.into_iter().map(tick).collect_view()}
        </div>
        <Button kind=ButtonKind::Danger on_press=remove>
            {format!("Remove {name}")}
        </Button>
    }
    .into_any()
}

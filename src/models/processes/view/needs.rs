//! The interdependencies that concern one main process, whether a group meets them, and the click
//! that makes it so.

use leptos::prelude::*;

use super::super::policy::{Level, MainProcess, Need, Policy, ProcessId};
use super::super::{Edit, Processes, fixes};
use crate::directory::GroupId;
use crate::ui::port::Port;

/// The panel; nothing where no pair concerns the main process.
pub(super) fn interdependencies(
    port: Port<Processes>,
    group: GroupId,
    main: MainProcess,
) -> impl IntoView {
    let shown = move || {
        let policy = port.policy.get();
        let ours = |need: &&Need| {
            main.processes.iter().any(|p| p.id == need.process || p.id == need.needs)
        };
        let fixes = fixes(&policy, &group);
        let rows: Vec<AnyView> = policy
            .needs
            .iter()
            .filter(ours)
            .map(|need| {
                let fix = fixes.iter().find(|(unmet, _)| unmet == need).map(|(_, fix)| fix.clone());
                row(port, &policy, &group, need, fix).into_any()
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="panel" aria-labelledby="interdependencies">
                    <h3 id="interdependencies">"Interdependencies"</h3>
                    <ul class="needs">{rows}</ul>
                </section>
            }
        })
    };
    view! { {shown} }
}

fn row(
    port: Port<Processes>,
    policy: &Policy,
    group: &GroupId,
    need: &Need,
    fix: Option<Edit>,
) -> impl IntoView + use<> {
    let name = |id: &ProcessId| policy.catalogue.process(id).map_or("?", |p| p.name.as_str());
    let words = format!(
        "{} needs {} at {} or above.",
        name(&need.process),
        name(&need.needs),
        need.at_least.name()
    );
    let state = match &fix {
        Some(_) => "not met",
        None if policy.level(group, &need.process) == Level::Deny => "does not matter now",
        None => "met",
    };
    let button = fix.map(|fix| {
        let (label, to) = match &fix {
            Edit::Assign { level, .. } => (format!("Set {} to {}", name(&need.needs), level.name()), fix.clone()),
            other => ("Mend".to_owned(), other.clone()),
        };
        view! {
            <button type="button" class="button" on:click=move |_| port.send(to.clone())>
                {label}
            </button>
        }
    });
    view! {
        <li data-state=state>
            <span>{words}</span>
            <span class="needs-state">{state}</span>
            {need.inferred.then(|| view! { <span class="inferred">"direction inferred"</span> })}
            {button}
        </li>
    }
}

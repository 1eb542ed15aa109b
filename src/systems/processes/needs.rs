//! The interdependencies that concern one main process, whether a group meets them, and the click
//! that makes it so.

use leptos::prelude::AnyView;

use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, bound, button, tag};
use whocan_core::directory::GroupId;
use whocan_core::models::processes::policy::{Level, MainProcess, Need, Policy, ProcessId};
use whocan_core::models::processes::{Edit, Processes, unmet};

/// The panel; nothing where no pair concerns the main process.
pub(super) fn interdependencies(
    system: SystemContext<Processes>,
    group: GroupId,
    main: MainProcess,
) -> AnyView {
    bound(move || {
        let policy = system.policy.get();
        let ours = |need: &&Need| {
            main.processes.iter().any(|p| p.id == need.process || p.id == need.needs)
        };
        let unmet = unmet(&policy, &group);
        let row = |need: &Need| {
            let fix = unmet.iter().find(|it| it.need == *need).map(|it| it.fix(&group));
            row(system, &policy, &group, need, fix)
        };
        let rows: Vec<Tag> = policy.needs.iter().filter(ours).map(row).collect();
        (!rows.is_empty()).then(|| {
            tag("section")
                .class("panel")
                .attr("aria-labelledby", "interdependencies")
                .child(tag("h3").attr("id", "interdependencies").text("Interdependencies"))
                .child(tag("ul").class("needs").children(rows))
        })
    })
}

fn row(
    system: SystemContext<Processes>,
    policy: &Policy,
    group: &GroupId,
    need: &Need,
    fix: Option<Edit>,
) -> Tag {
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
    let mend = fix.map(|fix| {
        let label = match &fix {
            Edit::Assign { level, .. } => format!("Set {} to {}", name(&need.needs), level.name()),
            _ => "Mend".to_owned(),
        };
        button(label, move || system.send(fix.clone()))
    });
    let inferred = need.inferred.then(|| tag("span").class("inferred").text("direction inferred"));
    tag("li")
        .attr("data-state", state)
        .child(tag("span").text(words))
        .child(tag("span").class("needs-state").text(state))
        .child(inferred)
        .child(mend)
}

//! The User Group Processes Editor, in the three stages that its users know: select a group, select
//! a main business process, assign levels to its processes.

use leptos::prelude::*;

use super::admins::system_admins;
use super::catalogue::catalogue;
use super::group::select_a_group;
use super::levels::mark_view;
use super::needs::interdependencies;
use super::sheet::{LevelSheet, Part};
use crate::grid::geometry::px;
use crate::grid::{Click, Grid, GridSource as _, GridState, height_of};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::directory::GroupId;
use whocan_core::models::processes::policy::{MainProcess, Mark};
use whocan_core::models::processes::{Dependents, Processes};

/// The focus is the group, the main process, the process and the level, as far as they are chosen.
pub(super) fn editor(system: SystemContext<Processes>) -> AnyView {
    let step = move |at: usize| system.focus.with(|focus| focus.get(at).cloned());
    let group = Derived::new(move |_| {
        let id = GroupId::from(step(0)?);
        system.directory.with(|directory| {
            let group = directory.groups.get(&id)?;
            Some((id.clone(), group.name.clone()))
        })
    });
    let main = Derived::new(move |_| {
        let id = step(1)?;
        system.policy.with(|policy| policy.catalogue.main(&id.as_str().into()).cloned())
    });
    let stage = move || match group.get() {
        None => select_a_group(system, move |id| system.on_focus.run(vec![id])).any(),
        Some((id, name)) => untrack(|| chosen(system, id, name, main)),
    };
    let body = tag("div").class("editor").bind_child(stage).child(system_admins(system));
    all([crumbs(), body])
}

/// Where this is in One.
fn crumbs() -> Tag {
    let here = tag("li").attr("aria-current", "page");
    let list = tag("ol")
        .children(["Tools", "Permissions", "User Group Processes"].map(|step| tag("li").text(step)))
        .child(here.child(tag("h2").text("User Group Processes Editor")));
    let crumbs = tag("nav").class("crumbs").attr("aria-label", "Where this is in One").child(list);
    tag("div").class("work-head").child(crumbs)
}

/// The second and third stage, once a group is selected.
fn chosen(
    system: SystemContext<Processes>,
    group: GroupId,
    name: String,
    main: Derived<Option<MainProcess>>,
) -> AnyView {
    let of_group = group.clone();
    let levels = move || match main.get() {
        None => tag("p")
            .class("hint")
            .text("Select a main process to see its business processes.")
            .any(),
        Some(main) => untrack(|| processes(system, of_group.clone(), main)),
    };
    let named = tag("p")
        .class("panel panel-line")
        .child(tag("span").text("Group: ").child(tag("b").text(name)))
        .child(button("Select another group", move || system.on_focus.run(Vec::new())));
    let split = tag("div")
        .class("editor-split")
        .child(main_processes(system, group, main))
        .child(tag("div").class("editor-levels").bind_child(levels));
    all([named, split, catalogue(system, main)])
}

/// *Main Processes*: each with the group's mark.
fn main_processes(
    system: SystemContext<Processes>,
    group: GroupId,
    main: Derived<Option<MainProcess>>,
) -> Tag {
    let entry = move |of: &MainProcess, mark: Mark, lacks: Option<String>, group: &GroupId| {
        let view = mark_view(mark);
        let focus = vec![group.to_string(), of.id.to_string()];
        let here = of.id.clone();
        let pressed = move || {
            let chosen = main.with(|main| main.as_ref().is_some_and(|m| m.id == here));
            if chosen { "true" } else { "false" }
        };
        let mark = tag("span")
            .class("main-mark")
            .attr("data-sign", view.sign.name())
            .child(tag("span").class("grid-glyph").attr("aria-hidden", "true"))
            .child(tag("span").attr("aria-hidden", "true").text(view.text))
            .child(tag("span").class("unseen").text(view.spoken));
        let choose = tag("button")
            .attr("type", "button")
            .class("main-process")
            .bind("aria-pressed", pressed)
            .on("click", move |_: web_sys::Event| system.on_focus.run(focus.clone()))
            .child(tag("span").text(of.name.clone()))
            .child(lacks.map(|lacks| tag("span").class("main-lacks").text(lacks)))
            .child(mark);
        tag("li").child(choose)
    };
    let entries = move || {
        system.policy.with(|policy| {
            let mains = policy.catalogue.mains().iter();
            // R7
            let dependents = Dependents::of(policy);
            let entry = |main: &MainProcess| {
                let lacks = dependents.lacking_below(policy, &group, main);
                entry(main, policy.mark(&group, main), lacks, &group)
            };
            mains.map(entry).collect::<Vec<_>>()
        })
    };
    tag("section")
        .class("panel")
        .attr("aria-labelledby", "main-processes")
        .child(tag("h3").attr("id", "main-processes").text("Main Processes"))
        .child(tag("ul").class("main-processes").bind_child(entries))
}

/// The processes of the chosen main process, All Secured Data where it applies, interdependencies.
fn processes(system: SystemContext<Processes>, group: GroupId, main: MainProcess) -> AnyView {
    let secured = main.processes.iter().any(|process| process.secured);
    let levels = level_grid(system, Part::Levels, &group, &main);
    let data = secured.then(|| {
        tag("section")
            .class("panel")
            .attr("aria-labelledby", "all-secured-data")
            .child(tag("h3").attr("id", "all-secured-data").text("All Secured Data"))
            .child(tag("p").class("hint").text(
                "Field level security: the levels above do not override these. The lower of the \
                 two counts. In One they are set under Tools, Permissions, User Group Permissions.",
            ))
            .child(level_grid(system, Part::Secured, &group, &main))
    });
    all([levels.any(), data.any(), interdependencies(system, group, main)])
}

fn level_grid(
    system: SystemContext<Processes>,
    part: Part,
    group: &GroupId,
    main: &MainProcess,
) -> Tag {
    let (of_group, id) = (group.clone(), main.id.clone());
    let sheet = Derived::new(move |_| {
        let main = system.policy.with(|policy| policy.catalogue.main(&id).cloned());
        let gone = || MainProcess::new(id.as_str(), "");
        LevelSheet::new(system, part, &of_group, &main.unwrap_or_else(gone))
    });
    let active = Derived::new(move |_| {
        system.focus.with(|focus| match focus.as_slice() {
            [_, _, row, column, ..] => Some((row.clone(), column.clone())),
            _ => None,
        })
    });
    let (group, main) = (group.to_string(), main.id.to_string());
    let (id, label) = match part {
        Part::Levels => ("levels", "Business processes"),
        Part::Secured => ("secured", "All Secured Data"),
    };
    let state = GridState::new(id, sheet, active, move |row, column| {
        system.on_focus.run(vec![group.clone(), main.clone(), row, column]);
    });
    let state = state.with_widths(100.0, 190.0).called("processes", "levels");
    tag("div")
        .class("level-grid")
        .bind_style("height", move || px(height_of(sheet.with(|sheet| sheet.shape().rows.len()))))
        .child(view! { <Grid state label click=Click::Acts /> }.into_any())
}

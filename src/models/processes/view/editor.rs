//! The User Group Processes Editor, in the three stages that its users know: select a group, select
//! a main business process, assign levels to its processes.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::Processes;
use super::super::policy::{MainProcess, Mark};
use super::admins::system_admins;
use super::catalogue::catalogue;
use super::group::select_a_group;
use super::levels::mark_face;
use super::needs::interdependencies;
use super::sheet::{LevelSheet, Part};
use crate::directory::GroupId;
use crate::ui::kit::grid::geometry::px;
use crate::ui::kit::grid::{Grid, GridState, Sheet, height_of};
use crate::ui::port::Port;

/// The focus is the group, the main process, the process and the level, as far as they are chosen.
pub(super) fn editor(port: Port<Processes>) -> impl IntoView {
    let step = move |at: usize| port.focus.with(|focus| focus.get(at).cloned());
    let group = Memo::new(move |_| {
        let id = GroupId::from(step(0)?);
        port.directory.with(|directory| {
            let group = directory.groups.get(&id)?;
            Some((id.clone(), group.name.clone()))
        })
    });
    let main = Memo::new(move |_| {
        let id = step(1)?;
        port.policy.with(|policy| policy.catalogue.main(&id.as_str().into()).cloned())
    });
    let stage = move || match group.get() {
        None => select_a_group(port, move |id| port.on_focus.run(vec![id])).into_any(),
        Some((id, name)) => chosen(port, id, name, main).into_any(),
    };
    view! {
        <div class="work-head">
            <nav class="crumbs" aria-label="Where this is in One">
                <ol>
                    <li>"Tools"</li>
                    <li>"Permissions"</li>
                    <li>"User Group Processes"</li>
                    <li aria-current="page">
                        <h2>"User Group Processes Editor"</h2>
                    </li>
                </ol>
            </nav>
        </div>
        <div class="editor">
            {stage}
            {system_admins(port)}
        </div>
    }
}

/// The second and third stage, once a group is selected.
fn chosen(
    port: Port<Processes>,
    group: GroupId,
    name: String,
    main: Memo<Option<MainProcess>>,
) -> impl IntoView {
    let for_list = group.clone();
    let for_levels = group.clone();
    let levels = move || match main.get() {
        None => view! { <p class="hint">"Select a main process to see its business processes."</p> }
            .into_any(),
        Some(main) => processes(port, for_levels.clone(), main).into_any(),
    };
    view! {
        <p class="panel panel-line">
            <span>"Group: "<b>{name}</b></span>
            <button type="button" class="button" on:click=move |_| port.on_focus.run(Vec::new())>
                "Select another group"
            </button>
        </p>
        <div class="editor-split">
            {main_processes(port, for_list, main)}
            <div class="editor-levels">{levels}</div>
        </div>
        {catalogue(port, main)}
    }
}

/// *Main Processes*: each with the group's mark.
fn main_processes(
    port: Port<Processes>,
    group: GroupId,
    main: Memo<Option<MainProcess>>,
) -> impl IntoView {
    let entry = move |of: &MainProcess, mark: Mark, group: GroupId| {
        let face = mark_face(mark, false);
        let id = of.id.clone();
        let here = of.id.clone();
        let name = of.name.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="main-process"
                    aria-pressed=move || {
                        let chosen = main.with(|main| main.as_ref().is_some_and(|m| m.id == here));
                        if chosen { "true" } else { "false" }
                    }
                    on:click=move |_| port.on_focus.run(vec![group.to_string(), id.to_string()])
                >
                    <span>{name}</span>
                    <span class="main-mark" data-sign=face.sign.name()>
                        <span class="grid-glyph" aria-hidden="true"></span>
                        <span aria-hidden="true">{face.text}</span>
                        <span class="unseen">{face.spoken}</span>
                    </span>
                </button>
            </li>
        }
    };
    let entries = move || {
        port.policy.with(|policy| {
            let mains = policy.catalogue.mains().iter();
            mains
                .map(|main| entry(main, policy.mark(&group, main), group.clone()))
                .collect_view()
        })
    };
    view! {
        <section class="panel" aria-labelledby="main-processes">
            <h3 id="main-processes">"Main Processes"</h3>
            <ul class="main-processes">{entries}</ul>
        </section>
    }
}

/// The processes of the chosen main process, All Secured Data where it applies, interdependencies.
fn processes(port: Port<Processes>, group: GroupId, main: MainProcess) -> impl IntoView {
    let secured = main.processes.iter().any(|process| process.secured);
    let grid = level_grid(port, Part::Levels, &group, &main);
    let data = secured.then(|| {
        view! {
            <section class="panel" aria-labelledby="all-secured-data">
                <h3 id="all-secured-data">"All Secured Data"</h3>
                <p class="hint">
                    "Field level security: the levels above do not override these. The lower of the
                    two counts. In One they are set under Tools, Permissions, User Group Permissions."
                </p>
                {level_grid(port, Part::Secured, &group, &main)}
            </section>
        }
    });
    view! {
        {grid}
        {data}
        {interdependencies(port, group, main)}
    }
}

fn level_grid(
    port: Port<Processes>,
    part: Part,
    group: &GroupId,
    main: &MainProcess,
) -> impl IntoView + use<> {
    let (for_sheet, id) = (group.clone(), main.id.clone());
    let sheet = Memo::new(move |_| {
        let main = port.policy.with(|policy| policy.catalogue.main(&id).cloned());
        let gone = || MainProcess::new(id.as_str(), "");
        LevelSheet::new(port, part, &for_sheet, &main.unwrap_or_else(gone))
    });
    let sheet = Signal::derive(move || -> Arc<dyn Sheet> { Arc::new(sheet.get()) });
    let active = Signal::derive(move || {
        port.focus.with(|focus| match focus.as_slice() {
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
        port.on_focus.run(vec![group.clone(), main.clone(), row, column]);
    });
    let state = state.with_widths(100.0, 190.0);
    view! {
        <div
            class="level-grid"
            style:height=move || {
                px(height_of(sheet.with(|sheet| sheet.shape().rows.len())))
            }
        >
            <Grid state label=Signal::stored(label.to_owned()) acts_on_click=true />
        </div>
    }
}

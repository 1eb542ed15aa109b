//! The catalogue: main processes and processes, their names, their order, which levels they offer,
//! and what needs what.

use leptos::prelude::*;

use super::super::policy::{Level, MainProcess, Need, Offered, Process, ProcessId};
use super::super::{Edit, Processes};
use crate::format::Extra;
use crate::ui::port::Port;

/// The panel, about the chosen main process.
pub(super) fn catalogue(
    port: Port<Processes>,
    main: Memo<Option<MainProcess>>,
) -> impl IntoView {
    let body = move || {
        main.get().map(|main| {
            let add = main.clone();
            let rows = main.processes.iter().enumerate();
            let rows = rows.map(|(at, process)| process_row(port, &main, at, process)).collect_view();
            view! {
                {main_row(port, &main)}
                <ul class="catalogue">{rows}</ul>
                {adder("Add a process", move |name| {
                    let process = Process::new(&port.new_id('b'), &name);
                    port.send(Edit::AddProcess(add.id.clone(), process, usize::MAX));
                })}
                {needs(port, &main)}
            }
        })
    };
    view! {
        <details class="panel">
            <summary>"Catalogue of processes"</summary>
            <p class="hint">
                "What One offers differs from site to site: edit the list until it is yours. A level
                that is taken away counts as the next one down, wherever it is set."
            </p>
            {body}
            {adder("Add a main process", move |name| {
                port.send(Edit::AddMain(MainProcess::new(&port.new_id('m'), &name), usize::MAX));
            })}
        </details>
    }
}

/// A field that renames in place.
fn name_field(label: String, name: String, rename: impl Fn(String) + 'static) -> impl IntoView {
    view! {
        <input
            class="field"
            aria-label=label
            prop:value=name
            on:change=move |event| rename(event_target_value(&event))
        />
    }
}

fn adder(label: &'static str, add: impl Fn(String) + 'static) -> impl IntoView {
    let name = RwSignal::new(String::new());
    view! {
        <form
            class="panel-line"
            on:submit=move |event| {
                event.prevent_default();
                add(name.get_untracked());
                name.set(String::new());
            }
        >
            <input
                class="field"
                aria-label=format!("{label}: its name")
                prop:value=name
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button
                type="submit"
                class="button"
                disabled=move || name.with(|name| name.trim().is_empty())
            >{label}</button>
        </form>
    }
}

/// Up, down and away.
fn movers(
    name: String,
    up: impl Fn() + 'static,
    down: impl Fn() + 'static,
    remove: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="button" aria-label=format!("{name}: up") on:click=move |_| up()>"↑"</button>
        <button type="button" class="button" aria-label=format!("{name}: down") on:click=move |_| down()>"↓"</button>
        <button type="button" class="button" aria-label=format!("Remove {name}") on:click=move |_| remove()>"Remove"</button>
    }
}

fn main_row(port: Port<Processes>, main: &MainProcess) -> impl IntoView + use<> {
    let place = {
        let id = main.id.clone();
        move || {
            port.policy.with_untracked(|policy| {
                policy.catalogue.mains().iter().position(|main| main.id == id).unwrap_or_default()
            })
        }
    };
    let (rename, up, down, remove) =
        (main.id.clone(), main.id.clone(), main.id.clone(), main.id.clone());
    let above = place.clone();
    view! {
        <div class="panel-line">
            {name_field("Name of the main process".to_owned(), main.name.clone(), move |name| {
                port.send(Edit::RenameMain(rename.clone(), name));
            })}
            {movers(
                main.name.clone(),
                move || port.send(Edit::MoveMain(up.clone(), above().saturating_sub(1))),
                move || port.send(Edit::MoveMain(down.clone(), place() + 1)),
                move || port.send(Edit::RemoveMain(remove.clone())),
            )}
        </div>
    }
}

fn process_row(
    port: Port<Processes>,
    main: &MainProcess,
    at: usize,
    process: &Process,
) -> impl IntoView + use<> {
    let id = process.id.clone();
    let (rename, up, down, remove, secured) =
        (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let (here, there) = (main.id.clone(), main.id.clone());
    let offered = process.offered;
    let levels = [Level::Read, Level::ReadWrite, Level::ReadWriteDelete].map(|level| {
        let id = id.clone();
        let restrict = move |event| {
            let wanted = event_target_checked(&event);
            let others = offered.levels().filter(|other| *other != level);
            port.send(Edit::Restrict(id.clone(), Offered::of(others.chain(wanted.then_some(level)))));
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=offered.has(level) on:change=restrict />
                {level.name()}
            </label>
        }
    });
    let secure = move |event| {
        port.send(match event_target_checked(&event) {
            true => Edit::SecureProcess(secured.clone()),
            false => Edit::UnsecureProcess(secured.clone()),
        });
    };
    view! {
        <li class="panel-line" role="group" aria-label=process.name.clone()>
            {name_field(format!("Name of {}", process.name), process.name.clone(), move |name| {
                port.send(Edit::RenameProcess(rename.clone(), name));
            })}
            {levels.into_iter().collect_view()}
            <label class="choice">
                <input type="checkbox" prop:checked=process.secured on:change=secure />
                "Field level security"
            </label>
            {process.inferred.then(|| view! { <span class="inferred">"inferred"</span> })}
            {movers(
                process.name.clone(),
                move || port.send(Edit::MoveProcess(up.clone(), here.clone(), at.saturating_sub(1))),
                move || port.send(Edit::MoveProcess(down.clone(), there.clone(), at + 1)),
                move || port.send(Edit::RemoveProcess(remove.clone())),
            )}
        </li>
    }
}

/// The interdependencies of this main process, to be removed, turned around and added.
fn needs(port: Port<Processes>, main: &MainProcess) -> impl IntoView + use<> {
    let ours = main.clone();
    let options = move || {
        port.policy.with(|policy| {
            let option = |process: &Process| {
                view! { <option value=process.id.to_string()>{process.name.clone()}</option> }
            };
            policy.catalogue.processes().map(option).collect_view()
        })
    };
    let rows = move || {
        port.policy.with(|policy| {
            let name = |id: &ProcessId| policy.catalogue.process(id).map_or("?", |p| p.name.as_str());
            let concerns = |need: &&Need| {
                ours.processes.iter().any(|p| p.id == need.process || p.id == need.needs)
            };
            let row = |need: &Need| {
                let words = format!("{} needs {}", name(&need.process), name(&need.needs));
                let (old, turned) = (need.clone(), need.clone());
                view! {
                    <li class="panel-line">
                        <span>{words.clone()}</span>
                        <button
                            type="button"
                            class="button"
                            aria-label=format!("Turn around: {words}")
                            on:click=move |_| {
                                let need = turned.clone();
                                let (process, needs) = (need.needs.clone(), need.process.clone());
                                port.send_all("turn an interdependency around".to_owned(), vec![
                                    Edit::RemoveNeed(need.process.clone(), need.needs.clone()),
                                    Edit::AddNeed(Need { process, needs, ..need }),
                                ]);
                            }
                        >"Turn around"</button>
                        <button
                            type="button"
                            class="button"
                            aria-label=format!("Remove: {words}")
                            on:click=move |_| {
                                port.send(Edit::RemoveNeed(old.process.clone(), old.needs.clone()));
                            }
                        >"Remove"</button>
                    </li>
                }
            };
            policy.needs.iter().filter(concerns).map(row).collect_view()
        })
    };
    let (dependent, prerequisite) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move |_| {
        port.send(Edit::AddNeed(Need {
            process: dependent.get_untracked().into(),
            needs: prerequisite.get_untracked().into(),
            at_least: Level::Read,
            inferred: false,
            extra: Extra::new(),
        }));
    };
    let incomplete = move || {
        dependent.with(|a| prerequisite.with(|b| a.is_empty() || b.is_empty() || a == b))
    };
    view! {
        <h4>"Interdependencies"</h4>
        <ul class="catalogue">{rows}</ul>
        <div class="panel-line">
            <select
                class="field"
                aria-label="The process that needs another"
                on:change=move |event| dependent.set(event_target_value(&event))
            >
                <option value="">"this process"</option>
                {options}
            </select>
            <span>"needs"</span>
            <select
                class="field"
                aria-label="What it needs"
                on:change=move |event| prerequisite.set(event_target_value(&event))
            >
                <option value="">"that process"</option>
                {options}
            </select>
            <button type="button" class="button" disabled=incomplete on:click=add>"Add"</button>
        </div>
    }
}

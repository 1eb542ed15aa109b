//! The catalogue: main processes and processes, their names, their order, which levels they offer,
//! and what needs what.

use leptos::prelude::{AnyView, event_target_value, untrack};

use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::fields::{add_by_name, field};
use crate::ui::kit::tag::{Piece, Tag, all, button, tag, tick};
use whocan_core::format::Extra;
use whocan_core::models::processes::policy::{
    Level, MainProcess, Need, Offered, Process, ProcessId,
};
use whocan_core::models::processes::{Edit, Processes};

/// The panel, about the chosen main process.
pub(super) fn catalogue(
    system: SystemContext<Processes>,
    main: Derived<Option<MainProcess>>,
) -> Tag {
    let body = move || main.get().map(|main| untrack(|| of_main(system, &main)));
    let add_main = move |name: String| {
        system.send(Edit::AddMain(MainProcess::new(&system.new_id('m'), &name), usize::MAX));
    };
    tag("details")
        .class("panel")
        .child(tag("summary").text("Catalogue of processes"))
        .child(tag("p").class("hint").text(
            "What One offers differs from site to site: edit the list until it is yours. A level \
             that is taken away counts as the next one down, wherever it is set.",
        ))
        .bind_child(body)
        .child(adder("Add a main process", add_main))
}

fn of_main(system: SystemContext<Processes>, main: &MainProcess) -> AnyView {
    let id = main.id.clone();
    let add = move |name: String| {
        let process = Process::new(&system.new_id('b'), &name);
        system.send(Edit::AddProcess(id.clone(), process, usize::MAX));
    };
    let rows = main.processes.iter().enumerate();
    let rows = rows.map(|(at, process)| process_row(system, main, at, process));
    let list = tag("ul").class("catalogue").children(rows);
    all([
        main_row(system, main).any(),
        list.any(),
        adder("Add a process", add).any(),
        needs(system, main),
    ])
}

fn adder(label: &'static str, add: impl Fn(String) + Send + Sync + 'static) -> Tag {
    add_by_name(format!("{label}: its name"), label, None, add)
}

/// Up, down and away; each edit is made when it is asked for.
fn movers(
    system: SystemContext<Processes>,
    name: &str,
    up: impl Fn() -> Edit + Send + Sync + 'static,
    down: impl Fn() -> Edit + Send + Sync + 'static,
    remove: Edit,
) -> [Tag; 3] {
    [
        button("↑", move || system.send(up())).attr("aria-label", format!("{name}: up")),
        button("↓", move || system.send(down())).attr("aria-label", format!("{name}: down")),
        button("Remove", move || system.send(remove.clone()))
            .attr("aria-label", format!("Remove {name}")),
    ]
}

fn main_row(system: SystemContext<Processes>, main: &MainProcess) -> Tag {
    let (id, rename) = (main.id.clone(), main.id.clone());
    let place = move || {
        system.policy.with_untracked(|policy| {
            policy.catalogue.mains().iter().position(|main| main.id == id).unwrap_or_default()
        })
    };
    let (up, down, above) = (main.id.clone(), main.id.clone(), place.clone());
    let field = field("Name of the main process".to_owned(), main.name.clone(), move |name| {
        system.send(Edit::RenameMain(rename.clone(), name));
    });
    let movers = movers(
        system,
        &main.name,
        move || Edit::MoveMain(up.clone(), above().saturating_sub(1)),
        move || Edit::MoveMain(down.clone(), place() + 1),
        Edit::RemoveMain(main.id.clone()),
    );
    tag("div").class("panel-line").child(field).children(movers)
}

fn process_row(
    system: SystemContext<Processes>,
    main: &MainProcess,
    at: usize,
    process: &Process,
) -> Tag {
    let (id, offered) = (process.id.clone(), process.offered);
    let levels = [Level::Read, Level::ReadWrite, Level::ReadWriteDelete].map(|level| {
        let id = id.clone();
        tick(
            level.name(),
            move || offered.has(level),
            move |wanted| {
                let others = offered.levels().filter(|other| *other != level);
                let offered = Offered::of(others.chain(wanted.then_some(level)));
                system.send(Edit::Restrict(id.clone(), offered));
            },
        )
    });
    let secured = id.clone();
    let is_secured = process.secured;
    let secure = tick(
        "Field level security",
        move || is_secured,
        move |wanted| {
            system.send(match wanted {
                true => Edit::SecureProcess(secured.clone()),
                false => Edit::UnsecureProcess(secured.clone()),
            });
        },
    );
    let rename = id.clone();
    let label = format!("Name of {}", process.name);
    let field = field(label, process.name.clone(), move |name| {
        system.send(Edit::RenameProcess(rename.clone(), name));
    });
    let (up, here) = (id.clone(), main.id.clone());
    let (down, there) = (id.clone(), main.id.clone());
    let movers = movers(
        system,
        &process.name,
        move || Edit::MoveProcess(up.clone(), here.clone(), at.saturating_sub(1)),
        move || Edit::MoveProcess(down.clone(), there.clone(), at + 1),
        Edit::RemoveProcess(id.clone()),
    );
    tag("li")
        .class("panel-line")
        .attr("role", "group")
        .attr("aria-label", process.name.clone())
        .child(field)
        .children(levels)
        .child(secure)
        .child(process.inferred.then(|| tag("span").class("inferred").text("inferred")))
        .children(movers)
}

/// The interdependencies of this main process, to be removed, turned around and added.
fn needs(system: SystemContext<Processes>, main: &MainProcess) -> AnyView {
    let ours = main.clone();
    let rows = move || {
        system.policy.with(|policy| {
            let concerns = |need: &&Need| {
                ours.processes.iter().any(|p| p.id == need.process || p.id == need.needs)
            };
            let name = |id: &ProcessId| {
                policy.catalogue.process(id).map_or("?", |process| process.name.as_str())
            };
            let row = |need: &Need| {
                let words = format!("{} needs {}", name(&need.process), name(&need.needs));
                need_row(system, need, words)
            };
            policy.needs.iter().filter(concerns).map(row).collect::<Vec<_>>()
        })
    };
    let (dependent, prerequisite) = (State::new(String::new()), State::new(String::new()));
    let add = move || {
        system.send(Edit::AddNeed(Need {
            process: dependent.get_untracked().into(),
            needs: prerequisite.get_untracked().into(),
            at_least: Level::Read,
            inferred: false,
            extra: Extra::new(),
        }));
    };
    let incomplete =
        move || dependent.with(|a| prerequisite.with(|b| a.is_empty() || b.is_empty() || a == b));
    let line = tag("div")
        .class("panel-line")
        .child(choice(system, "The process that needs another", "this process", dependent))
        .child(tag("span").text("needs"))
        .child(choice(system, "What it needs", "that process", prerequisite))
        .child(button("Add", add).bind("disabled", incomplete));
    let list = tag("ul").class("catalogue").bind_child(rows);
    all([tag("h4").text("Interdependencies"), list, line])
}

/// A choice among all processes.
fn choice(
    system: SystemContext<Processes>,
    label: &'static str,
    none: &'static str,
    chosen: State<String>,
) -> Tag {
    let options = move || {
        system.policy.with(|policy| {
            let option = |process: &Process| {
                tag("option").attr("value", process.id.to_string()).text(process.name.clone())
            };
            policy.catalogue.processes().map(option).collect::<Vec<_>>()
        })
    };
    tag("select")
        .class("field")
        .attr("aria-label", label)
        .on("change", move |event: web_sys::Event| chosen.set(event_target_value(&event)))
        .child(tag("option").attr("value", "").text(none))
        .bind_child(options)
}

fn need_row(system: SystemContext<Processes>, need: &Need, words: String) -> Tag {
    let (old, turned) = (need.clone(), need.clone());
    let turn = move || {
        let need = turned.clone();
        let (process, needs) = (need.needs.clone(), need.process.clone());
        let edits = vec![
            Edit::RemoveNeed(need.process.clone(), need.needs.clone()),
            Edit::AddNeed(Need { process, needs, ..need }),
        ];
        system.send_all("turn an interdependency around".to_owned(), edits);
    };
    let remove = move || system.send(Edit::RemoveNeed(old.process.clone(), old.needs.clone()));
    tag("li")
        .class("panel-line")
        .child(tag("span").text(words.clone()))
        .child(button("Turn around", turn).attr("aria-label", format!("Turn around: {words}")))
        .child(button("Remove", remove).attr("aria-label", format!("Remove: {words}")))
}

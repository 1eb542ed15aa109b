//! The catalogue of processes: what stands under the chosen main process, its names, its order, which
//! levels each process offers, which menu routes and links it opens, and what needs what.

use leptos::prelude::*;

use super::page::Page;
use crate::components::{
    Adder, Checkbox, Choice, For, Icon, Menu, MenuItem, Modal, Mood, PairAdder, Show, Tag, Ticked,
    unique_id,
};
use crate::platform::page as dom;
use whocan_core::format::Extra;
use whocan_core::models::processes::Edit;
use whocan_core::models::processes::policy::{
    Level, MainProcess, Need, Offered, Process, ProcessId,
};

/// See the module.
#[component]
pub(super) fn CatalogueDialog(page: Page) -> AnyView {
    let main = page.main_name();
    let title = Signal::derive(move || match main.get() {
        name if name.is_empty() => "Catalogue of processes".to_owned(),
        name => format!("Catalogue of processes: {name}"),
    });
    view! {
        <Modal
            open=page.catalogue
            title
            class="modal-wide processes-catalogue"
            on_close=move || page.catalogue.set(false)
        >
            <Body page />
        </Modal>
    }
    .into_any()
}

#[component]
fn Body(page: Page) -> AnyView {
    let any = Signal::derive(move || page.main.with(Option::is_some));
    let add_main = move |name: String| {
        let id = page.new_id('m');
        page.send(Edit::AddMain(MainProcess::new(&id, &name), usize::MAX));
        page.choose_main(&id);
    };
    view! {
        <div class="processes-form">
            <p>
                "What One offers differs from site to site: edit the list until it is yours. A level that \
                 is taken away counts as the next one down, wherever it is set."
            </p>
            <Show when=any>
                <MainLine page />
                <ProcessList page />
                <Needs page />
            </Show>
            <Adder label="Add a main process" on_add=add_main />
        </div>
    }
    .into_any()
}

/// A field that is done with when it is left or Enter is pressed; a name that is refused comes back.
#[component]
fn Field(
    #[prop(into)] label: Signal<String>,
    value: Signal<String>,
    /// Whether it has several lines.
    #[prop(optional)]
    lines: bool,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    let id = unique_id();
    let label = view! {
        <label class="field-label" for=id.clone()>
            {label}
        </label>
    };
    let field = match lines {
        true => view! {
            <textarea
                class="field-box field-area"
                id=id
                rows="2"
                prop:value=value
                on:change:target=move |event| on_change.run(event.target().value())
            ></textarea>
        }
        .into_any(),
        false => view! {
            <input
                class="field-box"
                id=id
                type="text"
                autocomplete="off"
                prop:value=value
                on:change:target=move |event| {
                    on_change.run(event.target().value());
                    event.target().set_value(&value.get_untracked());
                }
            />
        }
        .into_any(),
    };
    view! {
        <div class="text-field">{label}{field}</div>
    }
    .into_any()
}

/// The name and the place of the main process.
#[component]
fn MainLine(page: Page) -> AnyView {
    let rename = move |name: String| {
        let main = page.main.get_untracked();
        main.into_iter().for_each(|main| page.send(Edit::RenameMain(main, name.clone())));
    };
    let move_by = move |by: isize| {
        let Some(main) = page.main.get_untracked() else { return };
        let place = page.policy.with_untracked(|policy| {
            policy.catalogue.headings().iter().position(|it| it.id == main).unwrap_or_default()
        });
        page.send(Edit::MoveMain(main, place.saturating_add_signed(by)));
    };
    let remove = move || {
        let main = page.main.get_untracked();
        main.into_iter().for_each(|main| page.send(Edit::RemoveMain(main)));
    };
    let items = move || {
        vec![
            MenuItem::new("Move up", move || move_by(-1)),
            MenuItem::new("Move down", move || move_by(1)),
            MenuItem::new(format!("Remove {}", page.main_name().get()), remove).begins_group(),
        ]
    };
    view! {
        <div class="catalogue-line">
            <Field
                label=Signal::stored("Name of the main process".to_owned())
                value=page.main_name()
                on_change=rename
            />
            <Menu
                label="More for the main process"
                icon=Icon::More
                bare=true
                items=Signal::derive(items)
            />
        </div>
    }
    .into_any()
}

/// The processes of the chosen main process. A row keeps its number, and with it the focus.
#[component]
fn ProcessList(page: Page) -> AnyView {
    let known: StoredValue<Vec<ProcessId>> = StoredValue::new(Vec::new());
    let key = move |id: &ProcessId| {
        known
            .try_update_value(|known| {
                known.iter().position(|it| it == id).unwrap_or_else(|| {
                    known.push(id.clone());
                    known.len() - 1
                })
            })
            .unwrap_or_default()
    };
    let each = Memo::new(move |_| {
        page.with_main(|_, main| main.processes.iter().map(|it| key(&it.id)).collect::<Vec<_>>())
    });
    let row = move |key: usize| {
        let id = known.with_value(|known| known.get(key).cloned());
        id.map(|id| view! { <ProcessRow page id /> }).into_any()
    };
    let add = move |name: String| {
        let process = Process::new(&page.new_id('b'), &name);
        let main = page.main.get_untracked();
        main.into_iter()
            .for_each(|main| page.send(Edit::AddProcess(main, process.clone(), usize::MAX)));
    };
    view! {
        <div class="catalogue-processes">
            <For each row />
        </div>
        <Adder label="Add a process" on_add=add />
    }
    .into_any()
}

/// What a process is, followed.
fn process(page: Page, id: ProcessId) -> Memo<Process> {
    Memo::new(move |before: Option<&Process>| {
        let found = page.policy.with(|policy| policy.catalogue.item(&id).cloned());
        found.or_else(|| before.cloned()).unwrap_or_else(|| Process::new(id.as_str(), ""))
    })
}

#[component]
fn ProcessRow(page: Page, id: ProcessId) -> AnyView {
    let process = process(page, id.clone());
    let name = Signal::derive(move || process.with(|process| process.name.clone()));
    let element = format!("catalogue-{id}");
    let rename = {
        let id = id.clone();
        move |name: String| page.send(Edit::RenameProcess(id.clone(), name))
    };
    let label = Signal::derive(move || format!("Name of {}", name.get()));
    let inferred = Signal::derive(move || process.with(|process| process.inferred));
    view! {
        <div class="catalogue-process" id=element role="group" aria-label=name>
            <div class="catalogue-line">
                <Field label value=name on_change=rename />
                <ProcessMenu page id=id.clone() name />
            </div>
            <Offers page id=id.clone() process />
            <Routes page id process />
            <Show when=inferred>
                <Tag text="Inferred" mood=Mood::Warn />
            </Show>
        </div>
    }
    .into_any()
}

/// Up, down and away.
#[component]
fn ProcessMenu(page: Page, id: ProcessId, name: Signal<String>) -> AnyView {
    let own = id.clone();
    let move_by = move |by: isize| {
        let found = page.policy.with_untracked(|policy| {
            let (main, _) = policy.catalogue.with_heading(&own)?;
            let place = main.processes.iter().position(|it| it.id == own)?;
            Some((main.id.clone(), place))
        });
        let Some((main, place)) = found else { return };
        page.send(Edit::MoveProcess(own.clone(), main, place.saturating_add_signed(by)));
        let element = format!("catalogue-{own}");
        dom::focus_first_soon(element, "[aria-haspopup]");
    };
    let items = move || {
        let (up, down, gone) = (move_by.clone(), move_by.clone(), id.clone());
        let remove = move || page.send(Edit::RemoveProcess(gone.clone()));
        vec![
            MenuItem::new("Move up", move || up(-1)),
            MenuItem::new("Move down", move || down(1)),
            MenuItem::new(format!("Remove {}", name.get()), remove).begins_group(),
        ]
    };
    let label = format!("More for {}", name.get_untracked());
    view! { <Menu label icon=Icon::More bare=true items=Signal::derive(items) /> }.into_any()
}

/// Which levels it offers, and whether field level security applies.
#[component]
fn Offers(page: Page, id: ProcessId, process: Memo<Process>) -> AnyView {
    let ticked = move |is: fn(&Process, Level) -> bool, level: Level| {
        Signal::derive(move || match process.with(|process| is(process, level)) {
            true => Ticked::On,
            false => Ticked::Off,
        })
    };
    let level = {
        let id = id.clone();
        move |level: Level| {
            let id = id.clone();
            let tick = move |wanted: bool| {
                let offered = process.with_untracked(|process| process.offered);
                let others = offered.levels().filter(|other| *other != level);
                let offered = Offered::of(others.chain(wanted.then_some(level)));
                page.send(Edit::Restrict(id.clone(), offered));
            };
            let ticked = ticked(|process, level| process.offered.has(level), level);
            view! { <Checkbox label=level.name() ticked on_tick=tick /> }
        }
    };
    let secure = move |wanted: bool| {
        page.send(Edit::SecureProcess(id.clone(), wanted));
    };
    let secured = ticked(|process, _| process.secured, Level::Deny);
    let levels = [Level::Read, Level::ReadWrite, Level::ReadWriteDelete];
    view! {
        <div class="catalogue-offers">
            {levels.map(level).into_iter().collect_view()}
            <Checkbox label="Field level security" ticked=secured on_tick=secure />
        </div>
    }
    .into_any()
}

/// Which menu routes and links it opens, as free text.
#[component]
fn Routes(page: Page, id: ProcessId, process: Memo<Process>) -> AnyView {
    let value = Signal::derive(move || process.with(|process| process.routes.join("\n")));
    let change = move |text: String| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        page.send(Edit::SetRoutes(id.clone(), lines.map(str::to_owned).collect()));
    };
    view! {
        <Field
            label=Signal::stored("Menu routes and links, one a line".to_owned())
            value
            lines=true
            on_change=change
        />
    }
    .into_any()
}

/// The interdependencies of this main process, to be removed, turned around and added.
#[component]
fn Needs(page: Page) -> AnyView {
    let rows = Memo::new(move |_| {
        page.with_main(|policy, main| {
            let concerns = |need: &&Need| {
                main.processes.iter().any(|it| it.id == need.process || it.id == need.needs)
            };
            let name = |id: &ProcessId| {
                policy.catalogue.item(id).map_or("?", |process| process.name.as_str())
            };
            let row = |need: &Need| {
                let words = format!("{} needs {}", name(&need.process), name(&need.needs));
                (words, need.clone())
            };
            policy.needs.iter().filter(concerns).map(row).collect::<Vec<_>>()
        })
    });
    let rows = move || rows.get().into_iter().map(|row| need_row(page, row)).collect_view();
    view! {
        <h3 class="processes-subtitle">"Interdependencies"</h3>
        <ul class="catalogue-needs">{rows}</ul>
        <AddNeed page />
    }
    .into_any()
}

fn need_row(page: Page, (words, need): (String, Need)) -> AnyView {
    let (old, turned) = (need.clone(), need);
    let turn = move || {
        let need = turned.clone();
        let (process, needs) = (need.needs.clone(), need.process.clone());
        let edits = vec![
            Edit::RemoveNeed(need.process.clone(), need.needs.clone()),
            Edit::AddNeed(Need { process, needs, ..need }),
        ];
        page.send_all("turn an interdependency around".to_owned(), edits);
    };
    let remove = move || page.send(Edit::RemoveNeed(old.process.clone(), old.needs.clone()));
    let items = vec![MenuItem::new("Turn around", turn), MenuItem::new("Remove", remove)];
    let label = format!("More for {words}");
    view! {
        <li>
            <span>{words}</span>
            <Menu label icon=Icon::More bare=true items=Signal::stored(items) />
        </li>
    }
    .into_any()
}

#[component]
fn AddNeed(page: Page) -> AnyView {
    let choices = Signal::derive(move || {
        page.policy.with(|policy| {
            let all = policy.catalogue.items();
            all.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let add = move |(process, needs): (String, String)| {
        page.send(Edit::AddNeed(Need {
            process: process.into(),
            needs: needs.into(),
            at_least: Level::Read,
            inferred: false,
            extra: Extra::new(),
        }));
    };
    view! {
        <PairAdder
            label="Add"
            fields=["The process that needs another", "What it needs"]
            placeholders=["This process", "That process"]
            choices
            refusals=["Choose both processes first.", "A process cannot need itself."]
            on_add=add
        />
    }
    .into_any()
}

//! Long lists, rows under headings that fold, kinds that go to More where there is no room.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Group, nothing};
use crate::components::{
    Act, GridAct, GridLine, GridStep, PickList, PickRow, Ribbon, RibbonItem, TreeGrid, grid_cell,
};

/// The id of the sample.
const GRID: &str = "sample-grid";

/// What lists much.
#[component]
pub(super) fn Lists() -> AnyView {
    view! {
        <Group title="Kinds: the last ones go to More">
            <Kinds />
        </Group>
        <Group title="A list, however long">
            <Numbers />
        </Group>
        <Group title="Rows under headings that fold">
            <Rows />
        </Group>
    }
    .into_any()
}

#[component]
fn Kinds() -> AnyView {
    let value = RwSignal::new("Tabs".to_owned());
    let kind = |(label, count): (&str, usize)| RibbonItem {
        value: label.to_owned(),
        label: label.to_owned(),
        count,
    };
    let kinds = [("Modules", 10), ("Tabs", 15), ("Commands", 127), ("Templates", 2)].map(kind);
    let items = Signal::stored(kinds.to_vec());
    view! {
        <div class="gallery-ribbon">
            <Ribbon label="Kinds" items value on_choose=move |chosen: String| value.set(chosen) />
        </div>
    }
    .into_any()
}

#[component]
fn Numbers() -> AnyView {
    let chosen = RwSignal::new(Some(3));
    let keys = Signal::stored(Arc::new((0..5000).collect::<Vec<usize>>()));
    let row = |key: usize| PickRow {
        value: key.to_string(),
        name: format!("Person {}", key + 1),
        fact: if key.is_multiple_of(3) { "1 set".to_owned() } else { String::new() },
        changed: key == 4,
        ..PickRow::default()
    };
    view! {
        <div class="gallery-list">
            <PickList
                id="sample-list"
                label="5,000 people"
                keys
                row
                chosen
                on_choose=move |key: usize| chosen.set(Some(key))
                none="Nobody is called so."
            />
        </div>
    }
    .into_any()
}

#[component]
fn Rows() -> AnyView {
    let (open, at) = (RwSignal::new(true), RwSignal::new(Some((1, 1))));
    let lines = Signal::derive(move || {
        let rows = if open.get() { vec![GridLine::Under; 3] } else { Vec::new() };
        Arc::new([vec![GridLine::Heading { open: open.get() }], rows].concat())
    });
    let row = |line: usize| {
        let cell = |column: usize, text: String, role: &'static str| {
            view! {
                <span
                    class="tree-cell"
                    role=role
                    data-column=column.to_string()
                    id=grid_cell(GRID, line, column)
                >
                    {text}
                </span>
            }
        };
        match line {
            0 => cell(0, "Letters".to_owned(), "rowheader").into_any(),
            line => {
                let name = cell(0, format!("Letter {line}"), "rowheader");
                (name, cell(1, "Visible".to_owned(), "gridcell")).into_any()
            }
        }
    };
    let act = move |act: GridAct| {
        if act.line == 0 && act.act != Act::Menu {
            open.update(|open| *open = !*open);
        }
    };
    view! {
        <div class="gallery-list">
            <TreeGrid
                id=GRID
                label=Signal::stored("Letters".to_owned())
                columns=2
                lines
                at
                selected=Signal::stored(None)
                read_only=Signal::stored(false)
                row
                on_go=move |step: GridStep| at.set(Some((step.line, step.column)))
                on_act=act
                on_key=|_: String| {
                    nothing();
                    false
                }
            >
                <span class="tree-cell" role="columnheader">"Name"</span>
                <span class="tree-cell" role="columnheader">"Visibility"</span>
            </TreeGrid>
        </div>
    }
    .into_any()
}

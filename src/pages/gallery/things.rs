//! Lists, tables, cards, what is empty and what is on its way; the scale of type.

use leptos::prelude::*;

use super::{Group, nothing};
use crate::components::{
    Button, ButtonKind, Card, EmptyState, FileButton, Icon, Level, LevelChip, ListRow,
    MatrixPicture, Modal, Show, Skeleton, Table,
};

/// What holds things.
#[component]
pub(super) fn Things() -> AnyView {
    let steps = "A check keeps one answer true: Whocan tells you when a change breaks it.";
    view! {
        <Group title="List row">
            <Rows />
        </Group>
        <Group title="Table">
            <Routes />
        </Group>
        <Group title="Card">
            <Card href="#/gallery" title="A school office">
                "24 people, 9 groups, User Group Processes"
            </Card>
        </Group>
        <Group title="Matrix as a tiny picture">
            <span class="gallery-picture">
                <MatrixPicture rows="332110\n221000\n110333\n000000" />
            </span>
        </Group>
        <Group title="Files and forms">
            <FileButton
                icon=Icon::Folder
                accept=".json"
                on_pick=Callback::new(|_| nothing())
            >
                "Pick a file"
            </FileButton>
            <AskName />
        </Group>
        <Group title="Empty state: always with the next step">
            <EmptyState
                title="No checks yet"
                text=steps
                verb="Check what I am looking at"
                icon=Icon::Plus
                on_verb=nothing
            />
        </Group>
        <Group title="Skeleton">
            <Skeleton lines=3 />
        </Group>
    }
    .into_any()
}

#[component]
fn AskName() -> AnyView {
    let open = RwSignal::new(false);
    let title = Signal::derive(|| "Export this workspace".to_owned());
    view! {
        <Button on_press=move || open.set(true)>"Export…"</Button>
        <Modal open title class="modal-wide" on_close=move || open.set(false)>
            <p class="modal-body">"A file holds the draft as it is now, with its checks."</p>
            <div class="modal-buttons">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary on_press=move || open.set(false)>
                    "Export"
                </Button>
            </div>
        </Modal>
    }
    .into_any()
}

#[component]
fn Rows() -> AnyView {
    let chosen = RwSignal::new("Office Clerks");
    let row = move |name: &'static str| {
        let here = Signal::derive(move || chosen.get() == name);
        let changed = name == "Office Clerks";
        let people = if name == "SEN Team" { "3" } else { "5" };
        view! {
            <ListRow name fact=people chosen=here changed on_choose=move || chosen.set(name) />
        }
    };
    view! {
        <div class="gallery-wide">
            {["Office Clerks", "Heads of Year", "SEN Team"].map(row).collect_view()}
            <Show when=Signal::derive(move || chosen.get() == "SEN Team")>
                <p class="gallery-said">"The SEN Team has 3 people."</p>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn Routes() -> AnyView {
    let heads = vec!["Person", "Loses", "Gains"];
    let chip = |level: Level, word: &str| view! { <LevelChip level word=word.to_owned() /> };
    view! {
        <Table caption="Who is affected" heads>
            <tr class="table-group">
                <th scope="rowgroup" colspan="3">
                    "Office Clerks"
                </th>
            </tr>
            <tr>
                <th scope="row">"Viktor Petrov"</th>
                <td>{chip(Level::Middle, "Read-Write")}</td>
                <td></td>
            </tr>
            <tr class="table-chosen">
                <th scope="row">"Bilal Hussain"</th>
                <td></td>
                <td>{chip(Level::Low, "Read")}</td>
            </tr>
        </Table>
    }
    .into_any()
}

/// The scale of type.
#[component]
pub(super) fn Type() -> AnyView {
    view! {
        <Group title="Type">
            <div class="gallery-wide">
                <p class="type-28">"28 / 34 Page opener"</p>
                <p class="type-20">"20 / 28 Result"</p>
                <p class="type-16">"16 / 24 Object"</p>
                <p class="type-14">"14 / 20 Reading text"</p>
                <p class="type-13">"13 / 20 Interface text"</p>
                <p class="type-12">"12 / 16 Secondary"</p>
                <p class="type-11">"11 / 16 Column heads, keys"</p>
            </div>
        </Group>
    }
    .into_any()
}

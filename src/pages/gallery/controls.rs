//! Buttons, switches, tabs.

use std::time::Duration;

use leptos::prelude::*;

use super::{Group, Sample, nothing};
use crate::components::{
    Button, ButtonKind, ButtonSize, Choice, Icon, IconButton, Segmented, TabItem, TabLinks, Tabs,
};

/// Every kind and size, and each state.
#[component]
pub(super) fn Buttons() -> AnyView {
    view! {
        <Group title="Buttons">
            <PrimaryButtons />
            <OtherButtons />
            <IconButtons />
        </Group>
    }
    .into_any()
}

#[component]
fn PrimaryButtons() -> AnyView {
    let off = Some("Nothing is changed yet.".to_owned());
    view! {
        <Sample name="primary">
            <Button kind=ButtonKind::Primary on_press=nothing>
                "Save"
            </Button>
        </Sample>
        <Sample name="hover" look="hover">
            <Button kind=ButtonKind::Primary on_press=nothing>
                "Save"
            </Button>
        </Sample>
        <Sample name="focus" look="focus">
            <Button kind=ButtonKind::Primary on_press=nothing>
                "Save"
            </Button>
        </Sample>
        <Sample name="off, says why">
            <Button kind=ButtonKind::Primary off on_press=nothing>
                "Save"
            </Button>
        </Sample>
    }
    .into_any()
}

#[component]
fn OtherButtons() -> AnyView {
    let working = RwSignal::new(false);
    let work = move || {
        working.set(true);
        set_timeout(move || working.set(false), Duration::from_secs(3));
    };
    view! {
        <Sample name="secondary">
            <Button on_press=nothing>"Review"</Button>
        </Sample>
        <Sample name="hover" look="hover">
            <Button on_press=nothing>"Review"</Button>
        </Sample>
        <Sample name="pressed" look="pressed">
            <Button on_press=nothing>"Review"</Button>
        </Sample>
        <Sample name="working">
            <Button working=true on_press=nothing>
                "Review"
            </Button>
        </Sample>
        <Sample name="works when pressed">
            <Button icon=Icon::Checks working on_press=work>
                "Run checks"
            </Button>
        </Sample>
        <Sample name="ghost">
            <Button kind=ButtonKind::Ghost icon=Icon::Share on_press=nothing>
                "Share"
            </Button>
        </Sample>
        <Sample name="action">
            <Button kind=ButtonKind::Action on_press=nothing>
                "Undo"
            </Button>
        </Sample>
        <Sample name="danger">
            <Button kind=ButtonKind::Danger on_press=nothing>
                "Remove group"
            </Button>
        </Sample>
        <Sample name="small">
            <Button size=ButtonSize::Small on_press=nothing>
                "Try it"
            </Button>
        </Sample>
        <Sample name="large">
            <Button size=ButtonSize::Large icon=Icon::Plus on_press=nothing>
                "New workspace"
            </Button>
        </Sample>
    }
    .into_any()
}

#[component]
fn IconButtons() -> AnyView {
    view! {
        <Sample name="icon">
            <IconButton icon=Icon::Undo label="Undo" key="Ctrl Z" on_press=nothing />
        </Sample>
        <Sample name="hover" look="hover">
            <IconButton icon=Icon::Undo label="Undo" key="Ctrl Z" on_press=nothing />
        </Sample>
        <Sample name="focus" look="focus">
            <IconButton icon=Icon::Undo label="Undo" key="Ctrl Z" on_press=nothing />
        </Sample>
        <Sample name="off">
            <IconButton icon=Icon::Redo label="Redo" key="Ctrl Y" off=true on_press=nothing />
        </Sample>
        <Sample name="small">
            <IconButton icon=Icon::Cross label="Close" size=ButtonSize::Small on_press=nothing />
        </Sample>
    }
    .into_any()
}

/// Segmented controls, tabs that are links, tabs of one place.
#[component]
pub(super) fn Switches() -> AnyView {
    let density = RwSignal::new("compact".to_owned());
    let favour = RwSignal::new("deny".to_owned());
    let densities = vec![
        Choice::new("comfortable", "Comfortable").icon(Icon::Comfortable),
        Choice::new("compact", "Compact").icon(Icon::Compact),
        Choice::new("map", "Map").icon(Icon::Map),
    ];
    let favours = vec![Choice::new("allow", "Favour Allow"), Choice::new("deny", "Favour Deny")];
    view! {
        <Group title="Switches and tabs">
            <Segmented
                label="Density"
                choices=densities
                value=density
                on_choose=move |value| density.set(value)
            />
            <Segmented
                label="Where both are set"
                choices=favours
                value=favour
                on_choose=move |value| favour.set(value)
            />
            <TabSamples />
        </Group>
    }
    .into_any()
}

#[component]
fn TabSamples() -> AnyView {
    let shown = RwSignal::new("review".to_owned());
    let link = |value: &str, label: &str| TabItem::new(value, label).href("#/gallery");
    let places = vec![
        link("editor", "Editor"),
        link("overview", "Overview"),
        link("effective", "Effective access"),
    ];
    let parts = ["Review", "History", "Notes", "Files", "People", "Replay", "Sums"];
    let parts = parts.map(|part| TabItem::new(part.to_lowercase(), part)).to_vec();
    let said = Signal::derive(move || format!("This is the part “{}”.", shown.get()));
    view! {
        <div class="gallery-wide">
            <TabLinks
                label="User Group Processes"
                tabs=places
                value="effective".to_owned()
                accent="processes"
            />
        </div>
        <div class="gallery-wide">
            <Tabs
                label="Changes"
                tabs=parts
                value=shown
                on_choose=move |value| shown.set(value)
            >
                {said}
            </Tabs>
        </div>
    }
    .into_any()
}

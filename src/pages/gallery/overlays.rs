//! What stands over the page or above it: menus, dialog, toasts, tooltip, banner.

use leptos::prelude::*;

use super::{Group, nothing};
use crate::components::{
    Banner, Button, ButtonKind, ButtonSize, ContextMenu, Dialog, Icon, Level, Menu, MenuItem,
    Toasts,
};

/// See the module.
#[component]
pub(super) fn Overlays() -> AnyView {
    view! {
        <Menus />
        <Group title="Dialog">
            <RemoveGroup />
        </Group>
        <Group title="Toast and tooltip">
            <SaveWithToast />
            <span class="state-tag" tabindex="0" data-tip=CAPPED>
                "Capped"
            </span>
        </Group>
        <Group title="Banner">
            <Banner
                text="This workspace is also open in another tab."
                verb="Use this tab"
                on_verb=nothing
            >
                <Button size=ButtonSize::Small on_press=nothing>
                    "Go on with a copy"
                </Button>
            </Banner>
        </Group>
    }
    .into_any()
}

const CAPPED: &str = "Capped: All Secured Data is lower than the process level";

#[component]
fn Menus() -> AnyView {
    let chosen = RwSignal::new("Nothing chosen yet.".to_owned());
    let item = move |label: &'static str| {
        MenuItem::new(label, move || chosen.set(format!("Chosen: {label}.")))
    };
    let items = vec![
        item("Set Read-Write").icon(Icon::Check).key("W"),
        item("Deny").icon(Icon::Cross).key("D"),
        item("Why").icon(Icon::Info).key("Enter"),
        item("Set Read-Write-Delete").off("Not offered for this process"),
        item("Keep as a check").icon(Icon::Checks).begins_group(),
        item("Copy link").icon(Icon::Share),
    ];
    let more = vec![item("Print").icon(Icon::Print), item("Rename").icon(Icon::File)];
    let density = vec![
        item("Comfortable").chosen(false).about("A word in each cell"),
        item("Compact").chosen(true).about("A sign in each cell"),
    ];
    let levels = vec![item("Read").level(Level::Low).key("R"), item("Back to saved")];
    let at = RwSignal::new(None::<(f64, f64)>);
    let press = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        at.set(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
    };
    view! {
        <Group title="Menu">
            <Menu label="Cell" items />
            <Menu label="Density" items=density foot="Kept for each system." />
            <Menu label="More to do" icon=Icon::More bare=true items=more />
            <span class="state-tag" id="gallery-point" tabindex="0" on:contextmenu=press>
                "Press right"
            </span>
            <ContextMenu at title="Ingrid Solheim, SEN Memos".to_owned() items=levels home="gallery-point" />
            <p class="gallery-said" role="status">
                {chosen}
            </p>
        </Group>
    }
    .into_any()
}

#[component]
fn RemoveGroup() -> AnyView {
    let open = RwSignal::new(false);
    let removed = RwSignal::new(false);
    let said = Signal::derive(move || if removed.get() { "Removed." } else { "Still there." });
    view! {
        <Button kind=ButtonKind::Danger on_press=move || open.set(true)>
            "Remove group…"
        </Button>
        <p class="gallery-said">{said}</p>
        <Dialog
            open
            title="Remove Office Clerks?"
            keep="Keep it"
            verb="Remove group"
            danger=true
            on_verb=move || removed.set(true)
        >
            <p>
                "5 people are in it, and it is the only group of Amy Adeyemi and Oskar Lindgren. You can undo this, even after saving."
            </p>
        </Dialog>
    }
    .into_any()
}

#[component]
fn SaveWithToast() -> AnyView {
    let undone = RwSignal::new(0);
    let save = move || {
        let toasts = use_context::<Toasts>();
        toasts.into_iter().for_each(|toasts| {
            toasts.offer_undo("Saved 4 changes", move || undone.update(|undone| *undone += 1));
        });
    };
    let copy = move || {
        use_context::<Toasts>().into_iter().for_each(|toasts| toasts.say("Link copied"));
    };
    let refuse = move || {
        use_context::<Toasts>().into_iter().for_each(|toasts| {
            toasts.show("Not copied: the browser allows no copying here".to_owned(), None, true);
        });
    };
    let said = Signal::derive(move || format!("Undone: {}", undone.get()));
    view! {
        <Button on_press=save>"Save 4 changes"</Button>
        <Button on_press=copy>"Copy link"</Button>
        <Button on_press=refuse>"Copy a cell"</Button>
        <p class="gallery-said">{said}</p>
    }
    .into_any()
}

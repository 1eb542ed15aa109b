//! Asks what a workspace is to be called.

use leptos::prelude::*;

use super::recents::focus_row;
use crate::components::{Button, Modal, TextField};
use crate::state::{Action, Recent, use_session};
use whocan_core::text;

/// See the module.
#[component]
pub(super) fn Rename(
    /// The workspace that is to be called something else.
    renaming: RwSignal<Option<Recent>>,
) -> AnyView {
    let open = Signal::derive(move || renaming.with(Option::is_some));
    let title = Signal::derive(|| "Rename the workspace".to_owned());
    view! {
        <Modal open title on_close=move || renaming.set(None)>
            <Form renaming />
        </Modal>
    }
    .into_any()
}

#[component]
fn Form(renaming: RwSignal<Option<Recent>>) -> AnyView {
    let session = use_session();
    let old = renaming.with_untracked(|it| it.as_ref().map(|it| it.title.clone()));
    let name = RwSignal::new(old.unwrap_or_default());
    let is_blank = Signal::derive(move || name.with(|name| text::is_blank(name)));
    let rename = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        let Some(recent) = renaming.get_untracked().filter(|_| !name.is_empty()) else { return };
        session.dispatch(Action::Rename(recent.id.clone(), name));
        renaming.set(None);
        focus_row(recent.id);
    };
    view! {
        <form class="modal-body" on:submit=rename>
            <TextField label="Name" value=name on_input=move |text| name.set(text) />
            <div class="modal-buttons">
                <Button on_press=move || renaming.set(None)>"Cancel"</Button>
                <button class="btn btn-primary" type="submit" disabled=is_blank>
                    "Rename"
                </button>
            </div>
        </form>
    }
    .into_any()
}

//! Gives the open workspace another name.

use leptos::prelude::*;

use super::use_shell;
use crate::components::{Dialog, TextField};
use crate::state::{Action, use_session};
use whocan_core::document::Command;
use whocan_core::text;

/// See the module.
#[component]
pub(super) fn Rename() -> AnyView {
    let (session, open) = (use_session(), use_shell().renaming);
    let title = session.title();
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            name.set(title.get_untracked());
        }
    });
    let is_blank = Memo::new(move |_| open.get() && name.with(|name| text::is_blank(name)));
    let reason =
        Signal::derive(move || is_blank.get().then(|| "A name cannot be blank.".to_owned()));
    let rename = move || {
        let name = name.get_untracked();
        if name != title.get_untracked() {
            session.dispatch(Action::Run(Command::Retitle(name)));
        }
    };
    let enter = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && !is_blank.get_untracked() {
            event.prevent_default();
            open.set(false);
            rename();
        }
    };
    view! {
        <Dialog
            open
            title="Rename the workspace"
            keep="Cancel"
            verb="Rename"
            off=reason
            on_verb=rename
        >
            <div on:keydown=enter>
                <TextField
                    label="Workspace name"
                    value=name
                    on_input=move |text| name.set(text)
                    error=reason
                />
            </div>
        </Dialog>
    }
    .into_any()
}

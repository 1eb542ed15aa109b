//! How a workspace begins: people, a system, a matrix, in any order. The workspace is a real one from
//! the first step on; beside the steps stands what has come of them so far.

mod matrix;
mod paste;
mod people;
mod result;
mod step;
mod system;

use leptos::prelude::*;

use self::matrix::MatrixStep;
use self::people::PeopleStep;
use self::result::SoFar;
use self::system::SystemStep;
use crate::state::{Action, Session, use_session};
use whocan_core::document::Command;
use whocan_core::models::ModelKind;
use whocan_core::text;

/// See the module.
#[component]
pub fn NewWorkspace() -> AnyView {
    let session = use_session();
    let picked = picked(session);
    view! {
        <div class="first-steps">
            <div class="first-steps-main">
                <h2 class="first-steps-title">"Three steps to the first answer"</h2>
                <p class="first-steps-lead">"In any order. You can come back to each of them."</p>
                <ol class="first-steps-list">
                    <PeopleStep />
                    <SystemStep picked />
                    <MatrixStep picked />
                </ol>
            </div>
            <SoFar picked />
        </div>
    }
    .into_any()
}

/// The system that was picked: the address says which, else the one that the workspace uses.
fn picked(session: Session) -> Signal<Option<ModelKind>> {
    let picked = Memo::new(move |_| {
        let named = session.route().with(|route| {
            let key = route.focus().first()?;
            ModelKind::ALL.iter().copied().find(|kind| kind.info().key == key)
        });
        let used = || session.snapshot().with(|snapshot| snapshot.as_ref()?.document().uses());
        named.or_else(used)
    });
    picked.into()
}

/// Does a step and saves it: what is begun here is no draft of anything.
fn take_step(session: Session, label: String, commands: Vec<Command>) {
    session.dispatch(Action::Run(Command::Batch(label.clone(), commands)));
    save_step(session, label);
}

/// Saves what was done, unless it was refused.
fn save_step(session: Session, label: String) {
    if session.notice().with_untracked(Option::is_none) {
        session.dispatch(Action::SetNote(label));
        session.dispatch(Action::Save);
    }
}

/// What the workspace is called, where its title stands in the bar.
#[component]
pub fn NameField() -> AnyView {
    let session = use_session();
    let title = session.title();
    let name = RwSignal::new(title.get_untracked());
    Effect::new(move |_| name.set(title.get()));
    let is_blank = Memo::new(move |_| name.with(|name| text::is_blank(name)));
    let error = move || is_blank.get().then_some("Give it a name.");
    let rename = move |_| {
        let new = name.get_untracked().trim().to_owned();
        if !new.is_empty() && new != title.get_untracked() {
            let label = format!("rename to {new}");
            take_step(session, label, vec![Command::Retitle(new)]);
        }
    };
    view! {
        <span class="name-field">
            <input
                class="name-input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-label="Name"
                data-tip="What the workspace is called"
                prop:value=name
                aria-invalid=move || is_blank.get().then_some("true")
                aria-describedby="name-error"
                on:input:target=move |event| name.set(event.target().value())
                on:change=rename
            />
            <span class="name-error" id="name-error" role="alert">
                {error}
            </span>
        </span>
    }
    .into_any()
}

//! A paste that waits for the user's word: what it would do, said before anything is set, and the
//! offer to make what is missing.

use leptos::prelude::*;

use super::controller::{GridController, tell};
use super::{Block, GridState, plan};
use crate::components::{Button, ButtonKind, Modal, ModalHead, Prose, Show};
use crate::platform::{later, page};
use whocan_core::paste::Plan;

/// A paste that waits.
#[derive(Clone, PartialEq)]
pub(super) struct PendingPaste {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) plan: Plan,
}

/// The dialog, open while a paste waits.
#[component]
pub(super) fn PasteDialog(controller: GridController) -> AnyView {
    let GridController { state, pending, .. } = controller;
    let waits = Memo::new(move |_| pending.with(Option::is_some));
    // The grid goes on from where it was, however the dialog is left.
    Effect::new(move |waited: Option<bool>| {
        let waits = waits.get();
        if waited == Some(true) && !waits {
            page::focus(state.id);
        }
        waits
    });
    let title = Signal::derive(move || {
        let by_names = pending.with(|it| it.as_ref().is_none_or(|it| it.plan.by_names));
        if by_names { "Paste a matrix" } else { "Paste cells" }.to_owned()
    });
    let line = |text: String| {
        view! {
            <p>
                <Prose text />
            </p>
        }
    };
    let says = move || {
        let lines = pending.with(|it| it.as_ref().map(|it| it.plan.says()).unwrap_or_default());
        lines.into_iter().map(line).collect_view()
    };
    let effect = foreseen(controller);
    let whom = move || {
        let found = effect.get().map(tell);
        found.map(|told| view! { <p class="paste-effect">"People: " {told} "."</p> })
    };
    view! {
        <Modal open=waits title head=ModalHead::Question on_close=move |()| pending.set(None)>
            <div class="modal-body">{says} {whom}</div>
            <PasteButtons controller />
        </Modal>
    }
    .into_any()
}

/// What the paste that waits would do to people: worked out once it is asked about, and of large ones
/// only at Review.
fn foreseen(controller: GridController) -> RwSignal<Option<super::Effect>> {
    /// How many cells are looked at.
    const MOST: usize = 20_000;
    let GridController { state, pending, .. } = controller;
    let found = RwSignal::new(None);
    Effect::new(move |_| {
        let any = pending
            .with(|it| it.as_ref().is_some_and(|it| (1..=MOST).contains(&it.plan.sets.len())));
        found.set(None);
        if any {
            later::after_paint(move || {
                let effect = pending.try_with_untracked(|it| {
                    let sets = &it.as_ref()?.plan.sets;
                    state.source.try_with_untracked(|source| source.paste_effect(sets))?
                });
                found.try_set(effect.flatten());
            });
        }
    });
    found
}

#[component]
fn PasteButtons(controller: GridController) -> AnyView {
    let GridController { state, pending, .. } = controller;
    let take = move || {
        let found = pending.get_untracked();
        pending.set(None);
        found
    };
    let paste = move || {
        take().into_iter().for_each(|found| controller.set(&found.plan.sets));
    };
    let create = move || {
        let plan = take().and_then(|found| make(state, &found));
        plan.into_iter().for_each(|plan| controller.set(&plan.sets));
    };
    let missing = Signal::derive(move || pending.with(|it| missing(state, it.as_ref())));
    let has_some = Signal::derive(move || {
        pending.with(|it| it.as_ref().is_some_and(|it| !it.plan.sets.is_empty()))
    });
    let label =
        move || format!("Create the missing {} and paste", missing.get().unwrap_or_default());
    view! {
        <div class="modal-buttons">
            <Button on_press=move || pending.set(None)>"Cancel"</Button>
            <Show when=Signal::derive(move || missing.with(Option::is_some))>
                <Button on_press=create>{label}</Button>
            </Show>
            <Show when=has_some>
                <Button kind=ButtonKind::Primary on_press=paste>"Paste what was found"</Button>
            </Show>
        </div>
    }
    .into_any()
}

/// What of what was not found could be made, where anything could.
fn missing(state: GridState, pending: Option<&PendingPaste>) -> Option<String> {
    let plan = &pending?.plan;
    let (rows, columns) = state.source.with(|source| source.makes());
    let rows = rows.filter(|_| !plan.unknown_rows.is_empty());
    let columns = columns.filter(|_| !plan.unknown_columns.is_empty());
    let both: Vec<&str> = rows.into_iter().chain(columns).collect();
    (!both.is_empty()).then(|| both.join(" and "))
}

/// Makes what can be made, and plans the paste again: what was missing is there now. Its marks were
/// looked at before, with those of all the others.
fn make(state: GridState, pending: &PendingPaste) -> Option<Plan> {
    let PendingPaste { text, blocks, plan: found } = pending;
    let source = state.source.get_untracked();
    let (rows, columns) = source.makes();
    let rows = if rows.is_some() { found.unknown_rows.clone() } else { Vec::new() };
    let columns = if columns.is_some() { found.unknown_columns.clone() } else { Vec::new() };
    source.make(&rows, &columns);
    let made: Vec<String> = rows.into_iter().chain(columns).collect();
    state.layout.with_untracked(|layout| {
        state.source.with_untracked(|source| plan(&**source, layout, text, blocks, &made).ok())
    })
}

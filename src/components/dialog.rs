//! A question that must be answered first: the browser's own dialog, which keeps the focus inside and
//! gives it back. Its button names what it does; the safe choice stands first and has the focus.

use leptos::html;
use leptos::prelude::*;

use super::unique::unique_id;
use super::{Button, ButtonKind};

/// See the module.
#[component]
pub fn Dialog(
    /// Whether it is asked; it is set to false when it is answered.
    open: RwSignal<bool>,
    /// What is asked: "Remove Office Clerks?"
    #[prop(into)]
    title: String,
    /// What the safe choice is called: "Keep it".
    #[prop(into)]
    keep: String,
    /// What the other choice does, as a verb: "Remove group".
    #[prop(into)]
    verb: String,
    /// Whether the verb takes something away.
    #[prop(optional)]
    danger: bool,
    /// Why the verb cannot be chosen now.
    #[prop(optional, into)]
    off: Signal<Option<String>>,
    /// Called when the verb is chosen.
    #[prop(into)]
    on_verb: Callback<()>,
    /// Whom it reaches.
    children: Children,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let id = unique_id();
    let named_by = id.clone();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match open.get() {
            // InvalidStateError only for what is not in the page.
            true if !dialog.open() => drop(dialog.show_modal()),
            false if dialog.open() => dialog.close(),
            _ => (),
        }
    });
    let act = move || {
        open.set(false);
        on_verb.run(());
    };
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <dialog class="modal" aria-labelledby=named_by node_ref=dialog on:close=move |_| open.set(false)>
            <h2 class="modal-title" id=id>
                {title}
            </h2>
            <div class="modal-body">{children()}</div>
            <div class="modal-buttons">
                <Button on_press=move || open.set(false)>{keep}</Button>
                <Button kind off on_press=act>
                    {verb}
                </Button>
            </div>
        </dialog>
    }
    .into_any()
}

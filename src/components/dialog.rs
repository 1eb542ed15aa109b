//! A question that must be answered first. Its button names what it does; the safe choice stands first
//! and has the focus.

use leptos::prelude::*;

use super::{Button, ButtonKind, Modal, ModalHead};

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
    children: ChildrenFn,
) -> AnyView {
    let act = move || {
        open.set(false);
        on_verb.run(());
    };
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let leave = move || open.set(false);
    let words = StoredValue::new((keep, verb));
    view! {
        <Modal open title=Signal::stored(title) head=ModalHead::Question on_close=leave>
            <div class="modal-body">{children()}</div>
            <div class="modal-buttons">
                <Button on_press=leave>{words.with_value(|(keep, _)| keep.clone())}</Button>
                <Button kind off on_press=act>
                    {words.with_value(|(_, verb)| verb.clone())}
                </Button>
            </div>
        </Modal>
    }
    .into_any()
}

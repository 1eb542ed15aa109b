//! What is asked before a header acts that stands for rows which a filter hides in part.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Modal, ModalHead};

/// Something that waits for a word on what is hidden.
#[derive(Clone)]
pub struct Hidden {
    /// What is said.
    pub question: String,
    /// Does it: with all that the header stands for, or only with what is shown of it.
    pub then: Callback<bool>,
}

/// See the module.
#[component]
pub fn HiddenDialog(
    /// What waits, if anything.
    waiting: RwSignal<Option<Hidden>>,
    /// What the rows are: `attributes`.
    of: &'static str,
) -> AnyView {
    let open = Signal::derive(move || waiting.with(Option::is_some));
    let close = Callback::new(move |()| waiting.set(None));
    let go_on = move |all: bool| {
        let asked = waiting.get_untracked();
        waiting.set(None);
        asked.into_iter().for_each(|asked| asked.then.run(all));
    };
    let question = move || waiting.with_untracked(|it| it.as_ref().map(|it| it.question.clone()));
    view! {
        <Modal
            open
            title=Signal::stored(format!("The header stands for hidden {of} too"))
            head=ModalHead::Question
            on_close=close
        >
            <p class="modal-body">{question()}</p>
            <div class="modal-buttons">
                <Button on_press=close>"Cancel"</Button>
                <Button on_press=move || go_on(true)>"All of them"</Button>
                <Button kind=ButtonKind::Primary on_press=move || go_on(false)>
                    "Only those that are shown"
                </Button>
            </div>
        </Modal>
    }
    .into_any()
}

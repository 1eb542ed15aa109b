//! What is asked before a header acts whose attributes a filter hides in part.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Modal, ModalHead};
use crate::state::context::SystemContext;
use whocan_core::models::attributes::policy::{SectionId, Tick};
use whocan_core::models::attributes::{Attributes, Edit};

/// A press of a header's box that stands for what is hidden, and waits for the user's word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hidden {
    /// What is said.
    pub(super) question: String,
    /// What is done with everything it stands for.
    pub(super) all: Vec<Edit>,
    /// What is done with what is shown of it.
    pub(super) shown: Vec<Edit>,
}

/// What waits, if anything.
pub(super) type Waiting = RwSignal<Option<Hidden>>;

/// See the module.
#[component]
pub(super) fn HiddenDialog(system: SystemContext<Attributes>, waiting: Waiting) -> AnyView {
    let open = Signal::derive(move || waiting.with(Option::is_some));
    let close = Callback::new(move |()| waiting.set(None));
    let go_on = move |all: bool| {
        let asked = waiting.get_untracked();
        waiting.set(None);
        let edits = asked.map(|it| if all { it.all } else { it.shown });
        edits.into_iter().for_each(|edits| system.send_all("whole sections".to_owned(), edits));
    };
    let question = move || waiting.with_untracked(|it| it.as_ref().map(|it| it.question.clone()));
    view! {
        <Modal
            open
            title=Signal::stored("The header stands for hidden attributes too".to_owned())
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

/// What is said before a header acts that stands for so many hidden attributes.
pub(super) fn question(name: &str, all: usize, hidden: usize) -> String {
    let them = match hidden {
        1 => "one of them is".to_owned(),
        hidden => format!("{hidden} of them are"),
    };
    format!("{name} has {all} attributes under its header; {them} hidden by the filter.")
}

/// The edit of a header's box.
pub(super) fn header_edit(group: &str, section: &SectionId, tick: Tick) -> Edit {
    Edit::TickSection(group.into(), section.clone(), tick)
}

//! What Whocan is, and under which terms it is used.

use leptos::prelude::*;

use super::use_shell;
use crate::components::{Button, Modal, ModalHead};

/// See the module.
#[component]
pub(super) fn About() -> AnyView {
    let open = use_shell().about;
    view! {
        <Modal open title="About Whocan" head=ModalHead::Question class="about" on_close=move || open.set(false)>
            <div class="modal-body about-body">
                <p>
                    "Whocan shows who can do what, and why: plan a change to permissions and see whom it affects, before you touch the real system."
                </p>
                <p>
                    "It works offline. Everything runs in this page, and nothing you open leaves it."
                </p>
                <dl class="about-facts">
                    <dt>"Version"</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                    <dt>"Licence"</dt>
                    <dd>{env!("CARGO_PKG_LICENSE")}</dd>
                </dl>
            </div>
            <div class="modal-buttons">
                <Button on_press=move || open.set(false)>"Close"</Button>
            </div>
        </Modal>
    }
    .into_any()
}

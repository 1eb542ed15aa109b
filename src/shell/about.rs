//! What Whocan is, and under which terms it is used.

use leptos::prelude::*;

use super::use_shell;
use crate::components::{Button, Modal};

/// See the module.
#[component]
pub(super) fn About() -> AnyView {
    let open = use_shell().about;
    view! {
        <Modal open label="About Whocan" class="modal about">
            <h2 class="modal-title">"About Whocan"</h2>
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

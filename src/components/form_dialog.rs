//! A dialog over the page with whatever stands in it: it is made when it opens and gone when it closes.
//! The browser keeps the focus inside and gives it back; Escape leaves it. A question with two answers
//! is a [`super::Dialog`].

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::unique::unique_id;
use super::{ButtonSize, Icon, IconButton, Show};

/// What is to be filled in gets the focus, else the safe choice, which is the first button; not the
/// cross above them.
fn focus_first(dialog: &web_sys::HtmlDialogElement) {
    for wanted in [".modal-body :is(input, textarea)", ".modal-buttons button"] {
        let found = dialog.query_selector(wanted).ok().flatten();
        let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(found) = found {
            found.focus().ok();
            return;
        }
    }
}

/// See the module.
#[component]
pub fn FormDialog(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether there is more in it than a question.
    #[prop(optional)]
    wide: bool,
    /// Called when it is left; it has to make `open` false.
    #[prop(into)]
    on_close: Callback<()>,
    /// What stands in it. Its buttons stand in a `modal-buttons` at its end.
    children: ChildrenFn,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let id = unique_id();
    let named_by = id.clone();
    let open = Memo::new(move |_| open.get());
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            // Once what gets the focus is in it. InvalidStateError only for what is not in the page.
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) && !dialog.open() {
                    dialog.show_modal().ok();
                    focus_first(&dialog);
                }
            });
        } else if dialog.open() {
            dialog.close();
        }
    });
    let leave = move || {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    view! {
        <dialog
            class="modal"
            class:modal-wide=wide
            aria-labelledby=named_by
            node_ref=dialog
            // The page's shortcuts mean the page, not what is in front of it.
            on:keydown=|event| event.stop_propagation()
            on:close=move |_| leave()
        >
            <div class="modal-head">
                <h2 class="modal-title" id=id>
                    {title}
                </h2>
                <IconButton icon=Icon::Cross label="Close" size=ButtonSize::Small on_press=leave />
            </div>
            <Show when=open>{children()}</Show>
        </dialog>
    }
    .into_any()
}

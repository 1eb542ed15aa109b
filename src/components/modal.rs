//! What stands over the page until it is left: the browser's own dialog, which keeps the focus inside,
//! makes the rest inert and gives the focus back. What is in it is made when it opens and gone when it
//! closes. A question with two answers is a [`super::Dialog`].

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::unique::unique_id;
use super::{ButtonSize, Icon, IconButton, Show};

/// What stands above the content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ModalHead {
    /// The title and a cross.
    #[default]
    Titled,
    /// The title: its buttons say how it is left.
    Question,
    /// Nothing: the content has a head of its own, and the title is only heard. A press beside it
    /// leaves it.
    Own,
}

/// See the module.
#[component]
pub fn Modal(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// What stands above the content.
    #[prop(optional)]
    head: ModalHead,
    /// A class beside the usual one; `modal-wide` where there is more in it than a question.
    #[prop(optional)]
    class: &'static str,
    /// Called when it is left; it has to make `open` false.
    #[prop(into)]
    on_close: Callback<()>,
    /// What stands in it. Its buttons stand in a `modal-buttons` at its end.
    children: ChildrenFn,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let open = Memo::new(move |_| open.get());
    // What is in it stays until it is closed: a field that loses the focus by that still hears of it.
    let filled = RwSignal::new(false);
    Effect::new(move |_| {
        let open = open.get();
        if !open {
            dialog.get_untracked().iter().for_each(|dialog| dialog.close());
        }
        filled.set(open);
    });
    let leave = move || {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    // The browser tells of a closing a while after it: by then the dialog can be open again.
    let closed = move || {
        let is_open = dialog.get_untracked().is_some_and(|dialog| dialog.open());
        if !is_open {
            leave();
        }
    };
    // Before the browser closes it: whoever opens it with the very next key opens it. What a field for
    // files in it cancels comes by here as well.
    let cancelled = move |event: web_sys::Event| {
        if event.target() == event.current_target() {
            leave();
        }
    };
    let pressed = move |event: web_sys::MouseEvent| {
        let beside = dialog.get_untracked().is_some_and(|dialog| is_beside(&event, &dialog));
        if head == ModalHead::Own && beside {
            leave();
        }
    };
    let id = unique_id();
    let is_own = head == ModalHead::Own;
    let named_by = (!is_own).then(|| id.clone());
    let label = move || is_own.then(|| title.get());
    let above = StoredValue::new((head, id));
    view! {
        <dialog
            class=format!("modal {class}")
            aria-labelledby=named_by
            aria-label=label
            node_ref=dialog
            // The page's shortcuts mean the page, not what is in front of it.
            on:keydown=|event| event.stop_propagation()
            on:cancel=cancelled
            on:close=move |_| closed()
            on:mousedown=pressed
        >
            <Show when=filled>
                {above.with_value(|(head, id)| above_content(*head, id.clone(), title, leave.into()))}
                <Content dialog content=children.clone() />
            </Show>
        </dialog>
    }
    .into_any()
}

fn above_content(
    head: ModalHead,
    id: String,
    title: Signal<String>,
    leave: Callback<()>,
) -> Option<AnyView> {
    let heading = || {
        view! {
            <h2 class="modal-title" id=id>
                {title}
            </h2>
        }
    };
    match head {
        ModalHead::Own => None,
        ModalHead::Question => Some(heading().into_any()),
        ModalHead::Titled => Some(
            view! {
                <div class="modal-head">
                    {heading()}
                    <IconButton icon=Icon::Cross label="Close" size=ButtonSize::Small on_press=leave />
                </div>
            }
            .into_any(),
        ),
    }
}

#[component]
fn Content(dialog: NodeRef<html::Dialog>, content: ChildrenFn) -> AnyView {
    // Not before what gets the focus is there.
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        // InvalidStateError only for what is open already or not in the page.
        dialog.show_modal().ok();
        focus_first(&dialog);
    });
    content()
}

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

/// Whether the mouse is beside a dialog, on what it makes inert.
fn is_beside(event: &web_sys::MouseEvent, dialog: &web_sys::HtmlDialogElement) -> bool {
    let place = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    !(place.left()..=place.right()).contains(&x) || !(place.top()..=place.bottom()).contains(&y)
}

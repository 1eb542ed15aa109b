//! What stands over the page until it is left: the browser's own dialog, which keeps the focus inside,
//! makes the rest inert and gives the focus back. What is in it is made when it opens and gone when it
//! closes.

use leptos::html;
use leptos::prelude::*;

use super::Show;

/// See the module.
#[component]
pub fn Modal(
    /// Whether it is open; it is set to false when it is left.
    open: RwSignal<bool>,
    /// What it is called by whoever does not see it.
    #[prop(into)]
    label: String,
    /// Its class.
    class: &'static str,
    /// What is in it.
    children: ChildrenFn,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if !open.get() {
            dialog.get_untracked().iter().for_each(|dialog| dialog.close());
        }
    });
    let outside = move |event: web_sys::MouseEvent| {
        let Some(dialog) = dialog.get_untracked() else { return };
        let (place, x, y) = (
            dialog.get_bounding_client_rect(),
            f64::from(event.client_x()),
            f64::from(event.client_y()),
        );
        let inside =
            x >= place.left() && x <= place.right() && y >= place.top() && y <= place.bottom();
        if !inside {
            open.set(false);
        }
    };
    view! {
        <dialog
            class=class
            aria-label=label
            node_ref=dialog
            on:close=move |_| open.set(false)
            on:mousedown=outside
        >
            <Show when=open>
                <ModalBox dialog content=children.clone() />
            </Show>
        </dialog>
    }
    .into_any()
}

#[component]
fn ModalBox(dialog: NodeRef<html::Dialog>, content: ChildrenFn) -> AnyView {
    // Not before what gets the focus is there.
    Effect::new(move |_| {
        // InvalidStateError only for what is open already or not in the page.
        dialog.get().iter().for_each(|dialog| drop(dialog.show_modal()));
    });
    content()
}

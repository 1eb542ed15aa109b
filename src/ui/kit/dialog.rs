//! A dialog over the page: named by its heading, left by Escape, and the focus returns to where it
//! came from. What stands in it is made when it opens and gone when it closes.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::html::{Dialog as DialogElement, Div};
use leptos::prelude::*;

use crate::platform::{dialog, page};

/// Headings have ids, and an id is one of its kind in the page.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// See the module. Its buttons stand in an element of the class `dialog-buttons`, at the end of
/// its children; what has `autofocus` gets the focus, else the first thing that can have it.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the user leaves it by Escape; it has to make `open` false.
    on_close: Callback<()>,
    /// The element that gets the focus where what had it before is gone.
    #[prop(optional)]
    home: &'static str,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let heading = format!("dialog-{}", MADE.fetch_add(1, Ordering::Relaxed));
    let named_by = heading.clone();
    let element = NodeRef::<DialogElement>::new();
    let is_open = Memo::new(move |_| open.get());
    Effect::new(move |_| {
        if let (Some(element), false) = (element.get(), is_open.get()) {
            dialog::close(&element);
        }
    });
    let children = StoredValue::new(children);
    let body = move || {
        let body = NodeRef::<Div>::new();
        Effect::new(move |_| {
            // Not before what gets the focus is there.
            if let (Some(element), Some(_)) = (element.get(), body.get()) {
                dialog::show(&element);
            }
        });
        view! {
            <div node_ref=body class="dialog-body">
                {children.with_value(|children| children())}
            </div>
        }
    };
    view! {
        <dialog
            node_ref=element
            class="dialog"
            aria-labelledby=named_by
            // The page's shortcuts mean the page, not what is in front of it.
            on:keydown=move |event| event.stop_propagation()
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:close=move |_| {
                // The browser may close it by itself all the same.
                if open.get_untracked() {
                    on_close.run(());
                }
                page::focus_if_lost(home);
            }
        >
            <h2 class="dialog-title" id=heading>{title}</h2>
            {move || is_open.get().then(body)}
        </dialog>
    }
}

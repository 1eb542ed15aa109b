//! A dialog over the page: named by its heading, left by Escape, and the focus returns to where it
//! came from. What stands in it is made when it opens and gone when it closes.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::{Effect, untrack};

use crate::platform;
use crate::reactive::Derived;
use crate::ui::kit::tag::{Piece, Tag, tag};

/// Dialogs and their headings have ids, and an id is one of its kind in the page.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// See the module. `on_close` is called when the user leaves it by Escape, and has to make `open`
/// false; `home` is the element that gets the focus where what had it before is gone, empty for
/// none. The buttons stand in an element of the class `dialog-buttons`, at the end of the body;
/// what has `autofocus` gets the focus, else the first thing that can have it.
pub fn dialog<P: Piece>(
    open: Derived<bool>,
    title: impl Fn() -> String + Send + Sync + 'static,
    home: &'static str,
    on_close: impl Fn() + Copy + Send + Sync + 'static,
    body: impl Fn() -> P + Send + Sync + 'static,
) -> Tag {
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let (id, heading) = (format!("dialog-{number}"), format!("dialog-{number}-name"));
    let dialog = id.clone();
    Effect::new(move |_| {
        if !open.get() {
            platform::dialog::close(&dialog);
        }
    });
    let is_open = Derived::new(move |_| open.get());
    let dialog = id.clone();
    let body = move || {
        is_open.get().then(|| {
            let dialog = dialog.clone();
            // Not before what gets the focus is there.
            Effect::new(move |_| platform::dialog::show(&dialog));
            tag("div").class("dialog-body").child(untrack(&body))
        })
    };
    tag("dialog")
        .class("dialog")
        .attr("id", id)
        .attr("aria-labelledby", heading.clone())
        // The page's shortcuts mean the page, not what is in front of it.
        .on("keydown", |event: web_sys::Event| event.stop_propagation())
        .on("cancel", move |event: web_sys::Event| {
            event.prevent_default();
            on_close();
        })
        .on("close", move |_: web_sys::Event| {
            // The browser may close it by itself all the same.
            if open.get_untracked() {
                on_close();
            }
            platform::page::focus_if_lost(home);
        })
        .child(tag("h2").class("dialog-title").attr("id", heading).bind_text(title))
        .bind_child(body)
}

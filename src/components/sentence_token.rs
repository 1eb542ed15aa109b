//! A word of a sentence that can be changed in place: a button within the sentence that opens what it can
//! be changed by. Enter and the arrow down open it, Escape closes it and gives the focus back.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::Show;
use super::icon::{Icon, Symbol};
use super::popup::Popup;
use super::unique::unique_id;
use crate::platform::{later, page, popover};

/// See the module.
#[component]
pub fn SentenceToken(
    /// What it is within the sentence, for whoever listens: "First permission".
    #[prop(into)]
    name: String,
    /// What it says.
    #[prop(into)]
    word: Signal<String>,
    /// Whether it still has to be chosen: what it says is what to choose then.
    #[prop(optional, into)]
    open_question: Signal<bool>,
    /// Whether it ends with an arrow, as most do; one that adds something begins with a plus.
    #[prop(optional)]
    adds: bool,
    /// What it can be changed by; made when it opens.
    children: ChildrenFn,
) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let open = RwSignal::new(false);
    // What it opens is there before it is shown: it is measured, and its first field gets the focus.
    let made = RwSignal::new(false);
    Effect::new(move |_| {
        if !open.get() {
            made.set(false);
        }
    });
    let show = move || {
        made.set(true);
        later::soon(move || {
            open.try_set(true);
        });
    };
    let (id, panel) = (unique_id(), unique_id());
    let (button, inside) = (StoredValue::new(id.clone()), StoredValue::new(panel.clone()));
    let close = move || {
        open.set(false);
        button.with_value(|id| page::focus(id));
    };
    let pressed = move |event: KeyboardEvent| {
        let handled = match (event.key().as_str(), open.get_untracked()) {
            ("Escape", true) => {
                close();
                true
            }
            ("ArrowDown", false) => {
                show();
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let toggle = move |_| match open.get_untracked() {
        true => open.set(false),
        false => show(),
    };
    let left = move |event: FocusEvent| {
        let leaves = anchor
            .try_get_untracked()
            .flatten()
            .is_some_and(|anchor| popover::leaves(&event, &anchor));
        if leaves && open.get_untracked() {
            open.set(false);
        }
    };
    let shown = move || {
        inside.with_value(|id| {
            page::focus_first(id, "input, select, button");
        });
    };
    let said = {
        let name = name.clone();
        Signal::derive(move || format!("{name}: {}", word.get()))
    };
    let mark = if adds { Icon::Plus } else { Icon::Down };
    view! {
        <span class="token-anchor" node_ref=anchor on:keydown=pressed on:focusout=left>
            <button
                type="button"
                class="sentence-token"
                class:sentence-token-adds=adds
                id=id
                data-question=Signal::derive(move || open_question.get().then_some(""))
                aria-label=said
                aria-haspopup="dialog"
                aria-expanded=Signal::derive(move || open.get().to_string())
                aria-controls=panel.clone()
                on:click=toggle
            >
                {adds.then(|| view! { <Symbol icon=mark /> })}
                <span class="sentence-token-word">{word}</span>
                {(!adds).then(|| view! { <Symbol icon=mark /> })}
            </button>
            <Popup open anchor on_shown=shown>
                <div class="token-panel" id=panel role="dialog" aria-label=name tabindex="-1">
                    <Show when=made>{children()}</Show>
                </div>
            </Popup>
        </span>
    }
    .into_any()
}

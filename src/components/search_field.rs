//! A line of text that narrows what is shown, with a button that clears it.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, Symbol};
use super::{IconButton, Show};
use crate::components::ButtonSize;

/// See the module.
#[component]
pub fn SearchField(
    /// What is searched; it is heard, and seen as long as nothing is written.
    #[prop(into)]
    label: Signal<String>,
    /// What is seen as long as nothing is written, where that is shorter than what is heard.
    #[prop(optional, into)]
    placeholder: Option<Signal<String>>,
    /// Called when Enter is pressed.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// What is written.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at each change.
    #[prop(into)]
    on_input: Callback<String>,
) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let clear = move || {
        on_input.run(String::new());
        if let Some(input) = input.get_untracked() {
            input.focus().ok();
        }
    };
    let placeholder = placeholder.unwrap_or(label);
    let pressed = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            on_enter.into_iter().for_each(|enter| enter.run(()));
        }
        if event.key() == "Escape" && !value.with_untracked(String::is_empty) {
            event.stop_propagation();
            on_input.run(String::new());
        }
    };
    view! {
        <div class="search-field field-box">
            <Symbol icon=Icon::Search />
            <input
                class="search-input"
                type="text"
                role="searchbox"
                autocomplete="off"
                aria-label=label
                placeholder=placeholder
                node_ref=input
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
                on:keydown=pressed
            />
            <Show when=Signal::derive(move || !value.with(String::is_empty))>
                <IconButton icon=Icon::Cross label="Clear" size=ButtonSize::Small on_press=clear />
            </Show>
        </div>
    }
    .into_any()
}

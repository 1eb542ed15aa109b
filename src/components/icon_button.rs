//! A button that is an icon: its name and its key stand in the tooltip.

use leptos::prelude::*;

use super::{ButtonSize, Icon, Symbol};

/// See the module.
#[component]
pub fn IconButton(
    /// What is drawn.
    icon: Icon,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// The key that does the same.
    #[prop(optional, into)]
    key: Option<String>,
    /// How large it is; never large.
    #[prop(optional)]
    size: ButtonSize,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// Called when it is pressed, unless it is off.
    #[prop(into)]
    on_press: Callback<()>,
) -> AnyView {
    let small = size == ButtonSize::Small;
    let press = move |_| {
        if !off.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class="icon-btn"
            class:icon-btn-small=small
            aria-label=label
            aria-disabled=Signal::derive(move || off.get().then_some("true"))
            data-tip=label
            data-tip-key=key
            on:click=press
        >
            <Symbol icon />
        </button>
    }
    .into_any()
}

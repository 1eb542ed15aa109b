//! Keys as they stand on the keyboard.

use leptos::prelude::*;

/// See the module.
#[component]
pub fn KeyCap(
    /// The keys: `R`, `Ctrl K`.
    #[prop(into)]
    keys: String,
) -> AnyView {
    view! { <kbd class="key-cap">{keys}</kbd> }.into_any()
}

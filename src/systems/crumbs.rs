//! Where a screen is found in the product itself, as a way through its menus.

use leptos::prelude::*;

/// See the module.
#[component]
pub fn Crumbs(
    /// The menus, from the first.
    steps: &'static [&'static str],
) -> AnyView {
    let step = |step: &&'static str| view! { <li>{*step}</li> };
    view! {
        <nav class="crumbs" aria-label="Where this is in One">
            <ol>{steps.iter().map(step).collect_view()}</ol>
        </nav>
    }
    .into_any()
}

//! Content that is on its way, in its shape. It shows after 150 milliseconds: what comes sooner never
//! flickers.

use leptos::prelude::*;

/// See the module.
#[component]
pub fn Skeleton(
    /// How many lines of text come.
    lines: usize,
) -> AnyView {
    let bars = (0..lines).map(|_| view! { <span class="skeleton-bar"></span> }).collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">"Loading"</span>
            {bars}
        </div>
    }
    .into_any()
}

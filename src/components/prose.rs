//! A sentence that quotes: what stands in backticks, as a finding quotes what a file says, is strong.

use leptos::prelude::*;

/// See the module.
#[component]
pub fn Prose(
    /// The sentence.
    text: String,
) -> AnyView {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.to_owned().into_any(),
        _ => view! { <b class="prose-quoted">{part.to_owned()}</b> }.into_any(),
    });
    parts.collect_view().into_any()
}

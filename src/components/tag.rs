//! A state of something, in a word.

use leptos::prelude::*;

use super::{Icon, Mood, Symbol};

/// See the module.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    text: Signal<String>,
    /// What it means.
    #[prop(optional)]
    mood: Mood,
    /// What stands before the word.
    #[prop(optional)]
    icon: Option<Icon>,
) -> AnyView {
    view! {
        <span class="state-tag" data-mood=mood.name()>
            {icon.map(|icon| view! { <Symbol icon /> })}
            {text}
        </span>
    }
    .into_any()
}

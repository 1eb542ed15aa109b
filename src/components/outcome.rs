//! What comes out for somebody, first of all, and what came out before where the draft changes it.

use leptos::prelude::*;

use super::icon::{Icon, Symbol};
use super::{Level, LevelBox, Show};

/// See the module.
#[component]
pub fn Outcome(
    /// The level.
    #[prop(into)]
    level: Signal<Level>,
    /// What the model calls it.
    #[prop(into)]
    word: Signal<String>,
    /// What it means: "Can open SEN memos, cannot change them".
    #[prop(optional, into)]
    meaning: Signal<String>,
    /// The level and its word before the draft, where it was another one.
    #[prop(optional, into)]
    before: Signal<Option<(Level, String)>>,
    /// Whether something stands closed before it.
    #[prop(optional, into)]
    closed: Signal<bool>,
) -> AnyView {
    let before = move || {
        before.get().map(|(level, word)| {
            view! {
                <LevelBox level before=true />
                <span class="unseen">{format!("{word} before, now ")}</span>
                <Symbol icon=Icon::Arrow />
            }
        })
    };
    let means = Signal::derive(move || meaning.with(|meaning| !meaning.is_empty()));
    view! {
        <div class="outcome-line">
            {before}
            <LevelBox level closed />
            <span class="outcome-words">
                <span class="outcome-word">{word}</span>
                <Show when=means>
                    <span class="outcome-meaning">{meaning}</span>
                </Show>
            </span>
        </div>
    }
    .into_any()
}

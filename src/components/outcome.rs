//! What comes out for somebody, first of all, and what came out before where the draft changes it.

use leptos::prelude::*;

use super::icon::{Icon, Symbol};
use super::{Level, LevelBox};

/// See the module.
#[component]
pub fn Outcome(
    /// The level.
    level: Level,
    /// What the model calls it.
    #[prop(into)]
    word: String,
    /// What it means: "Can open SEN memos, cannot change them".
    #[prop(optional, into)]
    meaning: String,
    /// The level and its word before the draft, where it was another one.
    #[prop(optional)]
    before: Option<(Level, String)>,
    /// Whether something stands closed before it.
    #[prop(optional)]
    closed: bool,
) -> AnyView {
    let before = before.map(|(level, word)| {
        view! {
            <LevelBox level before=true />
            <span class="unseen">{format!("{word} before, now ")}</span>
            <Symbol icon=Icon::Arrow />
        }
    });
    view! {
        <div class="outcome-line">
            {before}
            <LevelBox level closed />
            <span class="outcome-words">
                <span class="outcome-word">{word}</span>
                {(!meaning.is_empty()).then(|| view! { <span class="outcome-meaning">{meaning}</span> })}
            </span>
        </div>
    }
    .into_any()
}

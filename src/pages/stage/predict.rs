//! What the room says before the answer is shown.

use leptos::prelude::*;

use super::Play;
use super::scene::{Drawn, choices};
use crate::components::{KeyCap, LevelGlyph};

/// See the module.
#[component]
pub(super) fn Prediction(play: Play) -> AnyView {
    let all = StoredValue::new(choices(play.kind));
    let count = all.with_value(Vec::len);
    let choice = |(at, Drawn { level, word }): (usize, Drawn)| {
        let chosen = Signal::derive(move || (play.guess.get() == Some(at)).to_string());
        view! {
            <button
                type="button"
                class="stage-choice"
                aria-pressed=chosen
                on:click=move |_| play.predict(at)
            >
                <KeyCap keys=(at + 1).to_string() />
                <LevelGlyph level />
                <span>{word}</span>
            </button>
        }
    };
    let says = move || match play.guess.get() {
        Some(at) => {
            let word = all.with_value(|all| all.get(at).map(|it| it.word.clone()));
            format!("The room says {}. Keys 1 to {count} change it.", word.unwrap_or_default())
        }
        None => format!("Keys 1 to {count} say what the room thinks. Space shows the answer."),
    };
    view! {
        <section class="stage-prediction" aria-label="Your prediction">
            <h2>"Your prediction"</h2>
            <div class="stage-choices">
                {all.get_value().into_iter().enumerate().map(choice).collect_view()}
            </div>
            <p role="status">{says}</p>
        </section>
    }
    .into_any()
}

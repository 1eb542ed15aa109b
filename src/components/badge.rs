//! A number, and what it means for whoever reads it.

use leptos::prelude::*;

/// What something means for whoever reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Nothing in particular.
    #[default]
    Plain,
    /// It holds; somebody gains.
    Good,
    /// It fails; somebody loses.
    Bad,
    /// It is not saved yet, or it is a guess.
    Warn,
}

impl Mood {
    /// Its name in style sheets.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Warn => "warn",
        }
    }
}

/// See the module.
#[component]
pub fn Badge(
    /// The number.
    #[prop(into)]
    count: Signal<usize>,
    /// What it counts, for whoever does not see where it stands: "checks fail".
    #[prop(into)]
    of: String,
    /// What it means.
    #[prop(optional)]
    mood: Mood,
) -> AnyView {
    view! {
        <span class="count-badge" data-mood=mood.name()>
            {count}
            <span class="unseen">{format!(" {of}")}</span>
        </span>
    }
    .into_any()
}

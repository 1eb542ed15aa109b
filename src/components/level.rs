//! One picture for one meaning: three rising bars say how much is permitted, a dash that nothing is, a
//! circle with a bar that it is blocked. Colour repeats it.

use leptos::prelude::*;

use super::{Icon, Symbol};

/// How much is permitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    #[default]
    None,
    /// The least.
    Low,
    /// More than the least.
    Middle,
    /// Everything.
    Full,
    /// Nothing, and it is said so.
    Block,
}

impl Level {
    /// All, rising.
    pub const ALL: [Self; 5] = [Self::None, Self::Low, Self::Middle, Self::Full, Self::Block];

    /// Its name in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Middle => "middle",
            Self::Full => "full",
            Self::Block => "block",
        }
    }

    /// How many of its bars are filled.
    pub fn amount(self) -> u8 {
        match self {
            Self::None | Self::Block => 0,
            Self::Low => 1,
            Self::Middle => 2,
            Self::Full => 3,
        }
    }

    /// Its bars: those that are filled, and the others.
    fn bars(self) -> (&'static str, &'static str) {
        const FIRST: &str =
            "M.6 7.5v3a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-3a1 1 0 0 0-1-1H1.6a1 1 0 0 0-1 1z";
        const TWO: &str = "M.6 7.5v3a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-3a1 1 0 0 0-1-1H1.6a1 1 0 0 0-1 1z\
            M5.2 4.5v6a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-6a1 1 0 0 0-1-1H6.2a1 1 0 0 0-1 1z";
        const THREE: &str = "M.6 7.5v3a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-3a1 1 0 0 0-1-1H1.6a1 1 0 0 0-1 1z\
            M5.2 4.5v6a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-6a1 1 0 0 0-1-1H6.2a1 1 0 0 0-1 1z\
            M9.8 1.5v9a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-9a1 1 0 0 0-1-1h-1.6a1 1 0 0 0-1 1z";
        const LAST_TWO: &str = "M5.2 4.5v6a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-6a1 1 0 0 0-1-1H6.2a1 1 0 0 0-1 1z\
            M9.8 1.5v9a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-9a1 1 0 0 0-1-1h-1.6a1 1 0 0 0-1 1z";
        const LAST: &str =
            "M9.8 1.5v9a1 1 0 0 0 1 1h1.6a1 1 0 0 0 1-1v-9a1 1 0 0 0-1-1h-1.6a1 1 0 0 0-1 1z";
        match self {
            Self::None | Self::Block => ("", ""),
            Self::Low => (FIRST, LAST_TWO),
            Self::Middle => (TWO, LAST),
            Self::Full => (THREE, ""),
        }
    }
}

/// The picture alone, beside a word or within something that is named.
#[component]
pub fn LevelGlyph(
    /// The level.
    #[prop(into)]
    level: Signal<Level>,
) -> AnyView {
    let level = Memo::new(move |_| level.get());
    let is_block = Memo::new(move |_| level.get() == Level::Block);
    let dash = move || if level.get() == Level::None { "M4.5 6h5" } else { "" };
    // The picture stays while its level changes; a path of nothing is not seen.
    let draw = move || match is_block.get() {
        true => view! { <Symbol icon=Icon::Block /> }.into_any(),
        false => view! {
            <svg class="level-glyph" viewBox="0 0 14 12" aria-hidden="true">
                <path class="level-dash" d=dash></path>
                <path class="level-bars" d=move || level.get().bars().0></path>
                <path class="level-rest" d=move || level.get().bars().1></path>
            </svg>
        }
        .into_any(),
    };
    draw.into_any()
}

/// The picture and its word.
#[component]
pub fn LevelChip(
    /// The level.
    #[prop(into)]
    level: Signal<Level>,
    /// What the model calls it.
    #[prop(into)]
    word: Signal<String>,
    /// Whether the word is only heard.
    #[prop(optional)]
    bare: bool,
) -> AnyView {
    view! {
        <span class="level-chip" data-level=Signal::derive(move || level.get().name())>
            <LevelGlyph level />
            <span class:unseen=bare>{word}</span>
        </span>
    }
    .into_any()
}

/// The picture at the head of an explanation.
#[component]
pub fn LevelBox(
    /// The level.
    #[prop(into)]
    level: Signal<Level>,
    /// Whether it is what was before.
    #[prop(optional)]
    before: bool,
    /// Whether something stands closed before it: a lock and not a level.
    #[prop(optional, into)]
    closed: Signal<bool>,
) -> AnyView {
    let closed = Memo::new(move |_| closed.get());
    let glyph = move || match closed.get() {
        true => view! { <Symbol icon=Icon::Lock /> }.into_any(),
        false => view! { <LevelGlyph level /> }.into_any(),
    };
    let name = move || {
        // Before what may follow from it (ARCHITECTURE.md, The page).
        let level = level.get();
        if closed.get() { "closed" } else { level.name() }
    };
    view! {
        <span class="level-box" class:level-box-before=before data-level=name>
            {glyph}
        </span>
    }
    .into_any()
}

/// Permissions that are no scale: a letter for each, a dot for what is not held.
#[component]
pub fn LetterBoxes(
    /// Each with its letter, its name and whether it is held.
    letters: Vec<(char, String, bool)>,
) -> AnyView {
    let held: Vec<&str> =
        letters.iter().filter(|(.., held)| *held).map(|(_, name, _)| &**name).collect();
    let said = if held.is_empty() { "No permission".to_owned() } else { held.join(", ") };
    let letter = |(letter, name, held): &(char, String, bool)| {
        let text = if *held { letter.to_string() } else { "·".to_owned() };
        view! {
            <span class="letter-box" class:letter-box-held=*held data-tip=name.clone() aria-hidden="true">
                {text}
            </span>
        }
    };
    view! {
        <span class="letter-boxes">
            <span class="unseen">{said}</span>
            {letters.iter().map(letter).collect_view()}
        </span>
    }
    .into_any()
}

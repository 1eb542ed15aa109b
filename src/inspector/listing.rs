//! What a screen lists in the inspector in place of the one outcome, and below it why that outcome is so.

use leptos::prelude::*;

use super::Why;
use super::decision::Sentence;
use super::door::{InspectorDoor, Listing};
use super::looked::Shown;
use super::picture::Picture;
use crate::components::{Choice, Segmented, Show};
use whocan_core::text::first_name;

const LIST: &str = "List";
const WHY: &str = "Why";

/// Whether the one outcome is shown, or what the screen lists. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Shows {
    door: Option<InspectorDoor>,
    /// Whether the one outcome was chosen where both can be shown.
    alone: RwSignal<bool>,
}

impl Shows {
    pub(super) fn new() -> Self {
        Self { door: use_context(), alone: RwSignal::new(false) }
    }

    fn listing(self) -> Option<Listing> {
        self.door?.listing()
    }

    /// Whether both can be shown.
    fn both(self) -> Signal<bool> {
        Signal::derive(move || self.listing().is_some_and(|listing| listing.explains.get()))
    }

    /// Whether the list is shown.
    pub(super) fn lists(self) -> Signal<bool> {
        Signal::derive(move || match self.listing() {
            Some(listing) => !listing.explains.get() || !self.alone.get(),
            None => false,
        })
    }

    /// Whether one outcome is explained at all.
    pub(super) fn explains(self) -> Signal<bool> {
        Signal::derive(move || self.listing().is_none_or(|listing| listing.explains.get()))
    }

    /// What stands at the head.
    pub(super) fn title(self) -> Signal<String> {
        let lists = self.lists();
        Signal::derive(move || match self.listing() {
            Some(listing) if lists.get() => listing.title.get(),
            _ => WHY.to_owned(),
        })
    }
}

/// Chooses between the list and the one outcome.
#[component]
pub(super) fn Switch(why: Why) -> AnyView {
    let shows = why.shows;
    let both = Memo::new(move |_| shows.both().get());
    let value = Signal::derive(move || if shows.alone.get() { WHY } else { LIST }.to_owned());
    let choose = Callback::new(move |word: String| shows.alone.set(word == WHY));
    let draw = move || {
        both.get().then(|| {
            let choices = [LIST, WHY].map(|word| Choice::new(word, word)).to_vec();
            view! { <Segmented label="What is shown" choices value on_choose=choose /> }
        })
    };
    draw.into_any()
}

/// The list, and below it why the chosen one of it is so.
#[component]
pub(super) fn ListedBody(why: Why) -> AnyView {
    let shows = why.shows;
    let list = move || shows.listing().map(|listing| untrack(|| listing.draw.run(())));
    let (explains, is_cell) = (shows.explains(), why.is_cell());
    let explained = Signal::derive(move || explains.get() && is_cell.get());
    let title = why.part(title);
    view! {
        <div class="inspector-list">{list}</div>
        <Show when=explained>
            <section class="inspector-section inspector-listed-why">
                <h3 class="section-head">{title}</h3>
                <Picture why />
                <Sentence why />
            </section>
        </Show>
    }
    .into_any()
}

/// Whose outcome it is, under which sign-on, and the outcome.
fn title(shown: &Shown) -> String {
    let sign_on = shown.question.circumstances.sign_on.as_ref();
    let known = shown.identities.iter().find(|it| it.who.as_ref() == sign_on);
    let signed_on = match (sign_on, known) {
        (Some(_), Some(known)) => format!(" as {}", known.name),
        _ => String::new(),
    };
    format!("Why {}{signed_on}: {}", first_name(&shown.who), shown.verdict.decision.name)
}

//! The examples as cards: a picture, what is in them, and a question. A card opens a copy on the cell
//! that answers it.

use leptos::prelude::*;

use crate::components::MatrixPicture;
use crate::platform::keys;
use crate::state::{Action, Route, use_session};
use whocan_core::examples::{self, Card, large};
use whocan_core::models::ModelKind;
use whocan_core::text::grouped;

/// See the module.
#[component]
pub(super) fn Examples() -> AnyView {
    let small = examples::ALL.iter().map(|it| (it.slug, it.title, &it.card));
    let cards = small.chain([(large::SLUG, large::TITLE, &large::CARD)]);
    let cards = cards.map(|(slug, title, card)| view! { <ExampleCard slug title card /> });
    view! {
        <section class="start-part" aria-labelledby="examples-head">
            <div class="start-part-head">
                <h2 id="examples-head">"Examples"</h2>
                <span class="start-aside">"Every square is one person’s access to one thing"</span>
            </div>
            <ul class="example-cards">{cards.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn ExampleCard(slug: &'static str, title: &'static str, card: &'static Card) -> AnyView {
    let session = use_session();
    let open = move |event: web_sys::MouseEvent| {
        // With Ctrl it is for another tab, and that tab's own business.
        if !keys::command_held(&event) {
            event.prevent_default();
            session.dispatch(Action::OpenExample(slug));
        }
    };
    let systems = card.kinds.iter().map(|kind| {
        view! {
            <span class="example-system">
                <span class="accent-dot" data-accent=kind.info().key></span>
                {kind.info().title}
            </span>
        }
    });
    view! {
        <li>
            <a class="example-card" href=Route::of_example(slug, slug).href() on:click=open>
                <span class="example-picture">
                    <MatrixPicture rows=card.picture />
                </span>
                <span class="example-words">
                    <b class="example-title">{title}</b>
                    {systems.collect_view()}
                    <span class="example-counts">{counts(card)}</span>
                    <span class="example-question">{card.question}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// How many people and targets are in it.
fn counts(card: &Card) -> String {
    let targets = card.kinds.first().map(|kind| kind.info().targets).unwrap_or_default();
    format!("{} people · {} {targets}", grouped(card.people), grouped(card.targets))
}

/// The example that shows a system.
pub(in crate::pages) fn example_of(kind: ModelKind) -> Option<&'static examples::Example> {
    examples::ALL.iter().find(|example| example.card.kinds.first() == Some(&kind))
}

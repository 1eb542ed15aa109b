//! The second step: which system the workspace is about. More can be added at any time.

use leptos::prelude::*;

use super::step::Step;
use crate::components::MatrixPicture;
use crate::pages::start::example_of;
use crate::state::{Action, Route, use_session};
use whocan_core::models::ModelKind;

/// The most rows and columns of the picture on a card.
const SQUARES: (usize, usize) = (8, 9);

/// The product that a system belongs to, and what is set in it.
fn about(kind: ModelKind) -> (&'static str, &'static str) {
    match kind {
        ModelKind::Processes => ("One", "Groups × 24 processes, 4 levels"),
        ModelKind::Acl => ("One", "Who sees, opens, changes a record"),
        ModelKind::Attributes => ("One IYSS", "Groups × 302 attributes, ticked or not"),
        ModelKind::Resources => ("HR compliance", "A tree of units, people and roles"),
        ModelKind::Features => ("Maytas 5", "Users and groups × features"),
    }
}

/// See the module.
#[component]
pub(super) fn SystemStep(
    /// The one that was picked.
    picked: Signal<Option<ModelKind>>,
) -> AnyView {
    let done = Signal::derive(move || picked.get().is_some());
    let says = Signal::derive(move || match picked.get() {
        Some(kind) => {
            format!("{} is picked. More can be added at any time.", kind.info().title)
        }
        None => "More can be added at any time.".to_owned(),
    });
    let cards = ModelKind::ALL.iter().map(move |kind| view! { <SystemCard kind=*kind picked /> });
    view! {
        <Step number=2 title="Pick a system" done says>
            <div class="system-cards" role="group" aria-label="Systems">
                {cards.collect_view()}
                <div class="system-unsure">
                    <b>"Not sure?"</b>
                    <span>"Open an example of each"</span>
                    <a href=Route::Start.href()>"Look at the examples"</a>
                </div>
            </div>
        </Step>
    }
    .into_any()
}

#[component]
fn SystemCard(kind: ModelKind, picked: Signal<Option<ModelKind>>) -> AnyView {
    let session = use_session();
    let (product, what) = about(kind);
    let key = kind.info().key;
    let picture = example_of(kind).map(|example| example.card.picture).unwrap_or_default();
    let pick = move |_| {
        session.dispatch(Action::AddSystem(kind));
        session.dispatch(Action::Focus(vec![key.to_owned()]));
    };
    view! {
        <button
            type="button"
            class="system-card"
            aria-pressed=Signal::derive(move || (picked.get() == Some(kind)).to_string())
            on:click=pick
        >
            <span class="system-name">
                <span class="accent-dot" data-accent=key></span>
                {kind.info().title}
            </span>
            <span class="system-product">{product}</span>
            <span class="system-what">{what}</span>
            <MatrixPicture rows=picture most=SQUARES />
        </button>
    }
    .into_any()
}

//! The first screen: what this is, and something to open.

use leptos::prelude::*;

use super::frame::{Notice, ThemeChoice};
use crate::examples::{self, Example};
use crate::models::ModelKind;
use crate::session::{Route, Session, open_example};

/// See the module.
#[component]
pub fn Start(session: Session) -> impl IntoView {
    view! {
        <div class="start">
            <header class="start-bar">
                <span class="wordmark">"Whocan"</span>
                <ThemeChoice session />
            </header>
            <main class="start-main">
                <h1>"Who can do what, and why?"</h1>
                <p class="lead">
                    "Try out a permissions set-up before anybody touches the real system. Everything
                    runs in this page; nothing you open leaves it."
                </p>
                <Notice session />
                <h2>"Open an example"</h2>
                <ul class="cards">{examples::ALL.iter().map(card).collect_view()}</ul>
                <h2>"What it can answer"</h2>
                <ul class="abilities">{ModelKind::ALL.iter().copied().map(ability).collect_view()}</ul>
            </main>
        </div>
    }
}

fn ability(kind: ModelKind) -> impl IntoView {
    let about = kind.about();
    view! {
        <li>
            <b>{about.title}</b>
            <br />
            <span>{about.answers}</span>
        </li>
    }
}

fn card(example: &'static Example) -> impl IntoView {
    let facts = open_example(example.slug).map(|document| {
        let directory = &document.directory;
        format!("{} people, {} groups", directory.users.len(), directory.groups.len())
    });
    view! {
        <li>
            <a class="card" href=Route::effective(example.slug).href()>
                <b class="card-title">{example.title}</b>
                <span>{example.about}</span>
                <span class="card-facts">{facts}</span>
            </a>
        </li>
    }
}

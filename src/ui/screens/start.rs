//! The first screen: what this is, and something to open.

use leptos::prelude::*;

use super::frame::{Notice, ThemeChoice};
use crate::examples::{self, Example, large};
use crate::models::ModelKind;
use crate::session::{Route, Screen, Session, open_example};

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
                <ul class="cards">
                    {examples::ALL.iter().map(small).collect_view()}
                    {card(large::SLUG, large::TITLE, large::ABOUT, None)}
                </ul>
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

/// An example to open: its name in addresses, its title, what it shows, how much there is.
fn card(
    slug: &'static str,
    title: &'static str,
    about: &'static str,
    facts: Option<String>,
) -> impl IntoView {
    view! {
        <li>
            <a class="card" href=Route::work(slug, Screen::first()).href()>
                <b class="card-title">{title}</b>
                <span>{about}</span>
                <span class="card-facts">{facts}</span>
            </a>
        </li>
    }
}

fn small(example: &'static Example) -> impl IntoView {
    let facts = open_example(example.slug).map(|document| {
        let directory = &document.directory;
        format!("{} people, {} groups", directory.users.len(), directory.groups.len())
    });
    card(example.slug, example.title, example.about, facts)
}

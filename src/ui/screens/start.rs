//! The first screen: what this is, and something to open.

use leptos::prelude::AnyView;

use super::frame::{notice, theme_choice};
use crate::examples::{self, Example, large};
use crate::models::ModelKind;
use crate::session::{Route, Screen, Session, open_example};
use crate::ui::kit::tag::{Piece, Tag, tag};

/// See the module.
pub fn start(session: Session) -> AnyView {
    let bar = tag("header")
        .class("start-bar")
        .child(tag("span").class("wordmark").text("Whocan"))
        .child(theme_choice(session));
    let lead = "Try out a permissions set-up before anybody touches the real system. Everything \
                runs in this page; nothing you open leaves it.";
    let cards = tag("ul").class("cards").children(examples::ALL.iter().map(small)).child(card(
        large::SLUG,
        large::TITLE,
        large::ABOUT,
        None,
    ));
    let abilities = ModelKind::ALL.iter().copied().map(ability);
    let main = tag("main")
        .class("start-main")
        .child(tag("h1").text("Who can do what, and why?"))
        .child(tag("p").class("lead").text(lead))
        .child(notice(session))
        .child(tag("h2").text("Open an example"))
        .child(cards)
        .child(tag("h2").text("What it can answer"))
        .child(tag("ul").class("abilities").children(abilities));
    tag("div").class("start").child(bar).child(main).any()
}

fn ability(kind: ModelKind) -> Tag {
    let about = kind.about();
    tag("li")
        .child(tag("b").text(about.title))
        .child(tag("br"))
        .child(tag("span").text(about.answers))
}

/// An example to open: its name in addresses, its title, what it shows, how much there is.
fn card(
    slug: &'static str,
    title: &'static str,
    about: &'static str,
    facts: Option<String>,
) -> Tag {
    let link = tag("a")
        .class("card")
        .attr("href", Route::work(slug, Screen::first()).href())
        .child(tag("b").class("card-title").text(title))
        .child(tag("span").text(about))
        .child(tag("span").class("card-facts").child(facts));
    tag("li").child(link)
}

fn small(example: &'static Example) -> Tag {
    let facts = open_example(example.slug).map(|document| {
        let directory = &document.directory;
        format!("{} people, {} groups", directory.users.len(), directory.groups.len())
    });
    card(example.slug, example.title, example.about, facts)
}

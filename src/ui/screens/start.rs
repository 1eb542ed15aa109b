//! The first screen: what this is, and something to open.

use leptos::prelude::AnyView;

use super::frame::{notice, theme_choice};
use super::transfer::open_file;
use crate::examples::{self, Example, large};
use crate::models::ModelKind;
use crate::platform::keys;
use crate::session::{Action, Recent, Route, Screen, Session, open_example};
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};

/// See the module.
pub fn start(session: Session) -> AnyView {
    let bar = tag("header")
        .class("start-bar")
        .child(tag("span").class("wordmark").text("Whocan"))
        .child(theme_choice(session));
    let lead = "Try out a permissions set-up before anybody touches the real system. Everything \
                runs in this page; nothing you open leaves it.";
    let small = examples::ALL.iter().map(|example| small(session, example));
    let large = card(session, large::SLUG, large::TITLE, large::ABOUT, None);
    let cards = tag("ul").class("cards").children(small).child(large);
    let abilities = ModelKind::ALL.iter().copied().map(ability);
    let main = tag("main")
        .class("start-main")
        .child(tag("h1").text("Who can do what, and why?"))
        .child(tag("p").class("lead").text(lead))
        .child(notice(session))
        .bind_child(move || recent(session))
        .child(
            tag("p").class("panel-line").child(open_file(session)).child(
                tag("span")
                    .class("hint")
                    .text("or drop one anywhere: a .whocan.json that was exported"),
            ),
        )
        .child(tag("h2").text("Open an example"))
        .child(cards)
        .child(tag("h2").text("What it can answer"))
        .child(tag("ul").class("abilities").children(abilities));
    tag("div").class("start").child(bar).child(main).any()
}

/// What this browser keeps, the last one first; and the way back to what was just removed.
fn recent(session: Session) -> AnyView {
    let entry = |recent: &Recent| {
        let named = |what: &str| format!("{what} {}", recent.title);
        let (id, gone) = (recent.id.clone(), recent.clone());
        let copy = button("Duplicate", move || session.dispatch(Action::Duplicate(id.clone())))
            .attr("aria-label", named("Duplicate"));
        let remove = button("Delete", move || {
            session.dispatch(Action::RemoveWorkspace(gone.clone()));
        });
        let link = tag("a")
            .class("recent-link")
            .attr("href", Route::work(&recent.id, Screen::first()).href())
            .text(recent.title.clone());
        tag("li")
            .key(recent.id.clone())
            .class("recent")
            .child(link)
            .child(tag("span").class("recent-facts").text(format!("{} people", recent.people)))
            .child(tag("span").class("recent-facts").text(recent.when.clone()))
            .child(copy)
            .child(remove.attr("aria-label", named("Delete")))
    };
    let list = session.recent().with(|recent| recent.iter().map(entry).collect::<Vec<_>>());
    let back = session.removed().get().map(|title| {
        let back = button("Undo", move || session.dispatch(Action::BringBack));
        tag("p").class("panel-line").text(format!("{title} was deleted. ")).child(back)
    });
    let head = (!list.is_empty()).then(|| tag("h2").text("Kept in this browser"));
    let list = tag("ul").class("recents").children(list);
    all([head.any(), list.any(), back.any()])
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
    session: Session,
    slug: &'static str,
    title: &'static str,
    about: &'static str,
    facts: Option<String>,
) -> Tag {
    let link = tag("a")
        .class("card")
        .attr("href", Route::work(slug, Screen::first()).href())
        .on("click", move |event: web_sys::MouseEvent| {
            // With Ctrl it is for another tab, and that tab's own business.
            if !keys::command_held(&event) {
                event.prevent_default();
                session.dispatch(Action::OpenExample(slug));
            }
        })
        .child(tag("b").class("card-title").text(title))
        .child(tag("span").text(about))
        .child(tag("span").class("card-facts").child(facts));
    tag("li").child(link)
}

fn small(session: Session, example: &'static Example) -> Tag {
    let facts = open_example(example.slug).map(|document| {
        let directory = &document.directory;
        format!("{} people, {} groups", directory.users.len(), directory.groups.len())
    });
    card(session, example.slug, example.title, example.about, facts)
}

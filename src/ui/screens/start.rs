//! The first screen: what this is, and something to open.

use leptos::prelude::*;

use super::transfer::open_file;
use crate::platform::keys;
use crate::reactive::{Derived, State};
use crate::shell::ThemeMenu;
use crate::state::{Action, Recent, Route, Session, open_example};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag, tick};
use whocan_core::examples::{self, Example, large};
use whocan_core::models::ModelKind;

/// See the module.
pub fn start(session: Session) -> AnyView {
    let renaming = State::new(None);
    let bar = tag("header")
        .class("start-bar")
        .child(tag("span").class("wordmark").text("Whocan"))
        .child(view! { <ThemeMenu /> }.into_any());
    let lead = "Try out a permissions set-up before anybody touches the real system. Everything \
                runs in this page; nothing you open leaves it.";
    let small = examples::ALL.iter().map(|example| small(session, example));
    let large = card(session, large::SLUG, large::TITLE, large::INFO, None);
    let cards = tag("ul").class("cards").children(small).child(large);
    let abilities = ModelKind::ALL.iter().copied().map(ability);
    let main = tag("main")
        .class("start-main")
        .child(tag("h1").text("Who can do what, and why?"))
        .child(tag("p").class("lead").text(lead))
        .bind_child(move || recent(session, renaming))
        .child(
            tag("p")
                .class("panel-line")
                .child(open_file(session))
                .child(button("Start blank", move || session.dispatch(Action::New)))
                .child(
                    tag("span")
                        .class("hint")
                        .text("or drop a file anywhere: a .whocan.json that was exported"),
                ),
        )
        .child(tag("h2").text("Open an example"))
        .child(cards)
        .child(tag("h2").text("What it can answer"))
        .child(tag("ul").class("abilities").children(abilities));
    let rename = rename_dialog(session, renaming);
    tag("div").class("start").child(bar).child(main).child(rename).any()
}

/// What this browser keeps, the last one first; and the way back to what was just removed.
fn recent(session: Session, renaming: State<Option<Recent>>) -> AnyView {
    let fresh = session.prefs().fresh();
    let recent = session.recent();
    let count = recent.with(Vec::len);
    let listed = count > 0 && !fresh.get();
    let hide = (count > 0).then(|| {
        tick(
            "Fresh screen: do not list what is kept in this browser",
            move || fresh.get(),
            move |fresh| session.dispatch(Action::SetFresh(fresh)),
        )
    });
    let list = listed.then(|| {
        let entries = recent.get();
        let entries = entries.iter().map(|recent| entry(session, recent, renaming));
        tag("ul").class("recents").children(entries)
    });
    let back = session.removed().get().map(|(recent, _)| {
        let back = button("Undo", move || session.dispatch(Action::UndoRemove));
        tag("p").class("panel-line").text(format!("{} was deleted. ", recent.title)).child(back)
    });
    let head = listed.then(|| tag("h2").text("Kept in this browser"));
    let unread = session
        .list_error()
        .get()
        .map(|why| tag("p").class("hint").attr("role", "status").text(why));
    all([unread.any(), head.any(), list.any(), back.any(), hide.any()])
}

fn entry(session: Session, recent: &Recent, renaming: State<Option<Recent>>) -> Tag {
    let act = |what: &'static str, act: Box<dyn Fn(Recent) + Send + Sync>| {
        let about = recent.clone();
        button(what, move || act(about.clone()))
            .attr("aria-label", format!("{what} {}", recent.title))
    };
    let fact = |text: String| tag("span").class("recent-facts").text(text);
    let people = match &*recent.people {
        "" => None,
        "1" => Some(fact("1 person".to_owned())),
        people => Some(fact(format!("{people} people"))),
    };
    let link = tag("a")
        .class("recent-link")
        .attr("href", Route::href_of(&recent.id))
        .text(recent.title.clone());
    let does = move |action: fn(Recent) -> Action| -> Box<dyn Fn(Recent) + Send + Sync> {
        Box::new(move |recent| session.dispatch(action(recent)))
    };
    tag("li")
        .key(recent.id.clone())
        .class("recent")
        .child(link)
        .child(people)
        .child(fact(format!("{} kB", recent.size)))
        .child(fact(recent.when.clone()))
        .child(
            tag("div")
                .class("banner-do")
                .child(act("Rename", Box::new(move |recent| renaming.set(Some(recent)))))
                .child(act("Duplicate", does(|recent| Action::Duplicate(recent.id))))
                .child(act("Export", does(Action::ExportKept)))
                .child(act("Delete", does(Action::RemoveWorkspace))),
        )
}

/// Asks what a workspace is to be called.
fn rename_dialog(session: Session, renaming: State<Option<Recent>>) -> Tag {
    let open = Derived::new(move |_| renaming.with(Option::is_some));
    let body = move || {
        let recent = renaming.get_untracked();
        let (id, title) = recent.map(|it| (it.id, it.title)).unwrap_or_default();
        let name = State::new(title);
        let blank = move || name.with(|name| name.trim().is_empty());
        let field = tag("input")
            .class("field")
            .attr("aria-label", "Name")
            .prop("value", move || name.get())
            .on("input", move |event: web_sys::Event| name.set(event_target_value(&event)));
        let submit = tag("button")
            .attr("type", "submit")
            .class("button")
            .attr("data-kind", "main")
            .bind("disabled", blank)
            .text("Rename");
        let buttons = tag("div")
            .class("dialog-buttons")
            .child(submit)
            .child(button("Cancel", move || renaming.set(None)));
        let rename = move |event: web_sys::Event| {
            event.prevent_default();
            if !name.with_untracked(|name| name.trim().is_empty()) {
                let name = name.get_untracked().trim().to_owned();
                session.dispatch(Action::Rename(id.clone(), name));
                renaming.set(None);
            }
        };
        tag("form").class("dialog-body").on("submit", rename).child(field).child(buttons)
    };
    let title = || "Rename the workspace".to_owned();
    dialog(open, title, "", move || renaming.set(None), body)
}

fn ability(kind: ModelKind) -> Tag {
    let about = kind.info();
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
        .attr("href", Route::href_of(slug))
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

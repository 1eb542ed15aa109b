//! What stands around every screen of an open workspace: the rail, the top bar with the draft, the
//! preview.

use leptos::prelude::*;

use super::banner::{banner, notice};
use super::bar::bar;
use super::dialogs::{invalid_request, keys};
use super::directory::directory_screen;
use super::history::history_screen;
use super::preview::preview;
use super::review::review_screen;
use crate::pages::effective::Effective;
use crate::platform::page;
use crate::reactive::Derived;
use crate::state::{Route, Screen, Session, Tab};
use crate::ui::kit::tag::{Tag, all, fresh, tag};
use whocan_core::models::ModelKind;

/// See the module.
pub fn frame(session: Session) -> AnyView {
    let main = tag("main")
        .class("work")
        .attr("id", "work")
        .bind("data-flash", move || flash(session.flash().get()))
        .child(tag("div").class("work-top").child(banner(session)).child(notice(session)))
        .child(work(session));
    let folded = session.prefs().folded();
    let frame = tag("div")
        .class("frame")
        .bind("data-folded", move || folded.get())
        .child(bar(session))
        .child(rail(session))
        .child(main)
        .child(preview(session));
    all([skip(), frame, invalid_request(session), keys(session)])
}

/// Leads past the bar and the rail, by the keyboard.
fn skip() -> Tag {
    let go = |event: web_sys::Event| {
        // The address is ours: a plain link would leave the screen.
        event.prevent_default();
        if !page::focus_first("work", ".grid") {
            page::focus_first("work", "input, button, a");
        }
    };
    tag("a").class("skip").attr("href", "#work").on("click", go).text("Skip to the content")
}

/// Two names in turn, so that the animation begins anew at each flash.
fn flash(count: u32) -> Option<&'static str> {
    (count > 0).then_some(if count.is_multiple_of(2) { "even" } else { "odd" })
}

/// The present screen. A screen is made anew only when the address names another one, not when
/// something else is focused on it.
fn work(session: Session) -> AnyView {
    let screen = Derived::new(move |_| session.route().with(Route::screen));
    let draw = move |screen| match screen {
        Some(Screen::Directory(tab)) => directory_screen(session, tab),
        Some(Screen::Editor(kind)) => crate::systems::editor(kind, session.context()),
        Some(Screen::Overview(kind)) => crate::systems::overview(kind, session.context()),
        Some(Screen::Effective(kind)) => view! { <Effective kind /> }.into_any(),
        Some(Screen::Review) => review_screen(session),
        Some(Screen::History) => history_screen(session),
        None => all::<Tag>([]),
    };
    fresh(move || screen.get(), draw)
}

fn rail(session: Session) -> Tag {
    let route = session.place();
    let link = move |label: &'static str, screen: Screen, spoken: Option<String>| {
        let here = move || route.with(|route| same_place(route.screen(), screen)).then_some("page");
        let href = move || route.with(|route| route.to(screen, Vec::new()).href());
        let link = tag("a").class("rail-link").bind("href", href).bind("aria-current", here);
        tag("li").child(link.attr("aria-label", spoken).text(label))
    };
    let model = |kind: &ModelKind| {
        // The models have screens of the same names: heard alone, a link says whose it is.
        let link = |label: &'static str, screen: Screen| {
            link(label, screen, Some(format!("{label}: {}", kind.info().title)))
        };
        let links = tag("ul")
            .child(link("Editor", Screen::Editor(*kind)))
            .child(link("Overview", Screen::Overview(*kind)))
            .child(link("Effective access", Screen::Effective(*kind)));
        tag("li")
            .class("rail-model")
            .attr("data-model", kind.key())
            .child(tag("h2").class("rail-head").text(kind.info().title))
            .child(links)
    };
    let others = tag("a").class("rail-link").attr("href", Route::Start.href());
    tag("nav")
        .class("rail")
        .attr("id", "rail")
        .attr("aria-label", "Screens")
        .child(tag("ul").child(link("Directory", Screen::Directory(Tab::Users), None)))
        .child(tag("ul").class("rail-models").children(ModelKind::ALL.iter().map(model)))
        .child(tag("ul").child(link("History", Screen::History, None)))
        .child(tag("ul").class("rail-foot").child(tag("li").child(others.text("All workspaces"))))
}

/// Every tab of the directory is the directory.
fn same_place(here: Option<Screen>, screen: Screen) -> bool {
    match (here, screen) {
        (Some(Screen::Directory(_)), Screen::Directory(_)) => true,
        (here, screen) => here == Some(screen),
    }
}

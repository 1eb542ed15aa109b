//! What stands around every screen of an open workspace: the rail, the top bar with the draft, the
//! preview.

use leptos::prelude::{AnyView, event_target, event_target_value, untrack};

use super::dialogs::{invalid_request, keys};
use super::directory::directory_screen;
use super::effective::effective;
use super::preview::preview;
use super::review::{review_screen, sums};
use crate::document::Command;
use crate::models::ModelKind;
use crate::platform::page;
use crate::reactive::Derived;
use crate::session::{Action, Route, Screen, Session, Standing, Tab, Theme};
use crate::ui::kit::tag::{Tag, all, bound, button, fresh, tag};

/// See the module.
pub fn frame(session: Session) -> AnyView {
    let main = tag("main")
        .class("work")
        .attr("id", "work")
        .bind("data-flash", move || flash(session.flash().get()))
        .child(notice(session))
        .child(work(session));
    let frame = tag("div")
        .class("frame")
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

fn bar(session: Session) -> Tag {
    let keys = button("?", move || session.dispatch(Action::ShowKeys)).attr("aria-label", "Keys");
    tag("header")
        .class("bar")
        .child(tag("a").class("wordmark").attr("href", Route::Start.href()).text("Whocan"))
        .child(title(session))
        .child(standing(session))
        .child(draft(session))
        .child(step(session, "Undo", "↶", session.to_undo(), Action::Undo))
        .child(step(session, "Redo", "↷", session.to_redo(), Action::Redo))
        .child(button("Export", move || session.dispatch(Action::Share(true))))
        .child(keys)
        .child(theme_choice(session))
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
        Some(Screen::Editor(kind)) => kind.editor(session.hub()),
        Some(Screen::Overview(kind)) => kind.overview(session.hub()),
        Some(Screen::Effective(kind)) => effective(session, kind),
        Some(Screen::Review) => review_screen(session),
        None => all::<Tag>([]),
    };
    fresh(move || screen.get(), draw)
}

/// The workspace's name, to be changed in place.
fn title(session: Session) -> AnyView {
    let title = session.title();
    let rename = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        session.dispatch(Action::Run(Command::Retitle(name)));
        // Refused or not, the field shows what the workspace is called.
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&title.get_untracked());
    };
    let field = tag("input")
        .class("bar-title")
        .attr("aria-label", "Workspace name")
        .prop("value", move || title.get())
        .on("change", rename);
    all([tag("h1").class("unseen").bind_text(move || title.get()), field])
}

/// Whether what was edited is kept.
fn standing(session: Session) -> Tag {
    let standing = session.standing();
    let text = move || match standing.get() {
        Standing::Untouched => String::new(),
        Standing::Kept => "Kept in this browser".to_owned(),
        Standing::NotKept(why) => format!("Not kept: {why}"),
    };
    tag("p")
        .class("bar-standing")
        .attr("role", "status")
        .bind("data-lost", move || matches!(standing.get(), Standing::NotKept(_)))
        .bind_text(text)
}

/// The draft, while there is one: whom it hits, and what to do with it.
fn draft(session: Session) -> AnyView {
    let changed = session.is_changed();
    let review = move || session.route().with(|route| route.to(Screen::Review, Vec::new()).href());
    bound(move || {
        changed.get().then(|| {
            let review = tag("a").class("button").bind("href", review).text("Review");
            tag("div")
                .class("draft")
                .attr("role", "group")
                .attr("aria-label", "Draft")
                .child(untrack(|| sums(session)))
                .child(review)
                .child(
                    button("Save", move || session.dispatch(Action::Save))
                        .attr("data-kind", "main"),
                )
                .child(button("Discard", move || session.dispatch(Action::Discard)))
        })
    })
}

fn rail(session: Session) -> Tag {
    let route = session.route();
    let link = move |label: &'static str, screen: Screen| {
        let here = move || route.with(|route| same_place(route.screen(), screen)).then_some("page");
        let href = move || route.with(|route| route.to(screen, Vec::new()).href());
        let link = tag("a").class("rail-link").bind("href", href).bind("aria-current", here);
        tag("li").child(link.text(label))
    };
    let model = |kind: &ModelKind| {
        let links = tag("ul")
            .child(link("Editor", Screen::Editor(*kind)))
            .child(link("Overview", Screen::Overview(*kind)))
            .child(link("Effective access", Screen::Effective(*kind)));
        tag("li")
            .class("rail-model")
            .attr("data-model", kind.key())
            .child(tag("h2").class("rail-head").text(kind.about().title))
            .child(links)
    };
    let others = tag("a").class("rail-link").attr("href", Route::Start.href());
    tag("nav")
        .class("rail")
        .attr("aria-label", "Screens")
        .child(tag("ul").child(link("Directory", Screen::Directory(Tab::Users))))
        .child(tag("ul").class("rail-models").children(ModelKind::ALL.iter().map(model)))
        .child(tag("ul").class("rail-foot").child(tag("li").child(others.text("Other examples"))))
}

/// Every tab of the directory is the directory.
fn same_place(here: Option<Screen>, screen: Screen) -> bool {
    match (here, screen) {
        (Some(Screen::Directory(_)), Screen::Directory(_)) => true,
        (here, screen) => here == Some(screen),
    }
}

/// Undo or redo, named by what it would do; there as soon as there is something to take back.
fn step(
    session: Session,
    name: &'static str,
    sign: &'static str,
    label: Derived<Option<String>>,
    action: Action,
) -> AnyView {
    bound(move || {
        label.get().map(|label| {
            let action = action.clone();
            tag("button")
                .attr("type", "button")
                .class("button bar-step")
                .on("click", move |_: web_sys::Event| session.dispatch(action.clone()))
                .child(tag("span").attr("aria-hidden", "true").text(sign).text(" "))
                .text(format!("{name}: {label}"))
        })
    })
}

/// Light, dark, or as the system has it.
pub fn theme_choice(session: Session) -> Tag {
    let choose = move |event: web_sys::Event| {
        let chosen = Theme::of(&event_target_value(&event));
        chosen.into_iter().for_each(|theme| session.dispatch(Action::SetTheme(theme)));
    };
    let option = move |theme: Theme| {
        tag("option")
            .attr("value", theme.name())
            .bind("selected", move || session.theme().get() == theme)
            .text(theme.label())
    };
    tag("label")
        .class("choice")
        .child(tag("span").text("Theme"))
        .child(tag("select").on("change", choose).children(Theme::ALL.map(option)))
}

/// What just happened, said and spoken.
pub fn notice(session: Session) -> Tag {
    tag("p").class("notice").attr("role", "status").bind_text(move || session.notice().get())
}

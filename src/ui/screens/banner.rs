//! What stands over the work: what just happened, and while something is unusual what it is: another
//! tab has the workspace open, or an earlier revision is looked at.

use leptos::prelude::AnyView;

use crate::platform::clock;
use crate::state::{Action, SaveStatus, Screen, Session};
use crate::ui::kit::tag::{Tag, all, bound, button, tag};
use whocan_storage::workspace::Revision;

/// See the module.
pub fn banner(session: Session) -> AnyView {
    let (status, other_tab_open, looked) =
        (session.save_status(), session.other_tab_open(), session.looked_at());
    let tabs = bound(move || match (status.get(), other_tab_open.get()) {
        (SaveStatus::Overtaken, _) => Some(overtaken(session)),
        (_, true) => Some(other_tab(session)),
        _ => None,
    });
    all([tabs, bound(move || looked.get().map(|revision| earlier(session, &revision)))])
}

fn shape(text: String, buttons: impl IntoIterator<Item = Tag>) -> Tag {
    tag("div")
        .class("banner")
        .attr("role", "alert")
        .child(tag("p").text(text))
        .child(tag("div").class("banner-do").children(buttons))
}

fn act(session: Session, label: &'static str, action: Action) -> Tag {
    button(label, move || session.dispatch(action.clone()))
}

fn other_tab(session: Session) -> Tag {
    let text = "Another tab of this browser has this workspace open. Neither tab sees what the \
                other one edits, and only the first to edit is kept.";
    let buttons = [
        act(session, "Take over", Action::TakeOver),
        act(session, "Go on with a copy", Action::KeepAsCopy),
    ];
    shape(text.to_owned(), buttons)
}

fn overtaken(session: Session) -> Tag {
    let text = "Another tab has kept this workspace since it was read here. Nothing is kept from \
                this tab until you choose; whatever you choose, undo or the History brings the \
                other one back.";
    let buttons = [
        act(session, "Reload theirs", Action::ReloadTheirs),
        act(session, "Keep mine as a copy", Action::KeepAsCopy),
        act(session, "Take over", Action::TakeOver),
    ];
    shape(text.to_owned(), buttons)
}

/// When a revision was saved, by whom and why.
pub fn said(revision: &Revision) -> String {
    let time = if revision.time == 0 { String::new() } else { clock::said(revision.time) };
    let author = Some(&*revision.author).filter(|author| !author.is_empty());
    let note = Some(&*revision.note).filter(|note| !note.is_empty());
    let more =
        [author.map(|author| format!(", by {author}")), note.map(|note| format!(": {note}"))];
    more.into_iter().flatten().fold(time, |said, more| said + &more)
}

fn earlier(session: Session, revision: &Revision) -> Tag {
    let route = session.route().get();
    let text = if route.screen() == Some(Screen::Review) {
        format!("What the draft changes in the state of {}", said(revision))
    } else {
        format!("You look at the state of {}", said(revision))
    };
    let compare = route.to(Screen::Review, Vec::new());
    let back = route.at(None);
    let compare = (route.screen() != Some(Screen::Review))
        .then(|| act(session, "Compare with now", Action::Go(compare)));
    let buttons = [
        Some(act(session, "Restore as the draft", Action::Restore(revision.id))),
        compare,
        Some(act(session, "Back to now", Action::Go(back))),
    ];
    shape(text, buttons.into_iter().flatten())
}

/// What just happened, said and spoken.
pub fn notice(session: Session) -> Tag {
    tag("p").class("notice").attr("role", "status").bind_text(move || session.notice().get())
}

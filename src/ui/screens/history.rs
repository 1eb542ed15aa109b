//! The revisions: what each Save changed, when, by whom and why; and the ways back to them.

use leptos::prelude::{AnyView, event_target_value};

use crate::platform::clock;
use crate::state::{Action, Screen, Session};
use crate::ui::kit::tag::{Tag, all, button, tag};
use whocan_storage::workspace::{MOST_REVISIONS, Revision};

/// See the module.
pub fn history_screen(session: Session) -> AnyView {
    let revisions = session.revisions();
    let hint = format!(
        "Each Save is a revision. The last {MOST_REVISIONS} are kept in this browser, fewer where \
         they take much room. A file that is exported holds the draft and no revisions."
    );
    let list = move || {
        let all = revisions.get();
        let newest = all.last().map(|last| last.id);
        let one = |revision| view_revision(session, revision, newest);
        all.iter().rev().map(one).collect::<Vec<Tag>>()
    };
    let head = tag("div").class("work-head").child(tag("h2").text("History"));
    let body = tag("div")
        .class("review")
        // What scrolls has to be reachable by keyboard.
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "History")
        .child(tag("p").class("hint").text(hint))
        .child(tag("ol").class("revisions").bind_child(list));
    all([head, body])
}

fn view_revision(session: Session, revision: &Revision, newest: Option<u32>) -> Tag {
    let id = revision.id;
    let is_newest = newest == Some(id);
    let when = match revision.time {
        0 => "Earlier".to_owned(),
        time => clock::said(time),
    };
    let go = move |screen: Screen| {
        move || {
            let there = session.route().with_untracked(|route| route.at(Some(id)));
            session.dispatch(Action::Go(there.to(screen, Vec::new())));
        }
    };
    let named = |tag: Tag, what: &str| tag.attr("aria-label", format!("{what}: {when}"));
    let buttons = [
        named(button("Look at", go(Screen::first())), "Look at"),
        named(button("Compare with now", go(Screen::Review)), "Compare with now"),
        named(
            button("Restore as the draft", move || session.dispatch(Action::Restore(id))),
            "Restore as the draft",
        ),
    ];
    let newest = is_newest.then(|| tag("span").class("revision-now").text("the saved state"));
    let words = revision.words.iter().map(|words| tag("li").text(words.clone()));
    let words = tag("ul").class("review-changes").children(words);
    let changes = match revision.words.len() {
        0 => None,
        1 => Some(words),
        count => {
            let summary = tag("summary").text(format!("{count} changes"));
            Some(tag("details").child(summary).child(words))
        }
    };
    tag("li")
        .key(id.to_string())
        .class("revision")
        .child(tag("div").class("revision-head").child(tag("b").text(when.clone())).child(newest))
        .child(said_of(session, revision, &when))
        .child(changes)
        .child(tag("div").class("banner-do").children(buttons))
}

/// Its note and who saved it, to be changed in place.
fn said_of(session: Session, revision: &Revision, when: &str) -> Tag {
    let field = |label: &'static str, value: &str| {
        let value = value.to_owned();
        let of = format!("{label}: {when}");
        tag("input")
            .class("field")
            .attr("aria-label", of)
            .attr("placeholder", label)
            .prop("value", move || value.clone())
    };
    let Revision { id, note, author, .. } = revision.clone();
    let (with_note, with_author) = (note.clone(), author.clone());
    let set_note = move |event: web_sys::Event| {
        let note = event_target_value(&event);
        session.dispatch(Action::Annotate(id, note, with_author.clone()));
    };
    let set_author = move |event: web_sys::Event| {
        let author = event_target_value(&event);
        session.dispatch(Action::Annotate(id, with_note.clone(), author));
    };
    tag("div")
        .class("revision-said")
        .child(field("Note", &note).on("change", set_note))
        .child(field("Saved by", &author).on("change", set_author))
}

//! Files in and out: the dialog to export, the field that picks a file, and the question that a
//! picked, dropped or pasted file asks before anything is opened.

use leptos::prelude::AnyView;

use crate::platform::{clock, files};
use crate::reactive::Derived;
use crate::state::{Action, Found, Offer, Offered, PeopleNames, Route, Session};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::format::Finding;
use whocan_storage::workspace::Backup;

/// How many findings are listed.
const MOST_FINDINGS: usize = 50;

/// The ways to hand the workspace on.
pub fn share_dialog(session: Session) -> Tag {
    let close = move || session.dispatch(Action::Share(false));
    let facts = session.facts();
    let age = move || match facts.with(|facts| facts.exported) {
        Some(time) => format!("Last exported: {}.", clock::said(time)),
        None => "Not exported yet.".to_owned(),
    };
    let body = move || {
        let export = |names: PeopleNames| move || session.dispatch(Action::Export(names));
        let buttons = tag("div")
            .class("dialog-buttons")
            .child(button("Export", export(PeopleNames::Kept)).attr("data-kind", "main"))
            .child(button("Export without names", export(PeopleNames::Replaced)))
            .child(button("Cancel", close));
        all([
            tag("p").text(
                "A file holds the draft as it is now, with its checks. It contains people's names.",
            ),
            tag("p").class("hint").text(
                "Without names, each person, log-in name and id is another one, the same \
                 everywhere; who can do what stays as it is.",
            ),
            tag("p").class("hint").bind_text(age),
            buttons,
        ])
    };
    dialog(session.sharing(), || "Export".to_owned(), "", close, body)
}

/// The field that picks a file.
pub fn open_file(session: Session) -> Tag {
    let pick = move |event: web_sys::Event| {
        offer(session, files::of_field(&event));
        files::empty_field(&event);
    };
    let field = tag("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("multiple", true)
        .class("unseen")
        .on("change", pick);
    tag("label").class("button file-button").text("Open a file").child(field)
}

/// Reads files and offers each, one after the other.
pub fn offer(session: Session, list: Option<web_sys::FileList>) {
    let told = move |name: &str, hundredths| {
        session.dispatch(Action::Reading(name.to_owned(), hundredths));
    };
    files::read(list, Offer::MOST, told, move |(name, bytes)| {
        session.dispatch(Action::Offer(name, bytes));
    });
}

/// The question about a file that was picked.
pub fn offer_dialog(session: Session) -> Tag {
    let offer = session.offer();
    let open = Derived::new(move |_| offer.with(Option::is_some));
    let close = move || session.dispatch(Action::DismissOffer);
    let title = move || {
        let name = offer.with(|offer| offer.as_ref().map(|offer| offer.name.clone()));
        match (name.unwrap_or_default(), session.offers_waiting().get()) {
            (name, 0) => name,
            (name, 1) => format!("{name} (1 more file waits)"),
            (name, more) => format!("{name} ({more} more files wait)"),
        }
    };
    let body = move || bound(move || offer.get().map(|offer| question(session, offer)));
    dialog(open, title, "", close, body)
}

fn question(session: Session, offer: Offer) -> AnyView {
    let buttons = tag("div").class("dialog-buttons");
    let cancel = button("Cancel", move || session.dispatch(Action::DismissOffer));
    match offer.found {
        Err(why) => all([
            tag("p").attr("role", "alert").text(format!("This file cannot be opened: {why}.")),
            tag("p").class("hint").text("Nothing was changed."),
            buttons.child(cancel),
        ]),
        Ok(Found::Stored(backup)) => stored(session, &backup, buttons, cancel),
        Ok(Found::Configuration(offered)) => {
            let open = button("Open as a new workspace", move || {
                session.dispatch(Action::OpenOffered);
            });
            let replace = session.route().with(|route| *route != Route::Start).then(|| {
                button("Replace the present draft", move || {
                    session.dispatch(Action::ReplaceByOffered);
                })
            });
            all([
                contents(&offered),
                findings(&offered.findings),
                buttons.child(open.attr("data-kind", "main")).child(replace).child(cancel).any(),
            ])
        }
    }
}

/// What a browser had stored, taken along when something could not be opened or the app stopped.
fn stored(session: Session, backup: &Backup, buttons: Tag, cancel: Tag) -> AnyView {
    let lead = "What a browser had stored. Each workspace opens as a new one; its earlier revisions \
                stay in the file.";
    let titles = backup.workspaces.iter().map(|it| tag("li").text(it.draft.title.clone()));
    let damaged = backup.damaged.iter().map(|id| tag("li").text(format!("{id}: cannot be read")));
    let list = tag("ul").class("findings").children(titles).children(damaged);
    let open = (!backup.workspaces.is_empty()).then(|| {
        let label = match backup.workspaces.len() {
            1 => "Open 1 workspace".to_owned(),
            count => format!("Open {count} workspaces"),
        };
        let open = button(label, move || session.dispatch(Action::OpenOffered));
        open.attr("data-kind", "main")
    });
    all([tag("p").text(lead), list, buttons.child(open).child(cancel)])
}

fn contents(offered: &Offered) -> AnyView {
    let title = match offered.document.title.as_str() {
        "" => "A configuration without a title".to_owned(),
        title => title.to_owned(),
    };
    let title = tag("p").child(tag("b").text(title));
    all([title, tag("p").text(offered.counts())])
}

/// What could not be used, each with its place in the file.
fn findings(findings: &[Finding]) -> AnyView {
    if findings.is_empty() {
        return tag("p").class("hint").text("Nothing in it is doubtful.").any();
    }
    let count = match findings.len() {
        1 => "1 thing in it is doubtful; it is kept as it is:".to_owned(),
        count => format!("{count} things in it are doubtful; they are kept as they are:"),
    };
    let lines = findings.iter().take(MOST_FINDINGS).map(|it| tag("li").text(it.to_string()));
    let more = findings.len().saturating_sub(MOST_FINDINGS);
    let more = (more > 0).then(|| tag("li").text(format!("and {more} more")));
    let list = tag("ul").class("findings").attr("tabindex", "0").children(lines).child(more);
    all([tag("p").text(count), list])
}

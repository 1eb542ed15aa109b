//! A list of people, pasted or typed: what it would do is shown while it is written, and adding
//! them is one step.

use leptos::prelude::{AnyView, event_target_value};
use web_sys::Event;

use super::ask::Asked;
use super::remove::{listed, plural};
use super::users::directory;
use crate::reactive::{Derived, State};
use crate::state::{Action, Session, new_id};
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag, tick};
use whocan_core::directory::{Directory, ListedPerson, PeopleList, UnknownGroup};
use whocan_core::document::Command;

/// How many people the preview lists.
const MOST: usize = 50;

/// How many lines are named for a group that is not there.
const MOST_LINES: usize = 5;

const HELP: &str = "As copied from a spreadsheet or out of its file, or with | between the three, and ; \
    between groups. Log-in name and groups may be missing; headings say which column is which.";

/// See the module.
pub(super) fn people_form(session: Session, asked: Asked) -> Tag {
    let text = State::new(String::new());
    let create = State::new(false);
    let list = Derived::new(move |_| {
        let directory = directory(session.snapshot());
        text.with(|text| PeopleList::read(&directory, text))
    });
    let steps = Derived::new(move |_| {
        let directory = directory(session.snapshot());
        // Only counted, so that no ids are drawn for nothing.
        list.with(|list| list.edits(&directory, create.get(), |_| String::new()).len())
    });
    let submit = move || {
        let directory = directory(session.snapshot());
        let list = list.get_untracked();
        let edits = list.edits(&directory, create.get_untracked(), new_id);
        if edits.is_empty() {
            return;
        }
        let (new, all) = (list.new_people(), list.people.len());
        let label = match (new, all - new.min(all)) {
            (new, 0) => format!("add {}", plural(new, "person", "people")),
            (0, old) => format!("change {}", plural(old, "person", "people")),
            (new, old) => format!("add {}, change {old}", plural(new, "person", "people")),
        };
        let commands = edits.into_iter().map(Command::Directory).collect();
        session.dispatch(Action::Run(Command::Batch(label, commands)));
        asked.set(None);
    };
    let field = tag("textarea")
        .class("field")
        .attr("rows", "7")
        .attr("spellcheck", "false")
        .attr("autofocus", true)
        .attr("aria-describedby", "people-help")
        .prop("value", move || text.get())
        .on("input", move |event: Event| text.set(event_target_value(&event)));
    let label = tag("label")
        .class("form-row")
        .child(tag("span").text("One person a line: name, log-in name, groups"))
        .child(field);
    let add = tag("button")
        .attr("type", "submit")
        .class("button")
        .attr("data-kind", "main")
        .bind("disabled", move || steps.get() == 0)
        .text("Add");
    let buttons = tag("div")
        .class("dialog-buttons")
        .child(button("Cancel", move || asked.set(None)))
        .child(add);
    let submit = move |event: Event| {
        event.prevent_default();
        submit();
    };
    tag("form")
        .on("submit", submit)
        .child(label)
        .child(tag("p").class("form-hint").attr("id", "people-help").text(HELP))
        .child(found(session, list, create))
        .child(buttons)
}

/// What the list says, matched against the directory.
fn found(session: Session, list: Derived<PeopleList>, create: State<bool>) -> AnyView {
    let rows = move || {
        let directory = directory(session.snapshot());
        let row = |person: &ListedPerson| row(&directory, person);
        list.with(|list| list.people.iter().take(MOST).map(row).collect::<Vec<Tag>>())
    };
    let more = move || {
        let more = list.with(|list| list.people.len().saturating_sub(MOST));
        (more > 0).then(|| tag("p").class("form-hint").text(format!("and {more} more")))
    };
    let troubles = move || {
        list.with(|list| {
            let line = |trouble: &String| tag("li").text(trouble.clone());
            list.troubles.iter().take(MOST).map(line).collect::<Vec<Tag>>()
        })
    };
    let people = tag("ul").class("people").attr("aria-label", "What the list says");
    let room = tag("div")
        .class("people-found")
        .bind("tabindex", move || list.with(|l| l.people.len() > 5).then_some("0"))
        .child(people.bind_child(rows))
        .bind_child(more);
    let sum = tag("p").attr("role", "status").class("form-sum");
    all([
        sum.bind_text(move || list.with(sum_of)).any(),
        room.any(),
        tag("ul").class("form-error").bind_child(troubles).any(),
        bound(move || unknown(&list.with(|list| list.unknown.clone()), create)),
    ])
}

/// How many people the list has.
fn sum_of(list: &PeopleList) -> String {
    let new = list.new_people();
    let known = list.people.len() - new.min(list.people.len());
    match (new, known) {
        (0, 0) => String::new(),
        (new, 0) => format!("{} new.", plural(new, "person is", "people are")),
        (0, known) => format!("{} known already.", plural(known, "person is", "people are")),
        (new, known) => {
            format!("{} new, {known} known already.", plural(new, "person is", "people are"))
        }
    }
}

/// What is said of groups that are not there, where there are any.
fn unknown(unknown: &[UnknownGroup], create: State<bool>) -> Option<AnyView> {
    let (groups, these) = match unknown.len() {
        0 => return None,
        1 => ("There is no group", "Create this group"),
        _ => ("There are no groups", "Create these groups"),
    };
    let names: Vec<String> = unknown.iter().map(said).collect();
    let error = format!("{groups} called {}.", listed(&names));
    Some(all([
        tag("p").class("form-error").text(error),
        tick(these, move || create.get(), move |wanted| create.set(wanted)),
    ]))
}

/// A group that is not there, with the lines that name it.
fn said(group: &UnknownGroup) -> String {
    let shown = group.lines.iter().take(MOST_LINES).map(ToString::to_string);
    let lines = shown.collect::<Vec<_>>().join(", ");
    let more = if group.lines.len() > MOST_LINES { " and more" } else { "" };
    let word = if group.lines.len() == 1 { "line" } else { "lines" };
    format!("{} ({word} {lines}{more})", group.name)
}

fn row(directory: &Directory, person: &ListedPerson) -> Tag {
    let state = if person.user.is_some() { "known" } else { "new" };
    // Somebody known by their log-in name keeps their own name.
    let known = person.user.as_ref().and_then(|id| directory.users.get(id));
    let known_as = known
        .filter(|user| user.name.trim() != person.name)
        .map(|user| format!("{} is {}", person.name, user.name).trim().to_owned());
    let name = known_as.unwrap_or_else(|| person.name.clone());
    let login = person.login.clone().map(|login| tag("span").class("people-login").text(login));
    let groups: Vec<&str> = person.groups.iter().map(|it| it.name.as_str()).collect();
    tag("li")
        .class("people-row")
        .child(tag("span").class("people-state").attr("data-state", state).text(state))
        .child(tag("span").text(name).text(" ").child(login))
        .child(tag("span").class("people-groups").text(groups.join("; ")))
}

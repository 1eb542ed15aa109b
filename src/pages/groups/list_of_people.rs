//! A list of people, pasted or typed: what it would do is shown while it is written, and adding
//! them is one step.

use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::ask::{Dialogs, of};
use super::remove::{listed, plural};
use crate::components::{Button, Checkbox, Mood, Prose, Show, Tag, TextArea, Ticked};
use crate::state::{Action, new_id};
use whocan_core::directory::{Directory, ListedPerson, PeopleList, UnknownGroup};
use whocan_core::document::Command;

/// How many people the preview lists.
const MOST: usize = 50;

/// How many lines are named for a group that is not there.
const MOST_LINES: usize = 5;

const HELP: &str = "As copied from a spreadsheet or out of its file, or with | between the three, and ; \
    between groups. Log-in name and groups may be missing; headings say which column is which.";

/// See the module.
#[component]
pub(super) fn PeopleForm(dialogs: Dialogs) -> AnyView {
    let session = dialogs.session;
    let (text, create) = (RwSignal::new(String::new()), RwSignal::new(false));
    let snapshot = session.snapshot();
    let list = Memo::new(move |_| {
        snapshot.with(|it| of(it.as_deref(), |all| text.with(|text| PeopleList::read(all, text))))
    });
    // Only whether there is anything, so that no ids are drawn for nothing.
    let nothing = Memo::new(move |_| {
        let edits = |all: &Directory| {
            list.with(|list| list.edits(all, create.get(), |_| String::new()).is_empty())
        };
        snapshot.with(|it| of(it.as_deref(), edits))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let list = list.get_untracked();
        let edits = |all: &Directory| list.edits(all, create.get_untracked(), new_id);
        let edits = snapshot.with_untracked(|it| of(it.as_deref(), edits));
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
        dialogs.close();
    };
    view! {
        <form class="modal-body directory-form" on:submit=submit>
            <div class="directory-paste">
                <TextArea
                    label="One person a line: name, log-in name, groups"
                    value=text
                    on_input=move |written| text.set(written)
                />
            </div>
            <p class="directory-hint">{HELP}</p>
            <Found dialogs list create />
            <div class="modal-buttons">
                <Button on_press=move || dialogs.close()>"Cancel"</Button>
                <button class="btn btn-primary" type="submit" disabled=nothing>
                    "Add"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What the list says, matched against the directory.
#[component]
fn Found(dialogs: Dialogs, list: Memo<PeopleList>, create: RwSignal<bool>) -> AnyView {
    let snapshot = dialogs.session.snapshot();
    let rows = move || {
        let rows = |all: &Directory| {
            list.with(|list| list.people.iter().take(MOST).map(|it| row(all, it)).collect_view())
        };
        snapshot.with(|it| of(it.as_deref(), rows))
    };
    let more =
        Signal::derive(move || match list.with(|list| list.people.len().saturating_sub(MOST)) {
            0 => String::new(),
            more => format!("and {more} more"),
        });
    let troubles = move || {
        let line = |trouble: &String| {
            let text = trouble.clone();
            view! {
                <li>
                    <Prose text />
                </li>
            }
        };
        list.with(|list| list.troubles.iter().take(MOST).map(line).collect_view())
    };
    let scrolls = Signal::derive(move || list.with(|list| list.people.len() > 5).then_some("0"));
    view! {
        <p class="directory-sum" role="status">
            {move || list.with(sum_of)}
        </p>
        <div class="directory-found" tabindex=scrolls>
            <ul aria-label="What the list says">{rows}</ul>
            <p class="directory-hint">{more}</p>
        </div>
        <ul class="directory-error">{troubles}</ul>
        <UnknownGroups list create />
    }
    .into_any()
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
#[component]
fn UnknownGroups(list: Memo<PeopleList>, create: RwSignal<bool>) -> AnyView {
    let groups = Memo::new(move |_| list.with(|list| list.unknown.clone()));
    let error = Signal::derive(move || {
        let names: Vec<String> = groups.with(|groups| groups.iter().map(said).collect());
        let groups = if names.len() == 1 { "There is no group" } else { "There are no groups" };
        format!("{groups} called {}.", listed(&names))
    });
    let ticked = Signal::derive(move || if create.get() { Ticked::On } else { Ticked::Off });
    view! {
        <Show when=Signal::derive(move || groups.with(|groups| !groups.is_empty()))>
            <p class="directory-error">{error}</p>
            <Checkbox
                label=if groups.with_untracked(|it| it.len() == 1) {
                    "Create this group"
                } else {
                    "Create these groups"
                }
                ticked
                on_tick=move |wanted| create.set(wanted)
            />
        </Show>
    }
    .into_any()
}

/// A group that is not there, with the lines that name it.
fn said(group: &UnknownGroup) -> String {
    let shown = group.lines.iter().take(MOST_LINES).map(ToString::to_string);
    let lines = shown.collect::<Vec<_>>().join(", ");
    let more = if group.lines.len() > MOST_LINES { " and more" } else { "" };
    let word = if group.lines.len() == 1 { "line" } else { "lines" };
    format!("{} ({word} {lines}{more})", group.name)
}

fn row(directory: &Directory, person: &ListedPerson) -> AnyView {
    let (state, mood) = match person.user.is_some() {
        true => ("known", Mood::default()),
        false => ("new", Mood::Good),
    };
    // Somebody known by their log-in name keeps their own name.
    let known = person.user.as_ref().and_then(|id| directory.users.get(id));
    let known_as = known
        .filter(|user| user.name.trim() != person.name)
        .map(|user| format!("{} is {}", person.name, user.name).trim().to_owned());
    let name = known_as.unwrap_or_else(|| person.name.clone());
    let login = person.login.clone().unwrap_or_default();
    let groups: Vec<&str> = person.groups.iter().map(|it| it.name.as_str()).collect();
    view! {
        <li class="directory-listed">
            <Tag text=state mood />
            <span>{name} " " <span class="directory-hint">{login}</span></span>
            <span class="directory-hint">{groups.join("; ")}</span>
        </li>
    }
    .into_any()
}

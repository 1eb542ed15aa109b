//! A list of people, pasted or typed: what it would do is shown while it is written, and adding
//! them is one step.

use leptos::prelude::*;

use super::ask::Asked;
use super::remove::{listed, plural};
use super::users::directory;
use crate::directory::{Directory, Listed, PeopleList};
use crate::document::Command;
use crate::session::{Action, Session, new_id};

/// How many people the preview lists.
const MOST: usize = 50;

/// See the module.
#[component]
pub(super) fn PeopleForm(session: Session, asked: Asked) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let create = RwSignal::new(false);
    let list = Memo::new(move |_| {
        let directory = directory(session.moment());
        text.with(|text| PeopleList::read(&directory, text))
    });
    let steps = Memo::new(move |_| {
        let directory = directory(session.moment());
        // Only counted, so that no ids are drawn for nothing.
        list.with(|list| list.edits(&directory, create.get(), |_| String::new()).len())
    });
    let submit = move || {
        let directory = directory(session.moment());
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
    view! {
        <form
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <label class="form-row">
                <span>"One person a line: name, log-in name, groups"</span>
                <textarea
                    class="field"
                    rows="7"
                    spellcheck="false"
                    autofocus
                    aria-describedby="people-help"
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="form-hint" id="people-help">
                "As copied from a spreadsheet, or with | between the three and ; between groups. Log-in name and groups may be missing."
            </p>
            <Found session list create />
            <div class="dialog-buttons">
                <button type="button" class="button" on:click=move |_| asked.set(None)>"Cancel"</button>
                <button
                    type="submit"
                    class="button"
                    data-kind="main"
                    disabled=move || steps.get() == 0
                >"Add"</button>
            </div>
        </form>
    }
}

/// What the list says, matched against the directory.
#[component]
fn Found(session: Session, list: Memo<PeopleList>, create: RwSignal<bool>) -> impl IntoView {
    let sum = move || {
        list.with(|list| {
            let new = list.new_people();
            let known = list.people.len() - new.min(list.people.len());
            match (new, known) {
                (0, 0) => String::new(),
                (new, 0) => format!("{} new.", plural(new, "person is", "people are")),
                (0, known) => {
                    format!("{} known already.", plural(known, "person is", "people are"))
                }
                (new, known) => {
                    format!(
                        "{} new, {known} known already.",
                        plural(new, "person is", "people are")
                    )
                }
            }
        })
    };
    let rows = move || {
        let directory = directory(session.moment());
        let row = |person: &Listed| row(&directory, person);
        list.with(|list| list.people.iter().take(MOST).map(row).collect_view())
    };
    let more = move || {
        let more = list.with(|list| list.people.len().saturating_sub(MOST));
        (more > 0).then(|| view! { <p class="form-hint">{format!("and {more} more")}</p> })
    };
    let troubles = move || {
        list.with(|list| {
            let line = |trouble: &String| view! { <li>{trouble.clone()}</li> };
            list.troubles.iter().take(MOST).map(line).collect_view()
        })
    };
    let unknown = move || {
        let unknown = list.with(|list| list.unknown.clone());
        (!unknown.is_empty()).then(|| {
            let (groups, these) = match unknown.len() {
                1 => ("There is no group", "Create this group"),
                _ => ("There are no groups", "Create these groups"),
            };
            view! {
                <p class="form-error">{format!("{groups} called {}.", listed(&unknown))}</p>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=create
                        on:change=move |event| create.set(event_target_checked(&event))
                    />
                    {these}
                </label>
            }
        })
    };
    view! {
        <p role="status" class="form-sum">{sum}</p>
        <div class="people-found" tabindex=move || list.with(|l| l.people.len() > 5).then_some("0")>
            <ul class="people" aria-label="What the list says">{rows}</ul>
            {more}
        </div>
        <ul class="form-error">{troubles}</ul>
        {unknown}
    }
}

fn row(directory: &Directory, person: &Listed) -> impl IntoView + use<> {
    let state = if person.user.is_some() { "known" } else { "new" };
    // Somebody known by their log-in name keeps their own name.
    let known = person.user.as_ref().and_then(|id| directory.users.get(id));
    let known_as = known
        .filter(|user| user.name.trim() != person.name)
        .map(|user| format!("{} is {}", person.name, user.name).trim().to_owned());
    let name = known_as.unwrap_or_else(|| person.name.clone());
    let login =
        person.login.clone().map(|login| view! { <span class="people-login">{login}</span> });
    view! {
        <li class="people-row">
            <span class="people-state" data-state=state>{state}</span>
            <span>{name}" "{login}</span>
            <span class="people-groups">{person.groups.join("; ")}</span>
        </li>
    }
}

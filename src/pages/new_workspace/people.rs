//! The first step: people, typed or pasted, a line each. What the lines would do is said while they are
//! written.

use leptos::prelude::*;

use super::step::Step;
use super::take_step;
use crate::components::{
    Button, ButtonKind, ButtonSize, Checkbox, Chip, Icon, Prose, Show, Symbol, Ticked,
};
use crate::platform::page;
use crate::state::{Session, new_id, use_session};
use whocan_core::directory::{Directory, PeopleList};
use whocan_core::document::Command;
use whocan_core::format::isolated;

/// How many people are shown.
const MOST_CHIPS: usize = 18;
/// How many lines that cannot be used are named.
const MOST_TROUBLES: usize = 8;
/// The field for the lines.
const FIELD: &str = "new-people";

/// A number of things in words.
pub(super) fn counted(count: usize, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    }
}

fn directory(session: Session) -> Directory {
    let snapshot = session.snapshot();
    snapshot.with(|it| it.as_ref().map(|it| it.document().directory.clone()).unwrap_or_default())
}

/// See the module.
#[component]
pub(super) fn PeopleStep() -> AnyView {
    let session = use_session();
    let adding = RwSignal::new(false);
    let done = Signal::derive(move || !directory(session).users.is_empty());
    let says = Signal::derive(move || {
        let directory = directory(session);
        match directory.users.len() {
            0 => "Type or paste them, one a line.".to_owned(),
            people => format!(
                "{} in {}",
                counted(people, "person", "people"),
                counted(directory.groups.len(), "group", "groups")
            ),
        }
    });
    let write = Signal::derive(move || !done.get() || adding.get());
    view! {
        <Step number=1 title="People" done says>
            <Show when=done>
                <Chips adding />
            </Show>
            <Show when=write>
                <Lines adding />
            </Show>
        </Step>
    }
    .into_any()
}

/// Who is there already.
#[component]
fn Chips(adding: RwSignal<bool>) -> AnyView {
    let session = use_session();
    let chips = move || {
        let directory = directory(session);
        let users = directory.users.iter().take(MOST_CHIPS);
        let chips =
            users.map(|user| view! { <li><Chip name=isolated(&user.name).into_owned() /></li> });
        let more = directory.users.len().saturating_sub(MOST_CHIPS);
        let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> });
        (chips.collect_view(), more)
    };
    let add = move || {
        adding.set(true);
        page::focus_soon(FIELD);
    };
    view! {
        <div class="first-people">
            <ul class="first-people-list" aria-label="People so far">
                {chips}
            </ul>
            <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Icon::Plus on_press=add>
                "Add more"
            </Button>
        </div>
    }
    .into_any()
}

/// What somebody writes, and what it would do.
#[derive(Clone, Copy)]
struct Written {
    session: Session,
    text: RwSignal<String>,
    list: Memo<PeopleList>,
    create: RwSignal<bool>,
}

impl Written {
    fn new(session: Session) -> Self {
        let (text, create) = (RwSignal::new(String::new()), RwSignal::new(true));
        let list = Memo::new(move |_| {
            let directory = directory(session);
            text.with(|text| PeopleList::read(&directory, text))
        });
        Self { session, text, list, create }
    }

    /// How many edits it would take. Only counted, so that no ids are drawn for nothing.
    fn edits(self) -> usize {
        let directory = directory(self.session);
        let create = self.create.get();
        self.list.with(|list| list.edits(&directory, create, |_| String::new()).len())
    }

    fn says(self) -> String {
        self.list.with(|list| {
            let new = list.new_people();
            let known = list.people.len() - new.min(list.people.len());
            let new = (new > 0).then(|| counted(new, "person is new", "people are new"));
            let known = (known > 0).then(|| match known {
                1 => "1 is there already".to_owned(),
                known => format!("{known} are there already"),
            });
            let said: Vec<String> = new.into_iter().chain(known).collect();
            if said.is_empty() { String::new() } else { format!("{}.", said.join(", ")) }
        })
    }

    /// Adds everybody, as one step.
    fn add(self) {
        let directory = untrack(|| directory(self.session));
        let edits = self
            .list
            .with_untracked(|list| list.edits(&directory, self.create.get_untracked(), new_id));
        let people = self.list.with_untracked(|list| list.people.len());
        let label = format!("add {}", counted(people, "person", "people"));
        let commands = edits.into_iter().map(Command::Directory).collect();
        take_step(self.session, label, commands);
    }
}

#[component]
fn Lines(adding: RwSignal<bool>) -> AnyView {
    let written = Written::new(use_session());
    let off =
        Signal::derive(move || (written.edits() == 0).then(|| "Write a name first.".to_owned()));
    let add = move || {
        written.add();
        adding.set(false);
        written.text.set(String::new());
    };
    view! {
        <div class="first-lines">
            <label class="field-label" for=FIELD>
                "One person a line: name, log-in name, groups"
            </label>
            <textarea
                class="field-box"
                id=FIELD
                rows="4"
                spellcheck="false"
                aria-describedby="new-people-help"
                placeholder="Ada Brook, a.brook, Front Office; First Aid"
                prop:value=written.text
                on:input:target=move |event| written.text.set(event.target().value())
            ></textarea>
            <p class="first-hint" id="new-people-help">
                "As copied from a spreadsheet or out of its file. Log-in name and groups may be missing."
            </p>
            <p class="first-found" role="status">
                {Signal::derive(move || written.says())}
            </p>
            <Doubts written />
            <div class="first-buttons">
                <Button kind=ButtonKind::Primary off on_press=add>
                    "Add them"
                </Button>
                <Show when=adding>
                    <Button on_press=move || adding.set(false)>"Cancel"</Button>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// Groups that are not there, and lines that cannot be used.
#[component]
fn Doubts(written: Written) -> AnyView {
    let Written { list, create, .. } = written;
    let groups = move || {
        let names = list
            .with(|list| list.unknown.iter().map(|group| group.name.clone()).collect::<Vec<_>>());
        let what = counted(names.len(), "group", "groups");
        (!names.is_empty()).then(|| {
            let ticked =
                Signal::derive(move || if create.get() { Ticked::On } else { Ticked::Off });
            view! {
                <Checkbox
                    label=format!("Create {what}: {}", names.join(", "))
                    ticked
                    on_tick=move |wanted| create.set(wanted)
                />
            }
        })
    };
    let troubles = move || {
        let troubles = list.with(|list| list.troubles.clone());
        let more = troubles.len().saturating_sub(MOST_TROUBLES);
        let line = |text: String| {
            view! {
                <li>
                    <Symbol icon=Icon::Warn />
                    <span>
                        <Prose text />
                    </span>
                </li>
            }
        };
        let more = (more > 0).then(|| line(format!("and {more} more lines")));
        let lines = troubles.into_iter().take(MOST_TROUBLES).map(line).collect_view();
        (lines, more)
    };
    view! {
        {groups}
        <div role="status">
            <ul class="first-troubles">{troubles}</ul>
        </div>
    }
    .into_any()
}

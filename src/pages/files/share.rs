//! Hands the open workspace on as a file. Whether people's names are in it is chosen each time.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, FormDialog, Icon, Symbol};
use crate::platform::clock;
use crate::state::{Action, PeopleNames, Session, use_session};
use whocan_core::document::changes_up_to;
use whocan_core::format::isolated;
use whocan_core::models::ModelKind;

/// After how many days the last file is old.
const OLD: u64 = 3;
/// After how many changes it is.
const MANY: usize = 10;

/// See the module.
#[component]
pub(super) fn ShareDialog() -> AnyView {
    let session = use_session();
    let title = Signal::derive(|| "Save a file".to_owned());
    let close = move || session.dispatch(Action::Share(false));
    view! {
        <FormDialog open=session.sharing() title wide=true on_close=close>
            <Form />
        </FormDialog>
    }
    .into_any()
}

#[component]
fn Form() -> AnyView {
    let session = use_session();
    let names = RwSignal::new(None::<PeopleNames>);
    let choose = Callback::new(move |chosen| names.set(Some(chosen)));
    let off = Signal::derive(move || {
        names.with(Option::is_none).then(|| "Choose what becomes of people’s names.".to_owned())
    });
    let save = move || {
        names.get_untracked().into_iter().for_each(|names| session.dispatch(Action::Export(names)));
    };
    let document = session.shown_document();
    let person = document.as_ref().and_then(|it| it.directory.users.iter().next().cloned());
    let as_they_are = person.map_or_else(
        || "Nobody is in it yet.".to_owned(),
        |person| {
            let login = person.login.as_ref().map(|login| format!(", {login}"));
            format!("{}{}", isolated(&person.name), login.unwrap_or_default())
        },
    );
    view! {
        <div class="modal-body">
            <p>"One file with all that is set, to keep or to hand on. It opens in any Whocan."</p>
            <fieldset class="share-names">
                <legend class="field-label">"People’s names"</legend>
                <NameChoice
                    label="As they are"
                    says=as_they_are
                    names
                    own=PeopleNames::Kept
                    on_choose=choose
                />
                <NameChoice
                    label="Other names in their place"
                    says="Person 1, another log-in, the same everywhere. Groups keep their names."
                    names
                    own=PeopleNames::Replaced
                    on_choose=choose
                />
            </fieldset>
            <Contents />
            <Age />
        </div>
        <div class="modal-buttons">
            <span class="share-aside">"Nothing is sent: your browser saves the file."</span>
            <Button on_press=move || session.dispatch(Action::Share(false))>"Cancel"</Button>
            <Button kind=ButtonKind::Primary off on_press=save>
                "Save file"
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn NameChoice(
    #[prop(into)] label: String,
    #[prop(into)] says: String,
    names: RwSignal<Option<PeopleNames>>,
    own: PeopleNames,
    on_choose: Callback<PeopleNames>,
) -> AnyView {
    view! {
        <label class="share-choice">
            <input
                class="share-radio"
                type="radio"
                name="share-names"
                prop:checked=Signal::derive(move || names.get() == Some(own))
                on:change=move |_| on_choose.run(own)
            />
            <span>
                <b>{label}</b>
                <span class="share-says">{says}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What goes in, with numbers, and what does not.
#[component]
fn Contents() -> AnyView {
    let session = use_session();
    let Some(document) = session.shown_document() else { return ().into_any() };
    let directory = &document.directory;
    let used = ModelKind::ALL.iter().filter(|kind| !document.policies.is_blank(**kind));
    let systems: Vec<&str> = used.map(|kind| kind.info().title).collect();
    let systems = match systems.as_slice() {
        [] => "No system yet".to_owned(),
        systems => systems.join(", "),
    };
    let people = format!(
        "{}, {}",
        counted(directory.users.len(), "person", "people"),
        counted(directory.groups.len(), "group", "groups")
    );
    let draft = match changes(session) {
        0 => "nothing unsaved".to_owned(),
        count => counted(count, "change", "changes"),
    };
    let checks = document.checks.list.len().to_string();
    let saves = counted(session.revisions().with_untracked(Vec::len), "save", "saves");
    let row = |icon: Icon, name: String, says: String| {
        view! {
            <li>
                <Symbol icon />
                <span>{name}</span>
                <span>{says}</span>
            </li>
        }
    };
    view! {
        <h3 class="field-label">"What goes in"</h3>
        <ul class="share-contents">
            {row(Icon::Check, systems, people)}
            {row(Icon::Check, "The draft".to_owned(), draft)}
            {row(Icon::Check, "Checks".to_owned(), checks)}
            {row(Icon::Cross, "History stays in this browser".to_owned(), saves)}
        </ul>
    }
    .into_any()
}

fn counted(count: usize, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    }
}

/// How many changes the draft makes.
fn changes(session: Session) -> usize {
    let moments = (session.saved().get_untracked(), session.snapshot().get_untracked());
    let (Some(saved), Some(draft)) = moments else { return 0 };
    changes_up_to(0, saved.document(), draft.document()).count()
}

/// How old the last file is, and how much it lacks.
#[component]
fn Age() -> AnyView {
    let session = use_session();
    let Some(time) = session.facts().with_untracked(|facts| facts.exported) else {
        return view! {
            <p class="share-age">
                <Symbol icon=Icon::Clock />
                "Not saved as a file yet: all of it is in this browser only."
            </p>
        }
        .into_any();
    };
    let later = session.revisions().with_untracked(|all| {
        let later = all.iter().filter(|revision| revision.time > time);
        later.map(|revision| revision.words.len()).sum::<usize>()
    });
    let lacks = later + changes(session);
    let days = clock::time().saturating_sub(time) / 86_400_000;
    let since = match lacks {
        0 => "nothing has changed since".to_owned(),
        1 => "1 change since is in this browser only".to_owned(),
        count => format!("{count} changes since are in this browser only"),
    };
    let is_old = lacks > 0 && (days >= OLD || lacks >= MANY);
    view! {
        <p class="share-age" data-old=is_old.to_string()>
            <Symbol icon=Icon::Clock />
            {format!("Last file: {}; {since}.", clock::when(time))}
        </p>
    }
    .into_any()
}

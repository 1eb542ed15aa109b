//! The dialogs over a workspace: the Invalid Request, the list of keys and words.

use leptos::prelude::*;

use crate::directory::Principal;
use crate::model::Conflict;
use crate::models::{ModelKind, PolicyEdit};
use crate::query::Moment;
use crate::session::{Action, Session};
use crate::ui::kit::dialog::Dialog;
use crate::verdict::{Reason, Span, phrase};

/// The question that Save asks where a denial would invalidate another process.
#[component]
pub fn InvalidRequest(session: Session) -> impl IntoView {
    let conflicts = session.conflicts();
    let open = Signal::derive(move || conflicts.with(|conflicts| !conflicts.is_empty()));
    let no = Callback::new(move |()| session.dispatch(Action::KeepEditing));
    let groups = move || {
        let moment = session.moment().get();
        let found = conflicts.get().into_iter();
        moment.map(|moment| found.map(|conflict| concerned(&conflict, &moment)).collect_view())
    };
    view! {
        <Dialog open title=Signal::stored("Invalid Request".to_owned()) on_close=no>
            <p>"What is taken away here is needed by something that stays:"</p>
            {groups}
            <p>
                "Go on? "<b>"Yes"</b>
                " saves everything else as it is and leaves these the least that is needed. "
                <b>"No"</b>" saves nothing; the draft stays as you made it."
            </p>
            <div class="dialog-buttons">
                <button
                    type="button"
                    class="button"
                    data-kind="main"
                    on:click=move |_| session.dispatch(Action::SaveSettled)
                >"Yes"</button>
                <button type="button" class="button" autofocus on:click=move |_| no.run(())>
                    "No"
                </button>
            </div>
        </Dialog>
    }
}

/// Whom a conflict is about, each refused denial, and what it would invalidate.
fn concerned(conflict: &Conflict<PolicyEdit>, moment: &Moment) -> impl IntoView + use<> {
    let directory = &moment.document().directory;
    let what = match conflict.about {
        Principal::Group(_) => "Group",
        Principal::User(_) => "Person",
        Principal::Post(_) => "Post",
        Principal::Team(_) => "Service team",
    };
    let who = directory.name(&conflict.about);
    let reasons = conflict.reasons.iter().map(|reason| refusal(reason, moment)).collect_view();
    view! {
        <section class="conflict">
            <h3>{what}": "{who}</h3>
            <ul class="reasons">{reasons}</ul>
        </section>
    }
}

fn refusal(reason: &Reason, moment: &Moment) -> AnyView {
    let words = |span: Span| match span {
        Span::Words(words) => words.into_any(),
        Span::Link(_, name) => view! { <b>{name}</b> }.into_any(),
    };
    let words: Vec<_> = phrase(reason, moment.document()).into_iter().map(words).collect();
    let steps = reason.steps.iter().map(|step| refusal(step, moment)).collect_view();
    let deeper = !reason.steps.is_empty();
    view! { <li>{words} {deeper.then(|| view! { <ul class="reasons">{steps}</ul> })}</li> }
        .into_any()
}

/// A key, or several that do the same, and what it does.
type Key = (&'static str, &'static str);

const EVERYWHERE: &[Key] = &[
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y or Ctrl+Shift+Z", "Redo"),
    ("Ctrl+S", "Save"),
    ("?", "This list"),
];

const IN_A_GRID: &[Key] = &[
    ("Arrow keys", "To the next cell; the heads can be reached as well"),
    ("Home, End", "To the beginning or the end of the row"),
    ("Ctrl+Home, Ctrl+End", "To the first or the last cell"),
    ("Page Up, Page Down", "A screenful up or down"),
    ("Shift with these", "Select from here to there"),
    ("Shift+Space, Ctrl+Space", "Select the row, or the column"),
    ("Ctrl+A", "Select all"),
    ("Escape", "Select nothing"),
    ("Space, Enter or F2", "Set or cycle the cell; on a column's head, sort by it"),
    ("Left, Right on a heading", "Fold or unfold what is below it"),
    ("Ctrl+C, Ctrl+V", "Copy and paste, to and from a spreadsheet too"),
    ("Ctrl+D", "Fill the selection down from its top row"),
    ("Shift+F10", "What can be done here"),
];

const WORDS: &[(&str, &str)] = &[
    ("workspace", "One set-up with its title, as you work on it."),
    (
        "directory",
        "Who there is: people, groups, posts, service teams, and the licences installed.",
    ),
    ("model", "One permission system with rules of its own."),
    ("policy", "What one model permits in this workspace."),
    (
        "target",
        "What a permission is for: a process, a record, an attribute, a resource, a feature.",
    ),
    ("draft", "What you edited and have not saved. What is saved is its before."),
    (
        "effective access",
        "What a person ends up with, all of their groups and flags taken together.",
    ),
    (
        "Main Business Process",
        "A heading of business processes: a level given to it goes to all below it.",
    ),
    ("Permit/Deny", "The mark of a heading some of whose processes are permitted and some denied."),
    (
        "Invalid Request",
        "The question at Save when a denial would take away what another process needs.",
    ),
    ("All Secured Data", "A second setting for field level security. The lower of the two counts."),
    ("System Admin", "An account's flag for the highest level everywhere but in Data Management."),
    ("inferred", "A rule that was worked out, not read in the product's documentation."),
];

/// The list of keys, and the words that this app uses.
#[component]
pub fn Keys(session: Session) -> impl IntoView {
    let close = Callback::new(move |()| session.dispatch(Action::ShowKeys));
    view! {
        <Dialog
            open=session.keys_shown()
            title=Signal::stored("Keys and words".to_owned())
            on_close=close
        >
            <div class="dialog-buttons keys-close">
                <button type="button" class="button" autofocus on:click=move |_| close.run(())>
                    "Close"
                </button>
            </div>
            {table("Everywhere", EVERYWHERE)}
            {table("In a grid", IN_A_GRID)}
            {ModelKind::ALL.iter().map(|kind| kind.about()).map(|about| table(about.title, about.keys)).collect_view()}
            <section class="keys">
                <h3>"Words"</h3>
                <dl class="words">
                    {WORDS.iter().map(|(word, means)| view! { <dt>{*word}</dt><dd>{*means}</dd> }).collect_view()}
                </dl>
            </section>
        </Dialog>
    }
}

fn table(title: &'static str, keys: &'static [Key]) -> impl IntoView {
    let row = |(key, does): &Key| {
        view! {
            <dt><kbd>{*key}</kbd></dt>
            <dd>{*does}</dd>
        }
    };
    view! {
        <section class="keys">
            <h3>{title}</h3>
            <dl>{keys.iter().map(row).collect_view()}</dl>
        </section>
    }
}

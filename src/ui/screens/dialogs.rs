//! The dialogs over a workspace: the Invalid Request, the list of keys and words.

use leptos::prelude::AnyView;

use crate::reactive::Derived;
use crate::state::{Action, Session};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::directory::Principal;
use whocan_core::model::Conflict;
use whocan_core::models::{ModelKind, PolicyEdit};
use whocan_core::query::Snapshot;
use whocan_core::verdict::{Reason, Span, phrase};

/// The question that Save asks where a denial would invalidate another process.
pub fn invalid_request(session: Session) -> Tag {
    let conflicts = session.conflicts();
    let open = Derived::new(move |_| conflicts.with(|conflicts| !conflicts.is_empty()));
    let keep_editing = move || session.dispatch(Action::KeepEditing);
    let body = move || -> AnyView {
        let question = tag("p")
            .text("Go on? ")
            .child(tag("b").text("Yes"))
            .text(" saves everything else as it is and leaves these the least that is needed. ")
            .child(tag("b").text("No"))
            .text(" saves nothing; the draft stays as you made it.");
        let yes = button("Yes", move || session.dispatch(Action::SaveSettled));
        let no = button("No", keep_editing).attr("autofocus", true);
        let answers =
            tag("div").class("dialog-buttons").child(yes.attr("data-kind", "main")).child(no);
        all([
            tag("p").text("What is taken away here is needed by something that stays:").any(),
            bound(move || groups(session)),
            question.any(),
            answers.any(),
        ])
    };
    dialog(open, || "Invalid Request".to_owned(), "", keep_editing, body)
}

/// The conflicts, each about one group or person.
fn groups(session: Session) -> Option<Vec<Tag>> {
    let snapshot = session.snapshot().get()?;
    let conflicts = session.conflicts().get();
    Some(conflicts.iter().map(|conflict| concerned(conflict, &snapshot)).collect())
}

/// Whom a conflict is about, each refused denial, and what it would invalidate.
fn concerned(conflict: &Conflict<PolicyEdit>, snapshot: &Snapshot) -> Tag {
    let directory = &snapshot.document().directory;
    let what = match conflict.about {
        Principal::Group(_) => "Group",
        Principal::User(_) => "Person",
        Principal::Post(_) => "Post",
        Principal::Team(_) => "Service team",
    };
    let who = directory.name(&conflict.about);
    tag("section")
        .class("conflict")
        .child(tag("h3").text(what).text(": ").text(who))
        .child(refusals(&conflict.reasons, snapshot))
}

fn refusals(reasons: &[Reason], snapshot: &Snapshot) -> Tag {
    let refusals = reasons.iter().map(|reason| refusal(reason, snapshot));
    tag("ul").class("reasons").children(refusals)
}

fn refusal(reason: &Reason, snapshot: &Snapshot) -> Tag {
    let words = |span: Span| match span {
        Span::Words(words) => words.any(),
        Span::Link(_, name) => tag("b").text(name).any(),
    };
    let deeper = (!reason.steps.is_empty()).then(|| refusals(&reason.steps, snapshot));
    let words = phrase(reason, snapshot.document()).into_iter().map(words);
    tag("li").child(all(words)).child(deeper)
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
pub fn keys(session: Session) -> Tag {
    let close = move || session.dispatch(Action::ShowKeys);
    let body = move || {
        let first = tag("div")
            .class("dialog-buttons keys-close")
            .child(button("Close", close).attr("autofocus", true));
        let own = ModelKind::ALL.iter().map(|kind| {
            let about = kind.info();
            table(about.title, about.keys)
        });
        let common = [table("Everywhere", EVERYWHERE), table("In a grid", IN_A_GRID)];
        all(std::iter::once(first).chain(common).chain(own).chain([words()]))
    };
    dialog(session.keys_shown(), || "Keys and words".to_owned(), "", close, body)
}

fn table(title: &'static str, keys: &'static [Key]) -> Tag {
    let row = |(key, does): &Key| [tag("dt").child(tag("kbd").text(*key)), tag("dd").text(*does)];
    tag("section")
        .class("keys")
        .child(tag("h3").text(title))
        .child(tag("dl").children(keys.iter().flat_map(row)))
}

fn words() -> Tag {
    let word = |(word, means): &(&'static str, &'static str)| {
        [tag("dt").text(*word), tag("dd").text(*means)]
    };
    tag("section")
        .class("keys")
        .child(tag("h3").text("Words"))
        .child(tag("dl").class("words").children(WORDS.iter().flat_map(word)))
}

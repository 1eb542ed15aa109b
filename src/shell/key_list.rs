//! The list of keys, those of the present screen first; and the words that this app uses.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Icon, IconButton, KeyCap, Modal, SearchField};
use crate::platform::page;
use crate::state::{Action, Screen, use_session};
use whocan_core::models::ModelKind;
use whocan_core::text::folded;

/// A key, or several that do the same, and what it does.
type Key = (&'static str, &'static str);

const EVERYWHERE: &[Key] = &[
    ("Ctrl+K", "Search and commands"),
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y or Ctrl+Shift+Z", "Redo"),
    ("Ctrl+S", "Save"),
    ("]", "Fold Why, or open it"),
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
    ("Space or F2", "Set or cycle the cell; fold a main process"),
    ("Enter", "Why the cell is as it is; on a column's head, sort by it"),
    ("K", "Keep the cell as a check"),
    ("Ctrl+Backspace", "Back to what is saved"),
    ("Left, Right", "On a heading: fold or unfold what is below it"),
    ("Ctrl+C, Ctrl+V", "Copy and paste, to and from a spreadsheet too"),
    ("Ctrl+D", "Fill the selection down from its top row"),
    ("Shift+F10", "What can be done here"),
];

const IN_SEARCH: &[Key] = &[
    ("Up, Down", "To the next line"),
    ("Enter", "Open it, or do it"),
    ("Tab", "Only people, groups, things or commands"),
    ("Escape", "Leave the search"),
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

/// Keys or words that belong together.
#[derive(Clone)]
struct Part {
    title: &'static str,
    lines: Vec<Key>,
    are_keys: bool,
}

impl Part {
    fn keys(title: &'static str, lines: &'static [Key]) -> Self {
        Self { title, lines: lines.to_vec(), are_keys: true }
    }

    /// What of it fits a text that is looked for.
    fn find(&self, sought: &str) -> Option<Self> {
        let fits = |text: &str| folded(text).contains(sought);
        let lines =
            self.lines.iter().filter(|(one, other)| fits(self.title) || fits(one) || fits(other));
        let lines: Vec<Key> = lines.copied().collect();
        (!lines.is_empty()).then(|| Self { lines, ..self.clone() })
    }
}

/// All of them: what can be done on this screen stands first.
fn parts(screen: Option<Screen>) -> Vec<Part> {
    let here = screen.and_then(Screen::system);
    let own = |kind: ModelKind| Part::keys(kind.info().title, kind.info().keys);
    let others = ModelKind::ALL.iter().copied().filter(|kind| Some(*kind) != here);
    let words = Part { title: "Words", lines: WORDS.to_vec(), are_keys: false };
    let first = [Part::keys("Everywhere", EVERYWHERE), Part::keys("In a grid", IN_A_GRID)];
    let all = here.map(own).into_iter().chain(first);
    let all = all.chain([Part::keys("In the search", IN_SEARCH)]).chain(others.map(own));
    all.chain([words]).filter(|part| !part.lines.is_empty()).collect()
}

/// See the module.
#[component]
pub(super) fn KeyList() -> AnyView {
    let session = use_session();
    let shown = session.keys_shown();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(shown.get()));
    Effect::new(move |_| {
        if !open.get() && shown.get_untracked() {
            session.dispatch(Action::ShowKeys);
        }
    });
    view! {
        <Modal open label="Keys and words" class="modal key-list">
            <Content close=move || open.set(false) />
        </Modal>
    }
    .into_any()
}

#[component]
fn Content(#[prop(into)] close: Callback<()>) -> AnyView {
    let route = use_session().route();
    let all = untrack(|| parts(route.with(|route| route.screen())));
    let here = untrack(|| route.with(|route| route.screen().and_then(Screen::system)));
    let hint = here.map(|kind| format!("On this screen: {}", kind.info().title));
    let sought = RwSignal::new(String::new());
    let found = move || {
        let sought = sought.with(|sought| folded(sought));
        let parts = all.iter().filter_map(|part| part.find(&sought)).collect::<Vec<_>>();
        match parts.is_empty() {
            true => view! { <p class="key-none">"No key and no word is like that."</p> }.into_any(),
            false => parts.into_iter().map(view_part).collect_view().into_any(),
        }
    };
    view! {
        <div class="key-head">
            <h2 class="modal-title">"Keys and words"</h2>
            <span class="key-hint">{hint}</span>
            <SearchField label="Find a key" value=sought on_input=move |text| sought.set(text) />
            <Button kind=ButtonKind::Ghost icon=Icon::Print on_press=page::print>
                "Print"
            </Button>
            <IconButton icon=Icon::Cross label="Close" on_press=close />
        </div>
        // What scrolls has to be reachable by keyboard.
        <div class="key-body" tabindex="0" role="group" aria-label="Keys and words">
            {found}
        </div>
    }
    .into_any()
}

fn view_part(part: Part) -> AnyView {
    let Part { title, lines, are_keys } = part;
    let line = |(one, other): Key| match are_keys {
        true => view! {
            <li class="key-line">
                <span class="key-does">{other}</span>
                <span class="key-caps">{caps(one)}</span>
            </li>
        }
        .into_any(),
        false => view! {
            <li class="word-line">
                <b>{one}</b>
                <span>{other}</span>
            </li>
        }
        .into_any(),
    };
    view! {
        <section class="key-part" data-words=(!are_keys).then_some("")>
            <h3>{title}</h3>
            <ul>{lines.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Each key as it stands on the keyboard, what is between them in words.
fn caps(keys: &'static str) -> AnyView {
    split(keys)
        .into_iter()
        .map(|piece| match piece {
            Piece::Key(key) => view! { <KeyCap keys=key /> }.into_any(),
            // Keys that are pressed together stand side by side; heard, they are one.
            Piece::Between("+") => view! { <span class="unseen">"+"</span> }.into_any(),
            Piece::Between(words) => view! { <span class="key-between">{words}</span> }.into_any(),
        })
        .collect_view()
        .into_any()
}

#[derive(Debug, PartialEq)]
enum Piece {
    Key(&'static str),
    Between(&'static str),
}

/// Takes keys apart: `Ctrl+Y or Ctrl+Shift+Z`.
fn split(keys: &'static str) -> Vec<Piece> {
    const BETWEEN: [&str; 4] = [" or ", ", ", " to ", "+"];
    let mut pieces = Vec::new();
    let mut rest = keys;
    loop {
        // A sign that is itself a key is no separator.
        let next = BETWEEN.iter().filter_map(|between| {
            let at = rest
                .char_indices()
                .skip(1)
                .find(|(at, _)| rest.get(*at..).is_some_and(|tail| tail.starts_with(between)))?;
            Some((at.0, *between))
        });
        let Some((at, between)) = next.min_by_key(|(at, _)| *at) else { break };
        let (Some(key), Some(tail)) = (rest.get(..at), rest.get(at + between.len()..)) else {
            break;
        };
        if tail.is_empty() {
            break;
        }
        pieces.push(Piece::Key(key));
        pieces.push(Piece::Between(between));
        rest = tail;
    }
    pieces.push(Piece::Key(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(keys: &'static str) -> String {
        let piece = |piece| match piece {
            Piece::Key(key) => format!("[{key}]"),
            Piece::Between(words) => words.to_owned(),
        };
        split(keys).into_iter().map(piece).collect()
    }

    #[test]
    fn keys_are_taken_apart_where_they_are_put_together() {
        assert_eq!(written("Ctrl+Y or Ctrl+Shift+Z"), "[Ctrl]+[Y] or [Ctrl]+[Shift]+[Z]");
        assert_eq!(written("Space, Enter or F2"), "[Space], [Enter] or [F2]");
        assert_eq!(written("X or 3"), "[X] or [3]");
        assert_eq!(written("+ or -"), "[+] or [-]");
        assert_eq!(written("?"), "[?]");
    }

    #[test]
    fn a_line_is_found_by_its_key_and_by_what_it_does() {
        let part = Part::keys("Everywhere", EVERYWHERE);
        let found = |sought: &str| part.find(&folded(sought)).map_or(0, |part| part.lines.len());
        assert_eq!((found("undo"), found("ctrl+k"), found("nothing like it")), (1, 1, 0));
        assert_eq!(found("every"), EVERYWHERE.len());
    }
}

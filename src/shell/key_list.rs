//! The list of keys, those of the present screen first; and the words that this app uses.

use leptos::prelude::*;

use super::places::{Place, tabs_of};
use super::shortcuts::goals;
use super::use_shell;
use crate::components::{
    Button, ButtonKind, Checkbox, Icon, IconButton, KeyCap, Modal, ModalHead, SearchField, Ticked,
};
use crate::platform::page;
use crate::state::{Action, Screen, use_session};
use whocan_core::models::ModelKind;
use whocan_core::text::folded;

/// A key, or several that do the same, and what it does.
type Key = (&'static str, &'static str);

const EVERYWHERE: &[Key] = &[
    ("Ctrl+K", "Search and commands"),
    ("/", "Ask a question"),
    ("?", "These keys"),
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y or Ctrl+Shift+Z", "Redo"),
    ("Ctrl+Enter", "Review changes"),
    ("Ctrl+S", "Save"),
    ("Ctrl+Shift+C", "Copy link"),
    ("Ctrl+P", "Print"),
    ("F5", "Present"),
];

const REASON: &[Key] = &[
    ("]", "Open or fold Why"),
    ("Left, Right", "On its edge: wider, narrower"),
    ("Left, Right", "On a step: fold or unfold it"),
];

const PRESENTING: &[Key] = &[
    ("Left, Right", "The question before, the next one"),
    ("1 to 6", "Predict"),
    ("Space", "Reveal the answer, then the next question"),
    ("W", "The long reason, and back"),
    ("N", "Hide names, or show them"),
    ("Escape", "Stop presenting"),
];

const IN_A_GRID: &[Key] = &[
    ("Arrow keys", "Move; the heads can be reached as well"),
    ("Home, End", "Row ends"),
    ("Ctrl+Home, Ctrl+End", "Corners"),
    ("Page Up, Page Down", "A screenful up or down"),
    ("Shift with these", "Select more"),
    ("Shift+Space, Ctrl+Space", "Select the row, the column"),
    ("Ctrl+A", "Select all"),
    ("Escape", "Select nothing"),
    ("F", "Find a row"),
    ("Space or F2", "Set or cycle the cell; fold a main process"),
    ("Enter", "Why the cell is as it is; on a column's head, sort by it"),
    ("K", "Keep the cell as a check"),
    ("Ctrl+Backspace", "Back to what is saved"),
    ("Left, Right", "On a heading: fold or unfold what is below it"),
    ("Shift+Left, Shift+Right", "On a column's head: narrower, wider"),
    ("Ctrl+C, Ctrl+V", "Copy, paste, to and from a spreadsheet too"),
    ("Ctrl+D", "Fill down from the top row"),
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
    lines: Vec<(String, String)>,
    are_keys: bool,
}

impl Part {
    fn keys(title: &'static str, lines: &'static [Key]) -> Self {
        Self { are_keys: true, ..Self::words(title, lines) }
    }

    fn words(title: &'static str, lines: &'static [Key]) -> Self {
        let lines = lines.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned()));
        Self { title, lines: lines.collect(), are_keys: false }
    }

    /// What of it fits a text that is looked for.
    fn find(&self, sought: &str) -> Option<Self> {
        let fits = |text: &str| folded(text).contains(sought);
        let lines =
            self.lines.iter().filter(|(one, other)| fits(self.title) || fits(one) || fits(other));
        let lines: Vec<(String, String)> = lines.cloned().collect();
        (!lines.is_empty()).then(|| Self { lines, ..self.clone() })
    }
}

/// All of them: what can be done on this screen stands first. Of the systems those that are in use, and
/// all where none is.
fn parts(screen: Option<Screen>, in_use: &[ModelKind]) -> Vec<Part> {
    let here = screen.and_then(Screen::system);
    let own = |kind: ModelKind| Part::keys(kind.info().title, kind.info().keys);
    let set = here.filter(|_| !matches!(screen, Some(Screen::Effective(_))));
    let set = set.map(|kind| Part { title: "Set what is permitted", ..own(kind) });
    let shown = here.filter(|_| set.is_some());
    let is_used = |kind: &ModelKind| in_use.is_empty() || in_use.contains(kind);
    let others = ModelKind::ALL.iter().copied().filter(is_used);
    let others = others.filter(|kind| Some(*kind) != shown);
    let goals = Part { title: "Go to", lines: goals(), are_keys: true };
    let all = [Part::keys("Everywhere", EVERYWHERE), goals].into_iter().chain(set);
    let rest = [
        Part::keys("In a grid", IN_A_GRID),
        Part::keys("Reason", REASON),
        Part::keys("In the search", IN_SEARCH),
        Part::keys("While presenting", PRESENTING),
    ];
    let all = all.chain(rest).chain(others.map(own)).chain([Part::words("Words", WORDS)]);
    all.filter(|part| !part.lines.is_empty()).collect()
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
    let close = move || open.set(false);
    view! {
        <Modal open title="Keys and words" head=ModalHead::Own class="key-list" on_close=close>
            <Content close />
        </Modal>
    }
    .into_any()
}

#[component]
fn Content(#[prop(into)] close: Callback<()>) -> AnyView {
    let route = use_session().route();
    let in_use = use_shell().systems.in_use;
    let all = untrack(|| in_use.with(|used| parts(route.with(|route| route.screen()), used)));
    let hint = untrack(|| route.with(|route| route.screen().and_then(screen_name)));
    let hint = hint.map(|name| format!("On this screen: {name}"));
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
            <h2 class="modal-title">"Keys"</h2>
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
        <KeyFoot />
    }
    .into_any()
}

/// What the present screen is called.
fn screen_name(screen: Screen) -> Option<String> {
    let tab = tabs_of(screen).into_iter().find(|(_, tab)| *tab == screen);
    let tab = tab.map(|(label, _)| label);
    match (screen.system(), Place::of(screen)) {
        (Some(kind), _) => Some(format!("{}, {}", kind.info().title, tab.unwrap_or_default())),
        (None, place) => tab.or(place.map(Place::label)).map(str::to_owned),
    }
}

/// The switch for whoever presses single letters without meaning it, or speaks them.
#[component]
fn KeyFoot() -> AnyView {
    let prefs = use_session().prefs();
    let letters = prefs.letters();
    let ticked = Signal::derive(move || if letters.get() { Ticked::On } else { Ticked::Off });
    view! {
        <div class="key-foot">
            <span>
                "Single letters wait while you type in a field. They can be switched off here."
            </span>
            <Checkbox label="Single letters" ticked on_tick=move |on| prefs.set_letters(on) />
        </div>
    }
    .into_any()
}

fn view_part(part: Part) -> AnyView {
    let Part { title, lines, are_keys } = part;
    let line = |(one, other): (String, String)| match are_keys {
        true => view! {
            <li class="key-line">
                <span class="key-does">{other}</span>
                <span class="key-caps">{caps(&one)}</span>
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

/// Each key as it stands on the keyboard, what is between them in words. Keys that are pressed together
/// stand side by side; heard, they are one.
fn caps(keys: &str) -> AnyView {
    let pieces = split(keys);
    let piece = |piece: &Piece<'_>| match *piece {
        Piece::Key(key) => view! { <KeyCap keys=key.to_owned() /> }.into_any(),
        Piece::Between("+") => view! { <span class="unseen">"+"</span> }.into_any(),
        Piece::Between(words) => {
            view! { <span class="key-between">{words.to_owned()}</span> }.into_any()
        }
    };
    let together = |pieces: &[Piece<'_>]| {
        let pieces = pieces.iter().map(piece).collect_view();
        view! { <span class="key-together">{pieces}</span> }
    };
    // Words go with the keys before them.
    let ends = |piece: &Piece<'_>| matches!(piece, Piece::Between(words) if *words != "+");
    pieces.split_inclusive(ends).map(together).collect_view().into_any()
}

#[derive(Debug, PartialEq)]
enum Piece<'k> {
    Key(&'k str),
    Between(&'k str),
}

/// Takes keys apart: `Ctrl+Y or Ctrl+Shift+Z`.
fn split(keys: &str) -> Vec<Piece<'_>> {
    const BETWEEN: [&str; 5] = [" then ", " or ", ", ", " to ", "+"];
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
        assert_eq!(written("G then 1 to 5"), "[G] then [1] to [5]");
    }

    #[test]
    fn a_line_is_found_by_its_key_and_by_what_it_does() {
        let part = Part::keys("Everywhere", EVERYWHERE);
        let found = |sought: &str| part.find(&folded(sought)).map_or(0, |part| part.lines.len());
        assert_eq!((found("undo"), found("ctrl+k"), found("nothing like it")), (1, 1, 0));
        assert_eq!(found("every"), EVERYWHERE.len());
    }
}

//! Members from a list: each line with whom it means, uncertain ones left out until somebody says
//! otherwise; adding them is one step.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Page;
use super::effects::effects;
use super::remove::plural;
use crate::components::{
    Button, ButtonSize, Choice, Icon, IconButton, Mood, Segmented, Show, Symbol, Tag, TextArea,
};
use crate::state::{Action, new_id};
use whocan_core::directory::{Directory, DirectoryEdit, Principal, User, UserId, belongs};
use whocan_core::document::Command;
use whocan_core::text::{Match, Names, folded, tidy};

/// How many lines are shown.
const MOST: usize = 200;

/// Whom a line means.
#[derive(Clone, Debug, PartialEq)]
enum Meant {
    /// This person, by name or, where the flag says so, by log-in name.
    One(UserId, bool),
    /// This person, who is in it already.
    Inside(UserId),
    /// Nobody of this name; this person's is nearly the same.
    Like(UserId),
    /// Nobody.
    Nobody,
    /// Several people have this name.
    Several,
}

/// A line with whom it means.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    text: String,
    meant: Meant,
    /// The name of whom it means.
    name: String,
}

fn read(directory: &Directory, of: &Principal, text: &str) -> Vec<Line> {
    let users = || directory.users.iter().enumerate();
    let names = Names::of(users().map(|(at, user)| (at, user.name.as_str())));
    let logins = Names::of(users().filter_map(|(at, user)| Some((at, user.login.as_deref()?))));
    let user = |at: usize| directory.users.nth(at);
    let line = |text: &str| {
        let meant = match (names.find(text), logins.find(text)) {
            (Match::One(at), _) => user(at).map(|user| (user, false)),
            (_, Match::One(at)) => user(at).map(|user| (user, true)),
            (Match::Several(_), _) => {
                return Line { text: text.to_owned(), meant: Meant::Several, name: String::new() };
            }
            _ => None,
        };
        let (meant, name) = match meant {
            Some((user, _)) if belongs(user, of) => {
                (Meant::Inside(user.id.clone()), user.name.clone())
            }
            Some((user, login)) => (Meant::One(user.id.clone(), login), user.name.clone()),
            None => match like(directory, text) {
                Some(user) => (Meant::Like(user.id.clone()), user.name.clone()),
                None => (Meant::Nobody, String::new()),
            },
        };
        Line { text: text.to_owned(), meant, name }
    };
    let mut lines: Vec<Line> = Vec::new();
    for text in text.split(['\n', '\t', ';']).map(tidy).filter(|text| !text.is_empty()) {
        if !lines.iter().any(|known| folded(&known.text) == folded(&text)) {
            lines.push(line(&text));
        }
    }
    lines
}

/// Whoever has nearly this name: at most two letters are others.
fn like<'a>(directory: &'a Directory, text: &str) -> Option<&'a User> {
    let text: Vec<char> = folded(text).chars().collect();
    let near = |user: &&User| distance(&text, &folded(&user.name).chars().collect::<Vec<_>>()) <= 2;
    let mut found = directory.users.iter().map(|user| &**user).filter(near);
    found.next().filter(|_| text.len() > 4)
}

/// How many letters have to be put in, taken out or changed; 3 stands for more than 2.
fn distance(one: &[char], other: &[char]) -> usize {
    if one.len().abs_diff(other.len()) > 2 {
        return 3;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut next = vec![at + 1];
        for (place, (wanted, above)) in other.iter().zip(row.windows(2)).enumerate() {
            let left = next.get(place).copied().unwrap_or_default();
            let (diagonal, above) = match above {
                [diagonal, above] => (*diagonal, *above),
                _ => (0, 0),
            };
            let changed = diagonal + usize::from(letter != wanted);
            next.push(changed.min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default().min(3)
}

/// What was said of uncertain lines, by their texts.
type Taken = BTreeMap<String, bool>;

/// What adds whoever is meant and not left out.
fn edits(
    lines: &[Line],
    taken: &Taken,
    of: &Principal,
    id: impl Fn() -> String,
) -> Vec<DirectoryEdit> {
    let is_taken = |line: &Line| taken.get(&line.text).copied().unwrap_or_default();
    let edit = |line: &Line| match &line.meant {
        Meant::One(user, _) => vec![DirectoryEdit::Join(user.clone(), of.clone())],
        Meant::Like(user) if is_taken(line) => vec![DirectoryEdit::Join(user.clone(), of.clone())],
        Meant::Nobody if is_taken(line) => {
            let user = User::new(&id(), &line.text);
            let join = DirectoryEdit::Join(user.id.clone(), of.clone());
            vec![DirectoryEdit::AddUser(user), join]
        }
        _ => Vec::new(),
    };
    lines.iter().flat_map(edit).collect()
}

fn joins(edits: &[DirectoryEdit]) -> usize {
    edits.iter().filter(|edit| matches!(edit, DirectoryEdit::Join(..))).count()
}

/// See the module.
#[component]
pub(super) fn PasteBox(page: Page, of: Principal, #[prop(into)] on_close: Callback<()>) -> AnyView {
    let session = page.session;
    let text = RwSignal::new(String::new());
    let taken = RwSignal::new(Taken::new());
    let group = of.clone();
    let lines = Memo::new(move |_| {
        let read = |all: &Directory| text.with(|text| read(all, &group, text));
        session.snapshot().with(|it| super::ask::of(it.as_deref(), read))
    });
    let group = of.clone();
    let steps = Memo::new(move |_| {
        // The ids are those of nobody: they are drawn when it is done.
        lines.with(|lines| taken.with(|taken| edits(lines, taken, &group, || "u-new".to_owned())))
    });
    let count = Memo::new(move |_| steps.with(|steps| joins(steps)));
    let sum = Signal::derive(move || lines.with(|lines| sum_of(lines)));
    let add = move || {
        let edits = lines.with_untracked(|lines| {
            taken.with_untracked(|taken| edits(lines, taken, &of, || new_id('u')))
        });
        let name = page.with(|directory| directory.name(&of));
        let label = format!("add {} to {name}", plural(joins(&edits), "person", "people"));
        let commands = edits.into_iter().map(Command::Directory).collect();
        session.dispatch(Action::Run(Command::Batch(label, commands)));
        on_close.run(());
    };
    let off =
        Signal::derive(move || (count.get() == 0).then(|| "No line means anybody new".to_owned()));
    let verb = Signal::derive(move || format!("Add {}", plural(count.get(), "person", "people")));
    let rows = move || {
        let row = |line: Line| view! { <PastedLine line taken /> };
        lines.get().into_iter().take(MOST).map(row).collect_view()
    };
    let any = Signal::derive(move || lines.with(|lines| !lines.is_empty()));
    view! {
        <section class="paste-box" aria-label="Paste a list">
            <div class="paste-head">
                <h3>"Paste a list"</h3>
                <p class="directory-hint" role="status">{sum}</p>
                <IconButton icon=Icon::Cross label="Close the list" size=ButtonSize::Small on_press=on_close />
            </div>
            <div class="paste-text directory-paste">
                <TextArea
                    label="One name or log-in name a line"
                    value=text
                    on_input=move |typed| text.set(typed)
                />
            </div>
            <Show when=any>
                <ul class="paste-lines" tabindex="0" aria-label="Lines">{rows}</ul>
            </Show>
            <div class="paste-foot">
                <PasteEffect page steps />
                <Button off on_press=add>
                    {verb}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

/// What adding them would give.
#[component]
fn PasteEffect(page: Page, steps: Memo<Vec<DirectoryEdit>>) -> AnyView {
    let step = Signal::derive(move || {
        let steps = steps.get();
        // One new person stands for all of them: what they gain is the same.
        let known = steps.into_iter().filter(|edit| match edit {
            DirectoryEdit::Join(user, _) => user.as_str() != "u-new",
            _ => false,
        });
        let known: Vec<Command> = known.map(Command::Directory).collect();
        (!known.is_empty()).then(|| Command::Batch(String::new(), known))
    });
    let found = effects(page.session, step);
    let says = Signal::derive(move || {
        let Some(effects) = found.get() else { return String::new() };
        match effects.gain {
            0 => "Nobody gains anything.".to_owned(),
            1 => format!("1 person gains {}.", effects.sums.join(", ")),
            gain => format!("{gain} people gain, on {}.", effects.sums.join(", ")),
        }
    });
    view! { <p class="paste-says">{says}</p> }.into_any()
}

fn sum_of(lines: &[Line]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let count = |is: fn(&Meant) -> bool| lines.iter().filter(|line| is(&line.meant)).count();
    let matched = count(|it| matches!(it, Meant::One(..)));
    let inside = count(|it| matches!(it, Meant::Inside(_)));
    let others = lines.len() - matched - inside;
    let parts = [
        (matched > 0).then(|| plural(matched, "matches", "match")),
        (inside > 0).then(|| plural(inside, "is in already", "are in already")),
        (others > 0).then(|| plural(others, "is uncertain", "are uncertain")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {}", plural(lines.len(), "line", "lines"), parts.join(", "))
}

#[component]
fn PastedLine(line: Line, taken: RwSignal<Taken>) -> AnyView {
    let Line { text, meant, name } = line;
    let says = match &meant {
        Meant::Nobody => "nobody of this name".to_owned(),
        Meant::Several => "several people of this name".to_owned(),
        Meant::Like(_) => format!("{name}?"),
        _ => name.clone(),
    };
    let sure = matches!(meant, Meant::One(..));
    let state = match &meant {
        Meant::One(_, false) => {
            view! { <Tag text="Matches" mood=Mood::Good icon=Icon::Check /> }.into_any()
        }
        Meant::One(_, true) => {
            view! { <Tag text="Matches the log-in" mood=Mood::Good icon=Icon::Check /> }.into_any()
        }
        Meant::Inside(_) => view! { <Tag text="Already a member" /> }.into_any(),
        Meant::Several => view! { <Tag text="Left out" mood=Mood::Warn /> }.into_any(),
        Meant::Like(_) => uncertain(&text, format!("Use {name}"), taken),
        Meant::Nobody => uncertain(&text, "Add as new".to_owned(), taken),
    };
    view! {
        <li class="paste-line">
            <span class="paste-typed">{text}</span>
            <Symbol icon=Icon::Arrow />
            <span class="paste-meant" data-sure=sure.then_some("")>{says}</span>
            {state}
        </li>
    }
    .into_any()
}

/// The choice of a line that is not certain.
fn uncertain(text: &str, take: String, taken: RwSignal<Taken>) -> AnyView {
    let choices = vec![Choice::new("", "Leave out"), Choice::new("take", take)];
    let key = text.to_owned();
    let value = Signal::derive(move || {
        let is = taken.with(|taken| taken.get(&key).copied().unwrap_or_default());
        if is { "take" } else { "" }.to_owned()
    });
    let (label, key) = (format!("What {text} means"), text.to_owned());
    let choose = move |value: String| {
        taken.update(|taken| {
            taken.insert(key.clone(), value == "take");
        });
    };
    view! { <Segmented label choices value on_choose=choose /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn letters_that_differ_are_counted() {
        let of = |one: &str, other: &str| {
            distance(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
        };
        assert_eq!(of("kofi addo", "kofi addo"), 0);
        assert_eq!(of("kofi ado", "kofi addo"), 1);
        assert_eq!(of("cofi ado", "kofi addo"), 2);
        assert_eq!(of("amy", "bilal"), 3);
    }
}

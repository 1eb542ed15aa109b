//! Everything that can be searched, gathered once; and what of it is called like a text.

use std::sync::OnceLock;

use leptos::prelude::GetUntracked;

use super::run::{Deed, Go};
use crate::components::Icon;
use crate::pages::ask::{TypedQuestion, TypedQuestions};
use crate::shell::places::{Place, systems_tabs, tabs_of, ways_of};
use crate::state::{Route, Session};
use whocan_core::directory::{Entity, Principal, Table};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::{Shared, sort_by_key};
use whocan_core::text::{capital, folded};

/// How many of each kind are listed among all kinds.
const FEW: usize = 3;
/// How many where one kind alone is listed.
const MANY: usize = 12;
/// How many of each kind are offered before anything is written.
const OFFERED: usize = 6;

/// Which kinds are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    All,
    People,
    Groups,
    Things,
    Do,
}

impl Filter {
    pub(super) const ALL: [Self; 5] =
        [Self::All, Self::People, Self::Groups, Self::Things, Self::Do];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::People => "people",
            Self::Groups => "groups",
            Self::Things => "things",
            Self::Do => "do",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::People => "People",
            Self::Groups => "Groups",
            Self::Things => "Things",
            Self::Do => "Do",
        }
    }

    pub(super) fn of_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.key() == key).unwrap_or(Self::All)
    }

    /// The next one, or the one before, round the ends.
    pub(super) fn next(self, back: bool) -> Self {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|filter| *filter == self).unwrap_or(0);
        let at = (if back { at + count - 1 } else { at + 1 }) % count;
        Self::ALL.get(at).copied().unwrap_or(Self::All)
    }
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Answer,
    Target(ModelKind),
    Group,
    Person,
    Post,
    Team,
    Check,
    Screen,
    Workspace,
    Do,
}

impl Kind {
    fn filter(self) -> Filter {
        match self {
            // Offered among all kinds only.
            Self::Answer => Filter::All,
            Self::Target(_) | Self::Check => Filter::Things,
            Self::Group | Self::Post | Self::Team => Filter::Groups,
            Self::Person => Filter::People,
            Self::Screen | Self::Workspace | Self::Do => Filter::Do,
        }
    }

    /// What several of it are called.
    pub(super) fn title(self) -> String {
        match self {
            Self::Answer => "Answer".to_owned(),
            Self::Target(kind) => capital(kind.info().targets),
            Self::Group => "Groups".to_owned(),
            Self::Person => "People".to_owned(),
            Self::Post => "Posts".to_owned(),
            Self::Team => "Service teams".to_owned(),
            Self::Check => "Checks".to_owned(),
            Self::Screen => "Go to".to_owned(),
            Self::Workspace => "Workspaces".to_owned(),
            Self::Do => "Do".to_owned(),
        }
    }
}

/// The number of the answer, which stands on no shelf: it is made of the text.
pub(super) const ANSWER: usize = usize::MAX;
/// Up to how many people a text is read as a question, whatever it begins with.
const MOST_PEOPLE: usize = 2_000;
/// How a text begins that is one.
const ASKS: [&str; 4] = ["who ", "what ", "compare ", "can "];

/// Something that can be found.
pub(super) struct Entry {
    pub(super) name: String,
    /// The name as it is compared.
    folded: String,
    pub(super) more: More,
    go: Go,
}

/// What is said beside a name.
pub(super) enum More {
    /// These words.
    Words(String),
    /// What a person belongs to, or who belongs to a group: looked up once it is shown.
    Members,
    /// What a command is, and its key.
    Deed(Icon, &'static str),
    /// Whether a check holds; none while that is not known.
    Holds(Option<bool>),
}

/// Entries of one kind.
struct Shelf {
    kind: Kind,
    entries: Vec<Entry>,
}

/// What was found of one kind: the numbers of those that are listed, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) shown: Vec<usize>,
    pub(super) more: usize,
}

/// See the module. An entry's number is its place among all.
pub(super) struct Index {
    shelves: Vec<Shelf>,
    /// The systems in use.
    systems: Vec<ModelKind>,
    /// What questions are made of, once one is typed.
    questions: OnceLock<TypedQuestions>,
    pub(super) snapshot: Option<Shared<Snapshot>>,
}

impl Index {
    /// All that can be found in the open workspace; `systems` are those in use, in order.
    pub(super) fn of(session: Session, systems: Vec<ModelKind>) -> Self {
        let snapshot = session.snapshot().get_untracked();
        let place = session.place().get_untracked();
        let mut shelves = Vec::new();
        if let Some(snapshot) = &snapshot {
            shelves.extend(systems.iter().map(|kind| targets(*kind, snapshot)));
            let directory = &snapshot.document().directory;
            shelves.extend([
                principals(Kind::Group, &directory.groups, |id| Principal::Group(id.into())),
                principals(Kind::Person, &directory.users, |id| Principal::User(id.into())),
                principals(Kind::Post, &directory.posts, |id| Principal::Post(id.into())),
                principals(Kind::Team, &directory.teams, |id| Principal::Team(id.into())),
            ]);
            shelves.push(checks(session, snapshot));
            shelves.push(screens(&place, &systems));
        }

        shelves.push(deeds(session, snapshot.is_some()));
        shelves.push(workspaces(session, &place));
        Self { shelves, systems, questions: OnceLock::new(), snapshot }
    }

    /// What a text asks, where it asks anything.
    pub(super) fn question(&self, text: &str) -> Option<TypedQuestion> {
        let text = text.trim();
        let people = self.snapshot.as_ref().map_or(0, |it| it.document().directory.users.len());
        let folded = folded(text);
        let asks = people <= MOST_PEOPLE || ASKS.iter().any(|asks| folded.starts_with(asks));
        let snapshot = self.snapshot.as_ref().filter(|_| asks && text.chars().count() > 1)?;
        let of = || TypedQuestions::of(snapshot, &self.systems);
        self.questions.get_or_init(of).first(text)
    }

    /// The entry with this number, and what it is.
    pub(super) fn entry(&self, number: usize) -> Option<(Kind, &Entry)> {
        let mut first = 0;
        for shelf in &self.shelves {
            if let Some(entry) = shelf.entries.get(number - first) {
                return Some((shelf.kind, entry));
            }
            first += shelf.entries.len();
        }
        None
    }

    /// What choosing an entry does.
    pub(super) fn go_of(&self, number: usize) -> Option<Go> {
        self.entry(number).map(|(_, entry)| entry.go.clone())
    }

    /// What is called like a text: first what begins with it as a word, then what begins with it, then
    /// what has a word that does, then what has it anywhere. Before anything is written, where one can go and what one can do.
    pub(super) fn find(&self, text: &str, filter: Filter) -> Vec<Section> {
        let sought = folded(text);
        let most = if filter == Filter::All { FEW } else { MANY };
        let mut first = 0;
        let mut found = Vec::new();
        for shelf in &self.shelves {
            let wanted = filter == Filter::All || shelf.kind.filter() == filter;
            let offered = !sought.is_empty()
                || filter != Filter::All
                || matches!(shelf.kind, Kind::Screen | Kind::Do);
            if wanted && offered {
                let most = if sought.is_empty() { most.max(OFFERED) } else { most };
                found.extend(shelf.find(&sought, first, most));
            }
            first += shelf.entries.len();
        }
        // The kind that has what fits best comes first; of those as good, in the shelves' order.
        sort_by_key(&mut found, |(rank, _)| *rank);
        found.into_iter().map(|(_, section)| section).collect()
    }
}

impl Shelf {
    /// What of it is called like a text, and how well the best of that fits.
    fn find(&self, sought: &str, first: usize, most: usize) -> Option<(usize, Section)> {
        let mut ranks: [Vec<usize>; 4] = Default::default();
        let mut count = 0;
        for (at, entry) in self.entries.iter().enumerate() {
            let Some(rank) = rank(&entry.folded, sought) else { continue };
            count += 1;
            if let Some(rank) = ranks.get_mut(rank).filter(|rank| rank.len() < most) {
                rank.push(first + at);
            }
        }
        let best = ranks.iter().position(|rank| !rank.is_empty())?;
        let shown: Vec<usize> = ranks.into_iter().flatten().take(most).collect();
        let more = count - shown.len();
        Some((best, Section { kind: self.kind, shown, more }))
    }
}

/// How well a name fits what is sought, the best first.
fn rank(name: &str, sought: &str) -> Option<usize> {
    let at = name.find(sought)?;
    if at == 0 {
        let next = name.get(sought.len()..).and_then(|rest| rest.chars().next());
        return Some(if next.is_some_and(char::is_alphanumeric) { 1 } else { 0 });
    }
    let begins_word = name.match_indices(sought).any(|(at, _)| {
        name.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| !c.is_alphanumeric())
    });
    Some(if begins_word { 2 } else { 3 })
}

fn entry(name: String, more: More, go: Go) -> Entry {
    Entry { folded: folded(&name), name, more, go }
}

fn targets(kind: ModelKind, snapshot: &Snapshot) -> Shelf {
    let title = kind.info().title;
    let entries = snapshot.resolver(kind).targets().into_iter().map(|head| {
        let more = match head.band.is_empty() || head.band == head.name {
            true => title.to_owned(),
            false => format!("{title}, {}", head.band),
        };
        entry(head.name, More::Words(more), Go::Target(kind, head.key))
    });
    Shelf { kind: Kind::Target(kind), entries: entries.collect() }
}

fn principals<T: Entity>(kind: Kind, all: &Table<T>, who: fn(&str) -> Principal) -> Shelf {
    let entries = all
        .iter()
        .map(|it| entry(it.name().to_owned(), More::Members, Go::Principal(who(it.id().as_str()))));
    Shelf { kind, entries: entries.collect() }
}

fn checks(session: Session, snapshot: &Snapshot) -> Shelf {
    let statuses = session.checks().statuses().get_untracked();
    let entries = snapshot.document().checks.list.iter().map(|check| {
        let holds = statuses.get(&check.id).map(|status| status.holds());
        entry(check.name().to_owned(), More::Holds(holds), Go::Check(check.id.to_string()))
    });
    Shelf { kind: Kind::Check, entries: entries.collect() }
}

fn screens(place: &Route, systems: &[ModelKind]) -> Shelf {
    let mut entries = Vec::new();
    for place in Place::FIRST.into_iter().chain(Place::LAST) {
        let screen = place.screen(true);
        let tabs = tabs_of(screen);
        match tabs.is_empty() {
            true => entries.push(entry(
                place.label().to_owned(),
                More::Words(String::new()),
                Go::Screen(screen),
            )),
            false => entries.extend(tabs.into_iter().map(|(label, screen)| {
                let more = if label == place.label() { "" } else { place.label() };
                entry(label.to_owned(), More::Words(more.to_owned()), Go::Screen(screen))
            })),
        }
    }
    for kind in systems {
        let title = kind.info().title;
        entries.extend(systems_tabs(*kind).map(|(label, screen)| {
            entry(format!("{title}: {label}"), More::Words(String::new()), Go::Screen(screen))
        }));
        let (_, behind, last) = ways_of(*kind);
        entries.extend(behind.iter().chain(last).map(|(label, way)| {
            entry(format!("{title}: {label}"), More::Words(String::new()), Go::Way(*kind, way))
        }));
    }
    // Where one is already leads nowhere.
    entries
        .retain(|entry| !matches!(entry.go, Go::Screen(screen) if place.screen() == Some(screen)));
    Shelf { kind: Kind::Screen, entries }
}

fn deeds(session: Session, is_open: bool) -> Shelf {
    let entries = Deed::all(session, is_open)
        .into_iter()
        .map(|(deed, name)| entry(name, More::Deed(deed.icon(), deed.key()), Go::Do(deed)));
    Shelf { kind: Kind::Do, entries: entries.collect() }
}

fn workspaces(session: Session, place: &Route) -> Shelf {
    let fresh = session.prefs().fresh().get_untracked();
    let recent = session.recent().get_untracked();
    let others = recent.into_iter().filter(|it| !fresh && place.workspace() != Some(&it.id));
    let entries = others.map(|it| {
        let more = More::Words(format!("kept {}", it.when));
        entry(it.title, more, Go::Workspace(it.id))
    });
    Shelf { kind: Kind::Workspace, entries: entries.collect() }
}

/// The pieces of a name, each with whether it is what was sought: the first place where it is.
pub(super) fn pieces(name: &str, text: &str) -> Vec<(String, bool)> {
    let sought = folded(text);
    let whole = || vec![(name.to_owned(), false)];
    if sought.is_empty() {
        return whole();
    }
    // Each character as it is compared; one may become several, a mark that nobody sees none.
    let chars: Vec<char> = name.chars().collect();
    let one = |c: &char| if c.is_whitespace() { " ".to_owned() } else { folded(&c.to_string()) };
    let parts: Vec<String> = chars.iter().map(one).collect();
    for start in 0..chars.len() {
        let mut joined = String::new();
        for (end, part) in parts.iter().enumerate().skip(start) {
            joined.push_str(part);
            if joined.starts_with(&sought) {
                let text = |from: usize, to: usize| -> String {
                    chars.iter().skip(from).take(to - from).collect()
                };
                let (before, own) = (text(0, start), text(start, end + 1));
                let all = [(before, false), (own, true), (text(end + 1, chars.len()), false)];
                return all.into_iter().filter(|(text, _)| !text.is_empty()).collect();
            }
            if !sought.starts_with(&joined) {
                break;
            }
        }
    }
    whole()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> Index {
        let one = |name: &&str| {
            entry((*name).to_owned(), More::Members, Go::Principal(Principal::User((*name).into())))
        };
        let entries = names.iter().map(one).collect();
        let shelves = vec![Shelf { kind: Kind::Person, entries }];
        Index { shelves, systems: Vec::new(), questions: OnceLock::new(), snapshot: None }
    }

    fn found(names: &[&str], text: &str) -> (String, usize) {
        let index = index(names);
        let sections = index.find(text, Filter::All);
        let shown = sections.iter().flat_map(|section| &section.shown);
        let shown: Vec<&str> = shown.filter_map(|at| Some(&*index.entry(*at)?.1.name)).collect();
        (shown.join(", "), sections.iter().map(|section| section.more).sum())
    }

    #[test]
    fn what_begins_with_the_text_stands_first_and_the_rest_is_counted() {
        let names = ["Absent", "The SEN Team", "Senior", "Present", "SEN Memos"];
        assert_eq!(found(&names, "sen"), ("SEN Memos, Senior, The SEN Team".to_owned(), 2));
        assert_eq!(found(&names, "nothing"), (String::new(), 0));
        assert_eq!(found(&names, ""), (String::new(), 0));
    }

    #[test]
    fn accents_and_letter_case_are_found_without() {
        assert_eq!(found(&["Quỳnh Trần"], "QUYNH").1, 0);
        assert_eq!(found(&["Zoë"], "zoë").0, "Zoë");
        assert_eq!(found(&["STRASSE"], "straße").0, "STRASSE");
    }

    #[track_caller]
    fn check(name: &str, text: &str, marked: &str) {
        let made: String = pieces(name, text)
            .into_iter()
            .map(|(text, own)| if own { format!("[{text}]") } else { text })
            .collect();
        assert_eq!(made, marked);
    }

    #[test]
    fn what_was_sought_is_marked_in_the_name_as_it_is_written() {
        check("SEN Memos", "sen", "[SEN] Memos");
        check("Present SEN Memos", "sen m", "Present [SEN M]emos");
        check("Straße 7", "strasse", "[Straße] 7");
        check("Zoë", "e", "Zo[ë]");
        check("Amy", "", "Amy");
        check("Amy", "x", "Amy");
    }

    #[test]
    fn the_kinds_go_round() {
        assert_eq!(Filter::All.next(true), Filter::Do);
        assert_eq!(Filter::Do.next(false), Filter::All);
        assert_eq!(Filter::of_key(Filter::Things.key()), Filter::Things);
    }
}

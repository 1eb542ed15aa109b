//! Everything that can be searched, gathered once; and what of it is called like a text.

use std::sync::OnceLock;

use leptos::prelude::GetUntracked;

use super::run::{Deed, Go};
use crate::components::Icon;
use crate::pages::ask::{Leads, TypedAnswer, TypedQuestions};
use crate::shell::places::{Place, systems_tabs, tabs_of, ways_of};
use crate::state::{Route, Session};
use whocan_core::directory::{Circumstances, Entity, Principal, Table};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::search::{Fit, SearchWords, plain};
use whocan_core::shared::{Shared, sort_by_key};
use whocan_core::text::capital;

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

/// From which number on there are answers, which stand on no shelf: they are made of the text.
pub(super) const ANSWERS: usize = usize::MAX / 2;
/// Up to how many people a single word is read as a question.
const MOST_PEOPLE: usize = 2_000;

/// Something that can be found.
pub(super) struct Entry {
    pub(super) name: String,
    /// The name as it is searched.
    plain: String,
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
    /// How the screens ask who can do what.
    asked: Circumstances,
    pub(super) snapshot: Option<Shared<Snapshot>>,
}

/// What is looked for.
struct Sought<'a> {
    /// All of it.
    text: String,
    words: SearchWords,
    /// Whether what has only some of the words is found: only where each of them is found somewhere.
    partly: bool,
    /// What it comes to.
    answers: &'a [TypedAnswer],
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
        let asked = session.asking().chosen.get_untracked();
        Self { shelves, systems, questions: OnceLock::new(), asked, snapshot }
    }

    /// What a text asks and what it comes to, where it asks anything.
    pub(super) fn answers(&self, text: &str) -> Vec<TypedAnswer> {
        let text = text.trim();
        let people = self.snapshot.as_ref().map_or(0, |it| it.document().directory.users.len());
        let asks = people <= MOST_PEOPLE || text.contains(char::is_whitespace);
        let snapshot = self.snapshot.as_ref().filter(|_| asks && text.chars().count() > 1);
        let Some(snapshot) = snapshot else { return Vec::new() };
        let of = || TypedQuestions::of(snapshot, &self.systems);
        self.questions.get_or_init(of).answers(text, &self.asked)
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
    /// what has a word that does, then what has it anywhere; then what has all of its words, by itself or
    /// as a part of an answer, then what has more of them before what has fewer. Before anything is
    /// written, where one can go and what one can do.
    pub(super) fn find(&self, text: &str, filter: Filter, answers: &[TypedAnswer]) -> Vec<Section> {
        let words = SearchWords::new(text);
        let fits: Vec<Vec<Fit>> = self.shelves.iter().map(|shelf| shelf.fits(&words)).collect();
        let outcomes = self.questions.get().map(|questions| questions.outcomes(&words));
        let known = fits.iter().flatten().copied().fold(outcomes.unwrap_or_default(), Fit::and);
        let partly = words.all_in(known);
        let sought = Sought { text: plain(text), words, partly, answers };
        let most = if filter == Filter::All { FEW } else { MANY };
        let mut first = 0;
        let mut found = Vec::new();
        for (shelf, fits) in self.shelves.iter().zip(fits) {
            let wanted = filter == Filter::All || shelf.kind.filter() == filter;
            let offered = !sought.text.is_empty()
                || filter != Filter::All
                || matches!(shelf.kind, Kind::Screen | Kind::Do);
            if wanted && offered {
                let most = if sought.text.is_empty() { most.max(OFFERED) } else { most };
                found.extend(shelf.find(&sought, &fits, first, most));
            }
            first += shelf.entries.len();
        }
        // The kind that has what fits best comes first; of those as good, in the shelves' order.
        sort_by_key(&mut found, |(rank, _)| *rank);
        found.into_iter().map(|(_, section)| section).collect()
    }
}

/// The rank of what has all words; before it are those of what has the whole text.
const ALL_WORDS: usize = 4;

impl Sought<'_> {
    /// How well an entry fits, the best first.
    fn rank(&self, entry: &Entry, fit: Fit) -> Option<usize> {
        rank(&entry.plain, &self.text).or_else(|| {
            if self.words.all_in(fit) || self.answers.iter().any(|it| is_part(&entry.go, it)) {
                return Some(ALL_WORDS);
            }
            // Of as many words, those first that are whole ones.
            let found = fit.count();
            let begun = usize::from(fit.whole_words() < found);
            let missing = self.words.len() - found;
            (self.partly && found > 0).then(|| ALL_WORDS + 2 * missing + begun)
        })
    }
}

/// Whether an answer is about this.
fn is_part(go: &Go, answer: &TypedAnswer) -> bool {
    let Leads::Cell { kind, whom, target } = &answer.leads else { return false };
    match go {
        Go::Principal(who) => who == whom,
        Go::Target(of, key) => of == kind && key == target,
        _ => false,
    }
}

impl Shelf {
    /// Which words the name of each entry has.
    fn fits(&self, words: &SearchWords) -> Vec<Fit> {
        self.entries.iter().map(|entry| words.fit(&entry.plain)).collect()
    }

    /// What of it fits what is sought, and how well the best of that fits.
    fn find(
        &self,
        sought: &Sought,
        fits: &[Fit],
        first: usize,
        most: usize,
    ) -> Option<(usize, Section)> {
        let mut ranks: Vec<Vec<usize>> = vec![Vec::new(); ALL_WORDS + 2 * sought.words.len() + 1];
        let mut count = 0;
        for (at, (entry, fit)) in self.entries.iter().zip(fits).enumerate() {
            let Some(rank) = sought.rank(entry, *fit) else { continue };
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
    Entry { plain: plain(&name), name, more, go }
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

/// The pieces of a name, each with whether it was sought: the first place where the whole text is, else
/// the first of each of its words.
pub(super) fn pieces(name: &str, text: &str) -> Vec<(String, bool)> {
    let sought = plain(text);
    // Each character as it is searched; one may become several, a mark that nobody sees none.
    let chars: Vec<char> = name.chars().collect();
    let one = |c: &char| if c.is_whitespace() { " ".to_owned() } else { plain(&c.to_string()) };
    let parts: Vec<String> = chars.iter().map(one).collect();
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let places: Vec<(usize, usize)> = match place(&parts, &sought, &|_| true) {
        Some(whole) => vec![whole],
        None => {
            let words = SearchWords::new(text);
            words.iter().filter_map(|word| place(&parts, word, &begins)).collect()
        }
    };
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let own = places.iter().any(|(start, end)| (*start..*end).contains(&at));
        match pieces.last_mut().filter(|(_, last)| *last == own) {
            Some((text, _)) => text.push(*c),
            None => pieces.push((c.to_string(), own)),
        }
    }
    pieces
}

/// The first place where something is in characters as they are searched, from one that may be its first
/// to behind its last.
fn place(parts: &[String], sought: &str, may: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    if sought.is_empty() {
        return None;
    }
    for start in (0..parts.len()).filter(|start| may(*start)) {
        let mut joined = String::new();
        for (end, part) in parts.iter().enumerate().skip(start) {
            joined.push_str(part);
            if joined.starts_with(sought) {
                return Some((start, end + 1));
            }
            if !sought.starts_with(&joined) {
                break;
            }
        }
    }
    None
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
        Index {
            shelves,
            systems: Vec::new(),
            questions: OnceLock::new(),
            asked: Circumstances::default(),
            snapshot: None,
        }
    }

    fn found(names: &[&str], text: &str) -> (String, usize) {
        let index = index(names);
        let sections = index.find(text, Filter::All, &[]);
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
        assert_eq!(found(&["Quỳnh Trần"], "QUYNH").0, "Quỳnh Trần");
        assert_eq!(found(&["Zoë"], "zoë").0, "Zoë");
        assert_eq!(found(&["STRASSE"], "straße").0, "STRASSE");
    }

    #[test]
    fn what_has_more_of_the_words_stands_first() {
        // Of as many of them, whole words do.
        let names = ["Senior Leaders", "SEN Team", "SEN Memos", "Ingrid Solheim"];
        assert_eq!(found(&names, "mem sen").0, "SEN Memos, SEN Team, Senior Leaders");
        assert_eq!(found(&names, "solheim ingrid").0, "Ingrid Solheim");
        assert_eq!(found(&names, "who is solheim, ingrid?").0, "Ingrid Solheim");
        let (shown, more) = found(&names, "ingrid sen memos");
        assert_eq!((shown.as_str(), more), ("SEN Memos, SEN Team, Ingrid Solheim", 1));
        // A word that nothing has.
        assert_eq!(found(&names, "sen zzzz"), (String::new(), 0));
        assert_eq!(found(&names, "who can"), (String::new(), 0));
    }

    #[test]
    fn the_parts_of_an_answer_stand_with_what_has_all_words() {
        let names = ["SEN Team", "Ingrid Solheim"];
        let answer = TypedAnswer {
            words: String::new(),
            answer: String::new(),
            leads: Leads::Cell {
                kind: ModelKind::Processes,
                whom: Principal::User("Ingrid Solheim".into()),
                target: "b-sen-memos".to_owned(),
            },
        };
        let sections = index(&names).find("ingrid sen team", Filter::All, &[answer]);
        assert_eq!(sections.first().map(|it| it.shown.clone()), Some(vec![1, 0]));
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
        check("Quỳnh Trần", "tran quynh", "[Quỳnh] [Trần]");
        check(
            "Ingrid Solheim can Read SEN Memos",
            "can ingrid sen m",
            "[Ingrid] Solheim can Read [SEN] [M]emos",
        );
        check("Present SEN Memos", "memos sen zzzz", "Present [SEN] [Memos]");
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

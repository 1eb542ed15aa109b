//! What the draft changes, a card each, with what takes back just this one.

use leptos::prelude::*;

use super::line::{PlaceLink, Side, Turn};
use super::standing::Kept;
use crate::components::{Button, ButtonKind, ButtonSize, Icon, IconButton, Symbol};
use crate::platform::page;
use crate::shell::jump::leads_to;
use crate::state::{Action, Notice, Route, Session, use_session};
use whocan_core::document::changes_up_to;
use whocan_core::model::Changed;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;

/// How many changes are listed at first, and by how many more each press of the button goes on.
pub const MOST_CHANGES: usize = 100;
/// The heading, which takes the focus where a card is gone.
const HEADING: &str = "changes-count";

/// A change as its card has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    change: Changed,
    /// For whom, or of what.
    title: String,
    /// What, below the title.
    what: String,
    was: Option<Side>,
    is: Option<Side>,
    to: Option<Route>,
    /// The name of what it is of.
    of: &'static str,
}

impl Card {
    fn of(change: Changed, saved: &Snapshot, snapshot: &Snapshot, here: &Route) -> Self {
        let to = change.address.as_ref().and_then(|at| leads_to(at, snapshot, here, None));
        let kind = change.of.and_then(ModelKind::of);
        let of = kind.map_or("Workspace", |kind| kind.info().title);
        if let Some(turned) = change.turned.as_deref() {
            let within = &turned.within;
            let what = match within.is_empty() || *within == turned.what {
                true => turned.what.clone(),
                false => format!("{}, {within}", turned.what),
            };
            let title = turned.who.clone();
            let was = Side::named(kind, &turned.was);
            let is = Side::named(kind, &turned.is);
            if was.is_some() && is.is_some() {
                return Self { title, what, was, is, to, of, change };
            }
            let what = format!("{what}: {} → {}", turned.was, turned.is);
            return Self { title, what, was: None, is: None, to, of, change };
        }
        let (title, what) = told(&change, saved, snapshot);
        Self { title, what, was: None, is: None, to, of, change }
    }

    /// The changes between two states: so many at most, and how many there are.
    pub fn all(
        most: usize,
        saved: &Snapshot,
        snapshot: &Snapshot,
        here: &Route,
    ) -> (Vec<Self>, usize) {
        let found = changes_up_to(most, saved.document(), snapshot.document());
        let count = found.count();
        let lines = found.into_lines().into_iter();
        (lines.map(|change| Self::of(change, saved, snapshot, here)).collect(), count)
    }

    /// Whether it is about all of these ids.
    pub fn is_about(&self, ids: &[&str]) -> bool {
        let own = self.change.address.as_ref().map(|at| at.ids()).unwrap_or_default();
        !ids.is_empty() && ids.iter().all(|id| own.iter().any(|own| own == id))
    }

    /// The word of what was set.
    pub fn word_before(&self) -> Option<String> {
        self.change.turned.as_ref().map(|turned| turned.was.clone())
    }

    /// Where it is shown.
    pub fn place(&self) -> Option<Route> {
        self.to.clone()
    }

    /// It in words.
    pub fn words(&self) -> &str {
        &self.change.words
    }
}

/// A change in words, apart: for whom or of what, where it begins with a name that is known, and what.
fn told(change: &Changed, saved: &Snapshot, snapshot: &Snapshot) -> (String, String) {
    let words = &change.words;
    let ids = change.address.as_ref().map(|at| at.ids()).unwrap_or_default();
    let names =
        ids.iter().flat_map(|id| [snapshot, saved].map(|it| it.document().directory.name_of(id)));
    let found = names.filter_map(|name| {
        let rest = words.strip_prefix(&*name)?.strip_prefix(": ")?;
        Some((name.clone(), rest.to_owned()))
    });
    found.max_by_key(|(name, _)| name.len()).unwrap_or_else(|| (String::new(), words.clone()))
}

/// The changes, and how many there are.
pub type Cards = (Vec<Card>, usize);

/// See the module.
#[component]
pub fn ChangeList(
    /// The changes that are listed, and how many there are.
    cards: Signal<Cards>,
    /// How many are listed.
    most: RwSignal<usize>,
    /// What Save keeps otherwise than it was asked to.
    kept: Signal<Vec<Kept>>,
    /// Whether they are of the draft, and can be taken back.
    of_draft: bool,
) -> AnyView {
    let session = use_session();
    let heading = Signal::derive(move || match cards.with(|(_, count)| *count) {
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    });
    let discard = move || session.dispatch(Action::Discard);
    let discard = of_draft.then(|| {
        view! {
            <Button kind=ButtonKind::Ghost size=ButtonSize::Small on_press=discard>
                "Discard all"
            </Button>
        }
    });
    let same = Signal::derive(move || {
        let none = cards.with(|(_, count)| *count == 0);
        none.then_some("The draft has the same outcomes as what is saved.")
    });
    let list = move || {
        let (cards, _) = cards.get();
        let kept = kept.get();
        let several = cards.iter().any(|card| cards.first().is_some_and(|it| it.of != card.of));
        let mut of = "";
        let card = |card: Card| {
            let head = (several && card.of != of).then_some(card.of);
            of = card.of;
            let kept = kept.iter().find(|kept| kept.is_of(&card)).map(|kept| kept.words.clone());
            view! { <ChangeCard card head kept of_draft /> }
        };
        cards.into_iter().map(card).collect_view()
    };
    let left = Memo::new(move |_| cards.with(|(list, count)| count - list.len()));
    let more = move || {
        let left = Some(left.get()).filter(|left| *left > 0)?;
        let more = move || most.update(|most| *most += MOST_CHANGES);
        let words = show_more(left, MOST_CHANGES);
        Some(view! { <Button size=ButtonSize::Small on_press=more>{words}</Button> })
    };
    view! {
        <section class="change-list" aria-labelledby=HEADING>
            <div class="change-list-head">
                <h3 class="changes-title" id=HEADING tabindex="-1">
                    {heading}
                </h3>
                {discard}
            </div>
            <p class="changes-note">{same}</p>
            <ul class="change-cards">{list}</ul>
            <div class="people-more">{more}</div>
        </section>
    }
    .into_any()
}

/// The words of a button that lists so many more of those that are left.
pub(super) fn show_more(left: usize, step: usize) -> String {
    match left > step {
        true => format!("Show {step} more of {left}"),
        false => format!("Show {left} more"),
    }
}

#[component]
fn ChangeCard(
    card: Card,
    head: Option<&'static str>,
    kept: Option<String>,
    of_draft: bool,
) -> AnyView {
    let session = use_session();
    let warned = kept.is_some().then_some("");
    let words = card.words().to_owned();
    let Card { title, what, was, is, to, .. } = card;
    let plain = title.is_empty();
    let title = if plain { what.clone() } else { title };
    let title = match to {
        Some(to) => view! { <PlaceLink to words=title /> }.into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    };
    let what = (!plain).then(|| view! { <span class="change-what">{what}</span> });
    let turn = (was.is_some() || is.is_some()).then(
        || view! { <span class="change-turn"><Turn before=was after=is in_words=true /></span> },
    );
    let kept = kept.map(|words| {
        view! {
            <span class="change-kept">
                <Symbol icon=Icon::Warn />
                <span>{words}</span>
            </span>
        }
    });
    let back = of_draft.then(|| {
        let label = format!("Take back: {words}");
        let back = move || take_it_back(session, &words);
        view! {
            <IconButton icon=Icon::Undo label size=ButtonSize::Small on_press=back />
        }
    });
    view! {
        {head.map(|head| view! { <li class="change-head">{head}</li> })}
        <li class="change-card" data-warned=warned>
            <span class="change-title">{title} {back}</span>
            " "
            {what}
            " "
            {turn}
            " "
            {kept}
        </li>
    }
    .into_any()
}

/// Takes back one change, as one step that can be undone, and says what went with it.
fn take_it_back(session: Session, words: &str) {
    let says = match session.take_back(words) {
        None => {
            Notice::fault("Not taken back: it cannot go without others. Undo goes step by step.")
        }
        Some(0) => Notice::done("Taken back."),
        Some(1) => Notice::done("Taken back, with 1 change that hung on it."),
        Some(more) => Notice::Done(format!("Taken back, with {more} changes that hung on it.")),
    };
    session.say(says);
    // Not on the next change, which a second press would take back as well.
    page::focus_soon(HEADING);
}

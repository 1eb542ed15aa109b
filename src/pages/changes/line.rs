//! One outcome that is another one: on what, what it was and what it is.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::effects::Pair;
use crate::components::{Icon, Level, LevelChip, Prose, Symbol};
use crate::platform::keys;
use crate::state::{Action, Route, Screen, use_session};
use whocan_core::directory::{Principal, UserId};
use whocan_core::models::ModelKind;
use whocan_core::query::{CellDiff, Snapshot};
use whocan_core::shared::{Shared, collect_into};
use whocan_core::verdict::{Outcome, Tone};

/// An outcome as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// How much it permits.
    pub level: Level,
    /// What the model calls it.
    pub word: String,
}

impl Side {
    /// An outcome of a person.
    pub fn of(outcome: &Outcome) -> Self {
        let word = match outcome.doubtful {
            true => format!("{} (doubtful)", outcome.name),
            false => outcome.name.to_string(),
        };
        Self { level: level_of(outcome.tone), word }
    }

    /// An outcome of a model by its name; one that it does not list is drawn as a word.
    pub fn named(kind: Option<ModelKind>, word: &str) -> Option<Self> {
        let outcomes = kind?.info().outcomes.iter();
        let found = outcomes.into_iter().find(|outcome| outcome.name == word)?;
        Some(Self { level: level_of(found.tone), word: word.to_owned() })
    }
}

fn level_of(tone: Tone) -> Level {
    match tone {
        Tone::None => Level::None,
        Tone::Low => Level::Low,
        Tone::Middle => Level::Middle,
        Tone::Full => Level::Full,
    }
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// In which model.
    pub kind: ModelKind,
    /// On which target, by its name, and signed on how where that matters.
    pub what: String,
    /// What it was; none where somebody or something was not there.
    pub before: Option<Side>,
    /// What it is.
    pub after: Option<Side>,
    /// Whether it permits more.
    pub gains: bool,
    /// Whether it permits less.
    pub loses: bool,
    /// The cell that shows it, as long as there is one.
    pub to: Option<Route>,
}

/// The names of all that differs between two states, and where it is shown.
pub struct Names {
    before: Shared<Snapshot>,
    after: Shared<Snapshot>,
    titles: BTreeMap<(&'static str, String), String>,
    here: Route,
}

impl Names {
    /// Those of two states; `here` is the later one's place.
    pub fn of(pair: Pair, here: Route) -> Option<Self> {
        let (before, after) = pair?;
        let titles = |snapshot: &Snapshot| {
            let kinds = ModelKind::ALL.iter();
            let targets = kinds.flat_map(|kind| {
                let targets = snapshot.resolver(*kind).targets().into_iter();
                targets.map(|target| ((kind.info().key, target.key), target.name))
            });
            targets.collect::<Vec<_>>()
        };
        // What is there now has the last word.
        let titles = collect_into(titles(&before).into_iter().chain(titles(&after)));
        Some(Self { before, after, titles, here })
    }

    /// The name of somebody or something of the directory, as it is or was.
    pub fn who(&self, who: &Principal) -> String {
        let (was, is) = (&self.before.document().directory, &self.after.document().directory);
        if is.has(who) { is.name(who) } else { was.name(who) }
    }

    /// The name of a person.
    pub fn person(&self, user: &UserId) -> String {
        self.who(&Principal::User(user.clone()))
    }

    /// The cell of a person on a target, where there is one now.
    pub fn cell(&self, user: &UserId, cell: &CellDiff) -> Option<Route> {
        let focus = || vec![user.to_string(), cell.target.clone()];
        cell.after.is_some().then(|| self.here.to(Screen::Effective(cell.kind), focus()))
    }

    /// One outcome that is another one, for one person or for several.
    pub fn line(&self, user: Option<&UserId>, cell: &CellDiff) -> Line {
        let title = self.titles.get(&(cell.kind.info().key, cell.target.clone()));
        let mut what = title.unwrap_or(&cell.target).clone();
        if let Some(who) = &cell.sign_on {
            what.push_str(&format!(" as {}", self.who(who)));
        }
        if let Some(service) = &cell.service {
            what.push_str(&format!(" under {service}"));
        }
        Line {
            kind: cell.kind,
            what,
            before: cell.before.as_ref().map(Side::of),
            after: cell.after.as_ref().map(Side::of),
            gains: cell.gains(),
            loses: cell.loses(),
            to: user.and_then(|user| self.cell(user, cell)),
        }
    }
}

/// What was and what is, one behind the other.
#[component]
pub fn Turn(
    /// What was.
    before: Option<Side>,
    /// What is.
    after: Option<Side>,
    /// Whether the latter shows its word.
    #[prop(optional)]
    in_words: bool,
) -> AnyView {
    let level = |side: &Option<Side>| side.as_ref().map(|side| side.level);
    // Where the pictures are the same the words tell them apart.
    let alike = level(&before) == level(&after);
    let draw = |side: Option<Side>, bare: bool| match side {
        Some(Side { level, word }) => view! { <LevelChip level word bare /> }.into_any(),
        None => view! { <span class="turn-absent">"not there"</span> }.into_any(),
    };
    view! {
        <span class="turn">
            {draw(before, !alike)} <span class="unseen">" to "</span> <Symbol icon=Icon::Arrow />
            {draw(after, !alike && !in_words)}
        </span>
    }
    .into_any()
}

/// A link to a place, which flashes on arrival.
#[component]
pub fn PlaceLink(
    /// Where it leads.
    to: Route,
    /// What it says.
    #[prop(into)]
    words: String,
) -> AnyView {
    let session = use_session();
    let jump = move |event: web_sys::MouseEvent| {
        // Else it opens somewhere else, and this page stays where it is.
        if !keys::command_held(&event) && !event.shift_key() {
            session.dispatch(Action::Jump);
        }
    };
    view! {
        <a class="place-link" href=to.href() on:click=jump>
            <Prose text=words />
        </a>
    }
    .into_any()
}

/// A line: what, linked to its cell, and how it turned.
#[component]
pub fn LineView(
    /// The line.
    line: Line,
    /// Whether its model is named.
    #[prop(optional)]
    with_model: bool,
) -> AnyView {
    let Line { kind, what, before, after, to, .. } = line;
    let what = match to {
        Some(to) => view! { <PlaceLink to words=what /> }.into_any(),
        None => view! { <span>{what}</span> }.into_any(),
    };
    let model = with_model.then(|| {
        view! { <span class="line-model">{kind.info().title}</span> }
    });
    view! {
        <span class="line">
            <span class="line-what">{what} " " {model}</span>
            " "
            <Turn before after />
        </span>
    }
    .into_any()
}

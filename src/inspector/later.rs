//! What takes longer than a press may: what would change the outcome, who else has it, whom the draft
//! gives the same, and the whole spoken. Each is worked out once the focus rests, after the screen is
//! painted, and dropped as soon as the focus moves on.

use std::sync::Arc;

use leptos::prelude::*;

use super::Why;
use super::looked::Shown;
use super::words;
use crate::platform::later;
use whocan_core::directory::{Principal, UserId};
use whocan_core::query::{
    Budget, Snapshot, Step, StillReached, Subject, Wanted, WhoElse, members_come_to, still_reached,
    who_else, would_change,
};
use whocan_core::text::grouped;
use whocan_core::verdict::{Outcome, plain};

/// How long the focus rests before anything is worked out, and before it is spoken, in milliseconds.
const REST: u64 = 180;
const SPEAK: u64 = 700;

/// How many steps are shown, and how many people by name.
const MOST_STEPS: usize = 3;
const MOST_NAMES: usize = 6;
const MOST_REACHED: usize = 4;

/// How much is looked at for them: what a person hardly notices, in the largest document as well.
const BUDGET: Budget = Budget { documents: 150, people: 24_000, outcomes: 40_000 };

/// A single step that would change the outcome.
#[derive(Clone)]
pub(super) struct Change {
    /// What to do.
    pub(super) to_do: String,
    /// What comes out then.
    pub(super) outcome: Outcome,
    /// For how many others anything comes out differently, where that is known.
    pub(super) others: Option<usize>,
    /// How many other outcomes of the person's are others then.
    pub(super) also: usize,
    /// The step.
    pub(super) step: Step,
}

/// Who else has what somebody has.
#[derive(Clone, PartialEq)]
pub(super) struct Others {
    /// What is asked: "Who else can read Pupils".
    pub(super) title: String,
    /// How many, of how many.
    pub(super) count: String,
    /// By what they come to, with their names.
    pub(super) rows: Vec<(Outcome, String)>,
    /// The people whom the draft gives or takes the same: what becomes of them, and their names.
    pub(super) same: Option<(String, Vec<String>, usize)>,
}

/// The steps that would change an outcome, and whether all were looked at.
pub(super) type Steps = Arc<(Vec<Change>, bool)>;

/// What is worked out. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Later {
    /// The nearest steps, and whether all were looked at.
    pub(super) changes: RwSignal<Option<Steps>>,
    /// Whom of a resource that is closed they reach all the same.
    pub(super) reached: RwSignal<Option<StillReached>>,
    /// Who else.
    pub(super) others: RwSignal<Option<Others>>,
    /// The whole, for whoever listens: the grid itself says only the cell.
    pub(super) spoken: RwSignal<String>,
}

impl Later {
    pub(super) fn new() -> Self {
        Self {
            changes: RwSignal::new(None),
            reached: RwSignal::new(None),
            others: RwSignal::new(None),
            spoken: RwSignal::new(String::new()),
        }
    }

    /// Drops what was worked out. What is not there yet is not drawn anew.
    fn clear(self) {
        fn drop<T: Send + Sync + 'static>(one: RwSignal<Option<T>>) {
            if one.with_untracked(Option::is_some) {
                one.set(None);
            }
        }
        drop(self.changes);
        drop(self.reached);
        drop(self.others);
    }
}

/// Works everything out whenever something else is looked at.
pub(super) fn follow(why: Why) {
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        why.look.track();
        let is_seen = why.space.is_seen();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        why.later.clear();
        // Something else is looked at by then, or nothing any more.
        let still = move || turn.try_get_value() == Some(mine);
        later::in_a_while(SPEAK, move || {
            if still() {
                why.with_cell(|snapshot, shown| why.later.spoken.set(spoken(shown, snapshot)));
            }
        });
        if !is_seen {
            return;
        }
        later::in_a_while(REST, move || {
            if !still() {
                return;
            }
            why.with_cell(|snapshot, shown| {
                let reached = still_reached(snapshot, &shown.question, MOST_REACHED);
                why.later.reached.set(reached.filter(|reached| reached.of > 0));
            });
            // One after the other, so that a key waits for none but the one that it meets.
            let others = |why: Why, snapshot: &Snapshot, shown: &Shown| {
                why.later.others.set(others(why, snapshot, shown));
            };
            let changes = |why: Why, snapshot: &Snapshot, shown: &Shown| {
                why.later.changes.set(changes(snapshot, shown).map(Arc::new));
            };
            for work in [others, changes] {
                later::soon(move || {
                    if still() {
                        why.with_cell(|snapshot, shown| work(why, snapshot, shown));
                    }
                });
            }
        });
    });
}

fn changes(snapshot: &Snapshot, shown: &Shown) -> Option<(Vec<Change>, bool)> {
    let before = shown.before.other();
    let found = would_change(snapshot, &shown.question, before, BUDGET)?;
    let document = snapshot.document();
    let change = |miss: whocan_core::query::NearMiss| Change {
        to_do: miss.to_do(document, &shown.question),
        outcome: miss.outcome,
        others: miss.others,
        also: miss.also.unwrap_or_default(),
        step: miss.change,
    };
    Some((found.steps.into_iter().take(MOST_STEPS).map(change).collect(), found.complete))
}

fn others(why: Why, snapshot: &Snapshot, shown: &Shown) -> Option<Others> {
    let question = &shown.question;
    let directory = &snapshot.document().directory;
    let outcome = &shown.verdict.decision;
    let what = &shown.what.name;
    let (title, found) = match &question.subject {
        Subject::Group(group) => {
            let found = members_come_to(snapshot, question, group, MOST_NAMES)?;
            ("Members".to_owned(), found)
        }
        _ if outcome.grants.is_empty() => {
            let resolver = snapshot.in_the_end(question.kind);
            let wanted = Wanted::anything(&*resolver, &question.target)?;
            let verb = words::least_verb(question.kind);
            (format!("Who can {verb} {what}"), who_else(snapshot, question, &wanted, MOST_NAMES)?)
        }
        _ => {
            let wanted = Wanted::AtLeast(outcome.grants);
            let verb = words::verb(question.kind, outcome);
            let found = who_else(snapshot, question, &wanted, MOST_NAMES)?;
            (format!("Who else can {verb} {what}"), found)
        }
    };
    let is_group = matches!(question.subject, Subject::Group(_));
    let count = match is_group {
        true => grouped(found.asked),
        false => format!("{} of {}", grouped(found.able), grouped(directory.users.len())),
    };
    let name = |user: &UserId| directory.users.name(user);
    let rows = |found: WhoElse| {
        let row = |alike: whocan_core::query::Alike| {
            let first: Vec<String> = alike.first.iter().map(name).collect();
            (alike.outcome, words::names(&first, alike.count))
        };
        found.alike.into_iter().map(row).collect()
    };
    Some(Others { title, count, rows: rows(found), same: same_change(why, snapshot, shown) })
}

/// The people who come to the same by the draft, from the same.
fn same_change(
    why: Why,
    snapshot: &Snapshot,
    shown: &Shown,
) -> Option<(String, Vec<String>, usize)> {
    let before = shown.before.other()?;
    let saved = why.session.saved().get_untracked()?;
    let (kind, target) = (shown.question.kind, &shown.question.target);
    let asked = &shown.question.circumstances;
    let column = |of: &Snapshot| of.in_the_end(kind).column(asked, target);
    let (was, is) = (column(&saved)?, column(snapshot)?);
    let had = |user: &UserId| was.get(saved.document().directory.users.position(user)?);
    let now = &shown.verdict.decision;
    let people = snapshot.document().directory.users.iter().map(|user| &user.id).zip(&is);
    let same = people.filter(|(user, is)| *is == now && had(user) == Some(before));
    let same: Vec<UserId> = same.map(|(user, _)| user.clone()).collect();
    let is_own =
        |user: &UserId| matches!(&shown.beside.subject, Principal::User(own) if own == user);
    let count = same.len();
    if count == 0 || count == 1 && same.iter().all(is_own) {
        return None;
    }
    let (_, turn) = words::turn(kind, before, now);
    let verb = turn.strip_prefix("Gains").map(|what| format!("gain{what}"));
    let verb = verb.or_else(|| turn.strip_prefix("Loses").map(|what| format!("lose{what}")));
    let people = if count == 1 { "person" } else { "people" };
    let said =
        format!("{} {people} {}", grouped(count), verb.unwrap_or_else(|| "change".to_owned()));
    let directory = &snapshot.document().directory;
    let names = same.iter().take(MOST_NAMES).map(|user| directory.users.name(user)).collect();
    Some((said, names, count))
}

/// The outcome and why, as it is heard.
fn spoken(shown: &Shown, snapshot: &Snapshot) -> String {
    let was = match &shown.before {
        super::looked::Before::Same => String::new(),
        super::looked::Before::NotThere => " Not there before.".to_owned(),
        super::looked::Before::Other(outcome) => format!(" Was {}.", outcome.name),
    };
    let because = &shown.verdict.because;
    // What could not be read stands first below it.
    let doubt = because.steps.first().filter(|_| shown.verdict.decision.doubtful);
    let doubt = doubt.map(|step| format!(" {}", plain(step, snapshot.document())));
    let sentence = match &shown.chain {
        Some(chain) => chain.sentence_said(),
        None => plain(because, snapshot.document()),
    };
    let (who, what, outcome) = (&shown.who, &shown.what.name, &shown.verdict.decision.name);
    let doubt = doubt.unwrap_or_default();
    format!("{who}, {what}: {outcome}.{was}{doubt} {sentence}")
}

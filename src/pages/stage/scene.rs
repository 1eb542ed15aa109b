//! What the stage shows: a few people by a few targets around one cell, and the questions that it goes
//! through.

use std::collections::BTreeSet;

use crate::components::Level;
use whocan_core::directory::{Circumstances, Members};
use whocan_core::model::TargetHead;
use whocan_core::models::ModelKind;
use whocan_core::query::{Chain, Question, SignedOn, Snapshot, Subject, chain, outcomes_of};
use whocan_core::shared::{Shared, sort_by_key};
use whocan_core::verdict::{Outcome, Tone};

/// How many targets and how many people stand around the cell, it among them.
const COLUMNS: usize = 4;
const ROWS: usize = 5;
/// How far it is looked for people who have anything there.
const FAR: usize = 300;
/// How many questions there are, and among how many people and targets they are chosen.
const QUESTIONS: usize = 8;
const SAMPLED: usize = 36;
/// How many outcomes there are to predict.
const MOST_CHOICES: usize = 6;

/// A question: one person on one target, by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub user: String,
    pub target: String,
}

/// An outcome as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub level: Level,
    pub word: String,
}

impl Drawn {
    fn of(outcome: &Outcome) -> Self {
        Self { level: outcome.tone.into(), word: outcome.name.to_string() }
    }
}

/// A person with what comes out on each of the targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub user: String,
    pub name: String,
    pub cells: Vec<Drawn>,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The cell that is asked about.
    pub cue: Cue,
    pub who: String,
    pub what: String,
    /// The targets, by key and name.
    pub columns: Vec<(String, String)>,
    pub rows: Vec<Row>,
    pub outcome: Drawn,
    /// Why; none where the model says nothing of it.
    pub chain: Option<Shared<Chain>>,
}

impl Scene {
    /// Around a cell; around the first one where it is not there. None where nobody or nothing is.
    pub fn of(
        snapshot: &Snapshot,
        kind: ModelKind,
        asked: &Circumstances,
        cell: Option<(String, String)>,
    ) -> Option<Self> {
        let resolver = snapshot.in_the_end(kind);
        let users = &snapshot.document().directory.users;
        let targets = resolver.targets();
        let (user, target) = cell.unwrap_or_default();
        let at = users.find(&user).and_then(|user| users.position(&user.id)).unwrap_or_default();
        let column = targets.iter().position(|head| head.key == target).unwrap_or_default();
        let first = column.min(targets.len().saturating_sub(COLUMNS));
        let shown: Vec<_> = targets.iter().skip(first).take(COLUMNS).collect();
        let row = |at: usize| {
            let user = users.nth(at)?;
            let members = snapshot.roster().of(&user.id)?;
            let own = resolver.theirs(members, asked);
            let cells = shown.iter().filter_map(|head| resolver.decide(members, &own, &head.key));
            let cells = cells.map(|outcome| Drawn::of(&outcome)).collect();
            Some(Row { user: user.id.to_string(), name: user.name.clone(), cells })
        };
        let asked_row = row(at)?;
        let head = targets.get(column)?;
        let holds = |row: &Row| row.cells.iter().any(|cell| cell.level != Level::None);
        let before = (at.saturating_sub(FAR)..at).rev().filter_map(row).filter(holds);
        let after = (at + 1..users.len().min(at + FAR)).filter_map(row).filter(holds);
        let mut above: Vec<Row> = before.take(ROWS - 1).collect();
        let mut below: Vec<Row> = after.take(ROWS - 1).collect();
        // One above where there are enough below.
        above.truncate((ROWS - 1).saturating_sub(below.len()).max(1));
        below.truncate(ROWS - 1 - above.len());
        let rows = above.into_iter().rev().chain([asked_row.clone()]).chain(below).collect();
        let outcome = asked_row.cells.get(column - first)?.clone();
        let members = snapshot.roster().of(&asked_row.user.as_str().into())?;
        Some(Self {
            chain: why(snapshot, kind, asked, members, &asked_row.user, head),
            cue: Cue { user: asked_row.user, target: head.key.clone() },
            who: asked_row.name,
            what: head.name.clone(),
            columns: shown.iter().map(|head| (head.key.clone(), head.name.clone())).collect(),
            rows,
            outcome,
        })
    }
}

fn why(
    snapshot: &Snapshot,
    kind: ModelKind,
    asked: &Circumstances,
    members: &Members,
    user: &str,
    head: &TargetHead,
) -> Option<Shared<Chain>> {
    let resolver = snapshot.in_the_end(kind);
    let circumstances = resolver.theirs(members, asked);
    let verdict = resolver.explain(members, &circumstances, &head.key)?;
    let question = Question {
        kind,
        target: head.key.clone(),
        subject: Subject::User(user.into()),
        circumstances,
        signed_on: SignedOn::AsAsked,
    };
    chain(snapshot, &question, head, &verdict).map(Shared::new)
}

/// The questions of a system in the order of the grid, each for another reason or with another outcome,
/// and among them the cell that is looked at.
pub fn cues(snapshot: &Snapshot, kind: ModelKind, asked: &Circumstances, here: &Cue) -> Vec<Cue> {
    let resolver = snapshot.in_the_end(kind);
    let users = &snapshot.document().directory.users;
    let targets = resolver.targets();
    // Spread over all of them.
    let spread = |count: usize| (0..count).step_by((count / SAMPLED).max(1)).take(SAMPLED);
    let columns: Vec<usize> = spread(targets.len()).collect();
    let people: Vec<usize> = spread(users.len()).collect();
    let place = |cue: &Cue| {
        let user = users.find(&cue.user).and_then(|user| users.position(&user.id));
        (user, targets.iter().position(|head| head.key == cue.target))
    };
    let mut seen = BTreeSet::new();
    let mut found = vec![here.clone()];
    let turns = (0..columns.len()).flat_map(|turn| {
        let columns = &columns;
        people
            .iter()
            .enumerate()
            .filter_map(move |(nth, at)| Some((*at, *columns.get((nth + turn) % columns.len())?)))
    });
    for (at, column) in turns {
        if found.len() == QUESTIONS {
            break;
        }
        let cue = (|| {
            let (user, head) = (users.nth(at)?, targets.get(column)?);
            let members = snapshot.roster().of(&user.id)?;
            let own = resolver.theirs(members, asked);
            let verdict = resolver.explain(members, &own, &head.key)?;
            let reason = (verdict.because.rule.to_string(), verdict.decision.name.to_string());
            let cue = Cue { user: user.id.to_string(), target: head.key.clone() };
            (seen.insert(reason) && cue != *here).then_some(cue)
        })();
        found.extend(cue);
    }
    sort_by_key(&mut found, place);
    found
}

/// What can be predicted: the outcomes of a system as they rise; where it names none, nothing and
/// anything.
pub fn choices(kind: ModelKind) -> Vec<Drawn> {
    let mut named: Vec<_> = outcomes_of(kind).iter().collect();
    sort_by_key(&mut named, |named| match named.tone {
        Tone::None => 0,
        Tone::Low => 1,
        Tone::Middle => 2,
        Tone::Full => 3,
    });
    named.truncate(MOST_CHOICES);
    let drawn = |level: Level, word: &str| Drawn { level, word: word.to_owned() };
    match named.is_empty() {
        true => vec![drawn(Level::None, "Nothing"), drawn(Level::Low, "Something")],
        false => named.into_iter().map(|named| drawn(named.tone.into(), named.name)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::open_example;

    fn school() -> Snapshot {
        Snapshot::new(&open_example("school-office").unwrap(), None)
    }

    #[test]
    fn a_cell_stands_among_others_with_its_reason() {
        let cell = ("u-ingrid".to_owned(), "b-sen-memos".to_owned());
        let asked = Circumstances::default();
        let scene = Scene::of(&school(), ModelKind::Processes, &asked, Some(cell)).unwrap();
        assert_eq!((&*scene.who, &*scene.what), ("Ingrid Solheim", "SEN Memos"));
        assert_eq!(scene.outcome, Drawn { level: Level::Low, word: "Read".to_owned() });
        assert_eq!((scene.columns.len(), scene.rows.len()), (COLUMNS, ROWS));
        assert!(scene.rows.iter().all(|row| row.cells.len() == COLUMNS));
        assert!(scene.chain.is_some_and(|chain| chain.sentence_said().contains("SEN Memos")));
    }

    #[test]
    fn without_a_cell_it_is_the_first_and_without_anybody_there_is_none() {
        let asked = Circumstances::default();
        let scene = Scene::of(&school(), ModelKind::Processes, &asked, None).unwrap();
        assert_eq!(scene.rows.first().map(|row| &*row.user), Some(&*scene.cue.user));
        let blank = Snapshot::new(&whocan_core::document::Document::default(), None);
        assert_eq!(Scene::of(&blank, ModelKind::Processes, &asked, None), None);
    }

    #[test]
    fn the_questions_are_in_order_and_hold_the_present_cell() {
        let here = Cue { user: "u-ingrid".to_owned(), target: "b-sen-memos".to_owned() };
        let asked = Circumstances::default();
        let all = cues(&school(), ModelKind::Processes, &asked, &here);
        assert!(all.contains(&here) && all.len() > 2 && all.len() <= QUESTIONS, "{all:?}");
        let other = all.iter().find(|cue| **cue != here).unwrap();
        assert!(cues(&school(), ModelKind::Processes, &asked, other).contains(other));
    }

    #[test]
    fn every_system_has_something_to_predict() {
        for kind in ModelKind::ALL {
            let choices = choices(*kind);
            assert!((2..=MOST_CHOICES).contains(&choices.len()), "{kind:?}");
        }
    }
}

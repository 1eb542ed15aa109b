//! What ends when: everything with a date on which it begins or ends within a span, with those for whom
//! that makes a difference.

use super::Snapshot;
use super::reached::{People, words};
use crate::directory::{Circumstances, Date, UserId};
use crate::model::{Affects, Removable};
use crate::models::{ModelKind, PolicyEdit};
use crate::shared::sort_by_key;
use crate::verdict::{Address, Outcome};

#[cfg(test)]
mod tests;

/// What turns within a span, in the order of the days.
#[derive(Clone, Debug, PartialEq)]
pub struct Ends {
    /// What turns. Of one day that comes first which ends with the day before.
    pub turns: Vec<Turn>,
    /// Whether it was worked out for all of them whom they reach.
    pub complete: bool,
}

/// Something that begins or ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The model that it is of.
    pub kind: ModelKind,
    /// What, in words.
    pub what: String,
    /// Where it stands.
    pub at: Address,
    /// Whether it begins or ends.
    pub event: Event,
    /// The first day on which it counts, or the last one.
    pub day: Date,
    /// Whom it reaches: what comes out otherwise on that first day than on the day before, or on the day
    /// after that last one than on it. What else turns on the same day counts as well, so that of one thing
    /// that takes over from another nothing is said here.
    pub changes: Vec<Change>,
}

/// Whether something begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// It counts for the last time on the day.
    Ends,
    /// It counts for the first time on the day.
    Begins,
}

impl Event {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::Begins => "begins",
        }
    }
}

/// A decision that comes out otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// For whom.
    pub user: UserId,
    /// On which target, by its key.
    pub target: String,
    /// What came out on the day before.
    pub before: Outcome,
    /// What comes out.
    pub after: Outcome,
}

/// Everything that begins or ends on a day from `from` to `to`, both included; at most so many decisions
/// are made.
pub fn ends(snapshot: &Snapshot, from: Date, to: Date, mut budget: usize) -> Ends {
    let document = snapshot.document();
    let people = People::of(snapshot);
    let within = |day: Option<Date>| day.filter(|day| (from..=to).contains(day));
    let mut found = Vec::new();
    let mut complete = true;
    for kind in ModelKind::ALL.iter().filter(|kind| kind.info().reads.on) {
        let mut events: Vec<(Date, Event, &Removable<PolicyEdit>)> = Vec::new();
        let pieces = document.policies.removables(*kind, &document.directory);
        for piece in &pieces {
            events.extend(within(piece.from).map(|day| (day, Event::Begins, piece)));
            events.extend(within(piece.to).map(|day| (day, Event::Ends, piece)));
        }
        for (day, event, piece) in events {
            // What neither day nor the day beside it is on the calendar turns for nobody.
            let turn = match event {
                Event::Begins => day.previous().map(|before| (before, day)),
                Event::Ends => day.next().map(|after| (day, after)),
            };
            let changes = turn.map(|(before, after)| {
                let asked = Asked { snapshot, people: &people, kind: *kind, before, after };
                asked.changes(piece, &mut budget)
            });
            complete &= budget > 0;
            found.push(Turn {
                kind: *kind,
                what: words(&document.directory, piece),
                at: piece.at.clone(),
                event,
                day,
                changes: changes.unwrap_or_default(),
            });
        }
    }
    let first = |turn: &Turn| match turn.event {
        Event::Begins => Some(turn.day),
        Event::Ends => turn.day.next(),
    };
    sort_by_key(&mut found, |turn| (first(turn).is_none(), first(turn), turn.event));
    Ends { turns: found, complete }
}

/// Two days that follow each other.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    people: &'a People,
    kind: ModelKind,
    before: Date,
    after: Date,
}

impl Asked<'_> {
    fn changes(&self, piece: &Removable<PolicyEdit>, budget: &mut usize) -> Vec<Change> {
        let Affects::Targets(targets) = &piece.reach else { return Vec::new() };
        let resolver = self.snapshot.in_the_end(self.kind);
        let decide: Vec<_> =
            targets.iter().filter_map(|target| Some((target, resolver.on(target)?))).collect();
        let on = |day: Date| Circumstances { on: Some(day), ..Circumstances::default() };
        let mut changes = Vec::new();
        let mut nth = 0;
        while let Some(at) = self.people.nth(&piece.whom, nth).filter(|_| *budget > 0) {
            nth += 1;
            let Some(members) = self.snapshot.roster().nth(at) else { continue };
            let Some(user) = &members.user else { continue };
            let identities = resolver.any_identity(members, &on(self.after));
            *budget = budget.saturating_sub(2 * decide.len() * identities.len());
            for (target, decide) in &decide {
                let both = identities.iter().map(|asked| {
                    let then = Circumstances { on: Some(self.before), ..asked.clone() };
                    (decide(members, &then), decide(members, asked))
                });
                let change = both.into_iter().find(|(before, after)| before != after);
                changes.extend(change.map(|(before, after)| Change {
                    user: user.clone(),
                    target: (*target).clone(),
                    before,
                    after,
                }));
            }
        }
        changes
    }
}

//! What was saved, one after the other, and the draft behind it; for each how many people gained and
//! lost, counted one by one, the newest first.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use leptos::prelude::*;

use super::address::State;
use crate::platform::{clock, later};
use crate::state::{Session, use_session};
use whocan_core::directory::Circumstances;
use whocan_core::query::{Counting, Snapshot, Sums};
use whocan_core::shared::Shared;
use whocan_storage::workspace::Revision;

/// Up to how many people a save is counted without being asked for.
const MOST_PEOPLE: usize = 3_000;
/// Of what was saved nobody knows when.
const EARLIER: &str = "Earlier";
/// How many people are gone through between two looks at the clock.
const SLICE: usize = 100;

/// How many people a save reached, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// So many.
    Counted(Sums),
    /// It has so many people that they are counted once it is looked at.
    TooLarge(usize),
    /// It, or what was saved before, cannot be read any more.
    Unreadable,
    /// Nothing was saved before: how many people and groups it has.
    First(usize, usize),
}

/// A save, or the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Which.
    pub state: State,
    /// What was before.
    pub previous: Option<State>,
    /// When it was saved, in milliseconds since 1970; 0 for the draft, and where nobody knows.
    pub time: u64,
    /// What it is for, or else what it changed.
    pub title: String,
    /// Who saved it; empty where nobody said.
    pub author: String,
    /// Whether it is what is saved.
    pub is_saved: bool,
    /// Whether another was saved within the same minute.
    pub is_one_of_a_minute: bool,
}

impl Moment {
    fn of(revision: &Revision, previous: Option<State>, is_saved: bool) -> Self {
        let title = match (revision.note.is_empty(), revision.words.as_slice()) {
            (false, _) => revision.note.clone(),
            (_, []) => "Saved".to_owned(),
            (_, [only]) => only.clone(),
            (_, [first, more @ ..]) => format!("{first}, and {} more", more.len()),
        };
        Self {
            state: State::Revision(revision.id),
            previous,
            time: revision.time,
            title,
            author: revision.author.clone(),
            is_saved,
            is_one_of_a_minute: false,
        }
    }

    /// When, in full.
    pub fn when(&self) -> String {
        match (self.state, self.time) {
            (State::Draft, _) => "The draft".to_owned(),
            (_, 0) => EARLIER.to_owned(),
            _ => self.on_day(|moment| format!("{} {}", moment.day(), moment.year)),
        }
    }

    /// When it was saved, in a list of one year.
    pub fn when_in_year(&self) -> String {
        if self.time == 0 { EARLIER.to_owned() } else { self.on_day(clock::Moment::day) }
    }

    /// A day with the time of day, as exact as it takes to tell it from the others.
    fn on_day(&self, day: impl Fn(clock::Moment) -> String) -> String {
        let moment = clock::Moment::of(self.time);
        let clock = if self.is_one_of_a_minute { moment.exact_clock() } else { moment.clock() };
        format!("{}, {clock}", day(moment))
    }
}

/// Marks those that were saved within one minute.
fn mark_minutes(moments: &mut [Moment]) {
    const MINUTE: u64 = 60_000;
    let minutes: Vec<u64> = moments.iter().map(|moment| moment.time / MINUTE).collect();
    for (moment, minute) in moments.iter_mut().zip(&minutes) {
        let of_it = minutes.iter().filter(|other| *other == minute).count();
        moment.is_one_of_a_minute = moment.time > 0 && of_it > 1;
    }
}

/// What has been counted since the page began, by workspace, number and time.
static KNOWN: Mutex<BTreeMap<(String, u32, u64), Tally>> = Mutex::new(BTreeMap::new());

/// What was read of a state: why it cannot be, where it cannot.
type Read = Result<Shared<Snapshot>, String>;

/// See the module.
#[derive(Clone, Copy)]
pub struct Course {
    session: Session,
    workspace: StoredValue<String>,
    tallies: RwSignal<BTreeMap<u32, Tally>>,
    read: StoredValue<BTreeMap<u32, Read>>,
    turn: StoredValue<u32>,
}

impl Course {
    /// That of the open workspace; counting begins.
    pub fn begin() -> Self {
        let session = use_session();
        let here = session.route().get_untracked();
        let course = Self {
            session,
            workspace: StoredValue::new(here.workspace().unwrap_or_default().to_owned()),
            tallies: RwSignal::new(BTreeMap::new()),
            read: StoredValue::new(BTreeMap::new()),
            turn: StoredValue::new(0),
        };
        Effect::new(move |_| {
            let revisions = session.revisions().get();
            let mine = course.turn.get_value().wrapping_add(1);
            course.turn.set_value(mine);
            later::after_paint(move || course.count(revisions, mine));
        });
        course
    }

    /// All that was saved, the oldest first, and behind it the draft where it is something else.
    pub fn moments(self) -> Signal<Vec<Moment>> {
        let session = self.session;
        let changed = session.is_changed();
        Memo::new(move |_| {
            let revisions = session.revisions().get();
            let newest = revisions.last().map(|last| last.id);
            let mut previous = None;
            let mut moments = Vec::new();
            for revision in &revisions {
                moments.push(Moment::of(revision, previous, newest == Some(revision.id)));
                previous = Some(State::Revision(revision.id));
            }
            if changed.get() && session.looked_at().with(Option::is_none) {
                moments.push(Moment {
                    state: State::Draft,
                    previous,
                    time: 0,
                    title: "Draft, not saved".to_owned(),
                    author: String::new(),
                    is_saved: false,
                    is_one_of_a_minute: false,
                });
            }
            mark_minutes(&mut moments);
            moments
        })
        .into()
    }

    /// How many people a save reached; none as long as it is not known.
    pub fn tally(self, state: State) -> Option<Tally> {
        match state {
            State::Revision(id) => self.tallies.with(|tallies| tallies.get(&id).copied()),
            State::Draft => None,
        }
    }

    /// A state, made ready for questions.
    ///
    /// # Errors
    /// Says why it cannot be read any more.
    pub fn snapshot(self, state: State) -> Read {
        let State::Revision(id) = state else {
            let draft = self.session.snapshot().get_untracked();
            return draft.ok_or_else(|| "there is no draft".to_owned());
        };
        if let Some(read) = self.read.with_value(|read| read.get(&id).cloned()) {
            return read;
        }
        // What says the same as a later one that was read is taken over from there.
        let later = self
            .read
            .with_value(|read| read.range(id..).find_map(|(_, read)| read.as_ref().ok().cloned()));
        let later = later.or_else(|| self.session.snapshot().get_untracked());
        let read = self.session.shown_revision(id).map(|mut document| {
            if let Some(later) = &later {
                document.adopt(later.document(), None);
            }
            Shared::new(Snapshot::new(&document, later.as_deref()))
        });
        self.read.update_value(|all| drop(all.insert(id, read.clone())));
        read
    }

    /// It was counted how many people a save reached.
    pub fn counted(self, id: u32, tally: Tally) {
        let time = self.session.revision(id).map_or(0, |revision| revision.time);
        let Some(workspace) = self.workspace.try_get_value() else { return };
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert((workspace, id, time), tally);
        self.tallies.try_update(|tallies| {
            tallies.insert(id, tally);
        });
    }

    /// Counts the newest save of those that are left, and goes on with the one before.
    fn count(self, mut left: Vec<Revision>, mine: u32) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let Some(revision) = left.pop() else { return };
        let key = (self.workspace.get_value(), revision.id, revision.time);
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some(tally) = known {
            self.counted(revision.id, tally);
            return self.count(left, mine);
        }
        let go_on = move |left: Vec<Revision>, tally: Tally| {
            self.counted(revision.id, tally);
            later::soon(move || self.count(left, mine));
        };
        let Ok(after) = self.snapshot(State::Revision(revision.id)) else {
            return go_on(left, Tally::Unreadable);
        };
        let directory = &after.document().directory;
        let Some(previous) = left.last().map(|previous| previous.id) else {
            let tally = Tally::First(directory.users.len(), directory.groups.len());
            return go_on(left, tally);
        };
        if directory.users.len() > MOST_PEOPLE {
            let people = directory.users.len();
            return go_on(left, Tally::TooLarge(people));
        }
        later::soon(move || {
            if self.turn.try_get_value() != Some(mine) {
                return;
            }
            let Ok(before) = self.snapshot(State::Revision(previous)) else {
                return go_on(left, Tally::Unreadable);
            };
            let mut counting = Counting::new(before, after, Circumstances::default());
            let mut left = Some(left);
            later::in_slices(Box::new(move || {
                if self.turn.try_get_value() != Some(mine) {
                    return true;
                }
                let Some(sums) = counting.step(SLICE) else { return false };
                go_on(left.take().unwrap_or_default(), Tally::Counted(sums));
                true
            }));
        });
    }
}

/// Where each of some times stands on a line from 0 to 1: long spans are drawn shorter than they are, and
/// none so short that two of them touch.
pub fn places(times: &[u64]) -> Vec<f64> {
    const DAY: f64 = 86_400_000.0;
    let spans = times.windows(2).map(|pair| match pair {
        [one, other] => (other.saturating_sub(*one) as f64 / DAY).sqrt().clamp(1.0, 4.5),
        _ => 1.0,
    });
    let mut at = 0.0;
    let mut places = vec![0.0];
    for span in spans {
        at += span;
        places.push(at);
    }
    places.truncate(times.len());
    places.iter().map(|place| if at > 0.0 { place / at } else { 0.5 }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Moment, State, mark_minutes, places};

    #[test]
    fn saves_of_one_minute_are_told_apart() {
        const MINUTE: u64 = 60_000;
        let of = |time| Moment {
            state: State::Revision(1),
            previous: None,
            time,
            title: String::new(),
            author: String::new(),
            is_saved: false,
            is_one_of_a_minute: false,
        };
        let times = [0, 0, 5 * MINUTE, 5 * MINUTE + 59_999, 6 * MINUTE];
        let mut moments = times.map(of);
        mark_minutes(&mut moments);
        assert_eq!(moments.map(|it| it.is_one_of_a_minute), [false, false, true, true, false]);
    }

    #[test]
    fn times_stand_in_their_order_and_apart() {
        const DAY: u64 = 86_400_000;
        assert!(places(&[]).is_empty());
        assert_eq!(places(&[7]), [0.5]);
        let found = places(&[0, 1, 9 * DAY, 900 * DAY, 900 * DAY]);
        assert_eq!((found.first(), found.last()), (Some(&0.0), Some(&1.0)));
        let gaps: Vec<f64> = found.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps.iter().all(|gap| *gap > 0.1), "{found:?}");
        assert!(gaps[1] > gaps[0] && gaps[2] < 10.0 * gaps[1], "{found:?}");
    }
}

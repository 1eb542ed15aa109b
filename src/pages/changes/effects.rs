//! What becomes of people between two states, worked out after paint and in slices, so that no key
//! waits for it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::platform::{clock, later};
use crate::state::Session;
use whocan_core::directory::Circumstances;
use whocan_core::query::{Counting, Direction, Impact, ImpactSearch, Snapshot, Sums};
use whocan_core::shared::Shared;

/// How many people are gone through between two looks at the clock.
const PEOPLE: usize = 100;
/// How long a slice takes at most, in milliseconds.
const SLICE: f64 = 4.0;

/// Two states, the earlier one first; none while one of them is not there.
pub type Pair = Option<(Shared<Snapshot>, Shared<Snapshot>)>;

/// What becomes of people, as far as it was worked out.
#[derive(Clone, Default, PartialEq)]
pub struct Found {
    /// Who gains and who loses.
    pub counting: Option<Shared<Counting>>,
    /// The same with those together of whom the same becomes.
    pub impact: Option<Shared<Impact>>,
}

impl Found {
    /// How many people gain and how many lose, once that is known.
    pub fn sums(&self) -> Option<Sums> {
        self.counting.as_ref().map(|counting| sums(counting))
    }

    /// How many people gain and lose.
    pub fn both(&self) -> Option<usize> {
        let counting = self.counting.as_ref()?;
        let losing: BTreeSet<usize> = counting.found(Direction::Loses).iter().copied().collect();
        let gaining = counting.found(Direction::Gains).iter();
        Some(gaining.filter(|at| losing.contains(at)).count())
    }

    /// How many people gain or lose.
    pub fn either(&self) -> Option<usize> {
        let sums = self.sums()?;
        Some(sums.gain + sums.lose - self.both()?)
    }
}

fn sums(counting: &Counting) -> Sums {
    let count = |turn| counting.found(turn).len();
    Sums { gain: count(Direction::Gains), lose: count(Direction::Loses) }
}

/// Finds out what becomes of people, again for each other pair.
pub fn follow(pair: Signal<Pair>) -> Signal<Found> {
    let found = RwSignal::new(Found::default());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let pair = pair.get();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        found.set(Found::default());
        let Some((before, after)) = pair else { return };
        later::after_paint(move || {
            let none = Circumstances::default;
            let mut counting = Some(Counting::new(before.clone(), after.clone(), none()));
            let mut search = ImpactSearch::new(before, after, none());
            in_slices(Box::new(move || {
                if turn.try_get_value() != Some(mine) {
                    return true;
                }
                if let Some(count) = &mut counting {
                    if count.step(PEOPLE).is_some() {
                        let done = counting.take().map(Shared::new);
                        found.try_update(|found| found.counting = done);
                    }
                    return false;
                }
                let Some(impact) = search.step(PEOPLE) else { return false };
                found.try_update(|found| found.impact = Some(Shared::new(impact)));
                true
            }));
        });
    });
    found.into()
}

/// Does a piece of work again and again until it says that it is done, and lets events that wait have
/// their turn in between.
pub fn in_slices(mut work: Box<dyn FnMut() -> bool>) {
    let began = clock::now();
    while clock::now() - began < SLICE {
        if work() {
            return;
        }
    }
    later::soon(move || in_slices(work));
}

/// How many people gain and how many lose by the draft; none while they are counted.
pub fn draft_sums(session: Session) -> Signal<Option<Sums>> {
    let found = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (Some(before), Some(after)) = (session.saved().get(), session.snapshot().get()) else {
            return;
        };
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        found.set(None);
        later::after_paint(move || {
            let mut counting = Counting::new(before, after, Circumstances::default());
            in_slices(Box::new(move || {
                if turn.try_get_value() != Some(mine) {
                    return true;
                }
                let Some(sums) = counting.step(PEOPLE) else { return false };
                found.try_set(Some(sums));
                true
            }));
        });
    });
    found.into()
}

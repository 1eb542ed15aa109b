//! What becomes of people between two states, worked out after paint and in slices, so that no key
//! waits for it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::platform::later;
use crate::state::use_session;
use whocan_core::directory::Circumstances;
use whocan_core::query::{Counting, Direction, Impact, ImpactSearch, Snapshot, Sums};
use whocan_core::shared::{Shared, collect_into};

/// How many people are gone through between two looks at the clock.
const PEOPLE: usize = 100;

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
        self.counting.as_deref().map(Counting::sums)
    }

    /// How many people gain and lose.
    pub fn both(&self) -> Option<usize> {
        let counting = self.counting.as_ref()?;
        let losing: BTreeSet<usize> =
            collect_into(counting.found(Direction::Loses).iter().copied());
        let gaining = counting.found(Direction::Gains).iter();
        Some(gaining.filter(|at| losing.contains(at)).count())
    }

    /// How many people gain or lose.
    pub fn either(&self) -> Option<usize> {
        let sums = self.sums()?;
        Some(sums.gain + sums.lose - self.both()?)
    }
}

/// Finds out what becomes of people, again for each other pair. Who gains and loses by what is on screen is
/// counted already, and not again.
pub fn follow(pair: Signal<Pair>) -> Signal<Found> {
    let session = use_session();
    let on_screen = session.counted();
    let found = RwSignal::new(Found::default());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let pair = pair.get();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        found.set(Found::default());
        let Some((before, after)) = pair else { return };
        // The count of another pair starts nothing anew here.
        let is_counted = untrack(|| on_screen.counts(session, &before, &after));
        let known = is_counted.then(|| on_screen.found().get()).flatten();
        let known = known.filter(|count| count.is_between(&before, &after));
        if known.is_some() {
            found.set(Found { counting: known.clone(), impact: None });
        } else if is_counted {
            // It goes on, and comes here at its end.
            return;
        }
        later::after_paint(move || {
            let none = Circumstances::default;
            let mut counting =
                known.is_none().then(|| Counting::new(before.clone(), after.clone(), none()));
            let mut search = ImpactSearch::new(before, after, none());
            later::in_slices(Box::new(move || {
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

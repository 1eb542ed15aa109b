//! Who gains and who loses by the draft: counted after every edit, once the screen is painted and in slices,
//! so that no key waits for it. Whoever shows it shows this one count.

use leptos::prelude::*;

use super::Session;
use crate::platform::later;
use whocan_core::directory::Circumstances;
use whocan_core::query::{Counting, Snapshot, Sums};
use whocan_core::shared::Shared;

/// How many people are gone through between two looks at the clock.
const PEOPLE: usize = 100;

/// The count. Copied freely.
#[derive(Clone, Copy)]
pub struct CountedPeople {
    found: RwSignal<Option<Shared<Counting>>>,
    /// Which round it is: another number for each.
    turn: StoredValue<u32>,
}

impl CountedPeople {
    pub(super) fn new() -> Self {
        Self { found: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    /// Counts whatever the session shows from now on.
    pub(super) fn follow(self, session: Session) {
        Effect::new(move |_| {
            let mine = self.turn.get_value().wrapping_add(1);
            self.turn.set_value(mine);
            let pair = session.saved().get().zip(session.snapshot().get());
            if self.found.with_untracked(Option::is_some) {
                self.found.set(None);
            }
            let Some((before, after)) = pair.filter(|_| differ(session)) else { return };
            later::after_paint(move || {
                let mut counting = Some(Counting::new(before, after, Circumstances::default()));
                later::in_slices(Box::new(move || {
                    if self.turn.get_value() != mine {
                        return true;
                    }
                    let done = counting.as_mut().is_none_or(|it| it.step(PEOPLE).is_some());
                    if done {
                        self.found.set(counting.take().map(Shared::new));
                    }
                    done
                }));
            });
        });
    }

    /// Whether these are the two moments on screen, and count.
    pub fn counts(
        self,
        session: Session,
        before: &Shared<Snapshot>,
        after: &Shared<Snapshot>,
    ) -> bool {
        let is = |shown: Signal<Option<Shared<Snapshot>>>, it: &Shared<Snapshot>| {
            shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.same(it)))
        };
        differ(session) && is(session.saved(), before) && is(session.snapshot(), after)
    }

    /// The count; none while it goes on, or where there is nothing to count.
    pub fn found(self) -> Signal<Option<Shared<Counting>>> {
        self.found.into()
    }

    /// How many gain and how many lose.
    pub fn sums(self) -> Signal<Option<Sums>> {
        Signal::derive(move || self.found.with(|found| found.as_deref().map(Counting::sums)))
    }
}

/// Whether the two moments on screen are not the same.
fn differ(session: Session) -> bool {
    session.is_changed().get() || session.looked_at().with(Option::is_some)
}

//! What the draft comes to, for the bar, the rail and the tabs: how much changes, and how many people
//! gain and lose by it.

use leptos::prelude::*;

use crate::platform::later;
use crate::state::Session;
use whocan_core::query::Sums;

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct DraftEffect {
    /// Whether there is a draft on screen: none where an earlier state is looked at.
    pub(super) is_there: Signal<bool>,
    /// How many changes it holds.
    pub(super) changes: RwSignal<usize>,
    /// Who gains and loses; none while they are counted.
    pub(super) sums: Signal<Option<Sums>>,
    /// Which draft's changes are being counted: another number for each.
    latest: StoredValue<u32>,
}

impl DraftEffect {
    pub(super) fn of(session: Session) -> Self {
        let (changed, looked) = (session.is_changed(), session.looked_at());
        let is_there = Memo::new(move |_| changed.get() && looked.with(Option::is_none));
        let effect = Self {
            is_there: is_there.into(),
            changes: RwSignal::new(0),
            sums: session.counted().sums(),
            latest: StoredValue::new(0),
        };
        Effect::new(move |_| effect.follow(session));
        effect
    }

    fn follow(self, session: Session) {
        let mine = self.latest.get_value().wrapping_add(1);
        self.latest.set_value(mine);
        if !self.is_there.get() {
            self.changes.set(0);
            return;
        }
        session.saved().track();
        session.snapshot().track();
        later::after_paint(move || {
            if self.latest.get_value() == mine {
                self.changes.set(session.change_count().get_untracked());
            }
        });
    }

    /// How many gain.
    pub(super) fn gain(self) -> Signal<usize> {
        Signal::derive(move || self.sums.get().map_or(0, |sums| sums.gain))
    }

    /// How many lose.
    pub(super) fn lose(self) -> Signal<usize> {
        Signal::derive(move || self.sums.get().map_or(0, |sums| sums.lose))
    }

    /// Whether people are still being counted.
    pub(super) fn is_counting(self) -> Signal<bool> {
        Signal::derive(move || self.sums.with(Option::is_none))
    }
}

//! What would become of people by edits that are not made yet.

use leptos::prelude::*;

use std::collections::BTreeSet;

use super::Session;
use crate::grid::Effect;
use whocan_core::document::Command;
use whocan_core::models::PolicyEdit;
use whocan_core::query::{CellDiff, Snapshot, diff};
use whocan_core::shared::collect_into;

impl Session {
    /// How many people would gain and lose, and on what, by edits of the draft as one step; none where
    /// they cannot be made.
    pub(super) fn foresee(&self, edits: Vec<PolicyEdit>) -> Option<Effect> {
        let now = self.snapshot.get_untracked()?;
        let command =
            Command::Batch(String::new(), edits.into_iter().map(Command::Policy).collect());
        let then = Snapshot::new(&now.document().apply(&command).ok()?, Some(&now));
        let people = diff(&now, &then, &self.asked.get_untracked());
        let count = |is: fn(&CellDiff) -> bool| {
            people.iter().filter(|person| person.cells.iter().any(is)).count()
        };
        let cells = people.iter().flat_map(|person| &person.cells);
        let cells = cells.filter(|cell| cell.gains() || cell.loses());
        let on: BTreeSet<_> = collect_into(cells.map(|cell| (cell.kind, &cell.target)));
        let mut kinds = on.iter().map(|(kind, _)| kind.info());
        let first = kinds.next();
        let same = first.filter(|first| kinds.all(|kind| kind.key == first.key));
        let on = same.map(|kind| match on.len() {
            1 => format!("1 {}", kind.target),
            many => format!("{many} {}", kind.targets),
        });
        Some(Effect { gain: count(CellDiff::gains), lose: count(CellDiff::loses), on })
    }
}

//! What becomes different for somebody on which day to come.

use std::collections::BTreeSet;

use super::access::Access;
use super::{Resources, Target};
use crate::directory::{Circumstances, Date, Members};
use crate::model::{Index as _, Model, ModelSnapshot};
use crate::shared::collect_into;

/// What one target comes to from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct FutureOutcome {
    /// The first day on which it is so.
    pub on: Date,
    /// What.
    pub target: Target,
    /// What it came to the day before.
    pub before: Access,
    /// What it comes to.
    pub after: Access,
}

/// Everything that turns for somebody after the day of the circumstances, in the days' order, until
/// the last date that any entry has. Nothing where no day is asked for.
pub fn future(
    model: ModelSnapshot<'_, Resources>,
    members: &Members,
    circumstances: &Circumstances,
) -> Vec<FutureOutcome> {
    let Some(today) = circumstances.on else { return Vec::new() };
    // R4: an entry begins to count on its effective date and has ended on the day after its expiry.
    let periods = model.policy.entries.iter().map(|entry| entry.period);
    let days = periods.flat_map(|period| [period.from, period.to.and_then(Date::next)]);
    let days: BTreeSet<Date> = collect_into(days.flatten().filter(|day| *day > today));
    let targets: Vec<Target> = Resources::targets(model.policy)
        .iter()
        .filter_map(|head| Resources::target(model.policy, &head.key))
        .collect();
    let row = |on: Date| {
        let circumstances = Circumstances { on: Some(on), ..circumstances.clone() };
        model.index.row(members, &circumstances)
    };
    let mut outcome_change = Vec::new();
    let mut before = row(today);
    for on in days {
        let after = row(on);
        let both = targets.iter().zip(before.iter().zip(&after));
        let differing = both.filter(|(_, (was, is))| was != is);
        outcome_change.extend(differing.map(|(target, (before, after))| FutureOutcome {
            on,
            target: target.clone(),
            before: *before,
            after: *after,
        }));
        before = after;
    }
    outcome_change
}

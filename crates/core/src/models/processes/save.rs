//! What Save must refuse: a denial that would take away what another process of the group needs.
//! The least that has to be raised is a fixpoint, because raising one prerequisite can make it
//! somebody's dependent again.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::Edit;
use super::explain::{catalogue, cell};
use super::policy::{Level, Need, Policy, ProcessId};
use crate::directory::{Directory, GroupId, Principal};
use crate::model::Conflict;
use crate::verdict::{Address, Reason};

/// The Invalid Request of each group that has one, in the directory's order.
pub(super) fn review(saved: &Policy, draft: &Policy, directory: &Directory) -> Vec<Conflict<Edit>> {
    // R7: a catalogue edit that leaves a pair unmet is flagged, not refused: only cells are staged.
    let changed = |group: &GroupId| saved.levels.get(group) != draft.levels.get(group);
    let groups = directory.groups.iter().map(|group| &group.id).filter(|group| changed(group));
    groups.filter_map(|group| of_group(saved, draft, group)).collect()
}

/// The Invalid Request of one group.
pub(super) fn of_group(saved: &Policy, draft: &Policy, group: &GroupId) -> Option<Conflict<Edit>> {
    let raised = least(saved, draft, group);
    if raised.is_empty() {
        return None;
    }
    let reasons = raised.iter().map(|(process, raise)| refusal(group, process, raise)).collect();
    let settle = raised
        .iter()
        .map(|(process, raise)| Edit::Assign(group.clone(), process.clone(), raise.to));
    Some(Conflict { about: Principal::Group(group.clone()), reasons, settle: settle.collect() })
}

/// A denied prerequisite, what it has to be raised to, and for which processes.
#[derive(Debug, PartialEq)]
pub(super) struct Raise {
    pub(super) to: Level,
    pub(super) dependents: BTreeSet<ProcessId>,
}

// R6: raise what this save denied, as long as something above Deny needs it that was valid before: a
// need that was not met then is none of this save's doing. What several need is raised to the highest of
// their minimums, each of which it had before. Each round raises something from Deny or higher and nothing
// falls, so it ends, and in whatever order the needs stand it ends with the same.
pub(super) fn least(saved: &Policy, draft: &Policy, group: &GroupId) -> BTreeMap<ProcessId, Raise> {
    let mut raised: BTreeMap<ProcessId, Raise> = BTreeMap::new();
    loop {
        let mut found = false;
        for need in draft.needs.iter() {
            let next = match raised.get(&need.process) {
                Some(raise) => raise.to,
                None => draft.level(group, &need.process),
            };
            let before = saved.level(group, &need.needs);
            // A level that a catalogue edit took away (R11) was not denied by anybody.
            let denied = draft.stored(group, &need.needs) == Level::Deny && before > Level::Deny;
            let Some(minimum) = minimum(draft, need) else { continue };
            if next == Level::Deny || !denied || minimum > before {
                continue;
            }
            let raise = raised.entry(need.needs.clone()).or_insert_with(|| {
                found = true;
                Raise { to: minimum, dependents: BTreeSet::new() }
            });
            raise.to = raise.to.max(minimum);
            raise.dependents.insert(need.process.clone());
        }
        if !found {
            return raised;
        }
    }
}

/// What a prerequisite is raised to; `None` where nothing can be (R12).
fn minimum(policy: &Policy, need: &Need) -> Option<Level> {
    policy.catalogue.item(&need.needs)?.offered.at_least(need.at_least)
}

fn refusal(group: &GroupId, process: &ProcessId, raise: &Raise) -> Reason {
    let steps = raise.dependents.iter().map(|dependent| {
        Reason::new("R5", "{dependent} needs {process}.", raise.to.name())
            .name("dependent", catalogue(dependent))
            .name("process", catalogue(process))
            .on(cell("levels", group, dependent))
    });
    let says = "{process} cannot be set to Deny for {group}: it stays at {level}, the least that \
                keeps the others valid.";
    Reason::new("R6", says, raise.to.name())
        .name("process", catalogue(process))
        .name("group", Address::group(group))
        .words("level", raise.to.name())
        .because(steps)
}

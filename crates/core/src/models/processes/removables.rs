//! What the policy sets, piece by piece: the cells of groups, those of All Secured Data among them.

use super::explain::cell;
use super::policy::{Level, Policy, ProcessId, Rows};
use super::{Edit, Processes};
use crate::directory::{Directory, GroupId};
use crate::model::{Affects, CountsFor, Removable, Removables};
use crate::verdict::Address;

impl Removables for Processes {
    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let pieces = Pieces { policy, directory };
        let mut found = pieces.gone();
        found.extend(pieces.cells("levels", &policy.levels));
        found.extend(pieces.cells("secured", &policy.secured));
        found
    }
}

struct Pieces<'a> {
    policy: &'a Policy,
    directory: &'a Directory,
}

impl Pieces<'_> {
    /// The rows of groups that are not there.
    fn gone(&self) -> Vec<Removable<Edit>> {
        let Policy { levels, secured, .. } = self.policy;
        let only_secured = secured.keys().filter(|group| !levels.contains_key(*group));
        let all = levels.keys().chain(only_secured);
        let gone = all.filter(|group| !self.directory.groups.has(group));
        let row = |group: &GroupId| {
            let (edit, at) = (Edit::ClearGroup(group.clone()), Address::group(group));
            Removable::gone(edit, at, group.as_str(), "processes", "all its levels")
        };
        gone.map(row).collect()
    }

    fn cells(&self, part: &'static str, rows: &Rows) -> Vec<Removable<Edit>> {
        let mut found = Vec::new();
        for (group, row) in rows.iter().filter(|(group, _)| self.directory.groups.has(group)) {
            if self.policy.extra.within(part, group.as_str()).is_some() {
                continue;
            }
            let cells = row.cells.iter();
            let cells =
                cells.filter_map(|(process, level)| self.cell(part, group, process, *level));
            found.extend(cells);
        }
        found
    }

    fn cell(
        &self,
        part: &'static str,
        group: &GroupId,
        process: &ProcessId,
        level: Level,
    ) -> Option<Removable<Edit>> {
        let known = self.policy.catalogue.process(process)?;
        let is_secured = part == "secured";
        let idle = if is_secured && !known.secured {
            Some("the process has no field level security")
        } else if known.offered.assign(level) == Level::Deny {
            Some("the process offers neither that level nor a lower one")
        } else {
            None
        };
        let whom = CountsFor::group(self.directory, group);
        let reach = Affects::Targets(vec![process.to_string()]);
        Some(Removable {
            on: process.to_string(),
            name: known.name.clone(),
            value: match is_secured {
                true => format!("{} under All Secured Data", level.name()),
                false => level.name().to_owned(),
            },
            idle,
            ..Removable::new(
                Edit::cell(part, group, process, Level::Deny),
                cell(part, group, process),
                whom,
                reach,
            )
        })
    }
}

//! What the policy sets, piece by piece: the cells of groups, those of All Secured Data among them.

use super::explain::cell;
use super::policy::{Level, PARTS, Policy, Process};
use super::{Edit, Processes};
use crate::directory::{Directory, GroupId};
use crate::model::{Affects, CountsFor, Removable, Removables};
use crate::verdict::Address;

impl Removables for Processes {
    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let only_secured = policy.secured.keys().filter(|it| !policy.levels.contains_key(*it));
        let all = policy.levels.keys().chain(only_secured);
        let gone = all.filter(|group| !directory.groups.has(group)).map(|group| {
            let (edit, at) = (Edit::ClearGroup(group.clone()), Address::group(group));
            Removable::gone(edit, at, group.as_str(), "processes", "all its levels")
        });
        let mut found: Vec<Removable<Edit>> = gone.collect();
        for part in PARTS {
            let rows = policy.rows(part).iter().filter(|(group, _)| {
                directory.groups.has(group) && policy.extra.within(part, group.as_str()).is_none()
            });
            for (group, row) in rows {
                let cells = row.cells.iter().filter_map(|(process, level)| {
                    let process = policy.catalogue.item(process)?;
                    Some(piece(part, CountsFor::group(directory, group), group, process, *level))
                });
                found.extend(cells);
            }
        }
        found
    }
}

fn piece(
    part: &'static str,
    whom: CountsFor,
    group: &GroupId,
    process: &Process,
    level: Level,
) -> Removable<Edit> {
    let is_secured = part == "secured";
    let idle = if is_secured && !process.secured {
        Some("the process has no field level security")
    } else if process.offered.assign(level) == Level::Deny {
        Some("the process offers neither that level nor a lower one")
    } else {
        None
    };
    let edit = Edit::cell(part, group, &process.id, Level::Deny);
    let reach = Affects::Targets(vec![process.id.to_string()]);
    Removable {
        on: process.id.to_string(),
        name: process.name.clone(),
        value: match is_secured {
            true => format!("{} under All Secured Data", level.name()),
            false => level.name().to_owned(),
        },
        idle,
        ..Removable::new(edit, cell(part, group, &process.id), whom, reach)
    }
}

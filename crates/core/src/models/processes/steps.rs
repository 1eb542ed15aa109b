//! The edits on which a level can hang: the cells of the person's groups, those of All Secured Data,
//! and the flag System Admin.

use super::policy::{Level, PARTS, ProcessId};
use super::{Edit, Processes};
use crate::directory::{Principal, UserId};
use crate::model::{Asked, Settings, Sought, Steps};

impl Steps for Processes {
    fn settings(asked: Asked<'_, Self>, target: &ProcessId, sought: Sought) -> Settings<Edit> {
        let Asked { model, members, .. } = asked;
        let mut found = Settings::default();
        let policy = model.policy;
        let Some((main, process)) = policy.catalogue.with_heading(target) else { return found };
        // The least change first, in the direction that is sought.
        let others = |now: Level| -> Vec<Level> {
            let offered: Vec<Level> =
                std::iter::once(Level::Deny).chain(process.offered.levels()).collect();
            let above = offered.iter().copied().filter(|level| *level > now);
            let below = offered.iter().rev().copied().filter(|level| *level < now);
            match sought.with.is_empty() {
                true => below.chain(above).collect(),
                false => above.chain(below).collect(),
            }
        };
        for group in members.groups_in(model.directory) {
            let parts = PARTS.into_iter().filter(|part| *part == "levels" || process.secured);
            for part in parts {
                let stored = policy.stored_in(part, group, target);
                let set = |level: Level| Edit::cell(part, group, target, level);
                let edits = others(process.offered.assign(stored)).into_iter().map(set).collect();
                let removal = (stored > Level::Deny).then(|| set(Level::Deny));
                found.push(Some(Principal::Group(group.clone())), edits, removal);
            }
        }
        if let Some(user) = members.user.as_ref().filter(|_| !main.beyond_system_admin) {
            let is = policy.system_admins.contains(user);
            let turned = Edit::SystemAdmin(user.clone(), !is);
            found.turn(Some(Principal::User(user.clone())), is, turned);
        }
        found
    }

    fn copy_own(policy: &super::Policy, from: &UserId, to: &UserId) -> Vec<Edit> {
        let (theirs, own) =
            (policy.system_admins.contains(from), policy.system_admins.contains(to));
        (theirs != own).then(|| Edit::SystemAdmin(to.clone(), theirs)).into_iter().collect()
    }
}

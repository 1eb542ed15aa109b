//! The edits on which a level can hang: the cells of the person's groups, those of All Secured Data,
//! and the flag System Admin.

use super::policy::{Level, ProcessId};
use super::{Edit, Processes};
use crate::directory::{Circumstances, Members, Principal, UserId};
use crate::model::{ModelSnapshot, Settings, Sought, Steps};

impl Steps for Processes {
    fn settings(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        _: &Circumstances,
        target: &ProcessId,
        sought: Sought,
    ) -> Settings<Edit> {
        let mut found = Settings::default();
        let policy = model.policy;
        let Some((main, process)) = policy.catalogue.with_main(target) else { return found };
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
            let of = Some(Principal::Group(group.clone()));
            let assign = |level: Level| {
                let (group, process) = (group.clone(), target.clone());
                Edit::Assign { group, process, level }
            };
            let edits = others(policy.level(group, target)).into_iter().map(assign).collect();
            let stored = policy.stored(group, target) > Level::Deny;
            found.push(of.clone(), edits, stored.then(|| assign(Level::Deny)));
            if process.secured {
                let secure = |level: Level| {
                    let (group, process) = (group.clone(), target.clone());
                    Edit::Secure { group, process, level }
                };
                let now = policy.data_level(group, target);
                let edits = others(now).into_iter().map(secure).collect();
                let stored = policy.secured_level(group, target) > Level::Deny;
                found.push(of, edits, stored.then(|| secure(Level::Deny)));
            }
        }
        if let Some(user) = members.user.as_ref().filter(|_| !main.beyond_system_admin) {
            let of = Some(Principal::User(user.clone()));
            match policy.system_admins.contains(user) {
                true => {
                    let removal = Edit::RemoveSystemAdmin(user.clone());
                    found.push(of, vec![removal.clone()], Some(removal));
                }
                false => found.push(of, vec![Edit::AddSystemAdmin(user.clone())], None),
            }
        }
        found
    }

    fn copy_own(policy: &super::Policy, from: &UserId, to: &UserId) -> Vec<Edit> {
        match (policy.system_admins.contains(from), policy.system_admins.contains(to)) {
            (true, false) => vec![Edit::AddSystemAdmin(to.clone())],
            (false, true) => vec![Edit::RemoveSystemAdmin(to.clone())],
            _ => Vec::new(),
        }
    }
}

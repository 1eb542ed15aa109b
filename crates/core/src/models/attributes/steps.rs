//! The edits on which an attribute can hang: the ticks of the person's groups on it and on all that it
//! is reached through, the services that they work in, and the licences.

use std::collections::BTreeSet;

use super::area::Areas;
use super::policy::{Policy, Tick};
use super::{Attributes, Edit, Target};
use crate::directory::{Principal, UserId};
use crate::model::{Asked, Settings, Sought, Steps};
use crate::shared::reached;

impl Steps for Attributes {
    fn settings(asked: Asked<'_, Self>, target: &Target, _: Sought) -> Settings<Edit> {
        let Asked { model, members, .. } = asked;
        let mut found = Settings::default();
        let Target::Attribute(id) = target else { return found };
        let policy = model.policy;
        let mut licences: BTreeSet<&String> = BTreeSet::new();
        // It, and all that it is reached through.
        let through = reached(id.clone(), |id| model.index.deciding(id).cloned().collect());
        for attribute in &through {
            let known = policy.catalogue.item(attribute);
            licences.extend(known.iter().flat_map(|it| &it.licences));
            for group in members.groups_in(model.directory) {
                let ticked = policy.ticks(group, attribute);
                let turned = Edit::Tick(group.clone(), attribute.clone(), Tick::when(!ticked));
                found.turn(Some(Principal::Group(group.clone())), ticked, turned);
            }
        }
        if let Some(user) = &members.user {
            let now = policy.services_of(Some(user));
            let set = |areas: Areas| Edit::SetServices(user.clone(), areas);
            let edits = now.others().into_iter().map(set).collect();
            let removal = (!now.is_empty()).then(|| set(Areas::default()));
            found.push(Some(Principal::User(user.clone())), edits, removal);
        }
        found.licences = licences.into_iter().cloned().collect();
        found
    }

    fn copy_own(policy: &Policy, from: &UserId, to: &UserId) -> Vec<Edit> {
        let (theirs, own) = (policy.services_of(Some(from)), policy.services_of(Some(to)));
        (theirs != own).then(|| Edit::SetServices(to.clone(), theirs)).into_iter().collect()
    }
}

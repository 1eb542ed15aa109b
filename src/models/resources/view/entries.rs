//! The entries by resource, and who may set them: what both the overview and the editor use.

use std::collections::BTreeMap;

use leptos::prelude::Callable;

use super::super::policy::{
    BLOCK, Entry, Given, Permission, Permissions, Policy, Resource, ResourceId,
};
use super::super::{Edit, Index, Resources, explain, letters};
use crate::directory::{Circumstances, Directory, Members, Principal, Roster};
use crate::model::Scene;
use crate::shared::Shared;
use crate::ui::port::Port;

/// The entries on each resource.
pub(super) type ByResource = BTreeMap<ResourceId, Vec<Shared<Entry>>>;

pub(super) fn by_resource(policy: &Policy) -> ByResource {
    let mut found = ByResource::new();
    for entry in policy.entries.iter() {
        found.entry(entry.on.clone()).or_default().push(entry.clone());
    }
    found
}

pub(super) fn find<'a>(
    all: &'a ByResource,
    on: &ResourceId,
    who: &str,
) -> Option<&'a Shared<Entry>> {
    all.get(on)?.iter().find(|entry| entry.who.as_str() == who)
}

/// What an entry gives, in a cell.
pub(super) fn short(given: Given) -> String {
    match given {
        Given::Block => BLOCK.to_owned(),
        Given::Set(set) => letters(set),
    }
}

/// How much it permits, for colour.
pub(super) fn tone(given: Given) -> &'static str {
    match given {
        Given::Block => "none",
        Given::Set(set) if set == Permissions::ALL => "full",
        Given::Set(set) if set == Permission::Read.alone() => "low",
        Given::Set(_) => "middle",
    }
}

/// The scene of a view, for what the model's own functions want.
pub(super) fn scene<'a>(
    policy: &'a Policy,
    directory: &'a Directory,
    index: &'a Index,
    roster: &'a Roster,
) -> Scene<'a, Resources> {
    Scene { directory, roster, policy, index, as_of: None.into() }
}

/// Who edits, where somebody was chosen whose Secure is asked for.
#[derive(Clone, Debug)]
pub(super) struct Acting {
    index: Shared<Index>,
    policy: Shared<Policy>,
    directory: Directory,
    members: Members,
    asked: Circumstances,
}

impl Acting {
    pub(super) fn of(port: Port<Resources>) -> Option<Self> {
        let asked = port.asking.circumstances().get();
        let directory = port.directory.get();
        let user = directory.users.get(asked.acting_as.as_ref()?)?;
        let members = Members::of_user(&directory, user);
        let (index, policy) = (port.index.get()?, port.policy.get());
        Some(Self { index, policy, directory, members, asked })
    }

    /// Why they may not set what somebody has on a resource; none where they may.
    pub(super) fn refuses(&self, whose: &Principal, resource: &Resource) -> Option<String> {
        let roster = Roster::default();
        let scene = scene(&self.policy, &self.directory, &self.index, &roster);
        // R14
        let (may, reason) = explain::may_secure(scene, &self.members, &self.asked, whose, resource);
        let name = |who: &Principal| self.directory.name(who);
        let acting = self.members.user.clone().map(Principal::User)?;
        (!may).then(|| {
            reason
                .says
                .replace("{acting}", &name(&acting))
                .replace("{whose}", &name(whose))
                .replace("{resource}", &resource.name)
        })
    }

    /// Whether they can do what only admins can.
    pub(super) fn is_admin(&self) -> bool {
        self.index.is_admin(&self.members)
    }

    /// Whether they may read a resource's log.
    pub(super) fn audits(&self, resource: &Resource) -> bool {
        let target = super::super::Target::Resource(resource.id.clone());
        // R13
        let access = self.index.access(&self.members, &self.asked, &target);
        access.set().has(Permission::Audit)
    }

    /// Who.
    pub(super) fn name(&self) -> String {
        let user = self.members.user.clone().map(Principal::User);
        user.map(|user| self.directory.name(&user)).unwrap_or_default()
    }

    pub(super) fn user(&self) -> Option<&crate::directory::UserId> {
        self.members.user.as_ref()
    }
}

/// Sends edits, and says which were not done and why.
pub(super) fn send(port: Port<Resources>, label: String, edits: Vec<Edit>, refused: Vec<String>) {
    let count = refused.len();
    port.send_all(label, edits);
    if let Some(first) = refused.into_iter().next() {
        let more = if count > 1 { format!(" ({} cells more)", count - 1) } else { String::new() };
        port.say.run(format!("Not done: {first}{more}"));
    }
}

//! The entries by resource, and what a key does with one; what both the overview and the editor use.

use std::collections::BTreeMap;

use leptos::prelude::Callable;

use super::super::policy::{
    BLOCK, Entry, Given, Permission, Permissions, Policy, Resource, ResourceId, ResourceType, Seat,
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

/// What becomes of a set where a permission is turned on: Read comes with any other.
pub(super) fn with(
    given: Option<Given>,
    permission: Permission,
    kind: ResourceType,
) -> Option<Given> {
    let set = match given {
        Some(Given::Set(set)) => set,
        _ => Permissions::NONE,
    };
    // R2
    let set = set.with(permission).with(Permission::Read).and(kind.permissions());
    Some(Given::Set(set))
}

/// What becomes of it where one is turned off. Without Read there is no entry: a Block is something
/// that one asks for.
pub(super) fn without(given: Option<Given>, permission: Permission) -> Option<Given> {
    match given {
        Some(Given::Set(set)) if permission != Permission::Read => {
            Some(Given::Set(set.without(permission.alone())))
        }
        Some(Given::Block) => Some(Given::Block),
        _ => None,
    }
}

/// The edit that makes an entry this; none where it is so already.
pub(super) fn edit(seat: Seat, now: Option<Given>, then: Option<Given>) -> Option<Edit> {
    match then {
        _ if now == then => None,
        Some(given) => Some(Edit::Set(seat, given)),
        None => Some(Edit::Clear(seat)),
    }
}

/// What a pasted text gives: names, the seven letters of a cell, Block, or nothing.
pub(super) fn parse(text: &str) -> Result<Option<Given>, String> {
    let text = text.trim();
    if text.is_empty() || text == "–" {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(BLOCK) {
        return Ok(Some(Given::Block));
    }
    let is_letters = |set: &Permissions| letters(*set).eq_ignore_ascii_case(text);
    if let Some(set) = Permissions::every().find(is_letters).filter(|set| !set.is_empty()) {
        return Ok(Some(Given::Set(set)));
    }
    let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    let parsed: Result<Vec<Permission>, String> = names
        .map(|name| {
            let known = Permission::ALL.into_iter();
            let mut known = known.filter(|known| known.name().eq_ignore_ascii_case(name));
            known.next().ok_or_else(|| format!("`{name}` is no permission"))
        })
        .collect();
    Ok(Some(Given::Set(Permissions::of(parsed?).with(Permission::Read))))
}

/// The scene of a view, for what the model's own functions want.
pub(super) fn scene<'a>(
    policy: &'a Policy,
    directory: &'a Directory,
    index: &'a Index,
    roster: &'a Roster,
) -> Scene<'a, Resources> {
    Scene { directory, roster, policy, index, as_of: None }
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

//! The entries by resource, and who may set them: what both the overview and the editor use.

use leptos::prelude::*;

use std::collections::BTreeMap;

use leptos::prelude::Callable;

use crate::components::Level;
use crate::state::Notice;
use crate::state::context::SystemContext;
use whocan_core::directory::{Circumstances, Directory, Members, Roster, UserId};
use whocan_core::model::{ModelSnapshot, Refusal};
use whocan_core::models::resources::policy::{
    BLOCK, Entry, Given, Permission, Permissions, Policy, ResourceId,
};
use whocan_core::models::resources::{Edit, Index, Resources, VisibleResources, acting, letters};
use whocan_core::shared::Shared;

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
pub(super) fn level(given: Given) -> Level {
    match given {
        Given::Block => Level::Block,
        Given::Set(set) if set == Permissions::ALL => Level::Full,
        Given::Set(set) if set == Permission::Read.alone() => Level::Low,
        Given::Set(_) => Level::Middle,
    }
}

/// The scene of a view, for what the model's own functions want.
pub(super) fn model<'a>(
    policy: &'a Policy,
    directory: &'a Directory,
    index: &'a Index,
    roster: &'a Roster,
) -> ModelSnapshot<'a, Resources> {
    ModelSnapshot { directory, roster, policy, index, as_of: None.into() }
}

/// Who edits, where somebody was chosen.
#[derive(Clone, Debug)]
pub(super) struct Acting {
    index: Shared<Index>,
    policy: Shared<Policy>,
    directory: Directory,
    members: Members,
    asked: Circumstances,
}

impl Acting {
    /// Follows what is chosen, and what they may.
    pub(super) fn of(system: SystemContext<Resources>) -> Option<Self> {
        let asked = system.asking.now();
        let directory = system.directory.get();
        let user = directory.users.get(asked.acting_as.as_ref()?)?;
        let members = Members::of_user(&directory, user);
        let (index, policy) = (system.index.get()?, system.policy.get());
        Some(Self { index, policy, directory, members, asked })
    }

    /// Asks what they may do.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(acting::Acting<'_>) -> T) -> T {
        let roster = Roster::default();
        let model = model(&self.policy, &self.directory, &self.index, &roster);
        ask(acting::Acting::new(model, &self.members, &self.asked))
    }

    /// Who they are.
    pub(super) fn user(&self) -> Option<&UserId> {
        self.members.user.as_ref()
    }
}

/// Why something may not be done; none where it may.
pub(super) fn why(may: Result<(), Refusal>) -> Option<String> {
    may.err().map(|Refusal(why)| why)
}

/// What the one who edits finds in lists; none where nobody was chosen, and everything is listed.
pub(super) fn seen(system: SystemContext<Resources>) -> Option<VisibleResources> {
    Some(Acting::of(system)?.ask(|acting| acting.seen()))
}

/// Sends edits, and says which cells were left alone and why.
pub(super) fn send(
    system: SystemContext<Resources>,
    label: String,
    edits: Vec<Edit>,
    refused: Vec<String>,
) {
    let count = refused.len();
    system.send_all(label, edits);
    if let Some(first) = refused.into_iter().next() {
        let more = if count > 1 { format!(" ({} more)", count - 1) } else { String::new() };
        system.say.run(Notice::Fault(format!("Not done: {first}{more}")));
    }
}

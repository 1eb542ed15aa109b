//! Resource Access: who may see, change and hand on resources, and the people and requirements that
//! belong to them.
//!
//! [`RULES`] has the numbered rules, each with where it comes from; code, explanations and tests cite them.

mod access;
pub mod acting;
mod answer;
mod audit;
mod changes;
mod codec;
mod compare;
mod compliance;
mod doubt;
mod edit;
mod effects;
mod explain;
mod findings;
mod future;
mod holdings;
mod index;
pub mod input;
#[cfg(test)]
mod oracle;
mod places;
pub mod policy;
mod removables;
mod steps;
#[cfg(test)]
mod tests;

pub use access::{Access, May, letters};
pub use acting::{Acting, VisibleResources};
pub use audit::{Line, Saved, log, turned};
pub use compliance::{Compliance, Need};
pub use edit::Edit;
pub use effects::{Effects, effects};
pub use future::{FutureOutcome, future};
pub use index::{EntryEffect, Index, Step};
pub use input::{NO_DEFAULT, NO_ENTRY, edit, parse, with, without, words};
pub use policy::{
    BLOCK, Classified, ClassifiedId, Defaults, Entry, EntryId, EntryKey, Given, Kind, Period,
    Permission, Permissions, Policy, Resource, ResourceId, ResourceType, Subject, SubjectId,
    in_words, principal,
};

use std::fmt;

use crate::directory::{Circumstances, Members, Reads};
use crate::model::{
    Holdings, Model, ModelInfo, ModelSnapshot, OutcomeInfo, Refusal, Section as _, TargetHead,
    rules,
};

/// The model of Resource Access.
#[derive(Clone, Debug)]
pub enum Resources {}

/// What somebody may or may not do something with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A resource.
    Resource(ResourceId),
    /// A person or a requirement, through the resources it belongs to.
    Classified(Kind, ClassifiedId),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resource(id) => id.fmt(f),
            Self::Classified(_, id) => id.fmt(f),
        }
    }
}

rules! {
    R1 stated
        "An entry gives a user or a group permissions on one resource; with none of them ticked it is a Block.";
    R2 inferred
        "Nothing comes without Read: an entry that lacks it gives nothing, replaces nothing and is no Block."
        because "Read is said to be part of every valid permission, and not what becomes of one that lacks it";
    R3 public
        "An admin account has every permission on everything, Assign where nobody could be assigned anything among them. Its entries are kept, and count once it is a standard account again.";
    R4 inferred
        "An entry counts from its effective date to its expiry date, both days included; without one of them that end is open."
        because "the dates are documented, and not which way their days count";
    R5 public
        "On one resource a person's own entry replaces those of their groups, be it wider or narrower.";
    R6 public "Of several groups' entries on one resource a Block wins; without one they add up.";
    R7 inferred
        "What is given on an org unit also covers the units below it, and adds up with what is given there."
        because "that a parent covers its sub units is stated; that a narrower entry below takes nothing away follows from Block being the tool for that";
    R8 stated
        "A Block takes everything away on its resource, and on an org unit also whatever would come from above.";
    R9 inferred
        "A Block counts on its own resource and the units below: the same person can still be reached through another resource."
        because "permissions are worked out for each resource, and a person belongs to several";
    R10 inferred
        "An outcome counts on the days on which everything that contributes to it does."
        because "that the narrowest of several groups' ranges counts is public, and not what becomes of a person's own entry or on the way up the tree";
    R11 stated
        "A person or requirement is seen through any resource that it belongs to and that gives Gain Access.";
    R12 inferred
        "Manage changes what belongs to a resource, and Assign gives its people requirements, with or without Gain Access."
        because "neither is said to need Gain Access";
    R13 inferred
        "Audit reads who changed what: of the resource itself, and of what belongs to it."
        because "only the log of a resource is described";
    R14 inferred
        "Secure sets what others have on the resource, a Block included, but not one's own entry and not that of an admin. It is how an admin, who as a rule sets permissions, hands that on to another person."
        because "that it sets others' permissions is stated; its limits keep people from raising themselves";
    R15 stated
        "What a group is given by default on a type is given on each resource of it when that is added; a later change of the default leaves it as it is.";
    R16 public "New users join every group that is flagged for them.";
    R17 public
        "The last admin account stays one, and nobody makes their own account a standard one.";
    R18 inferred
        "Assign means nothing on Requirement Types and Categories, which hold no people: no entry gives it there."
        because "a requirement is assigned to people";
    R19 stated
        "Each permission opens to whoever edits what it is for: without Read a resource is neither listed nor opened, without Gain Access its people are not, without Update it is neither renamed nor given notes, without Manage nobody is put in or taken out, without Assign nobody is given a requirement, without Secure no entry is set, without Audit its log is not read.";
    R20 inferred
        "Adding, moving and removing resources, and what belongs to none, setting defaults, groups, who is in them, the groups of new users and admin accounts are for admins."
        because "groups and accounts are an admin's affair; who adds and removes resources is not said, and none of the permissions is for it";
    R21 inferred
        "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: an entry that may be a Block is one, and what may give something gives nothing."
        because "a slip in a file must not open anything";
    R22 stated
        "A requirement that is assigned to the people of a resource is part of their compliance: each of them then needs a record of it to be compliant.";
    R23 inferred
        "What is assigned on an org unit also counts for the people of the units below it."
        because "that a parent covers its sub units is stated, and not what becomes of assignments there";
}

impl Model for Resources {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = Target;
    type Decision = Access;

    const INFO: ModelInfo = ModelInfo {
        key: "resources",
        title: "Resource Access",
        answers: "Who may do what with which org unit, role, tag or requirement type, whom they see \
                  through it, until when, and which entry says so.",
        target: "resource",
        targets: "resources",
        reads: Reads { on: true, acting_as: true, ..Reads::NOTHING },
        personal: true,
        short_forms: &[
            ("R", "Read"),
            ("G", "Gain Access"),
            ("U", "Update"),
            ("M", "Manage"),
            ("A", "Assign"),
            ("S", "Secure"),
            ("L", "Audit"),
        ],
        rules: RULES,
        unreadable: "R21",
        taken_away: "R8",
        outcomes: &[
            OutcomeInfo::full("everything", "everything", "an admin account, which nothing limits"),
            OutcomeInfo::none("nothing", "nothing", "it stands in no list and cannot be opened"),
        ],
        keys: &[
            ("1 – 7", "Turn Read, Gain Access, Update, Manage, Assign, Secure, Audit"),
            ("B", "Block: an entry with nothing ticked"),
            ("Delete", "Remove the entry"),
        ],
        ..ModelInfo::EMPTY
    };

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        let resources = policy.resources.iter().map(|it| of_resource(it));
        let classified = Kind::ALL
            .into_iter()
            .flat_map(|kind| policy.classified(kind).iter().map(move |it| of_classified(kind, it)));
        resources.chain(classified).collect()
    }

    fn head(policy: &Policy, target: &Target) -> Option<TargetHead> {
        match target {
            Target::Resource(id) => policy.resources.get(id).map(|it| of_resource(it)),
            Target::Classified(kind, id) => {
                policy.classified(*kind).get(id).map(|it| of_classified(*kind, it))
            }
        }
    }

    fn target(policy: &Policy, key: &str) -> Option<Target> {
        if let Some(resource) = policy.resources.find(key) {
            return Some(Target::Resource(resource.id.clone()));
        }
        Kind::ALL.into_iter().find_map(|kind| {
            let one = policy.classified(kind).find(key)?;
            Some(Target::Classified(kind, one.id.clone()))
        })
    }

    fn involved(policy: &Policy, target: &Target) -> Vec<String> {
        policy.involved(target).into_iter().map(|resource| resource.id.to_string()).collect()
    }

    fn withheld(
        model: ModelSnapshot<'_, Self>,
        circumstances: &Circumstances,
        edit: &Edit,
    ) -> Option<Refusal> {
        let user = model.directory.users.get(circumstances.acting_as.as_ref()?)?;
        let members = Members::of_user(model.directory, user);
        Acting::new(model, &members, circumstances).does(edit).err()
    }

    fn blocked(model: ModelSnapshot<'_, Self>, members: &Members) -> Vec<String> {
        holdings::blocked(model, members)
    }

    fn holdings(model: ModelSnapshot<'_, Self>, members: &Members) -> Option<Holdings> {
        Some(holdings::holdings(model, members))
    }

    fn groups_withheld(
        model: ModelSnapshot<'_, Self>,
        circumstances: &Circumstances,
    ) -> Option<Refusal> {
        let user = model.directory.users.get(circumstances.acting_as.as_ref()?)?;
        // Who is an admin is said in it: where nobody has said anything, nobody is held back.
        if model.policy.is_blank() {
            return None;
        }
        let members = Members::of_user(model.directory, user);
        Acting::new(model, &members, circumstances).changes_groups().err()
    }
}

fn of_resource(resource: &Resource) -> TargetHead {
    TargetHead::new(resource.id.as_str(), &resource.name, resource.kind.name())
}

fn of_classified(kind: Kind, one: &Classified) -> TargetHead {
    let band = match kind {
        Kind::Person => "People",
        Kind::Requirement => "Requirements",
    };
    TargetHead::new(one.id.as_str(), &one.name, band)
}

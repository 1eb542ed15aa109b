//! What questions over all models have in common: whose permissions are asked for, and which outcome.

use super::Snapshot;
use crate::directory::{Circumstances, GroupId, Members, UserId};
use crate::model::{Decide, Resolver};
use crate::verdict::{Grants, Outcome};

/// Whose permissions are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person.
    User(UserId),
    /// Somebody who is in this group and nothing else.
    Group(GroupId),
    /// Somebody who belongs to nothing: what everybody has.
    Nobody,
}

impl Subject {
    /// What they belong to; none where the directory does not have them.
    pub fn members(&self, snapshot: &Snapshot) -> Option<Members> {
        let directory = &snapshot.document().directory;
        match self {
            Self::User(user) => snapshot.roster().of(user).map(|members| Members::clone(members)),
            Self::Group(group) if directory.groups.has(group) => {
                Some(Members::of_group(directory, group))
            }
            Self::Group(_) => None,
            Self::Nobody => Some(Members { leaning: directory.leaning, ..Members::default() }),
        }
    }
}

/// An outcome that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one of this stable name.
    Exactly(String),
    /// Whatever lets a person do all of this, and maybe more.
    AtLeast(Grants),
    /// Whatever does not let a person do all of this.
    LessThan(Grants),
}

impl Wanted {
    /// Whether an outcome is what is asked for. One in doubt is judged by the least that it can mean:
    /// see [`Outcome::doubtful`].
    pub fn is_met(&self, outcome: &Outcome) -> bool {
        match self {
            Self::Exactly(name) => outcome.name == name.as_str(),
            Self::AtLeast(grants) => outcome.grants.contains(*grants),
            Self::LessThan(grants) => !outcome.grants.contains(*grants),
        }
    }
}

/// What somebody comes to on a target, signed on as any of what the circumstances leave open: the first
/// identity, and under the first service, that comes to what is wanted. None where none does, or where
/// they cannot sign on as the circumstances say.
pub fn met_by(
    resolver: &dyn Resolver,
    decide: &Decide<'_>,
    members: &Members,
    asked: &Circumstances,
    wanted: &Wanted,
) -> Option<(Circumstances, Outcome)> {
    resolver.any_identity(members, asked).into_iter().find_map(|circumstances| {
        let outcome = decide(members, &circumstances);
        wanted.is_met(&outcome).then_some((circumstances, outcome))
    })
}

//! A policy compiled for quick answers.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::Model;
use crate::directory::{Circumstances, Directory, Members, UserId};

/// The decision on one target for whoever asks.
pub type DecideOn<'a, D> = Box<dyn Fn(&Members, &Circumstances) -> D + 'a>;

/// An index that can say what an edit of its policy reaches.
pub trait Reaches {
    /// For whom and on which targets anything can come out differently in a later index, under the same
    /// circumstances and for memberships that are the same.
    fn reach(&self, _after: &Self) -> Reach {
        Reach::ANYTHING
    }
}

/// The policy of a model compiled for quick answers.
pub trait Index<M: Model>: Reaches + Sized + fmt::Debug + Send + Sync {
    /// Compiles the policy, reusing what did not change since `previous`.
    fn compile(policy: &M::Policy, directory: &Directory, previous: Option<&Self>) -> Self;
    /// The decision for one person and target.
    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &M::Target,
    ) -> M::Decision;
    /// The same for whoever asks, the target looked up once.
    fn on(&self, target: M::Target) -> DecideOn<'_, M::Decision> {
        Box::new(move |members, circumstances| self.decide(members, circumstances, &target))
    }
    /// The decisions for one person, in the order of [`Model::targets`].
    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<M::Decision>;
    /// The same for a range of the targets only: what is on screen.
    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<M::Decision> {
        let row = self.row(members, circumstances).into_iter();
        row.skip(range.start).take(range.len()).collect()
    }
    /// The targets that can come out differently in a later index, one for each set of them that
    /// differs in the same way for everybody whose memberships are the same; `None` where any can.
    fn differing(&self, _after: &Self) -> Option<Vec<M::Target>> {
        None
    }
    /// What becomes of somebody in a later index, where that can be said without going through all
    /// targets; `None` where it cannot.
    fn compare<'a>(&'a self, _after: &'a Self) -> Option<Compare<'a>> {
        None
    }
}

/// What a change can reach: whatever comes out differently for somebody whose memberships are the same
/// is on one of these targets and for one of these people. It may well name too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whom.
    pub people: Whom,
    /// On which targets, by their keys; none: on any.
    pub targets: Option<BTreeSet<String>>,
}

/// Whom a change can reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Anybody.
    Anybody,
    /// These, and whoever may be one of them.
    Some {
        /// Whoever is in one of these groups, by their positions.
        groups: BTreeSet<u32>,
        /// These people.
        users: BTreeSet<UserId>,
    },
}

impl Whom {
    /// Nobody.
    pub const NOBODY: Self = Self::Some { groups: BTreeSet::new(), users: BTreeSet::new() };

    /// Whether somebody with these memberships is among them.
    pub fn has(&self, members: &Members) -> bool {
        match self {
            Self::Anybody => true,
            Self::Some { groups, users } => {
                // What they belong to and could not be read may be anything.
                members.unsure.groups
                    || !groups.is_empty() && members.groups.iter().any(|at| groups.contains(at))
                    || !users.is_empty()
                        && members.user.as_ref().is_some_and(|it| users.contains(it))
            }
        }
    }
}

impl Reach {
    /// Anybody, on any target.
    pub const ANYTHING: Self = Self { people: Whom::Anybody, targets: None };
    /// Nobody.
    pub const NOTHING: Self = Self { people: Whom::NOBODY, targets: Some(BTreeSet::new()) };

    /// Whether nothing can come out differently.
    pub fn is_nothing(&self) -> bool {
        let nobody = |people: &Whom| match people {
            Whom::Anybody => false,
            Whom::Some { groups, users } => groups.is_empty() && users.is_empty(),
        };
        nobody(&self.people) || self.targets.as_ref().is_some_and(BTreeSet::is_empty)
    }

    /// Whether this target is among those it reaches.
    pub fn is_on(&self, target: &str) -> bool {
        self.targets.as_ref().is_none_or(|targets| targets.contains(target))
    }

    /// What either of two changes can reach.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let people = match (self.people, other.people) {
            (Whom::Some { mut groups, mut users }, Whom::Some { groups: more, users: others }) => {
                groups.extend(more);
                users.extend(others);
                Whom::Some { groups, users }
            }
            _ => Whom::Anybody,
        };
        let targets = self.targets.zip(other.targets).map(|(mut targets, more)| {
            targets.extend(more);
            targets
        });
        Self { people, targets }
    }
}

/// Whether anything comes out differently for somebody, and what that means for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeChange {
    /// Whether anything does.
    pub differs: bool,
    /// Whether they can do something that they could not do before.
    pub gains: bool,
    /// Whether they can no longer do something.
    pub loses: bool,
}

/// Says what becomes of somebody whose memberships are the same, under the circumstances of before
/// and of after.
pub type Compare<'a> = Box<dyn Fn(&Members, &Circumstances, &Circumstances) -> OutcomeChange + 'a>;

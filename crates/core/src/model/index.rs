//! A policy compiled for quick answers.

use std::fmt;
use std::ops::Range;

use super::Model;
use crate::directory::{Circumstances, Directory, Members};

/// The policy of a model compiled for quick answers.
pub trait Index<M: Model>: Sized + fmt::Debug + Send + Sync {
    /// Compiles the policy, reusing what did not change since `previous`.
    fn compile(policy: &M::Policy, directory: &Directory, previous: Option<&Self>) -> Self;
    /// The decision for one person and target.
    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &M::Target,
    ) -> M::Decision;
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

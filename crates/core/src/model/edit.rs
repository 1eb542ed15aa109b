//! What can be done to a model's policy.

use std::fmt;

use super::Model;
use crate::directory::{Directory, GroupId, Principal, Rejection};
use crate::shared::Shared;
use crate::verdict::Reason;

/// One edit of the policy of a model.
pub trait Edit<M: Model>: Clone + fmt::Debug + PartialEq + Send + Sync {
    /// Does the edit. What it left where it is refused is thrown away.
    ///
    /// # Errors
    /// Says what the edit speaks of and is not there, or what it would break.
    fn make(&self, policy: &mut M::Policy, directory: &Directory) -> Result<(), Rejection>;
    /// Applies the edit as a whole or not at all. A policy that comes out the same keeps its identity.
    ///
    /// # Errors
    /// As [`Edit::make`].
    fn apply(
        &self,
        policy: &mut Shared<M::Policy>,
        directory: &Directory,
    ) -> Result<(), Rejection> {
        Self::apply_all(std::slice::from_ref(self), policy, directory)
    }
    /// The same with several edits, one after the other.
    ///
    /// # Errors
    /// As [`Edit::make`].
    fn apply_all(
        edits: &[Self],
        policy: &mut Shared<M::Policy>,
        directory: &Directory,
    ) -> Result<(), Rejection> {
        policy.change(|policy| edits.iter().try_for_each(|edit| edit.make(policy, directory)))
    }
    /// The edit in words, for undo and for a list of changes.
    fn describe(&self, policy: &M::Policy, directory: &Directory) -> String;
    /// The edit that takes away everything the policy holds about a principal; none where that is nothing.
    fn forget(policy: &M::Policy, principal: &Principal) -> Option<Self>;
    /// The edit that gives one group exactly what another has.
    fn copy_grants(policy: &M::Policy, from: &GroupId, to: &GroupId) -> Self;
    /// Why the draft cannot be saved as it stands.
    fn review_save(
        _saved: &M::Policy,
        _draft: &M::Policy,
        _directory: &Directory,
    ) -> Vec<Conflict<Self>> {
        Vec::new()
    }
}

/// Why a draft cannot be saved as it stands, with the edits that would make it so.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict<E> {
    /// Whose permissions it is about.
    pub about: Principal,
    /// Why: each refused change with what it would invalidate.
    pub reasons: Vec<Reason>,
    /// What saves the rest: the least that must be raised.
    pub settle: Vec<E>,
}

//! The single edits on which a decision can hang: what could be set otherwise, so that something else
//! comes out.

use super::{Asked, Model};
use crate::directory::{Date, Principal, UserId};
use crate::verdict::Grants;

/// What a decision is to come to, as far as what it grants says. It is a hint which edits are worth
/// trying; whether one leads there is told by doing it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// What is to be granted.
    pub with: Grants,
    /// What is not.
    pub without: Grants,
}

/// One thing that a policy says or could say, and what else could be made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting<E> {
    /// Whose it is: nobody else's decisions hang on it. None where anybody's can.
    pub of: Option<Principal>,
    /// What else it can be set to, the least change first.
    pub edits: Vec<E>,
    /// What takes it away, where something is set.
    pub removal: Option<E>,
}

/// All that one decision can hang on, beside what its person belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings<E> {
    /// What the policy says.
    pub list: Vec<Setting<E>>,
    /// The licences.
    pub licences: Vec<String>,
    /// The days on which something begins or no longer counts.
    pub days: Vec<Date>,
}

impl<E> Default for Settings<E> {
    fn default() -> Self {
        Self { list: Vec::new(), licences: Vec::new(), days: Vec::new() }
    }
}

impl<E> Settings<E> {
    /// Notes a setting, where anything else can be made of it.
    pub fn push(&mut self, of: Option<Principal>, edits: Vec<E>, removal: Option<E>) {
        if !edits.is_empty() || removal.is_some() {
            self.list.push(Setting { of, edits, removal });
        }
    }

    /// Notes something that is there or not, with the one edit that turns it.
    pub fn turn(&mut self, of: Option<Principal>, is_there: bool, turned: E)
    where
        E: Clone,
    {
        self.push(of, vec![turned.clone()], is_there.then_some(turned));
    }

    /// The same with other edits.
    pub fn map<F>(self, edit: impl Fn(E) -> F) -> Settings<F> {
        let one = |it: Setting<E>| Setting {
            of: it.of,
            edits: it.edits.into_iter().map(&edit).collect(),
            removal: it.removal.map(&edit),
        };
        let list = self.list.into_iter().map(one).collect();
        Settings { list, licences: self.licences, days: self.days }
    }
}

/// The single edits on which the decisions of a model hang.
pub trait Steps: Model {
    /// What a decision on a target can hang on for somebody: every setting that could bring what is
    /// sought by itself, and maybe others. What there is, the catalogue, is not among them.
    fn settings(
        asked: Asked<'_, Self>,
        target: &Self::Target,
        sought: Sought,
    ) -> Settings<Self::Edit>;

    /// The edits that set for one person exactly what is set for another themselves, and not for what
    /// they belong to.
    fn copy_own(_policy: &Self::Policy, _from: &UserId, _to: &UserId) -> Vec<Self::Edit> {
        Vec::new()
    }
}

//! What a policy says piece by piece: each thing that one edit takes away, with whom and what it can
//! make a difference to.

use super::Model;
use crate::directory::{Date, Directory, GroupId, Principal};
use crate::format::Object;
use crate::verdict::Address;

/// A model that can say piece by piece what its policy sets.
///
/// Left out is what says who people are and not what they may (flags, admin accounts, services), what
/// counts for whoever or whatever comes later (defaults), and what could not be read.
pub trait Removables: Model {
    /// The outcomes that all come to nothing and differ only in the reason: one in the place of another
    /// changes nothing for anybody.
    const NOTHING: &'static [&'static str] = &[];

    /// Everything that the policy sets, in its order.
    fn removables(policy: &Self::Policy, directory: &Directory) -> Vec<Removable<Self::Edit>>;
    /// What can be asked beside the decisions on targets, as a rule of a file asks it.
    fn questions(_policy: &Self::Policy) -> Vec<Object> {
        Vec::new()
    }
    /// The licences that anything needs.
    fn licences(_policy: &Self::Policy) -> Vec<String> {
        Vec::new()
    }
    /// Whether anything about a group, post or service team counts for people or targets that are not there
    /// yet, or says what a target belongs to.
    fn counts_later(_policy: &Self::Policy, _who: &Principal) -> bool {
        false
    }
}

/// One thing that a policy sets and one edit takes away.
#[derive(Clone, Debug)]
pub struct Removable<E> {
    /// The edit that takes it away.
    pub edit: E,
    /// Where it stands.
    pub at: Address,
    /// For whom it counts.
    pub whom: CountsFor,
    /// The id of what it is about.
    pub on: String,
    /// The name of that.
    pub name: String,
    /// What it is set to, in words.
    pub value: String,
    /// What can come out otherwise without it; more than that is no mistake.
    pub reach: Affects,
    /// The first day on which it counts, where it has one.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Why nothing ever comes of it, where that can be told from the policy alone.
    pub idle: Option<&'static str>,
}

/// For whom something counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountsFor {
    /// Whoever asks.
    Everybody,
    /// A person, or who belongs to a group, post or service team.
    One(Principal),
    /// Nobody: this id is of nobody for whom it could count.
    Unknown(String),
}

impl CountsFor {
    /// The one with this id, where it is one of those that are wanted.
    pub fn of(directory: &Directory, id: &str, wanted: fn(&Principal) -> bool) -> Self {
        match directory.principal(id).filter(wanted) {
            Some(found) => Self::One(found),
            None => Self::Unknown(id.to_owned()),
        }
    }

    /// The group with this id.
    pub fn group(directory: &Directory, id: &GroupId) -> Self {
        Self::of(directory, id.as_str(), |who| matches!(who, Principal::Group(_)))
    }
}

/// What can come out otherwise where something is taken away.
#[derive(Clone, Debug, PartialEq)]
pub enum Affects {
    /// The decisions on the targets with these keys; that on its own target comes first.
    Targets(Vec<String>),
    /// The answer to one of the model's questions.
    Question(Object),
}

impl<E> Removable<E> {
    /// One that always counts, and that nothing more is said of.
    pub fn new(edit: E, at: Address, whom: CountsFor, reach: Affects) -> Self {
        let [on, name, value] = [const { String::new() }; 3];
        Self { edit, at, whom, on, name, value, reach, from: None, to: None, idle: None }
    }

    /// All that is said for this id, which is of nobody: what it is about and what it says.
    pub fn gone(edit: E, at: Address, id: &str, name: &str, value: &str) -> Self {
        let (name, value) = (name.to_owned(), value.to_owned());
        let (whom, reach) = (CountsFor::Unknown(id.to_owned()), Affects::Targets(Vec::new()));
        Self { name, value, ..Self::new(edit, at, whom, reach) }
    }

    /// The same with its edit made another.
    pub fn map<F>(self, edit: impl FnOnce(E) -> F) -> Removable<F> {
        let Self { edit: old, at, whom, on, name, value, reach, from, to, idle } = self;
        Removable { edit: edit(old), at, whom, on, name, value, reach, from, to, idle }
    }
}

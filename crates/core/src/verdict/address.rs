//! Addresses of places in a document: what an explanation cites, and where a click on it leads.

use crate::directory::{GroupId, Principal, UserId};

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// A person, group, post or service team.
    Principal(Principal),
    /// The membership of a person in something.
    Membership(UserId, Principal),
    /// A licence by its name.
    Licence(String),
    /// A place in a model's policy.
    Policy {
        /// The model's key, such as `processes`.
        model: &'static str,
        /// Which part of the policy, such as `levels`.
        part: &'static str,
        /// The ids that lead to the place, outermost first.
        keys: Vec<String>,
    },
}

impl Address {
    /// The address of a group.
    pub(crate) fn group(id: &GroupId) -> Self {
        Self::Principal(Principal::Group(id.clone()))
    }

    /// The address of a person.
    pub(crate) fn user(id: &UserId) -> Self {
        Self::Principal(Principal::User(id.clone()))
    }

    /// The ids that stand in it, outermost first; a licence's name counts as one.
    pub fn ids(&self) -> Vec<String> {
        match self {
            Self::Principal(who) => vec![who.id().to_owned()],
            Self::Membership(user, of) => vec![user.to_string(), of.id().to_owned()],
            Self::Licence(name) => vec![name.clone()],
            Self::Policy { keys, .. } => keys.clone(),
        }
    }
}

/// Declares functions that make the addresses of places in the policy of a model: each takes the ids that
/// lead to the place, outermost first.
///
/// ```text
/// addresses! {
///     "processes";
///     cell(group: GroupId, process: ProcessId) in "levels";
/// }
/// ```
macro_rules! addresses {
    ($model:literal; $($name:ident($($key:ident: $Key:ty),+) in $part:literal;)+) => {
        $(pub(super) fn $name($($key: &$Key),+) -> $crate::verdict::Address {
            let keys = vec![$($key.to_string()),+];
            $crate::verdict::Address::Policy { model: $model, part: $part, keys }
        })+
    };
}

pub(crate) use addresses;

/// Whatever can tell the names of places.
pub trait Names {
    /// The name to show for a place; `None` where the document has no such place.
    fn name(&self, address: &Address) -> Option<String>;
}

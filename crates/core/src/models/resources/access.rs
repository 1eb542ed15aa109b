//! What comes out: what somebody may do with a resource, or with a person or requirement through the
//! resources it belongs to.

use std::borrow::Cow;

use super::policy::{Permission, Permissions, in_words};
use crate::format::names;
use crate::verdict::{Decision, Grants, Tone};

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// An admin account: everything that there is to be permitted on it.
    Everything(Permissions),
    /// These permissions on a resource.
    On(Permissions),
    /// These permissions on what a person or requirement belongs to, as far as they reach it.
    Through(Permissions),
}

impl Access {
    /// The permissions.
    pub fn set(self) -> Permissions {
        match self {
            Self::Everything(set) | Self::On(set) | Self::Through(set) => set,
        }
    }
}

names! {
    /// What can be done to a person or a requirement.
    pub enum May {
        /// It stands in lists and can be opened.
        See = "see",
        /// It can be changed.
        Edit = "edit",
        /// It can be given a requirement.
        Assign = "assign",
        /// Who changed what about it can be read.
        Audit = "audit",
    }
    unknown: "`may` is no `{name}`"
}

impl May {
    /// The permission that it takes on a resource.
    pub fn takes(self) -> Permission {
        match self {
            // R11
            Self::See => Permission::GainAccess,
            // R12
            Self::Edit => Permission::Manage,
            Self::Assign => Permission::Assign,
            // R13
            Self::Audit => Permission::Audit,
        }
    }
}

/// A set in seven places, for cells: `RG·M···`.
pub fn letters(set: Permissions) -> String {
    let letter = |permission: Permission| match permission {
        _ if !set.has(permission) => '·',
        Permission::Read => 'R',
        Permission::GainAccess => 'G',
        Permission::Update => 'U',
        Permission::Manage => 'M',
        Permission::Assign => 'A',
        Permission::Secure => 'S',
        Permission::Audit => 'L',
    };
    Permission::ALL.into_iter().map(letter).collect()
}

impl Decision for Access {
    fn outcome(&self) -> Cow<'static, str> {
        match self {
            Self::Everything(_) => "everything".into(),
            Self::On(set) | Self::Through(set) if set.is_empty() => "nothing".into(),
            Self::On(set) => in_words(*set).into(),
            Self::Through(set) => {
                let may = May::ALL.into_iter().filter(|may| set.has(may.takes()));
                may.map(May::name).collect::<Vec<_>>().join(", ").into()
            }
        }
    }

    fn short(&self) -> Cow<'static, str> {
        match self {
            Self::On(set) => letters(*set).into(),
            _ => self.outcome(),
        }
    }

    fn grants(&self) -> Grants {
        Grants(self.set().bits())
    }

    fn tone(&self) -> Tone {
        let least = match self {
            Self::Everything(_) => return Tone::Full,
            Self::On(_) => Permission::Read,
            Self::Through(_) => Permission::GainAccess,
        };
        match self.set() {
            set if set.is_empty() => Tone::None,
            set if set == Permissions::ALL => Tone::Full,
            set if set == least.alone() => Tone::Low,
            _ => Tone::Middle,
        }
    }
}

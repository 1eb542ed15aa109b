//! The areas of Targeted Youth Support: what somebody works in and signs on under.

use std::ops::Deref;

use crate::enum_set::EnumSet;
use crate::format::names;

names! {
    /// An area, which is also a service to sign on under.
    #[derive(PartialOrd, Ord)]
    pub enum Area {
        CrimePrevention = "Crime Prevention",
        /// Whatever is neither of the two.
        Other = "Other",
        TeenagePregnancy = "Teenage Pregnancy",
    }
    unknown: "`{name}` is no area; there are {names}"
}

/// A set of areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    known: EnumSet<Area>,
    /// Whether the file names more than it holds, which could not be read.
    has_others: bool,
}

impl Deref for Areas {
    type Target = EnumSet<Area>;

    fn deref(&self) -> &EnumSet<Area> {
        &self.known
    }
}

impl Areas {
    /// These areas.
    pub fn of(areas: impl IntoIterator<Item = Area>) -> Self {
        EnumSet::of(areas).into()
    }

    /// The same and others, which could not be read.
    #[must_use]
    pub(crate) fn and_others(self) -> Self {
        Self { has_others: true, ..self }
    }

    /// Whether there are others, which could not be read.
    pub(crate) fn has_others(self) -> bool {
        self.has_others
    }

    /// The set with this area if it was not in it, else without; that settles what was not read.
    #[must_use]
    pub fn turned(self, area: Area) -> Self {
        let (with, one) = (self.known.with(area), EnumSet::of([area]));
        if self.known == with { self.known.without(one).into() } else { with.into() }
    }

    /// Every other set, those that differ in the fewest areas first.
    pub(super) fn others(self) -> Vec<Self> {
        let settled = self.has_others.then_some(self.known);
        settled.into_iter().chain(self.known.others()).map(Self::from).collect()
    }

    /// Whether there are two or more, or may be.
    pub fn several(self) -> bool {
        // R21
        self.has_others || self.known.iter().count() > 1
    }

    /// Whether there is none, and none that could not be read.
    pub fn is_empty(self) -> bool {
        self.known.is_empty() && !self.has_others
    }
}

impl From<EnumSet<Area>> for Areas {
    fn from(known: EnumSet<Area>) -> Self {
        Self { known, has_others: false }
    }
}

//! The areas of Targeted Youth Support: what somebody works in and signs on under.

use crate::format::names;

names! {
    /// An area, which is also a service to sign on under.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
pub struct Areas(u8);

/// Says of a set that the file names more than it holds, which could not be read.
const AND_OTHERS: u8 = 1 << 7;

impl Areas {
    /// The same and others, which could not be read.
    #[must_use]
    pub(crate) fn and_others(self) -> Self {
        Self(self.0 | AND_OTHERS)
    }

    /// Whether there are others, which could not be read.
    pub(crate) fn has_others(self) -> bool {
        self.0 & AND_OTHERS != 0
    }

    /// These areas.
    pub fn of(areas: impl IntoIterator<Item = Area>) -> Self {
        Self(areas.into_iter().fold(0, |bits, area| bits | 1 << area as u8))
    }

    /// Whether an area is in it.
    pub fn has(self, area: Area) -> bool {
        self.0 & (1 << area as u8) != 0
    }

    /// The set with this area if it was not in it, else without; that settles what was not read.
    #[must_use]
    pub fn turned(self, area: Area) -> Self {
        Self((self.0 & !AND_OTHERS) ^ 1 << area as u8)
    }

    /// Its areas, in the product's order.
    pub fn iter(self) -> impl Iterator<Item = Area> {
        Area::ALL.into_iter().filter(move |area| self.has(*area))
    }

    /// Whether there are two or more, or may be.
    pub fn several(self) -> bool {
        // R21
        self.has_others() || self.0.count_ones() > 1
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

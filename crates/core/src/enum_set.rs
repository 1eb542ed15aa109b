//! `EnumSet<T>`: a set of values of a small enum, a bit each. Knows nothing of what they mean.

use std::fmt;
use std::marker::PhantomData;

use crate::format::Named;

/// A set of values of a small enum: at most eight.
pub struct EnumSet<T>(u8, PhantomData<T>);

impl<T: Named> EnumSet<T> {
    /// The empty set.
    pub const NONE: Self = Self(0, PhantomData);
    /// The set of all values.
    pub const ALL: Self = Self(((1_u16 << T::ALL.len()) - 1) as u8, PhantomData);

    fn bit(value: T) -> u8 {
        let place = T::ALL.iter().position(|other| *other == value);
        place.map_or(0, |place| 1 << place)
    }

    /// The set of these values.
    pub fn of(values: impl IntoIterator<Item = T>) -> Self {
        values.into_iter().fold(Self::NONE, |set, value| set.with(value))
    }

    /// Every set there is.
    pub fn every() -> impl Iterator<Item = Self> {
        (0..=Self::ALL.0).map(|bits| Self(bits, PhantomData))
    }

    /// Every other set, those that differ in the fewest values first.
    pub fn others(self) -> Vec<Self> {
        let apart = move |other: &Self| (self.0 ^ other.0).count_ones();
        let by = |values: u32| Self::every().filter(move |other| apart(other) == values);
        (1..=u8::BITS).flat_map(by).collect()
    }

    /// Its bits, the first value's the lowest.
    pub fn bits(self) -> u32 {
        self.0.into()
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a value is in it.
    pub fn has(self, value: T) -> bool {
        self.0 & Self::bit(value) != 0
    }

    /// The set with this value.
    #[must_use]
    pub fn with(self, value: T) -> Self {
        Self(self.0 | Self::bit(value), PhantomData)
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0, PhantomData)
    }

    /// What is in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0, PhantomData)
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0, PhantomData)
    }

    /// Their names in order; `none` where there are none.
    pub fn words(self, separator: &str, none: &str) -> String {
        let names: Vec<&str> = self.iter().map(T::name).collect();
        if names.is_empty() { none.to_owned() } else { names.join(separator) }
    }

    /// The values in it, in order.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |value| self.has(*value))
    }
}

impl<T> Clone for EnumSet<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for EnumSet<T> {}

impl<T> Default for EnumSet<T> {
    fn default() -> Self {
        Self(0, PhantomData)
    }
}

impl<T> PartialEq for EnumSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for EnumSet<T> {}

impl<T: Named + fmt::Debug> fmt::Debug for EnumSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::format::names! {
        enum Side {
            Left = "left",
            Right = "right",
        }
    }

    #[test]
    fn sets_of_two() {
        let left = EnumSet::of([Side::Left]);
        assert!(left.has(Side::Left) && !left.has(Side::Right));
        assert_eq!(left.with(Side::Right), EnumSet::ALL);
        assert_eq!(EnumSet::ALL.without(left), EnumSet::of([Side::Right]));
        assert_eq!(left.and(EnumSet::of([Side::Right])), EnumSet::NONE);
        assert_eq!(EnumSet::<Side>::every().count(), 4);
        assert_eq!(left.others(), [EnumSet::NONE, EnumSet::ALL, EnumSet::of([Side::Right])]);
        assert_eq!(format!("{:?}", EnumSet::<Side>::ALL), "{Left, Right}");
    }
}

//! `Shared<T>`: a value that is cheap to clone and whose equality is identity.
//! Knows nothing of permissions, files or the browser.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A structurally shared value. Two are equal when they are the same allocation, so that
/// "has this part of the document changed?" is one pointer comparison. Values that were built
/// apart are unequal even where their contents agree: compare the contents for that.
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Puts a value behind a new identity.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// Whether both are the same allocation.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone> Shared<T> {
    /// The value for editing. Copies it first where somebody else still holds it, and only the
    /// value itself: what it shares in turn stays shared.
    pub fn edit(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Clone + PartialEq> Shared<T> {
    /// Changes the value as a whole or, where that fails, not at all. One that comes out the same keeps its
    /// identity.
    ///
    /// # Errors
    /// Those of the change.
    pub(crate) fn change<E>(
        &mut self,
        change: impl FnOnce(&mut T) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut next = Self(Arc::clone(&self.0));
        change(next.edit())?;
        next.keep(self);
        *self = next;
        Ok(())
    }

    /// Where the value is the same as before it takes over its identity.
    pub(crate) fn keep(&mut self, before: &Self) {
        if **self == **before {
            *self = Self(Arc::clone(&before.0));
        }
    }
}

impl<K: Ord + Clone, V: Clone + PartialEq> Shared<BTreeMap<K, V>> {
    /// Puts a value under a key, or takes away what is there. A map that has it so keeps its identity.
    pub fn put(&mut self, key: &K, value: Option<V>) {
        if self.get(key) == value.as_ref() {
            return;
        }
        match value {
            Some(value) => drop(self.edit().insert(key.clone(), value)),
            None => drop(self.edit().remove(key)),
        }
    }
}

impl<T: Ord + Clone> Shared<BTreeSet<T>> {
    /// Takes something in, or out. A set that has it so keeps its identity.
    pub fn turn(&mut self, item: &T, is_in: bool) {
        match is_in {
            _ if self.contains(item) == is_in => {}
            true => drop(self.edit().insert(item.clone())),
            false => drop(self.edit().remove(item)),
        }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other)
    }
}

impl<T> Eq for Shared<T> {}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// A value that takes over from another of its kind each part that says the same there. Afterwards
/// identity tells what differs, of values that were built apart, too: one comparison for all who ask.
pub trait Adopt {
    /// Takes over what is equal; says what came of it.
    fn adopt(&mut self, from: &Self) -> Adopted;
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// Both say the same.
    pub is_all: bool,
    /// Something was taken over.
    pub is_any: bool,
}

impl Adopted {
    /// Of nothing: all of it is the same.
    pub(crate) const NOTHING: Self = Self { is_all: true, is_any: false };

    /// Of a value that shares nothing.
    pub fn plainly<T: PartialEq>(one: &T, other: &T) -> Self {
        Self { is_all: one == other, is_any: false }
    }

    /// Of two parts.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { is_all: self.is_all && other.is_all, is_any: self.is_any || other.is_any }
    }
}

/// Implements [`Adopt`]: part by part for a struct, whose last fields share nothing, and as a whole for
/// what shares nothing at all.
///
/// ```text
/// adopt!(Policy { records, defaults; extra });
/// adopt!(Row, Permissions);
/// ```
macro_rules! adopt {
    ($Type:ident { $($part:ident),+; $($plain:ident),+ }) => {
        impl $crate::shared::Adopt for $Type {
            fn adopt(&mut self, from: &Self) -> $crate::shared::Adopted {
                let all = $crate::shared::Adopted::NOTHING;
                $(let all = all.and(self.$part.adopt(&from.$part));)+
                $(let all = all.and($crate::shared::Adopted::plainly(&self.$plain, &from.$plain));)+
                all
            }
        }
    };
    ($($Type:ident),+) => {
        $(impl $crate::shared::Adopt for $Type {
            fn adopt(&mut self, from: &Self) -> $crate::shared::Adopted {
                $crate::shared::Adopted::plainly(self, from)
            }
        })+
    };
}

pub(crate) use adopt;

impl<T: Adopt + Clone> Adopt for Shared<T> {
    /// What nothing is taken over in stays what it is, so that whoever knows it knows it still.
    fn adopt(&mut self, from: &Self) -> Adopted {
        if self.same(from) {
            return Adopted { is_all: true, is_any: false };
        }
        let mut value = (**self).clone();
        let adopted = value.adopt(from);
        if adopted.is_all {
            *self = from.clone();
            return Adopted { is_all: true, is_any: true };
        }
        if adopted.is_any {
            *self = Self::new(value);
        }
        adopted
    }
}

impl<K: Ord, V: Adopt> Adopt for BTreeMap<K, V> {
    fn adopt(&mut self, from: &Self) -> Adopted {
        let mut all = Adopted { is_all: self.len() == from.len(), is_any: false };
        for (key, value) in self.iter_mut() {
            all = all.and(match from.get(key) {
                Some(other) => value.adopt(other),
                None => Adopted { is_all: false, is_any: false },
            });
        }
        all
    }
}

impl<T: Ord> Adopt for BTreeSet<T> {
    fn adopt(&mut self, from: &Self) -> Adopted {
        Adopted::plainly(self, from)
    }
}

impl<T: PartialEq> Adopt for Vec<T> {
    fn adopt(&mut self, from: &Self) -> Adopted {
        Adopted::plainly(self, from)
    }
}

impl Adopt for String {
    fn adopt(&mut self, from: &Self) -> Adopted {
        Adopted::plainly(self, from)
    }
}

/// Collects into an ordered map or set by inserting. `collect` sorts first, and so brings a sort of
/// its own into the page for every type of key.
pub fn collect_into<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut collection = C::default();
    collection.extend(items);
    collection
}

/// A thing and all that it leads to, each once and in the order in which it is found.
pub(crate) fn reached<T: Clone + PartialEq>(start: T, next: impl Fn(&T) -> Vec<T>) -> Vec<T> {
    let mut found = vec![start];
    let mut at = 0;
    while let Some(here) = found.get(at) {
        for one in next(here) {
            if !found.contains(&one) {
                found.push(one);
            }
        }
        at += 1;
    }
    found
}

/// The positions below `count` in the order of `compare`, those that are equal in their own. The one
/// sort of the app: each kind of item would bring another one into the page.
pub fn sorted_indices(
    count: usize,
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> impl Iterator<Item = usize> + use<> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_unstable_by(|one, other| compare(*one, *other).then(one.cmp(other)));
    positions.into_iter()
}

/// Sorts by a comparison, those that are equal in the order that they have, with the one sort of the app.
pub fn sort_by<T>(items: &mut Vec<T>, compare: &mut dyn FnMut(&T, &T) -> Ordering) {
    if items.is_sorted_by(|one, other| compare(one, other).is_le()) {
        return;
    }
    let order = sorted_indices(items.len(), &mut |one, other| {
        let pair = items.get(one).zip(items.get(other));
        pair.map_or(Ordering::Equal, |(one, other)| compare(one, other))
    });
    *items = in_order(std::mem::take(items), order);
}

/// Sorts by a key, those of one key in the order that they have, with the one sort of the app.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, mut key: impl FnMut(&T) -> K) {
    sort_by(items, &mut |one, other| key(one).cmp(&key(other)));
}

/// The items in the order of these positions, each of which stands there once.
pub(crate) fn in_order<T>(items: Vec<T>, order: impl Iterator<Item = usize>) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.filter_map(|at| items.get_mut(at)?.take()).collect()
}

/// Which of these earlier positions, given in their new order, are out of order: as few as can be,
/// so that one thing that was moved is named and not all that it passed.
pub(crate) fn moved_indices(order: &[usize]) -> BTreeSet<usize> {
    if order.is_sorted() {
        return BTreeSet::new();
    }
    // For each position the longest rising run that ends with it.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, place) in order.iter().enumerate() {
        let before = runs.iter().take(at).filter(|run| run.last() < Some(place));
        let mut run = before.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(*place);
        runs.push(run);
    }
    let stayed = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    collect_into(order.iter().filter(|place| !stayed.contains(place)).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equality_is_identity() {
        let one = Shared::new(vec![1]);
        assert_eq!(one, one.clone());
        assert_ne!(one, Shared::new(vec![1]));
    }

    #[test]
    fn what_says_the_same_is_taken_over_and_what_does_not_stays_what_it_is() {
        type Rows = BTreeMap<u8, Shared<Vec<u8>>>;
        let rows = |rows: &[(u8, u8)]| -> Shared<Rows> {
            Shared::new(rows.iter().map(|(key, value)| (*key, Shared::new(vec![*value]))).collect())
        };
        let saved = rows(&[(1, 10), (2, 20)]);
        let mut equal = rows(&[(1, 10), (2, 20)]);
        assert_eq!(equal.adopt(&saved), Adopted { is_all: true, is_any: true });
        assert_eq!(equal, saved);
        let mut draft = rows(&[(1, 10), (2, 21), (3, 30)]);
        assert_eq!(draft.adopt(&saved), Adopted { is_all: false, is_any: true });
        assert_eq!(draft.get(&1), saved.get(&1));
        assert_ne!(draft.get(&2), saved.get(&2));
        let before = draft.clone();
        assert_eq!(draft.adopt(&saved), Adopted { is_all: false, is_any: false });
        assert_eq!(draft, before, "there was nothing more to take over");
    }

    #[test]
    fn ranked_keeps_the_order_of_equals() {
        let words = ["b", "a", "B", "A"];
        let lower = |at: usize| words.get(at).map(|word| word.to_lowercase());
        let order: Vec<usize> =
            sorted_indices(words.len(), &mut |one, other| lower(one).cmp(&lower(other))).collect();
        assert_eq!(order, [1, 3, 0, 2]);
    }

    #[test]
    fn an_edit_leaves_other_holders_alone() {
        let before = Shared::new(vec![1]);
        let mut after = before.clone();
        after.edit().push(2);
        assert_eq!(*before, [1]);
        assert_eq!(*after, [1, 2]);
    }

    #[test]
    fn what_is_so_already_keeps_its_identity() {
        let mut map = Shared::new(BTreeMap::from([(1, 'a')]));
        let before = map.clone();
        map.put(&1, Some('a'));
        map.put(&2, None);
        assert_eq!(map, before);
        map.put(&1, None);
        map.put(&2, Some('b'));
        assert_eq!(*map, BTreeMap::from([(2, 'b')]));
        let mut set = Shared::new(BTreeSet::from([1]));
        let before = set.clone();
        set.turn(&1, true);
        set.turn(&2, false);
        assert_eq!(set, before);
        set.turn(&1, false);
        set.turn(&2, true);
        assert_eq!(*set, BTreeSet::from([2]));
    }

    #[track_caller]
    fn check(order: &[usize], expected: &[usize]) {
        assert_eq!(moved_indices(order).into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn as_little_as_possible_was_moved() {
        check(&[], &[]);
        check(&[0, 1, 2, 3], &[]);
        check(&[3, 0, 1, 2], &[3]);
        check(&[1, 2, 3, 0], &[0]);
        check(&[0, 2, 1, 3], &[2]);
        check(&[0, 2, 3, 5], &[]);
    }
}

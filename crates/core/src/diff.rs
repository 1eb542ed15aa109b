//! What differs between two states of one thing: tables, lists, maps, the order of things and what
//! they stand in. What both states share is passed over by identity. Which words go with a
//! difference is for each caller to say.

use std::collections::{BTreeMap, BTreeSet};

use crate::directory::{Directory, Entity, Id, Table};
use crate::shared::{collect_into, moved_indices};
use crate::verdict::Address;

/// One thing that differs between two documents, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What, such as `Office Clerks: Student Data, Read → Read-Write`.
    pub words: String,
    /// Where it stands in the later document, as long as it does.
    pub address: Option<Address>,
    /// The key of the model that it is of; none for who there is, the title and what is expected.
    pub of: Option<&'static str>,
    /// The same in parts, where what is set is another value.
    pub turned: Option<Box<Turned>>,
}

/// A value that is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// For whom, such as `Office Clerks`.
    pub who: String,
    /// What, such as `Communication Log`.
    pub what: String,
    /// What that stands in, such as `Administration`; empty for nothing.
    pub within: String,
    /// The name of what was set.
    pub was: String,
    /// The name of what is set.
    pub is: String,
}

impl Changed {
    /// A change of something that is there afterwards.
    pub fn at(address: Address, words: String) -> Self {
        Self::told(words, Some(address))
    }

    /// A change that leaves nothing to be shown.
    pub fn gone(words: String) -> Self {
        Self::told(words, None)
    }

    /// A change, and where it stands if it does.
    pub(crate) fn told(words: String, address: Option<Address>) -> Self {
        Self { words, address, of: None, turned: None }
    }

    /// A value that is another one, and where it stands if it does.
    pub(crate) fn turned(turned: Turned, address: Option<Address>) -> Self {
        let Turned { who, what, was, is, .. } = &turned;
        let words = format!("{who}: {what}, {was} → {is}");
        Self { turned: Some(Box::new(turned)), ..Self::told(words, address) }
    }
}

/// What differs between two documents: all of it counted, as much of it in words as is asked for.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    most: usize,
    count: usize,
    lines: Vec<Changed>,
    of: Option<&'static str>,
}

impl Changes {
    /// Nothing yet, of which so many at most will be put into words.
    pub fn up_to(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// One more.
    pub fn push(&mut self, change: Changed) {
        self.say(|| change);
    }

    /// One more, whose words cost something to find.
    pub fn say(&mut self, change: impl FnOnce() -> Changed) {
        self.count += 1;
        if self.lines.len() < self.most {
            self.lines.push(Changed { of: self.of, ..change() });
        }
    }

    /// Counts so many more where no more words are asked for; false, with nothing counted, where they are.
    pub(crate) fn only_counts(&mut self, more: usize) -> bool {
        let full = self.lines.len() >= self.most;
        self.count += if full { more } else { 0 };
        full
    }

    /// What follows is of the model with this key.
    pub(crate) fn of(&mut self, model: Option<&'static str>) {
        self.of = model;
    }

    /// How many there are, in words or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of them, in words.
    pub fn into_lines(self) -> Vec<Changed> {
        self.lines
    }
}

/// What differs between two collections of things that have a key.
pub(crate) struct Differences<'a, T> {
    /// What is gone, in its earlier order.
    pub(crate) removed: Vec<&'a T>,
    /// What is new or not as it was, in its present order, each behind what it was.
    pub(crate) changed: Vec<(Option<&'a T>, &'a T)>,
}

/// What differs between two tables.
pub(crate) fn table<'a, T: Entity>(was: &'a Table<T>, is: &'a Table<T>) -> Differences<'a, T> {
    if was.same(is) {
        return Differences { removed: Vec::new(), changed: Vec::new() };
    }
    let removed = was.iter().filter(|old| !is.has(old.id()));
    let changed = is.iter().map(|new| (was.get(new.id()), new));
    let changed = changed.filter(|(old, new)| *old != Some(new));
    Differences {
        removed: removed.map(|old| &**old).collect(),
        changed: changed.map(|(old, new)| (old.map(|old| &**old), &**new)).collect(),
    }
}

/// What differs between two lists; of several things with one key the first counts.
pub(crate) fn list<'a, T: PartialEq, K: Ord>(
    was: impl IntoIterator<Item = &'a T>,
    is: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> Differences<'a, T> {
    let (was, old) = firsts(was, &key);
    let (is, new) = firsts(is, &key);
    let removed = was.into_iter().filter(|item| !new.contains_key(&key(item)));
    let changed = is.into_iter().map(|item| (old.get(&key(item)).copied(), item));
    Differences {
        removed: removed.collect(),
        changed: changed.filter(|(old, new)| *old != Some(*new)).collect(),
    }
}

fn firsts<'a, T, K: Ord>(
    items: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> (Vec<&'a T>, BTreeMap<K, &'a T>) {
    let (mut list, mut by_key) = (Vec::new(), BTreeMap::new());
    for item in items {
        by_key.entry(key(item)).or_insert_with(|| {
            list.push(item);
            item
        });
    }
    (list, by_key)
}

/// What the second list has and the first has not.
pub(crate) fn gained<'a, T: PartialEq>(
    was: &'a [T],
    is: &'a [T],
) -> impl Iterator<Item = &'a T> + use<'a, T> {
    is.iter().filter(|item| !was.contains(item))
}

/// The keys under which two maps differ, each with what stood and what stands there.
pub(crate) fn map<'a, K: Ord, V: PartialEq>(
    was: &'a BTreeMap<K, V>,
    is: &'a BTreeMap<K, V>,
) -> Vec<(&'a K, Option<&'a V>, Option<&'a V>)> {
    let mut differing = Vec::new();
    if std::ptr::eq(was, is) {
        return differing;
    }
    let (mut was, mut is) = (was.iter().peekable(), is.iter().peekable());
    loop {
        let (one, other) = (was.peek().map(|(key, _)| *key), is.peek().map(|(key, _)| *key));
        let Some(key) = one.into_iter().chain(other).min() else { return differing };
        let old = was.next_if(|(other, _)| *other == key).map(|(_, value)| value);
        let new = is.next_if(|(other, _)| *other == key).map(|(_, value)| value);
        if old != new {
            differing.push((key, old, new));
        }
    }
}

/// What differs in the order of a list of ids; what the list does not have stands behind.
pub(crate) fn in_order<'a, 'k, T, V>(
    listed: impl IntoIterator<Item = &'a str>,
    differing: impl IntoIterator<Item = (&'k Id<T>, V)>,
) -> Vec<(&'k Id<T>, V)> {
    let mut rest: BTreeMap<&str, (&'k Id<T>, V)> =
        collect_into(differing.into_iter().map(|(id, value)| (id.as_str(), (id, value))));
    let mut ordered = Vec::new();
    for id in listed {
        if rest.is_empty() {
            break;
        }
        ordered.extend(rest.remove(id));
    }
    ordered.extend(rest.into_values());
    ordered
}

/// Whether what both lists have stands in another order.
pub(crate) fn is_reordered<K: Ord>(
    was: impl IntoIterator<Item = K>,
    is: impl IntoIterator<Item = K>,
) -> bool {
    fn common<'a, K: Ord>(of: &'a [K], with: &'a [K]) -> Vec<&'a K> {
        let with: BTreeSet<&K> = collect_into(with);
        of.iter().filter(|key| with.contains(key)).collect()
    }
    let (was, is): (Vec<K>, Vec<K>) = (was.into_iter().collect(), is.into_iter().collect());
    common(&was, &is) != common(&is, &was)
}

/// What of both lists was moved: as few as can be, so that what it passed is not named.
pub(crate) fn moved<'a, K: Ord>(
    was: impl IntoIterator<Item = &'a K>,
    is: impl IntoIterator<Item = &'a K>,
) -> BTreeSet<&'a K> {
    let places: BTreeMap<&K, usize> = collect_into(was.into_iter().zip(0..));
    let order: Vec<usize> = is.into_iter().filter_map(|key| places.get(key).copied()).collect();
    let moved = moved_indices(&order);
    collect_into(places.into_iter().filter(|(_, at)| moved.contains(at)).map(|(key, _)| key))
}

/// Says of one thing what differs about it.
pub(crate) struct Tell<'s>(pub(crate) &'s mut dyn FnMut(String));

impl Tell<'_> {
    /// Says it where it does.
    pub(crate) fn when(&mut self, differs: bool, words: impl FnOnce() -> String) {
        if differs {
            (self.0)(words());
        }
    }
}

/// Two states of a policy, each with its directory, and what was found to differ.
pub struct PolicyDiff<'a, P> {
    /// The earlier state.
    pub saved: &'a P,
    /// The later one.
    pub draft: &'a P,
    /// Who there was with the earlier state.
    pub saved_directory: &'a Directory,
    /// Who there is with the later one.
    pub directory: &'a Directory,
    /// What was found.
    pub found: &'a mut Changes,
}

impl<P> PolicyDiff<'_, P> {
    /// A change of something that is there afterwards.
    pub(crate) fn at(&mut self, address: Address, words: String) {
        self.found.push(Changed::at(address, words));
    }

    /// The same, where something about it differs.
    pub(crate) fn when(
        &mut self,
        differs: bool,
        address: &Address,
        words: impl FnOnce(&Self) -> String,
    ) {
        if differs {
            let words = words(self);
            self.at(address.clone(), words);
        }
    }

    /// A change that leaves nothing to be shown.
    pub(crate) fn gone(&mut self, words: String) {
        self.found.push(Changed::gone(words));
    }

    /// Whether somebody was in the directory and no longer is: what follows from that needs no words.
    pub(crate) fn left(&self, id: &str) -> bool {
        self.saved_directory.principal(id).is_some() && self.directory.principal(id).is_none()
    }

    /// The name of whoever has this id, or had it; the id where nobody did.
    pub(crate) fn name_of(&self, id: &str) -> String {
        match self.directory.principal(id) {
            Some(who) => self.directory.name(&who),
            None => self.saved_directory.name_of(id),
        }
    }

    /// What differs for users or groups, in the directory's order; without those that left it, who
    /// took theirs along, and with those that it never knew behind.
    pub(crate) fn by_principal<'k, T, V>(
        &self,
        differing: impl IntoIterator<Item = (&'k Id<T>, V)>,
    ) -> Vec<(&'k Id<T>, V)> {
        let users = self.directory.users.iter().map(|user| user.id.as_str());
        let groups = self.directory.groups.iter().map(|group| group.id.as_str());
        let differing = differing.into_iter().filter(|(id, _)| !self.left(id.as_str()));
        in_order(users.chain(groups), differing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Group;
    use crate::shared::Shared;

    #[test]
    fn a_table_says_who_went_came_and_changed() {
        let was = Table::new([Group::new("a", "A"), Group::new("b", "B"), Group::new("c", "C")]);
        let mut is = was.clone();
        is.remove(&"a".into());
        is.edit(&"b".into(), |group| group.name = "New".to_owned());
        is.add(Group::new("d", "D"));
        let found = table(&was, &is);
        let removed: Vec<&str> = found.removed.iter().map(|group| group.name()).collect();
        let changed: Vec<(Option<&str>, &str)> =
            found.changed.iter().map(|(old, new)| (old.map(Entity::name), new.name())).collect();
        assert_eq!(removed, ["A"]);
        assert_eq!(changed, [(Some("B"), "New"), (None, "D")]);
    }

    #[test]
    fn of_a_list_the_first_of_a_key_counts() {
        let (was, is) = ([(1, 'a'), (2, 'b'), (1, 'x')], [(3, 'c'), (2, 'B'), (3, 'y')]);
        let found = list(&was, &is, |(key, _)| key);
        assert_eq!(found.removed, [&(1, 'a')]);
        assert_eq!(found.changed, [(None, &(3, 'c')), (Some(&(2, 'b')), &(2, 'B'))]);
    }

    #[test]
    fn a_map_passes_over_what_is_shared() {
        let kept = Shared::new(0);
        let was: BTreeMap<u8, Shared<u8>> = [(1, kept.clone()), (2, Shared::new(2))].into();
        let is: BTreeMap<u8, Shared<u8>> = [(0, Shared::new(0)), (1, kept)].into();
        let found = map(&was, &is);
        let found: Vec<(u8, bool, bool)> =
            found.iter().map(|(key, old, new)| (**key, old.is_some(), new.is_some())).collect();
        assert_eq!(found, [(0, false, true), (2, true, false)]);
        assert_eq!(map(&was, &was), []);
    }

    #[test]
    fn an_order_is_that_of_what_both_have() {
        assert!(!is_reordered([1, 2, 3], [0, 1, 3]));
        assert!(is_reordered([1, 2, 3], [3, 1]));
        assert_eq!(moved(&[1, 2, 3], &[3, 1, 2]), BTreeSet::from([&3]));
        let (b, x): (Id<Group>, Id<Group>) = ("b".into(), "x".into());
        assert_eq!(in_order(["c", "b", "a"], [(&x, 1), (&b, 2)]), [(&b, 2), (&x, 1)]);
    }
}

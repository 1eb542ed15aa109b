//! An ordered list of entities with a look-up by id, cheap to clone and to edit in one place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entity, Id};
use crate::format::{Json, Unread};
use crate::shared::{Adopt, Adopted, Shared};

/// Entities in the order the user gave them. An edit copies the list of pointers and the one
/// entity, nothing else.
pub struct Table<T> {
    rows: Shared<Vec<Shared<T>>>,
    /// By the text of the id, so that the map is one type for all tables.
    places: Shared<BTreeMap<Arc<str>, usize>>,
    unread: Unread,
}

impl<T: Entity> Table<T> {
    /// A table of these entities. Of two with one id the first stays.
    pub fn new(entities: impl IntoIterator<Item = T>) -> Self {
        let mut table = Self::default();
        for entity in entities {
            table.add(entity);
        }
        table
    }

    /// The same table with items of the file that could not be read; they are written back.
    #[must_use]
    pub fn with_unread(mut self, unread: Unread) -> Self {
        self.unread = unread;
        self
    }

    /// Items of the file that could not be read.
    pub fn unread(&self) -> &Unread {
        &self.unread
    }

    /// Lets go of items that could not be read and that something else takes the place of; true where
    /// there were any.
    pub(crate) fn forget_unread(&mut self, gone: impl Fn(&Json) -> bool) -> bool {
        if self.unread.is_empty() || !self.unread.forget(gone) {
            return false;
        }
        // It is another table now, though its entities are the same.
        self.rows = Shared::new((*self.rows).clone());
        true
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entities in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Shared<T>> {
        self.rows.iter()
    }

    /// Whether an entity has this id.
    pub fn has(&self, id: &Id<T>) -> bool {
        self.places.contains_key(id.as_str())
    }

    /// The position of an entity, from 0.
    pub fn position(&self, id: &Id<T>) -> Option<usize> {
        self.places.get(id.as_str()).copied()
    }

    /// The same as a small number, as indexes keep it.
    pub(crate) fn place(&self, id: &Id<T>) -> Option<u32> {
        u32::try_from(self.position(id)?).ok()
    }

    /// The entity at a position.
    pub fn nth(&self, position: usize) -> Option<&Shared<T>> {
        self.rows.get(position)
    }

    /// The entity with this id.
    pub fn get(&self, id: &Id<T>) -> Option<&Shared<T>> {
        self.rows.get(self.position(id)?)
    }

    /// The entity with this text as its id.
    pub fn find(&self, id: &str) -> Option<&Shared<T>> {
        self.rows.get(*self.places.get(id)?)
    }

    /// The name of an entity; its id where there is none.
    pub fn name(&self, id: &Id<T>) -> String {
        self.get(id).map_or_else(|| id.to_string(), |entity| entity.name().to_owned())
    }

    /// Adds an entity at the end. False where its id is taken.
    pub fn add(&mut self, entity: T) -> bool {
        if self.has(entity.id()) {
            return false;
        }
        self.places.edit().insert(entity.id().text().clone(), self.rows.len());
        self.rows.edit().push(Shared::new(entity));
        true
    }

    /// Removes an entity and hands it back.
    pub fn remove(&mut self, id: &Id<T>) -> Option<Shared<T>> {
        let position = self.position(id)?;
        let entity = self.rows.edit().remove(position);
        let places = self.places.edit();
        places.remove(id.as_str());
        for place in places.values_mut().filter(|place| **place > position) {
            *place -= 1;
        }
        Some(entity)
    }

    /// Edits one entity; its id must stay. False where there is none.
    pub fn edit(&mut self, id: &Id<T>, change: impl FnOnce(&mut T)) -> bool
    where
        T: Clone,
    {
        let Some(position) = self.position(id) else { return false };
        let Some(row) = self.rows.edit().get_mut(position) else { return false };
        change(row.edit());
        true
    }

    /// Edits all entities that are wanted; their ids must stay. False where there is none.
    pub fn edit_each(&mut self, wanted: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) -> bool
    where
        T: Clone,
    {
        if !self.rows.iter().any(|row| wanted(row)) {
            return false;
        }
        let rows = self.rows.edit().iter_mut();
        rows.filter(|row| wanted(row)).for_each(|row| change(row.edit()));
        true
    }

    /// Removes the entities that are not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&T) -> bool) {
        let gone = self.rows.iter().filter(|row| !wanted(row)).map(|row| row.id().clone());
        for id in gone.collect::<Vec<_>>() {
            self.remove(&id);
        }
    }

    /// Whether both hold the same ids at the same positions, by identity: true across edits of
    /// entities, false once one came or went.
    pub(crate) fn same_places(&self, other: &Self) -> bool {
        self.places == other.places
    }

    /// Whether both are the same table, by identity.
    pub fn same(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<T: Entity + PartialEq> Adopt for Table<T> {
    fn adopt(&mut self, from: &Self) -> Adopted {
        if self.same(from) {
            let same = Adopted { is_all: true, is_any: false };
            return same.and(Adopted::plainly(&self.unread, &from.unread));
        }
        let mut rows: Vec<Shared<T>> = Vec::new();
        let (mut is_all, mut is_any) = (self.len() == from.len(), false);
        for (at, row) in self.rows.iter().enumerate() {
            let other = from.get(row.id());
            let other = other.filter(|other| row.same(other) || **row == ***other);
            is_any |= other.is_some_and(|other| !row.same(other));
            is_all &= other.is_some_and(|other| from.nth(at).is_some_and(|it| it.same(other)));
            rows.push(other.unwrap_or(row).clone());
        }
        if is_all {
            (self.rows, self.places) = (from.rows.clone(), from.places.clone());
            is_any = true;
        } else if is_any {
            self.rows = rows.into();
        }
        if !self.places.same(&from.places) && *self.places == *from.places {
            self.places = from.places.clone();
        }
        Adopted { is_all, is_any }.and(Adopted::plainly(&self.unread, &from.unread))
    }
}

/// Two tables are equal where they are the same, by identity.
impl<T: Entity> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other)
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), places: self.places.clone(), unread: self.unread.clone() }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Shared::default(), places: Shared::default(), unread: Unread::default() }
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.rows.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Group, GroupId};
    use super::*;

    #[test]
    fn positions_follow_a_removal() {
        let mut table =
            Table::new([Group::new("a", "A"), Group::new("b", "B"), Group::new("c", "C")]);
        let before = table.clone();
        assert!(!table.add(Group::new("a", "again")));
        table.remove(&GroupId::new("b"));
        assert_eq!(table.position(&GroupId::new("c")), Some(1));
        assert_eq!(table.find("b"), None);
        assert_eq!(before.len(), 3, "the earlier table is untouched");
        assert!(!before.same(&table));
    }

    #[test]
    fn an_edit_shares_all_other_rows() {
        let before = Table::new([Group::new("a", "A"), Group::new("b", "B")]);
        let mut after = before.clone();
        assert!(after.edit(&GroupId::new("a"), |group| group.name = "New".to_owned()));
        assert_eq!(after.find("b"), before.find("b"), "shared, so equal by identity");
        assert_ne!(after.find("a"), before.find("a"));
    }
}

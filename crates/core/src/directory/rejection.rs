//! Why an edit is refused, and what edits of every kind have in common: the checks that they begin
//! with, and changes that leave alone what comes out the same.

use std::fmt;

use super::{Entity, Id, Table};
use crate::format::clip;
use crate::shared::Shared;
use crate::text;

/// Why an edit was refused; nothing was changed. One line, the user's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection(pub String);

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Rejection {}

/// What comes of an edit, or of a look at what it speaks of; if it is refused, why.
pub(crate) type Done<T = ()> = Result<T, Rejection>;

/// Refuses an edit in these words.
pub(crate) fn refuse<T>(why: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection(why.into()))
}

/// The refusal of an id that leads to nothing of this kind.
pub(crate) fn no(what: &str, id: impl fmt::Display) -> Rejection {
    Rejection(format!("there is no {what} `{id}`"))
}

/// The refusal of the id of an entity that is not there.
pub(crate) fn absent<T: Entity>(id: &Id<T>) -> Rejection {
    no(T::KIND, id)
}

/// A name says something.
pub(crate) fn named(name: &str) -> Result<(), Rejection> {
    if text::is_blank(name) { refuse("a name cannot be blank") } else { Ok(()) }
}

/// Nothing has this id yet.
pub(crate) fn free(id: &str, is_taken: bool) -> Result<(), Rejection> {
    if is_taken { refuse(format!("the id `{}` is taken", clip(id))) } else { Ok(()) }
}

/// The entity with this id.
pub(crate) fn known<'a, T: Entity>(
    table: &'a Table<T>,
    id: &Id<T>,
) -> Result<&'a Shared<T>, Rejection> {
    table.get(id).ok_or_else(|| absent(id))
}

/// Adds an entity whose name says something and whose id is free.
pub(crate) fn add<T: Entity + Clone>(table: &mut Table<T>, entity: &T) -> Result<(), Rejection> {
    named(entity.name())?;
    free(entity.id().as_str(), !table.add(entity.clone()))
}

/// Changes an entity; one that comes out the same keeps its identity.
pub(crate) fn change<T: Entity + Clone + PartialEq>(
    table: &mut Table<T>,
    id: &Id<T>,
    change: impl FnOnce(&mut T),
) -> Result<(), Rejection> {
    let old = known(table, id)?;
    let mut next = T::clone(old);
    change(&mut next);
    if next != **old {
        table.edit(id, |it| *it = next);
    }
    Ok(())
}

/// Moves the first item that is the wanted one to a position.
pub(crate) fn shift<T>(items: &mut Vec<T>, wanted: impl Fn(&T) -> bool, to: usize) {
    if let Some(at) = items.iter().position(wanted) {
        let item = items.remove(at);
        insert(items, to, item);
    }
}

/// Inserts before a position; beyond the end is the end.
pub(crate) fn insert<T>(items: &mut Vec<T>, at: usize, item: T) {
    items.insert(at.min(items.len()), item);
}

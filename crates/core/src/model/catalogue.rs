//! A catalogue of what a model decides on: headings with their items, perhaps with headings within them, and
//! links between the items. It comes with the product under a name, or stands in the file as a whole once it
//! was edited.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::diff::{Changed, Changes, Tell};
use crate::directory::rejection::{Done, absent, free, insert, named, shift};
use crate::directory::{Entity, Id};
use crate::format::{Codec, Extra, Fields, List, Object, Otherwise, Source, Unread};
use crate::shared::{Shared, collect_into, moved_indices};
use crate::verdict::Address;

/// What items stand under.
pub trait Heading: Entity + Codec + Clone + PartialEq + fmt::Debug + 'static {
    /// What stands under it.
    type Item: Entity + Clone + PartialEq + fmt::Debug + 'static;

    /// Its own items, in order.
    fn items(&self) -> &Vec<Self::Item>;
    /// The same, to be changed.
    fn items_mut(&mut self) -> &mut Vec<Self::Item>;
    /// The headings within it, which have none themselves.
    fn within(&self) -> &[Self] {
        &[]
    }
    /// The same, to be changed, where it can have any.
    fn within_mut(&mut self) -> Option<&mut Vec<Self>> {
        None
    }
}

/// Headings and their items, in order, with a look-up by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue<H> {
    headings: Vec<H>,
    /// Of headings and items, by the text of the id.
    places: BTreeMap<Arc<str>, Place>,
    /// Items of the file that could not be read.
    pub unread: Unread,
}

/// Where something stands: the outer heading, the one within it, and an item's place there.
type Place = (usize, Option<usize>, Option<usize>);

impl<H: Heading> Default for Catalogue<H> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<H: Heading> Catalogue<H> {
    /// A catalogue of these headings.
    pub fn new(headings: Vec<H>) -> Self {
        let mut places: BTreeMap<Arc<str>, Place> = BTreeMap::new();
        let mut note = |heading: &H, outer: usize, inner: Option<usize>| {
            places.entry(heading.id().text().clone()).or_insert((outer, inner, None));
            for (at, item) in heading.items().iter().enumerate() {
                places.entry(item.id().text().clone()).or_insert((outer, inner, Some(at)));
            }
        };
        for (outer, heading) in headings.iter().enumerate() {
            note(heading, outer, None);
            for (inner, within) in heading.within().iter().enumerate() {
                note(within, outer, Some(inner));
            }
        }
        Self { headings, places, unread: Unread::default() }
    }

    /// The outer headings, in order.
    pub fn headings(&self) -> &[H] {
        &self.headings
    }

    /// All headings, each with the one it is within, in order.
    pub fn all(&self) -> impl Iterator<Item = (Option<&H>, &H)> {
        self.headings.iter().flat_map(|outer| {
            let within = outer.within().iter().map(move |inner| (Some(outer), inner));
            std::iter::once((None, outer)).chain(within)
        })
    }

    /// All items, each with the heading that it stands under, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&H, &H::Item)> {
        self.all().flat_map(|(_, heading)| heading.items().iter().map(move |item| (heading, item)))
    }

    /// All items, in order.
    pub fn items(&self) -> impl Iterator<Item = &H::Item> {
        self.pairs().map(|(_, item)| item)
    }

    /// What stands at the place of an id: a heading with the one it is within, and an item's place in it.
    fn at(&self, id: &str) -> Option<(Option<&H>, &H, Option<usize>)> {
        let (outer, inner, at) = *self.places.get(id)?;
        let outer = self.headings.get(outer)?;
        match inner {
            None => Some((None, outer, at)),
            Some(inner) => Some((Some(outer), outer.within().get(inner)?, at)),
        }
    }

    /// The heading with this id, and the one it is within.
    pub fn with_outer(&self, id: &Id<H>) -> Option<(Option<&H>, &H)> {
        let (outer, heading, at) = self.at(id.as_str())?;
        at.is_none().then_some((outer, heading))
    }

    /// The heading with this id.
    pub fn heading(&self, id: &Id<H>) -> Option<&H> {
        self.with_outer(id).map(|(_, heading)| heading)
    }

    /// The item with this id and the heading that it stands under.
    pub fn with_heading(&self, id: &Id<H::Item>) -> Option<(&H, &H::Item)> {
        let (_, heading, at) = self.at(id.as_str())?;
        Some((heading, heading.items().get(at?)?))
    }

    /// The item with this id.
    pub fn item(&self, id: &Id<H::Item>) -> Option<&H::Item> {
        self.with_heading(id).map(|(_, item)| item)
    }

    /// The name of an item or a heading.
    pub(crate) fn name_of(&self, id: &str) -> Option<String> {
        let (_, heading, at) = self.at(id)?;
        let name = match at {
            None => heading.name(),
            Some(at) => heading.items().get(at)?.name(),
        };
        Some(name.to_owned())
    }

    /// The same; the id where there is none.
    pub fn name<T>(&self, id: &Id<T>) -> String {
        self.name_of(id.as_str()).unwrap_or_else(|| id.to_string())
    }

    /// The name of an item or a heading that one of two catalogues has, the first before the other; the id
    /// where neither has it.
    pub(crate) fn name_in<T>(of: [&Self; 2], id: &Id<T>) -> String {
        let found = of.iter().find_map(|catalogue| catalogue.name_of(id.as_str()));
        found.unwrap_or_else(|| id.to_string())
    }

    /// The same catalogue after a change of its headings.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Vec<H>)) -> Self {
        let mut headings = self.headings.clone();
        change(&mut headings);
        Self { unread: self.unread.clone(), ..Self::new(headings) }
    }
}

/// Edits, each of which is refused where what it speaks of is not there.
impl<H: Heading> Catalogue<H> {
    /// The item with this id and the heading that it stands under.
    pub(crate) fn known(&self, id: &Id<H::Item>) -> Done<(&H, &H::Item)> {
        self.with_heading(id).ok_or_else(|| absent(id))
    }

    /// The heading with this id.
    pub(crate) fn known_heading(&self, id: &Id<H>) -> Done<&H> {
        self.heading(id).ok_or_else(|| absent(id))
    }

    /// Nothing has this id yet.
    pub(crate) fn free(&self, id: &str) -> Done {
        free(id, self.places.contains_key(id))
    }

    /// Adds a heading before a position, within another one or not.
    pub(crate) fn add_heading(&mut self, heading: &H, within: Option<&Id<H>>, at: usize) -> Done {
        named(heading.name())?;
        self.free(heading.id().as_str())?;
        heading.items().iter().try_for_each(|item| self.free(item.id().as_str()))?;
        self.list(within, |list| insert(list, at, heading.clone()))
    }

    /// Moves a heading to a position among its neighbours.
    pub(crate) fn move_heading(&mut self, id: &Id<H>, to: usize) -> Done {
        self.beside(id, |list| shift(list, |heading| heading.id() == id, to))
    }

    /// Removes a heading with all that stands under it, and says what that was.
    pub(crate) fn remove_heading(&mut self, id: &Id<H>) -> Done<Vec<Id<H::Item>>> {
        let heading = self.known_heading(id)?;
        let items = std::iter::once(heading).chain(heading.within()).flat_map(H::items);
        let gone = items.map(|item| item.id().clone()).collect();
        self.beside(id, |list| list.retain(|heading| heading.id() != id))?;
        Ok(gone)
    }

    /// Changes a heading.
    pub(crate) fn in_heading(&mut self, id: &Id<H>, edit: impl FnOnce(&mut H)) -> Done {
        self.known_heading(id)?;
        self.edit(id.as_str(), |heading, _| edit(heading));
        Ok(())
    }

    /// Adds an item to a heading before a position.
    pub(crate) fn add_item(&mut self, to: &Id<H>, item: &H::Item, at: usize) -> Done {
        named(item.name())?;
        self.free(item.id().as_str())?;
        self.in_heading(to, |heading| insert(heading.items_mut(), at, item.clone()))
    }

    /// Moves an item to a position of a heading.
    pub(crate) fn move_item(&mut self, id: &Id<H::Item>, to: &Id<H>, at: usize) -> Done {
        let item = self.known(id)?.1.clone();
        self.known_heading(to)?;
        self.remove_item(id)?;
        self.in_heading(to, |heading| insert(heading.items_mut(), at, item))
    }

    /// Removes an item.
    pub(crate) fn remove_item(&mut self, id: &Id<H::Item>) -> Done {
        self.known(id)?;
        self.edit(id.as_str(), |heading, _| heading.items_mut().retain(|item| item.id() != id));
        Ok(())
    }

    /// Changes an item.
    pub(crate) fn in_item(&mut self, id: &Id<H::Item>, edit: impl FnOnce(&mut H::Item)) -> Done {
        self.known(id)?;
        self.edit(id.as_str(), |heading, at| {
            let item = at.and_then(|at| heading.items_mut().get_mut(at));
            if let Some(item) = item {
                edit(item);
            }
        });
        Ok(())
    }

    /// Changes the list that a heading stands in.
    fn beside(&mut self, id: &Id<H>, change: impl FnOnce(&mut Vec<H>)) -> Done {
        let (outer, _) = self.with_outer(id).ok_or_else(|| absent(id))?;
        let outer = outer.map(|outer| outer.id().clone());
        self.list(outer.as_ref(), change)
    }

    /// Changes the list of the headings within one, or of the outer ones.
    fn list(&mut self, within: Option<&Id<H>>, change: impl FnOnce(&mut Vec<H>)) -> Done {
        match within {
            None => *self = self.changed(change),
            Some(outer) => self.in_heading(outer, |outer| {
                if let Some(list) = outer.within_mut() {
                    change(list);
                }
            })?,
        }
        Ok(())
    }

    /// Changes the heading at the place of an id, of an item with its place in it.
    fn edit(&mut self, id: &str, edit: impl FnOnce(&mut H, Option<usize>)) {
        let Some((outer, inner, at)) = self.places.get(id).copied() else { return };
        *self = self.changed(|headings| {
            let outer = headings.get_mut(outer);
            let heading = match inner {
                None => outer,
                Some(inner) => outer.and_then(|it| it.within_mut()?.get_mut(inner)),
            };
            if let Some(heading) = heading {
                edit(heading, at);
            }
        });
    }
}

/// Says what became of the items of a catalogue: removed, added, moved there or within their heading, and
/// whatever else `more` finds. What goes with its heading needs no words of its own.
pub(crate) fn item_changes<H: Heading>(
    found: &mut Changes,
    (saved, draft): (&Catalogue<H>, &Catalogue<H>),
    address: impl Fn(&H::Item) -> Address,
    more: impl Fn(&mut Tell<'_>, &H::Item, &H::Item),
) {
    let (was, is): (Vec<_>, Vec<_>) = (saved.pairs().collect(), draft.pairs().collect());
    let places: BTreeMap<&Id<H::Item>, usize> =
        collect_into(was.iter().zip(0..).map(|((_, item), at)| (item.id(), at)));
    let gone = |(of, old): &&(&H, &H::Item)| {
        draft.item(old.id()).is_none() && draft.heading(of.id()).is_some()
    };
    for (of, old) in was.iter().filter(gone) {
        found.push(Changed::gone(format!("{}: removed from {}", old.name(), of.name())));
    }
    for together in is.chunk_by(|(one, _), (other, _)| one.id() == other.id()) {
        let place = |of: &H, item: &H::Item| {
            let at = *places.get(item.id())?;
            was.get(at).filter(|(old, _)| old.id() == of.id()).map(|_| at)
        };
        let order = together.iter().filter_map(|(of, item)| place(of, item));
        let moved = moved_indices(&order.collect::<Vec<_>>());
        for (of, new) in together {
            let name = new.name();
            let mut say = |words| found.push(Changed::at(address(new), words));
            let Some((was_in, old)) = places.get(new.id()).and_then(|at| was.get(*at)) else {
                say(format!("{name}: added to {}", of.name()));
                continue;
            };
            more(&mut Tell(&mut say), old, new);
            if was_in.id() != of.id() {
                say(format!("{name}: moved from {} to {}", was_in.name(), of.name()));
            } else if place(of, new).is_some_and(|at| moved.contains(&at)) {
                say(format!("{name}: moved within {}", of.name()));
            }
        }
    }
}

/// How a catalogue and the links between its items stand in the file: as the name of the shipped ones, or as
/// two lists.
pub struct Catalogued<H: 'static, L: 'static> {
    /// The name under which the shipped catalogue is frozen.
    pub name: &'static str,
    /// The member that has the links.
    pub links: &'static str,
    /// What is shipped.
    pub shipped: fn() -> Shipped<H, L>,
}

/// A shipped catalogue and its links.
pub type Shipped<H, L> = (&'static Shared<Catalogue<H>>, &'static Shared<Vec<L>>);

/// A catalogue, its links, and those that could not be read.
pub type Linked<H, L> = (Shared<Catalogue<H>>, Shared<Vec<L>>, Unread);

impl<H: Heading, L: Codec + PartialEq> Catalogued<H, L> {
    /// Takes both. Where no item is known the links stay unread as well.
    pub fn read(&self, fields: &mut Fields<'_>) -> Option<Linked<H, L>> {
        let (catalogue, links) = match fields.catalogue(self.name) {
            Source::Unknown => return Some(Linked::default()),
            Source::Shipped => {
                let (catalogue, links) = (self.shipped)();
                for (_, heading) in catalogue.all() {
                    fields.claim_shipped([heading.id().as_str()]);
                    fields.claim_shipped(heading.items().iter().map(|item| item.id().as_str()));
                }
                (catalogue.clone(), links.clone())
            }
            Source::Own(items) => {
                let (headings, unread) = fields.here().at("catalogue").list(items, H::read);
                (Catalogue { unread, ..Catalogue::new(headings) }.into(), Shared::default())
            }
        };
        Some(match fields.items(self.links, Otherwise::Kept, L::read) {
            None => (catalogue, links, Unread::default()),
            Some((links, unread)) => (catalogue, links.into(), unread),
        })
    }

    /// Adds nothing for the shipped ones, and nothing for a catalogue that could not be read and was kept.
    pub fn write(
        &self,
        object: &mut Object,
        (catalogue, links, unread): (&Shared<Catalogue<H>>, &Shared<Vec<L>>, &Unread),
        extra: &Extra,
    ) {
        let (shipped, shipped_links) = (self.shipped)();
        let same = catalogue == shipped || **catalogue == **shipped;
        let as_shipped = same && **links == **shipped_links && unread.is_empty();
        let none = catalogue.headings.is_empty() && catalogue.unread.is_empty();
        if as_shipped || none && extra.get("catalogue").is_some() {
            return;
        }
        let headings = catalogue.headings.iter().map(|heading| heading.write().into());
        object.push("catalogue", catalogue.unread.among(headings));
        List(self.links).write(object, (links, unread), extra);
    }
}

//! The catalogue: sections with their attributes, the families that an attribute's name makes it a
//! member of, and what a section's header covers.

use super::area::Area;
use super::codec::{Families, Licences, Service, Subsections};
use crate::directory::{Id, entity};
use crate::format::{Flag, List, Maybe, Restricts, names};
use crate::model::{self, Heading};
use crate::text::capital;

/// The id of an [`Attribute`].
pub type AttributeId = Id<Attribute>;
/// The id of a [`Section`].
pub type SectionId = Id<Section>;

/// What stands between a family's row and its suffix.
const DASH: &str = " - ";

entity! {
    /// Something that can be ticked.
    pub struct Attribute("attribute") {
        /// What it is for.
        description: Option<String> = Maybe("description"),
        /// Whether everybody has it without a tick.
        default: bool = Flag("default"),
        /// What has to be installed for it to count.
        licences: Vec<String> = Licences,
        /// Whether it has no effect any more.
        obsolete: bool = Restricts("obsolete"),
        /// Whether it is listed without an explanation.
        unexplained: bool = Flag("unexplained"),
        /// Whether it is spoken of and stands in no section of the product.
        referenced: bool = Flag("referenced"),
        /// The area under which whoever works in several has to be signed on.
        service: Option<Area> = Service,
        /// A warning of its own.
        warn: Option<String> = Maybe("warn"),
        /// Whether the section's warning is not about it.
        unwarned: bool = Flag("unwarned"),
        /// Whether it was worked out rather than stated.
        inferred: bool = Flag("inferred"),
    }
}

entity! {
    /// A section: a heading with its attributes and perhaps sections within it.
    pub struct Section("section") {
        /// Its attributes, in order.
        attributes + unread: Vec<Attribute> = List("attributes"); last,
        /// What it is about as a whole.
        description: Option<String> = Maybe("description"),
        /// Whether its header has a box for all of it.
        select_all: bool = Flag("selectAll"),
        /// A warning that goes for all of it but what is unwarned.
        warn: Option<String> = Maybe("warn"),
        /// The suffixes of its families: the columns of one grid each.
        families: Vec<Vec<String>> = Families,
        /// The sections within it, which have none themselves.
        sections + unread_sections: Vec<Section> = Subsections; last,
    }
}

/// One grid of a section: a row for each base, a column for each suffix.
#[derive(Clone, Debug, PartialEq)]
pub struct Family<'a> {
    /// The columns.
    pub suffixes: &'a [String],
    /// What stands before the suffix, and the attribute under each.
    pub rows: Vec<(&'a str, Vec<Option<&'a Attribute>>)>,
}

impl Section {
    // R9: its own attributes, obsolete ones and families among them; not those of sections within
    // it, which have headers of their own, and not what the product does not list.
    /// The attributes that the box in its header covers.
    pub fn under_header(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| !attribute.referenced)
    }

    /// The warnings that go for an attribute: its own, then the section's.
    pub fn warnings<'a>(&'a self, attribute: &'a Attribute) -> impl Iterator<Item = &'a str> {
        let of_section = self.warn.as_deref().filter(|_| !attribute.unwarned);
        attribute.warn.as_deref().into_iter().chain(of_section)
    }

    /// What one of its attributes is for, in sentences: its explanation, then the warnings that go for it.
    pub fn says(&self, attribute: &Attribute) -> String {
        let warnings = self.warnings(attribute).map(capital);
        let parts: Vec<String> =
            attribute.description.clone().into_iter().chain(warnings).collect();
        parts.join(" ")
    }

    // R10: the last part of the name alone decides; what has another dash before it is a base.
    /// Where in the section's families an attribute stands: the family, the base, the suffix.
    fn in_family<'a>(&'a self, attribute: &'a Attribute) -> Option<(usize, &'a str, usize)> {
        let (base, suffix) = attribute.name.rsplit_once(DASH)?;
        let mut families = self.families.iter().enumerate();
        families.find_map(|(at, family)| {
            let column = family.iter().position(|other| other == suffix)?;
            Some((at, base, column))
        })
    }

    /// The attributes that stand in no family.
    pub fn alone(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| self.in_family(attribute).is_none())
    }

    /// Its families that have members, as grids. Where two members have one name the first stands
    /// in the grid, and the other makes a row of its own.
    pub fn grids(&self) -> Vec<Family<'_>> {
        let empty = |suffixes| Family { suffixes, rows: Vec::new() };
        let mut grids: Vec<Family<'_>> = self.families.iter().map(|it| empty(it)).collect();
        for attribute in &self.attributes {
            let Some((family, base, column)) = self.in_family(attribute) else { continue };
            let Some(grid) = grids.get_mut(family) else { continue };
            let free = |(name, cells): &&mut (&str, Vec<Option<&Attribute>>)| {
                *name == base && cells.get(column).is_some_and(Option::is_none)
            };
            let row = match grid.rows.iter_mut().find(free) {
                Some((_, row)) => row,
                None => {
                    grid.rows.push((base, vec![None; grid.suffixes.len()]));
                    let Some((_, row)) = grid.rows.last_mut() else { continue };
                    row
                }
            };
            if let Some(cell) = row.get_mut(column) {
                *cell = Some(attribute);
            }
        }
        grids.retain(|grid| !grid.rows.is_empty());
        grids
    }
}

names! {
    /// What the box in a section's header shows.
    pub enum Header {
        /// Nothing is ticked.
        Empty = "none ticked",
        /// Some are, and some are not.
        Mixed = "some ticked",
        /// All are.
        Ticked = "all ticked",
    }
}

impl Header {
    /// What it shows over these boxes.
    pub fn of(boxes: impl Iterator<Item = bool>) -> Self {
        let (mut some, mut all) = (false, true);
        for ticked in boxes {
            some |= ticked;
            all &= ticked;
        }
        match (some, all) {
            (false, _) => Self::Empty,
            (true, false) => Self::Mixed,
            (true, true) => Self::Ticked,
        }
    }
}

impl Heading for Section {
    type Item = Attribute;

    fn items(&self) -> &Vec<Attribute> {
        &self.attributes
    }

    fn items_mut(&mut self) -> &mut Vec<Attribute> {
        &mut self.attributes
    }

    fn within(&self) -> &[Self] {
        &self.sections
    }

    fn within_mut(&mut self) -> Option<&mut Vec<Self>> {
        Some(&mut self.sections)
    }
}

/// All attributes under their sections.
pub type Catalogue = model::Catalogue<Section>;

/// The name of a section with that of the one it is within.
pub fn full_name(outer: Option<&Section>, section: &Section) -> String {
    match outer {
        None => section.name.clone(),
        Some(outer) => format!("{} / {}", outer.name, section.name),
    }
}

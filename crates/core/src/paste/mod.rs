//! Copying from a grid and pasting into it, decided before anything is set: what a text means, which
//! cells of the grid it belongs to, what would change and what is left as it is, and why. Also which
//! cells a command reaches where a filter hides some. Knows no model, no screen and no clipboard.
//!
//! - A mark that is not understood is never a value: it is named, counted, and sets nothing.
//! - A blank cell leaves what is there as it is.
//! - A name that could be several things is left out and said; never the first one is taken.
//! - What a filter hides is not changed.

mod copy;
mod heads;
mod plan;
mod reach;
#[cfg(test)]
mod tests;

pub use copy::copied;
pub use heads::{Axis, Head, HeadVisibility};
pub use plan::{Plan, plan};
pub use reach::{Below, Reach, reach};

use crate::text::folded;

/// A cell by its positions in the grid as it is, shown or not: row, column.
pub type At = (usize, usize);

/// What a text comes to in a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed<V> {
    /// This value.
    Value(V),
    /// Nothing is said: what is there stays.
    Blank,
    /// A mark that the model does not know: what is there stays, and it is named.
    Unknown,
}

impl<V> Parsed<V> {
    /// The same with another kind of value.
    pub fn map<W>(self, change: impl FnOnce(V) -> W) -> Parsed<W> {
        match self {
            Self::Value(value) => Parsed::Value(change(value)),
            Self::Blank => Parsed::Blank,
            Self::Unknown => Parsed::Unknown,
        }
    }

    /// The value of a text, where `known` knows it; blank where nothing is written.
    pub fn of(text: &str, known: impl FnOnce(&str) -> Option<V>) -> Self {
        let plain = folded(text);
        match plain.as_str() {
            "" => Self::Blank,
            plain => known(plain).map_or(Self::Unknown, Self::Value),
        }
    }
}

/// A text as it is compared, without the spaces, strokes and dashes inside names of levels. Other
/// signs stay, so that `Read?` is not `Read`.
pub fn joined(plain: &str) -> String {
    plain.chars().filter(|c| ![' ', '-', '_', '/'].contains(c)).collect()
}

/// A tick as people write one. Only for what can be ticked or not: where there are levels, a tick
/// does not say which.
pub fn tick(text: &str) -> Parsed<bool> {
    Parsed::of(text, |plain| match plain {
        "1" | "x" | "y" | "yes" | "true" | "ticked" | "✓" | "✔" | "☑" => Some(true),
        "0" | "n" | "no" | "false" | "not ticked" | "☐" => Some(false),
        _ => None,
    })
}

/// What a grid knows of its cells.
pub trait Cells {
    /// What a text means anywhere in it: for telling values from headings, and for cells that are
    /// not there yet.
    fn parse(&self, text: &str) -> Parsed<String>;
    /// What a text means in a cell, in the words in which it is set.
    fn read(&self, at: At, text: &str) -> Parsed<String>;
    /// What is set in a cell, in the same words; none for one that takes nothing.
    fn now(&self, at: At) -> Option<String>;
    /// What is copied of a cell.
    fn copied(&self, at: At) -> String;
    /// The rows that a heading stands for, where it stands for some.
    fn below(&self, row: usize) -> Option<Below>;
    /// Whether rows, and whether columns, that a table names could be made.
    fn makes(&self) -> (bool, bool);
}

/// Rows and columns with what is shown of them.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// What stands over the row heads.
    pub corner: &'a str,
    /// The rows.
    pub rows: &'a Axis<'a>,
    /// The columns.
    pub columns: &'a Axis<'a>,
}

impl Grid<'_> {
    /// The cell at these positions of what is shown.
    fn shown(&self, (row, column): At) -> Option<At> {
        Some((*self.rows.shown.get(row)?, *self.columns.shown.get(column)?))
    }
}

/// A block of shown cells: positions among the shown rows and columns, all four belonging to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The first row.
    pub top: usize,
    /// The first column.
    pub left: usize,
    /// The last row.
    pub bottom: usize,
    /// The last column.
    pub right: usize,
}

impl Area {
    /// How many rows it has.
    fn height(&self) -> usize {
        (self.bottom + 1).saturating_sub(self.top)
    }

    /// How many columns it has.
    fn width(&self) -> usize {
        (self.right + 1).saturating_sub(self.left)
    }
}

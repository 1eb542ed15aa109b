//! What a grid shows, as the grid sees it: heads with keys, and faces of cells. Cells are named by
//! the keys of their row and column, never by position: positions change under an edit.

use std::collections::BTreeMap;
use std::ops::Range;

/// The head of a row or a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What names it.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it stands under; empty for nothing.
    pub band: String,
}

/// The heads of all rows and columns, with a look-up by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// What stands over the row heads.
    pub corner: String,
    /// The rows, in order.
    pub rows: Vec<Head>,
    /// The columns, in order.
    pub columns: Vec<Head>,
    row_places: BTreeMap<String, usize>,
    column_places: BTreeMap<String, usize>,
}

impl Shape {
    /// A shape with these heads.
    pub fn new(corner: &str, rows: Vec<Head>, columns: Vec<Head>) -> Self {
        let places = |heads: &[Head]| {
            heads.iter().enumerate().map(|(at, head)| (head.key.clone(), at)).collect()
        };
        let (row_places, column_places) = (places(&rows), places(&columns));
        Self { corner: corner.to_owned(), rows, columns, row_places, column_places }
    }

    /// The position of a row.
    pub fn row(&self, key: &str) -> Option<usize> {
        self.row_places.get(key).copied()
    }

    /// The position of a column.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.column_places.get(key).copied()
    }
}

/// How a cell looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// The words in it.
    pub text: &'static str,
    /// How much it permits: `none`, `low`, `middle` or `full`; chooses glyph and colour.
    pub tone: &'static str,
    /// What a screen reader says of it, without row and column.
    pub spoken: String,
}

/// What a grid shows.
pub trait Sheet: Send + Sync {
    /// Its rows and columns.
    fn shape(&self) -> &Shape;
    /// The faces of a row's cells in a range of columns. Positions are those of [`Sheet::shape`];
    /// one beyond it yields fewer faces.
    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face>;
}

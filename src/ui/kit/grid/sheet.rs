//! What a grid shows and what can be done in it, as the grid sees it: heads with keys, faces of
//! cells, verbs. Cells are named by the keys of their row and column wherever they are kept;
//! positions hold only until the next edit.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use whocan_core::paste::{Below, Parsed};
use whocan_core::shared::collect_into;

/// The head of a row or a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What names it.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it stands under; empty for nothing. Neighbouring columns under one band can be folded.
    pub band: String,
    /// What is to be known of a row at a glance, in a word or two; empty for nothing.
    pub mark: String,
    /// How deep it stands in a tree of rows, from 0.
    pub depth: usize,
    /// Whether the rows behind it that stand deeper belong to it.
    pub parent: bool,
}

impl Head {
    /// A head that stands for itself.
    pub fn new(key: impl ToString, name: impl Into<String>) -> Self {
        Self { key: key.to_string(), name: name.into(), ..Self::default() }
    }

    /// The same head under a band.
    #[must_use]
    pub fn under(self, band: impl Into<String>) -> Self {
        Self { band: band.into(), ..self }
    }

    /// The same head with words beside its name.
    #[must_use]
    pub fn marked(self, mark: impl Into<String>) -> Self {
        Self { mark: mark.into(), ..self }
    }

    /// The same head in a tree.
    #[must_use]
    pub fn at_depth(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    /// The same head with deeper rows of its own behind it.
    #[must_use]
    pub fn parent(self) -> Self {
        Self { parent: true, ..self }
    }
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
            collect_into(heads.iter().enumerate().map(|(at, head)| (head.key.clone(), at)))
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

    /// Whether any row has rows of its own.
    pub fn is_tree(&self) -> bool {
        self.rows.iter().any(|head| head.parent)
    }
}

/// The sign of a cell, beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// As many bars as its tone permits, or a cross.
    #[default]
    Meter,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
    /// A tick and a cross.
    Both,
    /// A question mark: it is not certain.
    Doubt,
    /// Nothing.
    Blank,
}

impl Sign {
    /// Its name in `data-sign`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meter => "meter",
            Self::Tick => "tick",
            Self::Cross => "cross",
            Self::Both => "both",
            Self::Doubt => "doubt",
            Self::Blank => "blank",
        }
    }
}

/// How a cell looks and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// The words in it.
    pub text: Cow<'static, str>,
    /// How much it permits: `none`, `low`, `middle`, `full`, or empty where it does not say.
    pub tone: &'static str,
    /// Its sign.
    pub sign: Sign,
    /// Why it is grey: what cannot be had here.
    pub off: Option<Cow<'static, str>>,
    /// What is wrong with what is set here, in words; a mark stands behind the cell's own.
    pub warning: Option<Cow<'static, str>>,
    /// Whether the draft differs from what is saved.
    pub changed: bool,
    /// What a screen reader says of it, without row and column; also what is copied.
    pub spoken: Cow<'static, str>,
}

/// Something that can be done with cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// What names it.
    pub id: &'static str,
    /// What it is called.
    pub label: Cow<'static, str>,
    /// The keys that do it, as the browser names them; the first one is shown.
    pub keys: &'static [&'static str],
}

/// A cell by its positions in the sheet: row, column.
pub type At = (usize, usize);

/// What a grid shows. Positions are those of [`Sheet::shape`]; one beyond it shows nothing and can
/// be done nothing with.
pub trait Sheet: Send + Sync {
    /// Its rows and columns.
    fn shape(&self) -> &Shape;
    /// The faces of a row's cells in a range of columns.
    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face>;
    /// What can be done with cells; empty for a sheet that is only looked at.
    fn verbs(&self) -> Vec<Verb> {
        Vec::new()
    }
    /// Does one of the verbs with cells, as one step.
    fn run(&self, _verb: &str, _cells: &[At]) {}
    /// What Space, Enter and a click on the active cell do: a verb's id.
    fn default_verb(&self, _cell: At) -> Option<&'static str> {
        None
    }
    /// What Space, Enter and a click on the active cell offer to choose from instead, where there is
    /// anything: a drop-down. The ids are verbs.
    fn choices(&self, _cell: At) -> Vec<Verb> {
        Vec::new()
    }
    /// What the menu of a column's head offers; empty where it offers every verb for the whole
    /// column. It is run with the cells of that column that no filter hides.
    fn head_verbs(&self, _column: usize) -> Vec<Verb> {
        Vec::new()
    }
    /// Whether anything can be pasted into it.
    fn can_paste(&self) -> bool {
        false
    }
    /// What a text means as a value of any of its cells. Nothing does where nothing can be pasted.
    fn parse(&self, _text: &str) -> Parsed<String> {
        Parsed::Unknown
    }
    /// What a text means in a cell, in the words in which [`Sheet::now`] says what is set.
    fn read(&self, _cell: At, text: &str) -> Parsed<String> {
        self.parse(text)
    }
    /// What is set in a cell; none for one that takes nothing.
    fn now(&self, _cell: At) -> Option<String> {
        None
    }
    /// The rows that a row stands for: what is done with it is done with them.
    fn below(&self, _row: usize) -> Option<Below> {
        None
    }
    /// Sets cells to what [`Sheet::read`] made of texts, as one step.
    fn paste(&self, _cells: &[(At, String)]) {}
    /// What rows and columns that a pasted matrix names and the sheet does not have could be made:
    /// their plural, such as `groups`, where they could be.
    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, None)
    }
    /// Makes rows and columns with these names, as one step.
    fn make(&self, _rows: &[String], _columns: &[String]) {}
    /// Whether anything in a row differs from what is saved.
    fn changed(&self, _row: usize) -> bool {
        false
    }
    /// Whether anything in a row is something else than the default.
    fn is_set(&self, _row: usize) -> bool {
        true
    }
    /// How much a cell permits, to sort by a column.
    fn rank(&self, _cell: At) -> u32 {
        0
    }
}

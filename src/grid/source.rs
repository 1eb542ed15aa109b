//! What a grid shows and what can be done in it, as the grid sees it: heads with keys, looks of cells,
//! commands. Cells are named by the keys of their row and column wherever they are kept; positions hold
//! only until the next edit.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::components::Level;
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
    /// What is to be known of it at a glance, in a word or two; empty for nothing.
    pub mark: String,
    /// How deep it stands in a tree of rows, from 0.
    pub depth: usize,
    /// Whether the rows behind it that stand deeper belong to it.
    pub parent: bool,
    /// Whether a lock stands beside its name, for what is secured by more than the grid shows.
    pub locked: bool,
    /// The initials of a person, beside the name of a row; empty for nothing.
    pub initials: String,
    /// Whether a column holds words: as wide as it needs, however dense the rest is.
    pub words: bool,
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

    /// The same head with initials beside its name.
    #[must_use]
    pub fn with_initials(self, initials: impl Into<String>) -> Self {
        Self { initials: initials.into(), ..self }
    }

    /// The same head of a column that holds words.
    #[must_use]
    pub fn of_words(self) -> Self {
        Self { words: true, ..self }
    }

    /// The same head with a lock where `locked` says so.
    #[must_use]
    pub fn locked(self, locked: bool) -> Self {
        Self { locked, ..self }
    }
}

/// The heads of all rows and columns, with a look-up by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// What stands over the row heads, as a copied table has it.
    pub corner: String,
    /// The rows, in order.
    pub rows: Vec<Head>,
    /// The columns, in order.
    pub columns: Vec<Head>,
    row_places: BTreeMap<String, usize>,
    column_places: BTreeMap<String, usize>,
    is_tree: bool,
    has_bands: bool,
}

impl Shape {
    /// A shape with these heads.
    pub fn new(corner: &str, rows: Vec<Head>, columns: Vec<Head>) -> Self {
        let places = |heads: &[Head]| {
            collect_into(heads.iter().enumerate().map(|(at, head)| (head.key.clone(), at)))
        };
        let (row_places, column_places) = (places(&rows), places(&columns));
        // Asked whenever anything is drawn.
        let is_tree = rows.iter().any(|head| head.parent);
        let has_bands = columns.iter().any(|head| !head.band.is_empty());
        let corner = corner.to_owned();
        Self { corner, rows, columns, row_places, column_places, is_tree, has_bands }
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
        self.is_tree
    }

    /// Whether columns stand under bands.
    pub fn has_bands(&self) -> bool {
        self.has_bands
    }
}

/// The sign of a cell, beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// As many bars as its level permits, or a dash.
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
    /// A signpost in an outline: not itself, and by way of something else.
    Indirect,
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
            Self::Indirect => "indirect",
            Self::Blank => "blank",
        }
    }
}

/// Why a cell is grey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Off {
    /// It cannot be had here: there is nothing to set.
    NotOffered(Cow<'static, str>),
    /// What is set, or could be, has no effect.
    NoEffect(Cow<'static, str>),
}

impl Off {
    /// One that cannot be had here.
    pub fn not_offered(why: impl Into<Cow<'static, str>>) -> Self {
        Self::NotOffered(why.into())
    }

    /// One that has no effect.
    pub fn no_effect(why: impl Into<Cow<'static, str>>) -> Self {
        Self::NoEffect(why.into())
    }

    /// The reason, in words.
    pub fn why(&self) -> &str {
        match self {
            Self::NotOffered(why) | Self::NoEffect(why) => why,
        }
    }

    /// Its name in `data-off`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotOffered(_) => "not-offered",
            Self::NoEffect(_) => "no-effect",
        }
    }
}

/// How a cell looks and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellView {
    /// The words in it where there is space for words. Where nothing is permitted a dash is seen in their
    /// place: the same word in hundreds of cells says nothing.
    pub text: Cow<'static, str>,
    /// How much it permits; none where it does not say.
    pub level: Option<Level>,
    /// Its sign.
    pub sign: Sign,
    /// Why it is grey.
    pub off: Option<Off>,
    /// What is wrong with what is set here, in words; a mark stands behind the cell's own.
    pub warning: Option<Cow<'static, str>>,
    /// Whether the draft differs from what is saved.
    pub changed: bool,
    /// Whether something else lowers what is set here.
    pub capped: bool,
    /// What a screen reader says of it, without row and column; also what is copied.
    pub spoken: Cow<'static, str>,
}

/// What can be done with cells, as menus and keys offer it: `what` is the source's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<C> {
    /// What is done.
    pub what: C,
    /// What it is called.
    pub label: Cow<'static, str>,
    /// The keys that do it, as the browser names them; the first one is shown.
    pub keys: &'static [&'static str],
    /// The level that it sets, where it sets one.
    pub level: Option<Level>,
    /// Whether it takes back and sets nothing: it stands with Copy and Paste.
    pub takes_back: bool,
}

/// What something would do to people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// How many could do something that they cannot do now.
    pub gain: usize,
    /// How many could no longer do something.
    pub lose: usize,
    /// On what, with how many: `2 processes`. None where that is nothing, or of several kinds.
    pub on: Option<String>,
}

impl<C> Offer<C> {
    /// Something that is called so and has no key.
    pub fn new(what: C, label: impl Into<Cow<'static, str>>) -> Self {
        Self { what, label: label.into(), keys: &[], level: None, takes_back: false }
    }

    /// The same with keys.
    #[must_use]
    pub fn keys(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    /// The same with the picture of the level that it sets.
    #[must_use]
    pub fn level(self, level: Level) -> Self {
        Self { level: Some(level), ..self }
    }

    /// The same as one that takes back.
    #[must_use]
    pub fn takes_back(self) -> Self {
        Self { takes_back: true, ..self }
    }
}

/// What stands below all rows: a word for the line, and a number below each column of the source. The head
/// of a column says its own too: `6 members`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What is counted, at the head of the line: `Members`.
    pub label: String,
    /// What is counted, one and several of it: `member`, `members`.
    pub names: (&'static str, &'static str),
    /// How many, by the columns of the source; none where nothing is counted.
    pub counts: Vec<Option<usize>>,
}

impl Totals {
    /// How many there are below a column of the source.
    pub(super) fn of(&self, column: usize) -> Option<usize> {
        self.counts.get(column).copied().flatten()
    }
}

/// The commands of a source that is only looked at: there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCommand {}

/// A cell by its positions in the source: row, column.
pub type CellPos = (usize, usize);

/// What a grid shows. Positions are those of [`GridSource::shape`]; one beyond it shows nothing and can
/// be done nothing with.
pub trait GridSource: Send + Sync + 'static {
    /// What can be done with cells: one type from the key to the edit.
    type Command: Clone + Send + Sync + 'static;

    /// Its rows and columns.
    fn shape(&self) -> &Shape;
    /// The looks of a row's cells in a range of columns.
    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView>;
    /// What stands in a line below all rows; none for nothing.
    fn totals(&self) -> Option<&Totals> {
        None
    }
    /// What can be done with cells; empty for a source that is only looked at.
    fn commands(&self) -> Vec<Offer<Self::Command>> {
        Vec::new()
    }
    /// Does a command with cells, as one step. What hangs on what there is now goes by the first of those
    /// that it was asked for, which may be a heading that stands for them.
    fn run(&self, _command: &Self::Command, _cells: &[CellPos], _first: CellPos) {}
    /// What a command with cells would do to people; none where that is not known.
    fn effect(
        &self,
        _command: &Self::Command,
        _cells: &[CellPos],
        _first: CellPos,
    ) -> Option<Effect> {
        None
    }
    /// Whether a row that stands for others, some of which a filter hides, is asked about; else only what
    /// is shown is meant.
    fn asks_for_hidden(&self) -> bool {
        false
    }
    /// What a row is, such as a heading, where Space folds it and sets nothing in it.
    fn space_folds(&self, _row: usize) -> Option<&'static str> {
        None
    }
    /// What Space, Enter and, where a click acts, a click on the active cell do.
    fn default_command(&self, _cell: CellPos) -> Option<Self::Command> {
        None
    }
    /// What Space, Enter and a click on the active cell offer to choose from instead, where there is
    /// anything: a drop-down.
    fn choices(&self, _cell: CellPos) -> Vec<Offer<Self::Command>> {
        Vec::new()
    }
    /// What the menu of a column's head offers; empty where it offers every command for the whole
    /// column. It is run with the cells of that column that no filter hides.
    fn head_commands(&self, _column: usize) -> Vec<Offer<Self::Command>> {
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
    /// What a text means in a cell, in the words in which [`GridSource::now`] says what is set.
    fn read(&self, _cell: CellPos, text: &str) -> Parsed<String> {
        self.parse(text)
    }
    /// What is set in a cell; none for one that takes nothing.
    fn now(&self, _cell: CellPos) -> Option<String> {
        None
    }
    /// The rows that a row stands for: what is done with it is done with them.
    fn below(&self, _row: usize) -> Option<Below> {
        None
    }
    /// Sets cells to what [`GridSource::read`] made of texts, as one step.
    fn paste(&self, _cells: &[(CellPos, String)]) {}
    /// What that would do to people; none where it is not known.
    fn paste_effect(&self, _cells: &[(CellPos, String)]) -> Option<Effect> {
        None
    }
    /// What rows and columns that a pasted matrix names and the source does not have could be made:
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
    fn rank(&self, _cell: CellPos) -> u32 {
        0
    }
    /// What a row belongs to, as numbers that rise; none where rows belong to nothing.
    fn groups(&self, _row: usize) -> Option<&[u32]> {
        None
    }
    /// How much the cells of some rows permit, for the map, one row after the other.
    fn levels(&self, rows: &[usize], row: &mut dyn FnMut(&LevelBits)) {
        let mut bits = LevelBits::default();
        for at in rows {
            bits.clear();
            let cells = self.cells(*at, 0..self.shape().columns.len());
            cells.iter().for_each(|cell| bits.push(cell.level.map_or(0, Level::amount)));
            row(&bits);
        }
    }
    /// Which of these bits each column has; none where they stand in the columns' order.
    fn level_places(&self) -> Option<Vec<usize>> {
        None
    }
    /// Which of some rows may permit something else than in an earlier source, by their positions among
    /// these; none where that cannot be told and any may.
    fn rows_changed(&self, _before: &Self, _rows: &[usize]) -> Option<Vec<usize>>
    where
        Self: Sized,
    {
        None
    }
}

/// How much each cell of a row permits, 0 to 3, as two bits: that is what millions of cells are
/// reckoned with.
#[derive(Clone, Debug, Default)]
pub struct LevelBits {
    /// The lower bit of each cell, a word for 64 of them.
    pub low: Vec<u64>,
    /// The higher bit of each.
    pub high: Vec<u64>,
    count: usize,
}

impl LevelBits {
    /// How many cells a word holds.
    pub const IN_WORD: usize = u64::BITS as usize;

    /// No cells.
    pub fn clear(&mut self) {
        self.low.clear();
        self.high.clear();
        self.count = 0;
    }

    /// One more cell.
    pub fn push(&mut self, level: u8) {
        let bit = self.count % Self::IN_WORD;
        self.count += 1;
        if bit == 0 {
            self.low.push(0);
            self.high.push(0);
        }
        if let (Some(low), Some(high)) = (self.low.last_mut(), self.high.last_mut()) {
            *low |= u64::from(level & 1) << bit;
            *high |= u64::from(level >> 1 & 1) << bit;
        }
    }

    /// The cells of three planes, one behind the other: who has at least 1, at least 2, and 3.
    pub fn set_planes(&mut self, planes: &[u64]) {
        self.clear();
        let words = planes.len() / 3;
        let (one, rest) = planes.split_at(words);
        let (two, three) = rest.split_at(words);
        self.high.extend_from_slice(two);
        let all = one.iter().zip(two).zip(three);
        self.low.extend(all.map(|((one, two), three)| one ^ two ^ three));
        self.count = words * Self::IN_WORD;
    }

    /// How much the cell at a place permits.
    pub fn level(&self, at: usize) -> u8 {
        let bit = |words: &[u64]| {
            words.get(at / Self::IN_WORD).is_some_and(|word| word >> (at % Self::IN_WORD) & 1 == 1)
        };
        u8::from(bit(&self.low)) | u8::from(bit(&self.high)) << 1
    }

    /// Whether any cell permits anything.
    pub fn is_any(&self) -> bool {
        self.low.iter().chain(&self.high).any(|word| *word != 0)
    }
}

/// A command whose type only its own source knows.
#[derive(Clone)]
pub struct AnyCommand(Arc<dyn Any + Send + Sync>);

/// A source whose commands have lost their type, so that one grid is compiled for all of them.
pub trait AnySource: Send + Sync {
    /// As [`GridSource::shape`].
    fn shape(&self) -> &Shape;
    /// As [`GridSource::cells`].
    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView>;
    /// As [`GridSource::totals`].
    fn totals(&self) -> Option<&Totals>;
    /// As [`GridSource::commands`].
    fn commands(&self) -> Vec<Offer<AnyCommand>>;
    /// As [`GridSource::run`].
    fn run(&self, command: &AnyCommand, cells: &[CellPos], first: CellPos);
    /// As [`GridSource::effect`].
    fn effect(&self, command: &AnyCommand, cells: &[CellPos], first: CellPos) -> Option<Effect>;
    /// As [`GridSource::asks_for_hidden`].
    fn asks_for_hidden(&self) -> bool;
    /// As [`GridSource::space_folds`].
    fn space_folds(&self, row: usize) -> Option<&'static str>;
    /// As [`GridSource::default_command`].
    fn default_command(&self, cell: CellPos) -> Option<AnyCommand>;
    /// As [`GridSource::choices`].
    fn choices(&self, cell: CellPos) -> Vec<Offer<AnyCommand>>;
    /// As [`GridSource::head_commands`].
    fn head_commands(&self, column: usize) -> Vec<Offer<AnyCommand>>;
    /// As [`GridSource::can_paste`].
    fn can_paste(&self) -> bool;
    /// As [`GridSource::parse`].
    fn parse(&self, text: &str) -> Parsed<String>;
    /// As [`GridSource::read`].
    fn read(&self, cell: CellPos, text: &str) -> Parsed<String>;
    /// As [`GridSource::now`].
    fn now(&self, cell: CellPos) -> Option<String>;
    /// As [`GridSource::below`].
    fn below(&self, row: usize) -> Option<Below>;
    /// As [`GridSource::paste`].
    fn paste(&self, cells: &[(CellPos, String)]);
    /// As [`GridSource::paste_effect`].
    fn paste_effect(&self, cells: &[(CellPos, String)]) -> Option<Effect>;
    /// As [`GridSource::makes`].
    fn makes(&self) -> (Option<&'static str>, Option<&'static str>);
    /// As [`GridSource::make`].
    fn make(&self, rows: &[String], columns: &[String]);
    /// As [`GridSource::changed`].
    fn changed(&self, row: usize) -> bool;
    /// As [`GridSource::is_set`].
    fn is_set(&self, row: usize) -> bool;
    /// As [`GridSource::rank`].
    fn rank(&self, cell: CellPos) -> u32;
    /// As [`GridSource::groups`].
    fn groups(&self, row: usize) -> Option<&[u32]>;
    /// As [`GridSource::levels`].
    fn levels(&self, rows: &[usize], row: &mut dyn FnMut(&LevelBits));
    /// As [`GridSource::level_places`].
    fn level_places(&self) -> Option<Vec<usize>>;
    /// As [`GridSource::rows_changed`]; none too where the earlier one is of another kind.
    fn rows_changed(&self, before: &dyn AnySource, rows: &[usize]) -> Option<Vec<usize>>;
    /// Itself, for one of its own kind to look at.
    fn as_any(&self) -> &dyn Any;
}

fn erase<C: Send + Sync + 'static>(offers: Vec<Offer<C>>) -> Vec<Offer<AnyCommand>> {
    let erase = |Offer { what, label, keys, level, takes_back }| Offer {
        what: AnyCommand(Arc::new(what)),
        label,
        keys,
        level,
        takes_back,
    };
    offers.into_iter().map(erase).collect()
}

impl<S: GridSource> AnySource for S {
    fn shape(&self) -> &Shape {
        GridSource::shape(self)
    }
    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        GridSource::cells(self, row, columns)
    }
    fn totals(&self) -> Option<&Totals> {
        GridSource::totals(self)
    }
    fn commands(&self) -> Vec<Offer<AnyCommand>> {
        erase(GridSource::commands(self))
    }
    fn run(&self, command: &AnyCommand, cells: &[CellPos], first: CellPos) {
        // One of another source is none of this one's.
        if let Some(command) = command.0.downcast_ref::<S::Command>() {
            GridSource::run(self, command, cells, first);
        }
    }
    fn effect(&self, command: &AnyCommand, cells: &[CellPos], first: CellPos) -> Option<Effect> {
        GridSource::effect(self, command.0.downcast_ref::<S::Command>()?, cells, first)
    }
    fn asks_for_hidden(&self) -> bool {
        GridSource::asks_for_hidden(self)
    }
    fn space_folds(&self, row: usize) -> Option<&'static str> {
        GridSource::space_folds(self, row)
    }
    fn default_command(&self, cell: CellPos) -> Option<AnyCommand> {
        Some(AnyCommand(Arc::new(GridSource::default_command(self, cell)?)))
    }
    fn choices(&self, cell: CellPos) -> Vec<Offer<AnyCommand>> {
        erase(GridSource::choices(self, cell))
    }
    fn head_commands(&self, column: usize) -> Vec<Offer<AnyCommand>> {
        erase(GridSource::head_commands(self, column))
    }
    fn can_paste(&self) -> bool {
        GridSource::can_paste(self)
    }
    fn parse(&self, text: &str) -> Parsed<String> {
        GridSource::parse(self, text)
    }
    fn read(&self, cell: CellPos, text: &str) -> Parsed<String> {
        GridSource::read(self, cell, text)
    }
    fn now(&self, cell: CellPos) -> Option<String> {
        GridSource::now(self, cell)
    }
    fn below(&self, row: usize) -> Option<Below> {
        GridSource::below(self, row)
    }
    fn paste(&self, cells: &[(CellPos, String)]) {
        GridSource::paste(self, cells);
    }
    fn paste_effect(&self, cells: &[(CellPos, String)]) -> Option<Effect> {
        GridSource::paste_effect(self, cells)
    }
    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        GridSource::makes(self)
    }
    fn make(&self, rows: &[String], columns: &[String]) {
        GridSource::make(self, rows, columns);
    }
    fn changed(&self, row: usize) -> bool {
        GridSource::changed(self, row)
    }
    fn is_set(&self, row: usize) -> bool {
        GridSource::is_set(self, row)
    }
    fn rank(&self, cell: CellPos) -> u32 {
        GridSource::rank(self, cell)
    }
    fn groups(&self, row: usize) -> Option<&[u32]> {
        GridSource::groups(self, row)
    }
    fn levels(&self, rows: &[usize], row: &mut dyn FnMut(&LevelBits)) {
        GridSource::levels(self, rows, row);
    }
    fn level_places(&self) -> Option<Vec<usize>> {
        GridSource::level_places(self)
    }
    fn rows_changed(&self, before: &dyn AnySource, rows: &[usize]) -> Option<Vec<usize>> {
        GridSource::rows_changed(self, before.as_any().downcast_ref()?, rows)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

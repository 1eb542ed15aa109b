//! ONE GRID FOR EVERY POLICY: what is the same whatever the values of cells are. A model says what a cell
//! holds, how that looks, what a text means and what a command makes of it; from that follow what differs
//! from what is saved, what is pasted, sorted and left out, and the way back to what is saved.

use std::ops::Range;

use super::{CellPos, CellView, Effect, GridSource, Offer, Shape, Sign};
use whocan_core::paste::{Below, Parsed};

/// Which state of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is edited.
    Draft,
    /// What is saved.
    Saved,
}

/// What the cells of a policy hold.
pub trait PolicyCells: Send + Sync + 'static {
    /// What is in a cell.
    type Value: Clone + PartialEq;
    /// What is done with cells.
    type Command: Clone + Send + Sync + 'static;
    /// A change of the policy.
    type Edit;

    /// The rows and columns.
    fn shape(&self) -> &Shape;
    /// What is in a cell of a state; none for one that holds nothing, such as a heading's.
    fn value(&self, side: Side, cell: CellPos) -> Option<Self::Value>;
    /// How a value looks in a cell. Whether it is changed is seen to.
    fn view(&self, cell: CellPos, value: &Self::Value) -> CellView;
    /// How a cell looks that holds nothing.
    fn blank(&self, _cell: CellPos) -> CellView {
        CellView { sign: Sign::Blank, ..CellView::default() }
    }
    /// Whether a value is something else than what is there of itself.
    fn is_set(&self, cell: CellPos, value: &Self::Value) -> bool;
    /// How much a value permits.
    fn rank(&self, value: &Self::Value) -> u32;
    /// What can be done.
    fn commands(&self) -> Vec<Offer<Self::Command>>;
    /// What Space does.
    fn default_command(&self, _cell: CellPos) -> Option<Self::Command> {
        None
    }
    /// What a command makes of a cell, given the first of all cells that it is done with; none where it
    /// does nothing there.
    fn apply(&self, command: &Self::Command, cell: CellPos, first: CellPos) -> Option<Self::Value>;
    /// What a command with so many cells is called, as a step that can be undone.
    fn label(&self, command: &Self::Command, first: CellPos, cells: usize) -> String;
    /// What a text means anywhere.
    fn parse(&self, text: &str) -> Parsed<Self::Value>;
    /// What a text means in a cell.
    fn read(&self, _cell: CellPos, text: &str) -> Parsed<Self::Value> {
        self.parse(text)
    }
    /// A value in words that can be read again.
    fn words(&self, value: &Self::Value) -> String;
    /// Whether a cell takes what is set, and not only shows what follows.
    fn takes(&self, _cell: CellPos) -> bool {
        true
    }
    /// The changes that set a cell to a value.
    fn edits(&self, cell: CellPos, value: &Self::Value) -> Vec<Self::Edit>;
    /// Does changes as one step under a name.
    fn send(&self, label: String, edits: Vec<Self::Edit>);
    /// What changes would do to people; none where that is not known.
    fn foresee(&self, _edits: Vec<Self::Edit>) -> Option<Effect> {
        None
    }
    /// Whether a row's cells stand for others, which are set behind it.
    fn stands_for_others(&self, _row: usize) -> bool {
        false
    }
    /// What such a row is.
    fn heading(&self) -> &'static str {
        "heading"
    }
    /// Whether the user is asked where a filter hides some of the rows that a row stands for.
    fn asks_for_hidden(&self) -> bool {
        false
    }
    /// The rows that a row stands for.
    fn below(&self, _row: usize) -> Option<Below> {
        None
    }
    /// What could be made: the plural of rows and columns.
    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, None)
    }
    /// Makes rows and columns with these names.
    fn make(&self, _rows: &[String], _columns: &[String]) {}
}

/// What is done with cells of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyCommand<C> {
    /// The model's own.
    Own(C),
    /// Each becomes what is saved.
    BackToSaved,
}

/// What cells become.
type Made<V> = Vec<(CellPos, V)>;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyGrid<P>(pub P);

impl<P: PolicyCells> PolicyGrid<P> {
    fn differs(&self, cell: CellPos) -> bool {
        self.0.value(Side::Draft, cell) != self.0.value(Side::Saved, cell)
    }

    /// The look of a cell, and of one that stands for others whether any of these differs: folded away
    /// they cannot show it themselves.
    fn view(&self, cell: CellPos, below: &[usize]) -> CellView {
        let Some(value) = self.0.value(Side::Draft, cell) else { return self.0.blank(cell) };
        let changed = self.0.value(Side::Saved, cell).as_ref() != Some(&value)
            || below.iter().any(|row| self.differs((*row, cell.1)));
        CellView { changed, ..self.0.view(cell, &value) }
    }

    /// The cells of a row.
    fn row(&self, row: usize) -> impl Iterator<Item = CellPos> + use<P> {
        (0..self.0.shape().columns.len()).map(move |column| (row, column))
    }

    fn set(&self, label: String, cells: Vec<(CellPos, P::Value)>) {
        self.0.send(label, self.edits(cells));
    }

    /// What a command makes of cells.
    fn made(
        &self,
        command: &PolicyCommand<P::Command>,
        cells: &[CellPos],
        first: CellPos,
    ) -> Made<P::Value> {
        match command {
            PolicyCommand::Own(command) => {
                let made = |cell: &CellPos| Some((*cell, self.0.apply(command, *cell, first)?));
                cells.iter().filter_map(made).collect()
            }
            PolicyCommand::BackToSaved => {
                let saved = |cell: CellPos| {
                    let saved = self.0.value(Side::Saved, cell)?;
                    let back = self.0.takes(cell) && self.differs(cell);
                    back.then_some((cell, saved))
                };
                // What stands for others goes back with them.
                let own = |(row, column): CellPos| match self.0.below(row) {
                    Some(below) => below.rows.into_iter().map(|row| (row, column)).collect(),
                    None => vec![(row, column)],
                };
                cells.iter().copied().flat_map(own).filter_map(saved).collect()
            }
        }
    }

    /// What cells become where these texts are pasted into them.
    fn pasted(&self, cells: &[(CellPos, String)]) -> Made<P::Value> {
        let read = |(cell, text): &(CellPos, String)| match self.0.read(*cell, text) {
            Parsed::Value(value) => Some((*cell, value)),
            _ => None,
        };
        cells.iter().filter_map(read).collect()
    }

    /// Rows that stand for others first, so that what those are set to wins.
    fn edits(&self, cells: Made<P::Value>) -> Vec<P::Edit> {
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for (cell, value) in cells {
            let edits = self.0.edits(cell, &value);
            if self.0.stands_for_others(cell.0) { first.extend(edits) } else { then.extend(edits) }
        }
        first.extend(then);
        first
    }
}

impl<P: PolicyCells> GridSource for PolicyGrid<P> {
    type Command = PolicyCommand<P::Command>;

    fn shape(&self) -> &Shape {
        self.0.shape()
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        let end = columns.end.min(self.0.shape().columns.len());
        let below = self.0.below(row).map(|below| below.rows).unwrap_or_default();
        let columns = columns.start.min(end)..end;
        columns.map(|column| self.view((row, column), &below)).collect()
    }

    fn commands(&self) -> Vec<Offer<Self::Command>> {
        let own = |Offer { what, label, keys, level, takes_back }| Offer {
            what: PolicyCommand::Own(what),
            label,
            keys,
            level,
            takes_back,
        };
        let back = Offer::new(PolicyCommand::BackToSaved, "Back to saved").takes_back();
        self.0.commands().into_iter().map(own).chain([back]).collect()
    }

    fn default_command(&self, cell: CellPos) -> Option<Self::Command> {
        self.0.default_command(cell).map(PolicyCommand::Own)
    }

    fn run(&self, command: &Self::Command, cells: &[CellPos], first: CellPos) {
        let made = self.made(command, cells, first);
        let label = match command {
            PolicyCommand::Own(command) => self.0.label(command, first, made.len()),
            PolicyCommand::BackToSaved => format!("{} cells back to saved", made.len()),
        };
        self.set(label, made);
    }

    fn effect(&self, command: &Self::Command, cells: &[CellPos], first: CellPos) -> Option<Effect> {
        self.0.foresee(self.edits(self.made(command, cells, first)))
    }

    fn asks_for_hidden(&self) -> bool {
        self.0.asks_for_hidden()
    }

    fn space_folds(&self, row: usize) -> Option<&'static str> {
        self.0.stands_for_others(row).then(|| self.0.heading())
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        self.0.parse(text).map(|value| self.0.words(&value))
    }

    fn read(&self, cell: CellPos, text: &str) -> Parsed<String> {
        self.0.read(cell, text).map(|value| self.0.words(&value))
    }

    fn now(&self, cell: CellPos) -> Option<String> {
        let value = self.0.value(Side::Draft, cell).filter(|_| self.0.takes(cell))?;
        Some(self.0.words(&value))
    }

    fn below(&self, row: usize) -> Option<Below> {
        self.0.below(row)
    }

    fn paste(&self, cells: &[(CellPos, String)]) {
        self.set(format!("paste {} cells", cells.len()), self.pasted(cells));
    }

    fn paste_effect(&self, cells: &[(CellPos, String)]) -> Option<Effect> {
        self.0.foresee(self.edits(self.pasted(cells)))
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        self.0.makes()
    }

    fn make(&self, rows: &[String], columns: &[String]) {
        self.0.make(rows, columns);
    }

    fn changed(&self, row: usize) -> bool {
        self.row(row).any(|cell| self.differs(cell))
    }

    fn is_set(&self, row: usize) -> bool {
        let set = |cell: CellPos| {
            self.0.value(Side::Draft, cell).is_some_and(|value| self.0.is_set(cell, &value))
        };
        !self.0.stands_for_others(row) && self.row(row).any(set)
    }

    fn rank(&self, cell: CellPos) -> u32 {
        self.0.value(Side::Draft, cell).map_or(0, |value| self.0.rank(&value))
    }
}

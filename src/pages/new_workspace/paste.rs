//! What pasting a matrix into a system would do, worked out before anything is set, with the groups that
//! the matrix names and the workspace does not have yet counted in.

use crate::grid::{AnySource, CellPos, Head};
use whocan_core::paste::{self, Area, Axis, Below, Cells, Grid, HeadVisibility, Parsed, Plan};

/// A sheet with columns behind its own that are not there yet.
struct WithNew<'a> {
    sheet: &'a dyn AnySource,
    columns: usize,
}

impl WithNew<'_> {
    fn is_new(&self, (_, column): CellPos) -> bool {
        column >= self.columns
    }
}

impl Cells for WithNew<'_> {
    fn parse(&self, text: &str) -> Parsed<String> {
        self.sheet.parse(text)
    }
    fn read(&self, at: CellPos, text: &str) -> Parsed<String> {
        if self.is_new(at) { self.sheet.parse(text) } else { self.sheet.read(at, text) }
    }
    fn now(&self, at: CellPos) -> Option<String> {
        if self.is_new(at) { Some(String::new()) } else { self.sheet.now(at) }
    }
    fn copied(&self, _: CellPos) -> String {
        String::new()
    }
    fn below(&self, row: usize) -> Option<Below> {
        self.sheet.below(row)
    }
    fn makes(&self) -> (bool, bool) {
        let (rows, columns) = self.sheet.makes();
        (rows.is_some(), columns.is_some())
    }
}

fn head(head: &Head) -> paste::Head<'_> {
    let Head { key, name, band, depth, .. } = head;
    paste::Head { key, name, band, depth: *depth, visibility: HeadVisibility::Shown }
}

/// Plans a table, with these names as columns of their own.
///
/// # Errors
/// Says why the text is no table.
pub(super) fn plan(sheet: &dyn AnySource, text: &str, new: &[String]) -> Result<Plan, String> {
    let shape = sheet.shape();
    let new = new.iter().map(|name| paste::Head { key: name, name, ..paste::Head::default() });
    let columns: Vec<paste::Head<'_>> = shape.columns.iter().map(head).chain(new).collect();
    let rows: Vec<paste::Head<'_>> = shape.rows.iter().map(head).collect();
    let all = |heads: &[paste::Head<'_>]| (0..heads.len()).collect();
    let (all_rows, all_columns) = (all(&rows), all(&columns));
    let (rows, columns) = (Axis::new(rows, all_rows), Axis::new(columns, all_columns));
    let grid = Grid { corner: &shape.corner, rows: &rows, columns: &columns };
    let known = WithNew { sheet, columns: shape.columns.len() };
    let first = Area { top: 0, left: 0, bottom: 0, right: 0 };
    paste::plan(text, &grid, &[first], &known).map_err(|open| open.to_string())
}

/// What a table would do, and the groups that it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pasted {
    /// The table.
    pub text: String,
    /// What it would do with the groups made.
    pub plan: Plan,
    /// The groups that are not there yet.
    pub new: Vec<String>,
}

impl Pasted {
    /// Looks at a table.
    ///
    /// # Errors
    /// Says why the text is no table.
    pub(super) fn of(sheet: &dyn AnySource, text: String) -> Result<Self, String> {
        let found = plan(sheet, &text, &[])?;
        let (_, makes) = sheet.makes();
        let new = if makes.is_some() { found.unknown_columns.clone() } else { Vec::new() };
        let plan = if new.is_empty() { found } else { plan(sheet, &text, &new)? };
        Ok(Self { text, plan, new })
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::grid::{CellView, GridSource, NoCommand, Shape};

    /// Two processes by one group that is there; groups can be made.
    struct Sample(Shape);

    impl Sample {
        fn new() -> Self {
            let rows = vec![Head::new("b-1", "Bases"), Head::new("b-2", "Core Data")];
            Self(Shape::new("Process, group", rows, vec![Head::new("g-1", "Office")]))
        }
    }

    impl GridSource for Sample {
        type Command = NoCommand;

        fn shape(&self) -> &Shape {
            &self.0
        }
        fn cells(&self, _: usize, _: Range<usize>) -> Vec<CellView> {
            Vec::new()
        }
        fn parse(&self, text: &str) -> Parsed<String> {
            Parsed::of(text, |plain| (plain == "r").then(|| "Read".to_owned()))
        }
        fn now(&self, _: CellPos) -> Option<String> {
            Some("Deny".to_owned())
        }
        fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
            (None, Some("groups"))
        }
    }

    #[test]
    fn groups_that_are_not_there_yet_are_counted_in() {
        let text = "\tOffice\tFirst Aid\nBases\tR\tR\nCore Data\t?\tR\nTrips\tR\tR";
        let pasted = Pasted::of(&Sample::new(), text.to_owned()).unwrap();
        assert_eq!(pasted.new, ["First Aid"]);
        assert_eq!(pasted.plan.sets.len(), 3);
        assert_eq!(pasted.plan.unknown, [("?".to_owned(), 1)]);
        assert_eq!(pasted.plan.unknown_rows, ["Trips"]);
    }

    #[test]
    fn a_text_that_is_no_table_is_refused() {
        assert!(Pasted::of(&Sample::new(), "\"open".to_owned()).is_err());
    }
}

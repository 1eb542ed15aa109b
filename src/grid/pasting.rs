//! A sheet and what is shown of it, as the core plans pasting and copying. Plain data; no browser.

use super::{AnySource, Block, CellPos, Head, Layout, Shape};
use whocan_core::paste::{self, Area, Below, Cells, Grid, HeadVisibility, Parsed, Reach};
use whocan_core::text::same;

/// A sheet as a table is planned for it.
struct Known<'a>(&'a dyn AnySource);

impl Cells for Known<'_> {
    fn parse(&self, text: &str) -> Parsed<String> {
        self.0.parse(text)
    }
    fn read(&self, at: CellPos, text: &str) -> Parsed<String> {
        self.0.read(at, text)
    }
    fn now(&self, at: CellPos) -> Option<String> {
        self.0.now(at)
    }
    fn copied(&self, (row, column): CellPos) -> String {
        let view = self.0.cells(row, column..column + 1).into_iter().next();
        view.map(|view| view.spoken.into_owned()).unwrap_or_default()
    }
    fn below(&self, row: usize) -> Option<Below> {
        self.0.below(row)
    }
    fn makes(&self) -> (bool, bool) {
        let (rows, columns) = self.0.makes();
        (rows.is_some(), columns.is_some())
    }
}

/// The heads of a sheet. What has just been made counts as shown, whatever the filter says.
fn heads<'a>(
    heads: &'a [Head],
    standings: Vec<HeadVisibility>,
    made: &[String],
) -> Vec<paste::Head<'a>> {
    let head = |(head, visibility): (&'a Head, HeadVisibility)| {
        let is_new = made.iter().any(|name| same(name, &head.name));
        let visibility = if is_new { HeadVisibility::Shown } else { visibility };
        let Head { key, name, band, depth, .. } = head;
        paste::Head { key, name, band, depth: *depth, visibility }
    };
    heads.iter().zip(standings).map(head).collect()
}

/// Hands the grid of a sheet over; `made` are names of rows and columns that were just made.
fn with_grid<T>(
    shape: &Shape,
    layout: &Layout,
    made: &[String],
    then: impl FnOnce(&Grid<'_>) -> T,
) -> T {
    let rows = layout.standing_rows(shape.rows.len());
    let columns = layout.standing_columns(shape.columns.len());
    let rows = paste::Axis::new(heads(&shape.rows, rows, made), layout.rows.clone());
    let columns = paste::Axis::new(heads(&shape.columns, columns, made), layout.columns.clone());
    then(&Grid { corner: &shape.corner, rows: &rows, columns: &columns })
}

fn area(block: &Block) -> Area {
    let (rows, columns) = (block.rows(), block.columns());
    Area { top: *rows.start(), bottom: *rows.end(), left: *columns.start(), right: *columns.end() }
}

/// What pasting a text into these blocks of what is shown would do.
///
/// # Errors
/// Says why the text is no table.
pub fn plan(
    sheet: &dyn AnySource,
    layout: &Layout,
    text: &str,
    blocks: &[Block],
    made: &[String],
) -> Result<paste::Plan, String> {
    let areas: Vec<Area> = blocks.iter().map(area).collect();
    let planned = with_grid(sheet.shape(), layout, made, |grid| {
        paste::plan(text, grid, &areas, &Known(sheet))
    });
    planned.map_err(|open| open.to_string())
}

/// What is copied of a block of what is shown.
pub fn copied(sheet: &dyn AnySource, layout: &Layout, block: &Block) -> String {
    with_grid(sheet.shape(), layout, &[], |grid| paste::copied(grid, area(block), &Known(sheet)))
}

/// Which of these cells of the sheet a command acts on.
pub fn reach(sheet: &dyn AnySource, layout: &Layout, cells: Vec<CellPos>) -> Reach {
    paste::reach(&visibility(sheet, layout), &|row| sheet.below(row), cells)
}

/// How a row of the sheet stands in what is shown.
fn visibility(sheet: &dyn AnySource, layout: &Layout) -> impl Fn(usize) -> HeadVisibility + use<> {
    let standings = layout.standing_rows(sheet.shape().rows.len());
    move |row| standings.get(row).copied().unwrap_or(HeadVisibility::LeftOut)
}

/// What is asked before a command reaches rows that a filter hides, for each row that stands for some;
/// `of` is what such rows are.
pub(super) fn hidden_question(
    sheet: &dyn AnySource,
    layout: &Layout,
    cells: &[CellPos],
    of: &str,
) -> String {
    let visibility = visibility(sheet, layout);
    let mut rows: Vec<usize> = cells.iter().map(|(row, _)| *row).collect();
    rows.dedup();
    let questions = rows.into_iter().filter_map(|row| {
        let below = sheet.below(row)?;
        let (all, hidden) = (below.rows.len() + below.missing, below.hidden(&visibility));
        let name = &sheet.shape().rows.get(row)?.name;
        (hidden > 0).then(|| question(name, of, all, hidden))
    });
    questions.collect::<Vec<_>>().join(" ")
}

/// What is asked before a header acts that stands for so many rows, of which so many are hidden.
pub fn question(header: &str, of: &str, all: usize, hidden: usize) -> String {
    let them = match hidden {
        1 => "one of them is".to_owned(),
        hidden => format!("{hidden} of them are"),
    };
    format!("{header} has {all} {of} under its header; {them} hidden by the filter.")
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::super::{CellView, GridSource, NoCommand, ViewOptions};
    use super::*;

    /// Two main processes with their processes, by two groups; everything is set to Read.
    struct Sample(Shape);

    impl Sample {
        fn new() -> Self {
            let rows = vec![
                Head::new("m-1", "Administration").parent(),
                Head::new("b-1", "Attendance Codes").at_depth(1),
                Head::new("b-2", "Audit Setup").at_depth(1),
                Head::new("m-2", "Reports").parent(),
                Head::new("b-3", "Audit Setup").at_depth(1),
            ];
            let columns = vec![Head::new("g-1", "Office"), Head::new("g-2", "Office")];
            Self(Shape::new("Process, group", rows, columns))
        }

        fn layout(&self, rows_with: &str) -> Layout {
            Layout::of(
                self,
                &ViewOptions { rows_with: rows_with.to_owned(), ..ViewOptions::default() },
            )
        }
    }

    impl GridSource for Sample {
        type Command = NoCommand;

        fn shape(&self) -> &Shape {
            &self.0
        }
        fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
            let text = if row < 5 { "Read" } else { "" };
            columns.map(|_| CellView { spoken: text.into(), ..CellView::default() }).collect()
        }
        fn can_paste(&self) -> bool {
            true
        }
        fn parse(&self, text: &str) -> Parsed<String> {
            let level = |plain: &str| match plain {
                "read" => Some("Read".to_owned()),
                "deny" => Some("Deny".to_owned()),
                _ => None,
            };
            Parsed::of(text, level)
        }
        fn now(&self, _: CellPos) -> Option<String> {
            Some("Read".to_owned())
        }
        fn below(&self, row: usize) -> Option<Below> {
            let rows = match row {
                0 => vec![1, 2],
                3 => vec![4],
                _ => return None,
            };
            Some(Below { rows, missing: 0 })
        }
    }

    #[test]
    fn a_verb_on_all_that_is_shown_leaves_what_is_not() {
        let sheet = Sample::new();
        let layout = sheet.layout("attendance");
        assert_eq!(layout.rows, [0, 1]);
        // Ctrl+A: the main process and its one process, for both groups.
        let all = vec![(0, 0), (0, 1), (1, 0), (1, 1)];
        let reach = reach(&sheet, &layout, all);
        assert_eq!((reach.cells, reach.hidden), (vec![(1, 0), (1, 1)], 2));
    }

    #[test]
    fn what_was_copied_comes_back_where_names_are_doubled_and_rows_are_hidden() {
        let sheet = Sample::new();
        for filter in ["", "attendance", "audit"] {
            let layout = sheet.layout(filter);
            let all = Block::between((0, 0), (layout.rows.len() - 1, 1));
            let text = copied(&sheet, &layout, &all);
            let found = plan(&sheet, &sheet.layout(""), &text, &[all], &[]).unwrap();
            assert_eq!((found.sets.len(), found.by_names), (0, true), "{text}");
            assert_eq!(found.unchanged, 2 * layout.rows.len(), "{text}");
            let denied = text.replace("\tRead", "\tDeny");
            let hidden = plan(&sheet, &sheet.layout("reports"), &denied, &[all], &[]).unwrap();
            assert!(hidden.sets.iter().all(|((row, _), _)| *row >= 3), "{denied}");
        }
        let none = plan(&sheet, &sheet.layout(""), "\"open", &[], &[]);
        assert_eq!(none, Err("line 1: a quote is opened and not closed".to_owned()));
    }

    #[test]
    fn what_was_just_made_is_set_whatever_the_filter_says() {
        let sheet = Sample::new();
        let text = "\tOffice (g-1)\nReports: Audit Setup\tDeny";
        let layout = sheet.layout("attendance");
        let sets = |made: &[String]| {
            let block = Block::between((0, 0), (0, 0));
            plan(&sheet, &layout, text, &[block], made).unwrap().sets.len()
        };
        assert_eq!((sets(&[]), sets(&["AUDIT setup".to_owned()])), (0, 1));
    }
}

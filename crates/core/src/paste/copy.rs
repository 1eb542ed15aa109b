//! What is copied of a grid.

use super::{Area, Cells, Grid};
use crate::table::write;

/// A block as text, to be pasted into a spreadsheet or back again. Where it is everything that is
/// shown the names of rows and columns come with it, so that it finds its way back by them.
pub fn copied(grid: &Grid<'_>, area: Area, cells: &dyn Cells) -> String {
    let rows: Vec<usize> = part(&grid.rows.shown, area.top, area.bottom);
    let columns: Vec<usize> = part(&grid.columns.shown, area.left, area.right);
    let line = |row: &usize| columns.iter().map(|column| cells.copied((*row, *column))).collect();
    let mut table: Vec<Vec<String>> = rows.iter().map(line).collect();
    let all = (rows.len(), columns.len()) == (grid.rows.shown.len(), grid.columns.shown.len());
    if all && rows.len() * columns.len() > 1 {
        for (line, row) in table.iter_mut().zip(&rows) {
            line.insert(0, grid.rows.label(*row));
        }
        let heads = columns.iter().map(|column| grid.columns.label(*column));
        table.insert(0, std::iter::once(grid.corner.to_owned()).chain(heads).collect());
    }
    write(&table)
}

fn part(shown: &[usize], first: usize, last: usize) -> Vec<usize> {
    shown.iter().skip(first).take((last + 1).saturating_sub(first)).copied().collect()
}

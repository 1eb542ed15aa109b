//! How much every cell that is shown permits, as numbers: what the map is drawn from. Plain data.

use std::ops::Range;

use crate::grid::{AnySource, Layout};

/// How many levels there are.
pub(super) const LEVELS: usize = 4;

/// See the module. It is filled some rows at a time.
#[derive(Debug, Default)]
pub(super) struct Levels {
    rows: usize,
    columns: usize,
    /// Row by row, as many as are filled.
    cells: Vec<u8>,
    counts: [usize; LEVELS],
    /// How much each column permits, all rows together.
    sums: Vec<u32>,
}

impl Levels {
    /// Nothing yet of so many rows and columns.
    pub(super) fn of(layout: &Layout) -> Self {
        let (rows, columns) = (layout.rows.len(), layout.columns.len());
        let cells = Vec::with_capacity(rows * columns);
        Self { rows, columns, cells, counts: [0; LEVELS], sums: vec![0; columns] }
    }

    /// Fills some more rows; false where none is left.
    pub(super) fn fill(&mut self, source: &dyn AnySource, layout: &Layout, rows: usize) -> bool {
        let mut row_levels = Vec::new();
        let done = self.filled();
        for place in layout.rows.iter().skip(done).take(rows) {
            row_levels.clear();
            source.levels(*place, &mut row_levels);
            for (at, sum) in layout.columns.iter().zip(&mut self.sums) {
                let level = row_levels.get(*at).copied().unwrap_or_default();
                self.cells.push(level);
                *sum += u32::from(level);
                if let Some(count) = self.counts.get_mut(usize::from(level)) {
                    *count += 1;
                }
            }
        }
        self.filled() < self.rows
    }

    /// How many rows are filled.
    pub(super) fn filled(&self) -> usize {
        self.cells.len().checked_div(self.columns).unwrap_or(self.rows)
    }

    /// How many rows and columns there are.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// One cell.
    pub(super) fn level(&self, row: usize, column: usize) -> Option<u8> {
        let inside = column < self.columns;
        self.cells.get(row * self.columns + column).copied().filter(|_| inside)
    }

    /// The part of all cells that each level has.
    pub(super) fn shares(&self) -> [f64; LEVELS] {
        let all = self.cells.len().max(1) as f64;
        self.counts.map(|count| count as f64 / all)
    }

    /// How much each column permits, as a part of what it could.
    pub(super) fn densities(&self) -> impl Iterator<Item = f64> + '_ {
        let most = (self.filled().max(1) * (LEVELS - 1)) as f64;
        self.sums.iter().map(move |sum| f64::from(*sum) / most)
    }

    /// The rows that one line of a picture so high stands for: at least one.
    pub(super) fn rows_of(&self, line: usize, height: usize) -> Range<usize> {
        let height = height.max(1);
        let first = line * self.rows / height;
        first..((line + 1) * self.rows / height).max(first + 1).min(self.rows)
    }

    /// The points of one line of a picture: each the level that its rows have on average.
    pub(super) fn line(&self, line: usize, (width, height): (usize, usize), into: &mut Vec<u8>) {
        let rows = self.rows_of(line, height);
        let count = rows.len() as u32;
        let mut sums = vec![0_u32; self.columns];
        for row in rows {
            let cells = self.cells.get(row * self.columns..(row + 1) * self.columns);
            for (sum, level) in sums.iter_mut().zip(cells.unwrap_or_default()) {
                *sum += u32::from(*level);
            }
        }
        let average = |sum: &u32| ((sum * 2 + count) / (2 * count).max(1)) as u8;
        into.clear();
        if self.columns >= width {
            let column = |x: usize| sums.get(x * self.columns / width.max(1));
            into.extend((0..width).map(|x| column(x).map_or(0, average)));
            return;
        }
        for (column, sum) in sums.iter().enumerate() {
            let edge = (column + 1) * width / self.columns;
            into.resize(edge, average(sum));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellPos, CellView, GridSource, Head, NoCommand, Shape, ViewOptions};

    /// Rows of which each permits as much as its number says.
    struct Steps(Shape);

    impl Steps {
        fn new(rows: usize, columns: usize) -> Self {
            let heads = |count: usize| (0..count).map(|at| Head::new(at, "")).collect();
            Self(Shape::new("", heads(rows), heads(columns)))
        }
    }

    impl GridSource for Steps {
        type Command = NoCommand;
        fn shape(&self) -> &Shape {
            &self.0
        }
        fn cells(&self, _: usize, _: Range<usize>) -> Vec<CellView> {
            Vec::new()
        }
        fn rank(&self, _: CellPos) -> u32 {
            0
        }
        fn levels(&self, row: usize, into: &mut Vec<u8>) {
            into.extend((0..self.0.columns.len()).map(|_| (row % LEVELS) as u8));
        }
    }

    fn filled(rows: usize, columns: usize) -> Levels {
        let source = Steps::new(rows, columns);
        let layout = Layout::of(&source, &ViewOptions::default());
        let mut levels = Levels::of(&layout);
        while levels.fill(&source, &layout, 3) {}
        levels
    }

    #[test]
    fn all_cells_are_counted() {
        let levels = filled(8, 5);
        assert_eq!((levels.filled(), levels.size()), (8, (8, 5)));
        assert_eq!(levels.shares(), [0.25; LEVELS]);
        assert_eq!(
            (levels.level(6, 4), levels.level(6, 5), levels.level(8, 0)),
            (Some(2), None, None)
        );
        assert!(levels.densities().all(|part| (part - 0.5).abs() < 1e-9));
    }

    #[test]
    fn a_line_of_points_is_what_its_rows_have_on_average() {
        let levels = filled(8, 5);
        let mut line = Vec::new();
        // One line a row, two points a column.
        levels.line(3, (10, 8), &mut line);
        assert_eq!(line, [3; 10]);
        // Four rows a line: none, low, middle and full are one and a half on average.
        levels.line(1, (5, 2), &mut line);
        assert_eq!(line, [2; 5]);
        // More lines than rows, fewer points than columns.
        levels.line(15, (2, 16), &mut line);
        assert_eq!(line, [3; 2]);
        let covered: Vec<usize> = (0..3).flat_map(|line| levels.rows_of(line, 3)).collect();
        assert_eq!(covered, (0..8).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let mut line = Vec::new();
        filled(0, 0).line(0, (4, 4), &mut line);
        assert_eq!(line, [] as [u8; 0]);
        assert_eq!(filled(0, 3).shares(), [0.0; LEVELS]);
    }
}

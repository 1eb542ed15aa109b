//! Which cells a command acts on: those that are shown. A heading that stands for rows of which a
//! filter hides some stands for the others only.

use std::collections::{BTreeMap, BTreeSet};

use super::{At, HeadVisibility};
use crate::shared::collect_into;

/// What a heading stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Below {
    /// Rows of the grid.
    pub rows: Vec<usize>,
    /// How many more there are that the grid does not have, because a filter of its own left them
    /// out.
    pub missing: usize,
}

impl Below {
    /// How many of them a filter hides.
    pub fn hidden(&self, visibility: &dyn Fn(usize) -> HeadVisibility) -> usize {
        let hidden = self.rows.iter().filter(|row| visibility(**row) == HeadVisibility::LeftOut);
        self.missing + hidden.count()
    }

    /// Those that no filter hides, shown or folded away.
    pub fn left(&self, visibility: &dyn Fn(usize) -> HeadVisibility) -> Vec<usize> {
        let left = self.rows.iter().filter(|row| visibility(**row) != HeadVisibility::LeftOut);
        left.copied().collect()
    }
}

/// What a command acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The cells.
    pub cells: Vec<At>,
    /// How many cells that a heading stands for are hidden by a filter, and left as they are.
    pub hidden: usize,
}

impl Reach {
    /// What is said of cells that are left as they are, where there are any.
    pub fn says(&self) -> Option<String> {
        match self.hidden {
            0 => None,
            1 => Some("1 cell that the filter hides is left as it is.".to_owned()),
            hidden => Some(format!("{hidden} cells that the filter hides are left as they are.")),
        }
    }
}

/// See the module. A heading none of whose rows is hidden is acted on itself.
pub fn reach(
    visibility: &dyn Fn(usize) -> HeadVisibility,
    below: &dyn Fn(usize) -> Option<Below>,
    cells: Vec<At>,
) -> Reach {
    // By row: the rows that are left of a heading, and how many are hidden; none where nothing is.
    let mut headings: BTreeMap<usize, Option<(Vec<usize>, usize)>> = BTreeMap::new();
    for (row, _) in &cells {
        headings.entry(*row).or_insert_with(|| {
            let below = below(*row)?;
            let hidden = below.hidden(visibility);
            (hidden > 0).then(|| (below.left(visibility), hidden))
        });
    }
    if headings.values().all(Option::is_none) {
        return Reach { cells, hidden: 0 };
    }
    let mut seen: BTreeSet<At> = collect_into(cells.iter().copied());
    let mut reach = Reach::default();
    for (row, column) in cells {
        match headings.get(&row).and_then(Option::as_ref) {
            None => reach.cells.push((row, column)),
            Some((left, hidden)) => {
                reach.hidden += hidden;
                let rows = left.iter().map(|row| (*row, column));
                reach.cells.extend(rows.filter(|cell| seen.insert(*cell)));
            }
        }
    }
    reach
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heading at 0 for 1 to 3, another at 4 for 5; `shown` are those that no filter hides.
    fn reached(shown: &[usize], missing: usize, cells: &[At]) -> Reach {
        let visibility = |row: usize| match shown.contains(&row) {
            true => HeadVisibility::Shown,
            false => HeadVisibility::LeftOut,
        };
        let below = |row: usize| match row {
            0 => Some(Below { rows: vec![1, 2, 3], missing }),
            4 => Some(Below { rows: vec![5], missing: 0 }),
            _ => None,
        };
        reach(&visibility, &below, cells.to_vec())
    }

    #[test]
    fn a_heading_with_all_its_rows_is_acted_on_itself() {
        let all = [(0, 0), (1, 0), (4, 0)];
        let found = reached(&[0, 1, 2, 3, 4, 5], 0, &all);
        assert_eq!((found.cells.as_slice(), found.hidden), (all.as_slice(), 0));
        assert_eq!(found.says(), None);
    }

    #[test]
    fn what_a_filter_hides_is_not_reached_through_its_heading() {
        // "attendance" leaves the heading and one of its three rows.
        let found = reached(&[0, 2, 4, 5], 0, &[(0, 0), (0, 1), (2, 0), (2, 1), (4, 0)]);
        assert_eq!(found.cells, [(2, 0), (2, 1), (4, 0)]);
        assert_eq!(found.says().unwrap(), "4 cells that the filter hides are left as they are.");
        let alone = reached(&[0, 2, 4, 5], 0, &[(0, 1)]);
        assert_eq!((alone.cells, alone.hidden), (vec![(2, 1)], 2));
    }

    #[test]
    fn what_the_grid_leaves_out_itself_is_hidden_too() {
        let found = reached(&[0, 1, 2, 3, 4, 5], 1, &[(0, 0)]);
        assert_eq!((found.cells, found.hidden), (vec![(1, 0), (2, 0), (3, 0)], 1));
    }
}

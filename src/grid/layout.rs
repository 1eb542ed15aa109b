//! Which rows and columns of a sheet are shown, and in which order: filter, sort, folded parents
//! and bands, only what changed. Plain data; no browser.

use std::collections::{BTreeMap, BTreeSet};

use super::AnySource;
#[cfg(test)]
use super::{CellView, Head};
use whocan_core::paste::HeadVisibility;
use whocan_core::shared::sorted_indices;
use whocan_core::text::SearchText;

/// What the user chose to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewOptions {
    /// Rows whose name holds this text, with their parents. Blank shows all.
    pub rows_with: String,
    /// Columns whose name or band holds this text. Blank shows all.
    pub columns_with: String,
    /// Only rows that differ from what is saved.
    pub changed_only: bool,
    /// Only rows in which something is set.
    pub hide_empty: bool,
    /// The column that the rows are sorted by, and whether the highest comes first.
    pub sorted_by: Option<(Sort, Order)>,
    /// Parents whose rows are folded away, by key.
    pub folded: BTreeSet<String>,
    /// Bands whose columns are folded into their first one.
    pub folded_bands: BTreeSet<String>,
}

/// What rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Their names.
    Name,
    /// How much the cell in this column permits, by its key.
    Column(String),
    /// What they belong to: those of the same stand together.
    Groups,
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// A to Z, least to most.
    Rising,
    /// Z to A, most to least.
    Falling,
}

/// The rows and columns that are shown, as positions in the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The rows, in order.
    pub rows: Vec<usize>,
    /// The columns, in order.
    pub columns: Vec<usize>,
    /// Rows that no filter hides and that are folded away with what they stand under.
    pub folded_rows: Vec<usize>,
    /// The same of columns.
    pub folded_columns: Vec<usize>,
}

/// How each of so many rows or columns stands.
fn standings(count: usize, shown: &[usize], folded: &[usize]) -> Vec<HeadVisibility> {
    let mut standings = vec![HeadVisibility::LeftOut; count];
    for (places, visibility) in [(folded, HeadVisibility::Folded), (shown, HeadVisibility::Shown)] {
        for at in places {
            standings.get_mut(*at).into_iter().for_each(|it| *it = visibility);
        }
    }
    standings
}

impl Layout {
    /// Lays a sheet out.
    pub fn of(sheet: &dyn AnySource, choice: &ViewOptions) -> Self {
        let (rows, folded_rows) = rows(sheet, choice);
        let (columns, folded_columns) = columns(sheet, choice);
        Self { rows, columns, folded_rows, folded_columns }
    }

    /// How each of so many rows stands.
    pub fn standing_rows(&self, count: usize) -> Vec<HeadVisibility> {
        standings(count, &self.rows, &self.folded_rows)
    }

    /// How each of so many columns stands.
    pub fn standing_columns(&self, count: usize) -> Vec<HeadVisibility> {
        standings(count, &self.columns, &self.folded_columns)
    }

    /// Where a row of the sheet is shown.
    pub fn place_of_row(&self, row: usize) -> Option<usize> {
        self.rows.iter().position(|shown| *shown == row)
    }

    /// Where a column of the sheet is shown.
    pub fn place_of_column(&self, column: usize) -> Option<usize> {
        self.columns.iter().position(|shown| *shown == column)
    }
}

/// The rows that are shown, and those that are only folded away.
fn rows(sheet: &dyn AnySource, choice: &ViewOptions) -> (Vec<usize>, Vec<usize>) {
    let shape = sheet.shape();
    let wanted = SearchText::new(&choice.rows_with);
    let fits = |row: usize, name: &str| {
        wanted.is_in(name)
            && (!choice.changed_only || sheet.changed(row))
            && (!choice.hide_empty || sheet.is_set(row))
    };
    let cells_matter = choice.changed_only || choice.hide_empty;
    let all_fit = wanted.is_blank() && !cells_matter;
    let (mut shown, mut folded) = (Vec::new(), Vec::new());
    // The parents above the present row, each with whether it is shown yet and fits itself.
    let mut above: Vec<(usize, bool, bool)> = Vec::new();
    let mut folded_at = None;
    for (row, head) in shape.rows.iter().enumerate() {
        above.retain(|(parent, ..)| shape.rows.get(*parent).is_some_and(|p| p.depth < head.depth));
        let is_folded = folded_at.is_some_and(|depth| head.depth > depth);
        let fits = fits(row, &head.name);
        // A parent that fits by its name brings its rows; cells are looked at row by row.
        let with_parent = !cells_matter && above.iter().any(|(.., fits)| *fits);
        let show = all_fit || fits || with_parent;
        if show {
            for (parent, is_shown, _) in &mut above {
                if !*is_shown {
                    shown.push(*parent);
                    *is_shown = true;
                }
            }
            if is_folded { folded.push(row) } else { shown.push(row) }
        }
        if is_folded {
            if head.parent {
                // Never shown, whatever is found below it.
                above.push((row, true, fits));
            }
            continue;
        }
        folded_at = None;
        if head.parent {
            above.push((row, show, fits));
            if choice.folded.contains(&head.key) {
                folded_at = Some(head.depth);
            }
        }
    }
    sort(sheet, choice, &mut shown);
    (shown, folded)
}

/// Sorting is for flat lists: a tree keeps its order.
fn sort(sheet: &dyn AnySource, choice: &ViewOptions, rows: &mut [usize]) {
    let shape = sheet.shape();
    let Some((by, order)) = &choice.sorted_by else { return };
    if shape.is_tree() {
        return;
    }
    let keys: Vec<(u32, String)> = match by {
        Sort::Name => {
            let name = |row: &usize| shape.rows.get(*row).map(|head| head.name.to_lowercase());
            rows.iter().map(|row| (0, name(row).unwrap_or_default())).collect()
        }
        Sort::Column(key) => {
            let Some(column) = shape.column(key) else { return };
            rows.iter().map(|row| (sheet.rank((*row, column)), String::new())).collect()
        }
        Sort::Groups => {
            let all = rows.iter().map(|row| sheet.groups(*row).unwrap_or_default());
            let all: Vec<&[u32]> = all.collect();
            let different: BTreeSet<&[u32]> = all.iter().copied().collect();
            let rank: BTreeMap<&[u32], u32> = different.into_iter().zip(0..).collect();
            all.iter()
                .map(|own| (rank.get(own).copied().unwrap_or_default(), String::new()))
                .collect()
        }
    };
    let order = sorted_indices(rows.len(), &mut |one, other| {
        let compared = keys.get(one).cmp(&keys.get(other));
        if *order == Order::Falling { compared.reverse() } else { compared }
    });
    let unsorted = rows.to_vec();
    for (place, from) in rows.iter_mut().zip(order) {
        *place = unsorted.get(from).copied().unwrap_or(*place);
    }
}

fn columns(sheet: &dyn AnySource, choice: &ViewOptions) -> (Vec<usize>, Vec<usize>) {
    let shape = sheet.shape();
    let wanted = SearchText::new(&choice.columns_with);
    let mut band_before = None;
    let (mut shown, mut away) = (Vec::new(), Vec::new());
    for (column, head) in shape.columns.iter().enumerate() {
        let first = band_before != Some(&head.band);
        band_before = Some(&head.band);
        let folded = !first && choice.folded_bands.contains(&head.band);
        if wanted.is_in(&head.name) || wanted.is_in(&head.band) {
            if folded { away.push(column) } else { shown.push(column) }
        }
    }
    (shown, away)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::super::{GridSource, NoCommand, Shape};
    use super::*;

    struct Sample(Shape);

    impl GridSource for Sample {
        type Command = NoCommand;

        fn shape(&self) -> &Shape {
            &self.0
        }
        fn cells(&self, _: usize, _: Range<usize>) -> Vec<CellView> {
            Vec::new()
        }
        fn changed(&self, row: usize) -> bool {
            row == 2
        }
        fn is_set(&self, row: usize) -> bool {
            row == 4
        }
        fn groups(&self, row: usize) -> Option<&[u32]> {
            [&[0, 4][..], &[2], &[0, 4], &[]].get(row).copied()
        }
        fn rank(&self, (row, _): (usize, usize)) -> u32 {
            [1, 3, 2, 3].get(row).copied().unwrap_or_default()
        }
    }

    fn tree() -> Sample {
        let rows = vec![
            Head::new("adm", "Administration").parent(),
            Head::new("att", "Attendance").at_depth(1),
            Head::new("log", "Communication Log").at_depth(1),
            Head::new("sen", "SEN").parent(),
            Head::new("memos", "Memos").at_depth(1),
        ];
        let column = |key: &str, band: &str| Head::new(key, key).under(band);
        let columns = vec![column("a", "one"), column("b", "one"), column("c", "two")];
        Sample(Shape::new("", rows, columns))
    }

    fn flat() -> Sample {
        let rows = ["beta", "Alpha", "delta", "gamma"].map(|name| Head::new(name, name)).to_vec();
        Sample(Shape::new("", rows, vec![Head::new("a", "a")]))
    }

    #[track_caller]
    fn check(sheet: &Sample, choice: ViewOptions, rows: &[usize], columns: &[usize]) {
        let layout = Layout::of(sheet, &choice);
        assert_eq!((layout.rows.as_slice(), layout.columns.as_slice()), (rows, columns));
    }

    #[test]
    fn a_filter_keeps_parents_and_a_parent_brings_its_rows() {
        let with = |text: &str| ViewOptions { rows_with: text.into(), ..ViewOptions::default() };
        check(&tree(), with(" LOG "), &[0, 2], &[0, 1, 2]);
        check(&tree(), with("sen"), &[3, 4], &[0, 1, 2]);
        check(&tree(), with("nothing"), &[], &[0, 1, 2]);
        let only = ViewOptions { changed_only: true, ..ViewOptions::default() };
        check(&tree(), only, &[0, 2], &[0, 1, 2]);
        let only = ViewOptions { hide_empty: true, ..ViewOptions::default() };
        check(&tree(), only, &[3, 4], &[0, 1, 2]);
    }

    #[test]
    fn folding_hides_rows_and_all_but_the_first_column() {
        let folded = BTreeSet::from(["adm".to_owned()]);
        let bands = BTreeSet::from(["one".to_owned()]);
        let choice = ViewOptions { folded, folded_bands: bands, ..ViewOptions::default() };
        check(&tree(), choice.clone(), &[0, 3, 4], &[0, 2]);
        // What is folded away is no filter's: only what does not fit is left out.
        use HeadVisibility::{Folded, LeftOut, Shown};
        let layout = Layout::of(&tree(), &choice);
        assert_eq!(layout.standing_rows(5), [Shown, Folded, Folded, Shown, Shown]);
        assert_eq!(layout.standing_columns(3), [Shown, Folded, Shown]);
        let layout = Layout::of(&tree(), &ViewOptions { rows_with: "log".into(), ..choice });
        assert_eq!(layout.standing_rows(5), [Shown, LeftOut, Folded, LeftOut, LeftOut]);
    }

    #[test]
    fn columns_are_found_by_name_and_by_band() {
        let with = |text: &str| ViewOptions { columns_with: text.into(), ..ViewOptions::default() };
        check(&tree(), with("two"), &[0, 1, 2, 3, 4], &[2]);
        check(&tree(), with("B"), &[0, 1, 2, 3, 4], &[1]);
    }

    #[test]
    fn rows_of_the_same_groups_stand_together() {
        let by = |order| ViewOptions {
            sorted_by: Some((Sort::Groups, order)),
            ..ViewOptions::default()
        };
        check(&flat(), by(Order::Rising), &[3, 0, 2, 1], &[0]);
        check(&tree(), by(Order::Rising), &[0, 1, 2, 3, 4], &[0, 1, 2]);
    }

    #[test]
    fn rows_sort_by_name_and_by_what_a_column_permits() {
        let by =
            |sort, order| ViewOptions { sorted_by: Some((sort, order)), ..ViewOptions::default() };
        check(&flat(), by(Sort::Name, Order::Rising), &[1, 0, 2, 3], &[0]);
        check(&flat(), by(Sort::Name, Order::Falling), &[3, 2, 0, 1], &[0]);
        let column = || Sort::Column("a".into());
        check(&flat(), by(column(), Order::Rising), &[0, 2, 1, 3], &[0]);
        check(&flat(), by(column(), Order::Falling), &[1, 3, 2, 0], &[0]);
        check(&tree(), by(Sort::Name, Order::Falling), &[0, 1, 2, 3, 4], &[0, 1, 2]);
    }
}

//! How much every cell that is shown permits, as two bits a cell: what the map is drawn from. Plain data.

use std::ops::Range;

use crate::grid::{AnySource, Layout, LevelBits};

/// How many levels there are.
pub(super) const LEVELS: usize = 4;

const BITS: usize = LevelBits::IN_WORD;

/// As many bits as a sum of levels can need: of five million rows.
const SLICES: usize = 24;

/// 64 sums at once: a bit of each in every slice, the lowest first.
type Slices = [u64; SLICES];

/// See the module. It is filled some rows at a time, and filled again where an edit changed something.
#[derive(Debug, Default)]
pub(super) struct Levels {
    rows: usize,
    filled: usize,
    /// The bit of each column.
    places: Vec<usize>,
    /// How many words a row takes, which of their bits are a column's, and whose columns they are.
    words: usize,
    shown: Vec<u64>,
    columns: Vec<Vec<usize>>,
    /// Row by row the lower bit of each cell, and the higher one.
    low: Vec<u64>,
    high: Vec<u64>,
    counts: [usize; LEVELS],
    /// How much each column permits, all rows together.
    sums: Vec<u32>,
}

/// A cell by its row and column, counted as they are shown.
pub(super) type Place = (usize, usize);

impl Levels {
    /// Nothing yet of what a layout shows of a source.
    pub(super) fn of(source: &dyn AnySource, layout: &Layout) -> Self {
        let (rows, columns) = (layout.rows.len(), layout.columns.len());
        let places = places(source, layout);
        let words = places.iter().max().map_or(0, |last| last / BITS + 1);
        let (mut shown, mut own) = (vec![0; words], vec![Vec::new(); words]);
        for (column, place) in places.iter().enumerate() {
            let at = place / BITS;
            shown.get_mut(at).into_iter().for_each(|word| *word |= 1 << (place % BITS));
            own.get_mut(at).into_iter().for_each(|columns| columns.push(column));
        }
        let (low, high) = (vec![0; rows * words], vec![0; rows * words]);
        let (counts, sums) = ([0; LEVELS], vec![0; columns]);
        Self { rows, filled: 0, places, words, shown, columns: own, low, high, counts, sums }
    }

    /// Whether what a layout shows of a source stands in the same rows and columns.
    pub(super) fn is_for(&self, source: &dyn AnySource, layout: &Layout) -> bool {
        layout.rows.len() == self.rows && places(source, layout) == self.places
    }

    /// Fills some rows, by their positions in the layout: the next ones, or such as are filled. Of
    /// these the cells that are others now are told.
    pub(super) fn fill(
        &mut self,
        source: &dyn AnySource,
        layout: &Layout,
        rows: &[usize],
        changed: &mut Vec<Place>,
    ) {
        let begin = self.filled;
        let in_source = rows.iter().filter_map(|row| layout.rows.get(*row).copied());
        let in_source: Vec<usize> = in_source.collect();
        let mut positions = rows.iter();
        source.levels(&in_source, &mut |bits| {
            let Some(row) = positions.next() else { return };
            if *row < self.filled {
                self.refill(*row, bits, changed);
            } else {
                self.set(*row, bits);
                self.filled = row + 1;
            }
        });
        self.count(begin..self.filled);
    }

    fn set(&mut self, row: usize, bits: &LevelBits) {
        let words = row * self.words..(row + 1) * self.words;
        let both = [(&mut self.low, &bits.low), (&mut self.high, &bits.high)];
        for (to, from) in both {
            let to = to.get_mut(words.clone()).unwrap_or_default();
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
    }

    /// Fills a row again, and tells which of its cells are others now.
    fn refill(&mut self, row: usize, bits: &LevelBits, changed: &mut Vec<Place>) {
        let first = row * self.words;
        let word = |of: &[u64], at: usize| of.get(at).copied().unwrap_or_default();
        let mut any = false;
        for (at, columns) in self.columns.iter().enumerate() {
            let low = word(&self.low, first + at) ^ word(&bits.low, at);
            let high = word(&self.high, first + at) ^ word(&bits.high, at);
            let differs = (low | high) & word(&self.shown, at);
            if differs == 0 {
                continue;
            }
            any = true;
            for column in columns {
                let place = self.places.get(*column).copied().unwrap_or_default();
                if differs >> (place % BITS) & 1 == 0 {
                    continue;
                }
                let was = level_at(&self.low, &self.high, first, place);
                let is = level_at(&bits.low, &bits.high, 0, place);
                for (level, by) in [(was, -1), (is, 1)] {
                    let count = self.counts.get_mut(usize::from(level));
                    count.into_iter().for_each(|it| *it = it.saturating_add_signed(by));
                }
                let sum = self.sums.get_mut(*column);
                sum.into_iter().for_each(|it| *it = *it + u32::from(is) - u32::from(was));
                changed.push((row, *column));
            }
        }
        if any {
            self.set(row, bits);
        }
    }

    /// Counts rows in that were filled for the first time.
    fn count(&mut self, rows: Range<usize>) {
        if rows.is_empty() {
            return;
        }
        let mut sums = vec![[0; SLICES]; self.words];
        for (word, slices) in sums.iter_mut().enumerate() {
            let shown = self.shown.get(word).copied().unwrap_or_default();
            let mut counts = [0; LEVELS];
            for row in rows.clone() {
                let (low, high) = self.word(row, word);
                let (low, high) = (low & shown, high & shown);
                add(slices, low, high);
                let by_level = [shown & !(low | high), low & !high, high & !low, low & high];
                for (count, cells) in counts.iter_mut().zip(by_level) {
                    *count += cells.count_ones() as usize;
                }
            }
            self.counts.iter_mut().zip(counts).for_each(|(all, more)| *all += more);
        }
        for (sum, place) in self.sums.iter_mut().zip(&self.places) {
            *sum += sums.get(place / BITS).map_or(0, |slices| sum_at(slices, place % BITS));
        }
    }

    fn word(&self, row: usize, word: usize) -> (u64, u64) {
        let at = row * self.words + word;
        let of = |bits: &[u64]| bits.get(at).copied().unwrap_or_default();
        (of(&self.low), of(&self.high))
    }

    /// How many rows are filled.
    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    /// How many rows and columns there are.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.rows, self.places.len())
    }

    /// One cell.
    pub(super) fn level(&self, row: usize, column: usize) -> Option<u8> {
        let place = self.places.get(column)?;
        (row < self.filled).then(|| level_at(&self.low, &self.high, row * self.words, *place))
    }

    /// The part of all cells that each level has.
    pub(super) fn shares(&self) -> [f64; LEVELS] {
        let all = self.counts.iter().sum::<usize>().max(1) as f64;
        self.counts.map(|count| count as f64 / all)
    }

    /// How much each column permits, as a part of what it could.
    pub(super) fn densities(&self) -> impl Iterator<Item = f64> + '_ {
        let most = (self.filled.max(1) * (LEVELS - 1)) as f64;
        self.sums.iter().map(move |sum| f64::from(*sum) / most)
    }

    /// The rows that one line of a picture so high stands for: at least one.
    pub(super) fn rows_of(&self, line: usize, height: usize) -> Range<usize> {
        let height = height.max(1);
        let first = line * self.rows / height;
        first..((line + 1) * self.rows / height).max(first + 1).min(self.rows)
    }

    /// The lines of a picture so high that stand for a row.
    pub(super) fn lines_of(&self, row: usize, height: usize) -> impl Iterator<Item = usize> + '_ {
        let rows = self.rows.max(1);
        let first = (row * height / rows).saturating_sub(1);
        let last = ((row + 1) * height / rows + 1).min(height);
        (first..last).filter(move |line| self.rows_of(*line, height).contains(&row))
    }

    /// The level that each column has on average over some rows.
    pub(super) fn averages(&self, rows: Range<usize>, into: &mut Vec<u8>) {
        let count = rows.len();
        let bounds = [1, 3, 5].map(|half| (half * count).div_ceil(2));
        // More than this no sum is.
        let used = (usize::BITS - (count * (LEVELS - 1)).leading_zeros()) as usize;
        let mut by_bit = vec![0_u8; self.words * BITS];
        for (word, levels) in by_bit.chunks_mut(BITS).enumerate() {
            let mut slices: Slices = [0; SLICES];
            for row in rows.clone() {
                let (low, high) = self.word(row, word);
                add(&mut slices, low, high);
            }
            let slices = slices.get(..used).unwrap_or_default();
            let [mut one, mut two, mut three] = bounds.map(|bound| reaching(slices, bound));
            for level in levels {
                *level = ((one & 1) + (two & 1) + (three & 1)) as u8;
                (one, two, three) = (one >> 1, two >> 1, three >> 1);
            }
        }
        into.clear();
        let level = |place: &usize| by_bit.get(*place).copied().unwrap_or_default();
        into.extend(self.places.iter().map(level));
    }

    /// The level that one column has on average over some rows.
    pub(super) fn average(&self, rows: Range<usize>, column: usize) -> u8 {
        let count = rows.len();
        let level = |row| usize::from(self.level(row, column).unwrap_or_default());
        let sum: usize = rows.map(level).sum();
        ((sum * 2 + count) / (2 * count).max(1)) as u8
    }
}

/// The bit of each column that is shown.
fn places(source: &dyn AnySource, layout: &Layout) -> Vec<usize> {
    match source.level_places() {
        None => layout.columns.clone(),
        Some(places) => {
            let place = |column: &usize| places.get(*column).copied().unwrap_or_default();
            layout.columns.iter().map(place).collect()
        }
    }
}

fn level_at(low: &[u64], high: &[u64], first: usize, place: usize) -> u8 {
    let bit = |of: &[u64]| {
        let word = of.get(first + place / BITS).copied().unwrap_or_default();
        (word >> (place % BITS) & 1) as u8
    };
    bit(low) | bit(high) << 1
}

/// Adds a number of two bits to each of 64 sums.
fn add(slices: &mut Slices, low: u64, high: u64) {
    let [first, second, rest @ ..] = slices;
    let carry = *first & low;
    *first ^= low;
    let either = *second ^ high;
    let mut carry_on = *second & high | either & carry;
    *second = either ^ carry;
    for slice in rest {
        if carry_on == 0 {
            break;
        }
        let full = *slice & carry_on;
        *slice ^= carry_on;
        carry_on = full;
    }
}

/// Which of 64 sums reach a bound.
fn reaching(slices: &[u64], bound: usize) -> u64 {
    let (mut more, mut same) = (0, u64::MAX);
    for (at, slice) in slices.iter().enumerate().rev() {
        if bound >> at & 1 == 0 {
            more |= same & slice;
        } else {
            same &= slice;
        }
    }
    more | same
}

fn sum_at(slices: &Slices, bit: usize) -> u32 {
    let slice = |(at, slice): (usize, &u64)| ((slice >> bit & 1) as u32) << at;
    slices.iter().enumerate().map(slice).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellPos, CellView, GridSource, Head, NoCommand, Shape, ViewOptions};

    /// Rows of which each permits as much as its number says, and more in the second column.
    struct Steps(Shape, usize);

    impl Steps {
        fn new(rows: usize, columns: usize) -> Self {
            let heads = |count: usize| (0..count).map(|at| Head::new(at, "")).collect();
            Self(Shape::new("", heads(rows), heads(columns)), 0)
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
        fn levels(&self, rows: &[usize], row: &mut dyn FnMut(&LevelBits)) {
            let mut bits = LevelBits::default();
            for at in rows {
                bits.clear();
                let level = |column: usize| (at + self.1 * usize::from(column == 1)) % LEVELS;
                (0..self.0.columns.len()).for_each(|column| bits.push(level(column) as u8));
                row(&bits);
            }
        }
    }

    fn filled(rows: usize, columns: usize) -> Levels {
        let source = Steps::new(rows, columns);
        let layout = Layout::of(&source, &ViewOptions::default());
        let mut levels = Levels::of(&source, &layout);
        let all: Vec<usize> = (0..rows).collect();
        for some in all.chunks(3) {
            levels.fill(&source, &layout, some, &mut Vec::new());
        }
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
    fn what_is_filled_again_tells_what_changed_and_counts_it() {
        let mut levels = filled(8, 70);
        let source = Steps(Steps::new(8, 70).0, 1);
        let layout = Layout::of(&source, &ViewOptions::default());
        assert!(levels.is_for(&source, &layout));
        let mut changed = Vec::new();
        levels.fill(&source, &layout, &[2, 3], &mut changed);
        assert_eq!(changed, [(2, 1), (3, 1)]);
        assert_eq!(
            (levels.level(2, 1), levels.level(3, 1), levels.level(3, 0)),
            (Some(3), Some(0), Some(3))
        );
        // One cell rose from 2 to 3, one fell from 3 to 0.
        let count = |level: usize| (levels.shares()[level] * 560.0).round();
        assert_eq!([0, 1, 2, 3].map(count), [141.0, 140.0, 139.0, 140.0]);
        assert_eq!(levels.densities().nth(1), Some(10.0 / 24.0));
        // Nothing else is told when it is asked again.
        levels.fill(&source, &layout, &[2, 3], &mut changed);
        assert_eq!(changed.len(), 2);
    }

    #[test]
    fn a_line_is_what_its_rows_have_on_average() {
        let levels = filled(8, 70);
        let mut line = Vec::new();
        levels.averages(3..4, &mut line);
        assert_eq!(line, [3; 70]);
        // None, low, middle and full are one and a half on average.
        levels.averages(4..8, &mut line);
        assert_eq!(line, [2; 70]);
        for rows in [0..1, 0..3, 1..4, 2..8] {
            levels.averages(rows.clone(), &mut line);
            assert_eq!(line[69], levels.average(rows, 69));
        }
        let covered: Vec<usize> = (0..3).flat_map(|line| levels.rows_of(line, 3)).collect();
        assert_eq!(covered, (0..8).collect::<Vec<_>>());
        let lines = |row, height| levels.lines_of(row, height).collect::<Vec<_>>();
        assert_eq!((lines(3, 8), lines(3, 3), lines(3, 16)), (vec![3], vec![1], vec![6, 7]));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let mut line = Vec::new();
        filled(0, 0).averages(0..0, &mut line);
        assert_eq!(line, [] as [u8; 0]);
        assert_eq!(filled(0, 3).shares(), [0.0; LEVELS]);
    }
}

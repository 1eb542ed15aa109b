//! Where things are in a grid: which rows a screenful shows, where a step of the keyboard leads,
//! how far to scroll. Plain numbers, in CSS pixels; no browser.

use std::ops::Range;

/// How high an element of the page is made at most, in CSS pixels: browsers stop at different heights,
/// the least at some 17.8 million. Beyond it the scroll bar stands for more than it is long.
const MOST_HEIGHT: f64 = 16_000_000.0;

/// The rows that a stretch of space shows, counted so that each that is seen in part is among them.
pub fn visible(scrolled: f64, space: f64, size: f64, count: usize) -> Range<usize> {
    let first = (scrolled.max(0.0) / size) as usize;
    let seen = (space.max(0.0) / size).ceil() as usize + 1;
    let end = (first + seen).min(count);
    end.saturating_sub(seen)..end
}

/// Rows of one height in an element that cannot be as high as all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowScale {
    content: f64,
    space: f64,
}

impl RowScale {
    /// The scale of content so high that is looked at through a window so high.
    pub fn new(content: f64, window: f64) -> Self {
        Self {
            content: (content - window).max(0.0),
            space: (content.min(MOST_HEIGHT) - window).max(0.0),
        }
    }

    /// How high the content is, given how far the element scrolls.
    pub fn to_content(self, scrolled: f64) -> f64 {
        match self.content > self.space && self.space > 0.0 {
            true => scrolled * self.content / self.space,
            false => scrolled,
        }
    }

    /// How far to scroll to come to a place of the content.
    pub fn to_scroll(self, place: f64) -> f64 {
        match self.content > self.space && self.content > 0.0 {
            true => place * self.space / self.content,
            false => place,
        }
    }

    /// How high the element is that scrolls, its window included.
    pub fn height(self, window: f64) -> f64 {
        self.space + window
    }
}

/// Where columns of different widths stand, from the left edge of the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnSpans {
    /// The left edge of each, and the right edge of the last.
    edges: Vec<f64>,
}

impl ColumnSpans {
    /// Columns of these widths.
    pub fn new(widths: impl Iterator<Item = f64>) -> Self {
        let mut edges = vec![0.0];
        let mut edge = 0.0;
        for width in widths {
            edge += width;
            edges.push(edge);
        }
        Self { edges }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The left edge of one; of one beyond the last its right edge.
    pub fn start(&self, column: usize) -> f64 {
        self.edges.get(column).or(self.edges.last()).copied().unwrap_or_default()
    }

    /// The width of one.
    pub fn width(&self, column: usize) -> f64 {
        self.start(column + 1) - self.start(column)
    }

    /// The width of all.
    pub fn total(&self) -> f64 {
        self.edges.last().copied().unwrap_or_default()
    }

    /// The column at a place.
    pub fn at(&self, place: f64) -> usize {
        let behind = self.edges.partition_point(|edge| *edge <= place.max(0.0));
        behind.saturating_sub(1).min(self.count().saturating_sub(1))
    }

    /// The columns that a stretch shows, seen in part included.
    pub fn visible(&self, scrolled: f64, space: f64) -> Range<usize> {
        let end = (self.at(scrolled + space.max(0.0)) + 1).min(self.count());
        self.at(scrolled).min(end)..end
    }

    /// How far to scroll so that a column is seen whole; as far as it is where it is seen already.
    /// Where a name leans beyond its column by so much, that is seen too once anything has to move.
    pub fn reveal(&self, scrolled: f64, space: f64, column: usize, lean: f64) -> f64 {
        let (start, width) = (self.start(column), self.width(column));
        match start + width > scrolled + space && space >= width + lean {
            true => reveal_span(scrolled, space, start, width + lean),
            false => reveal_span(scrolled, space, start, width),
        }
    }
}

/// How far to scroll so that an item is seen whole; as far as it is where it is seen already.
pub fn reveal(scrolled: f64, space: f64, size: f64, item: usize) -> f64 {
    reveal_span(scrolled, space, item as f64 * size, size)
}

fn reveal_span(scrolled: f64, space: f64, start: f64, size: f64) -> f64 {
    if start < scrolled || space < size {
        start
    } else if start + size > scrolled + space {
        start + size - space
    } else {
        scrolled
    }
}

/// A step of the keyboard through the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One cell.
    Left,
    /// One cell.
    Right,
    /// One cell.
    Up,
    /// One cell.
    Down,
    /// The first cell of the row.
    RowStart,
    /// Its last.
    RowEnd,
    /// The first cell of all.
    Start,
    /// The last of all.
    End,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
}

impl Step {
    /// The step of a key, as the browser names it.
    pub fn of_key(key: &str, command: Command) -> Option<Self> {
        Some(match (key, command) {
            ("ArrowLeft", Command::Up) => Self::Left,
            ("ArrowRight", Command::Up) => Self::Right,
            ("ArrowUp", Command::Up) => Self::Up,
            ("ArrowDown", Command::Up) => Self::Down,
            ("Home", Command::Up) => Self::RowStart,
            ("End", Command::Up) => Self::RowEnd,
            ("Home", Command::Held) => Self::Start,
            ("End", Command::Held) => Self::End,
            ("PageUp", Command::Up) => Self::PageUp,
            ("PageDown", Command::Up) => Self::PageDown,
            _ => return None,
        })
    }

    /// Where it leads from a cell (row, column); it stops at the edges. `page` is how many rows a
    /// screenful has. A grid without cells leads nowhere.
    pub fn from(
        self,
        (row, column): (usize, usize),
        (rows, columns): (usize, usize),
        page: usize,
    ) -> Option<(usize, usize)> {
        let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
        let page = page.max(1);
        let (row, column) = match self {
            Self::Left => (row, column.saturating_sub(1)),
            Self::Right => (row, column + 1),
            Self::Up => (row.saturating_sub(1), column),
            Self::Down => (row + 1, column),
            Self::RowStart => (row, 0),
            Self::RowEnd => (row, last_column),
            Self::Start => (0, 0),
            Self::End => (last_row, last_column),
            Self::PageUp => (row.saturating_sub(page), column),
            Self::PageDown => (row + page, column),
        };
        Some((row.min(last_row), column.min(last_column)))
    }
}

/// Whether Ctrl or Cmd is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// It is.
    Held,
    /// It is not.
    Up,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_covers_what_is_seen_and_stays_within() {
        for (scrolled, space) in [(0.0, 100.0), (95.0, 100.0), (101.0, 37.0), (9_900.0, 100.0)] {
            let window = visible(scrolled, space, 10.0, 1_000);
            let seen = (scrolled / 10.0) as usize..((scrolled + space) / 10.0).ceil() as usize;
            assert!(window.start <= seen.start && window.end >= seen.end.min(1_000), "{window:?}");
            assert_eq!(window.len(), (space / 10.0).ceil() as usize + 1, "always as many");
        }
        assert_eq!(visible(5_000.0, 100.0, 10.0, 3), 0..3, "scrolled beyond the end");
        assert_eq!(visible(-20.0, 100.0, 10.0, 0), 0..0);
    }

    #[test]
    fn more_rows_than_an_element_can_hold_are_all_reached() {
        let scale = RowScale::new(36.0e7, 500.0);
        let bottom = scale.height(500.0) - 500.0;
        assert_eq!((scale.to_content(0.0), scale.to_content(bottom)), (0.0, 36.0e7 - 500.0));
        let place = 12.0e7;
        assert!((scale.to_content(scale.to_scroll(place)) - place).abs() < 1.0);
        let few = RowScale::new(3_600.0, 500.0);
        assert_eq!(
            (few.height(500.0), few.to_content(70.0), few.to_scroll(70.0)),
            (3_600.0, 70.0, 70.0)
        );
        assert_eq!(RowScale::new(100.0, 500.0).height(500.0), 500.0);
    }

    #[test]
    fn columns_of_different_widths_are_found_by_place() {
        let columns = ColumnSpans::new([100.0, 50.0, 200.0].into_iter());
        assert_eq!((columns.count(), columns.total()), (3, 350.0));
        assert_eq!((columns.start(1), columns.width(1), columns.start(9)), (100.0, 50.0, 350.0));
        assert_eq!([0.0, 99.0, 100.0, 151.0, 900.0].map(|at| columns.at(at)), [0, 0, 1, 2, 2]);
        assert_eq!((columns.visible(0.0, 60.0), columns.visible(120.0, 60.0)), (0..1, 1..3));
        assert_eq!(columns.reveal(0.0, 120.0, 1, 0.0), 30.0);
        assert_eq!(columns.reveal(0.0, 120.0, 1, 40.0), 70.0, "with the name that leans beyond it");
        assert_eq!(columns.reveal(0.0, 150.0, 1, 40.0), 0.0, "what is seen stays where it is");
        assert_eq!(columns.reveal(0.0, 120.0, 1, 90.0), 30.0, "no room for the name");
        let none = ColumnSpans::new(std::iter::empty());
        assert_eq!((none.count(), none.visible(0.0, 60.0), none.at(5.0)), (0, 0..0, 0));
    }

    #[test]
    fn revealing_moves_no_further_than_needed() {
        assert_eq!(reveal(0.0, 100.0, 10.0, 5), 0.0);
        assert_eq!(reveal(0.0, 100.0, 10.0, 10), 10.0);
        assert_eq!(reveal(200.0, 100.0, 10.0, 3), 30.0);
        assert_eq!(reveal(0.0, 5.0, 10.0, 3), 30.0, "no room for it: its beginning is seen");
    }

    #[track_caller]
    fn check(key: &str, command: Command, from: (usize, usize), expected: (usize, usize)) {
        let step = Step::of_key(key, command).unwrap();
        assert_eq!(step.from(from, (500, 300), 20), Some(expected));
    }

    #[test]
    fn keys_lead_where_the_pattern_says_and_stop_at_edges() {
        use Command::{Held, Up};
        check("ArrowRight", Up, (3, 4), (3, 5));
        check("ArrowRight", Up, (3, 299), (3, 299));
        check("ArrowLeft", Up, (3, 0), (3, 0));
        check("ArrowUp", Up, (0, 4), (0, 4));
        check("ArrowDown", Up, (499, 4), (499, 4));
        check("Home", Up, (3, 4), (3, 0));
        check("End", Up, (3, 4), (3, 299));
        check("Home", Held, (3, 4), (0, 0));
        check("End", Held, (3, 4), (499, 299));
        check("PageDown", Up, (3, 4), (23, 4));
        check("PageDown", Up, (490, 4), (499, 4));
        check("PageUp", Up, (3, 4), (0, 4));
        assert_eq!(Step::of_key("a", Up), None);
        assert_eq!(Step::Down.from((0, 0), (0, 5), 20), None, "no rows");
    }
}

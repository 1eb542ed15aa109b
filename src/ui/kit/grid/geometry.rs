//! Where things are in a grid: which rows a screenful shows, where a step of the keyboard leads,
//! how far to scroll. Plain numbers, in CSS pixels; no browser.

use std::ops::Range;

/// How many rows stand ready beyond what is seen, on either side.
pub const SPARE_ROWS: usize = 2;

/// The same of columns. A turn of the wheel leads through fewer of them, and one is a cell in each row.
pub const SPARE_COLUMNS: usize = 1;

/// A length for a style. Whole pixels: the text of fractions would cost the page ten kilobytes.
pub fn px(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

/// The items that a stretch of scrolled space shows, a few to spare on either side.
pub fn visible(scrolled: f64, space: f64, size: f64, count: usize, spare: usize) -> Range<usize> {
    let first = (scrolled.max(0.0) / size) as usize;
    let seen = (space.max(0.0) / size).ceil() as usize + 1;
    let start = first.saturating_sub(spare).min(count);
    start..(first + seen + spare).min(count)
}

/// How many slots are needed so that any stretch of this space is covered.
pub fn slots(space: f64, size: f64, spare: usize) -> usize {
    (space.max(0.0) / size).ceil() as usize + 1 + 2 * spare
}

/// Which item a slot shows: the one of those seen whose number leaves the slot's when divided by how
/// many slots there are. An item keeps its slot while it is seen, so a scroll by one fills one slot anew.
pub fn in_slot(slot: usize, seen: &Range<usize>, slots: usize) -> Option<usize> {
    let turned = turn_of(seen, slots);
    let item = seen.start + (slot + slots).checked_sub(turned)?.checked_rem(slots)?;
    seen.contains(&item).then_some(item)
}

/// Which slot has the first of the items seen. In the page the slots stand in the order of their items,
/// so this is how many of them have been moved from the front to the end.
pub fn turn_of(seen: &Range<usize>, slots: usize) -> usize {
    seen.start.checked_rem(slots).unwrap_or(0)
}

/// The fewest slots to move to come from one turn to another: so many from the front to the end, or,
/// below zero, from the end to the front.
pub fn shortest_turn(from: usize, to: usize, slots: usize) -> isize {
    let forward = (to + slots).saturating_sub(from).checked_rem(slots).unwrap_or(0);
    if forward * 2 <= slots { forward as isize } else { forward as isize - slots as isize }
}

/// How far to scroll so that an item is seen whole; as far as it is where it is seen already.
pub fn reveal(scrolled: f64, space: f64, size: f64, item: usize) -> f64 {
    let start = item as f64 * size;
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
            let window = visible(scrolled, space, 10.0, 1_000, 2);
            let seen = (scrolled / 10.0) as usize..((scrolled + space) / 10.0).ceil() as usize;
            assert!(window.start <= seen.start && window.end >= seen.end.min(1_000), "{window:?}");
            assert!(window.len() <= slots(space, 10.0, 2));
        }
        assert_eq!(visible(5_000.0, 100.0, 10.0, 3, 2), 3..3, "scrolled beyond the end");
        assert_eq!(visible(-20.0, 100.0, 10.0, 0, 2), 0..0);
    }

    #[test]
    fn the_slots_show_each_item_once_and_in_order_when_turned() {
        for (start, end) in [(0, 7), (3, 10), (6, 13), (7, 14), (993, 998), (0, 0), (5, 6)] {
            let order: Vec<usize> = (0..7).map(|at| (at + turn_of(&(start..end), 7)) % 7).collect();
            let shown = order.iter().filter_map(|slot| in_slot(*slot, &(start..end), 7));
            assert_eq!(shown.collect::<Vec<_>>(), (start..end).collect::<Vec<_>>());
        }
        assert_eq!(in_slot(0, &(0..5), 0), None, "no slots");
    }

    #[test]
    fn an_item_keeps_its_slot_while_it_is_seen() {
        let slot_of =
            |item, seen: &Range<usize>| (0..9).find(|at| in_slot(*at, seen, 9) == Some(item));
        for start in 0..40 {
            let (seen, next) = (start..start + 9, start + 1..start + 10);
            (start + 1..start + 9).for_each(|item| {
                assert_eq!(slot_of(item, &seen), slot_of(item, &next), "{item} from {start}");
            });
        }
    }

    #[test]
    fn a_turn_leads_to_the_order_by_the_shorter_way() {
        for from in 0..8_usize {
            for to in 0..8_usize {
                let by = shortest_turn(from, to, 8);
                assert_eq!((from as isize + by).rem_euclid(8), to as isize);
                assert!(by.unsigned_abs() <= 4, "{by} from {from} to {to}");
            }
        }
        assert_eq!(shortest_turn(0, 0, 0), 0);
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

//! What pasting a text would do, worked out before anything is done.

use std::collections::{BTreeMap, BTreeSet};

use super::heads::{Axis, Heading, Resolved};
use super::{Area, At, Cells, Grid, HeadVisibility, Parsed};
use crate::format::clip;
use crate::table::{Line, OpenQuote, is_prose, read, unguard};
use crate::text::{Match, folded, same, tidy};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Whether the table goes by the names of its rows and columns, not by where it is pasted.
    pub by_names: bool,
    /// How many cells of the table have their place in the grid.
    pub found: usize,
    /// What would be set, each cell once.
    pub sets: Vec<(At, String)>,
    /// How many cells are so already.
    pub unchanged: usize,
    /// How many blank cells leave what is there.
    pub blank: usize,
    /// How many cells take nothing: they show what follows from others.
    pub fixed: usize,
    /// Marks that are not understood, each with how often it stands there, in their order.
    pub unknown: Vec<(String, usize)>,
    /// How many cells are left as they are because a filter hides them.
    pub hidden: usize,
    /// How many cells lie beyond the edge of what is shown.
    pub beyond: usize,
    /// Headings that no row has.
    pub unknown_rows: Vec<String>,
    /// Headings that no column has.
    pub unknown_columns: Vec<String>,
    /// Headings that several rows have, or that stand in the table twice: left out.
    pub doubtful_rows: Vec<String>,
    /// The same of columns.
    pub doubtful_columns: Vec<String>,
}

impl Plan {
    /// Whether it can simply be done: it changes what is seen and leaves nothing out.
    pub fn is_plain(&self) -> bool {
        !self.by_names
            && self.unknown.is_empty()
            && self.fixed == 0
            && self.hidden == 0
            && self.beyond == 0
    }

    /// What it comes to, a sentence each, what is set first.
    pub fn says(&self) -> Vec<String> {
        let mut says = Vec::new();
        if self.by_names {
            let found = cells(
                self.found,
                "was found by the names of its row and its column",
                "were found by the names of their rows and columns",
            );
            says.push(format!("{found}."));
        }
        says.push(self.sum());
        let marks = self
            .unknown
            .iter()
            .map(|(mark, times)| format!("`{}` {}", clip(mark), self::times(*times)));
        says.extend(listed("Not understood, and nothing is set for it", marks.collect()));
        let names = |says: &mut Vec<String>, lead: &str, names: &[String]| {
            says.extend(listed(lead, names.iter().map(|name| clip(name)).collect()));
        };
        names(&mut says, "Not found among the rows", &self.unknown_rows);
        names(&mut says, "Not found among the columns", &self.unknown_columns);
        names(
            &mut says,
            "Rows that are left out, because the name stands for several",
            &self.doubtful_rows,
        );
        names(
            &mut says,
            "Columns that are left out, because the name stands for several",
            &self.doubtful_columns,
        );
        let count = |says: &mut Vec<String>, number: usize, what: [&str; 2]| {
            let [one, more] = what;
            if number > 0 {
                says.push(format!("{}.", cells(number, one, more)));
            }
        };
        count(
            &mut says,
            self.hidden,
            [
                "that the filter hides is left as it is",
                "that the filter hides are left as they are",
            ],
        );
        count(
            &mut says,
            self.beyond,
            ["lies beyond the edge and is left out", "lie beyond the edge and are left out"],
        );
        count(&mut says, self.fixed, ["takes no value of its own", "take no value of their own"]);
        says
    }

    /// What changes and what does not, in one sentence.
    pub fn sum(&self) -> String {
        let sets = match self.sets.len() {
            0 => "Nothing changes".to_owned(),
            1 => "1 cell changes".to_owned(),
            sets => format!("{sets} cells change"),
        };
        let unchanged = match self.unchanged {
            0 => String::new(),
            1 => "; 1 is so already".to_owned(),
            unchanged => format!("; {unchanged} are so already"),
        };
        let blank = match self.blank {
            0 => String::new(),
            1 => "; 1 is blank and leaves what is there".to_owned(),
            blank => format!("; {blank} are blank and leave what is there"),
        };
        format!("{sets}{unchanged}{blank}.")
    }
}

fn cells(number: usize, one: &str, more: &str) -> String {
    match number {
        1 => format!("1 cell {one}"),
        number => format!("{number} cells {more}"),
    }
}

fn times(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

/// The most names that a sentence lists.
const MOST_NAMED: usize = 30;

fn listed(lead: &str, mut names: Vec<String>) -> Option<String> {
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!names.is_empty()).then(|| format!("{lead}: {}{more}.", names.join(", ")))
}

/// Plans what a pasted text does. A table whose first row and first column (or first two columns)
/// are headings goes by them, wherever it is pasted. Any other begins at the top left of `area`, and
/// is repeated as often as it goes into it; a single cell fills every one of `areas`, of which `area`
/// is the last.
///
/// # Errors
/// Where a quote is opened and not closed.
pub fn plan(
    text: &str,
    grid: &Grid<'_>,
    areas: &[Area],
    known: &dyn Cells,
) -> Result<Plan, OpenQuote> {
    let table = table_of(text, grid, known)?;
    let (addressed, marks) = (BTreeMap::new(), BTreeMap::new());
    let mut planner = Planner { grid, known, plan: Plan::default(), addressed, marks };
    match headings_of(&table, grid, known) {
        Some(beside) => planner.by_names(&table, beside),
        None => planner.by_place(&table, areas),
    }
    planner.expand();
    planner.finish(&table);
    Ok(planner.plan)
}

/// The cells of a text: between tabs where it has any, else between commas or semicolons where these
/// cannot be part of a value.
fn table_of(text: &str, grid: &Grid<'_>, known: &dyn Cells) -> Result<Vec<Vec<String>>, OpenQuote> {
    let cells = |lines: Vec<Line>| -> Vec<Vec<String>> {
        let bare = |line: Line| line.cells.iter().map(|cell| unguard(cell).to_owned()).collect();
        lines.into_iter().map(bare).collect()
    };
    let lines = read(text, '\t')?;
    let value = |cell: &String| matches!(known.parse(cell), Parsed::Value(_) | Parsed::Blank);
    let is_one = lines.iter().all(|line| line.cells.len() == 1);
    if !is_one || lines.iter().flat_map(|line| &line.cells).all(value) {
        return Ok(cells(lines));
    }
    let mut best: Option<Vec<Line>> = None;
    for between in [',', ';'] {
        let split = read(text, between)?;
        let width = |lines: &[Line]| lines.iter().map(|line| line.cells.len()).sum::<usize>();
        let first = split.first().map_or(0, |line| line.cells.len());
        let by_names = || headings_of(&cells(split.clone()), grid, known).is_some();
        let is_table = first > 1 && (split.len() > 1 && !is_prose(&split) || by_names());
        if is_table && best.as_ref().is_none_or(|best| width(best) < width(&split)) {
            best = Some(split);
        }
    }
    Ok(cells(best.unwrap_or(lines)))
}

/// Words over a second column of headings: what is named beside a module or area.
const BESIDE: [&str; 9] = [
    "action",
    "attribute",
    "feature",
    "function",
    "operation",
    "permission",
    "privilege",
    "process",
    "right",
];

/// How many columns of row headings the table has, where it has headings. Those that the grid knows
/// say so; of a table with some that it does not know, or none, it is told by what stands in it:
/// headings are no values, and there are values within.
fn headings_of(table: &[Vec<String>], grid: &Grid<'_>, known: &dyn Cells) -> Option<usize> {
    let (heads, body) = table.split_first()?;
    if heads.len() < 2 || body.is_empty() {
        return None;
    }
    let is_known = |axis: &Axis<'_>, text: &str| axis.find(text) != Match::None;
    let is_value = |text: &String| matches!(known.parse(text), Parsed::Value(_));
    let second = heads.get(1).filter(|text| !is_known(grid.columns, text));
    let is_beside = second.is_some_and(|second| {
        let pairs = body.iter().filter_map(|row| Some((row.first()?, row.get(1)?)));
        let named = pairs.into_iter().any(|(above, name)| {
            !folded(name).is_empty()
                && !folded(above).is_empty()
                && is_known(grid.rows, name)
                && grid.rows.find_within(above, name) != Match::None
        });
        heads.len() > 2 && (named || BESIDE.contains(&folded(second).as_str()))
    });
    let beside = if is_beside { 2 } else { 1 };
    let columns = || heads.iter().skip(beside).filter(|text| !folded(text).is_empty());
    let rows = || {
        body.iter().filter_map(|row| row.get(beside - 1)).filter(|text| !folded(text).is_empty())
    };
    let known_columns = columns().any(|text| is_known(grid.columns, text));
    let known_rows = rows().any(|text| is_known(grid.rows, text));
    if known_columns && known_rows {
        return Some(beside);
    }
    let is_only_value = |axis: &Axis<'_>, text: &String| is_value(text) && !is_known(axis, text);
    let apart = !columns().any(|text| is_only_value(grid.columns, text))
        && (beside == 2 || !rows().any(|text| is_only_value(grid.rows, text)));
    let mut within = body.iter().flat_map(|row| row.iter().skip(beside));
    let corner = heads.first().is_none_or(|corner| !is_value(corner));
    let told = columns().next().is_some() && rows().next().is_some() && corner && apart;
    let says_so = known_columns || known_rows || beside == 2 || within.any(is_value);
    (told && says_so).then_some(beside)
}

/// What a text comes to in a cell.
enum Weighed {
    Blank,
    Same,
    Fixed,
    Unknown,
    Set(String),
}

struct Planner<'a> {
    grid: &'a Grid<'a>,
    known: &'a dyn Cells,
    plan: Plan,
    /// What the table says of each cell: what would be set, or that it says something else.
    addressed: BTreeMap<At, Option<String>>,
    /// Where each mark that is not understood is counted.
    marks: BTreeMap<String, usize>,
}

impl Planner<'_> {
    fn weigh(&self, at: At, text: &str) -> Weighed {
        if folded(text).is_empty() {
            return Weighed::Blank;
        }
        if same(text, &self.known.copied(at)) {
            return Weighed::Same;
        }
        let Some(now) = self.known.now(at) else { return Weighed::Fixed };
        match self.known.read(at, text) {
            Parsed::Blank => Weighed::Blank,
            Parsed::Unknown => Weighed::Unknown,
            Parsed::Value(value) if value == now => Weighed::Same,
            Parsed::Value(value) => Weighed::Set(value),
        }
    }

    /// Takes what the table says of a cell. Of two texts for one cell, which repeats never bring, the
    /// later one counts.
    fn take(&mut self, at: At, text: &str) {
        let (row, column) = (self.grid.rows.visibility(at.0), self.grid.columns.visibility(at.1));
        let is_hidden = row == HeadVisibility::LeftOut || column == HeadVisibility::LeftOut;
        self.plan.found += 1;
        let said = match self.weigh(at, text) {
            Weighed::Blank => {
                self.plan.blank += 1;
                None
            }
            Weighed::Same => {
                self.plan.unchanged += 1;
                None
            }
            Weighed::Fixed => {
                self.plan.fixed += 1;
                None
            }
            Weighed::Unknown => {
                self.mark(text);
                None
            }
            Weighed::Set(_) if is_hidden => {
                self.plan.hidden += 1;
                None
            }
            Weighed::Set(value) => Some(value),
        };
        self.addressed.insert(at, said);
    }

    fn mark(&mut self, text: &str) {
        let (mark, unknown) = (tidy(text), &mut self.plan.unknown);
        let place = *self.marks.entry(mark.clone()).or_insert(unknown.len());
        match unknown.get_mut(place) {
            Some((_, times)) => *times += 1,
            None => unknown.push((mark, 1)),
        }
    }

    fn by_names(&mut self, table: &[Vec<String>], beside: usize) {
        self.plan.by_names = true;
        let Some((heads, body)) = table.split_first() else { return };
        let columns: Vec<Heading> =
            heads.iter().skip(beside).map(|text| Heading::new(text)).collect();
        let columns = self.grid.columns.resolve(&columns);
        let rows = self.grid.rows.resolve(&row_headings(body, beside));
        let (new_rows, new_columns) = self.known.makes();
        for (line, row) in body.iter().zip(&rows.places) {
            for (text, column) in line.iter().skip(beside).zip(&columns.places) {
                match (row, column) {
                    (Some(row), Some(column)) => self.take((*row, *column), text),
                    // What is to come into cells that could be made is checked before they are.
                    _ if (row.is_some() || new_rows)
                        && (column.is_some() || new_columns)
                        && self.known.parse(text) == Parsed::Unknown =>
                    {
                        self.mark(text);
                    }
                    _ => {}
                }
            }
            let over = line.iter().skip(beside + columns.places.len());
            self.plan.beyond += over.filter(|text| !folded(text).is_empty()).count();
        }
        let Resolved { unknown, doubtful, .. } = rows;
        (self.plan.unknown_rows, self.plan.doubtful_rows) = (unknown, doubtful);
        let Resolved { unknown, doubtful, .. } = columns;
        (self.plan.unknown_columns, self.plan.doubtful_columns) = (unknown, doubtful);
    }

    fn by_place(&mut self, table: &[Vec<String>], areas: &[Area]) {
        let (height, width) = (table.len(), table.iter().map(Vec::len).max().unwrap_or_default());
        let one = (height, width) == (1, 1);
        // A single cell fills every block of the selection, a larger table the last one.
        let areas = if one {
            areas
        } else {
            areas.get(areas.len().saturating_sub(1)..).unwrap_or_default()
        };
        let times = |space: usize, size: usize| match size {
            0 => 0,
            size if space.is_multiple_of(size) => (space / size).max(1),
            _ => 1,
        };
        let (several, mut seen) = (areas.len() > 1, BTreeSet::new());
        for area in areas {
            let (down, across) = (times(area.height(), height), times(area.width(), width));
            for row in 0..down * height {
                let Some(line) = table.get(row % height.max(1)) else { continue };
                for column in 0..across * width {
                    let Some(text) = line.get(column % width.max(1)) else { continue };
                    match self.grid.shown((area.top + row, area.left + column)) {
                        Some(at) if !several || seen.insert(at) => self.take(at, text),
                        Some(_) => {}
                        None if folded(text).is_empty() => {}
                        None => self.plan.beyond += 1,
                    }
                }
            }
        }
    }

    /// What a heading is set to goes to the rows that it stands for and of which the table says
    /// nothing itself. Where a filter hides some, or the table speaks of some, the heading as a whole
    /// is not set.
    fn expand(&mut self) {
        let visibility = |row: usize| self.grid.rows.visibility(row);
        let mut below = BTreeMap::new();
        for (row, _) in self.addressed.keys() {
            below.entry(*row).or_insert_with(|| self.known.below(*row));
        }
        let headings: Vec<(At, String)> = self
            .addressed
            .iter()
            .filter(|((row, _), _)| below.get(row).is_some_and(Option::is_some))
            .filter_map(|(at, said)| Some((*at, said.clone()?)))
            .collect();
        for ((row, column), value) in headings {
            let Some(Some(below)) = below.get(&row) else { continue };
            let hidden = below.hidden(&visibility);
            let spoken_of =
                below.rows.iter().any(|row| self.addressed.contains_key(&(*row, column)));
            if hidden == 0 && !spoken_of {
                continue;
            }
            self.plan.hidden += hidden;
            self.addressed.insert((row, column), None);
            for row in below.left(&visibility) {
                let at = (row, column);
                if self.addressed.contains_key(&at) {
                    continue;
                }
                if let Weighed::Set(value) = self.weigh(at, &value) {
                    self.addressed.insert(at, Some(value));
                }
            }
        }
    }

    fn finish(&mut self, table: &[Vec<String>]) {
        // A table that has nothing in it says so as blank cells do.
        if table.is_empty() {
            self.plan.blank += 1;
        }
        let said = std::mem::take(&mut self.addressed).into_iter();
        self.plan.sets = said.filter_map(|(at, said)| Some((at, said?))).collect();
    }
}

/// The headings of the rows. Of two columns the first names what the row stands under; left blank it
/// is what it was in the row before, and a row that has only that is named by it.
fn row_headings(body: &[Vec<String>], beside: usize) -> Vec<Heading> {
    let mut above = String::new();
    let heading = |row: &Vec<String>| {
        let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
        if beside == 1 {
            return Heading::new(cell(0));
        }
        if !folded(cell(0)).is_empty() {
            above = tidy(cell(0));
        }
        match folded(cell(1)).is_empty() {
            true => Heading::new(cell(0)),
            false => Heading { above: above.clone(), name: cell(1).to_owned() },
        }
    };
    body.iter().map(heading).collect()
}

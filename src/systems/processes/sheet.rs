//! One group's levels on the processes of one main process: a row each, the main process on top, a
//! column per level, one mark in each row. Plain data; what is drawn of it stands in `cells`.

use std::ops::RangeInclusive;

use crate::grid::Sign;
use whocan_core::directory::GroupId;
use whocan_core::models::processes::input::{follows, parse};
use whocan_core::models::processes::policy::{Level, MainProcess, Mark, Policy, ProcessId};
use whocan_core::models::processes::{Dependents, Edit, MainId};
use whocan_core::paste::Parsed;
use whocan_core::text;

/// The columns, from left to right.
pub(super) const COLUMNS: [Level; 4] =
    [Level::Read, Level::ReadWrite, Level::ReadWriteDelete, Level::Deny];

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RowOf {
    /// The main process, and so every process below it.
    Main(MainId),
    /// One process.
    Process(ProcessId),
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What it stands for.
    pub(super) of: RowOf,
    /// What that is called.
    pub(super) name: String,
    /// Its mark.
    pub(super) mark: Mark,
    /// Its mark as it is saved.
    pub(super) was: Mark,
    /// What each level that is not offered becomes; for a main process no process offers it.
    off: [Option<Level>; 4],
    /// What it lacks for what it is set to, in words.
    pub(super) lacks: Option<String>,
    /// Whether All Secured Data counts too.
    pub(super) secured: bool,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Face {
    pub(super) sign: Sign,
    /// Whether the mark stood here before the draft.
    pub(super) was: bool,
    /// Whether the draft differs from what is saved.
    pub(super) changed: bool,
    /// Why it is grey.
    pub(super) off: Option<String>,
    /// What a reader hears of it, without row and column.
    pub(super) spoken: String,
}

/// The rows of a main process for a group.
pub(super) fn rows(
    policy: &Policy,
    saved: &Policy,
    group: &GroupId,
    main: &MainProcess,
) -> Vec<Row> {
    let dependents = Dependents::of(policy);
    let was = saved.catalogue.heading(&main.id).map(|main| saved.mark(group, main));
    let some = |level: &Level| main.processes.iter().any(|process| process.offered.has(*level));
    let top = Row {
        of: RowOf::Main(main.id.clone()),
        name: main.name.clone(),
        mark: policy.mark(group, main),
        was: was.unwrap_or(Mark::Cross),
        off: COLUMNS.map(|level| (!some(&level)).then_some(Level::Deny)),
        lacks: None,
        secured: false,
    };
    let process = main.processes.iter().map(|process| Row {
        of: RowOf::Process(process.id.clone()),
        name: process.name.clone(),
        mark: single(policy.level(group, &process.id)),
        was: single(saved.level(group, &process.id)),
        off: COLUMNS.map(|level| {
            let offered = process.offered;
            (!offered.has(level)).then(|| offered.assign(level))
        }),
        // R7
        lacks: dependents.lacking(policy, group, &process.id),
        secured: process.secured,
    });
    std::iter::once(top).chain(process).collect()
}

/// The mark of one process.
fn single(level: Level) -> Mark {
    if level == Level::Deny { Mark::Cross } else { Mark::Tick(level) }
}

impl Row {
    /// What names it in the address.
    pub(super) fn key(&self) -> &str {
        match &self.of {
            RowOf::Main(id) => id.as_str(),
            RowOf::Process(id) => id.as_str(),
        }
    }

    /// Whether it is the main process.
    pub(super) fn is_main(&self) -> bool {
        matches!(self.of, RowOf::Main(_))
    }

    /// The column of its mark.
    pub(super) fn column(&self) -> usize {
        let level = self.mark.column();
        COLUMNS.iter().position(|column| *column == level).unwrap_or_default()
    }

    /// Its cell in the column of a level.
    pub(super) fn face(&self, column: usize) -> Option<Face> {
        let level = *COLUMNS.get(column)?;
        let here = self.mark.column() == level;
        let changed = self.mark != self.was;
        let was = changed && self.was.column() == level && !here;
        let sign = match self.mark {
            _ if !here => Sign::Blank,
            Mark::Cross => Sign::Cross,
            Mark::Tick(_) | Mark::Mixed(_) => Sign::Tick,
            Mark::PermitDeny(_) => Sign::Both,
        };
        let off = self.off.get(column).copied().flatten().filter(|_| !here);
        let off = off.map(|instead| match self.is_main() {
            true => "not offered by any process here".to_owned(),
            false => format!("not offered: {} is assigned", instead.name()),
        });
        let mut said = vec![if here { self.mark.name() } else { "not set".to_owned() }];
        said.extend(was.then(|| "was set".to_owned()));
        said.extend((changed && here).then(|| "changed".to_owned()));
        said.extend(off.clone());
        said.extend(self.lacks.clone().filter(|_| here));
        Some(Face { sign, was, changed: changed && here, off, spoken: said.join(", ") })
    }

    /// What is to be known of its cell in a column, for whoever sees it, as a sentence.
    pub(super) fn remark(&self, column: usize) -> Option<String> {
        let face = self.face(column)?;
        let level = COLUMNS.get(column)?.name();
        let name = &self.name;
        match (face.off, face.sign, self.mark) {
            (Some(off), ..) => Some(format!("{name}, {level}: {off}.")),
            (_, Sign::Tick, Mark::Mixed(_)) => {
                Some(format!("{name}: mixed levels, up to {level}; none is denied."))
            }
            (_, Sign::Blank, _) => None,
            _ => self.lacks.as_ref().map(|lacks| format!("{name} {lacks}.")),
        }
    }

    /// The edit that gives it a level.
    pub(super) fn edit(&self, group: &GroupId, level: Level) -> Edit {
        let group = group.clone();
        match &self.of {
            RowOf::Main(main) => Edit::AssignMain(group, main.clone(), level),
            RowOf::Process(process) => Edit::Assign(group, process.clone(), level),
        }
    }
}

/// The edits that give some of the rows a level. The main process stands for all below it.
pub(super) fn edits(
    rows: &[Row],
    range: RangeInclusive<usize>,
    group: &GroupId,
    level: Level,
) -> Vec<Edit> {
    let chosen = rows.iter().enumerate().filter(|(at, _)| range.contains(at));
    let most = if range.contains(&0) { 1 } else { usize::MAX };
    chosen.take(most).map(|(_, row)| row.edit(group, level)).collect()
}

/// Some of the rows as a table for a spreadsheet.
pub(super) fn copied(rows: &[Row], range: RangeInclusive<usize>) -> String {
    let line = |(_, row): (usize, &Row)| format!("{}\t{}", row.name, row.mark.name());
    let chosen = rows.iter().enumerate().filter(|(at, _)| range.contains(at));
    chosen.map(line).collect::<Vec<_>>().join("\n")
}

/// What pasting a text from a row on would do: one level fills all the chosen rows, several go down one
/// by one. The level is the last thing in each line.
///
/// # Errors
/// Says why nothing is pasted.
pub(super) fn pasted(
    rows: &[Row],
    range: RangeInclusive<usize>,
    group: &GroupId,
    text: &str,
) -> Result<Vec<Edit>, String> {
    let lines = text.lines().filter(|line| !text::is_blank(line));
    let cells: Vec<&str> = lines.filter_map(|line| line.split('\t').next_back()).collect();
    let read = |cell: &str| match parse(cell) {
        Parsed::Value(level) => Ok(Some(level)),
        Parsed::Blank => Ok(None),
        // The mark of a main process follows from its processes.
        Parsed::Unknown if follows(cell) => Ok(None),
        Parsed::Unknown => Err(format!("“{}” is no level", cell.trim())),
    };
    let levels = cells.iter().map(|cell| read(cell)).collect::<Result<Vec<_>, _>>()?;
    if let [one] = levels.as_slice() {
        let Some(level) = *one else { return Ok(Vec::new()) };
        return Ok(edits(rows, range, group, level));
    }
    let below = rows.get(*range.start()..).unwrap_or_default();
    if levels.len() > below.len() {
        let (lines, rows) = (levels.len(), below.len());
        return Err(format!("there are {lines} lines, and {rows} rows from here on"));
    }
    let pairs = below.iter().zip(levels);
    let processes = pairs.filter(|(row, _)| !row.is_main());
    Ok(processes.filter_map(|(row, level)| Some(row.edit(group, level?))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn main() -> MainProcess {
        Policy::shipped().catalogue.headings().first().cloned().unwrap()
    }

    fn sheet(levels: &[(usize, Level)]) -> Vec<Row> {
        let (saved, mut policy) = (Policy::default(), Policy::default());
        let (group, main) = (GroupId::from("g"), main());
        let mut row = whocan_core::models::processes::Row::default();
        for (at, level) in levels {
            row.set(&main.processes[*at].id, *level);
        }
        let row = whocan_core::shared::Shared::new(row);
        policy.levels = whocan_core::shared::Shared::new([(group.clone(), row)].into());
        rows(&policy, &saved, &group, &main)
    }

    #[test]
    fn one_column_of_the_main_process_has_a_mark_and_the_old_one_is_remembered() {
        let rows = sheet(&[(0, Level::ReadWrite)]);
        let signs: Vec<Sign> = (0..4).filter_map(|at| Some(rows[0].face(at)?.sign)).collect();
        assert_eq!(signs, [Sign::Blank, Sign::Both, Sign::Blank, Sign::Blank]);
        let deny = rows[1].face(3).unwrap();
        assert!(deny.was && !deny.changed);
        assert_eq!(deny.spoken, "not set, was set");
        assert_eq!(rows[1].face(1).unwrap().spoken, "Read-Write, changed");
    }

    #[test]
    fn a_paste_is_done_as_a_whole_or_not_at_all() {
        let rows = sheet(&[]);
        let group = GroupId::from("g");
        let paste = |range, text: &str| pasted(&rows, range, &group, text);
        assert_eq!(paste(1..=3, "Read").unwrap().len(), 3);
        assert_eq!(paste(0..=0, "Read").unwrap().len(), 1, "the main process stands for all");
        assert_eq!(paste(1..=1, "Attendance Codes\tRW\nAttendance Marks\tDeny").unwrap().len(), 2);
        assert_eq!(paste(1..=1, "Read\nmaybe").unwrap_err(), "“maybe” is no level");
        assert!(paste(5..=5, "Read\nRead").is_err());
        let whole = copied(&rows, 0..=5);
        assert_eq!(paste(0..=0, &whole).unwrap().len(), 5, "what was copied can be pasted");
    }
}

//! One group's processes of one main process: a row each, the main process on top, a column per
//! level, one mark in each row. The same sheet shows All Secured Data, without the top row.

use std::ops::Range;

use super::levels::{self, Command};
use crate::grid::{CellPos, CellView, GridSource, Head, Offer, Shape, Sign};
use crate::ui::context::SystemContext;
use whocan_core::directory::GroupId;
use whocan_core::models::processes::policy::{Level, MainProcess, Mark, Offered, Policy, Process};
use whocan_core::models::processes::{Dependents, Edit, Processes};
use whocan_core::shared::Shared;
use whocan_core::verdict::Decision;

/// The columns, from left to right.
const COLUMNS: [Level; 4] = [Level::Read, Level::ReadWrite, Level::ReadWriteDelete, Level::Deny];

/// Which of the two settings is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The process levels.
    Levels,
    /// All Secured Data.
    Secured,
}

#[derive(Clone)]
pub(super) struct LevelSheet {
    system: SystemContext<Processes>,
    part: Part,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    group: GroupId,
    main: MainProcess,
    dependents: Dependents,
    shape: Shape,
}

impl PartialEq for LevelSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.saved == other.saved
            && self.group == other.group
            && self.shape == other.shape
    }
}

/// What a row stands for.
enum RowOf<'a> {
    Main,
    Process(&'a Process),
}

impl LevelSheet {
    pub(super) fn new(
        system: SystemContext<Processes>,
        part: Part,
        group: &GroupId,
        main: &MainProcess,
    ) -> Self {
        let rows = main.processes.iter().filter(|p| part == Part::Levels || p.secured);
        let process = |p: &Process| Head::new(&p.id, p.name.clone());
        let rows: Vec<Head> = match part {
            Part::Secured => rows.map(process).collect(),
            Part::Levels => {
                let top = Head::new(&main.id, main.name.clone()).parent();
                std::iter::once(top).chain(rows.map(|p| process(p).at_depth(1))).collect()
            }
        };
        let columns = COLUMNS.map(|level| Head::new(level.name(), level.name())).to_vec();
        let policy = system.policy.get();
        Self {
            system,
            part,
            dependents: Dependents::of(&policy),
            policy,
            saved: system.saved.get(),
            group: group.clone(),
            main: main.clone(),
            shape: Shape::new("Process", rows, columns),
        }
    }

    fn row(&self, row: usize) -> Option<RowOf<'_>> {
        let key = &self.shape.rows.get(row)?.key;
        let process = self.main.processes.iter().find(|process| process.id.as_str() == key);
        Some(process.map_or(RowOf::Main, RowOf::Process))
    }

    fn level(&self, policy: &Policy, process: &Process) -> Level {
        match self.part {
            Part::Levels => policy.level(&self.group, &process.id),
            Part::Secured => policy.secured_level(&self.group, &process.id),
        }
    }

    fn face(&self, (row, column): CellPos) -> Option<CellView> {
        let level = *COLUMNS.get(column)?;
        Some(match self.row(row)? {
            RowOf::Process(process) => {
                let now = self.level(&self.policy, process);
                let changed = now != self.level(&self.saved, process) && level == now;
                let offered =
                    if self.part == Part::Levels { process.offered } else { Offered::ALL };
                let mark = if now == Level::Deny { Mark::Cross } else { Mark::Tick(now) };
                // R7
                let lacks = || self.dependents.lacking(&self.policy, &self.group, &process.id);
                let lacks = if now == level && self.part == Part::Levels { lacks() } else { None };
                let warning = lacks.map(Into::into);
                CellView { warning, ..marked(mark, level, changed, off(offered, level)) }
            }
            RowOf::Main => {
                let mark = self.policy.mark(&self.group, &self.main);
                let before = self.saved.catalogue.main(&self.main.id);
                let before = before.map(|main| self.saved.mark(&self.group, main));
                let changed = before != Some(mark) && mark.column() == level;
                // Grey only where none of the processes offers the level.
                let some = self.main.processes.iter().any(|p| p.offered.has(level));
                let why = (!some).then_some("no process offers this level");
                marked(mark, level, changed, why.map(str::to_owned))
            }
        })
    }

    fn edit(&self, row: usize, level: Level) -> Option<Edit> {
        let group = self.group.clone();
        Some(match (self.row(row)?, self.part) {
            (RowOf::Main, _) => Edit::AssignMain { group, main: self.main.id.clone(), level },
            (RowOf::Process(process), Part::Levels) => {
                Edit::Assign { group, process: process.id.clone(), level }
            }
            (RowOf::Process(process), Part::Secured) => {
                Edit::Secure { group, process: process.id.clone(), level }
            }
        })
    }
}

/// Why a level cannot be had, and what is assigned instead.
fn off(offered: Offered, level: Level) -> Option<String> {
    let instead = offered.assign(level);
    (!offered.has(level)).then(|| format!("not offered: {} is assigned", instead.name()))
}

/// The face of a cell in the column of a level, under a row's mark.
fn marked(mark: Mark, level: Level, changed: bool, off: Option<String>) -> CellView {
    let here = mark.column() == level;
    let sign = match mark {
        _ if !here => Sign::Blank,
        Mark::Cross => Sign::Cross,
        Mark::Tick(_) | Mark::Mixed(_) => Sign::Tick,
        Mark::PermitDeny(_) => Sign::Both,
    };
    let text = match mark {
        Mark::Mixed(_) if here => "mixed",
        Mark::PermitDeny(_) if here => "in part",
        _ => "",
    };
    CellView {
        text: text.into(),
        level: here.then(|| level.tone().into()),
        sign,
        off: off.map(Into::into),
        changed,
        spoken: if here { mark.name().into() } else { "not set".into() },
        ..CellView::default()
    }
}

impl GridSource for LevelSheet {
    type Command = Command;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        levels::commands()
    }

    fn default_command(&self, (_, column): CellPos) -> Option<Command> {
        COLUMNS.get(column).map(|level| Command::Set(*level))
    }

    fn run(&self, command: &Command, cells: &[CellPos]) {
        let Command::Set(level) = *command else { return };
        let mut rows: Vec<usize> = cells.iter().map(|(row, _)| *row).collect();
        rows.dedup();
        let edits: Vec<Edit> = rows.iter().filter_map(|row| self.edit(*row, level)).collect();
        self.system.send_all(format!("{} processes to {}", edits.len(), level.name()), edits);
    }

    fn changed(&self, row: usize) -> bool {
        (0..COLUMNS.len()).any(|column| self.face((row, column)).is_some_and(|f| f.changed))
    }
}

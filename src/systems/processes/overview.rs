//! Everything on one grid: main processes and processes as a tree of rows, groups as columns.

use leptos::prelude::*;
use std::sync::Arc;

use super::levels::{self, Command};
use crate::grid::{
    CellPos, CellView, Density, Effect, GridSource as _, GridState, Head, LegendEntry, Offer,
    PolicyCells, PolicyGrid, Shape, Side,
};
use crate::state::context::SystemContext;
use crate::systems::grid_page::GridPage;
use whocan_core::directory::GroupId;
use whocan_core::models::processes::input::{follows, parse};
use whocan_core::models::processes::policy::{Level, Mark, Policy, ProcessId};
use whocan_core::models::processes::{Dependents, Edit, Processes};
use whocan_core::paste::{Below, Parsed};
use whocan_core::shared::Shared;

/// The grid's source as it is now.
pub(super) fn source(system: SystemContext<Processes>) -> Arc<dyn crate::grid::AnySource> {
    Arc::new(PolicyGrid(Overview::new(system, None)))
}

pub(super) fn overview(system: SystemContext<Processes>) -> AnyView {
    let sheet = Memo::new(move |previous: Option<&PolicyGrid<Overview>>| {
        PolicyGrid(Overview::new(system, previous.map(|grid| &grid.0)))
    });
    let focused = system.focused_cell();
    let active = Signal::derive(move || {
        focused
            .get()
            .map(|(row, column)| (system.policy.with(|policy| shown_as(policy, row)), column))
    });
    let state = GridState::new("overview", sheet, active, move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state
        .called("processes", "groups")
        .with_densities(Density::Comfortable, "overview.processes");
    let legend = vec![
        LegendEntry::Mark("both", "Permit/Deny, at its highest".to_owned()),
        LegendEntry::Mark("changed", "Changed".to_owned()),
    ];
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape().columns.is_empty()));
    view! {
        <GridPage
            state
            title="User Group Processes: overview"
            changes=true
            legend=legend
            any
            empty="There is no group yet: add one in the directory."
        />
    }
    .into_any()
}

/// The row that stands for a process or a main process: one that has one process is shown as that.
fn shown_as(policy: &Policy, row: String) -> String {
    let main = policy.catalogue.headings().iter().find(|main| main.id.as_str() == row);
    match main.map(|main| main.processes.as_slice()) {
        Some([only]) => only.id.to_string(),
        _ => row,
    }
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
enum RowOf {
    /// A main process, by its position in the catalogue.
    Main(usize),
    Process(ProcessId),
}

/// What a cell holds: a level, or what the levels of a main process come to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Held {
    Level(Level),
    Mark(Mark),
}

#[derive(Clone)]
struct Overview {
    system: SystemContext<Processes>,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    shape: Shared<Shape>,
    rows: Shared<Vec<RowOf>>,
    groups: Shared<Vec<GroupId>>,
    dependents: Shared<Dependents>,
}

impl PartialEq for Overview {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy && self.saved == other.saved && self.shape == other.shape
    }
}

impl Overview {
    fn new(system: SystemContext<Processes>, previous: Option<&Self>) -> Self {
        let (policy, saved) = (system.policy.get(), system.saved.get());
        let (mut heads, mut rows) = (Vec::new(), Vec::new());
        for (at, main) in policy.catalogue.headings().iter().enumerate() {
            // A main process of one process would say the same level twice.
            let alone = main.processes.len() == 1;
            if !alone {
                heads.push(Head::new(&main.id, main.name.clone()).parent());
                rows.push(RowOf::Main(at));
            }
            for process in &main.processes {
                let head = Head::new(&process.id, process.name.clone()).locked(process.secured);
                heads.push(head.at_depth(usize::from(!alone)));
                rows.push(RowOf::Process(process.id.clone()));
            }
        }
        let (groups, columns) = system.directory.with(|directory| {
            let groups: Vec<GroupId> = directory.groups.iter().map(|g| g.id.clone()).collect();
            let columns = directory.groups.iter().map(|g| Head::new(&g.id, g.name.clone()));
            (groups, columns.collect())
        });
        let shape = Shape::new("Process, group", heads, columns);
        // The same heads keep their identity, so that an edit of a level lays nothing out anew.
        let known = previous.filter(|old| old.dependents.are_of(&policy));
        let known = known.map(|old| old.dependents.clone());
        let dependents = known.unwrap_or_else(|| Dependents::of(&policy).into());
        match previous.filter(|previous| *previous.shape == shape) {
            Some(same) => Self { policy, saved, dependents, ..same.clone() },
            None => Self {
                system,
                policy,
                saved,
                shape: shape.into(),
                rows: rows.into(),
                groups: groups.into(),
                dependents,
            },
        }
    }

    fn cell(&self, (row, column): CellPos) -> Option<(&RowOf, &GroupId)> {
        Some((self.rows.get(row)?, self.groups.get(column)?))
    }

    /// The level that a command sets, which for Space hangs on the first cell.
    fn level_of(&self, command: &Command, first: CellPos) -> Option<Level> {
        match *command {
            Command::Set(level) => Some(level),
            Command::Next => self.next(first),
        }
    }

    /// The level that Space goes on to: the next one that can be had, Deny behind the highest.
    fn next(&self, at: CellPos) -> Option<Level> {
        let (row, group) = self.cell(at)?;
        let (now, offered) = match row {
            RowOf::Process(process) => {
                let offered = self.policy.catalogue.item(process)?.offered;
                (self.policy.level(group, process), offered.levels().collect::<Vec<_>>())
            }
            RowOf::Main(main) => {
                let main = self.policy.catalogue.headings().get(*main)?;
                (self.policy.mark(group, main).column(), Level::ALL.to_vec())
            }
        };
        Some(offered.into_iter().find(|level| *level > now).unwrap_or_default())
    }
}

impl PolicyCells for Overview {
    type Value = Held;
    type Command = Command;
    type Edit = Edit;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn value(&self, side: Side, at: CellPos) -> Option<Held> {
        let (row, group) = self.cell(at)?;
        let policy = match side {
            Side::Draft => &self.policy,
            Side::Saved => &self.saved,
        };
        Some(match row {
            RowOf::Process(process) => Held::Level(policy.level(group, process)),
            RowOf::Main(main) => {
                let main = self.policy.catalogue.headings().get(*main)?;
                Held::Mark(policy.mark(group, policy.catalogue.heading(&main.id)?))
            }
        })
    }

    // R7
    fn view(&self, at: CellPos, value: &Held) -> CellView {
        let view = match value {
            Held::Level(level) => levels::view(*level),
            Held::Mark(Mark::Cross) => levels::view(Level::Deny),
            Held::Mark(mark) => levels::mark_view(*mark),
        };
        let lacks = self.cell(at).and_then(|(row, group)| match row {
            RowOf::Process(process) => self.dependents.lacking(&self.policy, group, process),
            RowOf::Main(main) => {
                let main = self.policy.catalogue.headings().get(*main)?;
                self.dependents.lacking_below(&self.policy, group, main)
            }
        });
        CellView { warning: lacks.map(Into::into), ..view }
    }

    fn is_set(&self, _: CellPos, value: &Held) -> bool {
        matches!(value, Held::Level(level) if *level != Level::Deny)
    }

    fn rank(&self, value: &Held) -> u32 {
        match value {
            Held::Level(level) => *level as u32,
            Held::Mark(_) => 0,
        }
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        levels::commands()
    }

    fn default_command(&self, _: CellPos) -> Option<Command> {
        Some(Command::Next)
    }

    fn apply(&self, command: &Command, (row, _): CellPos, first: CellPos) -> Option<Held> {
        let level = self.level_of(command, first)?;
        Some(match self.rows.get(row)? {
            RowOf::Process(_) => Held::Level(level),
            RowOf::Main(_) => Held::Mark(Mark::of(&[level])),
        })
    }

    fn label(&self, command: &Command, first: CellPos, cells: usize) -> String {
        let level = self.level_of(command, first).unwrap_or_default();
        format!("{cells} cells to {}", level.name())
    }

    fn parse(&self, text: &str) -> Parsed<Held> {
        parse(text).map(Held::Level)
    }

    // R2: what a process does not offer is what it comes to.
    fn read(&self, at: CellPos, text: &str) -> Parsed<Held> {
        let Some((row, _)) = self.cell(at) else { return Parsed::Unknown };
        match row {
            RowOf::Process(process) => parse(text).map(|level| {
                let found = self.policy.catalogue.item(process);
                Held::Level(found.map_or(level, |it| it.offered.assign(level)))
            }),
            // It follows from the processes.
            RowOf::Main(_) if follows(text) => Parsed::Blank,
            RowOf::Main(_) => parse(text).map(|level| Held::Mark(Mark::of(&[level]))),
        }
    }

    fn words(&self, value: &Held) -> String {
        match value {
            Held::Level(level) => level.name().to_owned(),
            Held::Mark(mark) => mark.name(),
        }
    }

    fn edits(&self, at: CellPos, value: &Held) -> Vec<Edit> {
        let edit = self.cell(at).and_then(|(row, group)| {
            let group = group.clone();
            Some(match (row, value) {
                (RowOf::Process(process), Held::Level(level)) => {
                    Edit::Assign(group, process.clone(), *level)
                }
                (RowOf::Main(main), Held::Mark(mark)) => {
                    let main = self.policy.catalogue.headings().get(*main)?.id.clone();
                    Edit::AssignMain(group, main, mark.column())
                }
                _ => return None,
            })
        });
        edit.into_iter().collect()
    }

    fn send(&self, label: String, edits: Vec<Edit>) {
        self.system.send_all(label, edits);
    }

    fn foresee(&self, edits: Vec<Edit>) -> Option<Effect> {
        self.system.foresee(edits)
    }

    fn stands_for_others(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(RowOf::Main(_)))
    }

    fn heading(&self) -> &'static str {
        "main process"
    }

    // R3
    fn below(&self, row: usize) -> Option<Below> {
        let RowOf::Main(_) = self.rows.get(row)? else { return None };
        let below = self.rows.iter().enumerate().skip(row + 1);
        let below = below
            .take_while(|(row, _)| self.shape.rows.get(*row).is_some_and(|head| head.depth > 0));
        Some(Below { rows: below.map(|(row, _)| row).collect(), missing: 0 })
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, Some("groups"))
    }

    fn make(&self, _: &[String], columns: &[String]) {
        self.system.add_groups.run(columns.to_vec());
    }
}

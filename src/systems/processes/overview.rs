//! Everything on one grid: main processes and processes as a tree of rows, groups as columns.

use leptos::prelude::{AnyView, Callable, untrack};
use std::ops::Range;
use std::sync::Arc;

use super::levels;
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::grid::{
    At, Changes, Click, Face, GridState, Head, Shape, Sheet, Verb, grid, grid_tools,
};
use crate::ui::kit::tag::{Piece, all, bound, tag};
use whocan_core::directory::GroupId;
use whocan_core::models::processes::input::{follows, parse};
use whocan_core::models::processes::policy::{Level, Policy, ProcessId};
use whocan_core::models::processes::{Dependents, Edit, Processes};
use whocan_core::paste::{Below, Parsed};
use whocan_core::shared::Shared;
use whocan_core::verdict::Decision;

/// The grid's sheet as it is now.
pub(super) fn sheet(system: SystemContext<Processes>) -> Arc<dyn Sheet> {
    Arc::new(Overview::new(system, None))
}

pub(super) fn overview(system: SystemContext<Processes>) -> AnyView {
    let sheet = Derived::new(move |previous: Option<&Overview>| Overview::new(system, previous));
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let no_groups = Derived::new(move |_| sheet.with(|sheet| sheet.shape().columns.is_empty()));
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text("User Group Processes: overview"))
        .child(grid_tools(state, "processes", "groups", Changes::Offered));
    let body = bound(move || match no_groups.get() {
        true => {
            tag("p").class("empty").text("There is no group yet: add one in the directory.").any()
        }
        false => untrack(|| grid(state, "Overview", Click::Focuses)),
    });
    all([head.any(), body])
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
enum RowOf {
    /// A main process, by its position in the catalogue.
    Main(usize),
    Process(ProcessId),
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
        for (at, main) in policy.catalogue.mains().iter().enumerate() {
            heads.push(Head::new(&main.id, main.name.clone()).parent());
            rows.push(RowOf::Main(at));
            for process in &main.processes {
                heads.push(Head::new(&process.id, process.name.clone()).at_depth(1));
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

    fn cell(&self, (row, column): At) -> Option<(&RowOf, &GroupId)> {
        Some((self.rows.get(row)?, self.groups.get(column)?))
    }

    fn face(&self, at: At) -> Option<Face> {
        let (row, group) = self.cell(at)?;
        Some(match row {
            RowOf::Process(process) => {
                let level = self.policy.level(group, process);
                // R7
                let lacks = self.dependents.lacking(&self.policy, group, process);
                let face = levels::face(level, level != self.saved.level(group, process));
                Face { warning: lacks.map(Into::into), ..face }
            }
            RowOf::Main(main) => {
                let main = self.policy.catalogue.mains().get(*main)?;
                let mark = self.policy.mark(group, main);
                let before = self.saved.catalogue.main(&main.id);
                let before = before.map(|main| self.saved.mark(group, main));
                let lacks = self.dependents.lacking_below(&self.policy, group, main);
                let face = levels::mark_face(mark, before != Some(mark));
                Face { warning: lacks.map(Into::into), ..face }
            }
        })
    }

    fn edit(&self, at: At, level: Level) -> Option<Edit> {
        let (row, group) = self.cell(at)?;
        let group = group.clone();
        Some(match row {
            RowOf::Process(process) => Edit::Assign { group, process: process.clone(), level },
            RowOf::Main(main) => {
                let main = self.policy.catalogue.mains().get(*main)?.id.clone();
                Edit::AssignMain { group, main, level }
            }
        })
    }

    /// The level that Space goes on to: the next one that can be had, Deny behind the highest.
    fn next(&self, at: At) -> Option<Level> {
        let (row, group) = self.cell(at)?;
        let (now, offered) = match row {
            RowOf::Process(process) => {
                let offered = self.policy.catalogue.process(process)?.offered;
                (self.policy.level(group, process), offered.levels().collect::<Vec<_>>())
            }
            RowOf::Main(main) => {
                let main = self.policy.catalogue.mains().get(*main)?;
                (self.policy.mark(group, main).column(), Level::ALL.to_vec())
            }
        };
        Some(offered.into_iter().find(|level| *level > now).unwrap_or_default())
    }
}

impl Sheet for Overview {
    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn verbs(&self) -> Vec<Verb> {
        levels::verbs()
    }

    fn default_verb(&self, _: At) -> Option<&'static str> {
        Some("next")
    }

    fn run(&self, verb: &str, cells: &[At]) {
        let level = match cells.first() {
            Some(first) if verb == "next" => self.next(*first),
            _ => Level::parse(verb).ok(),
        };
        let Some(level) = level else { return };
        let edits = cells.iter().filter_map(|at| self.edit(*at, level)).collect();
        self.system.send_all(format!("{} cells to {}", cells.len(), level.name()), edits);
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        parse(text).map(|level| level.name().to_owned())
    }

    // R2: what a process does not offer is what it comes to.
    fn read(&self, at: At, text: &str) -> Parsed<String> {
        let Some((row, _)) = self.cell(at) else { return Parsed::Unknown };
        match row {
            RowOf::Process(process) => parse(text).map(|level| {
                let found = self.policy.catalogue.process(process);
                found.map_or(level, |it| it.offered.assign(level)).name().to_owned()
            }),
            // It follows from the processes.
            RowOf::Main(_) if follows(text) => Parsed::Blank,
            RowOf::Main(_) => self.parse(text),
        }
    }

    fn now(&self, at: At) -> Option<String> {
        let (row, group) = self.cell(at)?;
        Some(match row {
            RowOf::Process(process) => self.policy.level(group, process).name().to_owned(),
            RowOf::Main(main) => {
                let main = self.policy.catalogue.mains().get(*main)?;
                self.policy.mark(group, main).name()
            }
        })
    }

    // R3
    fn below(&self, row: usize) -> Option<Below> {
        let RowOf::Main(_) = self.rows.get(row)? else { return None };
        let below = self.rows.iter().enumerate().skip(row + 1);
        let below = below.take_while(|(_, row)| matches!(row, RowOf::Process(_)));
        Some(Below { rows: below.map(|(row, _)| row).collect(), missing: 0 })
    }

    /// Main processes first, so that what their processes are set to wins.
    fn paste(&self, cells: &[(At, String)]) {
        let (mut mains, mut processes) = (Vec::new(), Vec::new());
        for (at, text) in cells {
            let Parsed::Value(level) = parse(text) else { continue };
            let edit = self.edit(*at, level);
            match self.cell(*at) {
                Some((RowOf::Main(_), _)) => mains.extend(edit),
                _ => processes.extend(edit),
            }
        }
        mains.extend(processes);
        self.system.send_all(format!("paste {} cells", cells.len()), mains);
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, Some("groups"))
    }

    fn make(&self, _: &[String], columns: &[String]) {
        self.system.add_groups.run(columns.to_vec());
    }

    fn is_set(&self, row: usize) -> bool {
        let is_main = matches!(self.rows.get(row), Some(RowOf::Main(_)));
        let set = |face: Face| face.tone != Level::Deny.tone().name();
        !is_main && (0..self.groups.len()).any(|column| self.face((row, column)).is_some_and(set))
    }

    fn changed(&self, row: usize) -> bool {
        (0..self.groups.len()).any(|column| self.face((row, column)).is_some_and(|f| f.changed))
    }

    fn rank(&self, at: At) -> u32 {
        self.cell(at).map_or(0, |(row, group)| match row {
            RowOf::Process(process) => self.policy.level(group, process) as u32,
            RowOf::Main(_) => 0,
        })
    }
}

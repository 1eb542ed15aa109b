//! User Group Processes: the level of access that a user group has to each business process.
//!
//! The rules, numbered; code, explanations and tests cite them. [`RULES`] carries the same numbers
//! with where each comes from.
//!
//! - R1  A group has one level on each process: Deny (the default), Read, Read-Write or
//!   Read-Write-Delete, each permitting all that the one before it does.
//! - R2  A process can offer fewer levels. Asking for one that is not offered gives the next level
//!   down that is, at last Deny.
//! - R3  Assigning to a main process assigns to every process below it.
//! - R4  The main process's own row is derived: one mark, in the column of the highest level.
//! - R5  Interdependencies: a dependent process above Deny needs its prerequisite.
//! - R6  Save refuses a denial that invalidates another process that was valid; going on raises the
//!   least, and never above what it was.
//! - R7  A grant without its prerequisite is saved, and flagged.
//! - R8  A person has the highest level of their groups; without a group, Deny.
//! - R9  Under field level security the lower of process level and All Secured Data counts.
//! - R10 A System Admin has the highest level offered, except where that flag does not reach.
//! - R11 A level that the catalogue does not offer counts as if it were assigned anew, under All
//!   Secured Data too.
//! - R12 A prerequisite that offers nothing above Deny cannot be raised: Save ignores the pair.
//! - R13 What the file says and nobody can read permits as little as it can mean.

mod answer;
mod changes;
mod codec;
mod doubt;
mod edit;
mod explain;
mod findings;
mod index;
pub mod input;
#[cfg(test)]
mod oracle;
mod places;
pub mod policy;
mod save;
pub mod search;
#[cfg(test)]
mod tests;
mod unmet;

pub use edit::Edit;
pub use index::{Index, Scratch};
pub use input::{follows, parse};
pub use policy::{
    Catalogue, Level, MainId, MainProcess, Mark, Need, Offered, Policy, Process, ProcessId, Row,
    Rows,
};

pub use search::{SearchBy, find_groups};
pub use unmet::{Dependents, Unmet, unmet, unmet_places};

use std::borrow::Cow;

use crate::model::{Model, ModelInfo, OutcomeInfo, Rule, Source, TargetHead};
use crate::verdict::{Decision, Grants, Tone};

/// The model of User Group Processes.
#[derive(Clone, Debug)]
pub enum Processes {}

/// The rules with their sources.
pub const RULES: &[Rule] = &[
    Rule {
        id: "R1",
        says: "A group holds exactly one level on each process. Deny is the default.",
        source: Source::Stated,
    },
    Rule {
        id: "R2",
        says: "A level that a process does not offer becomes the next level down that it does.",
        source: Source::Inferred(
            "the documentation speaks of the next level down for restricted options; here that is the next level of access",
        ),
    },
    Rule {
        id: "R3",
        says: "A level given to a main process is given to every process below it.",
        source: Source::Stated,
    },
    Rule {
        id: "R4",
        says: "A main process shows one mark, in the column of the highest level below it: a tick, or a tick with a cross where some processes are denied.",
        source: Source::Stated,
    },
    Rule {
        id: "R5",
        says: "Some processes need another one: above Deny they are valid only with their prerequisite.",
        source: Source::Stated,
    },
    Rule {
        id: "R6",
        says: "A denial that would invalidate another process is refused at Save; whoever goes on gets the least that keeps those valid that were valid before, and never more than before.",
        source: Source::Stated,
    },
    Rule {
        id: "R7",
        says: "A grant without its prerequisite is saved, and flagged wherever it shows: on the grids, in the editor, in Review and in the findings.",
        source: Source::Inferred(
            "only denials are refused, so granting must be possible in any order",
        ),
    },
    Rule {
        id: "R8",
        says: "A person has the highest level that any of their groups has.",
        source: Source::Inferred(
            "Deny is the default everywhere, so if Deny won, a second group could never add anything",
        ),
    },
    Rule {
        id: "R9",
        says: "Where field level security applies, the lower of the process level and the All Secured Data level counts.",
        source: Source::Inferred("process levels are said not to override All Secured Data"),
    },
    Rule {
        id: "R10",
        says: "A System Admin has the highest level that each process offers, but for Data Management.",
        source: Source::Public,
    },
    Rule {
        id: "R11",
        says: "A level that is stored but not offered counts as if it were assigned anew, under All Secured Data too.",
        source: Source::Inferred(
            "taking a level out of the catalogue must not leave anybody with it",
        ),
    },
    Rule {
        id: "R12",
        says: "A prerequisite that offers nothing above Deny cannot be raised, so Save ignores it.",
        source: Source::Inferred("else no Save could ever succeed"),
    },
    Rule {
        id: "R13",
        says: "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful.",
        source: Source::Inferred("a slip in a file must not open anything"),
    },
];

impl Decision for Level {
    fn outcome(&self) -> Cow<'static, str> {
        self.name().into()
    }

    fn grants(&self) -> Grants {
        // View, update, delete.
        Grants(match self {
            Self::Deny => 0b000,
            Self::Read => 0b001,
            Self::ReadWrite => 0b011,
            Self::ReadWriteDelete => 0b111,
        })
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Deny => Tone::None,
            Self::Read => Tone::Low,
            Self::ReadWrite => Tone::Middle,
            Self::ReadWriteDelete => Tone::Full,
        }
    }
}

impl Model for Processes {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = ProcessId;
    type Decision = Level;

    const INFO: ModelInfo = ModelInfo {
        key: "processes",
        title: "User Group Processes",
        answers: "Which level each person has on each business process, through which group, and \
                  what field level security leaves of it.",
        target: "process",
        targets: "processes",
        rules: RULES,
        unreadable: "R13",
        outcomes: &[
            OutcomeInfo { name: "Deny", short: "Deny", means: "no access", tone: Tone::None },
            OutcomeInfo { name: "Read", short: "Read", means: "view", tone: Tone::Low },
            OutcomeInfo {
                name: "Read-Write",
                short: "Read-Write",
                means: "view and update",
                tone: Tone::Middle,
            },
            OutcomeInfo {
                name: "Read-Write-Delete",
                short: "RW-Delete",
                means: "view, update and delete",
                tone: Tone::Full,
            },
        ],
        keys: &[
            ("D or 0", "Deny"),
            ("R or 1", "Read"),
            ("W or 2", "Read-Write"),
            ("X or 3", "Read-Write-Delete"),
        ],
        ..ModelInfo::EMPTY
    };

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        let mains = policy.catalogue.mains().iter();
        mains.flat_map(|main| main.processes.iter().map(|process| head(main, process))).collect()
    }

    fn head(policy: &Policy, target: &ProcessId) -> Option<TargetHead> {
        policy.catalogue.with_main(target).map(|(main, process)| head(main, process))
    }

    fn target(policy: &Policy, key: &str) -> Option<ProcessId> {
        policy.catalogue.process(&key.into()).map(|process| process.id.clone())
    }
}

fn head(main: &MainProcess, process: &Process) -> TargetHead {
    TargetHead::new(process.id.as_str(), &process.name, &main.name)
}

//! User Group Processes: the level of access that a user group has to each business process.
//!
//! [`RULES`] has the numbered rules, each with where it comes from; code, explanations and tests cite them.

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
mod removables;
mod save;
pub mod search;
mod steps;
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
pub(crate) use unmet::unmet_places;
pub use unmet::{Dependents, Unmet, unmet, unmet_about};

use crate::model::{Model, ModelInfo, TargetHead, outcomes, rules};

/// The model of User Group Processes.
#[derive(Clone, Debug)]
pub enum Processes {}

rules! {
    R1 stated "A group holds exactly one level on each process. Deny is the default.";
    R2 inferred
        "A level that a process does not offer becomes the next level down that it does."
        because "the documentation speaks of the next level down for restricted options; here that is the next level of access";
    R3 stated "A level given to a main process is given to every process below it.";
    R4 stated
        "A main process shows one mark, in the column of the highest level below it: a tick, or a tick with a cross where some processes are denied.";
    R5 stated
        "Some processes need another one: above Deny they are valid only with their prerequisite.";
    R6 stated
        "A denial that would invalidate another process is refused at Save; whoever goes on gets the least that keeps those valid that were valid before, and never more than before.";
    R7 inferred
        "A grant without its prerequisite is saved, and flagged wherever it shows: on the grids, in the editor, in Review and in the findings."
        because "only denials are refused, so granting must be possible in any order";
    R8 inferred
        "A person has the highest level that any of their groups has."
        because "Deny is the default everywhere, so if Deny won, a second group could never add anything";
    R9 inferred
        "Where field level security applies, the lower of the process level and the All Secured Data level counts."
        because "process levels are said not to override All Secured Data";
    R10 public
        "A System Admin has the highest level that each process offers, but for Data Management.";
    R11 inferred
        "A level that is stored but not offered counts as if it were assigned anew, under All Secured Data too."
        because "taking a level out of the catalogue must not leave anybody with it";
    R12 inferred
        "A prerequisite that offers nothing above Deny cannot be raised, so Save ignores it."
        because "else no Save could ever succeed";
    R13 inferred
        "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful."
        because "a slip in a file must not open anything";
}

outcomes! {
    // View, update, delete.
    OUTCOMES of Level {
        Deny: none, 0b000, "Deny", "no access";
        Read: low, 0b001, "Read", "view";
        ReadWrite: middle, 0b011, "Read-Write", "view and update";
        ReadWriteDelete: full, 0b111, "RW-Delete", "view, update and delete";
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
        adds_up: true,
        rules: RULES,
        unreadable: "R13",
        outcomes: OUTCOMES,
        keys: &[
            ("D or 0", "Deny"),
            ("R or 1", "Read"),
            ("W or 2", "Read-Write"),
            ("X or 3", "Read-Write-Delete"),
        ],
        ..ModelInfo::EMPTY
    };

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        let mains = policy.catalogue.headings().iter();
        mains.flat_map(|main| main.processes.iter().map(|process| head(main, process))).collect()
    }

    fn head(policy: &Policy, target: &ProcessId) -> Option<TargetHead> {
        policy.catalogue.with_heading(target).map(|(main, process)| head(main, process))
    }

    fn target(policy: &Policy, key: &str) -> Option<ProcessId> {
        policy.catalogue.item(&key.into()).map(|process| process.id.clone())
    }
}

fn head(main: &MainProcess, process: &Process) -> TargetHead {
    TargetHead::new(process.id.as_str(), &process.name, &main.name)
}

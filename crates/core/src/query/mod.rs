//! DERIVED, READ-ONLY: a document made ready for questions, and the questions over all models:
//! who can, what differs, do the checks hold.

mod asked;
mod checks;
mod combined;
mod counting;
mod diff;
mod doubt;
mod problems;
mod sign_on;
mod snapshot;
#[cfg(test)]
mod tests;

pub use asked::{Subject, Wanted, met_by};
pub use checks::{CheckResult, CheckStatus, run_checks};
pub use combined::{outcome_of, outcomes_of, process_of};
pub use counting::{Counting, Direction, Sums};
pub use diff::{CellDiff, PersonDiff, diff, diff_in};
pub use problems::{Problem, problems};
pub use sign_on::{AskedPeople, services};
pub use snapshot::Snapshot;

use crate::directory::{Circumstances, UserId};
use crate::models::ModelKind;
use crate::verdict::Outcome;

/// Everybody with their outcome for one target in the end, in the directory's order; `None` where the
/// model has no such target.
pub fn who_can(
    snapshot: &Snapshot,
    kind: ModelKind,
    circumstances: &Circumstances,
    target: &str,
) -> Option<Vec<(UserId, Outcome)>> {
    let column = snapshot.in_the_end(kind).column(circumstances, target)?;
    let users = snapshot.document().directory.users.iter().map(|user| user.id.clone());
    Some(users.zip(column).collect())
}

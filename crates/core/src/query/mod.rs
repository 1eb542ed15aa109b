//! DERIVED, READ-ONLY: a document made ready for questions, and the questions over all models:
//! who can, what differs, do the checks hold.

mod asked;
#[cfg(test)]
mod cases;
mod chain;
mod checks;
mod combined;
mod compare;
mod counting;
mod dead_weight;
mod diff;
mod doubt;
mod ends;
mod impact;
mod nearest;
mod picture;
mod problems;
#[cfg(test)]
mod random;
mod reach;
mod reached;
mod routes;
mod rules;
mod sign_on;
mod snapshot;
mod steps;
mod still_reached;
mod take_back;
#[cfg(test)]
mod tests;
mod what_can;
mod who_can;
mod who_else;
mod wish;
mod would_change;

pub use asked::{Subject, Wanted, met_by};
pub use chain::{Chain, ChainLane, ChainLink, Meeting, Part, chain};
pub use checks::{CheckResult, CheckStatus, run_checks};
pub use combined::{outcome_of, outcomes_of, process_of};
pub use compare::{Compared, Differing, Side, compare};
pub use counting::{Counting, Direction, Sums};
pub use dead_weight::{DeadWeight, DeadWeightSearch, Suggestion, Why, dead_weight};
pub use diff::{CellDiff, PersonDiff, diff, diff_in};
pub use ends::{Change, Ends, Event, Turn, ends};
pub use impact::{Batch, Gains, Impact, ImpactSearch, Scope, gains, impact, through};
pub use nearest::{Budget, NearMiss, Nearest, nearest, rests_on};
pub use picture::picture;
pub use problems::{Problem, problems};
pub use reach::may_differ;
pub use routes::{Route, Routes, places, routes};
pub use rules::{Breach, Example, Judge, NO_SAVED_STATE};
pub use sign_on::{AskedPeople, services};
pub use snapshot::Snapshot;
pub use steps::{Question, SignedOn, Step, StepKind};
pub use still_reached::{Reached, StillReached, still_reached};
pub use take_back::{TakenBack, take_back};
pub use what_can::{Cell, Origin, System, origin, what_can};
pub use who_can::{Able, RouteGroup, Short, WhoCan, who_can};
pub use who_else::{Alike, WhoElse, members_come_to, who_else};
pub use wish::{Goal, Granted, Wish, WishAnswer, make_so, wish};
pub use would_change::would_change;

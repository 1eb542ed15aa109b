//! Access Control Lists: who may see, open and change single records.
//!
//! The rules, numbered; code, explanations and tests cite them. [`RULES`] carries the same numbers
//! with where each comes from.
//!
//! - R1  A list has rows for users, groups, posts and service teams; each allows or denies Read
//!   Summary, Read Details and Write. A new row allows all three.
//! - R2  A record without a list is restricted by none.
//! - R3  Once a record has a list, whoever no row of it matches is denied everything.
//! - R4  A row matches the person, what they signed on as, and their service teams.
//! - R5  Favour Allow: a level is allowed as soon as one row that matches allows it.
//! - R6  Favour Deny: a level is allowed only when every row that matches allows it.
//! - R7  Each level by itself; rows that do not match say nothing.
//! - R8  What the three levels come to: full access, read only, opening refused, not selectable.
//! - R9  What is left of combinations that make little sense.
//! - R10 A record of a service team follows the team's default as it is now.
//! - R11 A record with a list of its own keeps it.
//! - R12 An item's team is that of the record it belongs to.
//! - R13 Together with a business process, both must permit.
//! - R14 Whoever has not chosen what to sign on as is matched by their own row and their teams'.
//! - R15 Clearing a record's list goes back to the team's default, where there is one.
//! - R16 The list alone counts where no process is known for the record, or no process says anything.
//! - R17 What the file says and nobody can read permits as little as it can mean.
//! - R18 An item of a record that is not there, or of another item, follows its own team.

pub mod access;
mod answer;
mod changes;
mod codec;
mod doubt;
mod edit;
pub mod explain;
pub mod findings;
mod index;
pub mod input;
#[cfg(test)]
mod oracle;
mod places;
pub mod policy;
#[cfg(test)]
mod tests;

pub use access::{Access, Reach, alone, resolve, together, under};
pub use edit::Edit;
pub use index::Index;
pub use input::{NO_ROW, parse, words};
pub use policy::{
    Defaults, Level, Levels, List, Member, MemberId, Owner, Policy, Priority, Record, RecordId,
    RecordType, State, principal,
};

use crate::directory::Reads;
use crate::model::{Model, ModelInfo, OutcomeInfo, Rule, Source, TargetHead};
use crate::verdict::Tone;

/// The model of Access Control Lists.
#[derive(Clone, Debug)]
pub enum Acl {}

/// The rules with their sources.
pub const RULES: &[Rule] = &[
    Rule {
        id: "R1",
        says: "Each row allows or denies Read Summary, Read Details and Write; a new one allows all three.",
        source: Source::Stated,
    },
    Rule {
        id: "R2",
        says: "A record without an access control list is restricted by none.",
        source: Source::Inferred("people are shut out only once a record has a list"),
    },
    Rule {
        id: "R3",
        says: "Once a record has a list, whoever no row matches is denied everything.",
        source: Source::Stated,
    },
    Rule {
        id: "R4",
        says: "The person's own row matches, that of the group or post they signed on as, and those of their service teams; a post brings its teams, a group none.",
        source: Source::Inferred(
            "the outcome is said to depend on the group or post that somebody logs on with, so their other groups cannot count",
        ),
    },
    Rule {
        id: "R5",
        says: "Favour Allow: a level is allowed as soon as one row that matches allows it.",
        source: Source::Stated,
    },
    Rule {
        id: "R6",
        says: "Favour Deny: a level is allowed only when every row that matches allows it.",
        source: Source::Stated,
    },
    Rule {
        id: "R7",
        says: "Each level is worked out by itself, and rows that do not match say nothing.",
        source: Source::Inferred(
            "the documented scenarios come out the same whichever of two rows allows",
        ),
    },
    Rule {
        id: "R8",
        says: "All three levels are full access; without Write it is read only; with Read Summary alone opening is refused; without it the record cannot be selected.",
        source: Source::Stated,
    },
    Rule {
        id: "R9",
        says: "Write without Read Details is for updates that the system makes; Read Details without Read Summary makes no sense and opens nothing.",
        source: Source::Inferred(
            "the first is documented for one such combination, the second is called senseless without saying what comes out",
        ),
    },
    Rule {
        id: "R10",
        says: "A record of a service team follows the team's default list as it is now.",
        source: Source::Stated,
    },
    Rule {
        id: "R11",
        says: "A record with a list of its own keeps it, whatever becomes of the team's default.",
        source: Source::Stated,
    },
    Rule {
        id: "R12",
        says: "An item, such as a log item of an involvement, belongs to the team of the record it is of, and follows it unless it has a list of its own.",
        source: Source::Inferred("lists are said to be customised record by record"),
    },
    Rule {
        id: "R13",
        says: "Together with the level on a business process, both must permit: what comes out is not listed, listed, opened, edited or deleted.",
        source: Source::Inferred("either of the two is described as a restriction"),
    },
    Rule {
        id: "R14",
        says: "Somebody can sign on as one of their own groups or posts; as nobody in particular only their own row and their teams' match.",
        source: Source::Inferred("a row of a group or post needs somebody signed on as it"),
    },
    Rule {
        id: "R15",
        says: "A list that is cleared gives way to the team's default, where there is one.",
        source: Source::Inferred("the record would follow that if it had never been customised"),
    },
    Rule {
        id: "R16",
        says: "Where no business process is known for a record's type, or nothing is set in User Group Processes, the list alone counts. It comes to edited at most, and without a list to no restriction.",
        source: Source::Inferred(
            "which process a type is edited through is told by their names, and a level that nobody has spoken of denies nothing",
        ),
    },
    Rule {
        id: "R17",
        says: "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: Favour Deny, a row that denies everything, a list that admits nobody.",
        source: Source::Inferred("a slip in a file must not open anything"),
    },
    Rule {
        id: "R18",
        says: "An item whose record is not there, or is an item itself, counts as a record of its own and follows its own team; where that cannot be told either it admits nobody.",
        source: Source::Inferred("what cannot be told must not open a record"),
    },
];

/// What comes out for a record in the end, list and process together (R13, R16).
pub const IN_THE_END: &[OutcomeInfo] = &[
    OutcomeInfo {
        name: "not listed",
        short: "not listed",
        means: "in no list, no summary page and no CSS or SEN Summary report",
        tone: Tone::None,
    },
    OutcomeInfo {
        name: "listed",
        short: "listed",
        means: "in lists and summaries; opening it shows a message instead",
        tone: Tone::Low,
    },
    OutcomeInfo {
        name: "opened",
        short: "opened",
        means: "listed, opened and read",
        tone: Tone::Middle,
    },
    OutcomeInfo {
        name: "edited",
        short: "edited",
        means: "listed, opened and changed",
        tone: Tone::Full,
    },
    OutcomeInfo {
        name: "deleted",
        short: "deleted",
        means: "listed, opened, changed and deleted",
        tone: Tone::Full,
    },
    OutcomeInfo {
        name: "no restriction",
        short: "no list",
        means: "no list restricts it, and no process is known to",
        tone: Tone::Full,
    },
];

impl Model for Acl {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = RecordId;
    type Decision = Access;

    const INFO: ModelInfo = ModelInfo {
        key: "acl",
        title: "Access Control Lists",
        answers: "Who may see, open and change which record, signed on as what, and which row of \
                  the list says so.",
        target: "record",
        targets: "records",
        reads: Reads { sign_on: true, ..Reads::NOTHING },
        personal: true,
        rules: RULES,
        unreadable: "R17",
        outcomes: &[
            OutcomeInfo {
                name: "no restriction",
                short: "no list",
                means: "no list restricts it; the level on the process alone decides",
                tone: Tone::Full,
            },
            OutcomeInfo {
                name: "full access",
                short: "full access",
                means: "listed, opened and changed",
                tone: Tone::Full,
            },
            OutcomeInfo {
                name: "read only",
                short: "read only",
                means: "listed and opened",
                tone: Tone::Middle,
            },
            OutcomeInfo {
                name: "opening refused",
                short: "refused",
                means: "listed; opening it shows a message instead",
                tone: Tone::Low,
            },
            OutcomeInfo {
                name: "opening refused, system update",
                short: "refused, sys",
                means: "listed; opening it shows a message; only the system can change it",
                tone: Tone::Low,
            },
            OutcomeInfo {
                name: "not selectable",
                short: "hidden",
                means: "in no list, no summary page and no CSS or SEN Summary report",
                tone: Tone::None,
            },
            OutcomeInfo {
                name: "not selectable, system update",
                short: "hidden, sys",
                means: "hidden from people; the system can still change it, as from an outside source",
                tone: Tone::None,
            },
            OutcomeInfo {
                name: "senseless, not selectable",
                short: "senseless",
                means: "details are allowed and the summary is not, so there is no way to them",
                tone: Tone::None,
            },
            OutcomeInfo {
                name: "senseless, system update",
                short: "senseless, sys",
                means: "no way for people; the system can still change it",
                tone: Tone::None,
            },
        ],
        keys: &[
            ("A", "Allow; on a record's cell all three levels"),
            ("D", "Deny; on a record's cell all three levels"),
            ("1", "Turn Read Summary"),
            ("2", "Turn Read Details"),
            ("3", "Turn Write"),
        ],
        ..ModelInfo::EMPTY
    };

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        policy.records.iter().map(|record| head(record)).collect()
    }

    fn head(policy: &Policy, target: &RecordId) -> Option<TargetHead> {
        policy.records.get(target).map(|record| head(record))
    }

    fn target(policy: &Policy, key: &str) -> Option<RecordId> {
        policy.records.find(key).map(|record| record.id.clone())
    }

    fn involved(policy: &Policy, target: &RecordId) -> Vec<String> {
        policy.records.get(target).map(|it| doubt::involved(policy, it)).unwrap_or_default()
    }
}

fn head(record: &Record) -> TargetHead {
    TargetHead::new(record.id.as_str(), &record.name, record.kind.name())
}

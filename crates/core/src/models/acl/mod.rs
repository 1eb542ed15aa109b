//! Access Control Lists: who may see, open and change single records.
//!
//! [`RULES`] has the numbered rules, each with where it comes from; code, explanations and tests cite them.

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
mod removables;
mod steps;
#[cfg(test)]
mod tests;

pub(crate) use access::IN_THE_END;
pub use access::{Access, Reach, alone, resolve, together, under};
pub use edit::Edit;
pub use index::Index;
pub use input::{NO_ROW, parse, words};
pub use policy::{
    Defaults, Level, Levels, List, Member, MemberId, Owner, Policy, Priority, Record, RecordId,
    RecordType, State, principal,
};

use crate::directory::Reads;
use crate::model::{Model, ModelInfo, TargetHead, rules};

/// The model of Access Control Lists.
#[derive(Clone, Debug)]
pub enum Acl {}

rules! {
    R1 stated
        "Each row allows or denies Read Summary, Read Details and Write; a new one allows all three.";
    R2 inferred
        "A record without an access control list is restricted by none."
        because "people are shut out only once a record has a list";
    R3 stated "Once a record has a list, whoever no row matches is denied everything.";
    R4 inferred
        "The person's own row matches, that of the group or post they signed on as, and those of their service teams; a post brings its teams, a group none."
        because "the outcome is said to depend on the group or post that a person logs on with, so their other groups cannot count";
    R5 stated "Favour Allow: a level is allowed as soon as one row that matches allows it.";
    R6 stated "Favour Deny: a level is allowed only when every row that matches allows it.";
    R7 inferred
        "Each level is worked out by itself, and rows that do not match say nothing."
        because "the documented scenarios have the same outcome whichever of two rows allows";
    R8 stated
        "All three levels are full access; without Write it is read only; with Read Summary alone opening is refused; without it the record cannot be selected, and with Write alone only the system updates it.";
    R9 inferred
        "Write without Read Details is for updates that the system makes; Read Details without Read Summary makes no sense and opens nothing."
        because "the first is documented without Read Summary only, the second is called senseless without naming an outcome";
    R10 stated "A record of a service team follows the team's default list as it is now.";
    R11 stated "A record with a list of its own keeps it, whatever becomes of the team's default.";
    R12 inferred
        "An item, such as a log item of an involvement, belongs to the team of the record it is of, and follows it unless it has a list of its own."
        because "lists are said to be customised record by record";
    R13 inferred
        "Together with the level on a business process, both must permit. The outcome is not listed, listed, opened, edited or deleted."
        because "either of the two is described as a restriction";
    R14 inferred
        "A person can sign on as one of their own groups or posts. Signed on as neither, only their own row and their teams' match."
        because "a row of a group or post counts only for people signed on as it";
    R15 inferred
        "A list that is cleared gives way to the team's default, where there is one."
        because "the record would follow that if it had never been customised";
    R16 inferred
        "Where no business process is known for a record's type, or nothing is set in User Group Processes, the list alone counts. The most that gives is edited, and without a list nothing is restricted."
        because "which process a type is edited through is told by their names, and a level that nobody has spoken of denies nothing";
    R17 inferred
        "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: Favour Deny, a row that denies everything, a list that admits nobody."
        because "a slip in a file must not open anything";
    R18 inferred
        "An item whose record is not there, or is an item itself, counts as a record of its own and follows its own team; where that cannot be told either it admits nobody."
        because "what cannot be told must not open a record";
}

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
        outcomes: access::OUTCOMES,
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
        let Some(record) = policy.records.get(target) else { return Vec::new() };
        let of = record.of.iter().map(ToString::to_string);
        of.chain(policy.team_of(record).map(ToString::to_string)).collect()
    }
}

fn head(record: &Record) -> TargetHead {
    TargetHead::new(record.id.as_str(), &record.name, record.kind.name())
}

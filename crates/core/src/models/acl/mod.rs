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

use std::ops::Range;

use crate::directory::{
    Circumstances, Directory, GroupId, Members, Principal, Reads, Rejection, Unreadable,
};
use crate::format::{Findings, Json, Object, Reader};
use crate::model::{
    Answer, Ask, Changes, Conflict, Model, ModelInfo, ModelSnapshot, OutcomeInfo, Place, Refusal,
    Rule, Source, TargetHead,
};
use crate::shared::Shared;
use crate::verdict::{Decision, Grants, Tone, Verdict};

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
        reads: Reads {
            sign_on: true,
            on: false,
            service: false,
            acting_as: false,
            licences: false,
        },
        personal: true,
        services: &[],
        licences: &[],
        short_forms: &[],
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
    };

    fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
        codec::read(here, json)
    }

    fn write(policy: &Policy) -> Option<Json> {
        codec::write(policy)
    }

    fn is_blank(policy: &Policy) -> bool {
        policy.records.is_empty() && Self::write(policy).is_none()
    }

    fn generous(policy: &Policy, directory: &Directory) -> Option<Policy> {
        doubt::generous(policy, directory)
    }

    fn unreadable(policy: &Policy, directory: &Directory) -> Vec<Unreadable> {
        doubt::unreadable(policy, directory)
    }

    fn involved(policy: &Policy, target: &RecordId) -> Vec<String> {
        policy.records.get(target).map(|it| doubt::involved(policy, it)).unwrap_or_default()
    }

    fn findings(policy: &Policy, directory: &Directory) -> Findings {
        findings::findings(policy, directory)
    }

    fn name(policy: &Policy, part: &str, keys: &[String]) -> Option<String> {
        let list = |owner: &str| {
            let own = policy.list(&Owner::Record(owner.into()));
            own.or_else(|| policy.list(&Owner::Team(owner.into())))
        };
        match (part, keys) {
            ("records", [id]) => policy.records.find(id).map(|record| record.name.clone()),
            ("lists", [id]) => list(id).map(|_| "list".to_owned()),
            ("teamDefaults", [team]) => list(team).map(|_| "default list".to_owned()),
            ("members", [owner, who]) => list(owner)?.member(who).map(|row| row.who.to_string()),
            _ => None,
        }
    }

    fn place(policy: &Policy, part: &str, keys: &[String]) -> Option<Place> {
        match (part, keys) {
            ("records" | "lists", [id]) => policy
                .records
                .find(id)
                .map(|record| Place::Editor(vec!["record".to_owned(), record.id.to_string()])),
            ("teamDefaults", [team]) => Some(Place::Editor(vec!["team".to_owned(), team.clone()])),
            ("members", [owner, who]) => {
                let part = if policy.records.find(owner).is_some() { "record" } else { "team" };
                Some(Place::Editor(vec![part.to_owned(), owner.clone(), who.clone()]))
            }
            _ => None,
        }
    }

    fn apply(
        policy: &mut Shared<Policy>,
        directory: &Directory,
        edit: &Edit,
    ) -> Result<(), Rejection> {
        edit::apply(policy, directory, edit)
    }

    fn describe(policy: &Policy, directory: &Directory, edit: &Edit) -> String {
        edit::describe(policy, directory, edit)
    }

    fn forget(policy: &Policy, principal: &Principal) -> Vec<Edit> {
        let known = edit::knows(policy, principal);
        known.then(|| Edit::Forget(principal.clone())).into_iter().collect()
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Vec<Edit> {
        vec![Edit::CopyRows { from: from.clone(), to: to.clone() }]
    }

    fn review_save(_: &Policy, _: &Policy, _: &Directory) -> Vec<Conflict<Edit>> {
        Vec::new()
    }

    fn changes(
        found: &mut Changes,
        saved: &Policy,
        draft: &Policy,
        saved_directory: &Directory,
        directory: &Directory,
    ) {
        changes::changes(found, saved, draft, saved_directory, directory);
    }

    fn compile(policy: &Shared<Policy>, directory: &Directory, previous: Option<&Index>) -> Index {
        Index::compile(policy, directory, previous)
    }

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        let head = |record: &Shared<Record>| TargetHead {
            key: record.id.to_string(),
            name: record.name.clone(),
            band: record.kind.name().to_owned(),
        };
        policy.records.iter().map(head).collect()
    }

    fn target(policy: &Policy, key: &str) -> Option<RecordId> {
        policy.records.find(key).map(|record| record.id.clone())
    }

    fn key(target: &RecordId) -> String {
        target.to_string()
    }

    fn differing(before: &Index, after: &Index) -> Option<Vec<RecordId>> {
        before.differing(after)
    }

    fn decide(
        index: &Index,
        members: &Members,
        circumstances: &Circumstances,
        target: &RecordId,
    ) -> Access {
        index.access(members, circumstances, target)
    }

    fn row(index: &Index, members: &Members, circumstances: &Circumstances) -> Vec<Access> {
        index.row(members, circumstances)
    }

    fn part_of_row(
        index: &Index,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Access> {
        index.part_of_row(members, circumstances, range)
    }

    fn explain(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        circumstances: &Circumstances,
        target: &RecordId,
    ) -> Verdict<Access> {
        explain::explain(model, members, circumstances, target)
    }

    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        let members = model.subject(ask)?;
        // R14: nobody can sign on as what is not theirs.
        model.own_sign_on(&members, &ask.circumstances)?;
        let record = model.target_of(&ask.about, "record")?;
        let verdict = explain::explain(model, &members, &ask.circumstances, &record);
        let outcome = match ask.about.get("report").map(|name| name.as_text()) {
            None => verdict.decision.outcome(),
            Some(Some("CSS Summary" | "SEN Summary")) => {
                let listed = verdict.decision.is_listed();
                if listed { "listed".into() } else { "not listed".into() }
            }
            Some(_) => {
                let why = "`report` is `CSS Summary` or `SEN Summary`";
                return Err(Refusal(why.to_owned()));
            }
        };
        Ok(Answer { outcome, because: Some(verdict.because) })
    }

    fn limit(
        model: ModelSnapshot<'_, Self>,
        about: &Object,
    ) -> Result<(RecordId, Grants), Refusal> {
        let record = model.target_of(about, "record")?;
        let wanted = match about.get("atLeast").and_then(Json::as_text) {
            Some("opening refused") => Grants(0b0001),
            Some("read only") => Grants(0b0011),
            Some("full access") => Grants(0b0111),
            _ => {
                let why = "name `opening refused`, `read only` or `full access` as `atLeast`";
                return Err(Refusal(why.to_owned()));
            }
        };
        Ok((record, wanted))
    }
}

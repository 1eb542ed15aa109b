//! Feature Permissions: what each person is shown, shown read only, or not shown at all.
//!
//! The rules, numbered; code, explanations and tests cite them. [`RULES`] carries the same numbers
//! with where each comes from.
//!
//! - R1  An entry counts only where Is Set is ticked; else its value is kept and means nothing.
//! - R2  Of everything set for a person and for all their groups the most restrictive counts.
//! - R3  Visible is the least restrictive, then Read only, then Hidden.
//! - R4  Where nothing is set the default counts; where anything is set it has no say.
//! - R5  A group's entry for a centre has no effect.
//! - R6  A feature whose licence is missing is Unavailable, whatever is set.
//! - R7  Which licence each module and command needs.
//! - R8  Read only is for tabs and controls; elsewhere it counts as Hidden.
//! - R9  Every default is Visible until it is changed, and what is not set shows the default.
//! - R10 A group based on another begins with its entries, and with none of its members.
//! - R11 Set all sets a value for every user there is, and leaves groups alone.
//! - R12 What is applied is running only after a restart.
//! - R13 The editor is open to whoever is shown Manipulate Permissions.
//! - R14 A command of a module that is not visible is hard to reach, which nothing enforces.
//! - R15 What the file says and nobody can read permits as little as it can mean.

mod answer;
pub mod cases;
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
#[cfg(test)]
mod tests;
#[cfg(test)]
mod wording;

pub use cases::{Case, NAMES, cases, resolve, why};
pub use edit::Edit;
pub use index::Index;
pub use input::{EntryOp, NOT_SET, SET, can_be, parse, parse_is_set, set_all};
pub use policy::{
    CORE, Cell, EDITOR, Entry, Feature, FeatureId, Kind, Policy, Row, Rows, SubjectId, Ticked,
    Visibility,
};

use std::borrow::Cow;

use crate::directory::Reads;
use crate::format::names;
use crate::model::{Model, ModelInfo, OutcomeInfo, Rule, Source, TargetHead};
use crate::verdict::{Decision, Grants, Tone};

/// The model of Feature Permissions.
#[derive(Clone, Debug)]
pub enum Features {}

/// The rules with their sources.
pub const RULES: &[Rule] = &[
    Rule {
        id: "R1",
        says: "An entry counts only where Is Set is ticked. Without the tick its value is kept and means nothing.",
        source: Source::Stated,
    },
    Rule {
        id: "R2",
        says: "Everything set for a person and for all their groups counts together, and the most restrictive of it wins.",
        source: Source::Stated,
    },
    Rule {
        id: "R3",
        says: "Visible is the least restrictive value, then Read only, then Hidden.",
        source: Source::Inferred(
            "Hidden is said to win over everything; Read only lets people see and not change, so it stands between",
        ),
    },
    Rule {
        id: "R4",
        says: "The default counts where nothing is set. As soon as anything is, it has no say, also where it is more restrictive.",
        source: Source::Stated,
    },
    Rule {
        id: "R5",
        says: "What is set for a group on a centre has no effect.",
        source: Source::Stated,
    },
    Rule {
        id: "R6",
        says: "A feature whose licence is not installed is Unavailable, whatever is set; with the licence what is set counts again.",
        source: Source::Inferred(
            "all permissions are said to depend on licences, without saying how a missing one shows",
        ),
    },
    Rule {
        id: "R7",
        says: "Each module needs the licence of its own name and each command that of its category's module; Core is always there, and what is not on the list needs nothing else.",
        source: Source::Inferred(
            "the documentation has no list of licences; the names of modules and categories suggest this one, and it can be changed",
        ),
    },
    Rule {
        id: "R8",
        says: "Read only is offered for tabs and controls. Where a file has it on anything else it counts as Hidden.",
        source: Source::Inferred(
            "it is named for tabs only; a control can be shown and locked in the same way, a command cannot",
        ),
    },
    Rule {
        id: "R9",
        says: "Every default is Visible until it is changed, and what is not set shows the default.",
        source: Source::Inferred("the shipped defaults are not documented"),
    },
    Rule {
        id: "R10",
        says: "A group based on another begins with the same entries and without its members. Later changes of one leave the other alone.",
        source: Source::Inferred(
            "that it starts with what the other group has is documented; that the two are not tied to each other afterwards is not",
        ),
    },
    Rule {
        id: "R11",
        says: "Set all gives every user the value and ticks Is Set; groups keep what they have, users whom a filter hides keep theirs, and users who come later begin with nothing set.",
        source: Source::Inferred(
            "it is documented for tabs as setting something for all users, which without the tick would have no effect",
        ),
    },
    Rule {
        id: "R12",
        says: "Apply stores what was changed. What is running changes with the next restart.",
        source: Source::Inferred(
            "it is said of setting a tab for everybody; here it goes for every change",
        ),
    },
    Rule {
        id: "R13",
        says: "The editor is open to whoever is shown Manipulate Permissions; to others it is read only.",
        source: Source::Inferred("that command is what allows permissions to be changed"),
    },
    Rule {
        id: "R14",
        says: "A command whose module is not visible to somebody is hard for them to reach. That is a hint: it decides nothing.",
        source: Source::Inferred(
            "a module gives access to what is in it; no rule ties the two together",
        ),
    },
    Rule {
        id: "R15",
        says: "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: a value is Hidden, a licence is missing.",
        source: Source::Inferred("a slip in a file must not open anything"),
    },
];

names! {
    /// What somebody is shown of a feature.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Shown {
        /// All of it.
        Visible = Visibility::Visible.name(),
        /// All of it, and nothing can be changed.
        ReadOnly = Visibility::ReadOnly.name(),
        /// Nothing.
        Hidden = Visibility::Hidden.name(),
        /// Nothing, because its licence is missing.
        Unavailable = "Unavailable",
    }
}

impl From<Visibility> for Shown {
    fn from(value: Visibility) -> Self {
        match value {
            Visibility::Visible => Self::Visible,
            Visibility::ReadOnly => Self::ReadOnly,
            Visibility::Hidden => Self::Hidden,
        }
    }
}

impl Decision for Shown {
    fn outcome(&self) -> Cow<'static, str> {
        self.name().into()
    }

    fn grants(&self) -> Grants {
        // See, use or change. Hidden and Unavailable differ in their reason alone.
        Grants(match self {
            Self::Visible => 0b11,
            Self::ReadOnly => 0b01,
            Self::Hidden | Self::Unavailable => 0,
        })
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Visible => Tone::Full,
            Self::ReadOnly => Tone::Low,
            Self::Hidden | Self::Unavailable => Tone::None,
        }
    }
}

impl Model for Features {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = FeatureId;
    type Decision = Shown;

    const INFO: ModelInfo = ModelInfo {
        key: "features",
        title: "Feature Permissions",
        answers: "What each person is shown, shown read only, or not shown, and which of their own \
                  settings and their groups' is the most restrictive.",
        target: "feature",
        targets: "features",
        reads: Reads { acting_as: true, licences: true, ..Reads::NOTHING },
        personal: true,
        rules: RULES,
        unreadable: "R15",
        outcomes: &[
            OutcomeInfo {
                name: "Visible",
                short: "Visible",
                means: "shown and usable",
                tone: Tone::Full,
            },
            OutcomeInfo {
                name: "Read only",
                short: "Read only",
                means: "shown, nothing can be changed",
                tone: Tone::Low,
            },
            OutcomeInfo { name: "Hidden", short: "Hidden", means: "not shown", tone: Tone::None },
            OutcomeInfo {
                name: "Unavailable",
                short: "No licence",
                means: "not shown, because its licence is not installed",
                tone: Tone::None,
            },
        ],
        keys: &[
            ("V", "Visible"),
            ("R", "Read only, where it is offered"),
            ("H", "Hidden"),
            ("S", "Turn Is Set"),
        ],
        ..ModelInfo::EMPTY
    };

    // R12: what is applied is stored, and running after the next restart.
    const RESTARTS: Option<&'static str> = Some("Maytas");

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        policy.features().map(|feature| head(feature)).collect()
    }

    fn head(policy: &Policy, target: &FeatureId) -> Option<TargetHead> {
        policy.feature(target).map(|feature| head(feature))
    }

    fn target(policy: &Policy, key: &str) -> Option<FeatureId> {
        policy.feature(&key.into()).map(|feature| feature.id.clone())
    }
}

fn head(feature: &Feature) -> TargetHead {
    TargetHead::new(feature.id.as_str(), &feature.name, &feature.band())
}

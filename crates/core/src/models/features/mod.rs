//! Feature Permissions: what each person is shown, shown read only, or not shown at all.
//!
//! [`RULES`] has the numbered rules, each with where it comes from; code, explanations and tests cite them.

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
mod removables;
mod steps;
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

use crate::directory::Reads;
use crate::format::names;
use crate::model::{Model, ModelInfo, TargetHead, outcomes, rules};

/// The model of Feature Permissions.
#[derive(Clone, Debug)]
pub enum Features {}

rules! {
    R1 stated
        "An entry counts only where Is Set is ticked. Without the tick its value is kept and means nothing.";
    R2 stated
        "Everything set for a person and for all their groups counts together, and the most restrictive of it wins.";
    R3 inferred
        "Visible is the least restrictive value, then Read only, then Hidden."
        because "Hidden is said to win over everything; Read only lets people see and not change, so it stands between";
    R4 stated
        "The default counts where nothing is set. As soon as anything is, it no longer counts, even where it is more restrictive.";
    R5 stated "A group's entry on a centre has no effect.";
    R6 inferred
        "A feature whose licence is not installed is Unavailable, whatever its entries say; with the licence they count again."
        because "all permissions are said to depend on licences, without saying how a missing one shows";
    R7 inferred
        "Each module needs the licence of its own name and each command that of its category's module; Core is always there, and what is not on the list needs nothing else."
        because "the documentation has no list of licences; the names of modules and categories suggest this one, and it can be changed";
    R8 inferred
        "Read only is offered for tabs and controls. Where a file has it on anything else it counts as Hidden."
        because "it is named for tabs only; a control can be shown and locked in the same way, a command cannot";
    R9 inferred
        "Every default is Visible until it is changed, and what is not set shows the default."
        because "the shipped defaults are not documented";
    R10 inferred
        "A group based on another begins with the same entries and without its members. Later changes of one leave the other alone."
        because "that it starts with what the other group has is documented; that the two are not tied to each other afterwards is not";
    R11 inferred
        "Set all gives every user the value and ticks Is Set; groups keep what they have, users whom a filter hides keep theirs, and users who come later begin with nothing set."
        because "it is documented for tabs as setting something for all users, which without the tick would have no effect";
    R12 inferred
        "Apply stores what was changed. What is running changes with the next restart."
        because "it is said of setting a tab for everybody; here it goes for every change";
    R13 inferred
        "The editor is open to whoever is shown Manipulate Permissions; to others it is read only."
        because "that command is what allows permissions to be changed";
    R14 inferred
        "A command whose module is not visible to a person is hard for them to reach. That is a hint: it decides nothing."
        because "a module gives access to what is in it; no rule ties the two together";
    R15 inferred
        "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: a value is Hidden, a licence is missing."
        because "a slip in a file must not open anything";
}

names! {
    /// What somebody is shown of a feature.
    #[derive(PartialOrd, Ord)]
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

outcomes! {
    // See, use or change. Hidden and Unavailable differ in their reason alone.
    OUTCOMES of Shown {
        Visible: full, 0b11, "Visible", "shown and usable";
        ReadOnly: low, 0b01, "Read only", "shown, nothing can be changed";
        Hidden: none, 0, "Hidden", "not shown";
        Unavailable: none, 0, "No licence", "not shown, because its licence is not installed";
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
        outcomes: OUTCOMES,
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

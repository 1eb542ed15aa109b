//! Security Permissions: which security attributes a person has, and what they make of the screens.
//!
//! [`RULES`] has the numbered rules, each with where it comes from; code, explanations and tests cite them.

mod answer;
pub mod area;
pub mod catalogue;
pub mod changes;
mod codec;
mod doubt;
mod edit;
pub mod effect;
mod elements;
mod explain;
mod findings;
mod gates;
mod index;
pub mod input;
#[cfg(test)]
mod oracle;
pub mod panels;
mod places;
pub mod policy;
mod removables;
pub mod section;
mod steps;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod wording;

pub use area::{Area, Areas};
pub use edit::Edit;
pub use effect::Effect;
pub use elements::Part;
pub use index::Index;
pub use input::parse;
pub use panels::{
    Flag, Merge, PanelView, Request, Stage, Summary, Transfer, Victim, adds_referrals,
};
pub use policy::{Gate, Policy, Report, ReportId, Services, Strength, Tick, Ticked, Ticks};
pub use section::{Attribute, AttributeId, Catalogue, Family, Header, Section, SectionId};

use std::fmt;

use crate::directory::{Members, Reads};
use crate::model::{Model, ModelInfo, TargetHead, rules};

/// The model of Security Permissions.
#[derive(Clone, Debug)]
pub enum Attributes {}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An attribute: what the model lists.
    Attribute(AttributeId),
    /// A report, which only rules ask about.
    Report(ReportId),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(id) => id.fmt(f),
            Self::Report(id) => id.fmt(f),
        }
    }
}

rules! {
    R1 inferred
        "A person has every attribute that any of their security groups ticks."
        because "a tick can only grant, so a second group can only add; how many groups a person can be in is not said";
    R2 stated "A default is had by everyone without a tick.";
    R3 stated "An attribute counts only where all the licences that it needs are installed.";
    R4 stated "An obsolete attribute can be ticked and has no effect.";
    R5 inferred
        "An attribute behind a gate is out of reach unless what the gate needs is itself effective."
        because "some attributes are said to open or control a screen; what stands on that screen is then reached only through it";
    R6 inferred
        "A gate that only warns, leads nowhere or lies on a circle decides nothing."
        because "levels that the documentation calls independent are only advised to go together, and a circle could never be opened";
    R7 stated
        "Who works in several services can add a referral of one only signed on under it.";
    R8 inferred
        "Of several reasons against an attribute the first is named: no tick, no licence, obsolete, out of reach, another service."
        because "one reason is enough, and this order names what is nearest to the tick";
    R9 inferred
        "The box in a header shows whether none, some or all of the section's own attributes are ticked, and acts on all of them, obsolete ones too; where a filter hides some it asks whether they are meant. Sections within it have headers of their own."
        because "each table of the documentation has its own row for all of it";
    R10 inferred
        "What follows the last dash of a name makes an attribute a member of a family; each member is ticked by itself."
        because "the documentation gives the suffixes and says that their levels are independent; that the last dash decides tells the families from the names that it lists by themselves";
    R11 stated "A report is offered to whoever is in a security group that ticks it.";
    R12 stated
        "The Client Summary panel is read-only with Summary - Change - Practitioner and read-write with Summary - Change - Sys Admin.";
    R13 inferred
        "Of a victim five basic facts are shown; with View Victim Summary the summary without notes; with Victim everything, also where both are had."
        because "each of the three is documented by itself; of both together nothing is said, and grants add up";
    R14 stated
        "Each button and panel of case transfer is absent without its attribute; Accept and Reject on a Stage Update need a caretaking arrangement besides.";
    R15 stated
        "A new stage belongs to whoever opens it; whoever has Stage-Proxy has to choose its owner.";
    R16 stated
        "A flag stands in a client's header where its attribute is effective and the field of Case Details is current.";
    R17 stated "A client with a linked youth justice case cannot be merged, whoever tries.";
    R18 inferred
        "Requests to add, correct or delete a client go to the holders of Process Request; Set Client Inactive archives at once."
        because "the explanations of the two attributes that set a client inactive look exchanged, so their names decide";
    R19 inferred
        "Every other link, button, panel or screen is shown exactly where its attribute is effective."
        because "that is how the few are described of which it is said";
    R20 inferred
        "No attribute brings another one: neither System Admin nor Grant Full Access ticks anything else."
        because "both are described by what they open, not by other attributes";
    R21 inferred
        "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: a licence that is missing, a gate that is closed, a service that is another."
        because "a slip in a file must not open anything";
    R22 inferred
        "People sign on only under services that they work in. Anything else that belongs to a service counts as adding its referrals does; who works in one or none is not asked."
        because "it is said of those who work across several services, and of adding referrals alone; what goes for everybody else, and that nobody signs on elsewhere, follows from it";
}

impl Model for Attributes {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = Target;
    type Decision = Effect;

    const INFO: ModelInfo = ModelInfo {
        key: "attributes",
        title: "Security Permissions",
        answers: "Which security attributes each person has, through which group, what of them has \
                  no effect and why, and what they see of the screens.",
        target: "attribute",
        targets: "attributes",
        adds_up: true,
        reads: Reads { service: true, licences: true, ..Reads::NOTHING },
        services: &["Crime Prevention", "Other", "Teenage Pregnancy"],
        licences: &["TYS"],
        rules: RULES,
        unreadable: "R21",
        outcomes: effect::OUTCOMES,
        keys: &[
            ("Space", "Tick or untick; in a section's row all of the section"),
            ("T or 1", "Tick"),
            ("U or 0", "Untick"),
        ],
        ..ModelInfo::EMPTY
    };

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        let heads = policy.catalogue.all().flat_map(|(outer, section)| {
            let band = section::full_name(outer, section);
            section.attributes.iter().map(move |attribute| head(attribute, &band))
        });
        heads.collect()
    }

    fn head(policy: &Policy, target: &Target) -> Option<TargetHead> {
        let Target::Attribute(id) = target else { return None };
        let (section, attribute) = policy.catalogue.with_heading(id)?;
        let (outer, _) = policy.catalogue.with_outer(&section.id)?;
        Some(head(attribute, &section::full_name(outer, section)))
    }

    fn target(policy: &Policy, key: &str) -> Option<Target> {
        let found = policy.catalogue.item(&key.into());
        found.map(|attribute| Target::Attribute(attribute.id.clone()))
    }

    fn involved(policy: &Policy, target: &Target) -> Vec<String> {
        match target {
            Target::Attribute(id) => doubt::involved(policy, id),
            Target::Report(id) => vec![id.to_string()],
        }
    }

    fn services(policy: &Policy, members: &Members) -> Vec<String> {
        let own = policy.services_of(members.user.as_ref());
        own.iter().map(|area| area.name().to_owned()).collect()
    }
}

fn head(attribute: &Attribute, band: &str) -> TargetHead {
    TargetHead::new(attribute.id.as_str(), &attribute.name, band)
}

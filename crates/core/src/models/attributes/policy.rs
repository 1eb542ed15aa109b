//! What Security Permissions holds: the catalogue of attributes in their sections, the gates between
//! them, what each security group ticks, the reports, and the services that people work in. Knows
//! nothing of resolving.

use std::collections::{BTreeMap, BTreeSet};

use super::area::Areas;
use super::catalogue;
use super::codec::{AreasOfPeople, CatalogueAndTicks, GATE};
use crate::directory::{GroupId, Id, Table, UserId, entity};
use crate::format::{
    Extra, Flag, Items, Maybe, Needed, OrElse, Part, Texts, Unread, names, object,
};
use crate::shared::{Shared, adopt};

pub use super::area::Area;
pub use super::section::{Attribute, AttributeId, Catalogue, Header, Section, SectionId};

/// The id of a [`Report`].
pub type ReportId = Id<Report>;

names! {
    /// What a gate does where it is closed.
    #[derive(Default)]
    pub enum Strength {
        /// The attribute is out of reach.
        #[default]
        Deny = "deny",
        /// It is only said.
        Warn = "warn",
    }
    unknown: "`{name}` is no strength of a gate; there are {names}"
}

object! {
    /// A gate: an attribute that is reached only through another.
    pub struct Gate(or GATE) {
        /// What is behind it.
        attribute: AttributeId = Needed("attribute", GATE),
        /// What has to be effective for it to be open.
        needs: AttributeId = Needed("needs", GATE),
        /// What it does where it is closed.
        strength: Strength = OrElse("strength", Strength::Deny, Strength::Deny),
        /// Whether it was worked out rather than stated.
        inferred: bool = Flag("inferred"),
    }
}

impl Gate {
    /// A gate that denies.
    pub fn new(attribute: AttributeId, needs: AttributeId) -> Self {
        let (strength, extra) = (Strength::Deny, Extra::new());
        Self { attribute, needs, strength, inferred: false, extra }
    }

    /// Whether it stands between these two.
    pub fn is(&self, attribute: &AttributeId, needs: &AttributeId) -> bool {
        self.attribute == *attribute && self.needs == *needs
    }
}

/// Where One IYSS starts reports, as each is set up; a report's place may be another.
pub const STARTED_FROM: [&str; 4] =
    ["View Reports", "Client search", "Opportunity search", "Provider search"];

entity! {
    /// A report that security groups can tick.
    pub struct Report("report") {
        /// Where it is started from.
        place: Option<String> = Maybe("place"),
        /// The groups that tick it.
        groups: BTreeSet<GroupId> = Texts("groups"),
    }
}

/// Whether a box is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// It is.
    On,
    /// It is not.
    Off,
}

impl Tick {
    /// Ticked where it holds.
    pub fn when(holds: bool) -> Self {
        if holds { Self::On } else { Self::Off }
    }

    /// Whether it is ticked.
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// What one group ticks.
pub type Ticked = Shared<BTreeSet<AttributeId>>;

/// What the groups tick; one that ticks nothing has no entry.
pub type Ticks = BTreeMap<GroupId, Ticked>;

/// The areas that people work in; who works in none has no entry.
pub type Services = BTreeMap<UserId, Areas>;

object! {
    /// The model's section of a document.
    pub struct Policy {
        /// The attributes.
        catalogue: Shared<Catalogue>,
        /// The gates, in the order in which they are named as the reason.
        + gates: Shared<Vec<Gate>>,
        /// Gates of the file that could not be read.
        + unread_gates: Unread,
        /// What each group ticks.
        + ticks: Shared<Ticks> = CatalogueAndTicks,
        /// The reports.
        reports: Table<Report> = Items("reports"),
        /// The areas of Targeted Youth Support that people work in.
        services: Shared<Services> = Part(AreasOfPeople),
    }
}

adopt!(Policy { catalogue, gates, ticks, reports, services; unread_gates, extra });
adopt!(Catalogue, Areas);

impl Policy {
    /// Whether a group ticks an attribute.
    pub fn ticks(&self, group: &GroupId, attribute: &AttributeId) -> bool {
        self.ticks.get(group).is_some_and(|ticked| ticked.contains(attribute))
    }

    // R9: the header's box is derived, never stored.
    /// What the box in a section's header shows for a group.
    pub fn header(&self, group: &GroupId, section: &Section) -> Header {
        Header::of(section.under_header().map(|attribute| self.ticks(group, &attribute.id)))
    }

    /// The areas that somebody works in.
    pub fn services_of(&self, user: Option<&UserId>) -> Areas {
        services_of(&self.services, self.services_unread(), user)
    }

    /// Whether what everybody works in could not be read.
    pub(super) fn services_unread(&self) -> bool {
        self.extra.unread_section("services").is_some()
    }

    /// The gates in front of an attribute.
    pub fn gates_of<'a>(&'a self, attribute: &'a AttributeId) -> impl Iterator<Item = &'a Gate> {
        self.gates.iter().filter(|gate| gate.attribute == *attribute)
    }

    /// The shipped catalogue and gates, nothing ticked.
    pub fn shipped() -> &'static Self {
        catalogue::shipped()
    }
}

/// The areas that somebody works in; several where what everybody works in could not be read.
pub(super) fn services_of(services: &Services, is_unread: bool, user: Option<&UserId>) -> Areas {
    let Some(user) = user else { return Areas::default() };
    let none = Areas::default();
    let unsaid = if is_unread { none.and_others() } else { none };
    services.get(user).copied().unwrap_or(unsaid)
}

impl Default for Policy {
    fn default() -> Self {
        Self::shipped().clone()
    }
}

//! What comes out for one person and one attribute.

use crate::format::names;
use crate::model::outcomes;
use crate::verdict::Grants;

names! {
    /// Whether an attribute has its effect, or the first reason why not.
    #[derive(Default)]
    pub enum Effect {
        /// It has.
        Effective = "effective",
        /// The person is signed on under another service, or under none.
        OtherService = "other service",
        /// A gate in front of it is closed.
        Unreachable = "unreachable",
        /// It is obsolete.
        Obsolete = "obsolete",
        /// A licence that it needs is not installed.
        NeedsLicence = "needs licence",
        /// No group of the person ticks it.
        #[default]
        NotGranted = "not granted",
    }
}

/// What is had signed on under any service.
const UNDER_ANY: u32 = 0b01;
/// What is had as things are.
const NOW: u32 = 0b10;

impl Effect {
    /// What somebody has for whom an attribute is effective.
    pub(super) const EFFECTIVE: Grants = Grants(UNDER_ANY | NOW);
}

outcomes! {
    // R7: who has to choose another service has it all the same, so that who gains and loses does not hang
    // on a service that nobody was asked for.
    OUTCOMES of Effect {
        Effective: full, UNDER_ANY | NOW, "effective", "granted, and nothing limits it";
        NotGranted: none, 0, "not granted", "no security group ticks it";
        NeedsLicence: none, 0, "no licence", "granted; a licence that it needs is not installed";
        Obsolete: none, 0, "obsolete", "granted; it has no effect any more";
        Unreachable: none, 0, "unreachable", "granted; what it is reached through is not effective";
        OtherService: low, UNDER_ANY, "other service",
            "granted; counts only signed on under another service";
    }
}

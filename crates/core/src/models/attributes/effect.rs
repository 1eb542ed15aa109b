//! What comes out for one person and one attribute.

use std::borrow::Cow;

use crate::format::names;
use crate::verdict::{Decision, Grants, Tone};

names! {
    /// Whether an attribute has its effect, or the first reason why not.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl Decision for Effect {
    fn outcome(&self) -> Cow<'static, str> {
        self.name().into()
    }

    fn grants(&self) -> Grants {
        // R7: who has to choose another service has it all the same, so that who gains and loses
        // does not hang on a service that nobody was asked for.
        Grants(match self {
            Self::Effective => UNDER_ANY | NOW,
            Self::OtherService => UNDER_ANY,
            _ => 0,
        })
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Effective => Tone::Full,
            Self::OtherService => Tone::Low,
            _ => Tone::None,
        }
    }
}

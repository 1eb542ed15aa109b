//! What comes out for one person and one attribute.

use std::borrow::Cow;

use crate::verdict::{Decision, Grants, Tone};

/// Whether an attribute has its effect, or the first reason why not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    /// It has.
    Effective,
    /// No group of the person ticks it.
    #[default]
    NotGranted,
    /// A licence that it needs is not installed.
    NeedsLicence,
    /// It is obsolete.
    Obsolete,
    /// A gate in front of it is closed.
    Unreachable,
    /// The person is signed on under another service, or under none.
    OtherService,
}

impl Effect {
    /// All, as they are tried, the last one first.
    pub const ALL: [Self; 6] = [
        Self::Effective,
        Self::OtherService,
        Self::Unreachable,
        Self::Obsolete,
        Self::NeedsLicence,
        Self::NotGranted,
    ];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::NotGranted => "not granted",
            Self::NeedsLicence => "needs licence",
            Self::Obsolete => "obsolete",
            Self::Unreachable => "unreachable",
            Self::OtherService => "other service",
        }
    }
}

/// What is had signed on under any service.
const UNDER_ANY: u32 = 0b01;
/// What is had as things are.
const NOW: u32 = 0b10;

impl Effect {
    /// What somebody has for whom an attribute is effective.
    pub(super) const EFFECTIVE: Grants = Grants(NOW);
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

//! What parts of the screens show: what a person's attributes come to together. The panels go by the
//! shipped ids of their attributes; one that the catalogue does not have counts as not granted.

use super::area::Area;
use super::effect::Effect;
use super::index::Index;
use super::policy::AttributeId;
use super::{Attributes, Target};
use crate::directory::{Circumstances, Members, Roster};
use crate::format::names;
use crate::model::{Asked, Explain as _};
use crate::verdict::Reason;

/// What one person has under some circumstances.
pub type PanelView<'a> = Asked<'a, Attributes>;

impl PanelView<'_> {
    /// What comes out for an attribute.
    pub fn effect(&self, id: &str) -> Effect {
        self.model.index.effect(self.members, self.circumstances, &AttributeId::new(id))
    }

    /// Whether an attribute is effective.
    pub fn has(&self, id: &str) -> bool {
        self.effect(id) == Effect::Effective
    }

    /// Why a part of the screen shows what it does: because of these attributes.
    pub(super) fn because(&self, rule: &'static str, outcome: &'static str, of: &[&str]) -> Reason {
        let known = of.iter().map(|id| AttributeId::new(id));
        let known = known.filter(|id| self.model.policy.catalogue.item(id).is_some());
        let steps = known.map(|id| {
            let target = Target::Attribute(id);
            Attributes::because(*self, &target, self.decide(&target))
        });
        Reason::new(rule, "Outcome: {outcome}.", outcome).words("outcome", outcome).because(steps)
    }
}

names! {
    /// What the Client Summary panel lets somebody do with name, date of birth and gender.
    pub enum Summary {
        /// It is not there.
        Hidden = "hidden",
        /// They stand there.
        ReadOnly = "read-only",
        /// They can be changed.
        ReadWrite = "read-write",
    }
}

/// The id of *Summary - Change - Practitioner*.
pub const PRACTITIONER: &str = "a-summary-change-practitioner";
/// The id of *Summary - Change - Sys Admin*.
pub const SYS_ADMIN: &str = "a-summary-change-sys-admin";

impl Summary {
    // R12: the more of the two counts.
    /// What somebody sees of it.
    pub fn of(sight: &PanelView<'_>) -> Self {
        if sight.has(SYS_ADMIN) {
            Self::ReadWrite
        } else if sight.has(PRACTITIONER) {
            Self::ReadOnly
        } else {
            Self::Hidden
        }
    }
}

names! {
    /// What of a victim is shown.
    pub enum Victim {
        /// Five facts that do not tell who it is.
        Basic = "basic facts",
        /// The summary too, without notes; nobody can be recognised.
        Summary = "summary without notes",
        /// Everything, the summary with its notes.
        Everything = "everything",
    }
}

/// The id of *Victim*.
pub const VICTIM: &str = "a-yj-case-victim";
/// The id of *View Victim Summary*.
pub const VICTIM_SUMMARY: &str = "a-yj-case-view-victim-summary";

impl Victim {
    /// The facts that everybody who sees a case sees of its victims.
    pub const BASIC: [&str; 5] =
        ["Type", "RJ offered", "RJ accepted", "Intervention type", "Offences against the victim"];

    // R13: grants add up, so both together are the more of the two.
    /// What somebody sees.
    pub fn of(sight: &PanelView<'_>) -> Self {
        if sight.has(VICTIM) {
            Self::Everything
        } else if sight.has(VICTIM_SUMMARY) {
            Self::Summary
        } else {
            Self::Basic
        }
    }
}

names! {
    /// A part of the screens that hands cases over.
    pub enum Transfer {
        /// Accept and Reject on a Stage Update that was received.
        StageUpdate = "stage update",
        /// The menu item that sends one.
        SendStageUpdate = "send stage update",
        /// The button that ends a transfer.
        EndTransfer = "end transfer",
        /// Accept and Reject on an initial request that was received.
        InitialRequest = "initial request",
        /// The panel with everybody's tasks.
        AllNotifications = "all notifications",
        /// The panel with one's own.
        MyNotifications = "my notifications",
        /// The button that begins a transfer.
        Initiate = "initiate",
    }
}

impl Transfer {
    /// The attribute that shows it.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::StageUpdate | Self::SendStageUpdate | Self::EndTransfer => {
                "a-yj-accept-reject-caretaking-updates"
            }
            Self::InitialRequest => "a-yj-accept-reject-initial-transfer-request",
            Self::AllNotifications => "a-yj-all-case-transfer-notifications",
            Self::MyNotifications => "a-yj-my-case-transfer-notifications",
            Self::Initiate => "a-yj-initiate-transfer",
        }
    }

    // R14: without its attribute it is absent; a Stage Update can be decided on only where a
    // caretaking arrangement is in place.
    /// Whether somebody is shown it, with such an arrangement or without.
    pub fn shown(self, sight: &PanelView<'_>, caretaking: bool) -> bool {
        sight.has(self.attribute()) && (self != Self::StageUpdate || caretaking)
    }
}

names! {
    /// A flag in the header of a client.
    pub enum Flag {
        /// Subject to CAF.
        Caf = "CAF",
        /// On the child protection register.
        ChildProtection = "child protection",
    }
}

impl Flag {
    /// The attribute that shows it.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::Caf => "a-show-has-caf-indicator",
            Self::ChildProtection => "a-show-on-child-protection-register-indicator",
        }
    }

    // R16: the attribute, its licence, and the field.
    /// Whether somebody is shown it, where the field is current or is not.
    pub fn shown(self, sight: &PanelView<'_>, current: bool) -> bool {
        current && sight.has(self.attribute())
    }
}

names! {
    /// What becomes of a new stage of AssetPlus.
    pub enum Stage {
        /// Its opener may open none.
        NotPermitted = "not permitted",
        /// A proxy has to choose its owner first.
        OwnerRequired = "owner required",
        /// It is its opener's.
        Creator = "owned by the creator",
        /// It is the one's that was chosen.
        Chosen = "owned by the one chosen",
    }
}

/// The id of *AssetPlus Stage Open*.
pub const STAGE_OPEN: &str = "a-yj-case-assetplus-stage-open";
pub(super) const STAGE_PROXY: &str = "a-yj-case-assetplus-stage-proxy";

impl Stage {
    // R15: a stage is its opener's, but a proxy's is the one's they choose.
    /// What becomes of it, with an owner chosen or not.
    pub fn of(sight: &PanelView<'_>, chosen: bool) -> Self {
        match (sight.has(STAGE_OPEN), sight.has(STAGE_PROXY), chosen) {
            (false, ..) => Self::NotPermitted,
            (true, false, _) => Self::Creator,
            (true, true, false) => Self::OwnerRequired,
            (true, true, true) => Self::Chosen,
        }
    }
}

names! {
    /// What becomes of an attempt to merge clients.
    pub enum Merge {
        /// They are merged.
        Permitted = "permitted",
        /// A message stops it: one of them has a linked youth justice case.
        Stopped = "stopped by a linked case",
        /// There is nothing to try it with.
        NotPermitted = "not permitted",
    }
}

/// The id of *Client - Merge*.
pub const MERGE: &str = "a-client-merge";

impl Merge {
    // R17: a linked case stops whoever may merge.
    /// What becomes of it, where one of the clients has a linked case or none has.
    pub fn of(sight: &PanelView<'_>, linked: bool) -> Self {
        match (sight.has(MERGE), linked) {
            (false, _) => Self::NotPermitted,
            (true, true) => Self::Stopped,
            (true, false) => Self::Permitted,
        }
    }
}

names! {
    /// A request that somebody else decides on.
    pub enum Request {
        /// To add a client.
        Add = "Add a client on request",
        /// To correct one.
        Change = "Report a correction",
        /// To delete one.
        Delete = "Request that a client is deleted",
    }
}

/// Whoever has this is told of requests and decides.
const APPROVER: &str = "a-process-request";

impl Request {
    // R18: by their names, the explanations being exchanged.
    /// The attribute that makes it.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::Add => "a-add-client-request-link",
            Self::Change => "a-change-client-request-link",
            Self::Delete => "a-set-client-inactive-request",
        }
    }

    /// Who is told of requests and decides on them, by the positions of the directory.
    pub fn approvers(index: &Index, roster: &Roster, circumstances: &Circumstances) -> Vec<usize> {
        let attribute = AttributeId::new(APPROVER);
        let may = |members: &Members| {
            index.effect(members, circumstances, &attribute) == Effect::Effective
        };
        let people = roster.people().enumerate();
        people.filter(|(_, members)| may(members)).map(|(at, _)| at).collect()
    }

    /// What happens until it is decided on, and then.
    pub fn means(self) -> &'static str {
        match self {
            Self::Add => "the record stays inactive until it is accepted",
            Self::Change => "the record stays as it is until it is acted on",
            Self::Delete => "the record is deleted once that is approved",
        }
    }
}

// R7
/// Whether somebody may add referrals in an area, signed on as they are.
pub fn adds_referrals(sight: &PanelView<'_>, area: Area) -> Effect {
    sight.effect(referral_add(area))
}

/// The attribute that adds referrals in an area.
pub(super) fn referral_add(area: Area) -> &'static str {
    match area {
        Area::CrimePrevention => "a-crime-prevention-referral-add",
        Area::Other => "a-other-referral-add",
        Area::TeenagePregnancy => "a-teenage-pregnancy-referral-add",
    }
}

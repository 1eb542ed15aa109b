//! What comes out: the three levels together, in words, and what they let a person do.

use std::borrow::Cow;

use super::policy::{Level, Levels, List, Priority};
use crate::format::names;
use crate::model::{OutcomeInfo, outcomes};
use crate::verdict::{Decision, Grants, Tone};

/// What somebody may do with a record, as far as access control lists say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The record has no list.
    NoList,
    /// It has one, which comes to these levels.
    Levels(Levels),
}

impl Access {
    /// Whether it stands in lists, on summary pages, and in the CSS and SEN Summary reports.
    pub fn is_listed(self) -> bool {
        self.may(Level::Summary)
    }

    /// Whether a level is allowed.
    pub fn may(self, level: Level) -> bool {
        match self {
            Self::NoList => true,
            Self::Levels(levels) => levels.has(level),
        }
    }
}

/// What the rows that match come to; none match: nothing is allowed.
pub fn resolve(priority: Priority, allowed: impl IntoIterator<Item = Levels>) -> Levels {
    let mut rows = allowed.into_iter();
    // R3: whoever no row matches is denied everything.
    let Some(first) = rows.next() else { return Levels::NONE };
    // R7: each level by itself, and rows that are not there say nothing.
    rows.fold(first, |levels, row| match priority {
        // R5
        Priority::FavourAllow => levels.or(row),
        // R6
        Priority::FavourDeny => levels.and(row),
    })
}

names! {
    /// What the three levels mean together.
    enum Outcome {
        NoList = "no restriction",
        Full = "full access",
        ReadOnly = "read only",
        Refused = "opening refused",
        RefusedSystem = "opening refused, system update",
        Hidden = "not selectable",
        HiddenSystem = "not selectable, system update",
        Senseless = "senseless, not selectable",
        SenselessSystem = "senseless, system update",
    }
}

outcomes! {
    // Bits: listed, opened, edited. Updates that the system makes are nothing that a person can do.
    OUTCOMES of Outcome {
        NoList: full, 0b0111, "no list", "no list restricts it; the level on the process alone decides";
        Full: full, 0b0111, "full access", "listed, opened and changed";
        ReadOnly: middle, 0b0011, "read only", "listed and opened";
        Refused: low, 0b0001, "refused", "listed; opening it shows a message instead";
        RefusedSystem: low, 0b0001, "refused, sys",
            "listed; opening it shows a message; only the system can change it";
        Hidden: none, 0, "hidden", "in no list, no summary page and no CSS or SEN Summary report";
        HiddenSystem: none, 0, "hidden, sys",
            "hidden from people; the system can still change it, as from an outside source";
        Senseless: none, 0, "senseless",
            "details are allowed and the summary is not, so there is no way to them";
        SenselessSystem: none, 0, "senseless, sys",
            "no way for people; the system can still change it";
    }
}

impl From<Access> for Outcome {
    // R8, R9
    fn from(access: Access) -> Self {
        let Access::Levels(levels) = access else { return Self::NoList };
        match Level::ALL.map(|level| levels.has(level)).into() {
            (true, true, true) => Self::Full,
            (true, true, false) => Self::ReadOnly,
            (true, false, false) => Self::Refused,
            (true, false, true) => Self::RefusedSystem,
            (false, false, false) => Self::Hidden,
            (false, false, true) => Self::HiddenSystem,
            (false, true, false) => Self::Senseless,
            (false, true, true) => Self::SenselessSystem,
        }
    }
}

impl Decision for Access {
    fn outcome(&self) -> Cow<'static, str> {
        Outcome::from(*self).outcome()
    }

    fn grants(&self) -> Grants {
        Outcome::from(*self).grants()
    }

    fn tone(&self) -> Tone {
        Outcome::from(*self).tone()
    }
}

names! {
    /// How far somebody comes with a record, each step with all before it.
    #[derive(PartialOrd, Ord)]
    pub enum Reach {
        /// It stands in no list.
        NotListed = "not listed",
        /// It stands in lists.
        Listed = "listed",
        /// It can be opened.
        Opened = "opened",
        /// It can be changed.
        Edited = "edited",
        /// It can be deleted.
        Deleted = "deleted",
    }
}

outcomes! {
    // R13, R16. Bits: listed, opened, edited, deleted, each with all before it.
    IN_THE_END of Reach {
        NotListed: none, 0, "not listed", "in no list, no summary page and no CSS or SEN Summary report";
        Listed: low, 0b0001, "listed", "in lists and summaries; opening it shows a message instead";
        Opened: middle, 0b0011, "opened", "listed, opened and read";
        Edited: full, 0b0111, "edited", "listed, opened and changed";
        Deleted: full, 0b1111, "deleted", "listed, opened, changed and deleted";
    }
    and OutcomeInfo::full(Outcome::NoList.name(), "no list", "no list restricts it, and no process is known to")
}

/// How far somebody comes with a record through a business process on which they are granted this:
/// to view, to update, to delete, a bit each.
pub fn together(access: Access, process: Grants) -> Reach {
    // R13: both must permit.
    let may = |level: Level, bit: u32| access.may(level) && process.contains(Grants(bit));
    let listed = may(Level::Summary, 0b001);
    let opened = listed && may(Level::Details, 0b001);
    let edited = opened && may(Level::Write, 0b010);
    match (listed, opened, edited, process.contains(Grants(0b100))) {
        (false, ..) => Reach::NotListed,
        (_, false, ..) => Reach::Listed,
        (_, _, false, _) => Reach::Opened,
        (_, _, _, false) => Reach::Edited,
        _ => Reach::Deleted,
    }
}

/// How far somebody comes by the list alone. No level of it is about deleting.
pub fn alone(access: Access) -> Reach {
    // R16
    together(access, Grants(0b011))
}

/// What a list would say to somebody whose rows allow this much.
pub fn under(list: &List, allowed: impl IntoIterator<Item = Levels>) -> Access {
    Access::Levels(resolve(list.priority, allowed))
}

//! How the inspector says things: what an outcome lets somebody do, as a verb; what a draft gives and
//! takes away.

use crate::components::Level;
use whocan_core::models::ModelKind;
use whocan_core::query::outcome_of;
use whocan_core::text::grouped;
use whocan_core::verdict::{Grants, Outcome, Tone};

/// How much an outcome permits.
pub(super) fn level(outcome: &Outcome) -> Level {
    of_tone(outcome.tone)
}

/// The picture of a tone.
pub(super) fn of_tone(tone: Tone) -> Level {
    match tone {
        Tone::None => Level::None,
        Tone::Low => Level::Low,
        Tone::Middle => Level::Middle,
        Tone::Full => Level::Full,
    }
}

/// What an outcome means: of a level what it leaves out as well, else in the model's words.
pub(super) fn meaning(kind: ModelKind, outcome: &Outcome) -> &'static str {
    if kind == ModelKind::Processes {
        return match outcome.grants.0 {
            0b000 => "no access",
            0b001 => "can open it, cannot change it",
            0b011 => "can open and change it, cannot delete",
            _ => "can open, change and delete it",
        };
    }
    outcome_of(kind, &outcome.name).map(|named| named.means).unwrap_or_default()
}

/// What somebody can do who has an outcome, in `Who can ... Pupils`.
pub(super) fn verb(kind: ModelKind, outcome: &Outcome) -> &'static str {
    let bits = outcome.grants.0;
    match kind {
        ModelKind::Processes => match bits {
            0b001 => "read",
            0b011 => "change",
            _ => "delete from",
        },
        ModelKind::Acl => match bits {
            0b0001 => "find",
            0b0011 => "open",
            0b0111 => "change",
            _ => "delete",
        },
        ModelKind::Features => "see",
        ModelKind::Resources if bits == 0b1 => "see",
        ModelKind::Resources => "do as much with",
        _ => "use",
    }
}

/// The least that somebody can do who can do anything.
pub(super) fn least_verb(kind: ModelKind) -> &'static str {
    match kind {
        ModelKind::Processes => "read",
        ModelKind::Acl => "find",
        ModelKind::Features | ModelKind::Resources => "see",
        _ => "use",
    }
}

/// What the bits of a model's grants are called; empty where they are no names of their own.
fn abilities(kind: ModelKind) -> &'static [&'static str] {
    match kind {
        ModelKind::Processes => &["Read", "Write", "Delete"],
        ModelKind::Acl => &["Listing", "Opening", "Editing", "Deleting"],
        ModelKind::Resources => {
            &["Read", "Gain Access", "Update", "Manage", "Assign", "Secure", "Audit"]
        }
        _ => &[],
    }
}

fn named(kind: ModelKind, grants: Grants) -> String {
    let all = abilities(kind).iter().enumerate();
    let held = all.filter(|(bit, _)| grants.0 >> bit & 1 == 1).map(|(_, name)| *name);
    let names: Vec<&str> = held.collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// What becomes of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// They can do more.
    Gains,
    /// They can do less.
    Loses,
    /// Neither, or both.
    Changes,
}

impl Turn {
    /// Its name in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gains => "gain",
            Self::Loses => "lose",
            Self::Changes => "change",
        }
    }
}

/// What a draft makes of an outcome: `Loses Delete`.
pub fn turn(kind: ModelKind, before: &Outcome, now: &Outcome) -> (Turn, String) {
    let gained = now.grants.beyond(before.grants);
    let lost = before.grants.beyond(now.grants);
    let (more, less) = (named(kind, gained), named(kind, lost));
    match (gained.is_empty(), lost.is_empty()) {
        (false, true) if more.is_empty() => (Turn::Gains, format!("Gains {}", now.name)),
        (false, true) => (Turn::Gains, format!("Gains {more}")),
        (true, false) if less.is_empty() => (Turn::Loses, format!("Loses {}", before.name)),
        (true, false) => (Turn::Loses, format!("Loses {less}")),
        (false, false) => (Turn::Changes, format!("Gains {more}, loses {less}")),
        (true, true) => (Turn::Changes, format!("Was {}", before.name)),
    }
}

/// The first of some names and how many more there are.
pub(super) fn names(first: &[String], count: usize) -> String {
    let more = count.saturating_sub(first.len());
    match more {
        0 => first.join(", "),
        more => format!("{} and {} more", first.join(", "), grouped(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(name: &'static str, bits: u32) -> Outcome {
        Outcome {
            name: name.into(),
            short: name.into(),
            grants: Grants(bits),
            tone: Tone::Low,
            doubtful: false,
        }
    }

    #[track_caller]
    fn check(kind: ModelKind, was: (&'static str, u32), is: (&'static str, u32), said: &str) {
        let (was, is) = (outcome(was.0, was.1), outcome(is.0, is.1));
        assert_eq!(turn(kind, &was, &is).1, said);
    }

    #[test]
    fn what_a_draft_gives_and_takes_away_has_names() {
        let read = ("Read", 0b001);
        check(
            ModelKind::Processes,
            ("Read-Write-Delete", 0b111),
            ("Read-Write", 0b011),
            "Loses Delete",
        );
        check(ModelKind::Processes, ("Deny", 0), ("Read-Write", 0b011), "Gains Read and Write");
        check(ModelKind::Resources, read, ("Update", 0b100), "Gains Update, loses Read");
        check(ModelKind::Features, ("Hidden", 0), ("Visible", 0b11), "Gains Visible");
        check(ModelKind::Attributes, ("obsolete", 0), ("unreachable", 0), "Was obsolete");
    }

    #[test]
    fn names_that_are_too_many_are_counted() {
        let first = ["Amy".to_owned(), "Bilal".to_owned()];
        assert_eq!(names(&first, 2), "Amy, Bilal");
        assert_eq!(names(&first, 12), "Amy, Bilal and 10 more");
    }
}

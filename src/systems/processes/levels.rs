//! How levels look in a cell, and which keys set them.

use crate::ui::kit::grid::{Face, Sign, Verb};
use whocan_core::models::processes::policy::{Level, Mark};
use whocan_core::verdict::Decision;

/// The verbs that set a level, with their keys.
pub(super) fn verbs() -> Vec<Verb> {
    let verb = |level: Level, keys: &'static [&'static str]| Verb {
        id: level.name(),
        label: format!("Set to {}", level.name()).into(),
        keys,
    };
    vec![
        verb(Level::Read, &["R", "1"]),
        verb(Level::ReadWrite, &["W", "2"]),
        verb(Level::ReadWriteDelete, &["X", "3"]),
        verb(Level::Deny, &["D", "0", "Delete"]),
    ]
}

/// A cell that holds one level.
pub(super) fn face(level: Level, changed: bool) -> Face {
    let text = match level {
        Level::ReadWriteDelete => "RW-Delete",
        other => other.name(),
    };
    Face {
        text: text.into(),
        tone: level.tone().name(),
        sign: Sign::Meter,
        changed,
        spoken: level.name().into(),
        ..Face::default()
    }
}

/// A cell in the row of a main process.
pub(super) fn mark_face(mark: Mark, changed: bool) -> Face {
    let face = face(mark.column(), changed);
    let sign = match mark {
        Mark::Cross => Sign::Cross,
        Mark::Tick(_) | Mark::Mixed(_) => Sign::Tick,
        Mark::PermitDeny(_) => Sign::Both,
    };
    Face { sign, spoken: mark.name().into(), ..face }
}

//! How levels look in a cell, and which keys set them.

use crate::grid::{CellView, Offer, Sign};
use whocan_core::models::processes::policy::{Level, Mark};
use whocan_core::verdict::Decision;

/// What can be done with a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// It becomes this one.
    Set(Level),
    /// It becomes the next one that can be had, Deny behind the highest.
    Next,
}

/// What sets a level, with its keys.
pub(super) fn commands() -> Vec<Offer<Command>> {
    let set = |level: Level, keys: &'static [&'static str]| {
        Offer::new(Command::Set(level), level.name()).keys(keys).level(level.tone().into())
    };
    vec![
        set(Level::Read, &["R", "1"]),
        set(Level::ReadWrite, &["W", "2"]),
        set(Level::ReadWriteDelete, &["X", "3"]),
        set(Level::Deny, &["D", "0", "Delete"]),
    ]
}

/// A cell that holds one level.
pub(super) fn view(level: Level) -> CellView {
    let text = match level {
        Level::ReadWriteDelete => "RW-Delete",
        other => other.name(),
    };
    CellView {
        text: text.into(),
        level: Some(level.tone().into()),
        sign: Sign::Meter,
        spoken: level.name().into(),
        ..CellView::default()
    }
}

/// A cell in the row of a main process.
pub(super) fn mark_view(mark: Mark) -> CellView {
    let view = view(mark.column());
    let sign = match mark {
        Mark::Cross => Sign::Cross,
        Mark::Tick(_) | Mark::Mixed(_) => Sign::Tick,
        Mark::PermitDeny(_) => Sign::Both,
    };
    CellView { sign, spoken: mark.name().into(), ..view }
}

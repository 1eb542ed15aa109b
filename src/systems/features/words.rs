//! How values look in a cell, and which keys set them.

use crate::grid::{CellView, Off, Offer, Sign};
use whocan_core::models::features::input::EntryOp;
use whocan_core::models::features::policy::{Entry, Ticked, Visibility};
use whocan_core::verdict::Tone;

/// What sets a value with its tick, turns the tick, and takes both away.
pub(super) fn commands() -> Vec<Offer<EntryOp>> {
    let set = |value: Visibility, keys: &'static [&'static str]| {
        Offer::new(EntryOp::Set(value), value.name()).keys(keys).level(tone(value).into())
    };
    vec![
        set(Visibility::Visible, &["V"]),
        set(Visibility::ReadOnly, &["R"]),
        set(Visibility::Hidden, &["H"]),
        Offer::new(EntryOp::Turn, "Turn Is Set").keys(&["S"]),
        Offer::new(EntryOp::Clear, "Back to the default, not set").keys(&["Delete"]),
    ]
}

/// A cell with an entry. One that is not set is grey, and empty where it shows the default.
pub(super) fn entry_face(entry: Entry, default: Visibility, changed: bool) -> CellView {
    let spoken = entry.words().into();
    match entry.is {
        Ticked::Set => CellView {
            text: entry.value.name().into(),
            level: Some(tone(entry.value).into()),
            sign: Sign::Meter,
            changed,
            spoken,
            ..CellView::default()
        },
        Ticked::Unset => CellView {
            text: if entry.value == default { "" } else { entry.value.name() }.into(),
            sign: Sign::Blank,
            off: (entry.value != default).then(|| Off::no_effect("Is Set is not ticked")),
            changed,
            spoken,
            ..CellView::default()
        },
    }
}

pub(super) fn tone(value: Visibility) -> Tone {
    match value {
        Visibility::Visible => Tone::Full,
        Visibility::ReadOnly => Tone::Low,
        Visibility::Hidden => Tone::None,
    }
}

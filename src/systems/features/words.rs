//! How values look in a cell, and which keys set them.

use crate::ui::kit::grid::{Face, Sign, Verb};
use whocan_core::models::features::input::EntryOp;
use whocan_core::models::features::policy::{Entry, Ticked, Visibility};
use whocan_core::verdict::{Decision, Tone};

use whocan_core::models::features::Shown;

/// The verbs that set a value with its tick, turn the tick, and take both away.
pub(super) fn verbs() -> Vec<Verb> {
    let verb = |value: Visibility, keys: &'static [&'static str]| Verb {
        id: value.name(),
        label: format!("Set to {}", value.name()).into(),
        keys,
    };
    vec![
        verb(Visibility::Visible, &["V"]),
        verb(Visibility::ReadOnly, &["R"]),
        verb(Visibility::Hidden, &["H"]),
        Verb { id: TURN, label: "Turn Is Set".into(), keys: &["S"] },
        Verb { id: CLEAR, label: "Back to the default, not set".into(), keys: &["Delete"] },
    ]
}

/// The verb that turns *Is Set*.
pub(super) const TURN: &str = "turn";
/// The verb that takes an entry away.
pub(super) const CLEAR: &str = "clear";

/// What a verb does.
pub(super) fn action(verb: &str) -> Option<EntryOp> {
    match verb {
        TURN => Some(EntryOp::Turn),
        CLEAR => Some(EntryOp::Clear),
        value => Visibility::parse(value).ok().map(EntryOp::Set),
    }
}

/// A cell with an entry. One that is not set is grey, and empty where it shows the default.
pub(super) fn entry_face(entry: Entry, default: Visibility, changed: bool) -> Face {
    let spoken = entry.words().into();
    match entry.is {
        Ticked::Set => Face {
            text: entry.value.name().into(),
            tone: tone(entry.value),
            sign: Sign::Meter,
            changed,
            spoken,
            ..Face::default()
        },
        Ticked::Unset => Face {
            text: if entry.value == default { "" } else { entry.value.name() }.into(),
            sign: Sign::Blank,
            off: (entry.value != default).then(|| "Is Set is not ticked".into()),
            changed,
            spoken,
            ..Face::default()
        },
    }
}

/// A cell with what somebody is shown.
pub(super) fn shown_face(shown: Shown, changed: bool) -> Face {
    Face {
        text: if shown == Shown::Unavailable { "No licence" } else { shown.name() }.into(),
        tone: shown.tone().name(),
        changed,
        spoken: shown.name().into(),
        ..Face::default()
    }
}

pub(super) fn tone(value: Visibility) -> &'static str {
    match value {
        Visibility::Visible => Tone::Full.name(),
        Visibility::ReadOnly => Tone::Low.name(),
        Visibility::Hidden => Tone::None.name(),
    }
}

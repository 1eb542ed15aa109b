//! How values look in a cell, which keys set them, and how they are read from pasted text.

use super::super::policy::{Entry, Kind, Ticked, Visibility};
use crate::ui::kit::grid::{Face, Sign, Verb};
use crate::verdict::{Decision, Tone};

use super::super::Shown;

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

/// What a verb makes of an entry of a kind; none where it cannot be had.
pub(super) fn after(verb: &str, now: Entry, kind: Kind, default: Visibility) -> Option<Entry> {
    match verb {
        TURN => {
            let is = if now.is == Ticked::Set { Ticked::Unset } else { Ticked::Set };
            // What the kind does not offer cannot be ticked as it stands: it counts as Hidden.
            let value = if is == Ticked::Set { kind.counts(now.value) } else { now.value };
            Some(Entry { value, is })
        }
        CLEAR => Some(Entry::unset(default)),
        value => {
            let value = Visibility::parse(value).ok()?;
            kind.offers().contains(&value).then(|| Entry::set(value))
        }
    }
}

/// Reads an entry as people write it: a value, which is set; with `not set` behind it, or nothing.
pub(super) fn parse(text: &str, default: Visibility) -> Result<Entry, String> {
    let plain: String =
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (value, is_set) = match plain.strip_suffix("notset") {
        Some(value) => (value, false),
        None => (plain.as_str(), true),
    };
    let value = match value {
        "" => return Ok(Entry::unset(default)),
        "v" | "visible" => Visibility::Visible,
        "r" | "readonly" => Visibility::ReadOnly,
        "h" | "hidden" => Visibility::Hidden,
        _ => return Err(format!("`{}` is no value", text.trim())),
    };
    Ok(if is_set { Entry::set(value) } else { Entry::unset(value) })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_as_people_write_them() {
        let hidden = Visibility::Hidden;
        for value in Visibility::ALL {
            for entry in [Entry::set(value), Entry::unset(value)] {
                assert_eq!(parse(&entry.words(), hidden), Ok(entry));
                assert_eq!(parse(&entry_face(entry, hidden, false).spoken, hidden), Ok(entry));
            }
        }
        assert_eq!(parse(" read only ", hidden), Ok(Entry::set(Visibility::ReadOnly)));
        assert_eq!(parse("", hidden), Ok(Entry::unset(hidden)));
        assert_eq!(parse("shown", hidden), Err("`shown` is no value".to_owned()));
    }

    #[test]
    fn a_tick_and_its_absence() {
        let now = Entry::unset(Visibility::ReadOnly);
        let turned = |kind| after(TURN, now, kind, Visibility::Visible);
        assert_eq!(turned(Kind::Tabs), Some(Entry::set(Visibility::ReadOnly)));
        assert_eq!(turned(Kind::Commands), Some(Entry::set(Visibility::Hidden)));
        assert_eq!(after("Read only", now, Kind::Commands, Visibility::Visible), None);
        let set = Entry::set(Visibility::Hidden);
        let cleared = after(CLEAR, set, Kind::Tabs, Visibility::Visible);
        assert_eq!(cleared, Some(Entry::unset(Visibility::Visible)));
    }
}

//! How levels look in a cell, which keys set them, and how they are read from pasted text.

use super::super::policy::{Level, Mark};
use crate::ui::kit::grid::{Face, Sign, Verb};
use crate::verdict::Decision;

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

/// Reads a level as people write it.
pub(super) fn parse(text: &str) -> Result<Level, String> {
    let plain: String =
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    match plain.as_str() {
        "" | "d" | "deny" | "0" => Ok(Level::Deny),
        "r" | "read" | "1" => Ok(Level::Read),
        "rw" | "w" | "readwrite" | "2" => Ok(Level::ReadWrite),
        "rwd" | "x" | "rwdelete" | "readwritedelete" | "3" => Ok(Level::ReadWriteDelete),
        _ => Err(format!("`{}` is no level", text.trim())),
    }
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
        off: None,
        changed,
        spoken: level.name().into(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_as_people_write_them() {
        for level in Level::ALL {
            assert_eq!(parse(level.name()), Ok(level));
            assert_eq!(parse(&face(level, false).text), Ok(level));
        }
        assert_eq!(parse(" read write "), Ok(Level::ReadWrite));
        assert_eq!(parse("RWD"), Ok(Level::ReadWriteDelete));
        assert_eq!(parse(""), Ok(Level::Deny));
        assert_eq!(parse("write"), Err("`write` is no level".to_owned()));
    }
}

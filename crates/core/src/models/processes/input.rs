//! How levels are read from pasted text.

use super::policy::Level;
use crate::paste::{Parsed, joined};

/// Reads a level as people write it. A tick, a cross or a number does not say which, so it is none.
pub fn parse(text: &str) -> Parsed<Level> {
    Parsed::of(text, |plain| match joined(plain).as_str() {
        "d" | "deny" => Some(Level::Deny),
        "r" | "read" => Some(Level::Read),
        "rw" | "w" | "readwrite" => Some(Level::ReadWrite),
        "rwd" | "rwdelete" | "readwritedelete" => Some(Level::ReadWriteDelete),
        _ => None,
    })
}

/// What the row of a main process says of several levels, which follows from its processes.
pub fn follows(text: &str) -> bool {
    let plain = crate::text::folded(text);
    ["mixed, up to ", "permit/deny in "].into_iter().any(|lead| plain.starts_with(lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_as_people_write_them() {
        for level in Level::ALL {
            assert_eq!(parse(level.name()), Parsed::Value(level));
        }
        assert_eq!(parse(" read write "), Parsed::Value(Level::ReadWrite));
        // As a cell shows it, and as people shorten it.
        assert_eq!(parse("RW-Delete"), Parsed::Value(Level::ReadWriteDelete));
        assert_eq!(parse("RWD"), Parsed::Value(Level::ReadWriteDelete));
        assert_eq!(parse("Read\u{2011}Write\u{a0}"), Parsed::Value(Level::ReadWrite));
        assert_eq!(parse(" \u{200b}"), Parsed::Blank);
    }

    #[test]
    fn a_mark_that_is_not_understood_is_no_level() {
        let marks = [
            "write",
            "✓",
            "✔",
            "●",
            "✗",
            "?",
            "—",
            "-",
            "–",
            "x",
            "X",
            "1",
            "0",
            "3",
            "yes",
            "true",
            "N/A",
            "Own Only",
            "Read?",
            "R*",
            "\"Read\"",
            "1 (self only)",
            "None",
        ];
        for mark in marks {
            assert_eq!(parse(mark), Parsed::Unknown, "{mark}");
        }
    }

    #[test]
    fn what_a_main_process_shows_of_several_is_no_level() {
        use crate::models::processes::Mark;
        for level in Level::ALL {
            assert!(
                follows(&Mark::Mixed(level).name()) && follows(&Mark::PermitDeny(level).name())
            );
            assert!(!follows(level.name()));
        }
    }
}

//! How rows of a list are read from pasted text.

use super::policy::{Level, Levels};
use crate::paste::Parsed;
use crate::text::same;

/// What is said where a list has no row for somebody.
pub const NO_ROW: &str = "no row";

/// A row in words, as it is copied: each level allowed or denied.
pub fn words(allowed: Option<Levels>) -> String {
    let Some(allowed) = allowed else { return NO_ROW.to_owned() };
    let word = |level: Level| {
        let word = if allowed.has(level) { "allowed" } else { "denied" };
        format!("{} {word}", level.name())
    };
    Level::ALL.map(word).join(", ")
}

/// Reads what a row allows: each level allowed or denied, `all three`, `nothing`, or no row.
pub fn parse(text: &str) -> Parsed<Option<Levels>> {
    Parsed::of(text, |plain| match plain {
        NO_ROW => Some(None),
        "all three" => Some(Some(Levels::ALL)),
        "nothing" => Some(Some(Levels::NONE)),
        plain => each(plain).map(Some),
    })
}

/// All three levels, each said once.
fn each(plain: &str) -> Option<Levels> {
    let (mut said, mut allowed) = (Levels::NONE, Levels::NONE);
    for part in plain.split([',', ';']) {
        let (name, word) = part.trim().rsplit_once(' ')?;
        let level = Level::ALL.into_iter().find(|level| same(level.name(), name))?;
        if said.has(level) {
            return None;
        }
        said = said.or(Levels::of([level]));
        match word {
            "allowed" => allowed = allowed.or(Levels::of([level])),
            "denied" => {}
            _ => return None,
        }
    }
    (said == Levels::ALL).then_some(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_as_they_are_copied_come_back() {
        let every =
            [vec![], vec![Level::Summary], vec![Level::Summary, Level::Write], Level::ALL.to_vec()];
        for allowed in every {
            let row = Some(Levels::of(allowed));
            assert_eq!(parse(&words(row)), Parsed::Value(row));
        }
        assert_eq!(parse(&words(None)), Parsed::Value(None));
        assert_eq!(parse("ALL THREE"), Parsed::Value(Some(Levels::ALL)));
        assert_eq!(parse("\u{a0}"), Parsed::Blank);
    }

    #[test]
    fn what_is_not_understood_is_no_row() {
        let texts = [
            "✓",
            "x",
            "1",
            "-",
            "yes",
            "Read Summary",
            "Read Summary allowed",
            "Deny",
            "Read Summary allowed, Read Summary denied, Write allowed",
            "Write maybe",
        ];
        for text in texts {
            assert_eq!(parse(text), Parsed::Unknown, "{text}");
        }
    }
}

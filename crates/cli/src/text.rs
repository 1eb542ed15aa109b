//! Lines of text for a terminal. Names come from files that anybody can have made: characters that
//! would steer the terminal, or turn the line round, are shown.

use std::io::{self, Write};

use whocan_core::format::sentence;

/// Writes a line, indented by some spaces.
pub(super) fn line(out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    writeln!(out, "{:indent$}{}", "", sentence(text))
}

/// How wide a column is at most. A text that is wider stands out of it: one id of a million characters
/// must not make every line as long.
const MOST_WIDE: usize = 100;

/// The text, filled with spaces up to this many characters.
pub(super) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    text.chars().chain(std::iter::repeat_n(' ', missing)).collect()
}

/// The width of a column of these, in characters.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    let widths = texts.into_iter().map(|text| text.chars().count());
    widths.max().unwrap_or(0).min(MOST_WIDE)
}

/// A number with its noun: `1 check`, `2 checks`, `no checks`.
pub(super) fn count(number: usize, one: &str, several: &str) -> String {
    match number {
        0 => format!("no {several}"),
        1 => format!("1 {one}"),
        n => format!("{n} {several}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wide_text_does_not_widen_the_others() {
        let long = "x".repeat(100_000);
        let width = widest(["a", &long]);
        assert_eq!(pad("a", width).len(), 100);
        assert_eq!(pad(&long, width), long);
        assert_eq!(widest(["a", "bcd"]), 3);
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let mut out = Vec::new();
        line(&mut out, 2, "a\u{1b}[31mb\r\nc\u{202e}d\u{9b}e").unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "  a\u{241b}[31mb\u{240d}\u{240a}c[U+202E]d[U+009B]e\n");
    }
}

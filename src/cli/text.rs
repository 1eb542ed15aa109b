//! Lines of text for a terminal. Names come from files that anybody can have made: characters that
//! would steer the terminal are shown as a replacement character.

use std::borrow::Cow;
use std::io::{self, Write};

/// Writes a line, indented by some spaces.
pub(super) fn line(out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    writeln!(out, "{:indent$}{}", "", harmless(text))
}

/// The text without line breaks, escape sequences and marks that change the direction of writing.
fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

/// The text, filled with spaces up to this many characters.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text:width$}")
}

/// The widest of these, in characters.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    texts.into_iter().map(|text| text.chars().count()).max().unwrap_or(0)
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
    fn a_name_cannot_steer_the_terminal() {
        let mut out = Vec::new();
        line(&mut out, 2, "a\u{1b}[31mb\r\nc\u{202e}d\u{9b}e").unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "  a\u{fffd}[31mb\u{fffd}\u{fffd}c\u{fffd}d\u{fffd}e\n");
    }
}

//! Why a file cannot be read at all. Everything milder is a finding.

use std::fmt;

use super::json::MAX_BYTES;
use super::shown::{isolated, shown};
use super::size::{MAX_DEPTH, MAX_ROOM};

/// A file that cannot be opened. The message says what is wrong and where; `help` what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    Empty,
    /// More than [`MAX_BYTES`].
    TooLarge {
        /// The size found, in bytes.
        bytes: usize,
    },
    /// Bytes that no text file has: a picture, an archive, a spreadsheet.
    Binary,
    /// Text in UTF-16, as some editors save it.
    Utf16,
    /// UTF-8 text with two byte order marks before it.
    TwoMarks,
    /// Not valid UTF-8.
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// Text, but not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
        /// What the grammar missed there.
        what: String,
    },
    /// Brackets within brackets beyond [`MAX_DEPTH`].
    TooDeep {
        /// The line, from 1.
        line: usize,
    },
    /// Values that would take more room in memory than [`MAX_ROOM`].
    TooMuch {
        /// The line, from 1, up to which they would fit.
        line: usize,
    },
    /// JSON, but without `"format": "whocan"`.
    NotOurs {
        /// What stands in its `format`, where that is a text.
        found: Option<String>,
    },
    /// Ours, but its `version` is missing or no whole number from 1.
    NoVersion,
    /// Made by a newer Whocan.
    Newer {
        /// The version found.
        version: u64,
    },
}

impl ReadError {
    /// What the user can do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Empty => "choose a file that Whocan exported",
            Self::TooLarge { .. } => "remove what is not needed from the file, or split it",
            Self::Binary => {
                "choose a `.whocan.json` file; a spreadsheet can be pasted into a grid instead"
            }
            Self::Utf16 => "save it again as UTF-8",
            Self::TwoMarks => "take one of them away, or save it again as UTF-8",
            Self::NotUtf8 { .. } => "save it again as UTF-8, or export it again",
            Self::NotJson { .. } => "mend that place in a text editor, or export it again",
            Self::TooDeep { .. } => "export it again: no Whocan file nests this deep",
            Self::TooMuch { .. } => {
                "remove what Whocan does not know from the file, or split it; its size as text is not what counts"
            }
            Self::NotOurs { .. } => "choose a file that Whocan exported",
            Self::NoVersion => "add `\"version\": 1` beside `format`, or export it again",
            Self::Newer { .. } => "open it with a newer Whocan; the file was not changed",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the file is empty"),
            Self::TooLarge { bytes } => write!(
                f,
                "the file has {} MB; at most {} MB can be read",
                bytes.div_ceil(1_000_000),
                MAX_BYTES / 1_000_000
            ),
            Self::Binary => write!(f, "the file is not text"),
            Self::Utf16 => write!(f, "the file is text in UTF-16, not UTF-8"),
            Self::TwoMarks => write!(f, "the file begins with two byte order marks"),
            Self::NotUtf8 { line } => write!(f, "line {line} is not valid UTF-8 text"),
            Self::NotJson { line, column, what } => {
                write!(f, "the file is not JSON: {what} at line {line}, column {column}")
            }
            Self::TooDeep { line } => write!(
                f,
                "the file nests more than {MAX_DEPTH} brackets within brackets at line {line}"
            ),
            Self::TooMuch { line } => write!(
                f,
                "the values in the file take more than {} MB of memory: line {line} passes that",
                MAX_ROOM / 1_000_000
            ),
            Self::NotOurs { found: Some(found) } => {
                write!(f, "this is not a Whocan file: its `format` is `{}`", clip(found))
            }
            Self::NotOurs { found: None } => {
                write!(f, "this is not a Whocan file: it has no `\"format\": \"whocan\"`")
            }
            Self::NoVersion => {
                write!(f, "the file does not say which `version` of the format it has")
            }
            Self::Newer { version } => write!(
                f,
                "the file has format version {version}; this Whocan reads up to version 1"
            ),
        }
    }
}

impl std::error::Error for ReadError {}

/// A text short enough to be quoted in a one-line message, with whatever would mislead shown and apart
/// from the words around it.
pub fn clip(text: &str) -> String {
    isolated(&short(text)).into_owned()
}

/// The same where no sentence is around it.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    shown(&short).into_owned()
}

/// Ids and names come from files: neither a line feed in one nor a mark that turns the direction of
/// writing may make a message look like another one.
pub(super) fn one_line(text: String) -> String {
    match shown(&text) {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(shown) => shown,
    }
}

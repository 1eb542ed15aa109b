//! Findings: what is wrong, doubtful or worth knowing in a file that was read all the same.

use std::fmt;

use super::error::{clip, one_line};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something in the file could not be used as it stands.
    Error,
    /// Usable, but hardly what was meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Its name in messages and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The stable name of a kind of finding, such as `duplicate-id`; listed in `docs/format.md`.
pub type Code = &'static str;

/// One thing found, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// Where: a JSON path such as `$.directory.users[3].groups[0]`.
    pub path: String,
    /// What: lower case, one line, no full stop.
    pub message: String,
    /// What to do about it, or what was done.
    pub help: String,
}

impl Finding {
    /// A finding of the given kind; `path` is a JSON path. Each text becomes one line.
    pub fn new(
        severity: Severity,
        code: Code,
        path: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            path: one_line(path.into()),
            message: one_line(message.into()),
            help: one_line(help.into()),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.severity.name(), self.path, self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, " ({})", self.help) }
    }
}

/// The JSON path that leads through these keys from the top of the file.
pub fn path_to(keys: &[&str]) -> String {
    let mut path = "$".to_owned();
    keys.iter().for_each(|key| push_key(&mut path, key));
    path
}

/// Adds `.key`, or `['key']` where the key is no plain word, to a JSON path.
pub(super) fn push_key(path: &mut String, key: &str) {
    let plain = !key.is_empty()
        && key.len() <= 60
        && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if plain {
        path.push('.');
        path.push_str(key);
    } else {
        path.push_str("['");
        path.push_str(&clip(key).replace('\\', "\\\\").replace('\'', "\\'"));
        path.push_str("']");
    }
}

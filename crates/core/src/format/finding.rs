//! Findings: what is wrong, doubtful or worth knowing in a file that was read all the same.

use std::collections::BTreeMap;
use std::fmt;

use super::error::{one_line, short};

use super::names;

names! {
    /// How much a finding matters.
    #[derive(PartialOrd, Ord)]
    pub enum Severity {
        /// Something in the file could not be used as it stands.
        Error = "error",
        /// Usable, but hardly what was meant.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
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

/// What was found, in order. A damaged file can have millions of mistakes, and they would take more
/// room than the file: from a number on they are counted and not listed.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    unlisted: BTreeMap<Severity, usize>,
}

impl Findings {
    /// How many are listed.
    pub const MOST: usize = 10_000;

    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        if self.is_full() {
            self.count(finding.severity);
        } else {
            self.list.push(finding);
        }
    }

    /// Adds others behind these.
    pub(crate) fn append(&mut self, others: Self) {
        others.list.into_iter().for_each(|finding| self.push(finding));
        for (severity, times) in others.unlisted {
            *self.unlisted.entry(severity).or_default() += times;
        }
    }

    /// Whether another one would only be counted.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= Self::MOST
    }

    /// Counts one that is not listed.
    pub(super) fn count(&mut self, severity: Severity) {
        *self.unlisted.entry(severity).or_default() += 1;
    }

    /// Those that are listed; last, how many more there were.
    pub(crate) fn into_list(self) -> Vec<Finding> {
        let mut list = self.list;
        for (severity, times) in self.unlisted {
            let message = format!("{times} more are not listed");
            let help = "mend those that are, and read the file again";
            list.push(Finding::new(severity, "unlisted", "$", message, help));
        }
        list
    }
}

/// The JSON path that leads through these keys from the top of the file.
pub(crate) fn path_to(keys: &[&str]) -> String {
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
        path.push_str(&short(key).replace('\\', "\\\\").replace('\'', "\\'"));
        path.push_str("']");
    }
}

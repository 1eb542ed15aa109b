//! A file that was picked, dropped or pasted: what is in it, before anything is opened.

use whocan_core::document::{Document, read};
use whocan_core::format::{Finding, MAX_BYTES, ReadError};
use whocan_core::models::ModelKind;
use whocan_storage::workspace::{Backup, read_backup};

/// See the module.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The file's name.
    pub name: String,
    /// How many bytes it has; none for one that was not read.
    pub size: Option<usize>,
    /// What is in it, or what is wrong with it.
    pub found: Result<Found, Refused>,
}

/// Why a file cannot be opened.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What is wrong with it, and where: no capital, no full stop.
    pub why: String,
    /// What to do about it; as before.
    pub help: String,
}

/// What a file can be.
#[derive(Clone, Debug)]
pub enum Found {
    /// A configuration.
    Configuration(Box<Offered>),
    /// What a browser had stored.
    Stored(Backup),
}

/// A configuration in a file.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The document.
    pub document: Document,
    /// What could not be used of it, and where.
    pub findings: Vec<Finding>,
}

impl Offer {
    /// Reads a file.
    pub fn of(name: String, bytes: Result<Vec<u8>, String>) -> Self {
        let size = bytes.as_ref().ok().map(Vec::len);
        let unread = |why: String| Refused { why, help: ANOTHER.to_owned() };
        let found = bytes.map_err(unread).and_then(|bytes| read_any(&bytes));
        Self { name, size, found }
    }

    /// The most bytes that are looked at.
    pub const MOST: usize = MAX_BYTES;
}

const ANOTHER: &str = "choose another file, or export it again with less in it";

fn read_any(bytes: &[u8]) -> Result<Found, Refused> {
    match read(bytes) {
        Ok((document, findings)) => {
            Ok(Found::Configuration(Box::new(Offered { document, findings })))
        }
        Err(error) => match read_backup(bytes) {
            Some(backup) => backup.map(Found::Stored).map_err(|why| {
                let help = ReadError::Newer { version: 0 }.help().to_owned();
                Refused { why, help }
            }),
            None => Err(Refused { why: error.to_string(), help: error.help().to_owned() }),
        },
    }
}

impl Offered {
    /// How many of what there is, without what there is none of.
    pub fn counts(&self) -> String {
        let directory = &self.document.directory;
        let count = |count: usize, one: &str, more: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {more}"),
        };
        let always = [
            count(directory.users.len(), "person", "people"),
            count(directory.groups.len(), "group", "groups"),
        ];
        let others = [
            (directory.posts.len(), "post", "posts"),
            (directory.teams.len(), "service team", "service teams"),
            (self.document.checks.list.len(), "check", "checks"),
        ];
        let others = others.into_iter().filter(|(number, ..)| *number > 0);
        let others = others.map(|(number, one, more)| count(number, one, more));
        always.into_iter().chain(others).collect::<Vec<_>>().join(", ")
    }

    /// The systems in which anything is set.
    pub fn systems(&self) -> Vec<ModelKind> {
        let used = |kind: &ModelKind| !self.document.policies.is_blank(*kind);
        ModelKind::ALL.iter().copied().filter(used).collect()
    }
}

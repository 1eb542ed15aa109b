//! A file that was picked, dropped or pasted: what is in it, before anything is opened.

use whocan_core::document::{Document, read};
use whocan_core::format::{Finding, MAX_BYTES};
use whocan_core::models::ModelKind;
use whocan_storage::workspace::{Backup, read_backup};

/// See the module.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The file's name.
    pub name: String,
    /// What is in it, or what is wrong with it.
    pub found: Result<Found, String>,
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
        Self { name, found: bytes.and_then(|bytes| read_any(&bytes)) }
    }

    /// The most bytes that are looked at.
    pub const MOST: usize = MAX_BYTES;
}

fn read_any(bytes: &[u8]) -> Result<Found, String> {
    match read(bytes) {
        Ok((document, findings)) => {
            Ok(Found::Configuration(Box::new(Offered { document, findings })))
        }
        Err(error) => match read_backup(bytes) {
            Some(backup) => backup.map(Found::Stored),
            None => Err(error.to_string()),
        },
    }
}

impl Offered {
    /// How many of what.
    pub fn counts(&self) -> String {
        let directory = &self.document.directory;
        let count = |count: usize, one: &str, more: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {more}"),
        };
        let models = ModelKind::ALL.iter().map(|kind| kind.info().title);
        let lists = [
            count(directory.users.len(), "person", "people"),
            count(directory.groups.len(), "group", "groups"),
            count(directory.posts.len(), "post", "posts"),
            count(directory.teams.len(), "service team", "service teams"),
            count(self.document.checks.list.len(), "check", "checks"),
        ];
        format!("{}; {}", lists.join(", "), models.collect::<Vec<_>>().join(", "))
    }
}

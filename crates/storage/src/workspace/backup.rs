//! What a store holds, as a file: for a workspace that cannot be opened, or a page that has stopped.
//! Such a file can be opened again like any other.

use super::{Opened, Workspace};
use crate::protocol::{self, Memory, Store, StoreError};
use whocan_core::format::{Json, Object, parse, write};

/// What such a file says it is.
const FORMAT: &str = "whocan-storage";
/// The one version of it that there is so far.
const VERSION: u64 = 1;

/// What was found in such a file.
#[derive(Clone, Debug)]
pub struct Backup {
    /// What could be opened.
    pub workspaces: Vec<Opened>,
    /// The ids of those that could not.
    pub damaged: Vec<String>,
}

/// A workspace as it lies in the store, damaged or not, as a file.
///
/// # Errors
/// Where the store cannot be read.
pub fn export_stored(store: &dyn Store, id: &str) -> Result<String, StoreError> {
    let mut entries = Object::new();
    for key in protocol::keys(store, id)? {
        entries.push_some(&key, store.get(&key)?);
    }
    let mut file = Object::new();
    file.push("format", FORMAT).push("version", VERSION).push("entries", Json::from(entries));
    Ok(write(&file.into()))
}

/// What is in such a file; none where it is none.
///
/// # Errors
/// Where another version wrote it: what is in it may mean something else.
pub fn read_backup(bytes: &[u8]) -> Option<Result<Backup, String>> {
    let Ok(Json::Object(file)) = parse(bytes) else { return None };
    if file.get("format").and_then(Json::as_text) != Some(FORMAT) {
        return None;
    }
    let version = match file.get("version") {
        Some(Json::Number(version)) => version.as_u64(),
        _ => None,
    };
    if version != Some(VERSION) {
        let which = version.map_or_else(|| "none".to_owned(), |version| version.to_string());
        return Some(Err(format!(
            "it holds what a browser had stored, in version {which} of that format, and this \
             Whocan reads version {VERSION}"
        )));
    }
    let store = Memory::default();
    if let Some(Json::Object(entries)) = file.get("entries") {
        for (key, text) in entries.iter() {
            store.set(key, text.as_text().unwrap_or_default()).ok();
        }
    }
    let mut backup = Backup { workspaces: Vec::new(), damaged: Vec::new() };
    for id in protocol::workspaces(&store).unwrap_or_default() {
        match Workspace::open(&store, &id) {
            Ok(Some(opened)) => backup.workspaces.push(opened),
            _ => backup.damaged.push(id),
        }
    }
    Some(Ok(backup))
}

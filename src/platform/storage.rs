//! localStorage through gloo-storage. Every call says what went wrong instead of trapping, and a
//! value that does not parse is left where it is.

use std::sync::atomic::{AtomicBool, Ordering};

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::keeping::{Refused, Store};

/// What kept a value from being read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser gives this page no storage.
    Off,
    /// The value under the key is not what it should be. It was left alone.
    Damaged,
    /// The browser refused to write, in most cases because the storage is full.
    Refused(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Off => write!(f, "this browser keeps nothing for this page"),
            Self::Damaged => write!(f, "what was kept cannot be read; it was left alone"),
            Self::Refused(why) => write!(f, "the browser would not keep it: {why}"),
        }
    }
}

/// The app has stopped in the middle of something: nothing is kept any more.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Keeps nothing from now on: what is in memory may be half of something.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

/// Whether there is a storage. Asked first each time: gloo-storage traps where it is blocked.
fn there() -> Result<(), Trouble> {
    match super::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(()),
        _ => Err(Trouble::Off),
    }
}

/// The storage as the keeping of workspaces knows it.
pub struct Browser;

impl Store for Browser {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, Refused> {
        let Some(Ok(Some(storage))) = super::window().map(|window| window.local_storage()) else {
            return Err(Refused(Trouble::Off.to_string()));
        };
        let count = storage.length().unwrap_or(0);
        let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, Refused> {
        match read(key) {
            // It is there and is none of ours: to whoever reads it, damaged.
            Err(Trouble::Damaged) => Ok(Some(String::new())),
            other => other.map_err(|trouble| Refused(trouble.to_string())),
        }
    }

    fn size(&self, key: &str) -> Result<usize, Refused> {
        there().map_err(|trouble| Refused(trouble.to_string()))?;
        let storage: JsValue = LocalStorage::raw().into();
        let text = Reflect::get(&storage, &key.into()).ok();
        let text = text.and_then(|text| text.dyn_into::<JsString>().ok());
        Ok(text.map_or(0, |text| text.length() as usize))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Refused> {
        write(key, text).map_err(|trouble| Refused(trouble.to_string()))
    }

    fn remove(&self, key: &str) -> Result<(), Refused> {
        there().map_err(|trouble| Refused(trouble.to_string()))?;
        // gloo-storage's own way traps where the browser refuses.
        let refused = |_| Refused("the browser would not give it up".to_owned());
        LocalStorage::raw().remove_item(key).map_err(refused)
    }
}

/// The text kept under a key.
///
/// # Errors
/// Says whether there is no storage or no text under that key.
pub fn read(key: &str) -> Result<Option<String>, Trouble> {
    there()?;
    match LocalStorage::get::<String>(key) {
        Ok(text) => Ok(Some(text)),
        Err(StorageError::KeyNotFound(_)) => Ok(None),
        Err(_) => Err(Trouble::Damaged),
    }
}

/// The preference kept under a key; empty for none. One that cannot be read counts as none: nothing
/// is lost with it.
pub fn preference(key: &str) -> String {
    read(key).ok().flatten().unwrap_or_default()
}

/// Keeps a text under a key.
///
/// # Errors
/// Says whether there is no storage or it refused.
pub fn write(key: &str, text: &str) -> Result<(), Trouble> {
    there()?;
    if STOPPED.load(Ordering::Relaxed) {
        return Err(Trouble::Refused("the app has stopped".to_owned()));
    }
    LocalStorage::set(key, text).map_err(|error| Trouble::Refused(error.to_string()))
}

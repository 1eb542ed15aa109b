//! localStorage, got at through gloo-storage. Every call says what went wrong instead of trapping, and a
//! value that does not parse is left where it is. Texts are kept as JSON.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use gloo_storage::{LocalStorage, Storage};
use js_sys::{JSON, JsString};
use wasm_bindgen::{JsCast, JsValue};

use super::value::{call, member, words};
use whocan_storage::protocol::{Journal, Store, StoreError, is_mirrored};

/// What kept a value from being read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser gives this page no storage.
    Off,
    /// The value under the key is not what it should be. It was left alone.
    Damaged,
    /// The browser refused to read.
    Unread(String),
    /// The browser refused to write, in most cases because the storage is full.
    StoreError(String),
}

impl std::fmt::Display for StorageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Off => write!(f, "this browser keeps nothing for this page"),
            Self::Damaged => write!(f, "what was kept cannot be read; it was left alone"),
            Self::Unread(why) => write!(f, "the browser would not read what is kept: {why}"),
            Self::StoreError(why) => write!(f, "the browser would not keep it: {why}"),
        }
    }
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        Self(error.to_string())
    }
}

/// The app has stopped in the middle of something: nothing is kept any more.
static STOPPED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// What was last got or set.
    static LAST: RefCell<(String, JsValue)> = const { RefCell::new((String::new(), JsValue::NULL)) };
    /// What was found or written whole: the browser tells texts apart that it has already without
    /// handing them over.
    static NOTES: RefCell<BTreeMap<String, JsValue>> = const { RefCell::new(BTreeMap::new()) };
    /// What the second copy has not been told of.
    static JOURNAL: RefCell<Journal> = RefCell::default();
}

/// Keeps nothing from now on: what is in memory may be half of something.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

/// Whether nothing is kept any more.
pub(super) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// The storage. Asked for each time: it may be blocked, and gloo-storage traps where it is.
fn storage() -> Result<JsValue, StorageError> {
    let window: JsValue = super::window().ok_or(StorageError::Off)?.into();
    match member(&window, "localStorage") {
        Ok(storage) if storage.is_object() => Ok(LocalStorage::raw().into()),
        _ => Err(StorageError::Off),
    }
}

/// What is under a key, as the browser has it.
pub(super) fn raw(key: &str) -> Result<Option<JsString>, StorageError> {
    let text = call(&storage()?, "getItem", &[&key.into()]);
    let text = text.map_err(|error| StorageError::Unread(words(&error)))?;
    Ok(text.dyn_into().ok())
}

/// The text in what the browser has; none where it is none of ours.
pub(super) fn parsed(raw: &JsString) -> Option<String> {
    // Handed over once, as what it says.
    let json = member(&js_sys::global(), "JSON").ok()?;
    call(&json, "parse", &[raw]).ok()?.as_string()
}

/// Puts something under a key, as the browser has it.
pub(super) fn put_raw(key: &str, raw: &JsValue) -> Result<(), StorageError> {
    let storage = storage()?;
    if is_stopped() {
        return Err(StorageError::StoreError("the app has stopped".to_owned()));
    }
    let put = call(&storage, "setItem", &[&key.into(), raw]);
    put.map_err(|error| StorageError::StoreError(words(&error)))?;
    LAST.set((key.to_owned(), raw.clone()));
    Ok(())
}

/// Does something with what the second copy has not been told of.
pub(super) fn with_journal<R>(then: impl FnOnce(&mut Journal) -> R) -> R {
    JOURNAL.with_borrow_mut(then)
}

/// The storage as the keeping of workspaces knows it.
pub struct Browser;

impl Store for Browser {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let storage = storage()?;
        let failed = |error: JsValue| StoreError::from(StorageError::Unread(words(&error)));
        let count = member(&storage, "length").map_err(failed)?.as_f64().unwrap_or(0.0) as u32;
        let mut keys = Vec::new();
        for at in 0..count {
            let key = call(&storage, "key", &[&at.into()]).map_err(failed)?;
            keys.extend(key.as_string().filter(|key| key.starts_with(prefix)));
        }
        Ok(keys)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        match read(key) {
            // It is there and is none of ours: to whoever reads it, damaged.
            Err(StorageError::Damaged) => Ok(Some(String::new())),
            other => Ok(other?),
        }
    }

    fn size(&self, key: &str) -> Result<usize, StoreError> {
        Ok(raw(key)?.map_or(0, |text| text.length() as usize))
    }

    fn note(&self, key: &str) {
        LAST.with_borrow(|(last, raw)| {
            if last == key {
                NOTES.with_borrow_mut(|notes| notes.insert(key.to_owned(), raw.clone()));
            }
        });
    }

    fn is_as_noted(&self, key: &str) -> Result<bool, StoreError> {
        let Some(noted) = NOTES.with_borrow(|notes| notes.get(key).cloned()) else {
            return Ok(false);
        };
        Ok(raw(key)?.is_some_and(|raw| JsValue::from(raw) == noted))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        write(key, text)?;
        if is_mirrored(key) {
            JOURNAL.with_borrow_mut(|journal| journal.write(key));
        }
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        let storage = storage()?;
        if is_stopped() {
            return Err(StoreError("the app has stopped".to_owned()));
        }
        let removed = call(&storage, "removeItem", &[&key.into()]);
        removed.map_err(|_| StoreError("the browser would not give it up".to_owned()))?;
        NOTES.with_borrow_mut(|notes| notes.remove(key));
        if is_mirrored(key) {
            JOURNAL.with_borrow_mut(|journal| journal.remove(key));
        }
        Ok(())
    }
}

/// The text kept under a key.
///
/// # Errors
/// Says whether there is no storage, it cannot be read, or there is no text under that key.
pub fn read(key: &str) -> Result<Option<String>, StorageError> {
    let Some(raw) = raw(key)? else { return Ok(None) };
    let text = parsed(&raw).ok_or(StorageError::Damaged)?;
    LAST.set((key.to_owned(), raw.into()));
    Ok(Some(text))
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
pub fn write(key: &str, text: &str) -> Result<(), StorageError> {
    let raw =
        JSON::stringify(&text.into()).map_err(|error| StorageError::StoreError(words(&error)))?;
    put_raw(key, &raw.into())
}

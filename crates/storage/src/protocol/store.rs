//! What the protocol asks of a store. The browser's fulfils it, and so does the one of the tests,
//! which fails when it is told to.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

/// A store would not do what it was asked; with the store's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError(pub String);

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Texts under keys. Each call happens whole or not at all, and others may come between two calls.
pub trait Store {
    /// The keys that begin with this text, in no order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;

    /// The text under a key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// How many units the text under a key takes; 0 for none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn size(&self, key: &str) -> Result<usize, StoreError> {
        Ok(self.get(key)?.map_or(0, |text| text.encode_utf16().count()))
    }

    /// Takes note of the text that was last got or set, which was under this key: it is whole.
    fn note(&self, _key: &str) {}

    /// Whether the text under a key is the one that was noted, which is cheaper to tell than whether
    /// it is whole. A store that takes no notes knows of none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn is_as_noted(&self, _key: &str) -> Result<bool, StoreError> {
        Ok(false)
    }

    /// Puts a text under a key.
    ///
    /// # Errors
    /// Where the store is full or takes nothing.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;

    /// Does away with a key; one that is not there is no error.
    ///
    /// # Errors
    /// Where the store takes nothing.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
}

/// A store in memory, which cannot fail.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub RefCell<BTreeMap<String, String>>);

impl Store for Memory {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let all = self.0.borrow();
        Ok(all.keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }
}

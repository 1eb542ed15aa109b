//! The second copy of what is kept: a database of the browser (IndexedDB) with the same keys and the
//! same values as localStorage has. It is the one that can say when something is on the disk. What
//! goes there and what is brought back, `keeping` decides.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JsString, Map, Object};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::storage::{StorageError, is_stopped, parsed, put_raw, raw, with_journal};
use super::value::{at_first, call, member, put, words};
use whocan_storage::protocol::{Plan, Restore, Store, StoreError};

/// The database, and the one table in it.
const DATABASE: &str = "whocan";
const TEXTS: &str = "texts";

thread_local! {
    /// The database, while it is open.
    static OPEN: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// All that the second copy has.
pub struct Mirror {
    texts: Map,
}

impl Store for Mirror {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let keys = self.texts.keys().into_iter().filter_map(|key| key.ok()?.as_string());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let raw = self.raw(key);
        // What is none of ours is there, and damaged.
        Ok(raw.map(|raw| parsed(&raw).unwrap_or_default()))
    }

    fn set(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(StoreError("this is a copy to be read".to_owned()))
    }

    fn remove(&self, _: &str) -> Result<(), StoreError> {
        Err(StoreError("this is a copy to be read".to_owned()))
    }
}

impl Mirror {
    fn raw(&self, key: &str) -> Option<JsString> {
        self.texts.get(&key.into()).dyn_into().ok()
    }

    /// Whether localStorage has the very same under a key.
    pub fn is_alike(&self, key: &str) -> bool {
        let own = self.raw(key);
        own.is_some() && raw(key).is_ok_and(|other| other == own)
    }

    /// Writes to localStorage what it is to be given.
    ///
    /// # Errors
    /// Says why it could not all be written.
    pub fn restore(&self, restore: &Restore) -> Result<(), StorageError> {
        for key in &restore.keys {
            if let Some(raw) = self.raw(key) {
                put_raw(key, &raw.into())?;
            }
        }
        Ok(())
    }
}

/// Reads all that the second copy has; calls back with it, or with why there is none.
pub fn read(then: impl FnOnce(Result<Mirror, String>) + 'static) {
    opened(|database| match database {
        Err(why) => then(Err(why)),
        Ok(database) => read_all(&database, then),
    });
}

fn read_all(database: &JsValue, then: impl FnOnce(Result<Mirror, String>) + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let begun = (|| {
        let transaction = call(database, "transaction", &[&TEXTS.into(), &"readonly".into()])?;
        let texts = call(&transaction, "objectStore", &[&TEXTS.into()])?;
        let keys = call(&texts, "getAllKeys", &[])?;
        let values = call(&texts, "getAll", &[])?;
        let (then, failed) = (then.clone(), transaction.clone());
        at_first(&transaction, &["complete", "abort"], move |event| {
            let Some(then) = then.take() else { return };
            let all = |of: &JsValue| member(of, "result").ok()?.dyn_into::<Array>().ok();
            match (all(&keys), all(&values)) {
                (Some(keys), Some(values)) if event == "complete" => {
                    let texts = Map::new();
                    for (key, value) in keys.iter().zip(values.iter()) {
                        texts.set(&key, &value);
                    }
                    then(Ok(Mirror { texts }));
                }
                _ => then(Err(why(&failed))),
            }
        })
    })();
    if let Err(error) = begun
        && let Some(then) = then.take()
    {
        forget();
        then(Err(words(&error)));
    }
}

/// What a transaction was given up for.
fn why(transaction: &JsValue) -> String {
    member(transaction, "error").map_or_else(|error| words(&error), |error| words(&error))
}

/// What is to be done to the second copy beyond what the journal says.
pub fn plan(plan: &Plan) {
    with_journal(|journal| {
        plan.copy.iter().for_each(|key| journal.write(key));
        plan.drop.iter().for_each(|key| journal.remove(key));
    });
}

/// Brings the second copy up to date, in one transaction: it is given what was written and loses what
/// was removed since, and has all of these keys afterwards. Calls back once that is on the disk, or
/// with why it is not.
pub fn keep(wanted: Vec<String>, then: impl FnOnce(Result<(), String>) + 'static) {
    opened(|database| match database {
        Err(why) => then(Err(why)),
        Ok(database) => write(&database, wanted, then),
    });
}

fn write(database: &JsValue, wanted: Vec<String>, then: impl FnOnce(Result<(), String>) + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let batch = Rc::new(RefCell::new(None));
    let begun = (|| {
        // Without this the browser calls a transaction complete that the disk has not got yet.
        let strict = Object::new();
        put(&strict, "durability", &"strict".into())?;
        let mode = "readwrite".into();
        let transaction = call(database, "transaction", &[&TEXTS.into(), &mode, &strict])?;
        let texts = call(&transaction, "objectStore", &[&TEXTS.into()])?;
        let keys = call(&texts, "getAllKeys", &[])?;
        let (done, here, all) = (batch.clone(), transaction.clone(), keys.clone());
        at_first(&keys, &["success"], move |_| {
            let outcome = write_what_lacks(&texts, &all, &wanted, &done);
            if outcome.is_err() || is_stopped() {
                // It says so when it is given up.
                call(&here, "abort", &[]).ok();
            }
        })?;
        let (then, here) = (then.clone(), transaction.clone());
        at_first(&transaction, &["complete", "abort"], move |event| {
            let outcome = if event == "complete" { Ok(()) } else { Err(why(&here)) };
            if outcome.is_err()
                && let Some(batch) = batch.take()
            {
                with_journal(|journal| journal.undo(&batch));
            }
            if let Some(then) = then.take() {
                then(outcome);
            }
        })
    })();
    if let Err(error) = begun
        && let Some(then) = then.take()
    {
        forget();
        then(Err(words(&error)));
    }
}

fn write_what_lacks(
    texts: &JsValue,
    keys: &JsValue,
    wanted: &[String],
    done: &RefCell<Option<whocan_storage::protocol::Batch>>,
) -> Result<(), JsValue> {
    let has = Map::new();
    for key in member(keys, "result")?.dyn_into::<Array>()?.iter() {
        has.set(&key, &JsValue::TRUE);
    }
    let batch = with_journal(|journal| journal.batch(wanted, &|key| has.has(&key.into())));
    let batch = done.borrow_mut().insert(batch).clone();
    for key in &batch.put {
        // What a later save has done away with meanwhile, that save's own transaction sees to.
        let text = raw(key).map_err(|error| JsValue::from(error.to_string()))?;
        if let Some(text) = text {
            call(texts, "put", &[&text, &key.into()])?;
        }
    }
    batch.delete.iter().try_for_each(|key| call(texts, "delete", &[&key.into()]).map(drop))
}

/// The database was closed, or never was one: it is opened anew next time.
fn forget() {
    OPEN.set(None);
}

/// Calls back with the database, opened where it is not, or with why there is none.
fn opened(then: impl FnOnce(Result<JsValue, String>) + 'static) {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return then(Ok(database));
    }
    let then = Rc::new(Cell::new(Some(then)));
    let begun = (|| {
        let window: JsValue = super::window().ok_or(JsValue::NULL)?.into();
        let databases = member(&window, "indexedDB")?;
        if !databases.is_object() {
            return Err("this browser has no database for this page".into());
        }
        let request = call(&databases, "open", &[&DATABASE.into(), &1.into()])?;
        let new = request.clone();
        at_first(&request, &["upgradeneeded"], move |_| {
            member(&new, "result")
                .and_then(|it| call(&it, "createObjectStore", &[&TEXTS.into()]))
                .ok();
        })?;
        let (then, asked) = (then.clone(), request.clone());
        at_first(&request, &["success", "error"], move |event| {
            let Some(then) = then.take() else { return };
            match member(&asked, "result") {
                Ok(database) if event == "success" => {
                    stand_by(&database);
                    OPEN.set(Some(database.clone()));
                    then(Ok(database));
                }
                _ => then(Err(why(&asked))),
            }
        })
    })();
    if let Err(error) = begun
        && let Some(then) = then.take()
    {
        then(Err(words(&error)));
    }
}

/// Lets go of the database when the browser, or somebody who wants to delete it, asks for it.
fn stand_by(database: &JsValue) {
    let own = database.clone();
    let asked = Closure::once_into_js(move || {
        call(&own, "close", &[]).ok();
        forget();
    });
    let closed = Closure::once_into_js(forget);
    // Without it the browser closes it by itself, which is noticed at the next use.
    put(database, "onversionchange", &asked).ok();
    put(database, "onclose", &closed).ok();
}

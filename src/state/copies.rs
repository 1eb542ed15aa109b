//! The two copies of what is kept, brought together at the start: before anything is listed, unless
//! the second one takes too long to answer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::platform::mirror::{self, Mirror};
use crate::platform::{later, storage::Browser};
use whocan_storage::protocol::{self, Store};

/// How long the start waits for the second copy, in milliseconds.
const LIMIT: u64 = 2_000;

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies {
    /// Why there is no second copy.
    pub missing: Option<String>,
    /// What the second copy has of which the storage could not be given all: workspaces, and the
    /// generations of their saves.
    pub ahead: BTreeMap<String, u32>,
    /// Why.
    pub error: Option<String>,
}

thread_local! {
    static FOUND: RefCell<Copies> = RefCell::default();
    static LATE: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// What was found at the start.
pub(super) fn found() -> Copies {
    FOUND.with_borrow(Clone::clone)
}

/// Calls back when the second copy has answered behind its time, and the storage has what it lacked.
pub(super) fn on_late(late: impl Fn() + 'static) {
    LATE.set(Some(Box::new(late)));
}

/// Brings both copies together, then calls back; at the latest when the time is up.
pub fn reconcile_copies(then: impl FnOnce() + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let waiting = then.clone();
    later::in_a_while(LIMIT, move || {
        if let Some(then) = waiting.take() {
            let none = Some("its second copy does not answer".to_owned());
            FOUND.set(Copies { missing: none, ..Copies::default() });
            then();
        }
    });
    mirror::read(move |mirror| {
        FOUND.set(match mirror {
            Ok(mirror) => compare(&mirror),
            Err(why) => Copies { missing: Some(why), ..Copies::default() },
        });
        match then.take() {
            Some(then) => then(),
            None => LATE.with_borrow(|late| late.iter().for_each(|late| late())),
        }
    });
}

fn compare(mirror: &Mirror) -> Copies {
    let mut copies = Copies::default();
    // What cannot be read is said where it is read next.
    let Ok(plan) = protocol::compare(&Browser, mirror, &|key| mirror.is_alike(key)) else {
        return copies;
    };
    for restore in &plan.restore {
        if let Err(why) = mirror.restore(restore) {
            copies.ahead.insert(restore.workspace.clone(), restore.generation);
            copies.error = Some(why.to_string());
        }
    }
    // It is tried again at the next start where it cannot be done.
    plan.forget.iter().for_each(|key| drop(Browser.remove(key)));
    if !plan.copy.is_empty() || !plan.drop.is_empty() {
        mirror::plan(&plan);
        mirror::keep(Vec::new(), drop);
    }
    copies
}

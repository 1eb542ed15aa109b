//! Ids of elements that must be named by others: labels, lists, descriptions.

use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// An id that no other element of the page has.
pub fn unique_id() -> String {
    format!("c{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

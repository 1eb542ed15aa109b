//! Where the focus goes once something new is painted.

use crate::platform::{later, page};

/// Puts the focus on the first element within another that fits a selector, once it is there.
pub fn focus_soon(id: &'static str, selector: &'static str) {
    later::after_paint(move || {
        page::focus_first(id, selector);
    });
}

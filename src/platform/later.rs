//! Work that can wait until the page is painted.

use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

/// Calls back once the browser has painted what is in the page now, and events that wait have had
/// their turn. A page that nobody sees is not painted, and is called back when it is seen again.
pub fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Calls back once events that wait have had their turn.
pub fn soon(then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::ZERO);
}

/// Calls back after so many milliseconds.
pub fn in_a_while(milliseconds: u64, then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::from_millis(milliseconds));
}

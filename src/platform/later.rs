//! Work that can wait until the page is painted.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;

use super::clock;
use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessagePort};

type Work = Box<dyn FnOnce()>;

thread_local! {
    /// What waits until events have had their turn.
    static WAITING: RefCell<VecDeque<Work>> = const { RefCell::new(VecDeque::new()) };
    /// Where a message is sent for each of them; none where the browser has no such channel.
    static DOOR: Option<MessagePort> = door();
}

/// A message comes back behind the events that wait. A timer would as well, but browsers let it wait for
/// four milliseconds more where one timer sets the next.
fn door() -> Option<MessagePort> {
    let channel = MessageChannel::new().ok()?;
    let heard = Closure::<dyn Fn()>::new(|| {
        let work = WAITING.with_borrow_mut(VecDeque::pop_front);
        work.into_iter().for_each(|work| work());
    });
    channel.port1().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    Some(channel.port2())
}

/// Calls back once the browser has painted what is in the page now, and events that wait have had
/// their turn. A page that nobody sees is not painted, and is called back when it is seen again.
pub fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Calls back once events that wait have had their turn.
pub fn soon(then: impl FnOnce() + 'static) {
    WAITING.with_borrow_mut(|waiting| waiting.push_back(Box::new(then)));
    let sent =
        DOOR.with(|door| door.as_ref().is_some_and(|it| it.post_message(&JsValue::NULL).is_ok()));
    if !sent && let Some(work) = WAITING.with_borrow_mut(VecDeque::pop_back) {
        set_timeout(work, Duration::ZERO);
    }
}

/// How long a slice of work takes at most, in milliseconds.
const SLICE: f64 = 4.0;

/// Does a piece of work again and again until it says that it is done, and lets events that wait have
/// their turn in between.
pub fn in_slices(mut work: Box<dyn FnMut() -> bool>) {
    let began = clock::now();
    while clock::now() - began < SLICE {
        if work() {
            return;
        }
    }
    soon(move || in_slices(work));
}

/// Calls back after so many milliseconds.
pub fn in_a_while(milliseconds: u64, then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::from_millis(milliseconds));
}

//! The other tabs of this app in the same browser: what one says all the others hear. Without such a
//! channel nobody hears anything.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "whocan";

thread_local! {
    /// The channel, while this tab listens.
    static OPEN: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// Who is called back.
    static HEARD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Says something to all other tabs; this one hears it too.
pub fn say(text: &str) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        channel.post_message(&text.into()).ok();
        channel.close();
    }
}

/// Calls back with whatever a tab says, for as long as this one listens.
pub fn on_said(heard: impl Fn(String) + 'static) {
    let heard = move |event: MessageEvent| event.data().as_string().into_iter().for_each(&heard);
    let heard = Closure::<dyn Fn(MessageEvent)>::new(heard).into_js_value();
    HEARD.set(heard.dyn_into().ok());
    listen();
}

/// Listens, where it does not.
pub fn listen() {
    if OPEN.with_borrow(Option::is_some) {
        return;
    }
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        HEARD.with_borrow(|heard| channel.set_onmessage(heard.as_ref()));
        OPEN.set(Some(channel));
    }
}

/// Listens no more: a page that listens the browser may not put aside to come back to.
pub fn leave() {
    if let Some(channel) = OPEN.take() {
        channel.close();
    }
}

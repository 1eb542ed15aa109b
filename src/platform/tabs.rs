//! The other tabs of this app in the same browser: what one says all the others hear. Without such a
//! channel nobody hears anything.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "whocan";

/// Says something to all other tabs; this one hears it too.
pub fn say(text: &str) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        channel.post_message(&text.into()).ok();
        channel.close();
    }
}

/// Calls back with whatever a tab says, for as long as the page is there.
pub fn on_said(heard: impl Fn(String) + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let heard = move |event: MessageEvent| event.data().as_string().into_iter().for_each(&heard);
    let heard = Closure::<dyn Fn(MessageEvent)>::new(heard).into_js_value();
    channel.set_onmessage(Some(heard.unchecked_ref()));
}

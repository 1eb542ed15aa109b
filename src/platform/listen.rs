//! Events that are heard wherever in the page they happen.

use leptos::ev::EventDescriptor;
use leptos_use_event_listener::{
    UseEventListenerOptions, use_event_listener, use_event_listener_with_options,
};
use leptos_use_window::use_window;

/// Calls back with each event of this kind, until the calling component is gone.
pub fn on_window<E: EventDescriptor + 'static>(
    event: E,
    heard: impl FnMut(E::EventType) + 'static,
) {
    // One listener is compiled for each kind of event, and not for each place that listens.
    let heard: Box<dyn FnMut(E::EventType)> = Box::new(heard);
    let _ = use_event_listener(use_window(), event, heard);
}

/// The same on an event's way down, for events that do not bubble.
pub fn on_window_first<E: EventDescriptor + 'static>(
    event: E,
    heard: impl FnMut(E::EventType) + 'static,
) {
    let heard: Box<dyn FnMut(E::EventType)> = Box::new(heard);
    let options = UseEventListenerOptions::default().capture(true);
    let _ = use_event_listener_with_options(use_window(), event, heard, options);
}

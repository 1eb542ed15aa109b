//! The edge that makes the inspector wider and narrower, by dragging or by arrows.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::space::Space;
use crate::platform::closest;

/// How far an arrow moves it.
const STEP: u32 = 16;

/// See the module.
#[component]
pub(super) fn Handle(space: Space) -> AnyView {
    // Where it was taken hold of, and how wide the inspector was then.
    let held = StoredValue::new(None::<(i32, i32)>);
    let take = move |event: PointerEvent| {
        let Some(inspector) = closest(&event, ".inspector") else { return };
        // With its edge, which is no part of what the browser calls its client width.
        let width = inspector.get_bounding_client_rect().width().round() as i32;
        held.set_value(Some((event.client_x(), width)));
        if let Some(handle) = closest(&event, ".inspector-handle") {
            // Without it the drag ends at the edge, no worse.
            handle.set_pointer_capture(event.pointer_id()).ok();
        }
        event.prevent_default();
    };
    let drag = move |event: PointerEvent| {
        if let Some((from, width)) = held.get_value() {
            let width = u32::try_from(width + from - event.client_x()).unwrap_or(0);
            space.resize(Some(width));
        }
    };
    let leave = move |_: PointerEvent| {
        if held.try_update_value(Option::take).flatten().is_some() {
            space.keep_width();
        }
    };
    let now = Signal::derive(move || space.width().get().unwrap_or(Space::USUAL));
    let pressed = move |event: KeyboardEvent| {
        let now = now.get_untracked();
        let next = match event.key().as_str() {
            "ArrowLeft" => now + STEP,
            "ArrowRight" => now.saturating_sub(STEP),
            "Home" => Space::MIN,
            "End" => Space::MAX,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        space.resize(Some(next));
        space.keep_width();
    };
    let usual = move |_| {
        space.resize(None);
        space.keep_width();
    };
    view! {
        <div
            class="inspector-handle"
            role="separator"
            aria-label="Width of Why"
            aria-orientation="vertical"
            aria-valuemin=Space::MIN.to_string()
            aria-valuemax=Space::MAX.to_string()
            aria-valuenow=Signal::derive(move || now.get().to_string())
            tabindex="0"
            on:pointerdown=take
            on:pointermove=drag
            on:pointerup=leave
            on:pointercancel=leave
            on:dblclick=usual
            on:keydown=pressed
        ></div>
    }
    .into_any()
}

//! What pictures on canvases have in common.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// What draws on a canvas.
pub(super) fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Makes a canvas so many points large; this clears it, so only where it is not.
pub(super) fn resize(canvas: &HtmlCanvasElement, across: u32, down: u32) {
    if (canvas.width(), canvas.height()) != (across, down) {
        canvas.set_width(across);
        canvas.set_height(down);
    }
}

/// Adds a rectangle with round corners to the path: left, top, width, height.
pub(super) fn round_rect(
    context: &CanvasRenderingContext2d,
    [x, y, width, height]: [f64; 4],
    radius: f64,
) {
    let (right, bottom) = (x + width, y + height);
    context.move_to(x + radius, y);
    // RangeError only for a radius below zero.
    context.arc_to(right, y, right, bottom, radius).ok();
    context.arc_to(right, bottom, x, bottom, radius).ok();
    context.arc_to(x, bottom, x, y, radius).ok();
    context.arc_to(x, y, right, y, radius).ok();
}

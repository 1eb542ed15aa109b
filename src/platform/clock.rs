//! How much time passes, to stay within what a page may take at a time. Never what day it is.

/// Milliseconds since the page began. Without a clock no time passes.
pub fn now() -> f64 {
    super::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

//! Random bytes, drawn by the browser.

/// Fills a buffer with random bytes; false where the browser has none to give.
pub fn fill(bytes: &mut [u8]) -> bool {
    let crypto = super::window().and_then(|window| window.crypto().ok());
    crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}

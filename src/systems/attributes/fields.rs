//! What is written in fields.

/// A text without what surrounds it; none where nothing is left.
pub(super) fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Names between commas.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split(',').filter_map(some).collect()
}

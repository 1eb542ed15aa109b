//! One of several things to choose from, as selects, comboboxes and segmented controls take them.

use super::Icon;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the program calls it.
    pub value: String,
    /// What it is called on screen.
    pub label: String,
    /// What stands before, or in place of, its label.
    pub icon: Option<Icon>,
}

impl Choice {
    /// A choice without an icon.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), icon: None }
    }

    /// The same with an icon.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }
}

//! Light, dark, or whatever the system has. A preference: kept by itself, expendable.

use crate::platform::{page, storage};

/// The key under which it is kept; `index.html` reads it before the first paint.
const KEY: &str = "whocan.theme";

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in the page and in storage.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Its name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The theme with this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The kept theme.
    pub fn kept() -> Self {
        Self::of(&storage::preference(KEY)).unwrap_or(Self::System)
    }

    /// Shows and keeps it.
    ///
    /// # Errors
    /// Says why it could not be kept; it is shown all the same.
    pub fn keep(self) -> Result<(), storage::StorageError> {
        page::set_theme(self.name());
        storage::write(KEY, self.name())
    }
}

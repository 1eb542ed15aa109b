//! Components that know no permissions.

#[cfg(feature = "ui")]
pub mod choice;
#[cfg(feature = "ui")]
pub mod dialog;
#[cfg(feature = "ui")]
pub mod fields;
pub mod grid;
#[cfg(feature = "ui")]
pub mod menu;
#[cfg(feature = "ui")]
pub mod tabs;
#[cfg(feature = "ui")]
pub mod tag;

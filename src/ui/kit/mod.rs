//! Components that know no permissions.

pub mod grid;
#[cfg(feature = "ui")]
pub mod menu;

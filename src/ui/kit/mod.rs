//! Components that know no permissions.

pub mod choice;
pub mod dialog;
pub mod fields;
pub mod tag;

//! The screens that are not drawn anew yet.

pub mod directory;

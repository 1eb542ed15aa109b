//! The screens that are not drawn anew yet.

pub mod directory;
pub mod effective;
pub mod jump;

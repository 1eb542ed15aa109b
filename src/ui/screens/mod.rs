//! The screens that are not drawn anew yet.

pub mod directory;
pub mod effective;
pub mod history;
pub mod jump;
pub mod preview;
pub mod review;

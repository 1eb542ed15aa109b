//! The pages: what the app is made of for its user.

pub mod ask;
pub mod changes;
pub mod checks;
pub mod effective;
pub mod files;
pub mod gallery;
pub mod new_workspace;
pub mod stage;
pub mod start;

//! The pages: what the app is made of for its user.

pub mod ask;
pub mod gallery;

//! The pages: what the app is made of for its user.

pub mod effective;
pub mod gallery;

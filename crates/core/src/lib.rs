//! Everything that decides: who can do what, and why. Plain Rust: no browser, no files, no clock, no
//! random numbers. ARCHITECTURE.md draws the house.

pub mod diff;
pub mod directory;
pub mod document;
pub mod enum_set;
pub mod examples;
pub mod format;
pub mod keys;
pub mod model;
pub mod models;
pub mod paste;
pub mod query;
pub mod search;
pub mod shared;
pub mod table;
pub mod text;
pub mod verdict;

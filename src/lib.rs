//! Whocan: who can do what, and why. The core (everything without the `ui` feature) is plain Rust:
//! no browser, no files, no clock, no random numbers. ARCHITECTURE.md draws the house.

pub mod directory;
pub mod document;
pub mod examples;
pub mod few;
pub mod format;
pub mod keeping;
pub mod keys;
pub mod model;
pub mod models;
pub mod paste;
pub mod query;
pub mod shared;
pub mod table;
pub mod text;
pub mod verdict;
pub mod workspace;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "ui")]
pub mod platform;
#[cfg(feature = "ui")]
pub mod reactive;
#[cfg(feature = "ui")]
pub mod session;
#[cfg(any(feature = "ui", test))]
pub mod ui;

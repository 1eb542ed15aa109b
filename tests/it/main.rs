//! The native integration tests: the file format, the command line, the examples, the house rules.

#[cfg(feature = "cli")]
mod cli;
mod examples;
mod format;
mod tidy;

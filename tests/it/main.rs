//! The native integration tests: the file format, the command line, the examples, the house rules.
//! `cfg(test)` tells clippy that helpers may panic, as tests do.

#[cfg(test)]
#[cfg(feature = "cli")]
mod cli;
#[cfg(test)]
#[cfg(feature = "cli")]
mod doubt;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod format;
#[cfg(test)]
mod tidy;

//! The integration tests: the file format, the examples, the house rules. `cfg(test)` tells clippy that
//! helpers may panic, as tests do.

#[cfg(test)]
mod examples;
#[cfg(test)]
mod format;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod tidy;

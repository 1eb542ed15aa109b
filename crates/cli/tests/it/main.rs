//! The command's tests. `cfg(test)` tells clippy that helpers may panic, as tests do.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod dead_weight;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod doubt;
#[cfg(test)]
mod ends;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod questions;
#[cfg(test)]
#[path = "../../../core/tests/it/shipped.rs"]
mod shipped;

//! The command-line twin's entry point.

fn main() {}

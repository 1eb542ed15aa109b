//! The command-line twin over the same core.

//! The shipped examples, compiled in.

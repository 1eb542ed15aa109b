//! Components that know no permissions.

pub mod grid;

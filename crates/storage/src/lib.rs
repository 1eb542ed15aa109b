//! How workspaces are kept in a store of texts, so that no fault loses what was saved. Knows no browser
//! and no clock.

pub mod protocol;
pub mod workspace;

//! The widgets from before `components`, `grid`, `inspector`, `shell` and `pages`: what they have not yet
//! taken the place of.

pub mod context;
pub mod grid_page;
pub mod kit;

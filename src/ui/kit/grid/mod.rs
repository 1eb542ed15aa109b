//! The virtual grid: rows by columns of cells that speak, at most a screenful of them in the page.
//! What stands in it comes from a [`Sheet`]; where things are is worked out in `geometry`, which
//! needs no browser.

pub mod geometry;
mod sheet;
#[cfg(feature = "ui")]
mod view;

pub use sheet::{Face, Head, Shape, Sheet};
#[cfg(feature = "ui")]
pub use view::Grid;

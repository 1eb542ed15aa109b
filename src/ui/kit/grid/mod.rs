//! The virtual grid: rows by columns of cells that speak, at most a screenful of them in the page.
//! What stands in it and what can be done comes from a [`Sheet`]; where things are (`geometry`),
//! what is shown (`layout`), selected (`selection`) and how the core plans pasting into it (`pasting`)
//! needs no browser.

pub mod geometry;
mod layout;
mod pasting;
mod selection;
mod sheet;

mod matrix;
mod state;
mod tools;
mod view;

pub use layout::{Choice, Layout, Order, Sort};
pub use pasting::{copied, plan, reach};
pub use selection::{Block, Selection};
pub use sheet::{At, Face, Head, Shape, Sheet, Sign, Verb};
pub use state::{GridState, height_of};
pub use tools::{Changes, grid_tools};
pub use view::{Click, grid};

//! The grid: rows by columns of cells that speak, of any number, at most a screenful of them in the page.
//! A widget with its own heart: Leptos on the outside, plain elements inside. It knows no permissions and
//! no session; what stands in it and what can be done comes from a [`GridSource`].
//!
//! | file | what it is |
//! |---|---|
//! | `source` | what a grid shows and what can be done, typed and with its types forgotten |
//! | `policy_grid` | what is the same for every policy, over what a model says of its cells |
//! | `layout`, `selection`, `geometry`, `metrics`, `pasting` | what is shown, selected, where, how large; plain data |
//! | `state` | what follows from it as signals |
//! | `controller` | keys, mouse, fingers, clipboard, menus |
//! | `view`, `renderer` | the component, and the elements that it paints |
//! | `map` | the same as a picture of one point a cell |
//! | `tools`, `print` | what stands over a grid, and on paper |
//! | `paste_dialog`, `hidden_dialog` | what is asked before a paste, and before a header reaches what is hidden |

mod canvas;
mod controller;
pub mod geometry;
mod hidden_dialog;
mod layout;
mod map;
mod metrics;
mod paste_dialog;
mod pasting;
mod policy_grid;
mod print;
mod renderer;
mod selection;
mod source;
mod state;
mod tools;
mod view;

pub use controller::{PageOffer, tell};
pub use hidden_dialog::{Hidden, HiddenDialog};
pub use layout::{Layout, Order, Sort, ViewOptions};
pub use metrics::Density;
pub use pasting::{copied, plan, question, reach};
pub use policy_grid::{PolicyCells, PolicyGrid, Side};
pub use selection::{Block, Selection};
pub use source::{
    AnyCommand, AnySource, CellPos, CellView, Effect, GridSource, Head, LevelBits, NoCommand, Off,
    Offer, Shape, Sign, Totals,
};
pub use state::{Active, GridState};
pub use tools::{Filters, GridTools, LegendEntry};
pub use view::Grid;

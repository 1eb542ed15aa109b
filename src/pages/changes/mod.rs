//! What is different: what the draft changes, before it is saved, and what was saved before.

mod address;
mod change_list;
mod difference;
mod effects;
mod failing;
mod history;
mod line;
mod moments;
mod people;
mod permissions;
mod replay;
mod review;
mod saving;
mod standing;
mod timeline;

pub use effects::{Found, Pair, follow};
pub use history::History;
pub use review::Review;

//! KEPT FOR THE NEXT VISIT: how workspaces lie in a store of texts such as the browser's, so that a
//! fault at any moment loses nothing that was kept. Knows no browser, no document and no permission:
//! a workspace is a head and named sections, all of them texts.
//!
//! - **K1** A section is one value of the store. Its key holds the hash of what is in it and the tab
//!   that wrote it; it is never changed.
//! - **K2** A save writes the sections that are new, then, last, a manifest that names all of them.
//!   Before the manifest is there the save has not happened; after that it has.
//! - **K3** Each save has a manifest of its own, one generation above the one it is based on. Nothing
//!   is overwritten.
//! - **K4** Loading takes the newest manifest whose sections are all there and what they were. What
//!   cannot be read stays where it is and is named.
//! - **K5** A save is done only when it finds, behind its manifest, no other of its generation or a
//!   later one. Of two tabs that save at a time one at most is done; the other takes its manifest
//!   back and says so. A browser may show what one tab writes to another a moment later, and both may
//!   be done then: loading names the other one.
//! - **K6** What a save does away with is older than the generation it is based on, so that a slow
//!   reader or writer still finds what it knows of.
//! - **K7** What no manifest names, a save that was cut off has left. It is swept when one tab alone
//!   has had the workspace for a while.
//! - **K8** A save may hold more than loading gives: earlier states, each part of them under a name,
//!   read when it is asked for. It goes with the saves that name it, and one that is damaged keeps
//!   nothing else from being loaded.

mod manifest;
mod pack;
mod save;
mod store;

#[cfg(test)]
mod simulation;

pub use manifest::{Manifest, Stamp};
pub use save::{
    Content, Loaded, Part, Ready, Trouble, held, keys, left_over, load, newest, put_back, remove,
    save, size, sweep, workspaces,
};
pub use store::{Memory, Refused, Store};

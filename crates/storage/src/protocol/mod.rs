//! KEPT FOR THE NEXT VISIT: how workspaces lie in a store of texts such as the browser's, so that a
//! fault at any moment loses nothing that was kept. Knows no browser, no document and no permission:
//! a workspace is a head and named sections, all of them texts.
//!
//! - **K1** A section is one value of the store. Its key holds the hash of what is in it and the tab
//!   that wrote it; under it nothing else is ever written.
//! - **K2** A save writes the sections that are new, then, last, a manifest that names all of them.
//!   Before the manifest is there the save has not happened; after that it has.
//! - **K3** Each save has a manifest of its own, one generation above all that its tab knows of.
//!   Nothing is overwritten. A manifest says under which key it lies, so that no other passes for it.
//! - **K4** Loading takes the newest manifest whose sections are all there and what they were. What
//!   cannot be read stays where it is and is named; that includes a generation which no count of
//!   saves comes to.
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
//! - **K9** A save counts on nothing that it has not looked at: each part that it names is there and
//!   what it was, or is written again from what the page has open; and it looks once more behind its
//!   last write. So whatever another hand did to the store before, what is said to be kept opens.
//!   Of what is held, a part that is gone and nowhere else is named in the outcome.
//! - **K10** A tab goes on over the saves that it has seen, whatever became of them, and over none
//!   that it has not: one that it has not seen is another tab's, and the user is asked.
//! - **K11** There may be a second copy of it all, the mirror, with the same keys and texts. Each save
//!   goes there in one transaction, its parts and its manifest together, and is vouched for when that
//!   is on the disk: a browser writes the store itself out seconds later, and one that is killed
//!   forgets the last things in it.
//! - **K12** At the start both copies are compared, workspace by workspace: the newest manifest whose
//!   sections are whole in either counts, and each copy is given what it lacks of it. Nothing newer
//!   that cannot be used is done away with.
//! - **K13** A workspace that was deleted leaves its last generation under a key, until the mirror has
//!   nothing of it any more: the mirror does not bring it back, and another workspace of its name
//!   begins above it.

mod manifest;
mod mirror;
mod pack;
mod save;
mod store;

#[cfg(test)]
mod simulation;

pub use manifest::{Manifest, Stamp};
pub use mirror::{Batch, Journal, Plan, Restore, compare, is_mirrored};
pub(crate) use save::is_whole;
pub use save::{
    Baseline, Content, Loaded, PackedText, Part, SaveError, Saved, held, keys, load, newest,
    orphans, remove, restore_removed, save, size, sweep, workspaces,
};
pub use store::{Memory, Store, StoreError};

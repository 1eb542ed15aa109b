//! Preferences: small things kept beside the workspaces, expendable, each under a key of its own.

use crate::platform::storage;
use crate::reactive::{Derived, State};

/// What is not there is "no".
const YES: &str = "yes";

/// What the user prefers. Copied freely.
#[derive(Clone, Copy)]
pub struct Prefs {
    fresh: State<bool>,
    folded: State<bool>,
    author: State<String>,
}

impl Prefs {
    /// As they are kept.
    pub fn kept() -> Self {
        let is = |key| State::new(storage::preference(key) == YES);
        Self {
            fresh: is("whocan.fresh"),
            folded: is("whocan.rail"),
            author: State::new(storage::preference("whocan.author")),
        }
    }

    /// Whether the first screen does not list what is kept: for somebody who shows the app.
    pub fn fresh(self) -> Derived<bool> {
        self.fresh.into()
    }

    /// Whether the rail is folded.
    pub fn folded(self) -> Derived<bool> {
        self.folded.into()
    }

    /// Who saves.
    pub fn author(self) -> Derived<String> {
        self.author.into()
    }

    // Where one cannot be kept it holds until the page is left, which is seen soon enough.

    /// Prefers it, and keeps that.
    pub fn set_fresh(self, fresh: bool) {
        self.fresh.set(fresh);
        storage::write("whocan.fresh", if fresh { YES } else { "" }).ok();
    }

    /// Prefers it, and keeps that.
    pub fn set_folded(self, folded: bool) {
        self.folded.set(folded);
        storage::write("whocan.rail", if folded { YES } else { "" }).ok();
    }

    /// Prefers it, and keeps that.
    pub fn set_author(self, author: String) {
        storage::write("whocan.author", &author).ok();
        self.author.set(author);
    }
}

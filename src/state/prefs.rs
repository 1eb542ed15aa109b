//! Preferences: small things kept beside the workspaces, expendable, each under a key of its own.

use leptos::prelude::*;

use crate::platform::storage;
use whocan_core::models::ModelKind;

/// What is not there is "no".
const YES: &str = "yes";
/// For what can also be left to the program.
const NO: &str = "no";
/// Which systems were added by hand: a line for each workspace, its id and their keys.
const SYSTEMS: &str = "whocan.systems";
/// Of how many workspaces that is remembered.
const MOST_LINES: usize = 100;

/// What the user prefers. Copied freely.
#[derive(Clone, Copy)]
pub struct Prefs {
    fresh: RwSignal<bool>,
    folded: RwSignal<Option<bool>>,
    letters: RwSignal<bool>,
    author: RwSignal<String>,
    systems: RwSignal<String>,
}

impl Prefs {
    /// As they are kept.
    pub fn kept() -> Self {
        let is = |key| RwSignal::new(storage::preference(key) == YES);
        Self {
            fresh: is("whocan.fresh"),
            folded: RwSignal::new(match storage::preference("whocan.rail").as_str() {
                YES => Some(true),
                NO => Some(false),
                _ => None,
            }),
            letters: RwSignal::new(storage::preference("whocan.letters") != NO),
            author: RwSignal::new(storage::preference("whocan.author")),
            systems: RwSignal::new(storage::preference(SYSTEMS)),
        }
    }

    /// Whether the first screen does not list what is kept: for somebody who shows the app.
    pub fn fresh(self) -> Signal<bool> {
        self.fresh.into()
    }

    /// Whether the rail is folded; none where the width of the window decides.
    pub fn folded(self) -> Signal<Option<bool>> {
        self.folded.into()
    }

    /// Whether a single letter, digit or sign does something by itself.
    pub fn letters(self) -> Signal<bool> {
        self.letters.into()
    }

    /// Who saves.
    pub fn author(self) -> Signal<String> {
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
        self.folded.set(Some(folded));
        storage::write("whocan.rail", if folded { YES } else { NO }).ok();
    }

    /// Prefers it, and keeps that.
    pub fn set_letters(self, letters: bool) {
        self.letters.set(letters);
        storage::write("whocan.letters", if letters { "" } else { NO }).ok();
    }

    /// The systems of a workspace that were added by hand.
    pub fn systems_of(self, workspace: &str) -> Vec<ModelKind> {
        self.systems.with(|lines| {
            let words =
                lines.lines().find_map(|line| line.strip_prefix(workspace)?.strip_prefix(' '));
            words.unwrap_or_default().split(' ').filter_map(ModelKind::of).collect()
        })
    }

    /// Adds one, and keeps that. The workspace that was last added to stands first.
    pub fn add_system(self, workspace: &str, kind: ModelKind) {
        let mut kinds = self.systems_of(workspace);
        kinds.retain(|known| *known != kind);
        kinds.push(kind);
        let keys = kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>().join(" ");
        let own = format!("{workspace} {keys}");
        let lines = self.systems.with_untracked(|lines| {
            let is_other = |line: &&str| line.split(' ').next() != Some(workspace);
            let others = lines.lines().filter(is_other).take(MOST_LINES - 1);
            std::iter::once(&*own).chain(others).collect::<Vec<_>>().join("\n")
        });
        storage::write(SYSTEMS, &lines).ok();
        self.systems.set(lines);
    }

    /// Prefers it, and keeps that.
    pub fn set_author(self, author: String) {
        storage::write("whocan.author", &author).ok();
        self.author.set(author);
    }
}

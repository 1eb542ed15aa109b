//! The room that the inspector takes: how wide, and whether it is folded. Both are kept.

use leptos::prelude::*;

use crate::platform::{page, storage};

const WIDTH: &str = "whocan.inspector.width";
const FOLDED: &str = "whocan.inspector.folded";
const YES: &str = "yes";

/// Where it stands beside the content; elsewhere it opens over it.
const BESIDE: &str = "(min-width: 64rem)";

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Space {
    /// How wide it is, where somebody has chosen that.
    width: RwSignal<Option<u32>>,
    /// Whether it is folded where it stands beside the content.
    folded: RwSignal<bool>,
    /// Whether it is open where it opens over the content.
    open: RwSignal<bool>,
    /// Whether the window is wide enough for it to stand beside the content.
    beside: Signal<bool>,
}

impl Space {
    /// The narrowest, the widest, and what it is unless somebody chooses.
    pub(super) const MIN: u32 = 280;
    pub(super) const MAX: u32 = 480;
    pub(super) const USUAL: u32 = 340;

    /// As it is kept.
    pub(super) fn kept() -> Self {
        let width = storage::preference(WIDTH).parse().ok().map(Self::within);
        Self {
            width: RwSignal::new(width),
            folded: RwSignal::new(storage::preference(FOLDED) == YES),
            open: RwSignal::new(false),
            beside: page::media(BESIDE),
        }
    }

    fn within(width: u32) -> u32 {
        width.clamp(Self::MIN, Self::MAX)
    }

    pub(super) fn width(self) -> Signal<Option<u32>> {
        self.width.into()
    }

    pub(super) fn folded(self) -> Signal<bool> {
        self.folded.into()
    }

    pub(super) fn open(self) -> Signal<bool> {
        self.open.into()
    }

    /// Makes it so wide, as near as it can be; none is as wide as usual. Kept once it rests.
    pub(super) fn resize(self, width: Option<u32>) {
        self.width.set(width.map(Self::within));
    }

    // What cannot be kept holds until the page is left.

    /// Keeps the width.
    pub(super) fn keep_width(self) {
        let width = self.width.get_untracked().map(|width| width.to_string()).unwrap_or_default();
        storage::write(WIDTH, &width).ok();
    }

    /// Whether more than its outcome is to be seen.
    pub(super) fn is_seen(self) -> bool {
        let (beside, folded, open) = (self.beside.get(), self.folded.get(), self.open.get());
        if beside { !folded } else { open }
    }

    /// Unfolds it or opens it.
    pub(super) fn show(self) {
        if !untrack(|| self.is_seen()) {
            self.toggle();
        }
    }

    /// Folds it or opens it, whichever it is not.
    pub(super) fn toggle(self) {
        if self.beside.get_untracked() {
            self.fold(!self.folded.get_untracked());
        } else {
            self.open.update(|open| *open = !*open);
        }
    }

    /// Closes what is open over the content; false where nothing is.
    pub(super) fn close(self) -> bool {
        let was = self.open.get_untracked();
        if was {
            self.open.set(false);
        }
        was
    }

    fn fold(self, folded: bool) {
        self.folded.set(folded);
        storage::write(FOLDED, if folded { YES } else { "" }).ok();
    }
}

//! Under which circumstances a model is asked, as far as it takes them into account: the day, the
//! service, the licences, who edits. What is chosen here holds for every screen until the page is
//! left; the workspace's own day is another matter.

use leptos::prelude::*;

use whocan_core::directory::{AsOf, Circumstances, Date, Directory};

/// What is asked, and how the workspace stands to it. Copied freely.
#[derive(Clone, Copy)]
pub struct Asking {
    /// What was chosen; what is none is as the workspace says.
    pub chosen: RwSignal<Circumstances>,
    /// The workspace's own day.
    pub as_of: Signal<AsOf>,
    /// Who there is.
    pub directory: Signal<Directory>,
    /// Makes a day the workspace's own.
    pub keep_day: Callback<Option<Date>>,
}

impl Asking {
    /// The circumstances of every question, the day filled in.
    pub fn now(self) -> Circumstances {
        let chosen = self.chosen.get();
        let as_of = self.as_of.get();
        Circumstances { on: chosen.on.or(as_of.day), any_day: as_of.any_day, ..chosen }
    }

    /// The licences that count: those that are assumed, else the installed ones.
    pub fn licences(self) -> Vec<String> {
        let assumed = self.chosen.with(|chosen| chosen.licences.clone());
        assumed.unwrap_or_else(|| self.directory.with(|directory| directory.licences.clone()))
    }

    /// Assumes that a licence is installed, or that it is not.
    pub fn assume(self, name: &str, on: bool) {
        let mut all = untrack(|| self.licences());
        all.retain(|other| other != name);
        if on {
            all.push(name.to_owned());
        }
        let installed = self.directory.with_untracked(|directory| directory.licences.clone());
        let same = all.len() == installed.len() && all.iter().all(|it| installed.contains(it));
        self.chosen.update(|chosen| chosen.licences = (!same).then_some(all));
    }
}

//! As whom the draft is edited: what whoever is acted as may not do to groups, and what a save says of
//! who did it.

use leptos::prelude::*;

use super::Session;
use whocan_core::directory::{Directory, UserId};
use whocan_core::document::Command;
use whocan_core::model::Refusal;

/// Everybody as whom the draft was edited since it was last the same as what is saved; none is nobody
/// in particular.
pub(super) type Actors = Vec<Option<UserId>>;

impl Session {
    /// Why whoever is acted as may not do something to groups; every command is asked about before it
    /// is done.
    pub(super) fn withheld(&self, command: &Command) -> Option<Refusal> {
        let asked = self.asked.get_untracked();
        self.snapshot.with_untracked(|snapshot| snapshot.as_deref()?.withheld(&asked, command))
    }

    /// Why whoever is acted as changes no groups, for the buttons that would; none where they may.
    pub fn groups_locked(&self) -> Signal<Option<String>> {
        let session = *self;
        Memo::new(move |_| {
            let asked = session.asked.get();
            let refusal =
                session.snapshot.with(|snapshot| snapshot.as_deref()?.groups_withheld(&asked));
            refusal.map(|Refusal(why)| why)
        })
        .into()
    }

    /// An edit was done as whoever is acted as; `first` where it is the first of the draft.
    pub(super) fn acted(&self, first: bool) {
        let actor = self.asked.with_untracked(|asked| asked.acting_as.clone());
        self.actors.update(|all| {
            if first {
                all.clear();
            }
            if !all.contains(&actor) {
                all.push(actor);
            }
        });
    }

    /// The names of those as whom the draft was edited; empty where it was nobody in particular.
    pub fn edited_by(&self) -> Signal<String> {
        let (session, directory) = (*self, self.directory());
        Memo::new(move |_| {
            let actors = session.actors.get();
            if !session.is_changed.get() {
                return String::new();
            }
            directory.with(|directory| said(&actors, directory, ""))
        })
        .into()
    }

    /// Who is said to save the draft: the name that was given, and as whom it was edited.
    pub fn saved_by(&self) -> Signal<String> {
        let (session, directory) = (*self, self.directory());
        Memo::new(move |_| {
            let (actors, author) = (session.actors.get(), session.prefs.author().get());
            directory.with(|directory| said(&actors, directory, &author))
        })
        .into()
    }

    /// The same for what is kept, where no name is hidden.
    pub(super) fn kept_saved_by(&self) -> String {
        let (actors, author) = (self.actors.get_untracked(), self.prefs.author().get_untracked());
        self.history.with_untracked(|history| match history {
            Some(history) => said(&actors, &history.draft().directory, &author),
            None => author,
        })
    }
}

fn said(actors: &[Option<UserId>], directory: &Directory, author: &str) -> String {
    let named = actors.iter().flatten().filter_map(|user| directory.users.get(user));
    let mut names: Vec<&str> = named.map(|user| user.name.as_str()).collect();
    names.retain(|name| *name != author);
    if names.is_empty() {
        return author.to_owned();
    }
    match (author, actors.contains(&None)) {
        ("", false) => names.join(" and "),
        ("", true) => format!("{} and planner", names.join(" and ")),
        _ => format!("{author}, as {}", names.join(" and ")),
    }
}

//! Earlier states of the workspace: looking at them, comparing them, bringing them back.

use leptos::prelude::*;

use super::autosave::Autosave;
use super::presenter::HiddenNames;
use super::{Action, Notice, Screen, Session};
use crate::platform::clock;
use crate::state::context::SavedState;
use whocan_core::document::{Command, Document, History, changes_up_to};
use whocan_core::model::Changed;
use whocan_core::query::take_back;
use whocan_storage::workspace::Revision;

/// Among how many changes the one is looked for that is to be taken back.
const MOST_CHANGES: usize = 10_000;

/// A revision that is looked at.
#[derive(Clone)]
pub struct ViewedRevision {
    pub(super) id: u32,
    pub(super) document: Document,
    /// Beside the draft: it is the before, the draft the after.
    pub(super) compared: bool,
}

/// The revisions, with other names where names are hidden.
pub(super) fn revisions(
    autosave: Autosave,
    history: RwSignal<Option<History>>,
    hidden_names: HiddenNames,
) -> Signal<Vec<Revision>> {
    let kept = autosave.revisions();
    Memo::new(move |_| {
        let mut revisions = kept.get();
        history.with_untracked(|history| {
            history.iter().for_each(|history| {
                hidden_names.in_revisions(&mut revisions, history.draft());
            });
        });
        revisions
    })
    .into()
}

/// The one of these revisions that is looked at.
pub(super) fn looked_at(
    looked: RwSignal<Option<ViewedRevision>>,
    revisions: Signal<Vec<Revision>>,
) -> Signal<Option<Revision>> {
    Memo::new(move |_| {
        let id = looked.with(|looked| looked.as_ref().map(|looked| looked.id))?;
        revisions.with(|all| all.iter().find(|it| it.id == id).cloned())
    })
    .into()
}

impl Session {
    /// The revisions, the oldest first; the last is the saved state.
    pub fn revisions(&self) -> Signal<Vec<Revision>> {
        self.revisions
    }

    /// One of the revisions as it is now.
    pub fn revision(&self, id: u32) -> Option<Revision> {
        self.revisions.with_untracked(|all| all.iter().find(|it| it.id == id).cloned())
    }

    /// The revision that is looked at.
    pub fn looked_at(&self) -> Signal<Option<Revision>> {
        self.looked_at
    }

    /// Follows the address to the revision that it names.
    ///
    /// # Errors
    /// Says why that cannot be looked at.
    pub(super) fn look(&self, revision: Option<u32>, screen: Option<Screen>) -> Result<(), String> {
        let compared = screen == Some(Screen::Review);
        let same = self.looked.with_untracked(|looked| {
            looked.as_ref().map(|looked| (looked.id, looked.compared))
                == revision.map(|revision| (revision, compared))
        });
        if same {
            return Ok(());
        }
        let mut document = revision.map(|id| self.document_of(id)).transpose()?;
        self.history.with_untracked(|history| {
            if let (Some(document), Some(history)) = (&mut document, history) {
                document.adopt(history.saved(), None);
            }
        });
        let looked = revision.zip(document);
        self.looked.set(looked.map(|(id, document)| ViewedRevision { id, document, compared }));
        Ok(())
    }

    /// What a revision is, as it is shown.
    ///
    /// # Errors
    /// Says why it cannot be read any more.
    pub fn shown_revision(&self, revision: u32) -> Result<Document, String> {
        self.document_of(revision).map(|document| self.hidden_names.in_document(&document))
    }

    fn document_of(&self, revision: u32) -> Result<Document, String> {
        let newest = self.revisions().with_untracked(|all| all.last().map(|last| last.id));
        let saved = self.history.with_untracked(|h| h.as_ref().map(|h| h.saved().clone()));
        match saved {
            Some(saved) if newest == Some(revision) => Ok(saved),
            _ => self.autosave.revision(revision),
        }
    }

    /// The states that were saved, the oldest first.
    pub(super) fn past(&self) -> Vec<SavedState> {
        let saved = self.history.with_untracked(|h| h.as_ref().map(|h| h.saved().clone()));
        let mut past = self.autosave.past();
        if let (Some((_, newest)), Some(saved)) = (past.last_mut(), saved) {
            *newest = Some(saved);
        }
        let state = |(revision, document): (Revision, Option<Document>)| SavedState {
            when: match revision.time {
                0 => "earlier".to_owned(),
                time => clock::said(time),
            },
            who: revision.author,
            state: document.map(|document| {
                let document = self.hidden_names.in_document(&document);
                (document.policies, document.directory)
            }),
        };
        past.into_iter().map(state).collect()
    }

    /// Takes back the change of the draft that says this, as one step that can be undone: how many others
    /// hung on it and went with it; none where it cannot go without others.
    pub fn take_back(&self, words: &str) -> Option<usize> {
        let (saved, draft) = self.history.with_untracked(|history| {
            let history = history.as_ref()?;
            Some((history.saved().clone(), history.draft().clone()))
        })?;
        let says = |change: &&Changed| {
            change.words == words || self.hidden_names.within(change.words.clone(), &draft) == words
        };
        let changes = changes_up_to(MOST_CHANGES, &saved, &draft).into_lines();
        let change = changes.iter().find(says)?;
        let taken = take_back(&saved, &draft, change)?;
        let replace = Command::Replace(Box::new(taken.document));
        self.dispatch(Action::Run(Command::Batch(
            format!("take back {}", change.words),
            vec![replace],
        )));
        Some(taken.also.len())
    }

    /// What is on screen: the draft, or the revision that is looked at.
    pub fn shown_document(&self) -> Option<Document> {
        let looked = self.looked.with_untracked(|looked| {
            looked.as_ref().filter(|it| !it.compared).map(|looked| looked.document.clone())
        });
        looked.or_else(|| self.history.with_untracked(|h| h.as_ref().map(|h| h.draft().clone())))
    }

    /// Puts a revision in the place of the draft, as one step that can be undone.
    pub(super) fn restore(&self, revision: u32) {
        let document = match self.document_of(revision) {
            Ok(document) => document,
            Err(why) => return self.say(Notice::Fault(format!("Not restored: {why}."))),
        };
        let time = self.revisions().with_untracked(|all| {
            all.iter().find(|it| it.id == revision).map_or(0, |revision| revision.time)
        });
        let label = format!("restore the state of {}", clock::said(time));
        let replace = Command::Replace(Box::new(document));
        self.run(&Command::Batch(label, vec![replace]));
        self.route.get_untracked().at(None).to(Screen::Review, Vec::new()).go();
    }
}

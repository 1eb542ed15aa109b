//! Which workspace is open, and how it came to be.

use leptos::prelude::*;

use super::autosave::{Autosave, Removed, SaveStatus, from_example};
use super::dispatch::file_title;
use super::notice::Notice;
use super::{Found, Offer, Recent, Route, Screen, Session, Tab, new_id, open_example};
use crate::platform::{clock, files, location};
use whocan_core::document::{Command, Document, History};
use whocan_core::text;
use whocan_storage::workspace::{Facts, Opened};

/// What a workspace is called that nobody has named.
const UNTITLED: &str = "Untitled workspace";

impl Session {
    /// What is kept of a workspace, else a copy of the example of that name.
    pub(super) fn open(&self, workspace: &str) -> Result<(History, Option<Notice>), String> {
        if let Some(kept) = self.autosave.open(workspace)? {
            return Ok(kept);
        }
        let document = open_example(workspace).ok_or_else(|| {
            format!("There is no workspace “{workspace}” in this browser: choose one here.")
        })?;
        self.autosave.begin(workspace, &document, workspace);
        Ok((History::new(document), None))
    }

    /// Opens a copy of an example; the first one has the example's own name in its address.
    pub(super) fn open_copy(&self, slug: &'static str) {
        let id = match self.autosave.has(slug) {
            false => Some(slug.to_owned()),
            true => open_example(slug).and_then(|document| {
                let facts = Facts { example: slug.to_owned(), ..Facts::default() };
                self.add(&document, facts, &from_example(&document))
            }),
        };
        id.into_iter().for_each(|id| Route::of_example(slug, &id).go());
    }

    /// A workspace with nothing in it opens on its first steps.
    pub(super) fn open_blank(&self) {
        let title = self.title_of_its_own(UNTITLED);
        let document = Document { title, ..Document::default() };
        let id = self.add(&document, Facts::default(), "Begun with nothing in it");
        id.into_iter().for_each(|id| Route::work(&id, Screen::FirstSteps).go());
    }

    /// A title that no other workspace has: a second one of the same title says so by its date.
    fn title_of_its_own(&self, title: &str) -> String {
        self.autosave.refresh_recent();
        let title = if text::is_blank(title) { UNTITLED } else { title };
        let is_taken = |title: &str| {
            self.recent().with_untracked(|all| all.iter().any(|other| other.title == title))
        };
        let dated = || format!("{title} ({})", clock::today());
        let timed = || format!("{title} ({}, {})", clock::today(), clock::of_day(clock::time()));
        match is_taken(title) {
            false => title.to_owned(),
            true if !is_taken(&dated()) => dated(),
            true => timed(),
        }
    }

    /// Keeps a new workspace, and gives its id; where it cannot be kept it is said why.
    fn add(&self, document: &Document, facts: Facts, origin: &str) -> Option<String> {
        let id = new_id('w');
        match self.autosave.add(&id, (document, document), facts, origin) {
            Ok(()) => Some(id),
            Err(why) => {
                self.say(Notice::Fault(format!("Not opened: {why}.")));
                None
            }
        }
    }

    /// Takes what the file that is asked about holds, with the file's name.
    pub(super) fn take_offered(&self) -> Option<(String, Found)> {
        self.next_offer().and_then(|offer| Some((offer.name, offer.found.ok()?)))
    }

    /// Asks about a file, or lets it wait where another one is asked about.
    pub(super) fn put_offer(&self, offer: Offer) {
        match self.offer.with_untracked(Option::is_some) {
            true => self.waiting.update(|waiting| waiting.push(offer)),
            false => self.offer.set(Some(offer)),
        }
    }

    /// Takes the file that is asked about away: the next one has its turn.
    pub(super) fn next_offer(&self) -> Option<Offer> {
        let taken = self.offer.try_update(Option::take).flatten();
        let next =
            self.waiting.try_update(|all| (!all.is_empty()).then(|| all.remove(0))).flatten();
        self.offer.set(next);
        taken
    }

    /// A file opens as a workspace of its own: what it holds is saved and draft. What was stored
    /// opens as so many workspaces.
    pub(super) fn open_offered(&self) {
        let Some((name, found)) = self.take_offered() else { return };
        let origin = format!("Opened from {name}");
        match found {
            Found::Configuration(offered) => {
                let title = self.title_of_its_own(&offered.document.title);
                let document = Document { title, ..offered.document };
                // It opens on the system that it uses, and where it uses none on who there is.
                let screen =
                    document.uses().map_or(Screen::Directory(Tab::People), Screen::Effective);
                let id = self.add(&document, Facts::default(), &origin);
                id.into_iter().for_each(|id| Route::work(&id, screen).go());
            }
            Found::Stored(backup) => {
                for opened in backup.workspaces {
                    let Opened { workspace, saved, draft, .. } = opened;
                    let facts = workspace.facts().clone();
                    let added = self.autosave.add(&new_id('w'), (&saved, &draft), facts, &origin);
                    self.report("Not opened", added);
                }
                self.autosave.refresh_recent();
                Route::Start.go();
            }
        }
    }

    /// The example that the workspace began as becomes the draft.
    pub(super) fn reset(&self) {
        let slug = self.autosave.facts().with_untracked(|facts| facts.example.clone());
        let Some(example) = open_example(&slug) else { return };
        self.run(&Command::Replace(Box::new(example)));
    }

    /// A copy of any workspace; of the one that is open it is opened.
    pub(super) fn duplicate(&self, id: &str) {
        self.keep();
        let here = self.route.get_untracked();
        let is_here = here.workspace() == Some(id);
        let copy = match is_here && !self.autosave.has(id) {
            // Nothing of it is kept so far: an example that nobody has edited.
            true => self.duplicate_untouched(),
            false => self.autosave.duplicate(id),
        };
        match copy {
            Ok(copy) if is_here => here.of(&copy).go(),
            Ok(_) => self.say(Notice::done("The copy is the first in the list.")),
            Err(why) => self.say(Notice::Fault(format!("Not copied: {why}."))),
        }
    }

    fn duplicate_untouched(&self) -> Result<String, String> {
        let draft = self.history.with_untracked(|history| Some(history.as_ref()?.draft().clone()));
        let draft = draft.ok_or_else(|| "it is not there".to_owned())?;
        let copy = Document { title: format!("{} (copy)", draft.title), ..draft };
        let facts = self.autosave.facts().get_untracked();
        let id = new_id('w');
        let origin = format!("Copied from {}", self.title().get_untracked());
        self.autosave.add(&id, (&copy, &copy), facts, &origin)?;
        self.autosave.refresh_recent();
        Ok(id)
    }

    pub(super) fn export_kept(&self, recent: &Recent) {
        match self.autosave.as_file(recent) {
            Ok((text, ending)) => {
                let name = format!("{} {}.{ending}", file_title(&recent.title), clock::day());
                let session = *self;
                files::save(name, text, move |written| {
                    session.is_written(&written);
                });
            }
            Err(why) => self.say(Notice::Fault(format!("Not exported: {why}."))),
        }
    }

    /// What another tab has kept becomes saved state and draft; undo brings back what was here.
    pub(super) fn reload_theirs(&self) {
        let id = self.route.with_untracked(|route| route.workspace().map(str::to_owned));
        let Some(id) = id else { return };
        match self.autosave.open(&id) {
            Ok(Some((theirs, notice))) => {
                self.history.update(|history| match history {
                    Some(history) => history.reload(theirs),
                    None => *history = Some(theirs),
                });
                self.notice.set(notice);
            }
            Ok(None) => self.say(Notice::fault("The other tab's work is gone.")),
            Err(why) => self.say(Notice::Fault(why)),
        }
    }

    /// What is here goes on as a workspace of its own, with all that can be undone.
    pub(super) fn keep_as_copy(&self) {
        let route = self.route.get_untracked().of(&new_id('w'));
        let title = self.title().get_untracked();
        self.run(&Command::Retitle(format!("{title} (copy)")));
        self.history.with_untracked(|history| {
            if let (Some(history), Some(id)) = (history, route.workspace()) {
                self.autosave.fork(id, history);
            }
        });
        // It is open already: the address follows, and nothing is read again.
        self.route.set(route.clone());
        location::go(&route.steps());
    }

    /// What is here is kept over what another tab has kept, which becomes a revision.
    pub(super) fn take_over(&self) {
        match self.autosave.take_over() {
            Ok(()) => self.write(),
            Err(why) => self.say(Notice::Fault(format!("Not taken over: {why}"))),
        }
    }

    /// The page was put aside and is there again: other tabs may have done anything meanwhile. All
    /// that was done here was kept when it was left.
    pub(super) fn resume(&self) {
        self.autosave.resume();
        if !self.autosave.is_overtaken() {
            return;
        }
        match self.autosave.status().get_untracked() {
            // What could not be kept is not thrown away for what others have kept.
            SaveStatus::NotKept(_) | SaveStatus::Overtaken => self.autosave.mark_overtaken(),
            _ => self.reload_theirs(),
        }
    }

    pub(super) fn leave(&self) {
        self.keep();
        self.note_glance();
        self.history.set(None);
        self.looked.set(None);
        self.autosave.close();
    }

    /// Keeps what was edited.
    pub(super) fn keep(&self) {
        self.with_history(Autosave::keep);
    }

    /// Keeps the workspace, whether or not its documents are others.
    pub(super) fn write(&self) {
        self.with_history(Autosave::write);
    }

    /// The same, unless nothing of it is kept so far.
    pub(super) fn write_if_kept(&self) {
        if self.autosave.status().get_untracked() != SaveStatus::Untouched {
            self.write();
        }
    }

    fn with_history(&self, then: fn(Autosave, &History)) {
        self.history.with_untracked(|history| {
            history.iter().for_each(|history| then(self.autosave, history));
        });
    }

    /// How it stands with what was edited: what has changed since it was kept is on its way.
    pub fn save_status(&self) -> Signal<SaveStatus> {
        let session = *self;
        Memo::new(move |_| {
            let status = session.autosave.status().get();
            let waits = || {
                session
                    .history
                    .with(|it| it.as_ref().is_some_and(|it| session.autosave.differs(it)))
            };
            match status {
                SaveStatus::NotKept(_) | SaveStatus::Overtaken => status,
                _ if waits() => SaveStatus::Keeping,
                status => status,
            }
        })
        .into()
    }

    /// Why what is kept cannot be listed.
    pub fn list_error(&self) -> Signal<Option<String>> {
        self.autosave.list_error()
    }

    /// Whether another tab has the workspace open.
    pub fn other_tab_open(&self) -> Signal<bool> {
        self.autosave.other_tab_open()
    }

    /// What is known of the workspace beside its documents.
    pub fn facts(&self) -> Signal<Facts> {
        self.autosave.facts()
    }

    /// The workspaces that this browser keeps, the last one first.
    pub fn recent(&self) -> Signal<Vec<Recent>> {
        self.autosave.recent()
    }

    /// The workspace that was removed last, while it can be brought back.
    pub fn removed(&self) -> Signal<Option<Removed>> {
        self.autosave.removed()
    }
}

//! What each action does.

use leptos::prelude::*;

use super::presenter::{Presenter, is_about_people};
use super::{Action, FileParts, Found, Notice, Offer, PeopleNames, Session};
use crate::platform::files::{self, Written};
use crate::platform::{clock, location};
use whocan_core::document::{self, Checks, Command, Document, History, without_names};
use whocan_core::model::Refusal;
use whocan_core::models::Policies;
use whocan_storage::workspace::{Revision, Workspace};

impl Session {
    /// Does what the user asked for.
    pub fn dispatch(&self, action: Action) {
        // What a screen does of itself takes back nothing that is said.
        if !matches!(action, Action::BeginAt(_) | Action::ShowDensely(_)) {
            self.notice.set(None);
        }
        // What a jump leads to is gone to next.
        if !matches!(action, Action::Go(_)) {
            self.jumping.set(false);
        }
        if action.edits() && self.looked.with_untracked(Option::is_some) {
            let why = "This is an earlier state. Restore it as the draft to edit it.";
            return self.say(Notice::fault(why));
        }
        if let Action::Run(command) = &action
            && self.presenter.with_untracked(|presenter| *presenter == Presenter::WithoutNames)
            && is_about_people(command)
        {
            let why = "Not done: names are hidden. Show names to add or rename people.";
            return self.say(Notice::fault(why));
        }
        match action {
            Action::Jump => self.jumping.set(true),
            Action::Go(route) => {
                self.settle_address();
                route.go();
            }
            Action::Open(workspace) => {
                self.settle_address();
                location::go(&[workspace]);
            }
            Action::Focus(focus) | Action::BeginAt(focus) => {
                self.stand(self.route.with_untracked(|route| route.with_focus(focus)));
            }
            Action::ShowDensely(density) => {
                self.stand(self.route.with_untracked(|route| route.with_density(density)));
            }
            Action::Run(command) => self.run(&command),
            Action::Save => self.save(),
            Action::SaveSettled => self.save_settled(),
            Action::KeepEditing => self.conflicts.set(Vec::new()),
            Action::Discard => {
                self.history.update(|history| history.iter_mut().for_each(History::discard));
                let text = "Back to the saved state. Undo brings the draft back.";
                self.say(Notice::Undoable(text.to_owned()));
            }
            Action::Restart => self.restart(),
            Action::Share(shown) => self.sharing.set(shown),
            Action::Export(parts) => self.export(&parts),
            Action::ExportKept(recent) => self.export_kept(&recent),
            Action::Offer(name, bytes) => self.put_offer(Offer::of(name, bytes)),
            Action::DismissOffer => drop(self.next_offer()),
            Action::Reading(name, hundredths) => {
                self.say(Notice::Done(format!("Reading {name}: {hundredths} %.")));
            }
            Action::OpenOffered => self.open_offered(),
            Action::ReplaceByOffered => {
                if let Some((_, Found::Configuration(offered))) = self.take_offered() {
                    self.run(&Command::Replace(Box::new(offered.document)));
                }
            }
            Action::OpenExample(slug) => self.open_copy(slug),
            Action::New => self.open_blank(),
            Action::BaseOn(slug) => self.base_on(slug),
            Action::Reset => self.reset(),
            Action::RefreshRecent => self.autosave.refresh_recent(),
            Action::SetFresh(fresh) => self.prefs.set_fresh(fresh),
            Action::FoldRail(folded) => self.prefs.set_folded(folded),
            Action::AddSystem(kind) => {
                self.route.with_untracked(|route| {
                    route.workspace().into_iter().for_each(|id| self.prefs.add_system(id, kind));
                });
            }
            Action::Present(presenter) => {
                self.presenter.set(presenter);
                presenter.keep();
            }
            Action::Rename(id, title) => {
                self.report("Not renamed", self.autosave.rename(&id, &title))
            }
            Action::Duplicate(id) => self.duplicate(&id),
            Action::RemoveWorkspace(recent) => {
                self.report("Not removed", self.autosave.remove(&recent));
            }
            Action::UndoRemove => self.report("Not brought back", self.autosave.undo_remove()),
            Action::ReloadTheirs => self.reload_theirs(),
            Action::KeepAsCopy => self.keep_as_copy(),
            Action::TakeOver => self.take_over(),
            Action::SetNote(note) => self.note.set(note),
            Action::SetAuthor(author) => self.prefs.set_author(author),
            Action::Annotate(revision, note) => {
                self.autosave.change(|open: &mut Workspace| open.annotate(revision, note.trim()));
                self.write();
            }
            Action::Restore(revision) => self.restore(revision),
            Action::ShowKeys => self.keys_shown.update(|shown| *shown = !*shown),
            Action::Undo => self.travel(History::undo, "Undone"),
            Action::Redo => self.travel(History::redo, "Done again"),
            Action::SetTheme(theme) => {
                self.theme.set(theme);
                if let Err(error) = theme.keep() {
                    self.say(Notice::Fault(format!("The theme is set for now only: {error}.")));
                }
            }
        }
    }

    /// Says why something was not done, where it was not.
    pub(super) fn report<E: ToString>(&self, not_done: &str, outcome: Result<(), E>) {
        if let Err(why) = outcome {
            self.say(Notice::Fault(format!("{not_done}: {}.", why.to_string())));
        }
    }

    pub(super) fn run(&self, command: &Command) {
        self.flash.set(0);
        if let Some(Refusal(why)) = self.withheld(command) {
            return self.say(Notice::Fault(format!("Not done. {why}")));
        }
        let first = !self.is_changed.get_untracked();
        let outcome =
            self.history.try_update(|history| Some(history.as_mut()?.run(command))).flatten();
        match outcome {
            Some(Err(rejection)) => self.say(Notice::Fault(format!("Not done: {rejection}."))),
            Some(Ok(_)) => self.acted(first),
            None => {}
        }
    }

    fn save(&self) {
        let before = self.history.with_untracked(|h| h.as_ref().map(|h| h.saved().clone()));
        let outcome = self.history.try_update(|history| Some(history.as_mut()?.save())).flatten();
        match outcome {
            Some(Ok(())) => {
                let stored = self.stored(before.as_ref());
                self.revise(before);
                self.say(Notice::Done(stored));
            }
            Some(Err(conflicts)) => self.conflicts.set(conflicts),
            None => {}
        }
    }

    /// What a Save has come to, in words.
    fn stored(&self, before: Option<&document::Document>) -> String {
        let product = self.history.with_untracked(|history| {
            before?.policies.restarts(&history.as_ref()?.saved().policies)
        });
        let done = match product {
            Some(product) => format!("Applied. Restart {product} for the changes to take effect."),
            None => "Saved.".to_owned(),
        };
        done + &self.checks().said()
    }

    /// What is stored is running from now on.
    fn restart(&self) {
        self.history.with_untracked(|history| {
            let saved = history.as_ref().map(|history| history.saved());
            saved.map(|saved| self.autosave.change(|open: &mut Workspace| open.restart(saved)));
        });
        self.write();
        self.say(Notice::done("Restarted: what is stored is running."));
    }

    fn save_settled(&self) {
        self.conflicts.set(Vec::new());
        let before = self.history.with_untracked(|h| h.as_ref().map(|h| h.saved().clone()));
        let outcome =
            self.history.try_update(|history| Some(history.as_mut()?.save_settled())).flatten();
        let notice = match outcome {
            Some(Ok(())) => {
                self.revise(before);
                Notice::done("Saved, with what others need raised to the least.")
            }
            Some(Err(rejection)) => Notice::Fault(format!("Not saved: {rejection}.")),
            None => return,
        };
        self.say(notice);
    }

    fn travel(&self, step: impl Fn(&mut History) -> Option<String>, done: &str) {
        let label = self.history.try_update(|history| step(history.as_mut()?)).flatten();
        if let Some(label) = label {
            self.say(Notice::Done(format!("{done}: {label}.")));
        }
    }

    /// What goes into a file: of the draft, of what is saved, or of the revision that is looked at.
    fn chosen_of(&self, parts: &FileParts) -> Option<Document> {
        let is_saved = !parts.draft && self.looked.with_untracked(Option::is_none);
        let mut document = match is_saved {
            true => self.history.with_untracked(|it| it.as_ref().map(|it| it.saved().clone())),
            false => self.shown_document(),
        }?;
        let blank = Policies::default();
        let mut checks = match parts.checks {
            true => Checks::clone(&document.checks),
            false => Checks::default(),
        };
        for kind in &parts.without {
            document.policies.put(&blank, *kind);
            checks.list.retain(|check| check.claim.model() != Some(kind.key()));
        }
        document.checks = checks.into();
        Some(document)
    }

    /// Writes a file.
    fn export(&self, parts: &FileParts) {
        let Some(document) = self.chosen_of(parts) else { return };
        let title = file_title(&document.title);
        let (title, text) = match parts.names {
            PeopleNames::Kept => (title, document::write(&document)),
            PeopleNames::Replaced => (format!("{title} without names"), without_names(&document)),
        };
        let session = *self;
        let what = match (parts.draft, parts.checks) {
            (true, true) => "The draft and its checks were exported.",
            (true, false) => "The draft was exported, without its checks.",
            (false, true) => "The saved state and its checks were exported.",
            (false, false) => "The saved state was exported, without its checks.",
        };
        // What lacks something is no copy of all there is.
        let is_whole = parts.draft && parts.checks && parts.without.is_empty();
        let name = format!("{title} {}.whocan.json", clock::day());
        files::save(name, text, move |written| {
            if !session.is_written(&written) {
                return;
            }
            if is_whole {
                session.autosave.change(|open: &mut Workspace| open.exported(clock::time()));
                session.write_if_kept();
            }
            session.sharing.set(false);
            session.say(Notice::done(what));
        });
    }

    /// Whether a file was written; says why, where it could not be.
    pub(super) fn is_written(&self, written: &Written) -> bool {
        if let Written::Failed(why) = written {
            // What is said stands behind the dialog.
            self.sharing.set(false);
            self.say(Notice::Fault(format!("Not exported: {why}.")));
        }
        *written == Written::Done
    }

    /// A save was done: what was saved before becomes a revision.
    fn revise(&self, before: Option<whocan_core::document::Document>) {
        let note = self.note.get_untracked().trim().to_owned();
        let author = self.kept_saved_by();
        self.actors.update(Vec::clear);
        self.history.with_untracked(|history| {
            if let (Some(history), Some(before)) = (history, before) {
                let of = Revision::of(&before, history.saved());
                let revision = Revision { time: clock::time(), author, note, ..of };
                self.autosave.revise(&before, revision);
            }
        });
        self.note.set(String::new());
        self.write();
    }
}

/// A title as part of a file's name.
pub(super) fn file_title(title: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { ' ' };
    let name: String = title.chars().map(plain).take(60).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { "Whocan".to_owned() } else { name }
}

//! Keeps the open workspace in the browser's storage, and knows of the other tabs that have it open.
//! What is kept and how, the workspace knows itself.

use leptos::prelude::*;

use super::copies;
use super::glance::{self, Glance};
use super::ids::new_id;
use super::notice::Notice;
use crate::platform::{clock, later, mirror, page, storage::Browser, tabs};
use whocan_core::document::{Document, History};
use whocan_core::models::Policies;
use whocan_core::shared::sorted_indices;
use whocan_storage::protocol::{self, SaveError, Store as _, StoreError};
use whocan_storage::workspace::{
    Facts, OpenWarning, Opened, Revision, Workspace, export_stored, peek,
};

/// How long a tab has to have a workspace alone before it sweeps up what others left, in
/// milliseconds.
const ALONE: u64 = 60_000;

/// After how many milliseconds the second copy is late: a disk takes some, and a database that is
/// stuck for ever.
const LATE: u64 = 4_000;

/// What is said where the second copy is not there.
const ONE_COPY: &str = "in one copy only";

/// How it stands with what was edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveStatus {
    /// Nothing was edited yet.
    #[default]
    Untouched,
    /// It is on its way.
    Keeping,
    /// All of it is kept, in as many copies as there are to be, and on the disk.
    Kept,
    /// It is kept, but not all is as it should be.
    KeptBut(String),
    /// It is not, and why.
    NotKept(String),
    /// Another tab has kept the workspace since: nothing is kept here until the user decides.
    Overtaken,
}

/// A workspace that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Recent {
    /// Its id, as in its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many people are in it; empty where nobody knows.
    pub people: String,
    /// When it was kept last, as the user writes times; empty where nobody knows.
    pub when: String,
    /// How much room it takes, in kilobytes of the storage.
    pub size: usize,
    /// The same time in milliseconds since 1970; 0 where nobody knows.
    pub(super) time: u64,
    /// What is known of it at a glance; it may be of an earlier save.
    pub glance: Option<Glance>,
}

/// The number of the first revision of every workspace.
const FIRST: u32 = 1;

/// What the past of a copy of an example begins with.
pub(super) fn from_example(example: &Document) -> String {
    format!("Opened from the example {}", example.title)
}

/// A workspace that was removed, until something else is.
pub type Removed = (Recent, Vec<(String, String)>);

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub struct Autosave {
    tab: RwSignal<String>,
    open: RwSignal<Option<Workspace>>,
    status: RwSignal<SaveStatus>,
    other_tab_open: RwSignal<bool>,
    /// The generation of the last save of another tab that this one was told of.
    remote_generation: RwSignal<u32>,
    recent: RwSignal<Vec<Recent>>,
    removed: RwSignal<Option<Removed>>,
    /// Why what is kept cannot be listed.
    list_error: RwSignal<Option<String>>,
    /// How often something was kept.
    save_count: RwSignal<u32>,
}

impl Autosave {
    /// Autosave that has nothing open, and listens to other tabs from now on.
    pub fn new() -> Self {
        let autosave = Self {
            tab: RwSignal::new(new_id('t')),
            open: RwSignal::new(None),
            status: RwSignal::new(SaveStatus::Untouched),
            other_tab_open: RwSignal::new(false),
            remote_generation: RwSignal::new(0),
            recent: RwSignal::new(Vec::new()),
            removed: RwSignal::new(None),
            list_error: RwSignal::new(None),
            save_count: RwSignal::new(0),
        };
        tabs::on_said(move |said| autosave.on_message(&said));
        page::on_close(move || {
            autosave.broadcast("close");
            tabs::leave();
        });
        copies::on_late(move || {
            autosave.refresh_recent();
            if autosave.is_overtaken() {
                autosave.mark_overtaken();
            } else if autosave.status.get_untracked() == SaveStatus::KeptBut(ONE_COPY.to_owned()) {
                autosave.mirror();
            }
        });
        autosave
    }

    /// The page is there again: it listens to other tabs, and lists what is kept now.
    pub fn resume(self) {
        tabs::listen();
        self.other_tab_open.set(false);
        self.broadcast("open");
        self.refresh_recent();
    }

    /// Whether somebody else has kept the open workspace since.
    pub fn is_overtaken(self) -> bool {
        let tab = self.tab.get_untracked();
        self.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| open.is_overtaken(&Browser, &tab))
        })
    }

    /// Keeps nothing until the user decides: somebody else has kept the open workspace since.
    pub fn mark_overtaken(self) {
        self.status.set(SaveStatus::Overtaken);
    }

    /// How it stands with what was kept last.
    pub fn status(self) -> Signal<SaveStatus> {
        self.status.into()
    }

    /// Whether these are other documents than what is kept.
    pub fn differs(self, history: &History) -> bool {
        self.open.with(|open| {
            open.as_ref().is_some_and(|open| open.differs(history.saved(), history.draft()))
        })
    }

    /// Why what is kept cannot be listed.
    pub fn list_error(self) -> Signal<Option<String>> {
        self.list_error.into()
    }

    /// Whether another tab has the same workspace open.
    pub fn other_tab_open(self) -> Signal<bool> {
        self.other_tab_open.into()
    }

    /// The workspaces that are kept, the last one first.
    pub fn recent(self) -> Signal<Vec<Recent>> {
        self.recent.into()
    }

    /// The workspace that was removed last, while it can be brought back.
    pub fn removed(self) -> Signal<Option<Removed>> {
        self.removed.into()
    }

    /// What is known of the open workspace beside its documents.
    pub fn facts(self) -> Signal<Facts> {
        self.of_open(|open| open.facts().clone())
    }

    /// Its revisions, the oldest first.
    pub fn revisions(self) -> Signal<Vec<Revision>> {
        self.of_open(|open| open.revisions().to_vec())
    }

    /// The policies that are running.
    pub fn running(self) -> Policies {
        let running = |open: &Workspace| open.running().policies.clone();
        self.open.with(|open| open.as_ref().map(running).unwrap_or_default())
    }

    fn of_open<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        of: fn(&Workspace) -> T,
    ) -> Signal<T> {
        let open = self.open;
        Memo::new(move |_| open.with(|open| open.as_ref().map(of).unwrap_or_default())).into()
    }

    /// Whether a workspace of this id is kept.
    pub fn has(self, workspace: &str) -> bool {
        protocol::workspaces(&Browser).is_ok_and(|all| all.contains(workspace))
    }

    /// Begins with an example that was not kept yet. It is kept once it is edited.
    pub fn begin(self, workspace: &str, document: &Document, example: &str) {
        let facts = Facts { example: example.to_owned(), ..Facts::default() };
        let mut workspace = Workspace::new(workspace, document, facts, clock::time());
        workspace.annotate(FIRST, &from_example(document));
        self.set_open(workspace, SaveStatus::Untouched);
    }

    /// Opens what is kept of a workspace, where anything is; with a sentence for the user where it
    /// is not what it should be.
    ///
    /// # Errors
    /// Says what cannot be read; it was left alone.
    pub fn open(self, workspace: &str) -> Result<Option<(History, Option<Notice>)>, String> {
        let Some(opened) = Workspace::open(&Browser, workspace)? else { return Ok(None) };
        let Opened { workspace, saved, draft, doubt } = opened;
        if self.is_open(workspace.id()) {
            workspace.is_at_least(self.remote_generation.get_untracked())?;
        }
        self.set_open(workspace, self.kept());
        let notice = doubt.map(|doubt| match doubt {
            OpenWarning::NewerIsDamaged => {
                "The last thing kept of this workspace is damaged; this is what was kept before \
                 it. The damaged one stays in this browser's storage."
            }
            OpenWarning::Beside => {
                "Another tab kept this workspace at the same moment: look there too."
            }
        });
        Ok(Some((History::restored(saved, draft), notice.map(Notice::fault))))
    }

    /// What is said of a workspace that is kept, as far as it does not hang on a single save.
    fn kept(self) -> SaveStatus {
        match copies::found().missing {
            None => SaveStatus::Kept,
            Some(_) => SaveStatus::KeptBut(ONE_COPY.to_owned()),
        }
    }

    fn set_open(self, mut workspace: Workspace, status: SaveStatus) {
        let id = workspace.id().to_owned();
        let ahead = copies::found().ahead.get(&id).copied();
        ahead.into_iter().for_each(|generation| workspace.raise_generation(generation));
        self.open.set(Some(workspace));
        self.status.set(status);
        self.other_tab_open.set(false);
        self.remote_generation.set(0);
        self.broadcast("open");
        let Ok(left) = protocol::orphans(&Browser, &id) else { return };
        if left.is_empty() {
            return;
        }
        later::in_a_while(ALONE, move || {
            if self.is_open(&id) && !self.other_tab_open.get_untracked() {
                protocol::sweep(&Browser, &id, left).ok();
            }
        });
    }

    fn is_open(self, id: &str) -> bool {
        self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.id() == id))
    }

    /// Tells the other tabs what this one does with the open workspace: what, which tab, the save it
    /// is based on, which workspace.
    fn broadcast(self, what: &str) {
        self.open.with_untracked(|open| {
            let Some(open) = open else { return };
            let generation = open.stamp().map_or(0, |stamp| stamp.generation);
            let tab = self.tab.get_untracked();
            tabs::say(&format!("{what} {tab} {generation} {}", open.id()));
        });
    }

    /// What another tab says of the workspace that is open here.
    fn on_message(self, said: &str) {
        let words: Vec<&str> = said.splitn(4, ' ').collect();
        let [what, tab, generation, id] = words.as_slice() else { return };
        if *tab == self.tab.get_untracked() || !self.is_open(id) {
            return;
        }
        self.other_tab_open.set(*what != "close");
        match *what {
            "open" | "ask" => self.broadcast("here"),
            // There may be a third.
            "close" => self.broadcast("ask"),
            "kept" => self.on_saved_elsewhere(tab, generation.parse().unwrap_or_default()),
            _ => {}
        }
    }

    /// Another tab has made this save. Where it was there already when the workspace was opened here
    /// there is nothing to be said.
    fn on_saved_elsewhere(self, tab: &str, generation: u32) {
        let known = self.open.with_untracked(|open| {
            let stamp = open.as_ref().and_then(Workspace::stamp);
            stamp.is_some_and(|own| own.generation > generation || own.tab == tab)
        });
        if !known {
            self.remote_generation.set(generation);
            self.status.set(SaveStatus::Overtaken);
        }
    }

    /// Works out a bit of what keeping will write; false where nothing is left to work out ahead.
    pub fn prepare(self, history: &History) -> bool {
        let (saved, draft) = (history.saved(), history.draft());
        if self.status.get_untracked() == SaveStatus::Overtaken {
            return false;
        }
        let more = self.change(|open| {
            open.differs(saved, draft) && (open.prepare(saved, draft) || open.check(&Browser))
        });
        more.unwrap_or_default()
    }

    /// Keeps what differs from what is kept.
    pub fn keep(self, history: &History) {
        let (saved, draft) = (history.saved(), history.draft());
        let differs = self
            .open
            .with_untracked(|open| open.as_ref().is_some_and(|open| open.differs(saved, draft)));
        if differs {
            self.write(history);
        }
    }

    /// Keeps it, whether or not the documents are others.
    pub fn write(self, history: &History) {
        if self.status.get_untracked() == SaveStatus::Overtaken {
            return;
        }
        let (saved, draft, time) = (history.saved(), history.draft(), clock::time());
        let tab = self.tab.get_untracked();
        let outcome = self.change(|open| open.keep(&Browser, &tab, time, saved, draft));
        let status = match outcome {
            None => return,
            Some(Ok(())) => {
                page::note_kept(&clock::of_day(time));
                self.broadcast("kept");
                self.status.set(SaveStatus::Keeping);
                return self.mirror();
            }
            Some(Err(SaveError::Overtaken(_))) => SaveStatus::Overtaken,
            Some(Err(error)) => SaveStatus::NotKept(error.to_string()),
        };
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }

    /// Brings the second copy up to date, and says that it is kept once that is on the disk.
    fn mirror(self) {
        let save_count = self.save_count.get_untracked().wrapping_add(1);
        self.save_count.set(save_count);
        let settle = move |status: SaveStatus| {
            let now = self.status.get_untracked();
            let open = matches!(now, SaveStatus::Keeping | SaveStatus::KeptBut(_));
            if open && self.save_count.get_untracked() == save_count && now != status {
                self.status.set(status);
            }
        };
        later::in_a_while(LATE, move || {
            if self.status.get_untracked() == SaveStatus::Keeping {
                settle(SaveStatus::KeptBut(ONE_COPY.to_owned()));
            }
        });
        let (keys, lost) = self.open.with_untracked(|open| {
            open.as_ref().map(|open| (open.keys(), open.lost())).unwrap_or_default()
        });
        mirror::keep(keys, move |outcome| {
            settle(match (outcome, lost.as_slice()) {
                (Err(_), _) => SaveStatus::KeptBut(ONE_COPY.to_owned()),
                (Ok(()), []) => SaveStatus::Kept,
                (Ok(()), [one]) => SaveStatus::KeptBut(format!("but revision {one} is damaged")),
                (Ok(()), lost) => {
                    SaveStatus::KeptBut(format!("but {} revisions are damaged", lost.len()))
                }
            });
        });
    }

    /// Does something with the open workspace, where there is one.
    pub fn change<R>(self, change: impl FnOnce(&mut Workspace) -> R) -> Option<R> {
        self.open.try_update(|open| open.as_mut().map(change)).flatten()
    }

    /// `before` was the saved document until now.
    pub fn revise(self, before: &Document, revision: Revision) {
        self.change(|open| open.revise(&Browser, before, revision));
    }

    /// The document of an earlier revision of the open workspace.
    ///
    /// # Errors
    /// Says why it cannot be looked at.
    pub fn revision(self, revision: u32) -> Result<Document, String> {
        self.open.with_untracked(|open| match open {
            Some(open) => open.revision(&Browser, revision),
            None => Err("nothing is open".to_owned()),
        })
    }

    /// What each revision was, the oldest first; none where it cannot be read.
    pub fn past(self) -> Vec<(Revision, Option<Document>)> {
        let past = |open: &Workspace| open.past(&Browser);
        self.open.with_untracked(|open| open.as_ref().map(past).unwrap_or_default())
    }

    /// Goes on from what another tab has kept; what is kept next is kept over it.
    ///
    /// # Errors
    /// Says what of theirs cannot be read.
    pub fn take_over(self) -> Result<(), String> {
        let least = self.remote_generation.get_untracked();
        let taken = self.change(|open| open.take_over(&Browser, least, clock::time()));
        taken.unwrap_or(Ok(()))?;
        self.status.set(SaveStatus::Kept);
        self.other_tab_open.set(false);
        Ok(())
    }

    /// The id of the open workspace and the time of its newest save, where these documents are what it
    /// keeps.
    pub(super) fn kept_as(self, history: &History) -> Option<(String, u64)> {
        self.open.with_untracked(|open| {
            let open = open.as_ref()?;
            let head = peek(&Browser, open.id()).ok()??;
            let is_kept = !open.differs(history.saved(), history.draft());
            is_kept.then(|| (open.id().to_owned(), head.time))
        })
    }

    /// The saved document and the draft of a workspace that is not open.
    pub(super) fn look_into(self, workspace: &str) -> Option<(Document, Document)> {
        let opened = Workspace::open(&Browser, workspace).ok()??;
        Some((opened.saved, opened.draft))
    }

    /// Says in the list of workspaces what is known of one at a glance.
    pub(super) fn put_glance(self, workspace: &str, glance: Glance) {
        self.recent.update(|all| {
            let found = all.iter_mut().find(|recent| recent.id == workspace);
            found.into_iter().for_each(|recent| recent.glance = Some(glance.clone()));
        });
    }

    /// Goes on under another id: what is open here becomes a workspace of its own.
    pub fn fork(self, id: &str, history: &History) {
        self.broadcast("close");
        let facts = self.facts().get_untracked();
        let mut workspace = Workspace::new(id, history.saved(), facts, clock::time());
        let running = self.open.with_untracked(|open| open.as_ref().map(|it| it.running().clone()));
        running.iter().for_each(|running| workspace.restart(running));
        self.set_open(workspace, SaveStatus::Untouched);
        self.write(history);
    }

    /// Closes what is open.
    pub fn close(self) {
        self.broadcast("close");
        self.open.set(None);
    }

    /// Keeps a copy of a workspace.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn duplicate(self, workspace: &str) -> Result<String, String> {
        let Some(opened) = Workspace::open(&Browser, workspace)? else {
            return Err("it is not there".to_owned());
        };
        let title = format!("{} (copy)", opened.draft.title);
        let id = new_id('w');
        let facts = Facts { exported: None, ..opened.workspace.facts().clone() };
        let origin = format!("Copied from {}", opened.draft.title);
        let (saved, draft) = (titled(opened.saved, &title), titled(opened.draft, &title));
        self.add(&id, (&saved, &draft), facts, &origin)?;
        self.refresh_recent();
        Ok(id)
    }

    /// Calls a workspace that is not open something else.
    ///
    /// # Errors
    /// Says why it is called as before.
    pub fn rename(self, workspace: &str, title: &str) -> Result<(), String> {
        let Some(opened) = Workspace::open(&Browser, workspace)? else {
            return Err("it is not there".to_owned());
        };
        let Opened { mut workspace, saved, draft, .. } = opened;
        let (saved, draft) = (titled(saved, title), titled(draft, title));
        let tab = self.tab.get_untracked();
        let kept = workspace.keep(&Browser, &tab, clock::time(), &saved, &draft);
        let generation = workspace.stamp().map_or(0, |stamp| stamp.generation);
        tabs::say(&format!("kept {tab} {generation} {}", workspace.id()));
        mirror::keep(workspace.keys(), drop);
        self.refresh_recent();
        kept.map_err(|error| error.to_string())
    }

    /// Keeps a new workspace, saved and draft. Its past begins with where it comes from.
    ///
    /// # Errors
    /// Says why it is not kept.
    pub fn add(
        self,
        id: &str,
        (saved, draft): (&Document, &Document),
        facts: Facts,
        origin: &str,
    ) -> Result<(), String> {
        let mut workspace = Workspace::new(id, saved, facts, clock::time());
        workspace.annotate(FIRST, origin);
        let kept = workspace.keep(&Browser, &self.tab.get_untracked(), clock::time(), saved, draft);
        mirror::keep(workspace.keys(), drop);
        kept.map_err(|error| error.to_string())
    }

    /// A workspace as a file: its draft, or where it cannot be opened what is stored of it. With its
    /// title, and what the file's name ends with.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn as_file(self, recent: &Recent) -> Result<(String, &'static str), StoreError> {
        match Workspace::open(&Browser, &recent.id) {
            Ok(Some(opened)) => Ok((whocan_core::document::write(&opened.draft), "whocan.json")),
            _ => Ok((export_stored(&Browser, &recent.id)?, "stored.json")),
        }
    }

    /// Removes a workspace; it can be brought back until the next one is removed.
    ///
    /// # Errors
    /// Says why it is still there.
    pub fn remove(self, recent: &Recent) -> Result<(), StoreError> {
        let texts = protocol::remove(&Browser, &recent.id)?;
        mirror::keep(Vec::new(), drop);
        self.removed.set(Some((recent.clone(), texts)));
        self.refresh_recent();
        Ok(())
    }

    /// Brings the removed workspace back.
    ///
    /// # Errors
    /// Says why it could not be; it can be tried again.
    pub fn undo_remove(self) -> Result<(), StoreError> {
        self.removed.with_untracked(|removed| {
            removed
                .as_ref()
                .map_or(Ok(()), |(of, texts)| protocol::restore_removed(&Browser, &of.id, texts))
        })?;
        mirror::keep(Vec::new(), drop);
        self.removed.set(None);
        self.refresh_recent();
        Ok(())
    }

    /// Looks at what is kept, for lists of it.
    pub fn refresh_recent(self) {
        let listed: Result<Vec<Recent>, StoreError> = protocol::workspaces(&Browser)
            .and_then(|ids| ids.iter().map(|id| recent(id)).collect());
        let unlisted = |why: &StoreError| {
            format!("What is kept cannot be listed: {why}. Export what you want to keep.")
        };
        let lacking = |why| format!("What was kept last could not all be brought back: {why}.");
        let error = listed.as_ref().err().map(unlisted);
        let error = error.or_else(|| copies::found().error.map(lacking));
        if self.list_error.get_untracked() != error {
            self.list_error.set(error);
        }
        if let Ok(listed) = &listed {
            forget_glances(listed);
        }
        let recent: Vec<Recent> = listed.unwrap_or_default();
        let time = |at: usize| recent.get(at).map(|recent| recent.time);
        let order = sorted_indices(recent.len(), &mut |one, other| time(other).cmp(&time(one)));
        self.recent.set(order.filter_map(|at| recent.get(at).cloned()).collect());
    }
}

/// Does away with what was known at a glance of workspaces that are gone.
fn forget_glances(listed: &[Recent]) {
    for key in Browser.keys(glance::KEY).unwrap_or_default() {
        let id = key.strip_prefix(glance::KEY).unwrap_or_default();
        if !listed.iter().any(|recent| recent.id == id) {
            Browser.remove(&key).ok();
        }
    }
}

fn titled(document: Document, title: &str) -> Document {
    Document { title: title.to_owned(), ..document }
}

fn recent(id: &str) -> Result<Recent, StoreError> {
    // Of the storage's units each takes two bytes.
    let size = protocol::size(&Browser, id)?.div_ceil(500);
    Ok(match peek(&Browser, id)? {
        Some(head) => Recent {
            id: id.to_owned(),
            title: head.title,
            people: head.people,
            when: clock::when(head.time),
            size,
            time: head.time,
            glance: Glance::read(id),
        },
        None => Recent {
            id: id.to_owned(),
            title: format!("{id} (damaged)"),
            people: String::new(),
            when: String::new(),
            size,
            time: 0,
            glance: None,
        },
    })
}

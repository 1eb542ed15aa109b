//! A WORKSPACE AS IT IS KEPT: a saved document, the draft of it and its revisions, in a store. Knows
//! no browser and no clock: times come from the caller, in milliseconds since 1970.
//!
//! What it keeps under which names: `saved/<piece>` for each piece of the saved document,
//! `draft/<piece>` for those in which the draft differs, `running/<piece>` for those that wait for a
//! restart, `revisions` for what is said of them, and held beside it `<revision>/<piece>` for each piece of an earlier saved document. The newest
//! revision is the saved document itself.

mod backup;
mod past;
mod revision;
#[cfg(test)]
mod tests;

pub use backup::{Backup, export_stored, read_backup};
pub use revision::Revision;

use std::collections::BTreeMap;
use std::mem;

use crate::protocol::{
    self, Baseline, Content, Manifest, PackedText, Part, SaveError, Saved, Stamp, Store, StoreError,
};
use whocan_core::document::{Document, Section, join};
use whocan_core::format::{self, Json, Object, compact, parse};
use whocan_core::shared::collect_into;

/// How many revisions there can be; then the oldest go.
pub const MOST_REVISIONS: usize = 50;
/// How many units of the store the revisions but the newest can take; then the oldest go. The store
/// of a browser has some five million for all workspaces.
pub(crate) const MOST_UNITS: usize = 1_000_000;

/// The name of the section with what is said of the revisions.
const REVISIONS: &str = "revisions";

/// What is open, and what of it is kept.
#[derive(Clone, Debug)]
pub struct Workspace {
    id: String,
    known: Baseline,
    saved: Document,
    draft: Document,
    /// What is running, and what of that is kept: the saved document as it was at the last restart.
    /// Of the models that need none it is of no account.
    running: Document,
    running_kept: Document,
    facts: Facts,
    /// The oldest first; the last is the saved document.
    revisions: Vec<Revision>,
    /// What of that is kept, and where.
    said: Option<(Vec<Revision>, String)>,
    held: BTreeMap<String, Part>,
    /// What was worked out ahead of the next thing kept.
    prepared: Vec<Prepared>,
    /// How many of the parts that are kept were looked at ahead of it.
    checked: usize,
    /// The names of what is held of revisions and was gone when it was kept last.
    lost: Vec<String>,
}

/// A piece of a document, on its way into the store.
#[derive(Clone, Debug)]
struct Prepared {
    section: Section,
    of: Document,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Tree(Json),
    /// The tree goes with the next step, and with nothing else: letting go of all that is in it takes its
    /// time, too.
    Text(String, Option<Json>),
    PackedText(PackedText),
}

/// What is known of a workspace beside its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// When it was exported last.
    pub exported: Option<u64>,
    /// The name of the example that it began as; empty for none.
    pub example: String,
}

/// What a list of workspaces says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// How many people are in it.
    pub people: String,
    /// When it was kept last.
    pub time: u64,
    /// Facts of it.
    pub facts: Facts,
}

/// A workspace that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What is kept of it.
    pub workspace: Workspace,
    /// Its saved document.
    pub saved: Document,
    /// The draft.
    pub draft: Document,
    /// What is not as it should be.
    pub doubt: Option<OpenWarning>,
}

/// What is not as it should be with a workspace that could be opened all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenWarning {
    /// Something newer is damaged, and was left alone.
    NewerIsDamaged,
    /// Another tab has kept it at the same moment.
    Beside,
}

impl Prepared {
    fn is(&self, section: Section, document: &Document) -> bool {
        self.section == section && section.same(&self.of, document)
    }
}

impl Workspace {
    /// One that is not kept yet; it began at this time, with these facts.
    pub fn new(id: &str, document: &Document, facts: Facts, time: u64) -> Self {
        Self {
            id: id.to_owned(),
            known: Baseline::default(),
            saved: document.clone(),
            draft: document.clone(),
            running: document.clone(),
            running_kept: document.clone(),
            facts,
            revisions: vec![Revision { id: 1, time, note: "Opened".into(), ..Revision::default() }],
            said: None,
            held: BTreeMap::new(),
            prepared: Vec::new(),
            checked: 0,
            lost: Vec::new(),
        }
    }

    /// Opens what is kept of a workspace; none where nothing is.
    ///
    /// # Errors
    /// Says what cannot be read, for the user; it was left alone.
    pub fn open(store: &dyn Store, id: &str) -> Result<Option<Opened>, String> {
        let found = match protocol::load(store, id) {
            Ok(Some(found)) => found,
            other => {
                // Without a store nothing can have been kept.
                let any = protocol::workspaces(store).is_ok_and(|all| all.contains(id));
                return match other {
                    _ if !any => Ok(None),
                    Err(why) => Err(format!("This workspace cannot be read: {why}. {KEPT}")),
                    Ok(_) => Err(DAMAGED.to_owned()),
                };
            }
        };
        let sections = &found.sections;
        let text = |of: &'static str| {
            move |section: Section| {
                sections.get(&format!("{of}/{}", section.key())).map(String::as_str)
            }
        };
        let both = join(&Document::default(), text("saved"))
            .and_then(|saved| join(&saved, text("draft")).map(|draft| (saved, draft)));
        let (saved, mut draft) =
            both.map_err(|error| format!("This workspace cannot be read: {error}. {KEPT}"))?;
        // Here and not where it is opened only: what is kept is then what is opened.
        draft.adopt(&saved, None);
        let mut running = join(&saved, text("running")).unwrap_or_else(|_| saved.clone());
        running.adopt(&saved, None);
        let doubt = match (found.unusable.is_empty(), found.beside.is_empty()) {
            (false, _) => Some(OpenWarning::NewerIsDamaged),
            (_, false) => Some(OpenWarning::Beside),
            _ => None,
        };
        let mut revisions =
            sections.get(REVISIONS).map(|text| revision::read(text)).unwrap_or_default();
        if revisions.is_empty() {
            revisions.push(Revision { id: 1, ..Revision::default() });
        }
        let workspace = Self {
            id: id.to_owned(),
            saved: saved.clone(),
            draft: draft.clone(),
            running: running.clone(),
            running_kept: running,
            facts: head(&found.manifest).facts,
            said: said(&revisions, &found.manifest),
            revisions,
            held: parts_of(&found.manifest),
            prepared: Vec::new(),
            known: found.known,
            checked: 0,
            lost: Vec::new(),
        };
        Ok(Some(Opened { workspace, saved, draft, doubt }))
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is known of it.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The revisions, the oldest first; the last is the saved document.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The save that it is based on; none where nothing of it is kept.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.known.stamp()
    }

    /// There was a save of this generation that is not in the store now: the next one goes above it.
    pub fn raise_generation(&mut self, generation: u32) {
        self.known.raise_generation(generation);
    }

    /// The keys of all that the newest save needs: what a second copy of it is to have.
    pub fn keys(&self) -> Vec<String> {
        self.known.keys(&self.id)
    }

    /// Whether another tab than this one has kept the workspace since.
    pub fn is_overtaken(&self, store: &dyn Store, tab: &str) -> bool {
        self.known.newer_save(store, &self.id, tab).is_ok_and(|newest| newest.is_some())
    }

    /// The revisions of which a part was gone when the workspace was kept last.
    pub fn lost(&self) -> Vec<u32> {
        let of = |name: &String| name.split_once('/')?.0.parse::<u32>().ok();
        let lost: std::collections::BTreeSet<u32> = collect_into(self.lost.iter().filter_map(of));
        lost.into_iter().collect()
    }

    /// Whether it is based on a save of this generation or a later one: a browser may show one tab's
    /// writes to another a moment later than that one tells of them.
    ///
    /// # Errors
    /// Says that it is not, for the user.
    pub fn is_at_least(&self, generation: u32) -> Result<(), String> {
        // What is known includes what cannot be used: it has come, such as it is.
        match self.known.generation() >= generation {
            true => Ok(()),
            false => Err("What the other tab has kept is still on its way: try again.".to_owned()),
        }
    }

    /// Whether these are other documents than what is kept.
    pub fn differs(&self, saved: &Document, draft: &Document) -> bool {
        !self.saved.same(saved) || !self.draft.same(draft)
    }

    /// What is running: the saved document as it was at the last restart.
    pub fn running(&self) -> &Document {
        &self.running
    }

    /// What is saved is running from now on. The next thing kept says so.
    pub fn restart(&mut self, saved: &Document) {
        self.running = saved.clone();
    }

    /// It was exported at this time. The next thing kept says so.
    pub fn exported(&mut self, time: u64) {
        self.facts.exported = Some(time);
    }

    /// Begins a revision: `before` was the saved document until now. Where there are too many, or
    /// they take too much of the store, the oldest go.
    pub fn revise(&mut self, store: &dyn Store, before: &Document, revision: Revision) {
        let Some(last) = self.revisions.last() else { return };
        let mut held = self.pieces_of(last.id, before);
        for ((_, part), section) in held.iter_mut().zip(Section::all()) {
            // What is gone from the store can be made anew now, and not later.
            if let Part::Kept(key) = part
                && !protocol::is_whole(store, key).unwrap_or(false)
            {
                *part = Part::Text(section.write(before));
            }
        }
        let id = last.id.saturating_add(1);
        self.held.extend(held);
        self.revisions.push(Revision { id, ..revision });
        while self.revisions.len() > MOST_REVISIONS || self.units(store) > MOST_UNITS {
            self.forget_oldest();
        }
    }

    /// A document as pieces of a revision.
    fn pieces_of(&self, revision: u32, document: &Document) -> Vec<(String, Part)> {
        let piece = |section| (held_name(revision, section), self.piece(section, document));
        Section::all().map(piece).collect()
    }

    /// A piece of a document: what is kept of it already, as saved or as draft, is not written again.
    fn piece(&self, section: Section, document: &Document) -> Part {
        if let Some(key) = self.key_of(section, document) {
            return Part::Kept(key);
        }
        let prepared = self.prepared.iter().find(|it| it.is(section, document));
        match prepared.map(|it| &it.stage) {
            Some(Stage::PackedText(packed_text)) => Part::PackedText(packed_text.clone()),
            Some(Stage::Text(text, _)) => Part::Text(text.clone()),
            Some(Stage::Tree(tree)) => Part::Text(format::write(tree)),
            None => Part::Text(section.write(document)),
        }
    }

    /// Where a piece of a document is kept already.
    fn key_of(&self, section: Section, document: &Document) -> Option<String> {
        let known = |of: &str, kept: &Document| {
            let same = section.same(kept, document);
            same.then(|| self.kept_at(&format!("{of}/{}", section.key()))).flatten()
        };
        known("saved", &self.saved)
            .or_else(|| known("draft", &self.draft))
            .or_else(|| known("running", &self.running_kept))
    }

    /// Works out one more bit of what keeping these documents will write, so that [`Workspace::keep`]
    /// has little left to do; false where nothing is left to work out ahead. Only time depends on it:
    /// what is prepared and then changed is worked out anew.
    pub fn prepare(&mut self, saved: &Document, draft: &Document) -> bool {
        let documents = [saved, draft];
        self.prepared.retain(|it| documents.iter().any(|document| it.is(it.section, document)));
        if let Some(it) =
            self.prepared.iter_mut().find(|it| !matches!(it.stage, Stage::PackedText(_)))
        {
            it.stage = match mem::replace(&mut it.stage, Stage::Tree(Json::Null)) {
                Stage::Tree(tree) => Stage::Text(format::write(&tree), Some(tree)),
                Stage::Text(text, Some(_)) => Stage::Text(text, None),
                Stage::Text(text, None) => Stage::PackedText(PackedText::new(&text)),
                Stage::PackedText(packed_text) => Stage::PackedText(packed_text),
            };
            return true;
        }
        let all = Section::all().flat_map(|section| documents.map(|document| (section, document)));
        let known = |section: Section, document: &Document| {
            self.prepared.iter().any(|it| it.is(section, document))
                || self.key_of(section, document).is_some()
        };
        let mut missing = all.filter(|(section, document)| !known(*section, document));
        let Some((section, document)) = missing.next() else { return false };
        let stage = Stage::Tree(section.to_json(document));
        self.prepared.push(Prepared { section, of: document.clone(), stage });
        true
    }

    /// Looks at one more part that is kept, ahead of the next save, which counts on all of them;
    /// false where none is left to look at. Only time depends on it.
    pub fn check(&mut self, store: &dyn Store) -> bool {
        let Some(manifest) = self.known.manifest() else { return false };
        let mut keys = manifest.keys().enumerate().skip(self.checked);
        // What is as it was noted takes next to no time.
        let next = keys.find(|(_, key)| !store.is_as_noted(key).unwrap_or(false));
        self.checked = next.map_or(usize::MAX, |(at, _)| at.saturating_add(1));
        let Some((_, key)) = next else { return false };
        // What is not whole the save finds again, and mends.
        protocol::is_whole(store, key).ok();
        true
    }

    /// How many units of the store the revisions but the newest take.
    fn units(&self, store: &dyn Store) -> usize {
        if self.revisions.len() < 2 {
            return 0;
        }
        let mut keys = BTreeMap::new();
        let mut units = 0;
        for part in self.held.values() {
            match part {
                Part::Kept(key) => drop(keys.insert(key, ())),
                // Written it will be smaller.
                Part::Text(text) => units += text.len() / 2,
                Part::PackedText(packed_text) => units += packed_text.units(),
            }
        }
        units + keys.keys().map(|key| store.size(key).unwrap_or(0)).sum::<usize>()
    }

    fn forget_oldest(&mut self) {
        let oldest = self.revisions.remove(0);
        let prefix = format!("{}/", oldest.id);
        self.held.retain(|name, _| !name.starts_with(&prefix));
    }

    /// Says something else of what a revision is for.
    pub fn annotate(&mut self, revision: u32, note: &str) {
        let found = self.revisions.iter_mut().find(|it| it.id == revision);
        found.into_iter().for_each(|found| found.note = note.to_owned());
    }

    /// The document of a revision other than the newest.
    ///
    /// # Errors
    /// Says that it is not there, or cannot be read any more.
    pub fn revision(&self, store: &dyn Store, revision: u32) -> Result<Document, String> {
        let mut texts = BTreeMap::new();
        for section in Section::all() {
            let name = held_name(revision, section);
            let text = match self.held.get(&name) {
                None => Ok(None),
                Some(Part::Text(text)) => Ok(Some(text.clone())),
                Some(Part::PackedText(packed_text)) => Ok(packed_text.text()),
                Some(Part::Kept(_)) => match self.known.manifest() {
                    Some(manifest) => protocol::held(store, manifest, &name),
                    None => Ok(None),
                },
            };
            let text = text.map_err(|refused| refused.to_string())?;
            let text = text.ok_or("a part of it is not there or damaged")?;
            texts.insert(section.key(), text);
        }
        let text = |section: Section| texts.get(section.key()).map(String::as_str);
        join(&Document::default(), text).map_err(|error| error.to_string())
    }

    /// Keeps both documents, as far as they differ from what is kept. Where the store is full,
    /// revisions are let go, the oldest first, until there is room.
    ///
    /// # Errors
    /// Says why nothing was kept; what was is as it was.
    pub fn keep(
        &mut self,
        store: &dyn Store,
        tab: &str,
        time: u64,
        saved: &Document,
        draft: &Document,
    ) -> Result<(), SaveError> {
        let mut kept = self.write(store, tab, time, saved, draft);
        while matches!(kept, Err(SaveError::StoreError(_))) && self.make_room(store, tab) {
            kept = self.write(store, tab, time, saved, draft);
        }
        let Saved { known, lost } = kept?;
        self.prepared.clear();
        self.checked = 0;
        if let Some(manifest) = known.manifest() {
            self.held = parts_of(manifest);
            self.said = said(&self.revisions, manifest);
        }
        (self.known, self.lost) = (known, lost);
        (self.saved, self.draft) = (saved.clone(), draft.clone());
        self.running_kept = self.running.clone();
        Ok(())
    }

    fn write(
        &self,
        store: &dyn Store,
        tab: &str,
        time: u64,
        saved: &Document,
        draft: &Document,
    ) -> Result<Saved, SaveError> {
        let mut sections = BTreeMap::new();
        for section in Section::all() {
            let name = |of: &str| format!("{of}/{}", section.key());
            sections.insert(name("saved"), self.piece(section, saved));
            if !section.same(saved, draft) {
                sections.insert(name("draft"), self.piece(section, draft));
            }
            if waits(section) && !section.same(saved, &self.running) {
                sections.insert(name("running"), self.piece(section, &self.running));
            }
        }
        let said = self.said.clone().filter(|(said, _)| *said == self.revisions);
        let said = said.map(|(_, key)| key);
        let said = said.map_or_else(|| Part::Text(revision::write(&self.revisions)), Part::Kept);
        sections.insert(REVISIONS.to_owned(), said);
        let mut head = Object::new();
        head.push("title", draft.title.as_str());
        head.push("people", draft.directory.users.len().to_string());
        head.push("time", time.to_string());
        head.push_some("exported", self.facts.exported.map(|time| time.to_string()));
        head.push_some("example", Some(&*self.facts.example).filter(|slug| !slug.is_empty()));
        let content = Content { head: compact(&head.into()), sections, held: self.held.clone() };
        let again = |name: &str| self.again(name, [saved, draft, &self.running]);
        protocol::save(store, &self.id, tab, &self.known, &content, &again)
    }

    /// The text of a section by its name, made of what is open: of the saved document, the draft,
    /// and what is running.
    fn again(&self, name: &str, [saved, draft, running]: [&Document; 3]) -> Option<String> {
        if name == REVISIONS {
            return Some(revision::write(&self.revisions));
        }
        let (of, piece) = name.split_once('/')?;
        let document = match of {
            "saved" => saved,
            "draft" => draft,
            "running" => running,
            _ => return None,
        };
        Some(Section::all().find(|section| section.key() == piece)?.write(document))
    }

    /// The key under which a section is kept.
    fn kept_at(&self, name: &str) -> Option<String> {
        self.known.manifest()?.sections.get(name).cloned()
    }

    /// Lets the older half of the revisions go, and gives their room back to the store: what is kept
    /// is saved twice as it is, so that no save is left that names them. False where there are none
    /// to let go, or the store takes not even that; then nothing has changed.
    fn make_room(&mut self, store: &dyn Store, tab: &str) -> bool {
        let Some(manifest) = self.known.manifest() else { return false };
        let mut less = self.clone();
        for _ in 0..self.revisions.len() / 2 {
            less.forget_oldest();
        }
        if less.revisions.len() == self.revisions.len() {
            return false;
        }
        let mut parts = parts_of(manifest);
        parts.retain(|name, _| less.held.contains_key(name));
        let mut sections: BTreeMap<String, Part> =
            collect_into(manifest.sections.iter().map(|(name, key)| (name.clone(), kept(key))));
        sections.insert(REVISIONS.to_owned(), Part::Text(revision::write(&less.revisions)));
        let content = Content { head: manifest.head.clone(), sections, held: parts };
        for _ in 0..2 {
            let again =
                |name: &str| less.again(name, [&self.saved, &self.draft, &self.running_kept]);
            match protocol::save(store, &self.id, tab, &less.known, &content, &again) {
                Ok(saved) => {
                    less.said = saved.known.manifest().and_then(|it| said(&less.revisions, it));
                    less.known = saved.known;
                }
                // What one of the two has saved is still the newest, and is what it goes on from.
                Err(_) => {
                    self.known = less.known;
                    return false;
                }
            }
        }
        *self = less;
        true
    }

    /// Goes on from what another tab has kept, of this generation or a later one, to be kept over it:
    /// theirs becomes a revision of its own, just before the newest. Where nothing that is in the
    /// store can be read, what is open here is kept over it.
    ///
    /// # Errors
    /// Says that the store cannot be read, or that theirs has not come yet; nothing has changed.
    pub fn take_over(
        &mut self,
        store: &dyn Store,
        generation: u32,
        time: u64,
    ) -> Result<(), String> {
        let theirs = match Self::open(store, &self.id) {
            Ok(Some(theirs)) => theirs,
            // There is nothing of theirs that could be kept; what is open here is whole.
            Ok(None) | Err(_) => {
                let mut known = self.known.clone();
                known.acknowledge(store, &self.id).map_err(|why| format!("{why}."))?;
                self.known = known;
                return self.is_at_least(generation);
            }
        };
        let Opened { workspace: mut over, draft, .. } = theirs;
        over.is_at_least(generation)?;
        let note = "What the other tab had kept".to_owned();
        let saved = over.saved.clone();
        over.revise(store, &saved, Revision { time, note, ..Revision::default() });
        let mine = self.revisions.last().cloned().unwrap_or_default();
        let id = over.revisions.last().map_or(1, |theirs| theirs.id);
        let next = id.saturating_add(1);
        let pieces = over.pieces_of(id, &draft);
        over.held.extend(pieces);
        over.revisions.push(Revision { id: next, ..mine });
        *self = over;
        Ok(())
    }
}

const DAMAGED: &str = "A part of this workspace cannot be read. What is left of it stays in this \
                       browser's storage, to be downloaded from the list here.";
const KEPT: &str = "It stays in this browser's storage.";

/// Whether what is saved of a piece is running only after a restart.
fn waits(section: Section) -> bool {
    matches!(section, Section::Model(kind) if kind.restarts().is_some())
}

fn held_name(revision: u32, section: Section) -> String {
    format!("{revision}/{}", section.key())
}

fn kept(key: &str) -> Part {
    Part::Kept(key.to_owned())
}

fn parts_of(manifest: &Manifest) -> BTreeMap<String, Part> {
    collect_into(manifest.held.iter().map(|(name, key)| (name.clone(), kept(key))))
}

/// What is said of the revisions, and where that is kept.
fn said(revisions: &[Revision], manifest: &Manifest) -> Option<(Vec<Revision>, String)> {
    Some((revisions.to_vec(), manifest.sections.get(REVISIONS)?.clone()))
}

/// What a list says of a workspace; none where its newest save does not say what it is.
///
/// # Errors
/// Where the store cannot be read.
pub fn peek(store: &dyn Store, id: &str) -> Result<Option<Head>, StoreError> {
    Ok(protocol::newest(store, id)?.as_ref().map(head))
}

fn head(manifest: &Manifest) -> Head {
    let head = match parse(manifest.head.as_bytes()) {
        Ok(Json::Object(head)) => head,
        _ => Object::default(),
    };
    let text = |key: &str| head.get(key).and_then(Json::as_text).unwrap_or_default().to_owned();
    Head {
        title: text("title"),
        people: text("people"),
        time: text("time").parse().unwrap_or_default(),
        facts: Facts { exported: text("exported").parse().ok(), example: text("example") },
    }
}

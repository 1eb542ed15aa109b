//! Saving, loading and tidying up, by the rules of the module.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::manifest::{Manifest, Stamp};
use super::pack::{hash, pack, unpack};
use super::store::{Store, StoreError};
use whocan_core::shared::collect_into;

/// The keys of manifests: this, the workspace, the generation, the tab.
pub(super) const MANIFEST: &str = "whocan.save.";
/// The keys of sections: this, the workspace, the hash, the tab.
pub(super) const SECTION: &str = "whocan.part.";
/// The keys of what deleted workspaces leave: this, the workspace.
pub(super) const GONE: &str = "whocan.gone.";
/// The generations of saves are below this: none that there is was ever counted up to.
const MOST: u32 = 4_000_000_000;
/// How many of the saves that it has seen a tab remembers.
const MOST_SEEN: usize = 64;
/// How often a save looks whether all is there: other hands that go on for so long are too much.
const LOOKS: usize = 5;

/// What a section of a save is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it was under this key: what the save is based on names it too.
    Kept(String),
    /// This text.
    Text(String),
    /// A text that was made ready for the store before.
    PackedText(PackedText),
}

/// A text as it goes into the store: what takes its time over a save, done ahead of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedText {
    hash: String,
    packed: String,
}

impl PackedText {
    /// Makes a text ready.
    pub fn new(text: &str) -> Self {
        Self { hash: hash(text), packed: pack(text) }
    }

    /// The text again.
    pub fn text(&self) -> Option<String> {
        unpack(&self.packed)
    }

    /// How many units of the store it takes.
    pub fn units(&self) -> usize {
        self.packed.chars().count()
    }
}

/// What a save comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// What is said of the workspace, such as its title.
    pub head: String,
    /// What loading gives, by names.
    pub sections: BTreeMap<String, Part>,
    /// What is kept beside it, and read only when it is asked for ([`held`]).
    pub held: BTreeMap<String, Part>,
}

/// What a tab knows of a workspace in the store: what its next save goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The save that is open; none where nothing of it is kept.
    pub base: Option<(Stamp, Manifest)>,
    /// The saves that were there when it was opened, usable or not, and those made since.
    seen: BTreeSet<Stamp>,
    /// There was a save of this generation somewhere: the next one is above it.
    floor: u32,
}

impl Baseline {
    /// The save that is open.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.base.as_ref().map(|(stamp, _)| stamp)
    }

    /// The manifest of the save that is open.
    pub(crate) fn manifest(&self) -> Option<&Manifest> {
        self.base.as_ref().map(|(_, manifest)| manifest)
    }

    /// The newest generation that it knows of, usable or not.
    pub fn generation(&self) -> u32 {
        let base = self.stamp().map_or(0, |stamp| stamp.generation);
        let seen = self.seen.last().map_or(0, |stamp| stamp.generation);
        base.max(seen).max(self.floor)
    }

    /// There was a save of this generation somewhere else: the next one is above it.
    pub fn raise_generation(&mut self, generation: u32) {
        self.floor = self.floor.max(generation);
    }

    /// The saves that there are now may be gone over, too.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(crate) fn acknowledge(
        &mut self,
        store: &dyn Store,
        workspace: &str,
    ) -> Result<(), StoreError> {
        let stamps = WorkspaceStore { store, workspace }.stamps()?;
        self.remember(stamps);
        Ok(())
    }

    /// Whether another tab than this one has saved what has not been seen here (K10).
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(crate) fn newer_save(
        &self,
        store: &dyn Store,
        workspace: &str,
        tab: &str,
    ) -> Result<Option<Stamp>, StoreError> {
        let newest = WorkspaceStore { store, workspace }.stamps()?.into_iter().next();
        Ok(newest.filter(|newest| self.is_strange(newest, tab)))
    }

    fn is_strange(&self, newest: &Stamp, tab: &str) -> bool {
        newest.tab != tab && !self.seen.contains(newest)
    }

    /// The keys of all that the save that is open needs, its manifest last.
    pub fn keys(&self, workspace: &str) -> Vec<String> {
        let Some((stamp, manifest)) = &self.base else { return Vec::new() };
        let parts: BTreeSet<&String> = collect_into(manifest.keys());
        parts.into_iter().cloned().chain([manifest_key(workspace, stamp)]).collect()
    }

    fn remember(&mut self, stamps: impl IntoIterator<Item = Stamp>) {
        self.seen.extend(stamps);
        while self.seen.len() > MOST_SEEN {
            self.seen.pop_first();
        }
    }
}

/// What a save came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What the next one goes on from.
    pub known: Baseline,
    /// The names of what is held and is no longer there or what it was.
    pub lost: Vec<String>,
}

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Which save it is, and which others there are.
    pub known: Baseline,
    /// Its head and where its sections are.
    pub manifest: Manifest,
    /// Its sections by their names.
    pub sections: BTreeMap<String, String>,
    /// Keys of newer manifests that could not be used: damaged themselves, or a section of theirs is
    /// missing or damaged. They were left alone.
    pub unusable: Vec<String>,
    /// Saves of the same generation by other tabs, which are as good.
    pub beside: Vec<Stamp>,
}

/// Why a save was not done. Nothing that was kept is lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// Another tab has saved since: this is the newest save there is.
    Overtaken(Stamp),
    /// The store would not.
    StoreError(StoreError),
}

impl From<StoreError> for SaveError {
    fn from(refused: StoreError) -> Self {
        Self::StoreError(refused)
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overtaken(_) => f.write_str("another tab has saved this workspace since"),
            Self::StoreError(refused) => refused.fmt(f),
        }
    }
}

/// A workspace in a store.
pub(super) struct WorkspaceStore<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) workspace: &'a str,
}

fn manifests(workspace: &str) -> String {
    format!("{MANIFEST}{workspace}.")
}

pub(super) fn manifest_key(workspace: &str, stamp: &Stamp) -> String {
    format!("{}{:010}.{}", manifests(workspace), stamp.generation, stamp.tab)
}

impl WorkspaceStore<'_> {
    /// The saves there are, the newest first.
    pub(super) fn stamps(&self) -> Result<Vec<Stamp>, StoreError> {
        Ok(self.stamps_and_others()?.0)
    }

    /// The same, and the keys of what looks like a save and has no stamp of one.
    fn stamps_and_others(&self) -> Result<(Vec<Stamp>, Vec<String>), StoreError> {
        let prefix = manifests(self.workspace);
        let stamp = |key: &str| {
            let (generation, tab) = key.strip_prefix(&prefix)?.split_once('.')?;
            let generation = generation.parse().ok().filter(|it| *it < MOST)?;
            let stamp = Stamp { generation, tab: tab.to_owned() };
            // Two ways to write a generation would be two keys of one save.
            (manifest_key(self.workspace, &stamp) == key).then_some(stamp)
        };
        let (mut stamps, mut others) = (BTreeSet::new(), Vec::new());
        for key in self.store.keys(&prefix)? {
            match stamp(&key) {
                Some(stamp) => drop(stamps.insert(stamp)),
                None => others.push(key),
            }
        }
        Ok((stamps.into_iter().rev().collect(), others))
    }

    pub(super) fn manifest(&self, stamp: &Stamp) -> Result<Option<Manifest>, StoreError> {
        self.manifest_at(&manifest_key(self.workspace, stamp))
    }

    fn manifest_at(&self, key: &str) -> Result<Option<Manifest>, StoreError> {
        let text = self.store.get(key)?;
        Ok(text.and_then(|text| Manifest::read(key, &text)))
    }

    /// The sections of a manifest, where all are there and what they were.
    fn sections(
        &self,
        manifest: &Manifest,
    ) -> Result<Option<BTreeMap<String, String>>, StoreError> {
        let mut sections = BTreeMap::new();
        for (name, key) in &manifest.sections {
            match section(self.store, key)? {
                Some(text) => sections.insert(name.clone(), text),
                None => return Ok(None),
            };
        }
        Ok(Some(sections))
    }

    /// All that a manifest names. Where one cannot be read nobody knows what it names: none.
    fn named(&self) -> Result<Option<BTreeSet<String>>, StoreError> {
        let mut named = BTreeSet::new();
        for key in self.store.keys(&manifests(self.workspace))? {
            match self.manifest_at(&key)? {
                Some(manifest) => named.extend(manifest.keys().cloned()),
                None => return Ok(None),
            }
        }
        Ok(Some(named))
    }

    /// Does away with sections that no manifest names.
    fn remove_unnamed(&self, keys: impl IntoIterator<Item = String>) -> Result<(), StoreError> {
        let Some(named) = self.named()? else { return Ok(()) };
        for key in keys.into_iter().filter(|key| !named.contains(key)) {
            self.store.remove(&key)?;
        }
        Ok(())
    }

    /// K6: the saves before the one that the newest is based on.
    fn remove_older_than(&self, generation: u32) -> Result<(), StoreError> {
        let mut keys = Vec::new();
        for stamp in self.stamps()?.into_iter().filter(|stamp| stamp.generation < generation) {
            // One that cannot be read is kept for whoever can.
            let Some(manifest) = self.manifest(&stamp)? else { continue };
            keys.extend(manifest.keys().cloned());
            self.store.remove(&manifest_key(self.workspace, &stamp))?;
        }
        self.remove_unnamed(keys)
    }
}

/// The hash that the key of a section holds.
fn hash_in(key: &str) -> Option<&str> {
    key.strip_prefix(SECTION)?.split('.').nth(1)
}

/// What is under the key of a section, where it is what it was. The store takes note of it.
fn section(store: &dyn Store, key: &str) -> Result<Option<String>, StoreError> {
    let text = store.get(key)?.as_deref().and_then(unpack);
    let text = text.filter(|text| hash_in(key) == Some(&*hash(text)));
    if text.is_some() {
        store.note(key);
    }
    Ok(text)
}

/// Whether the section under a key is there and what it was.
///
/// # Errors
/// Where the store cannot be read.
pub(crate) fn is_whole(store: &dyn Store, key: &str) -> Result<bool, StoreError> {
    Ok(store.is_as_noted(key)? || section(store, key)?.is_some())
}

/// What a save holds under this name beside its sections; none where it is not there or no longer
/// what it was.
///
/// # Errors
/// Where the store cannot be read.
pub fn held(store: &dyn Store, of: &Manifest, name: &str) -> Result<Option<String>, StoreError> {
    of.held.get(name).map_or(Ok(None), |key| section(store, key))
}

/// The ids of the workspaces in a store.
///
/// # Errors
/// Where the store cannot be read.
pub fn workspaces(store: &dyn Store) -> Result<BTreeSet<String>, StoreError> {
    let id = |key: &String| {
        let (id, _) = key.strip_prefix(MANIFEST)?.split_once('.')?;
        Some(id.to_owned())
    };
    Ok(collect_into(store.keys(MANIFEST)?.iter().filter_map(id)))
}

/// The newest save of a workspace that says what it is, whether or not its sections are there.
///
/// # Errors
/// Where the store cannot be read.
pub fn newest(store: &dyn Store, workspace: &str) -> Result<Option<Manifest>, StoreError> {
    let kept = WorkspaceStore { store, workspace };
    for stamp in kept.stamps()? {
        if let Some(manifest) = kept.manifest(&stamp)? {
            return Ok(Some(manifest));
        }
    }
    Ok(None)
}

/// Loads a workspace (K4); none where there is no save of it that can be used.
///
/// # Errors
/// Where the store cannot be read.
pub fn load(store: &dyn Store, workspace: &str) -> Result<Option<Loaded>, StoreError> {
    let kept = WorkspaceStore { store, workspace };
    let mut seen = kept.stamps()?;
    loop {
        let found = load_from(&kept, &seen)?;
        let now = kept.stamps()?;
        // Where saves came or went meanwhile it may have looked for what is gone by right.
        if found.as_ref().is_some_and(|found| found.unusable.is_empty()) || now == seen {
            return Ok(found);
        }
        seen = now;
    }
}

fn load_from(kept: &WorkspaceStore<'_>, stamps: &[Stamp]) -> Result<Option<Loaded>, StoreError> {
    let (_, mut unusable) = kept.stamps_and_others()?;
    for stamp in stamps {
        let manifest = kept.manifest(stamp)?;
        let sections = match &manifest {
            Some(manifest) => kept.sections(manifest)?,
            None => None,
        };
        if let (Some(manifest), Some(sections)) = (manifest, sections) {
            let same = |other: &&Stamp| other.generation == stamp.generation && *other != stamp;
            let beside = stamps.iter().filter(same).cloned().collect();
            let base = Some((stamp.clone(), manifest.clone()));
            let mut known = Baseline { base, ..Baseline::default() };
            known.remember(stamps.iter().cloned());
            return Ok(Some(Loaded { known, manifest, sections, unusable, beside }));
        }
        unusable.push(manifest_key(kept.workspace, stamp));
    }
    Ok(None)
}

/// Saves a workspace: over what is known of it. `again` makes the text of a section anew, by its
/// name, for one that was kept and is gone (K9).
///
/// # Errors
/// Where another tab has saved since, or the store would not. What was kept is as it was.
pub fn save(
    store: &dyn Store,
    workspace: &str,
    tab: &str,
    known: &Baseline,
    content: &Content,
    again: &dyn Fn(&str) -> Option<String>,
) -> Result<Saved, SaveError> {
    let kept = WorkspaceStore { store, workspace };
    let newest = kept.stamps()?.into_iter().next();
    if let Some(newest) = newest.as_ref().filter(|newest| known.is_strange(newest, tab)) {
        return Err(SaveError::Overtaken(newest.clone()));
    }
    // One of this tab's own may be left that it could not take back.
    let newest = newest.map_or(0, |newest| newest.generation);
    let before = match known.generation().max(newest) {
        // K13
        0 => gone(store, workspace)?.unwrap_or(0),
        generation => generation,
    };
    let generation = before.saturating_add(1);
    if generation >= MOST {
        let why = "it was kept so often that its saves can be counted no further: duplicate it";
        return Err(SaveError::StoreError(StoreError(why.to_owned())));
    }
    let stamp = Stamp { generation, tab: tab.to_owned() };
    let key = manifest_key(workspace, &stamp);
    let mut writing = Writing {
        kept: &kept,
        tab,
        content,
        again,
        packed_text: BTreeMap::new(),
        keys: BTreeMap::new(),
        written: BTreeSet::new(),
        lost: BTreeSet::new(),
    };
    let done = writing.publish(&key, &stamp);
    let manifest = match done {
        Ok(manifest) => manifest,
        Err(error) => {
            // What was begun is taken back, as far as the store lets it; the rest is swept one day.
            if store.remove(&key).is_ok() {
                kept.remove_unnamed(writing.written).ok();
            }
            return Err(error);
        }
    };
    let lost = writing.lost.into_iter().collect();
    if let Some(base) = known.stamp() {
        // It is saved, whether or not there is less of the old now.
        kept.remove_older_than(base.generation).ok();
    }
    let mut known = Baseline { base: Some((stamp.clone(), manifest)), ..known.clone() };
    known.remember([stamp]);
    Ok(Saved { known, lost })
}

/// A save that is being made.
struct Writing<'a> {
    kept: &'a WorkspaceStore<'a>,
    tab: &'a str,
    content: &'a Content,
    again: &'a dyn Fn(&str) -> Option<String>,
    /// What was made ready here, by the key that it goes under.
    packed_text: BTreeMap<String, PackedText>,
    /// Where each part is, by what it is part of and its name.
    keys: BTreeMap<(Of, String), String>,
    /// The keys that were written to.
    written: BTreeSet<String>,
    lost: BTreeSet<String>,
}

/// Which of the two lists of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Sections,
    Held,
}

impl Writing<'_> {
    /// K2, K5 and K9.
    fn publish(&mut self, key: &str, stamp: &Stamp) -> Result<Manifest, SaveError> {
        for _ in 0..LOOKS {
            let wrote = self.write_parts()?;
            let manifest = self.manifest();
            let text = manifest.write(key);
            if wrote || self.kept.store.get(key)?.as_deref() != Some(&*text) {
                self.kept.store.set(key, &text)?;
                continue;
            }
            // Nothing had to be written: all of it is there.
            let rivals = self.kept.stamps()?;
            let rival = |other: &&Stamp| other.generation >= stamp.generation && *other != stamp;
            return match rivals.iter().find(rival) {
                Some(rival) => Err(SaveError::Overtaken(rival.clone())),
                None => Ok(manifest),
            };
        }
        let why = "what is written to this browser's storage does not stay in it";
        Err(SaveError::StoreError(StoreError(why.to_owned())))
    }

    fn manifest(&self) -> Manifest {
        let list = |of: Of| {
            let found = self.keys.iter().filter(|((it, _), _)| *it == of);
            collect_into(found.map(|((_, name), key)| (name.clone(), key.clone())))
        };
        let head = self.content.head.clone();
        Manifest { head, sections: list(Of::Sections), held: list(Of::Held) }
    }

    /// Looks at each part, and writes those that are not there. Whether there were any.
    fn write_parts(&mut self) -> Result<bool, StoreError> {
        let content = self.content;
        let sections = content.sections.iter().map(|(name, part)| (Of::Sections, name, part));
        let held = content.held.iter().map(|(name, part)| (Of::Held, name, part));
        let (mut wrote, mut missing) = (false, Vec::new());
        let mut whole: BTreeMap<String, String> = BTreeMap::new();
        let mut looked: BTreeMap<String, bool> = BTreeMap::new();
        for (of, name, part) in sections.chain(held) {
            let at = (of, name.clone());
            let key = match (self.keys.get(&at), part) {
                (Some(key), _) | (None, Part::Kept(key)) => key.clone(),
                (None, Part::Text(text)) => self.take(PackedText::new(text)),
                (None, Part::PackedText(packed_text)) => self.take(packed_text.clone()),
            };
            let there = match looked.get(&key) {
                Some(there) => *there,
                // What is new is not there, or was left there by a save that was cut off.
                None if self.packed_text.contains_key(&key) && !self.written.contains(&key) => {
                    false
                }
                None => is_whole(self.kept.store, &key)?,
            };
            let there = match self.packed_text.get(&key) {
                Some(packed_text) if !there => {
                    self.kept.store.set(&key, &packed_text.packed)?;
                    self.kept.store.note(&key);
                    self.written.insert(key.clone());
                    wrote = true;
                    true
                }
                _ => there,
            };
            looked.insert(key.clone(), there);
            match there {
                true => {
                    drop(whole.insert(hash_in(&key).unwrap_or_default().to_owned(), key.clone()))
                }
                false => missing.push((at.clone(), key.clone())),
            }
            self.keys.insert(at, key);
        }
        for (at, key) in missing {
            wrote |= self.mend(at, key, &mut whole)?;
        }
        Ok(wrote)
    }

    /// Finds what was kept under a key and is gone: under another one, or made anew.
    fn mend(
        &mut self,
        at: (Of, String),
        key: String,
        whole: &mut BTreeMap<String, String>,
    ) -> Result<bool, StoreError> {
        let hash = hash_in(&key).unwrap_or_default();
        if let Some(other) = whole.get(hash) {
            self.lost.remove(&at.1);
            self.keys.insert(at, other.clone());
            return Ok(true);
        }
        let anew = match at.0 {
            Of::Sections => (self.again)(&at.1),
            Of::Held => None,
        };
        let Some(anew) = anew else {
            if at.0 == Of::Held {
                // K8: it is named on, for what can still be done about it.
                self.lost.insert(at.1);
                return Ok(false);
            }
            let why = format!("a part of it is gone from this browser's storage ({})", at.1);
            return Err(StoreError(why));
        };
        let packed_text = PackedText::new(&anew);
        let hash = packed_text.hash.clone();
        let key = self.take(packed_text);
        if let Some(packed_text) = self.packed_text.get(&key) {
            self.kept.store.set(&key, &packed_text.packed)?;
            self.kept.store.note(&key);
        }
        self.written.insert(key.clone());
        whole.insert(hash, key.clone());
        self.keys.insert(at, key);
        Ok(true)
    }

    /// Takes a text to be written; gives its key, under which there can be but the same.
    fn take(&mut self, packed_text: PackedText) -> String {
        let key = format!("{SECTION}{}.{}.{}", self.kept.workspace, packed_text.hash, self.tab);
        self.packed_text.entry(key.clone()).or_insert(packed_text);
        key
    }
}

/// The last generation of a workspace of this name that was deleted (K13).
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn gone(store: &dyn Store, workspace: &str) -> Result<Option<u32>, StoreError> {
    let text = store.get(&format!("{GONE}{workspace}"))?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// The keys of what saves that were cut off have left (K7).
///
/// # Errors
/// Where the store cannot be read.
pub fn orphans(store: &dyn Store, workspace: &str) -> Result<Vec<String>, StoreError> {
    let kept = WorkspaceStore { store, workspace };
    let Some(named) = kept.named()? else { return Ok(Vec::new()) };
    let mut keys = store.keys(&format!("{SECTION}{workspace}."))?;
    keys.retain(|key| !named.contains(key));
    Ok(keys)
}

/// Does away with them, as far as still no save names them. What another tab is writing looks the
/// same: only for a tab that has the workspace alone, and a while after it looked for them.
///
/// # Errors
/// Where the store cannot be read or takes nothing.
pub fn sweep(store: &dyn Store, workspace: &str, keys: Vec<String>) -> Result<(), StoreError> {
    WorkspaceStore { store, workspace }.remove_unnamed(keys)
}

/// How many units of the store a workspace takes.
///
/// # Errors
/// Where the store cannot be read.
pub fn size(store: &dyn Store, workspace: &str) -> Result<usize, StoreError> {
    let sizes = keys(store, workspace)?.into_iter();
    sizes.map(|key| Ok(key.len() + store.size(&key)?)).sum()
}

/// The keys of all that there is of a workspace, its manifests first.
///
/// # Errors
/// Where the store cannot be read.
pub fn keys(store: &dyn Store, workspace: &str) -> Result<Vec<String>, StoreError> {
    let mut keys = store.keys(&format!("{MANIFEST}{workspace}."))?;
    keys.extend(store.keys(&format!("{SECTION}{workspace}."))?);
    Ok(keys)
}

/// Does away with a workspace, and hands back what was there for [`restore_removed`]. Its last generation
/// is left behind (K13).
///
/// # Errors
/// Where the store cannot be read or takes nothing.
pub fn remove(store: &dyn Store, workspace: &str) -> Result<Vec<(String, String)>, StoreError> {
    let last = WorkspaceStore { store, workspace }.stamps()?.first().map(|stamp| stamp.generation);
    let mut removed = Vec::new();
    // The manifests first: without them the sections are nothing.
    for key in keys(store, workspace)? {
        let text = store.get(&key)?;
        store.remove(&key)?;
        removed.extend(text.map(|text| (key, text)));
    }
    // It is gone all the same where that cannot be kept: a full store is no reason to stay full.
    if let Some(last) = last {
        store.set(&format!("{GONE}{workspace}"), &last.to_string()).ok();
    }
    Ok(removed)
}

/// Brings back what was done away with; the manifests last.
///
/// # Errors
/// Where the store takes nothing, or no longer as much.
pub fn restore_removed(
    store: &dyn Store,
    workspace: &str,
    removed: &[(String, String)],
) -> Result<(), StoreError> {
    removed.iter().rev().try_for_each(|(key, text)| store.set(key, text))?;
    store.remove(&format!("{GONE}{workspace}"))
}

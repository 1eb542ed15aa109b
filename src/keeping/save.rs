//! Saving, loading and tidying up, by the rules of the module.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::manifest::{Manifest, Stamp};
use super::pack::{hash, pack, unpack};
use super::store::{Refused, Store};
use crate::shared::gather;

/// The keys of manifests: this, the workspace, the generation, the tab.
const MANIFEST: &str = "whocan.save.";
/// The keys of sections: this, the workspace, the hash, the tab.
const SECTION: &str = "whocan.part.";

/// What a section of a save is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it was under this key: what the save is based on names it too.
    Kept(String),
    /// This text.
    Text(String),
    /// A text that was made ready for the store before.
    Ready(Ready),
}

/// A text as it goes into the store: what takes its time over a save, done ahead of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    hash: String,
    packed: String,
}

impl Ready {
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

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Which save it is.
    pub stamp: Stamp,
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
pub enum Trouble {
    /// Another tab has saved since: this is the newest save there is.
    Overtaken(Stamp),
    /// The store would not.
    Refused(Refused),
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overtaken(_) => f.write_str("another tab has saved this workspace since"),
            Self::Refused(refused) => refused.fmt(f),
        }
    }
}

/// A workspace in a store.
struct Shelf<'a> {
    store: &'a dyn Store,
    workspace: &'a str,
}

impl Shelf<'_> {
    fn manifests(&self) -> String {
        format!("{MANIFEST}{}.", self.workspace)
    }

    fn manifest_key(&self, stamp: &Stamp) -> String {
        format!("{}{:010}.{}", self.manifests(), stamp.generation, stamp.tab)
    }

    /// The saves there are, the newest first.
    fn stamps(&self) -> Result<Vec<Stamp>, Refused> {
        let prefix = self.manifests();
        let stamp = |key: &String| {
            let (generation, tab) = key.strip_prefix(&prefix)?.split_once('.')?;
            Some(Stamp { generation: generation.parse().ok()?, tab: tab.to_owned() })
        };
        let stamps: BTreeSet<Stamp> = gather(self.store.keys(&prefix)?.iter().filter_map(stamp));
        Ok(stamps.into_iter().rev().collect())
    }

    fn manifest(&self, stamp: &Stamp) -> Result<Option<Manifest>, Refused> {
        let text = self.store.get(&self.manifest_key(stamp))?;
        Ok(text.as_deref().and_then(Manifest::read))
    }

    /// The sections of a manifest, where all are there and what they were.
    fn sections(&self, manifest: &Manifest) -> Result<Option<BTreeMap<String, String>>, Refused> {
        let mut sections = BTreeMap::new();
        for (name, key) in &manifest.sections {
            match section(self.store, key)? {
                Some(text) => sections.insert(name.clone(), text),
                None => return Ok(None),
            };
        }
        Ok(Some(sections))
    }

    /// Writes the sections that are new. Their keys go to `written` one by one, so that a caller
    /// who gives up knows what to take back.
    fn write_sections(
        &self,
        tab: &str,
        parts: &BTreeMap<String, Part>,
        written: &mut Vec<String>,
    ) -> Result<BTreeMap<String, String>, Refused> {
        let mut sections = BTreeMap::new();
        for (name, part) in parts {
            let key = match part {
                Part::Kept(key) => key.clone(),
                Part::Text(text) => self.write_section(tab, &Ready::new(text), written)?,
                Part::Ready(ready) => self.write_section(tab, ready, written)?,
            };
            sections.insert(name.clone(), key);
        }
        Ok(sections)
    }

    fn write_section(
        &self,
        tab: &str,
        ready: &Ready,
        written: &mut Vec<String>,
    ) -> Result<String, Refused> {
        let key = format!("{SECTION}{}.{}.{tab}", self.workspace, ready.hash);
        // Under its own tab's key there can be but the same.
        self.store.set(&key, &ready.packed)?;
        written.push(key.clone());
        Ok(key)
    }

    /// All that a manifest names. Where one cannot be read nobody knows what it names: none.
    fn named(&self) -> Result<Option<BTreeSet<String>>, Refused> {
        let mut named = BTreeSet::new();
        for stamp in self.stamps()? {
            match self.manifest(&stamp)? {
                Some(manifest) => named.extend(manifest.keys().cloned()),
                None => return Ok(None),
            }
        }
        Ok(Some(named))
    }

    /// Does away with sections that no manifest names.
    fn remove_unnamed(&self, keys: impl IntoIterator<Item = String>) -> Result<(), Refused> {
        let Some(named) = self.named()? else { return Ok(()) };
        for key in keys.into_iter().filter(|key| !named.contains(key)) {
            self.store.remove(&key)?;
        }
        Ok(())
    }

    /// K6: the saves before the one that the newest is based on.
    fn remove_older_than(&self, generation: u32) -> Result<(), Refused> {
        let mut keys = Vec::new();
        for stamp in self.stamps()?.into_iter().filter(|stamp| stamp.generation < generation) {
            // One that cannot be read is kept for whoever can.
            let Some(manifest) = self.manifest(&stamp)? else { continue };
            keys.extend(manifest.keys().cloned());
            self.store.remove(&self.manifest_key(&stamp))?;
        }
        self.remove_unnamed(keys)
    }
}

/// What is under the key of a section, where it is what it was.
fn section(store: &dyn Store, key: &str) -> Result<Option<String>, Refused> {
    let text = store.get(key)?.as_deref().and_then(unpack);
    Ok(text.filter(|text| key.split('.').any(|part| part == hash(text))))
}

/// What a save holds under this name beside its sections; none where it is not there or no longer
/// what it was.
///
/// # Errors
/// Where the store cannot be read.
pub fn held(store: &dyn Store, of: &Manifest, name: &str) -> Result<Option<String>, Refused> {
    of.held.get(name).map_or(Ok(None), |key| section(store, key))
}

/// The ids of the workspaces in a store.
///
/// # Errors
/// Where the store cannot be read.
pub fn workspaces(store: &dyn Store) -> Result<BTreeSet<String>, Refused> {
    let id = |key: &String| {
        let (id, _) = key.strip_prefix(MANIFEST)?.split_once('.')?;
        Some(id.to_owned())
    };
    Ok(gather(store.keys(MANIFEST)?.iter().filter_map(id)))
}

/// The newest save of a workspace that says what it is, whether or not its sections are there.
///
/// # Errors
/// Where the store cannot be read.
pub fn newest(store: &dyn Store, workspace: &str) -> Result<Option<Manifest>, Refused> {
    let shelf = Shelf { store, workspace };
    for stamp in shelf.stamps()? {
        if let Some(manifest) = shelf.manifest(&stamp)? {
            return Ok(Some(manifest));
        }
    }
    Ok(None)
}

/// Loads a workspace (K4); none where there is no save of it that can be used.
///
/// # Errors
/// Where the store cannot be read.
pub fn load(store: &dyn Store, workspace: &str) -> Result<Option<Loaded>, Refused> {
    let shelf = Shelf { store, workspace };
    let mut seen = shelf.stamps()?;
    loop {
        let found = load_from(&shelf, &seen)?;
        let now = shelf.stamps()?;
        // Where saves came or went meanwhile it may have looked for what is gone by right.
        if found.as_ref().is_some_and(|found| found.unusable.is_empty()) || now == seen {
            return Ok(found);
        }
        seen = now;
    }
}

fn load_from(shelf: &Shelf<'_>, stamps: &[Stamp]) -> Result<Option<Loaded>, Refused> {
    let mut unusable = Vec::new();
    for stamp in stamps {
        let manifest = shelf.manifest(stamp)?;
        let sections = match &manifest {
            Some(manifest) => shelf.sections(manifest)?,
            None => None,
        };
        if let (Some(manifest), Some(sections)) = (manifest, sections) {
            let same = |other: &&Stamp| other.generation == stamp.generation && *other != stamp;
            let beside = stamps.iter().filter(same).cloned().collect();
            return Ok(Some(Loaded { stamp: stamp.clone(), manifest, sections, unusable, beside }));
        }
        unusable.push(shelf.manifest_key(stamp));
    }
    Ok(None)
}

/// Saves a workspace: based on the save that was loaded or made last, none for one that was never
/// saved. Gives the save it made and where its sections are.
///
/// # Errors
/// Where another tab has saved since, or the store would not. What was kept is as it was.
pub fn save(
    store: &dyn Store,
    workspace: &str,
    tab: &str,
    base: Option<&Stamp>,
    content: &Content,
) -> Result<(Stamp, Manifest), Trouble> {
    let shelf = Shelf { store, workspace };
    if let Some(newest) = shelf.stamps()?.into_iter().next()
        && Some(&newest) != base
    {
        return Err(Trouble::Overtaken(newest));
    }
    let generation = base.map_or(1, |base| base.generation + 1);
    let stamp = Stamp { generation, tab: tab.to_owned() };
    let mut written = Vec::new();
    let done = publish(&shelf, &stamp, content, &mut written);
    if done.is_err() {
        // What was begun is taken back, as far as the store lets it; the rest is swept one day.
        if shelf.store.remove(&shelf.manifest_key(&stamp)).is_ok() {
            shelf.remove_unnamed(written).ok();
        }
        return done.map(|manifest| (stamp, manifest));
    }
    if let Some(base) = base {
        // It is saved, whether or not there is less of the old now.
        shelf.remove_older_than(base.generation).ok();
    }
    done.map(|manifest| (stamp, manifest))
}

/// K2 and K5.
fn publish(
    shelf: &Shelf<'_>,
    stamp: &Stamp,
    content: &Content,
    written: &mut Vec<String>,
) -> Result<Manifest, Trouble> {
    let sections = shelf.write_sections(&stamp.tab, &content.sections, written)?;
    let held = shelf.write_sections(&stamp.tab, &content.held, written)?;
    let manifest = Manifest { head: content.head.clone(), sections, held };
    shelf.store.set(&shelf.manifest_key(stamp), &manifest.write())?;
    let rivals = shelf.stamps()?;
    let rival = |other: &&Stamp| other.generation >= stamp.generation && *other != stamp;
    match rivals.iter().find(rival) {
        Some(rival) => Err(Trouble::Overtaken(rival.clone())),
        None => Ok(manifest),
    }
}

/// The keys of what saves that were cut off have left (K7).
///
/// # Errors
/// Where the store cannot be read.
pub fn left_over(store: &dyn Store, workspace: &str) -> Result<Vec<String>, Refused> {
    let shelf = Shelf { store, workspace };
    let Some(named) = shelf.named()? else { return Ok(Vec::new()) };
    let mut keys = store.keys(&format!("{SECTION}{workspace}."))?;
    keys.retain(|key| !named.contains(key));
    Ok(keys)
}

/// Does away with them, as far as still no save names them. What another tab is writing looks the
/// same: only for a tab that has the workspace alone, and a while after it looked for them.
///
/// # Errors
/// Where the store cannot be read or takes nothing.
pub fn sweep(store: &dyn Store, workspace: &str, keys: Vec<String>) -> Result<(), Refused> {
    Shelf { store, workspace }.remove_unnamed(keys)
}

/// How many units of the store a workspace takes.
///
/// # Errors
/// Where the store cannot be read.
pub fn size(store: &dyn Store, workspace: &str) -> Result<usize, Refused> {
    let sizes = keys(store, workspace)?.into_iter();
    sizes.map(|key| Ok(key.len() + store.size(&key)?)).sum()
}

/// The keys of all that there is of a workspace, its manifests first.
///
/// # Errors
/// Where the store cannot be read.
pub fn keys(store: &dyn Store, workspace: &str) -> Result<Vec<String>, Refused> {
    let mut keys = store.keys(&format!("{MANIFEST}{workspace}."))?;
    keys.extend(store.keys(&format!("{SECTION}{workspace}."))?);
    Ok(keys)
}

/// Does away with a workspace, and hands back what was there for [`put_back`].
///
/// # Errors
/// Where the store cannot be read or takes nothing.
pub fn remove(store: &dyn Store, workspace: &str) -> Result<Vec<(String, String)>, Refused> {
    let mut removed = Vec::new();
    // The manifests first: without them the sections are nothing.
    for key in keys(store, workspace)? {
        let text = store.get(&key)?;
        store.remove(&key)?;
        removed.extend(text.map(|text| (key, text)));
    }
    Ok(removed)
}

/// Brings back what was done away with; the manifests last.
///
/// # Errors
/// Where the store takes nothing, or no longer as much.
pub fn put_back(store: &dyn Store, removed: &[(String, String)]) -> Result<(), Refused> {
    removed.iter().rev().try_for_each(|(key, text)| store.set(key, text))
}

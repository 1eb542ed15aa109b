//! All states that were saved, one after the other.

use std::collections::BTreeMap;

use super::{Revision, Workspace, held_name};
use crate::protocol::{self, Part, Store};
use whocan_core::document::{Document, Section, join};

/// What the pieces of a state are told by, where that is known: pieces of the same key are the same.
type Keys = BTreeMap<&'static str, String>;

impl Workspace {
    /// What each revision was, the oldest first; none where it cannot be read. The last is the saved
    /// document. A piece that two of them share is read once.
    pub fn past(&self, store: &dyn Store) -> Vec<(Revision, Option<Document>)> {
        let Some((newest, earlier)) = self.revisions.split_last() else { return Vec::new() };
        let mut past = Vec::with_capacity(self.revisions.len());
        let mut last: Option<(Keys, Document)> = None;
        for revision in earlier {
            let found = self.state(store, revision.id, last.as_ref());
            past.push((revision.clone(), found.as_ref().map(|(_, document)| document.clone())));
            last = found.or(last);
        }
        past.push((newest.clone(), Some(self.saved.clone())));
        past
    }

    /// The state of an earlier revision; pieces that are those of another one come from there.
    fn state(
        &self,
        store: &dyn Store,
        revision: u32,
        other: Option<&(Keys, Document)>,
    ) -> Option<(Keys, Document)> {
        let (mut keys, mut texts) = (Keys::new(), BTreeMap::new());
        for section in Section::all() {
            let name = held_name(revision, section);
            let text = match self.held.get(&name)? {
                Part::Text(text) => text.clone(),
                Part::PackedText(packed_text) => packed_text.text()?,
                Part::Kept(key) => {
                    keys.insert(section.key(), key.clone());
                    let known = other.and_then(|(keys, _)| keys.get(section.key()));
                    if known == Some(key) {
                        continue;
                    }
                    let manifest = self.known.manifest()?;
                    protocol::held(store, manifest, &name).ok()??
                }
            };
            texts.insert(section.key(), text);
        }
        let base = other.map(|(_, document)| document.clone()).unwrap_or_default();
        let text = |section: Section| texts.get(section.key()).map(String::as_str);
        let document = join(&base, text).ok()?;
        Some((keys, document))
    }
}

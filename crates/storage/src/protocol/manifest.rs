//! What a save leaves last: its head, and where each of its sections is, and what it holds beside.

use std::collections::BTreeMap;

use super::pack::{hash, pack, unpack};
use whocan_core::format::{Json, Object, parse, write};

/// Which save it is: its generation, and the tab that made it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// One above that of the save it is based on.
    pub generation: u32,
    /// The tab, by an id of letters and digits.
    pub tab: String,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What the caller says of the workspace, such as its title.
    pub head: String,
    /// The keys of the sections, by the names that the caller gave them.
    pub sections: BTreeMap<String, String>,
    /// The same of what is kept and not loaded with the sections.
    pub held: BTreeMap<String, String>,
}

impl Manifest {
    /// Its text, which begins with the hash of the rest and says under which key it lies; made
    /// small, as its keys are much alike.
    pub fn write(&self, key: &str) -> String {
        let list = |keys: &BTreeMap<String, String>| {
            let mut list = Object::new();
            for (name, key) in keys {
                list.push(&**name, key.as_str());
            }
            Json::from(list)
        };
        let mut object = Object::new();
        object.push("save", key);
        object.push("head", self.head.as_str()).push("sections", list(&self.sections));
        object.push_some("held", (!self.held.is_empty()).then(|| list(&self.held)));
        let text = write(&object.into());
        pack(&format!("{}\n{text}", hash(&text)))
    }

    /// The keys of all that it needs.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.sections.values().chain(self.held.values())
    }

    /// The manifest with this text, found under this key; none where it is damaged, or was written
    /// for another key. One of a version that did not say where it belongs is taken as it is.
    pub fn read(key: &str, text: &str) -> Option<Self> {
        let text = unpack(text)?;
        let (sum, text) = text.split_once('\n')?;
        if sum != hash(text) {
            return None;
        }
        let Ok(Json::Object(object)) = parse(text.as_bytes()) else { return None };
        if object.get("save").is_some_and(|save| save.as_text() != Some(key)) {
            return None;
        }
        let head = object.get("head")?.as_text()?.to_owned();
        let list = |name: &str| {
            let mut keys = BTreeMap::new();
            if let Some(Json::Object(list)) = object.get(name) {
                for (name, key) in list.iter() {
                    keys.insert(name.to_owned(), key.as_text()?.to_owned());
                }
            }
            Some(keys)
        };
        Some(Self { head, sections: list("sections")?, held: list("held")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let sections = BTreeMap::from([("saved/directory".to_owned(), "key".to_owned())]);
        let held = BTreeMap::from([("1/directory".to_owned(), "old".to_owned())]);
        Manifest { head: "{\"title\": \"A\"}".to_owned(), sections, held }
    }

    #[test]
    fn one_changed_letter_is_noticed() {
        let text = manifest().write("here");
        assert_eq!(Manifest::read("here", &text), Some(manifest()));
        let other = pack(&unpack(&text).unwrap().replace("key", "kez"));
        assert_eq!(Manifest::read("here", &other), None);
        assert_eq!(Manifest::read("here", ""), None);
    }

    #[test]
    fn under_another_key_it_is_none() {
        assert_eq!(Manifest::read("there", &manifest().write("here")), None);
    }

    #[test]
    fn what_an_earlier_version_kept_is_read() {
        let text = unpack(&manifest().write("here")).unwrap();
        let (_, text) = text.split_once('\n').unwrap();
        let old = text.replace("  \"save\": \"here\",\n", "");
        assert_ne!(old, text);
        let old = pack(&format!("{}\n{old}", hash(&old)));
        assert_eq!(Manifest::read("anywhere", &old), Some(manifest()));
    }
}

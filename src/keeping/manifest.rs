//! What a save leaves last: its head, and where each of its sections is.

use std::collections::BTreeMap;

use super::pack::hash;
use crate::format::{Json, Object, parse, write};

/// Which save it is: its generation, and the tab that made it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// One above that of the save it is based on.
    pub generation: u32,
    /// The tab, by an id of letters and digits.
    pub tab: String,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// What the caller says of the workspace, such as its title.
    pub head: String,
    /// The keys of the sections, by the names that the caller gave them.
    pub sections: BTreeMap<String, String>,
}

impl Manifest {
    /// Its text, which begins with the hash of the rest.
    pub fn write(&self) -> String {
        let mut sections = Object::new();
        for (name, key) in &self.sections {
            sections.push(name, key.as_str());
        }
        let mut object = Object::new();
        object.push("head", self.head.as_str()).push("sections", Json::from(sections));
        let text = write(&object.into());
        format!("{}\n{text}", hash(&text))
    }

    /// The manifest with this text; none where it is damaged.
    pub fn read(text: &str) -> Option<Self> {
        let (sum, text) = text.split_once('\n')?;
        if sum != hash(text) {
            return None;
        }
        let Ok(Json::Object(object)) = parse(text.as_bytes()) else { return None };
        let head = object.get("head")?.as_text()?.to_owned();
        let Some(Json::Object(listed)) = object.get("sections") else { return None };
        let mut sections = BTreeMap::new();
        for (name, key) in listed.iter() {
            sections.insert(name.to_owned(), key.as_text()?.to_owned());
        }
        Some(Self { head, sections })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_letter_is_noticed() {
        let sections = BTreeMap::from([("saved/directory".to_owned(), "key".to_owned())]);
        let manifest = Manifest { head: "{\"title\": \"A\"}".to_owned(), sections };
        let text = manifest.write();
        assert_eq!(Manifest::read(&text), Some(manifest));
        assert_eq!(Manifest::read(&text.replace("key", "kez")), None);
        assert_eq!(Manifest::read(""), None);
    }
}

//! A document without people's names: the same permissions, for whoever may see these and not whose
//! they are. Consistent: one person is one pseudonym everywhere.

use std::collections::BTreeMap;

use super::{Document, write};
use crate::directory::Table;
use crate::format::{Extra, Json, Object, parse};
use crate::shared::Shared;

/// The file of a document with every user's name, log-in name and id replaced, wherever they stand
/// as a whole, and the parts of names also within notes, titles and descriptions. What the file says
/// of users beyond what this format knows is left out, and who added a check.
pub fn without_names(document: &Document) -> String {
    let mut bare = document.clone();
    let users = document.directory.users.iter().map(|user| {
        let mut user = (**user).clone();
        user.extra = Extra::new();
        user
    });
    bare.directory.users = Table::new(users);
    if document.checks.list.iter().any(|check| check.added_by.is_some()) {
        // Whoever added a check need not be in the directory.
        let mut checks = (*document.checks).clone();
        checks.list.iter_mut().for_each(|check| check.added_by = None);
        bare.checks = Shared::new(checks);
    }
    if bare.policies.resources.people.iter().any(|person| !person.email.is_empty()) {
        // An address is mostly made of a name.
        let mut resources = (*bare.policies.resources).clone();
        resources.people.edit_each(|it| !it.email.is_empty(), |it| it.email.clear());
        bare.policies.resources = Shared::new(resources);
    }
    let mut names = Pseudonyms::default();
    for (at, user) in document.directory.users.iter().enumerate() {
        let number = at + 1;
        names.whole.insert(user.id.to_string(), format!("u-{number:05}"));
        names.whole.insert(user.name.clone(), format!("Person {number}"));
        for word in words(&user.name).filter(|word| word.len() > 2) {
            names.words.entry(word.to_owned()).or_insert(number);
        }
        if let Some(login) = &user.login {
            names.whole.insert(login.clone(), format!("person{number}"));
        }
    }
    let text = write(&bare);
    match parse(text.as_bytes()) {
        Ok(json) => crate::format::write(&names.replace(json, "")),
        // What was just written can be read; a file with the names in it must not go out.
        Err(_) => String::new(),
    }
}

#[derive(Default)]
struct Pseudonyms {
    whole: BTreeMap<String, String>,
    /// The person that a word is a name of, the first one of several.
    words: BTreeMap<String, usize>,
}

impl Pseudonyms {
    /// A value with all names in it replaced; `key` is the member it stands under.
    fn replace(&self, json: Json, key: &str) -> Json {
        match json {
            Json::Text(text) => self.text(text.into_owned(), key).into(),
            Json::List(items) => {
                Json::List(items.into_iter().map(|item| self.replace(item, key)).collect())
            }
            Json::Object(object) => {
                let members = object.iter().map(|(key, value)| {
                    (self.text(key.to_owned(), ""), self.replace(value.clone(), key))
                });
                Json::Object(members.collect::<Object>())
            }
            other => other,
        }
    }

    fn text(&self, text: String, key: &str) -> String {
        if let Some(other) = self.whole.get(&text) {
            return other.clone();
        }
        let free = ["note", "title", "description"].contains(&key);
        if free { self.free_text(&text) } else { text }
    }

    /// A text of people's own making: each word that is a part of somebody's name is replaced, at the
    /// price of a word that is one by chance.
    fn free_text(&self, text: &str) -> String {
        let (mut replaced, mut last) = (String::new(), None);
        for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = words(part).next().unwrap_or_default();
            let person = self.words.get(word);
            match person {
                // First name and surname are one pseudonym.
                Some(_) if last == person => {}
                Some(number) => replaced.push_str(&part.replace(word, &format!("Person {number}"))),
                None => replaced.push_str(part),
            }
            last = person;
        }
        replaced
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;
    use crate::query::{Snapshot, run_checks};

    #[test]
    fn no_name_is_left_and_every_answer_stays() {
        let file = include_str!("../examples/school-office.whocan.json");
        let (mut document, _) = read(file.as_bytes()).unwrap();
        let mut checks = (*document.checks).clone();
        checks.list[0].added_by = Some("Chloe Tran".to_owned());
        document.checks = Shared::new(checks);
        let text = without_names(&document);
        assert!(!text.contains("Chloe"));
        for user in document.directory.users.iter() {
            for word in words(&user.name).filter(|word| word.len() > 2) {
                assert!(!words(&text).any(|other| other == word), "{word}");
            }
            assert!(!text.contains(&format!("\"{}\"", user.id)), "{}", user.id);
            assert!(user.login.as_ref().is_none_or(|login| !text.contains(login.as_str())));
        }
        let (bare, findings) = read(text.as_bytes()).unwrap();
        assert!(findings.is_empty(), "{findings:?}");
        let standings = |document: &Document| -> Vec<_> {
            run_checks(&Snapshot::new(document, None), None)
                .into_iter()
                .map(|it| it.status)
                .collect()
        };
        assert_eq!(standings(&bare).len(), standings(&document).len());
        assert_eq!(format!("{:?}", standings(&bare)), format!("{:?}", standings(&document)));
    }
}

//! Reads JSON values into whatever a section needs, notes what does not fit with its place, and
//! hands back what was not used, so that it can stay on its object. Knows no section.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::finding::push_key;
use super::json::MANY;
use super::{Code, Extra, Finding, Findings, Guess, Json, Object, Severity, Unread, clip};

const KEPT: &str = "it is kept in the file and counts for nothing";

/// What one reading of a file gathers: the findings, and which ids are taken.
#[derive(Debug, Default)]
pub struct Reading {
    quiet: bool,
    findings: RefCell<Findings>,
    ids: RefCell<BTreeMap<String, String>>,
}

impl Reading {
    /// A reading that has found nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A reading that takes the same and notes no finding.
    pub fn quiet() -> Self {
        Self { quiet: true, ..Self::default() }
    }

    /// The place at the top of the file.
    pub fn root(&self) -> Reader<'_> {
        Reader { reading: self, step: Step::Root, parent: None }
    }

    /// The findings in the order in which they were made.
    pub fn into_findings(self) -> Findings {
        self.findings.into_inner()
    }
}

/// A place in the file, and where to report what is wrong there. The path is rendered only when
/// something is reported.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'r> {
    reading: &'r Reading,
    step: Step<'r>,
    parent: Option<&'r Reader<'r>>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'r> {
    Root,
    Key(&'r str),
    Item(usize),
}

impl<'r> Reader<'r> {
    /// The place under a key of this object.
    pub fn at<'c>(&'c self, key: &'c str) -> Reader<'c> {
        Reader { reading: self.reading, step: Step::Key(key), parent: Some(self) }
    }

    /// The place of an item of this list, from 0.
    pub fn item(&self, index: usize) -> Reader<'_> {
        Reader { reading: self.reading, step: Step::Item(index), parent: Some(self) }
    }

    /// The place as a JSON path.
    pub fn path(&self) -> String {
        let mut path = self.parent.map(Reader::path).unwrap_or_default();
        match self.step {
            Step::Root => path.push('$'),
            Step::Key(key) => push_key(&mut path, key),
            Step::Item(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
        path
    }

    /// Reports something about this place.
    pub fn report(
        &self,
        severity: Severity,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.reading.quiet {
            return;
        }
        let mut findings = self.reading.findings.borrow_mut();
        match findings.is_full() {
            true => findings.count(severity),
            false => findings.push(Finding::new(severity, code, self.path(), message, help)),
        }
    }

    /// Reports that a value is of the wrong kind.
    pub fn wrong_type(&self, expected: &str, found: &Json) {
        self.wrong_type_so(expected, found, KEPT);
    }

    /// The same of a value that does not count for nothing.
    pub fn wrong_type_so(&self, expected: &str, found: &Json, help: &str) {
        let message = format!("expected {expected}, found {}", found.kind());
        self.report(Severity::Error, "wrong-type", message, help);
    }

    /// Reports that a text is none of those that can stand here, and which one was probably meant.
    pub fn not_a_value(&self, message: String, found: &str, names: &[&str], help: &str) {
        if self.reading.quiet {
            return;
        }
        let help = Guess::among(names.iter().copied()).help(found, help);
        self.report(Severity::Error, "not-a-value", message, help);
    }

    /// Reserves an id for this place. False, with a finding, where another place has it already.
    pub fn claim(&self, id: &str) -> bool {
        let mut ids = self.reading.ids.borrow_mut();
        if let Some(first) = ids.get(id) {
            let message = format!("the id `{}` is used already at {first}", clip(id));
            drop(ids);
            self.report(
                Severity::Error,
                "duplicate-id",
                message,
                "give it an id of its own; it is kept in the file and counts for nothing",
            );
            return false;
        }
        let place = if self.reading.quiet { String::new() } else { self.path() };
        ids.insert(id.to_owned(), place);
        true
    }

    /// The members of an object, to be taken one by one. None, with a finding, for anything else.
    pub fn fields<'j>(&'j self, json: &'j Json) -> Option<Fields<'j>> {
        let Json::Object(object) = json else {
            self.wrong_type("an object", json);
            return None;
        };
        Some(self.members(object))
    }

    /// The members of an object, to be taken one by one. Of those under one key the last counts, and
    /// the others are reported.
    pub fn members<'j>(&'j self, object: &'j Object) -> Fields<'j> {
        let mut left = vec![true; object.len()];
        let mut twice = BTreeSet::new();
        for (at, key) in object.overridden() {
            if let Some(left) = left.get_mut(at) {
                *left = false;
            }
            twice.insert(key);
        }
        for key in twice {
            self.at(key).report(
                Severity::Error,
                "duplicate-key",
                "the key stands more than once in its object",
                "the last one counts; remove the others",
            );
        }
        Fields { here: self, object, left, put_back: Object::new() }
    }

    /// The items of a list, each read by `read`; what it refuses is handed back to be kept.
    pub fn list<T>(
        &self,
        items: &[Json],
        mut read: impl FnMut(&Reader<'_>, &Json) -> Option<T>,
    ) -> (Vec<T>, Unread) {
        let mut good = Vec::with_capacity(items.len());
        let mut kept = Unread::default();
        for (index, item) in items.iter().enumerate() {
            match read(&self.item(index), item) {
                Some(value) => good.push(value),
                None => kept.push(good.len(), item.clone()),
            }
        }
        (good, kept)
    }

    /// The items of a list of texts without repetition; none, with findings, where it holds anything
    /// but texts.
    pub fn texts(&self, items: &[Json]) -> Option<Vec<String>> {
        self.texts_so(items, KEPT)
    }

    /// The same of a list that does not count for nothing where it holds anything else.
    pub fn texts_so(&self, items: &[Json], help: &str) -> Option<Vec<String>> {
        let mut texts: Vec<String> = Vec::with_capacity(items.len());
        let mut seen = BTreeSet::new();
        let many = items.len() >= MANY;
        let mut sound = true;
        for (index, item) in items.iter().enumerate() {
            match item {
                Json::Text(text) => {
                    let repeated = match many {
                        true => !seen.insert(&**text),
                        false => texts.iter().any(|known| known == text),
                    };
                    if repeated {
                        let message = format!("`{}` stands in this list already", clip(text));
                        let here = self.item(index);
                        here.report(Severity::Warning, "repeated", message, "it counts once");
                    } else {
                        texts.push(text.to_string());
                    }
                }
                other => {
                    self.item(index).wrong_type_so("a text", other, help);
                    sound = false;
                }
            }
        }
        sound.then_some(texts)
    }

    /// The members of a map, each read by `read`; what it refuses is handed back to be kept.
    pub fn map<T>(
        &self,
        object: &Object,
        mut read: impl FnMut(&Reader<'_>, &str, &Json) -> Option<T>,
    ) -> (Vec<T>, Extra) {
        let mut good = Vec::with_capacity(object.len());
        let mut kept = Extra::new();
        for (key, value) in self.members(object).left() {
            match read(&self.at(key), key, value) {
                Some(item) => good.push(item),
                None => drop(kept.push(key, value.clone())),
            }
        }
        (good, kept)
    }
}

/// The members of one object. What is taken is used; what is of the wrong kind, or never asked
/// for, remains and is handed back by [`Fields::rest`].
#[derive(Debug)]
pub struct Fields<'r> {
    here: &'r Reader<'r>,
    object: &'r Object,
    /// Which members were not taken, in the object's order.
    left: Vec<bool>,
    put_back: Object,
}

static NO_MEMBERS: Object = Object::new();

impl<'r> Fields<'r> {
    /// The object's place.
    pub fn here(&self) -> &'r Reader<'r> {
        self.here
    }

    /// The value under a key, left where it is.
    pub fn peek(&self, key: &str) -> Option<&'r Json> {
        self.find(key).map(|(_, value)| value)
    }

    /// The value under a key, whatever it is.
    pub fn any(&mut self, key: &str) -> Option<&'r Json> {
        self.take(key, "", Some)
    }

    /// An optional text.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.take(key, "a text", Json::as_text).map(str::to_owned)
    }

    fn find(&self, key: &str) -> Option<(usize, &'r Json)> {
        let mut members = self.object.iter().zip(&self.left).enumerate();
        let found = members.find(|(_, ((own, _), left))| **left && *own == key);
        found.map(|(at, ((_, value), _))| (at, value))
    }

    /// Takes a member that is of the right kind.
    fn take<T>(
        &mut self,
        key: &str,
        expected: &str,
        kind: impl FnOnce(&'r Json) -> Option<T>,
    ) -> Option<T> {
        let (at, value) = self.find(key)?;
        let found = kind(value);
        match (&found, self.left.get_mut(at)) {
            (Some(_), Some(left)) => *left = false,
            _ => self.here.at(key).wrong_type(expected, value),
        }
        found
    }

    fn left(&self) -> impl Iterator<Item = (&'r str, &'r Json)> {
        self.object.iter().zip(&self.left).filter_map(|(member, left)| left.then_some(member))
    }

    /// A text that must be there and not be blank.
    pub fn required_text(&mut self, key: &str) -> Option<String> {
        self.required_text_so(
            key,
            "until then this is kept in the file and counts for nothing",
            KEPT,
        )
    }

    /// The same of something that does not count for nothing where it cannot be read: `then` says what
    /// becomes of it, behind what is to be done and by itself.
    pub fn required_text_so(&mut self, key: &str, then: &str, help: &str) -> Option<String> {
        let (code, message, help) = match self.peek(key) {
            None => ("missing", format!("`{key}` is missing"), format!("add it; {then}")),
            Some(Json::Text(text)) if text.trim().is_empty() => {
                ("blank", format!("`{key}` is blank"), format!("fill it in; {then}"))
            }
            Some(Json::Text(_)) => return self.text(key),
            Some(other) => {
                self.here.at(key).wrong_type_so("a text", other, help);
                return None;
            }
        };
        match code {
            "missing" => self.here.report(Severity::Error, code, message, help),
            _ => self.here.at(key).report(Severity::Error, code, message, help),
        }
        None
    }

    /// A name to show; where there is none to be used, the id stands in for it. A name that could
    /// not be used remains: [`Object::push_name`] writes it back.
    pub fn name(&mut self, id: &str) -> String {
        let help = "its id is shown instead";
        match self.peek("name") {
            None => {
                let message = format!("`{}` has no `name`", clip(id));
                self.here.report(Severity::Warning, "missing", message, help);
            }
            Some(Json::Text(name)) if name.trim().is_empty() => {
                let here = self.here.at("name");
                here.report(Severity::Warning, "blank", "`name` is blank", help);
            }
            Some(_) => {
                if let Some(name) = self.text("name") {
                    return name;
                }
            }
        }
        id.to_owned()
    }

    /// The `id` of an entity, reserved for it.
    pub fn id(&mut self) -> Option<String> {
        let id = self.required_text("id")?;
        if self.here.claim(&id) { Some(id) } else { None }
    }

    /// Whether a yes-or-no member is yes; absent is no.
    pub fn flag(&mut self, key: &str) -> bool {
        let value = self.take(key, "true or false", |json| match json {
            Json::Bool(value) => Some(*value),
            _ => None,
        });
        value.unwrap_or_default()
    }

    /// The same of a member that restricts: what cannot be read is `otherwise`, which `help` says.
    pub fn flag_or(&mut self, key: &str, otherwise: bool, help: &str) -> bool {
        match self.peek(key) {
            None | Some(Json::Bool(_)) => self.flag(key),
            Some(json) => {
                self.here.at(key).wrong_type_so("true or false", json, help);
                otherwise
            }
        }
    }

    /// A list; absent is empty.
    pub fn list(&mut self, key: &str) -> &'r [Json] {
        self.optional_list(key).unwrap_or_default()
    }

    /// A list, where there is one.
    pub fn optional_list(&mut self, key: &str) -> Option<&'r [Json]> {
        self.take(key, "a list", |json| match json {
            Json::List(items) => Some(items.as_slice()),
            _ => None,
        })
    }

    /// A list of texts without repetition; absent is empty. A list that holds anything but texts
    /// is refused whole, so that it can be kept as it stands.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        self.optional_texts(key).unwrap_or_default()
    }

    /// A list of texts without repetition, where there is one.
    pub fn optional_texts(&mut self, key: &str) -> Option<Vec<String>> {
        let items = self.optional_list(key)?;
        let texts = self.here.at(key).texts(items);
        if texts.is_none() {
            self.put_back(key, items.to_vec());
        }
        texts
    }

    /// A map; absent is empty.
    pub fn map(&mut self, key: &str) -> &'r Object {
        let object = self.take(key, "an object", |json| match json {
            Json::Object(object) => Some(object),
            _ => None,
        });
        object.unwrap_or(&NO_MEMBERS)
    }

    /// A text that `parse` understands; its error is the finding's message.
    pub fn parsed<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.named(key, &[], parse, KEPT)
    }

    /// The same of a text that is one of a few names. `help` says what becomes of any other one.
    pub fn named<T>(
        &mut self,
        key: &str,
        names: &[&str],
        parse: impl FnOnce(&str) -> Result<T, String>,
        help: &str,
    ) -> Option<T> {
        let text = match self.peek(key)? {
            Json::Text(text) => text,
            other => {
                self.here.at(key).wrong_type_so("a text", other, help);
                return None;
            }
        };
        match parse(text) {
            Ok(value) => {
                self.any(key);
                Some(value)
            }
            Err(message) => {
                self.here.at(key).not_a_value(message, text, names, help);
                None
            }
        }
    }

    /// Puts a value under a key again, to stay in the file although it could not be used.
    pub fn put_back(&mut self, key: &str, value: impl Into<Json>) {
        self.put_back.push(key, value);
    }

    /// Everything that was not taken, to stay on its object.
    pub fn rest(self) -> Extra {
        let left = self.left().map(|(key, value)| (key.to_owned(), value.clone()));
        let mut rest: Extra = left.collect();
        rest.append(self.put_back);
        rest
    }
}

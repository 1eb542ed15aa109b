//! Reads JSON values into whatever a section needs, notes what does not fit with its place, and
//! hands back what was not used, so that it can stay on its object. Knows no section.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::finding::push_key;
use super::json::MANY;
use super::{
    Code, Codec, Extra, Finding, Findings, Guess, Json, Object, Otherwise, Parsed, Severity,
    Unread, clip,
};
use crate::text;

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
    pub(crate) fn quiet() -> Self {
        Self { quiet: true, ..Self::default() }
    }

    /// The place at the top of the file.
    pub fn root(&self) -> Reader<'_> {
        Reader { reading: self, step: Step::Root, parent: None }
    }

    /// What is found by a look at the section of these keys.
    pub fn within(keys: [&str; 2], look: impl FnOnce(&Reader<'_>)) -> Findings {
        let reading = Self::new();
        {
            let [outer, inner] = keys;
            let root = reading.root();
            look(&root.at(outer).at(inner));
        }
        reading.into_findings()
    }

    /// The findings in the order in which they were made.
    pub(crate) fn into_findings(self) -> Findings {
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

    fn report(
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

    /// Reports something that cannot be used as it stands.
    pub fn error(&self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.report(Severity::Error, code, message, help);
    }

    /// Reports something that can be used, and is hardly what was meant.
    pub fn warning(&self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.report(Severity::Warning, code, message, help);
    }

    /// Reports something worth knowing.
    pub fn note(&self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.report(Severity::Note, code, message, help);
    }

    /// Reports an id that leads nowhere, and which one was probably meant.
    pub fn unknown(&self, message: String, id: &str, known: &Guess<'_>, help: impl Into<String>) {
        self.error("unknown-reference", message, known.help(id, help));
    }

    /// Reports that a value is of the wrong kind, and what becomes of it.
    pub(crate) fn wrong_type(&self, expected: &str, found: &Json, help: impl Into<String>) {
        let message = format!("expected {expected}, found {}", found.kind());
        self.error("wrong-type", message, help);
    }

    /// Reports that a text is none of those that can stand here, and which one was probably meant.
    pub(crate) fn not_a_value(
        &self,
        message: String,
        found: &str,
        names: &[&str],
        help: impl Into<String>,
    ) {
        if self.reading.quiet {
            return;
        }
        let help = Guess::among(names.iter().copied()).help(found, help);
        self.error("not-a-value", message, help);
    }

    /// Reports that something stands in a list for a second time.
    fn repeated(&self, text: &str) {
        let message = format!("`{}` stands in this list already", clip(text));
        self.warning("repeated", message, "it counts once");
    }

    /// Whether this is an item of a list under a key.
    pub(crate) fn is_item_of(&self, key: &str) -> bool {
        let list = self.parent.map(|parent| parent.step);
        matches!((self.step, list), (Step::Item(_), Some(Step::Key(own))) if own == key)
    }

    /// Reserves an id for this place. False, with a finding, where another place has it already.
    pub fn claim(&self, id: &str) -> bool {
        let mut ids = self.reading.ids.borrow_mut();
        if let Some(first) = ids.get(id) {
            let message = format!("the id `{}` is used already at {first}", clip(id));
            drop(ids);
            self.error(
                "duplicate-id",
                message,
                format!("give it an id of its own; {}", Otherwise::Kept),
            );
            return false;
        }
        let place = if self.reading.quiet { String::new() } else { self.path() };
        ids.insert(id.to_owned(), place);
        true
    }

    /// The members of an object, to be taken one by one. None, with a finding, for anything else.
    pub fn fields<'j>(&'j self, json: &'j Json, otherwise: Otherwise) -> Option<Fields<'j>> {
        Some(self.members(self.object(json, otherwise)?))
    }

    /// The object that a value is. None, with a finding, for anything else.
    pub(crate) fn object<'j>(&self, json: &'j Json, otherwise: Otherwise) -> Option<&'j Object> {
        let Json::Object(object) = json else {
            self.wrong_type("an object", json, otherwise);
            return None;
        };
        Some(object)
    }

    /// The items of the list that a value is. None, with a finding, for anything else.
    pub(crate) fn items<'j>(&self, json: &'j Json, otherwise: Otherwise) -> Option<&'j [Json]> {
        let Json::List(items) = json else {
            self.wrong_type("a list", json, otherwise);
            return None;
        };
        Some(items)
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
            self.at(key).error(
                "duplicate-key",
                "the key stands more than once in its object",
                "the last one counts; remove the others",
            );
        }
        let (put_back, id) = (Object::new(), String::new());
        Fields { here: self, object, left, put_back, id, is_refused: false }
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
    pub fn texts(&self, items: &[Json], otherwise: Otherwise) -> Option<Vec<String>> {
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
                        self.item(index).repeated(text);
                    } else {
                        texts.push(text.to_string());
                    }
                }
                other => {
                    self.item(index).wrong_type("a text", other, otherwise);
                    sound = false;
                }
            }
        }
        sound.then_some(texts)
    }

    /// The value of which a text is the name. None, with a finding, for anything else.
    pub fn named<T: Parsed>(&self, json: &Json, expected: &str, otherwise: Otherwise) -> Option<T> {
        let Json::Text(text) = json else {
            self.wrong_type(expected, json, otherwise);
            return None;
        };
        match text.parse() {
            Ok(value) => Some(value),
            Err(message) => {
                self.not_a_value(message, text, T::NAMES, otherwise);
                None
            }
        }
    }

    /// Those items of a list that are the names of values, each once, and whether these are all.
    pub(crate) fn all_named<T: Parsed>(
        &self,
        items: &[Json],
        expected: &str,
        otherwise: Otherwise,
    ) -> (Vec<T>, bool) {
        let mut values: Vec<T> = Vec::new();
        let mut sound = true;
        for (index, item) in items.iter().enumerate() {
            let here = self.item(index);
            match here.named(item, expected, otherwise) {
                Some(value) if values.contains(&value) => here.repeated(value.name()),
                Some(value) => values.push(value),
                None => sound = false,
            }
        }
        (values, sound)
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

/// What is made of an entry of a map.
#[derive(Debug)]
pub enum Fate<V> {
    /// It is used.
    Used(V),
    /// This is used, and the rest stays in the file.
    InPart(V, Json),
    /// Nothing of it is used, and this stays in the file.
    Left(Json),
    /// It cannot be read: it stays in the file and counts as this until it is mended.
    Doubtful(V),
    /// It cannot be read: it stays in the file and counts for nothing.
    Kept,
    /// It says nothing that its absence would not say.
    Nothing,
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
    /// The object's id, once it was read.
    id: String,
    is_refused: bool,
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

    /// The value under a key, be it taken or not.
    pub fn seen(&self, key: &str) -> Option<&'r Json> {
        self.object.get(key)
    }

    /// The value under a key, whatever it is.
    pub fn any(&mut self, key: &str) -> Option<&'r Json> {
        self.take(key, "", Otherwise::Kept, Some)
    }

    /// An optional text.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.take(key, "a text", Otherwise::Kept, Json::as_text).map(str::to_owned)
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
        otherwise: Otherwise,
        kind: impl FnOnce(&'r Json) -> Option<T>,
    ) -> Option<T> {
        let (at, value) = self.find(key)?;
        let found = kind(value);
        match (&found, self.left.get_mut(at)) {
            (Some(_), Some(left)) => *left = false,
            _ => self.here.at(key).wrong_type(expected, value, otherwise),
        }
        found
    }

    fn left(&self) -> impl Iterator<Item = (&'r str, &'r Json)> {
        self.object.iter().zip(&self.left).filter_map(|(member, left)| left.then_some(member))
    }

    /// Reports that a member is not there, and what is to be done.
    pub fn missing(&self, key: &str, otherwise: Otherwise) {
        let help = format!("add it; {}", otherwise.until_then());
        self.here.error("missing", format!("`{key}` is missing"), help);
    }

    /// A text that must be there and not be blank.
    pub(crate) fn required_text(&mut self, key: &str, otherwise: Otherwise) -> Option<String> {
        match self.peek(key) {
            None => self.missing(key, otherwise),
            Some(Json::Text(text)) if text::is_blank(text) => {
                let help = format!("fill it in; {}", otherwise.until_then());
                let message = format!("`{key}` is blank");
                self.here.at(key).error("blank", message, help);
            }
            Some(Json::Text(_)) => return self.text(key),
            Some(other) => self.here.at(key).wrong_type("a text", other, otherwise),
        }
        None
    }

    /// The `id` of an entity, reserved for it.
    pub fn id(&mut self) -> Option<&str> {
        let id = self.required_text("id", Otherwise::Kept)?;
        if !self.here.claim(&id) {
            return None;
        }
        self.id = id;
        Some(&self.id)
    }

    /// A name to show; where there is none to be used, the id stands in for it. A name that could
    /// not be used remains: [`Object::push_name`] writes it back.
    pub fn name(&mut self) -> String {
        let help = "its id is shown instead";
        match self.peek("name") {
            None => {
                let message = format!("`{}` has no `name`", clip(&self.id));
                self.here.warning("missing", message, help);
            }
            Some(Json::Text(name)) if text::is_blank(name) => {
                let here = self.here.at("name");
                here.warning("blank", "`name` is blank", help);
            }
            Some(_) => {
                if let Some(name) = self.text("name") {
                    return name;
                }
            }
        }
        self.id.clone()
    }

    /// Whether a yes-or-no member is yes; absent is no. None where it cannot be read.
    pub fn flag(&mut self, key: &str, otherwise: Otherwise) -> Option<bool> {
        if self.peek(key).is_none() {
            return Some(false);
        }
        self.take(key, "true or false", otherwise, |json| match json {
            Json::Bool(value) => Some(*value),
            _ => None,
        })
    }

    /// A list, where there is one.
    pub fn list(&mut self, key: &str, otherwise: Otherwise) -> Option<&'r [Json]> {
        self.take(key, "a list", otherwise, |json| match json {
            Json::List(items) => Some(items.as_slice()),
            _ => None,
        })
    }

    /// The items of a list, each read by `read`, where there is one; what it refuses is handed back to
    /// be kept.
    pub fn items<T>(
        &mut self,
        key: &str,
        otherwise: Otherwise,
        read: impl FnMut(&Reader<'_>, &Json) -> Option<T>,
    ) -> Option<(Vec<T>, Unread)> {
        let items = self.list(key, otherwise)?;
        Some(self.here.at(key).list(items, read))
    }

    /// The same of a list in which nothing stands twice: of two with one key the first counts, and of
    /// the other `twice` says what is wrong.
    pub(crate) fn distinct<T: Codec, K: Ord>(
        &mut self,
        key: &str,
        otherwise: Otherwise,
        of: impl Fn(&T) -> K,
        twice: impl Fn(&Reader<'_>, &T),
    ) -> (Vec<T>, Unread) {
        let mut known = BTreeSet::new();
        let read = |here: &Reader<'_>, json: &Json| {
            let item = T::read(here, json)?;
            if !known.insert(of(&item)) {
                twice(here, &item);
                return None;
            }
            Some(item)
        };
        self.items(key, otherwise, read).unwrap_or_default()
    }

    /// A list of texts without repetition, where there is one. A list that holds anything but texts is
    /// refused whole, and kept as it stands.
    pub fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        let items = self.list(key, Otherwise::Kept)?;
        let texts = self.here.at(key).texts(items, Otherwise::Kept);
        if texts.is_none() {
            self.put_back(key, items.to_vec());
        }
        texts
    }

    /// A map; absent is empty.
    pub fn map(&mut self, key: &str, otherwise: Otherwise) -> &'r Object {
        let object = self.take(key, "an object", otherwise, |json| match json {
            Json::Object(object) => Some(object),
            _ => None,
        });
        object.unwrap_or(&NO_MEMBERS)
    }

    /// The members of a map, each read by `read`; what cannot be used stays under the key.
    pub fn entries<C: Default + Extend<(K, V)>, K: for<'k> From<&'k str>, V>(
        &mut self,
        key: &str,
        otherwise: Otherwise,
        mut read: impl FnMut(&Reader<'_>, &Json) -> Fate<V>,
    ) -> C {
        let mut kept = Object::new();
        let mut used = C::default();
        let object = self.map(key, otherwise);
        let here = self.here.at(key);
        for (name, json) in here.members(object).left() {
            let (value, left) = match read(&here.at(name), json) {
                Fate::Used(value) => (Some(value), None),
                Fate::InPart(value, left) => (Some(value), Some(left)),
                Fate::Left(left) => (None, Some(left)),
                Fate::Doubtful(value) => (Some(value), Some(json.clone())),
                Fate::Kept => (None, Some(json.clone())),
                Fate::Nothing => (None, None),
            };
            used.extend(value.map(|value| (K::from(name), value)));
            if let Some(left) = left {
                kept.push(name, left);
            }
        }
        if !kept.is_empty() {
            self.put_back(key, kept);
        }
        used
    }

    /// The value of which a text is the name, where there is one.
    pub fn named<T: Parsed>(&mut self, key: &str, otherwise: Otherwise) -> Option<T> {
        let value = self.here.at(key).named(self.peek(key)?, "a text", otherwise);
        if value.is_some() {
            self.any(key);
        }
        value
    }

    /// A list of names of values, each once, where it is one without a mistake.
    pub(crate) fn all_named<T: Parsed>(
        &mut self,
        key: &str,
        otherwise: Otherwise,
    ) -> Option<Vec<T>> {
        let here = self.here.at(key);
        let items = here.items(self.peek(key)?, otherwise)?;
        let (values, sound) = here.all_named(items, "a text", otherwise);
        if !sound {
            return None;
        }
        self.any(key);
        Some(values)
    }

    /// A text that `parse` understands; its error is the finding's message. `names` are those it knows.
    pub fn parsed<T>(
        &mut self,
        key: &str,
        names: &[&str],
        parse: impl FnOnce(&str) -> Result<T, String>,
        otherwise: Otherwise,
    ) -> Option<T> {
        let here = self.here.at(key);
        let json = self.peek(key)?;
        let Json::Text(text) = json else {
            here.wrong_type("a text", json, otherwise);
            return None;
        };
        match parse(text) {
            Ok(value) => {
                self.any(key);
                Some(value)
            }
            Err(message) => {
                here.not_a_value(message, text, names, otherwise);
                None
            }
        }
    }

    /// Puts a value under a key again, to stay in the file although it could not be used.
    pub(crate) fn put_back(&mut self, key: &str, value: impl Into<Json>) {
        self.put_back.push(key, value);
    }

    /// Says that the object as a whole cannot be used: it waits until this is mended.
    pub fn refuse(&mut self) {
        self.is_refused = true;
    }

    /// Everything that was not taken, to stay on its object. None where it was refused.
    pub(crate) fn finish(self) -> Option<Extra> {
        if self.is_refused { None } else { Some(self.rest()) }
    }

    /// Everything that was not taken, to stay on its object.
    pub fn rest(self) -> Extra {
        let left = self.left().map(|(key, value)| (key.to_owned(), value.clone()));
        let mut rest: Extra = left.collect();
        rest.append(self.put_back);
        rest
    }
}

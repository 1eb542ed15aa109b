//! A JSON value that keeps the order of its members and every duplicate key, so that the reader
//! can report both. Parsing goes through serde_json; the limits are ours.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::encoding::text_of;
use super::size::{self, TooMuch};
use super::{Number, ReadError};
use crate::shared::collect_into;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 60_000_000;

/// From so many texts on it is quicker to remember them than to compare each with all.
pub(super) const MANY: usize = 16;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, whole or not, with every digit that was written.
    Number(Number),
    /// A string; one of the app's own words is not copied.
    Text(Cow<'static, str>),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Object),
}

impl Json {
    /// The kind in a user's words, with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The object it is, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// One of the app's own words.
    pub fn word(text: &'static str) -> Self {
        Self::Text(text.into())
    }

    /// A list of texts.
    pub fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(|item| Self::from(item.to_string())).collect())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Self {
        Self::Number(value.into())
    }
}

/// A member's name. Most stand in a file a hundred thousand times, and are kept once.
type Key = Arc<str>;

/// The members of an object in their order. A key may stand more than once: the last one counts,
/// as everywhere with JSON, and the reader reports it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    members: Vec<(Key, Json)>,
}

impl Object {
    /// An object without members.
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// How many members it has.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it has no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.members.iter().map(|(key, value)| (&**key, value))
    }

    /// The value under a key; of several the last.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.members.iter().rev().find(|(k, _)| **k == *key).map(|(_, value)| value)
    }

    /// Whether something stands under a key.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Adds a member at the end.
    pub fn push(&mut self, key: impl Into<Arc<str>>, value: impl Into<Json>) -> &mut Self {
        self.members.push((key.into(), value.into()));
        self
    }

    /// Adds a member before all others.
    pub(crate) fn push_first(
        &mut self,
        key: impl Into<Arc<str>>,
        value: impl Into<Json>,
    ) -> &mut Self {
        self.members.insert(0, (key.into(), value.into()));
        self
    }

    /// Adds the members of another one at the end.
    pub(super) fn append(&mut self, mut other: Self) {
        self.members.append(&mut other.members);
    }

    /// Adds a member unless the value is absent: defaults are not written.
    pub fn push_some<V: Into<Json>>(&mut self, key: &str, value: Option<V>) -> &mut Self {
        if let Some(value) = value {
            self.push(key, value);
        }
        self
    }

    /// Adds a list unless it is empty.
    pub(crate) fn push_items(&mut self, key: &str, items: Vec<Json>) -> &mut Self {
        self.push_some(key, Some(items).filter(|items| !items.is_empty()))
    }

    /// Adds a list of texts unless it is empty.
    pub fn push_texts<T: ToString>(&mut self, key: &str, items: &[T]) -> &mut Self {
        self.push_items(key, items.iter().map(|item| item.to_string().into()).collect())
    }

    /// Adds a map, behind what was read of it what could not be, unless it is empty.
    pub(crate) fn push_map<K: Into<Arc<str>>, V: Into<Json>>(
        &mut self,
        key: &str,
        map: impl IntoIterator<Item = (K, V)>,
        extra: &Self,
    ) -> &mut Self {
        let mut map: Self = map.into_iter().collect();
        if let Some(Json::Object(unread)) = extra.get(key) {
            map.extend(unread);
        }
        self.push_some(key, Some(map).filter(|map| !map.is_empty()))
    }

    /// Adds the id and makes it the first member.
    pub(super) fn push_id(&mut self, id: String) {
        self.members.insert(0, ("id".into(), id.into()));
    }

    /// Adds the name behind the id, unless it is the id that stands in for a name that could not be
    /// used and is among what the object carries beyond what is known.
    pub(super) fn push_name(&mut self, name: &str, extra: &Self) {
        let id = self.get("id").and_then(Json::as_text);
        if id != Some(name) || extra.get("name").is_none() {
            let behind = self.members.len().min(1);
            self.members.insert(behind, ("name".into(), name.into()));
        }
    }

    /// Adds what an object carried beyond what is known, except keys that are set already.
    pub fn extend(&mut self, extra: &Object) -> &mut Self {
        if extra.is_empty() {
            return self;
        }
        let set: BTreeSet<&str> = collect_into(self.iter().map(|(key, _)| key));
        let fresh = extra.members.iter().filter(|(key, _)| !set.contains(&**key));
        let fresh: Vec<(Key, Json)> = fresh.cloned().collect();
        self.members.extend(fresh);
        self
    }

    /// The members that do not count, as another of the same key follows: their places and keys.
    pub(super) fn overridden(&self) -> Vec<(usize, &str)> {
        let keys = self.members.iter().map(|(key, _)| &**key).enumerate();
        if self.members.len() < MANY {
            let later = |at: usize| self.members.iter().skip(at + 1);
            return keys.filter(|(at, own)| later(*at).any(|(key, _)| **key == **own)).collect();
        }
        let mut seen = BTreeSet::new();
        keys.rev().filter(|(_, key)| !seen.insert(*key)).collect()
    }
}

impl<K: Into<Arc<str>>, V: Into<Json>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter().map(|(key, value)| (key.into(), value.into()));
        Self { members: members.collect() }
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::List(items)
    }
}

/// Reads JSON text. A leading byte order mark is skipped.
///
/// # Errors
/// Says what the bytes are instead, with the line where there is one.
pub fn parse(bytes: &[u8]) -> Result<Json, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let text = text_of(bytes)?;
    // Before parsing: a parser that recurses must never see a file that nests too deep, and what
    // takes too much room must never be built.
    match size::measure(text.as_bytes()) {
        Ok(_) => {}
        Err(TooMuch::Depth { line }) => return Err(ReadError::TooDeep { line }),
        Err(TooMuch::Room { line }) => return Err(ReadError::TooMuch { line }),
    }
    let mut source = serde_json::Deserializer::from_str(text);
    // Its own limit of 127 would answer first, with a message that names no limit.
    source.disable_recursion_limit();
    let keys = RefCell::default();
    AnyJson(&keys).deserialize(&mut source).and_then(|json| source.end().map(|()| json)).map_err(
        |error| {
            let full = error.to_string();
            let what = full.split(" at line ").next().unwrap_or("").to_owned();
            // At a line feed it counts the bytes of the line to come: none.
            ReadError::NotJson { line: error.line(), column: error.column().max(1), what }
        },
    )
}

/// The member under which serde_json hands on a number as the text it is.
const NUMBER: &str = "$serde_json::private::Number";

/// How long a name is at most, and how many there are, that is kept once for all its members. What
/// is longer or comes later is an id as a rule, and stands once.
const MOST_SHARED: (usize, usize) = (32, 200);

/// The names that were met.
type Keys = RefCell<BTreeSet<Key>>;

/// Reads any value.
#[derive(Clone, Copy)]
struct AnyJson<'k>(&'k Keys);

/// Reads the name of a member.
struct AnyKey<'k>(&'k Keys);

impl AnyKey<'_> {
    fn key(&self, name: &str) -> Key {
        let mut keys = self.0.borrow_mut();
        if let Some(known) = keys.get(name) {
            return known.clone();
        }
        let key = Key::from(name);
        if name.len() <= MOST_SHARED.0 && keys.len() < MOST_SHARED.1 {
            keys.insert(key.clone());
        }
        key
    }
}

impl<'de> DeserializeSeed<'de> for AnyKey<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for AnyKey<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        Ok(self.key(name))
    }
}

impl<'de> DeserializeSeed<'de> for AnyJson<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyJson<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        // A list that grows takes up to twice its room.
        list.shrink_to_fit();
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut members: Vec<(Key, Json)> = Vec::new();
        while let Some(entry) = entries.next_entry_seed(AnyKey(self.0), self)? {
            members.push(entry);
        }
        if let [(name, Json::Text(digits))] = members.as_slice()
            && **name == *NUMBER
            && let Some(number) = Number::read(digits)
        {
            return Ok(Json::Number(number));
        }
        members.shrink_to_fit();
        Ok(Json::Object(Object { members }))
    }
}

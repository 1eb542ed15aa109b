//! What is said of a value that is present and cannot be read, and how a mended one takes its place.

use std::fmt;

use super::Object;

impl Object {
    /// Takes a member away; true where there was one.
    pub fn remove(&mut self, key: &str) -> bool {
        if self.get(key).is_none() {
            return false;
        }
        let others = self.iter().filter(|(own, _)| *own != key);
        *self = others.map(|(own, value)| (own.to_owned(), value.clone())).collect();
        true
    }

    /// Takes a member of the object under a key away, and the key with the last of them.
    pub(crate) fn remove_within(&mut self, key: &str, inner: &str) -> bool {
        let Some(super::Json::Object(object)) = self.get(key) else { return false };
        let mut left = object.clone();
        if !left.remove(inner) {
            return false;
        }
        let rest = self.iter().map(|(own, value)| match own == key {
            true => (own.to_owned(), left.clone().into()),
            false => (own.to_owned(), value.clone()),
        });
        *self = rest.filter(|(own, _)| own != key || !left.is_empty()).collect();
        true
    }

    /// The member of the object under a key.
    pub fn within(&self, key: &str, inner: &str) -> Option<&super::Json> {
        match self.get(key)? {
            super::Json::Object(object) => object.get(inner),
            _ => None,
        }
    }

    /// Whether a member of the object under a key could not be read, or the object itself.
    pub(crate) fn lacks(&self, key: &str, inner: &str) -> bool {
        self.within(key, inner).is_some() || self.unread_section(key).is_some()
    }

    /// What stands under a key where that is no object: a section that could not be read at all.
    pub(crate) fn unread_section(&self, key: &str) -> Option<&super::Json> {
        self.get(key).filter(|json| !matches!(json, super::Json::Object(_)))
    }
}

impl super::Json {
    /// Whether an id stands anywhere in the value, be it as a part of a text or of a key.
    pub fn mentions(&self, id: &str) -> bool {
        match self {
            Self::Text(text) => text.contains(id),
            Self::List(items) => items.iter().any(|item| item.mentions(id)),
            Self::Object(object) => {
                object.iter().any(|(key, value)| key.contains(id) || value.mentions(id))
            }
            Self::Null | Self::Bool(_) | Self::Number(_) => false,
        }
    }
}

/// What becomes of a value that cannot be read, as the help of a finding says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// It stays in the file and counts for nothing.
    Kept,
    /// It restricts, and counts as this until it is mended.
    CountsAs(&'static str),
}

impl Otherwise {
    /// The same behind what is to be done about it.
    pub(crate) fn until_then(self) -> String {
        match self {
            Self::Kept => "until then this is kept in the file and counts for nothing".to_owned(),
            Self::CountsAs(_) => self.to_string(),
        }
    }
}

impl fmt::Display for Otherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept => f.write_str("it is kept in the file and counts for nothing"),
            Self::CountsAs(what) => write!(
                f,
                "until it is mended it counts as {what}, and what hangs on it is doubtful"
            ),
        }
    }
}

impl From<Otherwise> for String {
    fn from(otherwise: Otherwise) -> Self {
        otherwise.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Json, parse};

    fn object(text: &str) -> super::Object {
        match parse(text.as_bytes()).unwrap() {
            Json::Object(object) => object,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn members_are_taken_away() {
        let mut all = object(r#"{"a":1,"b":{"x":1,"y":2},"c":{"z":1},"a":2}"#);
        assert!(all.remove("a") && !all.remove("a"));
        assert!(all.remove_within("b", "x") && !all.remove_within("b", "x"));
        assert!(all.remove_within("c", "z") && !all.remove_within("c", "z"));
        assert_eq!(all, object(r#"{"b":{"y":2}}"#));
        assert!(all.within("b", "y").is_some() && all.within("b", "x").is_none());
        assert!(all.unread_section("b").is_none());
        assert!(object(r#"{"b":7}"#).unread_section("b").is_some());
    }

    #[test]
    fn a_value_mentions_an_id_wherever_it_stands() {
        let json = |text: &str| parse(text.as_bytes()).unwrap();
        for text in [r#""u-1""#, r#"[1,"u-1"]"#, r#"{"u-1":true}"#, r#"{"x":["u-2, u-1"]}"#] {
            assert!(json(text).mentions("u-1"), "{text}");
        }
        for text in ["1", "null", "[]", r#"{"u-2":1}"#] {
            assert!(!json(text).mentions("u-1"), "{text}");
        }
    }
}

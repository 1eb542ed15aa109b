//! A number of a file: it keeps every digit that was written. Nearly all are small and whole, and take
//! no room of their own.

use std::fmt;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Number(Written);

#[derive(Clone, Debug, PartialEq)]
enum Written {
    /// Digits that say no more than this.
    Whole(u64),
    /// Any other way of writing one.
    Text(Box<str>),
}

impl Number {
    /// The number that a text is in JSON; `None` where it is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        if let Some(number) = plain(text) {
            return Some(number.into());
        }
        text.parse::<serde_json::Number>().ok().map(Self::from)
    }

    /// The number, where it is a whole one that is not below 0.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Written::Whole(number) => Some(*number),
            Written::Text(_) => None,
        }
    }
}

/// What digits stand for that are written as the number itself would be.
fn plain(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (text == "0" || !text.starts_with('0'))).then(|| text.parse().ok()).flatten()
}

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        Self(Written::Whole(number))
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        u64::try_from(number)
            .map_or_else(|_| Self(Written::Text(number.to_string().into())), Self::from)
    }
}

impl From<serde_json::Number> for Number {
    fn from(number: serde_json::Number) -> Self {
        let text = number.to_string();
        plain(&text).map_or_else(|| Self(Written::Text(text.into())), Self::from)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Written::Whole(number) => number.fmt(f),
            Written::Text(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, whole: Option<u64>) {
        let number = Number::read(text).unwrap();
        assert_eq!(number.to_string(), text);
        assert_eq!(number.as_u64(), whole);
    }

    #[test]
    fn every_digit_stays() {
        check("0", Some(0));
        check("18446744073709551615", Some(u64::MAX));
        check("18446744073709551616", None);
        check("-7", None);
        check("-0", None);
        check("1.0", None);
        check("1e+400", None);
        assert_eq!(Number::read("01"), None);
        assert_eq!(Number::read("+1"), None);
        assert_eq!(Number::read("seven"), None);
        assert_eq!(Number::read(""), None);
    }
}

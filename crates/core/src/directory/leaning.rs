//! What becomes of what a file says and nobody can read. Whatever restricts counts as the most that it
//! can restrict, whatever grants as nothing; read the other way round the same document shows which
//! decisions hang on it.

use crate::format::{Extra, Json, path_to};

/// How what could not be read is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaning {
    /// As little is permitted as it can mean. This is what decides.
    #[default]
    Strict,
    /// As much is permitted as it can mean. What comes out otherwise then is in doubt.
    Generous,
}

/// A place of the file that could not be read and that decisions can hang on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where: a JSON path.
    pub path: String,
    /// The ids of what it is about; a decision can hang on it where it has to do with all of them.
    pub about: Vec<String>,
}

impl Unreadable {
    /// A place that is about these.
    pub fn new<'i>(path: &str, about: impl IntoIterator<Item = &'i str>) -> Self {
        let about = about.into_iter().map(str::to_owned).collect();
        Self { path: path.to_owned(), about }
    }

    /// The members of these keys that something at a path has and that could not be read.
    pub(crate) fn members(path: &str, extra: &Extra, keys: &[&str], about: &[&str]) -> Vec<Self> {
        let unread = keys.iter().filter(|key| extra.has(key));
        unread.map(|key| Self::new(&format!("{path}.{key}"), about.iter().copied())).collect()
    }

    /// The rows of these parts of a model's section that could not be read, and the parts of which nothing
    /// could.
    pub(crate) fn rows(model: &str, extra: &Extra, parts: &[&str]) -> Vec<Self> {
        let mut found = Vec::new();
        for part in parts {
            match extra.get(part) {
                Some(Json::Object(rows)) => found.extend(
                    rows.iter()
                        .map(|(id, _)| Self::new(&path_to(&["models", model, part, id]), [id])),
                ),
                Some(_) => found.push(Self::new(&path_to(&["models", model, part]), [])),
                None => {}
            }
        }
        found
    }
}

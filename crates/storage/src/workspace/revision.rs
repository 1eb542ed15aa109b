//! What is said of a revision: when, by whom, why, and what changed.

use whocan_core::document::Document;
use whocan_core::document::changes_up_to;
use whocan_core::format::{Json, Object, compact, parse};

/// How many changes of a revision are told in words.
const MOST_WORDS: usize = 40;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Its number within the workspace.
    pub id: u32,
    /// When it was saved, in milliseconds since 1970; 0 where nobody knows.
    pub time: u64,
    /// Who saved it; empty where nobody said.
    pub author: String,
    /// Why; empty where nobody said.
    pub note: String,
    /// What changed with it.
    pub words: Vec<String>,
}

impl Revision {
    /// What makes the second document of the first.
    pub fn of(before: &Document, after: &Document) -> Self {
        let found = changes_up_to(MOST_WORDS, before, after);
        let more = found.count().saturating_sub(MOST_WORDS);
        let words = found.into_lines().into_iter().map(|change| change.words);
        let more = (more > 0).then(|| format!("and {more} more"));
        Self { words: words.chain(more).collect(), ..Self::default() }
    }
}

/// A list of revisions as text.
pub(super) fn write(revisions: &[Revision]) -> String {
    let one = |revision: &Revision| {
        let mut object = Object::new();
        object.push("id", u64::from(revision.id)).push("time", revision.time);
        object.push("author", revision.author.as_str()).push("note", revision.note.as_str());
        object.push_texts("words", &revision.words);
        Json::from(object)
    };
    compact(&Json::List(revisions.iter().map(one).collect()))
}

/// The list with this text; what of it is no revision is left out.
pub(super) fn read(text: &str) -> Vec<Revision> {
    let Ok(Json::List(list)) = parse(text.as_bytes()) else { return Vec::new() };
    list.iter().filter_map(read_one).collect()
}

fn read_one(json: &Json) -> Option<Revision> {
    let Json::Object(object) = json else { return None };
    let number = |key: &str| match object.get(key) {
        Some(Json::Number(number)) => number.as_u64(),
        _ => None,
    };
    let text = |key: &str| object.get(key).and_then(Json::as_text).unwrap_or_default().to_owned();
    let words = match object.get("words") {
        Some(Json::List(words)) => {
            words.iter().filter_map(|word| Some(word.as_text()?.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    Some(Revision {
        id: u32::try_from(number("id")?).ok()?,
        time: number("time")?,
        author: text("author"),
        note: text("note"),
        words,
    })
}

//! A document in pieces that can be kept apart, so that an edit of one leaves the others as they are
//! kept. Each piece is a whole file of its own that holds nothing but its part.

use super::{Document, read_again, to_json};
use crate::format::{Json, ReadError};
use crate::models::ModelKind;

/// A piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What is in no other piece: title, date, what a file said that is not understood.
    Rest,
    /// Who there is.
    Directory,
    /// The policy of one model.
    Model(ModelKind),
    /// What is expected.
    Checks,
}

impl Section {
    /// All pieces of a document.
    pub fn all() -> impl Iterator<Item = Self> {
        let models = ModelKind::ALL.iter().copied().map(Self::Model);
        [Self::Rest, Self::Directory].into_iter().chain(models).chain([Self::Checks])
    }

    /// Its name, as what is kept has it. No model is called like one of the others.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Directory => "directory",
            Self::Model(kind) => kind.key(),
            Self::Checks => "checks",
        }
    }

    /// Whether two documents have the same in this piece. False may be said of equals that were
    /// made apart.
    pub fn same(self, one: &Document, other: &Document) -> bool {
        match self {
            Self::Rest => {
                (&one.id, &one.title, one.as_of) == (&other.id, &other.title, other.as_of)
                    && one.unknown_models == other.unknown_models
                    && one.extra == other.extra
            }
            Self::Directory => one.directory.same(&other.directory),
            Self::Model(kind) => one.policies.same(&other.policies, kind),
            Self::Checks => one.checks == other.checks,
        }
    }

    /// The piece as text.
    pub fn write(self, document: &Document) -> String {
        crate::format::write(&self.to_json(document))
    }

    /// The piece before it is text.
    pub fn to_json(self, document: &Document) -> Json {
        let mut piece = Document::default();
        match self {
            Self::Rest => {
                piece = Document {
                    directory: piece.directory,
                    policies: piece.policies,
                    checks: piece.checks,
                    ..document.clone()
                };
            }
            Self::Directory => piece.directory = document.directory.clone(),
            Self::Model(kind) => piece.policies.put(&document.policies, kind),
            Self::Checks => piece.checks = document.checks.clone(),
        }
        to_json(&piece)
    }

    /// A document with this piece of another one.
    pub(crate) fn put(self, mut document: Document, from: Document) -> Document {
        match self {
            Self::Rest => {
                let Document { directory, policies, checks, .. } = document;
                return Document { directory, policies, checks, ..from };
            }
            Self::Directory => document.directory = from.directory,
            Self::Model(kind) => document.policies.put(&from.policies, kind),
            Self::Checks => document.checks = from.checks,
        }
        document
    }
}

/// Puts a document together from the texts of its pieces; one that is missing is that of `base`.
///
/// # Errors
/// Where a piece is no file of ours: it is not what was written.
pub fn join<'a>(
    base: &Document,
    text: impl Fn(Section) -> Option<&'a str>,
) -> Result<Document, ReadError> {
    let mut document = base.clone();
    for section in Section::all() {
        let Some(text) = text(section) else { continue };
        document = section.put(document, read_again(text.as_bytes())?);
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::document::{read, write};
    use crate::examples;

    #[track_caller]
    fn check(file: &str) {
        let (document, _) = read(file.as_bytes()).unwrap();
        let pieces: BTreeMap<&str, String> =
            Section::all().map(|section| (section.key(), section.write(&document))).collect();
        assert_eq!(pieces.len(), Section::all().count(), "two pieces of one name");
        let empty = Document::default();
        let text = |section: Section| pieces.get(section.key()).map(String::as_str);
        let joined = join(&empty, text).unwrap();
        assert_eq!(write(&joined), write(&document));
    }

    #[test]
    fn the_pieces_of_a_file_make_it_again() {
        check(include_str!("../../../../tests/data/version-1.whocan.json"));
        check(include_str!("../../../../tests/data/version-1-broken.json"));
        check(include_str!("../examples/school-office.whocan.json"));
        check(
            r#"{"format": "whocan", "version": 1, "directory": 7, "models": {"processes": "?"}}"#,
        );
    }

    #[test]
    fn an_edit_changes_one_piece() {
        let size = examples::Size { people: 5, groups: 2, processes: 4, mains: 2 };
        let before = examples::large(size, 1);
        let mut after = before.clone();
        after.title = "Another".to_owned();
        let changed = Section::all().filter(|section| !section.same(&before, &after));
        assert_eq!(changed.collect::<Vec<_>>(), [Section::Rest]);
    }
}

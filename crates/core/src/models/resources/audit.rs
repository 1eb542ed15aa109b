//! The log of a resource: what was changed about it, by whom and when, told from the states that
//! were saved.

use super::policy::{Policy, ResourceId};
use crate::diff::PolicyDiff;
use crate::directory::Directory;
use crate::model::Changes;

/// A state that was saved.
#[derive(Clone, Copy, Debug)]
pub struct Saved<'a> {
    /// When, as it is to be read.
    pub when: &'a str,
    /// Who saved it; empty where nobody said.
    pub who: &'a str,
    /// What it was; none where that cannot be read any more.
    pub state: Option<(&'a Policy, &'a Directory)>,
}

/// What one Save changed about a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub words: Vec<String>,
}

// R13
/// The log of a resource from the states that were saved, the oldest first; its lines begin with the
/// latest. What came before the oldest state, or beside one that cannot be read, is in no line.
pub fn log(resource: &ResourceId, saved: &[Saved<'_>]) -> Vec<Line> {
    let line = |pair: &[Saved<'_>]| {
        let [before, after] = pair else { return None };
        let (was, is) = (before.state?, after.state?);
        let words = turned(resource, was, is);
        let (when, who) = (after.when.to_owned(), after.who.to_owned());
        (!words.is_empty()).then_some(Line { when, who, words })
    };
    saved.windows(2).rev().filter_map(line).collect()
}

/// What differs about a resource between two states, and about what belongs to it.
pub fn turned(
    resource: &ResourceId,
    (saved, saved_directory): (&Policy, &Directory),
    (draft, directory): (&Policy, &Directory),
) -> Vec<String> {
    let mut found = Changes::up_to(usize::MAX);
    let mut diff = PolicyDiff { saved, draft, saved_directory, directory, found: &mut found };
    diff.of_resources(Some(resource));
    found.into_lines().into_iter().map(|change| change.words).collect()
}

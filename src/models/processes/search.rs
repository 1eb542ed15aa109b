//! *Select a Group*: finding a group by at least one letter.

use crate::directory::{Directory, Group};
use crate::shared::Shared;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchBy {
    /// The beginning of the name.
    NameStartsWith,
    /// The whole name.
    NameContains,
    /// The description.
    Description,
}

impl SearchBy {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::NameStartsWith, Self::NameContains, Self::Description];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::NameStartsWith => "Name starts with",
            Self::NameContains => "Name contains",
            Self::Description => "Description",
        }
    }
}

/// The groups that fit, in the directory's order; `None` where the text holds no letter, so that
/// no list is shown at all. Case does not matter.
pub fn find_groups<'a>(
    directory: &'a Directory,
    text: &str,
    by: SearchBy,
) -> Option<Vec<&'a Shared<Group>>> {
    let wanted = text.trim().to_lowercase();
    if !wanted.chars().any(char::is_alphabetic) {
        return None;
    }
    let fits = |group: &&Shared<Group>| match by {
        SearchBy::NameStartsWith => group.name.to_lowercase().starts_with(&wanted),
        SearchBy::NameContains => group.name.to_lowercase().contains(&wanted),
        SearchBy::Description => group
            .description
            .as_ref()
            .is_some_and(|description| description.to_lowercase().contains(&wanted)),
    };
    Some(directory.groups.iter().filter(fits).collect())
}

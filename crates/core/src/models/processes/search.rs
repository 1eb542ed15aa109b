//! *Select a Group*: finding a group by at least one letter.

use crate::directory::{Directory, Group};
use crate::format::names;
use crate::shared::Shared;
use crate::text::SearchText;

names! {
    /// What is looked at.
    pub enum SearchBy {
        /// The beginning of the name.
        NameStartsWith = "Name starts with",
        /// The whole name.
        NameContains = "Name contains",
        /// The description.
        Description = "Description",
    }
}

/// The groups that fit, in the directory's order; `None` where the text holds no letter, so that
/// no list is shown at all. What looks the same is the same, whatever its case.
pub fn find_groups<'a>(
    directory: &'a Directory,
    text: &str,
    by: SearchBy,
) -> Option<Vec<&'a Shared<Group>>> {
    let wanted = SearchText::new(text);
    if !wanted.has_letter() {
        return None;
    }
    let fits = |group: &&Shared<Group>| match by {
        SearchBy::NameStartsWith => wanted.begins(&group.name),
        SearchBy::NameContains => wanted.is_in(&group.name),
        SearchBy::Description => {
            group.description.as_ref().is_some_and(|description| wanted.is_in(description))
        }
    };
    Some(directory.groups.iter().filter(fits).collect())
}

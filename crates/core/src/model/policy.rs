//! What a model's section of a document can do. Each trait is one concern, so that it is implemented
//! in the file that does the work.

use std::fmt;

use crate::diff::PolicyDiff;
use crate::directory::{Directory, GroupId, Unreadable};
use crate::format::{Codec, Json, Reader, section};
use crate::shared::Adopt;

/// A model's section of a document; its default is that of a new document.
pub trait Policy:
    Section + Validate + Doubt + Diff + Adopt + Clone + Default + PartialEq + fmt::Debug + Send + Sync
{
    /// The name of a place of the policy; `None` where it has no such place.
    fn name(&self, part: &str, keys: &[String]) -> Option<String>;
    /// Where a place of the policy is shown; `None` where no screen shows it.
    fn place(&self, _part: &str, _keys: &[String]) -> Option<Place> {
        None
    }
    /// The groups that new users join at once.
    fn joined_by_new_users(&self) -> Vec<GroupId> {
        Vec::new()
    }
}

/// How a policy stands in the file: the section of its model.
pub trait Section: Codec {
    /// The name of the catalogue that comes with the product, where one does: it stands for the list.
    const SHIPPED: Option<&'static str> = None;

    /// The section as it is written; none for that of a new document.
    fn section(&self) -> Option<Json> {
        section(Codec::write(self), Self::SHIPPED)
    }

    /// Whether the policy is that of a new document: nobody has said anything in it yet.
    fn is_blank(&self) -> bool {
        self.section().is_none()
    }
}

/// Mistakes of whoever wrote a policy.
pub trait Validate {
    /// Says what is wrong or doubtful; `here` is where the section stands.
    fn validate(&self, here: &Reader<'_>, directory: &Directory);
}

/// What of a policy could not be read. As it is read, a policy takes that as strictly as can be.
pub trait Doubt: Sized {
    /// The policy with all that could not be read taken as generously as can be; `None` where nothing
    /// of it leaves a doubt.
    fn generous(&self, directory: &Directory) -> Option<Self>;
    /// The places of the section that could not be read and that decisions can hang on.
    fn unreadable(&self, directory: &Directory) -> Vec<Unreadable>;
}

/// Two policies side by side.
pub trait Diff: Sized {
    /// What differs in the draft, in words. What follows from somebody's leaving the directory, or
    /// from what else is named, needs no words of its own.
    fn changes(diff: &mut PolicyDiff<'_, Self>);
}

/// Where a model's screens show a place of its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On its grid, in this row and column.
    Overview(String, String),
    /// In its editor, by these steps.
    Editor(Vec<String>),
    /// Wherever its targets stand.
    Target {
        /// The target's key.
        key: String,
        /// The steps that lead to it in the editor, behind the group.
        steps: Vec<String>,
    },
}

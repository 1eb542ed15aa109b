//! Everything a user can ask for, in one enum: menu items, buttons and shortcuts are names for its
//! members.

use super::{Recent, Route, Theme};
use crate::document::Command;

/// What becomes of people's names in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleNames {
    /// They are in it.
    Kept,
    /// Each is another one, the same everywhere.
    Replaced,
}

/// See the module.
#[derive(Clone, Debug)]
pub enum Action {
    /// Goes somewhere: a step of the browser's history.
    Go(Route),
    /// Focuses something on the present screen, by ids; no step of the browser's history.
    Focus(Vec<String>),
    /// Follows a link to what a reason cites: what the next address focuses flashes.
    Jump,
    /// Edits the draft.
    Run(Command),
    /// Edits the draft; steps in a row with the same key are one step of undo.
    RunJoined(Command, String),
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Makes the draft the saved state, or asks about what stands in the way.
    Save,
    /// Saves with what stood in the way raised to the least that it needs: *Yes*.
    SaveSettled,
    /// Leaves the question of an Invalid Request: *No*.
    KeepEditing,
    /// Goes back to the saved state.
    Discard,
    /// Chooses a theme.
    SetTheme(Theme),
    /// Opens or closes the ways to share.
    Share(bool),
    /// Writes the draft to a file.
    Export(PeopleNames),
    /// Looks at what a file holds: its name, and its bytes or why there are none.
    Offer(String, Result<Vec<u8>, String>),
    /// Does not open it.
    LeaveOffer,
    /// Opens it as a workspace of its own.
    OpenOffered,
    /// Puts it in the place of the present draft.
    ReplaceByOffered,
    /// Opens a copy of an example, by its name.
    OpenExample(&'static str),
    /// Keeps a copy of a workspace.
    Duplicate(String),
    /// Does away with a workspace.
    RemoveWorkspace(Recent),
    /// Brings the workspace back that was done away with last.
    BringBack,
    /// Opens or closes the list of keys.
    ShowKeys,
}

impl Action {
    /// The action of a shortcut: the key as the browser names it, pressed with Ctrl or Cmd, and
    /// whether Shift was held.
    pub fn of_command_key(key: &str, shift: bool) -> Option<Self> {
        match (key.to_ascii_lowercase().as_str(), shift) {
            ("z", false) => Some(Self::Undo),
            ("y", false) | ("z", true) => Some(Self::Redo),
            ("s", false) => Some(Self::Save),
            _ => None,
        }
    }

    /// The action of a key pressed alone, outside text fields.
    pub fn of_key(key: &str) -> Option<Self> {
        (key == "?").then_some(Self::ShowKeys)
    }
}

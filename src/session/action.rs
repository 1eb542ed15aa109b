//! Everything a user can ask for, in one enum: menu items, buttons and shortcuts are names for its
//! members.

use super::{Focus, Theme};
use crate::document::Command;

/// See the module.
#[derive(Clone, Debug)]
pub enum Action {
    /// Opens a workspace.
    Open(String),
    /// Leaves it for the start screen.
    Close,
    /// Focuses a cell.
    Focus(Focus),
    /// Edits the draft.
    Run(Command),
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Chooses a theme.
    SetTheme(Theme),
}

impl Action {
    /// The action of a shortcut: the key as the browser names it, pressed with Ctrl or Cmd, and
    /// whether Shift was held.
    pub fn of_command_key(key: &str, shift: bool) -> Option<Self> {
        match (key.to_ascii_lowercase().as_str(), shift) {
            ("z", false) => Some(Self::Undo),
            ("y", false) | ("z", true) => Some(Self::Redo),
            _ => None,
        }
    }
}

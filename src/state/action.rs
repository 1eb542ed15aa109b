//! Everything a user can ask for, in one enum: menu items, buttons and shortcuts are names for its
//! members.

use super::{Presenter, Recent, Route, Theme};
use whocan_core::document::Command;
use whocan_core::models::ModelKind;

/// What becomes of people's names in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleNames {
    /// They are in it.
    Kept,
    /// Each is another one, the same everywhere.
    Replaced,
}

/// What goes into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileParts {
    /// What becomes of people's names.
    pub names: PeopleNames,
    /// Whether it is the draft that goes in, and not what is saved.
    pub draft: bool,
    /// Whether the checks go in.
    pub checks: bool,
    /// The systems that stay out.
    pub without: Vec<ModelKind>,
}

impl FileParts {
    /// All that there is.
    pub fn all(names: PeopleNames) -> Self {
        Self { names, draft: true, checks: true, without: Vec::new() }
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub enum Action {
    /// Goes somewhere: a step of the browser's history.
    Go(Route),
    /// Opens a workspace on the model that it uses.
    Open(String),
    /// Focuses something on the present screen, by ids; no step of the browser's history.
    Focus(Vec<String>),
    /// Follows a link to what a reason cites: what the next address focuses flashes.
    Jump,
    /// Edits the draft.
    Run(Command),
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
    /// Makes what is stored run, as a restart of the product would.
    Restart,
    /// Chooses a theme.
    SetTheme(Theme),
    /// Begins to present, goes on with or without names, or ends it.
    Present(Presenter),
    /// Opens or closes the ways to share.
    Share(bool),
    /// Writes what is chosen of the draft to a file.
    Export(FileParts),
    /// Says how far the reading of a file is: its name, and how many hundredths.
    Reading(String, u32),
    /// Looks at what a file holds: its name, and its bytes or why there are none.
    Offer(String, Result<Vec<u8>, String>),
    /// Does not open it.
    DismissOffer,
    /// Opens it as a workspace of its own.
    OpenOffered,
    /// Puts it in the place of the present draft.
    ReplaceByOffered,
    /// Opens a copy of an example, by its name.
    OpenExample(&'static str),
    /// Opens a workspace with nothing in it.
    New,
    /// Puts what the groups of an example may do into the draft, by the example's name.
    BaseOn(&'static str),
    /// Puts the example that the workspace began as in the place of the draft.
    Reset,
    /// Looks at what is kept, for a list of it.
    RefreshRecent,
    /// Lists what is kept on the first screen, or does not.
    SetFresh(bool),
    /// Folds the rail, or unfolds it.
    FoldRail(bool),
    /// Lists a system in the rail of the open workspace, whether or not anything is set in it.
    AddSystem(ModelKind),
    /// Calls a workspace that is not open something else.
    Rename(String, String),
    /// Writes a workspace that is not open to a file.
    ExportKept(Recent),
    /// Keeps a copy of a workspace.
    Duplicate(String),
    /// Does away with a workspace.
    RemoveWorkspace(Recent),
    /// Shows what another tab has kept of the workspace, instead of what is here.
    ReloadTheirs,
    /// Goes on with what is here as a workspace of its own.
    KeepAsCopy,
    /// Keeps what is here over what another tab has kept.
    TakeOver,
    /// What to say of the next revision.
    SetNote(String),
    /// Who saves it.
    SetAuthor(String),
    /// Says something else of a revision: its number, and what it is for.
    Annotate(u32, String),
    /// Puts a revision in the place of the draft.
    Restore(u32),
    /// Brings the workspace back that was done away with last.
    UndoRemove,
    /// Opens or closes the list of keys.
    ShowKeys,
}

impl Action {
    /// Whether it changes the draft, or what is saved: not to be done to an earlier revision.
    pub(super) fn edits(&self) -> bool {
        matches!(
            self,
            Self::Run(_)
                | Self::Undo
                | Self::Redo
                | Self::Save
                | Self::Discard
                | Self::Restart
                | Self::BaseOn(_)
                | Self::Reset
                | Self::ReplaceByOffered
        )
    }
}

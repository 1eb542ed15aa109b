//! Where the user is, and its address: every state that is worth a link has one.

use crate::models::ModelKind;
use crate::platform::location;

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The start screen.
    Start,
    /// Effective access: people by the targets of one model.
    Effective {
        /// The workspace; as long as nothing is kept, the name of an example.
        workspace: String,
        /// The model.
        model: ModelKind,
        /// The focused cell.
        focus: Option<Focus>,
    },
}

/// A focused cell, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Its row.
    pub row: String,
    /// Its column.
    pub column: String,
}

impl Route {
    /// Effective access of a workspace in the first model.
    pub fn effective(workspace: &str) -> Self {
        let model = ModelKind::ALL.first().copied().unwrap_or(ModelKind::Processes);
        Self::Effective { workspace: workspace.to_owned(), model, focus: None }
    }

    /// Reads an address. What leads nowhere leads to the start.
    pub fn parse(steps: &[String]) -> Self {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let [workspace, "effective", model, focus @ ..] = steps.as_slice() else {
            return match steps.as_slice() {
                [workspace, ..] => Self::effective(workspace),
                [] => Self::Start,
            };
        };
        let Some(model) = ModelKind::of(model) else { return Self::effective(workspace) };
        let focus = match focus {
            [row, column, ..] => {
                Some(Focus { row: (*row).to_owned(), column: (*column).to_owned() })
            }
            _ => None,
        };
        Self::Effective { workspace: (*workspace).to_owned(), model, focus }
    }

    /// The address.
    pub fn steps(&self) -> Vec<&str> {
        match self {
            Self::Start => Vec::new(),
            Self::Effective { workspace, model, focus } => {
                let mut steps = vec![workspace.as_str(), "effective", model.key()];
                if let Some(focus) = focus {
                    steps.extend([focus.row.as_str(), focus.column.as_str()]);
                }
                steps
            }
        }
    }

    /// The address as a link.
    pub fn href(&self) -> String {
        location::href(&self.steps())
    }

    /// Goes there.
    pub fn go(&self) {
        location::go(&self.steps());
    }

    /// The open workspace.
    pub fn workspace(&self) -> Option<&str> {
        match self {
            Self::Start => None,
            Self::Effective { workspace, .. } => Some(workspace),
        }
    }

    /// The focused cell.
    pub fn focus(&self) -> Option<&Focus> {
        match self {
            Self::Start => None,
            Self::Effective { focus, .. } => focus.as_ref(),
        }
    }

    /// The same place with another cell focused.
    #[must_use]
    pub fn with_focus(self, focus: Focus) -> Self {
        match self {
            Self::Start => Self::Start,
            Self::Effective { workspace, model, .. } => {
                Self::Effective { workspace, model, focus: Some(focus) }
            }
        }
    }
}

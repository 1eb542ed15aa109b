//! What just happened, in a sentence, as the user is told of it.

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something was done.
    Done(String),
    /// Something was done that one step of undo takes back.
    Undoable(String),
    /// Something was not done, or is not as it should be. It stays until it is closed.
    Fault(String),
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self::Done(text.into())
    }

    /// Something was not done, or is not as it should be.
    pub fn fault(text: impl Into<String>) -> Self {
        Self::Fault(text.into())
    }

    /// The sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Done(text) | Self::Undoable(text) | Self::Fault(text) => text,
        }
    }
}

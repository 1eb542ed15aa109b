//! How a check stands, in a word, a mood and a sign.

use leptos::prelude::*;

use crate::components::{Icon, Mood, Symbol};
use whocan_core::query::CheckStatus;

/// See the module; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// A rule is broken.
    Broken,
    /// Something else came out than expected.
    Differs,
    /// It cannot be asked.
    Refused,
    /// It came out as expected, for another reason.
    OtherReason,
    /// It hangs on something that cannot be read.
    Doubtful,
    /// It has not been judged yet.
    Unjudged,
    /// It holds.
    Holds,
}

impl Standing {
    pub(super) fn of(status: Option<&CheckStatus>) -> Self {
        match status {
            None => Self::Unjudged,
            Some(CheckStatus::Holds) => Self::Holds,
            Some(CheckStatus::Differs { .. }) => Self::Differs,
            Some(CheckStatus::Doubtful { .. }) => Self::Doubtful,
            Some(CheckStatus::OtherReason { .. }) => Self::OtherReason,
            Some(CheckStatus::Broken(_)) => Self::Broken,
            Some(CheckStatus::Refused(_)) => Self::Refused,
        }
    }

    /// Whether it counts among those that fail.
    pub(super) fn fails(self) -> bool {
        !matches!(self, Self::Holds | Self::Unjudged)
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Broken => "fails",
            Self::Differs => "differs",
            Self::Refused => "cannot be asked",
            Self::OtherReason => "holds for another reason",
            Self::Doubtful => "doubtful",
            Self::Unjudged => "being checked",
            Self::Holds => "holds",
        }
    }

    pub(super) fn mood(self) -> Mood {
        match self {
            Self::Broken | Self::Differs => Mood::Bad,
            Self::Refused | Self::OtherReason | Self::Doubtful => Mood::Warn,
            Self::Unjudged => Mood::Plain,
            Self::Holds => Mood::Good,
        }
    }

    fn name(self) -> &'static str {
        match self.mood() {
            Mood::Plain => "plain",
            Mood::Good => "good",
            Mood::Bad => "bad",
            Mood::Warn => "warn",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Broken | Self::Differs => Icon::Cross,
            Self::Refused => Icon::Block,
            Self::OtherReason | Self::Doubtful => Icon::Info,
            Self::Unjudged => Icon::Clock,
            Self::Holds => Icon::Check,
        }
    }
}

/// How something stands, as a small round sign; its word is heard.
#[component]
pub(super) fn Bubble(standing: Standing) -> AnyView {
    view! {
        <span class="check-bubble" data-mood=standing.name()>
            <Symbol icon=standing.icon() />
        </span>
    }
    .into_any()
}

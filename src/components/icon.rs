//! The icons: one set, drawn for a box of 16 pixels with strokes of 1.5 in the colour of the text.

use leptos::prelude::*;

/// What an icon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Ask: a lens with a question mark.
    Ask,
    /// Search: a lens.
    Search,
    /// One person.
    Person,
    /// Groups: two people.
    Groups,
    /// A post: a signpost.
    Post,
    /// A service team: three linked dots.
    Team,
    /// Checks: a shield with a tick.
    Checks,
    /// Changes: a clock that turns back.
    Changes,
    /// Learn: an open book.
    Learn,
    /// Add.
    Plus,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Share: a tray with an arrow up.
    Share,
    /// Filter: three shrinking lines.
    Filter,
    /// The Comfortable density.
    Comfortable,
    /// The Compact density.
    Compact,
    /// The Map density, and the systems.
    Map,
    /// Folds the inspector.
    PanelRight,
    /// Folds the rail.
    PanelLeft,
    /// Secured data.
    Lock,
    /// More about this.
    Info,
    /// A warning.
    Warn,
    /// It holds; it is chosen.
    Check,
    /// Close, clear, deny.
    Cross,
    /// A Block.
    Block,
    /// A cut of what is passed on.
    Cut,
    /// Compare: two arrows.
    Compare,
    /// See as somebody.
    Eye,
    /// A flag.
    Flag,
    /// As of a day.
    Clock,
    /// Print.
    Print,
    /// Open: a folder.
    Folder,
    /// A file.
    File,
    /// Drop: a tray with an arrow down.
    Drop,
    /// The theme.
    Sun,
    /// The keys.
    Keys,
    /// More to do.
    More,
    /// It opens downwards.
    Down,
    /// It leads further in.
    Right,
    /// It opens a list of choices.
    UpDown,
    /// Before and after.
    Arrow,
}

impl Icon {
    /// All, in the order in which they are shown together.
    pub const ALL: [Self; 41] = [
        Self::Ask,
        Self::Search,
        Self::Person,
        Self::Groups,
        Self::Post,
        Self::Team,
        Self::Checks,
        Self::Changes,
        Self::Learn,
        Self::Plus,
        Self::Undo,
        Self::Redo,
        Self::Share,
        Self::Filter,
        Self::Comfortable,
        Self::Compact,
        Self::Map,
        Self::PanelRight,
        Self::PanelLeft,
        Self::Lock,
        Self::Info,
        Self::Warn,
        Self::Check,
        Self::Cross,
        Self::Block,
        Self::Cut,
        Self::Compare,
        Self::Eye,
        Self::Flag,
        Self::Clock,
        Self::Print,
        Self::Folder,
        Self::File,
        Self::Drop,
        Self::Sun,
        Self::Keys,
        Self::More,
        Self::Down,
        Self::Right,
        Self::UpDown,
        Self::Arrow,
    ];

    /// Its strokes, as the data of one path.
    fn path(self) -> &'static str {
        match self {
            Self::Ask => {
                "M2.25 7a4.75 4.75 0 1 0 9.5 0a4.75 4.75 0 1 0 -9.5 0zM10.5 10.5 14 14M5.75 6.1a1.3 1.3 0 1 1 1.9 1.15c-.45.25-.65.5-.65.9M7 9.4v.01"
            }
            Self::Search => "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0zM10.4 10.4l3.1 3.1",
            Self::Person => {
                "M5.25 5a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0zM2.75 13.5c.5-2.75 2.5-4 5.25-4s4.75 1.25 5.25 4"
            }
            Self::Groups => {
                "M3.5 5.25a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0zM1.5 13c.4-2.5 2-3.75 4.5-3.75s4.1 1.25 4.5 3.75M10.5 2.9a2.5 2.5 0 0 1 0 4.7M12 9.6c1.5.5 2.3 1.7 2.5 3.4"
            }
            Self::Post => "M8 2v2.5M3 4.5h10v4H3zM8 8.5V14M5.5 14h5",
            Self::Team => {
                "M6.25 3.75a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0 -3.5 0zM1.75 11.75a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0 -3.5 0zM10.75 11.75a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0 -3.5 0zM7.2 5.3 4.3 10.2M8.8 5.3l2.9 4.9M5.25 11.75h5.5"
            }
            Self::Checks => {
                "M8 1.75 13.25 4v4c0 3-2.2 5.2-5.25 6.25C4.95 13.2 2.75 11 2.75 8V4zM5.75 8l1.6 1.6 3-3.2"
            }
            Self::Changes => "M2.5 8a5.5 5.5 0 1 1 1.7 4M2.25 13.25V10.5H5M8 5v3.25l2 1.25",
            Self::Learn => {
                "M8 4c-1.4-1-3.2-1.25-5.75-1.25v9.5C4.8 12.25 6.6 12.5 8 13.5c1.4-1 3.2-1.25 5.75-1.25v-9.5C11.2 2.75 9.4 3 8 4zM8 4v9.5"
            }
            Self::Plus => "M8 3v10M3 8h10",
            Self::Undo => "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3",
            Self::Redo => "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3",
            Self::Share => "M8 2v7.5M5 4.75 8 1.9l3 2.85M3 8.5V13h10V8.5",
            Self::Filter => "M2.5 4h11M4.5 8h7M6.5 12h3",
            Self::Comfortable => "M2.5 4h11M2.5 8h11M2.5 12h11",
            Self::Compact => "M2.5 3h11M2.5 5.5h11M2.5 8h11M2.5 10.5h11M2.5 13h11",
            Self::Map => {
                "M3.5 2.25h2.25a1.25 1.25 0 0 1 1.25 1.25v2.25a1.25 1.25 0 0 1 -1.25 1.25h-2.25a1.25 1.25 0 0 1 -1.25 -1.25v-2.25a1.25 1.25 0 0 1 1.25 -1.25zM10.25 2.25h2.25a1.25 1.25 0 0 1 1.25 1.25v2.25a1.25 1.25 0 0 1 -1.25 1.25h-2.25a1.25 1.25 0 0 1 -1.25 -1.25v-2.25a1.25 1.25 0 0 1 1.25 -1.25zM3.5 9h2.25a1.25 1.25 0 0 1 1.25 1.25v2.25a1.25 1.25 0 0 1 -1.25 1.25h-2.25a1.25 1.25 0 0 1 -1.25 -1.25v-2.25a1.25 1.25 0 0 1 1.25 -1.25zM10.25 9h2.25a1.25 1.25 0 0 1 1.25 1.25v2.25a1.25 1.25 0 0 1 -1.25 1.25h-2.25a1.25 1.25 0 0 1 -1.25 -1.25v-2.25a1.25 1.25 0 0 1 1.25 -1.25z"
            }
            Self::PanelRight => {
                "M3.75 2.75h8.5a1.75 1.75 0 0 1 1.75 1.75v7a1.75 1.75 0 0 1 -1.75 1.75h-8.5a1.75 1.75 0 0 1 -1.75 -1.75v-7a1.75 1.75 0 0 1 1.75 -1.75zM10 2.75v10.5"
            }
            Self::PanelLeft => {
                "M3.75 2.75h8.5a1.75 1.75 0 0 1 1.75 1.75v7a1.75 1.75 0 0 1 -1.75 1.75h-8.5a1.75 1.75 0 0 1 -1.75 -1.75v-7a1.75 1.75 0 0 1 1.75 -1.75zM6 2.75v10.5"
            }
            Self::Lock => {
                "M5 7h6a1.5 1.5 0 0 1 1.5 1.5v3.25a1.5 1.5 0 0 1 -1.5 1.5h-6a1.5 1.5 0 0 1 -1.5 -1.5v-3.25a1.5 1.5 0 0 1 1.5 -1.5zM5.5 7V5a2.5 2.5 0 0 1 5 0v2"
            }
            Self::Info => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM8 7.5v3.25M8 5.25v.01",
            Self::Warn => "M8 2.25 14.25 13H1.75zM8 6.5v3M8 11.25v.01",
            Self::Check => "M3.25 8.5l3.1 3.1 6.4-7",
            Self::Cross => "M4.25 4.25l7.5 7.5M11.75 4.25l-7.5 7.5",
            Self::Block => "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0zM4.2 4.2l7.6 7.6",
            Self::Cut => {
                "M2.25 4.25a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0 -3.5 0zM2.25 11.75a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0 -3.5 0zM5.4 5.4l8 6.1M5.4 10.6l8-6.1"
            }
            Self::Compare => "M2.5 5h9M9 2.25 11.75 5 9 7.75M13.5 11h-9M7 8.25 4.25 11 7 13.75",
            Self::Eye => {
                "M1.5 8S3.75 3.5 8 3.5 14.5 8 14.5 8 12.25 12.5 8 12.5 1.5 8 1.5 8zM6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"
            }
            Self::Flag => "M3.5 14V2.5h8.25L10 5.75 11.75 9H3.5",
            Self::Clock => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM8 4.5V8l2.25 1.5",
            Self::Print => "M4.5 6V2.25h7V6M4.5 11.5H2.25V6h11.5v5.5H11.5M4.5 9.5h7v4.25h-7z",
            Self::Folder => {
                "M2 12.25v-8.5A1 1 0 0 1 3 2.75h3l1.5 1.75H13a1 1 0 0 1 1 1v6.75a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z"
            }
            Self::File => {
                "M4 1.75h5L12.5 5.25v9H4a.75.75 0 0 1-.75-.75v-11c0-.4.35-.75.75-.75zM9 1.75v3.5h3.5"
            }
            Self::Drop => "M8 2v7M5 6.25 8 9.25l3-3M2.5 10.5v3h11v-3",
            Self::Sun => {
                "M5.25 8a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"
            }
            Self::Keys => {
                "M3.5 4h9a1.75 1.75 0 0 1 1.75 1.75v5a1.75 1.75 0 0 1 -1.75 1.75h-9a1.75 1.75 0 0 1 -1.75 -1.75v-5a1.75 1.75 0 0 1 1.75 -1.75zM4.5 7h.01M7 7h.01M9.5 7h.01M11.75 7h.01M5.5 9.75h5"
            }
            Self::More => {
                "M3.125 8a.375.375 0 1 0 .75 0 .375.375 0 1 0-.75 0M7.625 8a.375.375 0 1 0 .75 0 .375.375 0 1 0-.75 0M12.125 8a.375.375 0 1 0 .75 0 .375.375 0 1 0-.75 0"
            }
            Self::Down => "M4.5 6.25l3.5 3.5 3.5-3.5",
            Self::Right => "M6.25 4.5l3.5 3.5-3.5 3.5",
            Self::UpDown => "M5 6l3-3 3 3M5 10l3 3 3-3",
            Self::Arrow => "M2.75 8h10.5M9.5 4.25 13.25 8 9.5 11.75",
        }
    }
}

/// An icon beside a word that says the same: nobody hears of it.
#[component]
pub fn Symbol(
    /// Which one.
    icon: Icon,
) -> AnyView {
    view! {
        <svg class="symbol" viewBox="0 0 16 16" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}

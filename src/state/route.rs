//! Where the user is, and its address: every state that is worth a link has one.

use crate::grid::Density;
use crate::platform::location;
use whocan_core::examples::{self, Card, large};
use whocan_core::models::ModelKind;

/// What stands between a workspace and one of its revisions. No id has it.
const REVISION: char = '~';

/// How densely a grid is shown, behind the path of an address.
const DENSITY: &str = "?density=";

/// The address of the gallery. No workspace has this id.
const GALLERY: &str = "gallery";

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The start screen.
    Start,
    /// All components with all their states. Nothing links there.
    Gallery,
    /// A screen of an open workspace.
    Work {
        /// The workspace; as long as nothing is kept, the name of an example.
        workspace: String,
        /// The revision that is looked at; none for the draft.
        revision: Option<u32>,
        /// Which screen.
        screen: Screen,
        /// What is focused on it, by ids; each screen knows what its steps mean.
        focus: Vec<String>,
        /// How densely its grid is shown, where the address says so.
        density: Option<Density>,
    },
}

/// A screen of an open workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A question, with its answer.
    Ask,
    /// How a workspace begins: people, a system, a matrix.
    FirstSteps,
    /// Who there is.
    Directory(Tab),
    /// A model's editor as its users know it.
    Editor(ModelKind),
    /// A model's policy on one grid.
    Overview(ModelKind),
    /// People by the targets of one model.
    Effective(ModelKind),
    /// What is expected: the rules and expectations of the file, and what is wrong with it.
    Checks,
    /// What the draft changes, and for whom; where a revision is looked at, what has changed since.
    Review,
    /// The revisions.
    History,
}

/// A part of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// One person after another, with all that they can do.
    People,
    /// Groups, posts and service teams, one after another.
    Groups,
    /// Users by what they belong to, as a grid.
    Users,
    /// Licences.
    Licences,
}

impl Tab {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::People, Self::Groups, Self::Users, Self::Licences];

    /// The address of what was a part of its own and stands among the groups: it opens on the first post.
    pub const POSTS: &str = "posts";

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Groups => "groups",
            Self::Users => "users",
            Self::Licences => "licences",
        }
    }

    /// Its name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Groups => "One by one",
            Self::Users => "Membership grid",
            Self::Licences => "Licences",
        }
    }
}

impl Screen {
    /// The system that it belongs to; none for what all systems have in common.
    pub fn system(self) -> Option<ModelKind> {
        match self {
            Self::Editor(kind) | Self::Overview(kind) | Self::Effective(kind) => Some(kind),
            Self::FirstSteps
            | Self::Ask
            | Self::Directory(_)
            | Self::Checks
            | Self::Review
            | Self::History => None,
        }
    }

    fn steps(self) -> Vec<&'static str> {
        match self {
            Self::Ask => vec!["ask"],
            Self::FirstSteps => vec!["first-steps"],
            Self::Directory(tab) => vec!["directory", tab.key()],
            Self::Editor(kind) => vec!["editor", kind.key()],
            Self::Overview(kind) => vec!["overview", kind.key()],
            Self::Effective(kind) => vec!["effective", kind.key()],
            Self::Checks => vec!["checks"],
            Self::Review => vec!["review"],
            Self::History => vec!["history"],
        }
    }

    /// Reads the steps behind the workspace; what is left of them is the focus.
    fn parse<'a>(steps: &'a [&'a str]) -> Option<(Self, &'a [&'a str])> {
        let (first, rest) = steps.split_first()?;
        match *first {
            "ask" => return Some((Self::Ask, rest)),
            "checks" => return Some((Self::Checks, rest)),
            "first-steps" => return Some((Self::FirstSteps, rest)),
            "review" => return Some((Self::Review, rest)),
            "history" => return Some((Self::History, rest)),
            _ => {}
        }
        let own = rest;
        let (second, rest) = rest.split_first()?;
        let screen = match *first {
            "directory" if *second == Tab::POSTS => {
                return Some((
                    Self::Directory(Tab::Groups),
                    if rest.is_empty() { own } else { rest },
                ));
            }
            "directory" => Self::Directory(Tab::ALL.into_iter().find(|tab| tab.key() == *second)?),
            "editor" => Self::Editor(ModelKind::of(second)?),
            "overview" => Self::Overview(ModelKind::of(second)?),
            "effective" => Self::Effective(ModelKind::of(second)?),
            _ => return None,
        };
        Some((screen, rest))
    }

    /// The screen that a workspace opens with.
    pub fn first() -> Self {
        ModelKind::ALL.first().map_or(Self::Review, |kind| Self::Effective(*kind))
    }
}

impl Route {
    /// A screen of a workspace with nothing focused.
    pub fn work(workspace: &str, screen: Screen) -> Self {
        Self::Work {
            workspace: workspace.to_owned(),
            revision: None,
            screen,
            focus: Vec::new(),
            density: None,
        }
    }

    /// The cell of an example that answers the question on its card, in a workspace that began as it.
    pub fn of_example(slug: &str, workspace: &str) -> Self {
        let card = match slug {
            large::SLUG => Some(&large::CARD),
            slug => examples::find(slug).map(|example| &example.card),
        };
        let first = |card: &Card| card.kinds.first().copied();
        let screen = card.and_then(first).map_or(Screen::first(), Screen::Effective);
        let focus = card.map(|Card { cell: (row, column), .. }| [row, column]);
        let focus = focus.into_iter().flatten().map(|key| (*key).to_owned()).collect();
        Self::work(workspace, screen).with_focus(focus)
    }

    /// Reads an address. What leads nowhere leads to a workspace's first screen, or to the start.
    pub fn parse(steps: &[String]) -> Self {
        let (steps, density) = shown(steps);
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let Some((workspace, rest)) = steps.split_first() else { return Self::Start };
        if *workspace == GALLERY && rest.is_empty() {
            return Self::Gallery;
        }
        let (workspace, revision) = match workspace.rsplit_once(REVISION) {
            Some((workspace, revision)) => (workspace, revision.parse().ok()),
            None => (*workspace, None),
        };
        let (screen, focus) = Screen::parse(rest).unwrap_or((Screen::first(), &[]));
        let focus = focus.iter().map(|step| (*step).to_owned()).collect();
        Self::Work { workspace: workspace.to_owned(), revision, screen, focus, density }
    }

    /// Whether an address says which screen of a workspace it means.
    pub fn names_a_screen(steps: &[String]) -> bool {
        let (steps, _) = shown(steps);
        let steps: Vec<&str> = steps.iter().skip(1).map(String::as_str).collect();
        Screen::parse(&steps).is_some()
    }

    /// A workspace as a link: it opens on the model that it uses.
    pub fn href_of(workspace: &str) -> String {
        location::href(&[workspace.to_owned()])
    }

    /// The address.
    pub fn steps(&self) -> Vec<String> {
        match self {
            Self::Start => Vec::new(),
            Self::Gallery => vec![GALLERY.to_owned()],
            Self::Work { workspace, revision, screen, focus, density } => {
                let mut steps = vec![match revision {
                    Some(revision) => format!("{workspace}{REVISION}{revision}"),
                    None => workspace.clone(),
                }];
                steps.extend(screen.steps().into_iter().map(str::to_owned));
                steps.extend(focus.iter().cloned());
                steps.extend(density.map(|density| format!("{DENSITY}{}", density.key())));
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
            Self::Start | Self::Gallery => None,
            Self::Work { workspace, .. } => Some(workspace),
        }
    }

    /// The screen of the open workspace.
    pub fn screen(&self) -> Option<Screen> {
        match self {
            Self::Start | Self::Gallery => None,
            Self::Work { screen, .. } => Some(*screen),
        }
    }

    /// What is focused.
    pub fn focus(&self) -> &[String] {
        match self {
            Self::Start | Self::Gallery => &[],
            Self::Work { focus, .. } => focus,
        }
    }

    /// The focused row and column of a grid.
    pub fn cell(&self) -> Option<(String, String)> {
        match self.focus() {
            [row, column, ..] => Some((row.clone(), column.clone())),
            _ => None,
        }
    }

    /// How densely its grid is shown, where the address says so.
    pub fn density(&self) -> Option<Density> {
        match self {
            Self::Start | Self::Gallery => None,
            Self::Work { density, .. } => *density,
        }
    }

    /// The same place with its grid shown so.
    #[must_use]
    pub fn with_density(&self, shown: Density) -> Self {
        let mut place = self.clone();
        if let Self::Work { density, .. } = &mut place {
            *density = Some(shown);
        }
        place
    }

    /// The revision that is looked at; none for the draft.
    pub fn revision(&self) -> Option<u32> {
        match self {
            Self::Start | Self::Gallery => None,
            Self::Work { revision, .. } => *revision,
        }
    }

    /// The same place with something else focused.
    #[must_use]
    pub fn with_focus(&self, focus: Vec<String>) -> Self {
        self.screen().map_or_else(|| self.clone(), |screen| self.to(screen, focus))
    }

    /// Another screen of the same workspace.
    #[must_use]
    pub fn to(&self, screen: Screen, focus: Vec<String>) -> Self {
        match self {
            Self::Start | Self::Gallery => self.clone(),
            Self::Work { workspace, revision, screen: now, density, .. } => Self::Work {
                workspace: workspace.clone(),
                revision: *revision,
                screen,
                focus,
                density: density.filter(|_| *now == screen),
            },
        }
    }

    /// The same screen of a revision, or of the draft.
    #[must_use]
    pub fn at(&self, revision: Option<u32>) -> Self {
        match self.clone() {
            place @ (Self::Start | Self::Gallery) => place,
            Self::Work { workspace, screen, focus, density, .. } => {
                Self::Work { workspace, revision, screen, focus, density }
            }
        }
    }

    /// The same place of another workspace.
    #[must_use]
    pub fn of(&self, workspace: &str) -> Self {
        match self.clone() {
            Self::Start | Self::Gallery => Self::work(workspace, Screen::first()),
            Self::Work { screen, focus, density, .. } => {
                let workspace = workspace.to_owned();
                Self::Work { workspace, revision: None, screen, focus, density }
            }
        }
    }
}

/// An address without what it says of the density, and that.
fn shown(steps: &[String]) -> (&[String], Option<Density>) {
    let aside =
        steps.split_last().and_then(|(last, path)| Some((path, last.strip_prefix(DENSITY)?)));
    match aside {
        Some((path, key)) => (path, Density::of(key)),
        None => (steps, None),
    }
}

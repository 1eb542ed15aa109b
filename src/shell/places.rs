//! THE PLACES OF A WORKSPACE that are no system: the rail, the tabs at the foot and the search list
//! them from here. A new place is one line, and a heading below.

use crate::components::{Icon, TabItem};
use crate::state::{Route, Screen, Tab};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Questions with their answers.
    Ask,
    /// Who there is.
    People,
    /// What people belong to.
    Groups,
    /// What is expected, and what is wrong.
    Checks,
    /// What the draft changes, and what was saved before.
    Changes,
}

impl Place {
    /// Those before the systems.
    pub(super) const FIRST: [Self; 3] = [Self::Ask, Self::People, Self::Groups];
    /// Those behind them.
    pub(super) const LAST: [Self; 2] = [Self::Checks, Self::Changes];

    /// All, in the order of the rail.
    pub(super) const ALL: [Self; 5] =
        [Self::Ask, Self::People, Self::Groups, Self::Checks, Self::Changes];
    /// Those with a tab at the foot of a phone: people and groups share one.
    pub(super) const AT_FOOT: [Self; 4] = [Self::Ask, Self::People, Self::Checks, Self::Changes];

    /// The letter that leads there behind G.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Ask => "a",
            Self::People => "p",
            Self::Groups => "g",
            Self::Checks => "c",
            Self::Changes => "h",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Ask => "Ask",
            Self::People => "People",
            Self::Groups => "Groups",
            Self::Checks => "Checks",
            Self::Changes => "Changes",
        }
    }

    pub(super) fn icon(self) -> Icon {
        match self {
            Self::Ask => Icon::Ask,
            Self::People => Icon::Person,
            Self::Groups => Icon::Groups,
            Self::Checks => Icon::Checks,
            Self::Changes => Icon::Changes,
        }
    }

    /// The screen that it opens with; of the changes those of the draft, where there is one.
    pub(super) fn screen(self, has_draft: bool) -> Screen {
        match self {
            Self::Ask => Screen::Ask,
            Self::People => Screen::Directory(Tab::People),
            Self::Groups => Screen::Directory(Tab::Groups),
            Self::Checks => Screen::Checks,
            Self::Changes if has_draft => Screen::Review,
            Self::Changes => Screen::History,
        }
    }

    /// The place that a screen belongs to.
    pub(super) fn of(screen: Screen) -> Option<Self> {
        match screen {
            Screen::Ask => Some(Self::Ask),
            Screen::Directory(Tab::People) => Some(Self::People),
            Screen::Directory(_) => Some(Self::Groups),
            Screen::Checks => Some(Self::Checks),
            Screen::Review | Screen::History => Some(Self::Changes),
            Screen::FirstSteps | Screen::Editor(_) | Screen::Overview(_) | Screen::Effective(_) => {
                None
            }
        }
    }
}

/// What stands at the head of a screen: its title and the tabs beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heading {
    pub(super) title: String,
    /// The system in whose accent it is; empty for none.
    pub(super) accent: String,
    pub(super) tabs: Vec<TabItem>,
}

/// The tabs of a place or a system: what each is called, and its screen.
pub(super) fn tabs_of(screen: Screen) -> Vec<(&'static str, Screen)> {
    match (Place::of(screen), screen.system()) {
        (_, Some(kind)) => systems_tabs(kind).to_vec(),
        (Some(Place::Groups), _) => {
            let tabs = [Tab::Groups, Tab::Users, Tab::Licences];
            tabs.map(|tab| (tab.label(), Screen::Directory(tab))).to_vec()
        }
        (Some(Place::Changes), _) => {
            vec![("Review", Screen::Review), ("History", Screen::History)]
        }
        _ => Vec::new(),
    }
}

/// The tabs of a system.
pub(super) fn systems_tabs(kind: ModelKind) -> [(&'static str, Screen); 3] {
    let editor = match kind {
        ModelKind::Acl => "Records",
        ModelKind::Attributes => "Security group",
        _ => "Editor",
    };
    [
        (editor, Screen::Editor(kind)),
        ("Overview", Screen::Overview(kind)),
        ("Effective access", Screen::Effective(kind)),
    ]
}

/// Other ways into the editor of a system, each with what it focuses first: those that stand behind so many
/// tabs, and those at the end.
pub(super) fn ways_of(kind: ModelKind) -> (usize, Ways, Ways) {
    match kind {
        ModelKind::Acl => (1, &[("Service teams", "team")], &[]),
        ModelKind::Features => (1, &[("By item", "item")], &[]),
        ModelKind::Resources => (
            1,
            &[("People", "people")],
            &[("Permissions matrix", "matrix"), ("Groups and accounts", "groups")],
        ),
        ModelKind::Attributes => (
            2,
            &[("What they would see", "see"), ("Reports", "reports")],
            &[("Services", "services"), ("Catalogue", "catalogue")],
        ),
        _ => (0, &[], &[]),
    }
}

/// Ways into an editor: what each is called, and what it focuses first.
pub(super) type Ways = &'static [(&'static str, &'static str)];

fn item(route: &Route, (label, screen): (&str, Screen)) -> TabItem {
    let href = route.to(screen, Vec::new()).href();
    TabItem::new(href.clone(), label).href(href)
}

/// The present tab, as the program calls it: by its address.
pub(super) fn present_tab(route: &Route) -> String {
    let (_, behind, last): (usize, Ways, Ways) = match route.screen() {
        Some(Screen::Editor(kind)) => ways_of(kind),
        _ => (0, &[], &[]),
    };
    // Requirements stand on the tab of the people.
    let first = route.focus().first().map(String::as_str);
    let first = if first == Some("requirements") { Some("people") } else { first };
    let way = behind.iter().chain(last).find(|(_, way)| first == Some(way));
    route.with_focus(way.map(|(_, way)| (*way).to_owned()).into_iter().collect()).href()
}

/// The person and the target that a screen of a system focuses, where it focuses both.
fn looked_at(route: &Route, snapshot: &Snapshot) -> Option<(ModelKind, Vec<String>)> {
    let kind = match route.screen()? {
        Screen::Editor(kind) | Screen::Overview(kind) => kind,
        _ => return None,
    };
    let users = &snapshot.document().directory.users;
    let user = route.focus().iter().find_map(|step| users.find(step))?;
    let resolver = snapshot.resolver(kind);
    let target = route.focus().iter().find_map(|step| resolver.head(step))?;
    Some((kind, vec![user.id.to_string(), target.key]))
}

impl Heading {
    /// The same, its tab of what people can do leading on to the person and the target that are looked at.
    pub(super) fn keeping_focus(mut self, route: &Route, snapshot: Option<&Snapshot>) -> Self {
        let found = snapshot.and_then(|snapshot| looked_at(route, snapshot));
        if let Some((kind, focus)) = found {
            let effective = Screen::Effective(kind);
            let plain = route.to(effective, Vec::new()).href();
            let to = route.to(effective, focus).href();
            let tab = self.tabs.iter_mut().find(|tab| tab.value == plain);
            tab.into_iter().for_each(|tab| tab.href.clone_from(&to));
        }
        self
    }

    /// That of a phone, where people and groups are tabs of one place.
    pub(super) fn on_phone(self, route: &Route) -> Self {
        match route.screen() {
            Some(Screen::Directory(_)) => {
                let tabs = Tab::ALL.map(|tab| {
                    let label =
                        if tab == Tab::Groups { Place::Groups.label() } else { tab.label() };
                    (label, Screen::Directory(tab))
                });
                Self { tabs: tabs.map(|tab| item(route, tab)).to_vec(), ..self }
            }
            _ => self,
        }
    }

    pub(super) fn of(route: &Route) -> Self {
        let Some(screen) = route.screen() else { return Self::default() };
        let title = match screen.system() {
            Some(kind) => kind.info().title,
            None => Place::of(screen).map_or("First steps", Place::label),
        };
        let mut tabs: Vec<TabItem> =
            tabs_of(screen).into_iter().map(|tab| item(route, tab)).collect();
        if let Some(kind) = screen.system() {
            let way = |(label, way): &(&str, &str)| {
                let href = route.to(Screen::Editor(kind), vec![(*way).to_owned()]).href();
                TabItem::new(href.clone(), *label).href(href)
            };
            let (at, behind, last) = ways_of(kind);
            let at = tabs.len().min(at);
            tabs.splice(at..at, behind.iter().map(way));
            tabs.extend(last.iter().map(way));
        }
        Self {
            title: title.to_owned(),
            accent: screen.system().map(|kind| kind.key().to_owned()).unwrap_or_default(),
            tabs,
        }
    }
}

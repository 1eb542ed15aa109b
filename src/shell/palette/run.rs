//! What choosing something in the search does.

use leptos::prelude::*;

use crate::components::{Icon, Toasts};
use crate::pages::ask::Leads;
use crate::platform::page;
use crate::shell::Shell;
use crate::shell::jump::{Beside, leads_to};
use crate::shell::share::copy_link;
use crate::state::{Action, Presenter, Route, Screen, Session, Theme};
use whocan_core::directory::Principal;
use whocan_core::models::ModelKind;
use whocan_core::verdict::Address;

/// Where an entry leads, or what it does.
#[derive(Clone, Debug)]
pub(super) enum Go {
    /// To somebody, or to what people belong to.
    Principal(Principal),
    /// To what people can do with this.
    Target(ModelKind, String),
    /// To a check.
    Check(String),
    /// To where something that was asked is answered.
    Answer(Leads),
    /// To a screen.
    Screen(Screen),
    /// To a part of a system's editor: what it focuses first.
    Way(ModelKind, &'static str),
    /// To another workspace.
    Workspace(String),
    /// It is a command.
    Do(Deed),
}

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Undo,
    Redo,
    Save,
    Discard,
    CopyLink,
    Export,
    Print,
    Present,
    ShowNames,
    HideNames,
    StopPresenting,
    Keys,
    Theme(Theme),
    Rename,
    Duplicate,
    New,
    Reset,
    AllWorkspaces,
    AddSystem(ModelKind),
    FoldRail,
    About,
}

impl Deed {
    /// Those that can be done now, with what they are called.
    pub(super) fn all(session: Session, is_open: bool) -> Vec<(Self, String)> {
        let looked = session.looked_at().with_untracked(Option::is_some);
        let is_changed = is_open && !looked && session.is_changed().get_untracked();
        let undo = session.to_undo().get_untracked().filter(|_| is_open && !looked);
        let redo = session.to_redo().get_untracked().filter(|_| is_open && !looked);
        let presenter = session.presenter().get_untracked();
        let from_example = session.facts().with_untracked(|facts| !facts.example.is_empty());
        let save = session.word_for_save().get_untracked();
        let mut all: Vec<(Self, String)> = Vec::new();
        let mut add = |when: bool, deed: Self, name: &str| {
            if when {
                all.push((deed, name.to_owned()));
            }
        };
        add(is_changed, Self::Save, save);
        undo.iter().for_each(|label| add(true, Self::Undo, &format!("Undo: {label}")));
        redo.iter().for_each(|label| add(true, Self::Redo, &format!("Redo: {label}")));
        add(is_changed, Self::Discard, "Discard changes");
        add(is_open, Self::CopyLink, "Copy link to this");
        add(is_open, Self::Export, "Save as a file…");
        add(is_open, Self::Print, "Print…");
        add(presenter == Presenter::Off, Self::Present, "Present");
        add(presenter == Presenter::WithoutNames, Self::ShowNames, "Show names");
        add(presenter == Presenter::WithNames, Self::HideNames, "Hide names");
        add(presenter != Presenter::Off, Self::StopPresenting, "Stop presenting");
        add(true, Self::Keys, "Keys and words");
        add(true, Self::Theme(Theme::Light), "Theme: light");
        add(true, Self::Theme(Theme::Dark), "Theme: dark");
        add(true, Self::Theme(Theme::System), "Theme: as the system has it");
        add(is_open, Self::Rename, "Rename the workspace…");
        add(is_open, Self::Duplicate, "Duplicate this workspace");
        add(true, Self::New, "New workspace");
        add(is_open && from_example, Self::Reset, "Reset to the example");
        add(is_open, Self::AllWorkspaces, "All workspaces");
        for kind in ModelKind::ALL {
            add(is_open, Self::AddSystem(*kind), &format!("Add {}", kind.info().title));
        }
        add(is_open, Self::FoldRail, "Fold or unfold the list of screens");
        add(true, Self::About, "About Whocan");
        all
    }

    pub(super) fn icon(self) -> Icon {
        match self {
            Self::Undo | Self::Discard | Self::Reset => Icon::Undo,
            Self::Redo => Icon::Redo,
            Self::Save => Icon::Check,
            Self::CopyLink => Icon::Share,
            Self::Export | Self::Duplicate | Self::Rename => Icon::File,
            Self::Print => Icon::Print,
            Self::Present | Self::ShowNames | Self::HideNames => Icon::Eye,
            Self::StopPresenting => Icon::Cross,
            Self::Keys => Icon::Keys,
            Self::Theme(_) => Icon::Sun,
            Self::New | Self::AddSystem(_) => Icon::Plus,
            Self::AllWorkspaces => Icon::Folder,
            Self::FoldRail => Icon::PanelLeft,
            Self::About => Icon::Info,
        }
    }

    /// The key that does the same; empty for none.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Undo => "Ctrl Z",
            Self::Redo => "Ctrl Y",
            Self::Save => "Ctrl S",
            Self::CopyLink => "Ctrl Shift C",
            Self::Print => "Ctrl P",
            Self::Present => "F5",
            Self::StopPresenting => "Esc",
            Self::Keys => "?",
            _ => "",
        }
    }

    fn run(self, session: Session, shell: Shell, toasts: Toasts) {
        let here = || session.route().get_untracked();
        let action = match self {
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::Save => Action::Save,
            Self::Discard => Action::Discard,
            Self::CopyLink => return copy_link(session, toasts),
            Self::Export => Action::Share(true),
            Self::Print => return page::print(),
            Self::Present | Self::HideNames => Action::Present(Presenter::WithoutNames),
            Self::ShowNames => Action::Present(Presenter::WithNames),
            Self::StopPresenting => Action::Present(Presenter::Off),
            Self::Keys => Action::ShowKeys,
            Self::Theme(theme) => Action::SetTheme(theme),
            Self::Rename => return shell.renaming.set(true),
            Self::Duplicate => Action::Duplicate(here().workspace().unwrap_or_default().to_owned()),
            Self::New => Action::New,
            Self::Reset => Action::Reset,
            Self::AllWorkspaces => Action::Go(Route::Start),
            Self::AddSystem(kind) => {
                session.dispatch(Action::AddSystem(kind));
                Action::Go(here().to(Screen::Editor(kind), Vec::new()))
            }
            Self::FoldRail => Action::FoldRail(!shell.is_folded.get_untracked()),
            Self::About => return shell.show_about(),
        };
        session.dispatch(action);
    }
}

/// Goes there, or does it. What has a place of its own can open beside this one, in another tab.
pub(super) fn run(go: Go, beside: bool, session: Session, shell: Shell, toasts: Toasts) {
    let here = session.route().get_untracked();
    let to = match go {
        Go::Do(deed) => return deed.run(session, shell, toasts),
        Go::Workspace(id) if beside => return page::open_beside(&Route::href_of(&id)),
        Go::Workspace(id) => return session.dispatch(Action::Open(id)),
        Go::Screen(screen) => Some(here.to(screen, Vec::new())),
        Go::Way(kind, way) => Some(here.to(Screen::Editor(kind), vec![way.to_owned()])),
        Go::Check(id) => Some(here.to(Screen::Checks, vec![id])),
        Go::Answer(Leads::Question(steps)) => Some(here.to(Screen::Ask, steps)),
        Go::Answer(Leads::Cell { kind, whom, target }) => {
            let beside = Beside { kind, target, subject: whom.clone(), group: None };
            let snapshot = session.snapshot().get_untracked();
            let address = Address::Principal(whom);
            snapshot.and_then(|snapshot| leads_to(&address, &snapshot, &here, Some(&beside)))
        }
        Go::Principal(who) => route_to(session, &who),
        Go::Target(kind, key) => {
            let user = focused_user(session);
            Some(here.to(Screen::Effective(kind), vec![user.unwrap_or_default(), key]))
        }
    };
    match to {
        Some(to) if beside => page::open_beside(&to.href()),
        Some(to) => {
            session.dispatch(Action::Jump);
            session.dispatch(Action::Go(to));
        }
        None => {}
    }
}

/// The person of the focused row of effective access, else the first of all.
fn focused_user(session: Session) -> Option<String> {
    let snapshot = session.snapshot().get_untracked()?;
    let users = &snapshot.document().directory.users;
    let focused = session.route().with_untracked(|route| {
        let is_person = matches!(route.screen(), Some(Screen::Effective(_)));
        let id = route.focus().first().filter(|_| is_person)?;
        users.find(id).map(|user| user.id.to_string())
    });
    focused.or_else(|| users.nth(0).map(|user| user.id.to_string()))
}

/// A person stands in the row of effective access where that is looked at; else in the directory, as
/// everything that people belong to.
fn route_to(session: Session, who: &Principal) -> Option<Route> {
    let snapshot = session.snapshot().get_untracked()?;
    let route = session.route().get_untracked();
    let beside = match (who, route.screen(), route.focus()) {
        (Principal::User(_), Some(Screen::Effective(kind)), [_, target, ..]) => {
            Some(Beside { kind, target: target.clone(), subject: who.clone(), group: None })
        }
        _ => None,
    };
    leads_to(&Address::Principal(who.clone()), &snapshot, &route, beside.as_ref())
}

//! The dialog of the directory: one at a time, and what it is about.

use super::form::{entity_form, licence_form};
use super::people::people_form;
use super::remove::remove_question;
use crate::reactive::{Derived, State};
use crate::state::Session;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag};
use whocan_core::directory::{Directory, GroupId, Principal};

/// A kind of what stands in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    User,
    Group,
    Post,
    Team,
}

impl Kind {
    /// What one is called.
    pub(super) fn one(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Post => "post",
            Self::Team => "service team",
        }
    }

    /// What several are called.
    pub(super) fn many(self) -> &'static str {
        match self {
            Self::User => "users",
            Self::Group => "groups",
            Self::Post => "posts",
            Self::Team => "service teams",
        }
    }

    /// What their ids begin with.
    pub(super) fn letter(self) -> char {
        match self {
            Self::User => 'u',
            Self::Group => 'g',
            Self::Post => 'p',
            Self::Team => 't',
        }
    }

    /// The kind of a principal.
    pub(super) fn of(who: &Principal) -> Self {
        match who {
            Principal::User(_) => Self::User,
            Principal::Group(_) => Self::Group,
            Principal::Post(_) => Self::Post,
            Principal::Team(_) => Self::Team,
        }
    }

    /// The principal of this kind with this id.
    pub(super) fn principal(self, id: &str) -> Principal {
        match self {
            Self::User => Principal::User(id.into()),
            Self::Group => Principal::Group(id.into()),
            Self::Post => Principal::Post(id.into()),
            Self::Team => Principal::Team(id.into()),
        }
    }
}

/// What a dialog is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// A new one of a kind.
    Add(Kind),
    /// The name of something, and what else can be said of it.
    Edit(Principal),
    /// A new group with what another one is permitted.
    Copy(GroupId),
    /// Whether something is to go.
    Remove(Principal),
    /// People from a list.
    People,
    /// A new licence.
    AddLicence,
    /// Whether a licence is to go.
    RemoveLicence(String),
}

impl Ask {
    fn title(&self, directory: &Directory) -> String {
        match self {
            Self::Add(kind) => format!("Add a {}", kind.one()),
            Self::Edit(who) => format!("Edit {}", directory.name(who)),
            Self::Copy(group) => {
                format!("Copy {}", directory.name(&Principal::Group(group.clone())))
            }
            Self::Remove(who) => format!("Remove {}?", directory.name(who)),
            Self::People => "Paste a list of people".to_owned(),
            Self::AddLicence => "Add a licence".to_owned(),
            Self::RemoveLicence(name) => format!("Remove the licence {name}?"),
        }
    }
}

/// What is asked at present.
pub(super) type Asked = State<Option<Ask>>;

/// The element of each tab that gets the focus where the one that opened the dialog is gone.
pub(super) const HOME: &str = "directory-add";

/// The dialog of what is asked.
pub(super) fn ask_dialog(session: Session, asked: Asked) -> Tag {
    let open = Derived::new(move |_| asked.with(Option::is_some));
    // OutcomeInfo once, when it opens: what is being removed loses its name before the dialog is gone.
    let title = Derived::new(move |previous: Option<&String>| {
        let asked = asked.get();
        let title = asked.map(|ask| with_directory(session, |directory| ask.title(directory)));
        title.or_else(|| previous.cloned()).unwrap_or_default()
    });
    let body = move || {
        asked.get_untracked().map(|ask| match ask {
            Ask::Add(kind) => entity_form(session, asked, kind, None, None).any(),
            Ask::Edit(who) => entity_form(session, asked, Kind::of(&who), Some(who), None).any(),
            Ask::Copy(group) => entity_form(session, asked, Kind::Group, None, Some(group)).any(),
            Ask::Remove(_) | Ask::RemoveLicence(_) => remove_question(session, asked, &ask),
            Ask::People => people_form(session, asked).any(),
            Ask::AddLicence => licence_form(session, asked).any(),
        })
    };
    dialog(open, move || title.get(), HOME, move || asked.set(None), body)
}

/// Looks something up in the present directory, without following it.
pub(super) fn with_directory<T>(session: Session, look: impl FnOnce(&Directory) -> T) -> T {
    session.snapshot().with_untracked(|snapshot| match snapshot {
        Some(snapshot) => look(&snapshot.document().directory),
        None => look(&Directory::default()),
    })
}

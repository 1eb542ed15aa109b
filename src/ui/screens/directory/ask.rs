//! The dialog of the directory: one at a time, and what it is about.

use leptos::prelude::*;

use super::form::{EntityForm, LicenceForm};
use super::people::PeopleForm;
use super::remove::RemoveQuestion;
use crate::directory::{Directory, GroupId, Principal};
use crate::session::Session;
use crate::ui::kit::dialog::Dialog;

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
pub(super) type Asked = RwSignal<Option<Ask>>;

/// The element of each tab that gets the focus where the one that opened the dialog is gone.
pub(super) const HOME: &str = "directory-add";

/// The dialog of what is asked.
#[component]
pub(super) fn AskDialog(session: Session, asked: Asked) -> impl IntoView {
    let open = Signal::derive(move || asked.with(Option::is_some));
    // Named once, when it opens: what is being removed loses its name before the dialog is gone.
    let title = Memo::new(move |previous: Option<&String>| {
        let asked = asked.get();
        let title = asked.map(|ask| with_directory(session, |directory| ask.title(directory)));
        title.or_else(|| previous.cloned()).unwrap_or_default()
    });
    let close = Callback::new(move |()| asked.set(None));
    let body = move || match asked.get_untracked() {
        None => ().into_any(),
        Some(Ask::Add(kind)) => {
            view! { <EntityForm session asked kind=kind who=None copied=None /> }.into_any()
        }
        Some(Ask::Edit(who)) => {
            let kind = Kind::of(&who);
            view! { <EntityForm session asked kind=kind who=Some(who) copied=None /> }.into_any()
        }
        Some(Ask::Copy(group)) => {
            view! { <EntityForm session asked kind=Kind::Group who=None copied=Some(group) /> }
                .into_any()
        }
        Some(ask @ (Ask::Remove(_) | Ask::RemoveLicence(_))) => {
            view! { <RemoveQuestion session asked ask /> }.into_any()
        }
        Some(Ask::People) => view! { <PeopleForm session asked /> }.into_any(),
        Some(Ask::AddLicence) => view! { <LicenceForm session asked /> }.into_any(),
    };
    view! {
        <Dialog open title on_close=close home=HOME>
            {body()}
        </Dialog>
    }
}

/// Looks something up in the present directory, without following it.
pub(super) fn with_directory<T>(session: Session, look: impl FnOnce(&Directory) -> T) -> T {
    session.moment().with_untracked(|moment| match moment {
        Some(moment) => look(&moment.document().directory),
        None => look(&Directory::default()),
    })
}

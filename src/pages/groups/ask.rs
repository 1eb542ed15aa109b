//! The dialogs about people, groups, posts, service teams and licences: one at a time, and what it is
//! about. The pages of people and of groups share them.

use leptos::prelude::*;

use super::form::{EntityForm, LicenceForm};
use super::list_of_people::PeopleForm;
use super::remove::RemoveQuestion;
use crate::components::{Icon, Modal, Symbol};
use crate::platform::page;
use crate::state::{Notice, Session, use_session};
use whocan_core::directory::{Directory, GroupId, Principal};
use whocan_core::query::Snapshot;

/// A kind of what stands in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    User,
    /// A group.
    Group,
    /// A post.
    Post,
    /// A service team.
    Team,
}

impl Kind {
    /// What one is called.
    pub fn one(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Post => "post",
            Self::Team => "service team",
        }
    }

    /// What stands before its name.
    pub fn icon(self) -> Icon {
        match self {
            Self::User => Icon::Person,
            Self::Group => Icon::Groups,
            Self::Post => Icon::Post,
            Self::Team => Icon::Team,
        }
    }

    /// What their ids begin with.
    pub fn letter(self) -> char {
        match self {
            Self::User => 'u',
            Self::Group => 'g',
            Self::Post => 'p',
            Self::Team => 't',
        }
    }

    /// The kind of a principal.
    pub fn of(who: &Principal) -> Self {
        match who {
            Principal::User(_) => Self::User,
            Principal::Group(_) => Self::Group,
            Principal::Post(_) => Self::Post,
            Principal::Team(_) => Self::Team,
        }
    }

    /// The principal of this kind with this id.
    pub fn principal(self, id: &str) -> Principal {
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
pub enum Ask {
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
    /// Whether it would change a group.
    fn is_of_groups(&self) -> bool {
        match self {
            Self::Add(Kind::Group) | Self::Copy(_) => true,
            Self::Edit(who) | Self::Remove(who) => matches!(who, Principal::Group(_)),
            _ => false,
        }
    }

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

/// The element of each page that gets the focus where the one that opened a dialog is gone.
pub const HOME: &str = "directory-add";

/// What is asked at present, and what follows an answer. Copied freely.
#[derive(Clone, Copy)]
pub struct Dialogs {
    /// The state of the page.
    pub session: Session,
    /// Why whoever is acted as changes no groups; none where they may.
    pub locked: Signal<Option<String>>,
    asked: RwSignal<Option<Ask>>,
    on_added: Callback<Principal>,
}

impl Dialogs {
    /// Nothing is asked; `on_added` hears of what is new, before it is there.
    pub fn new(on_added: impl Fn(Principal) + Send + Sync + 'static) -> Self {
        let (asked, on_added) = (RwSignal::new(None), Callback::new(on_added));
        let session = use_session();
        Self { session, locked: session.groups_locked(), asked, on_added }
    }

    /// Why what belongs to something cannot be changed; only groups can be locked.
    pub fn locked_for(self, who: &Principal) -> Signal<Option<String>> {
        match who {
            Principal::Group(_) => self.locked,
            _ => Signal::stored(None),
        }
    }

    /// Asks; says why not, where it is about groups and they are locked.
    pub fn ask(self, ask: Ask) {
        if let Some(why) = self.locked.get_untracked().filter(|_| ask.is_of_groups()) {
            return self.session.say(Notice::Fault(format!("Not done. {why}")));
        }
        self.asked.set(Some(ask));
    }

    /// Says what is new.
    pub fn added(self, who: Principal) {
        self.on_added.run(who);
    }

    /// Asks no more.
    pub fn close(self) {
        self.asked.set(None);
        page::focus_first_if_lost(HOME, "button");
    }
}

/// Why groups are locked, where they are: said where the buttons are that would change them.
#[component]
pub fn GroupsLocked(
    /// Why; none where they are not.
    why: Signal<Option<String>>,
) -> AnyView {
    let draw = move || {
        why.get().map(|why| {
            view! {
                <p class="directory-locked">
                    <Symbol icon=Icon::Lock />
                    <span>{why}</span>
                </p>
            }
        })
    };
    draw.into_any()
}

/// The dialog of what is asked.
#[component]
pub fn DirectoryDialog(
    /// What is asked.
    dialogs: Dialogs,
) -> AnyView {
    let Dialogs { session, asked, .. } = dialogs;
    let open = Signal::derive(move || asked.with(Option::is_some));
    // Worded once, when it opens: what is being removed loses its name before the dialog is gone.
    let title = Memo::new(move |previous: Option<&String>| {
        let title = asked.get().and_then(|ask| {
            session
                .snapshot()
                .with_untracked(|it| Some(ask.title(&it.as_deref()?.document().directory)))
        });
        title.or_else(|| previous.cloned()).unwrap_or_default()
    });
    let body = move || {
        asked.get_untracked().map(|ask| match ask {
            Ask::Add(kind) => view! { <EntityForm dialogs kind who=None copied=None /> }.into_any(),
            Ask::Edit(who) => {
                view! { <EntityForm dialogs kind=Kind::of(&who) who=Some(who) copied=None /> }
                    .into_any()
            }
            Ask::Copy(group) => {
                view! { <EntityForm dialogs kind=Kind::Group who=None copied=Some(group) /> }
                    .into_any()
            }
            Ask::Remove(_) | Ask::RemoveLicence(_) => {
                view! { <RemoveQuestion dialogs ask /> }.into_any()
            }
            Ask::People => view! { <PeopleForm dialogs /> }.into_any(),
            Ask::AddLicence => view! { <LicenceForm dialogs /> }.into_any(),
        })
    };
    view! {
        <Modal open title on_close=move || dialogs.close()>
            {body}
        </Modal>
    }
    .into_any()
}

/// The draft's directory, without following it.
pub fn with_directory<T>(session: Session, look: impl FnOnce(&Directory) -> T) -> T {
    session.snapshot().with_untracked(|snapshot| of(snapshot.as_deref(), look))
}

/// The directory of a moment; an empty one where there is no moment.
pub fn of<T>(snapshot: Option<&Snapshot>, look: impl FnOnce(&Directory) -> T) -> T {
    match snapshot {
        Some(snapshot) => look(&snapshot.document().directory),
        None => look(&Directory::default()),
    }
}

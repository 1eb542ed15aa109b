//! The forms of one thing: its name, and what else can be said of it.

use leptos::prelude::*;

use super::ask::{Dialogs, Kind, with_directory};
use crate::components::{Checkbox, FormButtons, TextField, Ticked, on_submit};
use crate::state::{Action, Session, new_id};
use whocan_core::directory::{
    Directory, DirectoryEdit, Entity, Group, GroupId, Post, PostId, Principal, Table, Team, TeamId,
    User,
};
use whocan_core::document::Command;
use whocan_core::text;
use whocan_core::text::{folded, same};

/// What is said of a name that is none.
const BLANK: &str = "Type a name: it cannot be blank.";

/// What somebody typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    name: String,
    login: String,
    description: String,
    teams: Vec<TeamId>,
}

impl Draft {
    fn of(directory: &Directory, who: &Principal) -> Self {
        let name = directory.name(who);
        match who {
            Principal::User(id) => {
                let login = directory.users.get(id).and_then(|user| user.login.clone());
                Self { name, login: login.unwrap_or_default(), ..Self::default() }
            }
            Principal::Group(id) => {
                let description = directory.groups.get(id).and_then(|g| g.description.clone());
                Self { name, description: description.unwrap_or_default(), ..Self::default() }
            }
            Principal::Post(id) => {
                let teams = directory.posts.get(id).map(|post| post.teams.clone());
                Self { name, teams: teams.unwrap_or_default(), ..Self::default() }
            }
            Principal::Team(_) => Self { name, ..Self::default() },
        }
    }

    /// The command that adds it.
    fn addition(&self, kind: Kind, id: &str) -> Command {
        let name = self.name.trim();
        Command::Directory(match kind {
            Kind::User => {
                DirectoryEdit::AddUser(User { login: filled(&self.login), ..User::new(id, name) })
            }
            Kind::Group => {
                let description = filled(&self.description);
                DirectoryEdit::AddGroup(Group { description, ..Group::new(id, name) })
            }
            Kind::Post => {
                DirectoryEdit::AddPost(Post { teams: self.teams.clone(), ..Post::new(id, name) })
            }
            Kind::Team => DirectoryEdit::AddTeam(Team::new(id, name)),
        })
    }

    /// What turns `before` into this.
    fn edits(&self, before: &Self, who: &Principal) -> Vec<DirectoryEdit> {
        let mut edits = Vec::new();
        if self.name.trim() != before.name.trim() {
            edits.push(DirectoryEdit::Rename(who.clone(), self.name.trim().to_owned()));
        }
        match who {
            Principal::User(id) if filled(&self.login) != filled(&before.login) => {
                edits.push(DirectoryEdit::SetLogin(id.clone(), filled(&self.login)));
            }
            Principal::Group(id) if filled(&self.description) != filled(&before.description) => {
                edits.push(DirectoryEdit::Describe(id.clone(), filled(&self.description)));
            }
            Principal::Post(id) => edits.extend(moves(id, &before.teams, &self.teams)),
            _ => {}
        }
        edits
    }
}

fn moves(post: &PostId, before: &[TeamId], after: &[TeamId]) -> Vec<DirectoryEdit> {
    let joins = after.iter().filter(|team| !before.contains(team));
    let joins = joins.map(|team| DirectoryEdit::PostJoin(post.clone(), team.clone()));
    let leaves = before.iter().filter(|team| !after.contains(team));
    let leaves = leaves.map(|team| DirectoryEdit::PostLeave(post.clone(), team.clone()));
    joins.chain(leaves).collect()
}

/// A text without what stands around it; none where nothing is left.
fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Adds a group with what another one is permitted; its id.
pub(super) fn copy_group(session: Session, name: &str, of: &str, from: &GroupId) -> String {
    let draft = Draft { name: name.to_owned(), ..Draft::default() };
    draft.copy(session, of, from)
}

impl Draft {
    fn copy(&self, session: Session, of: &str, from: &GroupId) -> String {
        let id = new_id(Kind::Group.letter());
        let label = format!("copy {of} to {}", self.name.trim());
        let copy = Command::CopyGrants { from: from.clone(), to: id.as_str().into() };
        let commands = vec![self.addition(Kind::Group, &id), copy];
        session.dispatch(Action::Run(Command::Batch(label, commands)));
        id
    }

    /// Adds it.
    fn add(&self, dialogs: Dialogs, kind: Kind) {
        let id = new_id(kind.letter());
        dialogs.added(kind.principal(&id));
        dialogs.session.dispatch(Action::Run(self.addition(kind, &id)));
    }
}

/// Sends what was edited as one step; none is no step.
fn send(session: Session, name: &str, mut edits: Vec<DirectoryEdit>) {
    let command = match edits.len() {
        0 => return,
        1 => edits.pop().map(Command::Directory),
        _ => {
            let label = format!("change {}", name.trim());
            Some(Command::Batch(label, edits.into_iter().map(Command::Directory).collect()))
        }
    };
    command.into_iter().for_each(|command| session.dispatch(Action::Run(command)));
}

/// What is typed into a form, and what is wrong with its name.
#[derive(Clone, Copy)]
struct Fields {
    draft: RwSignal<Draft>,
    error: RwSignal<Option<String>>,
}

impl Fields {
    /// A field of it as a signal.
    fn of(self, field: fn(&Draft) -> &String) -> Signal<String> {
        Signal::derive(move || self.draft.with(|draft| field(draft).clone()))
    }
}

/// The form of a new thing (`who` is none) or one that is there, or of the copy of a group.
#[component]
pub(super) fn EntityForm(
    dialogs: Dialogs,
    kind: Kind,
    who: Option<Principal>,
    copied: Option<GroupId>,
) -> AnyView {
    let before = with_directory(dialogs.session, |directory| {
        let original = || copied.clone().map(Principal::Group);
        let known = who.clone().or_else(original).map(|who| Draft::of(directory, &who));
        known.unwrap_or_default()
    });
    let name = if copied.is_some() { String::new() } else { before.name.clone() };
    let draft = RwSignal::new(Draft { name, ..before.clone() });
    let fields = Fields { draft, error: RwSignal::new(None) };
    let about = copied.is_some().then(|| {
        format!(
            "The new group gets all that {} is permitted, and none of its members.",
            before.name
        )
    });
    let done = match (&who, &copied) {
        (Some(_), _) => "Done",
        (None, Some(_)) => "Copy",
        (None, None) => "Add",
    };
    let own = who.clone();
    let hint = Signal::derive(move || {
        let same = draft.with(|draft| {
            with_directory(dialogs.session, |directory| {
                taken(directory, kind, own.as_ref(), &draft.name)
            })
        });
        let hint = || format!("Another {} has this name already.", kind.one());
        if same { hint() } else { String::new() }
    });
    let submit = Callback::new(move |()| {
        let typed = draft.get_untracked();
        if text::is_blank(&typed.name) {
            return fields.error.set(Some(BLANK.to_owned()));
        }
        match (&who, &copied) {
            (Some(who), _) => send(dialogs.session, &typed.name, typed.edits(&before, who)),
            (None, Some(from)) => {
                let id = typed.copy(dialogs.session, &before.name, from);
                dialogs.added(Kind::Group.principal(&id));
            }
            (None, None) => typed.add(dialogs, kind),
        }
        dialogs.close();
    });
    let rename = move |text: String| draft.update(|draft| draft.name = text);
    view! {
        <form class="modal-body directory-form" on:submit=on_submit(move || submit.run(()))>
            {about.map(|about| view! { <p class="directory-hint">{about}</p> })}
            <NameField value=fields.of(|draft| &draft.name) error=fields.error on_input=rename />
            <p class="directory-hint">{hint}</p>
            <Further dialogs fields kind />
            <FormButtons on_cancel=move |()| dialogs.close() done />
        </form>
    }
    .into_any()
}

/// The field of a name; what was wrong with it is not any more as soon as something is typed.
#[component]
fn NameField(
    value: Signal<String>,
    error: RwSignal<Option<String>>,
    #[prop(into)] on_input: Callback<String>,
) -> AnyView {
    let input = move |text: String| {
        error.set(None);
        on_input.run(text);
    };
    view! { <TextField label="Name" value error on_input=input /> }.into_any()
}

/// What can be said of something besides its name.
#[component]
fn Further(dialogs: Dialogs, fields: Fields, kind: Kind) -> AnyView {
    let draft = fields.draft;
    match kind {
        Kind::User => {
            let input = move |text: String| draft.update(|draft| draft.login = text);
            view! { <TextField label="Log-in name" value=fields.of(|it| &it.login) on_input=input /> }
                .into_any()
        }
        Kind::Group => {
            let input = move |text: String| draft.update(|draft| draft.description = text);
            let value = fields.of(|it| &it.description);
            view! { <TextField label="Description" value on_input=input /> }.into_any()
        }
        Kind::Post => view! { <TeamChoice dialogs draft /> }.into_any(),
        Kind::Team => ().into_any(),
    }
}

/// Which service teams a post belongs to.
#[component]
fn TeamChoice(dialogs: Dialogs, draft: RwSignal<Draft>) -> AnyView {
    let teams = with_directory(dialogs.session, |directory| {
        directory.teams.iter().map(|it| (it.id.clone(), it.name.clone())).collect::<Vec<_>>()
    });
    if teams.is_empty() {
        return ().into_any();
    }
    let row = move |(id, name): (TeamId, String)| {
        let shown = id.clone();
        let ticked = Signal::derive(move || {
            let inside = draft.with(|draft| draft.teams.contains(&shown));
            if inside { Ticked::On } else { Ticked::Off }
        });
        let tick = move |inside: bool| {
            draft.update(|draft| {
                draft.teams.retain(|team| *team != id);
                if inside {
                    draft.teams.push(id.clone());
                }
            });
        };
        view! { <Checkbox label=name ticked on_tick=tick /> }
    };
    view! {
        <fieldset class="directory-teams">
            <legend class="field-label">"Service teams"</legend>
            {teams.into_iter().map(row).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The form of a new licence.
#[component]
pub(super) fn LicenceForm(dialogs: Dialogs) -> AnyView {
    let session = dialogs.session;
    let (name, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let submit = Callback::new(move |()| {
        let Some(name) = filled(&name.get_untracked()) else {
            return error.set(Some(BLANK.to_owned()));
        };
        let mut licences = with_directory(dialogs.session, |directory| directory.licences.clone());
        if licences.contains(&name) {
            return error.set(Some("This licence is installed already.".to_owned()));
        }
        licences.push(name);
        session.dispatch(Action::Run(Command::Directory(DirectoryEdit::SetLicences(licences))));
        dialogs.close();
    });
    view! {
        <form class="modal-body directory-form" on:submit=on_submit(move || submit.run(()))>
            <NameField value=name.into() error on_input=move |text: String| name.set(text) />
            <FormButtons on_cancel=move |()| dialogs.close() done="Add" />
        </form>
    }
    .into_any()
}

/// Whether another one of the kind has this name. Two people may share one.
fn taken(directory: &Directory, kind: Kind, own: Option<&Principal>, name: &str) -> bool {
    fn among<T: Entity>(table: &Table<T>, own: Option<&Principal>, name: &str) -> bool {
        let mut others =
            table.iter().filter(|row| own.is_none_or(|own| own.id() != row.id().as_str()));
        !folded(name).is_empty() && others.any(|row| same(row.name(), name))
    }
    match kind {
        Kind::User => among(&directory.users, own, name),
        Kind::Group => among(&directory.groups, own, name),
        Kind::Post => among(&directory.posts, own, name),
        Kind::Team => among(&directory.teams, own, name),
    }
}

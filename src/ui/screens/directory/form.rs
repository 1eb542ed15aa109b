//! The forms of one thing: its name, and what else can be said of it.

use leptos::prelude::*;

use super::ask::{Asked, Kind, with_directory};
use crate::directory::{
    Directory, DirectoryEdit, Entity, Group, GroupId, Post, PostId, Principal, Table, Team, TeamId,
    User,
};
use crate::document::Command;
use crate::session::{Action, Session, new_id};

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
    fn add(&self, kind: Kind, id: &str) -> Command {
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

/// The form of a new thing (`who` is none) or one that is there, or of the copy of a group.
#[component]
pub(super) fn EntityForm(
    session: Session,
    asked: Asked,
    kind: Kind,
    who: Option<Principal>,
    copied: Option<GroupId>,
) -> impl IntoView {
    let before = with_directory(session, |directory| {
        let original = || copied.clone().map(Principal::Group);
        let known = who.clone().or_else(original).map(|who| Draft::of(directory, &who));
        known.unwrap_or_default()
    });
    let start = Draft {
        name: if copied.is_some() { String::new() } else { before.name.clone() },
        ..before.clone()
    };
    let draft = RwSignal::new(start);
    let error = RwSignal::new(None::<&'static str>);
    let about = copied.is_some().then(|| {
        view! {
            <p class="hint">
                {format!(
                    "The new group gets every permission that {} has, in every model, and none of its members.",
                    before.name,
                )}
            </p>
        }
    });
    let done = match (&who, &copied) {
        (Some(_), _) => "Done",
        (None, Some(_)) => "Copy",
        (None, None) => "Add",
    };
    let own = who.clone();
    let submit = move || {
        let typed = draft.get_untracked();
        if typed.name.trim().is_empty() {
            return error.set(Some("Type a name: it cannot be blank."));
        }
        match (&who, &copied) {
            (Some(who), _) => send(session, &typed, typed.edits(&before, who)),
            (None, Some(from)) => {
                let id = new_id(kind.letter());
                let label = format!("copy {} to {}", before.name, typed.name.trim());
                let copy = Command::CopyGrants { from: from.clone(), to: id.as_str().into() };
                let commands = vec![typed.add(kind, &id), copy];
                session.dispatch(Action::Run(Command::Batch(label, commands)));
            }
            (None, None) => {
                let id = new_id(kind.letter());
                if kind == Kind::User {
                    let cell = vec![id.clone(), super::members::LOGIN.to_owned()];
                    session.dispatch(Action::Focus(cell));
                }
                session.dispatch(Action::Run(typed.add(kind, &id)));
            }
        }
        asked.set(None);
    };
    let same = move || {
        draft.with(|draft| {
            with_directory(session, |directory| taken(directory, kind, own.as_ref(), &draft.name))
        })
    };
    let field = match kind {
        Kind::User => view! {
            <label class="form-row">
                <span>"Log-in name"</span>
                <input
                    class="field"
                    autocomplete="off"
                    prop:value=move || draft.with(|draft| draft.login.clone())
                    on:input=move |event| draft.update(|d| d.login = event_target_value(&event))
                />
            </label>
        }
        .into_any(),
        Kind::Group => view! {
            <label class="form-row">
                <span>"Description"</span>
                <input
                    class="field"
                    autocomplete="off"
                    prop:value=move || draft.with(|draft| draft.description.clone())
                    on:input=move |event| {
                        draft.update(|d| d.description = event_target_value(&event));
                    }
                />
            </label>
        }
        .into_any(),
        Kind::Post => view! { <TeamChoice session draft /> }.into_any(),
        Kind::Team => ().into_any(),
    };
    view! {
        <form
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            {about}
            <NameField
                value=Signal::derive(move || draft.with(|draft| draft.name.clone()))
                on_input=Callback::new(move |text| {
                    draft.update(|draft| draft.name = text);
                    error.set(None);
                })
                error=error.into()
            />
            {move || {
                same().then(|| {
                    let hint = format!("Another {} has this name already.", kind.one());
                    view! { <p class="form-hint">{hint}</p> }
                })
            }}
            {field}
            <Buttons asked done />
        </form>
    }
}

/// Sends what was edited as one step; none is no step.
fn send(session: Session, typed: &Draft, mut edits: Vec<DirectoryEdit>) {
    let command = match edits.len() {
        0 => return,
        1 => edits.pop().map(Command::Directory),
        _ => {
            let label = format!("change {}", typed.name.trim());
            Some(Command::Batch(label, edits.into_iter().map(Command::Directory).collect()))
        }
    };
    command.into_iter().for_each(|command| session.dispatch(Action::Run(command)));
}

/// Whether another one of the kind has this name. Two people may share one.
fn taken(directory: &Directory, kind: Kind, own: Option<&Principal>, name: &str) -> bool {
    fn among<T: Entity>(table: &Table<T>, own: Option<&Principal>, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        let mut others =
            table.iter().filter(|row| own.is_none_or(|own| own.id() != row.id().as_str()));
        !name.is_empty() && others.any(|row| row.name().trim().to_lowercase() == name)
    }
    match kind {
        Kind::User => among(&directory.users, own, name),
        Kind::Group => among(&directory.groups, own, name),
        Kind::Post => among(&directory.posts, own, name),
        Kind::Team => among(&directory.teams, own, name),
    }
}

/// Which service teams a post belongs to.
#[component]
fn TeamChoice(session: Session, draft: RwSignal<Draft>) -> impl IntoView {
    let teams = with_directory(session, |directory| {
        directory.teams.iter().map(|t| (t.id.clone(), t.name.clone())).collect::<Vec<_>>()
    });
    let box_of = move |(id, name): (TeamId, String)| {
        let shown = id.clone();
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || draft.with(|draft| draft.teams.contains(&shown))
                    on:change=move |event| {
                        let inside = event_target_checked(&event);
                        draft.update(|draft| {
                            draft.teams.retain(|team| *team != id);
                            if inside {
                                draft.teams.push(id.clone());
                            }
                        });
                    }
                />
                {name}
            </label>
        }
    };
    (!teams.is_empty()).then(|| {
        view! {
            <fieldset class="form-group">
                <legend>"Service teams"</legend>
                {teams.into_iter().map(box_of).collect_view()}
            </fieldset>
        }
    })
}

/// The form of a new licence.
#[component]
pub(super) fn LicenceForm(session: Session, asked: Asked) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<&'static str>);
    let submit = move || {
        let Some(name) = filled(&name.get_untracked()) else {
            return error.set(Some("Type a name: it cannot be blank."));
        };
        let mut licences = with_directory(session, |directory| directory.licences.clone());
        if licences.contains(&name) {
            return error.set(Some("This licence is installed already."));
        }
        licences.push(name);
        session.dispatch(Action::Run(Command::Directory(DirectoryEdit::SetLicences(licences))));
        asked.set(None);
    };
    view! {
        <form
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <NameField
                value=name.into()
                on_input=Callback::new(move |text| {
                    name.set(text);
                    error.set(None);
                })
                error=error.into()
            />
            <Buttons asked done="Add" />
        </form>
    }
}

/// The field of a name, with what is wrong with it below.
#[component]
fn NameField(
    value: Signal<String>,
    on_input: Callback<String>,
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <label class="form-row">
            <span>"Name"</span>
            <input
                class="field"
                autocomplete="off"
                autofocus
                aria-describedby="form-error"
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            />
        </label>
        <p class="form-error" id="form-error" role="alert">{error}</p>
    }
}

/// The buttons below a form.
#[component]
fn Buttons(asked: Asked, done: &'static str) -> impl IntoView {
    view! {
        <div class="dialog-buttons">
            <button type="button" class="button" on:click=move |_| asked.set(None)>"Cancel"</button>
            <button type="submit" class="button" data-kind="main">{done}</button>
        </div>
    }
}

//! The forms of one thing: its name, and what else can be said of it.

use leptos::prelude::{AnyView, event_target_value};
use web_sys::Event;

use super::ask::{Asked, Kind, with_directory};
use crate::reactive::{Derived, State};
use crate::state::{Action, Session, new_id};
use crate::ui::kit::tag::{Tag, all, button, tag, tick};
use whocan_core::directory::{
    Directory, DirectoryEdit, Entity, Group, GroupId, Post, PostId, Principal, Table, Team, TeamId,
    User,
};
use whocan_core::document::Command;
use whocan_core::text::{folded, same};

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
pub(super) fn entity_form(
    session: Session,
    asked: Asked,
    kind: Kind,
    who: Option<Principal>,
    copied: Option<GroupId>,
) -> Tag {
    let before = with_directory(session, |directory| {
        let original = || copied.clone().map(Principal::Group);
        let known = who.clone().or_else(original).map(|who| Draft::of(directory, &who));
        known.unwrap_or_default()
    });
    let start = Draft {
        name: if copied.is_some() { String::new() } else { before.name.clone() },
        ..before.clone()
    };
    let draft = State::new(start);
    let error = State::new(None::<&'static str>);
    let about = copied.is_some().then(|| {
        let about = format!(
            "The new group gets every permission that {} has, in every model, and none of its \
             members.",
            before.name,
        );
        tag("p").class("hint").text(about)
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
            (None, Some(from)) => copy(session, &typed, &before.name, from),
            (None, None) => add(session, &typed, kind),
        }
        asked.set(None);
    };
    let same = move || {
        draft.with(|draft| {
            with_directory(session, |directory| taken(directory, kind, own.as_ref(), &draft.name))
        })
    };
    let hint = move || {
        same().then(|| {
            let hint = format!("Another {} has this name already.", kind.one());
            tag("p").class("form-hint").text(hint)
        })
    };
    let name = Derived::new(move |_| draft.with(|draft| draft.name.clone()));
    let rename = move |text| {
        draft.update(|draft| draft.name = text);
        error.set(None);
    };
    form(submit)
        .child(about)
        .child(name_field(name, rename, error))
        .bind_child(hint)
        .child(further_field(session, draft, kind))
        .child(buttons(asked, done))
}

/// A form, and what is done with it.
fn form(submit: impl Fn() + Send + Sync + 'static) -> Tag {
    let submit = move |event: Event| {
        event.prevent_default();
        submit();
    };
    tag("form").on("submit", submit)
}

/// What can be said of something besides its name.
fn further_field(session: Session, draft: State<Draft>, kind: Kind) -> Option<Tag> {
    match kind {
        Kind::User => Some(text_field(
            "Log-in name",
            move || draft.with(|draft| draft.login.clone()),
            move |text| draft.update(|draft| draft.login = text),
        )),
        Kind::Group => Some(text_field(
            "Description",
            move || draft.with(|draft| draft.description.clone()),
            move |text| draft.update(|draft| draft.description = text),
        )),
        Kind::Post => team_choice(session, draft),
        Kind::Team => None,
    }
}

fn text_field(
    label: &'static str,
    value: impl Fn() -> String + Send + Sync + 'static,
    on_input: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    tag("label").class("form-row").child(tag("span").text(label)).child(input(value, on_input))
}

fn input(
    value: impl Fn() -> String + Send + Sync + 'static,
    on_input: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    tag("input")
        .class("field")
        .attr("autocomplete", "off")
        .prop("value", value)
        .on("input", move |event: Event| on_input(event_target_value(&event)))
}

/// Adds a group with what another one is permitted.
fn copy(session: Session, typed: &Draft, name: &str, from: &GroupId) {
    let id = new_id(Kind::Group.letter());
    let label = format!("copy {name} to {}", typed.name.trim());
    let copy = Command::CopyGrants { from: from.clone(), to: id.as_str().into() };
    let commands = vec![typed.add(Kind::Group, &id), copy];
    session.dispatch(Action::Run(Command::Batch(label, commands)));
}

/// Adds it. The focus goes to the row of somebody new.
fn add(session: Session, typed: &Draft, kind: Kind) {
    let id = new_id(kind.letter());
    if kind == Kind::User {
        let cell = vec![id.clone(), super::members::LOGIN.to_owned()];
        session.dispatch(Action::Focus(cell));
    }
    session.dispatch(Action::Run(typed.add(kind, &id)));
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

/// Which service teams a post belongs to.
fn team_choice(session: Session, draft: State<Draft>) -> Option<Tag> {
    let teams = with_directory(session, |directory| {
        directory.teams.iter().map(|t| (t.id.clone(), t.name.clone())).collect::<Vec<_>>()
    });
    let box_of = move |(id, name): (TeamId, String)| {
        let shown = id.clone();
        let checked = move || draft.with(|draft| draft.teams.contains(&shown));
        tick(name, checked, move |inside| {
            draft.update(|draft| {
                draft.teams.retain(|team| *team != id);
                if inside {
                    draft.teams.push(id.clone());
                }
            });
        })
    };
    (!teams.is_empty()).then(|| {
        tag("fieldset")
            .class("form-group")
            .child(tag("legend").text("Service teams"))
            .children(teams.into_iter().map(box_of))
    })
}

/// The form of a new licence.
pub(super) fn licence_form(session: Session, asked: Asked) -> Tag {
    let name = State::new(String::new());
    let error = State::new(None::<&'static str>);
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
    let rename = move |text| {
        name.set(text);
        error.set(None);
    };
    form(submit).child(name_field(name.into(), rename, error)).child(buttons(asked, "Add"))
}

/// The field of a name, with what is wrong with it below.
fn name_field(
    value: Derived<String>,
    on_input: impl Fn(String) + Send + Sync + 'static,
    error: State<Option<&'static str>>,
) -> AnyView {
    let field = input(move || value.get(), on_input)
        .attr("autofocus", true)
        .attr("aria-describedby", "form-error")
        .bind("aria-invalid", move || error.get().map(|_| "true"));
    let label = tag("label").class("form-row").child(tag("span").text("Name")).child(field);
    let wrong = tag("p").class("form-error").attr("id", "form-error").attr("role", "alert");
    all([label, wrong.bind_text(move || error.get())])
}

/// The buttons below a form.
fn buttons(asked: Asked, done: &'static str) -> Tag {
    let done =
        tag("button").attr("type", "submit").class("button").attr("data-kind", "main").text(done);
    tag("div").class("dialog-buttons").child(button("Cancel", move || asked.set(None))).child(done)
}

//! Everything that can be done to a document, and what it changes. A command is applied whole or
//! refused whole.

use super::{Check, CheckId, Document};
use crate::directory::{Date, DirectoryEdit, GroupId, Principal, Rejection};
use crate::model::Touched;
use crate::models::{ModelKind, PolicyEdit};

/// One thing done to a document; one step of undo. New ids come with the command: two people who
/// edit copies of one file must not draw the same.
#[derive(Clone, Debug)]
pub enum Command {
    /// Gives the document another title.
    Retitle(String),
    /// Sets the day of questions that name none.
    SetAsOf(Option<Date>),
    /// Edits the directory. Removing somebody also removes what every model holds about them.
    Directory(DirectoryEdit),
    /// Edits a model's policy.
    Policy(PolicyEdit),
    /// Gives one group in every model exactly what another has.
    CopyGrants {
        /// From whom.
        from: GroupId,
        /// To whom.
        to: GroupId,
    },
    /// Adds a check, or replaces the one with its id.
    PutCheck(Check),
    /// Removes a check.
    RemoveCheck(CheckId),
    /// Puts another document in the place of this one.
    Replace(Box<Document>),
    /// Several as one, under a name of their own.
    Batch(String, Vec<Command>),
}

/// What a command can have changed, to bound what is counted again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Per edit of a policy: whose decisions of which model.
    pub policies: Vec<(ModelKind, Touched)>,
    /// Whose decisions of any model, through the directory.
    pub directory: Vec<Touched>,
}

impl Document {
    /// Applies a command and says what it can have changed.
    ///
    /// # Errors
    /// Says why not; this document is as it was in any case.
    pub fn apply(&self, command: &Command) -> Result<(Self, Change), Rejection> {
        let mut next = self.clone();
        let mut change = Change::default();
        next.run(command, &mut change)?;
        Ok((next, change))
    }

    fn run(&mut self, command: &Command, change: &mut Change) -> Result<(), Rejection> {
        match command {
            Command::Retitle(title) => {
                if title.trim().is_empty() {
                    return Err(Rejection("a title cannot be blank".to_owned()));
                }
                self.title.clone_from(title);
            }
            Command::SetAsOf(date) => {
                self.as_of = *date;
                self.extra.remove("asOf");
                change.directory.push(Touched::Everything);
            }
            Command::Directory(edit) => self.edit_directory(edit, change)?,
            Command::Policy(edit) => self.edit_policy(edit, change)?,
            Command::CopyGrants { from, to } => {
                for edit in self.policies.copy_grants(from, to) {
                    self.edit_policy(&edit, change)?;
                }
            }
            Command::PutCheck(check) => {
                let list = &mut self.checks.edit().list;
                match list.iter_mut().find(|old| old.id == check.id) {
                    Some(old) => *old = check.clone(),
                    None => list.push(check.clone()),
                }
            }
            Command::RemoveCheck(id) => {
                if !self.checks.list.iter().any(|check| check.id == *id) {
                    return Err(Rejection(format!("there is no check `{id}`")));
                }
                self.checks.edit().list.retain(|check| check.id != *id);
            }
            Command::Replace(document) => {
                *self = Self::clone(document);
                change.directory.push(Touched::Everything);
            }
            Command::Batch(_, commands) => {
                for command in commands {
                    self.run(command, change)?;
                }
            }
        }
        Ok(())
    }

    fn edit_policy(&mut self, edit: &PolicyEdit, change: &mut Change) -> Result<(), Rejection> {
        self.policies.apply(&self.directory, edit)?;
        change.policies.push((edit.kind(), Touched::Everything));
        Ok(())
    }

    fn edit_directory(
        &mut self,
        edit: &DirectoryEdit,
        change: &mut Change,
    ) -> Result<(), Rejection> {
        if let DirectoryEdit::Remove(who) = edit {
            for edit in self.policies.forget(who) {
                self.edit_policy(&edit, change)?;
            }
        }
        self.directory.apply(edit)?;
        change.directory.push(touched(edit));
        if let DirectoryEdit::AddUser(user) = edit {
            for group in self.policies.joined_by_new_users() {
                // One that is gone is joined by nobody.
                if self.directory.groups.has(&group) {
                    let join = DirectoryEdit::Join(user.id.clone(), Principal::Group(group));
                    self.directory.apply(&join)?;
                }
            }
        }
        Ok(())
    }

    /// The command in words, for undo and for a list of changes. Asked before it is applied, so
    /// that what it removes still has its name.
    pub fn describe(&self, command: &Command) -> String {
        let name = |who: &Principal| self.directory.name(who);
        let group = |id: &GroupId| name(&Principal::Group(id.clone()));
        match command {
            Command::Retitle(title) => format!("rename to {title}"),
            Command::SetAsOf(Some(date)) => format!("as of {}", date.words()),
            Command::SetAsOf(None) => "as of no day".to_owned(),
            Command::Policy(edit) => self.policies.describe(&self.directory, edit),
            Command::CopyGrants { from, to } => {
                format!("give {} all of {}", group(to), group(from))
            }
            Command::PutCheck(check) => format!("check {}", check.id),
            Command::RemoveCheck(id) => format!("remove check {id}"),
            Command::Replace(document) => format!("replace by {}", document.title),
            Command::Batch(label, _) => label.clone(),
            Command::Directory(edit) => match edit {
                DirectoryEdit::AddUser(user) => format!("add {}", user.name),
                DirectoryEdit::AddGroup(group) => format!("add {}", group.name),
                DirectoryEdit::AddPost(post) => format!("add {}", post.name),
                DirectoryEdit::AddTeam(team) => format!("add {}", team.name),
                DirectoryEdit::Rename(who, to) => format!("rename {} to {to}", name(who)),
                DirectoryEdit::Describe(id, _) => format!("describe {}", group(id)),
                DirectoryEdit::SetLogin(id, _) => {
                    format!("log-in of {}", name(&Principal::User(id.clone())))
                }
                DirectoryEdit::Join(user, to) => {
                    format!("{} joins {}", name(&Principal::User(user.clone())), name(to))
                }
                DirectoryEdit::Leave(user, from) => {
                    format!("{} leaves {}", name(&Principal::User(user.clone())), name(from))
                }
                DirectoryEdit::PostJoin(post, team) => format!(
                    "{} joins {}",
                    name(&Principal::Post(post.clone())),
                    name(&Principal::Team(team.clone()))
                ),
                DirectoryEdit::PostLeave(post, team) => format!(
                    "{} leaves {}",
                    name(&Principal::Post(post.clone())),
                    name(&Principal::Team(team.clone()))
                ),
                DirectoryEdit::Remove(who) => format!("remove {}", name(who)),
                DirectoryEdit::SetLicences(licences) => self.licences_in_words(licences),
            },
        }
    }

    fn licences_in_words(&self, licences: &[String]) -> String {
        let beyond = |here: &[String], there: &[String]| -> Vec<String> {
            here.iter().filter(|name| !there.contains(name)).cloned().collect()
        };
        let added = beyond(licences, &self.directory.licences);
        let removed = beyond(&self.directory.licences, licences);
        match (added.as_slice(), removed.as_slice()) {
            ([name], []) => format!("install licence {name}"),
            ([], [name]) => format!("remove licence {name}"),
            _ => "set licences".to_owned(),
        }
    }
}

fn touched(edit: &DirectoryEdit) -> Touched {
    match edit {
        DirectoryEdit::AddUser(user) => Touched::Users(vec![user.id.clone()]),
        DirectoryEdit::Join(user, _) | DirectoryEdit::Leave(user, _) => {
            Touched::Users(vec![user.clone()])
        }
        DirectoryEdit::AddGroup(_)
        | DirectoryEdit::AddPost(_)
        | DirectoryEdit::AddTeam(_)
        | DirectoryEdit::Rename(..)
        | DirectoryEdit::Describe(..)
        | DirectoryEdit::SetLogin(..) => Touched::Nothing,
        DirectoryEdit::PostJoin(..)
        | DirectoryEdit::PostLeave(..)
        | DirectoryEdit::Remove(_)
        | DirectoryEdit::SetLicences(_) => Touched::Everything,
    }
}

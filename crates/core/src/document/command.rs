//! Everything that can be done to a document, and what it changes. A command is applied whole or
//! refused whole.

use super::{CheckEdit, Document};
use crate::diff::gained;
use crate::directory::{Date, DirectoryEdit, GroupId, Principal, Rejection};
use crate::models::PolicyEdit;
use crate::text;

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
    /// Edits what is expected of the document.
    Check(CheckEdit),
    /// Gives one group in every model exactly what another has.
    CopyGrants {
        /// From whom.
        from: GroupId,
        /// To whom.
        to: GroupId,
    },
    /// Puts another document in the place of this one.
    Replace(Box<Document>),
    /// Several as one, under a name of their own.
    Batch(String, Vec<Command>),
}

impl Command {
    /// Whether it changes a group, who is in one, or all that one is permitted. Another document in the
    /// place of this one changes none of its groups.
    pub fn changes_groups(&self) -> bool {
        match self {
            Self::Directory(edit) => edit.changes_groups(),
            Self::CopyGrants { .. } => true,
            Self::Batch(_, commands) => commands.iter().any(Self::changes_groups),
            Self::Retitle(_)
            | Self::SetAsOf(_)
            | Self::Policy(_)
            | Self::Check(_)
            | Self::Replace(_) => false,
        }
    }
}

impl Document {
    /// The document after a command.
    ///
    /// # Errors
    /// Says why not; this document is as it was in any case.
    pub fn apply(&self, command: &Command) -> Result<Self, Rejection> {
        let mut next = self.clone();
        next.run(command)?;
        next.policies.keep(&self.policies);
        Ok(next)
    }

    fn run(&mut self, command: &Command) -> Result<(), Rejection> {
        match command {
            Command::Retitle(title) => {
                if text::is_blank(title) {
                    return Err(Rejection("a title cannot be blank".to_owned()));
                }
                self.title.clone_from(title);
            }
            Command::SetAsOf(date) => {
                self.as_of = *date;
                self.extra.remove("asOf");
            }
            Command::Directory(edit) => self.edit_directory(edit)?,
            Command::Policy(edit) => self.policies.make(&self.directory, edit)?,
            Command::Check(edit) => edit.apply(&mut self.checks, &self.directory)?,
            Command::CopyGrants { from, to } => {
                for edit in self.policies.copy_grants(from, to) {
                    self.policies.make(&self.directory, &edit)?;
                }
            }
            Command::Replace(document) => *self = Self::clone(document),
            Command::Batch(_, commands) => {
                for command in commands {
                    self.run(command)?;
                }
            }
        }
        Ok(())
    }

    fn edit_directory(&mut self, edit: &DirectoryEdit) -> Result<(), Rejection> {
        if let DirectoryEdit::Remove(who) = edit {
            for edit in self.policies.forget(who) {
                self.policies.make(&self.directory, &edit)?;
            }
        }
        self.directory.apply(edit)?;
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
        let (users, posts, teams) =
            (&self.directory.users, &self.directory.posts, &self.directory.teams);
        let group = |id: &GroupId| self.directory.groups.name(id);
        match command {
            Command::Retitle(title) => format!("rename to {title}"),
            Command::SetAsOf(Some(date)) => format!("as of {}", date.words()),
            Command::SetAsOf(None) => "as of no day".to_owned(),
            Command::Policy(edit) => self.policies.describe(&self.directory, edit),
            Command::Check(edit) => edit.describe(&self.checks),
            Command::CopyGrants { from, to } => {
                format!("give {} all of {}", group(to), group(from))
            }
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
                    format!("log-in of {}", users.name(id))
                }
                DirectoryEdit::Join(user, to) => {
                    format!("{} joins {}", users.name(user), name(to))
                }
                DirectoryEdit::Leave(user, from) => {
                    format!("{} leaves {}", users.name(user), name(from))
                }
                DirectoryEdit::PostJoin(post, team) => {
                    format!("{} joins {}", posts.name(post), teams.name(team))
                }
                DirectoryEdit::PostLeave(post, team) => {
                    format!("{} leaves {}", posts.name(post), teams.name(team))
                }
                DirectoryEdit::Remove(who) => format!("remove {}", name(who)),
                DirectoryEdit::SetLicences(licences) => self.licences_in_words(licences),
            },
        }
    }

    fn licences_in_words(&self, licences: &[String]) -> String {
        let installed = &self.directory.licences;
        let added: Vec<&String> = gained(installed, licences).collect();
        let removed: Vec<&String> = gained(licences, installed).collect();
        match (added.as_slice(), removed.as_slice()) {
            ([name], []) => format!("install licence {name}"),
            ([], [name]) => format!("remove licence {name}"),
            _ => "set licences".to_owned(),
        }
    }
}

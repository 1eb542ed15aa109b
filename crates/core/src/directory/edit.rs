//! What can be done to a directory. An edit that removes somebody takes their memberships along;
//! what the models hold about them is each model's own to forget.

use super::rejection::{Rejection, add, named};
use super::{
    Directory, Entity, Group, GroupId, Id, Post, PostId, Principal, Table, Team, TeamId, User,
    UserId,
};

/// One edit of the directory.
#[derive(Clone, Debug, PartialEq)]
pub enum DirectoryEdit {
    /// Adds a person.
    AddUser(User),
    /// Adds a group.
    AddGroup(Group),
    /// Adds a post.
    AddPost(Post),
    /// Adds a service team.
    AddTeam(Team),
    /// Gives a principal another name.
    Rename(Principal, String),
    /// Sets what a group is for; `None` clears it.
    Describe(GroupId, Option<String>),
    /// Sets a person's log-in name; `None` clears it.
    SetLogin(UserId, Option<String>),
    /// Makes a person a member of a group, the holder of a post or part of a team.
    Join(UserId, Principal),
    /// Ends that.
    Leave(UserId, Principal),
    /// Puts a post into a service team.
    PostJoin(PostId, TeamId),
    /// Takes a post out of a service team.
    PostLeave(PostId, TeamId),
    /// Removes a principal and every membership in or of it.
    Remove(Principal),
    /// Sets which licences are installed.
    SetLicences(Vec<String>),
}

impl DirectoryEdit {
    /// Whether it changes a group or who is in one.
    pub fn changes_groups(&self) -> bool {
        match self {
            Self::AddGroup(_) | Self::Describe(..) => true,
            Self::AddUser(user) => !user.groups.is_empty(),
            Self::Rename(who, _) | Self::Join(_, who) | Self::Leave(_, who) | Self::Remove(who) => {
                matches!(who, Principal::Group(_))
            }
            Self::AddPost(_)
            | Self::AddTeam(_)
            | Self::SetLogin(..)
            | Self::PostJoin(..)
            | Self::PostLeave(..)
            | Self::SetLicences(_) => false,
        }
    }
}

impl Directory {
    /// Applies an edit.
    ///
    /// # Errors
    /// Names what the edit speaks of and the directory does not have, or the id that is taken.
    pub fn apply(&mut self, edit: &DirectoryEdit) -> Result<(), Rejection> {
        match edit {
            DirectoryEdit::AddUser(user) => add(&mut self.users, user),
            DirectoryEdit::AddGroup(group) => add(&mut self.groups, group),
            DirectoryEdit::AddPost(post) => add(&mut self.posts, post),
            DirectoryEdit::AddTeam(team) => add(&mut self.teams, team),
            DirectoryEdit::Rename(who, name) => self.rename(who, name),
            DirectoryEdit::Describe(id, description) => {
                change(&mut self.groups, id, |group| group.description.clone_from(description))
            }
            DirectoryEdit::SetLogin(id, login) => {
                change(&mut self.users, id, |user| user.login.clone_from(login))
            }
            DirectoryEdit::Join(user, to) => {
                if matches!(to, Principal::User(_)) || !self.has(to) {
                    return Err(unknown(to.id()));
                }
                change(&mut self.users, user, |user| join(user, to))
            }
            DirectoryEdit::Leave(user, from) => {
                change(&mut self.users, user, |user| leave(user, from))
            }
            DirectoryEdit::PostJoin(post, team) => {
                if !self.teams.has(team) {
                    return Err(unknown(team.as_str()));
                }
                change(&mut self.posts, post, |post| {
                    include(&mut post.teams, team);
                    post.extra.remove("teams");
                })
            }
            DirectoryEdit::PostLeave(post, team) => {
                change(&mut self.posts, post, |post| post.teams.retain(|id| id != team))
            }
            DirectoryEdit::Remove(who) => self.remove(who),
            DirectoryEdit::SetLicences(licences) => {
                self.licences.clone_from(licences);
                self.extra.remove("licences");
                Ok(())
            }
        }
    }

    fn rename(&mut self, who: &Principal, name: &str) -> Result<(), Rejection> {
        named(name)?;
        let name = name.to_owned();
        match who {
            Principal::User(id) => change(&mut self.users, id, |user| user.name = name),
            Principal::Group(id) => change(&mut self.groups, id, |group| group.name = name),
            Principal::Post(id) => change(&mut self.posts, id, |post| post.name = name),
            Principal::Team(id) => change(&mut self.teams, id, |team| team.name = name),
        }
    }

    fn remove(&mut self, who: &Principal) -> Result<(), Rejection> {
        if !self.has(who) {
            return Err(unknown(who.id()));
        }
        let members: Vec<UserId> = self
            .users
            .iter()
            .filter(|user| super::belongs(user, who))
            .map(|user| user.id.clone())
            .collect();
        match who {
            Principal::User(id) => {
                self.users.remove(id);
                return Ok(());
            }
            Principal::Group(id) => drop(self.groups.remove(id)),
            Principal::Post(id) => drop(self.posts.remove(id)),
            Principal::Team(id) => {
                self.teams.remove(id);
                let posts: Vec<PostId> = self.posts.iter().map(|post| post.id.clone()).collect();
                for post in posts {
                    self.posts.edit(&post, |post| post.teams.retain(|team| team != id));
                }
            }
        }
        for user in members {
            self.users.edit(&user, |user| leave(user, who));
        }
        Ok(())
    }
}

fn change<T: Entity + Clone>(
    table: &mut Table<T>,
    id: &Id<T>,
    edit: impl FnOnce(&mut T),
) -> Result<(), Rejection> {
    if table.edit(id, edit) { Ok(()) } else { Err(unknown(id.as_str())) }
}

fn unknown(id: &str) -> Rejection {
    Rejection(format!("`{id}` is not in the directory"))
}

fn include<T>(ids: &mut Vec<Id<T>>, id: &Id<T>) {
    if !ids.contains(id) {
        ids.push(id.clone());
    }
}

/// Puts a person into something. It takes the place of what could not be read.
pub(crate) fn join(user: &mut User, to: &Principal) {
    let member = match to {
        Principal::User(_) => return,
        Principal::Group(id) => {
            include(&mut user.groups, id);
            "groups"
        }
        Principal::Post(id) => {
            include(&mut user.posts, id);
            "posts"
        }
        Principal::Team(id) => {
            include(&mut user.teams, id);
            "teams"
        }
    };
    user.extra.remove(member);
}

/// Takes a person out of something.
pub(crate) fn leave(user: &mut User, from: &Principal) {
    match from {
        Principal::User(_) => {}
        Principal::Group(id) => user.groups.retain(|group| group != id),
        Principal::Post(id) => user.posts.retain(|post| post != id),
        Principal::Team(id) => user.teams.retain(|team| team != id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removing_a_group_ends_its_memberships() {
        let mut directory = Directory::default();
        directory.apply(&DirectoryEdit::AddGroup(Group::new("g", "G"))).unwrap();
        directory.apply(&DirectoryEdit::AddUser(User::new("u", "U"))).unwrap();
        let group = Principal::Group("g".into());
        directory.apply(&DirectoryEdit::Join("u".into(), group.clone())).unwrap();
        assert_eq!(directory.users.find("u").unwrap().groups, ["g".into()]);
        directory.apply(&DirectoryEdit::Remove(group.clone())).unwrap();
        assert_eq!(directory.users.find("u").unwrap().groups, []);
        assert_eq!(
            directory.apply(&DirectoryEdit::Remove(group)),
            Err(Rejection("`g` is not in the directory".to_owned()))
        );
    }

    #[test]
    fn a_taken_id_and_a_blank_name_are_refused() {
        let mut directory = Directory::default();
        directory.apply(&DirectoryEdit::AddGroup(Group::new("g", "G"))).unwrap();
        let again = directory.apply(&DirectoryEdit::AddGroup(Group::new("g", "Other")));
        assert_eq!(again, Err(Rejection("the id `g` is taken".to_owned())));
        let blank =
            directory.apply(&DirectoryEdit::Rename(Principal::Group("g".into()), " ".into()));
        assert_eq!(blank, Err(Rejection("a name cannot be blank".to_owned())));
        assert_eq!(directory.groups.find("g").unwrap().name, "G");
    }
}

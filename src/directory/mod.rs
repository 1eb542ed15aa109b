//! WHO: users, groups, posts, service teams and licences, who belongs to what, and the
//! circumstances under which somebody asks. One directory serves all models; what a flag such as
//! System Admin means is each model's own business.

mod circumstances;
mod edit;
mod entity;
mod id;
mod people;
mod roster;
mod table;
mod wire;

pub use circumstances::{Circumstances, Date, Reads};
pub use edit::{DirectoryEdit, Rejection};
pub use entity::{Entity, Group, Post, Principal, Team, User};
pub use id::Id;
pub use people::{Listed, PeopleList};
pub use roster::{Members, Roster, belongs};
pub use table::Table;
pub use wire::{read, read_date, write};

use std::collections::BTreeMap;

use crate::format::{Extra, Finding, Findings, Severity, clip};

/// The id of a [`User`].
pub type UserId = Id<User>;
/// The id of a [`Group`].
pub type GroupId = Id<Group>;
/// The id of a [`Post`].
pub type PostId = Id<Post>;
/// The id of a service team, a [`Team`].
pub type TeamId = Id<Team>;

/// Everybody and everything that permissions can be given to.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The people, in the file's order.
    pub users: Table<User>,
    /// The user groups.
    pub groups: Table<Group>,
    /// The posts a person can hold and sign on as.
    pub posts: Table<Post>,
    /// The service teams.
    pub teams: Table<Team>,
    /// The licences that are installed.
    pub licences: Vec<String>,
    /// What the file says beyond this.
    pub extra: Extra,
}

impl Directory {
    /// Whether the principal stands in the directory.
    pub fn has(&self, principal: &Principal) -> bool {
        match principal {
            Principal::User(id) => self.users.has(id),
            Principal::Group(id) => self.groups.has(id),
            Principal::Post(id) => self.posts.has(id),
            Principal::Team(id) => self.teams.has(id),
        }
    }

    /// The principal with this id, whatever its kind: ids are unique across the file.
    pub fn principal(&self, id: &str) -> Option<Principal> {
        None.or_else(|| self.users.find(id).map(|user| Principal::User(user.id.clone())))
            .or_else(|| self.groups.find(id).map(|group| Principal::Group(group.id.clone())))
            .or_else(|| self.posts.find(id).map(|post| Principal::Post(post.id.clone())))
            .or_else(|| self.teams.find(id).map(|team| Principal::Team(team.id.clone())))
    }

    /// The name to show; the id for one that is not in the directory.
    pub fn name(&self, principal: &Principal) -> String {
        let name = match principal {
            Principal::User(id) => self.users.get(id).map(|user| user.name.clone()),
            Principal::Group(id) => self.groups.get(id).map(|group| group.name.clone()),
            Principal::Post(id) => self.posts.get(id).map(|post| post.name.clone()),
            Principal::Team(id) => self.teams.get(id).map(|team| team.name.clone()),
        };
        name.unwrap_or_else(|| principal.id().to_owned())
    }

    /// Whether both are the same directory, by identity of what they are made of.
    pub fn same(&self, other: &Self) -> bool {
        self.users.same(&other.users)
            && self.groups.same(&other.groups)
            && self.posts.same(&other.posts)
            && self.teams.same(&other.teams)
            && self.licences == other.licences
    }

    /// References that lead nowhere, and names that stand twice. Paths start at the file's top.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::new();
        for (at, user) in self.users.iter().enumerate() {
            let path = format!("$.directory.users[{}]", self.users.unread().place(at));
            dangling(&mut findings, &path, "groups", &user.groups, |id| self.groups.has(id));
            dangling(&mut findings, &path, "posts", &user.posts, |id| self.posts.has(id));
            dangling(&mut findings, &path, "teams", &user.teams, |id| self.teams.has(id));
        }
        for (at, post) in self.posts.iter().enumerate() {
            let path = format!("$.directory.posts[{}]", self.posts.unread().place(at));
            dangling(&mut findings, &path, "teams", &post.teams, |id| self.teams.has(id));
        }
        same_names(&mut findings, "groups", &self.groups);
        same_names(&mut findings, "posts", &self.posts);
        same_names(&mut findings, "teams", &self.teams);
        findings
    }
}

fn dangling<T>(
    findings: &mut Findings,
    path: &str,
    member: &str,
    ids: &[Id<T>],
    known: impl Fn(&Id<T>) -> bool,
) {
    for (at, id) in ids.iter().enumerate().filter(|(_, id)| !known(id)) {
        findings.push(Finding::new(
            Severity::Error,
            "unknown-reference",
            format!("{path}.{member}[{at}]"),
            format!("`{}` is not in the directory's {member}", clip(id.as_str())),
            "it is kept in the file and counts for nothing",
        ));
    }
}

/// Two people may share a name; two groups that do cannot be told apart in a list.
fn same_names<T: Entity>(findings: &mut Findings, member: &str, table: &Table<T>) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (at, row) in table.iter().enumerate() {
        let key = row.name().trim().to_lowercase();
        if let Some(first) = seen.get(&key) {
            findings.push(Finding::new(
                Severity::Warning,
                "same-name",
                format!("$.directory.{member}[{}]", table.unread().place(at)),
                format!("`{}` has the same name as `{}`", clip(row.id().as_str()), clip(first)),
                "rename one of them",
            ));
        } else {
            seen.insert(key, row.id().to_string());
        }
    }
}

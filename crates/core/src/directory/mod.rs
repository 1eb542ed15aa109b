//! WHO: users, groups, posts, service teams and licences, who belongs to what, and the
//! circumstances under which somebody asks. One directory serves all models; what a flag such as
//! System Admin means is each model's own business.

mod circumstances;
mod codec;
mod edit;
mod entity;
mod id;
mod leaning;
mod people;
pub(crate) mod rejection;
mod roster;
mod table;

pub use circumstances::{AsOf, Circumstances, Date, Reads};
pub use edit::DirectoryEdit;
pub(crate) use edit::{join, leave};
pub(crate) use entity::entity;
pub use entity::{Entity, Group, Post, Principal, Team, User};
pub use id::Id;
pub use leaning::{Leaning, Unreadable};
pub use people::{ListedGroup, ListedPerson, PeopleList, UnknownGroup};
pub use rejection::Rejection;
pub use roster::{Members, Roster, Unsure, belongs};
pub use table::Table;

use std::collections::BTreeMap;

use crate::format::{Extra, Finding, Findings, Guess, Json, Otherwise, Severity, clip};
use crate::shared::{Adopt, Adopted};
use crate::text::folded;

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
    /// How what could not be read is taken.
    pub leaning: Leaning,
}

impl Directory {
    /// Whether the file says which licences are installed and that could not be read.
    pub(crate) fn licences_unread(&self) -> bool {
        self.licences.is_empty() && self.extra.get("licences").is_some()
    }

    /// Whether every licence counts as installed, as those that are could not be read.
    pub(crate) fn has_every_licence(&self) -> bool {
        self.leaning == Leaning::Generous && self.licences_unread()
    }

    /// The same read as generously as can be; none where nothing of it leaves a doubt. `roster` is
    /// its own.
    pub fn generous(&self, roster: &Roster) -> Option<Self> {
        let in_doubt = roster.is_unsure()
            || self.licences_unread()
            || self.posts.iter().any(|post| post.is_unsure());
        in_doubt.then(|| Self { leaning: Leaning::Generous, ..self.clone() })
    }

    /// The places of what could not be read and decides something.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        let mut found = Vec::new();
        if self.licences_unread() {
            found.push(Unreadable::new("$.directory.licences", []));
        }
        for (at, user) in self.users.iter().enumerate().filter(|(_, it)| !it.extra.is_empty()) {
            for key in
                ["groups", "posts", "teams"].into_iter().filter(|key| user.extra.get(key).is_some())
            {
                let path = format!("$.directory.users[{}].{key}", self.users.unread().place(at));
                found.push(Unreadable::new(&path, [user.id.as_str()]));
            }
        }
        for (at, post) in self.posts.iter().enumerate().filter(|(_, post)| post.is_unsure()) {
            let path = format!("$.directory.posts[{}].teams", self.posts.unread().place(at));
            found.push(Unreadable::new(&path, [post.id.as_str()]));
        }
        found
    }

    /// The groups whose rows of a part of a section could not be read: any where the part itself could not.
    pub(crate) fn groups_unread(&self, extra: &Extra, part: &str) -> Vec<GroupId> {
        match extra.get(part) {
            None => Vec::new(),
            Some(Json::Object(rows)) => rows.iter().map(|(group, _)| group.into()).collect(),
            Some(_) => self.groups.iter().map(|group| group.id.clone()).collect(),
        }
    }

    /// All that somebody can belong to: the groups, then the posts, then the service teams.
    pub(crate) fn belongings(&self) -> impl Iterator<Item = Principal> {
        let groups = self.groups.iter().map(|group| Principal::Group(group.id.clone()));
        let posts = self.posts.iter().map(|post| Principal::Post(post.id.clone()));
        let teams = self.teams.iter().map(|team| Principal::Team(team.id.clone()));
        groups.chain(posts).chain(teams)
    }

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

    /// The ids of everybody and everything, to guess what an unknown one was meant to be.
    pub(crate) fn guess(&self) -> Guess<'_> {
        let users = self.users.iter().map(|user| user.id.as_str());
        let groups = self.groups.iter().map(|group| group.id.as_str());
        let posts = self.posts.iter().map(|post| post.id.as_str());
        let teams = self.teams.iter().map(|team| team.id.as_str());
        Guess::among(users.chain(groups).chain(posts).chain(teams))
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

    /// The name of whoever has this id; the id where nobody has.
    pub fn name_of(&self, id: &str) -> String {
        self.principal(id).map_or_else(|| id.to_owned(), |who| self.name(&who))
    }

    /// Takes over from another directory whatever says the same there.
    pub fn adopt(&mut self, from: &Self) -> Adopted {
        let tables = self.users.adopt(&from.users).and(self.groups.adopt(&from.groups));
        let tables = tables.and(self.posts.adopt(&from.posts)).and(self.teams.adopt(&from.teams));
        let rest = (&self.licences, &self.extra) == (&from.licences, &from.extra);
        tables.and(Adopted { is_all: rest, is_any: false })
    }

    /// Whether both are the same directory, by identity of what they are made of.
    pub fn same(&self, other: &Self) -> bool {
        self.users.same(&other.users)
            && self.groups.same(&other.groups)
            && self.posts.same(&other.posts)
            && self.teams.same(&other.teams)
            && self.licences == other.licences
            && self.leaning == other.leaning
            && self.licences_unread() == other.licences_unread()
    }

    /// References that lead nowhere, and names that stand twice. Paths start at the file's top.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::new();
        let (groups, posts) = (guess(&self.groups), guess(&self.posts));
        let teams = guess(&self.teams);
        for (at, user) in self.users.iter().enumerate() {
            let path = format!("$.directory.users[{}]", self.users.unread().place(at));
            dangling(&mut findings, &path, ("groups", &groups), &user.groups, &self.groups);
            dangling(&mut findings, &path, ("posts", &posts), &user.posts, &self.posts);
            dangling(&mut findings, &path, ("teams", &teams), &user.teams, &self.teams);
        }
        for (at, post) in self.posts.iter().enumerate() {
            let path = format!("$.directory.posts[{}]", self.posts.unread().place(at));
            dangling(&mut findings, &path, ("teams", &teams), &post.teams, &self.teams);
        }
        same_names(&mut findings, "groups", &self.groups);
        same_names(&mut findings, "posts", &self.posts);
        same_names(&mut findings, "teams", &self.teams);
        findings
    }
}

/// Guesses among the ids of a table.
fn guess<T: Entity>(table: &Table<T>) -> Guess<'_> {
    Guess::among(table.iter().map(|entity| entity.id().as_str()))
}

fn dangling<T: Entity>(
    findings: &mut Findings,
    path: &str,
    (member, guess): (&str, &Guess<'_>),
    ids: &[Id<T>],
    table: &Table<T>,
) {
    for (at, id) in ids.iter().enumerate().filter(|(_, id)| !table.has(id)) {
        findings.push(Finding::new(
            Severity::Error,
            "unknown-reference",
            format!("{path}.{member}[{at}]"),
            format!("`{}` is not in the directory's {member}", clip(id.as_str())),
            guess.help(id.as_str(), Otherwise::Kept),
        ));
    }
}

/// Two people may share a name; two groups that do cannot be told apart in a list.
fn same_names<T: Entity>(findings: &mut Findings, member: &str, table: &Table<T>) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (at, row) in table.iter().enumerate() {
        let key = folded(row.name());
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

//! The entities of the directory and what they have in common.

use super::{GroupId, Id, PostId, TeamId, UserId};
use crate::format::Extra;

/// Something with an id and a name that stands in a [`super::Table`].
pub trait Entity: Sized {
    /// What one is called where an id names none: *there is no user `u`*.
    const KIND: &'static str = "entry";

    /// Its id.
    fn id(&self) -> &Id<Self>;
    /// The name to show.
    fn name(&self) -> &str;
}

/// Makes entities of types with the fields `id` and `name`.
macro_rules! entity {
    ($($entity:ident: $kind:literal),+) => {
        $(impl $crate::directory::Entity for $entity {
            const KIND: &'static str = $kind;

            fn id(&self) -> &$crate::directory::Id<Self> {
                &self.id
            }

            fn name(&self) -> &str {
                &self.name
            }
        })+
    };
}

pub(crate) use entity;

entity!(User: "user", Group: "group", Post: "post", Team: "service team");

/// A person with an account.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The name to show.
    pub name: String,
    /// The account's log-in name.
    pub login: Option<String>,
    /// The groups they are a member of.
    pub groups: Vec<GroupId>,
    /// The posts they hold.
    pub posts: Vec<PostId>,
    /// The service teams they belong to themselves.
    pub teams: Vec<TeamId>,
    /// What the file says beyond this.
    pub extra: Extra,
}

impl User {
    /// A person who belongs to nothing yet.
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.to_owned(),
            login: None,
            groups: Vec::new(),
            posts: Vec::new(),
            teams: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// A user group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// The name to show.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What the file says beyond this.
    pub extra: Extra,
}

impl Group {
    /// A group without a description.
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.into(), name: name.to_owned(), description: None, extra: Extra::new() }
    }
}

/// A post that people hold and can sign on as.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// The name to show.
    pub name: String,
    /// The service teams it belongs to.
    pub teams: Vec<TeamId>,
    /// What the file says beyond this.
    pub extra: Extra,
}

impl Post {
    /// A post in no team.
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.into(), name: name.to_owned(), teams: Vec::new(), extra: Extra::new() }
    }

    /// Whether the file says which teams it belongs to and that could not be read.
    pub(crate) fn is_unsure(&self) -> bool {
        self.teams.is_empty() && self.extra.get("teams").is_some()
    }
}

/// A service team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The name to show.
    pub name: String,
    /// What the file says beyond this.
    pub extra: Extra,
}

impl Team {
    /// A team without members.
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.into(), name: name.to_owned(), extra: Extra::new() }
    }
}

/// Whoever a permission can be given to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Principal {
    /// A person.
    User(UserId),
    /// A user group.
    Group(GroupId),
    /// A post.
    Post(PostId),
    /// A service team.
    Team(TeamId),
}

impl Principal {
    /// Its id, whatever its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::User(id) => id.as_str(),
            Self::Group(id) => id.as_str(),
            Self::Post(id) => id.as_str(),
            Self::Team(id) => id.as_str(),
        }
    }

    /// The kind as the models' users call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::User(_) => "User",
            Self::Group(_) => "Group",
            Self::Post(_) => "Post",
            Self::Team(_) => "Service Team",
        }
    }
}

//! The entities of the directory and what they have in common.

use super::{GroupId, Id, PostId, TeamId, UserId};

/// Something with an id and a name that stands in a [`super::Table`].
pub trait Entity: Sized {
    /// What one is called where an id names none: *there is no user `u`*.
    const KIND: &'static str = "entry";

    /// Its id.
    fn id(&self) -> &Id<Self>;
    /// The name to show.
    fn name(&self) -> &str;
}

/// Declares entities: beside the fields that are named each has an `id`, a `name`, and in `extra` what the
/// file says beyond it. What `new` has to be given as well stands in brackets; the rest begins empty. Where
/// each field says which member of the file it is, as [`codec!`](crate::format::codec) has it, the entity
/// is read and written by that; what stands in brackets is read first. A field can take two members of the
/// struct, itself and what of it could not be read, and what ends with `last` is written behind the others.
///
/// ```text
/// entity! {
///     /// A Business Process.
///     pub struct Process("process") {
///         /// The menu routes and links that it opens.
///         routes: Vec<String> = Texts("routes"),
///         /// The processes within it.
///         processes + unread: Vec<Process> = List("processes"); last,
///     }
/// }
/// ```
macro_rules! entity {
    ($(
        $(#[$about:meta])*
        pub struct $Entity:ident(
            $kind:literal $(, $(#[$about_given:meta])* $given:ident: $Given:ty)?
        ) {
            $($(#[$about_field:meta])* $field:ident: $Field:ty,)*
        }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Entity {
            /// Its id.
            pub id: $crate::directory::Id<Self>,
            /// The name to show.
            pub name: String,
            $($(#[$about_given])* pub $given: $Given,)?
            $($(#[$about_field])* pub $field: $Field,)*
            /// What the file says beyond this.
            pub extra: $crate::format::Extra,
        }

        impl $Entity {
            /// The one with this id and name, of which nothing more is said.
            pub fn new(id: &str, name: &str $(, $given: $Given)?) -> Self {
                Self {
                    id: id.into(),
                    name: name.to_owned(),
                    $($given,)?
                    $($field: Default::default(),)*
                    extra: $crate::format::Extra::new(),
                }
            }
        }

        impl $crate::directory::Entity for $Entity {
            const KIND: &'static str = $kind;

            fn id(&self) -> &$crate::directory::Id<Self> {
                &self.id
            }

            fn name(&self) -> &str {
                &self.name
            }
        }
    )+};
    ($(
        $(#[$about:meta])*
        pub struct $Entity:ident(
            $kind:literal $(, $(#[$about_given:meta])* $given:ident: $Given:ty = $first:expr)?
        ) {
            $(
                $(#[$about_field:meta])*
                $field:ident $(+ $unread:ident)?: $Field:ty = $member:expr $(; $last:ident)?,
            )+
        }
    )+) => {$(
        $crate::directory::entity! {
            $(#[$about])*
            pub struct $Entity($kind $(, $(#[$about_given])* $given: $Given)?) {
                $(
                    $(#[$about_field])* $field: $Field,
                    $(/// Items of the file that could not be read.
                    $unread: $crate::format::Unread,)?
                )+
            }
        }

        $crate::format::codec! {
            $Entity => {
                $($given: $first,)?
                id: $crate::format::OwnId,
                name: $crate::format::OwnName,
                $($(#[$last])? $field $(+ $unread)?: $member,)+
            }
        }
    )+};
}

pub(crate) use entity;

entity! {
    /// A person with an account.
    pub struct User("user") {
        /// The account's log-in name.
        login: Option<String>,
        /// The groups they are a member of.
        groups: Vec<GroupId>,
        /// The posts they hold.
        posts: Vec<PostId>,
        /// The service teams they belong to themselves.
        teams: Vec<TeamId>,
    }

    /// A user group.
    pub struct Group("group") {
        /// What it is for.
        description: Option<String>,
    }

    /// A post that people hold and can sign on as.
    pub struct Post("post") {
        /// The service teams it belongs to.
        teams: Vec<TeamId>,
    }

    /// A service team.
    pub struct Team("service team") {}
}

impl Post {
    /// Whether the file says which teams it belongs to and that could not be read.
    pub(crate) fn is_unsure(&self) -> bool {
        self.teams.is_empty() && self.extra.get("teams").is_some()
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

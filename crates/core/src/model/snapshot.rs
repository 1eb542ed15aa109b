//! A model's part of one moment of a document, with its types.

use std::borrow::Cow;

use super::{Ask, Index as _, Model, Refusal, unknown};
use crate::directory::{AsOf, Circumstances, Directory, GroupId, Members, Roster};
use crate::format::{Json, Object};

/// A model's part of one moment of a document, ready to be asked.
#[derive(Debug)]
pub struct ModelSnapshot<'a, M: Model> {
    /// Who there is.
    pub directory: &'a Directory,
    /// What everybody belongs to.
    pub roster: &'a Roster,
    /// The policy.
    pub policy: &'a M::Policy,
    /// Its index.
    pub index: &'a M::Index,
    /// The day of questions that name none.
    pub as_of: AsOf,
}

impl<M: Model> Clone for ModelSnapshot<'_, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: Model> Copy for ModelSnapshot<'_, M> {}

/// What one person asks of a model.
#[derive(Debug)]
pub struct Asked<'a, M: Model> {
    /// The model.
    pub model: ModelSnapshot<'a, M>,
    /// The person.
    pub members: &'a Members,
    /// Under which circumstances.
    pub circumstances: &'a Circumstances,
}

impl<M: Model> Clone for Asked<'_, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: Model> Copy for Asked<'_, M> {}

impl<'a, M: Model> Asked<'a, M> {
    /// The decision on a target.
    pub fn decide(&self, target: &M::Target) -> M::Decision {
        self.model.index.decide(self.members, self.circumstances, target)
    }

    /// The person's groups.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &'a GroupId> {
        self.members.groups_in(self.model.directory)
    }
}

impl<M: Model> ModelSnapshot<'_, M> {
    /// Whom a question is about: the person, or somebody who is in the group and nothing else.
    ///
    /// # Errors
    /// Names the person or group that is not in the directory, or says that neither is named.
    pub fn subject(&self, ask: &Ask) -> Result<Members, Refusal> {
        match (&ask.user, &ask.group) {
            (Some(user), None) => self
                .roster
                .of(user)
                .map(|members| Members::clone(members))
                .ok_or_else(|| unknown("user", user.as_str())),
            (None, Some(group)) if self.directory.groups.has(group) => {
                Ok(Members::of_group(self.directory, group))
            }
            (None, Some(group)) => Err(unknown("group", group.as_str())),
            (Some(_), Some(_)) => Err(Refusal("name a `user` or a `group`, not both".to_owned())),
            (None, None) => Err(Refusal("name a `user` or a `group`".to_owned())),
        }
    }

    /// The group that a question is about.
    ///
    /// # Errors
    /// Says that none is named, or names the one that is not in the directory.
    pub fn group<'q>(&self, ask: &'q Ask) -> Result<&'q GroupId, Refusal> {
        let group = ask.group.as_ref().ok_or_else(|| Refusal("name a `group`".to_owned()))?;
        let known = self.directory.groups.has(group).then_some(group);
        known.ok_or_else(|| unknown("group", group.as_str()))
    }

    /// The one who edits, as a question names them.
    ///
    /// # Errors
    /// Says that nobody is named, or names the one that is not in the directory.
    pub fn acting(&self, ask: &Ask) -> Result<&Members, Refusal> {
        let Some(user) = &ask.circumstances.acting_as else {
            return Err(Refusal("name who edits as `actingAs`".to_owned()));
        };
        self.roster.of(user).map(|members| &**members).ok_or_else(|| unknown("user", user.as_str()))
    }

    /// The target that a member of the question names.
    ///
    /// # Errors
    /// Says that the member is missing, or names what the policy does not have.
    pub fn target_of(&self, about: &Object, member: &str) -> Result<M::Target, Refusal> {
        let Some(key) = about.get(member).and_then(Json::as_text) else {
            return Err(Refusal(format!("name a `{member}`")));
        };
        M::target(self.policy, key).ok_or_else(|| unknown(member, key))
    }

    /// The circumstances of a question, its day filled in where the model reads one.
    pub fn circumstances<'c>(&self, asked: &'c Circumstances) -> Cow<'c, Circumstances> {
        if !M::INFO.reads.on {
            return Cow::Borrowed(asked);
        }
        let on = asked.on.or(self.as_of.day);
        let any_day = if on.is_none() { self.as_of.any_day } else { None };
        if (on, any_day) == (asked.on, asked.any_day) {
            return Cow::Borrowed(asked);
        }
        Cow::Owned(Circumstances { on, any_day, ..asked.clone() })
    }
}

//! What questions over all models have in common: whose permissions are asked for, and which outcome.

use super::Snapshot;
use crate::directory::{Circumstances, GroupId, Members, UserId};
use crate::format::clip;
use crate::model::{Decide, Refusal, Resolver};
use crate::text::{Match, Names};
use crate::verdict::{Grants, Outcome};

/// Whose permissions are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person.
    User(UserId),
    /// Somebody who is in this group and nothing else.
    Group(GroupId),
    /// Somebody who belongs to nothing: what everybody has.
    Nobody,
}

impl Subject {
    /// What they belong to; none where the directory does not have them.
    pub fn members(&self, snapshot: &Snapshot) -> Option<Members> {
        let directory = &snapshot.document().directory;
        match self {
            Self::User(user) => snapshot.roster().of(user).map(|members| Members::clone(members)),
            Self::Group(group) if directory.groups.has(group) => {
                Some(Members::of_group(directory, group))
            }
            Self::Group(_) => None,
            Self::Nobody => Some(Members { leaning: directory.leaning, ..Members::default() }),
        }
    }
}

/// An outcome that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one of this stable name.
    Exactly(String),
    /// Whatever lets a person do all of this, and maybe more.
    AtLeast(Grants),
    /// Whatever does not let a person do all of this.
    LessThan(Grants),
}

impl Wanted {
    /// Whether an outcome is what is asked for. One in doubt is judged by the least that it can mean:
    /// see [`Outcome::doubtful`].
    pub fn is_met(&self, outcome: &Outcome) -> bool {
        match self {
            Self::Exactly(name) => outcome.name == name.as_str(),
            Self::AtLeast(grants) => outcome.grants.contains(*grants),
            Self::LessThan(grants) => !outcome.grants.contains(*grants),
        }
    }

    /// What this outcome or permission, or several permissions as outcomes name them, let a person do.
    ///
    /// # Errors
    /// Says which names there are where this is none, and which say more where everybody has as much.
    pub fn granted_by(
        resolver: &dyn Resolver,
        target: &str,
        name: &str,
    ) -> Result<Grants, Refusal> {
        let name = spelt(resolver, target, name);
        let says = match resolver.abilities(target, &name) {
            Some(grants) if !grants.is_empty() => return Ok(grants),
            Some(_) => format!("everybody has `{name}` at least; "),
            None => format!("nothing can be asked for as `{}` at least; ", clip(&name)),
        };
        Err(there_are(&says, &granting(resolver, target)))
    }

    /// Whatever lets a person do as much as [`Wanted::granted_by`] this name.
    ///
    /// # Errors
    /// As that.
    pub fn at_least(resolver: &dyn Resolver, target: &str, name: &str) -> Result<Self, Refusal> {
        Self::granted_by(resolver, target, name).map(Self::AtLeast)
    }

    /// Whatever does not let a person do all that is [`Wanted::granted_by`] this name.
    ///
    /// # Errors
    /// As that.
    pub fn less_than(resolver: &dyn Resolver, target: &str, name: &str) -> Result<Self, Refusal> {
        Self::granted_by(resolver, target, name).map(Self::LessThan)
    }

    /// The outcome of this name and no other.
    ///
    /// # Errors
    /// Says which names there are where this is none.
    pub fn exactly(resolver: &dyn Resolver, target: &str, name: &str) -> Result<Self, Refusal> {
        let name = spelt(resolver, target, name);
        let is_named = resolver.outcomes().iter().any(|outcome| outcome.name == name);
        if is_named || resolver.abilities(target, &name).is_some() {
            return Ok(Self::Exactly(name));
        }
        let mut all = granting(resolver, target);
        let others = resolver.outcomes().iter().map(|outcome| outcome.name.to_owned());
        for name in others {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        Err(there_are(&format!("there is no outcome `{}`; ", clip(&name)), &all))
    }

    /// The least that is more than nothing, where one outcome or permission is.
    pub fn anything(resolver: &dyn Resolver, target: &str) -> Option<Self> {
        let all = granting(resolver, target);
        let grants = all.iter().filter_map(|name| resolver.abilities(target, name));
        grants.min_by_key(|grants| grants.0.count_ones()).map(Self::AtLeast)
    }

    /// The least that is more than an outcome, where the model knows more on the target.
    pub fn more_than(resolver: &dyn Resolver, target: &str, now: &Outcome) -> Option<Self> {
        let all = granting(resolver, target);
        let grants = all.iter().filter_map(|name| resolver.abilities(target, name));
        let more = grants.map(|grants| Grants(grants.0 | now.grants.0));
        let more = more.filter(|grants| *grants != now.grants);
        more.min_by_key(|grants| grants.0.count_ones()).map(Self::AtLeast)
    }

    /// What has to be granted for it: nothing where it is asked for less than something, or for an
    /// outcome that grants nothing.
    pub fn grants(&self, resolver: &dyn Resolver, target: &str) -> Grants {
        match self {
            Self::Exactly(name) => resolver.abilities(target, name).unwrap_or_default(),
            Self::AtLeast(grants) => *grants,
            Self::LessThan(_) => Grants::default(),
        }
    }
}

/// The names of outcomes and permissions that grant something on a target, each once.
fn granting(resolver: &dyn Resolver, target: &str) -> Vec<String> {
    let grants =
        |name: &String| resolver.abilities(target, name).is_some_and(|grants| !grants.is_empty());
    let outcomes = resolver.outcomes().iter().map(|outcome| outcome.name.to_owned());
    let permissions = resolver.info().short_forms.iter().map(|(_, name)| (*name).to_owned());
    let mut all: Vec<String> = outcomes.chain(permissions).filter(grants).collect();
    if all.is_empty() {
        // Some targets of a model have permissions of their own, which only their outcomes name.
        let column = resolver.column(&Circumstances::default(), target).unwrap_or_default();
        let found = column.iter().flat_map(|outcome| outcome.name.split(", ")).map(str::to_owned);
        for name in found.filter(grants) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// A name as the model spells it; several permissions in the order in which outcomes name them.
fn spelt(resolver: &dyn Resolver, target: &str, name: &str) -> String {
    let mut known = granting(resolver, target);
    known.extend(resolver.outcomes().iter().map(|outcome| outcome.name.to_owned()));
    known.extend(resolver.info().outcomes.iter().map(|outcome| outcome.name.to_owned()));
    let names = Names::of(known.iter().enumerate().map(|(at, name)| (at, name.as_str())));
    let find = |name: &str| match names.find(name) {
        Match::One(at) => Some(at),
        Match::Several(all) => all.first().copied(),
        Match::None => None,
    };
    let whole = find(name).map(|at| vec![at]);
    let places = whole.or_else(|| name.split(',').map(find).collect());
    let Some(mut places) = places else { return name.to_owned() };
    places.sort_unstable();
    places.dedup();
    let spelt = places.iter().filter_map(|at| known.get(*at).map(String::as_str));
    spelt.collect::<Vec<_>>().join(", ")
}

fn there_are(says: &str, names: &[String]) -> Refusal {
    match names {
        [] => Refusal(format!("{says}there is nothing else")),
        names => Refusal(format!("{says}there are: {}", names.join("; "))),
    }
}

/// What somebody comes to on a target, signed on as any of what the circumstances leave open: the first
/// identity, and under the first service, that comes to what is wanted. None where none does, or where
/// they cannot sign on as the circumstances say.
pub fn met_by(
    resolver: &dyn Resolver,
    decide: &Decide<'_>,
    members: &Members,
    asked: &Circumstances,
    wanted: &Wanted,
) -> Option<(Circumstances, Outcome)> {
    resolver.any_identity(members, asked).into_iter().find_map(|circumstances| {
        let outcome = decide(members, &circumstances);
        wanted.is_met(&outcome).then_some((circumstances, outcome))
    })
}

//! Whom something that a policy sets reaches, and what it says.

use std::collections::{BTreeMap, BTreeSet};

use super::Snapshot;
use crate::directory::{Directory, Principal};
use crate::model::{CountsFor, Removable};
use crate::shared::collect_into;

/// The positions of those whom something reaches.
#[derive(Debug)]
pub(super) struct People {
    everybody: Vec<usize>,
    of: BTreeMap<Principal, Vec<usize>>,
    /// Those of whom it could not be read what they belong to: it may be anything.
    unsure: Vec<usize>,
}

impl People {
    /// Those of a document.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let directory = &snapshot.document().directory;
        let mut of: BTreeMap<Principal, Vec<usize>> = BTreeMap::new();
        let mut unsure = Vec::new();
        for (at, user) in directory.users.iter().enumerate() {
            let posts = user.posts.iter().filter_map(|id| directory.posts.get(id));
            let groups = user.groups.iter().cloned().map(Principal::Group);
            let teams = user.teams.iter().chain(posts.clone().flat_map(|post| &post.teams));
            let all = groups.chain(user.posts.iter().cloned().map(Principal::Post));
            let all = all.chain(teams.cloned().map(Principal::Team));
            let all = all.chain([Principal::User(user.id.clone())]);
            let all: BTreeSet<Principal> = collect_into(all);
            all.into_iter().for_each(|who| of.entry(who).or_default().push(at));
            let members = snapshot.roster().nth(at);
            if members.is_some_and(|it| it.unsure.any()) || posts.clone().any(|it| it.is_unsure()) {
                unsure.push(at);
            }
        }
        Self { everybody: (0..directory.users.len()).collect(), of, unsure }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.everybody.len()
    }

    /// Those who belong to a principal.
    pub(super) fn belonging(&self, who: &Principal) -> &[usize] {
        self.of.get(who).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those whom something is for, as far as that is certain.
    pub(super) fn certain(&self, whom: &CountsFor) -> &[usize] {
        match whom {
            CountsFor::Everybody => &self.everybody,
            CountsFor::One(who) => self.belonging(who),
            CountsFor::Unknown(_) => &[],
        }
    }

    /// Those whom something reaches, by number; who may belong to it comes last.
    pub(super) fn nth(&self, whom: &CountsFor, nth: usize) -> Option<usize> {
        let certain = self.certain(whom);
        let maybe = || match whom {
            CountsFor::One(_) => self.unsure.get(nth.checked_sub(certain.len())?).copied(),
            CountsFor::Everybody | CountsFor::Unknown(_) => None,
        };
        certain.get(nth).copied().or_else(maybe)
    }
}

/// What a piece says, in words.
pub(super) fn words<E>(directory: &Directory, piece: &Removable<E>) -> String {
    let said = format!("{}: {}", piece.name, piece.value);
    match &piece.whom {
        CountsFor::Everybody => said,
        CountsFor::One(who) => format!("{}, {said}", directory.name(who)),
        CountsFor::Unknown(id) => format!("{id}, {said}"),
    }
}

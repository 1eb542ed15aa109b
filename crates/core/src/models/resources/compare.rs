//! Whether somebody gains or loses between two indexes, in one walk over both trees.

use super::index::Index;
use super::policy::{Kind, Permissions};
use crate::directory::{Circumstances, Members};
use crate::model::OutcomeChange;

/// Where something belongs; `None` where it is not there.
type Places = Option<Vec<u32>>;

/// Two indexes whose groups stand at the same places, and which of their targets stand for each other.
pub(super) struct Both<'a> {
    before: &'a Index,
    after: &'a Index,
    same_tree: bool,
    /// For each resource of the later one the place of the same one before.
    old: Vec<Option<u32>>,
    /// The places of the resources that are gone.
    gone: Vec<u32>,
    /// What belonged and belongs where, of those who belong elsewhere now, are new or gone.
    moved: Vec<(Kind, Places, Places)>,
    /// The same of all others: where they belong in both.
    stayed: Vec<(Kind, Vec<u32>, Vec<u32>)>,
}

impl<'a> Both<'a> {
    pub(super) fn new(before: &'a Index, after: &'a Index) -> Self {
        let same_tree = before.shares_tree_with(after);
        let mut both = Self {
            before,
            after,
            same_tree,
            old: Vec::new(),
            gone: Vec::new(),
            moved: Vec::new(),
            stayed: Vec::new(),
        };
        if same_tree {
            return both;
        }
        both.old = after.resources().map(|id| before.place(id)).collect();
        let places = 0_u32..;
        let gone = places.zip(before.resources()).filter(|(_, id)| after.place(id).is_none());
        both.gone = gone.map(|(place, _)| place).collect();
        for kind in Kind::ALL {
            for (id, now) in after.belonging(kind) {
                let then = before.places_of(kind, id);
                let known = |then: &[u32]| {
                    let places = now.iter().map(|at| both.place_before(*at));
                    let mut places = places.map(|at| at.is_some_and(|at| then.contains(&at)));
                    then.len() == now.len() && places.all(|known| known)
                };
                match then {
                    Some(then) if known(then) => {
                        both.stayed.push((kind, then.to_vec(), now.to_vec()));
                    }
                    then => {
                        both.moved.push((kind, then.map(<[u32]>::to_vec), Some(now.to_vec())));
                    }
                }
            }
            for (id, then) in before.belonging(kind) {
                if after.places_of(kind, id).is_none() {
                    both.moved.push((kind, Some(then.to_vec()), None));
                }
            }
        }
        both
    }

    fn place_before(&self, after: u32) -> Option<u32> {
        self.old.get(after as usize).copied().flatten()
    }

    pub(super) fn outcome_change(
        &self,
        members: &Members,
        then: &Circumstances,
        now: &Circumstances,
    ) -> OutcomeChange {
        let (was, is) = (self.before.is_admin(members), self.after.is_admin(members));
        let same_day = then.on == now.on;
        if self.same_tree
            && was == is
            && (was || same_day && self.before.holds_same(self.after, members))
        {
            return OutcomeChange::default();
        }
        let sets = |index: &Index, asked: &Circumstances| index.sets(members, asked);
        let (old, new) = (sets(self.before, then), sets(self.after, now));
        let mut outcome_change = OutcomeChange::default();
        // An admin's everything is called otherwise, even where it is no more.
        outcome_change.differs |= was != is && (!old.is_empty() || !new.is_empty());
        let at = |sets: &[Permissions], place: Option<u32>| {
            place.and_then(|place| sets.get(place as usize).copied()).unwrap_or_default()
        };
        for (place, set) in (0_u32..).zip(&new) {
            let place_before = if self.same_tree { Some(place) } else { self.place_before(place) };
            // R3
            let after = if is { Permissions::ALL } else { *set };
            let before = match place_before {
                Some(_) if was => Permissions::ALL,
                place => at(&old, place),
            };
            // What is new differs, even where nobody may do anything with it.
            outcome_change.differs |= place_before.is_none();
            outcome_change.add(before, after);
        }
        for place in &self.gone {
            let before = if was { Permissions::ALL } else { at(&old, Some(*place)) };
            outcome_change.differs = true;
            outcome_change.add(before, Permissions::NONE);
        }
        let through = |kind: Kind, admin: bool, sets: &[Permissions], places: Option<&[u32]>| {
            let Some(places) = places else { return Permissions::NONE };
            if admin {
                return kind.reached();
            }
            let all = places.iter().map(|place| at(sets, Some(*place)));
            all.fold(Permissions::NONE, Permissions::or).and(kind.reached())
        };
        for (kind, then, now) in &self.moved {
            outcome_change.differs |= then.is_none() || now.is_none();
            let (then, now) = (then.as_deref(), now.as_deref());
            outcome_change.add(through(*kind, was, &old, then), through(*kind, is, &new, now));
        }
        // What stays where it is can be reached otherwise only where a resource or the account differs.
        if was != is {
            let mut add = |kind: Kind, then: &[u32], now: &[u32]| {
                let (then, now) = (Some(then), Some(now));
                outcome_change.add(through(kind, was, &old, then), through(kind, is, &new, now));
            };
            self.stayed.iter().for_each(|(kind, then, now)| add(*kind, then, now));
            for kind in Kind::ALL.into_iter().filter(|_| self.same_tree) {
                self.after.belonging(kind).for_each(|(_, places)| add(kind, places, places));
            }
        }
        outcome_change
    }
}

impl OutcomeChange {
    fn add(&mut self, before: Permissions, after: Permissions) {
        self.differs |= before != after;
        self.gains |= !after.without(before).is_empty();
        self.loses |= !before.without(after).is_empty();
    }
}

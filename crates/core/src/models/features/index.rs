//! The policy compiled for quick answers: per subject three bit planes over the features (set, at
//! least Read only, Hidden). The most restrictive of several subjects is then an OR.

mod reach;

use std::collections::{BTreeMap, BTreeSet};

use super::policy::{
    CORE, Defaults, Entry, Feature, FeatureId, Kind, Licences, Policy, Row, Visibility,
};
use super::{Features, Shown};
use crate::directory::{Circumstances, Directory, Leaning, Members, Table, UserId};
use crate::model;
use crate::model::planes::{BITS, height, or, raise};
use crate::shared::{Shared, collect_into};

/// The three planes of a subject, one behind the other, each of [`Places::words`] words.
type Planes = Vec<u64>;

/// See the module.
#[derive(Debug)]
pub struct Index {
    places: Shared<Places>,
    terms: Shared<Terms>,
    groups: Vec<Shared<Compiled>>,
    users: BTreeMap<UserId, Shared<Compiled>>,
    /// Whether nothing of what is set could be read: everything is hidden then.
    unread: bool,
}

/// Which features there are, and where.
#[derive(Debug)]
struct Places {
    catalogue: Table<Feature>,
    items: Table<Feature>,
    places: BTreeMap<FeatureId, (usize, Kind)>,
    words: usize,
}

/// What counts for a feature whoever asks.
#[derive(Debug)]
struct Terms {
    defaults: Shared<Defaults>,
    licences: Shared<Licences>,
    /// The licences that are installed.
    listed: BTreeSet<String>,
    /// Whether every licence counts as installed.
    every: bool,
    /// By feature, in order: the default, which licence is needed, whether it is installed.
    of: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    default: Visibility,
    licence: String,
    installed: bool,
    /// Whether the licence could not be read.
    unread: bool,
}

/// A subject's row.
#[derive(Debug)]
struct Compiled {
    row: Shared<Row>,
    planes: Planes,
}

impl model::Index<Features> for Index {
    /// Rows that are the same as in `previous` are kept, as long as the features are.
    fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
        let previous = previous.filter(|old| {
            old.places.catalogue.same(&policy.catalogue) && old.places.items.same(&policy.items)
        });
        let places = match previous {
            Some(old) => old.places.clone(),
            None => Shared::new(Places::of(policy)),
        };
        let listed: BTreeSet<String> = collect_into(directory.licences.iter().cloned());
        let terms = previous.map(|old| &old.terms).filter(|terms| {
            terms.defaults == policy.defaults
                && terms.licences == policy.licences
                && terms.listed == listed
                && terms.every == directory.has_every_licence()
        });
        let terms =
            terms.cloned().unwrap_or_else(|| Shared::new(Terms::of(policy, directory, listed)));
        let nothing = Shared::new(places.compile(&Shared::default(), true));
        let groups = directory.groups.iter().enumerate().map(|(at, group)| {
            let Some(row) = policy.entries.get(group.id.as_str()) else { return nothing.clone() };
            let kept = previous.and_then(|old| old.groups.get(at)).filter(|old| old.row == *row);
            kept.cloned().unwrap_or_else(|| Shared::new(places.compile(row, true)))
        });
        let groups = groups.collect();
        let mut users = BTreeMap::new();
        for user in directory.users.iter() {
            let Some(row) = policy.entries.get(user.id.as_str()) else { continue };
            let kept = previous.and_then(|old| old.users.get(&user.id));
            let kept = kept.filter(|old| old.row == *row).cloned();
            let row = kept.unwrap_or_else(|| Shared::new(places.compile(row, false)));
            users.insert(user.id.clone(), row);
        }
        Self { places, terms, groups, users, unread: policy.entries_unread() }
    }

    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        feature: &FeatureId,
    ) -> Shown {
        self.shown(members, circumstances, feature).unwrap_or(Shown::Hidden)
    }

    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Shown> {
        let words = self.places.words;
        let mut planes = vec![0; 3 * words];
        self.rows_of(members).for_each(|row| or(&mut planes, &row.planes));
        let shown = |(place, term): (usize, &Term)| {
            if !self.is_licensed(term, circumstances) {
                return Shown::Unavailable;
            }
            if self.unread {
                return Shown::Hidden;
            }
            if members.unsure.groups {
                return self.in_any_group(members, place, term.default).into();
            }
            let set = most(height(&planes, words, place));
            set.unwrap_or(term.default).into()
        };
        self.terms.of.iter().enumerate().map(shown).collect()
    }
}

impl Index {
    /// What one person is shown of one feature.
    pub fn shown(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        feature: &FeatureId,
    ) -> Option<Shown> {
        let (place, _) = *self.places.places.get(feature)?;
        let term = self.terms.of.get(place)?;
        // R6: without the licence nothing else counts.
        if !self.is_licensed(term, circumstances) {
            return Some(Shown::Unavailable);
        }
        if self.unread {
            return Some(Shown::Hidden);
        }
        if members.unsure.groups {
            return Some(self.in_any_group(members, place, term.default).into());
        }
        let set = self.most_of(self.rows_of(members), place);
        Some(set.unwrap_or(term.default).into())
    }

    /// The most restrictive of what these rows set on a feature, where they set anything.
    fn most_of<'a>(
        &self,
        rows: impl Iterator<Item = &'a Shared<Compiled>>,
        place: usize,
    ) -> Option<Visibility> {
        most(rows.map(|row| height(&row.planes, self.places.words, place)).max().unwrap_or(0))
    }

    // R15
    /// What counts where somebody may be in any group, as their groups could not be read.
    fn in_any_group(&self, members: &Members, place: usize, default: Visibility) -> Visibility {
        let own = self.most_of(self.rows_of(members), place);
        let each = self.groups.iter().filter_map(|row| self.most_of([row].into_iter(), place));
        match (members.leaning, own) {
            (Leaning::Strict, own) => each.fold(own.unwrap_or(default), Visibility::max),
            (Leaning::Generous, Some(own)) => own,
            (Leaning::Generous, None) => each.fold(default, Visibility::min),
        }
    }

    fn is_licensed(&self, term: &Term, circumstances: &Circumstances) -> bool {
        match &circumstances.licences {
            // R15
            _ if term.unread => false,
            None => term.installed,
            Some(assumed) => term.licence == CORE || assumed.contains(&term.licence),
        }
    }

    // R2: everything set for the person and for every group of theirs.
    fn rows_of(&self, members: &Members) -> impl Iterator<Item = &Shared<Compiled>> {
        let own = members.user.as_ref().and_then(|user| self.users.get(user));
        own.into_iter().chain(members.groups.iter().filter_map(|at| self.groups.get(*at as usize)))
    }

    /// How many rows of groups two indexes share, to see that an edit recompiles one row.
    #[cfg(test)]
    pub(super) fn rows_shared_with(&self, other: &Self) -> usize {
        self.groups.iter().zip(&other.groups).filter(|(a, b)| a == b).count()
    }
}

/// The most restrictive of what is set, where anything is: how many planes have it.
fn most(planes: usize) -> Option<Visibility> {
    match planes {
        3 => Some(Visibility::Hidden),
        2 => Some(Visibility::ReadOnly),
        1 => Some(Visibility::Visible),
        // R4: nothing is, so the default has its turn.
        _ => None,
    }
}

impl Places {
    fn of(policy: &Policy) -> Self {
        let mut places = BTreeMap::new();
        let mut count = 0;
        for feature in policy.features() {
            places.insert(feature.id.clone(), (count, feature.kind));
            count += 1;
        }
        let (catalogue, items) = (policy.catalogue.clone(), policy.items.clone());
        Self { catalogue, items, places, words: count.div_ceil(BITS) }
    }

    /// Compiles the row of a group, or of a user.
    fn compile(&self, row: &Shared<Row>, of_group: bool) -> Compiled {
        let mut planes = vec![0; 3 * self.words];
        if row.unread.is_some() {
            let hidden = Entry::set(Visibility::Hidden);
            let counts = |kind: Kind| !of_group || kind != Kind::Centres;
            let all = self.places.values().filter(|(_, kind)| counts(*kind));
            all.for_each(|(place, kind)| self.set(&mut planes, *place, *kind, hidden));
        }
        for (id, cell) in &row.cells {
            let Some((place, kind)) = self.places.get(id) else { continue };
            // R5: what a group says of a centre has no effect.
            if of_group && *kind == Kind::Centres {
                continue;
            }
            self.set(&mut planes, *place, *kind, cell.entry);
        }
        Compiled { row: row.clone(), planes }
    }

    /// Sets the planes of a value and of all that is less restrictive.
    fn set(&self, planes: &mut Planes, place: usize, kind: Kind, entry: Entry) {
        let Some(value) = entry.counting() else { return };
        raise(planes, self.words, place, kind.counts(value) as usize + 1);
    }
}

impl Terms {
    fn of(policy: &Policy, directory: &Directory, listed: BTreeSet<String>) -> Self {
        let every = directory.has_every_licence();
        let of = policy.features().map(|feature| {
            let needed = policy.licence(feature);
            // R6: Core is always there.
            let installed = needed == CORE || every || listed.contains(needed);
            let unread = policy.licence_unread(feature);
            let (default, licence) = (policy.default(feature), needed.to_owned());
            Term { default, licence, installed, unread }
        });
        let (defaults, licences) = (policy.defaults.clone(), policy.licences.clone());
        Self { of: of.collect(), listed, defaults, licences, every }
    }
}

//! The policy compiled for quick answers: per group three bit planes over the processes (at least
//! Read, at least Read-Write, Read-Write-Delete), twice: process level and All Secured Data. The
//! highest of several groups is then an OR, the lower of two levels an AND.

use std::collections::{BTreeMap, BTreeSet};

use super::policy::{Catalogue, Level, Policy, ProcessId, Row};
use crate::directory::{Directory, Members, UserId};
use crate::shared::Shared;

const BITS: usize = u64::BITS as usize;

/// The three planes of some row of cells, one behind the other, each of [`Columns::words`] words.
type Planes = Vec<u64>;

/// See the module.
#[derive(Debug)]
pub struct Index {
    columns: Shared<Columns>,
    rows: Vec<Shared<GroupRow>>,
    system_admins: Shared<BTreeSet<UserId>>,
}

#[derive(Debug)]
struct Columns {
    catalogue: Shared<Catalogue>,
    places: BTreeMap<ProcessId, usize>,
    count: usize,
    words: usize,
    /// The processes to which All Secured Data does not apply, in all three planes.
    unsecured: Planes,
    /// What a System Admin has.
    system_admin: Planes,
}

#[derive(Debug)]
struct GroupRow {
    levels: Option<Shared<Row>>,
    secured: Option<Shared<Row>>,
    process: Planes,
    data: Planes,
}

impl Index {
    /// Compiles a policy. Rows of groups whose cells are the same as in `previous` are kept.
    pub(super) fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
        let previous = previous.filter(|old| old.columns.catalogue == policy.catalogue);
        let columns = match previous {
            Some(old) => old.columns.clone(),
            None => Shared::new(Columns::of(&policy.catalogue)),
        };
        let nothing: Shared<GroupRow> = Shared::new(columns.row(None, None));
        let rows = directory.groups.iter().enumerate().map(|(at, group)| {
            let levels = policy.levels.get(&group.id);
            let secured = policy.secured.get(&group.id);
            if levels.is_none() && secured.is_none() {
                return nothing.clone();
            }
            // Where a group came or went the positions no longer agree, and the row is made anew.
            let kept = previous
                .and_then(|old| old.rows.get(at))
                .filter(|row| row.levels.as_ref() == levels && row.secured.as_ref() == secured);
            kept.cloned().unwrap_or_else(|| Shared::new(columns.row(levels, secured)))
        });
        let rows = rows.collect();
        Self { columns, rows, system_admins: policy.system_admins.clone() }
    }

    /// The effective level of one person on one process.
    pub(super) fn level(&self, members: &Members, process: &ProcessId) -> Level {
        let Some(place) = self.columns.places.get(process) else { return Level::Deny };
        let (word, bit) = (place / BITS, place % BITS);
        let (mut process, mut data) = ([0; 3], [0; 3]);
        for row in self.rows_of(members) {
            or(&mut process, &self.columns.word(&row.process, word));
            or(&mut data, &self.columns.word(&row.data, word));
        }
        if self.is_system_admin(members) {
            or(&mut process, &self.columns.word(&self.columns.system_admin, word));
        }
        restrict(&mut process, &data, &self.columns.word(&self.columns.unsecured, word));
        level_at(&process, 1, 0, bit)
    }

    /// The effective levels of one person, in the catalogue's order.
    pub(super) fn row(&self, members: &Members) -> Vec<Level> {
        let columns = &self.columns;
        let length = 3 * columns.words;
        let (mut process, mut data) = (vec![0; length], vec![0; length]);
        for row in self.rows_of(members) {
            or(&mut process, &row.process);
            or(&mut data, &row.data);
        }
        if self.is_system_admin(members) {
            or(&mut process, &columns.system_admin);
        }
        restrict(&mut process, &data, &columns.unsecured);
        let level = |at: usize| level_at(&process, columns.words, at / BITS, at % BITS);
        (0..columns.count).map(level).collect()
    }

    fn rows_of(&self, members: &Members) -> impl Iterator<Item = &Shared<GroupRow>> {
        members.groups.iter().filter_map(|at| self.rows.get(*at as usize))
    }

    /// Whether the person's account is flagged System Admin.
    fn is_system_admin(&self, members: &Members) -> bool {
        members.user.as_ref().is_some_and(|user| self.system_admins.contains(user))
    }

    /// How many rows of groups two indexes share, to see that an edit recompiles one row.
    #[cfg(test)]
    pub(super) fn rows_shared_with(&self, other: &Self) -> usize {
        self.rows.iter().zip(&other.rows).filter(|(a, b)| a == b).count()
    }
}

impl Columns {
    fn of(catalogue: &Shared<Catalogue>) -> Self {
        let count = catalogue.processes().count();
        let words = count.div_ceil(BITS);
        let mut columns = Self {
            catalogue: catalogue.clone(),
            places: BTreeMap::new(),
            count,
            words,
            unsecured: vec![0; 3 * words],
            system_admin: vec![0; 3 * words],
        };
        let mut place = 0;
        for main in catalogue.mains() {
            for process in &main.processes {
                columns.places.entry(process.id.clone()).or_insert(place);
                if !process.secured {
                    set(&mut columns.unsecured, words, place, Level::ReadWriteDelete);
                }
                if !main.beyond_system_admin {
                    set(&mut columns.system_admin, words, place, process.offered.highest());
                }
                place += 1;
            }
        }
        columns
    }

    fn row(&self, levels: Option<&Shared<Row>>, secured: Option<&Shared<Row>>) -> GroupRow {
        let planes = |row: Option<&Shared<Row>>, count: &dyn Fn(&ProcessId, Level) -> Level| {
            let mut planes = vec![0; 3 * self.words];
            for (process, level) in row.iter().flat_map(|row| &row.cells) {
                if let Some(place) = self.places.get(process) {
                    set(&mut planes, self.words, *place, count(process, *level));
                }
            }
            planes
        };
        let offered = |process: &ProcessId, level: Level| {
            self.catalogue.process(process).map(|p| p.offered.assign(level)).unwrap_or_default()
        };
        GroupRow {
            process: planes(levels, &offered),
            data: planes(secured, &|_, level| level),
            levels: levels.cloned(),
            secured: secured.cloned(),
        }
    }

    /// One word of each of the three planes.
    fn word(&self, planes: &[u64], word: usize) -> [u64; 3] {
        [0, 1, 2].map(|plane| planes.get(plane * self.words + word).copied().unwrap_or_default())
    }
}

// R9: where All Secured Data applies the lower of the two counts, elsewhere the process level.
fn restrict(process: &mut [u64], data: &[u64], unsecured: &[u64]) {
    for ((process, data), unsecured) in process.iter_mut().zip(data).zip(unsecured) {
        *process &= data | unsecured;
    }
}

fn or(to: &mut [u64], from: &[u64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to |= from;
    }
}

/// Sets a cell: the planes of its level and of all below.
fn set(planes: &mut Planes, words: usize, place: usize, level: Level) {
    for plane in 0..level as usize {
        if let Some(bits) = planes.get_mut(plane * words + place / BITS) {
            *bits |= 1 << (place % BITS);
        }
    }
}

/// Reads a cell: the number of planes that have its bit.
fn level_at(planes: &[u64], words: usize, word: usize, bit: usize) -> Level {
    let has = |plane: usize| planes.get(plane * words + word).is_some_and(|w| w >> bit & 1 == 1);
    match (has(0), has(1), has(2)) {
        (_, _, true) => Level::ReadWriteDelete,
        (_, true, _) => Level::ReadWrite,
        (true, ..) => Level::Read,
        _ => Level::Deny,
    }
}

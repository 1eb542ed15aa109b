//! The policy compiled for quick answers: per group three bit planes over the processes (at least
//! Read, at least Read-Write, Read-Write-Delete), twice: process level and All Secured Data. The
//! highest of several groups is then an OR, the lower of two levels an AND.

mod reach;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Processes;
use super::policy::{Catalogue, Level, Offered, Policy, ProcessId, Row};
use crate::directory::{Circumstances, Directory, Members, UserId};
use crate::model::planes::{BITS, height, or, raise};
use crate::model::{self, Compare, OutcomeChange};
use crate::shared::Shared;

/// The three planes of a row of cells one behind the other, all of the same number of words, and behind
/// them the three of All Secured Data.
type Planes = Vec<u64>;

/// See the module.
#[derive(Debug)]
pub struct Index {
    columns: Shared<Columns>,
    rows: Vec<Shared<GroupRow>>,
    system_admins: Shared<BTreeSet<UserId>>,
    /// With which characters their ids end: nobody else need be looked up.
    admin_ends: u64,
}

#[derive(Debug)]
struct Columns {
    catalogue: Shared<Catalogue>,
    places: BTreeMap<ProcessId, Column>,
    /// The bit of each process, in the catalogue's order: those under field level security first, so
    /// that their data planes are short.
    order: Vec<usize>,
    words: usize,
    /// How many words have processes under field level security.
    secured_words: usize,
    /// The bits of these words to which All Secured Data does not apply.
    unsecured: Vec<u64>,
    /// What a System Admin has.
    system_admin: Planes,
}

/// Where a process stands, and what it offers; nothing where the id is a main process's too.
#[derive(Debug)]
struct Column {
    place: usize,
    offered: Option<Offered>,
}

#[derive(Debug)]
struct GroupRow {
    levels: Option<Shared<Row>>,
    secured: Option<Shared<Row>>,
    planes: Planes,
}

/// What bounds the levels on a process, whatever groups have.
#[derive(Clone, Copy)]
struct Most {
    /// What a System Admin has.
    of_admin: Level,
    /// Whether All Secured Data applies to it.
    is_secured: bool,
}

/// What effective levels are worked out in, for one person after the other without asking for memory.
pub type Scratch = Planes;

impl model::Index<Processes> for Index {
    /// Compiles a policy. Rows of groups whose cells are the same as in `previous` are kept.
    fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
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
        let admin_ends = policy.system_admins.iter().fold(0, |all, user| all | end_of(user));
        Self { columns, rows, system_admins: policy.system_admins.clone(), admin_ends }
    }

    fn decide(&self, members: &Members, _: &Circumstances, process: &ProcessId) -> Level {
        let column = self.columns.places.get(process);
        column.map_or(Level::Deny, |Column { place, .. }| {
            let of_group = |at| self.of_group(at, *place);
            self.level(members, self.columns.most(*place), &of_group)
        })
    }

    fn on(&self, process: ProcessId) -> model::DecideOn<'_, Level> {
        let Some(&Column { place, .. }) = self.columns.places.get(&process) else {
            return Box::new(|_, _| Level::Deny);
        };
        // What a group has is looked up for the first of its members.
        let known = vec![Cell::new(None); self.rows.len()];
        let of_group = move |at: usize| {
            let cell = known.get(at)?;
            cell.get().or_else(|| {
                cell.set(self.of_group(at, place));
                cell.get()
            })
        };
        let most = self.columns.most(place);
        Box::new(move |members, _| self.level(members, most, &of_group))
    }

    fn row(&self, members: &Members, _: &Circumstances) -> Vec<Level> {
        let mut scratch = Scratch::default();
        let planes = self.planes(members, &mut scratch);
        let level = |at: &usize| level_at(planes, self.columns.words, *at);
        self.columns.order.iter().map(level).collect()
    }

    fn compare<'a>(&'a self, after: &'a Self) -> Option<Compare<'a>> {
        if self.columns.catalogue != after.columns.catalogue || self.rows.len() != after.rows.len()
        {
            return None;
        }
        let rows = self.rows.iter().zip(&after.rows);
        let differs: Vec<bool> = rows.map(|(was, is)| !was.is_same_as(is)).collect();
        // Of most edits nobody becomes one or is one no more, and nobody need be looked up.
        let same_admins = self.system_admins == after.system_admins;
        let turned = move |members: &Members| {
            !same_admins && self.is_system_admin(members) != after.is_system_admin(members)
        };
        let scratch = RefCell::new((Scratch::default(), Scratch::default()));
        Some(Box::new(move |members, _, _| {
            let touched = members.groups.iter().any(|at| differs.get(*at as usize) == Some(&true));
            if !touched && !turned(members) {
                return OutcomeChange::default();
            }
            let mut scratch = scratch.borrow_mut();
            let (one, other) = &mut *scratch;
            let (was, is) = (self.planes(members, one), after.planes(members, other));
            let beyond = |more: &[u64], less: &[u64]| {
                more.iter().zip(less).fold(0, |any, (more, less)| any | (more & !less)) != 0
            };
            let (gains, loses) = (beyond(is, was), beyond(was, is));
            OutcomeChange { differs: gains || loses, gains, loses }
        }))
    }
}

impl Index {
    /// The effective levels of one person as bits: a plane each for at least Read, at least Read-Write
    /// and Read-Write-Delete, one behind the other, of one bit a process. Which bit is a process's
    /// own is the index's affair; two indexes of one catalogue agree on it.
    pub fn planes<'s>(&self, members: &Members, planes: &'s mut Scratch) -> &'s [u64] {
        let columns = &self.columns;
        planes.clear();
        let mut rows = self.rows_of(members);
        match rows.next() {
            Some(first) => planes.extend_from_slice(&first.planes),
            None => planes.resize(columns.all_words(), 0),
        }
        rows.for_each(|row| or(planes, &row.planes));
        let (process, data) = planes.split_at_mut(3 * columns.words);
        if self.is_system_admin(members) {
            or(process, &columns.system_admin);
        }
        restrict(process, columns.words, data, &columns.unsecured);
        process
    }

    /// The effective level on a process, by what each group has on it.
    fn level(
        &self,
        members: &Members,
        most: Most,
        of_group: &dyn Fn(usize) -> Option<(Level, Level)>,
    ) -> Level {
        let (mut process, mut data) = (Level::Deny, Level::Deny);
        // R13
        for at in members.giving(self.rows.len()).iter() {
            if let Some((of_process, of_data)) = of_group(*at as usize) {
                (process, data) = (process.max(of_process), data.max(of_data));
            }
        }
        // R9
        let limit = if most.is_secured { data } else { Level::ReadWriteDelete };
        // Whoever has as much without it need not be looked up.
        if process < most.of_admin.min(limit) && self.is_system_admin(members) {
            process = most.of_admin;
        }
        process.min(limit)
    }

    /// What a group gives on the process of this bit: its process level, and All Secured Data's.
    fn of_group(&self, at: usize, place: usize) -> Option<(Level, Level)> {
        let columns = &self.columns;
        let (process, data) = self.rows.get(at)?.planes.split_at(3 * columns.words);
        let of_process = level_at(process, columns.words, place);
        Some((of_process, level_at(data, columns.secured_words, place)))
    }

    /// The bit of each process in these planes, in the catalogue's order.
    pub fn places(&self) -> &[usize] {
        &self.columns.order
    }

    /// The process levels of one person for a range of the processes, in the catalogue's order, before
    /// All Secured Data lowers them.
    pub fn process_levels(&self, members: &Members, range: Range<usize>) -> Vec<Level> {
        let columns = &self.columns;
        let mut planes = vec![0; 3 * columns.words];
        for row in self.rows_of(members) {
            or(&mut planes, row.planes.split_at(3 * columns.words).0);
        }
        if self.is_system_admin(members) {
            or(&mut planes, &columns.system_admin);
        }
        let level = |at: &usize| level_at(&planes, columns.words, *at);
        columns.order.get(range).unwrap_or_default().iter().map(level).collect()
    }

    fn rows_of<'a>(&'a self, members: &'a Members) -> impl Iterator<Item = &'a Shared<GroupRow>> {
        // R13
        let groups = members.giving(self.rows.len());
        (0..groups.len()).filter_map(move |at| self.rows.get(*groups.get(at)? as usize))
    }

    /// Whether the person's account is flagged System Admin.
    fn is_system_admin(&self, members: &Members) -> bool {
        let maybe = members.user.as_ref().filter(|user| self.admin_ends & end_of(user) != 0);
        maybe.is_some_and(|user| self.system_admins.contains(user))
    }

    /// How many rows of groups two indexes share, to see that an edit recompiles one row.
    #[cfg(test)]
    pub(super) fn rows_shared_with(&self, other: &Self) -> usize {
        self.rows.iter().zip(&other.rows).filter(|(a, b)| a == b).count()
    }
}

impl GroupRow {
    /// Whether both say the same; told by their cells, which are shared where nothing changed.
    fn is_same_as(&self, other: &Self) -> bool {
        self.levels == other.levels && self.secured == other.secured
    }
}

impl Columns {
    fn of(catalogue: &Shared<Catalogue>) -> Self {
        let count = catalogue.items().count();
        let secured = catalogue.items().filter(|process| process.secured).count();
        let (words, secured_words) = (count.div_ceil(BITS), secured.div_ceil(BITS));
        let mut columns = Self {
            catalogue: catalogue.clone(),
            places: BTreeMap::new(),
            order: Vec::with_capacity(count),
            words,
            secured_words,
            unsecured: vec![u64::MAX; secured_words],
            system_admin: vec![0; 3 * words],
        };
        let (mut next_secured, mut next) = (0, secured);
        for main in catalogue.headings() {
            for process in &main.processes {
                let next = if process.secured { &mut next_secured } else { &mut next };
                let place = *next;
                *next += 1;
                columns.order.push(place);
                let offered = || catalogue.item(&process.id).map(|process| process.offered);
                let column = || Column { place, offered: offered() };
                columns.places.entry(process.id.clone()).or_insert_with(column);
                if !main.beyond_system_admin {
                    let highest = process.offered.highest();
                    raise(&mut columns.system_admin, words, place, highest as usize);
                }
                if process.secured
                    && let Some(bits) = columns.unsecured.get_mut(place / BITS)
                {
                    *bits &= !(1 << (place % BITS));
                }
            }
        }
        columns
    }

    /// The words of a row, with those of All Secured Data.
    fn all_words(&self) -> usize {
        3 * (self.words + self.secured_words)
    }

    fn most(&self, place: usize) -> Most {
        let unsecured = self.unsecured.get(place / BITS);
        Most {
            of_admin: level_at(&self.system_admin, self.words, place),
            is_secured: unsecured.is_some_and(|bits| bits >> (place % BITS) & 1 == 0),
        }
    }

    fn row(&self, levels: Option<&Shared<Row>>, secured: Option<&Shared<Row>>) -> GroupRow {
        let mut planes = vec![0; self.all_words()];
        let (of_process, of_data) = planes.split_at_mut(3 * self.words);
        let fill = |planes: &mut [u64], row: Option<&Shared<Row>>, words: usize| {
            let Some(Row { cells, .. }) = row.map(|row| &**row) else { return };
            // Both are in the order of the ids: many cells are found by going along.
            let few = cells.len() < self.places.len() / 8;
            let mut rest = self.places.iter().peekable();
            for (process, level) in cells {
                let column = match few {
                    true => self.places.get(process),
                    false => {
                        while rest.next_if(|(id, _)| *id < process).is_some() {}
                        rest.next_if(|(id, _)| *id == process).map(|(_, column)| column)
                    }
                };
                if let Some(Column { place, offered }) = column.filter(|it| it.place < words * BITS)
                {
                    // R11: both levels are brought to what the process offers before the lower counts.
                    let level = offered.map(|offered| offered.assign(*level)).unwrap_or_default();
                    raise(planes, words, *place, level as usize);
                }
            }
        };
        fill(of_process, levels, self.words);
        fill(of_data, secured, self.secured_words);
        GroupRow { planes, levels: levels.cloned(), secured: secured.cloned() }
    }
}

// R9: where All Secured Data applies the lower of the two counts, elsewhere the process level.
fn restrict(process: &mut [u64], words: usize, data: &[u64], unsecured: &[u64]) {
    let secured_words = unsecured.len();
    if secured_words == 0 {
        return;
    }
    for (process, data) in process.chunks_mut(words).zip(data.chunks(secured_words)) {
        for ((process, data), unsecured) in process.iter_mut().zip(data).zip(unsecured) {
            *process &= data | unsecured;
        }
    }
}

/// The bit of the character that an id ends with; several share one.
fn end_of(user: &UserId) -> u64 {
    user.as_str().bytes().next_back().map_or(1, |end| 1 << (end % 64))
}

/// Reads a cell.
fn level_at(planes: &[u64], words: usize, place: usize) -> Level {
    Level::ALL.get(height(planes, words, place)).copied().unwrap_or_default()
}

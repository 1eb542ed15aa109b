//! The policy compiled for quick answers: each list once, its rows by the positions of whom they
//! match, and for each record which list counts.

mod reach;

use std::collections::BTreeSet;
use std::ops::Range;

use super::Acl;
use super::access::{Access, resolve};
use super::policy::{
    Levels, List, Policy, Priority, Record, RecordId, RecordType, State, principal,
};
use crate::directory::{
    Circumstances, Directory, Leaning, Members, Post, Principal, Table, UserId,
};
use crate::model;
use crate::shared::{Shared, collect_into, sort_by, sort_by_key};

/// See the module.
#[derive(Debug)]
pub struct Index {
    lists: Vec<Shared<Compiled>>,
    /// Which of them counts for each record, in the records' order; none where it has no list.
    of_record: Vec<Option<u32>>,
    records: Table<Record>,
    /// The service teams of each post, by positions.
    teams_of_posts: Vec<Vec<u32>>,
    directory: Directory,
}

/// A list, its rows by whom they match.
#[derive(Debug, Default)]
struct Compiled {
    list: Shared<List>,
    priority: Priority,
    users: Rows<UserId>,
    groups: Rows<u32>,
    posts: Rows<u32>,
    teams: Rows<u32>,
}

/// Rows by whom they match, rising, so that whoever asks does not go through the whole list.
type Rows<T> = Vec<(T, Row)>;

/// What a row allows, and its place in the list.
#[derive(Clone, Copy, Debug)]
struct Row {
    allowed: Levels,
    at: usize,
}

/// What somebody is signed on as, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignedOn {
    Nobody,
    Group(u32),
    Post(u32),
    /// What may be theirs: their groups, or their posts, could not be read.
    MaybeGroup(u32),
    MaybePost(u32),
}

impl SignedOn {
    /// What somebody is signed on as, where that is one of their own groups or posts.
    pub(super) fn of(
        directory: &Directory,
        members: &Members,
        circumstances: &Circumstances,
    ) -> Self {
        type As = fn(u32) -> SignedOn;
        let own = |own: &[u32], at: Option<u32>, is: As, unsure: bool, may_be: As| {
            let Some(at) = at else { return Self::Nobody };
            match own.binary_search(&at).is_ok() {
                true => is(at),
                false if unsure => may_be(at),
                false => Self::Nobody,
            }
        };
        // R14: an identity that is not their own is none.
        match (&circumstances.sign_on, &members.user) {
            (Some(Principal::Group(id)), _) => {
                let (at, unsure) = (directory.groups.place(id), members.unsure.groups);
                own(&members.groups, at, Self::Group, unsure, Self::MaybeGroup)
            }
            (Some(Principal::Post(id)), _) => {
                let (at, unsure) = (directory.posts.place(id), members.unsure.posts);
                own(&members.posts, at, Self::Post, unsure, Self::MaybePost)
            }
            (_, Some(_)) => Self::Nobody,
            // Somebody who is in a group and nothing else is signed on as that.
            (_, None) => members.groups.first().map_or(Self::Nobody, |at| Self::Group(*at)),
        }
    }
}

impl model::Index<Acl> for Index {
    /// Compiles a policy. Lists that are the same as in `previous` are kept.
    fn compile(policy: &Policy, directory: &Directory, previous: Option<&Self>) -> Self {
        // Rows name people and groups by their places.
        let previous = previous.filter(|old| old.directory.same(directory));
        let known = previous.map(|old| old.lists.as_slice()).unwrap_or_default();
        let mut lists = Lists { known, next: 0, found: Vec::new(), directory };
        let defaults = directory.teams.iter().map(|team| policy.defaults.get(&team.id));
        let of_team: Vec<_> = defaults.map(|list| Some(lists.place(list?))).collect();
        let mut of_record = Vec::with_capacity(policy.records.len());
        // The one list of all records whose list cannot be told.
        let mut nobody: Option<u32> = None;
        for record in policy.records.iter() {
            of_record.push(match &record.state {
                State::None => None,
                // R17, R18
                State::Inherited if policy.is_unresolved(directory, record) => {
                    let list = policy.list_of(directory, record).map(|(_, list)| list);
                    nobody = nobody.or_else(|| list.map(|list| lists.place(list)));
                    nobody
                }
                State::Inherited => {
                    let team = policy.team_of(record);
                    let team = team.and_then(|team| directory.teams.position(team));
                    team.and_then(|at| of_team.get(at).copied().flatten())
                }
                State::Customised(list) => Some(lists.place(list)),
            });
        }
        let teams = |post: &Post| {
            post.teams.iter().filter_map(|team| directory.teams.place(team)).collect()
        };
        Self {
            lists: lists.found,
            of_record,
            records: policy.records.clone(),
            teams_of_posts: directory.posts.iter().map(|post| teams(post)).collect(),
            directory: directory.clone(),
        }
    }

    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        record: &RecordId,
    ) -> Access {
        let signed_on = SignedOn::of(&self.directory, members, circumstances);
        self.by_list(members, signed_on, self.list_at(record))
    }

    fn on(&self, record: RecordId) -> model::DecideOn<'_, Access> {
        let at = self.list_at(&record);
        Box::new(move |members, circumstances| {
            self.by_list(members, SignedOn::of(&self.directory, members, circumstances), at)
        })
    }

    /// Worked out once for each list.
    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Access> {
        let signed_on = SignedOn::of(&self.directory, members, circumstances);
        let mut worked_out: Vec<Option<Access>> = vec![None; self.lists.len()];
        let access = |at: &Option<u32>| {
            let place = at.and_then(|at| worked_out.get_mut(at as usize));
            match place {
                None => Access::NoList,
                Some(known) => *known.get_or_insert_with(|| self.by_list(members, signed_on, *at)),
            }
        };
        self.of_record.iter().map(access).collect()
    }

    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Access> {
        let signed_on = SignedOn::of(&self.directory, members, circumstances);
        let part = self.of_record.iter().skip(range.start).take(range.len());
        part.map(|at| self.by_list(members, signed_on, *at)).collect()
    }

    /// Of the records whose lists differ in another index one for each pair of lists: what differs
    /// for one of them differs for all. None where people's places may be others.
    fn differing(&self, after: &Self) -> Option<Vec<RecordId>> {
        self.differing_with(after, |_| (), |_| ())
    }
}

impl Index {
    /// The place of a record's list; none where it has none.
    fn list_at(&self, record: &RecordId) -> Option<u32> {
        self.records.position(record).and_then(|at| *self.of_record.get(at)?)
    }

    fn by_list(&self, members: &Members, signed_on: SignedOn, at: Option<u32>) -> Access {
        // R2: without a list nothing is restricted.
        let Some(list) = self.list(at) else { return Access::NoList };
        let certain = || {
            let rows = self.matching(list, members, signed_on).map(|row| row.allowed);
            rows.chain(list.list.anybody)
        };
        let levels = resolve(list.priority, certain());
        let (maybe, post) = match signed_on {
            SignedOn::MaybeGroup(at) => (find(&list.groups, &at), None),
            SignedOn::MaybePost(at) => (find(&list.posts, &at), Some(at)),
            SignedOn::Post(at) => (None, Some(at)),
            SignedOn::Nobody | SignedOn::Group(_) => (None, None),
        };
        let signed_on = post.and_then(|at| self.directory.posts.nth(at as usize));
        let unsure = members.unsure.teams || signed_on.is_some_and(|post| post.is_unsure());
        if maybe.is_none() && post.is_none() && !unsure {
            return Access::Levels(levels);
        }
        let any = list.teams.iter().filter(|_| unsure).map(|(_, row)| row.allowed);
        let teams = self.teams_of(post).iter().filter_map(|at| find(&list.teams, at));
        let maybe = maybe.into_iter().chain(teams).map(|row| row.allowed).chain(any);
        let rows = certain().count();
        Access::Levels(with_maybe(list.priority, rows, levels, maybe, members.leaning))
    }

    /// The places in a record's list of the rows that match somebody, rising.
    pub(super) fn rows_of(
        &self,
        members: &Members,
        signed_on: SignedOn,
        record: &RecordId,
    ) -> BTreeSet<usize> {
        let list = self.list(self.list_at(record));
        let rows = list.into_iter().flat_map(|list| self.matching(list, members, signed_on));
        collect_into(rows.map(|row| row.at))
    }

    // R4: their own row, that of what they signed on as, and those of their service teams.
    fn matching<'a>(
        &'a self,
        list: &'a Compiled,
        members: &'a Members,
        signed_on: SignedOn,
    ) -> impl Iterator<Item = Row> + 'a {
        let own = members.user.as_ref().and_then(|user| find(&list.users, user));
        let (sign_on, post) = match signed_on {
            SignedOn::Group(at) => (find(&list.groups, &at), None),
            SignedOn::Post(at) => (find(&list.posts, &at), Some(at)),
            SignedOn::Nobody | SignedOn::MaybeGroup(_) | SignedOn::MaybePost(_) => (None, None),
        };
        let teams = members.teams.iter().chain(self.teams_of(post));
        let teams = teams.filter_map(|at| find(&list.teams, at));
        own.into_iter().chain(sign_on).chain(teams)
    }

    /// The service teams that a post brings.
    fn teams_of(&self, post: Option<u32>) -> &[u32] {
        let teams = post.and_then(|at| self.teams_of_posts.get(at as usize));
        teams.map(Vec::as_slice).unwrap_or_default()
    }

    /// The same where something beside the list counts, which differs by the record's type: one
    /// record for each pair of lists and what `then` and `now` say of its type.
    pub(crate) fn differing_with<K: Ord + Copy>(
        &self,
        after: &Self,
        then: impl Fn(RecordType) -> K,
        now: impl Fn(RecordType) -> K,
    ) -> Option<Vec<RecordId>> {
        if !self.directory.same(&after.directory) {
            return None;
        }
        let mut pairs = BTreeSet::new();
        let mut found = Vec::new();
        for (record, is) in after.records.iter().zip(&after.of_record) {
            let id = &record.id;
            let was = self.records.get(id).map(|old| (self.list_at(id), then(old.kind)));
            let is = (*is, now(record.kind));
            let same = was.is_some_and(|was| self.list(was.0) == after.list(is.0) && was.1 == is.1);
            if !same && pairs.insert((was, Some(is))) {
                found.push(id.clone());
            }
        }
        for (record, was) in self.records.iter().zip(&self.of_record) {
            let was = (*was, then(record.kind));
            if !after.records.has(&record.id) && pairs.insert((Some(was), None)) {
                found.push(record.id.clone());
            }
        }
        Some(found)
    }

    fn list(&self, at: Option<u32>) -> Option<&Shared<Compiled>> {
        self.lists.get(at? as usize)
    }

    /// How many lists two indexes share, to see that an edit recompiles one.
    #[cfg(test)]
    pub(super) fn lists_shared_with(&self, other: &Self) -> usize {
        self.lists.iter().filter(|list| other.lists.contains(list)).count()
    }
}

// R17
/// What comes out where further rows may match, one, several or none of them: `levels` is what the
/// `rows` come to that do.
fn with_maybe(
    priority: Priority,
    rows: usize,
    levels: Levels,
    maybe: impl Iterator<Item = Levels>,
    leaning: Leaning,
) -> Levels {
    match (leaning, priority) {
        (Leaning::Strict, Priority::FavourAllow) => levels,
        (Leaning::Strict, Priority::FavourDeny) => maybe.fold(levels, Levels::and),
        (Leaning::Generous, Priority::FavourDeny) if rows > 0 => levels,
        (Leaning::Generous, _) => maybe.fold(levels, Levels::or),
    }
}

fn find<T: Ord>(rows: &Rows<T>, whose: &T) -> Option<Row> {
    let at = rows.partition_point(|(other, _)| other < whose);
    rows.get(at).filter(|(other, _)| other == whose).map(|(_, row)| *row)
}

/// Lists that are being compiled.
struct Lists<'a> {
    known: &'a [Shared<Compiled>],
    /// Behind the last one that was taken over: the next one stands there as a rule.
    next: usize,
    found: Vec<Shared<Compiled>>,
    directory: &'a Directory,
}

impl Lists<'_> {
    /// The place of a list among them.
    fn place(&mut self, list: &Shared<List>) -> u32 {
        let count = self.known.len();
        let mut places = (0..count).map(|step| (self.next + step) % count);
        let at = places.find(|at| self.known.get(*at).is_some_and(|old| old.list == *list));
        let kept = at.and_then(|at| self.known.get(at)).cloned();
        self.next = at.map_or(self.next, |at| at + 1);
        self.found.push(kept.unwrap_or_else(|| Shared::new(compiled(self.directory, list))));
        u32::try_from(self.found.len() - 1).unwrap_or(u32::MAX)
    }
}

fn compiled(directory: &Directory, list: &Shared<List>) -> Compiled {
    let priority = list.priority;
    let mut compiled = Compiled { priority, list: list.clone(), ..Compiled::default() };
    for (place, member) in list.members.iter().enumerate() {
        let row = Row { allowed: member.allowed(), at: place };
        let (rows, at) = match principal(directory, member) {
            None => continue,
            Some(Principal::User(id)) => {
                compiled.users.push((id, row));
                continue;
            }
            Some(Principal::Group(id)) => (&mut compiled.groups, directory.groups.place(&id)),
            Some(Principal::Post(id)) => (&mut compiled.posts, directory.posts.place(&id)),
            Some(Principal::Team(id)) => (&mut compiled.teams, directory.teams.place(&id)),
        };
        rows.extend(at.map(|at| (at, row)));
    }
    sort_by(&mut compiled.users, &mut |(one, _), (other, _)| one.cmp(other));
    for rows in [&mut compiled.groups, &mut compiled.posts, &mut compiled.teams] {
        sort_by_key(rows, |(at, _)| *at);
    }
    compiled
}

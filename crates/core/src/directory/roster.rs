//! The directory compiled for resolving: for each person, the positions of their groups.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::{Directory, Entity, GroupId, Id, Leaning, Principal, Table, User, UserId};
use crate::shared::{Shared, collect_into};

/// What one person belongs to, as the models' indexes want it: positions in the directory's
/// tables, rising, each once. What the directory does not know is left out: it counts for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// The person; none stands for somebody who is in the groups alone.
    pub user: Option<UserId>,
    /// Their groups.
    pub groups: Vec<u32>,
    /// The posts they hold.
    pub posts: Vec<u32>,
    /// The service teams they belong to themselves.
    pub teams: Vec<u32>,
    /// Which of these lists the file has and could not be read.
    pub unsure: Unsure,
    /// How what could not be read is taken.
    pub leaning: Leaning,
}

/// Memberships that could not be read: they may be any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsure {
    /// Those in groups.
    pub groups: bool,
    /// The posts they hold.
    pub posts: bool,
    /// Those in service teams.
    pub teams: bool,
}

impl Unsure {
    /// Those of a user.
    fn of(user: &User) -> Self {
        Self {
            groups: user.extra.get("groups").is_some() && user.groups.is_empty(),
            posts: user.extra.get("posts").is_some() && user.posts.is_empty(),
            teams: user.extra.get("teams").is_some() && user.teams.is_empty(),
        }
    }

    /// Whether any could not be read.
    pub fn any(self) -> bool {
        self.groups || self.posts || self.teams
    }
}

impl Members {
    /// Somebody who is a member of this group and nothing else, to ask what a group gives.
    pub fn of_group(directory: &Directory, group: &GroupId) -> Self {
        let groups = positions(&directory.groups, std::slice::from_ref(group));
        Self { groups, leaning: directory.leaning, ..Self::default() }
    }

    /// The positions of all groups that may give them something, of so many that there are: where theirs
    /// could not be read these are all or none, as that is taken.
    pub(crate) fn giving(&self, groups: usize) -> Cow<'_, [u32]> {
        if self.unsure.groups && self.leaning == Leaning::Generous {
            return (0..u32::try_from(groups).unwrap_or(u32::MAX)).collect();
        }
        Cow::Borrowed(&self.groups)
    }

    /// The person, where there is one.
    pub(crate) fn person(&self) -> Option<Principal> {
        self.user.clone().map(Principal::User)
    }

    /// The person, then their groups: whoever has what is theirs.
    pub(crate) fn subjects(&self, directory: &Directory) -> impl Iterator<Item = Principal> {
        let groups = self.groups_in(directory).cloned().map(Principal::Group);
        self.person().into_iter().chain(groups)
    }

    /// Their groups, in the order of the directory whose members they are.
    pub fn groups_in<'d>(&self, directory: &'d Directory) -> impl Iterator<Item = &'d GroupId> {
        let groups = self.groups.iter().filter_map(|at| directory.groups.nth(*at as usize));
        groups.map(|group| &group.id)
    }

    /// The same person where what could not be read is taken another way.
    #[must_use]
    pub(crate) fn leaning(&self, leaning: Leaning) -> Self {
        Self { leaning, ..self.clone() }
    }

    /// What this person belongs to.
    pub fn of_user(directory: &Directory, user: &User) -> Self {
        Self {
            user: Some(user.id.clone()),
            groups: positions(&directory.groups, &user.groups),
            posts: positions(&directory.posts, &user.posts),
            teams: positions(&directory.teams, &user.teams),
            unsure: if user.extra.is_empty() { Unsure::default() } else { Unsure::of(user) },
            leaning: directory.leaning,
        }
    }
}

fn positions<T: Entity>(table: &Table<T>, ids: &[Id<T>]) -> Vec<u32> {
    let places = ids.iter().filter_map(|id| table.position(id));
    let found: Vec<u32> = places.filter_map(|at| u32::try_from(at).ok()).collect();
    // A handful, in order as a rule.
    if found.is_sorted_by(|one, other| one < other) {
        return found;
    }
    let rising: BTreeSet<u32> = collect_into(found);
    rising.into_iter().collect()
}

/// The members of everybody, in the directory's order.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    people: Vec<Shared<Members>>,
    directory: Directory,
    unsure: bool,
    /// The positions of each group's people, once they were asked for.
    by_group: OnceLock<Vec<Vec<u32>>>,
}

impl Roster {
    /// Compiles a directory. A person who is the same as in `previous` keeps their row's identity,
    /// as long as no group, post or team came, went or moved.
    pub fn compile(directory: &Directory, previous: Option<&Self>) -> Self {
        let previous = previous.filter(|previous| {
            previous.directory.leaning == directory.leaning
                && previous.directory.groups.same_places(&directory.groups)
                && previous.directory.posts.same_places(&directory.posts)
                && previous.directory.teams.same_places(&directory.teams)
        });
        let kept = |at: usize, user: &Shared<User>| {
            let previous = previous?;
            let old = &previous.directory.users;
            let at = if old.same_places(&directory.users) { at } else { old.position(&user.id)? };
            (old.nth(at)? == user).then(|| previous.people.get(at).cloned()).flatten()
        };
        let mut unsure = false;
        let people = directory.users.iter().enumerate().map(|(at, user)| {
            let members =
                kept(at, user).unwrap_or_else(|| Shared::new(Members::of_user(directory, user)));
            unsure |= members.unsure.any();
            members
        });
        let people = people.collect();
        Self { people, directory: directory.clone(), unsure, by_group: OnceLock::new() }
    }

    /// Whether anybody's memberships could not be read.
    pub(crate) fn is_unsure(&self) -> bool {
        self.unsure
    }

    /// Who is in a group, by the positions of both in the directory; whoever's groups could not be read
    /// is in none.
    pub(crate) fn in_group(&self, group: u32) -> &[u32] {
        let by_group = self.by_group.get_or_init(|| {
            let mut by_group = vec![Vec::new(); self.directory.groups.len()];
            for (at, members) in (0..).zip(&self.people) {
                for group in &members.groups {
                    by_group.get_mut(*group as usize).into_iter().for_each(|all| all.push(at));
                }
            }
            by_group
        });
        by_group.get(group as usize).map_or(&[], Vec::as_slice)
    }

    /// Everybody, in the directory's order.
    pub fn people(&self) -> impl ExactSizeIterator<Item = &Shared<Members>> {
        self.people.iter()
    }

    /// The person at a position of the directory.
    pub fn nth(&self, position: usize) -> Option<&Shared<Members>> {
        self.people.get(position)
    }

    /// What this person belongs to.
    pub fn of(&self, user: &UserId) -> Option<&Shared<Members>> {
        self.people.get(self.directory.users.position(user)?)
    }
}

/// Whether a person is one of these principals, or belongs to one of them.
pub fn belongs(user: &User, principal: &Principal) -> bool {
    match principal {
        Principal::User(id) => user.id == *id,
        Principal::Group(id) => user.groups.contains(id),
        Principal::Post(id) => user.posts.contains(id),
        Principal::Team(id) => user.teams.contains(id),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Group;
    use super::*;

    fn directory() -> Directory {
        let mut amy = User::new("u-amy", "Amy");
        amy.groups = vec!["g-b".into(), "g-gone".into(), "g-a".into(), "g-b".into()];
        Directory {
            users: Table::new([amy, User::new("u-bob", "Bob")]),
            groups: Table::new([Group::new("g-a", "A"), Group::new("g-b", "B")]),
            ..Directory::default()
        }
    }

    #[test]
    fn unknown_and_repeated_groups_count_once_or_not_at_all() {
        let roster = Roster::compile(&directory(), None);
        assert_eq!(roster.nth(0).unwrap().groups, [0, 1]);
        assert_eq!(roster.nth(1).unwrap().groups, [] as [u32; 0]);
    }

    #[test]
    fn a_group_has_its_people_by_their_places() {
        let mut directory = directory();
        directory.users.edit(&"u-bob".into(), |bob| bob.groups.push("g-b".into()));
        let roster = Roster::compile(&directory, None);
        assert_eq!([0, 1, 2].map(|group| roster.in_group(group)), [&[0_u32][..], &[0, 1], &[]]);
    }

    #[test]
    fn who_did_not_change_keeps_their_row() {
        let mut after = directory();
        let before = Roster::compile(&after, None);
        after.users.edit(&"u-bob".into(), |bob| bob.groups.push("g-a".into()));
        let roster = Roster::compile(&after, Some(&before));
        assert_eq!(roster.nth(0), before.nth(0), "same identity");
        assert_eq!(roster.nth(1).unwrap().groups, [0]);

        after.users.remove(&"u-amy".into());
        let shorter = Roster::compile(&after, Some(&roster));
        assert_eq!(shorter.nth(0), roster.nth(1), "same identity at another place");
    }

    #[test]
    fn a_group_that_moves_moves_for_everybody() {
        let mut after = directory();
        let before = Roster::compile(&after, None);
        after.groups.remove(&"g-a".into());
        assert_eq!(Roster::compile(&after, Some(&before)).nth(0).unwrap().groups, [0]);
    }
}

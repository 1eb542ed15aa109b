//! The large example, made up from a seed: big enough to show that nothing stutters. The same size
//! and seed give the same document, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use super::Card;
use super::names::{ASPECTS, FAMILY, GIVEN, PLACES, SUBJECTS, TASKS};
use super::random::Random;
use crate::directory::{Date, Directory, Group, GroupId, Table, User, UserId};
use crate::document::Document;
use crate::format::Extra;
use crate::models::ModelKind;
use crate::models::processes::{
    Catalogue, Level, MainProcess, Need, Offered, Policy, Process, ProcessId, Row, Rows,
};
use crate::shared::{Shared, collect_into};

/// Its name in addresses and on the command line, beside those of [`super::ALL`].
pub const SLUG: &str = "large";
/// Its title.
pub const TITLE: &str = "A large organisation";
/// What it shows, in one sentence.
pub const INFO: &str = "User Group Processes of 10,000 people in 200 groups with 500 processes, \
                         made up from a seed.";
/// What it is offered with.
pub const CARD: Card = Card {
    question: "What do five million decisions look like?",
    kinds: &[ModelKind::Processes],
    people: 10_000,
    targets: 500,
    cell: ("u-00000", "b-000"),
    outcome: "Read-Write-Delete",
    check: "",
    picture: include_str!("pictures/large.txt"),
};
/// The most rows and columns that its picture has.
pub const MOST_SQUARES: usize = 56;
/// The seed of the example that is offered.
pub const SEED: u64 = 1;

/// One cell in so many permits something.
const ONE_CELL_IN: usize = 4;
/// One process in so many is under field level security.
const ONE_SECURED_IN: usize = 16;
/// One process in so many offers fewer levels than three.
const ONE_RESTRICTED_IN: usize = 12;
/// One process in so many needs an earlier one.
const ONE_DEPENDENT_IN: usize = 10;
/// The most groups that somebody is in; everybody is in one at least.
const MOST_GROUPS: usize = 5;

/// How much there is of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// People, each in one to five groups.
    pub people: usize,
    /// User groups. A quarter of the cells of each permit something.
    pub groups: usize,
    /// Business processes.
    pub processes: usize,
    /// The main processes that these are spread over.
    pub mains: usize,
}

impl Default for Size {
    /// That of the example that is offered.
    fn default() -> Self {
        Self { people: 10_000, groups: 200, processes: 500, mains: 40 }
    }
}

/// A document of this size.
pub fn large(size: Size, seed: u64) -> Document {
    let mut random = Random::new(seed);
    let catalogue = catalogue(&mut random, size);
    let needs = needs(&mut random, &catalogue);
    let groups = groups(size.groups);
    let (levels, secured) = levels(&mut random, &catalogue, &needs, &groups);
    let users = users(&mut random, size.people, &groups);
    // Two people of the whole organisation look after it.
    let system_admins: BTreeSet<UserId> =
        collect_into(users.iter().take(2).map(|user| user.id.clone()));
    let processes = Policy {
        catalogue: catalogue.into(),
        needs: needs.into(),
        levels: levels.into(),
        secured: secured.into(),
        system_admins: system_admins.into(),
        ..Policy::default()
    };
    let mut document = Document {
        id: "w-large".to_owned(),
        title: TITLE.to_owned(),
        as_of: Date::new(2026, 1, 15),
        directory: Directory {
            users: Table::new(users),
            groups: Table::new(groups),
            ..Directory::default()
        },
        ..Document::default()
    };
    document.policies.processes = processes.into();
    document
}

fn catalogue(random: &mut Random, size: Size) -> Catalogue {
    let mut mains: Vec<MainProcess> = (0..size.mains)
        .map(|at| MainProcess::new(&format!("m-{at:02}"), &numbered(SUBJECTS, at)))
        .collect();
    // The last one stands for what System Admins are kept out of.
    if let Some(last) = mains.last_mut() {
        last.beyond_system_admin = true;
    }
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..size.processes {
        let main = at * size.mains / size.processes;
        let nth = at - *starts.entry(main).or_insert(at);
        let Some(main) = mains.get_mut(main) else { continue };
        let name = format!("{} {}", main.name, numbered(ASPECTS, nth));
        let mut process = Process::new(&format!("b-{at:03}"), &name);
        process.secured = random.chance(1, ONE_SECURED_IN);
        if random.chance(1, ONE_RESTRICTED_IN) {
            process.offered = restricted(random);
        }
        main.processes.push(process);
    }
    Catalogue::new(mains)
}

fn restricted(random: &mut Random) -> Offered {
    Offered::of(match random.below(3) {
        0 => vec![Level::Read],
        1 => vec![Level::Read, Level::ReadWrite],
        _ => vec![Level::Read, Level::ReadWriteDelete],
    })
}

/// Each needs an earlier one, so that no chain comes back to its beginning.
fn needs(random: &mut Random, catalogue: &Catalogue) -> Vec<Need> {
    let ids: Vec<&ProcessId> = catalogue.items().map(|process| &process.id).collect();
    let mut needs = Vec::new();
    for (at, process) in ids.iter().enumerate() {
        if !random.chance(1, ONE_DEPENDENT_IN) {
            continue;
        }
        let Some(earlier) = ids.get(random.below(at)).filter(|_| at > 0) else { continue };
        needs.push(Need {
            process: ProcessId::clone(process),
            needs: ProcessId::clone(earlier),
            at_least: Level::Read,
            inferred: false,
            extra: Extra::new(),
        });
    }
    needs
}

fn groups(count: usize) -> Vec<Group> {
    (0..count)
        .map(|at| {
            let (place, task) = (at / TASKS.len(), at % TASKS.len());
            let (place, task) = (numbered(PLACES, place), numbered(TASKS, task));
            Group {
                description: Some(format!("{task} at {place}")),
                ..Group::new(&format!("g-{at:03}"), &format!("{place} {task}"))
            }
        })
        .collect()
}

fn users(random: &mut Random, count: usize, groups: &[Group]) -> Vec<User> {
    let mut logins: BTreeMap<String, usize> = BTreeMap::new();
    (0..count)
        .map(|at| {
            let given = random.pick(GIVEN).copied().unwrap_or_default();
            let family = random.pick(FAMILY).copied().unwrap_or_default();
            let login = login(given, family);
            let nth = logins.entry(login.clone()).and_modify(|nth| *nth += 1).or_insert(1);
            let login = if *nth == 1 { login } else { format!("{login}{nth}") };
            let mut member_of: BTreeSet<&GroupId> = BTreeSet::new();
            for _ in 0..=random.below(MOST_GROUPS) {
                member_of.extend(random.pick(groups).map(|group| &group.id));
            }
            User {
                login: Some(login),
                groups: member_of.into_iter().cloned().collect(),
                ..User::new(&format!("u-{at:05}"), &format!("{given} {family}"))
            }
        })
        .collect()
}

/// The initial and the family name, in lower-case letters.
fn login(given: &str, family: &str) -> String {
    let letters = |text: &str| -> Vec<char> {
        text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
    };
    let initial = letters(given).into_iter().take(1);
    initial.chain(['.']).chain(letters(family)).collect()
}

/// The levels of every group, and those under All Secured Data.
fn levels(
    random: &mut Random,
    catalogue: &Catalogue,
    needs: &[Need],
    groups: &[Group],
) -> (Rows, Rows) {
    let mut prerequisites: BTreeMap<&ProcessId, Vec<&ProcessId>> = BTreeMap::new();
    for need in needs {
        prerequisites.entry(&need.process).or_default().push(&need.needs);
    }
    let quota = catalogue.items().count() / ONE_CELL_IN;
    let (mut levels, mut secured) = (Rows::new(), Rows::new());
    for group in groups {
        let row = row(random, catalogue, &prerequisites, quota);
        let data = secured_row(random, catalogue, &row);
        levels.insert(group.id.clone(), Shared::new(row));
        if !data.is_empty() {
            secured.insert(group.id.clone(), Shared::new(data));
        }
    }
    (levels, secured)
}

/// Exactly `quota` cells, mostly in a few main processes as in real life; each with all it needs,
/// so that nothing is flagged.
fn row(
    random: &mut Random,
    catalogue: &Catalogue,
    prerequisites: &BTreeMap<&ProcessId, Vec<&ProcessId>>,
    quota: usize,
) -> Row {
    let mut row = Row::default();
    for process in wishes(random, catalogue) {
        let chain = with_prerequisites(&process.id, prerequisites);
        let missing = chain.iter().filter(|id| row.get(id) == Level::Deny).count();
        if row.cells.len() + missing > quota {
            continue;
        }
        for id in chain {
            let level = match random.below(6) {
                0..3 => Level::Read,
                3..5 => Level::ReadWrite,
                _ => Level::ReadWriteDelete,
            };
            let offered = catalogue.item(id).map_or(Offered::ALL, |found| found.offered);
            if row.get(id) == Level::Deny {
                row.set(id, offered.assign(level));
            }
        }
    }
    row
}

/// The processes in the order in which a group gets them: main process after main process, some
/// whole and some in part; what was left out comes at the end, until the quota is full.
fn wishes<'a>(random: &mut Random, catalogue: &'a Catalogue) -> Vec<&'a Process> {
    let mut mains: Vec<&MainProcess> = catalogue.headings().iter().collect();
    random.shuffle(&mut mains);
    let (mut wanted, mut left_out) = (Vec::new(), Vec::new());
    for main in mains {
        let whole = random.chance(1, 4);
        for process in &main.processes {
            if whole || random.chance(1, 2) { &mut wanted } else { &mut left_out }.push(process);
        }
    }
    wanted.extend(left_out);
    wanted
}

/// A process and everything it needs, directly or not.
fn with_prerequisites<'a>(
    process: &'a ProcessId,
    prerequisites: &BTreeMap<&'a ProcessId, Vec<&'a ProcessId>>,
) -> BTreeSet<&'a ProcessId> {
    let mut found = BTreeSet::new();
    let mut open = vec![process];
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(prerequisites.get(next).into_iter().flatten());
        }
    }
    found
}

/// All Secured Data for the field-secured processes of a row: mostly the same, sometimes less,
/// sometimes not set.
fn secured_row(random: &mut Random, catalogue: &Catalogue, row: &Row) -> Row {
    let mut data = Row::default();
    for process in catalogue.items().filter(|process| process.secured) {
        let level = row.get(&process.id);
        data.set(
            &process.id,
            match random.below(10) {
                0 => Level::Deny,
                1 | 2 => level.min(Level::Read),
                _ => level,
            },
        );
    }
    data
}

/// The name at a position, with a number behind it from the second round on.
fn numbered(names: &[&str], at: usize) -> String {
    let round = at / names.len().max(1);
    let name = names.get(at % names.len().max(1)).copied().unwrap_or_default();
    if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{read, write};
    use crate::query::Snapshot;

    const SMALL: Size = Size { people: 300, groups: 20, processes: 120, mains: 11 };

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(write(&large(SMALL, 7)), write(&large(SMALL, 7)));
        assert_ne!(write(&large(SMALL, 7)), write(&large(SMALL, 8)));
    }

    #[test]
    fn any_size_makes_a_clean_file() {
        let nothing = Size { people: 0, groups: 0, processes: 0, mains: 0 };
        let sizes = [
            nothing,
            SMALL,
            Size { people: 5, ..nothing },
            Size { groups: 300, ..nothing },
            Size { processes: 9, ..nothing },
            Size { mains: 3, ..SMALL },
            Size { processes: 7, mains: 45, ..SMALL },
        ];
        for size in sizes {
            let document = large(size, 3);
            assert_eq!(document.directory.users.len(), size.people);
            assert_eq!(document.directory.groups.len(), size.groups);
            let text = write(&document);
            let (again, findings) = read(text.as_bytes()).unwrap();
            assert_eq!(findings, [], "{size:?}");
            assert_eq!(write(&again), text);
        }
    }

    #[test]
    fn log_ins_are_unique_and_everybody_has_a_group() {
        let document = large(Size { people: 2_000, ..SMALL }, 5);
        let logins: BTreeSet<&str> =
            document.directory.users.iter().filter_map(|user| user.login.as_deref()).collect();
        assert_eq!(logins.len(), 2_000);
        let counts: BTreeSet<usize> =
            document.directory.users.iter().map(|user| user.groups.len()).collect();
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn the_size_asked_for_with_a_quarter_of_the_cells() {
        let document = large(Size::default(), SEED);
        let policy = &document.policies.processes;
        let catalogue = &policy.catalogue;
        assert_eq!(document.directory.users.len(), 10_000);
        assert_eq!(document.directory.groups.len(), 200);
        assert_eq!(catalogue.headings().len(), 40);
        assert_eq!(catalogue.items().count(), 500);
        assert_eq!(document.findings(), []);

        let cells: usize = policy.levels.values().map(|row| row.cells.len()).sum();
        let share = cells as f64 / (200.0 * 500.0);
        assert!((0.24..=0.26).contains(&share), "{share}");

        // Something of everything.
        assert!(catalogue.items().filter(|process| process.secured).count() > 10);
        assert!(catalogue.items().filter(|p| p.offered != Offered::ALL).count() > 10);
        assert!(policy.needs.len() > 10);
        let snapshot = Snapshot::new(&document, None);
        assert_eq!(snapshot.roster().people().len(), 10_000);
    }
}

//! Resource Access at size: 5,000 org units twelve deep, 2,000 users in 200 groups, 20,000 people.

use whocan_core::directory::{Circumstances, Directory, Group, Members, Table, User};
use whocan_core::document::{Command, Document};
use whocan_core::model::{Index as _, ModelSnapshot};
use whocan_core::models::resources::{
    Access, Classified, Edit, Entry, EntryKey, Given, Kind, Permission, Permissions, Policy,
    Resource, ResourceType, Target, effects,
};
use whocan_core::models::{PolicyEdit, Resources};
use whocan_core::query::Snapshot;

use super::measure::{line, time};
use super::of_edit;

const UNITS: usize = 5_000;
const ROLES: usize = 50;
const USERS: usize = 2_000;
const GROUPS: usize = 200;
const PEOPLE: usize = 20_000;

fn id(letter: char, at: usize) -> String {
    format!("{letter}-{at}")
}

/// A number that looks drawn, always the same.
fn drawn(at: usize, below: usize) -> usize {
    (at.wrapping_mul(2_654_435_761) >> 7) % below
}

fn given(at: usize) -> Given {
    match at % 8 {
        0 => Given::Block,
        1 | 2 => Given::Set(Permission::Read.alone()),
        _ => Given::Set(
            Permissions::of([Permission::Read, Permission::GainAccess])
                .with(Permission::ALL[at % Permission::ALL.len()]),
        ),
    }
}

fn document() -> Document {
    let unit = |at: usize| Resource {
        parent: at.checked_sub(1).map(|at| id('o', at / 2).as_str().into()),
        ..Resource::new(&id('o', at), &format!("Unit {at}"), ResourceType::OrgUnit)
    };
    let role = |at: usize| Resource::new(&id('r', at), &format!("Role {at}"), ResourceType::Role);
    let user = |at: usize| User {
        groups: (0..3).map(|nth| id('g', drawn(at * 3 + nth, GROUPS)).as_str().into()).collect(),
        ..User::new(&id('u', at), &format!("User {at}"))
    };
    let person = |at: usize| Classified {
        of: vec![
            id('o', drawn(at, UNITS)).as_str().into(),
            id('r', drawn(at + 7, ROLES)).as_str().into(),
        ],
        ..Classified::new(&id('n', at), &format!("Person {at}"))
    };
    let own = (0..USERS * 2).map(|at| (id('u', at % USERS), at));
    let of_groups = (0..GROUPS * 20).map(|at| (id('g', at % GROUPS), at));
    let mut entries = Table::default();
    for (who, at) in own.chain(of_groups) {
        let on = id('o', drawn(at * 31 + who.len(), UNITS)).as_str().into();
        entries.add(Entry::new(&who, &on, given(at)));
    }
    let mut document = Document {
        directory: Directory {
            users: Table::new((0..USERS).map(user)),
            groups: Table::new((0..GROUPS).map(|at| Group::new(&id('g', at), "Group"))),
            ..Directory::default()
        },
        ..Document::default()
    };
    document.policies.resources = Policy {
        resources: Table::new((0..UNITS).map(unit).chain((0..ROLES).map(role))),
        people: Table::new((0..PEOPLE).map(person)),
        entries,
        ..Policy::default()
    }
    .into();
    document
}

fn model(snapshot: &Snapshot) -> ModelSnapshot<'_, Resources> {
    let Document { policies, directory, as_of, .. } = snapshot.document();
    snapshot.indexes().resources(policies, directory, snapshot.roster(), *as_of)
}

/// What one person has on a resource straight from the rules, every day alike.
fn plain_on(policy: &Policy, user: &User, on: &Resource) -> Permissions {
    let mut sum = Permissions::NONE;
    let mut next = Some(on);
    while let Some(resource) = next {
        let entry = |who: &str| policy.entry(&EntryKey::new(who, resource.id.as_str()));
        let said: Vec<Given> = match entry(user.id.as_str()) {
            Some(own) => vec![own.given],
            None => {
                user.groups.iter().filter_map(|group| Some(entry(group.as_str())?.given)).collect()
            }
        };
        for given in said {
            match given {
                Given::Block => return sum,
                Given::Set(set) => sum = sum.or(set),
            }
        }
        next = resource.parent.as_ref().and_then(|id| policy.resources.get(id)).map(|it| &**it);
    }
    sum
}

pub(crate) fn of_resources() {
    let document = document();
    let snapshot = Snapshot::new(&document, None);
    let none = Circumstances::default();
    let policy = &document.policies.resources;
    let index = model(&snapshot).index;
    let user = document.directory.users.iter().nth(77).unwrap();
    let members = Members::of_user(&document.directory, user);
    let row = || index.row(&members, &none);
    // Compared before anything is timed: each resource, and the people of every tenth.
    let sample = 40;
    let plain = || -> Vec<Permissions> {
        let resources = policy.resources.iter().take(sample);
        resources.map(|resource| plain_on(policy, user, resource)).collect()
    };
    let found: Vec<Permissions> = row().into_iter().take(sample).map(Access::set).collect();
    assert_eq!(found, plain());
    let target = |at: usize| Target::Classified(Kind::Person, id('n', at).as_str().into());
    let all = row();
    for at in (0..PEOPLE).step_by(10) {
        let alone = index.decide(&members, &none, &target(at));
        assert_eq!(all[UNITS + ROLES + at], alone);
    }
    let plain = time(plain) * ((UNITS + ROLES) / sample) as f64;
    line(
        "Resource Access: all that one user may do, on 5,050 resources and with 20,000 people",
        time(row),
        Some(plain),
    );
    let one = target(4_321);
    let people = || -> Vec<Access> {
        let roster = snapshot.roster().people();
        roster.map(|members| index.decide(members, &none, &one)).collect()
    };
    line("Resource Access: who of 2,000 users may do what with one person", time(people), None);

    let seat = EntryKey::new(&id('g', 5), &id('o', 3));
    let edit = Edit::Set(seat, Given::Set(Permissions::ALL));
    let command = Command::Policy(PolicyEdit::Resources(edit));
    of_edit(
        &snapshot,
        &command,
        "Resource Access: an entry high up the tree set and compiled",
        "Resource Access: who gains and loses by it, of 2,000 users",
    );
    let moved = [Edit::Move(id('o', 9).as_str().into(), Some(id('o', 12).as_str().into()))];
    line(
        "Resource Access: who would gain and lose by moving a unit of 300, of 2,000 users",
        time(|| effects(policy, index, &document.directory, &moved, &none).unwrap()),
        None,
    );
}

//! How long the core takes, beside a plain way to work out the same: medians of five runs, each ratio
//! taken within one run. Natively it prints a table in Markdown; built for the browser it hands the
//! page the same table, and the data and answers that other programs are held against there.
//! `make bench` puts both into `docs/benchmarks.md`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is measured is known to be there; else there is nothing to measure"
)]

mod measure;
mod processes;
mod questions;
mod resources;

use measure::{line, time};
use whocan_core::directory::{Circumstances, Directory, Group, Principal, Table, Team, User};
use whocan_core::document::{Command, Document};
use whocan_core::model::Index as _;
use whocan_core::models::PolicyEdit;
use whocan_core::models::acl::{self, Access, Member, Owner, Record, RecordType, State};
use whocan_core::query::{Counting, Snapshot};
use whocan_core::shared::Shared;

const PEOPLE: usize = 10_000;
const RECORDS: usize = 10_000;

/// Measures everything.
pub fn main() {
    measure::begin();
    processes::of_processes();
    of_acl();
    resources::of_resources();
    measure::done();
}

/// 10,000 records of one service team of 100, every tenth with a list of its own, 10 members a list.
fn many_records() -> Document {
    let teams = 100;
    let id = |letter: char, at: usize| format!("{letter}-{at}");
    let list = |seed: usize| acl::List {
        description: format!("List {seed}"),
        members: (0..10)
            .map(|nth| {
                let at = seed * 7 + nth * 13;
                match nth % 3 {
                    0 => Member::new(&id('u', at % PEOPLE)),
                    1 => Member::new(&id('g', at % 200)),
                    _ => Member::new(&id('t', at % teams)),
                }
            })
            .collect(),
        ..acl::List::default()
    };
    let user = |at: usize| User {
        groups: (0..3).map(|nth| id('g', (at * 3 + nth * 61) % 200).as_str().into()).collect(),
        teams: vec![id('t', at % teams).as_str().into()],
        ..User::new(&id('u', at), &format!("Person {at}"))
    };
    let record = |at: usize| {
        let state = match at % 10 {
            0 => State::Customised(list(at).into()),
            _ => State::Inherited,
        };
        let team = Some("t-7".into());
        Record {
            team,
            state,
            ..Record::new(&id('r', at), &format!("Record {at}"), RecordType::Involvements)
        }
    };
    let mut document = Document {
        directory: Directory {
            users: Table::new((0..PEOPLE).map(user)),
            groups: Table::new((0..200).map(|at| Group::new(&id('g', at), &format!("Group {at}")))),
            teams: Table::new((0..teams).map(|at| Team::new(&id('t', at), &format!("Team {at}")))),
            ..Directory::default()
        },
        ..Document::default()
    };
    let defaults = (0..teams).map(|at| (id('t', at).as_str().into(), Shared::new(list(at + 1))));
    document.policies.acl = acl::Policy {
        records: Table::new((0..RECORDS).map(record)),
        defaults: Shared::new(defaults.collect()),
        ..acl::Policy::default()
    }
    .into();
    document
}

/// One decision straight from the rules, for somebody signed on as nobody in particular.
fn plain_access(document: &Document, user: &User, record: &Record) -> Access {
    let policy = &document.policies.acl;
    let Some((_, list)) = policy.list_of(&document.directory, record) else {
        return Access::NoList;
    };
    let matches = |member: &&Member| match acl::principal(&document.directory, member) {
        Some(Principal::User(id)) => id == user.id,
        Some(Principal::Team(id)) => user.teams.contains(&id),
        _ => false,
    };
    Access::Levels(acl::resolve(
        list.priority,
        list.members.iter().filter(matches).map(Member::allowed),
    ))
}

/// An edit, applied and compiled, and who gains and loses by it.
fn of_edit(snapshot: &Snapshot, edit: &Command, compiled: &str, counted: &str) {
    let document = snapshot.document();
    let edited = document.apply(edit).unwrap();
    line(
        compiled,
        time(|| Snapshot::new(&document.apply(edit).unwrap(), Some(snapshot))),
        Some(time(|| Snapshot::new(&edited, None))),
    );
    let (before, after) =
        (Shared::new(snapshot.clone()), Shared::new(Snapshot::new(&edited, Some(snapshot))));
    let count = || Counting::new(before.clone(), after.clone(), Circumstances::default());
    line(counted, time(|| count().step(usize::MAX)), None);
}

fn of_acl() {
    let document = many_records();
    let snapshot = Snapshot::new(&document, None);
    let none = Circumstances::default();
    let policy = &document.policies.acl;
    let index = snapshot.acl().index;
    let user = document.directory.users.iter().nth(77).unwrap();
    let members = snapshot.roster().of(&user.id).unwrap();
    let row = || index.row(members, &none);
    let plain_row = || -> Vec<Access> {
        policy.records.iter().map(|record| plain_access(&document, user, record)).collect()
    };
    assert_eq!(row(), plain_row());
    line("Access Control Lists: one person on 10,000 records", time(row), Some(time(plain_row)));

    let record = policy.records.iter().nth(70).unwrap();
    let people = || snapshot.roster().people();
    let column = || -> Vec<Access> {
        people().map(|members| index.decide(members, &none, &record.id)).collect()
    };
    let plain_column = || -> Vec<Access> {
        document.directory.users.iter().map(|user| plain_access(&document, user, record)).collect()
    };
    assert_eq!(column(), plain_column());
    line(
        "Access Control Lists: one record for 10,000 people",
        time(column),
        Some(time(plain_column)),
    );

    let team = Owner::Team("t-7".into());
    let mut list = acl::List::clone(policy.list(&team).unwrap());
    list.members.remove(0);
    let edit = Command::Policy(PolicyEdit::Acl(acl::Edit::SetList(team, list)));
    of_edit(
        &snapshot,
        &edit,
        "Access Control Lists: a default that 9,000 records follow changed and compiled",
        "Access Control Lists: who gains and loses by it, of 10,000 people with 4 identities each",
    );
}

//! How long the core takes, natively, beside a plain way to work out the same: medians of five runs,
//! each ratio taken within one run. Prints a table in Markdown; `make bench` puts it into
//! `docs/benchmarks.md`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is measured is known to be there; else there is nothing to measure"
)]

mod resources;

use std::hint::black_box;
use std::time::{Duration, Instant};

use whocan::directory::{Circumstances, Directory, Group, Principal, Table, Team, User};
use whocan::document::{Command, Document};
use whocan::examples;
use whocan::model::Model;
use whocan::models::acl::{self, Access, Member, Owner, Record, RecordType, State};
use whocan::models::processes::{self, Level};
use whocan::models::{Acl, PolicyEdit, Processes};
use whocan::query::{Counting, Moment};
use whocan::shared::Shared;

const RUNS: usize = 5;
const PEOPLE: usize = 10_000;
const RECORDS: usize = 10_000;

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn time<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            black_box(work());
            begin.elapsed()
        })
        .collect();
    times.sort();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

/// One line: what, how long, and how many times as long the plain way takes.
fn line(what: &str, fast: Duration, plain: Option<Duration>) {
    let ratio = plain.map_or_else(
        || "".to_owned(),
        |plain| format!("{:.0}", plain.as_secs_f64() / fast.as_secs_f64()),
    );
    println!("| {what} | {:.3} | {ratio} |", fast.as_secs_f64() * 1000.0);
}

fn main() {
    println!("| what | milliseconds | times as long the plain way |");
    println!("|---|---|---|");
    of_processes();
    of_acl();
    resources::of_resources();
}

/// The level of one cell straight from the rules: the highest of the groups, the lower of two.
fn plain_level(document: &Document, user: &User, process: &processes::Process) -> Level {
    let policy = &document.policies.processes;
    let groups = || user.groups.iter();
    let level = groups().map(|group| policy.level(group, &process.id)).max().unwrap_or_default();
    let main = policy.catalogue.with_main(&process.id).map(|(main, _)| main);
    let admin = policy.system_admins.contains(&user.id)
        && main.is_some_and(|main| !main.beyond_system_admin);
    let level = if admin { process.offered.highest() } else { level };
    if !process.secured {
        return level;
    }
    let data = groups().map(|group| policy.secured_level(group, &process.id)).max();
    level.min(data.unwrap_or_default())
}

fn of_processes() {
    let document = examples::large(examples::Size::default(), examples::large::SEED);
    let moment = Moment::new(&document, None);
    let none = Circumstances::default();
    let fast = |moment: &Moment| -> Vec<Vec<Level>> {
        let index = moment.processes().index;
        moment.roster().people().map(|members| Processes::row(index, members, &none)).collect()
    };
    let plain = |people: usize| -> Vec<Vec<Level>> {
        let users = document.directory.users.iter().take(people);
        let row = |user: &Shared<User>| {
            let processes = document.policies.processes.catalogue.processes();
            processes.map(|process| plain_level(&document, user, process)).collect()
        };
        users.map(row).collect()
    };
    // Compared before anything is timed.
    let sample = 500;
    assert_eq!(fast(&moment)[..sample], plain(sample)[..]);
    let plain = time(|| plain(sample)) * (PEOPLE / sample) as u32;
    line(
        "User Group Processes: all levels of 10,000 people on 500 processes",
        time(|| fast(&moment)),
        Some(plain),
    );

    let group = document.directory.groups.iter().next().unwrap().id.clone();
    let process = document.policies.processes.catalogue.processes().next().unwrap().id.clone();
    let now = document.policies.processes.stored(&group, &process);
    let level = if now == Level::Deny { Level::Read } else { Level::Deny };
    let edit = processes::Edit::Assign { group, process, level };
    let edit = Command::Policy(PolicyEdit::Processes(edit));
    let (edited, _) = document.apply(&edit).unwrap();
    line(
        "User Group Processes: one edit applied and compiled",
        time(|| Moment::new(&document.apply(&edit).unwrap().0, Some(&moment))),
        Some(time(|| Moment::new(&edited, None))),
    );
    let (before, after) =
        (Shared::new(moment.clone()), Shared::new(Moment::new(&edited, Some(&moment))));
    line(
        "User Group Processes: who gains and loses by it, of 10,000",
        time(|| Counting::new(before.clone(), after.clone(), none.clone()).step(usize::MAX)),
        None,
    );
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

fn of_acl() {
    let document = many_records();
    let moment = Moment::new(&document, None);
    let none = Circumstances::default();
    let policy = &document.policies.acl;
    let index = moment.acl().index;
    let user = document.directory.users.iter().nth(77).unwrap();
    let members = moment.roster().of(&user.id).unwrap();
    let row = || Acl::row(index, members, &none);
    let plain_row = || -> Vec<Access> {
        policy.records.iter().map(|record| plain_access(&document, user, record)).collect()
    };
    assert_eq!(row(), plain_row());
    line("Access Control Lists: one person on 10,000 records", time(row), Some(time(plain_row)));

    let record = policy.records.iter().nth(70).unwrap();
    let people = || moment.roster().people();
    let column = || -> Vec<Access> {
        people().map(|members| Acl::decide(index, members, &none, &record.id)).collect()
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
    let (edited, _) = document.apply(&edit).unwrap();
    line(
        "Access Control Lists: a default that 9,000 records follow changed and compiled",
        time(|| Moment::new(&document.apply(&edit).unwrap().0, Some(&moment))),
        Some(time(|| Moment::new(&edited, None))),
    );
    let (before, after) =
        (Shared::new(moment.clone()), Shared::new(Moment::new(&edited, Some(&moment))));
    line(
        "Access Control Lists: who gains and loses by it, of 10,000 people with 4 identities each",
        time(|| Counting::new(before.clone(), after.clone(), none.clone()).step(usize::MAX)),
        None,
    );
}

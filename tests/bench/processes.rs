//! User Group Processes at size: 10,000 people in 200 groups with 500 processes, under field level
//! security.

use whocan_core::directory::{Circumstances, Members, User};
use whocan_core::document::{Check, Claim, Command, Document, write};
use whocan_core::examples;
use whocan_core::format::Object;
use whocan_core::model::Index as _;
use whocan_core::models::processes::{self, Level, Scratch};
use whocan_core::models::{ModelKind, PolicyEdit};
use whocan_core::query::{Judge, Snapshot, impact, run_checks};
use whocan_core::shared::Shared;

use super::measure::{hand_over, line, time};
use super::questions::of_questions;
use super::{PEOPLE, of_edit};

/// The level of one cell straight from the rules: the highest of the groups, the lower of two.
fn plain_level(document: &Document, user: &User, process: &processes::Process) -> Level {
    let policy = &document.policies.processes;
    let groups = || user.groups.iter();
    let level = groups().map(|group| policy.level(group, &process.id)).max().unwrap_or_default();
    let main = policy.catalogue.with_heading(&process.id).map(|(main, _)| main);
    let admin = policy.system_admins.contains(&user.id)
        && main.is_some_and(|main| !main.beyond_system_admin);
    let level = if admin { process.offered.highest() } else { level };
    if !process.secured {
        return level;
    }
    let data = groups().map(|group| policy.secured_level(group, &process.id)).max();
    level.min(data.unwrap_or_default())
}

pub(crate) fn of_processes() {
    let document = examples::large(examples::Size::default(), examples::large::SEED);
    let snapshot = Snapshot::new(&document, None);
    let none = Circumstances::default();
    let fast = |snapshot: &Snapshot| -> Vec<Vec<Level>> {
        let index = snapshot.processes().index;
        snapshot.roster().people().map(|members| index.row(members, &none)).collect()
    };
    let plain = |people: usize| -> Vec<Vec<Level>> {
        let users = document.directory.users.iter().take(people);
        let row = |user: &Shared<User>| {
            let processes = document.policies.processes.catalogue.items();
            processes.map(|process| plain_level(&document, user, process)).collect()
        };
        users.map(row).collect()
    };
    // Compared before anything is timed.
    let sample = 500;
    assert_eq!(fast(&snapshot)[..sample], plain(sample)[..]);
    let plain = time(|| plain(sample)) * (PEOPLE / sample) as f64;
    line(
        "User Group Processes: all levels of 10,000 people on 500 processes, one by one",
        time(|| fast(&snapshot)),
        Some(plain),
    );
    let index = snapshot.processes().index;
    let mut scratch = Scratch::default();
    let mut matrix: Vec<u64> = Vec::new();
    let mut planes = || {
        matrix.clear();
        for members in snapshot.roster().people() {
            matrix.extend_from_slice(index.planes(members, &mut scratch));
        }
        matrix.len()
    };
    assert_eq!(planes() % PEOPLE, 0);
    line(
        "User Group Processes: the same as bits, the full matrix of 10,000 by 500",
        time(planes),
        Some(plain),
    );
    let some: Vec<_> = snapshot.roster().people().take(150).collect();
    let mut scratch = Scratch::default();
    let mut again =
        || some.iter().fold(0, |bits, members| bits ^ index.planes(members, &mut scratch)[0]);
    line(
        "User Group Processes: what an edit makes to be worked out again for 150 people",
        time(&mut again),
        None,
    );
    hand_over("file", write(&document).as_bytes());
    let levels = fast(&snapshot).into_iter().flatten().map(|level| level as u8);
    hand_over("levels", &levels.collect::<Vec<_>>());

    let group = document.directory.groups.iter().next().unwrap().id.clone();
    let process = document.policies.processes.catalogue.items().next().unwrap().id.clone();
    let now = document.policies.processes.stored(&group, &process);
    let level = if now == Level::Deny { Level::Read } else { Level::Deny };
    let edit = processes::Edit::Assign(group, process, level);
    let edit = Command::Policy(PolicyEdit::Processes(edit));
    of_edit(
        &snapshot,
        &edit,
        "User Group Processes: one edit applied and compiled",
        "User Group Processes: who gains and loses by it, of 10,000",
    );
    of_impact(&snapshot, &edit);
    of_questions(&snapshot, &edit);
}

/// What becomes of everybody by an edit, and a hundred rules judged again after it, beside all outcomes
/// before and after, and all rules judged anew.
fn of_impact(snapshot: &Snapshot, edit: &Command) {
    let none = Circumstances::default();
    let edited = Snapshot::new(&snapshot.document().apply(edit).unwrap(), Some(snapshot));
    let rows = |snapshot: &Snapshot| {
        let resolver = snapshot.in_the_end(ModelKind::Processes);
        let row = |members: &Shared<Members>| resolver.row(members, &none).len();
        snapshot.roster().people().map(row).sum::<usize>()
    };
    line(
        "User Group Processes: what becomes of everybody by it, taken together",
        time(|| impact(snapshot, &edited, &none)),
        Some(time(|| rows(snapshot) + rows(&edited))),
    );
    let mut document = snapshot.document().clone();
    let group = document.directory.groups.iter().next().unwrap().id.to_string();
    let targets = document.policies.processes.catalogue.items().step_by(5);
    let rules: Vec<Check> = targets
        .enumerate()
        .map(|(at, process)| {
            let mut rule = Object::new();
            rule.push("model", "processes").push("process", process.id.as_str());
            rule.push("atLeast", "Read").push_texts("nobodyOutside", &[&group]);
            let id = format!("c-{at}").as_str().into();
            Check::new(id, Claim::Rule(rule))
        })
        .collect();
    document.checks.edit().list = rules;
    let ruled = Snapshot::new(&document, Some(snapshot));
    let edited = Snapshot::new(&document.apply(edit).unwrap(), Some(&ruled));
    let mut judge = Judge::default();
    judge.judge(&ruled, None);
    // There and back: each edit is one round.
    let both = time(|| {
        judge.judge(&edited, None);
        judge.judge(&ruled, None)
    });
    line(
        "User Group Processes: 100 rules judged again after it",
        both / 2.0,
        Some(time(|| run_checks(&edited, None))),
    );
}

//! Who gains and loses, against all outcomes of everybody before and after, worked out one by one.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::super::random::documents;
use super::*;
use crate::directory::{DirectoryEdit, Table, User};
use crate::document::{Command, Document, read, write};
use crate::examples;
use crate::models::PolicyEdit;
use crate::models::processes::{self, Level};

/// What differs for whom, in text: model, person, target, before and after.
fn differences(before: &Snapshot, after: &Snapshot) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let none = Circumstances::default();
    let (was, is) = (&before.document().directory.users, &after.document().directory.users);
    let everybody: BTreeSet<&UserId> = was.iter().chain(is.iter()).map(|user| &user.id).collect();
    for kind in ModelKind::ALL {
        let blank = |snapshot: &Snapshot| snapshot.document().policies.is_blank(*kind);
        if blank(before) && blank(after) {
            continue;
        }
        let (was, is) = (before.in_the_end(*kind), after.in_the_end(*kind));
        let keys: BTreeSet<String> =
            was.targets().into_iter().chain(is.targets()).map(|target| target.key).collect();
        for user in &everybody {
            let (then, now) = (before.roster().of(user), after.roster().of(user));
            let mut sign_ons = Vec::new();
            sign_ons.extend(now.into_iter().flat_map(|it| is.any_identity(it, &none)));
            sign_ons.extend(then.into_iter().flat_map(|it| was.any_identity(it, &none)));
            for sign_on in sign_ons {
                for key in &keys {
                    let was = then.and_then(|it| was.decide(it, &sign_on, key));
                    let is = now.and_then(|it| is.decide(it, &sign_on, key));
                    let nothing = |outcome: &Option<Outcome>| {
                        outcome.as_ref().is_none_or(|it| it.grants.is_empty())
                    };
                    let absent = was.is_none() || is.is_none();
                    if was != is && !(absent && nothing(&was) && nothing(&is)) {
                        found.insert(format!("{kind:?} {user} {key} {was:?} {is:?}"));
                    }
                }
            }
        }
    }
    found
}

fn agrees(before: &Snapshot, after: &Snapshot) -> Result<(), TestCaseError> {
    let found = impact(before, after, &Circumstances::default());
    prop_assert_eq!(found.left, 0);
    let mut said = BTreeSet::new();
    let (mut gain, mut lose) = (BTreeSet::new(), BTreeSet::new());
    for batch in &found.batches {
        prop_assert!(!batch.people.is_empty() && !batch.changes.is_empty());
        let once: BTreeSet<_> = batch.people.iter().collect();
        prop_assert_eq!(once.len(), batch.people.len());
        for user in &batch.people {
            for cell in &batch.changes {
                prop_assert_eq!(cell.kind, batch.kind);
                let (kind, key) = (cell.kind, &cell.target);
                said.insert(format!("{kind:?} {user} {key} {:?} {:?}", cell.before, cell.after));
                gain.extend(cell.gains().then_some(user));
                lose.extend(cell.loses().then_some(user));
            }
        }
        let words = batch.words(before, after);
        prop_assert!(words.contains(" to ") && words.contains(" on "), "{}", words);
    }
    prop_assert_eq!(found.sums, Sums { gain: gain.len(), lose: lose.len() });
    let expected = differences(before, after);
    prop_assert_eq!(&said, &expected);
    let sizes: Vec<usize> = found.batches.iter().map(|batch| batch.people.len()).collect();
    prop_assert!(sizes.is_sorted_by(|one, other| one >= other));
    // Who gains in any model, and in each.
    if before.generous().is_none() && after.generous().is_none() {
        for kind in ModelKind::ALL.iter().copied().map(Some).chain([None]) {
            let scope = Scope { kind, ..Scope::default() };
            let found = gains(before, after, &scope);
            let users = found.certain.iter().filter_map(|at| after.roster().nth(*at));
            let users: BTreeSet<&UserId> = users.filter_map(|it| it.user.as_ref()).collect();
            let cells = impact(before, after, &Circumstances::default()).batches;
            let expected = cells.iter().filter(|it| kind.is_none_or(|kind| kind == it.kind));
            let expected: BTreeSet<&UserId> =
                expected.filter(|it| it.gains()).flat_map(|it| &it.people).collect();
            prop_assert_eq!(users, expected, "{:?}", kind);
            prop_assert_eq!(found.first.is_some(), !found.certain.is_empty());
            prop_assert!(found.first.is_none_or(|cell| cell.gains()));
        }
    }
    Ok(())
}

#[test]
fn what_differs_is_what_comes_out_otherwise_for_anybody() {
    let mut runner = TestRunner::new(Config { cases: 96, ..Config::with_source_file(file!()) });
    let outcome = runner.run(&documents(), |(document, commands)| {
        let first = Snapshot::new(&document, None);
        let mut snapshot = first.clone();
        for command in commands {
            let Ok(next) = snapshot.document().apply(&command) else { continue };
            let next = Snapshot::new(&next, Some(&snapshot));
            agrees(&snapshot, &next)?;
            snapshot = next;
        }
        agrees(&first, &snapshot)?;
        // Compiled apart, as two files are.
        let (again, _) = read(write(snapshot.document()).as_bytes()).unwrap();
        agrees(&first, &Snapshot::new(&again, None))
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn school() -> Document {
    read(examples::find("school-office").unwrap().text.as_bytes()).unwrap().0
}

fn after(document: &Document, commands: &[Command]) -> Document {
    commands.iter().fold(document.clone(), |document, command| document.apply(command).unwrap())
}

#[track_caller]
fn check(before: &Document, after: &Document, expected: &[&str]) {
    let (before, after) = (Snapshot::new(before, None), Snapshot::new(after, None));
    let found = impact(&before, &after, &Circumstances::default());
    let words: Vec<String> =
        found.batches.iter().map(|batch| batch.words(&before, &after)).collect();
    assert_eq!(words, expected);
}

/// Two in one group, one of them in another one as well, and one in none.
fn office() -> Document {
    let mut document = Document::default();
    let user = |id: &str, name: &str, groups: &[&str]| User {
        groups: groups.iter().map(|id| (*id).into()).collect(),
        ..User::new(id, name)
    };
    document.directory.users = Table::new([
        user("u-amy", "Amy", &["g-office"]),
        user("u-bob", "Bob", &["g-office", "g-heads"]),
        user("u-cyd", "Cyd", &[]),
    ]);
    document.directory.groups = Table::new([
        crate::directory::Group::new("g-office", "Office"),
        crate::directory::Group::new("g-heads", "Heads"),
    ]);
    document
}

fn assign(group: &str, process: &str, level: Level) -> Command {
    let (group, process) = (group.into(), process.into());
    Command::Policy(PolicyEdit::Processes(processes::Edit::Assign(group, process, level)))
}

#[test]
fn the_same_for_several_is_said_once_with_what_it_comes_through() {
    let read_bases = after(&office(), &[assign("g-office", "b-bases", Level::Read)]);
    check(&office(), &read_bases, &["2 people: Deny to Read on Bases, through Office"]);
    check(&read_bases, &office(), &["2 people: Read to Deny on Bases, through Office"]);
    // Who has it through another group already gains less.
    let heads = after(&read_bases, &[assign("g-heads", "b-bases", Level::ReadWrite)]);
    let all = after(&heads, &[assign("g-office", "b-bases", Level::ReadWriteDelete)]);
    check(
        &heads,
        &all,
        &[
            "Amy: Read to Read-Write-Delete on Bases, through Office",
            "Bob: Read-Write to Read-Write-Delete on Bases, through Office",
        ],
    );
    // Two targets that differ in the same way for the same people.
    let two = after(&read_bases, &[assign("g-office", "b-core-data", Level::Read)]);
    check(&office(), &two, &["2 people: Deny to Read on Bases and Core Data, through Office"]);
    let joins = DirectoryEdit::Join("u-cyd".into(), Principal::Group("g-heads".into()));
    let joined = after(&heads, &[Command::Directory(joins)]);
    check(&heads, &joined, &["Cyd: Deny to Read-Write on Bases, through Heads"]);
    check(&joined, &joined, &[]);
}

#[test]
fn what_keeps_somebody_from_it_is_what_it_comes_through_as_well() {
    let file = r#"{"format":"whocan","version":1,
        "directory":{"users":[{"id":"u-bob","name":"Bob","groups":["g-office","g-heads"]}],
            "groups":[{"id":"g-office","name":"Office"},{"id":"g-heads","name":"Heads"}]},
        "models":{"features":{"entries":{"g-heads":{"f-manipulate-permissions":"Hidden"},
            "g-office":{"f-manipulate-permissions":"Visible"}}}}}"#;
    let (before, _) = read(file.as_bytes()).unwrap();
    let leaves = DirectoryEdit::Leave("u-bob".into(), Principal::Group("g-heads".into()));
    let left = after(&before, &[Command::Directory(leaves)]);
    let (was, is) = (Snapshot::new(&before, None), Snapshot::new(&left, None));
    let found = impact(&was, &is, &Circumstances::default());
    let [batch] = found.batches.as_slice() else { panic!("{found:?}") };
    assert!(batch.gains() && !batch.loses());
    // Heads kept it hidden, and Office shows it.
    let through = [Principal::Group("g-office".into()), Principal::Group("g-heads".into())];
    let first = through.iter().filter(|it| batch.through.as_ref().unwrap().contains(it)).count();
    assert!(first >= 1 && batch.through.as_ref().unwrap().contains(&through[1]), "{batch:?}");
}

#[test]
fn nobody_gains_by_a_level_that_they_have_anyway() {
    let document = school();
    let scope = Scope::default();
    let same = Snapshot::new(&document, None);
    assert_eq!(gains(&same, &same, &scope), Gains::default());
    let edit = assign("g-office", "b-bases", Level::ReadWriteDelete);
    let more = Snapshot::new(&after(&document, &[edit]), None);
    let found = gains(&same, &more, &scope);
    assert!(!found.certain.is_empty() && found.doubtful.is_empty());
    assert_eq!(found.first.unwrap().target, "b-bases");
    assert_eq!(gains(&more, &same, &scope), Gains::default(), "the other way round all lose");
    let elsewhere = Scope { target: Some("b-core-data".to_owned()), ..scope.clone() };
    let elsewhere = Scope { kind: Some(ModelKind::Processes), ..elsewhere };
    assert_eq!(gains(&same, &more, &elsewhere), Gains::default());
    let here = Scope { target: Some("b-bases".to_owned()), ..elsewhere };
    assert_eq!(gains(&same, &more, &here).certain, found.certain);
}

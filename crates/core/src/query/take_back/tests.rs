//! One change after the other taken back, of random drafts: none comes, and in the end the draft is what
//! is saved.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::super::random::documents;
use super::*;
use crate::directory::{DirectoryEdit, Principal};
use crate::document::{Command, changes, read, write};
use crate::examples;
use crate::models::PolicyEdit;
use crate::models::processes::{self, Level};

fn words(saved: &Document, draft: &Document) -> Vec<String> {
    changes(saved, draft).into_iter().map(|change| change.words).collect()
}

/// Takes back one change; the words of those that are left.
fn one_less(saved: &Document, draft: &Document, at: usize) -> Result<Document, TestCaseError> {
    let all = changes(saved, draft);
    let change = &all[at % all.len()];
    let taken = take_back(saved, draft, change);
    prop_assert!(taken.is_some(), "{} of {:?}", change.words, words(saved, draft));
    let taken = taken.unwrap();
    let mut before = words(saved, draft);
    for gone in taken.also.iter().chain([&change.words]) {
        let at = before.iter().position(|words| words == gone);
        prop_assert!(at.is_some(), "{gone} was none");
        before.remove(at.unwrap());
    }
    let mut after = words(saved, &taken.document);
    before.sort();
    after.sort();
    prop_assert_eq!(before, after, "without {}", change.words);
    Ok(taken.document)
}

#[test]
fn any_change_goes_alone_or_with_what_hangs_on_it() {
    let mut runner = TestRunner::new(Config { cases: 96, ..Config::with_source_file(file!()) });
    let outcome = runner.run(&(documents(), any::<usize>()), |((saved, commands), mut at)| {
        let mut draft = saved.clone();
        for command in commands {
            if let Ok(next) = draft.apply(&command) {
                draft = next;
            }
        }
        draft.adopt(&saved, None);
        for _ in 0..200 {
            if words(&saved, &draft).is_empty() {
                break;
            }
            draft = one_less(&saved, &draft, at)?;
            at /= 3;
        }
        prop_assert_eq!(words(&saved, &draft), Vec::<String>::new());
        prop_assert_eq!(write(&draft), write(&saved));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn school() -> Document {
    read(examples::find("school-office").unwrap().text.as_bytes()).unwrap().0
}

#[track_caller]
fn check(commands: &[Command], which: &str, also: &[&str], left: &[&str]) {
    let saved = school();
    let draft = commands.iter().fold(saved.clone(), |draft, command| draft.apply(command).unwrap());
    let all = changes(&saved, &draft);
    let change = all.iter().find(|change| change.words == which);
    let change = change.unwrap_or_else(|| panic!("{which} is none of {all:?}"));
    let taken = take_back(&saved, &draft, change).unwrap();
    assert_eq!(taken.also, also);
    assert_eq!(words(&saved, &taken.document), left);
}

fn assign(group: &str, process: &str, level: Level) -> Command {
    let (group, process) = (group.into(), process.into());
    Command::Policy(PolicyEdit::Processes(processes::Edit::Assign(group, process, level)))
}

#[test]
fn a_cell_goes_back_to_what_it_was() {
    let edits = [
        assign("g-office", "b-bases", Level::Deny),
        assign("g-office", "b-exclusions", Level::Read),
        assign("g-exams", "b-exclusions", Level::Read),
    ];
    let bases = "Office Clerks: Bases, Read → Deny";
    let all = words(&school(), &edits.iter().fold(school(), |it, edit| it.apply(edit).unwrap()));
    let left: Vec<&str> = all.iter().map(String::as_str).filter(|words| *words != bases).collect();
    assert_eq!(left.len(), 2);
    check(&edits, bases, &[], &left);
}

#[test]
fn who_was_removed_comes_back_with_all_they_had() {
    let remove = |who| Command::Directory(DirectoryEdit::Remove(who));
    let office = Principal::Group("g-office".into());
    let other = assign("g-exams", "b-bases", Level::Deny);
    let words = "Exams Office: Bases, Read → Deny";
    check(&[remove(office), other], "Removed group: Office Clerks", &[], &[words]);
    let amy = Principal::User("u-amy".into());
    check(&[remove(amy)], "Removed person: Amy Adeyemi", &[], &[]);
}

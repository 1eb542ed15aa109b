//! What differs between two files, and whether anybody gains by it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use whocan::Exit;

use crate::cli::{self, Printed};

fn whocan(args: &[&str]) -> Printed {
    cli::whocan(args.iter().copied(), "")
}

/// A file that is there as long as this is.
struct Held(PathBuf);

impl Drop for Held {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

impl Held {
    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

/// The office, with what its group has, and who is there besides; and what stands behind the models.
fn office(levels: &str, people: &str, rest: &str) -> Held {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let text = format!(
        r#"{{"format":"whocan","version":1,"directory":{{"users":[
            {{"id":"u-amy","name":"=Amy","groups":["g-office"]}},
            {{"id":"u-bob","name":"Bob","groups":["g-office"]}}{people}],
            "groups":[{{"id":"g-office","name":"Office"}}]}},
            "models":{{"processes":{{"levels":{{"g-office":{{{levels}}}}}}}}}{rest}}}"#
    );
    let (process, next) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let path = std::env::temp_dir().join(format!("whocan-diff-{process}-{next}.json"));
    std::fs::write(&path, text).unwrap();
    Held(path)
}

/// The office, that has so much on Bases.
fn bases(level: &str) -> Held {
    office(&format!(r#""b-bases":"{level}""#), "", "")
}

#[test]
fn what_differs_in_words_and_in_people() {
    let (old, new) = (bases("Read"), bases("Read-Write"));
    let printed = whocan(&["diff", old.path(), new.path(), "--people"]);
    assert_eq!((printed.exit, printed.errors.as_str()), (Exit::AllTrue, ""));
    let expected = "1 change\n  Office: Bases, Read → Read-Write\n\n2 people gain, nobody loses\n  \
                    User Group Processes: 2 people: Read to Read-Write on Bases, through Office\n    \
                    =Amy, Bob\n";
    assert_eq!(printed.output, expected);
    let printed = whocan(&["diff", new.path(), old.path(), "--csv"]);
    let row = "'=Amy,User Group Processes,b-bases,Bases,,,Read-Write,Read,loses,Office";
    assert!(printed.output.contains(row), "{}", printed.output);
    let printed = whocan(&["diff", old.path(), old.path()]);
    assert_eq!(printed.output, "no changes\n\nnobody gains, nobody loses\n");
    let printed = whocan(&["diff", old.path(), new.path(), "--json"]);
    for member in [
        r#""format": "whocan-diff""#,
        r#""gain": 2"#,
        r#""through": ["g-office"]"#,
        r#""before": "Read", "after": "Read-Write", "effect": "gains""#,
    ] {
        assert!(printed.output.contains(member), "{member} in {}", printed.output);
    }
    assert_eq!(whocan(&["diff", old.path(), "no-such-file"]).exit, Exit::Unusable);
}

#[test]
fn no_new_access_names_the_first_who_gains() {
    let (old, new) = (bases("Read"), bases("Read-Write"));
    let check = |old, new| whocan(&["check", "--no-new-access", old, new]);
    let printed = check(old.path(), new.path());
    assert_eq!(printed.exit, Exit::SomethingFalse);
    let expected = "2 people gain access, the first of them:\n  \
                    User Group Processes: =Amy: Read to Read-Write on Bases, through Office\n";
    assert_eq!(printed.output, expected);
    for (old, new) in [(&new, &old), (&old, &old)] {
        let printed = check(old.path(), new.path());
        assert_eq!(
            (printed.exit, printed.output.as_str()),
            (Exit::AllTrue, "nobody gains access\n")
        );
    }
    let printed = whocan(&["check", "--no-new-access", "--json", old.path(), new.path()]);
    assert!(printed.output.contains(r#""holds": false"#), "{}", printed.output);
    assert_eq!(whocan(&["check", "--no-new-access", old.path()]).exit, Exit::Unusable);
    // Who may belong to anything may gain anything: that cannot be told to hold.
    let unread = r#",{"id":"u-cyd","name":"Cyd","groups":7}"#;
    let (old, new) = (bases("Read"), office(r#""b-bases":"Read""#, unread, ""));
    let printed = check(old.path(), new.path());
    assert_eq!(printed.exit, Exit::SomethingFalse);
    assert!(printed.output.starts_with("it is doubtful whether Cyd gains access"));
}

#[test]
fn rules_that_compare_need_something_to_compare_with() {
    let rule = r#"{"id":"c","rule":{"noNewAccess":true}}"#;
    let rest = format!(r#","checks":[{rule}]"#);
    let file = |level: &str| office(&format!(r#""b-bases":"{level}""#), "", &rest);
    let (old, new) = (file("Read"), file("Read-Write"));
    let printed = whocan(&["check", new.path()]);
    assert_eq!(printed.exit, Exit::SomethingFalse);
    assert!(printed.output.contains("there is no saved state to compare with"));
    assert!(printed.output.contains("--against"));
    assert_eq!(whocan(&["check", old.path(), "--against", old.path()]).exit, Exit::AllTrue);
    let printed = whocan(&["check", new.path(), "--against", old.path()]);
    assert_eq!(printed.exit, Exit::SomethingFalse);
    assert!(printed.output.contains("can do more than in the saved state: =Amy, Bob"));
    assert!(printed.output.contains("=Amy: Read-Write on Bases"), "{}", printed.output);
}

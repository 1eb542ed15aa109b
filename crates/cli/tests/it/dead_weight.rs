//! `whocan dead-weight`: what it finds in the shipped files, in all its forms.

use whocan::Exit;
use whocan_core::document::read;
use whocan_core::format::{Json, parse};
use whocan_core::query::{Snapshot, dead_weight};

use crate::cli::{self, Printed};
use crate::shipped::shipped;

/// How a command ended, and what it printed.
#[track_caller]
fn whocan(args: &[&str], input: &str) -> (Exit, String, String) {
    let Printed { exit, output, errors } = cli::whocan(args.iter().copied(), input);
    (exit, output, errors)
}

const FILE: &str = r#"{"format":"whocan","version":1,"title":"An office",
    "directory":{"users":[{"id":"u","name":"Amy","groups":["g-1","g-2"]}],
        "groups":[{"id":"g-1","name":"=Office"},{"id":"g-2","name":"Data"},{"id":"g-3","name":"Old"}]},
    "models":{"processes":{"levels":{"g-1":{"b-bases":"Read","b-core-data":"Read"},
        "g-2":{"b-bases":"Read-Write"}}}}}"#;

#[test]
fn people_read_a_table_and_spreadsheets_no_formula() {
    let (exit, output, errors) = whocan(&["dead-weight", "-"], FILE);
    assert_eq!(exit, Exit::AllTrue);
    assert_eq!(errors, "");
    let lines: Vec<String> =
        output.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        lines,
        [
            "An office: 2 things change nothing for anybody if they go",
            "",
            "Model What Why it changes nothing",
            "all models Group Old Old has no members",
            "User Group Processes =Office, Bases: Read it decides for nobody; for Amy there is: Data \
             gives Read-Write on Bases, the highest of the groups.",
        ]
    );
    let (_, output, _) = whocan(&["dead-weight", "-", "--csv"], FILE);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[0], "Model,What,Why it changes nothing");
    assert!(lines[2].starts_with("User Group Processes,\"'=Office, Bases: Read\","), "{output}");
}

#[test]
fn json_says_the_same_as_the_library() {
    for file in shipped() {
        let (exit, output, _) = whocan(&["dead-weight", "-", "--json"], &file.text);
        assert_eq!(exit, Exit::AllTrue);
        let Json::Object(answer) = parse(output.as_bytes()).unwrap() else { panic!() };
        let Some(Json::List(said)) = answer.get("found") else { panic!() };
        let (document, _) = read(file.text.as_bytes()).unwrap();
        let found = dead_weight(&Snapshot::new(&document, None), usize::MAX);
        assert_eq!(answer.get("complete"), Some(&Json::Bool(true)));
        let whats = said.iter().map(|it| match it {
            Json::Object(it) => it.get("what").and_then(Json::as_text).unwrap_or_default(),
            _ => "",
        });
        assert!(whats.eq(found.suggestions.iter().map(|it| it.what.as_str())), "{}", file.name);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    let (exit, output, errors) = whocan(&["dead-weight", "-"], "{");
    assert_eq!((exit, output.as_str()), (Exit::Unusable, ""));
    assert!(errors.starts_with("whocan: - cannot be read: "), "{errors}");
}

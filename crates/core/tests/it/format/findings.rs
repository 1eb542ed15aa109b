//! Files that can be opened although something in them is wrong: what is found, where, and that
//! nothing is lost.

mod features;
mod gates;
mod levels;
mod lists;
mod nowhere;
mod resources;
mod texts;
mod twice;
mod types;

use whocan_core::format::Finding;
use whocan_core::text::capital;

use super::{file, lost, open};

/// Reads the file, expects exactly these findings, and that everything in it is written back.
#[track_caller]
fn check(text: impl AsRef<str>, expected: &[String]) -> String {
    check_losing(text, &[], expected)
}

/// The same for a file of which these keys and values are not written back.
#[track_caller]
fn check_losing(text: impl AsRef<str>, losing: &[&str], expected: &[String]) -> String {
    let text = text.as_ref();
    let (_, findings, written) = open(text);
    let found: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(found, expected);
    assert!(found.iter().all(|line| !line.contains(char::is_control)), "one line each");
    assert_eq!(lost(text.as_bytes(), &written), losing, "what is not written back");
    written
}

fn kept(path: &str, message: &str) -> String {
    format!("error: {path}: {message} (it is kept in the file and counts for nothing)")
}

fn wrong(path: &str, expected: &str, found: &str) -> String {
    kept(path, &format!("expected {expected}, found {found}"))
}

/// What restricts and cannot be read, and what it counts as.
fn doubtful(path: &str, message: &str, counts_as: &str) -> String {
    format!("error: {path}: {message} ({})", until(counts_as))
}

fn until(counts_as: &str) -> String {
    format!("until it is mended it counts as {counts_as}, and what hangs on it is doubtful")
}

fn missing(path: &str, member: &str) -> String {
    let help = "add it; until then this is kept in the file and counts for nothing";
    format!("error: {path}: `{member}` is missing ({help})")
}

fn blank(path: &str, member: &str) -> String {
    let help = "fill it in; until then this is kept in the file and counts for nothing";
    format!("error: {path}: `{member}` is blank ({help})")
}

fn twice(path: &str) -> String {
    let help = "the last one counts; remove the others";
    format!("error: {path}: the key stands more than once in its object ({help})")
}

fn taken(path: &str, id: &str, first: &str) -> String {
    let help = "give it an id of its own; it is kept in the file and counts for nothing";
    format!("error: {path}: the id `{id}` is used already at {first} ({help})")
}

fn unknown(path: &str, id: &str, of: &str) -> String {
    kept(path, &format!("`{id}` is not in {of}"))
}

/// The same where something known comes to mind.
fn guessed(finding: &str, meant: &str) -> String {
    let (message, help) = finding.rsplit_once(" (").unwrap();
    format!("{message} (did you mean `{meant}`? {}", capital(help))
}

fn no_level(path: &str, name: &str) -> String {
    let levels = "there are Deny, Read, Read-Write and Read-Write-Delete";
    kept(path, &format!("`{name}` is no level; {levels}"))
}

fn warning(path: &str, message: &str, help: &str) -> String {
    format!("warning: {path}: {message} ({help})")
}

fn no_catalogue(name: &str) -> String {
    let help = "write the list itself, or `one-1`; until then it is empty";
    let message = format!("there is no shipped catalogue `{name}`");
    format!("error: $.models.processes.catalogue: {message} ({help})")
}

fn no_model(path: &str, name: &str) -> String {
    format!("note: {path}: this Whocan has no model `{name}` (the section is kept as it is)")
}

fn same_name(path: &str, id: &str, first: &str) -> String {
    warning(path, &format!("`{id}` has the same name as `{first}`"), "rename one of them")
}

fn nameless(path: &str, message: &str) -> String {
    warning(path, message, "its id is shown instead")
}

/// A file with one group, one person and this `processes` section.
fn processes(section: &str) -> String {
    file(&format!(
        r#""directory":{{"users":[{{"id":"u-amy","name":"Amy","groups":["g-a"]}}],
            "groups":[{{"id":"g-a","name":"A"}}]}},"models":{{"processes":{{{section}}}}}"#
    ))
}

/// A catalogue with one main process that has these processes.
fn catalogue(processes: &str) -> String {
    format!(r#""catalogue":[{{"id":"m-1","name":"M","processes":[{processes}]}}]"#)
}

#[test]
fn nothing_wrong() {
    check(file(r#""directory":{},"models":{}"#), &[]);
    check(processes(r#""levels":{"g-a":{"b-bases":"Read"}}"#), &[]);
}

#[test]
fn unknown_members_are_no_finding_and_stay_where_they_were() {
    let written = check(
        processes(&format!(
            r#""x-policy":[1,{{"y":null}}],{},"levels":{{"g-a":{{"b-1":"Read"}}}}"#,
            catalogue(r#"{"id":"b-1","name":"B","x-process":{"deep":[[]]}}"#)
        ))
        .replace(r#""name":"Amy""#, r#""x-user":1e-7,"name":"Amy""#)
        .replace(r#""models":{"#, r#""x-top":true,"models":{"#),
        &[],
    );
    assert!(written.contains(r#""id": "u-amy", "name": "Amy", "groups": ["g-a"], "x-user": 1e-7"#));
    assert!(written.ends_with("  \"x-top\": true\n}\n"));
}

#[test]
fn defaults_that_are_spelled_out_are_not_written_back() {
    let (_, findings, written) = open(
        processes(&format!(
            r#"{},"needs":[],"levels":{{"g-a":{{"b-1":"Deny"}},"g-gone":{{}}}},"secured":{{}},
                "systemAdmins":[]"#,
            catalogue(
                r#"{"id":"b-1","name":"B","levels":["Read-Write-Delete","Deny","Read",
                    "Read-Write"],"secured":false,"inferred":false,"routes":[]}"#
            )
        ))
        .replace(r#""groups":["g-a"]"#, r#""groups":[],"posts":[],"teams":[]"#),
    );
    assert_eq!(findings, []);
    let expected = r#"{
  "format": "whocan",
  "version": 1,
  "directory": {
    "users": [
      {"id": "u-amy", "name": "Amy"}
    ],
    "groups": [
      {"id": "g-a", "name": "A"}
    ]
  },
  "models": {
    "processes": {
      "catalogue": [
        {
          "id": "m-1",
          "name": "M",
          "processes": [
            {"id": "b-1", "name": "B"}
          ]
        }
      ]
    }
  }
}
"#;
    assert_eq!(written, expected);
}

/// Two hundred thousand of each: anything that looks at all pairs would not come to an end.
#[test]
fn long_lists_and_objects_are_read_in_one_go() {
    const MANY: usize = 200_000;
    let each = |item: &dyn Fn(usize) -> String| (0..MANY).map(item).collect::<Vec<_>>().join(",");
    let users = format!(
        r#"{{"id":"u","name":"U","groups":[{}],{}}}"#,
        each(&|n| format!("\"g{n}\"")),
        each(&|n| format!("\"x{n}\":1"))
    );
    let twice = each(&|n| format!("\"k{n}\":1,\"k{n}\":2"));
    let (_, findings, _) = open(file(&format!(
        r#""directory":{{"users":[{users},{}]}},{twice}"#,
        each(&|_| "0".into())
    )));
    // What was found on reading, and behind it groups that are not there: they are counted too.
    assert_eq!(findings.len(), 10_001);
    assert_eq!(
        findings[10_000].to_string(),
        "error: $: 590000 more are not listed (mend those that are, and read the file again)"
    );
}

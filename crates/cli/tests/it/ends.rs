//! `whocan ends`: what it says of the dates of a file, in all its forms.

use whocan::Exit;
use whocan_core::format::{Json, parse};

use crate::cli::{Printed, whocan};

#[track_caller]
fn ends(args: &[&str]) -> (Exit, String, String) {
    let Printed { exit, output, errors } = whocan(["ends", "-"].iter().chain(args), FILE);
    (exit, output, errors)
}

const FILE: &str = r#"{"format":"whocan","version":1,"title":"A club",
    "directory":{"users":[{"id":"u-1","name":"Amy","groups":["g"]},
        {"id":"u-2","name":"Bo","groups":["g"]},{"id":"u-3","name":"Cy"}],
        "groups":[{"id":"g","name":"Coaches"}]},
    "models":{"resources":{
        "items":[{"id":"o","name":"Club","type":"Org Unit"},
            {"id":"o-2","name":"=South","type":"Org Unit","parent":"o"}],
        "admins":["u-3"],
        "entries":[
            {"id":"e-1","who":"g","on":"o","set":["Read"],"to":"2026-01-31"},
            {"id":"e-2","who":"u-1","on":"o-2","set":["Read","Update"],"from":"2026-02-10"},
            {"id":"e-3","who":"u-3","on":"o","set":["Read"],"from":"2026-02-10"}
        ]}}}"#;

const SPAN: [&str; 4] = ["--from", "2026-01-01", "--to", "2026-02-28"];

#[test]
fn people_read_each_date_with_whom_it_reaches() {
    let (exit, output, errors) = ends(&SPAN);
    assert_eq!((exit, errors.as_str()), (Exit::AllTrue, ""));
    let lines: Vec<String> =
        output.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        lines,
        [
            "A club: 3 dates from 1 January 2026 to 28 February 2026",
            "",
            "Day What Whom it reaches",
            "31 January 2026 ends Coaches, Club: Read to 31 January 2026 \
             Amy, Bo: Read to nothing on Club, =South",
            "10 February 2026 begins Amy, =South: Read, Update from 10 February 2026 \
             Amy: nothing to Read, Update on =South",
            "10 February 2026 begins Cy, Club: Read from 10 February 2026 \
             nobody: nothing changes by it",
        ]
    );
}

#[test]
fn programs_read_each_change() {
    let (_, output, _) = ends(&[&SPAN[..], &["--csv"]].concat());
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 1 + 4 + 1 + 1);
    assert_eq!(lines[0], "Day,Event,Model,What,Person id,Person,Target id,Target,Before,After");
    assert!(lines[2].ends_with(",u-1,Amy,o-2,'=South,Read,nothing"), "{}", lines[2]);
    assert!(lines[6].ends_with(",,,,,,"), "{}", lines[6]);
    let (_, output, _) = ends(&[&SPAN[..], &["--json"]].concat());
    let Json::Object(answer) = parse(output.as_bytes()).unwrap() else { panic!() };
    let Some(Json::List(turns)) = answer.get("turns") else { panic!() };
    let Json::Object(first) = &turns[0] else { panic!() };
    assert_eq!(first.get("day").and_then(Json::as_text), Some("2026-01-31"));
    assert_eq!(first.get("event").and_then(Json::as_text), Some("ends"));
    let Some(Json::List(changes)) = first.get("changes") else { panic!() };
    assert_eq!((turns.len(), changes.len()), (3, 4));
}

#[test]
fn a_span_that_is_none_is_refused() {
    for (from, to, says) in [
        ("2026-02-01", "2026-01-01", "whocan: the span ends before it begins"),
        ("2026-02-30", "2026-03-01", "whocan: the calendar has no day `2026-02-30`"),
    ] {
        let (exit, output, errors) = ends(&["--from", from, "--to", to]);
        assert_eq!((exit, output.as_str()), (Exit::Unusable, ""));
        assert_eq!(errors.lines().next(), Some(says));
    }
}

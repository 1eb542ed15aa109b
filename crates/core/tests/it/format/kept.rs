//! Whatever a file says and Whocan does not understand is written back whole: each wrong value at each
//! place of the format.

use std::collections::BTreeSet;

use whocan_core::document::{read, write};
use whocan_core::format::{Finding, Json, Object, Severity, compact, parse};

use super::open;
use super::random::EVERYTHING;

/// Values of every type, and some within others.
const WRONG: [&str; 14] = [
    "null",
    "true",
    "false",
    "1",
    "\"text\"",
    "\"\"",
    "[]",
    "{}",
    "[1]",
    "[[]]",
    "[{}]",
    "[\"Read\", 1, \"Write\"]",
    "{\"x\": [null]}",
    "[{\"id\": [\"x\"], \"deny\": {\"y\": [1, {}]}}, \"z\", null]",
];

/// A key of an object, or a place of a list.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    At(usize),
}

fn places(json: &Json, here: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    let steps: Vec<(Step, &Json)> = match json {
        Json::Object(object) => {
            object.iter().map(|(key, json)| (Step::Key(key.to_owned()), json)).collect()
        }
        Json::List(items) => {
            items.iter().enumerate().map(|(at, json)| (Step::At(at), json)).collect()
        }
        _ => Vec::new(),
    };
    for (step, json) in steps {
        here.push(step);
        found.push(here.clone());
        places(json, here, found);
        here.pop();
    }
}

fn put(json: &mut Json, steps: &[Step], value: &Json) {
    match (json, steps.split_first()) {
        (json, None) => *json = value.clone(),
        (Json::List(items), Some((Step::At(at), rest))) => put(&mut items[*at], rest, value),
        (Json::Object(object), Some((Step::Key(key), rest))) => {
            let members = object.iter().map(|(own, member)| {
                let mut member = member.clone();
                if own == key {
                    put(&mut member, rest, value);
                }
                (own.to_owned(), member)
            });
            *object = members.collect::<Object>();
        }
        (json, _) => panic!("{steps:?} is not in {json:?}"),
    }
}

/// What stands at a place. Lists whose order means nothing are written in another one, so of an item
/// the whole list is what stands there.
fn get<'j>(json: &'j Json, steps: &[Step]) -> Vec<&'j Json> {
    match (json, steps) {
        (json, []) => vec![json],
        (Json::List(items), [Step::At(_)]) => items.iter().collect(),
        (Json::List(items), [Step::At(at), rest @ ..]) => {
            items.get(*at).map(|item| get(item, rest)).unwrap_or_default()
        }
        (Json::Object(object), [Step::Key(key), rest @ ..]) => {
            object.get(key).map(|member| get(member, rest)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Whether a value is another one, or an object that says all that the other one does and more: a section
/// names its catalogue.
fn holds(found: &Json, value: &Json) -> bool {
    match (found, value) {
        (Json::Object(found), Json::Object(value)) => {
            value.iter().all(|(key, member)| found.get(key) == Some(member))
        }
        (found, value) => found == value,
    }
}

fn path_of(steps: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::At(at) => format!("[{at}]"),
    };
    format!("${}", steps.iter().map(step).collect::<String>())
}

/// What is absent where it says no more than that: the defaults, and a text or id that stands in a list
/// already.
fn says_nothing(wrong: &str, path: &str, findings: &[Finding]) -> bool {
    let repeated = findings.iter().any(|it| it.code == "repeated" && it.path == path);
    let sound =
        !findings.iter().any(|it| it.severity == Severity::Error && it.path.starts_with(path));
    repeated || sound && ["[]", "{}", "false", "\"\""].contains(&wrong)
}

#[test]
fn every_wrong_value_at_every_place_is_written_back() {
    let whole = parse(EVERYTHING.as_bytes()).unwrap();
    let mut all = Vec::new();
    places(&whole, &mut Vec::new(), &mut all);
    assert!(all.len() > 300, "{}", all.len());
    let envelope = ["$.format", "$.version"];
    for steps in all.iter().filter(|steps| !envelope.contains(&path_of(steps).as_str())) {
        for wrong in WRONG {
            let value = parse(wrong.as_bytes()).unwrap();
            let mut json = whole.clone();
            put(&mut json, steps, &value);
            let text = compact(&json);
            let (document, findings) = read(text.as_bytes()).unwrap();
            let path = path_of(steps);
            let written = parse(write(&document).as_bytes()).unwrap();
            let kept = get(&written, steps).into_iter().any(|found| holds(found, &value));
            assert!(
                kept || says_nothing(wrong, &path, &findings),
                "{wrong} at {path} is lost: {:#?}\n{}",
                findings.iter().map(Finding::to_string).collect::<Vec<_>>(),
                write(&document)
            );
        }
    }
}

#[test]
fn the_file_with_every_member_is_one() {
    let (_, findings, written) = open(EVERYTHING);
    let found: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["unknown-model"]);
    assert_eq!(written, EVERYTHING);
    let schema =
        parse(include_bytes!("../../../../../public/schema/whocan-1.schema.json")).unwrap();
    let mut known = BTreeSet::new();
    members(&schema, &mut known);
    let mut there = BTreeSet::new();
    let whole = parse(EVERYTHING.as_bytes()).unwrap();
    let mut all = Vec::new();
    places(&whole, &mut Vec::new(), &mut all);
    for steps in &all {
        if let Some(Step::Key(key)) = steps.last() {
            there.insert(key.clone());
        }
    }
    // The members of questions are kept as they are, whatever they say.
    let questions = [
        "actingAs",
        "as",
        "atMost",
        "caretaking",
        "current",
        "denying",
        "element",
        "everybodyIn",
        "flag",
        "group",
        "linkedCase",
        "main",
        "may",
        "on",
        "owner",
        "panel",
        "permission",
        "person",
        "report",
        "requirement",
        "section",
        "service",
        "validity",
        "attribute",
        "feature",
        "licences",
        "model",
        "noNewAccess",
        "nobodyHoldsBoth",
        "nobodyOutside",
        "process",
        "record",
        "resource",
        "user",
        "$schema",
    ];
    let missing: Vec<&String> =
        known.difference(&there).filter(|key| !questions.contains(&key.as_str())).collect();
    assert_eq!(missing, [] as [&String; 0], "members of the schema that the file does not have");
}

/// The members that a schema speaks of.
fn members(schema: &Json, found: &mut BTreeSet<String>) {
    match schema {
        Json::Object(object) => {
            for (key, value) in object.iter() {
                if let ("properties", Json::Object(properties)) = (key, value) {
                    found.extend(properties.iter().map(|(key, _)| key.to_owned()));
                }
                members(value, found);
            }
        }
        Json::List(items) => items.iter().for_each(|item| members(item, found)),
        _ => {}
    }
}

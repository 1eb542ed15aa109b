//! The schema against the writer, the reader, the page and the code.

use std::sync::OnceLock;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use whocan_core::document::{read, write};
use whocan_core::format::{Json, compact};
use whocan_core::models::ModelKind;
use whocan_core::models::processes::{Level, Mark};
use whocan_core::text::is_blank;

use super::random::{EVERYTHING, GOOD, Step, documents, good, places, put, values};
use super::{doc, file, is_faulty};

const SCHEMA: &str = include_str!("../../../../../public/schema/whocan-1.schema.json");
const PAGE: &str = include_str!("../../../../../docs/format.md");

fn schema() -> &'static Value {
    static SCHEMA_VALUE: OnceLock<Value> = OnceLock::new();
    SCHEMA_VALUE.get_or_init(|| serde_json::from_str(SCHEMA).unwrap())
}

fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| jsonschema::validator_for(schema()).unwrap())
}

/// What the schema has against a file.
fn complaints(text: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(text).unwrap();
    let complaint =
        |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator().iter_errors(&value).map(complaint).collect()
}

#[track_caller]
fn valid(text: &str) {
    assert_eq!(complaints(text), [] as [String; 0], "{text}");
}

#[track_caller]
fn invalid(text: &str) {
    assert_ne!(complaints(text), [] as [String; 0], "{text}");
}

/// Both find the file wrong, or both find it right.
#[track_caller]
fn agrees(text: &str, good: bool) {
    let reader = read(text.as_bytes()).is_ok_and(|(_, findings)| !is_faulty(&findings));
    assert_eq!(reader, good, "the reader: {text}");
    assert_eq!(complaints(text).is_empty(), good, "the schema: {text}");
}

/// Each character that is blank for the reader is blank for the schema, and no other.
#[test]
fn blank_is_the_same_for_both() {
    let filled = jsonschema::validator_for(&schema()["$defs"]["filled"]).unwrap();
    let far = ('\u{1f600}'..='\u{1f64f}').chain('\u{dfff0}'..='\u{e0200}');
    for c in ('\0'..='\u{ffff}').chain(far) {
        let text = c.to_string();
        assert_eq!(is_blank(&text), !filled.is_valid(&text.into()), "{c:?}");
    }
}

#[test]
fn it_is_a_schema() {
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(schema()).unwrap();
}

/// A `$ref` that leads nowhere, or a definition that nothing leads to.
#[test]
fn each_definition_is_used() {
    let defined = schema()["$defs"].as_object().unwrap();
    for name in defined.keys() {
        assert!(SCHEMA.contains(&format!("\"#/$defs/{name}\"")), "{name} is not used");
    }
}

#[test]
fn the_examples_of_the_page_are_valid() {
    doc::examples().iter().for_each(|example| valid(example));
    valid(GOOD);
    valid(EVERYTHING);
}

proptest! {
    #[test]
    fn what_the_writer_writes_is_valid(document in documents()) {
        let text = write(&document);
        prop_assert_eq!(complaints(&text), [] as [String; 0], "{}", text);
    }

    /// Any value in the place of any other: the schema and the reader say the same of it.
    #[test]
    fn the_reader_and_the_schema_agree(
        good in good(),
        at in any::<Index>(),
        value in proptest::option::of(values()),
    ) {
        let places: Vec<Vec<Step>> =
            places(&good).into_iter().filter(|place| !only_schema(place)).collect();
        let place = &places[at.index(places.len())];
        // Questions are for the schema alone: only that they are objects is for both.
        let is_question = ["ask", "rule"].iter().any(|key| ends_with(place, key));
        prop_assume!(!(is_question && matches!(value, Some(Json::Object(_)))));
        // Without `format` or with another, it is not a file of ours, of which nothing is agreed.
        let text = compact(&put(&good, place, value.as_ref()).unwrap());
        let reader = read(text.as_bytes()).is_ok_and(|(_, findings)| !is_faulty(&findings));
        let complaints = complaints(&text);
        prop_assert_eq!(complaints.is_empty(), reader, "{:?}\n{}", complaints, text);
    }
}

fn ends_with(place: &[Step], key: &str) -> bool {
    matches!(place.last(), Some(Step::Key(last)) if last == key)
}

/// The members of a question and its outcome, at which the reader does not look.
fn only_schema(place: &[Step]) -> bool {
    let inside = |key: &str| {
        place.iter().rev().skip(1).any(|step| matches!(step, Step::Key(outer) if outer == key))
    };
    inside("ask") || inside("rule") || ends_with(place, "expect")
}

#[test]
fn the_reader_and_the_schema_agree_on_wrong_files() {
    for text in [
        "[]",
        "7",
        "{}",
        r#"{"format":"whocan"}"#,
        r#"{"version":1}"#,
        r#"{"format":"geojson","version":1}"#,
        r#"{"format":"whocan","version":2}"#,
        r#"{"format":"whocan","version":"1"}"#,
        r#"{"format":"whocan","version":1.5}"#,
    ] {
        agrees(text, false);
    }
    for members in [
        r#""id":1"#,
        r#""title":null"#,
        r#""asOf":"tomorrow""#,
        r#""asOf":"2026-13-01""#,
        r#""asOf":20260115"#,
        r#""directory":[]"#,
        r#""directory":null"#,
        r#""directory":{"users":{}}"#,
        r#""directory":{"users":["u"]}"#,
        r#""directory":{"users":[{"name":"A"}]}"#,
        r#""directory":{"users":[{"id":"","name":"A"}]}"#,
        r#""directory":{"users":[{"id":" \t\n"}]}"#,
        r#""directory":{"users":[{"id":"u","groups":["g",1]}]}"#,
        r#""directory":{"groups":[{"id":"g","description":0}]}"#,
        r#""directory":{"posts":[{"id":"p","teams":"t"}]}"#,
        r#""directory":{"teams":[{"id":"t","name":[]}]}"#,
        r#""directory":{"licences":"TYS"}"#,
        r#""models":[]"#,
        r#""models":{"processes":null}"#,
        r#""models":{"processes":{"catalogue":"one-2"}}"#,
        r#""models":{"processes":{"catalogue":{}}}"#,
        r#""models":{"processes":{"catalogue":[{"name":"M"}]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","beyondSystemAdmin":0}]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","processes":{}}]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","processes":[{"id":"b",
            "levels":["read"]}]}]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","processes":[{"id":"b",
            "levels":[1]}]}]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","processes":[{"id":"b",
            "secured":"yes"}]}]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","processes":[{"id":"b",
            "routes":"r"}]}]}}"#,
        r#""models":{"processes":{"needs":[{"process":"b-bases"}]}}"#,
        r#""models":{"processes":{"needs":[{"process":"b-bases","needs":" "}]}}"#,
        r#""models":{"processes":{"needs":[{"process":"b","needs":"c","atLeast":"Most"}]}}"#,
        r#""models":{"processes":{"levels":[]}}"#,
        r#""models":{"processes":{"levels":{"g":"Read"}}}"#,
        r#""models":{"processes":{"levels":{"g":{"b":"Full"}}}}"#,
        r#""models":{"processes":{"secured":{"g":{"b":3}}}}"#,
        r#""models":{"processes":{"systemAdmins":"u"}}"#,
        r#""models":{"features":{"catalogue":[{"id":"f","kind":"Modules","licence":" "}]}}"#,
        r#""models":{"features":{"catalogue":[{"id":"f","kind":"Modules","licence":7}]}}"#,
        r#""checks":{}"#,
        r#""checks":[1]"#,
        r#""checks":[{"id":"c"}]"#,
        r#""checks":[{"ask":{"model":"x"},"expect":"y"}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"}}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":""}]"#,
        r#""checks":[{"id":"c","ask":"x","expect":"y"}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":"y","rule":{"model":"x",
            "nobodyOutside":[]}}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":"y","because":"R1"}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":"y","note":1}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":"y","added":"last week"}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":"y","addedBy":["Ann"]}]"#,
        r#""checks":[{"id":"c","rule":{"model":"x"}}]"#,
        r#""checks":[{"id":"c","rule":{"nobodyOutside":[]}}]"#,
        r#""checks":[{"id":"c","rule":{"model":"x","nobodyOutside":"g"}}]"#,
        r#""checks":[{"id":"c","rule":{"model":"x","everybodyIn":[]}}]"#,
        r#""checks":[{"id":"c","rule":{"model":"x","atMost":1.5}}]"#,
        r#""checks":[{"id":"c","rule":{"noNewAccess":1}}]"#,
        r#""checks":[{"id":"c","rule":{"nobodyHoldsBoth":[{"model":"x"},{}]}}]"#,
    ] {
        agrees(&file(members), false);
    }
}

#[test]
fn the_reader_and_the_schema_agree_on_odd_files_that_are_right() {
    agrees(r#"{"format":"whocan","version":1}"#, true);
    for members in [
        r#""$schema":"whocan-1.schema.json""#,
        r#""id":"","title":"""#,
        r#""x":[null,{"y":1e300}]"#,
        r#""directory":{"x":1,"users":[{"id":"u","x":null}]}"#,
        r#""directory":{"users":[{"id":"u","groups":["nowhere","nowhere",""]}]}"#,
        r#""directory":{"users":[{"id":"u"},{"id":"u"}],"groups":[{"id":"g","name":""}]}"#,
        r#""models":{"later":7,"processes":{}}"#,
        r#""models":{"processes":{"catalogue":[]}}"#,
        r#""models":{"processes":{"catalogue":"one-1","needs":[]}}"#,
        r#""models":{"processes":{"catalogue":[{"id":"m","processes":[{"id":"b",
            "levels":[]}]}]}}"#,
        r#""models":{"processes":{"levels":{"":{"":"Deny"},"g":{}}}}"#,
        r#""models":{"processes":{"needs":[{"process":"b","needs":"b","atLeast":"Deny"}]}}"#,
        r#""checks":[{"id":"c","ask":{"model":"later","what":{}},"expect":"anything"}]"#,
        r#""checks":[{"id":"c","ask":{"model":"x"},"expect":"y","added":"2026-11-12",
            "addedBy":""}]"#,
        r#""checks":[{"id":"c","rule":{"model":"later","nobodyOutside":[]},"expect":"unasked"}]"#,
    ] {
        agrees(&file(members), true);
    }
}

/// Every file that the project ships.
#[test]
fn the_shipped_files_are_valid() {
    fn walk(folder: &std::path::Path, found: &mut usize) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.to_string_lossy().ends_with(".whocan.json") {
                valid(&std::fs::read_to_string(&path).unwrap());
                *found += 1;
            }
        }
    }
    let mut found = 0;
    let root = crate::shipped::top();
    ["crates/core/src", "tests/data"]
        .iter()
        .for_each(|folder| walk(&root.join(folder), &mut found));
    assert!(found > 0);
}

/// The names under one of the schema's definitions.
fn names(definition: &str) -> Vec<&'static str> {
    let names = schema()["$defs"][definition]["enum"].as_array();
    names
        .unwrap_or_else(|| panic!("{definition}"))
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect()
}

#[test]
fn the_names_are_those_of_the_code() {
    let models = schema()["properties"]["models"]["properties"].as_object().unwrap();
    for kind in ModelKind::ALL {
        assert!(models.contains_key(kind.key()), "{}", kind.key());
    }
    assert_eq!(names("level"), Level::ALL.map(Level::name));
    let outcomes = ModelKind::Processes.info().outcomes;
    assert_eq!(names("level"), outcomes.iter().map(|named| named.name).collect::<Vec<_>>());

    // Every set of levels that the processes of one main process can have.
    let mut marks: Vec<String> = (1_u32..16)
        .map(|set| {
            let levels = Level::ALL.into_iter().enumerate();
            let levels = levels.filter(|(bit, _)| set & (1 << bit) != 0).map(|(_, level)| level);
            Mark::of(&levels.collect::<Vec<_>>()).name()
        })
        .collect();
    marks.sort();
    marks.dedup();
    let mut listed = names("mark");
    listed.sort_unstable();
    assert_eq!(listed, marks);
}

/// Every outcome that the schema lists stands on the page.
#[test]
fn the_page_names_every_outcome() {
    let lists = ["level", "mark", "admission", "handling", "listing", "effect", "yesOrNo"];
    for name in lists.into_iter().flat_map(names) {
        assert!(PAGE.contains(&format!("`{name}`")), "`{name}`");
    }
    // Those that stand where they are used.
    fn walk(value: &Value) {
        if let Some(list) = value["expect"]["enum"].as_array() {
            for name in list.iter().filter_map(Value::as_str) {
                assert!(PAGE.contains(&format!("`{name}`")), "`{name}`");
            }
        }
        match value {
            Value::Object(members) => members.values().for_each(walk),
            Value::Array(items) => items.iter().for_each(walk),
            _ => {}
        }
    }
    walk(schema());
}

fn check(ask: &str, expect: &str) -> String {
    file(&format!(r#""checks":[{{"id":"c","ask":{{{ask}}},"expect":"{expect}"}}]"#))
}

fn rule(members: &str) -> String {
    file(&format!(r#""checks":[{{"id":"c","rule":{{{members}}}}}]"#))
}

/// What the models' golden cases ask, one of each kind.
#[test]
fn questions_that_can_be_asked() {
    for (ask, expect) in [
        // User Group Processes
        (r#""model":"processes","user":"u","process":"b""#, "Read-Write"),
        (r#""model":"processes","group":"g","process":"b""#, "Deny"),
        (r#""model":"processes","group":"g","main":"m""#, "Permit/Deny in Read-Write"),
        (r#""model":"processes","group":"g","denying":["b"]"#, "Invalid Request"),
        (r#""model":"processes","group":"g","denying":["b","c"]"#, "saved"),
        (r#""model":"processes","group":"g","denying":["b"],"process":"c""#, "Read"),
        // Access Control Lists
        (r#""model":"acl","user":"u","as":"p","record":"r""#, "opening refused, system update"),
        (r#""model":"acl","user":"u","record":"r""#, "no restriction"),
        (r#""model":"acl","user":"u","as":"p","record":"r","report":"SEN Summary""#, "not listed"),
        (r#""model":"acl","user":"u","as":"p","record":"r","process":"b""#, "opened"),
        // Security Permissions
        (r#""model":"attributes","group":"g","attribute":"a""#, "not granted"),
        (r#""model":"attributes","user":"u","licences":["TYS"],"attribute":"a""#, "effective"),
        (r#""model":"attributes","user":"u","service":"Other","attribute":"a""#, "effective"),
        (r#""model":"attributes","user":"u","attribute":"a""#, "other service"),
        (r#""model":"attributes","group":"g","section":"s""#, "some ticked"),
        (r#""model":"attributes","user":"u","report":"q""#, "listed"),
        (r#""model":"attributes","group":"g","panel":"summary""#, "read-only"),
        (r#""model":"attributes","user":"u","panel":"victim""#, "summary without notes"),
        (
            r#""model":"attributes","user":"u","panel":"case transfer",
                "element":"stage update","caretaking":true"#,
            "shown",
        ),
        (
            r#""model":"attributes","user":"u","panel":"case transfer",
                "element":"initial request""#,
            "absent",
        ),
        (r#""model":"attributes","user":"u","panel":"flag","flag":"CAF","current":true"#, "shown"),
        (r#""model":"attributes","user":"u","panel":"new stage""#, "owner required"),
        (
            r#""model":"attributes","user":"u","panel":"new stage","owner":"v""#,
            "owned by the one chosen",
        ),
        (
            r#""model":"attributes","user":"u","panel":"merge","linkedCase":true"#,
            "stopped by a linked case",
        ),
        // Resource Access
        (r#""model":"resources","user":"u","resource":"o""#, "Read, Gain Access, Update"),
        (r#""model":"resources","user":"u","on":"2026-02-01","resource":"o""#, "nothing"),
        (r#""model":"resources","user":"u","resource":"o""#, "everything"),
        (r#""model":"resources","user":"u","resource":"o","permission":"Update""#, "no"),
        (r#""model":"resources","user":"u","resource":"o","validity":true"#, "to 2026-01-31"),
        (
            r#""model":"resources","user":"u","resource":"o","validity":true"#,
            "from 2026-01-01 to 2026-01-31",
        ),
        (r#""model":"resources","user":"u","person":"n","may":"assign""#, "yes"),
        (r#""model":"resources","user":"u","requirement":"k","may":"edit""#, "no"),
        (r#""model":"resources","actingAs":"u","user":"v","resource":"o","may":"secure""#, "yes"),
        // Feature Permissions
        (r#""model":"features","user":"u","feature":"f""#, "Read only"),
        (r#""model":"features","user":"u","licences":[],"feature":"f""#, "Unavailable"),
        (r#""model":"features","group":"g","feature":"f""#, "Hidden"),
        (r#""model":"features","actingAs":"u","may":"edit permissions""#, "no"),
    ] {
        valid(&check(ask, expect));
    }
    for members in [
        r#""model":"processes","process":"b","atLeast":"Read","nobodyOutside":["g"]"#,
        r#""model":"acl","record":"r","atLeast":"read only","nobodyOutside":[]"#,
        r#""model":"acl","as":"p","record":"r","process":"b","atLeast":"edited",
            "nobodyOutside":["p"]"#,
        r#""model":"attributes","attribute":"a","nobodyOutside":["g"]"#,
        r#""model":"attributes","report":"q","nobodyOutside":["g"]"#,
        r#""model":"resources","on":"2026-07-01","resource":"o","permission":"Read",
            "nobodyOutside":["g"]"#,
        r#""model":"resources","person":"n","may":"see","nobodyOutside":["g"]"#,
        r#""model":"features","feature":"f","atLeast":"Visible","nobodyOutside":["g"]"#,
        r#""model":"processes","process":"b","atLeast":"Read","everybodyIn":["g"]"#,
        r#""model":"processes","process":"b","atLeast":"Read","atMost":0"#,
        r#""model":"processes","process":"b","atLeast":"Read","nobodyOutside":["g"],
            "everybodyIn":["g"],"atMost":3,"noNewAccess":true"#,
        r#""nobodyHoldsBoth":[{"model":"processes","process":"b","atLeast":"Read"},
            {"model":"attributes","service":"Other","attribute":"a"}]"#,
        r#""noNewAccess":true"#,
        r#""noNewAccess":true,"model":"acl""#,
        r#""noNewAccess":true,"model":"resources","person":"n""#,
        r#""noNewAccess":true,"model":"processes","process":"b","atLeast":"Read""#,
    ] {
        valid(&rule(members));
    }
}

#[test]
fn questions_that_can_never_be_answered_so() {
    for (ask, expect) in [
        (r#""model":"processes","user":"u","process":"b""#, "read"),
        (r#""model":"processes","user":"u","group":"g","process":"b""#, "Read"),
        (r#""model":"processes","process":"b""#, "Read"),
        (r#""model":"processes","user":"u""#, "Read"),
        (r#""model":"processes","user":"u","process":7"#, "Read"),
        (r#""model":"processes","user":"u","main":"m""#, "Read"),
        (r#""model":"processes","group":"g","main":"m""#, "mixed, up to Read"),
        (r#""model":"processes","group":"g","denying":"b""#, "saved"),
        (r#""model":"processes","group":"g","denying":["b"]"#, "Read"),
        (r#""model":"processes","group":"g","denying":["b"],"process":"b""#, "saved"),
        (r#""user":"u","process":"b""#, "Read"),
        (r#""model":"later","user":1"#, "x"),
        (r#""model":"later","on":"today""#, "x"),
        (r#""model":"later","licences":"TYS""#, "x"),
        (r#""model":"acl","user":"u","record":"r""#, "Read"),
        (r#""model":"acl","user":"u""#, "read only"),
        (r#""model":"acl","user":"u","record":"r","report":"Other""#, "listed"),
        (r#""model":"acl","user":"u","record":"r","report":"CSS Summary""#, "read only"),
        (r#""model":"acl","user":"u","record":"r","process":"b""#, "read only"),
        (r#""model":"attributes","user":"u","attribute":"a""#, "granted"),
        (r#""model":"attributes","user":"u","service":"All","attribute":"a""#, "effective"),
        (r#""model":"attributes","user":"u","section":"s""#, "all ticked"),
        (r#""model":"attributes","user":"u","panel":"unheard of""#, "shown"),
        (r#""model":"attributes","user":"u","panel":"summary""#, "everything"),
        (r#""model":"attributes","user":"u","panel":"case transfer","element":"other""#, "shown"),
        (r#""model":"resources","user":"u","resource":"o""#, "Update, Read"),
        (r#""model":"resources","user":"u","resource":"o""#, "Update"),
        (r#""model":"resources","user":"u","resource":"o""#, "yes"),
        (r#""model":"resources","user":"u","resource":"o","permission":"Write""#, "yes"),
        (r#""model":"resources","user":"u","resource":"o","permission":"Read","may":"see""#, "yes"),
        (r#""model":"resources","user":"u","resource":"o","may":"secure""#, "yes"),
        (r#""model":"resources","user":"u","person":"n""#, "yes"),
        (r#""model":"resources","user":"u","requirement":"k","may":"assign""#, "yes"),
        (r#""model":"features","user":"u","feature":"f""#, "Read-only"),
        (r#""model":"features","user":"u""#, "Visible"),
        (r#""model":"features","may":"edit permissions""#, "yes"),
    ] {
        invalid(&check(ask, expect));
    }
    for members in [
        r#""model":"processes","process":"b","atLeast":"Deny","nobodyOutside":[]"#,
        r#""model":"processes","process":"b","nobodyOutside":[]"#,
        r#""model":"processes","process":"b","atLeast":"Read""#,
        r#""model":"acl","record":"r","atLeast":"opened","nobodyOutside":[]"#,
        r#""model":"attributes","nobodyOutside":[]"#,
        r#""model":"resources","resource":"o","nobodyOutside":[]"#,
        r#""model":"features","feature":"f","atLeast":"Hidden","nobodyOutside":[]"#,
        r#""model":"processes","process":"b","everybodyIn":["g"]"#,
        r#""model":"processes","process":"b","atLeast":"Read","everybodyIn":[]"#,
        r#""model":"processes","process":"b","atLeast":"Read","atMost":-1"#,
        r#""model":"processes","process":"b","atLeast":"Read","atMost":"3""#,
        r#""model":"processes","process":"b","atLeast":"Read","noNewAccess":false"#,
        r#""nobodyHoldsBoth":[{"model":"processes","process":"b","atLeast":"Read"}]"#,
        r#""nobodyHoldsBoth":[{"model":"processes","process":"b"},{"model":"later"}]"#,
        r#""nobodyHoldsBoth":[{"model":"later"},{"model":"later"}],"atMost":1"#,
    ] {
        invalid(&rule(members));
    }
}

/// The sections that are specified and not read yet.
#[test]
fn sections_to_come() {
    for section in [
        r#""acl":{"records":[{"id":"r","type":"Memos"}]}"#,
        r#""acl":{"records":[{"id":"r","type":"Risks","acl":"none"}]}"#,
        r#""acl":{"records":[{"id":"r","type":"Risks","acl":{"members":[{"who":"u",
            "deny":["Read"]}]}}]}"#,
        r#""acl":{"teamDefaults":{"t":"team"}}"#,
        r#""attributes":{"catalogue":"iyss-2"}"#,
        r#""attributes":{"ticks":{"g":"a"}}"#,
        r#""attributes":{"gates":[{"attribute":"a","needs":"b","strength":"soft"}]}"#,
        r#""attributes":{"services":{"u":["All"]}}"#,
        r#""resources":{"items":[{"id":"o","type":"Person"}]}"#,
        r#""resources":{"entries":[{"id":"e","who":"u","on":"o","set":[]}]}"#,
        r#""resources":{"entries":[{"id":"e","who":"u","on":"o","set":"Read"}]}"#,
        r#""resources":{"entries":[{"id":"e","who":"u","on":"o","set":["Read"],"from":"now"}]}"#,
        r#""resources":{"defaults":{"g":{"Person":["Read"]}}}"#,
        r#""resources":{"defaults":{"g":{"Role":"Block"}}}"#,
        r#""features":{"items":[{"id":"f","kind":"Modules"}]}"#,
        r#""features":{"catalogue":[{"id":"f","kind":"Tabs"}]}"#,
        r#""features":{"entries":{"u":{"f":"Shown"}}}"#,
        r#""features":{"entries":{"u":{"f":{"unset":true}}}}"#,
        r#""features":{"defaults":{"f":"Visible only"}}"#,
    ] {
        invalid(&file(&format!(r#""models":{{{section}}}"#)));
    }
}

//! `who-can`, `what-can` and `compare`: that they say what the library says, what they refuse, and that
//! names which several share are told apart.

use whocan::Exit;
use whocan_core::directory::Circumstances;
use whocan_core::document::read;
use whocan_core::format::{Json, Object, parse};
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, Subject, Wanted, what_can, who_can};

use crate::cli::whocan;
use crate::shipped::shipped;

/// Two people of one name, one of whom is called like a formula too, and two records of one name.
const SHARED: &str = r#"{"format":"whocan","version":1,
    "directory":{
        "users":[
            {"id":"u-1","name":"Bo Li","groups":["g"]},
            {"id":"u-2","name":"Bo Li","groups":["g"]},
            {"id":"u-3","name":"=1+1","groups":["h"]},
            {"id":"u-4","name":"Zed"}],
        "groups":[{"id":"g","name":"Office"},{"id":"h","name":"Managers"}]},
    "models":{
        "processes":{"levels":{"g":{"b-bases":"Read-Write"},"h":{"b-bases":"Read"}}},
        "acl":{"records":[
            {"id":"r-1","name":"Case","type":"Fostering"},
            {"id":"r-2","name":"Case","type":"Fostering"}]}}}"#;

fn json(args: &[&str], input: &str) -> Object {
    let printed = whocan(args.iter().copied(), input);
    assert_eq!(printed.exit, Exit::AllTrue, "{}", printed.errors);
    match parse(printed.output.as_bytes()).unwrap() {
        Json::Object(object) => object,
        other => panic!("{other:?}"),
    }
}

fn list<'o>(object: &'o Object, member: &str) -> Vec<&'o Object> {
    let Some(Json::List(items)) = object.get(member) else { return Vec::new() };
    let objects = items.iter().map(|item| match item {
        Json::Object(object) => object,
        other => panic!("{other:?}"),
    });
    objects.collect()
}

fn text<'o>(object: &'o Object, member: &str) -> &'o str {
    object.get(member).and_then(Json::as_text).unwrap()
}

#[test]
fn who_can_and_what_can_say_what_the_library_says() {
    let mut asked = 0;
    for file in shipped() {
        let (document, _) = read(file.text.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let none = Circumstances::default();
        let users = || document.directory.users.iter();
        for kind in ModelKind::ALL.iter().filter(|kind| !document.policies.is_blank(**kind)) {
            let resolver = snapshot.in_the_end(*kind);
            for head in resolver.targets().iter().step_by(9).take(4) {
                let Some(wanted) = Wanted::anything(&*resolver, &head.key) else { continue };
                let expected = who_can(&snapshot, *kind, &none, &head.key, &wanted).unwrap();
                let args = ["who-can", "-", "--json", "--model", kind.key(), "--target", &head.key];
                let found = json(&args, &file.text);
                let mut people: Vec<&str> = Vec::new();
                for group in list(&found, "groups") {
                    assert!(!list(group, "routes").is_empty());
                    people.extend(list(group, "people").iter().map(|person| text(person, "id")));
                }
                let able = expected.able.iter();
                let mut able: Vec<&str> =
                    able.map(|it| users().nth(it.at).unwrap().id.as_str()).collect();
                people.sort_unstable();
                able.sort_unstable();
                assert_eq!(people, able, "{} on {}", file.name, head.key);
                let short = list(&found, "oneStepShort").len();
                assert_eq!(short, expected.short.len(), "{} on {}", file.name, head.key);
                asked += 1;
            }
        }
        let Some(user) = users().next() else { continue };
        let found = json(&["what-can", "-", "--json", "--user", user.id.as_str()], &file.text);
        let expected = what_can(&snapshot, &Subject::User(user.id.clone()), &none).unwrap();
        let systems = list(&found, "systems");
        assert_eq!(systems.len(), expected.len(), "{}", file.name);
        for (system, expected) in systems.iter().zip(&expected) {
            assert_eq!(text(system, "model"), expected.kind.key());
            let targets = list(system, "targets");
            let outcomes: Vec<&str> = targets.iter().map(|it| text(it, "outcome")).collect();
            let of: Vec<&str> = expected.cells.iter().map(|cell| &*cell.outcome.name).collect();
            assert_eq!(outcomes, of, "{}", file.name);
        }
    }
    assert!(asked >= 30, "only {asked} questions");
}

#[track_caller]
fn check_refused(args: &[&str], message: &str) {
    let printed = whocan(args.iter().copied(), SHARED);
    assert_eq!(printed.exit, Exit::Unusable, "{}", printed.output);
    assert_eq!(printed.errors, message);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let of = |more: &[&'static str]| {
        let first = ["who-can", "-", "--model", "processes", "--target", "Bases"];
        [&first, more].concat()
    };
    check_refused(
        &of(&["--at-least", "Deny"]),
        "whocan: everybody has `Deny` at least; there are: Read; Read-Write; Read-Write-Delete\n  \
         name one of these\n",
    );
    check_refused(
        &of(&["--exactly", "Most"]),
        "whocan: there is no outcome `Most`; there are: Read; Read-Write; Read-Write-Delete; Deny\n  \
         name one of these\n",
    );
    let shared =
        "whocan: `bo li` is the name of 2 of them\n  give an id: u-1 (Bo Li), u-2 (Bo Li)\n";
    check_refused(&["what-can", "-", "--user", "bo li"], shared);
    check_refused(&["compare", "-", "--user", "bo li", "--with-user", "Zed"], shared);
    check_refused(
        &["who-can", "-", "--model", "acl", "--target", "Case"],
        "whocan: `Case` is the name of 2 of them\n  \
         give an id: r-1 (Fostering: Case), r-2 (Fostering: Case)\n",
    );
    let nothing = whocan(["compare", "-", "--user", "Zed"], SHARED);
    assert_eq!(nothing.exit, Exit::Unusable);
    assert!(nothing.errors.starts_with("whocan: there is nothing to compare with"));
    assert_eq!(whocan(["what-can", "-"], SHARED).exit, Exit::Unusable);
}

#[test]
fn people_and_targets_of_one_name_are_told_apart() {
    let who = whocan(["who-can", "-", "--model", "processes", "--target", "Bases"], SHARED);
    assert!(who.output.contains("Bo Li [u-1]") && who.output.contains("Bo Li [u-2]"));
    assert!(!who.output.contains("u-3"), "who is alone with a name needs no id: {}", who.output);
    let effective = whocan(["effective", "-", "--model", "acl", "--user", "Zed"], SHARED).output;
    assert!(effective.contains("Case [r-1]") && effective.contains("Case [r-2]"), "{effective}");
    let effective =
        whocan(["effective", "-", "--model", "processes", "--target", "Bases"], SHARED).output;
    assert!(effective.contains("Bo Li [u-1]"), "{effective}");
    let what = whocan(["what-can", "-", "--user", "Zed", "--model", "acl"], SHARED).output;
    assert!(what.contains("Fostering: Case [r-2]"), "{what}");
}

#[test]
fn spreadsheets_find_no_formula() {
    let csv = |args: &[&str]| whocan(args.iter().copied(), SHARED).output;
    let who = csv(&["who-can", "-", "--csv", "--model", "processes", "--target", "Bases"]);
    let lines: Vec<&str> = who.lines().collect();
    assert_eq!(lines[0], "Id,Name,Log-in,Standing,Outcome,As,Service,Through");
    assert_eq!(lines[1], "u-1,Bo Li,,can,Read-Write,,,Office");
    assert_eq!(lines[3], "u-3,'=1+1,,can,Read,,,Managers");
    assert_eq!(lines.len(), 4);
    let short = ["--at-least", "Read-Write"];
    let first = ["who-can", "-", "--csv", "--model", "processes", "--target", "Bases"];
    let who = csv(&[&first[..], &short].concat());
    assert_eq!(who.lines().last(), Some("u-3,'=1+1,,one step short,Read,,,"));
    let what = csv(&["what-can", "-", "--csv", "--user", "u-3", "--model", "processes"]);
    let bases = what.lines().find(|line| line.contains("b-bases"));
    assert_eq!(bases, Some("processes,b-bases,Bases,Bases,Read,yes,,,Managers"));
    let compare = csv(&["compare", "-", "--csv", "--user", "u-1", "--with-user", "u-3"]);
    let lines: Vec<&str> = compare.lines().collect();
    assert_eq!(lines.len(), 2, "{compare}");
    assert!(lines[1].starts_with("processes,b-bases,Bases,Bases,Read-Write,Read,"), "{compare}");
}

#[test]
fn two_files_say_which_targets_only_one_has() {
    let other = SHARED.replace(
        r#"{"id":"r-2","name":"Case","type":"Fostering"}"#,
        r#"{"id":"r-3","name":"New","type":"Fostering"}"#,
    );
    let path = std::env::temp_dir().join(format!("whocan-compare-{}.json", std::process::id()));
    std::fs::write(&path, other).unwrap();
    let file = path.to_str().unwrap();
    let args = ["compare", "-", "--user", "Zed", "--model", "acl", "--with-file", file];
    let printed = whocan(args, SHARED).output;
    let found = json(&[&args[..], &["--json"]].concat(), SHARED);
    std::fs::remove_file(&path).unwrap();
    assert!(printed.contains("2 differ of 3 records"), "{printed}");
    assert_eq!(printed.matches("not in this file").count(), 2, "{printed}");
    let system = list(&found, "systems")[0];
    let sides = list(system, "differing");
    let ids: Vec<&str> = sides.iter().map(|it| text(it, "id")).collect();
    assert_eq!(ids, ["r-3", "r-2"]);
    assert!(sides[0].get("left").is_none() && sides[0].get("right").is_some());
    assert!(sides[1].get("left").is_some() && sides[1].get("right").is_none());
}

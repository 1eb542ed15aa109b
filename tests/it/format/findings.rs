//! Files that can be opened although something in them is wrong: what is found, where, and that
//! nothing is lost.

use whocan::format::Finding;

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

fn no_level(path: &str, name: &str) -> String {
    let levels = "there are Deny, Read, Read-Write and Read-Write-Delete";
    kept(path, &format!("`{name}` is no level; {levels}"))
}

fn nameless(path: &str, message: &str) -> String {
    format!("warning: {path}: {message} (its id is shown instead)")
}

/// A file with one group, one person and this `processes` section.
fn processes(section: &str) -> String {
    file(&format!(
        r#""directory":{{"users":[{{"id":"u-amy","name":"Amy","groups":["g-a"]}}],"groups":[{{"id":"g-a","name":"A"}}]}},"models":{{"processes":{{{section}}}}}"#
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
fn wrong_types_in_the_envelope() {
    for (member, expected) in [
        ("id", "a text"),
        ("title", "a text"),
        ("asOf", "a text"),
        ("directory", "an object"),
        ("models", "an object"),
        ("checks", "a list"),
    ] {
        for (value, found) in [
            ("null", "null"),
            ("true", "true or false"),
            ("1.5", "a number"),
            ("\"x\"", "a text"),
            ("[7]", "a list"),
            ("{\"x\":7}", "an object"),
        ] {
            if found != expected && !(member == "asOf" && found == "a text") {
                let text = file(&format!("\"{member}\":{value}"));
                check(text, &[wrong(&format!("$.{member}"), expected, found)]);
            }
        }
    }
}

#[test]
fn wrong_types_in_the_directory() {
    let directory = |members: &str| file(&format!(r#""directory":{{{members}}}"#));
    for member in ["users", "groups", "posts", "teams", "licences"] {
        let path = format!("$.directory.{member}");
        check(directory(&format!("\"{member}\":{{}}")), &[wrong(&path, "a list", "an object")]);
        check(directory(&format!("\"{member}\":null")), &[wrong(&path, "a list", "null")]);
    }
    for member in ["users", "groups", "posts", "teams"] {
        let path = format!("$.directory.{member}");
        let items = r#"[5,{"id":"x-1","name":"X"},["x"],null,"x-1"]"#;
        let written = check(
            directory(&format!("\"{member}\":{items}")),
            &[
                wrong(&format!("{path}[0]"), "an object", "a number"),
                wrong(&format!("{path}[2]"), "an object", "a list"),
                wrong(&format!("{path}[3]"), "an object", "null"),
                wrong(&format!("{path}[4]"), "an object", "a text"),
            ],
        );
        let as_it_was = r#"5, {"id": "x-1", "name": "X"}, ["x"], null, "x-1""#;
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(written.contains(as_it_was), "each in its place: {written}");
    }
    check(
        directory(
            r#""users":[{"id":"u-1","name":{"first":"Amy"},"login":7,"groups":"g","posts":[1,"p"],"teams":null}]"#,
        ),
        &[
            wrong("$.directory.users[0].name", "a text", "an object"),
            wrong("$.directory.users[0].login", "a text", "a number"),
            wrong("$.directory.users[0].groups", "a list", "a text"),
            wrong("$.directory.users[0].posts[0]", "a text", "a number"),
            wrong("$.directory.users[0].teams", "a list", "null"),
        ],
    );
    check(
        directory(
            r#""groups":[{"id":"g-1","name":"G","description":[]}],"posts":[{"id":"p-1","name":"P","teams":{}}]"#,
        ),
        &[
            wrong("$.directory.groups[0].description", "a text", "a list"),
            wrong("$.directory.posts[0].teams", "a list", "an object"),
        ],
    );
    check(
        directory(r#""licences":["TYS",true]"#),
        &[wrong("$.directory.licences[1]", "a text", "true or false")],
    );
}

#[test]
fn wrong_types_in_processes() {
    let at = |rest: &str| format!("$.models.processes{rest}");
    check(file(r#""models":{"processes":[1]}"#), &[wrong(&at(""), "an object", "a list")]);
    for (member, expected) in [
        ("catalogue", "a list"),
        ("needs", "a list"),
        ("levels", "an object"),
        ("secured", "an object"),
        ("systemAdmins", "a list"),
    ] {
        let path = at(&format!(".{member}"));
        let found = [wrong(&path, expected, "a number")];
        check(processes(&format!("\"{member}\":5")), &found);
        // Beside a list of processes there are no shipped interdependencies to fall back on.
        if member != "catalogue" {
            let section = format!("{},\"{member}\":5", catalogue(r#"{"id":"b-1","name":"B"}"#));
            check(processes(&section), &found);
        }
    }
    check(
        processes(
            r#""catalogue":[1,{"id":"m-1","name":2,"processes":3,"beyondSystemAdmin":"no"}]"#,
        ),
        &[
            wrong(&at(".catalogue[0]"), "an object", "a number"),
            wrong(&at(".catalogue[1].name"), "a text", "a number"),
            wrong(&at(".catalogue[1].processes"), "a list", "a number"),
            wrong(&at(".catalogue[1].beyondSystemAdmin"), "true or false", "a text"),
        ],
    );
    let process = r#""b",{"id":"b-1","name":null,"levels":"Read","secured":1,"inferred":"yes","routes":[["r"]]}"#;
    check(
        processes(&catalogue(process)),
        &[
            wrong(&at(".catalogue[0].processes[0]"), "an object", "a text"),
            wrong(&at(".catalogue[0].processes[1].name"), "a text", "null"),
            wrong(&at(".catalogue[0].processes[1].levels"), "a list", "a text"),
            wrong(&at(".catalogue[0].processes[1].secured"), "true or false", "a number"),
            wrong(&at(".catalogue[0].processes[1].inferred"), "true or false", "a text"),
            wrong(&at(".catalogue[0].processes[1].routes[0]"), "a text", "a list"),
        ],
    );
    check(
        processes(&catalogue(r#"{"id":"b-1","name":"B","levels":["Read",2]}"#)),
        &[wrong(&at(".catalogue[0].processes[0].levels[1]"), "a text", "a number")],
    );
    check(
        processes(
            r#""needs":[7,{"process":1,"needs":"b-bases"},{"process":"b-exclusions","needs":"b-bases","atLeast":3,"inferred":0}]"#,
        ),
        &[
            wrong(&at(".needs[0]"), "an object", "a number"),
            wrong(&at(".needs[1].process"), "a text", "a number"),
            wrong(&at(".needs[2].atLeast"), "a text", "a number"),
            wrong(&at(".needs[2].inferred"), "true or false", "a number"),
        ],
    );
    for part in ["levels", "secured"] {
        check(
            processes(&format!(
                r#""{part}":{{"g-a":{{"b-sen-memos":1}},"g-b":["x"],"g-c":"Read"}}"#
            )),
            &[
                wrong(&at(&format!(".{part}.g-a.b-sen-memos")), "a level", "a number"),
                wrong(&at(&format!(".{part}.g-b")), "an object", "a list"),
                wrong(&at(&format!(".{part}.g-c")), "an object", "a text"),
            ],
        );
    }
    check(
        processes(r#""systemAdmins":["u-amy",{"id":"u-amy"}]"#),
        &[wrong(&at(".systemAdmins[1]"), "a text", "an object")],
    );
}

#[test]
fn wrong_types_in_checks() {
    let checks = |items: &str| file(&format!("\"checks\":[{items}]"));
    check(
        checks(
            r#"1,{"id":"c-1","ask":[2],"expect":"Read"},{"id":"c-2","ask":{"model":"later"},"expect":3},{"id":"c-3","rule":"x"},{"id":"c-4","note":4,"ask":{"model":5},"expect":"Read","because":"R1"}"#,
        ),
        &[
            wrong("$.checks[0]", "an object", "a number"),
            wrong("$.checks[1].ask", "an object", "a list"),
            wrong("$.checks[2].expect", "a text", "a number"),
            wrong("$.checks[3].rule", "an object", "a text"),
            wrong("$.checks[4].note", "a text", "a number"),
            wrong("$.checks[4].because", "a list", "a text"),
        ],
    );
    let help = "it is kept in the file and not asked";
    let neither =
        |path: &str| format!("error: {path}: a check needs either `ask` or `rule` ({help})");
    check(
        checks(r#"{"id":"c-1"},{"id":"c-2","ask":{},"rule":{},"expect":"x"}"#),
        &[neither("$.checks[0]"), neither("$.checks[1]")],
    );
    check(checks(r#"{"id":"c-1","ask":{"model":"x"}}"#), &[missing("$.checks[0]", "expect")]);
    check(
        checks(r#"{"id":"c-1","ask":{"model":"x"},"expect":" "}"#),
        &[blank("$.checks[0].expect", "expect")],
    );
}

#[test]
fn a_key_that_stands_twice() {
    check_losing(
        r#"{"format":"x","format":"whocan","version":7,"version":1,"title":"A","title":"B"}"#,
        &["\"A\"", "\"x\"", "7", "format:", "title:", "version:"],
        &[twice("$.format"), twice("$.title"), twice("$.version")],
    );
    check_losing(
        file(
            r#""directory":{"teams":[],"teams":[{"id":"t-1","name":"A","name":"B","x":1,"x":2}]}"#,
        ),
        &["\"A\"", "1", "name:", "teams:", "x:"],
        &[
            twice("$.directory.teams"),
            twice("$.directory.teams[0].name"),
            twice("$.directory.teams[0].x"),
        ],
    );
    check_losing(
        processes(
            r#""levels":{"g-a":{"b-bases":"Read"},"g-a":{"b-bases":"Bogus","b-bases":"Read"}}"#,
        ),
        &["\"Bogus\"", "\"Read\"", "b-bases:", "g-a:"],
        &[twice("$.models.processes.levels.g-a"), twice("$.models.processes.levels.g-a.b-bases")],
    );
    check_losing(
        file(r#""models":{"x":1,"x":2,"processes":{},"processes":{"y":3,"y":4}}"#),
        &["1", "3", "processes:", "x:", "y:"],
        &[
            twice("$.models.processes"),
            twice("$.models.x"),
            twice("$.models.processes.y"),
            r#"note: $.models.x: this Whocan has no model `x` (the section is kept as it is)"#
                .into(),
        ],
    );
    check_losing(
        file(r#""checks":[{"id":"c","ask":{"model":"a","model":"b"},"expect":"e"}]"#),
        &["\"a\"", "model:"],
        &[twice("$.checks[0].ask.model")],
    );
    // Thrice is one finding.
    check_losing(
        file(r#""id":"1","id":"2","id":"3""#),
        &["\"1\"", "\"2\"", "id:"],
        &[twice("$.id")],
    );
}

#[test]
fn a_key_that_stands_twice_where_nobody_reads_it_stays() {
    let written = check(file(r#""x":{"a":1,"a":2}"#), &[]);
    assert!(written.contains(r#""x": {"a": 1, "a": 2}"#));
}

#[test]
fn an_id_that_stands_twice() {
    let first = |at: &str| format!("$.directory.{at}");
    check(
        file(
            r#""directory":{"users":[{"id":"a","name":"A"},{"id":"b","name":"B"},{"id":"a","name":"C","groups":["nowhere"]}]}"#,
        ),
        &[taken("$.directory.users[2]", "a", &first("users[0]"))],
    );
    check(
        file(
            r#""directory":{"teams":[{"id":"a","name":"A"}],"posts":[{"id":"a","name":"A"}],"groups":[{"id":"a","name":"A"}],"users":[{"id":"a","name":"A"}]}"#,
        ),
        &[
            taken("$.directory.groups[0]", "a", &first("users[0]")),
            taken("$.directory.posts[0]", "a", &first("users[0]")),
            taken("$.directory.teams[0]", "a", &first("users[0]")),
        ],
    );
    check(
        processes(
            r#""catalogue":[{"id":"g-a","name":"M","processes":[]},{"id":"m-1","name":"M","processes":[{"id":"u-amy","name":"B"},{"id":"m-1","name":"B"},{"id":"b-1","name":"B"}]},{"id":"m-2","name":"N","processes":[{"id":"b-1","name":"B"}]}]"#,
        ),
        &[
            taken("$.models.processes.catalogue[0]", "g-a", &first("groups[0]")),
            taken("$.models.processes.catalogue[1].processes[0]", "u-amy", &first("users[0]")),
            taken(
                "$.models.processes.catalogue[1].processes[1]",
                "m-1",
                "$.models.processes.catalogue[1]",
            ),
            taken(
                "$.models.processes.catalogue[2].processes[0]",
                "b-1",
                "$.models.processes.catalogue[1].processes[2]",
            ),
        ],
    );
    check_losing(
        file(
            r#""checks":[{"id":"t-1","rule":{}},{"id":"c-1","rule":{}},{"id":"c-1","rule":{}},{"id":"b-bases","rule":{}}],"directory":{"teams":[{"id":"t-1","name":"T"}]},"models":{"processes":{"catalogue":"one-1"}}"#,
        ),
        &["\"one-1\"", "catalogue:", "processes:"],
        &[
            taken("$.checks[0]", "t-1", &first("teams[0]")),
            taken("$.checks[2]", "c-1", "$.checks[1]"),
            taken("$.checks[3]", "b-bases", "$.models.processes.catalogue"),
        ],
    );
}

#[test]
fn ids_are_compared_exactly() {
    check(
        file(
            "\"directory\":{\"groups\":[{\"id\":\"a\",\"name\":\"1\"},{\"id\":\"A\",\"name\":\"2\"},{\"id\":\"a \",\"name\":\"3\"},{\"id\":\"é\",\"name\":\"4\"},{\"id\":\"e\u{301}\",\"name\":\"5\"}]}",
        ),
        &[],
    );
}

#[test]
fn references_that_lead_nowhere() {
    check(
        file(
            r#""directory":{"users":[{"id":"u-1","name":"U","groups":["g-1","g-gone"],"posts":["p-gone","g-1"],"teams":["t-gone"]}],"groups":[{"id":"g-1","name":"G"}],"posts":[{"id":"p-1","name":"P","teams":["t-gone"]}]}"#,
        ),
        &[
            unknown("$.directory.users[0].groups[1]", "g-gone", "the directory's groups"),
            unknown("$.directory.users[0].posts[0]", "p-gone", "the directory's posts"),
            unknown("$.directory.users[0].posts[1]", "g-1", "the directory's posts"),
            unknown("$.directory.users[0].teams[0]", "t-gone", "the directory's teams"),
            unknown("$.directory.posts[0].teams[0]", "t-gone", "the directory's teams"),
        ],
    );
    let at = |rest: &str| format!("$.models.processes.{rest}");
    check(
        processes(
            r#""needs":[{"process":"b-gone","needs":"b-bases"},{"process":"b-bases","needs":"u-amy"}],"levels":{"g-gone":{"b-bases":"Read"},"g-a":{"b-gone":"Read","m-bases":"Read"}},"secured":{"g-gone":{"b-gone":"Read"}},"systemAdmins":["u-amy","u-gone","g-a"]"#,
        ),
        &[
            unknown(&at("needs[0].process"), "b-gone", "the catalogue"),
            unknown(&at("needs[1].needs"), "u-amy", "the catalogue"),
            unknown(&at("levels.g-a.b-gone"), "b-gone", "the catalogue"),
            unknown(&at("levels.g-a.m-bases"), "m-bases", "the catalogue"),
            unknown(&at("levels.g-gone"), "g-gone", "the directory's groups"),
            unknown(&at("secured.g-gone"), "g-gone", "the directory's groups"),
            unknown(&at("secured.g-gone.b-gone"), "b-gone", "the catalogue"),
            unknown(&at("systemAdmins"), "g-a", "the directory's users"),
            unknown(&at("systemAdmins"), "u-gone", "the directory's users"),
        ],
    );
}

#[test]
fn places_count_what_could_not_be_read() {
    check(
        file(
            r#""directory":{"users":[5,{"id":"u-1","name":"U","groups":["g"]},{},{"id":"u-2","name":"V","groups":["h"]}]}"#,
        ),
        &[
            wrong("$.directory.users[0]", "an object", "a number"),
            missing("$.directory.users[2]", "id"),
            unknown("$.directory.users[1].groups[0]", "g", "the directory's groups"),
            unknown("$.directory.users[3].groups[0]", "h", "the directory's groups"),
        ],
    );
    check(
        processes(r#""needs":[5,{"process":"b-bases","needs":"b-gone"}]"#),
        &[
            wrong("$.models.processes.needs[0]", "an object", "a number"),
            unknown("$.models.processes.needs[1].needs", "b-gone", "the catalogue"),
        ],
    );
}

#[test]
fn the_shipped_interdependencies_survive_beside_one_that_cannot_be_read() {
    let all = r#""needs":[{"process":"b-student-data","needs":"b-bases"},{"process":"b-student-data","needs":"b-core-data","inferred":true},{"process":"b-exclusions","needs":"b-student-data","inferred":true},{"process":"b-results-administration","needs":"b-student-data","inferred":true},{"process":"b-results-administration","needs":"b-data-importing","inferred":true}"#;
    // Spelled out they are what is shipped, and need no mention.
    let (_, findings, written) = open(processes(&format!("{all}]")));
    assert_eq!(findings, []);
    assert!(!written.contains("needs"));
    check(
        processes(&format!("\"catalogue\":\"one-1\",{all},5]"))
            .replace("\"catalogue\":\"one-1\",", ""),
        &[wrong("$.models.processes.needs[5]", "an object", "a number")],
    );
}

#[test]
fn an_id_twice_in_one_list_counts_once() {
    let once = |path: &str, id: &str| {
        format!("warning: {path}: `{id}` stands in this list already (it counts once)")
    };
    check_losing(
        file(
            r#""directory":{"users":[{"id":"u","name":"U","groups":["g","g","g"]}],"groups":[{"id":"g","name":"G"}],"licences":["TYS","Core","TYS"]}"#,
        ),
        &["\"TYS\"", "\"g\""],
        &[
            once("$.directory.users[0].groups[1]", "g"),
            once("$.directory.users[0].groups[2]", "g"),
            once("$.directory.licences[2]", "TYS"),
        ],
    );
    check_losing(
        processes(r#""systemAdmins":["u-amy","u-amy"]"#),
        &["\"u-amy\""],
        &[once("$.models.processes.systemAdmins[1]", "u-amy")],
    );
}

#[test]
fn levels_that_cannot_be() {
    let at = |rest: &str| format!("$.models.processes.{rest}");
    for name in ["read", "Read ", "RW", "Read-Only", "3", ""] {
        for part in ["levels", "secured"] {
            check(
                processes(&format!(r#""{part}":{{"g-a":{{"b-sen-memos":"{name}"}}}}"#)),
                &[no_level(&at(&format!("{part}.g-a.b-sen-memos")), name)],
            );
        }
        check(
            processes(&catalogue(&format!(
                r#"{{"id":"b-1","name":"B","levels":["Read","{name}","Read-Write"]}}"#
            ))),
            &[no_level(&at("catalogue[0].processes[0].levels[1]"), name)],
        );
        check(
            processes(&format!(
                r#""needs":[{{"process":"b-exclusions","needs":"b-bases","atLeast":"{name}"}}]"#
            )),
            &[no_level(&at("needs[0].atLeast"), name)],
        );
    }
}

#[test]
fn levels_that_are_not_offered() {
    let not_offered = |level: &str, help: &str| {
        let path = "$.models.processes.levels.g-a.b-1";
        format!("warning: {path}: `B` does not offer {level} ({help})")
    };
    let cell = |offered: &str, level: &str| {
        let process = format!(r#"{{"id":"b-1","name":"B","levels":{offered}}}"#);
        let levels = format!(r#","levels":{{"g-a":{{"b-1":"{level}"}}}}"#);
        processes(&(catalogue(&process) + &levels))
    };
    let down = "Read, the next level down, counts";
    check(
        cell(r#"["Read","Read-Write-Delete"]"#, "Read-Write"),
        &[not_offered("Read-Write", down)],
    );
    let deny = "nothing lower is offered either, so Deny counts";
    check(cell(r#"["Read-Write-Delete"]"#, "Read"), &[not_offered("Read", deny)]);
    check(cell("[]", "Read"), &[not_offered("Read", deny)]);
    check(cell(r#"["Read-Write"]"#, "Read-Write"), &[]);
}

#[test]
fn what_processes_ask_of_each_other() {
    let help = "let it offer a level, or remove the interdependency; Save ignores it";
    let two = r#"{"id":"b-1","name":"One"},{"id":"b-2","name":"Two","levels":[]}"#;
    check(
        processes(&format!(
            "{},\"needs\":[{{\"process\":\"b-1\",\"needs\":\"b-2\"}}]",
            catalogue(two)
        )),
        &[format!(
            "warning: $.models.processes.needs[0]: `Two` offers no level above Deny, so nothing can need it ({help})"
        )],
    );
    check(
        processes(r#""levels":{"g-a":{"b-student-data":"Read","b-core-data":"Read"}}"#),
        &["warning: $.models.processes.levels.g-a.b-student-data: `A` has `Student Data` without the `Bases` it needs (set `Bases` to Read at least)".into()],
    );
    check(
        processes(r#""secured":{"g-a":{"b-bases":"Read"}}"#),
        &["warning: $.models.processes.secured.g-a.b-bases: `Bases` has no field level security (it is kept in the file and counts for nothing)".into()],
    );
}

#[test]
fn a_catalogue_that_is_not_shipped() {
    let help = "write the list itself, or `one-1`; until then it is empty";
    let unknown_catalogue = |name: &str| {
        let path = "$.models.processes.catalogue";
        format!("error: {path}: there is no shipped catalogue `{name}` ({help})")
    };
    check(processes(r#""catalogue":"one-2""#), &[unknown_catalogue("one-2")]);
    check(processes(r#""catalogue":"""#), &[unknown_catalogue("")]);
    // Its interdependencies wait with it, whatever they are.
    check(
        processes(r#""catalogue":"one-2","needs":[{"process":"b-new","needs":"b-bases"},5]"#),
        &[unknown_catalogue("one-2")],
    );
    check(processes(r#""catalogue":"one-2","needs":[]"#), &[unknown_catalogue("one-2")]);
    check(
        processes(r#""catalogue":"one-2","levels":{"g-a":{"b-bases":"Read"}}"#),
        &[
            unknown_catalogue("one-2"),
            unknown("$.models.processes.levels.g-a.b-bases", "b-bases", "the catalogue"),
        ],
    );
}

#[test]
fn models_of_another_time() {
    let note = |model: &str| {
        let help = "the section is kept as it is";
        format!("note: $.models.{model}: this Whocan has no model `{model}` ({help})")
    };
    check(
        file(r#""models":{"later":{"a":[{"b":null}]},"processes":{"x":1},"older":7}"#),
        &[note("later"), note("older")],
    );
}

#[test]
fn dates() {
    let checks = [
        ("2026-02-29", "the calendar has no day `2026-02-29`"),
        ("2026-1-5", "`2026-1-5` is not a date of the form 2026-01-15"),
        ("15.01.2026", "`15.01.2026` is not a date of the form 2026-01-15"),
        ("2026-01-15T00:00:00Z", "`2026-01-15T00:00:00Z` is not a date of the form 2026-01-15"),
        ("", "`` is not a date of the form 2026-01-15"),
    ];
    for (date, message) in checks {
        check(file(&format!("\"asOf\":\"{date}\"")), &[kept("$.asOf", message)]);
    }
    check(file("\"asOf\":\"0000-02-29\""), &[]);
    check(file("\"asOf\":\"9999-12-31\""), &[]);
}

#[test]
fn ids_that_are_none() {
    for member in ["users", "groups", "posts", "teams"] {
        let path = format!("$.directory.{member}");
        check(
            file(&format!(
                r#""directory":{{"{member}":[{{"name":"A"}},{{"id":"","name":"B"}},{{"id":" \u00a0\t","name":"C"}},{{"id":7,"name":"D"}},{{"id":null}}]}}"#
            )),
            &[
                missing(&format!("{path}[0]"), "id"),
                blank(&format!("{path}[1].id"), "id"),
                blank(&format!("{path}[2].id"), "id"),
                wrong(&format!("{path}[3].id"), "a text", "a number"),
                wrong(&format!("{path}[4].id"), "a text", "null"),
            ],
        );
    }
    check(
        processes(&format!(
            r#"{},"needs":[{{"needs":"b-1"}},{{"process":"b-1"}},{{"process":" ","needs":""}}]"#,
            catalogue(r#"{"name":"B"},{"id":" "},{"id":"b-1","name":"B"}"#)
        )),
        &[
            missing("$.models.processes.catalogue[0].processes[0]", "id"),
            blank("$.models.processes.catalogue[0].processes[1].id", "id"),
            missing("$.models.processes.needs[0]", "process"),
            missing("$.models.processes.needs[1]", "needs"),
            blank("$.models.processes.needs[2].process", "process"),
        ],
    );
    check(file(r#""checks":[{"rule":{}}]"#), &[missing("$.checks[0]", "id")]);
}

#[test]
fn names_that_are_none() {
    for member in ["users", "groups", "posts", "teams"] {
        let path = format!("$.directory.{member}");
        let written = check(
            file(&format!(
                r#""directory":{{"{member}":[{{"id":"a"}},{{"id":"b","name":""}},{{"id":"c","name":" \u3000"}},{{"id":"d","name":4}}]}}"#
            )),
            &[
                nameless(&format!("{path}[0]"), "`a` has no `name`"),
                nameless(&format!("{path}[1].name"), "`name` is blank"),
                nameless(&format!("{path}[2].name"), "`name` is blank"),
                wrong(&format!("{path}[3].name"), "a text", "a number"),
            ],
        );
        assert!(written.contains(r#"{"id": "a", "name": "a"}"#), "the id stands in for the name");
        assert!(written.contains(r#"{"id": "d", "name": 4}"#));
    }
    check(
        processes(r#""catalogue":[{"id":"m-1","processes":[{"id":"b-1","name":" "}]}]"#),
        &[
            nameless("$.models.processes.catalogue[0]", "`m-1` has no `name`"),
            nameless("$.models.processes.catalogue[0].processes[0].name", "`name` is blank"),
        ],
    );
}

#[test]
fn names_that_cannot_be_told_apart() {
    let same = |path: &str, id: &str, first: &str| {
        format!("warning: {path}: `{id}` has the same name as `{first}` (rename one of them)")
    };
    for member in ["groups", "posts", "teams"] {
        check(
            file(&format!(
                r#""directory":{{"{member}":[{{"id":"a","name":"Office"}},0,{{"id":"b","name":" OFFICE"}}]}}"#
            )),
            &[
                wrong(&format!("$.directory.{member}[1]"), "an object", "a number"),
                same(&format!("$.directory.{member}[2]"), "b", "a"),
            ],
        );
    }
    let people = r#""directory":{"users":[{"id":"a","name":"Jo"},{"id":"b","name":"Jo"}]}"#;
    check(file(people), &[]);
}

#[test]
fn markup_and_control_characters_in_names() {
    let name = r#"<img src=x onerror=alert(1)> </script> \u001b[31m\u0000\r\n\u0085\u2028\u202e "#;
    let written = check(
        file(&format!(
            r#""title":"{name}","directory":{{"groups":[{{"id":"{name}","name":"{name}"}},{{"id":"g","name":"{name}"}}],"users":[{{"id":"u","name":"{name}","groups":["x{name}"]}}]}}"#
        )),
        &[
            unknown(
                "$.directory.users[0].groups[0]",
                "x<img src=x onerror=alert(1)> </script>  [31m       ",
                "the directory's groups",
            ),
            "warning: $.directory.groups[1]: `g` has the same name as `<img src=x onerror=alert(1)> </script>  [31m       ` (rename one of them)".into(),
        ],
    );
    assert!(!written.contains('<'), "it can stand inside a page's script");
    assert!(written.lines().count() < 20, "a line feed in a name is none in the file");
}

#[test]
fn keys_that_are_something_in_other_languages() {
    let odd = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];
    for key in odd {
        let written = check(
            file(&format!(
                r#""{key}":{{"{key}":1}},"directory":{{"{key}":[],"groups":[{{"id":"{key}","name":"{key}","{key}":true}}],"users":[{{"id":"u","name":"U","groups":["{key}"]}}]}},"models":{{"processes":{{{},"levels":{{"{key}":{{"b-{key}":"Read"}}}}}}}}"#,
                catalogue(&format!(r#"{{"id":"b-{key}","name":"{key}"}}"#))
            )),
            &[],
        );
        assert!(written.contains(&format!(r#""{key}": {{"b-{key}": "Read"}}"#)), "it counts");
    }
    check(
        processes(r#""levels":{"__proto__":{"toString":"Read"}}"#),
        &[
            unknown("$.models.processes.levels.__proto__", "__proto__", "the directory's groups"),
            unknown("$.models.processes.levels.__proto__.toString", "toString", "the catalogue"),
        ],
    );
}

#[test]
fn keys_that_are_no_plain_words_are_quoted_in_paths() {
    let at = |group: &str| format!("$.models.processes.levels{group}");
    check(
        processes(
            r#""levels":{"":{"b-bases":"x"},"a.b":{"b-bases":"x"},"c d":{"e'f\\":"x"},"\n":{"[0]":"x"},"ü-1_2":{"b-bases":"x"}}"#,
        ),
        &[
            no_level(&at("[''].b-bases"), "x"),
            no_level(&at("['a.b'].b-bases"), "x"),
            no_level(&at(r"['c d']['e\'f\\']"), "x"),
            no_level(&at("[' ']['[0]']"), "x"),
            no_level(&at(".ü-1_2.b-bases"), "x"),
            unknown(&at("['']"), "", "the directory's groups"),
            unknown(&at("[' ']"), " ", "the directory's groups"),
            unknown(&at("['a.b']"), "a.b", "the directory's groups"),
            unknown(&at("['c d']"), "c d", "the directory's groups"),
            unknown(&at(".ü-1_2"), "ü-1_2", "the directory's groups"),
        ],
    );
}

#[test]
fn very_long_ids_are_kept_whole_and_quoted_short() {
    let long = "x".repeat(100_000);
    let short = format!("{}…", "x".repeat(60));
    let written = check(
        file(&format!(
            r#""directory":{{"users":[{{"id":"{long}","name":"{long}","groups":["{long}"]}},{{"id":"{long}"}}]}},"models":{{"{long}":1,"processes":{{"catalogue":"{long}","levels":{{"{long}":{{"{long}":"{long}"}}}}}}}},"asOf":"{long}""#
        )),
        &[
            kept("$.asOf", &format!("`{short}` is not a date of the form 2026-01-15")),
            taken("$.directory.users[1]", &short, "$.directory.users[0]"),
            format!(
                "error: $.models.processes.catalogue: there is no shipped catalogue `{short}` (write the list itself, or `one-1`; until then it is empty)"
            ),
            no_level(&format!("$.models.processes.levels['{short}']['{short}']"), &short),
            format!(
                "note: $.models['{short}']: this Whocan has no model `{short}` (the section is kept as it is)"
            ),
            unknown("$.directory.users[0].groups[0]", &short, "the directory's groups"),
            unknown(
                &format!("$.models.processes.levels['{short}']"),
                &short,
                "the directory's groups",
            ),
        ],
    );
    assert_eq!(written.matches(&long).count(), 10);
}

#[test]
fn numbers_keep_their_value() {
    let numbers = "[0, -0.0, -9223372036854775808, 18446744073709551615, 5e-324, 0.1, 9.007199254740993e15, 1.7976931348623157e308]";
    let (_, _, written) = open(file(&format!("\"x\":{numbers}")));
    let back = whocan::format::parse(written.as_bytes()).unwrap();
    let whocan::format::Json::Object(top) = back else { panic!("an object") };
    let expected = whocan::format::parse(numbers.as_bytes()).unwrap();
    assert_eq!(top.get("x"), Some(&expected));
    // Digits beyond double precision are rounded, and the same ever after.
    open(file("\"x\":123456789012345678901234567890.123456789"));
}

#[test]
fn defaults_that_are_spelled_out_are_not_written_back() {
    let (_, findings, written) = open(
        processes(&format!(
            r#"{},"needs":[],"levels":{{"g-a":{{"b-1":"Deny"}},"g-gone":{{}}}},"secured":{{}},"systemAdmins":[]"#,
            catalogue(
                r#"{"id":"b-1","name":"B","levels":["Read-Write-Delete","Deny","Read","Read-Write"],"secured":false,"inferred":false,"routes":[]}"#
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
    assert_eq!(findings.len(), 3 * MANY, "keys twice, groups that are not there, no users");
}

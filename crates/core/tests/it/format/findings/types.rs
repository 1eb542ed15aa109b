//! Values of the wrong type, and texts that are none of those a member takes.

use super::super::file;
use super::{blank, catalogue, check, doubtful, kept, missing, processes, wrong};

const NO_LEVELS: &str = "offering nothing but Deny";

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
            r#""users":[{"id":"u-1","name":{"first":"Amy"},"login":7,"groups":"g","posts":[1,
                "p"],"teams":null}]"#,
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
            r#""groups":[{"id":"g-1","name":"G","description":[]}],"posts":[{"id":"p-1",
                "name":"P","teams":{}}]"#,
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
            doubtful(
                &at(".catalogue[1].beyondSystemAdmin"),
                "expected true or false, found a text",
                "true",
            ),
        ],
    );
    let process = r#""b",{"id":"b-1","name":null,"levels":"Read","secured":1,"inferred":"yes",
        "routes":[["r"]]}"#;
    check(
        processes(&catalogue(process)),
        &[
            wrong(&at(".catalogue[0].processes[0]"), "an object", "a text"),
            wrong(&at(".catalogue[0].processes[1].name"), "a text", "null"),
            doubtful(
                &at(".catalogue[0].processes[1].levels"),
                "expected a list, found a text",
                NO_LEVELS,
            ),
            doubtful(
                &at(".catalogue[0].processes[1].secured"),
                "expected true or false, found a number",
                "true",
            ),
            wrong(&at(".catalogue[0].processes[1].inferred"), "true or false", "a text"),
            wrong(&at(".catalogue[0].processes[1].routes[0]"), "a text", "a list"),
        ],
    );
    check(
        processes(&catalogue(r#"{"id":"b-1","name":"B","levels":["Read",2]}"#)),
        &[doubtful(
            &at(".catalogue[0].processes[0].levels[1]"),
            "expected a text, found a number",
            NO_LEVELS,
        )],
    );
    check(
        processes(
            r#""needs":[7,{"process":1,"needs":"b-bases"},{"process":"b-exclusions",
                "needs":"b-bases","atLeast":3,"inferred":0}]"#,
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
            r#"1,{"id":"c-1","ask":[2],"expect":"Read"},{"id":"c-2","ask":{"model":"later"},
                "expect":3},{"id":"c-3","rule":"x"},{"id":"c-4","note":4,"ask":{"model":5},
                "expect":"Read","because":"R1"}"#,
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
    for date in ["0000-02-29", "0202-07-31", "1899-12-31", "12026-01-15"] {
        let message = format!("the year of `{date}` is none from 1900 to 9999");
        check(file(&format!("\"asOf\":\"{date}\"")), &[kept("$.asOf", &message)]);
    }
    check(file("\"asOf\":\"1900-01-01\""), &[]);
    check(file("\"asOf\":\"9999-12-31\""), &[]);
}

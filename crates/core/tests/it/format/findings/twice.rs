//! Keys, ids and names that stand twice.

use super::super::file;
use super::{check, check_losing, no_model, processes, same_name, taken, twice, wrong};

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
            no_model("$.models.x", "x"),
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
            r#""directory":{"users":[{"id":"a","name":"A"},{"id":"b","name":"B"},{"id":"a",
                "name":"C","groups":["nowhere"]}]}"#,
        ),
        &[taken("$.directory.users[2]", "a", &first("users[0]"))],
    );
    check(
        file(
            r#""directory":{"teams":[{"id":"a","name":"A"}],"posts":[{"id":"a","name":"A"}],
                "groups":[{"id":"a","name":"A"}],"users":[{"id":"a","name":"A"}]}"#,
        ),
        &[
            taken("$.directory.groups[0]", "a", &first("users[0]")),
            taken("$.directory.posts[0]", "a", &first("users[0]")),
            taken("$.directory.teams[0]", "a", &first("users[0]")),
        ],
    );
    check(
        processes(
            r#""catalogue":[{"id":"g-a","name":"M","processes":[]},{"id":"m-1","name":"M",
                "processes":[{"id":"u-amy","name":"B"},{"id":"m-1","name":"B"},{"id":"b-1",
                "name":"B"}]},{"id":"m-2","name":"N","processes":[{"id":"b-1","name":"B"}]}]"#,
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
            r#""checks":[{"id":"t-1","rule":{}},{"id":"c-1","rule":{"noNewAccess":true}},
                {"id":"c-1","rule":{}},{"id":"b-bases","rule":{}}],"directory":{"teams":[{"id":"t-1","name":"T"}]},
                "models":{"processes":{"catalogue":"one-1"}}"#,
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
            r#""directory":{"groups":[{"id":"a","name":"1"},{"id":"A","name":"2"},
                {"id":"a ","name":"3"},{"id":"é","name":"4"},{"id":"e\u0301","name":"5"}]}"#,
        ),
        &[],
    );
}

#[test]
fn an_id_twice_in_one_list_counts_once() {
    let once = |path: &str, id: &str| {
        format!("warning: {path}: `{id}` stands in this list already (it counts once)")
    };
    check_losing(
        file(
            r#""directory":{"users":[{"id":"u","name":"U","groups":["g","g","g"]}],
                "groups":[{"id":"g","name":"G"}],"licences":["TYS","Core","TYS"]}"#,
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
fn names_that_cannot_be_told_apart() {
    for member in ["groups", "posts", "teams"] {
        check(
            file(&format!(
                r#""directory":{{"{member}":[{{"id":"a","name":"Office"}},0,{{"id":"b",
                    "name":" OFFICE"}}]}}"#
            )),
            &[
                wrong(&format!("$.directory.{member}[1]"), "an object", "a number"),
                same_name(&format!("$.directory.{member}[2]"), "b", "a"),
            ],
        );
    }
    let people = r#""directory":{"users":[{"id":"a","name":"Jo"},{"id":"b","name":"Jo"}]}"#;
    check(file(people), &[]);
}

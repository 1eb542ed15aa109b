//! References that lead nowhere: ids, models, catalogues.

use super::super::{file, open};
use super::{check, guessed, missing, no_catalogue, no_model, processes, unknown, wrong};

#[test]
fn references_that_lead_nowhere() {
    check(
        file(
            r#""directory":{"users":[{"id":"u-1","name":"U","groups":["g-1","g-gone"],
                "posts":["p-gone","g-1"],"teams":["t-gone"]}],"groups":[{"id":"g-1",
                "name":"G"}],"posts":[{"id":"p-1","name":"P","teams":["t-gone"]}]}"#,
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
            r#""needs":[{"process":"b-gone","needs":"b-bases"},{"process":"b-bases",
                "needs":"u-amy"}],"levels":{"g-gone":{"b-bases":"Read"},
                "g-a":{"b-gone":"Read","m-bases":"Read"}},
                "secured":{"g-gone":{"b-gone":"Read"}},"systemAdmins":["u-amy","u-gone","g-a"]"#,
        ),
        &[
            unknown(&at("needs[0].process"), "b-gone", "the catalogue"),
            unknown(&at("needs[1].needs"), "u-amy", "the catalogue"),
            unknown(&at("levels.g-a.b-gone"), "b-gone", "the catalogue"),
            guessed(&unknown(&at("levels.g-a.m-bases"), "m-bases", "the catalogue"), "b-bases"),
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
            r#""directory":{"users":[5,{"id":"u-1","name":"U","groups":["g"]},{},{"id":"u-2",
                "name":"V","groups":["h"]}]}"#,
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
    let all = r#""needs":[{"process":"b-student-data","needs":"b-bases"},
        {"process":"b-student-data","needs":"b-core-data","inferred":true},
        {"process":"b-exclusions","needs":"b-student-data","inferred":true},
        {"process":"b-results-administration","needs":"b-student-data","inferred":true},
        {"process":"b-results-administration","needs":"b-data-importing","inferred":true}"#;
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
fn a_catalogue_that_is_not_shipped() {
    check(processes(r#""catalogue":"one-2""#), &[no_catalogue("one-2")]);
    check(processes(r#""catalogue":"""#), &[no_catalogue("")]);
    // Its interdependencies wait with it, whatever they are.
    check(
        processes(r#""catalogue":"one-2","needs":[{"process":"b-new","needs":"b-bases"},5]"#),
        &[no_catalogue("one-2")],
    );
    check(processes(r#""catalogue":"one-2","needs":[]"#), &[no_catalogue("one-2")]);
    check(
        processes(r#""catalogue":"one-2","levels":{"g-a":{"b-bases":"Read"}}"#),
        &[
            no_catalogue("one-2"),
            unknown("$.models.processes.levels.g-a.b-bases", "b-bases", "the catalogue"),
        ],
    );
}

#[test]
fn models_of_another_time() {
    check(
        file(r#""models":{"later":{"a":[{"b":null}]},"processes":{"x":1},"older":7}"#),
        &[no_model("$.models.later", "later"), no_model("$.models.older", "older")],
    );
}

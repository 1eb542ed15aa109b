//! Odd texts: ids and names that are none, markup, control characters, length, numbers.

use super::super::{file, open};
use super::{
    blank, catalogue, check, guessed, kept, missing, nameless, no_catalogue, no_level, no_model,
    processes, same_name, taken, unknown, wrong,
};

#[test]
fn ids_that_are_none() {
    for member in ["users", "groups", "posts", "teams"] {
        let path = format!("$.directory.{member}");
        check(
            file(&format!(
                r#""directory":{{"{member}":[{{"name":"A"}},{{"id":"","name":"B"}},
                    {{"id":" \u00a0\t","name":"C"}},{{"id":7,"name":"D"}},{{"id":null}}]}}"#
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
                r#""directory":{{"{member}":[{{"id":"a"}},{{"id":"b","name":""}},{{"id":"c",
                    "name":" \u3000"}},{{"id":"d","name":4}}]}}"#
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
fn markup_and_control_characters_in_names() {
    let name = r#"<img src=x onerror=alert(1)> </script> \u001b[31m\u0000\r\n\u0085\u2028\u202e "#;
    let written = check(
        file(&format!(
            r#""title":"{name}","directory":{{"groups":[{{"id":"{name}","name":"{name}"}},
                {{"id":"g","name":"{name}"}}],"users":[{{"id":"u","name":"{name}",
                "groups":["x{name}"]}}]}}"#
        )),
        &[
            guessed(
                &unknown(
                    "$.directory.users[0].groups[0]",
                    "x<img src=x onerror=alert(1)> </script> ␛[31m␀␍␊[U+0085][U+2028][U+202E] ",
                    "the directory's groups",
                ),
                "<img src=x onerror=alert(1)> </script> ␛[31m␀␍␊[U+0085][U+2028][U+202E] ",
            ),
            same_name(
                "$.directory.groups[1]",
                "g",
                "<img src=x onerror=alert(1)> </script> ␛[31m␀␍␊[U+0085][U+2028][U+202E] ",
            ),
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
                r#""{key}":{{"{key}":1}},"directory":{{"{key}":[],"groups":[{{"id":"{key}",
                    "name":"{key}","{key}":true}}],"users":[{{"id":"u","name":"U",
                    "groups":["{key}"]}}]}},"models":{{"processes":{{{},
                    "levels":{{"{key}":{{"b-{key}":"Read"}}}}}}}}"#,
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
            r#""levels":{"":{"b-bases":"x"},"a.b":{"b-bases":"x"},"c d":{"e'f\\":"x"},
                "\n":{"[0]":"x"},"ü-1_2":{"b-bases":"x"}}"#,
        ),
        &[
            no_level(&at("[''].b-bases"), "x"),
            no_level(&at("['a.b'].b-bases"), "x"),
            no_level(&at(r"['c d']['e\'f\\']"), "x"),
            no_level(&at("['␊']['[0]']"), "x"),
            no_level(&at(".ü-1_2.b-bases"), "x"),
            unknown(&at("['']"), "", "the directory's groups"),
            unknown(&at("['␊']"), "␊", "the directory's groups"),
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
            r#""directory":{{"users":[{{"id":"{long}","name":"{long}","groups":["{long}"]}},
                {{"id":"{long}"}}]}},"models":{{"{long}":1,"processes":{{"catalogue":"{long}",
                "levels":{{"{long}":{{"{long}":"{long}"}}}}}}}},"asOf":"{long}""#
        )),
        &[
            kept("$.asOf", &format!("`{short}` is not a date of the form 2026-01-15")),
            taken("$.directory.users[1]", &short, "$.directory.users[0]"),
            no_catalogue(&short),
            no_level(&format!("$.models.processes.levels['{short}']['{short}']"), &short),
            no_model(&format!("$.models['{short}']"), &short),
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
    let numbers = "[0, -0.0, -9223372036854775808, 18446744073709551615, 5e-324, 0.1, \
        9.007199254740993e15, 1.7976931348623157e308]";
    let (_, _, written) = open(file(&format!("\"x\":{numbers}")));
    let back = whocan_core::format::parse(written.as_bytes()).unwrap();
    let whocan_core::format::Json::Object(top) = back else { panic!("an object") };
    let expected = whocan_core::format::parse(numbers.as_bytes()).unwrap();
    assert_eq!(top.get("x"), Some(&expected));
    // Digits beyond double precision are rounded, and the same ever after.
    open(file("\"x\":123456789012345678901234567890.123456789"));
}

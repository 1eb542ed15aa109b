//! Levels that do not exist, are not offered, or lack what they need.

use super::{catalogue, check, doubtful, kept, processes, warning};

#[test]
fn levels_that_cannot_be() {
    let at = |rest: &str| format!("$.models.processes.{rest}");
    let read = Some("Read");
    let names = [
        ("read", read),
        ("Read ", read),
        ("READ-write", Some("Read-Write")),
        ("RW", None),
        ("Read-Only", None),
        ("3", None),
        ("", None),
    ];
    for (name, meant) in names {
        let levels = "there are Deny, Read, Read-Write and Read-Write-Delete";
        let message = format!("`{name}` is no level; {levels}");
        let guessed = |finding: String| match meant {
            Some(meant) => super::guessed(&finding, meant),
            None => finding,
        };
        let no_level = |path: &str| guessed(kept(path, &message));
        for part in ["levels", "secured"] {
            check(
                processes(&format!(r#""{part}":{{"g-a":{{"b-sen-memos":"{name}"}}}}"#)),
                &[no_level(&at(&format!("{part}.g-a.b-sen-memos")))],
            );
        }
        check(
            processes(&catalogue(&format!(
                r#"{{"id":"b-1","name":"B","levels":["Read","{name}","Read-Write"]}}"#
            ))),
            &[guessed(doubtful(
                &at("catalogue[0].processes[0].levels[1]"),
                &message,
                "offering nothing but Deny",
            ))],
        );
        check(
            processes(&format!(
                r#""needs":[{{"process":"b-exclusions","needs":"b-bases","atLeast":"{name}"}}]"#
            )),
            &[no_level(&at("needs[0].atLeast"))],
        );
    }
}

#[test]
fn levels_that_are_not_offered() {
    let not_offered = |level: &str, help: &str| {
        let path = "$.models.processes.levels.g-a.b-1";
        warning(path, &format!("`B` does not offer {level}"), help)
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
        &[warning(
            "$.models.processes.needs[0]",
            "`Two` offers no level above Deny, so nothing can need it",
            help,
        )],
    );
    check(
        processes(r#""levels":{"g-a":{"b-student-data":"Read","b-core-data":"Read"}}"#),
        &[warning(
            "$.models.processes.levels.g-a.b-student-data",
            "`A` has `Student Data` without the `Bases` it needs",
            "set `Bases` to Read at least",
        )],
    );
    check(
        processes(r#""secured":{"g-a":{"b-bases":"Read"}}"#),
        &[warning(
            "$.models.processes.secured.g-a.b-bases",
            "`Bases` has no field level security",
            "it is kept in the file and counts for nothing",
        )],
    );
}

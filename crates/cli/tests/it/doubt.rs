//! A restriction that cannot be read never opens anything: files as people write them by hand, each with
//! a value that restricts and is misspelt, of the wrong type or in another form. Each check of them has
//! the right answer: it comes out, and is marked as doubtful.

use std::ffi::OsString;

use whocan::{Exit, Streams, run};
use whocan_core::document::{Document, read};
use whocan_core::format::{Finding, Severity};
use whocan_core::models::ModelKind;
use whocan_core::query::{CheckStatus, Snapshot, run_checks};

/// A file with Amy in Office, these sections of models and one check with this outcome.
fn file(models: &str, ask: &str, expect: &str) -> String {
    let (model, ask) = ask.split_once(' ').unwrap();
    format!(
        r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u-1","name":"Amy",
            "groups":["g-1"]}}],"groups":[{{"id":"g-1","name":"Office"}},{{"id":"g-2","name":"Data"}}],
            "teams":[{{"id":"t-1","name":"Team"}}]}},"models":{{"{model}":{{{models}}}}},
            "checks":[{{"id":"c-1","ask":{{"model":"{model}","user":"u-1",{ask}}},
            "expect":"{expect}"}}]}}"#
    )
}

fn opened(text: &str) -> (Document, Vec<Finding>) {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The check comes to what is expected, in doubt; the place that could not be read is an error, and the
/// command says that not everything is true.
#[track_caller]
fn check(models: &str, ask: &str, expect: &str) {
    let text = file(models, ask, expect);
    let (document, findings) = opened(&text);
    let snapshot = Snapshot::new(&document, None);
    let results = run_checks(&snapshot, None);
    match &results[0].status {
        CheckStatus::Doubtful { expected, found, because, .. } => {
            assert_eq!((expected.as_deref(), found.as_str()), (Some(expect), expect), "{text}");
            let because = because.as_ref().expect("a reason");
            assert!(because.steps[0].says.contains("cannot be read"), "{because:?}");
        }
        other => panic!("{other:?}: {text}"),
    }
    assert!(findings.iter().any(|it| it.severity == Severity::Error), "{findings:?}");
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let streams = Streams {
        input: &mut text.as_bytes(),
        output: &mut output,
        errors: &mut errors,
        width: None,
    };
    assert_eq!(run(["whocan", "check", "-"].map(OsString::from), streams), Exit::SomethingFalse);
    let output = String::from_utf8(output).unwrap();
    assert!(output.contains("doubtful"), "{output}");
}

/// The same check holds where the value is spelt as it should be.
#[track_caller]
fn check_readable(models: &str, ask: &str, expect: &str) {
    let text = file(models, ask, expect);
    let (document, findings) = opened(&text);
    assert!(!findings.iter().any(|it| it.severity == Severity::Error), "{findings:?}");
    let snapshot = Snapshot::new(&document, None);
    assert!(snapshot.generous().is_none(), "nothing is in doubt");
    assert_eq!(run_checks(&snapshot, None)[0].status, CheckStatus::Holds, "{text}");
}

fn record(list: &str) -> String {
    format!(r#""records":[{{"id":"r-1","type":"Case Notes","name":"Case","acl":{list}}}]"#)
}

const AS_OFFICE: &str = r#"acl "as":"g-1","record":"r-1""#;

#[test]
fn what_a_row_denies() {
    let all = r#"["Read Summary","Read Details","Write"]"#;
    let row = |deny: &str| {
        record(&format!(r#"{{"description":"D","members":[{{"who":"g-1","deny":{deny}}}]}}"#))
    };
    check_readable(&row(all), AS_OFFICE, "not selectable");
    for deny in [
        r#""Read Summary, Read Details, Write""#,
        r#"["Read Summary","Read Details","write"]"#,
        r#"["Read Summary",1,"Write"]"#,
        r#"["All"]"#,
        r#"{"Read Summary":true}"#,
        "true",
        "null",
        "[[]]",
    ] {
        check(&row(deny), AS_OFFICE, "not selectable");
    }
    // An item that stands twice is understood.
    let text = file(&row(r#"["Write","Write"]"#), AS_OFFICE, "read only");
    assert_eq!(
        run_checks(&Snapshot::new(&opened(&text).0, None), None)[0].status,
        CheckStatus::Holds
    );
}

#[test]
fn which_priority_a_list_has() {
    let list = |priority: &str| {
        record(&format!(
            r#"{{"description":"D","priority":{priority},"members":[{{"who":"g-1",
                "deny":["Read Summary","Read Details","Write"]}},{{"who":"u-1"}}]}}"#
        ))
    };
    check_readable(&list("\"Favour Deny\""), AS_OFFICE, "not selectable");
    for priority in
        ["\"favour deny\"", "\"Favor Deny\"", "\"Deny\"", "true", "null", "[\"Favour Deny\"]"]
    {
        check(&list(priority), AS_OFFICE, "not selectable");
    }
}

#[test]
fn what_a_list_consists_of() {
    let open = r#"{"who":"g-1"}"#;
    for row in ["null", "7", "\"g-1\"", r#"{"who":7,"deny":["Write"]}"#, r#"{"deny":["Write"]}"#] {
        let list =
            format!(r#"{{"description":"D","priority":"Favour Deny","members":[{open},{row}]}}"#);
        check(&record(&list), AS_OFFICE, "not selectable");
    }
    check(&record(r#"{"description":"D","members":{"g-1":[]}}"#), AS_OFFICE, "not selectable");
    for list in ["\"Team\"", "\"none\"", "7", "true", "[{\"who\":\"g-1\"}]", "null"] {
        check(&record(list), AS_OFFICE, "not selectable");
    }
    // Under Favour Allow a row that may be anybody's takes nothing away.
    let list = format!(r#"{{"description":"D","members":[{open},7]}}"#);
    let text = file(&record(&list), AS_OFFICE, "full access");
    assert_eq!(
        run_checks(&Snapshot::new(&opened(&text).0, None), None)[0].status,
        CheckStatus::Holds
    );
}

#[test]
fn which_team_a_record_follows() {
    let record = |members: &str, defaults: &str| {
        format!(
            r#""records":[{{"id":"r-1","type":"Case Notes","name":"Case",{members},"acl":"team"}}],
                "teamDefaults":{defaults}"#
        )
    };
    let default = r#"{"t-1":{"description":"D","members":[{"who":"t-1"}]}}"#;
    check_readable(&record(r#""team":"t-1""#, default), AS_OFFICE, "not selectable");
    for members in
        [r#""team":7"#, r#""team":"T-1""#, r#""team":null"#, r#""of":"r-gone""#, r#""of":7"#]
    {
        check(&record(members, default), AS_OFFICE, "not selectable");
    }
    for defaults in [r#"{"t-1":"nobody"}"#, r#"{"t-1":null}"#, "[]", "7"] {
        check(&record(r#""team":"t-1""#, defaults), AS_OFFICE, "not selectable");
    }
    // Ruling 25: what it is an item of leads nowhere, so it follows its own team, for certain.
    let text = file(&record(r#""of":"r-gone","team":"t-1""#, default), AS_OFFICE, "not selectable");
    assert_eq!(
        run_checks(&Snapshot::new(&opened(&text).0, None), None)[0].status,
        CheckStatus::Holds
    );
}

#[test]
fn until_when_an_entry_counts() {
    let entry = |entry: &str| {
        format!(
            r#""items":[{{"id":"o-1","name":"Unit","type":"Org Unit"}}],"admins":[],
                "entries":[{{"id":"e-1","who":"g-1","on":"o-1",{entry}}}]"#
        )
    };
    let later = r#"resources "resource":"o-1","on":"2030-01-01""#;
    check_readable(&entry(r#""set":["Read"],"to":"2026-07-31""#), later, "nothing");
    for to in
        ["\"31/07/2026\"", "\"2026-06-31\"", "\"2026-7-31\"", "\"July\"", "20260731", "null", "[]"]
    {
        check(
            &entry(&format!(r#""set":["Read"],"from":"2026-01-01","to":{to}"#)),
            later,
            "nothing",
        );
        check(&entry(&format!(r#""set":["Read"],"from":{to}"#)), later, "nothing");
    }
}

#[test]
fn whether_it_is_a_block() {
    let with = |entry: &str| {
        format!(
            r#""items":[{{"id":"o-1","name":"Unit","type":"Org Unit"}}],
                "entries":[{{"id":"e-1","who":"g-1","on":"o-1","set":["Read","Update"]}},{entry}]"#
        )
    };
    let ask = r#"resources "resource":"o-1","on":"2026-03-01""#;
    let block = r#"{"id":"e-2","who":"u-1","on":"o-1","set":"Block"}"#;
    check_readable(&with(block), ask, "nothing");
    for entry in [
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":"block"}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":"Blocked"}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":["Block"]}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":[]}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":null}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1"}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":"Block","to":"31/12/2026"}"#,
        r#"{"id":"e-2","who":"u-1","on":"o-1","set":"Block","from":"soon"}"#,
        r#"{"id":"e-1","who":"u-1","on":"o-1","set":"Block"}"#,
        r#"{"who":"u-1","on":"o-1","set":"Block"}"#,
        r#"{"id":"e-2","who":["u-1"],"on":"o-1","set":"Block"}"#,
        r#"{"id":"e-2","who":"u-1","on":7,"set":"Block"}"#,
        "\"Block\"",
        "null",
    ] {
        check(&with(entry), ask, "nothing");
    }
    // Their own entry that may be over by now gives no more than it says and no more than the group's.
    let own = r#"{"id":"e-2","who":"u-1","on":"o-1","set":["Read"],"to":"31/12/2026"}"#;
    check(&with(own), ask, "Read");
    // It is about somebody else.
    let other = r#"{"id":"e-2","who":"g-2","on":"o-1","set":"block"}"#;
    let text = file(&with(other), ask, "Read, Update");
    assert_eq!(
        run_checks(&Snapshot::new(&opened(&text).0, None), None)[0].status,
        CheckStatus::Holds
    );
}

#[test]
fn which_values_a_feature_has() {
    let with = |rest: &str| {
        format!(
            r#""catalogue":[{{"id":"f-1","name":"Jobs","kind":"Modules"}}],
                "items":[{{"id":"f-2","name":"Invoices","kind":"Tabs"}}],{rest}"#
        )
    };
    let ask = r#"features "feature":"f-2""#;
    check_readable(&with(r#""entries":{"g-1":{"f-2":"Hidden"}}"#), ask, "Hidden");
    for value in ["\"hidden\"", "\"Hiden\"", "\"No\"", "false", "null", "0", "[\"Hidden\"]", "{}"] {
        check(&with(&format!(r#""entries":{{"g-1":{{"f-2":{value}}}}}"#)), ask, "Hidden");
        if value != "{}" {
            check(&with(&format!(r#""defaults":{{"f-2":{value}}}"#)), ask, "Hidden");
        }
    }
    check(&with(r#""entries":{"g-1":"Hidden"}"#), ask, "Hidden");
    check(&with(r#""entries":[]"#), ask, "Hidden");
    check(&with(r#""defaults":"Hidden""#), ask, "Hidden");
    check(&with(r#""licences":{"f-2":7}"#), ask, "Unavailable");
    // Is Set is not ticked, whatever the value.
    let text = file(&with(r#""entries":{"g-1":{"f-2":{"unset":"hidden"}}}"#), ask, "Visible");
    assert_eq!(
        run_checks(&Snapshot::new(&opened(&text).0, None), None)[0].status,
        CheckStatus::Holds
    );
}

#[test]
fn what_field_level_security_applies_to() {
    let with = |process: &str| {
        format!(
            r#""catalogue":[{{"id":"m-1","name":"SEN","processes":[{{"id":"b-1","name":"Memos",
                {process}}}]}}],"levels":{{"g-1":{{"b-1":"Read-Write-Delete"}}}}"#
        )
    };
    let ask = r#"processes "process":"b-1""#;
    check_readable(&with(r#""secured":true"#), ask, "Deny");
    for secured in ["\"true\"", "\"yes\"", "1", "null", "[true]"] {
        check(&with(&format!(r#""secured":{secured}"#)), ask, "Deny");
    }
    check_readable(&with(r#""levels":["Read"]"#), ask, "Read");
    for levels in ["\"Read\"", "[\"read\"]", "null", "[1]"] {
        check(&with(&format!(r#""levels":{levels}"#)), ask, "Deny");
    }
    let cell = |level: &str| {
        format!(
            r#""catalogue":[{{"id":"m-1","name":"SEN","processes":[{{"id":"b-1","name":"Memos"}}]}}],
                "levels":{{"g-1":{{"b-1":{level}}}}}"#
        )
    };
    for level in ["\"read\"", "\"RW\"", "2", "null"] {
        check(&cell(level), ask, "Deny");
    }
}

#[test]
fn what_stands_before_an_attribute() {
    let with = |attribute: &str, rest: &str| {
        format!(
            r#""catalogue":[{{"id":"s-1","name":"S","attributes":[{{"id":"a-1","name":"A"{attribute}}},
                {{"id":"a-2","name":"B"}}]}}],"ticks":{{"g-1":["a-1"]}}{rest}"#
        )
    };
    let ask = r#"attributes "attribute":"a-1""#;
    check_readable(&with(r#","obsolete":true"#, ""), ask, "obsolete");
    check(&with(r#","obsolete":"true""#, ""), ask, "obsolete");
    check(&with(r#","licences":"TYS""#, ""), ask, "needs licence");
    check(&with(r#","licences":["TYS",1]"#, ""), ask, "needs licence");
    check_readable(
        &with("", r#","gates":[{"attribute":"a-1","needs":"a-2"}]"#),
        ask,
        "unreachable",
    );
    for gates in [
        r#"[{"attribute":"a-1","needs":7}]"#,
        r#"[{"attribute":"a-1"}]"#,
        r#"[{"attribute":"a-1","needs":"a-2","strength":"Deny"}]"#,
        "[null]",
        r#"{"a-1":"a-2"}"#,
    ] {
        check(&with("", &format!(r#","gates":{gates}"#)), ask, "unreachable");
    }
    // Two gates on a circle decide nothing; one that may only warn makes no such circle.
    let circle = |strength: &str| {
        let back = format!(r#"{{"attribute":"a-2","needs":"a-1"{strength}}}"#);
        with("", &format!(r#","gates":[{{"attribute":"a-1","needs":"a-2"}},{back}]"#))
    };
    check_readable(&circle(""), ask, "effective");
    check_readable(&circle(r#","strength":"warn""#), ask, "unreachable");
    check(&circle(r#","strength":"Warn""#), ask, "unreachable");
    let service = r#","service":"Other""#;
    check_readable(
        &with(service, r#","services":{"u-1":["Crime Prevention","Other"]}"#),
        ask,
        "other service",
    );
    for services in
        [r#"{"u-1":["Crime Prevention","other"]}"#, r#"{"u-1":"Crime Prevention"}"#, "7"]
    {
        check(&with(service, &format!(r#","services":{services}"#)), ask, "other service");
    }
    let two = r#","services":{"u-1":["Crime Prevention","Teenage Pregnancy"]}"#;
    check(&with(r#","service":"other""#, two), ask, "other service");
    let ticks = r#""catalogue":[{"id":"s-1","name":"S","attributes":[{"id":"a-1","name":"A"}]}],
        "ticks":{"g-1":["a-1",1]}"#;
    check(ticks, ask, "not granted");
}

#[test]
fn what_people_belong_to() {
    let spoiled = |text: String, from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        text.replace(from, to)
    };
    let status = |text: &str| {
        let (document, _) = opened(text);
        run_checks(&Snapshot::new(&document, None), None)[0].status.clone()
    };
    let features = r#""catalogue":[],"items":[{"id":"f-2","name":"Invoices","kind":"Tabs"}],
        "entries":{"g-2":{"f-2":"Hidden"}}"#;
    let text = file(features, r#"features "feature":"f-2""#, "Hidden");
    for groups in ["\"groups\":[\"g-2\",1]", "\"groups\":\"g-2\"", "\"groups\":null"] {
        let found = status(&spoiled(text.clone(), "\"groups\":[\"g-1\"]", groups));
        assert!(
            matches!(&found, CheckStatus::Doubtful { found, .. } if found == "Hidden"),
            "{found:?}"
        );
    }
    let resources = r#""items":[{"id":"o-1","name":"Unit","type":"Role"}],
        "entries":[{"id":"e-1","who":"g-2","on":"o-1","set":"Block"},
        {"id":"e-2","who":"g-1","on":"o-1","set":["Read"]}]"#;
    let text = file(resources, r#"resources "resource":"o-1""#, "nothing");
    let found = status(&spoiled(text, "\"groups\":[\"g-1\"]", "\"groups\":[1]"));
    assert!(
        matches!(&found, CheckStatus::Doubtful { found, .. } if found == "nothing"),
        "{found:?}"
    );
    let acl = record(
        r#"{"description":"D","priority":"Favour Deny","members":[{"who":"u-1"},
            {"who":"t-1","deny":["Write"]}]}"#,
    );
    let text = file(&acl, r#"acl "record":"r-1""#, "read only");
    let found = status(&spoiled(text, "\"groups\"", "\"teams\":7,\"groups\""));
    assert!(
        matches!(&found, CheckStatus::Doubtful { found, .. } if found == "read only"),
        "{found:?}"
    );
    let licence =
        r#""catalogue":[{"id":"f-2","name":"Jobs","kind":"Modules","licence":"Vacancy"}]"#;
    let text = file(licence, r#"features "feature":"f-2""#, "Unavailable");
    let found =
        status(&spoiled(text, "\"directory\":{", "\"directory\":{\"licences\":\"Vacancy\","));
    let is = |found: &CheckStatus| matches!(found, CheckStatus::Doubtful { found, .. } if found == "Unavailable");
    assert!(is(&found), "{found:?}");
}

#[test]
fn a_day_that_cannot_be_read_may_be_any() {
    let resources = r#""items":[{"id":"o-1","name":"Unit","type":"Role"}],
        "entries":[{"id":"e-1","who":"g-1","on":"o-1","set":"Block","from":"2026-01-01"},
        {"id":"e-2","who":"u-1","on":"o-1","set":["Read"],"to":"2026-12-31"}]"#;
    let ask = r#"resources "resource":"o-1""#;
    let text = file(resources, ask, "nothing");
    let text = text.replace("\"directory\":", "\"asOf\":\"2026-13-01\",\"directory\":");
    let (document, _) = opened(&text);
    let found = &run_checks(&Snapshot::new(&document, None), None)[0].status;
    assert!(
        matches!(found, CheckStatus::Doubtful { found, .. } if found == "nothing"),
        "{found:?}"
    );
    // A question that names its day does not ask for it.
    let text = text.replace("\"resource\":\"o-1\"", "\"resource\":\"o-1\",\"on\":\"2026-02-01\"");
    let text = text.replace("\"expect\":\"nothing\"", "\"expect\":\"Read\"");
    let (document, _) = opened(&text);
    assert_eq!(run_checks(&Snapshot::new(&document, None), None)[0].status, CheckStatus::Holds);
}

#[test]
fn a_rule_that_may_be_broken_does_not_hold() {
    let text = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u-1","name":"Amy",
        "groups":["g-1"]}],"groups":[{"id":"g-1","name":"Office"}]},"models":{"processes":{
        "levels":{"g-1":{"b-bases":"read"}}}},"checks":[{"id":"c-1","rule":{"model":"processes",
        "process":"b-bases","atLeast":"Read","nobodyOutside":[]}}]}"#;
    let (document, _) = opened(text);
    match &run_checks(&Snapshot::new(&document, None), None)[0].status {
        CheckStatus::Doubtful { expected: None, other, .. } => {
            assert_eq!(other, "permitted to Amy")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_is_an_admin_cannot_be_told() {
    let resources = r#""items":[{"id":"o-1","name":"Unit","type":"Role"}],"admins":["u-1",7]"#;
    check(resources, r#"resources "resource":"o-1""#, "nothing");
    let processes = r#""systemAdmins":"u-1""#;
    check(processes, r#"processes "process":"b-bases""#, "Deny");
}

#[test]
fn what_was_probably_meant_is_said() {
    let help = |text: &str, path: &str| {
        let (_, findings) = opened(text);
        let found = findings.iter().find(|it| it.path == path);
        found.unwrap_or_else(|| panic!("nothing at {path}: {findings:#?}")).help.clone()
    };
    let says = |text: String, path: &str, meant: &str| {
        let help = help(&text, path);
        assert!(help.starts_with(&format!("did you mean `{meant}`? ")), "{path}: {help}");
    };
    let acl = record(
        r#"{"description":"D","priority":"favour deny","members":[{"who":"G-1",
        "deny":["Read-Summary"]}]}"#,
    );
    let text = file(&acl, AS_OFFICE, "not selectable");
    let at = |rest: &str| format!("$.models.acl.records[0].acl.{rest}");
    says(text.clone(), &at("priority"), "Favour Deny");
    says(text.clone(), &at("members[0].deny[0]"), "Read Summary");
    says(text, &at("members[0].who"), "g-1");
    let text = file(
        r#""levels":{"g-1":{"b-bases":"read"},"G-2":{"b-base":"Read"}}"#,
        "processes \"process\":\"b-bases\"",
        "Deny",
    );
    says(text.clone(), "$.models.processes.levels.g-1.b-bases", "Read");
    says(text.clone(), "$.models.processes.levels.G-2", "g-2");
    says(text, "$.models.processes.levels.G-2.b-base", "b-bases");
    let text = file(
        r#""items":[{"id":"o-1","name":"U","type":"Org unit"}],"entries":[{"id":"e-1",
        "who":"g-1","on":"o-1","set":"block"}]"#,
        "resources \"resource\":\"o-1\"",
        "nothing",
    );
    says(text.clone(), "$.models.resources.items[0].type", "Org Unit");
    says(text, "$.models.resources.entries[0].set", "Block");
    let text = file(
        r#""entries":{"g-1":{"f-vacancy":"hidden"}}"#,
        "features \"feature\":\"f-vacancy\"",
        "Hidden",
    );
    says(text, "$.models.features.entries.g-1.f-vacancy", "Hidden");
    let text = file(r#""services":{"u-1":["other"]}"#, "attributes \"attribute\":\"a-dx\"", "x");
    says(text, "$.models.attributes.services.u-1[0]", "Other");
    let text =
        file("", "acl \"record\":\"r\"", "x").replace("[\"g-1\"]", "[\"G-1\",\"nothing-like-it\"]");
    says(text.clone(), "$.directory.users[0].groups[0]", "g-1");
    let other = help(&text, "$.directory.users[0].groups[1]");
    assert_eq!(other, "it is kept in the file and counts for nothing");
}

#[test]
fn it_is_marked_wherever_it_is_shown() {
    let text =
        file(r#""levels":{"g-1":{"b-bases":"read"}}"#, "processes \"process\":\"b-bases\"", "Deny");
    let whocan = |args: &[&str]| {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let streams = Streams {
            input: &mut text.as_bytes(),
            output: &mut output,
            errors: &mut errors,
            width: None,
        };
        let all = ["whocan", "effective", "-", "--model", "processes", "--target", "b-bases"];
        assert_eq!(run(all.iter().chain(args).map(OsString::from), streams), Exit::AllTrue);
        String::from_utf8(output).unwrap()
    };
    assert!(
        whocan(&["--user", "u-1"])
            .contains("Amy: 0 of 1 processes, 1 doubtful\n  Bases  Deny (doubtful)\n")
    );
    assert!(whocan(&[]).contains("Bases: 0 of 1 people, 1 doubtful\n  Amy  Deny (doubtful)\n"));
    assert!(whocan(&["--csv"]).contains("u-1,Amy,,Deny (doubtful)\r\n"));
    let json = whocan(&["--json"]);
    assert!(
        json.contains(
            r#""outcomes": {"b-bases": "Deny"}, "doubtful": true, "doubtfulTargets": ["b-bases"]"#
        ),
        "{json}"
    );
    let why = whocan(&["--user", "u-1", "--why"]);
    let first = "  None of Amy's groups permits Bases. (R8, inferred)\n    This is doubtful: \
        $.models.processes.levels.g-1.b-bases in the file cannot be read. Deny is the least that it can \
        mean; it could also be Read-Write-Delete. (R13, inferred)\n";
    assert!(why.contains(first), "{why}");
    // In the page's grids an outcome says so itself.
    let (document, _) = opened(&text);
    let snapshot = Snapshot::new(&document, None);
    let resolver = snapshot.resolver(ModelKind::Processes);
    let row = resolver.row(snapshot.roster().nth(0).unwrap(), &Default::default());
    assert_eq!(row.iter().filter(|outcome| outcome.doubtful).count(), 1);
}

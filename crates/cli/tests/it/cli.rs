//! The command-line twin: what its documentation shows, its exit codes, and that it says the same as
//! the library.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use whocan::{Exit, Streams, run};
use whocan_core::directory::Circumstances;
use whocan_core::document::{read, write};
use whocan_core::examples;
use whocan_core::format::{Json, Object, parse};
use whocan_core::models::ModelKind;
use whocan_core::query::{CheckStatus, Snapshot, run_checks};

use crate::shipped::{shipped, top};

/// What a command printed, and how it ended.
pub(crate) struct Printed {
    pub(crate) exit: Exit,
    pub(crate) output: String,
    pub(crate) errors: String,
}

#[track_caller]
pub(crate) fn whocan<A: Into<OsString>>(args: impl IntoIterator<Item = A>, input: &str) -> Printed {
    std::env::set_current_dir(top()).unwrap();
    let args = std::iter::once("whocan".into()).chain(args.into_iter().map(Into::into));
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let streams = Streams {
        input: &mut input.as_bytes(),
        output: &mut output,
        errors: &mut errors,
        width: None,
    };
    let exit = run(args, streams);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Printed { exit, output: text(output), errors: text(errors) }
}

const SCHOOL: &str = "crates/core/src/examples/school-office.whocan.json";
const MISTAKES: &str = "docs/mistakes.whocan.json";

/// The words of a command, as a shell splits them.
fn split(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (at, part) in command.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs a line of the documentation: commands joined by pipes, or `echo $?`.
fn run_line(line: &str, last: &mut Exit) -> String {
    if line == "echo $?" {
        return format!("{}\n", last.code());
    }
    let mut input = String::new();
    let mut errors = String::new();
    for command in line.split(" | ") {
        let mut words = split(command);
        assert_eq!(words.remove(0), "whocan", "only whocan can be run: {line}");
        let printed = whocan(words, &input);
        input = printed.output;
        errors.push_str(&printed.errors);
        *last = printed.exit;
    }
    input + &errors
}

/// Whether the text is as documented, where a line of three dots stands for any lines.
fn fits(expected: &[&str], found: &[&str]) -> bool {
    match (expected.split_first(), found.split_first()) {
        (Some((&"...", rest)), _) => (0..=found.len()).any(|at| fits(rest, &found[at..])),
        (Some((first, expected)), Some((line, found))) => first == line && fits(expected, found),
        (None, None) => true,
        _ => false,
    }
}

#[test]
fn what_the_documentation_shows_is_what_happens() {
    let path = top().join("docs/command-line.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut last = Exit::AllTrue;
    let mut commands = 0;
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let block = block.strip_prefix("$ ").expect("a block begins with a command");
        for example in block.split("\n$ ") {
            let (command, expected) = example.split_once('\n').unwrap_or((example, ""));
            let found = run_line(command, &mut last);
            let expected: Vec<&str> = expected.lines().collect();
            let found: Vec<&str> = found.lines().collect();
            assert!(fits(&expected, &found), "$ {command}\n{}", found.join("\n"));
            commands += 1;
        }
    }
    assert!(commands >= 18, "only {commands} commands");
}

#[test]
fn three_dots_stand_for_any_lines_and_nothing_else_does() {
    assert!(fits(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["a", "..."], &["a"]));
    assert!(!fits(&["a", "...", "d"], &["a", "b"]));
    assert!(!fits(&["a"], &["a", "b"]));
    assert!(!fits(&["a", "b"], &["a"]));
    assert_eq!(split("whocan a \"b c\" d"), ["whocan", "a", "b c", "d"]);
}

#[test]
fn the_documentation_names_every_option() {
    let path = top().join("docs/command-line.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut options = 0;
    for command in [
        "check",
        "diff",
        "effective",
        "who-can",
        "what-can",
        "compare",
        "explain",
        "wish",
        "dead-weight",
        "ends",
        "example",
    ] {
        let help = whocan([command, "--help"], "");
        assert_eq!(help.exit, Exit::AllTrue);
        let words = help.output.split(|c: char| c.is_whitespace() || c == ',');
        for word in words.filter(|word| word.starts_with("--")) {
            assert!(text.contains(word), "{word} of {command}");
            options += 1;
        }
    }
    assert!(options >= 15, "only {options} options");
}

#[track_caller]
fn check_exit(args: &[&str], input: &str, expected: Exit) {
    let printed = whocan(args, input);
    assert_eq!(printed.exit, expected, "{args:?}\n{}{}", printed.output, printed.errors);
}

#[test]
fn exit_codes() {
    let broken = "{\"format\": \"whocan\"";
    check_exit(&["check", SCHOOL], "", Exit::AllTrue);
    check_exit(&["check", MISTAKES], "", Exit::SomethingFalse);
    check_exit(&["check", "-"], broken, Exit::Unusable);
    check_exit(&["check", SCHOOL, MISTAKES], "", Exit::SomethingFalse);
    check_exit(&["check", MISTAKES, "-", SCHOOL], broken, Exit::Unusable);
    check_exit(&["check", "src"], "", Exit::Unusable);
    check_exit(&["check", "--json", MISTAKES], "", Exit::SomethingFalse);
    check_exit(&["check"], "", Exit::Unusable);
    check_exit(&["check", SCHOOL, "--no-such-option"], "", Exit::Unusable);
    check_exit(&[], "", Exit::Unusable);
    check_exit(&["--version"], "", Exit::AllTrue);
    check_exit(&["example", "no-such-example"], "", Exit::Unusable);
    check_exit(&["example", "school-office", "--seed", "2"], "", Exit::Unusable);
    check_exit(&["example", "--people", "2"], "", Exit::Unusable);
    check_exit(&["example", "large", "--people", "99999999"], "", Exit::Unusable);
    let ask =
        |more: &[&'static str]| [&["effective", SCHOOL, "--model", "processes"], more].concat();
    check_exit(&ask(&[]), "", Exit::AllTrue);
    check_exit(&ask(&["--why"]), "", Exit::Unusable);
    check_exit(&ask(&["--why", "--user", "u-amy"]), "", Exit::Unusable);
    check_exit(&ask(&["--csv", "--json"]), "", Exit::Unusable);
    check_exit(&ask(&["--csv", "--why"]), "", Exit::Unusable);
    check_exit(&ask(&["--on", "soon"]), "", Exit::Unusable);
    check_exit(&ask(&["--as", "nobody"]), "", Exit::Unusable);
    check_exit(&ask(&["--acting-as", "nobody"]), "", Exit::Unusable);
    check_exit(&["effective", SCHOOL, "--model", "no-such-model"], "", Exit::Unusable);
    check_exit(&["effective", SCHOOL], "", Exit::Unusable);
}

#[test]
fn a_warning_alone_is_no_failure_and_an_error_alone_is_one() {
    let file = |levels: &str| {
        format!(
            "{{\"format\":\"whocan\",\"version\":1,\"directory\":{{\"groups\":[{{\"id\":\"g\",\
             \"name\":\"G\"}}]}},\"models\":{{\"processes\":{{\"levels\":{{{levels}}}}}}}}}"
        )
    };
    let warning = file(r#""g":{"b-exclusions":"Read"}"#);
    let error = file(r#""g-gone":{"b-bases":"Read"}"#);
    assert!(whocan(["check", "-"], &warning).output.contains("1 warning"));
    check_exit(&["check", "-"], &warning, Exit::AllTrue);
    check_exit(&["check", "-"], &error, Exit::SomethingFalse);
}

/// A stream that somebody closed at the other end, or that is full.
struct Closed(io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn output_that_cannot_be_written_is_no_success() {
    for (kind, says) in [(io::ErrorKind::BrokenPipe, ""), (io::ErrorKind::StorageFull, "whocan: ")]
    {
        let mut errors = Vec::new();
        let streams = Streams {
            input: &mut io::empty(),
            output: &mut Closed(kind),
            errors: &mut errors,
            width: None,
        };
        let args = ["whocan", "check", SCHOOL].map(OsString::from);
        assert_eq!(run(args, streams), Exit::Unusable);
        let errors = String::from_utf8(errors).unwrap();
        assert_eq!(errors.is_empty(), says.is_empty(), "{errors}");
        assert!(errors.starts_with(says), "{errors}");
    }
}

#[test]
fn the_program_itself_hands_everything_over() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whocan"))
        .args(["check", MISTAKES, "-"])
        .current_dir(top())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text = examples::find("school-office").unwrap().text;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let here = whocan(["check", MISTAKES, "-"], text);
    assert_eq!(ended.status.code(), Some(1));
    assert_eq!(String::from_utf8(ended.stdout).unwrap(), here.output);
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), here.errors);
}

fn object(json: &Json) -> &Object {
    match json {
        Json::Object(object) => object,
        other => panic!("{other:?} is no object"),
    }
}

fn list<'a>(object: &'a Object, key: &str) -> &'a [Json] {
    match object.get(key) {
        Some(Json::List(items)) => items,
        other => panic!("{key} is {other:?}"),
    }
}

fn text<'a>(object: &'a Object, key: &str) -> &'a str {
    object.get(key).and_then(Json::as_text).unwrap_or_else(|| panic!("no {key} in {object:?}"))
}

#[test]
fn every_shipped_file_comes_out_as_in_the_library() {
    let files = shipped();
    assert!(files.len() >= 10);
    let mut checks = 0;
    for file in &files {
        let printed = whocan(["check", "--json", &file.name], "");
        assert_eq!(printed.exit, Exit::AllTrue, "{}", file.name);
        let json = parse(printed.output.as_bytes()).unwrap();
        let report = object(&list(object(&json), "files")[0]).clone();
        let (document, findings) = read(file.text.as_bytes()).unwrap();
        assert_eq!(list(&report, "findings").len(), findings.len());
        let found: Vec<(&str, &str)> = list(&report, "checks")
            .iter()
            .map(|check| (text(object(check), "id"), text(object(check), "standing")))
            .collect();
        let results = run_checks(&Snapshot::new(&document, None), None);
        let expected: Vec<(&str, &str)> = results
            .iter()
            .map(|result| {
                assert_eq!(result.status, CheckStatus::Holds);
                (result.id.as_str(), "holds")
            })
            .collect();
        assert_eq!(found, expected, "{}", file.name);
        checks += found.len();
    }
    assert!(checks >= 90, "only {checks} checks");
}

#[test]
fn every_standing_has_its_word() {
    let printed = whocan(["check", "--json", MISTAKES], "");
    let json = parse(printed.output.as_bytes()).unwrap();
    let report = object(&list(object(&json), "files")[0]);
    let standings: Vec<&str> =
        list(report, "checks").iter().map(|check| text(object(check), "standing")).collect();
    assert_eq!(standings, ["holds", "differs", "other-reason", "broken", "refused"]);
}

/// Everything that `--json` says, by person and target.
fn matrix(args: &[&str]) -> BTreeMap<(String, String), String> {
    let printed = whocan([args, &["--json"]].concat(), "");
    assert_eq!(printed.exit, Exit::AllTrue, "{}", printed.errors);
    let json = parse(printed.output.as_bytes()).unwrap();
    let mut cells = BTreeMap::new();
    for person in list(object(&json), "people") {
        let person = object(person);
        for (target, outcome) in object(person.get("outcomes").unwrap()).iter() {
            let cell = (text(person, "id").to_owned(), target.to_owned());
            cells.insert(cell, outcome.as_text().unwrap().to_owned());
        }
    }
    cells
}

#[test]
fn the_matrix_is_the_library_s_in_json_and_in_csv() {
    let (document, _) = read(examples::find("school-office").unwrap().text.as_bytes()).unwrap();
    let snapshot = Snapshot::new(&document, None);
    let resolver = snapshot.resolver(ModelKind::Processes);
    let targets = resolver.targets();
    let cells = matrix(&["effective", SCHOOL, "--model", "processes"]);
    assert_eq!(cells.len(), 24 * 24);

    let printed = whocan(["effective", SCHOOL, "--model", "processes", "--csv"], "");
    assert!(printed.output.ends_with("\r\n"));
    let mut csv = csv::Reader::from_reader(printed.output.as_bytes());
    let titles: Vec<String> = csv.headers().unwrap().iter().skip(3).map(str::to_owned).collect();
    let names: Vec<String> = targets.iter().map(|target| target.name.clone()).collect();
    assert_eq!(titles, names);
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 24);

    for ((user, members), row) in
        document.directory.users.iter().zip(snapshot.roster().people()).zip(&rows)
    {
        assert_eq!([&row[0], &row[1]], [user.id.as_str(), user.name.as_str()]);
        let outcomes = resolver.row(members, &Circumstances::default());
        for ((target, outcome), cell) in targets.iter().zip(outcomes).zip(row.iter().skip(3)) {
            let key = (user.id.to_string(), target.key.clone());
            assert_eq!(cells.get(&key).map(String::as_str), Some(&*outcome.name));
            assert_eq!(cell, outcome.name);
        }
    }
}

#[test]
fn whom_and_what_can_be_named_in_several_ways() {
    let by = |user: &str, target: &str| {
        matrix(&["effective", SCHOOL, "--model", "processes", "--user", user, "--target", target])
    };
    let expected = by("u-amy", "b-communication-log");
    assert_eq!(expected.values().collect::<Vec<_>>(), ["Read-Write-Delete"]);
    assert_eq!(by("Amy Adeyemi", "Communication Log"), expected);
    assert_eq!(by("a.adeyemi", "communication log"), expected);
    let twice = ["effective", SCHOOL, "--model", "processes", "--user", "u-amy", "--user", "u-amy"];
    assert_eq!(matrix(&twice).len(), 24);
}

#[test]
fn the_explanation_is_the_same_in_text_and_in_json() {
    let why = [
        "effective",
        SCHOOL,
        "--model",
        "processes",
        "--user",
        "u-ingrid",
        "--target",
        "b-sen-memos",
        "--why",
    ];
    let human = whocan(why, "").output;
    let json = whocan([&why[..], &["--json"]].concat(), "").output;
    let json = parse(json.as_bytes()).unwrap();
    let mut open = vec![object(&json).get("because").unwrap()];
    let mut steps = 0;
    while let Some(step) = open.pop() {
        let step = object(step);
        let mark = if text(step, "source") == "inferred" { ", inferred" } else { "" };
        let line = format!("{} ({}{mark})\n", text(step, "says"), text(step, "rule"));
        assert!(human.contains(&line), "{line}\n{human}");
        if step.get("steps").is_some() {
            open.extend(list(step, "steps"));
        }
        steps += 1;
    }
    assert!(steps >= 5, "{steps}");
    assert!(human.contains("R8 is inferred: ") && human.contains("R9 is inferred: "));
    assert!(!human.contains("R1 is inferred"));
}

#[test]
fn circumstances_are_given_as_a_check_gives_them() {
    let args = [
        "effective",
        SCHOOL,
        "--model",
        "processes",
        "--user",
        "u-amy",
        "--target",
        "b-bases",
        "--as",
        "Office Clerks",
        "--on",
        "2026-02-03",
        "--service",
        "TYS",
        "--acting-as",
        "Jun Watanabe",
        "--licence",
        "TYS",
        "--licence",
        "Core",
    ];
    let printed = whocan([&args[..], &["--json"]].concat(), "");
    let json = parse(printed.output.as_bytes()).unwrap();
    let asked = whocan_core::format::compact(object(&json).get("circumstances").unwrap());
    let expected = r#"{"as": "g-office", "on": "2026-02-03", "service": "TYS", "actingAs": "u-jun", "licences": ["TYS", "Core"]}"#;
    assert_eq!(asked, expected);
    let ignored = "User Group Processes does not take into account: what the person signs on as, the \
                   date, the service signed on to, who edits the permissions, licences\n";
    assert_eq!(printed.errors, ignored);
    assert_eq!(whocan(args, "").errors, ignored);
}

/// People and what they can sign on as: `u` as the group, `v` as the post, `w` as neither; `u` and
/// `w` work in one service and in two.
const SIGNING: &str = r#"{"format":"whocan","version":1,"directory":{
    "users":[{"id":"u","name":"U","groups":["g"]},{"id":"v","name":"V","posts":["p"]},
        {"id":"w","name":"W"}],
    "groups":[{"id":"g","name":"G"}],"posts":[{"id":"p","name":"P","teams":["t"]}],
    "teams":[{"id":"t","name":"T"}]},
    "models":{"acl":{"records":[
        {"id":"r1","name":"R1","type":"Risks","acl":{"members":[{"who":"g"}]}},
        {"id":"r2","name":"R2","type":"Risks","acl":{"members":[{"who":"t"}]}}]},
    "attributes":{"services":{"u":["Other"],"w":["Crime Prevention","Other"]}}}}"#;

#[test]
fn who_cannot_sign_on_so_is_left_out_and_counted() {
    let asked = |more: &[&str], model| {
        let args = [&["effective", "-", "--model", model], more].concat();
        let printed = whocan(args, SIGNING);
        assert_eq!(printed.exit, Exit::AllTrue, "{}", printed.errors);
        printed
    };
    let two = "2 of 3 people are left out: they cannot sign on as G\n";
    let lines = asked(&["--as", "g"], "acl");
    let expected = "Access Control Lists\n2 of 3 people are left out: they cannot sign on as G\n\n\
                    U: 1 of 2 records\n  Risks: R1  edited\n";
    assert_eq!((lines.output.as_str(), lines.errors.as_str()), (expected, ""));
    let turned = asked(&["--as", "p", "--target", "r2"], "acl").output;
    assert!(turned.ends_with("Risks: R2: 1 of 1 people\n  V  edited\n"), "{turned}");
    let csv = asked(&["--as", "g", "--csv"], "acl");
    let expected = "Id,Name,Log-in,R1,R2\r\nu,U,,edited,not listed\r\n";
    assert_eq!((csv.output.as_str(), csv.errors.as_str()), (expected, two));
    let json = asked(&["--as", "g", "--json"], "acl");
    assert_eq!(json.errors, two);
    let json = parse(json.output.as_bytes()).unwrap();
    let ids = |json: &Json| -> Vec<String> {
        list(object(json), "people").iter().map(|it| text(object(it), "id").to_owned()).collect()
    };
    assert_eq!(ids(&json), ["u"]);
    assert_eq!(object(&json).get("leftOut"), Some(&Json::from(2_u64)));
    // Of the people asked about, and nothing where all can.
    let named = asked(&["--as", "g", "--user", "u", "--user", "v", "--json"], "acl");
    assert_eq!(named.errors, "1 of 2 people is left out: they cannot sign on as G\n");
    let all = asked(&["--as", "g", "--user", "u", "--json"], "acl");
    assert_eq!(all.errors, "");
    assert!(!all.output.contains("leftOut"), "{}", all.output);
    // A service likewise, in any letter case.
    let service = asked(&["--service", "crime prevention", "--json"], "attributes");
    let left_out = "2 of 3 people are left out: they cannot sign on under Crime Prevention\n";
    assert_eq!(service.errors, left_out);
    assert_eq!(ids(&parse(service.output.as_bytes()).unwrap()), ["w"]);
}

#[test]
fn what_somebody_cannot_sign_on_as_has_no_explanation() {
    let why = |model: &str, more: &[&str]| {
        let printed =
            whocan([&["effective", "-", "--model", model, "--why"], more].concat(), SIGNING);
        assert_eq!((printed.exit, printed.output.as_str()), (Exit::Unusable, ""));
        printed.errors
    };
    assert_eq!(
        why("acl", &["--as", "g", "--user", "v", "--target", "r1"]),
        "whocan: V cannot sign on so: `g` is none of this person's groups and posts\n  \
         they have: p (P)\n"
    );
    let under = ["--service", "Crime Prevention", "--user", "u", "--target", "a-dx"];
    let says = "whocan: U cannot sign on so: `Crime Prevention` is none of the services that this \
                person works in\n  they have: Other\n";
    assert_eq!(why("attributes", &under), says);
    let unknown = why("attributes", &["--service", "Othr", "--user", "u", "--target", "a-dx"]);
    let says = "whocan: there is no service `Othr`\n  \
                there are: Other, Crime Prevention, Teenage Pregnancy\n";
    assert_eq!(unknown, says);
}

#[test]
fn errors_in_the_file_are_pointed_to() {
    let printed = whocan(["effective", MISTAKES, "--model", "processes"], "");
    assert_eq!(printed.exit, Exit::AllTrue);
    let expected = format!("{MISTAKES} has 1 error: see `whocan check {MISTAKES}`\n");
    assert_eq!(printed.errors, expected);
}

#[test]
fn names_from_a_file_run_nothing_and_steer_nothing() {
    let file = r#"{"format":"whocan","version":1,"title":"T\u001b[2J","directory":{"users":[
        {"id":"u-1","name":"=HYPERLINK(\"http://example.org\")","login":"@x"},
        {"id":"u-2","name":"Amy\u001b]0;owned\u0007\nroot"}]}}"#;
    let ask = ["effective", "-", "--model", "processes"];
    let csv = whocan([&ask[..], &["--csv", "--target", "b-bases"]].concat(), file).output;
    let first = "u-1,\"'=HYPERLINK(\"\"http://example.org\"\")\",'@x,Deny\r\n";
    assert!(csv.contains(first), "{csv}");
    let human = whocan(ask, file).output;
    assert!(human.contains("Amy\u{241b}]0;owned\u{2407}\u{240a}root"), "{human}");
    let check = whocan(["check", "-"], file).output;
    for text in [human, check] {
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
    }
}

#[test]
fn an_example_is_the_file_itself() {
    for example in examples::ALL {
        assert_eq!(whocan(["example", example.slug], "").output, example.text);
    }
    let size = examples::Size { people: 40, ..examples::Size::default() };
    let expected = write(&examples::large(size, 9));
    let printed = whocan(["example", "large", "--people", "40", "--seed", "9"], "");
    assert_eq!(printed.output, expected);
}

#[test]
fn the_version_is_the_package_s() {
    let expected = format!("whocan {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(whocan(["--version"], "").output, expected);
}

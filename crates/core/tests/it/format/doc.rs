//! `docs/format.md` against the code: its examples, and its two tables of messages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use whocan_core::format::{ReadError, Severity};
use whocan_core::query::{Snapshot, run_checks};

use super::open;

use crate::shipped::top;

const PAGE: &str = include_str!("../../../../../docs/format.md");

/// The examples: whole files, fenced as JSON.
pub(super) fn examples() -> Vec<String> {
    let fences = PAGE.split("\n```json\n").skip(1);
    let examples: Vec<String> = fences
        .filter_map(|rest| rest.split_once("\n```\n"))
        .map(|(text, _)| format!("{text}\n"))
        .collect();
    assert_eq!(examples.len(), PAGE.matches("```json").count(), "each fence is closed");
    assert!(examples.len() > 5);
    examples
}

/// The rows of the table with this head, each as its cells.
fn table(head: &str) -> Vec<Vec<&'static str>> {
    let (_, rest) = PAGE.split_once(head).unwrap();
    let rows = rest.lines().skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

#[test]
fn the_examples_are_files_as_whocan_writes_them() {
    for example in examples() {
        let (_, findings, written) = open(&example);
        assert_eq!(written, example);
        for finding in findings {
            // Models that are specified and not read yet, and what an example shows on purpose.
            let known = ["unknown-model", "no-effect"].contains(&finding.code);
            assert!(known, "{finding}\n{example}");
        }
    }
}

#[test]
fn the_checks_of_the_examples_hold() {
    let mut asked = 0;
    for example in examples() {
        let (document, _, _) = open(&example);
        let known = |model: &str| whocan_core::models::ModelKind::of(model).is_some();
        for (check, result) in
            document.checks.list.iter().zip(run_checks(&Snapshot::new(&document, None), None))
        {
            if check.claim.model().is_some_and(known) {
                assert!(result.status.holds(), "{result:?}\n{example}");
                asked += 1;
            }
        }
    }
    assert!(asked > 5);
}

/// One of each, with values that are easily found again. A new error does not compile until it has
/// its place here, and then not pass until the page has it.
fn errors() -> Vec<ReadError> {
    let text = || "TEXT".to_owned();
    let all = vec![
        ReadError::TooLarge { bytes: 7_777_000_000 },
        ReadError::Utf16,
        ReadError::TwoMarks,
        ReadError::Empty,
        ReadError::Binary,
        ReadError::NotUtf8 { line: 8888 },
        ReadError::TooDeep { line: 8888 },
        ReadError::TooMuch { line: 8888 },
        ReadError::NotJson { line: 8888, column: 9999, what: text() },
        ReadError::NotOurs { found: None },
        ReadError::NotOurs { found: Some(text()) },
        ReadError::NoVersion,
        ReadError::Newer { version: 8888 },
    ];
    for error in &all {
        match error {
            ReadError::TooLarge { .. }
            | ReadError::Utf16
            | ReadError::TwoMarks
            | ReadError::Empty
            | ReadError::Binary
            | ReadError::NotUtf8 { .. }
            | ReadError::TooDeep { .. }
            | ReadError::TooMuch { .. }
            | ReadError::NotJson { .. }
            | ReadError::NotOurs { .. }
            | ReadError::NoVersion
            | ReadError::Newer { .. } => {}
        }
    }
    all
}

#[test]
fn the_fatal_messages_are_those_of_the_page() {
    let expected: Vec<Vec<String>> = errors()
        .iter()
        .map(|error| {
            let place = match error {
                ReadError::Newer { .. } => "{version}",
                _ => "{line}",
            };
            let what = match error {
                ReadError::NotJson { .. } => "{what}",
                _ => "{found}",
            };
            let message = error.to_string().replace("7777", "{size}").replace("8888", place);
            let message = message.replace("9999", "{column}").replace("TEXT", what);
            vec![message, error.help().to_owned()]
        })
        .collect();
    assert_eq!(table("| Message | Help |\n"), expected);
}

/// The codes with their severities, as they stand in the sources.
fn codes() -> BTreeMap<String, BTreeSet<Severity>> {
    let mut codes: BTreeMap<String, BTreeSet<Severity>> = BTreeMap::new();
    for (_, source) in sources(&top().join("crates")) {
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let says = [format!("Severity::{severity:?},"), format!(".{}(", severity.name())];
            for rest in says.iter().flat_map(|says| source.split(says).skip(1)) {
                // A severity that no code follows is one of a list, or is compared with.
                let code =
                    rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
                if let Some((code, _)) = code {
                    codes.entry(code.to_owned()).or_default().insert(severity);
                }
            }
        }
    }
    // The one whose severity is that of what it counts.
    codes.insert("unlisted".into(), [Severity::Error, Severity::Warning, Severity::Note].into());
    codes
}

/// The Rust sources below a folder, with their paths.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

#[test]
fn the_codes_are_those_of_the_page() {
    let mut listed = BTreeMap::new();
    for row in table("| Code | Severity | Meaning | What to do |\n") {
        let [code, severity, meaning, to_do] = row[..] else { panic!("four cells: {row:?}") };
        assert!(meaning.ends_with('.') && to_do.ends_with('.'), "{code}");
        let named = [Severity::Error, Severity::Warning, Severity::Note].into_iter();
        let named: BTreeSet<Severity> = named.filter(|s| severity.contains(s.name())).collect();
        listed.insert(code.trim_matches('`').to_owned(), named);
    }
    assert_eq!(listed, codes());
}

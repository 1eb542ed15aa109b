//! The file format: what cannot be opened, what is found and kept, random files, the schema, and
//! the page that describes it all.

mod doc;
mod edits;
mod fatal;
mod findings;
mod golden;
mod kept;
mod random;
mod schema;

use std::collections::BTreeMap;

use whocan_core::document::{Document, read, write};
use whocan_core::format::{Finding, Json, Severity, compact, parse};

/// A file with these members behind the envelope.
fn file(members: &str) -> String {
    format!(r#"{{"format":"whocan","version":1,{members}}}"#)
}

/// Reads a file that can be opened, and asserts that writing and reading it again changes nothing.
#[track_caller]
fn open(bytes: impl AsRef<[u8]>) -> (Document, Vec<Finding>, String) {
    let (document, findings) = read(bytes.as_ref()).unwrap_or_else(|error| panic!("{error}"));
    let written = write(&document);
    let (again, _) = read(written.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert_eq!(write(&again), written, "writing what was written changes nothing");
    (document, findings, written)
}

/// Every key and every scalar of a value, with how often it stands there.
fn atoms(json: &Json) -> BTreeMap<String, usize> {
    fn count(json: &Json, atoms: &mut BTreeMap<String, usize>) {
        match json {
            Json::List(items) => items.iter().for_each(|item| count(item, atoms)),
            Json::Object(members) => {
                for (key, value) in members.iter() {
                    *atoms.entry(format!("{key}:")).or_default() += 1;
                    count(value, atoms);
                }
            }
            scalar => *atoms.entry(compact(scalar)).or_default() += 1,
        }
    }
    let mut atoms = BTreeMap::new();
    count(json, &mut atoms);
    atoms
}

/// What stands in the original more often than in what was written.
#[track_caller]
fn lost(original: &[u8], written: &str) -> Vec<String> {
    let kept = atoms(&parse(written.as_bytes()).unwrap());
    let atoms = atoms(&parse(original).unwrap());
    let gone = |(atom, times): (String, usize)| {
        (times > kept.get(&atom).copied().unwrap_or_default()).then_some(atom)
    };
    atoms.into_iter().filter_map(gone).collect()
}

/// Whether reading says that something in the file itself, wherever else it leads, is no valid
/// value: what the schema can see as well.
fn is_faulty(findings: &[Finding]) -> bool {
    const VISIBLE: [&str; 7] = [
        "wrong-type",
        "not-a-value",
        "missing",
        "blank",
        "not-a-check",
        "not-a-rule",
        "unknown-catalogue",
    ];
    findings.iter().any(|f| f.severity == Severity::Error && VISIBLE.contains(&f.code))
}

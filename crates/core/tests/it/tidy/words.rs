//! Words that must stand in a file, or must not: what it is at its top, what is left undone, and where
//! some machine keeps its files.

use super::source::{File, files, rust, words};
use super::{Wrong, holds, tells_apart};

fn says_what_it_is(file: &File) -> Vec<Wrong> {
    let first = file.text.lines().next().unwrap_or_default();
    if first.strip_prefix("//! ").is_some_and(|says| !says.trim().is_empty()) {
        return Vec::new();
    }
    vec![(1, "does not begin by saying what it is".to_owned())]
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    holds(&rust(&["src", "crates", "tests"]), 50, says_what_it_is);
    let bad = ["", "use std::fmt;", "\n//! Late.", "//!\n//! Nothing.", "// Not a doc comment."];
    tells_apart("src/x.rs", &["//! What it is.\n"], &bad, says_what_it_is);
}

/// Every text file that somebody wrote.
fn written() -> Vec<File> {
    files(|name| !["Cargo.lock", "package-lock.json"].contains(&name))
}

fn undone(file: &File) -> Vec<Wrong> {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let named = words(&file.text).filter(|(_, word)| marks.contains(word));
    named.map(|(line, word)| (line, format!("leaves a {word}"))).collect()
}

#[test]
fn nothing_is_marked_as_undone() {
    holds(&written(), 70, undone);
    let bad =
        [concat!("// TO", "DO: later"), concat!("<!-- FIX", "ME -->"), concat!("x\nTO", "DO")];
    tells_apart("x.md", &["todo!", "TODOS"], &bad, undone);
}

/// Folders that are one machine's own. The first is one at any place in a path.
fn machine_paths(file: &File) -> Vec<Wrong> {
    let anywhere = concat!("/ho", "me/");
    let at_the_start = [concat!("/ro", "ot"), concat!("/wo", "rk")];
    let lines = file.text.lines().zip(1..).filter(|(line, _)| {
        let starts = |folder: &str| {
            line.match_indices(folder).any(|(at, _)| {
                let part = |c: char| c.is_alphanumeric() || "_-./~}".contains(c);
                let before = line[..at].chars().next_back();
                let after = line[at + folder.len()..].chars().next();
                before.is_none_or(|c| !part(c))
                    && after.is_none_or(|c| c == '/' || !(c.is_alphanumeric() || "_-".contains(c)))
            })
        };
        line.contains(anywhere) || at_the_start.iter().any(|folder| starts(folder))
    });
    lines.map(|(line, number)| (number, format!("names a folder of a machine: {line}"))).collect()
}

#[test]
fn no_file_names_a_folder_of_somebodys_machine() {
    holds(&files(|_| true), 70, machine_paths);
    let bad = [
        concat!("cd /wo", "rk/main"),
        concat!("\"/ro", "ot/.cache\""),
        concat!("see /ho", "me/amy/x"),
        concat!("HOME=/ro", "ot"),
        concat!("(/wo", "rk)"),
    ];
    let good = [
        concat!("src/wo", "rk/x.rs"),
        concat!("https://example.org/ro", "ot"),
        concat!("/wo", "rkbench"),
        concat!("/usr/bin/chro", "mium"),
        concat!("./wo", "rk/"),
    ];
    tells_apart("x.md", &good, &bad, machine_paths);
}

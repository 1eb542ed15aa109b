//! What the app says: every sentence pattern stands in `docs/wording.md`, to be read in one go, and none
//! has words that say less than others would.

use std::fmt::Write as _;

use whocan_core::models::ModelKind;

use super::source::{File, files, strings, without_tests};
use super::{Wrong, holds, tells_apart};
use crate::shipped::top;

/// Words that plain sentences do without, and what to write.
const VAGUE: &[(&str, &str)] = &[
    ("somebody", "a person, or their name"),
    ("nobody in particular", "no group or post"),
    ("comes to", "is, or gives"),
    ("come to", "be, or give"),
    ("comes out", "the outcome"),
    ("come out", "the outcome"),
    ("what is set", "the entries, the levels, the ticks"),
    ("has no say", "does not count"),
    ("have no say", "do not count"),
    ("is heard", "counts"),
    ("stands in its way", "limits it"),
];

/// Whether a text is a sentence, or the pattern of one: not a name, a key or a class.
fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    let is_file = text.starts_with("{{");
    !is_file && (words > 1 && text.ends_with(['.', '?', '!']) || words > 3 && text.contains('{'))
}

/// The sentences of a file, each once, in its order.
fn sentences(file: &File) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in strings(&without_tests(&file.text)) {
        if is_sentence(&text) && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// The files that speak: not those that are only compiled for tests, and not the examples' data.
fn speaking(folder: &str) -> Vec<File> {
    let wanted = |name: &str| name.starts_with(folder) && name.ends_with(".rs");
    files(wanted).into_iter().filter(|file| !file.is_test()).collect()
}

/// The first sentence of what a file says it is.
fn first_sentence(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//! "));
    let about = lines.collect::<Vec<_>>().join(" ");
    about
        .split_once(". ")
        .map_or(about.as_str(), |(first, _)| first)
        .trim_end_matches('.')
        .to_owned()
}

fn list(page: &mut String, files: &[File]) {
    for file in files {
        let all = sentences(file);
        if all.is_empty() {
            continue;
        }
        let name = file.name.rsplit('/').next().unwrap_or_default();
        writeln!(page, "\n### {name}: {}\n", first_sentence(&file.text)).unwrap();
        for sentence in all {
            writeln!(page, "- {}", sentence.trim().replace('\n', " ")).unwrap();
        }
    }
}

fn page() -> String {
    let mut page = "# Wording\n\n\
        Every sentence pattern of the engine, made from the code: what stands in braces is filled in.\n\
        `WHOCAN_WRITE=1 cargo test -p whocan-core --test it wording` writes this page anew.\n"
        .to_owned();
    for kind in ModelKind::ALL {
        writeln!(page, "\n## {}", kind.info().title).unwrap();
        list(&mut page, &speaking(&format!("crates/core/src/models/{}/", kind.key())));
    }
    page.push_str("\n## All systems\n");
    for folder in ["query", "directory", "document", "model", "verdict", "format", "paste"] {
        list(&mut page, &speaking(&format!("crates/core/src/{folder}/")));
    }
    page
}

#[test]
fn every_sentence_stands_in_the_list() {
    let (path, page) = (top().join("docs/wording.md"), page());
    assert!(page.lines().filter(|line| line.starts_with("- ")).count() > 300, "too few: {page}");
    if std::env::var_os("WHOCAN_WRITE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = page.lines().zip(known.lines()).find(|(is, was)| is != was);
    assert!(
        page == known,
        "docs/wording.md is not of these sources; its page says how: {differs:?}"
    );
}

fn vague(file: &File) -> Vec<Wrong> {
    let mut found = Vec::new();
    for text in strings(&without_tests(&file.text)).filter(|text| text.contains(' ')) {
        let lower = text.to_lowercase();
        for (word, better) in VAGUE.iter().filter(|(word, _)| lower.contains(word)) {
            let line = 1 + file.text.split(&*text).next().unwrap_or_default().matches('\n').count();
            found.push((line, format!("says `{word}`; better: {better}: {text}")));
        }
    }
    found
}

#[test]
fn what_is_said_is_plain() {
    let said = ["crates/core/src/", "crates/cli/src/", "src/"].iter().flat_map(|it| speaking(it));
    let said: Vec<File> = said.filter(|file| !file.name.contains("/examples/")).collect();
    holds(&said, 200, vague);
    let good = ["// somebody comes to it", "\"Amy has Read.\"", "\"somebody\"", "\"Deny counts.\""];
    let bad =
        ["\"Somebody has Read.\"", "\"It comes \\\n    to Deny.\"", "f(\"x\", \"no comes out.\")"];
    tells_apart("src/x.rs", &good, &bad, vague);
}

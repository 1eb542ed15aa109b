//! The project's files as text, and just enough of Rust's grammar to look at code without comments,
//! strings and tests.

use std::fs;
use std::path::Path;

use crate::shipped::top;

/// A text file with its path below the project's top, with slashes.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl File {
    /// Whether it stands below one of these folders.
    pub(crate) fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.name.starts_with(&format!("{folder}/")))
    }

    /// Whether the whole file is compiled for tests only.
    pub(crate) fn is_test(&self) -> bool {
        let last = self.name.rsplit('/').next().unwrap_or_default();
        self.is_below(&["tests"])
            || self.name.contains("/tests/")
            || ["tests.rs", "oracle.rs", "conformance.rs"].contains(&last)
    }
}

/// What is made by tools or fetched, not written.
const MADE: &[&str] =
    &[".git", "dist", "node_modules", "tests/bench/page/node_modules", "tests/e2e/results"];

/// All text files that `wanted` takes, by their names, in order.
pub(crate) fn files(wanted: impl Fn(&str) -> bool) -> Vec<File> {
    let mut found = Vec::new();
    collect(&top(), "", &wanted, &mut found);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The Rust files below the given folders.
pub(crate) fn rust(folders: &[&str]) -> Vec<File> {
    files(|name| {
        name.ends_with(".rs")
            && folders.iter().any(|folder| name.starts_with(&format!("{folder}/")))
    })
}

fn collect(folder: &Path, name: &str, wanted: &impl Fn(&str) -> bool, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let own = entry.file_name().into_string().unwrap();
        let name = if name.is_empty() { own } else { format!("{name}/{own}") };
        if MADE.contains(&name.as_str()) || name.starts_with("target") {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &name, wanted, found);
        } else if wanted(&name)
            && let Ok(text) = String::from_utf8(fs::read(entry.path()).unwrap())
        {
            found.push(File { name, text });
        }
    }
}

/// What stays of strings.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Strings {
    Keep,
    Blank,
}

/// The code without its comments, every line where it was.
pub(crate) fn code(text: &str, strings: Strings) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let blank = |out: &mut String, part: &[char]| {
        out.extend(part.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
    };
    while at < chars.len() {
        let rest = &chars[at..];
        let (length, keep) = if rest.starts_with(&['/', '/']) {
            (rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()), false)
        } else if rest.starts_with(&['/', '*']) {
            (block_comment(rest), false)
        } else if let Some(length) = string(rest, at > 0 && is_word(chars[at - 1])) {
            (length, strings == Strings::Keep)
        } else {
            (1, true)
        };
        let part = &rest[..length];
        if keep {
            out.extend(part)
        } else {
            blank(&mut out, part)
        }
        at += length;
    }
    out
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// The strings of a text as they read when the program runs: not those in comments.
pub(crate) fn strings(text: &str) -> impl Iterator<Item = String> {
    let kept: Vec<char> = code(text, Strings::Keep).chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < kept.len() {
        let length = string(&kept[at..], at > 0 && is_word(kept[at - 1]));
        let text = &kept[at..at + length.unwrap_or(1)];
        let opens = text.iter().position(|c| *c == '"').filter(|_| length.is_some());
        if let Some(opens) = opens.filter(|_| text[0] != '\'') {
            let (prefix, text) = text.split_at(opens);
            let hashes = prefix.iter().filter(|c| **c == '#').count();
            let inner = &text[1..text.len() - 1 - hashes];
            found.push(if prefix.contains(&'r') { inner.iter().collect() } else { read(inner) });
        }
        at += length.unwrap_or(1);
    }
    found.into_iter()
}

/// A string without its escapes.
fn read(inner: &[char]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < inner.len() {
        match inner[at..] {
            ['\\', '\n', ..] => {
                at += 1 + inner[at + 1..].iter().take_while(|c| c.is_whitespace()).count();
                continue;
            }
            ['\\', 'n', ..] => out.push('\n'),
            ['\\', 't', ..] => out.push('\t'),
            ['\\', other, ..] => out.push(other),
            _ => {
                out.push(inner[at]);
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    out
}

/// The length of the string or character that starts here. `in_word` says that this letter belongs
/// to a word that began before it, so that it is no string's prefix.
fn string(rest: &[char], in_word: bool) -> Option<usize> {
    if rest[0] == '\'' {
        // A character, or a lifetime.
        return match rest {
            ['\'', '\\', _, tail @ ..] => Some(tail.iter().position(|c| *c == '\'')? + 4),
            ['\'', _, '\'', ..] => Some(3),
            _ => None,
        };
    }
    let prefix = if in_word {
        0
    } else {
        rest.iter().take(3).take_while(|c| ['b', 'c', 'r'].contains(c)).count()
    };
    let raw = rest[..prefix].contains(&'r');
    let hashes = if raw { rest[prefix..].iter().take_while(|c| **c == '#').count() } else { 0 };
    let start = prefix + hashes;
    if rest.get(start) != Some(&'"') {
        return None;
    }
    let mut at = start + 1;
    while at < rest.len() {
        match rest[at] {
            '\\' if !raw => at += 2,
            '"' if rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes => {
                return Some(at + 1 + hashes);
            }
            _ => at += 1,
        }
    }
    Some(rest.len())
}

/// The text with every `#[cfg(test)]` item left blank. The layout of rustfmt says where one ends.
pub(crate) fn without_tests(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let (semicolon, brace) = (';', format!("{indent}}}"));
        out.push('\n');
        for line in lines.by_ref() {
            out.push('\n');
            let whole = line.starts_with(indent) && !line[indent.len()..].starts_with(' ');
            if whole && (line.trim_end().ends_with(semicolon) || line.trim_end() == brace) {
                break;
            }
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The words of a text with their lines.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().zip(1..).flat_map(|(line, number)| {
        let words = line.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
        words.map(move |word| (number, word))
    })
}

/// The paths from a crate's top that a file names, with their lines: `crate::a::{b, c::d}` is
/// `a::b` and `a::c::d`, `whocan_core::a` is `a`, and `super::` is looked up from the file's own place.
pub(crate) fn paths(file: &File) -> Vec<(usize, Vec<String>)> {
    let bare = code(&without_tests(&file.text), Strings::Blank);
    let tokens = tokens(&bare);
    let own = module(&file.name);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (line, token) = &tokens[at];
        let follows = at.checked_sub(1).is_some_and(|before| tokens[before].1 == "::");
        let mut base = match token.as_str() {
            "crate" | "whocan_core" | "whocan_storage" if !follows => Some(Vec::new()),
            "super" if !follows => Some(own.clone()),
            _ => None,
        };
        if base.is_none() || tokens.get(at + 1).is_none_or(|(_, next)| next != "::") {
            at += 1;
            continue;
        }
        while tokens.get(at).is_some_and(|(_, token)| token == "super") {
            base.as_mut().unwrap().pop();
            at += 2;
        }
        if token != "super" {
            at += 2;
        }
        at = tree(&tokens, at, &base.unwrap(), *line, &mut found);
    }
    found
}

/// Follows one path, and every branch of it; says where it ends.
fn tree(
    tokens: &[(usize, String)],
    mut at: usize,
    base: &[String],
    line: usize,
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let mut path = base.to_vec();
    loop {
        match tokens.get(at).map(|(_, token)| token.as_str()) {
            Some("{") => {
                at += 1;
                while let Some((line, token)) = tokens.get(at) {
                    match token.as_str() {
                        "}" => return at + 1,
                        "," => at += 1,
                        "as" => at += 2,
                        _ => at = tree(tokens, at, &path, *line, found).max(at + 1),
                    }
                }
                return at;
            }
            Some("*") => {
                found.push((line, path));
                return at + 1;
            }
            Some(word) if word.chars().all(is_word) => {
                path.push(word.to_owned());
                at += 1;
                if tokens.get(at).is_some_and(|(_, token)| token == "::") {
                    at += 1;
                    continue;
                }
            }
            _ => {}
        }
        found.push((line, path));
        return at;
    }
}

fn tokens(bare: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (line, number) in bare.lines().zip(1..) {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if is_word(first) {
                rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            found.push((number, rest[..length].to_owned()));
            rest = rest[length..].trim_start();
        }
    }
    found
}

/// The module that a file is in its crate.
fn module(name: &str) -> Vec<String> {
    let name = name.split_once("src/").map_or(name, |(_, name)| name);
    let name = name.strip_suffix(".rs").unwrap_or(name);
    let name = name.strip_suffix("/mod").unwrap_or(name);
    name.split('/').map(str::to_owned).collect()
}

#[test]
fn code_is_told_from_comments_and_strings() {
    let text =
        "a // b\n\"c // d\" /* e /* f */ g */ h r#\"i \" j\"# 'k' '\\'' b\"l\\\"m\" <'n> o\n";
    let kept = code(text, Strings::Keep);
    let bare = code(text, Strings::Blank);
    let seen =
        |text: &str| words(text).map(|(_, word)| word.to_owned()).collect::<Vec<_>>().join(" ");
    assert_eq!(seen(&kept), "a c d h r i j k b l m n o");
    assert_eq!(seen(&bare), "a h n o");
    assert_eq!(kept.lines().count(), 2);
}

#[test]
fn strings_read_as_when_the_program_runs() {
    let text = "f(\"a \\\"b\\\" \\\n     c\", '\"', r#\"d \"e\"\"#); // \"no\"\n\"f\\n\"";
    assert_eq!(strings(text).collect::<Vec<_>>(), ["a \"b\" c", "d \"e\"", "f\n"]);
}

#[test]
fn tests_are_cut_out() {
    let text =
        "a\n#[cfg(test)]\nmod b;\nc\n    #[cfg(test)]\n    fn d() {\n        e;\n    }\n    f\n";
    let left = without_tests(text);
    assert_eq!(words(&left).collect::<Vec<_>>(), [(1, "a"), (4, "c"), (9, "f")]);
}

#[test]
fn paths_are_found_in_all_their_branches() {
    let text = "use crate::a::{self, b, c::{d as e, f}};\nfn g() -> super::h::I { crate::j::<K>() }\n\
                use super::super::l::*; use x::crate_y; pub(crate) use super::{m, n::o}; use whocan_core::p::q;";
    let file = File { name: "src/one/two.rs".to_owned(), text: text.to_owned() };
    let found: Vec<String> =
        paths(&file).iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect();
    assert_eq!(
        found,
        [
            "1 a::self",
            "1 a::b",
            "1 a::c::d",
            "1 a::c::f",
            "2 one::h::I",
            "2 j",
            "3 l",
            "3 one::m",
            "3 one::n::o",
            "3 p::q"
        ]
    );
    let file = File { name: "src/one/two/mod.rs".to_owned(), text: "super::a".to_owned() };
    assert_eq!(paths(&file), [(1, vec!["one".to_owned(), "a".to_owned()])]);
}

//! The house rules as tests that read the source tree. Each rule is a function from a text to what
//! is wrong in it; its test shows that it tells good from bad, and then runs it over the project.

mod layers;
mod rules;
mod source;
mod styles;
mod wording;
mod words;

use source::File;

/// What is wrong, with the line it stands on, from 1.
pub(crate) type Wrong = (usize, String);

/// Runs a rule over files. `least` is how many files there are at least: a test that looks at
/// nothing would hold whatever the files say.
#[track_caller]
fn holds(files: &[File], least: usize, rule: impl Fn(&File) -> Vec<Wrong>) {
    assert!(files.len() >= least, "only {} files were looked at", files.len());
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let found = rule(file).into_iter();
            found.map(|(line, what)| format!("{}:{line}: {what}", file.name)).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Shows that a rule finds something in each bad text and nothing in any good one. Texts are files
/// of the given name.
#[track_caller]
fn tells_apart(name: &str, good: &[&str], bad: &[&str], rule: impl Fn(&File) -> Vec<Wrong>) {
    let file = |text: &&str| File { name: name.to_owned(), text: (*text).to_owned() };
    for text in good {
        assert_eq!(rule(&file(text)), [], "{name} is good: {text}");
    }
    for text in bad {
        assert_ne!(rule(&file(text)), [], "{name} is bad: {text}");
    }
}

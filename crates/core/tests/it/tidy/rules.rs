//! Every numbered rule of a model is upheld somewhere in its code, tried by a test or a scenario,
//! and listed at the top of the model.

use whocan_core::models::ModelKind;

use super::source::{File, files, without_tests, words};

/// The rules that a text does not name.
fn unnamed<'r>(rules: &[&'r str], text: &str) -> Vec<&'r str> {
    let named: Vec<&str> = words(text).map(|(_, word)| word).collect();
    rules.iter().filter(|rule| !named.contains(rule)).copied().collect()
}

/// A model's own file without the list of rules at its top and their table.
fn without_tables(text: &str) -> String {
    let mut in_table = false;
    let lines = text.lines().filter(|line| {
        in_table |= line.starts_with("rules! {");
        let keep = !in_table && !line.starts_with("//!");
        in_table &= *line != "}";
        keep
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text of all files that `wanted` takes.
fn joined(
    files: &[File],
    wanted: impl Fn(&File) -> bool,
    part: impl Fn(&File) -> String,
) -> String {
    let parts: Vec<String> = files.iter().filter(|file| wanted(file)).map(part).collect();
    parts.join("\n")
}

#[test]
fn every_rule_is_upheld_and_tried() {
    for kind in ModelKind::ALL {
        let key = kind.key();
        let rules: Vec<&str> = kind.info().rules.iter().map(|rule| rule.id).collect();
        assert!(rules.len() >= 5, "{key} has only {rules:?}");
        let folder = format!("crates/core/src/models/{key}/");
        let files = files(|name| name.starts_with(&folder));
        let is_rust = |file: &File| file.name.ends_with(".rs");
        let tried = |file: &File| {
            let scenario = file.name.contains("/scenarios/") && file.name.ends_with(".whocan.json");
            scenario || is_rust(file) && (file.is_test() || file.name.contains("/tests/"))
        };
        let tests = joined(&files, tried, |file| file.text.clone());
        assert_eq!(unnamed(&rules, &tests), [] as [&str; 0], "{key}: not tried by any test");

        let upholds = |file: &File| is_rust(file) && !tried(file);
        let code = joined(&files, upholds, |file| without_tables(&without_tests(&file.text)));
        assert_eq!(unnamed(&rules, &code), [] as [&str; 0], "{key}: not cited where it is upheld");
    }
}

#[test]
fn a_rule_that_nobody_names_is_noticed() {
    assert_eq!(unnamed(&["R1", "R2", "R12"], "// R1: so\n\"R12\""), ["R2"]);
    assert_eq!(unnamed(&["R1"], "R11 R10"), ["R1"]);
    let text = "rules! {\n    R2 stated \"so\";\n}\n// R3: here\n";
    assert_eq!(unnamed(&["R1", "R2", "R3"], &without_tables(text)), ["R1", "R2"]);
}

/// The toy shows how little a model takes.
#[test]
fn a_model_takes_fewer_than_300_lines() {
    let toy = files(|name| name.starts_with("crates/core/src/models/toy/"));
    assert!(toy.iter().any(|file| file.name.ends_with("mod.rs")), "there is no toy");
    let lines: usize = toy.iter().map(|file| file.text.lines().count()).sum();
    assert!(lines < 300, "the toy has {lines} lines");
}

//! Holds the tokens to what the look promises: each pair of colours that may meet is told apart well
//! enough (WCAG 2.2, in both themes), and no style sheet uses a token that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path, ending));
        } else if path.extension().is_some_and(|end| end == ending) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn tokens_sheet() -> String {
    fs::read_to_string(root().join("style/tokens.css")).unwrap()
}

/// The luminance of `#rrggbb`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let byte = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
        let value = f64::from(byte) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every token that is a colour of its own: light and dark.
fn colours() -> BTreeMap<String, [String; 2]> {
    let sheet = tokens_sheet();
    let declared = sheet.split(';').filter_map(|declaration| {
        let (name, value) = declaration.rsplit_once("--")?.1.split_once(": light-dark(")?;
        let (light, dark) = value.strip_suffix(')')?.split_once(", ")?;
        let plain = |colour: &str| colour.len() == 7 && colour.starts_with('#');
        (plain(light) && plain(dark))
            .then(|| (name.to_owned(), [light.to_owned(), dark.to_owned()]))
    });
    declared.collect()
}

const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

/// Grounds that hold text of any kind.
const GROUNDS: &[&str] = &["canvas", "surface", "raised", "sunken", "hover", "cross", "wash"];

/// Who may stand on what, and how well it must be told from it.
fn pairs() -> Vec<(&'static str, &'static str, f64)> {
    let mut pairs = Vec::new();
    let mut on = |inks: &[&'static str], grounds: &[&'static str], least: f64| {
        for ink in inks {
            pairs.extend(grounds.iter().map(|ground| (*ink, *ground, least)));
        }
    };
    on(&["ink", "ink-2", "ink-3", "action", "action-2", "gain", "lose", "warn"], GROUNDS, TEXT);
    on(&["ink", "ink-2", "action", "action-2"], &["wash-2"], TEXT);
    on(&["gain", "ink"], &["gain-wash"], TEXT);
    on(&["lose", "ink"], &["lose-wash"], TEXT);
    on(&["warn", "ink", "gain", "lose"], &["warn-wash"], TEXT);
    on(&["on-action"], &["action", "action-2"], TEXT);
    on(&["tone-low-ink"], &["tone-low"], TEXT);
    on(&["tone-middle-ink"], &["tone-middle"], TEXT);
    on(&["tone-full-ink"], &["tone-full"], TEXT);
    // A tooltip is written the other way round.
    on(&["surface"], &["ink"], TEXT);

    on(&["control", "tone-none", "focus", "change"], GROUNDS, SHAPE);
    on(&["focus"], &["tone-low", "tone-middle", "wash-2"], SHAPE);
    on(&["change"], &["warn-wash"], SHAPE);
    on(&["warn"], &["tone-low", "tone-middle"], SHAPE);
    on(
        &[
            "accent-processes",
            "accent-acl",
            "accent-attributes",
            "accent-resources",
            "accent-features",
        ],
        &["canvas", "surface", "wash"],
        SHAPE,
    );
    pairs
}

#[test]
fn every_pair_of_colours_that_meets_is_told_apart() {
    let colours = colours();
    let mut faults = Vec::new();
    let pairs = pairs();
    assert!(pairs.len() > 66, "{}", pairs.len());
    for (ink, ground, least) in pairs {
        let of = |name: &str| colours.get(name).unwrap_or_else(|| panic!("no colour {name}"));
        let themes = of(ink).iter().zip(of(ground)).zip(["light", "dark"]);
        faults.extend(themes.filter_map(|((ink_value, ground_value), theme)| {
            let is = contrast(ink_value, ground_value);
            (is < least).then(|| format!("{ink} on {ground}, {theme}: {is:.2} of {least}"))
        }));
    }
    assert_eq!(faults, [""; 0]);
}

#[test]
fn contrast_is_worked_out_as_wcag_does() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.001);
    assert!((contrast("#ffffff", "#767676") - 4.54).abs() < 0.005);
    assert!((contrast("#2b59d3", "#2b59d3") - 1.0).abs() < 0.001);
}

/// The names that follow a mark, each up to what no name holds.
fn names<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(mark).filter_map(move |(at, _)| {
        let rest = &text[at + mark.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))?;
        Some(&rest[..end]).filter(|name| !name.is_empty())
    })
}

#[test]
fn every_token_that_a_sheet_uses_is_defined() {
    let sheets = files_below(&root().join("style"), "css");
    assert!(sheets.len() > 5, "{}", sheets.len());
    let mut defined = BTreeSet::new();
    for (_, sheet) in &sheets {
        defined.extend(sheet.lines().filter_map(|line| {
            let (name, _) = line.trim_start().strip_prefix("--")?.split_once(':')?;
            Some(name.to_owned())
        }));
    }
    // What an element is given by the program.
    for (_, code) in files_below(&root().join("src"), "rs") {
        defined.extend(names(&code, "\"--").map(str::to_owned));
        defined.extend(names(&code, "style:--").map(str::to_owned));
    }
    let missing: Vec<String> = sheets
        .iter()
        .flat_map(|(path, sheet)| {
            let used = names(sheet, "var(--").filter(|name| !defined.contains(*name));
            used.map(|name| format!("{}: --{name}", path.display())).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_sheet_is_in_the_page_and_in_a_layer() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    for (path, sheet) in files_below(&root().join("style"), "css") {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        assert!(page.contains(&format!("href=\"{name}\"")), "{name} is not in the page");
        assert!(sheet.contains("@layer"), "{name} is in no layer");
    }
}

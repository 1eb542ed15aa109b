//! What style sheets and mark-up may say: colours are tokens, and no element carries its style as an
//! attribute, which the page's security policy would refuse.

use super::source::{File, Strings, code, files, rust};
use super::{Wrong, holds, tells_apart};

/// Functions that make a colour of numbers.
const FUNCTIONS: &[&str] =
    &["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];

/// Names of colours that people reach for.
const NAMED: &[&str] = &[
    "white", "black", "red", "green", "blue", "gray", "grey", "silver", "yellow", "orange",
    "purple", "navy", "teal", "crimson", "gold",
];

fn raw_colours(file: &File) -> Vec<Wrong> {
    if file.name == "style/tokens.css" {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, value) in values(&file.text) {
        let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        for (at, _) in value.match_indices('#') {
            let digits = value[at + 1..].chars().take_while(|c| part(*c)).collect::<String>();
            let hex = digits.chars().all(|c| c.is_ascii_hexdigit());
            if hex && [3, 4, 6, 8].contains(&digits.len()) {
                found.push((line, format!("#{digits} is no token")));
            }
        }
        for function in FUNCTIONS {
            let call = |(at, _): (usize, &str)| !value[..at].ends_with(part);
            if value.match_indices(function).any(call) {
                found.push((line, format!("{function}) is no token")));
            }
        }
        for word in value.split(|c| !part(c)).filter(|word| NAMED.contains(word)) {
            found.push((line, format!("{word} is no token")));
        }
    }
    found
}

/// The values of all declarations, each with the line on which its declaration begins. What ends
/// with an opening brace is a selector.
fn values(css: &str) -> Vec<(usize, String)> {
    let css = without_comments(css);
    let (mut found, mut declaration, mut line, mut start) = (Vec::new(), String::new(), 1, 1);
    for c in css.chars() {
        if declaration.trim().is_empty() {
            start = line;
        }
        match c {
            '{' => declaration.clear(),
            ';' | '}' => {
                if let Some((_, value)) = declaration.split_once(':') {
                    found.push((start, value.trim().to_lowercase()));
                }
                declaration.clear();
            }
            c => declaration.push(c),
        }
        line += usize::from(c == '\n');
    }
    found
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[test]
fn colours_are_tokens() {
    holds(&files(|name| name.starts_with("style/") && name.ends_with(".css")), 4, raw_colours);
    let good = [
        "#add { color: var(--text-red) }",
        "a { color: currentColor; background: transparent }",
        "/* #fff */ a::before { content: var(--mark); mask: url(#shape) }",
        "a { color: color-mix(in oklab, var(--text) 50%, transparent) }",
        ".black:hover { & #bad { margin: 0 } }",
    ];
    let bad = [
        "a { color: #fff }",
        "a { border: 1px solid #A0B1C2; }",
        "a {\n  background: rgb(0 0 0)\n}",
        "a { color: oklch(50% 0 0) }",
        "a { & b { color: white } }",
    ];
    tells_apart("style/components/button.css", &good, &bad, raw_colours);
    tells_apart("style/tokens.css", &bad, &[], raw_colours);
    let file =
        File { name: "style/x.css".to_owned(), text: "/*\n*/ a {\n  color: red;\n}".to_owned() };
    assert_eq!(raw_colours(&file), [(3, "red is no token".to_owned())]);
}

fn style_attributes(file: &File) -> Vec<Wrong> {
    let text = if file.name.ends_with(".rs") {
        code(&file.text, Strings::Keep)
    } else {
        file.text.clone()
    };
    let lines = text.lines().zip(1..).filter(|(line, _)| {
        ["style=\"", "style='", "style=\\\""].iter().any(|attribute| {
            let starts = |(at, _): (usize, &str)| {
                line[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '"')
            };
            line.match_indices(attribute).any(starts)
        })
    });
    lines.map(|(_, number)| (number, "carries its style as an attribute".to_owned())).collect()
}

#[test]
fn no_element_carries_its_style_as_an_attribute() {
    let mut pages = rust(&["src"]);
    pages.extend(files(|name| name == "index.html"));
    assert_eq!(pages.iter().filter(|file| file.name == "index.html").count(), 1);
    holds(&pages, 40, style_attributes);
    let good =
        ["view! { <p style:height=height></p> }", "// style=\"\" is refused", "data-style=\"a\""];
    let bad =
        ["view! { <p style=\"height: 1px\"></p> }", "x(\"<p style='a'>\")", "<p\n style=\"\">"];
    tells_apart("src/ui/x.rs", &good, &bad, style_attributes);
    tells_apart("index.html", &["<p class=\"style\">"], &["<p style=\"a\">"], style_attributes);
}

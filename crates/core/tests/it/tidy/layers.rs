//! What no crate can say: the order of the core's layers, that models and their screens know nothing of
//! their siblings, what the components must not know, and what only one place may touch.

use super::source::{File, Strings, code, paths, rust, without_tests, words};
use super::{Wrong, holds, tells_apart};

/// The core's layers: each may name itself and those before it.
const LAYERS: &[&str] = &[
    "shared",
    "text",
    "search",
    "keys",
    "format",
    "enum_set",
    "table",
    "paste",
    "directory",
    "verdict",
    "diff",
    "model",
    "models",
    "document",
    "query",
    "examples",
];

/// What knows permissions.
const DOMAIN: &[&str] = &["directory", "verdict", "model", "models", "document", "query"];

fn crossings(file: &File) -> Vec<Wrong> {
    if file.is_test() {
        return Vec::new();
    }
    let named = paths(file).into_iter();
    named
        .filter(|(_, path)| !may_name(file, path))
        .map(|(line, path)| (line, format!("may not name {}", path.join("::"))))
        .collect()
}

fn may_name(file: &File, path: &[String]) -> bool {
    let (Some(to), then) = (path.first(), path.get(1).map(String::as_str)) else { return true };
    let to = to.as_str();
    if let Some(own) = file.name.strip_prefix("crates/core/src/") {
        let place = |layer: &str| LAYERS.iter().position(|other| *other == layer);
        let own = own.split('/').next().unwrap_or_default();
        let own = own.strip_suffix(".rs").unwrap_or(own);
        return own == "lib" || place(to).is_some_and(|to| Some(to) <= place(own));
    }
    if file.is_below(&["src/components", "src/grid"]) {
        return !DOMAIN.contains(&to)
            && !["state", "systems", "examples", "inspector", "pages", "shell"].contains(&to);
    }
    // They are pages. Of the others they may ask what groups are called and made of, and use their words.
    if file.is_below(&["src/systems"]) {
        let words = path.get(1..3).is_some_and(|it| it == ["ask", "words"]);
        return to != "shell" && (to != "pages" || then == Some("groups") || words);
    }
    if file.is_below(&["src/state", "src/platform"]) {
        return !["systems", "pages", "shell", "inspector"].contains(&to);
    }
    true
}

#[test]
fn each_layer_names_only_those_before_it() {
    holds(&rust(&["crates/core/src", "src"]), 40, crossings);
    let query = [
        "use crate::{document, model::Ask};",
        "#[cfg(test)]\nmod tests {\n    crate::examples::find\n}\n",
    ];
    let bad = ["use crate::{query, examples};", "crate::examples::x()"];
    tells_apart("crates/core/src/query/x.rs", &query, &bad, crossings);
    let (good, bad) = (["use std::sync::Arc;"], ["use crate::format::Json;"]);
    tells_apart("crates/core/src/shared.rs", &good, &bad, crossings);
    let good = ["use crate::model::Model;", "use crate::format::{Json, Object};"];
    let bad = ["use crate::document::Document;", "crate::query::x()"];
    tells_apart("crates/core/src/models/acl/edit.rs", &good, &bad, crossings);
    tells_apart("crates/core/src/models/acl/tests.rs", &bad, &[], crossings);
    let good = [
        "use crate::components::Button;",
        "whocan_core::model::ModelInfo",
        "super::x",
        "use crate::state::Session;",
        "crate::platform::x",
        "use crate::pages::groups::ask::Ask;",
    ];
    let bad = ["use crate::shell::Shell;", "use crate::pages::checks::x;", "crate::pages::ask::x"];
    tells_apart("src/systems/acl/mod.rs", &good, &bad, crossings);
    let bad = [
        "use whocan_core::model::ModelInfo;",
        "use crate::state::Session;",
        "crate::pages::x",
        "crate::systems::x",
    ];
    tells_apart("src/grid/mod.rs", &["use crate::components::Button;"], &bad, crossings);
    let good = ["use whocan_core::document::x;", "use crate::state::context::AppContext;"];
    let bad = ["crate::pages::x", "crate::systems::editor"];
    tells_apart("src/state/mod.rs", &good, &bad, crossings);
}

/// The model that a file belongs to.
fn model_of(name: &str) -> Option<&str> {
    let below = ["crates/core/src/models/", "src/systems/"];
    let own = below.iter().find_map(|folder| name.strip_prefix(folder))?;
    own.split_once('/').map(|(model, _)| model)
}

fn siblings(file: &File, models: &[String]) -> Vec<Wrong> {
    let Some(own) = model_of(&file.name) else { return Vec::new() };
    let sibling = |path: &[String]| match path {
        [of, other, ..] => {
            (of == "models" || of == "systems") && other != own && models.contains(other)
        }
        _ => false,
    };
    let named = paths(file).into_iter();
    named
        .filter(|(_, path)| sibling(path))
        .map(|(line, path)| (line, format!("imports its sibling {}", path.join("::"))))
        .collect()
}

#[test]
fn a_model_never_imports_a_sibling() {
    let files = rust(&["crates/core/src/models", "src/systems"]);
    let mut models: Vec<String> =
        files.iter().filter_map(|file| model_of(&file.name)).map(str::to_owned).collect();
    models.dedup();
    assert!(models.contains(&"processes".to_owned()), "{models:?}");
    holds(&files, 12, |file| siblings(file, &models));

    let models = ["acl".to_owned(), "features".to_owned()];
    let rule = |file: &File| siblings(file, &models);
    let good = ["use crate::models::acl::Policy;", "use crate::models::ModelKind;", "super::x"];
    let bad = ["use crate::models::features::Edit;", "use crate::models::{acl, features};"];
    let edit = "crates/core/src/models/acl/edit.rs";
    tells_apart(edit, &good, &bad, rule);
    tells_apart(edit, &[], &["super::super::features::Edit"], rule);
    tells_apart("crates/core/src/models/acl/mod.rs", &[], &["use super::features;"], rule);
    let bad = ["super::super::features::x", "use whocan_core::models::features::Edit;"];
    tells_apart("src/systems/acl/grid.rs", &["whocan_core::models::acl::Edit"], &bad, rule);
}

/// What reaches out of the page, as it is spelt in code without spaces.
const OUTSIDE: &[&str] = &[
    "local_storage",
    "LocalStorage::",
    "gloo_storage",
    "session_storage",
    "SessionStorage::",
    "Date::now",
    "Date::new_0",
    ".clipboard(",
    ".location(",
    "FileReader",
];

fn reaching_out(file: &File) -> Vec<Wrong> {
    if file.is_below(&["src/platform"]) {
        return Vec::new();
    }
    let bare = code(&file.text, Strings::Blank);
    let lines = bare.lines().zip(1..).flat_map(|(line, number)| {
        let packed: String = line.split_whitespace().collect();
        let found = OUTSIDE.iter().filter(move |outside| packed.contains(**outside));
        found.map(move |outside| (number, format!("only platform may touch {outside}")))
    });
    lines.collect()
}

#[test]
fn only_the_platform_touches_storage_clipboard_clock_and_location() {
    holds(&rust(&["src", "crates"]), 40, reaching_out);
    let bad = [
        "window().local_storage()",
        "LocalStorage::get(key)",
        "js_sys::Date::now()",
        "navigator.clipboard()",
        "window.location().href()",
    ];
    let good = [
        "// local_storage is full",
        "let location = 1;",
        "\"LocalStorage::get\"",
        // Where Leptos keeps what belongs to one thread.
        "StoredValue<Rc<str>, LocalStorage>",
    ];
    tells_apart("src/state/store.rs", &good, &bad, reaching_out);
    tells_apart("src/ui/screens/x.rs", &good, &bad, reaching_out);
    tells_apart("src/platform/storage.rs", &bad, &[], reaching_out);
}

fn serde_elsewhere(file: &File) -> Vec<Wrong> {
    if file.is_test()
        || file.is_below(&["crates/core/src/format", "crates/cli"])
        || file.name.ends_with("/codec.rs")
    {
        return Vec::new();
    }
    let bare = code(&without_tests(&file.text), Strings::Blank);
    let named = words(&bare).filter(|(_, word)| word.starts_with("serde"));
    named.map(|(line, word)| (line, format!("names {word}"))).collect()
}

#[test]
fn serde_stays_where_files_are_read() {
    holds(&rust(&["src", "crates"]), 40, serde_elsewhere);
    let bad = ["use serde::Deserialize;", "serde_json::to_string(x)"];
    tells_apart("crates/core/src/document/mod.rs", &["// serde does not"], &bad, serde_elsewhere);
    for name in [
        "crates/core/src/format/json.rs",
        "crates/core/src/models/acl/codec.rs",
        "crates/cli/src/x.rs",
    ] {
        tells_apart(name, &bad, &[], serde_elsewhere);
    }
}

/// Writing the document: naming its history, or applying a command. Models and the directory apply
/// edits of their own inside, and what asks what an edit would come to does so on a copy. Components
/// and the grid know no document at all.
fn writing(file: &File) -> Vec<Wrong> {
    let may = ["crates/core/src/document", "src/state", "crates/cli", "crates/storage"];
    let asks_what_if = ["snapshot", "wish", "dead_weight"]
        .iter()
        .any(|name| file.name == format!("crates/core/src/query/{name}.rs"));
    if file.is_below(&may) || asks_what_if || file.is_test() {
        return Vec::new();
    }
    let history = paths(file).into_iter().filter_map(|(line, path)| {
        let named = path.first().is_some_and(|first| first == "document")
            && path.iter().any(|part| part == "History");
        named.then(|| (line, "names the history".to_owned()))
    });
    let outside = file.is_below(&[
        "src/inspector",
        "src/pages",
        "src/shell",
        "src/systems",
        "src/platform",
        "crates/core/src/query",
        "crates/core/src/examples",
    ]);
    let bare = code(&without_tests(&file.text), Strings::Blank);
    let applies = bare.lines().zip(1..).filter_map(|(line, number)| {
        let packed: String = line.split_whitespace().collect();
        let applies = outside && packed.contains(".apply(");
        applies.then(|| (number, "applies a command".to_owned()))
    });
    history.chain(applies).collect()
}

#[test]
fn only_the_session_writes_the_document() {
    holds(&rust(&["src", "crates"]), 40, writing);
    let bad = ["use crate::document::{Command, History};", "document.apply(&command)"];
    let good = ["use crate::document::Command;", "use crate::pages::changes::history;"];
    for name in ["src/pages/changes/x.rs", "crates/core/src/query/x.rs"] {
        tells_apart(name, &good, &bad, writing);
    }
    tells_apart("src/systems/acl/x.rs", &[], &bad, writing);
    let edit = "crates/core/src/models/acl/edit.rs";
    tells_apart(edit, &["self.table.apply(edit)"], &bad[..1], writing);
    for name in [
        "src/state/mod.rs",
        "crates/core/src/document/history.rs",
        "crates/core/src/models/acl/tests.rs",
    ] {
        tells_apart(name, &bad, &[], writing);
    }
}

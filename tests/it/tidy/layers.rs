//! Who may name whom: the layers of the core, and what the screens, the views and the platform
//! must not know.

use super::source::{File, Strings, code, paths, rust, without_tests, words};
use super::{Wrong, holds, tells_apart};

/// The core's layers: each may name itself and those before it.
const LAYERS: &[&str] = &[
    "shared",
    "few",
    "text",
    "keys",
    "format",
    "table",
    "paste",
    "directory",
    "verdict",
    "model",
    "models",
    "document",
    "query",
    "examples",
    "cli",
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
    let place = |layer: &str| LAYERS.iter().position(|other| *other == layer);
    let up_to = |layer: &str| place(to).is_some_and(|to| Some(to) <= place(layer));
    let own = file.name.strip_prefix("src/").unwrap_or_default();
    let own = own.split('/').next().unwrap_or_default();
    let own = own.strip_suffix(".rs").unwrap_or(own);
    if file.is_below(&["src/ui/kit"]) {
        let beyond = to == "ui" && then == Some("screens");
        return !DOMAIN.contains(&to) && !["session", "examples", "cli"].contains(&to) && !beyond;
    }
    if file.is_view() {
        return up_to("models") || to == "reactive" || to == "ui" && then != Some("screens");
    }
    // Through its port a model's own view sees the app: the session fills it, the registry hands
    // it over.
    let port = to == "ui" && then == Some("port");
    if file.name == "src/models/mod.rs" && port {
        return true;
    }
    match own {
        "lib" | "main" => true,
        "reactive" => to == "reactive",
        "keeping" => ["shared", "format", "keeping"].contains(&to),
        "workspace" => up_to("document") || ["keeping", "workspace"].contains(&to),
        "platform" => ["shared", "keys", "format", "keeping", "platform"].contains(&to),
        "session" => {
            let beside = ["keeping", "workspace", "platform", "reactive", "session"];
            up_to("examples") || beside.contains(&to) || port
        }
        "ui" => to != "cli",
        layer => up_to(layer),
    }
}

#[test]
fn each_layer_names_only_those_before_it() {
    holds(&rust(&["src"]), 40, crossings);
    let query = [
        "use crate::{document, model::Ask};",
        "#[cfg(test)]\nmod tests {\n    crate::cli::run\n}\n",
    ];
    tells_apart(
        "src/query/x.rs",
        &query,
        &["use crate::{query, cli};", "crate::ui::x()"],
        crossings,
    );
    tells_apart(
        "src/shared.rs",
        &["use std::sync::Arc;"],
        &["use crate::format::Json;"],
        crossings,
    );
    let good = ["use crate::model::Model;", "use crate::format::{Json, Object};"];
    let bad =
        ["use crate::document::Document;", "use crate::session::Session;", "crate::query::x()"];
    tells_apart("src/models/acl/edit.rs", &good, &bad, crossings);
    tells_apart("src/models/acl/tests.rs", &bad, &[], crossings);
    let good = ["use crate::ui::kit::button;", "use super::super::Policy;", "crate::model::About"];
    let bad =
        ["use crate::session::Session;", "use crate::ui::screens::start;", "crate::platform::x"];
    tells_apart("src/models/acl/view/mod.rs", &good, &bad, crossings);
    let bad = ["use crate::model::About;", "use crate::session::Session;", "crate::ui::screens::x"];
    tells_apart("src/ui/kit/grid/mod.rs", &["use crate::ui::kit::button;"], &bad, crossings);
    tells_apart(
        "src/platform/files.rs",
        &["crate::shared::Shared"],
        &["crate::query::x"],
        crossings,
    );
    let port = "use crate::ui::port::Hub;";
    let good = ["crate::document::x", port];
    tells_apart("src/session/mod.rs", &good, &["crate::ui::x"], crossings);
    tells_apart("src/models/mod.rs", &[port], &["crate::ui::kit::x", "crate::query::x"], crossings);
    tells_apart("src/models/acl/edit.rs", &[], &[port], crossings);
    tells_apart("src/ui/screens/x.rs", &["crate::session::x"], &["crate::cli::x"], crossings);
}

/// The model that a file belongs to.
fn model_of(name: &str) -> Option<&str> {
    name.strip_prefix("src/models/")?.split_once('/').map(|(model, _)| model)
}

fn siblings(file: &File, models: &[String]) -> Vec<Wrong> {
    let Some(own) = model_of(&file.name) else { return Vec::new() };
    let sibling = |path: &[String]| match path {
        [models_, other, ..] => models_ == "models" && other != own && models.contains(other),
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
    let files = rust(&["src/models"]);
    let mut models: Vec<String> =
        files.iter().filter_map(|file| model_of(&file.name)).map(str::to_owned).collect();
    models.dedup();
    assert!(models.contains(&"processes".to_owned()), "{models:?}");
    holds(&files, 12, |file| siblings(file, &models));

    let models = ["acl".to_owned(), "features".to_owned()];
    let rule = |file: &File| siblings(file, &models);
    let good = ["use crate::models::acl::Policy;", "use crate::models::ModelKind;", "super::x"];
    let bad = ["use crate::models::features::Edit;", "use crate::models::{acl, features};"];
    tells_apart("src/models/acl/edit.rs", &good, &bad, rule);
    tells_apart("src/models/acl/edit.rs", &[], &["super::super::features::Edit"], rule);
    tells_apart("src/models/acl/mod.rs", &[], &["use super::features;"], rule);
    tells_apart("src/models/acl/view/grid.rs", &[], &["super::super::super::features::x"], rule);
}

/// Crates that only run in a browser.
const BROWSER: &[&str] =
    &["web_sys", "js_sys", "gloo", "leptos", "wasm_bindgen", "console_error_panic_hook"];

fn browser(file: &File) -> Vec<Wrong> {
    let here = ["src/platform", "src/ui", "src/session"];
    let alone = ["src/main.rs", "src/reactive.rs", "tests/bench/measure.rs"];
    if file.is_below(&here) || file.is_view() || alone.contains(&file.name.as_str()) {
        return Vec::new();
    }
    let bare = code(&file.text, Strings::Blank);
    let named =
        words(&bare).filter(|(_, word)| BROWSER.iter().any(|krate| word.starts_with(krate)));
    named.map(|(line, word)| (line, format!("names {word}"))).collect()
}

#[test]
fn the_core_names_no_browser_crate() {
    holds(&rust(&["src", "tests"]), 40, browser);
    let bad =
        ["use web_sys::Window;", "gloo_storage::x", "use leptos::prelude::*;", "js_sys::Date"];
    tells_apart("src/query/x.rs", &["// leptos does that", "\"web_sys\""], &bad, browser);
    tells_apart("src/models/acl/explain.rs", &[], &bad, browser);
    for name in
        ["src/models/acl/view/grid.rs", "src/models/acl/view.rs", "src/ui/x.rs", "src/main.rs"]
    {
        tells_apart(name, &bad, &[], browser);
    }
}

/// What reaches out of the page, as it is spelt in code without spaces.
const OUTSIDE: &[&str] = &[
    "local_storage",
    "LocalStorage",
    "session_storage",
    "SessionStorage",
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
    holds(&rust(&["src"]), 40, reaching_out);
    let bad = [
        "window().local_storage()",
        "LocalStorage::get(key)",
        "js_sys::Date::now()",
        "navigator.clipboard()",
        "window.location().href()",
    ];
    let good = ["// local_storage is full", "let location = 1;", "\"LocalStorage\""];
    tells_apart("src/session/store.rs", &good, &bad, reaching_out);
    tells_apart("src/ui/screens/x.rs", &good, &bad, reaching_out);
    tells_apart("src/platform/storage.rs", &bad, &[], reaching_out);
}

fn serde_elsewhere(file: &File) -> Vec<Wrong> {
    if file.is_below(&["src/format", "src/cli"]) || file.name.ends_with("/wire.rs") {
        return Vec::new();
    }
    let bare = code(&without_tests(&file.text), Strings::Blank);
    let named = words(&bare).filter(|(_, word)| word.starts_with("serde"));
    named.map(|(line, word)| (line, format!("names {word}"))).collect()
}

#[test]
fn serde_stays_where_files_are_read() {
    holds(&rust(&["src"]), 40, serde_elsewhere);
    let bad = ["use serde::Deserialize;", "serde_json::to_string(x)"];
    tells_apart("src/document/mod.rs", &["// serde does not"], &bad, serde_elsewhere);
    for name in ["src/format/json.rs", "src/models/acl/wire.rs", "src/cli/x.rs"] {
        tells_apart(name, &bad, &[], serde_elsewhere);
    }
}

/// Writing the document: naming its history, or applying a command. Models and the directory apply
/// edits of their own inside.
fn writing(file: &File) -> Vec<Wrong> {
    let may = ["src/document", "src/session", "src/cli"];
    if file.is_below(&may) || file.is_test() {
        return Vec::new();
    }
    let history = paths(file).into_iter().filter_map(|(line, path)| {
        let named = path.first().is_some_and(|first| first == "document")
            && path.iter().any(|part| part == "History");
        named.then(|| (line, "names the history".to_owned()))
    });
    let outside = file.is_below(&["src/ui", "src/platform", "src/query", "src/examples"]);
    let bare = code(&without_tests(&file.text), Strings::Blank);
    let applies = bare.lines().zip(1..).filter_map(|(line, number)| {
        let packed: String = line.split_whitespace().collect();
        let applies = (outside || file.is_view()) && packed.contains(".apply(");
        applies.then(|| (number, "applies a command".to_owned()))
    });
    history.chain(applies).collect()
}

#[test]
fn only_the_session_writes_the_document() {
    holds(&rust(&["src"]), 40, writing);
    let bad = ["use crate::document::{Command, History};", "document.apply(&command)"];
    let good = ["use crate::document::Command;", "use crate::ui::screens::history;"];
    for name in ["src/ui/screens/x.rs", "src/query/x.rs"] {
        tells_apart(name, &good, &bad, writing);
    }
    tells_apart("src/models/acl/view/x.rs", &[], &bad, writing);
    tells_apart("src/models/acl/edit.rs", &["self.table.apply(edit)"], &bad[..1], writing);
    for name in ["src/session/mod.rs", "src/document/history.rs", "src/models/acl/tests.rs"] {
        tells_apart(name, &bad, &[], writing);
    }
}

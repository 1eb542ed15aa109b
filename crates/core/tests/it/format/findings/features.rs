//! Feature Permissions: features, defaults, licences and entries that cannot be read, lead nowhere or
//! come to nothing.

use super::super::file;
use super::{check, doubtful, kept, missing, taken, wrong};

const PEOPLE: &str = r#""directory":{"users":[{"id":"u-1","name":"U"}],
    "groups":[{"id":"g-1","name":"G"}],"posts":[{"id":"p-1","name":"P"}]}"#;

const NO_LICENCE: &str = "a licence that is not installed";

/// A file with this section.
fn features(section: &str) -> String {
    file(&format!(r#"{PEOPLE},"models":{{"features":{{{section}}}}}"#))
}

fn at(place: &str) -> String {
    format!("$.models.features.{place}")
}

#[test]
fn features_that_cannot_be_read() {
    check(
        features(
            r#""catalogue":[{"id":"f-1","name":"A","kind":"Tabs"},{"id":"f-2","name":"B"},
                {"id":"f-3","name":"C","kind":"Commands","licence":" "}],
                "items":[5,{"id":"f-3","name":"D","kind":"Tabs"},
                {"id":"f-5","name":"E","kind":"Commands"},{"name":"F","kind":"Centres"},
                {"id":"f-7","kind":"Centres","category":4}]"#,
        ),
        &[
            kept(
                &at("catalogue[0].kind"),
                "`Tabs` is no kind for this list; there are Modules, Commands",
            ),
            missing(&at("catalogue[1]"), "kind"),
            doubtful(&at("catalogue[2].licence"), "`licence` is blank", NO_LICENCE),
            wrong(&at("items[0]"), "an object", "a number"),
            taken(&at("items[1]"), "f-3", &at("catalogue[2]")),
            kept(
                &at("items[2].kind"),
                "`Commands` is no kind for this list; there are Tabs, Centres, Controls, \
                 Processes, Templates, Contractors",
            ),
            missing(&at("items[3]"), "id"),
            format!("warning: {}: `f-7` has no `name` (its id is shown instead)", at("items[4]")),
            wrong(&at("items[4].category"), "a text", "a number"),
        ],
    );
}

#[test]
fn a_catalogue_that_nobody_ships() {
    let help = "write the list itself, or `maytas-5`; until then it is empty";
    let message = "there is no shipped catalogue `maytas-4`";
    check(
        features(r#""catalogue":"maytas-4""#),
        &[format!("error: {}: {message} ({help})", at("catalogue"))],
    );
    check(features(r#""catalogue":7"#), &[wrong(&at("catalogue"), "a list", "a number")]);
    // The shipped ids are taken.
    check(
        features(r#""catalogue":"maytas-5","items":[{"id":"f-vacancy","name":"V","kind":"Tabs"}]"#),
        &[taken(&at("items[0]"), "f-vacancy", &at("catalogue"))],
    );
}

#[test]
fn values_that_are_none() {
    let none = "`Shown` is no value; there are Visible, Read only and Hidden";
    check(
        features(
            r#""catalogue":"maytas-5","licences":{"f-vacancy":5,"f-edit-config":" "},
                "defaults":{"f-vacancy":"Shown","f-edit-config":true},
                "entries":{"g-1":5,"u-1":{"f-vacancy":"Shown","f-edit-config":{"unset":"Shown"},
                "f-force-sync":{"set":"Hidden"},"f-banks":7,"f-profiles":{"unset":true}}}"#,
        ),
        &[
            doubtful(&at("licences.f-vacancy"), "expected a licence, found a number", NO_LICENCE),
            doubtful(&at("licences.f-edit-config"), "the licence is blank", NO_LICENCE),
            doubtful(&at("defaults.f-vacancy"), none, "Hidden"),
            doubtful(
                &at("defaults.f-edit-config"),
                "expected a value, found true or false",
                "Hidden",
            ),
            doubtful(&at("entries.g-1"), "expected an object, found a number", "Hidden"),
            doubtful(&at("entries.u-1.f-vacancy"), none, "Hidden"),
            kept(&at("entries.u-1.f-edit-config.unset"), none),
            doubtful(&at("entries.u-1.f-force-sync"), "`unset` is missing", "Hidden"),
            doubtful(&at("entries.u-1.f-banks"), "expected a value, found a number", "Hidden"),
            wrong(&at("entries.u-1.f-profiles.unset"), "a value", "true or false"),
        ],
    );
}

#[test]
fn what_leads_nowhere_or_comes_to_nothing() {
    let nowhere = |id: &str| format!("there is no feature `{id}`");
    let not_for = |place: &str, name: &str, kind: &str| {
        let help = "it counts as Hidden; set it to Visible or Hidden";
        let what = format!("`{name}` cannot be Read only: {kind} do not offer that");
        format!("warning: {}: {what} ({help})", at(place))
    };
    let no_say = "set it for the users instead, or take the tick away";
    check(
        features(
            r#""catalogue":"maytas-5","items":[{"id":"f-leeds","name":"Leeds","kind":"Centres"}],
                "licences":{"f-x":"Vacancy"},
                "defaults":{"f-edit-config":"Read only","f-y":"Hidden"},
                "entries":{"g-1":{"f-leeds":"Hidden"},"p-1":{"f-leeds":"Hidden"},
                "u-1":{"f-leeds":"Read only","f-vacancy":{"unset":"Read only"},"f-z":"Hidden"},
                "u-gone":{"f-leeds":{"unset":"Hidden"}}}"#,
        ),
        &[
            kept(&at("licences.f-x"), &nowhere("f-x")),
            not_for("defaults.f-edit-config", "Edit config", "Commands"),
            kept(&at("defaults.f-y"), &nowhere("f-y")),
            format!(
                "warning: {}: groups do not count on the centre `Leeds` ({no_say})",
                at("entries.g-1.f-leeds")
            ),
            kept(&at("entries.p-1"), "`p-1` is no user or group"),
            not_for("entries.u-1.f-leeds", "Leeds", "Centres"),
            kept(&at("entries.u-1.f-z"), &nowhere("f-z")),
            kept(&at("entries.u-gone"), "`u-gone` is no user or group"),
        ],
    );
}

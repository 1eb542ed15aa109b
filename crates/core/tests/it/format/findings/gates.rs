//! Security Permissions: sections, attributes, gates, ticks, reports and services that cannot be read
//! or lead nowhere.

use super::super::file;
use super::{check, check_losing, doubtful, missing, taken, unknown, until, wrong};

const PEOPLE: &str = r#""directory":{"users":[{"id":"u-1","name":"U","groups":["g-1"]}],
    "groups":[{"id":"g-1","name":"G"}]}"#;

/// A file with this section.
fn attributes(section: &str) -> String {
    file(&format!(r#"{PEOPLE},"models":{{"attributes":{{{section}}}}}"#))
}

fn at(rest: &str) -> String {
    format!("$.models.attributes.{rest}")
}

/// A catalogue of one section with these members.
fn section(members: &str) -> String {
    format!(r#""catalogue":[{{"id":"s-1","name":"S",{members}}}]"#)
}

#[test]
fn sections_and_attributes_that_cannot_be_read() {
    let section_of = |rest: &str| at(&format!("catalogue[0].{rest}"));
    check(
        attributes(&section(
            r#""selectAll":"yes","warn":5,"families":[["Add"],"Change"],
                "attributes":[7,{"name":"A"},{"id":"a-1","name":"B","service":"All","licences":[5],
                "obsolete":1},{"id":"a-1","name":"C"}],
                "sections":[5,{"id":"s-2","name":"T","sections":[{"id":"s-3","name":"V"}]}]"#,
        )),
        &[
            wrong(&section_of("attributes[0]"), "an object", "a number"),
            missing(&section_of("attributes[1]"), "id"),
            doubtful(
                &section_of("attributes[2].licences[0]"),
                "expected a text, found a number",
                "a licence that is not installed",
            ),
            doubtful(
                &section_of("attributes[2].obsolete"),
                "expected true or false, found a number",
                "true",
            ),
            doubtful(
                &section_of("attributes[2].service"),
                "`All` is no area; there are Crime Prevention, Other and Teenage Pregnancy",
                "another area",
            ),
            taken(&section_of("attributes[3]"), "a-1", &section_of("attributes[2]")),
            wrong(&section_of("selectAll"), "true or false", "a text"),
            wrong(&section_of("warn"), "a text", "a number"),
            wrong(&section_of("families[1]"), "a list", "a text"),
            wrong(&section_of("sections[0]"), "an object", "a number"),
            format!(
                "error: {}: a section within another has none itself (move them up; until then \
                 they are kept in the file and count for nothing)",
                section_of("sections[1].sections")
            ),
        ],
    );
}

#[test]
fn gates_that_lead_nowhere_or_round() {
    let two = section(r#""attributes":[{"id":"a-1","name":"A"},{"id":"a-2","name":"B"}]"#);
    let round = |at: usize, one: &str, other: &str| {
        let help = "remove one gate of the circle; until then none of it decides";
        let message = format!("`{one}` needs `{other}`, which needs it in turn");
        format!("warning: $.models.attributes.gates[{at}]: {message} ({help})")
    };
    check(
        attributes(&format!(
            r#"{two},"gates":[{{"attribute":"a-1"}},{{"attribute":"a-1","needs":"a-gone"}},
                {{"attribute":"a-1","needs":"a-2","strength":"soft"}},
                {{"attribute":"a-2","needs":"a-1"}},
                {{"attribute":"a-2","needs":"a-2","strength":"warn"}}]"#
        )),
        &[
            format!(
                "error: {}: `needs` is missing (add it; {})",
                at("gates[0]"),
                until("a gate that is closed")
            ),
            doubtful(
                &at("gates[2].strength"),
                "`soft` is no strength of a gate; there are deny and warn",
                "deny",
            ),
            unknown(&at("gates[1].needs"), "a-gone", "the catalogue"),
            round(2, "A", "B"),
            round(3, "B", "A"),
        ],
    );
}

#[test]
fn ticks_reports_and_services_that_lead_nowhere() {
    check(
        attributes(
            r#""ticks":{"g-1":["a-dx","a-gone"],"g-gone":["a-dx"],"g-2":"a-dx","g-3":[5]},
                "reports":[{"id":"q-1","name":"R","groups":["g-gone"]},{"name":"S"}],
                "services":{"u-1":["Other","All"],"u-gone":["Other"]}"#,
        ),
        &[
            wrong(&at("ticks.g-2"), "a list", "a text"),
            wrong(&at("ticks.g-3[0]"), "a text", "a number"),
            missing(&at("reports[1]"), "id"),
            doubtful(
                &at("services.u-1[1]"),
                "`All` is no area; there are Crime Prevention, Other and Teenage Pregnancy",
                "several areas, to sign on under one of those that can be read",
            ),
            unknown(&at("ticks.g-1"), "a-gone", "the catalogue"),
            unknown(&at("ticks.g-gone"), "g-gone", "the directory's groups"),
            unknown(&at("reports[0].groups"), "g-gone", "the directory's groups"),
            unknown(&at("services.u-gone"), "u-gone", "the directory's users"),
        ],
    );
}

#[test]
fn a_catalogue_that_is_not_shipped_and_ids_that_are() {
    let none = |name: &str| {
        let help = "write the list itself, or `iyss-1`; until then it is empty";
        format!("error: {}: there is no shipped catalogue `{name}` ({help})", at("catalogue"))
    };
    check(attributes(r#""catalogue":"iyss-2","gates":[5]"#), &[none("iyss-2")]);
    let first = at("catalogue");
    check(
        attributes(r#""catalogue":"iyss-1","reports":[{"id":"a-dx","name":"R"}]"#),
        &[taken(&at("reports[0]"), "a-dx", &first)],
    );
    check_losing(
        attributes(r#""ticks":{"g-1":["a-dx","a-dx"]}"#),
        &["\"a-dx\""],
        &[format!(
            "warning: {}: `a-dx` stands in this list already (it counts once)",
            at("ticks.g-1[1]")
        )],
    );
}

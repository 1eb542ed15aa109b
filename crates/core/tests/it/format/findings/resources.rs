//! Resource access: resources, entries and defaults that cannot be read, lead nowhere, stand twice
//! or come to nothing.

use super::super::file;
use super::{check, check_losing, doubtful, kept, missing, taken, until, wrong};

const PEOPLE: &str = r#""directory":{"users":[{"id":"u-1","name":"U","groups":["g-1"]}],
    "groups":[{"id":"g-1","name":"G"}],"posts":[{"id":"p-1","name":"P"}]}"#;

/// A file with this section; its only user has the admin account.
fn resources(section: &str) -> String {
    file(&format!(r#"{PEOPLE},"models":{{"resources":{{"admins":["u-1"],{section}}}}}"#))
}

fn at(place: &str) -> String {
    format!("$.models.resources.{place}")
}

fn line(severity: &str, place: &str, message: &str, help: &str) -> String {
    format!("{severity}: {}: {message} ({help})", at(place))
}

#[test]
fn resources_that_cannot_be_read_or_stand_nowhere() {
    check(
        resources(
            r#""items":[5,{"id":"o-1","name":"A"},{"id":"o-2","name":"B","type":"Planet"},
               {"id":"o-3","name":"C","type":"Role"},{"id":"o-3","name":"D","type":"Role"},
               {"id":"o-4","name":"E","type":"Tag","parent":"o-5"},
               {"id":"o-5","name":"F","type":"Org Unit","parent":"o-3"},
               {"id":"o-6","name":"G","type":"Org Unit","parent":"o-gone"},
               {"id":"o-7","name":"H","type":"Org Unit","parent":"o-8"},
               {"id":"o-8","name":"I","type":"Org Unit","parent":"o-7"}]"#,
        ),
        &[
            wrong(&at("items[0]"), "an object", "a number"),
            missing(&at("items[1]"), "type"),
            kept(&at("items[2].type"), "`Planet` is no type of resource"),
            taken(&at("items[4]"), "o-3", &at("items[3]")),
            kept(&at("items[5].parent"), "`E` is no org unit and has a parent"),
            kept(&at("items[6].parent"), "there is no org unit `o-3`"),
            kept(&at("items[7].parent"), "there is no org unit `o-gone`"),
            line(
                "error",
                "items[9].parent",
                "`I` stands below itself",
                "name another parent; until then it stands at the top",
            ),
        ],
    );
}

#[test]
fn entries_that_cannot_be_read() {
    let block = until("Block");
    let empty =
        format!("name permissions, or say `Block` for an entry that takes them away; {block}");
    let list = format!("write a list of them, or `Block`; {block}");
    let away = "whatever it may take away";
    check(
        resources(
            r#""items":[{"id":"o-1","name":"A","type":"Role"}],"entries":[5,
               {"id":"e-1","who":"u-1","on":"o-1"},{"id":"e-2","who":"u-1","on":"o-1","set":[]},
               {"id":"e-3","who":"u-1","on":"o-1","set":"All"},
               {"id":"e-4","who":"u-1","on":"o-1","set":["Read","Fly",7]},
               {"id":"e-5","who":"u-1","set":["Read"]},
               {"id":"e-6","who":"u-1","on":"o-1","set":["Read"],"from":"2026-02-30"},
               {"id":"e-7","who":"u-1","on":"o-1","set":"Block"}]"#,
        ),
        &[
            doubtful(&at("entries[0]"), "expected an object, found a number", away),
            line("error", "entries[1]", "`set` is missing", &format!("add it; {block}")),
            line("error", "entries[2].set", "the list of permissions is empty", &empty),
            line("error", "entries[3].set", "`All` is no set of permissions", &list),
            doubtful(&at("entries[4].set[1]"), "`Fly` is no permission", "Block"),
            doubtful(&at("entries[4].set[2]"), "expected a permission, found a number", "Block"),
            line("error", "entries[5]", "`on` is missing", &format!("add it; {}", until(away))),
            doubtful(
                &at("entries[6].from"),
                "the calendar has no day `2026-02-30`",
                "an entry that gives nothing",
            ),
        ],
    );
}

#[test]
fn of_two_entries_on_one_resource_the_first_counts() {
    check(
        resources(
            r#""items":[{"id":"o-1","name":"A","type":"Role"}],"entries":[
               {"id":"e-1","who":"u-1","on":"o-1","set":["Read"]},
               {"id":"e-2","who":"u-1","on":"o-1","set":"Block"}]"#,
        ),
        &[line(
            "error",
            "entries[1]",
            "`u-1` has an entry on `o-1` already",
            "the first one counts; make one of the two",
        )],
    );
}

#[test]
fn entries_that_lead_nowhere_or_come_to_nothing() {
    let read = "add Read; until then it counts for nothing, and is no Block either";
    check(
        resources(
            r#""items":[{"id":"o-1","name":"A","type":"Category"}],"entries":[
               {"id":"e-1","who":"p-1","on":"o-1","set":["Read"]},
               {"id":"e-2","who":"g-1","on":"o-gone","set":["Read"]},
               {"id":"e-3","who":"g-1","on":"o-1","set":["Update"]},
               {"id":"e-4","who":"u-1","on":"o-1","set":["Read","Manage","Assign"],
                "from":"2026-03-01","to":"2026-02-01"}]"#,
        ),
        &[
            kept(&at("entries[0].who"), "there is no user or group `p-1`"),
            kept(&at("entries[1].on"), "there is no resource `o-gone`"),
            line("warning", "entries[2].set", "`Update` comes without Read", read),
            line(
                "warning",
                "entries[3].to",
                "it ends on 1 February 2026, before it begins on 1 March 2026",
                "change one of the two; until then it never counts",
            ),
            line(
                "warning",
                "entries[3].set",
                "Assign means nothing on a Category",
                "take it out; it gives nothing",
            ),
            line(
                "note",
                "entries[3].set",
                "Manage comes without Gain Access",
                "add Gain Access, unless another entry gives it: what cannot be listed is hard to change",
            ),
        ],
    );
}

#[test]
fn people_requirements_and_defaults() {
    let classified = "a person has an Org Unit, a Role and at most one Employment Type";
    check(
        resources(
            r#""items":[{"id":"o-1","name":"A","type":"Org Unit"},
               {"id":"o-2","name":"B","type":"Category"}],
               "people":[{"id":"n-1","name":"Jo","in":["o-1","o-2","o-gone"]},{"id":"n-2","name":"Al"},
               {"id":"n-3","name":"Bo","in":["o-1"]}],
               "requirements":[{"id":"k-1","name":"R","in":["o-1"]}],
               "newUserGroups":["g-gone"],
               "defaults":{"g-gone":{"Role":["Read"]},"g-1":{"Role":["Update"],"Moon":["Read"],"Tag":[]}}"#,
        ),
        &[
            kept(&at("defaults.g-1.Moon"), "`Moon` is no type of resource"),
            line(
                "error",
                "defaults.g-1.Tag",
                "the list of permissions is empty",
                "name permissions, or say `Block` for an entry that takes them away; it is kept in \
                 the file and counts for nothing",
            ),
            kept(&at("people[0].in[1]"), "a person belongs to no Category `B`"),
            kept(&at("people[0].in[2]"), "there is no resource `o-gone`"),
            line("warning", "people[1]", "`Al` belongs to no Org Unit", classified),
            line("warning", "people[2]", "`Bo` has no Role", classified),
            kept(&at("requirements[0].in[0]"), "a requirement belongs to no Org Unit `A`"),
            kept(&at("newUserGroups"), "there is no group `g-gone`"),
            line(
                "warning",
                "defaults.g-1.Role",
                "`Update` comes without Read",
                "add Read; until then it counts for nothing, and is no Block either",
            ),
            kept(&at("defaults.g-gone"), "there is no group `g-gone`"),
        ],
    );
}

#[test]
fn somebody_has_to_be_an_admin() {
    let text = format!(
        r#"{PEOPLE},"models":{{"resources":{{"items":[{{"id":"o-1","name":"A","type":"Tag"}}],"admins":["u-gone"]}}}}"#
    );
    check(
        file(&text),
        &[
            kept(&at("admins"), "there is no user `u-gone`"),
            line(
                "warning",
                "admins",
                "nobody has an admin account",
                "make a person an admin: the product always has one",
            ),
        ],
    );
}

#[test]
fn requirements_that_are_not_there_or_cannot_be_assigned() {
    check_losing(
        resources(
            r#""items":[{"id":"o-1","name":"A","type":"Role","requires":["k-gone"]},
               {"id":"o-2","name":"B","type":"Category","requires":["k-1"]}],
               "people":[{"id":"n-1","name":"C","in":[],"records":["k-1","k-gone"],"email":5}],
               "requirements":[{"id":"k-1","name":"D"}]"#,
        ),
        // An empty list is not written.
        &["in:"],
        &[
            wrong(&at("people[0].email"), "a text", "a number"),
            kept(&at("items[0].requires[0]"), "there is no requirement `k-gone`"),
            line(
                "warning",
                "items[1].requires",
                "a Category holds no people to assign to",
                "take it out; nobody needs it",
            ),
            kept(&at("people[0].records[1]"), "there is no requirement `k-gone`"),
            line(
                "warning",
                "people[0]",
                "`C` belongs to no Org Unit",
                "a person has an Org Unit, a Role and at most one Employment Type",
            ),
        ],
    );
}

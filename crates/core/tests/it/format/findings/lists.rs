//! Access control lists: records, members and defaults that lead nowhere, stand twice or come to
//! nothing.

use super::super::file;
use super::{check, doubtful, kept, missing, taken, unknown, until, wrong};

const PEOPLE: &str = r#""directory":{"users":[{"id":"u-1","name":"U","groups":["g-1"],
    "teams":["t-1"]}],"groups":[{"id":"g-1","name":"G"},{"id":"g-2","name":"H"}],
    "posts":[{"id":"p-1","name":"P"}],"teams":[{"id":"t-1","name":"T"},{"id":"t-2","name":"S"}]}"#;

const ANYBODY: &str = "a row that denies what it can, be it whose it may";

/// A file with this section.
fn acl(section: &str) -> String {
    file(&format!(r#"{PEOPLE},"models":{{"acl":{{{section}}}}}"#))
}

fn line(severity: &str, place: &str, message: &str, help: &str) -> String {
    format!("{severity}: $.models.acl.{place}: {message} ({help})")
}

#[test]
fn records_that_cannot_be_read() {
    check(
        acl(r#""records":[5,{"id":"r-1","name":"A"},{"id":"r-2","name":"B","type":"Poems"},
                {"id":"r-3","name":"C","type":"Risks"},{"id":"r-3","name":"D","type":"Risks"},
                {"name":"E","type":"Risks"},{"id":"r-6","name":"F","type":"Risks","acl":"mine"}]"#),
        &[
            wrong("$.models.acl.records[0]", "an object", "a number"),
            missing("$.models.acl.records[1]", "type"),
            kept("$.models.acl.records[2].type", "`Poems` is no type of record"),
            taken("$.models.acl.records[4]", "r-3", "$.models.acl.records[3]"),
            missing("$.models.acl.records[5]", "id"),
            line(
                "error",
                "records[6].acl",
                "`mine` is no access control list",
                &format!("write `team` or a list; {}", until("a list that admits nobody")),
            ),
        ],
    );
}

#[test]
fn members_that_cannot_be_read_or_match_nobody() {
    let nobody = "the row is kept in the file and matches nobody";
    check(
        acl(r#""records":[{"id":"r-1","name":"A","type":"Risks","acl":{"description":"D",
                "members":[5,{"who":"u-1"},{"who":"u-1","deny":["Write"]},{"who":"u-gone"},
                {"who":"g-1","deny":["Wishes","Write"]},{"deny":["Write"]},
                {"who":"t-1","deny":["Read Summary"]},{"who":"g-2"},{"who":"p-1"}]}}]"#),
        &[
            doubtful(
                "$.models.acl.records[0].acl.members[0]",
                "expected an object, found a number",
                ANYBODY,
            ),
            line(
                "error",
                "records[0].acl.members[2]",
                "`u-1` is a member already",
                "its first row counts; remove one of the two",
            ),
            doubtful(
                "$.models.acl.records[0].acl.members[4].deny[0]",
                "`Wishes` is no level of access",
                "all three denied",
            ),
            line(
                "error",
                "records[0].acl.members[5]",
                "`who` is missing",
                &format!("add it; {}", until(ANYBODY)),
            ),
            line(
                "error",
                "records[0].acl.members[3].who",
                "`u-gone` is no user, group, post or service team",
                nobody,
            ),
            line(
                "warning",
                "records[0].acl.members[6]",
                "`t-1` may read details and no summary",
                "what cannot be listed cannot be opened; deny Read Details too",
            ),
            line(
                "warning",
                "records[0].acl.members[7].who",
                "nobody belongs to `g-2`",
                "the row matches nobody until a person does",
            ),
            line(
                "warning",
                "records[0].acl.members[8].who",
                "nobody belongs to `p-1`",
                "the row matches nobody until a person does",
            ),
        ],
    );
}

#[test]
fn lists_that_deny_everybody_or_say_nothing() {
    check(
        acl(r#""records":[{"id":"r-1","name":"A","type":"Risks","acl":{"description":" "}},
                {"id":"r-2","name":"B","type":"Risks","acl":{"description":"D",
                "priority":"Favour Nobody","members":[{"who":"u-1"}]}}]"#),
        &[
            doubtful(
                "$.models.acl.records[1].acl.priority",
                "`Favour Nobody` is no access priority",
                "Favour Deny",
            ),
            line(
                "warning",
                "records[0].acl.description",
                "the list has no description",
                "say what the list is for: the dialog asks for it",
            ),
            line(
                "warning",
                "records[0].acl",
                "the list has no members, and so denies everybody",
                "add members, or clear the list",
            ),
        ],
    );
}

#[test]
fn teams_and_records_that_lead_nowhere() {
    let nothing = "the record has no access control list then";
    check(
        acl(r#""records":[{"id":"r-1","name":"A","type":"Risks","team":"t-gone"},
                {"id":"r-2","name":"B","type":"Risks","of":"r-gone"},
                {"id":"r-3","name":"C","type":"Risks","of":"r-4"},
                {"id":"r-4","name":"D","type":"Risks","of":"r-3"},
                {"id":"r-5","name":"E","type":"Risks"},
                {"id":"r-6","name":"F","type":"Risks","of":"r-5","team":"t-1"},
                {"id":"r-7","name":"G","type":"Risks","acl":"team"},
                {"id":"r-8","name":"H","type":"Risks","team":"t-1","acl":"team"}],
                "teamDefaults":{"t-gone":{"description":"D","members":[{"who":"u-1"}]}}"#),
        &[
            kept("$.models.acl.records[0].team", "`t-gone` is no service team of the directory"),
            kept("$.models.acl.records[1].of", "there is no record `r-gone`"),
            line(
                "error",
                "records[2].of",
                "`D` is an item itself",
                "name the record that both belong to; until then its own team counts",
            ),
            line(
                "error",
                "records[3].of",
                "`C` is an item itself",
                "name the record that both belong to; until then its own team counts",
            ),
            line(
                "warning",
                "records[5].team",
                "an item's team is that of the record it belongs to",
                "it is kept in the file and counts for nothing",
            ),
            line("warning", "records[6].acl", "`G` has no service team to follow", nothing),
            line("warning", "records[7].acl", "the service team `t-1` has no default", nothing),
            kept(
                "$.models.acl.teamDefaults.t-gone",
                "`t-gone` is no service team of the directory",
            ),
        ],
    );
}

#[test]
fn a_group_among_the_posts_is_nobodys_group() {
    let people = r#""directory":{"users":[{"id":"u-1","name":"U","posts":["g-1"],"teams":["p-1"]}],
        "groups":[{"id":"g-1","name":"G"}],"posts":[{"id":"p-1","name":"P"}]}"#;
    let record = r#"{"id":"r-1","name":"A","type":"Risks","acl":{"description":"D",
        "members":[{"who":"g-1"},{"who":"p-1"}]}}"#;
    let nobody = |at: usize, who: &str| {
        line(
            "warning",
            &format!("records[0].acl.members[{at}].who"),
            &format!("nobody belongs to `{who}`"),
            "the row matches nobody until a person does",
        )
    };
    check(
        file(&format!(r#"{people},"models":{{"acl":{{"records":[{record}]}}}}"#)),
        &[
            unknown("$.directory.users[0].posts[0]", "g-1", "the directory's posts"),
            unknown("$.directory.users[0].teams[0]", "p-1", "the directory's teams"),
            nobody(0, "g-1"),
            nobody(1, "p-1"),
        ],
    );
}

#[test]
fn an_id_that_leads_nowhere_is_one_finding() {
    check(
        acl(
            r#""records":[{"id":"r-1","name":"A","type":"Risks","of":"r-gone","team":"t-1","acl":"team"},
                {"id":"r-2","name":"B","type":"Risks","team":"t-gone","acl":"team"}]"#,
        ),
        &[
            kept("$.models.acl.records[0].of", "there is no record `r-gone`"),
            line(
                "error",
                "records[1].team",
                "`t-gone` is no service team of the directory",
                "until it leads somewhere the list of the record admits nobody, and what hangs on it \
                 is doubtful",
            ),
        ],
    );
}

//! Why: the outcome, the chain picture, the tree.

use leptos::prelude::*;

use super::Group;
use crate::components::{
    Chain, ChainGroup, ChainPicture, Lane, Level, Outcome, Reason, Step, Tree,
};

fn group(name: &str, word: &str, decides: bool) -> ChainGroup {
    ChainGroup { name: name.to_owned(), word: word.to_owned(), decides }
}

fn lane(title: &str, level: Level, decides: bool, groups: Vec<ChainGroup>) -> Lane {
    Lane { title: title.to_owned(), groups, level, decides }
}

/// The chain with two groups, with many, and with two lanes.
#[component]
pub(super) fn Chains() -> AnyView {
    let two = vec![
        group("Attendance Officers", "Read-Write", true),
        group("Office Clerks", "Deny", false),
    ];
    let bilal = Chain {
        person: "Bilal Hussain".to_owned(),
        lanes: vec![lane("", Level::Middle, true, two)],
        level: Level::Middle,
        note: String::new(),
        said: "Bilal Hussain gets Read-Write from Attendance Officers.".to_owned(),
    };
    let names = [
        "System Admin",
        "Senior Leaders",
        "Data Managers",
        "Heads of Year",
        "SEN Team",
        "Exams Office",
        "Cover",
        "First Aid",
    ];
    let many = names.iter().map(|name| group(name, "Deny", *name == "System Admin")).collect();
    let jun = Chain {
        person: "Jun Watanabe".to_owned(),
        lanes: vec![lane("", Level::Full, true, many)],
        level: Level::Full,
        note: String::new(),
        said: "Jun Watanabe gets Read-Write-Delete from System Admin, one of 8 groups.".to_owned(),
    };
    let process =
        vec![group("Senior Leaders", "", true), group("Social Care Liaison", "Deny", false)];
    let secured =
        vec![group("Social Care Liaison", "", true), group("Senior Leaders", "Deny", false)];
    let ingrid = Chain {
        person: "Ingrid Solheim".to_owned(),
        lanes: vec![
            lane("Process level", Level::Full, false, process),
            lane("All Secured Data", Level::Low, true, secured),
        ],
        level: Level::Low,
        note: "lower counts".to_owned(),
        said: "Ingrid Solheim gets Read: the lower of Read-Write-Delete from Senior Leaders and \
               Read from Social Care Liaison."
            .to_owned(),
    };
    view! {
        <Group title="Chain picture: deciding path strong, others dashed">
            <ChainPicture chain=bilal />
            <ChainPicture chain=ingrid />
            <ChainPicture chain=jun />
        </Group>
    }
    .into_any()
}

/// Outcomes and their explanation.
#[component]
pub(super) fn Reasons() -> AnyView {
    let before = (Level::Full, "Read-Write-Delete".to_owned());
    view! {
        <Group title="Outcome, before and after">
            <Outcome level=Level::Low word="Read" meaning="Can open SEN memos, cannot change them" />
            <Outcome level=Level::Middle word="Read-Write" before />
        </Group>
        <Group title="Tree">
            <Tree steps=steps() />
        </Group>
    }
    .into_any()
}

fn steps() -> Vec<Step> {
    let text = |text: &str| Reason::Text(text.to_owned());
    let link = |name: &str| Reason::Link(name.to_owned(), "#/gallery".to_owned());
    let rule = |rule: &str| Some((rule.to_owned(), "#/gallery".to_owned()));
    let below = |words: &str, group: &str, of: &str| Step {
        reasons: vec![text(words), link(group)],
        rule: rule(of),
        ..Step::default()
    };
    let lower = Step {
        reasons: vec![text("Lower of Read-Write-Delete and Read")],
        rule: rule("R9"),
        inferred: true,
        steps: vec![
            below("Process level from ", "Senior Leaders", "R8"),
            below("All Secured Data from ", "Social Care Liaison", "R9"),
        ],
    };
    vec![lower]
}

//! Why: the outcome, the chain picture, the tree.

use leptos::prelude::*;

use super::Group;
use crate::components::{
    Chain, ChainGroup, ChainPart, ChainPicture, Cited, Gate, Lane, Level, Outcome, Reason, Step,
    Tree,
};

fn group(name: &str, word: &str, decides: bool) -> ChainGroup {
    let part = if decides { ChainPart::Decides } else { ChainPart::Other };
    ChainGroup { name: name.to_owned(), word: word.to_owned(), level: None, part }
}

fn lane(title: &str, level: Level, decides: bool, groups: Vec<ChainGroup>) -> Lane {
    Lane { title: title.to_owned(), groups, level, decides, gate: None }
}

/// The chain with two groups, with many, and with two lanes.
#[component]
pub(super) fn Chains() -> AnyView {
    let two = vec![group("Attendance Officers", "", true), group("Office Clerks", "", false)];
    let bilal = Chain {
        person: "Bilal Hussain".to_owned(),
        lanes: vec![lane("", Level::Middle, true, two)],
        level: Level::Middle,
        said: "Bilal Hussain gets Read-Write from Attendance Officers.".to_owned(),
        ..Chain::default()
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
    let many = names.iter().map(|name| group(name, "", *name == "System Admin")).collect();
    let jun = Chain {
        person: "Jun Watanabe".to_owned(),
        lanes: vec![lane("", Level::Full, true, many)],
        level: Level::Full,
        said: "Jun Watanabe gets Read-Write-Delete from System Admin, one of 8 groups.".to_owned(),
        ..Chain::default()
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
        ..Chain::default()
    };
    view! {
        <Group title="Chain picture: deciding path strong, others dashed">
            <ChainPicture chain=bilal />
            <ChainPicture chain=ingrid />
            <ChainPicture chain=jun />
        </Group>
        <Group title="Chain picture: a Block, the most restrictive value, a closed gate">
            <ChainPicture chain=block() />
            <ChainPicture chain=restrictive() />
            <ChainPicture chain=gated() />
        </Group>
    }
    .into_any()
}

fn block() -> Chain {
    let part = ChainPart::Cuts;
    let block = ChainGroup { part, ..group("Block on North Pool", "", false) };
    let groups = vec![
        group("All staff: Read", "", false),
        group("Coaches: Read, Gain Access", "", false),
        block,
    ];
    Chain {
        person: "Dev Sharma".to_owned(),
        lanes: vec![lane("", Level::Block, true, groups)],
        level: Level::Block,
        word: "nothing".to_owned(),
        said: "A Block on North Pool leaves Dev Sharma nothing.".to_owned(),
        ..Chain::default()
    }
}

fn restrictive() -> Chain {
    let says = |name: &str, word: &str, level: Level, part: ChainPart| ChainGroup {
        level: Some(level),
        part,
        ..group(name, word, false)
    };
    let groups = vec![
        says("Assessors", "Hidden", Level::None, ChainPart::Decides),
        says("Centre Managers", "Visible", Level::Full, ChainPart::Counts),
        says("Dilan's own", "Visible", Level::Full, ChainPart::Other),
    ];
    Chain {
        person: "Dilan Kaya".to_owned(),
        lanes: vec![lane("", Level::None, true, groups)],
        said: "Dilan Kaya gets Hidden from Assessors.".to_owned(),
        ..Chain::default()
    }
}

fn gated() -> Chain {
    let gate = Gate { name: "Bulk Update - Client".to_owned(), target: "Send Message".to_owned() };
    let groups = vec![group("Youth Workers", "", true)];
    Chain {
        person: "Youth Workers".to_owned(),
        mark: "12".to_owned(),
        lanes: vec![Lane { gate: Some(gate), ..lane("", Level::None, true, groups) }],
        said: "Youth Workers are stopped by Bulk Update - Client.".to_owned(),
        ..Chain::default()
    }
}

/// Outcomes and their explanation.
#[component]
pub(super) fn Reasons() -> AnyView {
    let before = Some((Level::Full, "Read-Write-Delete".to_owned()));
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
    let rule = |rule: &str| {
        let says = "The highest level of the groups counts.".to_owned();
        let source = "Inferred: nothing else is said.".to_owned();
        Some(Cited { name: rule.to_owned(), of: String::new(), says, source })
    };
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

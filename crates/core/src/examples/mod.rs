//! The shipped examples: small ones as files, compiled in, and the large one, made up. The page,
//! the command line and the benchmarks show the same. Knows no browser and reads no file.

pub mod large;
mod names;
mod random;

pub use large::{Size, large};

use crate::models::ModelKind;

/// What an example is offered with: how much is in it, a question, and the cell that answers it.
#[derive(Debug)]
pub struct Card {
    /// What it can be asked.
    pub question: &'static str,
    /// The systems that it uses; it opens on the first.
    pub kinds: &'static [ModelKind],
    /// How many people are in it.
    pub people: usize,
    /// How many targets its first system has.
    pub targets: usize,
    /// The person and the target of that system whose outcome answers the question, by their keys.
    pub cell: (&'static str, &'static str),
    /// That outcome.
    pub outcome: &'static str,
    /// The check of the example that says so; empty for one that has no checks.
    pub check: &'static str,
    /// What people can do in its first system, as [`crate::query::picture`] draws it.
    pub picture: &'static str,
}

/// A shipped example.
#[derive(Debug)]
pub struct Example {
    /// Its name in addresses and on the command line.
    pub slug: &'static str,
    /// Its title, which is also that of its document.
    pub title: &'static str,
    /// What it shows, in one sentence.
    pub about: &'static str,
    /// The file's text.
    pub text: &'static str,
    /// What it is offered with.
    pub card: Card,
}

/// The most rows and columns that the picture of a small example has.
pub const MOST_SQUARES: usize = 30;

/// All that are files, in the order in which they are offered.
pub const ALL: &[Example] = &[
    Example {
        slug: "school-office",
        title: "A school office",
        about: "User Group Processes of a school with 24 people in nine groups: the worked \
                examples of the documentation, each as a check.",
        text: include_str!("school-office.whocan.json"),
        card: Card {
            question: "Why can Ingrid only read SEN memos?",
            kinds: &[ModelKind::Processes],
            people: 24,
            targets: 24,
            cell: ("u-ingrid", "b-sen-memos"),
            outcome: "Read",
            check: "c-memos-two",
            picture: include_str!("pictures/school-office.txt"),
        },
    },
    Example {
        slug: "childrens-services",
        title: "A children's services team",
        about: "Access Control Lists of a children's services team: involvements with their log \
                items, a duty post, a confidential case, and lists that follow a service team.",
        text: include_str!("childrens-services.whocan.json"),
        card: Card {
            question: "Who opens a confidential case?",
            kinds: &[ModelKind::Acl, ModelKind::Processes],
            people: 12,
            targets: 18,
            cell: ("u-carys", "r-marsh-inv"),
            outcome: "edited",
            check: "c-named",
            picture: include_str!("pictures/childrens-services.txt"),
        },
    },
    Example {
        slug: "youth-service",
        title: "A youth service",
        about: "Security Permissions of a youth service: thirty people in five security groups, \
                ticks without their gates, three services to sign on under, with the TYS licence \
                and without.",
        text: include_str!("youth-service.whocan.json"),
        card: Card {
            question: "What is ticked but has no effect?",
            kinds: &[ModelKind::Attributes],
            people: 30,
            targets: 302,
            cell: ("u-bryn", "a-plan-review-more"),
            outcome: "unreachable",
            check: "c-more",
            picture: include_str!("pictures/youth-service.txt"),
        },
    },
    Example {
        slug: "sports-club",
        title: "A sports club",
        about: "Resource Access of a sports club: sub units, a blocked unit, people who can be seen \
                another way all the same, entries that begin and expire.",
        text: include_str!("sports-club.whocan.json"),
        card: Card {
            question: "Whom does a Block hide?",
            kinds: &[ModelKind::Resources],
            people: 12,
            targets: 39,
            cell: ("u-dev", "n-amos"),
            outcome: "nothing",
            check: "c-3",
            picture: include_str!("pictures/sports-club.txt"),
        },
    },
    Example {
        slug: "training-provider",
        title: "A training provider",
        about: "Feature Permissions of a training provider: assessors, centre managers, finance, \
                what a missing licence does, and the nine rows of the documentation as people.",
        text: include_str!("training-provider.whocan.json"),
        card: Card {
            question: "Which group hides a tab?",
            kinds: &[ModelKind::Features],
            people: 21,
            targets: 162,
            cell: ("u-isla", "f-tab-reviews"),
            outcome: "Hidden",
            check: "c-finance-and-manager",
            picture: include_str!("pictures/training-provider.txt"),
        },
    },
];

/// The example with this name.
pub fn find(slug: &str) -> Option<&'static Example> {
    ALL.iter().find(|example| example.slug == slug)
}

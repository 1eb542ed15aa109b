//! The shipped examples: small ones as files, compiled in, and the large one, made up. The page,
//! the command line and the benchmarks show the same. Knows no browser and reads no file.

pub mod large;
mod names;
mod random;

pub use large::{Size, large};

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
}

/// All that are files, in the order in which they are offered.
pub const ALL: &[Example] = &[
    Example {
        slug: "school-office",
        title: "A school office",
        about: "User Group Processes of a school with 24 people in nine groups: the worked \
                examples of the documentation, each as a check.",
        text: include_str!("school-office.whocan.json"),
    },
    Example {
        slug: "childrens-services",
        title: "A children's services team",
        about: "Access Control Lists of a children's services team: involvements with their log \
                items, a duty post, a confidential case, and lists that follow a service team.",
        text: include_str!("childrens-services.whocan.json"),
    },
    Example {
        slug: "sports-club",
        title: "A sports club",
        about: "Resource Access of a sports club: sub units, a blocked unit, people who can be seen \
                another way all the same, entries that begin and expire.",
        text: include_str!("sports-club.whocan.json"),
    },
    Example {
        slug: "training-provider",
        title: "A training provider",
        about: "Feature Permissions of a training provider: assessors, centre managers, finance, \
                what a missing licence does, and the nine rows of the documentation as people.",
        text: include_str!("training-provider.whocan.json"),
    },
    Example {
        slug: "youth-service",
        title: "A youth service",
        about: "Security Permissions of a youth service: thirty people in five security groups, \
                ticks without their gates, three services to sign on under, with the TYS licence \
                and without.",
        text: include_str!("youth-service.whocan.json"),
    },
];

/// The example with this name.
pub fn find(slug: &str) -> Option<&'static Example> {
    ALL.iter().find(|example| example.slug == slug)
}

//! Words and chips that several of the screens share.

use crate::ui::kit::tag::{Tag, tag};
use whocan_core::directory::{Directory, Principal};
use whocan_core::model::Model;
use whocan_core::models::acl::Acl;
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::{Level, Levels, Owner, Policy, Record, State};
use whocan_core::verdict::{Decision, Tone};

/// The levels that a row allows, in a cell's few words.
pub(super) fn short(allowed: Levels) -> String {
    if allowed == Levels::ALL {
        return "all three".to_owned();
    }
    let names = allowed.iter().map(|level| match level {
        Level::Summary => "Summary",
        Level::Details => "Details",
        Level::Write => "Write",
    });
    let names: Vec<&str> = names.collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

/// The same in full.
pub(super) fn full(allowed: Levels) -> String {
    let word = |level: Level| {
        let word = if allowed.has(level) { "allowed" } else { "denied" };
        format!("{} {word}", level.name())
    };
    Level::ALL.map(word).join(", ")
}

/// How much a row permits, for colour: that of an access of the same levels.
pub(super) fn tone(allowed: Levels) -> Tone {
    Access::Levels(allowed).tone()
}

/// An outcome as a chip.
pub(super) fn chip(access: Access) -> Tag {
    let name = access.outcome();
    let means = Acl::INFO.outcome(&name).map(|named| named.means);
    tag("span")
        .class("outcome-was")
        .attr("data-tone", access.tone().name())
        .attr("title", means)
        .child(tag("span").class("grid-glyph").attr("aria-hidden", "true"))
        .text(name)
}

/// Where a record's list comes from, in words.
pub(super) fn state(policy: &Policy, directory: &Directory, record: &Record) -> String {
    match (&record.state, policy.list_of(directory, record)) {
        (State::None, _) => "none".to_owned(),
        (State::Inherited, Some((Owner::Team(team), _))) => {
            format!("inherited from {}", directory.name(&Principal::Team(team)))
        }
        (State::Inherited, _) => "inherited, but there is no default".to_owned(),
        (State::Customised(_), _) => "customised".to_owned(),
    }
}

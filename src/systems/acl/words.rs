//! Words that several of the screens share.

use crate::components::{Icon, Level as Shade};
use crate::pages::ask::words::{capital, count};
use whocan_core::directory::{Directory, Principal};
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::{
    Level, Levels, Member, Policy, Priority, Record, State, principal,
};
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

/// The button that allows or denies.
pub(super) fn set_words(allow: bool) -> &'static str {
    if allow { "Allow" } else { "Deny" }
}

/// The picture and the word of an outcome by the list.
pub(super) fn outcome(access: Access) -> (Shade, String) {
    (access.tone().into(), capital(&access.outcome()))
}

/// Where a record's list comes from, in the list of records.
pub(super) fn state(record: &Record) -> &'static str {
    match record.state {
        State::None => "No list",
        State::Inherited => "Team",
        State::Customised(_) => "Own list",
    }
}

/// What a record is: its type, the record it is an item of, its service team.
pub(super) fn place(policy: &Policy, directory: &Directory, record: &Record) -> String {
    let kind = record.kind.name();
    let of = record.of.as_ref().and_then(|of| policy.records.get(of));
    let team = policy.team_of(record).map(|team| directory.name(&Principal::Team(team.clone())));
    match (of, team) {
        (Some(of), Some(team)) => format!("{kind}, an item of {} of {team}", of.name),
        (Some(of), None) => format!("{kind}, an item of {}", of.name),
        (None, Some(team)) => format!("{kind} of {team}"),
        (None, None) => format!("{kind}, in no service team"),
    }
}

/// A member's name, its kind and the kind's icon. Whom the directory does not know matches nobody.
pub(super) fn member(directory: &Directory, member: &Member) -> (String, &'static str, Icon) {
    match principal(directory, member) {
        Some(who) => (directory.name(&who), who.kind(), icon(&who)),
        None => (member.who.to_string(), "In no directory: matches nobody", Icon::Warn),
    }
}

fn icon(who: &Principal) -> Icon {
    match who {
        Principal::User(_) => Icon::Person,
        Principal::Post(_) => Icon::Post,
        Principal::Group(_) => Icon::Groups,
        Principal::Team(_) => Icon::Team,
    }
}

/// The other of the two priorities.
pub(super) fn other(priority: Priority) -> Priority {
    match priority {
        Priority::FavourAllow => Priority::FavourDeny,
        Priority::FavourDeny => Priority::FavourAllow,
    }
}

/// So many follow the default, and so many have a list of their own.
pub(super) fn reach(follow: usize, own: usize) -> String {
    let follow = match follow {
        1 => "1 follows the default".to_owned(),
        many => format!("{many} follow the default"),
    };
    match own {
        0 => follow,
        1 => format!("{follow}, 1 has its own"),
        many => format!("{follow}, {many} have their own"),
    }
}

/// So many records.
pub(super) fn records(number: usize) -> String {
    count(number, "record", "records")
}

//! What answers have in common: names, routes and reasons in words, a level for an outcome.

use whocan_core::directory::{Directory, Principal};
use whocan_core::model::{ModelInfo, Source};
use whocan_core::models::ModelKind;
use whocan_core::query::{Route as Way, Snapshot};
pub use whocan_core::text::{capital, grouped};
use whocan_core::verdict::{Outcome, Reason, Tone, plain};

use crate::components::Level;

/// How an outcome looks.
pub fn level(outcome: &Outcome) -> Level {
    match outcome.tone {
        Tone::None => Level::None,
        Tone::Low => Level::Low,
        Tone::Middle => Level::Middle,
        Tone::Full => Level::Full,
    }
}

/// Whether an outcome lets somebody do anything.
pub fn permits(outcome: &Outcome) -> bool {
    !outcome.grants.is_empty() || outcome.tone != Tone::None
}

/// An outcome's name, with a mark where it hangs on something that could not be read.
pub fn marked(outcome: &Outcome) -> String {
    match outcome.doubtful {
        true => format!("{} (doubtful)", outcome.name),
        false => outcome.name.to_string(),
    }
}

/// What somebody can do who has an outcome, behind "who can".
pub fn ability_words(kind: ModelKind, name: &str) -> String {
    let words = match (kind, name) {
        (ModelKind::Attributes, "effective") => "use",
        (ModelKind::Features, "Visible") => "use",
        (ModelKind::Features, "Read only") => "see",
        (ModelKind::Acl, "listed only") => "see in lists",
        (ModelKind::Acl, "opening refused") => "see in lists",
        (ModelKind::Acl, "opened" | "read only") => "open",
        (ModelKind::Acl, "edited" | "full access") => "edit",
        (ModelKind::Acl, "deleted") => "delete",
        (ModelKind::Acl, "no list") => "do everything with",
        (ModelKind::Resources, "everything") => "do everything with",
        (ModelKind::Resources, "Gain Access") => "Gain Access to",
        _ => name,
    };
    words.to_owned()
}

/// A number of things, `one` and `many` of them.
pub fn count(number: usize, one: &str, many: &str) -> String {
    let grouped = grouped(number);
    format!("{grouped} {}", if number == 1 { one } else { many })
}

/// A small number as a word.
pub fn number_word(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    words.get(number).map_or_else(|| grouped(number), |word| (*word).to_owned())
}

/// Names in a row: "Ann, Bob and Cy".
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// The name of a person at a position of the directory.
pub fn person(directory: &Directory, at: usize) -> String {
    directory.users.nth(at).map(|user| user.name.clone()).unwrap_or_default()
}

/// What is set for people themselves, as their system calls it.
fn own_settings(kind: ModelKind, way: &Way) -> &'static str {
    match kind {
        // Admin accounts alone may do everything.
        ModelKind::Resources if way.outcome.name == "everything" => "Admin account",
        ModelKind::Processes => "System Admin",
        ModelKind::Acl => "Named themselves",
        ModelKind::Resources => "Their own entry",
        _ => "Their own settings",
    }
}

/// How somebody is signed on, behind other words; nothing where that does not matter.
pub fn signed_on(
    directory: &Directory,
    sign_on: Option<&Principal>,
    service: Option<&str>,
) -> String {
    let sign_on = sign_on.map(|who| format!("signed on as {}", directory.name(who)));
    let service = service.map(|service| format!("signed on under {service}"));
    let all: Vec<String> = sign_on.into_iter().chain(service).collect();
    all.join(", ")
}

/// What a route goes through.
pub fn through(kind: ModelKind, way: &Way, directory: &Directory) -> String {
    let parts = way.through.iter().map(|who| directory.name(who));
    let own = way.themselves.then(|| own_settings(kind, way).to_owned());
    let all: Vec<String> = parts.chain(own).collect();
    if all.is_empty() { "Everybody".to_owned() } else { all.join(" + ") }
}

/// A route with how somebody has to be signed on for it, where that is not said by its name.
pub fn route_words(kind: ModelKind, way: &Way, directory: &Directory) -> String {
    let words = through(kind, way, directory);
    let how = signed_on(directory, way.sign_on.as_ref(), way.service.as_deref());
    if how.is_empty() { words } else { format!("{words} ({how})") }
}

/// All routes of somebody, one of which is enough.
pub fn routes_words(
    kind: ModelKind,
    ways: &[Way],
    complete: bool,
    directory: &Directory,
) -> String {
    let mut all: Vec<String> = ways.iter().map(|way| route_words(kind, way, directory)).collect();
    if !complete {
        all.push("others that were not looked for".to_owned());
    }
    all.join(", or ")
}

/// The sentence of a reason without its full stop.
pub fn sentence(reason: &Reason, snapshot: &Snapshot) -> String {
    let mut text = plain(reason, snapshot.document());
    if text.ends_with('.') {
        text.pop();
    }
    text
}

/// A rule as a reason cites it: its number, and what it says and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Its number.
    pub id: String,
    /// What it says.
    pub says: String,
}

/// The rule of a reason.
pub fn rule(kind: ModelKind, reason: &Reason) -> Option<Cited> {
    let info: &'static ModelInfo = ModelKind::of_step(reason, kind.info());
    let rule = info.rule(reason.rule)?;
    let source = match rule.source {
        Source::Stated | Source::Public => String::new(),
        Source::Inferred(why) => format!(" Inferred: {why}."),
    };
    let other = if info.key == kind.key() { String::new() } else { format!("{}: ", info.title) };
    Some(Cited { id: rule.id.to_owned(), says: format!("{other}{}{source}", rule.says) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn names_stand_in_a_row() {
        let names =
            |all: &[&str]| listed(&all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["Ann"]), "Ann");
        assert_eq!(names(&["Ann", "Bob", "Cy"]), "Ann, Bob and Cy");
    }
}

//! Checks in words: what one is called in a list, and what stands below that.

use super::ability::{self, Ability, circumstances, model_of, name_of, target_name, target_of};
use super::address::kind_of;
use whocan_core::directory::UserId;
use whocan_core::document::{Check, Claim, Demand, Rule};
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::{Breach, CheckStatus, Snapshot};
use whocan_core::text;
pub(super) use whocan_core::text::capital;

/// How many names words list before they count the others.
const NAMED: usize = 3;

/// `A, B and C`; of many the first and how many more.
pub(super) fn listed(names: &[String], count: usize) -> String {
    let shown = if count > NAMED { NAMED - 1 } else { count };
    let first: Vec<&str> = names.iter().take(shown).map(String::as_str).collect();
    match (first.as_slice(), count - first.len().min(count)) {
        ([], more) => format!("{more}"),
        (all, more) if more > 0 => format!("{} and {more} more", all.join(", ")),
        ([one], _) => (*one).to_owned(),
        ([all @ .., last], _) => format!("{} and {last}", all.join(", ")),
    }
}

/// The names of people; of many the first few and how many more.
pub(super) fn people(snapshot: &Snapshot, people: &[UserId]) -> String {
    let users = &snapshot.document().directory.users;
    let names: Vec<String> = people.iter().take(NAMED).map(|user| users.name(user)).collect();
    listed(&names, people.len())
}

/// `1 person`, `2 people`.
pub(super) fn so_many(count: usize) -> String {
    match count {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    }
}

/// What a check is called: what it is for, or else what it says.
pub fn title(check: &Check, snapshot: &Snapshot) -> String {
    match check.note.as_deref().filter(|note| !text::is_blank(note)) {
        Some(note) => note.to_owned(),
        None => says(check, snapshot),
    }
}

/// What a check says, as one line.
pub(super) fn says(check: &Check, snapshot: &Snapshot) -> String {
    match &check.claim {
        Claim::Answer { ask, expect, .. } => question(ask, expect, snapshot),
        Claim::Rule(members) => match Rule::read(members) {
            Ok(rule) => rule_says(&rule, snapshot),
            Err(_) => check.id.to_string(),
        },
    }
}

/// A rule as one line.
pub(super) fn rule_says(rule: &Rule, snapshot: &Snapshot) -> String {
    let directory = &snapshot.document().directory;
    let what = |at: usize| {
        let about = rule.about.get(at);
        about.map(|about| Ability::of(about).words(snapshot)).unwrap_or_default()
    };
    let names = |ids: &[String]| {
        let names: Vec<String> = ids.iter().map(|id| name_of(directory, id)).collect();
        listed(&names, names.len())
    };
    let demand = |demand: &Demand| match demand {
        Demand::NobodyOutside(ids) if ids.is_empty() => format!("Nobody may hold {}", what(0)),
        Demand::NobodyOutside(ids) => format!("Only {} may hold {}", names(ids), what(0)),
        Demand::EverybodyIn(ids) => format!("Each of {} holds {}", names(ids), what(0)),
        Demand::AtMost(most) => format!("At most {} hold {}", so_many(*most), what(0)),
        Demand::NobodyHoldsBoth => format!("Nobody may hold both {} and {}", what(0), what(1)),
        Demand::NoNewAccess if what(0).is_empty() => "Nobody gains any access".to_owned(),
        Demand::NoNewAccess => format!("Nobody gains {}", what(0)),
    };
    rule.demands.iter().map(demand).collect::<Vec<_>>().join("; ")
}

/// The question of an expectation and its outcome: `Amy Chen, SEN Memos: Read`.
fn question(ask: &Object, expect: &str, snapshot: &Snapshot) -> String {
    let directory = &snapshot.document().directory;
    let who = ["user", "group", "actingAs"].iter().find_map(|key| ask.get(key)?.as_text());
    let mut parts = vec![who.map(|id| name_of(directory, id)).unwrap_or_default()];
    let kind = model_of(ask);
    let target = kind.and_then(|kind| target_of(kind, ask));
    if let (Some(kind), Some((_, key))) = (kind, &target) {
        parts.push(target_name(snapshot, kind, key));
    }
    parts.extend(details(ask, snapshot));
    parts.retain(|part| !part.is_empty());
    format!("{}{}: {expect}", parts.join(", "), circumstances(directory, ask))
}

/// What a question asks beside who, what and under which circumstances, a member each: `panel summary`.
pub(super) fn details(ask: &Object, snapshot: &Snapshot) -> Vec<String> {
    const SAID: [&str; 9] =
        ["model", "user", "group", "as", "on", "service", "actingAs", "licences", "process"];
    let kind = model_of(ask);
    let target = kind.and_then(|kind| target_of(kind, ask)).map(|(member, _)| member);
    let process = ask.get("process").and_then(Json::as_text);
    let process = process.filter(|_| target != Some("process"));
    let with =
        process.map(|key| format!("with {}", target_name(snapshot, ModelKind::Processes, key)));
    let others = ask.iter().filter(|(key, _)| !SAID.contains(key) && Some(*key) != target);
    let other = |(key, value): (&str, &Json)| match value {
        Json::Text(id) if key == "main" => {
            format!("in the row of {}", part_name(snapshot, kind, id))
        }
        Json::Text(text) => format!("{} {}", spaced(key), part_name(snapshot, kind, text)),
        Json::Bool(true) => spaced(key),
        Json::Bool(false) => format!("not {}", spaced(key)),
        Json::List(items) => {
            let items = items.iter().filter_map(Json::as_text);
            let items: Vec<String> = items.map(|id| part_name(snapshot, kind, id)).collect();
            format!("{} {}", spaced(key), listed(&items, items.len()))
        }
        _ => spaced(key),
    };
    with.into_iter().chain(others.map(other)).collect()
}

/// What something that a question names is called: somebody, a target, a part of a catalogue. What is none
/// of these stands for itself.
fn part_name(snapshot: &Snapshot, kind: Option<ModelKind>, id: &str) -> String {
    let document = snapshot.document();
    if document.directory.principal(id).is_some() {
        return name_of(&document.directory, id);
    }
    let main = document.policies.processes.catalogue.heading(&id.into());
    let section = document.policies.attributes.catalogue.with_outer(&id.into());
    let part = match kind {
        Some(ModelKind::Processes) => main.map(|main| main.name.clone()),
        Some(ModelKind::Attributes) => section.map(|(_, section)| section.name.clone()),
        _ => None,
    };
    part.or_else(|| Some(snapshot.resolver(kind?).head(id)?.name)).unwrap_or_else(|| id.to_owned())
}

/// `linkedCase` as two words.
fn spaced(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// What stands below its title: what kind it is, and what fails.
pub(super) fn below(check: &Check, status: Option<&CheckStatus>, snapshot: &Snapshot) -> String {
    let own = match &check.claim {
        Claim::Answer { .. } if check.note.is_some() => says(check, snapshot),
        Claim::Answer { ask, .. } => {
            model_of(ask).map_or("Expectation", |kind| kind.info().title).to_owned()
        }
        Claim::Rule(members) => match Rule::read(members) {
            Ok(rule) => match rule.demands.as_slice() {
                [Demand::NobodyOutside(ids)] if ids.iter().all(|id| is_group(snapshot, id)) => {
                    "Only these groups".to_owned()
                }
                [Demand::AtMost(most)] => format!("At most {most}"),
                _ => kind_of(&rule).to_owned(),
            },
            Err(_) => "Rule".to_owned(),
        },
    };
    let found = match status {
        Some(CheckStatus::Broken(breach)) => broken(check, breach, snapshot),
        Some(CheckStatus::Differs { found, .. }) => format!("now {found}"),
        Some(CheckStatus::OtherReason { .. }) => "another reason".to_owned(),
        Some(CheckStatus::Doubtful { .. }) => "doubtful".to_owned(),
        Some(CheckStatus::Refused(_)) => "cannot be asked".to_owned(),
        Some(CheckStatus::Holds) | None => return own,
    };
    format!("{own} · {found}")
}

fn is_group(snapshot: &Snapshot, id: &str) -> bool {
    snapshot.document().directory.groups.find(id).is_some()
}

/// Who breaks a rule, in few words: `Xanthe Doyle does`.
fn broken(check: &Check, breach: &Breach, snapshot: &Snapshot) -> String {
    let names = people(snapshot, &breach.people);
    let one = breach.people.len() == 1;
    let each = matches!(&check.claim, Claim::Rule(members) if members.has("everybodyIn"));
    let verb = match (each, one) {
        (true, true) => "lacks it",
        (true, false) => "lack it",
        (false, true) => "does",
        (false, false) => "do",
    };
    format!("{names} {verb}")
}

/// The state of a check as its tag says it.
pub(super) fn state(check: &Check, status: Option<&CheckStatus>, snapshot: &Snapshot) -> String {
    let all = snapshot.document().directory.users.len();
    match status {
        None => "Being checked".to_owned(),
        Some(CheckStatus::Holds) => match check.claim {
            Claim::Rule(_) => format!("Holds for all {all}"),
            Claim::Answer { .. } => "Holds".to_owned(),
        },
        Some(CheckStatus::Broken(breach)) => {
            format!("Fails for {} of {all}", breach.people.len())
        }
        Some(CheckStatus::Differs { .. }) => "Differs".to_owned(),
        Some(CheckStatus::OtherReason { .. }) => "Holds for another reason".to_owned(),
        Some(CheckStatus::Doubtful { .. }) => "Doubtful".to_owned(),
        Some(CheckStatus::Refused(_)) => "Cannot be asked".to_owned(),
    }
}

/// Who made it and when, as far as the file says: `Added 12 November 2026 by Chloe Tran`.
pub(super) fn added(check: &Check) -> String {
    match (check.added, &check.added_by) {
        (Some(day), Some(by)) => format!("Added {} by {by}", day.words()),
        (Some(day), None) => format!("Added {}", day.words()),
        (None, Some(by)) => format!("Added by {by}"),
        (None, None) => String::new(),
    }
}

/// The ability of a rule at a place; empty where there is none.
pub(super) fn ability_at(members: &Object, at: usize) -> Object {
    match members.get("nobodyHoldsBoth") {
        Some(Json::List(both)) => {
            both.get(at).and_then(Json::as_object).cloned().unwrap_or_default()
        }
        _ => own_members(members),
    }
}

/// The members of a rule beside what it demands.
fn own_members(members: &Object) -> Object {
    let own = members.iter().filter(|(key, _)| !Rule::DEMANDS.contains(key));
    own.map(|(key, value)| (key.to_owned(), value.clone())).collect()
}

/// The members of a rule with another ability at a place.
pub(super) fn with_ability(members: &Object, at: usize, about: Object) -> Object {
    if let Some(Json::List(both)) = members.get("nobodyHoldsBoth") {
        let abilities = (0..both.len().max(2)).map(|place| match place == at {
            true => Json::from(about.clone()),
            false => ability_at(members, place).into(),
        });
        let mut all = Object::new();
        all.push("nobodyHoldsBoth", abilities.collect::<Vec<_>>());
        return all;
    }
    let mut all = about;
    for (key, value) in members.iter().filter(|(key, _)| Rule::DEMANDS.contains(key)) {
        all.push(key.to_owned(), value.clone());
    }
    all
}

/// The members with another value under a key, at the same place.
pub(super) fn with_member(members: &Object, key: &str, value: Option<Json>) -> Object {
    let is_there = members.has(key);
    let mut value = value;
    let mut all = Object::new();
    for (own, old) in members.iter() {
        if own != key {
            all.push(own.to_owned(), old.clone());
        } else if let Some(new) = value.take() {
            all.push(own.to_owned(), new);
        }
    }
    if !is_there {
        all.push_some(key, value);
    }
    all
}

/// The ids of a list of a rule.
pub(super) fn ids_of(members: &Object, key: &str) -> Vec<String> {
    match members.get(key) {
        Some(Json::List(items)) => {
            items.iter().filter_map(Json::as_text).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// What still has to be chosen before a check can be added; none where nothing has.
pub(super) fn lacks(claim: &Claim, snapshot: &Snapshot) -> Option<String> {
    let document = snapshot.document();
    match claim {
        Claim::Rule(members) => {
            let count = if members.has("nobodyHoldsBoth") { 2 } else { 1 };
            let whole = |at: usize| {
                let about = ability_at(members, at);
                (about.is_empty() && members.has("noNewAccess"))
                    || Ability::of(&about).is_whole(document)
            };
            if !(0..count).all(whole) {
                return Some("Choose what it is about.".to_owned());
            }
            let refused = Rule::read(members).err();
            refused.map(|refusal| match members.has("everybodyIn") {
                true => "Choose who must hold it.".to_owned(),
                false => format!("{}.", capital(&refusal.0)),
            })
        }
        Claim::Answer { ask, expect, .. } => {
            let who = ["user", "group", "actingAs"].iter().any(|key| ask.has(key));
            let target = ability::model_of(ask).and_then(|kind| target_of(kind, ask));
            match (who, target.is_some(), expect.is_empty()) {
                (false, ..) => Some("Choose whose access it is.".to_owned()),
                (_, false, _) => Some("Choose what it is about.".to_owned()),
                (_, _, true) => Some("Choose what is expected.".to_owned()),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        ["Amy", "Ben", "Cara", "Dev"].iter().take(count).map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn three_names_are_listed_and_of_more_the_rest_is_counted() {
        assert_eq!(listed(&names(1), 1), "Amy");
        assert_eq!(listed(&names(3), 3), "Amy, Ben and Cara");
        assert_eq!(listed(&names(3), 12), "Amy, Ben and 10 more");
        assert_eq!(listed(&[], 0), "0");
    }

    #[test]
    fn an_ability_changes_in_its_place() {
        let about = |key: &str| {
            let mut about = Object::new();
            about.push("attribute", key);
            about
        };
        let mut both = Object::new();
        both.push("nobodyHoldsBoth", vec![Json::from(about("a")), about("b").into()]);
        let changed = with_ability(&both, 1, about("c"));
        assert_eq!(ability_at(&changed, 0), about("a"));
        assert_eq!(ability_at(&changed, 1), about("c"));
        let mut most = about("a");
        most.push("atMost", 3_u64);
        let changed = with_ability(&most, 0, about("b"));
        assert_eq!(ability_at(&changed, 0), about("b"));
        assert_eq!(changed.get("atMost"), most.get("atMost"));
        assert_eq!(with_member(&changed, "atMost", None), about("b"));
    }
}

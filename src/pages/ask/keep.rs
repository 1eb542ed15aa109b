//! An answer kept as a check: a rule or an expectation that the document's checks hold from now on.

use whocan_core::directory::{Circumstances, Principal};
use whocan_core::document::{Claim, Document};
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::{Cell, Route as Way, Snapshot, Subject};

use super::answer::Answer;
use super::question::Ability;
use super::words::{ability_words, listed};
use crate::state::{expectation, same_check};

/// How many people a rule names one by one.
const MOST_NAMED: usize = 200;
/// How many names a check is called by.
const MOST_IN_NAME: usize = 4;

/// What can be kept: a claim, and what it is for.
#[derive(Clone, Debug)]
pub struct Keepable {
    claim: Claim,
    /// What it says.
    pub note: String,
}

impl Keepable {
    /// Whether the document holds it already.
    pub fn is_kept(&self, document: &Document) -> bool {
        same_check(document, &self.claim).is_some()
    }

    /// What it demands, with what it is for.
    pub fn into_parts(self) -> (String, Claim) {
        (self.note, self.claim)
    }
}

/// The members of a check that name the circumstances.
fn spell(members: &mut Object, asked: &Circumstances) {
    members.push_some("as", asked.sign_on.as_ref().map(Principal::id));
    members.push_some("on", asked.on.map(|day| day.to_string()));
    members.push_some("service", asked.service.as_deref());
    members.push_some("actingAs", asked.acting_as.as_ref().map(|user| user.as_str()));
    members.push_some("licences", asked.licences.as_ref().map(Json::texts));
}

/// What a rule calls a target and an outcome: of all ways in which a model may spell them the one that
/// it reads as the same. None where its rules cannot speak of it.
fn about(snapshot: &Snapshot, ability: &Ability, asked: &Circumstances) -> Option<Object> {
    let resolver = snapshot.in_the_end(ability.kind);
    let info = ability.kind.info();
    let key = ability.head.key.as_str();
    let wanted = ability.wanted.grants(&*resolver, key);
    let members = [info.target, "report", "person", "requirement"];
    let outcomes = ["atLeast", "permission", "may", ""];
    let spellings = members.iter().flat_map(|member| outcomes.map(|outcome| (*member, outcome)));
    let spelt = spellings.map(|(member, outcome)| {
        let mut object = Object::new();
        object.push("model", info.key).push(member, key);
        if !outcome.is_empty() {
            object.push(outcome, ability.outcome.as_str());
        }
        object
    });
    let is_it = |object: &Object| {
        let found = resolver.ability(asked, object);
        found.is_ok_and(|found| found.target == key && found.wanted == wanted)
    };
    let mut spelt = spelt.into_iter();
    let mut found = spelt.find(is_it)?;
    spell(&mut found, asked);
    Some(found)
}

/// The rule that nobody else can.
///
/// # Errors
/// Says why there is none.
pub fn nobody_else(snapshot: &Snapshot, answer: &Answer) -> Result<Keepable, &'static str> {
    let ability = &answer.ability;
    let directory = &snapshot.document().directory;
    let everybodys = |way: &Way| way.is_everybodys();
    if answer.found.groups.iter().any(|group| group.routes.iter().any(everybodys)) {
        return Err("Everybody can: there is nothing to keep");
    }
    let mut allowed: Vec<Principal> = Vec::new();
    let mut add = |who: Principal| {
        if !allowed.contains(&who) {
            allowed.push(who);
        }
    };
    for group in &answer.found.groups {
        let single = |way: &&Way| way.through.len() == 1 && !way.themselves;
        let single = group.routes.iter().find(single).and_then(|way| way.through.first());
        match single {
            Some(who) => add(who.clone()),
            None if group.people.len() > MOST_NAMED => {
                let parts = group.routes.first().map(|way| way.through.clone());
                parts.unwrap_or_default().into_iter().for_each(&mut add);
            }
            None => {
                let people = group.people.iter().filter_map(|at| answer.found.able.get(*at));
                let users = people.filter_map(|able| directory.users.nth(able.at));
                users.for_each(|user| add(Principal::User(user.id.clone())));
            }
        }
    }
    let cannot = "A check cannot speak of this";
    let mut rule = about(snapshot, ability, &answer.asked).ok_or(cannot)?;
    let ids: Vec<&str> = allowed.iter().map(Principal::id).collect();
    rule.push("nobodyOutside", Json::texts(&ids));
    let names: Vec<String> = allowed.iter().map(|who| directory.name(who)).collect();
    let can = format!("{} {}", ability_words(ability.kind, &ability.outcome), ability.head.name);
    let note = match names.len() {
        0 => format!("Nobody can {can}"),
        number if number > MOST_IN_NAME => {
            let first = names.get(..MOST_IN_NAME - 1).unwrap_or_default().join(", ");
            format!("Only {first} and {} others can {can}", number + 1 - MOST_IN_NAME)
        }
        _ => format!("Only {} can {can}", listed(&names)),
    };
    Ok(Keepable { claim: Claim::Rule(rule), note })
}

/// The rule that nobody holds both.
///
/// # Errors
/// Says why there is none.
pub fn not_both(
    snapshot: &Snapshot,
    one: &Ability,
    other: &Ability,
    asked: &Circumstances,
) -> Result<Keepable, &'static str> {
    let cannot = "A check cannot speak of this";
    let of = |ability: &Ability| about(snapshot, ability, asked).ok_or(cannot);
    let both: Vec<Json> = vec![of(one)?.into(), of(other)?.into()];
    let mut rule = Object::new();
    rule.push("nobodyHoldsBoth", both);
    let words = |of: &Ability| format!("{} {}", ability_words(of.kind, &of.outcome), of.head.name);
    let note = format!("Nobody may both {} and {}", words(one), words(other));
    Ok(Keepable { claim: Claim::Rule(rule), note })
}

/// The expectation that somebody comes to what they come to now. None where the model's checks cannot
/// ask for it.
pub fn stays(
    snapshot: &Snapshot,
    kind: ModelKind,
    (subject, name): (&Subject, &str),
    cell: &Cell,
    asked: &Circumstances,
) -> Option<Keepable> {
    let (key, outcome) = (cell.head.key.as_str(), &*cell.outcome.name);
    let claim = expectation(snapshot, kind, subject, key, &cell.circumstances(asked), outcome)?;
    let Claim::Answer { expect, .. } = &claim else { return None };
    let note = format!("{name}, {}: {expect}", cell.head.name);
    Some(Keepable { claim, note })
}

/// Whether a check speaks of an id.
pub fn mentions(claim: &Claim, id: &str) -> bool {
    fn holds(value: &Json, id: &str) -> bool {
        match value {
            Json::Text(text) => &**text == id,
            Json::List(items) => items.iter().any(|item| holds(item, id)),
            value => value.as_object().is_some_and(|object| has(object, id)),
        }
    }
    fn has(object: &Object, id: &str) -> bool {
        object.iter().any(|(_, value)| holds(value, id))
    }
    let (Claim::Answer { ask: members, .. } | Claim::Rule(members)) = claim;
    has(members, id)
}

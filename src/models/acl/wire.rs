//! The model's section of the file.

use std::collections::BTreeSet;

use super::policy::{
    Defaults, Level, Levels, List, Member, Policy, Priority, Record, RecordType, State,
};
use crate::directory::{Table, TeamId};
use crate::format::{Fields, Json, Object, Reader, Severity, clip};
use crate::shared::{Shared, gather};

/// What stands in place of a list where the team's default counts.
const TEAM: &str = "team";

pub(super) fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
    let mut fields = here.fields(json)?;
    let items = fields.list("records");
    let (records, unread) = here.at("records").list(items, read_record);
    let defaults = read_defaults(&mut fields);
    Some(Policy {
        records: Table::new(records).with_unread(unread),
        defaults: defaults.into(),
        extra: fields.rest(),
    })
}

fn read_record(here: &Reader<'_>, json: &Json) -> Option<Record> {
    let mut fields = here.fields(json)?;
    let kind = match fields.peek("type") {
        None => {
            let message = "`type` is missing";
            let help = "add it; until then this is kept in the file and counts for nothing";
            here.report(Severity::Error, "missing", message, help);
            return None;
        }
        Some(_) => fields.parsed("type", RecordType::parse)?,
    };
    let id = fields.id()?;
    let name = fields.name(&id);
    let team = fields.text("team").map(|team| team.as_str().into());
    let of = fields.text("of").map(|of| of.as_str().into());
    let state = read_state(&mut fields);
    Some(Record { id: id.as_str().into(), name, kind, team, of, state, extra: fields.rest() })
}

fn read_state(fields: &mut Fields<'_>) -> State {
    let here = fields.here().at("acl");
    match fields.peek("acl") {
        None => State::None,
        Some(Json::Text(text)) if text == TEAM => {
            fields.any("acl");
            State::Inherited
        }
        Some(Json::Text(text)) => {
            let message = format!("`{}` is no access control list", clip(text));
            let help = "write `team` or a list; it is kept in the file and counts for nothing";
            here.report(Severity::Error, "not-a-value", message, help);
            State::None
        }
        Some(json) => match read_list(&here, json) {
            Some(list) => {
                fields.any("acl");
                State::Customised(list.into())
            }
            None => State::None,
        },
    }
}

fn read_defaults(fields: &mut Fields<'_>) -> Defaults {
    let object = fields.map("teamDefaults");
    let (defaults, unread) = fields.here().at("teamDefaults").map(object, |here, team, json| {
        Some((TeamId::from(team), Shared::new(read_list(here, json)?)))
    });
    if !unread.is_empty() {
        fields.put_back("teamDefaults", unread);
    }
    gather(defaults)
}

fn read_list(here: &Reader<'_>, json: &Json) -> Option<List> {
    let mut fields = here.fields(json)?;
    let description = fields.text("description").unwrap_or_default();
    let priority = fields.parsed("priority", Priority::parse).unwrap_or_default();
    let items = fields.list("members");
    let mut known: BTreeSet<String> = BTreeSet::new();
    let at = here.at("members");
    let (members, unread) = at.list(items, |here, json| {
        let member = read_member(here, json)?;
        let who = member.who.to_string();
        if known.contains(&who) {
            let message = format!("`{}` is a member already", clip(&who));
            let help = "its first row counts; remove one of the two";
            here.report(Severity::Error, "duplicate-member", message, help);
            return None;
        }
        known.insert(who);
        Some(member)
    });
    Some(List { description, priority, members, unread, extra: fields.rest() })
}

/// A level that is none is reported; the whole list of levels is kept then and denies what it can.
fn read_member(here: &Reader<'_>, json: &Json) -> Option<Member> {
    let mut fields = here.fields(json)?;
    let who = fields.required_text("who")?;
    let mut denied = Levels::NONE;
    if let Some(names) = fields.optional_texts("deny") {
        let mut sound = true;
        for (at, name) in names.iter().enumerate() {
            match Level::parse(name) {
                Ok(level) => denied = denied.with(level),
                Err(message) => {
                    let help = "it is kept in the file and counts for nothing";
                    here.at("deny").item(at).report(Severity::Error, "not-a-value", message, help);
                    sound = false;
                }
            }
        }
        if !sound {
            fields.put_back("deny", Json::texts(&names));
        }
    }
    Some(Member { who: who.as_str().into(), denied, extra: fields.rest() })
}

pub(super) fn write(policy: &Policy) -> Option<Json> {
    let mut object = Object::new();
    let records = policy.records.unread().among(policy.records.iter().map(|it| write_record(it)));
    if !records.is_empty() {
        object.push("records", records);
    }
    let mut defaults = Object::new();
    for (team, list) in policy.defaults.iter() {
        defaults.push(team.as_str(), write_list(list));
    }
    if let Some(Json::Object(unread)) = policy.extra.get("teamDefaults") {
        defaults.extend(unread);
    }
    if !defaults.is_empty() {
        object.push("teamDefaults", defaults);
    }
    for (key, value) in policy.extra.iter().filter(|(key, _)| *key != "teamDefaults") {
        object.push(key, value.clone());
    }
    (!object.is_empty()).then(|| object.into())
}

fn write_record(record: &Record) -> Json {
    let mut object = Object::new();
    object.push("id", record.id.as_str());
    object.push_name(record.id.as_str(), &record.name, &record.extra);
    object.push("type", record.kind.name());
    object.push_some("team", record.team.as_ref().map(|team| team.to_string()));
    object.push_some("of", record.of.as_ref().map(|of| of.to_string()));
    match &record.state {
        State::None => {}
        State::Inherited => drop(object.push("acl", TEAM)),
        State::Customised(list) => drop(object.push("acl", write_list(list))),
    }
    let taken = !matches!(record.state, State::None);
    for (key, value) in record.extra.iter().filter(|(key, _)| !(taken && *key == "acl")) {
        object.push(key, value.clone());
    }
    object.into()
}

fn write_list(list: &List) -> Json {
    let mut object = Object::new();
    if !list.description.is_empty() {
        object.push("description", list.description.as_str());
    }
    let priority = (list.priority != Priority::default()).then(|| list.priority.name());
    object.push_some("priority", priority);
    let members = list.unread.among(list.members.iter().map(write_member));
    if !members.is_empty() {
        object.push("members", members);
    }
    object.extend(&list.extra);
    object.into()
}

fn write_member(member: &Member) -> Json {
    let mut object = Object::new();
    object.push("who", member.who.as_str());
    // A list that could not be read whole stands for what it says, until something else is set.
    let kept = member.extra.get("deny").map(denied_by);
    if kept != Some(member.denied) && member.denied != Levels::NONE {
        object.push("deny", Json::texts(member.denied.iter().map(Level::name)));
    }
    let keeps = kept == Some(member.denied);
    for (key, value) in member.extra.iter().filter(|(key, _)| keeps || *key != "deny") {
        object.push(key, value.clone());
    }
    object.into()
}

/// What a member `deny` comes to, mistakes included.
fn denied_by(json: &Json) -> Levels {
    let Json::List(items) = json else { return Levels::NONE };
    let levels = items.iter().filter_map(|item| Level::parse(item.as_text()?).ok());
    Levels::of(levels)
}

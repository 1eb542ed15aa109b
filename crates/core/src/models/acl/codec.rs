//! The model's section of the file.

use std::collections::BTreeSet;

use super::policy::{
    Defaults, Level, Levels, List, Member, Policy, Priority, Record, RecordType, State,
};
use crate::directory::{Table, TeamId};
use crate::format::{Fields, Json, Object, Reader, Severity, clip, doubtful};
use crate::model::Section;
use crate::shared::{Shared, collect_into};

/// What stands in place of a list where the team's default counts.
const TEAM: &str = "team";

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Section for Policy {
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self> {
        read(here, json)
    }

    fn write(&self) -> Option<Json> {
        write(self)
    }

    fn is_blank(&self) -> bool {
        self.records.is_empty() && self.write().is_none()
    }
}

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
        Some(_) => {
            let names = RecordType::ALL.map(RecordType::name);
            fields.named("type", &names, RecordType::parse, KEPT)?
        }
    };
    let id = fields.id()?;
    let name = fields.name(&id);
    let text = |text: &str| Ok(text.to_owned());
    let follows = fields.peek("acl").and_then(Json::as_text) == Some(TEAM);
    let help = if follows { &*doubtful("a list that admits nobody") } else { KEPT };
    let team = fields.named("team", &[], text, help).map(|team| team.as_str().into());
    let of = fields.named("of", &[], text, help).map(|of| of.as_str().into());
    let state = read_state(&mut fields);
    Some(Record { id: id.as_str().into(), name, kind, team, of, state, extra: fields.rest() })
}

fn read_state(fields: &mut Fields<'_>) -> State {
    let here = fields.here().at("acl");
    let list = match fields.peek("acl") {
        None => return State::None,
        Some(Json::Text(text)) if text == TEAM => {
            fields.any("acl");
            return State::Inherited;
        }
        Some(json) => read_list(&here, json),
    };
    match list {
        Some(list) => {
            fields.any("acl");
            State::Customised(list.into())
        }
        // R17
        None => State::Customised(List::nobody().into()),
    }
}

/// The defaults. One that cannot be read admits nobody (R17), and is kept in its place.
fn read_defaults(fields: &mut Fields<'_>) -> Defaults {
    let object = match fields.peek("teamDefaults") {
        Some(json) if !matches!(json, Json::Object(_)) => {
            let help = doubtful("lists that admit nobody");
            fields.here().at("teamDefaults").wrong_type_so("an object", json, &help);
            return Defaults::new();
        }
        _ => fields.map("teamDefaults"),
    };
    let mut unread = Object::new();
    let (defaults, _) = fields.here().at("teamDefaults").map(object, |here, team, json| {
        let list = read_list(here, json).unwrap_or_else(|| {
            unread.push(team, json.clone());
            List::nobody()
        });
        Some((TeamId::from(team), Shared::new(list)))
    });
    if !unread.is_empty() {
        fields.put_back("teamDefaults", unread);
    }
    collect_into(defaults)
}

/// A list; none, with a finding, for what is no list.
fn read_list(here: &Reader<'_>, json: &Json) -> Option<List> {
    let help = doubtful("a list that admits nobody");
    let object = match json {
        Json::Object(object) => object,
        Json::Text(text) => {
            let message = format!("`{}` is no access control list", clip(text));
            let help = format!("write `{TEAM}` or a list; {help}");
            here.not_a_value(message, text, &[TEAM], &help);
            return None;
        }
        other => {
            here.wrong_type_so("an object", other, &help);
            return None;
        }
    };
    let mut fields = here.members(object);
    let description = fields.text("description").unwrap_or_default();
    // R17
    let help = doubtful(Priority::FavourDeny.name());
    let priority = match fields.peek("priority") {
        None => Priority::default(),
        Some(_) => fields
            .named("priority", &Priority::NAMES, Priority::parse, &help)
            .unwrap_or(Priority::FavourDeny),
    };
    let items = match fields.peek("members") {
        Some(json) if !matches!(json, Json::List(_)) => {
            let help = doubtful("rows that admit nobody");
            here.at("members").wrong_type_so("a list", json, &help);
            &[]
        }
        _ => fields.list("members"),
    };
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
    let extra = fields.rest();
    let list = List { description, priority, members, unread, anybody: None, extra };
    Some(list.settled())
}

/// A row. One whose `deny` has a mistake in it denies everything until that is mended (R17).
fn read_member(here: &Reader<'_>, json: &Json) -> Option<Member> {
    let help = doubtful("a row that denies what it can, be it whose it may");
    let Json::Object(object) = json else {
        here.wrong_type_so("an object", json, &help);
        return None;
    };
    let mut fields = here.members(object);
    let who = fields.required_text_so("who", &help, &help)?;
    let denied = match fields.peek("deny") {
        None => Levels::NONE,
        Some(json) => match read_deny(&here.at("deny"), json) {
            Some(denied) => {
                fields.any("deny");
                denied
            }
            None => Levels::ALL,
        },
    };
    Some(Member { who: who.as_str().into(), denied, extra: fields.rest() })
}

fn read_deny(here: &Reader<'_>, json: &Json) -> Option<Levels> {
    let help = doubtful("all three denied");
    let Json::List(items) = json else {
        here.wrong_type_so("a list", json, &help);
        return None;
    };
    let mut denied = Levels::NONE;
    let mut sound = true;
    for (at, item) in items.iter().enumerate() {
        let here = here.item(at);
        match item.as_text().map(|name| (name, Level::parse(name))) {
            Some((name, Ok(level))) => {
                if denied.has(level) {
                    let message = format!("`{}` stands in this list already", clip(name));
                    here.report(Severity::Warning, "repeated", message, "it counts once");
                }
                denied = denied.with(level);
                continue;
            }
            Some((name, Err(message))) => here.not_a_value(message, name, &Level::NAMES, &help),
            None => here.wrong_type_so("a text", item, &help),
        }
        sound = false;
    }
    sound.then_some(denied)
}

pub(super) fn write(policy: &Policy) -> Option<Json> {
    let mut object = Object::new();
    let records = policy.records.unread().among(policy.records.iter().map(|it| write_record(it)));
    if !records.is_empty() {
        object.push("records", records);
    }
    let mut defaults = Object::new();
    for (team, list) in policy.defaults.iter() {
        // What could not be read stands there until something else is set.
        let kept = policy.extra.within("teamDefaults", team.as_str());
        defaults.push(team.as_str(), kept.cloned().unwrap_or_else(|| write_list(list)));
    }
    if !defaults.is_empty() {
        object.push("teamDefaults", defaults);
    }
    object.extend(&policy.extra);
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
        // What could not be read stands there until something else is set.
        _ if record.extra.get("acl").is_some() => {}
        State::None => {}
        State::Inherited => drop(object.push("acl", TEAM)),
        State::Customised(list) => drop(object.push("acl", write_list(list))),
    }
    object.extend(&record.extra);
    object.into()
}

fn write_list(list: &List) -> Json {
    let mut object = Object::new();
    if !list.description.is_empty() {
        object.push("description", list.description.as_str());
    }
    let kept = list.extra.get("priority").is_some();
    let priority = (list.priority != Priority::default() && !kept).then(|| list.priority.name());
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
    if member.denied != Levels::NONE && member.extra.get("deny").is_none() {
        object.push("deny", Json::texts(member.denied.iter().map(Level::name)));
    }
    object.extend(&member.extra);
    object.into()
}

//! The model's section of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::policy::{
    BLOCK, Classified, Defaults, Entry, EntryKey, Given, Kind, Period, Permission, Permissions,
    Policy, Resource, ResourceType,
};
use crate::directory::{Date, GroupId, Id, Table};
use crate::format::{Fields, Json, Object, Reader, Severity, clip, doubtful};
use crate::model::Section;
use crate::shared::{Shared, collect_into};

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Section for Policy {
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self> {
        read(here, json)
    }

    fn write(&self) -> Option<Json> {
        write(self)
    }

    fn is_blank(&self) -> bool {
        self.resources.is_empty() && self.write().is_none()
    }
}

pub(super) fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
    let mut fields = here.fields(json)?;
    let items = fields.list("items");
    let (resources, unread) = here.at("items").list(items, read_resource);
    let resources = Table::new(resources).with_unread(unread);
    let mut classified = |kind: Kind| {
        let items = fields.list(kind.key());
        let (read, unread) = here.at(kind.key()).list(items, read_classified);
        Table::new(read).with_unread(unread)
    };
    let (people, requirements) = (classified(Kind::Person), classified(Kind::Requirement));
    let entries = read_entries(&mut fields);
    Some(Policy {
        resources,
        people,
        requirements,
        entries,
        admins: Shared::new(collect_into(fields.texts("admins").into_iter().map(Id::from))),
        new_user_groups: Shared::new(collect_into(
            fields.texts("newUserGroups").into_iter().map(Id::from),
        )),
        defaults: read_defaults(&mut fields).into(),
        extra: fields.rest(),
    })
}

fn read_resource(here: &Reader<'_>, json: &Json) -> Option<Resource> {
    let mut fields = here.fields(json)?;
    if fields.peek("type").is_none() {
        let help = "add it; until then this is kept in the file and counts for nothing";
        here.report(Severity::Error, "missing", "`type` is missing", help);
        return None;
    }
    let kind = fields.named(
        "type",
        &ResourceType::ALL.map(ResourceType::name),
        ResourceType::parse,
        KEPT,
    )?;
    let id = fields.id()?;
    let name = fields.name(&id);
    let parent = fields.text("parent").map(Id::from);
    let notes = fields.text("notes").unwrap_or_default();
    Some(Resource { id: id.into(), name, kind, parent, notes, extra: fields.rest() })
}

fn read_classified(here: &Reader<'_>, json: &Json) -> Option<Classified> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let name = fields.name(&id);
    let of = fields.texts("in").into_iter().map(Id::from).collect();
    Some(Classified { id: id.into(), name, of, extra: fields.rest() })
}

fn read_entries(fields: &mut Fields<'_>) -> Table<Entry> {
    let items = fields.list("entries");
    let mut seats: BTreeSet<EntryKey> = BTreeSet::new();
    let (entries, unread) = fields.here().at("entries").list(items, |here, json| {
        let entry = read_entry(here, json)?;
        if !seats.insert(EntryKey { who: entry.who.clone(), on: entry.on.clone() }) {
            let (who, on) = (clip(entry.who.as_str()), clip(entry.on.as_str()));
            let message = format!("`{who}` has an entry on `{on}` already");
            let help = "the first one counts; make one of the two";
            here.report(Severity::Error, "duplicate-entry", message, help);
            return None;
        }
        Some(entry)
    });
    Table::new(entries).with_unread(unread)
}

fn read_entry(here: &Reader<'_>, json: &Json) -> Option<Entry> {
    let help = doubtful("whatever it may take away");
    let Json::Object(object) = json else {
        here.wrong_type_so("an object", json, &help);
        return None;
    };
    let mut fields = here.members(object);
    let who = fields.required_text_so("who", &help, &help)?;
    let on = fields.required_text_so("on", &help, &help)?;
    let given = read_given(&mut fields)?;
    let id = fields.id()?;
    let notes = fields.text("notes").unwrap_or_default();
    // R21: the entry as a whole waits until both can be read.
    let help = match given {
        Given::Block => doubtful("a Block that is in force"),
        Given::Set(_) => doubtful("an entry that gives nothing"),
    };
    let mut day = |key: &str| match fields.peek(key) {
        None => Some(None),
        Some(_) => fields.named(key, &[], Date::parse, &help).map(Some),
    };
    let (from, to) = (day("from"), day("to"));
    let period = Period { from: from?, to: to? };
    Some(Entry {
        id: id.into(),
        who: who.into(),
        on: on.into(),
        given,
        notes,
        period,
        extra: fields.rest(),
    })
}

/// What an entry gives. A list with a mistake in it would give less than was meant, so the whole
/// entry waits until it is mended.
fn read_given(fields: &mut Fields<'_>) -> Option<Given> {
    let here = fields.here().at("set");
    match fields.peek("set") {
        None => {
            let help = format!("add it; {}", doubtful(BLOCK));
            fields.here().report(Severity::Error, "missing", "`set` is missing", help);
            None
        }
        Some(Json::Text(text)) if text == BLOCK => {
            fields.any("set");
            Some(Given::Block)
        }
        Some(Json::Text(text)) => {
            let message = format!("`{}` is no set of permissions", clip(text));
            let help = format!("write a list of them, or `{BLOCK}`; {}", doubtful(BLOCK));
            let names: Vec<&str> = Permission::ALL.into_iter().map(Permission::name).collect();
            here.not_a_value(message, text, &[names.as_slice(), &[BLOCK]].concat(), &help);
            None
        }
        Some(json) => {
            let set = read_set(&here, json, &doubtful(BLOCK))?;
            fields.any("set");
            Some(Given::Set(set))
        }
    }
}

/// A list of permissions that is not empty.
fn read_set(here: &Reader<'_>, json: &Json, kept: &str) -> Option<Permissions> {
    let Json::List(items) = json else {
        here.wrong_type_so("a list", json, kept);
        return None;
    };
    if items.is_empty() {
        let help =
            format!("name permissions, or say `{BLOCK}` for an entry that takes them away; {kept}");
        here.report(Severity::Error, "not-a-value", "the list of permissions is empty", help);
        return None;
    }
    let mut set = Permissions::NONE;
    let mut sound = true;
    for (at, item) in items.iter().enumerate() {
        let here = here.item(at);
        let Some(text) = item.as_text() else {
            here.wrong_type_so("a permission", item, kept);
            sound = false;
            continue;
        };
        match Permission::parse(text) {
            Ok(one) if set.has(one) => {
                let message = format!("`{}` stands in this list already", clip(text));
                here.report(Severity::Warning, "repeated", message, "it counts once");
            }
            Ok(one) => set = set.with(one),
            Err(message) => {
                let names = Permission::ALL.map(Permission::name);
                here.not_a_value(message, text, &names, kept);
                sound = false;
            }
        }
    }
    sound.then_some(set)
}

fn read_defaults(fields: &mut Fields<'_>) -> Defaults {
    let object = fields.map("defaults");
    let mut kept = Object::new();
    let (rows, unread) = fields.here().at("defaults").map(object, |here, group, json| {
        let Json::Object(by_type) = json else {
            here.wrong_type("an object", json);
            return None;
        };
        let (sets, left) = here.map(by_type, |here, kind, json| match ResourceType::parse(kind) {
            Ok(kind) => Some((kind, read_set(here, json, KEPT)?)),
            Err(message) => {
                let names = ResourceType::ALL.map(ResourceType::name);
                here.not_a_value(message, kind, &names, KEPT);
                None
            }
        });
        if !left.is_empty() {
            kept.push(group, left);
        }
        let by_type: BTreeMap<ResourceType, Permissions> = collect_into(sets);
        Some((GroupId::from(group), Shared::new(by_type)))
    });
    kept.extend(&unread);
    if !kept.is_empty() {
        fields.put_back("defaults", kept);
    }
    collect_into(rows.into_iter().filter(|(_, by_type)| !by_type.is_empty()))
}

pub(super) fn write(policy: &Policy) -> Option<Json> {
    let mut object = Object::new();
    let mut push = |key: &str, items: Vec<Json>| {
        if !items.is_empty() {
            object.push(key, items);
        }
    };
    let resources = policy.resources.iter().map(|it| write_resource(it));
    push("items", policy.resources.unread().among(resources));
    for kind in Kind::ALL {
        let table = policy.classified(kind);
        push(kind.key(), table.unread().among(table.iter().map(|it| write_classified(it))));
    }
    let entries = policy.entries.iter().map(|it| write_entry(it));
    push("entries", policy.entries.unread().among(entries));
    let admins: Vec<_> = policy.admins.iter().collect();
    object.push_texts("admins", &admins);
    let groups: Vec<_> = policy.new_user_groups.iter().collect();
    object.push_texts("newUserGroups", &groups);
    write_defaults(&mut object, policy);
    for (key, value) in policy.extra.iter().filter(|(key, _)| *key != "defaults") {
        object.push(key, value.clone());
    }
    (!object.is_empty()).then(|| object.into())
}

fn write_resource(resource: &Resource) -> Json {
    let mut object = Object::new();
    object.push("id", resource.id.as_str());
    object.push_name(resource.id.as_str(), &resource.name, &resource.extra);
    object.push("type", resource.kind.name());
    object.push_some("parent", resource.parent.as_ref().map(ToString::to_string));
    object.push_some("notes", some(&resource.notes));
    object.extend(&resource.extra);
    object.into()
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn write_classified(one: &Classified) -> Json {
    let mut object = Object::new();
    object.push("id", one.id.as_str());
    object.push_name(one.id.as_str(), &one.name, &one.extra);
    object.push_texts("in", &one.of);
    object.extend(&one.extra);
    object.into()
}

fn write_entry(entry: &Entry) -> Json {
    let mut object = Object::new();
    object.push("id", entry.id.as_str());
    object.push("who", entry.who.as_str()).push("on", entry.on.as_str());
    match entry.given {
        Given::Block => object.push("set", BLOCK),
        Given::Set(set) => object.push("set", names(set)),
    };
    object.push_some("notes", some(&entry.notes));
    let Period { from, to } = entry.period;
    object.push_some("from", from.map(|day| day.to_string()));
    object.push_some("to", to.map(|day| day.to_string()));
    object.extend(&entry.extra);
    object.into()
}

fn names(set: Permissions) -> Json {
    Json::texts(set.iter().map(Permission::name))
}

fn write_defaults(section: &mut Object, policy: &Policy) {
    let unread = match policy.extra.get("defaults") {
        Some(Json::Object(unread)) => unread.clone(),
        _ => Object::new(),
    };
    let by_group: BTreeMap<&str, &Json> = collect_into(unread.iter());
    let mut object = Object::new();
    for (group, by_type) in policy.defaults.iter() {
        let mut sets = Object::new();
        for (kind, set) in by_type.iter() {
            sets.push(kind.name(), names(*set));
        }
        if let Some(Json::Object(left)) = by_group.get(group.as_str()) {
            for (key, value) in left.iter() {
                if sets.get(key).is_none() {
                    sets.push(key, value.clone());
                }
            }
        }
        object.push(group.as_str(), sets);
    }
    object.extend(&unread);
    if !object.is_empty() {
        section.push("defaults", object);
    } else if let Some(other) = policy.extra.get("defaults") {
        section.push("defaults", other.clone());
    }
}

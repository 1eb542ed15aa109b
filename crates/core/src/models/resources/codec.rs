//! The model's section of the file.

use std::collections::BTreeMap;

use super::policy::{
    BLOCK, Defaults, Entry, EntryKey, Given, Period, Permission, Permissions, Policy, ResourceType,
};
use crate::directory::{Date, Table};
use crate::format::{
    Extra, Fate, Fields, Items, Json, MemberCodec, Object, Otherwise, Reader, clip,
};
use crate::model::Section;
use crate::shared::{Shared, collect_into};

// R21: an entry that cannot be read as a whole waits until it can be.
pub(super) const ENTRY: Otherwise = Otherwise::CountsAs("whatever it may take away");
const AS_BLOCK: Otherwise = Otherwise::CountsAs(BLOCK);

impl Section for Policy {
    fn is_blank(&self) -> bool {
        self.resources.is_empty() && self.section().is_none()
    }
}

/// The entries: one at most for somebody on something.
pub(super) struct Entries;

impl MemberCodec<Table<Entry>> for Entries {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Table<Entry>> {
        let seat = |it: &Entry| EntryKey { who: it.who.clone(), on: it.on.clone() };
        let twice = |here: &Reader<'_>, entry: &Entry| {
            let (who, on) = (clip(entry.who.as_str()), clip(entry.on.as_str()));
            let message = format!("`{who}` has an entry on `{on}` already");
            here.error("duplicate-entry", message, "the first one counts; make one of the two");
        };
        let (entries, unread) = fields.distinct("entries", Otherwise::Kept, seat, twice);
        Some(Table::new(entries).with_unread(unread))
    }

    fn write(&self, object: &mut Object, entries: &Table<Entry>, extra: &Extra) {
        Items("entries").write(object, entries, extra);
    }
}

/// What an entry gives. A list with a mistake in it would give less than was meant, so the whole
/// entry waits until it is mended.
pub(super) struct BlockOrSet;

impl MemberCodec<Given> for BlockOrSet {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Given> {
        let here = fields.here().at("set");
        let given = match fields.peek("set") {
            None => {
                fields.missing("set", AS_BLOCK);
                return None;
            }
            Some(Json::Text(text)) if text == BLOCK => Given::Block,
            Some(Json::Text(text)) => {
                let message = format!("`{}` is no set of permissions", clip(text));
                let help = format!("write a list of them, or `{BLOCK}`; {AS_BLOCK}");
                let names = [&Permission::NAMES[..], &[BLOCK]].concat();
                here.not_a_value(message, text, &names, help);
                return None;
            }
            Some(json) => Given::Set(read_set(&here, json, AS_BLOCK)?),
        };
        fields.any("set");
        Some(given)
    }

    fn write(&self, object: &mut Object, given: &Given, _: &Extra) {
        match given {
            Given::Block => object.push("set", BLOCK),
            Given::Set(set) => object.push("set", names(*set)),
        };
    }
}

/// A list of permissions that is not empty.
fn read_set(here: &Reader<'_>, json: &Json, otherwise: Otherwise) -> Option<Permissions> {
    let items = here.items(json, otherwise)?;
    if items.is_empty() {
        let help = format!(
            "name permissions, or say `{BLOCK}` for an entry that takes them away; {otherwise}"
        );
        here.error("not-a-value", "the list of permissions is empty", help);
        return None;
    }
    let (set, sound) = here.all_named(items, "a permission", otherwise);
    sound.then(|| Permissions::of(set))
}

fn names(set: Permissions) -> Json {
    Json::List(set.iter().map(Permission::name).map(Json::word).collect())
}

/// `from` and `to`: the entry as a whole waits until both can be read.
pub(super) struct Days;

impl MemberCodec<Period> for Days {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Period> {
        let otherwise = Otherwise::CountsAs(match fields.seen("set").and_then(Json::as_text) {
            Some(_) => "a Block that is in force",
            None => "an entry that gives nothing",
        });
        let mut day = |key: &str| {
            let day = fields.parsed(key, &[], Date::parse, otherwise);
            if day.is_none() && fields.peek(key).is_some() {
                fields.refuse();
            }
            day
        };
        Some(Period { from: day("from"), to: day("to") })
    }

    fn write(&self, object: &mut Object, period: &Period, _: &Extra) {
        object.push_some("from", period.from.map(|day| day.to_string()));
        object.push_some("to", period.to.map(|day| day.to_string()));
    }
}

/// What groups are given on what somebody adds, by its type.
pub(super) struct DefaultSets;

impl MemberCodec<Defaults> for DefaultSets {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Defaults> {
        let of_group = |here: &Reader<'_>, json: &Json| {
            let Some(object) = here.object(json, Otherwise::Kept) else { return Fate::Kept };
            let (sets, left) =
                here.map(object, |here, kind, json| match ResourceType::parse(kind) {
                    Ok(kind) => Some((kind, read_set(here, json, Otherwise::Kept)?)),
                    Err(message) => {
                        here.not_a_value(message, kind, &ResourceType::NAMES, Otherwise::Kept);
                        None
                    }
                });
            let sets: BTreeMap<ResourceType, Permissions> = collect_into(sets);
            match (sets.is_empty(), left.is_empty()) {
                (true, true) => Fate::Nothing,
                (true, false) => Fate::Left(left.into()),
                (false, true) => Fate::Used(Shared::new(sets)),
                (false, false) => Fate::InPart(Shared::new(sets), left.into()),
            }
        };
        Some(fields.entries("defaults", Otherwise::Kept, of_group))
    }

    fn write(&self, object: &mut Object, defaults: &Defaults, extra: &Extra) {
        let groups = defaults.iter().map(|(group, by_type)| {
            let sets = by_type.iter().map(|(kind, set)| (kind.name(), names(*set)));
            let mut sets: Object = sets.collect();
            if let Some(Json::Object(left)) = extra.within("defaults", group.as_str()) {
                sets.extend(left);
            }
            (group, sets)
        });
        object.push_map("defaults", groups, extra);
    }
}

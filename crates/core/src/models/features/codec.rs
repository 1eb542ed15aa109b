//! The model's section of the file. `catalogue` is the name of the shipped one, or the whole list
//! once it was edited.

use super::policy::{
    CORE, Cell, Defaults, Entry, Feature, FeatureId, Kind, Licences, Policy, Row, Rows, Ticked,
    Visibility,
};
use crate::directory::Table;
use crate::format::{
    Codec, Extra, Fate, Fields, Items, Json, MemberCodec, Object, Otherwise, Reader, Source, clip,
};
use crate::model::Section;
use crate::shared::{Shared, collect_into};
use crate::text;

/// The name under which the shipped catalogue is frozen.
const SHIPPED: &str = "maytas-5";

// R15: what restricts and cannot be read restricts.
const LICENCE: Otherwise = Otherwise::CountsAs("a licence that is not installed");
const HIDDEN: Otherwise = Otherwise::CountsAs(Visibility::Hidden.name());

impl Section for Policy {
    const SHIPPED: Option<&'static str> = Some(SHIPPED);

    fn is_blank(&self) -> bool {
        self.entries.is_empty() && self.section().is_none()
    }
}

impl Codec for Policy {
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self> {
        let mut fields = here.fields(json, Otherwise::Kept)?;
        let mut policy = Policy::nothing();
        policy.catalogue = read_catalogue(&mut fields);
        policy.items = Items("items").read(&mut fields)?;
        policy.licences = read_licences(&mut fields, &policy).into();
        policy.defaults = read_defaults(&mut fields).into();
        policy.entries = read_entries(&mut fields, &policy).into();
        policy.extra = fields.rest();
        Some(policy)
    }

    fn write(&self) -> Object {
        let Policy { catalogue, items, licences, defaults, entries, extra } = self;
        let mut object = Object::new();
        write_catalogue(&mut object, catalogue, extra);
        Items("items").write(&mut object, items, extra);
        object.push_map("licences", licences.iter().map(|(id, name)| (id, name.as_str())), extra);
        // What could not be read stands there until something else is set.
        let own = |id: &FeatureId| extra.within("defaults", id.as_str()).is_none();
        let defaults = defaults.iter().filter(|(id, _)| own(id));
        object.push_map("defaults", defaults.map(|(id, it)| (id, Json::word(it.name()))), extra);
        let rows = entries.iter().filter(|(_, row)| !row.is_empty());
        object.push_map("entries", rows.map(|(who, row)| (who, write_row(row))), extra);
        object.extend(extra);
        object
    }
}

/// The kind, one of those that can stand in this list.
pub(super) struct KindOfList;

impl MemberCodec<Kind> for KindOfList {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Kind> {
        if fields.peek("kind").is_none() {
            fields.missing("kind", Otherwise::Kept);
        }
        // The catalogue has other kinds than what each installation has of its own.
        let of_catalogue = fields.here().is_item_of("catalogue");
        let belongs = |kind: &Kind| kind.is_shipped() == of_catalogue;
        let names: Vec<&str> = Kind::ALL.into_iter().filter(belongs).map(Kind::name).collect();
        let parse = |name: &str| {
            let kind = Kind::ALL.into_iter().filter(belongs).find(|kind| kind.name() == name);
            let all = names.join(", ");
            kind.ok_or_else(|| {
                format!("`{}` is no kind for this list; there are {}", clip(name), all)
            })
        };
        fields.parsed("kind", &names, parse, Otherwise::Kept)
    }

    fn write(&self, object: &mut Object, kind: &Kind, _: &Extra) {
        object.push("kind", Json::word(kind.name()));
    }
}

/// A licence's own name; Core is what an absent one says. Only the catalogue has them.
pub(super) struct Licence;

impl MemberCodec<Option<String>> for Licence {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Option<String>> {
        if !fields.here().is_item_of("catalogue") {
            return Some(None);
        }
        let name = fields.parsed("licence", &[], |name| Ok(name.to_owned()), LICENCE);
        let Some(name) = name else { return Some(None) };
        if text::is_blank(&name) {
            let here = fields.here().at("licence");
            here.error("blank", "`licence` is blank", LICENCE);
            fields.put_back("licence", name);
            return Some(None);
        }
        Some((name != CORE).then_some(name))
    }

    fn write(&self, object: &mut Object, licence: &Option<String>, _: &Extra) {
        object.push_some("licence", licence.clone());
    }
}

fn read_catalogue(fields: &mut Fields<'_>) -> Table<Feature> {
    match fields.catalogue(SHIPPED) {
        Source::Unknown => Table::default(),
        Source::Shipped => {
            let shipped = &Policy::shipped().catalogue;
            fields.claim_shipped(shipped.iter().map(|feature| feature.id.as_str()));
            shipped.clone()
        }
        Source::Own(items) => {
            let (features, unread) = fields.here().at("catalogue").list(items, Feature::read);
            Table::new(features).with_unread(unread)
        }
    }
}

/// Nothing for the shipped catalogue, and nothing for one that could not be read and was kept.
fn write_catalogue(object: &mut Object, own: &Table<Feature>, extra: &Extra) {
    let shipped = &Policy::shipped().catalogue;
    let same = own.same(shipped) || own.iter().map(|it| &**it).eq(shipped.iter().map(|it| &**it));
    let as_shipped = same && own.unread().is_empty();
    let none = own.is_empty() && own.unread().is_empty();
    if as_shipped || none && extra.get("catalogue").is_some() {
        return;
    }
    let features = own.iter().map(|feature| feature.write().into());
    object.push("catalogue", own.unread().among(features));
}

fn read_licences(fields: &mut Fields<'_>, policy: &Policy) -> Licences {
    let all: Licences = fields.entries("licences", LICENCE, |here, json| {
        let Json::Text(name) = json else {
            here.wrong_type("a licence", json, LICENCE);
            return Fate::Kept;
        };
        if text::is_blank(name) {
            here.error("blank", "the licence is blank", LICENCE);
            return Fate::Kept;
        }
        Fate::Used(name.to_string())
    });
    let says_more = |id: &FeatureId, name: &str| {
        policy.feature(id).is_none_or(|it| {
            policy.licence_unread(it) || it.licence.as_deref().unwrap_or(CORE) != name
        })
    };
    collect_into(all.into_iter().filter(|(id, name)| says_more(id, name)))
}

/// The defaults. One that cannot be read is Hidden (R15), and is kept in its place.
fn read_defaults(fields: &mut Fields<'_>) -> Defaults {
    fields.entries("defaults", HIDDEN, |here, json| match here.named(json, "a value", HIDDEN) {
        None => Fate::Doubtful(Visibility::Hidden),
        Some(Visibility::Visible) => Fate::Nothing,
        Some(value) => Fate::Used(value),
    })
}

fn read_entries(fields: &mut Fields<'_>, policy: &Policy) -> Rows {
    let defaults_unread = fields.peek("defaults").is_some();
    fields.entries("entries", HIDDEN, |here, json| {
        let Some(object) = here.object(json, HIDDEN) else {
            let unread = Some(json.clone());
            return Fate::Used(Shared::new(Row { unread, ..Row::default() }));
        };
        let (cells, extra) =
            here.map(object, |here, id, json| Some((FeatureId::from(id), read_cell(here, json)?)));
        let says_more = |id: &FeatureId, cell: &Cell| {
            defaults_unread
                || cell.entry != Entry::unset(policy.default_of(id))
                || !cell.extra.is_empty()
        };
        let cells = collect_into(cells.into_iter().filter(|(id, cell)| says_more(id, cell)));
        let row = Row { cells, unread: None, extra };
        if row.is_empty() { Fate::Nothing } else { Fate::Used(Shared::new(row)) }
    })
}

/// An entry. One that cannot be read is Hidden (R15); one that is not set counts for nothing anyway.
fn read_cell(here: &Reader<'_>, json: &Json) -> Option<Cell> {
    let Json::Object(object) = json else {
        let value = here.named(json, "a value", HIDDEN).map(|value| Cell::new(Entry::set(value)));
        return Some(value.unwrap_or_else(|| Cell::unread(json.clone())));
    };
    let mut fields = here.members(object);
    let Some(unset) = fields.any("unset") else {
        here.error("missing", "`unset` is missing", HIDDEN);
        return Some(Cell::unread(json.clone()));
    };
    let entry = Entry::unset(here.at("unset").named(unset, "a value", Otherwise::Kept)?);
    Some(Cell { entry, unread: None, extra: fields.rest() })
}

fn write_row(row: &Row) -> Json {
    if let Some(unread) = &row.unread {
        return unread.clone();
    }
    let mut object = Object::new();
    for (id, cell) in &row.cells {
        if let Some(unread) = &cell.unread {
            object.push(id, unread.clone());
            continue;
        }
        let value = cell.entry.value.name();
        match cell.entry.is {
            Ticked::Set => drop(object.push(id, value)),
            Ticked::Unset => {
                let mut unset = Object::new();
                unset.push("unset", value);
                unset.extend(&cell.extra);
                object.push(id, unset);
            }
        }
    }
    object.extend(&row.extra);
    object.into()
}

//! The model's section of the file. `catalogue` is the name of the shipped one, or the whole list
//! once it was edited.

use super::policy::{
    CORE, Cell, Defaults, Entry, Feature, FeatureId, Kind, Licences, Policy, Row, Rows, SubjectId,
    Ticked, Visibility,
};
use crate::directory::Table;
use crate::format::{Fields, Json, Object, Reader, Severity, clip, doubtful};
use crate::model::Section;
use crate::shared::{Shared, collect_into};

/// The name under which the shipped catalogue is frozen.
const SHIPPED: &str = "maytas-5";

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Section for Policy {
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self> {
        read(here, json)
    }

    fn write(&self) -> Option<Json> {
        write(self)
    }

    fn is_blank(&self) -> bool {
        self.entries.is_empty() && self.write().is_none()
    }
}

pub(super) fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
    let mut fields = here.fields(json)?;
    let mut policy = Policy::nothing();
    policy.catalogue = read_catalogue(&mut fields);
    let items = fields.list("items");
    let (items, unread) = here.at("items").list(items, read_item);
    policy.items = Table::new(items).with_unread(unread);
    policy.licences = read_licences(&mut fields, &policy).into();
    policy.defaults = read_defaults(&mut fields).into();
    policy.entries = read_entries(&mut fields, &policy).into();
    policy.extra = fields.rest();
    Some(policy)
}

fn read_catalogue(fields: &mut Fields<'_>) -> Table<Feature> {
    let here = fields.here();
    let at = here.at("catalogue");
    match fields.peek("catalogue") {
        None => read_shipped(&at),
        Some(Json::Text(name)) if name == SHIPPED => {
            fields.any("catalogue");
            read_shipped(&at)
        }
        Some(Json::Text(name)) => {
            let message = format!("there is no shipped catalogue `{}`", clip(name));
            let help = format!("write the list itself, or `{SHIPPED}`; until then it is empty");
            at.report(Severity::Error, "unknown-catalogue", message, help);
            Table::default()
        }
        Some(_) => {
            let Some(items) = fields.optional_list("catalogue") else { return Table::default() };
            let (features, unread) = at.list(items, read_of_catalogue);
            Table::new(features).with_unread(unread)
        }
    }
}

/// The shipped catalogue. Its ids are taken, as they would be if the list stood in the file.
fn read_shipped(here: &Reader<'_>) -> Table<Feature> {
    let shipped = &Policy::shipped().catalogue;
    for feature in shipped.iter() {
        here.claim(feature.id.as_str());
    }
    shipped.clone()
}

fn read_of_catalogue(here: &Reader<'_>, json: &Json) -> Option<Feature> {
    let mut fields = here.fields(json)?;
    let mut feature = read_feature(&mut fields, Kind::is_shipped)?;
    feature.licence = read_licence(&mut fields);
    feature.extra = fields.rest();
    Some(feature)
}

fn read_item(here: &Reader<'_>, json: &Json) -> Option<Feature> {
    let mut fields = here.fields(json)?;
    let mut feature = read_feature(&mut fields, |kind| !kind.is_shipped())?;
    feature.extra = fields.rest();
    Some(feature)
}

/// What all features have. `belongs` says which kinds can stand in this list.
fn read_feature(fields: &mut Fields<'_>, belongs: fn(Kind) -> bool) -> Option<Feature> {
    let kind = match fields.peek("kind") {
        None => {
            let help = "add it; until then this is kept in the file and counts for nothing";
            fields.here().report(Severity::Error, "missing", "`kind` is missing", help);
            return None;
        }
        Some(_) => {
            let names: Vec<&str> =
                Kind::ALL.into_iter().filter(|kind| belongs(*kind)).map(Kind::name).collect();
            fields.named("kind", &names, |name| parse_kind(name, belongs), KEPT)?
        }
    };
    let id = fields.id()?;
    let name = fields.name(&id);
    let mut feature = Feature::new(&id, &name, kind);
    feature.category = fields.text("category").unwrap_or_default();
    feature.description = fields.text("description").unwrap_or_default();
    Some(feature)
}

fn parse_kind(name: &str, belongs: fn(Kind) -> bool) -> Result<Kind, String> {
    let mut fitting = Kind::ALL.into_iter().filter(|kind| belongs(*kind));
    fitting.find(|kind| kind.name() == name).ok_or_else(|| {
        let fitting = Kind::ALL.into_iter().filter(|kind| belongs(*kind)).map(Kind::name);
        let fitting: Vec<&str> = fitting.collect();
        format!("`{}` is no kind for this list; there are {}", clip(name), fitting.join(", "))
    })
}

/// A licence's own name; Core is what an absent one says.
fn read_licence(fields: &mut Fields<'_>) -> Option<String> {
    let help = doubtful("a licence that is not installed");
    let name = fields.named("licence", &[], |name| Ok(name.to_owned()), &help)?;
    if name.trim().is_empty() {
        fields.here().at("licence").report(Severity::Error, "blank", "`licence` is blank", help);
        fields.put_back("licence", name);
        return None;
    }
    (name != CORE).then_some(name)
}

/// The members of a map that `read` takes; the others stay in the file.
fn read_map<T>(
    fields: &mut Fields<'_>,
    key: &str,
    help: &str,
    read: impl FnMut(&Reader<'_>, &str, &Json) -> Option<T>,
) -> Vec<T> {
    if let Some(json) = fields.peek(key).filter(|json| !matches!(json, Json::Object(_))) {
        fields.here().at(key).wrong_type_so("an object", json, help);
        return Vec::new();
    }
    let object = fields.map(key);
    let (read, unread) = fields.here().at(key).map(object, read);
    if !unread.is_empty() {
        fields.put_back(key, unread);
    }
    read
}

fn read_licences(fields: &mut Fields<'_>, policy: &Policy) -> Licences {
    let help = doubtful("a licence that is not installed");
    let all = read_map(fields, "licences", &help, |here, id, json| {
        let Json::Text(name) = json else {
            here.wrong_type_so("a licence", json, &help);
            return None;
        };
        if name.trim().is_empty() {
            here.report(Severity::Error, "blank", "the licence is blank", &*help);
            return None;
        }
        Some((FeatureId::from(id), name.to_string()))
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
    let help = doubtful(Visibility::Hidden.name());
    let mut unread = Vec::new();
    let all = read_map(fields, "defaults", &help, |here, id, json| {
        let value = read_value(here, json, &help);
        if value.is_none() {
            unread.push((FeatureId::from(id), Visibility::Hidden));
        }
        Some((FeatureId::from(id), value?))
    });
    let all = all.into_iter().filter(|(_, value)| *value != Visibility::default());
    collect_into(all.chain(unread))
}

fn read_value(here: &Reader<'_>, json: &Json, help: &str) -> Option<Visibility> {
    let Json::Text(name) = json else {
        here.wrong_type_so("a value", json, help);
        return None;
    };
    match Visibility::parse(name) {
        Ok(value) => Some(value),
        Err(message) => {
            here.not_a_value(message, name, &Visibility::NAMES, help);
            None
        }
    }
}

fn read_entries(fields: &mut Fields<'_>, policy: &Policy) -> Rows {
    let help = doubtful(Visibility::Hidden.name());
    let defaults_unread = fields.peek("defaults").is_some();
    let rows = read_map(fields, "entries", &help, |here, who, json| {
        let who = SubjectId::from(who);
        let Json::Object(object) = json else {
            here.wrong_type_so("an object", json, &help);
            let unread = Some(json.clone());
            return Some((who, Shared::new(Row { unread, ..Row::default() })));
        };
        let (cells, extra) =
            here.map(object, |here, id, json| Some((FeatureId::from(id), read_cell(here, json)?)));
        let says_more = |id: &FeatureId, cell: &Cell| {
            defaults_unread
                || cell.entry != Entry::unset(policy.default_of(id))
                || !cell.extra.is_empty()
        };
        let cells = collect_into(cells.into_iter().filter(|(id, cell)| says_more(id, cell)));
        Some((who, Shared::new(Row { cells, unread: None, extra })))
    });
    collect_into(rows.into_iter().filter(|(_, row)| !row.is_empty()))
}

/// An entry. One that cannot be read is Hidden (R15); one that is not set counts for nothing anyway.
fn read_cell(here: &Reader<'_>, json: &Json) -> Option<Cell> {
    let help = doubtful(Visibility::Hidden.name());
    let Json::Object(object) = json else {
        let value = read_value(here, json, &help).map(|value| Cell::new(Entry::set(value)));
        return Some(value.unwrap_or_else(|| Cell::unread(json.clone())));
    };
    let mut fields = here.members(object);
    let Some(unset) = fields.any("unset") else {
        here.report(Severity::Error, "missing", "`unset` is missing", help);
        return Some(Cell::unread(json.clone()));
    };
    let entry = Entry::unset(read_value(&here.at("unset"), unset, KEPT)?);
    Some(Cell { entry, unread: None, extra: fields.rest() })
}

pub(super) fn write(policy: &Policy) -> Option<Json> {
    let mut object = Object::new();
    write_catalogue(&mut object, policy);
    let items = policy.items.unread().among(policy.items.iter().map(|it| write_feature(it)));
    if !items.is_empty() {
        object.push("items", items);
    }
    let licences = policy.licences.iter().map(|(id, name)| (id.to_string(), name.as_str().into()));
    write_map(&mut object, policy, "licences", licences.collect());
    // What could not be read stands there until something else is set.
    let own = |id: &FeatureId| policy.extra.within("defaults", id.as_str()).is_none();
    let defaults = policy.defaults.iter().filter(|(id, _)| own(id));
    let defaults = defaults.map(|(id, it)| (id.to_string(), it.name().into()));
    write_map(&mut object, policy, "defaults", defaults.collect());
    let rows = policy.entries.iter().filter(|(_, row)| !row.is_empty());
    let rows = rows.map(|(who, row)| (who.to_string(), write_row(row)));
    write_map(&mut object, policy, "entries", rows.collect());
    object.extend(&policy.extra);
    if object.is_empty() {
        return None;
    }
    if object.get("catalogue").is_none() {
        object.push_first("catalogue", SHIPPED);
    }
    Some(object.into())
}

/// A map and, behind what was read of it, what was not.
fn write_map(section: &mut Object, policy: &Policy, key: &str, mut object: Object) {
    if let Some(Json::Object(unread)) = policy.extra.get(key) {
        object.extend(unread);
    }
    if !object.is_empty() {
        section.push(key, object);
    }
}

/// Nothing for the shipped catalogue, and nothing for one that could not be read and was kept.
fn write_catalogue(object: &mut Object, policy: &Policy) {
    let (own, shipped) = (&policy.catalogue, &Policy::shipped().catalogue);
    let as_shipped = own.unread().is_empty()
        && (own.same(shipped)
            || own.len() == shipped.len()
                && own.iter().zip(shipped.iter()).all(|(one, other)| **one == **other));
    let features = own.unread().among(own.iter().map(|it| write_feature(it)));
    if as_shipped || features.is_empty() && policy.extra.get("catalogue").is_some() {
        return;
    }
    object.push("catalogue", features);
}

fn write_feature(feature: &Feature) -> Json {
    let mut object = Object::new();
    object.push("id", feature.id.as_str());
    object.push_name(feature.id.as_str(), &feature.name, &feature.extra);
    object.push("kind", feature.kind.name());
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    object.push_some("category", text(&feature.category));
    object.push_some("description", text(&feature.description));
    object.push_some("licence", feature.licence.clone());
    object.extend(&feature.extra);
    object.into()
}

fn write_row(row: &Row) -> Json {
    if let Some(unread) = &row.unread {
        return unread.clone();
    }
    let mut object = Object::new();
    for (id, cell) in &row.cells {
        if let Some(unread) = &cell.unread {
            object.push(id.as_str(), unread.clone());
            continue;
        }
        let value = cell.entry.value.name();
        match cell.entry.is {
            Ticked::Set => drop(object.push(id.as_str(), value)),
            Ticked::Unset => {
                let mut unset = Object::new();
                unset.push("unset", value);
                unset.extend(&cell.extra);
                object.push(id.as_str(), unset);
            }
        }
    }
    object.extend(&row.extra);
    object.into()
}

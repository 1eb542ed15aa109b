//! The model's section of the file. `catalogue` is the name of a shipped one, or the whole list once
//! it was edited; `gates` goes with the latter.

use std::collections::BTreeSet;

use super::area::{Area, Areas};
use super::catalogue::NAME;
use super::policy::{
    Attribute, AttributeId, Catalogue, Gate, Policy, Report, Section, Services, Strength, Ticks,
};
use crate::directory::{GroupId, Table, UserId};
use crate::format::{Extra, Fields, Json, Object, Reader, Severity, Unread, clip, doubtful};
use crate::model;
use crate::shared::{Shared, collect_into};

impl model::Section for Policy {
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self> {
        read(here, json)
    }

    fn write(&self) -> Option<Json> {
        write(self)
    }

    fn is_blank(&self) -> bool {
        self.ticks.is_empty()
            && self.services.is_empty()
            && self.reports.is_empty()
            && self.catalogue == Policy::shipped().catalogue
    }
}

pub(super) fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
    let mut fields = here.fields(json)?;
    let (catalogue, gates, unread_gates) = read_catalogue(&mut fields);
    let ticks = read_ticks(&mut fields).into();
    let items = fields.list("reports");
    let (reports, unread) = here.at("reports").list(items, read_report);
    let services = read_services(&mut fields).into();
    Some(Policy {
        catalogue,
        gates,
        unread_gates,
        ticks,
        reports: Table::new(reports).with_unread(unread),
        services,
        extra: fields.rest(),
    })
}

/// The sections and what is behind what. Where no attribute is known, `gates` stays unread as well.
fn read_catalogue(fields: &mut Fields<'_>) -> (Shared<Catalogue>, Shared<Vec<Gate>>, Unread) {
    let here = fields.here();
    let at = here.at("catalogue");
    let (catalogue, gates) = match fields.peek("catalogue") {
        None => read_shipped(&at),
        Some(Json::Text(name)) if name == NAME => {
            fields.any("catalogue");
            read_shipped(&at)
        }
        Some(Json::Text(name)) => {
            let message = format!("there is no shipped catalogue `{}`", clip(name));
            let help = format!("write the list itself, or `{NAME}`; until then it is empty");
            at.report(Severity::Error, "unknown-catalogue", message, help);
            return Default::default();
        }
        Some(_) => {
            let Some(items) = fields.optional_list("catalogue") else { return Default::default() };
            let (sections, unread) = at.list(items, read_section);
            let mut catalogue = Catalogue::new(sections);
            catalogue.unread = unread;
            (catalogue.into(), Shared::default())
        }
    };
    match fields.optional_list("gates") {
        None => (catalogue, gates, Unread::default()),
        Some(items) => {
            let (gates, unread) = here.at("gates").list(items, read_gate);
            (catalogue, gates.into(), unread)
        }
    }
}

/// The shipped catalogue. Its ids are taken, as they would be if the list stood in the file.
fn read_shipped(here: &Reader<'_>) -> (Shared<Catalogue>, Shared<Vec<Gate>>) {
    let shipped = Policy::shipped();
    for (_, section) in shipped.catalogue.all() {
        here.claim(section.id.as_str());
        for attribute in &section.attributes {
            here.claim(attribute.id.as_str());
        }
    }
    (shipped.catalogue.clone(), shipped.gates.clone())
}

fn read_section(here: &Reader<'_>, json: &Json) -> Option<Section> {
    let mut fields = here.fields(json)?;
    let mut section = read_inner(&mut fields)?;
    let items = fields.list("sections");
    let (sections, unread) = here.at("sections").list(items, |here, json| {
        let mut fields = here.fields(json)?;
        let section = read_inner(&mut fields)?;
        if fields.peek("sections").is_some() {
            let message = "a section within another has none itself";
            let help = "move them up; until then they are kept in the file and count for nothing";
            here.at("sections").report(Severity::Error, "section-too-deep", message, help);
        }
        Some(Section { extra: fields.rest(), ..section })
    });
    section.sections = sections;
    section.unread_sections = unread;
    Some(Section { extra: fields.rest(), ..section })
}

/// What all sections have, those within another one too.
fn read_inner(fields: &mut Fields<'_>) -> Option<Section> {
    let id = fields.id()?;
    let name = fields.name(&id);
    let items = fields.list("attributes");
    let (attributes, unread) = fields.here().at("attributes").list(items, read_attribute);
    Some(Section {
        description: fields.text("description"),
        select_all: fields.flag("selectAll"),
        warn: fields.text("warn"),
        families: read_families(fields),
        attributes,
        unread,
        ..Section::new(&id, &name)
    })
}

/// A list of lists of suffixes; one with anything else in it is kept whole and counts as absent.
fn read_families(fields: &mut Fields<'_>) -> Vec<Vec<String>> {
    let Some(items) = fields.optional_list("families") else { return Vec::new() };
    let here = fields.here().at("families");
    let (families, unread) = here.list(items, read_texts);
    if unread.is_empty() {
        return families;
    }
    fields.put_back("families", items.to_vec());
    Vec::new()
}

fn read_texts(here: &Reader<'_>, json: &Json) -> Option<Vec<String>> {
    let Json::List(items) = json else {
        here.wrong_type("a list", json);
        return None;
    };
    here.texts(items)
}

fn read_attribute(here: &Reader<'_>, json: &Json) -> Option<Attribute> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let name = fields.name(&id);
    Some(Attribute {
        description: fields.text("description"),
        default: fields.flag("default"),
        licences: read_licences(&mut fields),
        // R21
        obsolete: fields.flag_or("obsolete", true, &doubtful("true")),
        unexplained: fields.flag("unexplained"),
        referenced: fields.flag("referenced"),
        service: fields.named("service", &Area::NAMES, Area::parse, &doubtful("another area")),
        warn: fields.text("warn"),
        unwarned: fields.flag("unwarned"),
        inferred: fields.flag("inferred"),
        extra: fields.rest(),
        ..Attribute::new(&id, &name)
    })
}

/// The licences that an attribute needs. Of a list with a mistake in it none counts, and one is missing
/// then (R21).
fn read_licences(fields: &mut Fields<'_>) -> Vec<String> {
    let here = fields.here().at("licences");
    let help = doubtful("a licence that is not installed");
    match fields.peek("licences") {
        None => Vec::new(),
        Some(Json::List(items)) => {
            let licences = here.texts_so(items, &help);
            if licences.is_some() {
                fields.any("licences");
            }
            licences.unwrap_or_default()
        }
        Some(other) => {
            here.wrong_type_so("a list", other, &help);
            Vec::new()
        }
    }
}

fn read_gate(here: &Reader<'_>, json: &Json) -> Option<Gate> {
    let help = doubtful("a gate that is closed");
    let Json::Object(object) = json else {
        here.wrong_type_so("an object", json, &help);
        return None;
    };
    let mut fields = here.members(object);
    let attribute = fields.required_text_so("attribute", &help, &help)?;
    let needs = fields.required_text_so("needs", &help, &help)?;
    Some(Gate {
        strength: fields
            .named("strength", &Strength::NAMES, Strength::parse, &doubtful(Strength::Deny.name()))
            .unwrap_or_default(),
        inferred: fields.flag("inferred"),
        extra: fields.rest(),
        ..Gate::new(attribute.into(), needs.into())
    })
}

fn read_ticks(fields: &mut Fields<'_>) -> Ticks {
    let object = fields.map("ticks");
    let (rows, unread) = fields.here().at("ticks").map(object, |here, group, json| {
        let ticked: BTreeSet<AttributeId> =
            collect_into(read_texts(here, json)?.into_iter().map(AttributeId::from));
        Some((GroupId::from(group), Shared::new(ticked)))
    });
    if !unread.is_empty() {
        fields.put_back("ticks", unread);
    }
    collect_into(rows.into_iter().filter(|(_, ticked)| !ticked.is_empty()))
}

fn read_report(here: &Reader<'_>, json: &Json) -> Option<Report> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let name = fields.name(&id);
    Some(Report {
        place: fields.text("place"),
        groups: collect_into(fields.texts("groups").into_iter().map(GroupId::from)),
        extra: fields.rest(),
        ..Report::new(&id, &name)
    })
}

/// What people work in. Who works in an area that cannot be read works in several (R21).
fn read_services(fields: &mut Fields<'_>) -> Services {
    let help = doubtful("several areas, to sign on under one of those that can be read");
    let object = match fields.peek("services") {
        Some(json) if !matches!(json, Json::Object(_)) => {
            fields.here().at("services").wrong_type_so("an object", json, &help);
            return Services::new();
        }
        _ => fields.map("services"),
    };
    let mut kept = Object::new();
    let (rows, _) = fields.here().at("services").map(object, |here, user, json| {
        let (areas, sound) = read_areas(here, json, &help);
        if !sound {
            kept.push(user, json.clone());
        }
        Some((UserId::from(user), if sound { areas } else { areas.and_others() }))
    });
    if !kept.is_empty() {
        fields.put_back("services", kept);
    }
    collect_into(rows.into_iter().filter(|(_, areas): &(_, Areas)| !areas.is_empty()))
}

/// The areas of a list that can be read, and whether that is all of them.
fn read_areas(here: &Reader<'_>, json: &Json, help: &str) -> (Areas, bool) {
    let Json::List(items) = json else {
        here.wrong_type_so("a list", json, help);
        return (Areas::default(), false);
    };
    let mut areas: Vec<Area> = Vec::new();
    let mut sound = true;
    for (at, item) in items.iter().enumerate() {
        let here = here.item(at);
        match item.as_text().map(|name| (name, Area::parse(name))) {
            Some((name, Ok(area))) if areas.contains(&area) => {
                let message = format!("`{}` stands in this list already", clip(name));
                here.report(Severity::Warning, "repeated", message, "it counts once");
            }
            Some((_, Ok(area))) => areas.push(area),
            Some((name, Err(message))) => {
                here.not_a_value(message, name, &Area::NAMES, help);
                sound = false;
            }
            None => {
                here.wrong_type_so("a text", item, help);
                sound = false;
            }
        }
    }
    (Areas::of(areas), sound)
}

pub(super) fn write(policy: &Policy) -> Option<Json> {
    let mut object = Object::new();
    write_catalogue(&mut object, policy);
    let ticks = policy.ticks.iter().map(|(group, ticked)| {
        (group.to_string(), Json::texts(in_order(&policy.catalogue, ticked)))
    });
    push_rows(&mut object, "ticks", ticks.collect(), &policy.extra);
    let reports = policy.reports.unread().among(policy.reports.iter().map(|it| write_report(it)));
    if !reports.is_empty() {
        object.push("reports", reports);
    }
    let services = policy.services.iter().map(|(user, areas)| {
        // What could not be read stands there until something else is set.
        let kept = policy.extra.within("services", user.as_str()).filter(|_| areas.has_others());
        let names = || Json::texts(areas.iter().map(Area::name));
        (user.to_string(), kept.cloned().unwrap_or_else(names))
    });
    push_rows(&mut object, "services", services.collect(), &policy.extra);
    object.extend(&policy.extra);
    if object.is_empty() {
        return None;
    }
    if object.get("catalogue").is_none() {
        object.push_first("catalogue", NAME);
    }
    Some(object.into())
}

/// What is ticked in the catalogue's order; behind it what the catalogue does not know.
fn in_order<'a>(
    catalogue: &'a Catalogue,
    ticked: &'a BTreeSet<AttributeId>,
) -> impl Iterator<Item = &'a AttributeId> {
    let known = catalogue.attributes().map(|attribute| &attribute.id);
    let beyond = ticked.iter().filter(|id| catalogue.attribute(id).is_none());
    known.filter(|id| ticked.contains(*id)).chain(beyond)
}

/// Nothing for the shipped catalogue, and nothing for one that could not be read and was kept.
fn write_catalogue(object: &mut Object, policy: &Policy) {
    let shipped = Policy::shipped();
    let same =
        policy.catalogue == shipped.catalogue || policy.catalogue.says_same(&shipped.catalogue);
    let as_shipped = same && *policy.gates == *shipped.gates && policy.unread_gates.is_empty();
    if as_shipped {
        return;
    }
    let sections =
        policy.catalogue.unread.among(policy.catalogue.sections().iter().map(write_section));
    if sections.is_empty() && policy.extra.get("catalogue").is_some() {
        return;
    }
    object.push("catalogue", sections);
    let gates = policy.unread_gates.among(policy.gates.iter().map(write_gate));
    if !gates.is_empty() {
        object.push("gates", gates);
    }
}

fn write_section(section: &Section) -> Json {
    let mut object = Object::new();
    object.push("id", section.id.to_string());
    object.push_name(section.id.as_str(), &section.name, &section.extra);
    object.push_some("description", section.description.clone());
    object.push_some("selectAll", section.select_all.then_some(true));
    object.push_some("warn", section.warn.clone());
    if !section.families.is_empty() {
        let families = section.families.iter().map(Json::texts);
        object.push("families", families.collect::<Vec<Json>>());
    }
    let attributes = section.unread.among(section.attributes.iter().map(write_attribute));
    if !attributes.is_empty() {
        object.push("attributes", attributes);
    }
    let sections = section.unread_sections.among(section.sections.iter().map(write_section));
    if !sections.is_empty() {
        object.push("sections", sections);
    }
    object.extend(&section.extra);
    object.into()
}

fn write_attribute(attribute: &Attribute) -> Json {
    let yes = |flag: bool| flag.then_some(true);
    let mut object = Object::new();
    object.push("id", attribute.id.to_string());
    object.push_name(attribute.id.as_str(), &attribute.name, &attribute.extra);
    object.push_some("description", attribute.description.clone());
    object.push_some("default", yes(attribute.default));
    object.push_texts("licences", &attribute.licences);
    let kept = |key: &str| attribute.extra.get(key).is_some();
    object.push_some("obsolete", yes(attribute.obsolete && !kept("obsolete")));
    object.push_some("unexplained", yes(attribute.unexplained));
    object.push_some("referenced", yes(attribute.referenced));
    object.push_some("service", attribute.service.map(Area::name));
    object.push_some("warn", attribute.warn.clone());
    object.push_some("unwarned", yes(attribute.unwarned));
    object.push_some("inferred", yes(attribute.inferred));
    object.extend(&attribute.extra);
    object.into()
}

fn write_gate(gate: &Gate) -> Json {
    let mut object = Object::new();
    object.push("attribute", gate.attribute.to_string()).push("needs", gate.needs.to_string());
    let strength = (gate.strength != Strength::Deny).then_some(gate.strength.name());
    object.push_some("strength", strength);
    object.push_some("inferred", gate.inferred.then_some(true));
    object.extend(&gate.extra);
    object.into()
}

fn write_report(report: &Report) -> Json {
    let mut object = Object::new();
    object.push("id", report.id.to_string());
    object.push_name(report.id.as_str(), &report.name, &report.extra);
    object.push_some("place", report.place.clone());
    object.push_texts("groups", &report.groups.iter().collect::<Vec<&GroupId>>());
    object.extend(&report.extra);
    object.into()
}

/// A map with the rows that were kept unread behind those that were read.
fn push_rows(section: &mut Object, key: &str, mut rows: Object, extra: &Extra) {
    if let Some(Json::Object(unread)) = extra.get(key) {
        rows.extend(unread);
    }
    if !rows.is_empty() {
        section.push(key, rows);
    }
}

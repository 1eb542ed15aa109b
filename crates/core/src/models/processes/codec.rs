//! The model's section of the file. `catalogue` is the name of a shipped one, or the whole list
//! once it was edited; `needs` goes with the latter.

use std::collections::BTreeSet;

use super::policy::{Catalogue, Level, MainProcess, Need, Offered, Policy, Process, Row, Rows};
use crate::directory::{GroupId, Id, UserId};
use crate::format::{Fields, Json, Object, Reader, Severity, Unread, clip, doubtful};
use crate::model::Section;
use crate::shared::{Shared, collect_into};

/// The name under which the shipped catalogue is frozen.
const SHIPPED: &str = "one-1";

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Section for Policy {
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self> {
        read(here, json)
    }

    fn write(&self) -> Option<Json> {
        write(self)
    }

    fn is_blank(&self) -> bool {
        // A group whose cells were all taken back has said nothing; the file does not have it.
        self.levels.values().all(|row| row.is_empty()) && self.write().is_none()
    }
}

pub(super) fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
    let mut fields = here.fields(json)?;
    let (catalogue, needs, unread_needs) = read_catalogue(&mut fields);
    let levels = read_rows(&mut fields, "levels").into();
    let secured = read_rows(&mut fields, "secured").into();
    let admins: BTreeSet<UserId> =
        collect_into(fields.texts("systemAdmins").into_iter().map(Id::from));
    Some(Policy {
        catalogue,
        needs,
        unread_needs,
        levels,
        secured,
        system_admins: admins.into(),
        extra: fields.rest(),
    })
}

/// The processes and what needs what. Where no process is known, `needs` stays unread as well.
fn read_catalogue(fields: &mut Fields<'_>) -> (Shared<Catalogue>, Shared<Vec<Need>>, Unread) {
    let here = fields.here();
    let at = here.at("catalogue");
    let (catalogue, needs) = match fields.peek("catalogue") {
        None => read_shipped(&at),
        Some(Json::Text(name)) if name == SHIPPED => {
            fields.any("catalogue");
            read_shipped(&at)
        }
        Some(Json::Text(name)) => {
            let message = format!("there is no shipped catalogue `{}`", clip(name));
            let help = format!("write the list itself, or `{SHIPPED}`; until then it is empty");
            at.report(Severity::Error, "unknown-catalogue", message, help);
            return Default::default();
        }
        Some(_) => {
            let Some(items) = fields.optional_list("catalogue") else { return Default::default() };
            let (mains, unread) = at.list(items, read_main);
            let mut catalogue = Catalogue::new(mains);
            catalogue.unread = unread;
            (catalogue.into(), Shared::default())
        }
    };
    match fields.optional_list("needs") {
        None => (catalogue, needs, Unread::default()),
        Some(items) => {
            let (needs, unread) = here.at("needs").list(items, read_need);
            (catalogue, needs.into(), unread)
        }
    }
}

/// The shipped catalogue. Its ids are taken, as they would be if the list stood in the file.
fn read_shipped(here: &Reader<'_>) -> (Shared<Catalogue>, Shared<Vec<Need>>) {
    let shipped = Policy::shipped();
    for main in shipped.catalogue.mains() {
        here.claim(main.id.as_str());
        for process in &main.processes {
            here.claim(process.id.as_str());
        }
    }
    (shipped.catalogue.clone(), shipped.needs.clone())
}

fn read_main(here: &Reader<'_>, json: &Json) -> Option<MainProcess> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let name = fields.name(&id);
    let items = fields.list("processes");
    let (processes, unread) = here.at("processes").list(items, read_process);
    Some(MainProcess {
        id: id.into(),
        name,
        processes,
        // R13
        beyond_system_admin: fields.flag_or("beyondSystemAdmin", true, &doubtful("true")),
        unread,
        extra: fields.rest(),
    })
}

fn read_process(here: &Reader<'_>, json: &Json) -> Option<Process> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let name = fields.name(&id);
    let offered = read_offered(&mut fields);
    Some(Process {
        id: id.into(),
        name,
        offered,
        // R13
        secured: fields.flag_or("secured", true, &doubtful("true")),
        inferred: fields.flag("inferred"),
        routes: fields.texts("routes"),
        extra: fields.rest(),
    })
}

/// What a process offers. Of a list with a mistake in it, or of what is no list, nothing counts: each
/// level that it may not offer is one that nobody may have (R13).
fn read_offered(fields: &mut Fields<'_>) -> Offered {
    let here = fields.here().at("levels");
    let help = doubtful("offering nothing but Deny");
    let items = match fields.peek("levels") {
        None => return Offered::ALL,
        Some(Json::List(items)) => items,
        Some(other) => {
            here.wrong_type_so("a list", other, &help);
            return Offered::of([]);
        }
    };
    let mut levels = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let here = here.item(at);
        match item.as_text().map(|name| (name, Level::parse(name))) {
            Some((name, Ok(level))) if levels.contains(&level) => {
                let message = format!("`{}` stands in this list already", clip(name));
                here.report(Severity::Warning, "repeated", message, "it counts once");
                // It is written once.
            }
            Some((_, Ok(level))) => levels.push(level),
            Some((name, Err(message))) => here.not_a_value(message, name, &Level::NAMES, &help),
            None => here.wrong_type_so("a text", item, &help),
        }
    }
    let known = items.iter().filter_map(Json::as_text).filter(|name| Level::parse(name).is_ok());
    if known.count() < items.len() {
        return Offered::of([]);
    }
    fields.any("levels");
    Offered::of(levels)
}

fn read_need(here: &Reader<'_>, json: &Json) -> Option<Need> {
    let mut fields = here.fields(json)?;
    let process = fields.required_text("process")?;
    let needs = fields.required_text("needs")?;
    let at_least = match fields.peek("atLeast") {
        None => Some(Level::Read),
        Some(_) => fields.named("atLeast", &Level::NAMES, Level::parse, KEPT),
    };
    let inferred = fields.flag("inferred");
    Some(Need {
        process: process.into(),
        needs: needs.into(),
        // Without it the pair as a whole waits until it is mended.
        at_least: at_least?,
        inferred,
        extra: fields.rest(),
    })
}

fn read_rows(fields: &mut Fields<'_>, key: &str) -> Rows {
    let object = fields.map(key);
    let (rows, unread) = fields.here().at(key).map(object, |here, group, json| {
        let Json::Object(object) = json else {
            here.wrong_type("an object", json);
            return None;
        };
        let (cells, extra) = here.map(object, |here, process, json| {
            let Json::Text(name) = json else {
                here.wrong_type("a level", json);
                return None;
            };
            match Level::parse(name) {
                Ok(level) => Some((process.into(), level)),
                Err(message) => {
                    here.not_a_value(message, name, &Level::NAMES, KEPT);
                    None
                }
            }
        });
        let cells = collect_into(cells.into_iter().filter(|(_, level)| *level > Level::Deny));
        Some((GroupId::from(group), Shared::new(Row { cells, extra })))
    });
    if !unread.is_empty() {
        fields.put_back(key, unread);
    }
    collect_into(rows.into_iter().filter(|(_, row)| !row.is_empty()))
}

pub(super) fn write(policy: &Policy) -> Option<Json> {
    let mut object = Object::new();
    write_catalogue(&mut object, policy);
    write_rows(&mut object, "levels", &policy.levels, policy.extra.get("levels"));
    write_rows(&mut object, "secured", &policy.secured, policy.extra.get("secured"));
    let admins: Vec<&UserId> = policy.system_admins.iter().collect();
    object.push_texts("systemAdmins", &admins);
    object.extend(&policy.extra);
    if object.is_empty() {
        return None;
    }
    if object.get("catalogue").is_none() {
        object.push_first("catalogue", SHIPPED);
    }
    Some(object.into())
}

/// Nothing for the shipped catalogue, and nothing for one that could not be read and was kept.
fn write_catalogue(object: &mut Object, policy: &Policy) {
    let shipped = Policy::shipped();
    let as_shipped = policy.catalogue.says_same(&shipped.catalogue)
        && *policy.needs == *shipped.needs
        && policy.unread_needs.is_empty();
    let mains = policy.catalogue.unread.among(policy.catalogue.mains().iter().map(write_main));
    if as_shipped || mains.is_empty() && policy.extra.get("catalogue").is_some() {
        return;
    }
    object.push("catalogue", mains);
    let needs = policy.unread_needs.among(policy.needs.iter().map(write_need));
    if !needs.is_empty() {
        object.push("needs", needs);
    }
}

fn write_main(main: &MainProcess) -> Json {
    let mut object = Object::new();
    object.push("id", main.id.to_string());
    object.push_name(main.id.as_str(), &main.name, &main.extra);
    // What could not be read stands there until something else is set.
    let kept = main.extra.get("beyondSystemAdmin").is_some();
    object.push_some("beyondSystemAdmin", (main.beyond_system_admin && !kept).then_some(true));
    let processes = main.unread.among(main.processes.iter().map(write_process));
    if !processes.is_empty() {
        object.push("processes", processes);
    }
    object.extend(&main.extra);
    object.into()
}

fn write_process(process: &Process) -> Json {
    let mut object = Object::new();
    object.push("id", process.id.to_string());
    object.push_name(process.id.as_str(), &process.name, &process.extra);
    let kept = |key: &str| process.extra.get(key).is_some();
    if process.offered != Offered::ALL && !kept("levels") {
        object.push("levels", Json::texts(process.offered.levels().map(Level::name)));
    }
    object.push_some("secured", (process.secured && !kept("secured")).then_some(true));
    object.push_some("inferred", process.inferred.then_some(true));
    object.push_texts("routes", &process.routes);
    object.extend(&process.extra);
    object.into()
}

fn write_need(need: &Need) -> Json {
    let mut object = Object::new();
    object.push("process", need.process.to_string()).push("needs", need.needs.to_string());
    let at_least = (need.at_least != Level::Read).then_some(need.at_least.name());
    object.push_some("atLeast", at_least);
    object.push_some("inferred", need.inferred.then_some(true));
    object.extend(&need.extra);
    object.into()
}

fn write_rows(section: &mut Object, key: &str, rows: &Rows, unread: Option<&Json>) {
    let mut object = Object::new();
    for (group, row) in rows.iter().filter(|(_, row)| !row.is_empty()) {
        let cells =
            row.cells.iter().map(|(id, level)| (id.as_str().to_owned(), Json::word(level.name())));
        let mut cells: Object = cells.collect();
        cells.extend(&row.extra);
        object.push(group.to_string(), cells);
    }
    if let Some(Json::Object(unread)) = unread {
        object.extend(unread);
    }
    if !object.is_empty() {
        section.push(key, object);
    }
}

//! The model's section of the file. `catalogue` is the name of a shipped one, or the whole list
//! once it was edited; `needs` goes with the latter.

use std::collections::BTreeSet;

use super::policy::{Catalogue, Level, MainProcess, Need, Offered, Policy, Process, Row, Rows};
use crate::directory::{GroupId, Id, UserId};
use crate::format::{Fields, Json, Object, Reader, Severity, Unread, clip};
use crate::shared::{Shared, gather};

/// The name under which the shipped catalogue is frozen.
const SHIPPED: &str = "one-1";

pub(super) fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
    let mut fields = here.fields(json)?;
    let (catalogue, needs, unread_needs) = read_catalogue(&mut fields);
    let levels = read_rows(&mut fields, "levels").into();
    let secured = read_rows(&mut fields, "secured").into();
    let admins: BTreeSet<UserId> = gather(fields.texts("systemAdmins").into_iter().map(Id::from));
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
        beyond_system_admin: fields.flag("beyondSystemAdmin"),
        unread,
        extra: fields.rest(),
    })
}

fn read_process(here: &Reader<'_>, json: &Json) -> Option<Process> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let name = fields.name(&id);
    let offered = match fields.optional_texts("levels") {
        None => Offered::ALL,
        Some(names) => read_offered(&mut fields, names),
    };
    Some(Process {
        id: id.into(),
        name,
        offered,
        secured: fields.flag("secured"),
        inferred: fields.flag("inferred"),
        routes: fields.texts("routes"),
        extra: fields.rest(),
    })
}

/// A name that is no level is reported; the whole list is kept then, so that it can be mended.
fn read_offered(fields: &mut Fields<'_>, names: Vec<String>) -> Offered {
    let mut sound = true;
    for (at, name) in names.iter().enumerate() {
        if let Err(message) = Level::parse(name) {
            let here = fields.here().at("levels");
            let help = "it is kept in the file and counts for nothing";
            here.item(at).report(Severity::Error, "not-a-value", message, help);
            sound = false;
        }
    }
    let list = Json::texts(&names);
    let offered = offered_by(&list);
    if !sound {
        fields.put_back("levels", list);
    }
    offered
}

/// What a member `levels` comes to, mistakes included; the same for what was kept of one.
fn offered_by(json: &Json) -> Offered {
    let Json::List(items) = json else { return Offered::ALL };
    let names: Option<Vec<&str>> = items.iter().map(Json::as_text).collect();
    let levels =
        |names: Vec<&str>| names.into_iter().filter_map(|name| Level::parse(name).ok()).collect();
    names.map(levels).map_or(Offered::ALL, |levels: Vec<Level>| Offered::of(levels))
}

fn read_need(here: &Reader<'_>, json: &Json) -> Option<Need> {
    let mut fields = here.fields(json)?;
    let process = fields.required_text("process")?;
    let needs = fields.required_text("needs")?;
    Some(Need {
        process: process.into(),
        needs: needs.into(),
        at_least: fields.parsed("atLeast", Level::parse).unwrap_or(Level::Read),
        inferred: fields.flag("inferred"),
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
                    let help = "it is kept in the file and counts for nothing";
                    here.report(Severity::Error, "not-a-value", message, help);
                    None
                }
            }
        });
        let cells = gather(cells.into_iter().filter(|(_, level)| *level > Level::Deny));
        Some((GroupId::from(group), Shared::new(Row { cells, extra })))
    });
    if !unread.is_empty() {
        fields.put_back(key, unread);
    }
    gather(rows.into_iter().filter(|(_, row)| !row.is_empty()))
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
    object.push_some("beyondSystemAdmin", main.beyond_system_admin.then_some(true));
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
    if process.offered != process.extra.get("levels").map_or(Offered::ALL, offered_by) {
        object.push("levels", Json::texts(process.offered.levels().map(Level::name)));
    }
    object.push_some("secured", process.secured.then_some(true));
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

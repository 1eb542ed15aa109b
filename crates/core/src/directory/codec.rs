//! The directory's section of the file.

use super::{Date, Directory, Entity, Group, Id, Leaning, Post, Table, Team, User};
use crate::format::{Fields, Json, Object, Reader};

/// Reads the `directory` object.
pub fn read(here: &Reader<'_>, json: &Json) -> Option<Directory> {
    let mut fields = here.fields(json)?;
    let users = read_table(&mut fields, "users", |fields, id, name| User {
        id,
        name,
        login: fields.text("login"),
        groups: read_ids(fields, "groups"),
        posts: read_ids(fields, "posts"),
        teams: read_ids(fields, "teams"),
        extra: Object::new(),
    });
    let groups = read_table(&mut fields, "groups", |fields, id, name| Group {
        id,
        name,
        description: fields.text("description"),
        extra: Object::new(),
    });
    let posts = read_table(&mut fields, "posts", |fields, id, name| Post {
        id,
        name,
        teams: read_ids(fields, "teams"),
        extra: Object::new(),
    });
    let teams =
        read_table(&mut fields, "teams", |_, id, name| Team { id, name, extra: Object::new() });
    let licences = fields.texts("licences");
    let (extra, leaning) = (fields.rest(), Leaning::Strict);
    Some(Directory { users, groups, posts, teams, licences, extra, leaning })
}

/// Writes the `directory` object; what is empty is left out.
pub fn write(directory: &Directory) -> Json {
    let mut object = Object::new();
    write_table(&mut object, "users", &directory.users, |user, object| {
        object.push_some("login", user.login.clone());
        object.push_texts("groups", &user.groups);
        object.push_texts("posts", &user.posts);
        object.push_texts("teams", &user.teams);
    });
    write_table(&mut object, "groups", &directory.groups, |group, object| {
        object.push_some("description", group.description.clone());
    });
    write_table(&mut object, "posts", &directory.posts, |post, object| {
        object.push_texts("teams", &post.teams);
    });
    write_table(&mut object, "teams", &directory.teams, |_, _| {});
    object.push_texts("licences", &directory.licences);
    object.extend(&directory.extra);
    object.into()
}

/// Reads a list of ids; what they point to is looked up later.
fn read_ids<T>(fields: &mut Fields<'_>, key: &str) -> Vec<Id<T>> {
    fields.texts(key).into_iter().map(Id::from).collect()
}

/// Reads a date.
pub fn read_date(fields: &mut Fields<'_>, key: &str) -> Option<Date> {
    fields.parsed(key, Date::parse)
}

trait Keeps {
    fn extra(&mut self) -> &mut Object;
    fn kept(&self) -> &Object;
}

fn read_table<T: Entity + Keeps>(
    fields: &mut Fields<'_>,
    key: &str,
    read: impl Fn(&mut Fields<'_>, Id<T>, String) -> T,
) -> Table<T> {
    let items = fields.list(key);
    let (entities, unread) = fields.here().at(key).list(items, |here, json| {
        let mut fields = here.fields(json)?;
        let id = fields.id()?;
        let name = fields.name(&id);
        let mut entity = read(&mut fields, Id::from(id), name);
        *entity.extra() = fields.rest();
        Some(entity)
    });
    Table::new(entities).with_unread(unread)
}

fn write_table<T: Entity + Keeps>(
    section: &mut Object,
    key: &str,
    table: &Table<T>,
    write: impl Fn(&T, &mut Object),
) {
    let rows = table.iter().map(|entity| {
        let mut object = Object::new();
        object.push("id", entity.id().to_string());
        object.push_name(entity.id().as_str(), entity.name(), entity.kept());
        write(entity, &mut object);
        object.extend(entity.kept());
        Json::from(object)
    });
    let rows = table.unread().among(rows);
    if !rows.is_empty() {
        section.push(key, rows);
    }
}

impl Keeps for User {
    fn extra(&mut self) -> &mut Object {
        &mut self.extra
    }
    fn kept(&self) -> &Object {
        &self.extra
    }
}

impl Keeps for Group {
    fn extra(&mut self) -> &mut Object {
        &mut self.extra
    }
    fn kept(&self) -> &Object {
        &self.extra
    }
}

impl Keeps for Post {
    fn extra(&mut self) -> &mut Object {
        &mut self.extra
    }
    fn kept(&self) -> &Object {
        &self.extra
    }
}

impl Keeps for Team {
    fn extra(&mut self) -> &mut Object {
        &mut self.extra
    }
    fn kept(&self) -> &Object {
        &self.extra
    }
}

//! A list of people as somebody pastes it: one person a line, matched against the directory.
//! Reading it changes nothing; [`PeopleList::edits`] is what adding them takes.

use std::collections::BTreeMap;

use super::{Directory, DirectoryEdit, Entity, Group, GroupId, Principal, User, UserId};
use crate::format::clip;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleList {
    /// The people, each once, in the list's order.
    pub people: Vec<Listed>,
    /// Names of groups that the directory does not have, each once, in the list's order.
    pub unknown: Vec<String>,
    /// Lines that cannot be used, and why.
    pub troubles: Vec<String>,
}

/// A person of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What the list calls them.
    pub name: String,
    /// Their log-in name, where the list has one.
    pub login: Option<String>,
    /// Who they are in the directory; none for somebody new.
    pub user: Option<UserId>,
    /// The names of the groups they are to be in, as the list has them.
    pub groups: Vec<String>,
}

impl PeopleList {
    /// Reads a list: name, log-in name and groups, with tabs (or `|`) between them and `;` between
    /// groups. A first line that holds the columns' names is skipped.
    ///
    /// Whoever has a log-in name is known by that; else, and where the person of that name has none
    /// yet, by the exact name.
    pub fn read(directory: &Directory, text: &str) -> Self {
        let known = Known::of(directory);
        let mut list = Self::default();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (line, number) in text.lines().zip(1..) {
            let mut cells =
                line.split(['\t', '|']).map(|cell| cell.trim().trim_matches('"').trim());
            let name = cells.next().unwrap_or_default();
            let login = cells.next().filter(|login| !login.is_empty());
            let groups = cells.next().unwrap_or_default();
            if line.trim().is_empty() || number == 1 && is_head(name, login) {
                continue;
            }
            let user = match known.find(directory, name, login) {
                Ok(user) => user,
                Err(why) => {
                    list.troubles.push(format!("line {number}: {why}"));
                    continue;
                }
            };
            if cells.any(|cell| !cell.is_empty()) {
                list.troubles.push(format!("line {number}: what follows the groups is left out"));
            }
            let groups = groups.split(';').map(str::trim).filter(|group| !group.is_empty());
            let place = *places.entry(key(name, login, user.as_ref())).or_insert_with(|| {
                let (name, login) = (name.to_owned(), login.map(str::to_owned));
                list.people.push(Listed { name, login, user, groups: Vec::new() });
                list.people.len() - 1
            });
            for group in groups {
                if known.group(group).is_none() {
                    push_new(&mut list.unknown, group);
                }
                if let Some(person) = list.people.get_mut(place) {
                    push_new(&mut person.groups, group);
                }
            }
        }
        list
    }

    /// The edits that add everybody who is new and put everybody into their groups. Groups that the
    /// directory does not have are made with ids from `new_id`, or left out where `create` is false.
    pub fn edits(
        &self,
        directory: &Directory,
        create: bool,
        mut new_id: impl FnMut(char) -> String,
    ) -> Vec<DirectoryEdit> {
        let known = Known::of(directory);
        let mut edits = Vec::new();
        let mut made: BTreeMap<String, GroupId> = BTreeMap::new();
        for name in self.unknown.iter().filter(|_| create) {
            let group = Group::new(&new_id('g'), name);
            made.insert(folded(name), group.id.clone());
            edits.push(DirectoryEdit::AddGroup(group));
        }
        for person in &self.people {
            let mut groups: Vec<GroupId> = Vec::new();
            for name in &person.groups {
                let group = known.group(name).or_else(|| made.get(&folded(name)));
                groups.extend(group.filter(|group| !groups.contains(group)).cloned());
            }
            match person.user.as_ref().and_then(|id| directory.users.get(id)) {
                Some(user) => {
                    if user.login.is_none() && person.login.is_some() {
                        edits.push(DirectoryEdit::SetLogin(user.id.clone(), person.login.clone()));
                    }
                    let joins = groups.into_iter().filter(|group| !user.groups.contains(group));
                    edits.extend(joins.map(|group| {
                        DirectoryEdit::Join(user.id.clone(), Principal::Group(group))
                    }));
                }
                None => {
                    let new = User::new(&new_id('u'), &person.name);
                    let user = User { login: person.login.clone(), groups, ..new };
                    edits.push(DirectoryEdit::AddUser(user));
                }
            }
        }
        edits
    }

    /// How many of the people are new.
    pub fn new_people(&self) -> usize {
        self.people.iter().filter(|person| person.user.is_none()).count()
    }
}

/// The directory by what a list calls things.
struct Known<'a> {
    logins: BTreeMap<String, &'a UserId>,
    names: BTreeMap<&'a str, Vec<&'a UserId>>,
    groups: BTreeMap<String, &'a GroupId>,
}

impl<'a> Known<'a> {
    fn of(directory: &'a Directory) -> Self {
        let mut logins = BTreeMap::new();
        let mut names: BTreeMap<&str, Vec<&UserId>> = BTreeMap::new();
        for user in directory.users.iter() {
            if let Some(login) = &user.login {
                logins.entry(folded(login)).or_insert(&user.id);
            }
            names.entry(user.name.trim()).or_default().push(&user.id);
        }
        let mut groups = BTreeMap::new();
        for group in directory.groups.iter() {
            groups.entry(folded(group.name())).or_insert(&group.id);
        }
        Self { logins, names, groups }
    }

    fn group(&self, name: &str) -> Option<&'a GroupId> {
        self.groups.get(&folded(name)).copied()
    }

    fn find(
        &self,
        directory: &Directory,
        name: &str,
        login: Option<&str>,
    ) -> Result<Option<UserId>, String> {
        if let Some(user) = login.and_then(|login| self.logins.get(&folded(login))) {
            return Ok(Some((*user).clone()));
        }
        if name.is_empty() {
            return Err("there is no name".to_owned());
        }
        let named = self.names.get(name).map(Vec::as_slice).unwrap_or_default();
        let nameless = |id: &UserId| directory.users.get(id).is_some_and(|u| u.login.is_none());
        match named {
            [user] if login.is_none() || nameless(user) => Ok(Some((*user).clone())),
            [_, _, ..] if login.is_none() => {
                Err(format!("several people are called `{}`: give the log-in", clip(name)))
            }
            _ => Ok(None),
        }
    }
}

/// What is the same on all lines of one person.
fn key(name: &str, login: Option<&str>, user: Option<&UserId>) -> String {
    match (user, login) {
        (Some(user), _) => format!("id {user}"),
        (None, Some(login)) => format!("login {}", folded(login)),
        (None, None) => format!("name {name}"),
    }
}

fn is_head(name: &str, login: Option<&str>) -> bool {
    name.eq_ignore_ascii_case("name")
        && login.is_none_or(|login| folded(login).replace(['-', ' '], "").starts_with("log"))
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

fn push_new(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|other| folded(other) == folded(name)) {
        names.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Table;
    use super::*;

    fn directory() -> Directory {
        let user = |id: &str, name: &str, login: Option<&str>| User {
            login: login.map(str::to_owned),
            ..User::new(id, name)
        };
        let mut amy = user("u-amy", "Amy", Some("amy"));
        amy.groups = vec!["g-a".into()];
        Directory {
            users: Table::new([
                amy,
                user("u-bob", "Bob", None),
                user("u-xin1", "Xin Li", Some("x1")),
                user("u-xin2", "Xin Li", Some("x2")),
            ]),
            groups: Table::new([Group::new("g-a", "Office"), Group::new("g-b", "Exams")]),
            ..Directory::default()
        }
    }

    /// The people as `name = id or new: groups`, then the unknown groups and the troubles.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let list = PeopleList::read(&directory(), text);
        let person = |person: &Listed| {
            let who = person.user.as_ref().map_or("new", UserId::as_str);
            format!("{} = {who}: {}", person.name, person.groups.join(", "))
        };
        let mut found: Vec<String> = list.people.iter().map(person).collect();
        found.extend(list.unknown.iter().map(|name| format!("no {name}")));
        found.extend(list.troubles);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn people_are_known_by_login_and_else_by_name() {
        check("Amy", &["Amy = u-amy: "]);
        check("amy", &["amy = new: "]);
        check("A. Other\tAMY", &["A. Other = u-amy: "]);
        check("\tamy", &[" = u-amy: "]);
        check("Bob\tbob\tExams", &["Bob = u-bob: Exams"]);
        check("Amy\tamy2", &["Amy = new: "]);
        check("Xin Li\tx2", &["Xin Li = u-xin2: "]);
        check("Xin Li\tx3", &["Xin Li = new: "]);
        check("Xin Li", &["line 1: several people are called `Xin Li`: give the log-in"]);
        check("\tnew", &["line 1: there is no name"]);
    }

    #[test]
    fn lines_of_one_person_are_put_together() {
        check(
            "Zoe\t\tOffice; Night\r\n\r\nZoe\t\tnight;exams",
            &["Zoe = new: Office, Night, exams", "no Night"],
        );
        check("Zoe\tz1\nZoe\tz2\nZoe\tZ1", &["Zoe = new: ", "Zoe = new: "]);
    }

    #[test]
    fn a_head_is_skipped_and_nothing_else_is() {
        check("Name\tLogin\tGroups\nZoe", &["Zoe = new: "]);
        check("name | Log-in\nZoe | z", &["Zoe = new: "]);
        check("Name\nName", &["Name = new: "]);
        check("Name\tn.ame", &["Name = new: "]);
        check(
            "\"Zoe\"\tz\tExams\tmore",
            &["Zoe = new: Exams", "line 1: what follows the groups is left out"],
        );
    }

    #[test]
    fn adding_them_gives_what_the_list_says() {
        let before = directory();
        let list = PeopleList::read(&before, "Amy\t\tOffice;Exams;Night\nBob\tb\nZoe\tz\tNight");
        assert_eq!(list.new_people(), 1);
        for create in [false, true] {
            let mut drawn = 0;
            let edits = list.edits(&before, create, |letter| {
                drawn += 1;
                format!("{letter}-{drawn}")
            });
            let mut after = before.clone();
            for edit in &edits {
                after.apply(edit).unwrap();
            }
            let groups = |name: &str| {
                let user = after.users.iter().find(|user| user.name == name).unwrap();
                let group = |id: &GroupId| after.groups.get(id).unwrap().name.clone();
                user.groups.iter().map(group).collect::<Vec<_>>().join(", ")
            };
            let night = |before: &str| {
                let joined = [before, "Night"].into_iter().filter(|part| !part.is_empty());
                if create { joined.collect::<Vec<_>>().join(", ") } else { before.to_owned() }
            };
            assert_eq!(groups("Amy"), night("Office, Exams"));
            assert_eq!(groups("Zoe"), night(""));
            assert_eq!(after.users.find("u-bob").unwrap().login.as_deref(), Some("b"));
            let again = PeopleList::read(&after, "Amy\t\tOffice;Exams\nZoe\tz");
            assert_eq!(again.edits(&after, create, |_| String::new()), []);
        }
    }
}

//! A list of people as somebody pastes it: one person a row, matched against the directory. Whatever
//! could be meant in two ways is said, with its line, and not taken. Reading changes nothing;
//! [`PeopleList::edits`] is what adding them takes.

use std::collections::BTreeMap;

use super::{Directory, DirectoryEdit, Group, GroupId, Principal, User, UserId};
use crate::format::clip;
use crate::paste::joined;
use crate::table::{Line, OpenQuote, is_prose, read, unguard};
use crate::text::{Match, Names, folded, same, tidy};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleList {
    /// The people, each once, in the list's order.
    pub people: Vec<ListedPerson>,
    /// Groups that the directory does not have, each once, in the list's order.
    pub unknown: Vec<UnknownGroup>,
    /// Lines that cannot be used, or not wholly, and why.
    pub troubles: Vec<String>,
}

/// A group of the list that the directory does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownGroup {
    /// What the list calls it.
    pub name: String,
    /// The lines that name it.
    pub lines: Vec<usize>,
}

/// A person of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedPerson {
    /// The line that they were first named on.
    pub line: usize,
    /// What the list calls them.
    pub name: String,
    /// Their log-in name, where the list has one.
    pub login: Option<String>,
    /// Who they are in the directory; none for somebody new.
    pub user: Option<UserId>,
    /// The groups they are to be in, as the list names them.
    pub groups: Vec<ListedGroup>,
}

/// A group that somebody of the list is to be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedGroup {
    /// What it is called.
    pub name: String,
    /// Which one it is; none for one that is not there yet.
    pub group: Option<GroupId>,
}

impl PeopleList {
    /// Reads a list. Between name, log-in name and groups stand tabs, `|`, commas or semicolons;
    /// several groups of one person are separated by `;`, or within quotes by commas. A first row of
    /// headings says which column is which, in whatever order.
    ///
    /// Whoever has a log-in name is known by that; else, and where the person of that name has none
    /// yet, by the name.
    pub fn read(directory: &Directory, text: &str) -> Self {
        match rows_of(text) {
            Ok((lines, columns, between)) => {
                let mut reader = Reader::new(directory, between);
                reader.left_out(&columns);
                for line in lines {
                    reader.row(&line, &columns);
                }
                reader.list
            }
            Err(open) => Self { troubles: vec![open.to_string()], ..Self::default() },
        }
    }

    /// The edits that add everybody who is new and put everybody into their groups. Groups that the
    /// directory does not have are made with ids from `new_id`, or left out where `create` is false.
    pub fn edits(
        &self,
        directory: &Directory,
        create: bool,
        mut new_id: impl FnMut(char) -> String,
    ) -> Vec<DirectoryEdit> {
        let mut edits = Vec::new();
        let mut made: BTreeMap<String, GroupId> = BTreeMap::new();
        for unknown in self.unknown.iter().filter(|_| create) {
            let group = Group::new(&new_id('g'), &unknown.name);
            made.insert(folded(&unknown.name), group.id.clone());
            edits.push(DirectoryEdit::AddGroup(group));
        }
        for person in &self.people {
            let mut groups: Vec<GroupId> = Vec::new();
            for joined in &person.groups {
                let group = joined.group.as_ref().or_else(|| made.get(&folded(&joined.name)));
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

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    First,
    Last,
    Login,
    Groups,
}

/// What a heading says of its column.
fn column_of(heading: &str) -> Option<Column> {
    let plain = folded(heading);
    Some(match joined(plain.trim_end_matches(':')).as_str() {
        "name" | "fullname" | "displayname" | "person" | "people" | "user" => Column::Name,
        "firstname" | "forename" | "givenname" => Column::First,
        "lastname" | "surname" | "familyname" => Column::Last,
        "login" | "loginname" | "logon" | "logonname" | "username" | "userid" | "account"
        | "email" | "emailaddress" | "mail" => Column::Login,
        "group" | "groups" | "usergroup" | "usergroups" | "memberof" | "groupname" => {
            Column::Groups
        }
        _ => return None,
    })
}

/// The columns of a list: what each holds, and the headings of those that nothing is made of.
struct Columns {
    of: Vec<Option<Column>>,
    left_out: Vec<String>,
    headed: bool,
}

impl Columns {
    /// Those of a list without headings.
    fn usual() -> Self {
        let of = [Column::Name, Column::Login, Column::Groups].map(Some).to_vec();
        Self { of, left_out: Vec::new(), headed: false }
    }

    /// Those of a row of headings, where it is one: somebody's name is in it, and all of it or most
    /// of it are headings.
    fn of_headings(line: &Line) -> Option<Self> {
        let mut of: Vec<Option<Column>> = line.cells.iter().map(|cell| column_of(cell)).collect();
        let written = line.cells.iter().filter(|cell| !folded(cell).is_empty()).count();
        let known = of.iter().flatten().count();
        let names = of.iter().flatten().any(|column| *column != Column::Groups);
        if !names || known < written && known < 2 {
            return None;
        }
        // Of two columns of one kind the first counts: a log-in before an e-mail address.
        let mut seen: Vec<Column> = Vec::new();
        for column in &mut of {
            if let Some(known) = *column {
                if seen.contains(&known) {
                    *column = None;
                } else {
                    seen.push(known);
                }
            }
        }
        let cells = line.cells.iter().zip(&of);
        let left = cells.filter(|(cell, column)| column.is_none() && !folded(cell).is_empty());
        let left_out = left.map(|(cell, _)| tidy(cell)).collect();
        Some(Self { of, left_out, headed: true })
    }
}

/// Whether the lines that are split hold columns, and not a family name before a first name: there are
/// three of them, or the second looks like a log-in name.
fn are_columns(lines: &[Line]) -> bool {
    let is_login = |cell: &str| {
        let login = cell.trim();
        !login.is_empty()
            && !login.contains(char::is_whitespace)
            && !login.starts_with(char::is_uppercase)
    };
    let is_column = |line: &Line| match line.cells.as_slice() {
        [_, second] => is_login(second),
        cells => cells.len() > 2,
    };
    let mut split = lines.iter().filter(|line| line.cells.len() > 1).peekable();
    split.peek().is_some() && split.all(is_column)
}

/// The rows of a text with their columns, and what stands between its cells.
fn rows_of(text: &str) -> Result<(Vec<Line>, Columns, char), OpenQuote> {
    let mut best: Option<(usize, usize, char, Vec<Line>)> = None;
    let mut open = None;
    for between in ['\t', '|', ',', ';'] {
        let lines = match read(text, between) {
            Ok(lines) => lines.into_iter().filter(|line| !line.is_blank()).collect::<Vec<_>>(),
            Err(error) => {
                open.get_or_insert(error);
                continue;
            }
        };
        let is_headed = lines.first().is_some_and(|line| Columns::of_headings(line).is_some());
        let split = lines.iter().filter(|line| line.cells.len() > 1).count();
        // A comma in a name, or a semicolon between groups, separates no columns.
        let is_between = split > 0
            && match between {
                '\t' | '|' => true,
                _ if is_headed || are_columns(&lines) => true,
                _ => !is_prose(&lines) && lines.iter().all(|it| it.cells.len() > 1),
            };
        let width: usize = lines.iter().map(|line| line.cells.len()).sum();
        // Tabs come before all others, and so does `|`, which is in nobody's name.
        let weight = match between {
            '\t' => usize::MAX,
            '|' => usize::MAX - 1,
            _ => split,
        };
        let is_better =
            best.as_ref().is_none_or(|(other, across, ..)| (weight, width) > (*other, *across));
        if is_between && is_better {
            best = Some((weight, width, between, lines));
        }
    }
    let (between, mut lines) = match (best, open) {
        (Some((.., between, lines)), _) => (between, lines),
        (None, Some(open)) => return Err(open),
        (None, None) => {
            let lines = read(text, '\t')?.into_iter().filter(|line| !line.is_blank());
            ('\t', lines.collect::<Vec<_>>())
        }
    };
    let columns = lines.first().and_then(Columns::of_headings);
    if columns.is_some() {
        lines.remove(0);
    }
    Ok((lines, columns.unwrap_or_else(Columns::usual), between))
}

struct Reader<'a> {
    known: Known<'a>,
    between: char,
    list: PeopleList,
    /// Where each person of the list stands in it: by id, by log-in, and by name.
    places: BTreeMap<String, usize>,
    unknown: BTreeMap<String, usize>,
}

impl<'a> Reader<'a> {
    fn new(directory: &'a Directory, between: char) -> Self {
        let known = Known::of(directory);
        let list = PeopleList::default();
        Self { known, between, list, places: BTreeMap::new(), unknown: BTreeMap::new() }
    }

    fn trouble(&mut self, line: &Line, why: &str) {
        self.list.troubles.push(format!("line {}: {why}", line.number));
    }

    /// Says which columns nothing is made of.
    fn left_out(&mut self, columns: &Columns) {
        for heading in &columns.left_out {
            let heading = clip(heading);
            self.list.troubles.push(format!("the column `{heading}` is left out"));
        }
    }

    fn row(&mut self, line: &Line, columns: &Columns) {
        let cell = |wanted: Column| {
            let at = columns.of.iter().position(|column| *column == Some(wanted))?;
            let text = line.cells.get(at).map(|cell| unguard(cell.trim()))?;
            (!folded(text).is_empty()).then_some(text)
        };
        let whole = cell(Column::Name).map(tidy);
        let parts: Vec<String> =
            [Column::First, Column::Last].into_iter().filter_map(cell).map(tidy).collect();
        let name = whole.unwrap_or_else(|| parts.join(" "));
        let login = cell(Column::Login).map(tidy);
        let user = match self.known.find(&name, login.as_deref()) {
            Ok(user) => user,
            Err(why) => return self.trouble(line, &why),
        };
        let place = match self.place(&name, login.as_deref(), user.as_ref()) {
            Ok(place) => place,
            Err(why) => return self.trouble(line, &why),
        };
        let place = place.unwrap_or_else(|| {
            let (name, login, user) = (name.clone(), login.clone(), user.clone());
            let groups = Vec::new();
            self.list.people.push(ListedPerson { line: line.number, name, login, user, groups });
            self.list.people.len() - 1
        });
        for key in keys(&name, login.as_deref(), user.as_ref()) {
            self.places.entry(key).or_insert(place);
        }
        let behind = line.cells.iter().skip(columns.of.len());
        if behind.into_iter().any(|cell| !folded(cell).is_empty()) {
            let last = if columns.headed { "headings" } else { "groups" };
            self.trouble(line, &format!("what follows the {last} is left out"));
        }
        for name in cell(Column::Groups).map(|groups| self.groups_of(groups)).unwrap_or_default() {
            self.join(line, place, &name);
        }
    }

    /// Where in the list the person of a row stands already; none for one who does not yet.
    fn place(
        &self,
        name: &str,
        login: Option<&str>,
        user: Option<&UserId>,
    ) -> Result<Option<usize>, String> {
        let listed = |key: &str| {
            let place = *self.places.get(key)?;
            Some((place, self.list.people.get(place)?))
        };
        let [by_id, by_login, by_name] = keys_of(name, login, user);
        // The same log-in is the same person, if it is the same name.
        let same_login = by_login.as_deref().and_then(listed);
        if let Some((place, person)) = same_login {
            let (other, on) = (clip(&person.name), person.line);
            return match name.is_empty() || person.name.is_empty() || same(&person.name, name) {
                true => Ok(Some(place)),
                false => {
                    let login = clip(login.unwrap_or_default());
                    Err(format!("the log-in `{login}` is that of `{other}` on line {on}"))
                }
            };
        }
        let known = by_id.as_deref().and_then(listed);
        let named = by_name.as_deref().and_then(listed);
        match known.or(named) {
            None => Ok(None),
            // Two of one name with a log-in each are two people.
            Some((_, person)) if login.is_some() && person.login.is_some() && known.is_none() => {
                Ok(None)
            }
            Some((_, person)) => {
                let (name, on) = (clip(name), person.line);
                let help = "put all groups on one line, or give each a log-in";
                Err(format!("`{name}` stands on line {on} already: {help}"))
            }
        }
    }

    /// The names in a cell of groups. A name with a comma or line break in it that is a group's is
    /// that; else they separate, commas only within quotes or where a part is a group's name.
    fn groups_of(&self, cell: &str) -> Vec<String> {
        let mut names = Vec::new();
        for part in cell.split(';') {
            let is_known = |name: &str| self.known.groups.find(name) != Match::None;
            let pieces: Vec<&str> = part.split([',', '\n']).collect();
            let is_list = match pieces.len() {
                0 | 1 => false,
                _ if is_known(part) => false,
                _ => [',', ';'].contains(&self.between) || pieces.iter().any(|it| is_known(it)),
            };
            let pieces = if is_list { pieces } else { vec![part] };
            names.extend(pieces.into_iter().map(tidy).filter(|name| !name.is_empty()));
        }
        names
    }

    fn join(&mut self, line: &Line, place: usize, name: &str) {
        let group = match self.known.group(name) {
            Ok(group) => group.cloned(),
            Err(why) => return self.trouble(line, &why),
        };
        if group.is_none() {
            let unknown = &mut self.list.unknown;
            let at = *self.unknown.entry(folded(name)).or_insert_with(|| {
                unknown.push(UnknownGroup { name: name.to_owned(), lines: Vec::new() });
                unknown.len() - 1
            });
            if let Some(unknown) = unknown.get_mut(at)
                && unknown.lines.last() != Some(&line.number)
            {
                unknown.lines.push(line.number);
            }
        }
        let Some(person) = self.list.people.get_mut(place) else { return };
        if !person.groups.iter().any(|other| match (&other.group, &group) {
            (Some(one), Some(other)) => one == other,
            _ => same(&other.name, name),
        }) {
            person.groups.push(ListedGroup { name: name.to_owned(), group });
        }
    }
}

/// What is the same on all rows of one person: their id, their log-in, their name.
fn keys_of(name: &str, login: Option<&str>, user: Option<&UserId>) -> [Option<String>; 3] {
    let name = folded(name);
    [
        user.map(|user| format!("id {user}")),
        login.map(|login| format!("login {}", folded(login))),
        (!name.is_empty()).then(|| format!("name {name}")),
    ]
}

fn keys(name: &str, login: Option<&str>, user: Option<&UserId>) -> impl Iterator<Item = String> {
    keys_of(name, login, user).into_iter().flatten()
}

/// The directory by what a list calls things.
struct Known<'a> {
    directory: &'a Directory,
    logins: Names,
    names: Names,
    groups: Names,
}

impl<'a> Known<'a> {
    fn of(directory: &'a Directory) -> Self {
        let users = || directory.users.iter().enumerate();
        let groups = directory.groups.iter().enumerate();
        Self {
            directory,
            logins: Names::of(users().filter_map(|(at, it)| Some((at, it.login.as_deref()?)))),
            names: Names::of(users().map(|(at, user)| (at, user.name.as_str()))),
            groups: Names::of(groups.map(|(at, group)| (at, group.name.as_str()))),
        }
    }

    /// The group of a name, or the one of an id where no name is so; none where there is none.
    fn group(&self, name: &str) -> Result<Option<&'a GroupId>, String> {
        let groups = &self.directory.groups;
        match self.groups.find(name) {
            Match::One(at) => Ok(groups.nth(at).map(|group| &group.id)),
            Match::None => Ok(groups.find(name).map(|group| &group.id)),
            Match::Several(places) => {
                let ids = places.iter().filter_map(|at| groups.nth(*at));
                let ids: Vec<String> = ids.map(|group| clip(group.id.as_str())).collect();
                let (name, count) = (clip(name), ids.len());
                let ids = ids.join(" or ");
                Err(format!("{count} groups are called `{name}`: give the id, {ids}"))
            }
        }
    }

    fn user(&self, at: usize) -> Option<&'a User> {
        self.directory.users.nth(at).map(|user| &**user)
    }

    fn find(&self, name: &str, login: Option<&str>) -> Result<Option<UserId>, String> {
        if let Some(login) = login {
            match self.logins.find(login) {
                Match::None => {}
                Match::Several(_) => {
                    return Err(format!("several people have the log-in `{}`", clip(login)));
                }
                Match::One(at) => {
                    let Some(user) = self.user(at) else { return Ok(None) };
                    return match name.is_empty() || same(&user.name, name) {
                        true => Ok(Some(user.id.clone())),
                        false => {
                            let (login, has) = (clip(login), clip(&user.name));
                            let help = "leave the name out where they are meant";
                            Err(format!("the log-in `{login}` is that of `{has}`: {help}"))
                        }
                    };
                }
            }
        }
        if name.is_empty() {
            return Err("there is no name".to_owned());
        }
        let places = match self.names.find(name) {
            Match::None => return Ok(None),
            Match::One(at) => vec![at],
            Match::Several(places) => places,
        };
        let named: Vec<&User> = places.into_iter().filter_map(|at| self.user(at)).collect();
        let without = named.iter().filter(|user| user.login.is_none()).count();
        match named.as_slice() {
            [user] if login.is_none() || without == 1 => Ok(Some(user.id.clone())),
            // Somebody else of that name, with another log-in.
            _ if login.is_some() && without == 0 => Ok(None),
            _ if login.is_some() => {
                Err(format!("several people are called `{}`, some without a log-in", clip(name)))
            }
            _ => Err(format!("several people are called `{}`: give the log-in", clip(name))),
        }
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
        check_in(&directory(), text, expected);
    }

    #[track_caller]
    fn check_in(directory: &Directory, text: &str, expected: &[&str]) {
        let list = PeopleList::read(directory, text);
        let person = |person: &ListedPerson| {
            let who = person.user.as_ref().map_or("new", UserId::as_str);
            let groups: Vec<&str> = person.groups.iter().map(|it| it.name.as_str()).collect();
            format!("{} = {who}: {}", person.name, groups.join(", "))
        };
        let mut found: Vec<String> = list.people.iter().map(person).collect();
        found.extend(list.unknown.iter().map(|it| format!("no {} {:?}", it.name, it.lines)));
        found.extend(list.troubles);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn people_are_known_by_login_and_else_by_name() {
        check("Amy", &["Amy = u-amy: "]);
        check("amy", &["amy = u-amy: "]);
        check("\tamy", &[" = u-amy: "]);
        check("AMY\tAMY", &["AMY = u-amy: "]);
        check("Bob\tbob\tExams", &["Bob = u-bob: Exams"]);
        check("Amy\tamy2", &["Amy = new: "]);
        check("Xin Li\tx2", &["Xin Li = u-xin2: "]);
        check("Xin Li\tx3", &["Xin Li = new: "]);
        check("Xin Li", &["line 1: several people are called `Xin Li`: give the log-in"]);
        check("\tnew", &["line 1: there is no name"]);
    }

    #[test]
    fn a_login_that_another_has_is_said() {
        check(
            "A. Other\tAMY",
            &["line 1: the log-in `AMY` is that of `Amy`: leave the name out where they are meant"],
        );
        check(
            "Zoe\tz1\nIan\tZ1",
            &["Zoe = new: ", "line 2: the log-in `Z1` is that of `Zoe` on line 1"],
        );
        let mut twice = directory();
        twice.users.edit(&"u-xin1".into(), |user| user.login = Some("x2".to_owned()));
        check_in(&twice, "Xin Li\tx2", &["line 1: several people have the log-in `x2`"]);
        twice.users.edit(&"u-xin1".into(), |user| user.login = None);
        let some = "line 1: several people are called `Xin Li`, some without a log-in";
        check_in(&twice, "Xin Li\tx9", &[some]);
    }

    #[test]
    fn the_same_name_again_is_said_and_not_put_together() {
        let again = "already: put all groups on one line, or give each a log-in";
        check(
            "Zoe\t\tOffice; Night\r\n\r\nZoe\t\tnight;exams",
            &[
                "Zoe = new: Office, Night",
                "no Night [1]",
                &format!("line 3: `Zoe` stands on line 1 {again}"),
            ],
        );
        check(
            "Amy\nAMY\t\tExams",
            &["Amy = u-amy: ", &format!("line 2: `AMY` stands on line 1 {again}")],
        );
        check("Zoe\nZoe\tz1", &["Zoe = new: ", &format!("line 2: `Zoe` stands on line 1 {again}")]);
        // With a log-in each it is clear who is who.
        check("Zoe\tz1\nZoe\tz2\nZoe\tZ1\tExams", &["Zoe = new: Exams", "Zoe = new: "]);
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
    fn headings_say_which_column_is_which() {
        check("Groups, Log-in, Name\nExams, z, Zoe", &["Zoe = new: Exams"]);
        check(
            "E-mail;Department;Surname;First name\nz@x;Maths;Ray;Zoe",
            &["Zoe Ray = new: ", "the column `Department` is left out"],
        );
        check("name,login,e-mail\nZoe,z,z@x", &["Zoe = new: ", "the column `e-mail` is left out"]);
        check("Group\tUser name\nExams\tamy", &[" = u-amy: Exams"]);
        check("\u{feff}Name\tLog-in\tGroups\r\nZoe\tz\tOffice\r\n", &["Zoe = new: Office"]);
    }

    #[test]
    fn lists_with_commas_or_semicolons() {
        // With headings, quotes around what holds a comma, and several groups in a field.
        let list = "name,login,groups\nZoe Martin,zoe,Office\n\"Iyer, Raj\",r.iyer,\"Office;Exams\"\nBo Li,,\"Exams,Office\"";
        check(
            list,
            &[
                "Zoe Martin = new: Office",
                "Iyer, Raj = new: Office, Exams",
                "Bo Li = new: Exams, Office",
            ],
        );
        check(
            "Zoe;z;\"Office,Exams\"\nIan;i;Exams",
            &["Zoe = new: Office, Exams", "Ian = new: Exams"],
        );
        check("Zoe,z,Office;Exams\nIan,i,Exams", &["Zoe = new: Office, Exams", "Ian = new: Exams"]);
        // Surnames first are no columns.
        check("Iyer, Raj\nLi, Bo", &["Iyer, Raj = new: ", "Li, Bo = new: "]);
        check("Zoe\t\tOffice, Exams", &["Zoe = new: Office, Exams"]);
        check("Zoe\t\tPaper, Pens", &["Zoe = new: Paper, Pens", "no Paper, Pens [1]"]);
        check("'=Zoe\t'-z", &["=Zoe = new: "]);
    }

    #[test]
    fn quotes_hold_line_breaks_and_quotes() {
        let list = "Name\tLog-in\tGroups\r\n\"O\"\"Neil, Jo\"\tjo\tOffice\r\nZoe\tz\t\"Office\r\nExams\"\r\nIan\ti\tNight";
        check(
            list,
            &[
                "O\"Neil, Jo = new: Office",
                "Zoe = new: Office, Exams",
                "Ian = new: Night",
                "no Night [5]",
            ],
        );
        check("Zoe\tz\nIan\t\"i", &["line 2: a quote is opened and not closed"]);
    }

    #[test]
    fn a_space_behind_a_comma_joins_a_name_of_two_words_and_no_columns() {
        check("Smith, Ada\nBrook, Ian", &["Smith, Ada = new: ", "Brook, Ian = new: "]);
        check(
            "Ada Brook, a.brook, Office\nIan Lee, , Exams; Office",
            &["Ada Brook = new: Office", "Ian Lee = new: Exams, Office"],
        );
        check("Bob, bob\nZoe Lee", &["Bob = u-bob: ", "Zoe Lee = new: "]);
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        let user = |id: &str, name: &str| User::new(id, name);
        let directory = Directory {
            users: Table::new([user("u-zoe", "Zoë Martin")]),
            groups: Table::new([
                Group::new("g-1", "Élèves"),
                Group::new("g-2", "Student Data Team"),
            ]),
            ..Directory::default()
        };
        let list = "Zoe\u{308} Martin\t\tE\u{301}le\u{300}ves\nAda\t\tStudent\u{a0} Data Team\nBea\t\tStudent Data\u{200b} Team\nCee\t\t\u{200b}student data team";
        let found = PeopleList::read(&directory, list);
        assert_eq!((found.unknown.len(), found.troubles.len()), (0, 0));
        let joined = |person: &ListedPerson| {
            person.groups.iter().filter_map(|it| it.group.clone()).collect()
        };
        let joined: Vec<Vec<GroupId>> = found.people.iter().map(joined).collect();
        assert_eq!(joined, [["g-1".into()], ["g-2".into()], ["g-2".into()], ["g-2".into()]]);
        assert_eq!(found.people.first().unwrap().user, Some("u-zoe".into()));
    }

    #[test]
    fn of_two_groups_of_one_name_neither_is_taken() {
        let groups = [Group::new("g-1", "Office"), Group::new("g-2", "Office")];
        let directory = Directory { groups: Table::new(groups), ..Directory::default() };
        let why = "2 groups are called `Office`: give the id, g-1 or g-2";
        check_in(
            &directory,
            "Zoe\tz\tOffice\nIan\t\tg-2;office",
            &[
                "Zoe = new: ",
                "Ian = new: g-2",
                &format!("line 1: {why}"),
                &format!("line 2: {}", why.replace("Office", "office")),
            ],
        );
        let list = PeopleList::read(&directory, "Ian\t\tg-2");
        let [DirectoryEdit::AddUser(ian)] = &list.edits(&directory, true, |_| "u".to_owned())[..]
        else {
            panic!("{list:?}");
        };
        assert_eq!(ian.groups, ["g-2".into()]);
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

//! Users by groups, posts and service teams: who belongs to what, on the grid.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ask::{Ask, Dialogs, Kind};
use crate::components::{Level, initials};
use crate::grid::{CellPos, CellView, GridSource, Head, Offer, Shape, Sign, Totals};
use crate::state::{Action, Session, new_id};
use whocan_core::directory::{
    Directory, DirectoryEdit, Entity, Group, Principal, Table, User, belongs,
};
use whocan_core::document::Command;
use whocan_core::paste::{Parsed, tick};
use whocan_core::shared::Shared;
use whocan_core::text::{Match, Names, same, tidy};

/// The key of the column of log-in names. No id begins with a dot unless somebody means it to.
pub(super) const LOGIN: &str = ".login";

/// What is said of a cell; pasting it sets one.
const MEMBER: &str = "member";
const NOT_A_MEMBER: &str = "not a member";
const NO_LOGIN: &str = "no log-in";

/// What can be done with memberships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberCommand {
    /// Joins who is not a member of all, else leaves; on a log-in name its form.
    Toggle,
    Join,
    Leave,
}

/// See the module.
#[derive(Clone)]
pub(super) struct MembersSheet {
    session: Session,
    dialogs: Dialogs,
    directory: Directory,
    saved: Directory,
    shape: Shared<Shape>,
    /// Who has which log-in, by their positions.
    logins: Shared<Names>,
    /// How many belong to each column.
    totals: Shared<Totals>,
}

impl PartialEq for MembersSheet {
    fn eq(&self, other: &Self) -> bool {
        self.directory.same(&other.directory)
            && self.saved.same(&other.saved)
            && self.shape == other.shape
    }
}

impl MembersSheet {
    /// The sheet of a directory; heads that are the same as before keep their identity.
    pub(super) fn new(
        session: Session,
        dialogs: Dialogs,
        directory: Directory,
        saved: Directory,
        previous: Option<&Self>,
    ) -> Self {
        let rows = directory
            .users
            .iter()
            .map(|user| Head::new(&user.id, user.name.clone()).with_initials(initials(&user.name)));
        let columns = heads(&directory.groups, "Groups")
            .chain(heads(&directory.posts, "Posts"))
            .chain(heads(&directory.teams, "Service teams"))
            .chain([Head::new(LOGIN, "Log-in name").of_words()]);
        let shape = Shape::new("User", rows.collect(), columns.collect());
        let same = previous.map(|previous| &previous.shape).filter(|old| ***old == shape);
        let shape = same.cloned().unwrap_or_else(|| shape.into());
        let logins = match previous.filter(|old| old.directory.users.same(&directory.users)) {
            Some(old) => old.logins.clone(),
            None => {
                let users = directory.users.iter().enumerate();
                let logins = users.filter_map(|(at, user)| Some((at, user.login.as_deref()?)));
                Names::of(logins).into()
            }
        };
        let totals = totals(&directory).into();
        Self { session, dialogs, directory, saved, shape, logins, totals }
    }

    fn user(&self, row: usize) -> Option<&Shared<User>> {
        self.directory.users.nth(row)
    }

    /// What a column is about; none for that of the log-in names.
    fn of_column(&self, column: usize) -> Option<Principal> {
        let (groups, posts) = (self.directory.groups.len(), self.directory.posts.len());
        if let Some(group) = self.directory.groups.nth(column) {
            return Some(Principal::Group(group.id.clone()));
        }
        let column = column.checked_sub(groups)?;
        if let Some(post) = self.directory.posts.nth(column) {
            return Some(Principal::Post(post.id.clone()));
        }
        let team = self.directory.teams.nth(column.checked_sub(posts)?)?;
        Some(Principal::Team(team.id.clone()))
    }

    fn face(&self, user: &User, before: Option<&User>, column: usize) -> CellView {
        let Some(of) = self.of_column(column) else {
            return CellView {
                text: user.login.as_deref().map(short).unwrap_or_default().into(),
                sign: Sign::Blank,
                changed: before.map(|before| &before.login) != Some(&user.login),
                spoken: user.login.clone().unwrap_or_else(|| NO_LOGIN.to_owned()).into(),
                ..CellView::default()
            };
        };
        let inside = belongs(user, &of);
        let post = (!inside).then(|| self.through_a_post(user, &of)).flatten();
        if let Some(post) = post {
            return CellView {
                text: "post".into(),
                sign: Sign::Indirect,
                changed: before.is_some_and(|before| belongs(before, &of)),
                spoken: format!("{NOT_A_MEMBER}, through {post}").into(),
                ..CellView::default()
            };
        }
        CellView {
            text: if inside { "" } else { NOT_A_MEMBER }.into(),
            sign: if inside { Sign::Tick } else { Sign::Meter },
            level: Some(if inside { Level::Middle } else { Level::None }),
            changed: before.is_some_and(|before| belongs(before, &of)) != inside,
            spoken: if inside { MEMBER } else { NOT_A_MEMBER }.into(),
            ..CellView::default()
        }
    }

    /// The post through which somebody counts as part of a service team that they do not belong to.
    fn through_a_post(&self, user: &User, of: &Principal) -> Option<String> {
        let Principal::Team(team) = of else { return None };
        let posts = user.posts.iter().filter_map(|post| self.directory.posts.get(post));
        let mut posts = posts.filter(|post| post.teams.contains(team));
        posts.next().map(|post| post.name.clone())
    }

    /// Sends what makes these cells what they are to be, as one step; cells that are so already
    /// count for nothing.
    fn set(&self, cells: impl Iterator<Item = (CellPos, bool)>) {
        let mut edits = Vec::new();
        for ((row, column), inside) in cells {
            let (Some(user), Some(of)) = (self.user(row), self.of_column(column)) else { continue };
            if belongs(user, &of) != inside {
                let user = user.id.clone();
                edits.push(if inside {
                    DirectoryEdit::Join(user, of)
                } else {
                    DirectoryEdit::Leave(user, of)
                });
            }
        }
        self.send(edits);
    }

    fn send(&self, edits: Vec<DirectoryEdit>) {
        let count = edits.len();
        let joins = edits.iter().filter(|edit| matches!(edit, DirectoryEdit::Join(..))).count();
        let leaves = edits.iter().filter(|edit| matches!(edit, DirectoryEdit::Leave(..))).count();
        let label = match count {
            _ if joins == count => format!("add {count} memberships"),
            _ if leaves == count => format!("end {count} memberships"),
            _ if joins + leaves == count => format!("change {count} memberships"),
            _ => format!("change {count} cells of users"),
        };
        let mut commands: Vec<Command> = edits.into_iter().map(Command::Directory).collect();
        let command = match commands.len() {
            0 | 1 => commands.pop(),
            _ => Some(Command::Batch(label, commands)),
        };
        command.into_iter().for_each(|command| self.session.dispatch(Action::Run(command)));
    }

    /// What a pasted text makes of a membership.
    fn is_in(text: &str) -> Parsed<bool> {
        let said = Parsed::of(text, |plain| match plain {
            MEMBER => Some(true),
            plain if plain.starts_with(NOT_A_MEMBER) => Some(false),
            _ => None,
        });
        if said == Parsed::Unknown { tick(text) } else { said }
    }

    /// The edit that makes a cell what a text says.
    fn pasted(&self, (row, column): CellPos, text: &str) -> Option<DirectoryEdit> {
        let user = self.user(row)?.id.clone();
        match (self.of_column(column), Self::is_in(text)) {
            (None, _) => {
                let login = Some(tidy(text)).filter(|text| !same(text, NO_LOGIN));
                Some(DirectoryEdit::SetLogin(user, login))
            }
            (Some(of), Parsed::Value(true)) => Some(DirectoryEdit::Join(user, of)),
            (Some(of), Parsed::Value(false)) => Some(DirectoryEdit::Leave(user, of)),
            (Some(_), Parsed::Blank | Parsed::Unknown) => None,
        }
    }
}

/// A membership in words.
fn words(inside: bool) -> String {
    if inside { MEMBER } else { NOT_A_MEMBER }.to_owned()
}

/// How many belong to each group, post and service team of a directory.
fn totals(directory: &Directory) -> Totals {
    let mut counts: BTreeMap<Principal, usize> = BTreeMap::new();
    for user in directory.users.iter() {
        let groups = user.groups.iter().cloned().map(Principal::Group);
        let posts = user.posts.iter().cloned().map(Principal::Post);
        let teams = user.teams.iter().cloned().map(Principal::Team);
        for it in groups.chain(posts).chain(teams) {
            *counts.entry(it).or_default() += 1;
        }
    }
    let count = |it: Principal| Some(counts.get(&it).copied().unwrap_or_default());
    let groups = directory.groups.iter().map(|it| count(Principal::Group(it.id.clone())));
    let posts = directory.posts.iter().map(|it| count(Principal::Post(it.id.clone())));
    let teams = directory.teams.iter().map(|it| count(Principal::Team(it.id.clone())));
    Totals {
        label: "Members".to_owned(),
        names: ("member", "members"),
        counts: groups.chain(posts).chain(teams).collect(),
    }
}

fn heads<T: Entity>(table: &Table<T>, band: &'static str) -> impl Iterator<Item = Head> {
    table.iter().map(move |row| Head::new(row.id(), row.name()).under(band))
}

/// As much of a log-in name as a cell has room for.
fn short(login: &str) -> String {
    const MOST: usize = 14;
    match login.chars().nth(MOST) {
        None => login.to_owned(),
        Some(_) => format!("{}…", login.chars().take(MOST - 1).collect::<String>()),
    }
}

impl GridSource for MembersSheet {
    type Command = MemberCommand;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        let Some(user) = self.user(row) else { return Vec::new() };
        let before = self.saved.users.get(&user.id).map(|before| &**before);
        columns
            .take_while(|column| *column < self.shape.columns.len())
            .map(|column| self.face(user, before, column))
            .collect()
    }

    fn totals(&self) -> Option<&Totals> {
        Some(&self.totals)
    }

    fn commands(&self) -> Vec<Offer<MemberCommand>> {
        vec![
            Offer::new(MemberCommand::Toggle, "Member or not").keys(&["Space"]),
            Offer::new(MemberCommand::Join, "Make a member").keys(&["M"]),
            Offer::new(MemberCommand::Leave, "End the membership").keys(&["Delete"]),
        ]
    }

    fn run(&self, command: &MemberCommand, cells: &[CellPos], (row, _): CellPos) {
        let is_group = |column: usize| self.of_column(column).is_some();
        let of_groups = || cells.iter().copied().filter(|(_, column)| is_group(*column));
        let all_in = || {
            of_groups().all(|(row, column)| {
                self.user(row)
                    .zip(self.of_column(column))
                    .is_some_and(|(user, of)| belongs(user, &of))
            })
        };
        match command {
            MemberCommand::Join => self.set(of_groups().map(|cell| (cell, true))),
            MemberCommand::Leave => self.set(of_groups().map(|cell| (cell, false))),
            MemberCommand::Toggle if of_groups().next().is_some() => {
                let inside = !all_in();
                self.set(of_groups().map(|cell| (cell, inside)));
            }
            // The log-in name has a form.
            MemberCommand::Toggle => {
                self.user(row).into_iter().for_each(|user| {
                    self.dialogs.ask(Ask::Edit(Kind::User.principal(user.id.as_str())));
                });
            }
        }
    }

    fn default_command(&self, _: CellPos) -> Option<MemberCommand> {
        Some(MemberCommand::Toggle)
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        Self::is_in(text).map(words)
    }

    fn read(&self, (row, column): CellPos, text: &str) -> Parsed<String> {
        if self.of_column(column).is_some() {
            return self.parse(text);
        }
        // A log-in that somebody else has is nobody's to take.
        match self.logins.find(text) {
            Match::One(at) if at != row => Parsed::Unknown,
            Match::Several(_) => Parsed::Unknown,
            Match::One(_) | Match::None => Parsed::of(text, |_| Some(tidy(text))),
        }
    }

    fn now(&self, (row, column): CellPos) -> Option<String> {
        let user = self.user(row)?;
        Some(match self.of_column(column) {
            Some(of) => words(belongs(user, &of)),
            None => user.login.clone().unwrap_or_else(|| NO_LOGIN.to_owned()),
        })
    }

    fn paste(&self, cells: &[(CellPos, String)]) {
        self.send(cells.iter().filter_map(|(at, text)| self.pasted(*at, text)).collect());
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (Some("users"), Some("groups"))
    }

    fn make(&self, rows: &[String], columns: &[String]) {
        let user = |name: &String| DirectoryEdit::AddUser(User::new(&new_id('u'), name));
        let group = |name: &String| DirectoryEdit::AddGroup(Group::new(&new_id('g'), name));
        let edits = rows.iter().map(user).chain(columns.iter().map(group));
        let label = format!("add {} users and {} groups", rows.len(), columns.len());
        let commands = edits.map(Command::Directory).collect();
        self.session.dispatch(Action::Run(Command::Batch(label, commands)));
    }

    fn is_set(&self, row: usize) -> bool {
        let is_empty = |user: &Shared<User>| {
            user.groups.is_empty() && user.posts.is_empty() && user.teams.is_empty()
        };
        self.user(row).is_some_and(|user| !is_empty(user))
    }

    fn changed(&self, row: usize) -> bool {
        let Some(user) = self.user(row) else { return false };
        let before = self.saved.users.get(&user.id);
        before.is_none_or(|before| before != user && **before != **user)
    }

    fn rank(&self, (row, column): CellPos) -> u32 {
        let inside = self.user(row).zip(self.of_column(column));
        inside.is_some_and(|(user, of)| belongs(user, &of)).into()
    }
}

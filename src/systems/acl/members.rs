//! The grid of a list's members: whose row, and each level allowed or denied.

use std::ops::Range;

use crate::components::Level as Shade;
use crate::grid::{CellPos, CellView, GridSource, Head, Offer, Shape, Sign};
use crate::reactive::State;
use whocan_core::directory::Directory;
use whocan_core::models::acl::policy::{Level, Levels, List, Member, principal};
use whocan_core::shared::Shared;

/// See the module. Edits go to the list that the dialog is about.
#[derive(Clone)]
pub(super) struct MemberSheet {
    list: State<List>,
    members: Shared<Vec<Member>>,
    shape: Shared<Shape>,
}

impl PartialEq for MemberSheet {
    fn eq(&self, other: &Self) -> bool {
        *self.members == *other.members && *self.shape == *other.shape
    }
}

impl MemberSheet {
    pub(super) fn new(list: State<List>, directory: &Directory) -> Self {
        let members = list.with(|list| list.members.clone());
        let head = |member: &Member| match principal(directory, member) {
            Some(principal) => {
                let name = directory.name(&principal);
                Head::new(&member.who, format!("{name} ({})", principal.kind()))
            }
            None => Head::new(&member.who, format!("{} (nobody)", member.who)),
        };
        let rows = members.iter().map(head).collect();
        let columns = Level::ALL.map(|level| Head::new(level.name(), level.name())).to_vec();
        let shape = Shape::new("Member", rows, columns).into();
        Self { list, members: members.into(), shape }
    }

    fn level(column: usize) -> Option<Level> {
        Level::ALL.get(column).copied()
    }
}

/// Sets levels of rows, by their positions.
pub(super) fn set(list: State<List>, cells: &[(usize, Level)], allow: Allow) {
    list.update(|list| {
        for (row, level) in cells {
            if let Some(member) = list.members.get_mut(*row) {
                let one = Levels::of([*level]);
                member.denied = match allow {
                    Allow::Yes => member.denied.without(one),
                    Allow::No => member.denied.or(one),
                };
            }
        }
    });
}

/// What can be done with the levels of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Allowed or denied.
    Set(Allow),
    /// The other way round.
    Turn,
    /// The members themselves go.
    Remove,
}

/// What a button or key does with a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allow {
    Yes,
    No,
}

impl GridSource for MemberSheet {
    type Command = Command;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        let Some(member) = self.members.get(row) else { return Vec::new() };
        let face = |column: usize| {
            let level = Self::level(column)?;
            let allowed = member.allowed().has(level);
            let (text, sign) = if allowed { ("Allow", Sign::Tick) } else { ("Deny", Sign::Cross) };
            let shade = Some(if allowed { Shade::Low } else { Shade::None });
            let words = CellView::words(text);
            Some(CellView { level: shade, sign, ..words })
        };
        columns.filter_map(face).collect()
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        vec![
            Offer::new(Command::Set(Allow::Yes), "Allow").keys(&["A"]),
            Offer::new(Command::Set(Allow::No), "Deny").keys(&["D"]),
            Offer::new(Command::Turn, "Turn around"),
            Offer::new(Command::Remove, "Remove the member").keys(&["Delete"]),
        ]
    }

    fn default_command(&self, _: CellPos) -> Option<Command> {
        Some(Command::Turn)
    }

    fn run(&self, command: &Command, cells: &[CellPos]) {
        if *command == Command::Remove {
            let gone: Vec<usize> = cells.iter().map(|(row, _)| *row).collect();
            self.list.update(|list| {
                let mut at = 0..;
                list.members.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
            });
            return;
        }
        let levels: Vec<(usize, Level)> =
            cells.iter().filter_map(|(row, column)| Some((*row, Self::level(*column)?))).collect();
        let first = levels.first().and_then(|(row, level)| {
            self.members.get(*row).map(|member| member.allowed().has(*level))
        });
        let allow = match command {
            Command::Set(allow) => *allow,
            _ if first == Some(true) => Allow::No,
            _ => Allow::Yes,
        };
        set(self.list, &levels, allow);
    }

    fn rank(&self, (row, column): CellPos) -> u32 {
        let level = Self::level(column);
        let member = self.members.get(row);
        u32::from(member.zip(level).is_some_and(|(member, level)| member.allowed().has(level)))
    }
}

//! The list as a sheet: its rows and columns, how its cells look and what can be done with them.

use std::ops::Range;

use leptos::prelude::Callable;

use super::editor::Here;
use super::words::{commands, entry_face, shown_face};
use crate::grid::{CellPos, CellView, GridSource, Head, Offer, Shape, Sign};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use whocan_core::directory::{Circumstances, Directory, Members, Principal};
use whocan_core::models::features::input::{
    EntryOp, NOT_SET, SET, can_be, parse, parse_is_set, set_all,
};
use whocan_core::models::features::policy::{
    Entry, Feature, FeatureId, Kind, Policy, SubjectId, Ticked, Visibility,
};
use whocan_core::models::features::{Edit, Features, Index, Shown};
use whocan_core::paste::Parsed;
use whocan_core::shared::{Shared, collect_into};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// The features of a kind, for one subject.
    Features,
    /// Users and groups, for one feature.
    Everybody,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Value,
    IsSet,
    Default,
    Effective,
    Stored,
    Running,
    Category,
    Description,
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Value => "Visibility",
            Self::IsSet => "Is Set",
            Self::Default => "Default",
            Self::Effective => "Effective",
            Self::Stored => "Stored",
            Self::Running => "Running",
            Self::Category => "Category",
            Self::Description => "Description",
        }
    }

    /// Those of a list, in order. What is stored and running is shown while the two differ.
    fn of(listed: Listed, due: bool) -> Vec<Self> {
        let mut columns = vec![Self::Value, Self::IsSet, Self::Default, Self::Effective];
        if due {
            columns.extend([Self::Running, Self::Stored]);
        }
        if listed == Listed::Features {
            columns.extend([Self::Category, Self::Description]);
        }
        columns
    }
}

/// What can be done in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    /// Something with each entry.
    Entry(EntryOp),
    /// *Set all*, on the head of the values.
    SetAll(Visibility),
}

/// *Set all* on the head of the values.
pub(super) const SET_ALL: [(&str, Visibility); 3] = [
    ("Set all visible", Visibility::Visible),
    ("Set all read only", Visibility::ReadOnly),
    ("Set all hidden", Visibility::Hidden),
];

/// What the drop-down of a value offers to show, ticked or not as before.
const SHOW: [Visibility; 3] = [Visibility::Visible, Visibility::ReadOnly, Visibility::Hidden];

/// The draft, what is stored and what is running, compiled.
#[derive(Clone)]
pub(super) struct Indexes {
    pub(super) draft: Derived<Shared<Index>>,
    pub(super) stored: Derived<Shared<Index>>,
    pub(super) running: Derived<Shared<Index>>,
}

/// A row: whose, of what.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    who: Principal,
    feature: FeatureId,
}

#[derive(Clone)]
pub(super) struct List {
    system: SystemContext<Features>,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    draft: Shared<Index>,
    stored: Shared<Index>,
    running: Shared<Index>,
    directory: Directory,
    columns: Vec<Column>,
    may_edit: bool,
    is_by_item: bool,
    shape: Shape,
    lines: Vec<Option<Line>>,
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft
            && self.stored == other.stored
            && self.running == other.running
            && self.policy == other.policy
            && self.saved == other.saved
            && self.may_edit == other.may_edit
            && self.shape == other.shape
            && self.lines == other.lines
    }
}

impl List {
    pub(super) fn new(
        system: SystemContext<Features>,
        here: &Here,
        listed: Listed,
        may_edit: bool,
        due: bool,
        indexes: &Indexes,
    ) -> Self {
        let (policy, directory) = (system.policy.get(), system.directory.get());
        let columns = Column::of(listed, due);
        let (heads, lines) = match listed {
            Listed::Features => features(&policy, here),
            Listed::Everybody => everybody(&policy, &directory, here),
        };
        let corner = match listed {
            Listed::Features => "Name",
            Listed::Everybody => "User or group",
        };
        let names = columns.iter().map(|column| Head::new(column.name(), column.name()));
        let shape = Shape::new(corner, heads, names.collect());
        Self {
            system,
            saved: system.saved.get(),
            draft: indexes.draft.get(),
            stored: indexes.stored.get(),
            running: indexes.running.get(),
            policy,
            directory,
            columns,
            may_edit,
            is_by_item: listed == Listed::Everybody,
            shape,
            lines,
        }
    }

    fn line_at(&self, row: usize) -> Option<(&Line, &Feature)> {
        let line = self.lines.get(row)?.as_ref()?;
        Some((line, self.policy.feature(&line.feature)?))
    }

    fn entry(&self, line: &Line) -> Entry {
        self.policy.entry(line.who.id(), &line.feature)
    }

    fn changed_entry(&self, line: &Line) -> bool {
        self.entry(line) != self.saved.entry(line.who.id(), &line.feature)
    }

    fn shown(&self, index: &Index, line: &Line) -> Shown {
        let members = match &line.who {
            Principal::User(user) => {
                let user = self.directory.users.get(user);
                user.map(|user| Members::of_user(&self.directory, user)).unwrap_or_default()
            }
            Principal::Group(group) => Members::of_group(&self.directory, group),
            Principal::Post(_) | Principal::Team(_) => Members::default(),
        };
        let shown = index.shown(&members, &Circumstances::default(), &line.feature);
        shown.unwrap_or(Shown::Hidden)
    }

    fn face(&self, (row, column): CellPos) -> Option<CellView> {
        let column = *self.columns.get(column)?;
        let Some((line, feature)) = self.line_at(row) else {
            return Some(CellView { sign: Sign::Blank, ..CellView::default() });
        };
        let (entry, default) = (self.entry(line), self.policy.default_of(&feature.id));
        let was = self.saved.entry(line.who.id(), &line.feature);
        // R5
        let of_group = matches!(line.who, Principal::Group(_));
        let idle = of_group && feature.kind == Kind::Centres;
        let idle = idle.then(|| "a group has no say in a centre".into());
        let plain = |text: String| CellView {
            spoken: text.clone().into(),
            text: text.into(),
            sign: Sign::Blank,
            ..CellView::default()
        };
        Some(match column {
            Column::Value => {
                let face = entry_face(entry, default, entry.value != was.value);
                let text = format!("{} ▾", entry.value.name()).into();
                let off = face
                    .off
                    .or_else(|| (entry.is == Ticked::Unset).then(|| "Is Set is not ticked".into()));
                let spoken = entry.value.name().into();
                CellView { text, off: idle.or(off), spoken, ..face }
            }
            Column::IsSet => {
                let is_set = entry.is == Ticked::Set;
                CellView {
                    text: if is_set { "☑" } else { "☐" }.into(),
                    sign: Sign::Blank,
                    off: idle,
                    changed: entry.is != was.is,
                    spoken: box_words(entry.is).into(),
                    ..CellView::default()
                }
            }
            Column::Default => {
                let changed = default != self.saved.default_of(&feature.id);
                CellView { changed, ..plain(default.name().to_owned()) }
            }
            Column::Effective => {
                let now = self.shown(&self.draft, line);
                shown_face(now, now != self.shown(&self.stored, line))
            }
            Column::Stored => shown_face(self.shown(&self.stored, line), false),
            Column::Running => shown_face(self.shown(&self.running, line), false),
            Column::Category => plain(feature.category.clone()),
            Column::Description => plain(feature.description.clone()),
        })
    }

    /// What a text makes of the entry that a cell shows a part of.
    fn made_of(&self, (row, column): CellPos, text: &str) -> Parsed<Entry> {
        let Some((line, feature)) = self.line_at(row) else { return Parsed::Unknown };
        let now = self.entry(line);
        let read = match self.columns.get(column) {
            // A value alone is shown, ticked or not as before.
            Some(Column::Value) => parse(text).map(|it| match it.is {
                Ticked::Set => Entry { value: it.value, ..now },
                Ticked::Unset => it,
            }),
            Some(Column::IsSet) => parse_is_set(text).map(|is| Entry { is, ..now }),
            _ => Parsed::Unknown,
        };
        match read {
            Parsed::Value(entry) if !can_be(entry, feature.kind) => Parsed::Unknown,
            read => read,
        }
    }

    /// What a command makes of the entry of a row.
    fn put(&self, command: EntryOp, row: usize) -> Option<Edit> {
        let (line, feature) = self.line_at(row)?;
        let now = self.entry(line);
        let default = self.policy.default_of(&feature.id);
        let entry = command.on(now, feature.kind, default)?;
        let (who, feature) = (SubjectId::new(line.who.id()), line.feature.clone());
        (entry != now).then_some(Edit::Put { who, feature, entry })
    }
}

impl List {
    /// *Set all* while these cells are what a filter leaves.
    fn set_all(&self, value: Visibility, cells: &[CellPos]) {
        let lines = || cells.iter().filter_map(|(row, _)| self.lines.get(*row)?.as_ref());
        let Some(feature) = lines().map(|line| line.feature.clone()).next() else { return };
        let shown = collect_into(lines().map(|line| line.who.id().to_owned()));
        let (edits, hidden) = set_all(&self.directory, &feature, value, &shown);
        self.system.send_all(format!("{} for {} users", value.name(), edits.len()), edits);
        match hidden {
            0 => {}
            1 => {
                self.system.say.run("1 user whom the filter hides keeps what they have.".to_owned())
            }
            hidden => {
                let says = format!("{hidden} users whom the filter hides keep what they have.");
                self.system.say.run(says);
            }
        }
    }
}

/// A box of *Is Set* in words.
fn box_words(is: Ticked) -> &'static str {
    match is {
        Ticked::Set => SET,
        Ticked::Unset => NOT_SET,
    }
}

/// One subject's features of a kind.
fn features(policy: &Policy, here: &Here) -> (Vec<Head>, Vec<Option<Line>>) {
    let Some(who) = &here.who else { return (Vec::new(), Vec::new()) };
    let row = |feature: &Shared<Feature>| {
        let line = Line { who: who.clone(), feature: feature.id.clone() };
        (Head::new(&feature.id, feature.name.clone()), Some(line))
    };
    policy.of_kind(here.kind).map(row).unzip()
}

/// Users and groups for one feature.
fn everybody(
    policy: &Policy,
    directory: &Directory,
    here: &Here,
) -> (Vec<Head>, Vec<Option<Line>>) {
    let (mut heads, mut lines) = (Vec::new(), Vec::new());
    let feature = here.feature.as_ref().filter(|id| policy.feature(id).is_some());
    let Some(feature) = feature else { return (heads, lines) };
    let users = directory.users.iter().map(|it| Principal::User(it.id.clone()));
    let groups = directory.groups.iter().map(|it| Principal::Group(it.id.clone()));
    for (label, all) in [("Users", users.collect::<Vec<_>>()), ("Groups", groups.collect())] {
        if !all.is_empty() {
            heads.push(Head::new(label, label).parent());
            lines.push(None);
        }
        for who in all {
            heads.push(Head::new(who.id(), directory.name(&who)).at_depth(1));
            lines.push(Some(Line { who, feature: feature.clone() }));
        }
    }
    (heads, lines)
}

impl GridSource for List {
    type Command = Command;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        if !self.may_edit {
            return Vec::new();
        }
        let wrap = |Offer { what, label, keys, level, takes_back }| Offer {
            what: Command::Entry(what),
            label,
            keys,
            level,
            takes_back,
        };
        commands().into_iter().map(wrap).collect()
    }

    fn default_command(&self, (row, column): CellPos) -> Option<Command> {
        let is_tick = self.columns.get(column) == Some(&Column::IsSet);
        let turns = self.may_edit && is_tick && self.line_at(row).is_some();
        turns.then_some(Command::Entry(EntryOp::Turn))
    }

    fn choices(&self, (row, column): CellPos) -> Vec<Offer<Command>> {
        let is_value = self.columns.get(column) == Some(&Column::Value);
        let Some((_, feature)) = self.line_at(row).filter(|_| self.may_edit && is_value) else {
            return Vec::new();
        };
        let offered = SHOW.into_iter().filter(|value| feature.kind.offers().contains(value));
        let show =
            |value: Visibility| Offer::new(Command::Entry(EntryOp::Show(value)), value.name());
        offered.map(show).collect()
    }

    // R11
    fn head_commands(&self, column: usize) -> Vec<Offer<Command>> {
        let is_value = self.columns.get(column) == Some(&Column::Value);
        let feature = self.lines.iter().flatten().next();
        let feature = feature.and_then(|line| self.policy.feature(&line.feature));
        match feature.filter(|_| self.may_edit && self.is_by_item && is_value) {
            Some(feature) => {
                let offers = feature.kind.offers();
                let offered = SET_ALL.into_iter().filter(|(_, value)| offers.contains(value));
                offered.map(|(label, value)| Offer::new(Command::SetAll(value), label)).collect()
            }
            None => Vec::new(),
        }
    }

    fn run(&self, command: &Command, cells: &[CellPos]) {
        let command = match *command {
            Command::SetAll(value) => return self.set_all(value, cells),
            Command::Entry(command) => command,
        };
        let mut rows: Vec<usize> = cells.iter().map(|(row, _)| *row).collect();
        rows.dedup();
        let edits: Vec<Edit> = rows.into_iter().filter_map(|row| self.put(command, row)).collect();
        self.system.send_all(format!("{} entries of features", edits.len()), edits);
    }

    fn can_paste(&self) -> bool {
        self.may_edit
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        match parse(text) {
            Parsed::Unknown => parse_is_set(text).map(|is| box_words(is).to_owned()),
            read => read.map(Entry::words),
        }
    }

    fn read(&self, at: CellPos, text: &str) -> Parsed<String> {
        let Some((line, _)) = self.line_at(at.0) else { return Parsed::Unknown };
        let now = self.entry(line);
        match self.made_of(at, text) {
            // What is so already is said as it is now.
            Parsed::Value(entry) if entry == now => {
                self.now(at).map_or(Parsed::Unknown, Parsed::Value)
            }
            Parsed::Value(_) => Parsed::Value(text.to_owned()),
            Parsed::Blank => Parsed::Blank,
            Parsed::Unknown => Parsed::Unknown,
        }
    }

    fn now(&self, (row, column): CellPos) -> Option<String> {
        let (line, _) = self.line_at(row)?;
        let entry = self.entry(line);
        match self.columns.get(column)? {
            Column::Value => Some(entry.value.name().to_owned()),
            Column::IsSet => Some(box_words(entry.is).to_owned()),
            _ => None,
        }
    }

    fn paste(&self, cells: &[(CellPos, String)]) {
        let put = |(at, text): &(CellPos, String)| {
            let (line, _) = self.line_at(at.0)?;
            let Parsed::Value(entry) = self.made_of(*at, text) else { return None };
            let (who, feature) = (SubjectId::new(line.who.id()), line.feature.clone());
            Some((at.0, Edit::Put { who, feature, entry }))
        };
        // The value and the box of one entry come together.
        let mut edits: Vec<(usize, Edit)> = Vec::new();
        for (row, edit) in cells.iter().filter_map(put) {
            let before = edits.last_mut().filter(|(other, _)| *other == row);
            match (before, edit) {
                (Some((_, Edit::Put { entry, .. })), Edit::Put { entry: then, .. }) => {
                    entry.is = then.is;
                }
                (_, edit) => edits.push((row, edit)),
            }
        }
        let edits: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
        self.system.send_all(format!("paste {} entries", edits.len()), edits);
    }

    fn is_set(&self, row: usize) -> bool {
        self.line_at(row).is_some_and(|(line, _)| self.entry(line).is == Ticked::Set)
    }

    fn changed(&self, row: usize) -> bool {
        self.line_at(row).is_some_and(|(line, _)| self.changed_entry(line))
    }

    fn rank(&self, at: CellPos) -> u32 {
        let line = self.line_at(at.0).map(|(line, _)| line);
        match (self.columns.get(at.1), line) {
            (Some(Column::Effective), Some(line)) => 4 - self.shown(&self.draft, line) as u32,
            (Some(Column::IsSet), Some(line)) => u32::from(self.entry(line).is == Ticked::Set),
            (Some(Column::Value), Some(line)) => 3 - self.entry(line).value as u32,
            _ => 0,
        }
    }
}

//! All entries on one grid: resources, org units as a tree, by groups and users. The row of a type
//! has what groups are given on new resources of it.

use leptos::prelude::*;
use std::sync::Arc;

use super::entries::{ByResource, by_resource, find, level, seen, send, short};
use super::resource::ActingAs;
use super::tree::{Row, rows};
use crate::grid::{
    CellPos, CellView, Density, Effect, GridSource as _, GridState, Head, LegendEntry, Off, Offer,
    PolicyCells, PolicyGrid, Shape, Side, Sign,
};
use crate::state::context::SystemContext;
use crate::systems::grid_page::GridPage;
use whocan_core::directory::{Circumstances, Directory, Principal};
use whocan_core::model::Model;
use whocan_core::models::resources::input::{
    NO_DEFAULT, NO_ENTRY, edit, parse, with, without, words,
};
use whocan_core::models::resources::policy::{EntryKey, Given, Permission, Policy, ResourceType};
use whocan_core::models::resources::{Edit, Resources, VisibleResources};
use whocan_core::paste::Parsed;
use whocan_core::shared::Shared;

/// The focus is the resource and the group or user.
/// The grid's source as it is now.
pub(super) fn source(system: SystemContext<Resources>) -> Arc<dyn crate::grid::AnySource> {
    Arc::new(PolicyGrid(EntrySheet::new(system, None)))
}

pub(super) fn overview(system: SystemContext<Resources>) -> AnyView {
    let sheet = Memo::new(move |previous: Option<&PolicyGrid<EntrySheet>>| {
        PolicyGrid(EntrySheet::new(system, previous.map(|grid| &grid.0)))
    });
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state
        .with_widths(120.0, 240.0)
        .called("resources", "groups and users")
        .with_densities(Density::Comfortable, "overview.resources");
    let any = Signal::derive(move || {
        let some = system.policy.with(|policy| !policy.resources.is_empty());
        some && sheet.with(|sheet| !sheet.shape().columns.is_empty())
    });
    view! {
        <GridPage
            state
            title="Resource Access: overview"
            changes=true
            legend=letters_mean()
            any
            empty="There is no resource yet, or nobody: add resources in the editor, and people in the directory."
        >
            <ActingAs system />
        </GridPage>
    }
    .into_any()
}

/// What the letters of a cell stand for.
fn letters_mean() -> Vec<LegendEntry> {
    let entry =
        |(short, name): &(&str, &str)| LegendEntry::Short((*short).to_owned(), (*name).to_owned());
    Resources::INFO.short_forms.iter().map(entry).collect()
}

#[derive(Clone)]
struct EntrySheet {
    system: SystemContext<Resources>,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    directory: Directory,
    shape: Shared<Shape>,
    rows: Shared<Vec<Row>>,
    subjects: Shared<Vec<Principal>>,
    entries: Shared<ByResource>,
    saved_entries: Shared<ByResource>,
    asked: Circumstances,
    seen: Option<VisibleResources>,
}

impl PartialEq for EntrySheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.saved == other.saved
            && self.shape == other.shape
            && self.asked == other.asked
    }
}

impl EntrySheet {
    fn new(system: SystemContext<Resources>, previous: Option<&Self>) -> Self {
        let (policy, saved, directory) =
            (system.policy.get(), system.saved.get(), system.directory.get());
        let asked = system.asking.now();
        // R19
        let seen = seen(system);
        let known = previous.filter(|old| {
            old.policy.resources.same(&policy.resources)
                && old.seen == seen
                && old.directory.same(&directory)
                && old.policy.admins == policy.admins
        });
        let (shape, rows, subjects) = match known {
            Some(old) => (old.shape.clone(), old.rows.clone(), old.subjects.clone()),
            None => {
                let (heads, rows): (Vec<Head>, Vec<Row>) =
                    rows(&policy, seen.as_ref()).into_iter().unzip();
                let subjects = subjects(&directory);
                let head = |who: &Principal| {
                    let admin = matches!(who, Principal::User(id) if policy.admins.contains(id));
                    let name = directory.name(who);
                    let name = if admin { format!("{name} (admin)") } else { name };
                    let band = match who {
                        Principal::Group(_) => "Groups",
                        _ => "Users",
                    };
                    Head::new(who.id(), name).under(band)
                };
                let columns = subjects.iter().map(head).collect();
                let shape = Shape::new("Resource, group or user", heads, columns);
                (shape.into(), rows.into(), subjects.into())
            }
        };
        let entries = match previous.filter(|old| old.policy.entries.same(&policy.entries)) {
            Some(old) => old.entries.clone(),
            None => by_resource(&policy).into(),
        };
        let saved_entries = match previous.filter(|old| old.saved == saved) {
            Some(old) => old.saved_entries.clone(),
            None => by_resource(&saved).into(),
        };
        Self {
            system,
            policy,
            saved,
            directory,
            shape,
            rows,
            subjects,
            entries,
            saved_entries,
            asked,
            seen,
        }
    }

    fn cell(&self, (row, column): CellPos) -> Option<(&Row, &Principal)> {
        Some((self.rows.get(row)?, self.subjects.get(column)?))
    }

    /// What is set there now and what is saved.
    fn given(&self, row: &Row, who: &Principal) -> (Option<Given>, Option<Given>) {
        match row {
            Row::Resource(resource) => {
                let of = |all: &ByResource| find(all, &resource.id, who.id()).map(|it| it.given);
                (of(&self.entries), of(&self.saved_entries))
            }
            Row::Type(kind) => {
                (default(&self.policy, who, *kind), default(&self.saved, who, *kind))
            }
        }
    }

    /// Why a cell is grey.
    fn off(&self, row: &Row, who: &Principal) -> Option<Off> {
        let is_admin = matches!(who, Principal::User(id) if self.policy.admins.contains(id));
        match row {
            Row::Type(_) if matches!(who, Principal::User(_)) => {
                Some(Off::not_offered("defaults are for groups"))
            }
            _ if is_admin => Some(Off::no_effect("an admin account: its entries do not count")),
            Row::Type(_) => None,
            Row::Resource(resource) => {
                let entry = find(&self.entries, &resource.id, who.id())?;
                let idle = !entry.period.has(self.asked.on);
                if entry.counts(resource.kind).is_none() {
                    return Some(Off::no_effect("without Read it counts for nothing"));
                }
                let why = || format!("does not count now: {}", entry.period.words());
                idle.then(|| Off::no_effect(why()))
            }
        }
    }
}

/// What a group is given on new resources of a type.
fn default(policy: &Policy, who: &Principal, kind: ResourceType) -> Option<Given> {
    let Principal::Group(group) = who else { return None };
    let set = policy.defaults.get(group)?.get(&kind).copied()?;
    Some(Given::Set(set))
}

/// Whoever can have an entry: groups, then users.
fn subjects(directory: &Directory) -> Vec<Principal> {
    let groups = directory.groups.iter().map(|group| Principal::Group(group.id.clone()));
    let users = directory.users.iter().map(|user| Principal::User(user.id.clone()));
    groups.chain(users).collect()
}

/// What can be done with entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    /// A permission is given or taken; without Read the entry goes.
    Turn(Permission),
    Block,
    Clear,
}

impl EntrySheet {
    /// The edit that gives somebody this on a row, or why there is none.
    fn change(
        &self,
        row: &Row,
        who: &Principal,
        then: Option<Given>,
    ) -> Result<Option<Edit>, String> {
        let (now, _) = self.given(row, who);
        match row {
            Row::Resource(resource) => {
                Ok(edit(EntryKey { who: who.id().into(), on: resource.id.clone() }, now, then))
            }
            Row::Type(kind) => {
                let Principal::Group(group) = who else {
                    return Err("Defaults are for groups.".to_owned());
                };
                let set = match then {
                    Some(Given::Block) => return Err("A default is no Block.".to_owned()),
                    Some(Given::Set(set)) => set,
                    None => Default::default(),
                };
                Ok((now != then).then(|| Edit::SetDefault(group.clone(), *kind, set)))
            }
        }
    }
}

fn kind_of(row: &Row) -> ResourceType {
    match row {
        Row::Type(kind) => *kind,
        Row::Resource(resource) => resource.kind,
    }
}

impl PolicyCells for EntrySheet {
    type Value = Option<Given>;
    type Command = Command;
    /// A change, or why there is none.
    type Edit = Result<Option<Edit>, String>;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn value(&self, side: Side, at: CellPos) -> Option<Option<Given>> {
        let (row, who) = self.cell(at)?;
        let (now, was) = self.given(row, who);
        Some(match side {
            Side::Draft => now,
            Side::Saved => was,
        })
    }

    fn view(&self, at: CellPos, value: &Option<Given>) -> CellView {
        let Some((row, who)) = self.cell(at) else { return self.blank(at) };
        let off = self.off(row, who);
        let Some(given) = *value else {
            let spoken = match row {
                Row::Type(_) => NO_DEFAULT,
                Row::Resource(_) => NO_ENTRY,
            };
            let sign = Sign::Blank;
            return CellView { sign, off, spoken: spoken.into(), ..CellView::default() };
        };
        let mut spoken = given.words();
        let (now, was) = self.given(row, who);
        if let (Row::Resource(resource), true) = (row, now == was) {
            let entry = find(&self.entries, &resource.id, who.id());
            let entry = entry.filter(|entry| entry.period != Default::default());
            spoken.extend(entry.map(|entry| format!(", {}", entry.period.words())));
        }
        CellView {
            text: short(given).into(),
            level: Some(level(given)),
            off,
            spoken: spoken.into(),
            ..CellView::default()
        }
    }

    fn is_set(&self, _: CellPos, value: &Option<Given>) -> bool {
        value.is_some()
    }

    fn rank(&self, value: &Option<Given>) -> u32 {
        match value {
            None => 1,
            Some(Given::Block) => 0,
            Some(Given::Set(set)) => 1 + set.iter().count() as u32,
        }
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        const KEYS: [&[&str]; 7] = [&["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"]];
        let turn = |(keys, permission): (&'static [&'static str], Permission)| {
            let label = match permission {
                Permission::Read => "Turn Read; off, the entry goes".to_owned(),
                other => format!("Turn {}", other.name()),
            };
            Offer::new(Command::Turn(permission), label).keys(keys)
        };
        let turns = KEYS.into_iter().zip(Permission::ALL).map(turn);
        let others = [
            Offer::new(Command::Block, "Block").keys(&["B"]),
            Offer::new(Command::Clear, "Remove the entry").keys(&["Delete"]),
        ];
        turns.chain(others).collect()
    }

    fn default_command(&self, _: CellPos) -> Option<Command> {
        Some(Command::Turn(Permission::Read))
    }

    fn apply(&self, command: &Command, at: CellPos, first: CellPos) -> Option<Option<Given>> {
        let (row, who) = self.cell(at)?;
        let (now, _) = self.given(row, who);
        let has = |permission: Permission| {
            let first = self.value(Side::Draft, first).flatten();
            matches!(first, Some(Given::Set(set)) if set.has(permission))
        };
        Some(match *command {
            Command::Turn(permission) if has(permission) => without(now, permission),
            Command::Turn(permission) => with(now, permission, kind_of(row)),
            Command::Block => Some(Given::Block),
            Command::Clear => None,
        })
    }

    fn label(&self, _: &Command, _: CellPos, cells: usize) -> String {
        format!("{cells} entries")
    }

    fn parse(&self, text: &str) -> Parsed<Option<Given>> {
        parse(text)
    }

    fn read(&self, at: CellPos, text: &str) -> Parsed<Option<Given>> {
        let is_default = matches!(self.cell(at), Some((Row::Type(_), _)));
        match parse(text) {
            // A default is no Block.
            Parsed::Value(Some(Given::Block)) if is_default => Parsed::Unknown,
            read => read,
        }
    }

    fn words(&self, value: &Option<Given>) -> String {
        words(*value)
    }

    fn takes(&self, at: CellPos) -> bool {
        !matches!(self.cell(at), None | Some((Row::Type(_), Principal::User(_))))
    }

    fn edits(&self, at: CellPos, value: &Option<Given>) -> Vec<Self::Edit> {
        let change = self.cell(at).map(|(row, who)| self.change(row, who, *value));
        change.into_iter().collect()
    }

    fn send(&self, label: String, changes: Vec<Self::Edit>) {
        let (mut edits, mut refused) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                Ok(edit) => edits.extend(edit),
                Err(why) => refused.push(why),
            }
        }
        send(self.system, label, edits, refused);
    }

    fn foresee(&self, changes: Vec<Self::Edit>) -> Option<Effect> {
        self.system.foresee(changes.into_iter().flatten().flatten().collect())
    }
}

//! What User Group Processes holds: the catalogue of processes, what needs what, each group's
//! levels, All Secured Data, and who is System Admin. Knows nothing of resolving.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::codec::{AtLeast, CATALOGUE, Grid, OfferedLevels};
use crate::directory::{GroupId, Id, UserId, entity};
use crate::enum_set::EnumSet;
use crate::format::{
    Codec as _, Extra, Flag, List, Needed, Otherwise, Part, Reading, Restricts, Texts, Unread,
    names, object, parse,
};
use crate::model::{self, Heading};
use crate::shared::{Shared, adopt};

/// The id of a [`Process`].
pub type ProcessId = Id<Process>;
/// The id of a [`MainProcess`].
pub type MainId = Id<MainProcess>;

names! {
    /// A level of access. Ordered: each permits all that the one before it does.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Level {
        /// No access. The default of every cell.
        #[default]
        Deny = "Deny",
        /// View.
        Read = "Read",
        /// View and update.
        ReadWrite = "Read-Write",
        /// View, update and delete.
        ReadWriteDelete = "Read-Write-Delete",
    }
    unknown: "`{name}` is no level; there are {names}"
}

/// Which levels a process offers beside Deny, which is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered(EnumSet<Level>);

/// Every level, where nothing else is said.
impl Default for Offered {
    fn default() -> Self {
        Self::ALL
    }
}

impl Offered {
    /// Read, Read-Write and Read-Write-Delete.
    pub const ALL: Self = Self(EnumSet::ALL);

    /// Exactly these; Deny needs no mention.
    pub fn of(levels: impl IntoIterator<Item = Level>) -> Self {
        Self(EnumSet::of(levels).with(Level::Deny))
    }

    /// Whether the level can be had. Deny always can.
    pub fn has(self, level: Level) -> bool {
        self.0.has(level)
    }

    /// The offered levels above Deny, rising.
    pub fn levels(self) -> impl DoubleEndedIterator<Item = Level> {
        Level::ALL.into_iter().skip(1).filter(move |level| self.has(*level))
    }

    // R2: what is not offered goes to the next level down that is, at last to Deny.
    /// What a request for this level comes to.
    pub fn assign(self, wanted: Level) -> Level {
        self.levels().rfind(|level| *level <= wanted).unwrap_or_default()
    }

    /// The highest there is.
    pub fn highest(self) -> Level {
        self.assign(Level::ReadWriteDelete)
    }

    /// The lowest that is at least this, else the highest; `None` where only Deny is offered.
    pub fn at_least(self, level: Level) -> Option<Level> {
        self.levels().find(|offered| *offered >= level).or_else(|| self.levels().next_back())
    }
}

entity! {
    /// A Business Process.
    pub struct Process("process") {
        /// Which levels it offers.
        offered: Offered = OfferedLevels,
        /// Whether All Secured Data applies to it (field level security).
        secured: bool = Restricts("secured"),
        /// Whether its place in the catalogue was worked out rather than stated.
        inferred: bool = Flag("inferred"),
        /// The menu routes and links that it opens.
        routes: Vec<String> = Texts("routes"),
    }
}

entity! {
    /// A Main Business Process: a heading with its Business Processes.
    pub struct MainProcess("main process") {
        /// Its processes, in order.
        processes + unread: Vec<Process> = List("processes"); last,
        // R13: what restricts and cannot be read restricts.
        /// Whether System Admins have no more here than their groups give them.
        beyond_system_admin: bool = Restricts("beyondSystemAdmin"),
    }
}

impl Heading for MainProcess {
    type Item = Process;

    fn items(&self) -> &Vec<Process> {
        &self.processes
    }

    fn items_mut(&mut self) -> &mut Vec<Process> {
        &mut self.processes
    }
}

/// All processes under their main processes.
pub type Catalogue = model::Catalogue<MainProcess>;

object! {
    /// An interdependency: whoever holds `process` above Deny needs `needs` as well.
    pub struct Need {
        /// The dependent process.
        process: ProcessId = Needed("process", Otherwise::Kept),
        /// Its prerequisite.
        needs: ProcessId = Needed("needs", Otherwise::Kept),
        /// The level the prerequisite must have at least.
        at_least: Level = AtLeast,
        /// Whether the direction was worked out rather than stated.
        inferred: bool = Flag("inferred"),
    }
}

/// The levels one group is set to; what is absent is Deny.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The cells above Deny.
    pub cells: BTreeMap<ProcessId, Level>,
    /// What the file says beyond this, among it cells that no level could be made of.
    pub extra: Extra,
}

impl Row {
    /// The level a process is set to.
    pub fn get(&self, process: &ProcessId) -> Level {
        self.cells.get(process).copied().unwrap_or_default()
    }

    /// Whether the file has a cell here that could not be read.
    pub(crate) fn is_unread(&self, process: &ProcessId) -> bool {
        self.extra.has(process.as_str())
    }

    /// Sets a level; Deny leaves no trace. It takes the place of what could not be read.
    pub fn set(&mut self, process: &ProcessId, level: Level) {
        self.extra.remove(process.as_str());
        match level {
            Level::Deny => drop(self.cells.remove(process)),
            level => drop(self.cells.insert(process.clone(), level)),
        }
    }

    /// Whether there is nothing worth keeping in it.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.extra.is_empty()
    }
}

/// The parts of the section that hold rows of cells.
pub(super) const PARTS: [&str; 2] = ["levels", "secured"];

/// The rows of all groups that have one.
pub type Rows = BTreeMap<GroupId, Shared<Row>>;

object! {
    /// The model's section of a document.
    pub struct Policy {
        /// The processes.
        catalogue: Shared<Catalogue>,
        /// The interdependencies.
        + needs: Shared<Vec<Need>>,
        /// Interdependencies of the file that could not be read.
        + unread_needs: Unread = CATALOGUE,
        /// What each group is set to.
        levels: Shared<Rows> = Part(Grid("levels")),
        /// What each group is set to under All Secured Data.
        secured: Shared<Rows> = Part(Grid("secured")),
        /// The people whose account is flagged System Admin.
        system_admins: Shared<BTreeSet<UserId>> = Part(Texts("systemAdmins")),
    }
}

adopt!(Policy { catalogue, needs, levels, secured, system_admins; unread_needs, extra });
adopt!(Catalogue, Row);

impl Policy {
    /// The level that counts for a group: what it is set to, brought to what the process offers.
    pub fn level(&self, group: &GroupId, process: &ProcessId) -> Level {
        // R11: a stored level that is no longer offered stays stored and counts as assigned anew.
        let Some(found) = self.catalogue.item(process) else { return Level::Deny };
        found.offered.assign(self.stored(group, process))
    }

    /// The rows of one of [`PARTS`].
    pub(super) fn rows(&self, part: &str) -> &Shared<Rows> {
        if part == "secured" { &self.secured } else { &self.levels }
    }

    pub(super) fn rows_mut(&mut self, part: &str) -> &mut Shared<Rows> {
        if part == "secured" { &mut self.secured } else { &mut self.levels }
    }

    /// The level a group is set to in one of [`PARTS`], offered or not.
    pub(super) fn stored_in(&self, part: &str, group: &GroupId, process: &ProcessId) -> Level {
        self.rows(part).get(group).map(|row| row.get(process)).unwrap_or_default()
    }

    /// The level a group is set to, offered or not.
    pub fn stored(&self, group: &GroupId, process: &ProcessId) -> Level {
        self.stored_in("levels", group, process)
    }

    /// The level a group is set to under All Secured Data, offered or not.
    pub fn secured_level(&self, group: &GroupId, process: &ProcessId) -> Level {
        self.stored_in("secured", group, process)
    }

    /// The level under All Secured Data that counts for a group.
    pub(crate) fn data_level(&self, group: &GroupId, process: &ProcessId) -> Level {
        // R11: All Secured Data is lowered to what the process offers, as the process level is.
        let Some(found) = self.catalogue.item(process) else { return Level::Deny };
        found.offered.assign(self.secured_level(group, process))
    }

    /// Whether what the file has for a group on a process could not be read.
    pub(super) fn is_unread(&self, part: &str, group: &GroupId, process: &ProcessId) -> bool {
        let rows = self.rows(part);
        rows.get(group).is_some_and(|row| row.is_unread(process))
            || self.extra.within(part, group.as_str()).is_some() && !rows.contains_key(group)
    }

    /// The mark in the row of a main process.
    pub fn mark(&self, group: &GroupId, main: &MainProcess) -> Mark {
        let levels = main.processes.iter().map(|process| self.level(group, &process.id));
        Mark::of(&levels.collect::<Vec<_>>())
    }

    /// The shipped catalogue and interdependencies, nothing set.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Policy> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let reading = Reading::new();
            let json = parse(include_bytes!("catalogue/one-1.json"));
            json.ok().and_then(|json| Self::read(&reading.root(), &json)).unwrap_or_else(|| Self {
                catalogue: Shared::default(),
                needs: Shared::default(),
                unread_needs: Unread::default(),
                levels: Shared::default(),
                secured: Shared::default(),
                system_admins: Shared::default(),
                extra: Extra::new(),
            })
        })
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::shipped().clone()
    }
}

/// What the row of a main process shows, derived from its processes; never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A cross in the Deny column: everything is denied.
    Cross,
    /// A tick: every process has this level.
    Tick(Level),
    /// A tick in the column of the highest level; the processes differ, none is denied.
    Mixed(Level),
    /// A tick and a cross in the column of the highest level: some permitted, some denied.
    PermitDeny(Level),
}

impl Mark {
    // R4: the one column that carries a mark is that of the highest level permitted.
    /// The mark over these levels.
    pub fn of(levels: &[Level]) -> Self {
        let highest = levels.iter().copied().max().unwrap_or_default();
        if highest == Level::Deny {
            Self::Cross
        } else if levels.iter().all(|level| *level == highest) {
            Self::Tick(highest)
        } else if levels.contains(&Level::Deny) {
            Self::PermitDeny(highest)
        } else {
            Self::Mixed(highest)
        }
    }

    /// The column it stands in.
    pub fn column(self) -> Level {
        match self {
            Self::Cross => Level::Deny,
            Self::Tick(level) | Self::Mixed(level) | Self::PermitDeny(level) => level,
        }
    }

    /// Its stable name.
    pub fn name(self) -> String {
        match self {
            Self::Cross | Self::Tick(_) => self.column().name().to_owned(),
            Self::Mixed(level) => format!("mixed, up to {}", level.name()),
            Self::PermitDeny(level) => format!("Permit/Deny in {}", level.name()),
        }
    }
}

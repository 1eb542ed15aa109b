//! All entries on one grid: resources, org units as a tree, by groups and users. The row of a type
//! has what groups are given on new resources of it.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::{AnyView, Callable, untrack};

use super::entries::{ByResource, by_resource, find, seen, send, short, tone};
use super::tree::{Row, rows};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::grid::{
    At, Changes, Click, Face, GridState, Head, Shape, Sheet, Sign, Verb, grid, grid_tools,
};
use crate::ui::kit::tag::{Piece, Tag, all, bound, short_form, tag};
use whocan_core::directory::{Circumstances, Directory, Principal};
use whocan_core::model::Model;
use whocan_core::models::resources::input::{
    NO_DEFAULT, NO_ENTRY, edit, parse, with, without, words,
};
use whocan_core::models::resources::policy::{
    EntryKey, Given, Permission, Policy, Resource, ResourceType, in_words,
};
use whocan_core::models::resources::{Edit, Resources, VisibleResources};
use whocan_core::paste::Parsed;
use whocan_core::shared::Shared;

/// The focus is the resource and the group or user.
/// The grid's sheet as it is now.
pub(super) fn sheet(system: SystemContext<Resources>) -> Arc<dyn Sheet> {
    Arc::new(EntrySheet::new(system, None))
}

pub(super) fn overview(system: SystemContext<Resources>) -> AnyView {
    let sheet =
        Derived::new(move |previous: Option<&EntrySheet>| EntrySheet::new(system, previous));
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state.with_widths(120.0, 240.0);
    let nothing = Derived::new(move |_| {
        let none = system.policy.with(|policy| policy.resources.is_empty());
        none || sheet.with(|sheet| sheet.shape().columns.is_empty())
    });
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text("Resource Access: overview"))
        .child(system.asking.acting_as())
        .child(grid_tools(state, "resources", "groups and users", Changes::Offered))
        .child(letters_mean());
    let body = bound(move || {
        match nothing.get() {
        true => tag("p")
            .class("empty")
            .text("There is no resource yet, or nobody: add resources in the editor, and people in the directory.")
            .any(),
        false => untrack(|| grid(state, "Overview", Click::Focuses)),
    }
    });
    all([head.any(), body])
}

/// What the letters of a cell stand for.
fn letters_mean() -> Tag {
    let forms = Resources::INFO.short_forms.iter();
    tag("ul")
        .class("legend")
        .attr("aria-label", "What the letters mean")
        .children(forms.map(|(short, name)| short_form(short, name)))
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

    fn cell(&self, (row, column): At) -> Option<(&Row, &Principal)> {
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

    fn face(&self, at: At) -> Option<Face> {
        let (row, who) = self.cell(at)?;
        let (now, was) = self.given(row, who);
        let changed = now != was;
        let off = self.off(row, who);
        let Some(given) = now else {
            let spoken = match row {
                Row::Type(_) => NO_DEFAULT,
                Row::Resource(_) => NO_ENTRY,
            };
            let sign = Sign::Blank;
            return Some(Face { sign, off, changed, spoken: spoken.into(), ..Face::default() });
        };
        let mut spoken = given.words();
        if let (Row::Resource(resource), false) = (row, changed) {
            let entry = find(&self.entries, &resource.id, who.id());
            let entry = entry.filter(|entry| entry.period != Default::default());
            spoken.extend(entry.map(|entry| format!(", {}", entry.period.words())));
        }
        Some(Face {
            text: short(given).into(),
            tone: tone(given),
            off,
            changed,
            spoken: spoken.into(),
            ..Face::default()
        })
    }

    /// Why a cell is grey.
    fn off(&self, row: &Row, who: &Principal) -> Option<std::borrow::Cow<'static, str>> {
        let is_admin = matches!(who, Principal::User(id) if self.policy.admins.contains(id));
        match row {
            Row::Type(_) if matches!(who, Principal::User(_)) => {
                Some("defaults are for groups".into())
            }
            _ if is_admin => Some("an admin account: its entries do not count".into()),
            Row::Type(_) => None,
            Row::Resource(resource) => {
                let entry = find(&self.entries, &resource.id, who.id())?;
                let idle = !entry.period.has(self.asked.on);
                if entry.counts(resource.kind).is_none() {
                    return Some("without Read it counts for nothing".into());
                }
                idle.then(|| format!("does not count now: {}", entry.period.words()).into())
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

/// The permission that a verb turns.
fn turned(verb: &str) -> Option<Permission> {
    let number: usize = verb.parse().ok()?;
    Permission::ALL.get(number.checked_sub(1)?).copied()
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

    fn send(&self, label: String, changes: Vec<(&Row, &Principal, Option<Given>)>) {
        let (mut edits, mut refused) = (Vec::new(), Vec::new());
        for (row, who, then) in changes {
            match self.change(row, who, then) {
                Ok(edit) => edits.extend(edit),
                Err(why) => refused.push(why),
            }
        }
        send(self.system, label, edits, refused);
    }
}

fn kind_of(row: &Row) -> ResourceType {
    match row {
        Row::Type(kind) => *kind,
        Row::Resource(resource) => resource.kind,
    }
}

impl Sheet for EntrySheet {
    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn verbs(&self) -> Vec<Verb> {
        const KEYS: [&[&str]; 7] = [&["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"]];
        const IDS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];
        let turn =
            |((id, keys), permission): ((&'static str, &'static [&'static str]), Permission)| {
                let label = match permission {
                    Permission::Read => "Turn Read; off, the entry goes".into(),
                    other => format!("Turn {}", other.name()).into(),
                };
                Verb { id, label, keys }
            };
        let mut verbs: Vec<Verb> =
            IDS.into_iter().zip(KEYS).zip(Permission::ALL).map(turn).collect();
        verbs.push(Verb { id: "block", label: "Block".into(), keys: &["B", "b"] });
        verbs.push(Verb { id: "clear", label: "Remove the entry".into(), keys: &["Delete"] });
        verbs
    }

    fn default_verb(&self, _: At) -> Option<&'static str> {
        Some("1")
    }

    fn run(&self, verb: &str, cells: &[At]) {
        let cells: Vec<(&Row, &Principal)> = cells.iter().filter_map(|at| self.cell(*at)).collect();
        let has = |(row, who): &(&Row, &Principal), permission: Permission| matches!(self.given(row, who).0, Some(Given::Set(set)) if set.has(permission));
        let turned = turned(verb);
        let on = turned.is_some_and(|it| cells.first().is_some_and(|cell| !has(cell, it)));
        let then = |row: &Row, who: &Principal| -> Option<Given> {
            let (now, _) = self.given(row, who);
            match (turned, verb) {
                (Some(permission), _) if on => with(now, permission, kind_of(row)),
                (Some(permission), _) => without(now, permission),
                (None, "block") => Some(Given::Block),
                _ => None,
            }
        };
        let label = format!("{} entries", cells.len());
        let changes = cells.iter().map(|(row, who)| (*row, *who, then(row, who)));
        self.send(label, changes.collect());
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        parse(text).map(words)
    }

    fn read(&self, at: At, text: &str) -> Parsed<String> {
        let is_default = matches!(self.cell(at), Some((Row::Type(_), _)));
        match parse(text) {
            // A default is no Block.
            Parsed::Value(Some(Given::Block)) if is_default => Parsed::Unknown,
            read => read.map(words),
        }
    }

    fn now(&self, at: At) -> Option<String> {
        let (row, who) = self.cell(at)?;
        let takes = !matches!((row, who), (Row::Type(_), Principal::User(_)));
        takes.then(|| words(self.given(row, who).0))
    }

    fn paste(&self, cells: &[(At, String)]) {
        let change = |(at, text): &(At, String)| {
            let (row, who) = self.cell(*at)?;
            match parse(text) {
                Parsed::Value(then) => Some((row, who, then)),
                _ => None,
            }
        };
        let changes = cells.iter().filter_map(change).collect();
        self.send(format!("paste {} entries", cells.len()), changes);
    }

    fn is_set(&self, row: usize) -> bool {
        match self.rows.get(row) {
            Some(Row::Resource(resource)) => self.entries.contains_key(&resource.id),
            Some(Row::Type(kind)) => {
                self.policy.defaults.values().any(|by_type| by_type.contains_key(kind))
            }
            None => false,
        }
    }

    fn changed(&self, row: usize) -> bool {
        let Some(found) = self.rows.get(row) else { return false };
        match found {
            Row::Resource(resource) => {
                self.entries.get(&resource.id) != self.saved_entries.get(&resource.id)
                    && (0..self.subjects.len())
                        .any(|at| self.face((row, at)).is_some_and(|face| face.changed))
            }
            Row::Type(_) => {
                self.policy.defaults != self.saved.defaults
                    && self.subjects.iter().any(|who| {
                        let (now, was) = self.given(found, who);
                        now != was
                    })
            }
        }
    }

    fn rank(&self, at: At) -> u32 {
        let given = self.cell(at).and_then(|(row, who)| self.given(row, who).0);
        match given {
            None => 1,
            Some(Given::Block) => 0,
            Some(Given::Set(set)) => 1 + set.iter().count() as u32,
        }
    }
}

/// An entry in words, for lists.
pub(super) fn said(given: Given) -> String {
    match given {
        Given::Block => "Block: nothing, and nothing from above".to_owned(),
        Given::Set(set) => in_words(set),
    }
}

/// Whether something is a resource of this type.
pub(super) fn is_unit(resource: &Resource) -> bool {
    resource.kind == ResourceType::OrgUnit
}

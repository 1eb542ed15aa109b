//! What is done to entries: to those that are selected by keys and menus, to all that are listed by the
//! heads.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::page::Page;
use super::sections::Key;
use crate::components::Ticked as Tick;
use crate::state::Notice;
use whocan_core::directory::Principal;
use whocan_core::models::features::Edit;
use whocan_core::models::features::input::{EntryOp, set_all};
use whocan_core::models::features::policy::{Entry, Kind, SubjectId, Ticked, Visibility};
use whocan_core::shared::collect_into;

/// *Set all* on the head of the values.
pub(super) const SET_ALL: [(&str, Visibility); 3] = [
    ("Set all visible", Visibility::Visible),
    ("Set all read only", Visibility::ReadOnly),
    ("Set all hidden", Visibility::Hidden),
];

/// What *Set all* would send, and what it leaves alone.
pub(super) struct Whole {
    pub(super) label: String,
    pub(super) edits: Vec<Edit>,
    /// How many rows the search hides, which stay as they are.
    pub(super) hidden: usize,
}

impl Page {
    /// What a key does, where it does anything.
    pub(super) fn op_of(key: &str) -> Option<EntryOp> {
        Some(match key {
            "v" | "V" => EntryOp::Set(Visibility::Visible),
            "r" | "R" => EntryOp::Set(Visibility::ReadOnly),
            "h" | "H" => EntryOp::Set(Visibility::Hidden),
            "s" | "S" => EntryOp::Turn,
            "Delete" | "Backspace" => EntryOp::Clear,
            _ => return None,
        })
    }

    /// What something makes of the entry of a row; none where that is so already or cannot be.
    fn put(self, op: EntryOp, key: &Key) -> Option<Edit> {
        let (who, feature) = untrack(|| self.pair(key))?;
        let facts = self.facts.get_untracked();
        let kind = facts.policy.feature(&feature)?.kind;
        let now = facts.entry(&who, &feature);
        let entry = op.on(now, kind, facts.policy.default_of(&feature))?;
        let who = SubjectId::new(who.id());
        (entry != now).then_some(Edit::Put(who, feature, entry))
    }

    /// Does something with these rows, as one step.
    pub(super) fn run(self, op: EntryOp, keys: &[Key]) {
        if !self.may_edit.get_untracked() {
            return;
        }
        let edits: Vec<Edit> = keys.iter().filter_map(|key| self.put(op, key)).collect();
        self.system.send_all(format!("{} entries of features", edits.len()), edits);
    }

    /// The rows that are listed, those of folded sections too, and how many the search hides. By item
    /// the users: what is done to all leaves groups alone.
    fn listed(self) -> (Vec<Key>, usize) {
        let by_item = self.scope.with(|here| here.by_item);
        let is_group = |key: &Key| matches!(key, Key::Subject(Principal::Group(_)));
        self.sections.with(|all| {
            let keys = all.iter().flat_map(|section| &section.rows);
            let keys: Vec<Key> = keys.filter(|key| !by_item || !is_group(key)).cloned().collect();
            let hidden = match by_item {
                true => self.facts.with(|it| it.directory.users.len()).saturating_sub(keys.len()),
                false => all.iter().map(|section| section.hidden).sum(),
            };
            (keys, hidden)
        })
    }

    /// How many rows are listed, and how many the search hides.
    pub(super) fn count(self) -> (usize, usize) {
        let (keys, hidden) = self.listed();
        (keys.len(), hidden)
    }

    /// What *Set all* would do.
    // R11
    pub(super) fn set_all(self, value: Visibility) -> Option<Whole> {
        untrack(|| {
            let here = self.here.get();
            let (keys, hidden) = self.listed();
            if !here.by_item {
                let put = |key: &Key| self.put(EntryOp::Set(value), key);
                let edits: Vec<Edit> = keys.iter().filter_map(put).collect();
                let label =
                    format!("{}: all {} {}", self.who_is_it(), here.kind.name(), value.name());
                return Some(Whole { label, edits, hidden });
            }
            let shown: BTreeSet<String> = collect_into(keys.iter().filter_map(|key| match key {
                Key::Subject(who) => Some(who.id().to_owned()),
                Key::Feature(_) => None,
            }));
            let feature = here.feature?;
            let directory = &self.facts.get().directory;
            let (edits, hidden) = set_all(directory, &feature, value, &shown);
            let label = format!("{} for {} users", value.name(), edits.len());
            Some(Whole { label, edits, hidden })
        })
    }

    /// Does *Set all*, and says whom the search keeps out of it.
    pub(super) fn run_set_all(self, value: Visibility) {
        let Some(Whole { label, edits, hidden, .. }) = self.set_all(value) else { return };
        self.system.send_all(label, edits);
        self.say_hidden(hidden);
    }

    fn say_hidden(self, hidden: usize) {
        let by_item = self.here.with_untracked(|here| here.by_item);
        let says = match (hidden, by_item) {
            (0, _) => return,
            (1, true) => "1 user whom the filter hides keeps what they have.".to_owned(),
            (1, false) => "1 row that the filter hides keeps what it has.".to_owned(),
            (hidden, true) => format!("{hidden} users whom the filter hides keep what they have."),
            (hidden, false) => format!("{hidden} rows that the filter hides keep what they have."),
        };
        self.system.say.run(Notice::Done(says));
    }

    /// Whether *Is Set* is ticked for all that are listed, for some or for none.
    pub(super) fn all_set(self) -> Tick {
        let facts = self.facts.get();
        let (keys, _) = self.listed();
        let is_set = |key: &&Key| {
            let pair = self.pair(key);
            pair.is_some_and(|(who, feature)| facts.entry(&who, &feature).is == Ticked::Set)
        };
        match keys.iter().filter(is_set).count() {
            0 => Tick::Off,
            set if set == keys.len() => Tick::On,
            _ => Tick::Some,
        }
    }

    /// Ticks *Is Set* for all that are listed, each with the value that it shows, or for none.
    pub(super) fn tick_all(self, on: bool) {
        if !self.may_edit.get_untracked() {
            return;
        }
        let (keys, hidden) = untrack(|| self.listed());
        let facts = self.facts.get_untracked();
        let edit = |key: &Key| {
            let (who, feature) = untrack(|| self.pair(key))?;
            let kind: Kind = facts.policy.feature(&feature)?.kind;
            let now = facts.entry(&who, &feature);
            let entry = match on {
                true if now.is == Ticked::Set => now,
                true => Entry::set(kind.counts(now.value)),
                false => Entry::unset(now.value),
            };
            let who = SubjectId::new(who.id());
            (entry != now).then_some(Edit::Put(who, feature, entry))
        };
        let edits: Vec<Edit> = keys.iter().filter_map(edit).collect();
        let verb = if on { "set" } else { "not set" };
        self.system.send_all(format!("{} entries {verb}", edits.len()), edits);
        self.say_hidden(hidden);
    }
}

//! What is listed, and under which headings: a subject's features by category, or users and groups for one
//! item; of them what a search leaves.

use std::sync::Arc;

use leptos::prelude::*;

use super::page::{Facts, Here, Page};
use crate::components::GridLine;
use whocan_core::directory::Principal;
use whocan_core::models::features::policy::{FeatureId, Kind};
use whocan_core::text;
use whocan_core::text::SearchText;

/// What a row is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    /// A feature of whoever is looked at.
    Feature(FeatureId),
    /// A user or group on the item that is looked at.
    Subject(Principal),
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Section {
    /// The heading; empty for none.
    pub(super) name: String,
    pub(super) rows: Vec<Key>,
    /// How many more there are that the search does not find.
    pub(super) hidden: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// The heading of a section, by its place.
    Heading(usize, bool),
    /// A row, and whether it stands under a heading.
    Row(Key, bool),
}

impl Line {
    pub(super) fn of_grid(&self) -> GridLine {
        match self {
            Self::Heading(_, open) => GridLine::Heading { open: *open },
            Self::Row(_, true) => GridLine::Under,
            Self::Row(_, false) => GridLine::Row,
        }
    }
}

/// What features without a category stand under where others have one.
const NO_CATEGORY: &str = "No category";

/// The sections of what is looked at.
pub(super) fn sections(here: &Here, facts: &Facts, find: &str) -> Vec<Section> {
    let text = SearchText::new(find);
    let mut found = if here.by_item { everybody(facts) } else { features(here, facts) };
    if !text.is_blank() {
        for section in &mut found {
            let all = section.rows.len();
            section.rows.retain(|key| text.is_in(&name_of(facts, key)));
            section.hidden = all - section.rows.len();
        }
    }
    found
}

/// What a row is called.
pub(super) fn name_of(facts: &Facts, key: &Key) -> String {
    match key {
        Key::Feature(id) => {
            facts.policy.feature(id).map(|feature| feature.name.clone()).unwrap_or_default()
        }
        Key::Subject(who) => facts.directory.name(who),
    }
}

fn features(here: &Here, facts: &Facts) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for feature in facts.policy.of_kind(here.kind) {
        let key = Key::Feature(feature.id.clone());
        match found.iter_mut().find(|section| section.name == feature.category) {
            Some(section) => section.rows.push(key),
            None => {
                let name = feature.category.clone();
                found.push(Section { name, rows: vec![key], hidden: 0 });
            }
        }
    }
    if found.len() > 1 {
        let none = found.iter_mut().filter(|section| section.name.is_empty());
        none.for_each(|section| section.name = NO_CATEGORY.to_owned());
    }
    found
}

fn everybody(facts: &Facts) -> Vec<Section> {
    let directory = &facts.directory;
    let users = directory.users.iter().map(|it| Key::Subject(Principal::User(it.id.clone())));
    let groups = directory.groups.iter().map(|it| Key::Subject(Principal::Group(it.id.clone())));
    let of = |name: &str, rows: Vec<Key>| Section { name: name.to_owned(), rows, hidden: 0 };
    let all = [of("Users", users.collect()), of("Groups", groups.collect())];
    all.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

/// How long a section is at most that is unfolded from the start, where the list is long.
const SHORT: usize = 10;
const LONG: usize = 40;

impl Page {
    /// What a section's fold is remembered by.
    pub(super) fn fold_key(self, name: &str) -> String {
        self.scope.with(|here| match here.by_item {
            true => name.to_owned(),
            false => format!("{}: {name}", here.kind.name()),
        })
    }

    fn is_open(self, section: &Section, long: bool) -> bool {
        let chosen = self.folds.with(|folds| folds.get(&self.fold_key(&section.name)).copied());
        // What is searched for is to be seen.
        let searched = self.find.with(|find| !text::is_blank(find));
        let short = !long || section.rows.len() <= SHORT;
        searched || chosen.unwrap_or_else(|| short || self.scope.with(|here| here.by_item))
    }

    /// Folds a section, or unfolds it.
    pub(super) fn fold(self, name: &str, open: bool) {
        let key = untrack(|| self.fold_key(name));
        self.folds.update(|folds| {
            folds.insert(key, open);
        });
    }

    /// Folds all sections, or unfolds them.
    pub(super) fn fold_all(self, open: bool) {
        let names: Vec<String> = self
            .sections
            .with_untracked(|all| all.iter().map(|section| section.name.clone()).collect());
        names.iter().for_each(|name| self.fold(name, open));
    }

    /// The lines: headings, and the rows of those that are unfolded.
    pub(super) fn lines(self) -> Memo<Arc<Vec<Line>>> {
        Memo::new(move |_| {
            let sections = self.sections.get();
            let all: usize = sections.iter().map(|it| it.rows.len() + it.hidden).sum();
            let mut lines = Vec::new();
            for (at, section) in sections.iter().enumerate() {
                let under = !section.name.is_empty();
                let open = !under || self.is_open(section, all > LONG);
                if under && !section.rows.is_empty() {
                    lines.push(Line::Heading(at, open));
                }
                if open {
                    let rows = section.rows.iter().cloned();
                    lines.extend(rows.map(|key| Line::Row(key, under)));
                }
            }
            Arc::new(lines)
        })
    }

    /// The row that is looked at.
    pub(super) fn key(self) -> Option<Key> {
        self.here.with(|here| match here.by_item {
            true => here.who.clone().map(Key::Subject),
            false => here.feature.clone().map(Key::Feature),
        })
    }

    /// The place of the section that a row stands in.
    pub(super) fn section_of(self, key: &Key) -> Option<usize> {
        self.sections.with(|all| all.iter().position(|section| section.rows.contains(key)))
    }

    /// Where a search hides the row that is looked at, the first that is shown takes its place. A search
    /// ends where another kind of list begins, however one came there.
    pub(super) fn follow_search(self) {
        Effect::new(move |before: Option<(bool, Kind)>| {
            let list = self.scope.with(|here| (here.by_item, here.kind));
            let sections = self.sections.get();
            if self.find.with(|find| text::is_blank(find)) {
                return list;
            }
            if before.is_some_and(|before| before != list) {
                self.leave_list();
                return list;
            }
            let mut shown = sections.iter().flat_map(|section| &section.rows);
            let is_shown = untrack(|| self.key()).is_some_and(|key| shown.any(|it| *it == key));
            let first = sections.iter().flat_map(|section| &section.rows).next();
            if let Some(first) = first.filter(|_| !is_shown) {
                self.go_to_row(first.clone());
            }
            list
        });
    }

    /// Looks at a row of the list.
    pub(super) fn go_to_row(self, key: Key) {
        self.go(|here| match key {
            Key::Feature(feature) => here.feature = Some(feature),
            Key::Subject(who) => here.who = Some(who),
        });
    }

    /// Shows the row that the address names, where its section is folded.
    pub(super) fn follow_focus(self) {
        Effect::new(move |_| {
            let key = self.here.with(|_| untrack(|| self.key()));
            let Some(key) = key else { return };
            let name = untrack(|| {
                let at = self.section_of(&key)?;
                self.sections.with(|all| all.get(at).map(|section| section.name.clone()))
            });
            let Some(name) = name else { return };
            let folded = untrack(|| {
                let all = self.sections.get();
                let count: usize = all.iter().map(|it| it.rows.len() + it.hidden).sum();
                let section = all.iter().find(|section| section.name == name);
                section.is_some_and(|section| !self.is_open(section, count > LONG))
            });
            if folded {
                self.fold(&name, true);
            }
        });
    }
}

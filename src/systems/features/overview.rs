//! Everything on one grid: the features by kind and category as rows, users and groups as columns.

use leptos::prelude::{AnyView, Callable, untrack};
use std::ops::Range;
use std::sync::Arc;

use super::words::{TURN, action, entry_face, verbs};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::grid::{
    At, Changes, Click, Face, GridState, Head, Shape, Sheet, Sign, Verb, grid, grid_tools,
};
use crate::ui::kit::tag::{Piece, all, bound, tag};
use whocan_core::directory::Directory;
use whocan_core::models::features::input::{can_be, parse};
use whocan_core::models::features::policy::{
    Entry, Feature, FeatureId, Kind, Policy, SubjectId, Ticked,
};
use whocan_core::models::features::{Edit, Features};
use whocan_core::paste::Parsed;
use whocan_core::shared::Shared;

/// The focus is the feature and the user or group.
/// The grid's sheet as it is now.
pub(super) fn sheet(system: SystemContext<Features>) -> Arc<dyn Sheet> {
    Arc::new(Matrix::new(system, None))
}

pub(super) fn overview(system: SystemContext<Features>) -> AnyView {
    let sheet = Derived::new(move |previous: Option<&Matrix>| Matrix::new(system, previous));
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state.with_widths(116.0, 264.0);
    let nobody = Derived::new(move |_| sheet.with(|sheet| sheet.shape().columns.is_empty()));
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text("Feature Permissions: overview"))
        .child(grid_tools(state, "features", "users and groups", Changes::Offered));
    let body = bound(move || match nobody.get() {
        true => tag("p")
            .class("empty")
            .text("There is nobody yet: add users and groups in the directory.")
            .any(),
        false => untrack(|| grid(state, "Overview", Click::Focuses)),
    });
    all([head.any(), body])
}

#[derive(Clone)]
struct Matrix {
    system: SystemContext<Features>,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    shape: Shared<Shape>,
    /// The feature of each row; none for a kind or category.
    rows: Shared<Vec<Option<FeatureId>>>,
    subjects: Shared<Vec<SubjectId>>,
    /// From which column on they are groups.
    groups: usize,
}

impl PartialEq for Matrix {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy && self.saved == other.saved && self.shape == other.shape
    }
}

impl Matrix {
    fn new(system: SystemContext<Features>, previous: Option<&Self>) -> Self {
        let (policy, saved) = (system.policy.get(), system.saved.get());
        let (heads, rows) = features(&policy);
        let (subjects, columns, groups) = system.directory.with(columns);
        let shape = Shape::new("Feature, user or group", heads, columns);
        let same = previous.map(|previous| &previous.shape).filter(|old| ***old == shape);
        let shape = same.cloned().unwrap_or_else(|| shape.into());
        let (rows, subjects) = (rows.into(), subjects.into());
        Self { system, policy, saved, shape, rows, subjects, groups }
    }

    fn cell(&self, (row, column): At) -> Option<(&Feature, &SubjectId)> {
        let feature = self.policy.feature(self.rows.get(row)?.as_ref()?)?;
        Some((feature, self.subjects.get(column)?))
    }

    fn face(&self, at: At) -> Option<Face> {
        let who = self.subjects.get(at.1)?;
        let Some((feature, _)) = self.cell(at) else {
            return Some(Face { sign: Sign::Blank, ..Face::default() });
        };
        let now = self.policy.entry(who.as_str(), &feature.id);
        let changed = now != self.saved.entry(who.as_str(), &feature.id);
        let face = entry_face(now, self.policy.default_of(&feature.id), changed);
        // R5: it can be edited, and has no effect.
        let idle = feature.kind == Kind::Centres && at.1 >= self.groups;
        match idle && now.is == Ticked::Set {
            true => Some(Face { off: Some("a group has no say in a centre".into()), ..face }),
            false => Some(face),
        }
    }

    fn edits(&self, verb: &str, cells: &[At]) -> Vec<Edit> {
        let edit = |at: &At| {
            let (feature, who) = self.cell(*at)?;
            let now = self.policy.entry(who.as_str(), &feature.id);
            let default = self.policy.default_of(&feature.id);
            let entry = action(verb)?.on(now, feature.kind, default)?;
            let (who, feature) = (who.clone(), feature.id.clone());
            (entry != now).then_some(Edit::Put { who, feature, entry })
        };
        cells.iter().filter_map(edit).collect()
    }

    /// The entries of a row.
    fn row(&self, row: usize) -> impl Iterator<Item = (Entry, Entry)> {
        let feature = self.rows.get(row).and_then(Option::as_ref);
        feature.into_iter().flat_map(move |id| {
            self.subjects.iter().map(move |who| {
                (self.policy.entry(who.as_str(), id), self.saved.entry(who.as_str(), id))
            })
        })
    }
}

/// The kinds with their categories and features, as a tree of rows.
fn features(policy: &Policy) -> (Vec<Head>, Vec<Option<FeatureId>>) {
    let (mut heads, mut rows) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        let mut categories: Vec<&str> = Vec::new();
        for feature in policy.of_kind(kind) {
            if !categories.contains(&feature.category.as_str()) {
                categories.push(&feature.category);
            }
        }
        if !categories.is_empty() {
            heads.push(Head::new(kind.name(), kind.name()).parent());
            rows.push(None);
        }
        for category in categories {
            let depth = if category.is_empty() { 1 } else { 2 };
            if !category.is_empty() {
                let key = format!("{}: {category}", kind.name());
                heads.push(Head::new(key, category).at_depth(1).parent());
                rows.push(None);
            }
            for feature in policy.of_kind(kind).filter(|it| it.category == category) {
                heads.push(Head::new(&feature.id, feature.name.clone()).at_depth(depth));
                rows.push(Some(feature.id.clone()));
            }
        }
    }
    (heads, rows)
}

/// The users, then the groups, and from which column on these stand.
fn columns(directory: &Directory) -> (Vec<SubjectId>, Vec<Head>, usize) {
    let users = directory.users.iter().map(|user| (user.id.to_string(), &user.name, "Users"));
    let groups = directory.groups.iter().map(|it| (it.id.to_string(), &it.name, "Groups"));
    let (mut subjects, mut heads) = (Vec::new(), Vec::new());
    for (id, name, band) in users.chain(groups) {
        heads.push(Head::new(&id, name.clone()).under(band));
        subjects.push(SubjectId::from(id));
    }
    (subjects, heads, directory.users.len())
}

impl Sheet for Matrix {
    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn verbs(&self) -> Vec<Verb> {
        verbs()
    }

    fn default_verb(&self, at: At) -> Option<&'static str> {
        self.cell(at).map(|_| TURN)
    }

    fn run(&self, verb: &str, cells: &[At]) {
        let edits = self.edits(verb, cells);
        self.system.send_all(format!("{} entries of features", edits.len()), edits);
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        parse(text).map(Entry::words)
    }

    // R8: what the kind does not offer cannot be set.
    fn read(&self, at: At, text: &str) -> Parsed<String> {
        let Some((feature, _)) = self.cell(at) else { return Parsed::Unknown };
        match parse(text) {
            Parsed::Value(it) if !can_be(it, feature.kind) => Parsed::Unknown,
            read => read.map(Entry::words),
        }
    }

    fn now(&self, at: At) -> Option<String> {
        let (feature, who) = self.cell(at)?;
        Some(self.policy.entry(who.as_str(), &feature.id).words())
    }

    fn paste(&self, cells: &[(At, String)]) {
        let put = |(at, text): &(At, String)| {
            let (feature, who) = self.cell(*at)?;
            let Parsed::Value(entry) = parse(text) else { return None };
            Some(Edit::Put { who: who.clone(), feature: feature.id.clone(), entry })
        };
        let edits = cells.iter().filter_map(put).collect();
        self.system.send_all(format!("paste {} cells", cells.len()), edits);
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, Some("groups"))
    }

    fn make(&self, _: &[String], columns: &[String]) {
        self.system.add_groups.run(columns.to_vec());
    }

    fn is_set(&self, row: usize) -> bool {
        self.row(row).any(|(now, _)| now.is == Ticked::Set)
    }

    fn changed(&self, row: usize) -> bool {
        self.row(row).any(|(now, before)| now != before)
    }

    fn rank(&self, at: At) -> u32 {
        let entry = self.cell(at).map(|(it, who)| self.policy.entry(who.as_str(), &it.id));
        entry.and_then(Entry::counting).map_or(0, |value| 3 - value as u32)
    }
}

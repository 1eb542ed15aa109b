//! Everything on one grid: the features by kind and category as rows, users and groups as columns.

use leptos::prelude::*;
use std::sync::Arc;

use super::words::{commands, entry_face};
use crate::grid::{
    CellPos, CellView, Density, Effect, GridSource as _, GridState, Head, Off, Offer, PolicyCells,
    PolicyGrid, Shape, Side,
};
use crate::state::context::SystemContext;
use crate::systems::grid_page::GridPage;
use whocan_core::directory::Directory;
use whocan_core::models::features::input::{EntryOp, can_be, parse};
use whocan_core::models::features::policy::{
    Entry, Feature, FeatureId, Kind, Policy, SubjectId, Ticked,
};
use whocan_core::models::features::{Edit, Features};
use whocan_core::paste::Parsed;
use whocan_core::shared::Shared;

/// The grid's source as it is now.
pub(super) fn source(system: SystemContext<Features>) -> Arc<dyn crate::grid::AnySource> {
    Arc::new(PolicyGrid(Matrix::new(system, None)))
}

/// The focus is the feature and the user or group.
pub(super) fn overview(system: SystemContext<Features>) -> AnyView {
    let sheet = Memo::new(move |previous: Option<&PolicyGrid<Matrix>>| {
        PolicyGrid(Matrix::new(system, previous.map(|grid| &grid.0)))
    });
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state
        .with_widths(116.0, 264.0)
        .called("features", "users and groups")
        .with_densities(Density::Comfortable, "overview.features");
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape().columns.is_empty()));
    view! {
        <GridPage
            state
            title="Feature Permissions: overview"
            changes=true
            any
            empty="There is nobody yet: add users and groups in the directory."
        />
    }
    .into_any()
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

    fn cell(&self, (row, column): CellPos) -> Option<(&Feature, &SubjectId)> {
        let feature = self.policy.feature(self.rows.get(row)?.as_ref()?)?;
        Some((feature, self.subjects.get(column)?))
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

impl PolicyCells for Matrix {
    type Value = Entry;
    type Command = EntryOp;
    type Edit = Edit;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn value(&self, side: Side, at: CellPos) -> Option<Entry> {
        let (feature, who) = self.cell(at)?;
        let policy = match side {
            Side::Draft => &self.policy,
            Side::Saved => &self.saved,
        };
        Some(policy.entry(who.as_str(), &feature.id))
    }

    fn view(&self, at: CellPos, entry: &Entry) -> CellView {
        let Some((feature, _)) = self.cell(at) else { return self.blank(at) };
        let view = entry_face(*entry, self.policy.default_of(&feature.id), false);
        // R5: it can be edited, and has no effect.
        let idle = feature.kind == Kind::Centres && at.1 >= self.groups;
        match idle && entry.is == Ticked::Set {
            true => {
                CellView { off: Some(Off::no_effect("groups do not count on centres")), ..view }
            }
            false => view,
        }
    }

    fn is_set(&self, _: CellPos, entry: &Entry) -> bool {
        entry.is == Ticked::Set
    }

    fn rank(&self, entry: &Entry) -> u32 {
        entry.counting().map_or(0, |value| 3 - value as u32)
    }

    fn commands(&self) -> Vec<Offer<EntryOp>> {
        commands()
    }

    fn default_command(&self, at: CellPos) -> Option<EntryOp> {
        self.cell(at).map(|_| EntryOp::Turn)
    }

    fn apply(&self, command: &EntryOp, at: CellPos, _: CellPos) -> Option<Entry> {
        let (feature, _) = self.cell(at)?;
        let now = self.value(Side::Draft, at)?;
        let entry = command.on(now, feature.kind, self.policy.default_of(&feature.id))?;
        (entry != now).then_some(entry)
    }

    fn label(&self, _: &EntryOp, _: CellPos, cells: usize) -> String {
        format!("{cells} entries of features")
    }

    fn parse(&self, text: &str) -> Parsed<Entry> {
        parse(text)
    }

    // R8: what the kind does not offer cannot be set.
    fn read(&self, at: CellPos, text: &str) -> Parsed<Entry> {
        let Some((feature, _)) = self.cell(at) else { return Parsed::Unknown };
        match parse(text) {
            Parsed::Value(it) if !can_be(it, feature.kind) => Parsed::Unknown,
            read => read,
        }
    }

    fn words(&self, entry: &Entry) -> String {
        entry.words()
    }

    fn edits(&self, at: CellPos, entry: &Entry) -> Vec<Edit> {
        let put = |(feature, who): (&Feature, &SubjectId)| {
            Edit::Put(who.clone(), feature.id.clone(), *entry)
        };
        self.cell(at).map(put).into_iter().collect()
    }

    fn send(&self, label: String, edits: Vec<Edit>) {
        self.system.send_all(label, edits);
    }

    fn foresee(&self, edits: Vec<Edit>) -> Option<Effect> {
        self.system.foresee(edits)
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, Some("groups"))
    }

    fn make(&self, _: &[String], columns: &[String]) {
        self.system.add_groups.run(columns.to_vec());
    }
}

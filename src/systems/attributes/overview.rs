//! All attributes in their sections by all security groups on one grid.

use std::sync::Arc;

use leptos::prelude::*;

use super::faces::{NO_BOX, count_face, counts, plain_face, section_face, tick_face};
use super::page::{header_edit, index};
use super::sections::REPORTS;
use super::words::mark;
use crate::components::{Checkbox, Ticked};
use crate::grid::{
    AnySource, CellPos, CellView, Density, Effect, GridState, Head, Off, Offer, PolicyCells,
    PolicyGrid, Shape, Side,
};
use crate::state::context::SystemContext;
use crate::systems::grid_page::GridPage;
use whocan_core::directory::{Circumstances, Directory, GroupId, Members};
use whocan_core::models::attributes::input::parse;
use whocan_core::models::attributes::policy::{
    Attribute, AttributeId, Policy, Report, ReportId, Section, SectionId, Tick,
};
use whocan_core::models::attributes::{Attributes, Edit, Index};
use whocan_core::paste::{Below, Parsed};
use whocan_core::shared::Shared;

/// What of the attributes stands in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Filter {
    hide_obsolete: bool,
    only_differing: bool,
}

/// The grid's source as it is now.
pub(super) fn source(system: SystemContext<Attributes>) -> Arc<dyn AnySource> {
    Arc::new(PolicyGrid(Ticks::new(system, Filter::default(), None)))
}

/// The focus is the attribute and the group.
pub(super) fn overview(system: SystemContext<Attributes>) -> AnyView {
    let filter = RwSignal::new(Filter::default());
    let sheet = Memo::new(move |old: Option<&PolicyGrid<Ticks>>| {
        PolicyGrid(Ticks::new(system, filter.get(), old.map(|grid| &grid.0)))
    });
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state
        .with_widths(116.0, 300.0)
        .called("attributes", "groups")
        .with_densities(Density::Comfortable, "overview.attributes");
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.0.shape.columns.is_empty()));
    let ticked = |on: bool| if on { Ticked::On } else { Ticked::Off };
    let obsolete = Signal::derive(move || ticked(filter.with(|filter| filter.hide_obsolete)));
    let differing = Signal::derive(move || ticked(filter.with(|filter| filter.only_differing)));
    view! {
        <GridPage
            state
            title="Security Permissions: overview"
            changes=true
            any
            empty="There is no security group yet: add one in the directory."
        >
            <Checkbox
                label="Hide obsolete"
                ticked=obsolete
                on_tick=move |hide| filter.update(|filter| filter.hide_obsolete = hide)
            />
            <Checkbox
                label="Only where groups differ"
                ticked=differing
                on_tick=move |only| filter.update(|filter| filter.only_differing = only)
            />
        </GridPage>
    }
    .into_any()
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
enum RowOf {
    Section(SectionId),
    Attribute(AttributeId),
    Report(ReportId),
    /// What the reports stand under.
    Reports,
}

/// What can be done with boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Command {
    Set(Tick),
    Turn,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Held {
    /// A box.
    Box(Tick),
    /// A section: how many of the boxes under its header are ticked, and how many there are.
    Section { ticked: usize, of: usize },
}

impl Held {
    /// Whether the box itself is ticked; of a section, all that is under its header.
    fn is_ticked(self) -> bool {
        match self {
            Self::Box(tick) => tick == Tick::On,
            Self::Section { ticked, of } => ticked == of && of > 0,
        }
    }
}

#[derive(Clone)]
struct Ticks {
    system: SystemContext<Attributes>,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    index: Shared<Index>,
    shape: Shared<Shape>,
    rows: Shared<Vec<RowOf>>,
    groups: Shared<Vec<(GroupId, Members)>>,
}

impl PartialEq for Ticks {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.saved == other.saved
            && self.index == other.index
            && self.shape == other.shape
    }
}

impl Ticks {
    fn new(system: SystemContext<Attributes>, filter: Filter, old: Option<&Self>) -> Self {
        let (policy, saved) = (system.policy.get(), system.saved.get());
        let directory = system.directory.get();
        let (heads, rows) = rows(&policy, &directory, filter);
        let columns = directory.groups.iter().map(|g| Head::new(&g.id, g.name.clone()));
        let shape = Shape::new("Attribute, security group", heads, columns.collect());
        // The same heads keep their identity, so that a tick lays nothing out anew.
        let shape = match old.filter(|old| *old.shape == shape) {
            Some(old) => old.shape.clone(),
            None => shape.into(),
        };
        let members = directory
            .groups
            .iter()
            .map(|group| (group.id.clone(), Members::of_group(&directory, &group.id)));
        let groups: Vec<(GroupId, Members)> = members.collect();
        let (rows, groups) = (rows.into(), groups.into());
        Self { system, policy, saved, index: index(system), shape, rows, groups }
    }

    fn cell(&self, (row, column): CellPos) -> Option<(&RowOf, &GroupId, &Members)> {
        let (group, members) = self.groups.get(column)?;
        Some((self.rows.get(row)?, group, members))
    }

    /// The section of a row whose header has a box for all of it.
    fn header(&self, row: usize) -> Option<&Section> {
        let RowOf::Section(id) = self.rows.get(row)? else { return None };
        let (_, section) = self.policy.catalogue.with_outer(id)?;
        section.select_all.then_some(section)
    }
}

impl PolicyCells for Ticks {
    type Value = Held;
    type Command = Command;
    type Edit = Edit;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn value(&self, side: Side, at: CellPos) -> Option<Held> {
        let (row, group, _) = self.cell(at)?;
        let policy = match side {
            Side::Draft => &self.policy,
            Side::Saved => &self.saved,
        };
        Some(match row {
            RowOf::Attribute(id) => Held::Box(Tick::when(policy.ticks(group, id))),
            RowOf::Report(id) => {
                let report = policy.reports.get(id);
                let ticked = report.is_some_and(|report| report.groups.contains(group));
                Held::Box(Tick::when(ticked))
            }
            RowOf::Section(id) => {
                let section = policy.catalogue.with_outer(id);
                let (_, section) = section.or_else(|| self.policy.catalogue.with_outer(id))?;
                let (ticked, of) = counts(policy, group, section);
                Held::Section { ticked, of }
            }
            RowOf::Reports => return None,
        })
    }

    fn view(&self, at: CellPos, value: &Held) -> CellView {
        let Some((row, group, members)) = self.cell(at) else { return CellView::default() };
        match (row, value) {
            (RowOf::Attribute(id), Held::Box(tick)) => {
                let Some(attribute) = self.policy.catalogue.item(id) else {
                    return plain_face(*tick);
                };
                let effect = self.index.effect(members, &Circumstances::default(), id);
                tick_face(attribute, *tick, effect)
            }
            (RowOf::Section(id), _) => match self.policy.catalogue.with_outer(id) {
                Some((_, section)) => section_face(&self.policy, group, section),
                None => CellView::default(),
            },
            (_, Held::Box(tick)) => plain_face(*tick),
            _ => CellView::default(),
        }
    }

    /// What the reports stand under says how many are ticked.
    fn blank(&self, at: CellPos) -> CellView {
        let Some((_, group, _)) = self.cell(at) else { return CellView::default() };
        let ticked = |report: &&Shared<Report>| report.groups.contains(group);
        let count = self.policy.reports.iter().filter(ticked).count();
        let all = self.policy.reports.len();
        CellView { off: Some(Off::not_offered(NO_BOX)), ..count_face(count, all) }
    }

    fn is_set(&self, _: CellPos, value: &Held) -> bool {
        *value == Held::Box(Tick::On)
    }

    fn rank(&self, value: &Held) -> u32 {
        u32::from(value.is_ticked())
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        vec![
            Offer::new(Command::Turn, "Tick or untick").keys(&["Space"]),
            Offer::new(Command::Set(Tick::On), "Tick").keys(&["T", "1"]),
            Offer::new(Command::Set(Tick::Off), "Untick").keys(&["U", "0", "Delete"]),
        ]
    }

    fn default_command(&self, _: CellPos) -> Option<Command> {
        Some(Command::Turn)
    }

    fn apply(&self, command: &Command, at: CellPos, first: CellPos) -> Option<Held> {
        let tick = self.tick(*command, first);
        match self.value(Side::Draft, at)? {
            Held::Box(_) => Some(Held::Box(tick)),
            Held::Section { of, .. } => {
                self.header(at.0)?;
                Some(Held::Section { ticked: if tick == Tick::On { of } else { 0 }, of })
            }
        }
    }

    fn label(&self, command: &Command, first: CellPos, cells: usize) -> String {
        let what = if self.tick(*command, first) == Tick::On { "tick" } else { "untick" };
        format!("{what} {cells} cells")
    }

    fn parse(&self, text: &str) -> Parsed<Held> {
        parse(text).map(Held::Box)
    }

    fn words(&self, value: &Held) -> String {
        let word = if value.is_ticked() { "ticked" } else { "not ticked" };
        word.to_owned()
    }

    /// Headers follow from what is ticked and take nothing.
    fn takes(&self, (row, _): CellPos) -> bool {
        matches!(self.rows.get(row), Some(RowOf::Attribute(_) | RowOf::Report(_)))
    }

    fn edits(&self, at: CellPos, value: &Held) -> Vec<Edit> {
        let tick = Tick::when(value.is_ticked());
        let edit = self.cell(at).and_then(|(row, group, _)| {
            let group = group.clone();
            Some(match row {
                RowOf::Attribute(id) => Edit::Tick(group, id.clone(), tick),
                RowOf::Report(id) => Edit::TickReport(group, id.clone(), tick),
                RowOf::Section(id) => header_edit(group, id, tick),
                RowOf::Reports => return None,
            })
        });
        edit.into_iter().collect()
    }

    fn send(&self, label: String, edits: Vec<Edit>) {
        self.system.send_all(label, edits);
    }

    fn foresee(&self, edits: Vec<Edit>) -> Option<Effect> {
        self.system.foresee(edits)
    }

    // R9
    fn asks_for_hidden(&self) -> bool {
        true
    }

    fn below(&self, row: usize) -> Option<Below> {
        let places = self.header(row)?.under_header().map(|it| self.shape.row(it.id.as_str()));
        let places: Vec<Option<usize>> = places.collect();
        let rows: Vec<usize> = places.iter().flatten().copied().collect();
        let missing = places.len() - rows.len();
        Some(Below { rows, missing })
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, Some("groups"))
    }

    fn make(&self, _: &[String], columns: &[String]) {
        self.system.add_groups.run(columns.to_vec());
    }
}

impl Ticks {
    /// What a command makes of cells.
    fn tick(&self, command: Command, first: CellPos) -> Tick {
        let ticked = self.value(Side::Draft, first).is_some_and(Held::is_ticked);
        match command {
            Command::Set(tick) => tick,
            Command::Turn => Tick::when(!ticked),
        }
    }
}

/// The heads of the rows that the filter leaves, and what they stand for.
fn rows(policy: &Policy, directory: &Directory, filter: Filter) -> (Vec<Head>, Vec<RowOf>) {
    let (mut heads, mut rows) = (Vec::new(), Vec::new());
    let groups = || directory.groups.iter().map(|group| &group.id);
    let differ = |ticked: &dyn Fn(&GroupId) -> bool| groups().any(ticked) && !groups().all(ticked);
    let fits = |attribute: &Attribute| {
        (!filter.hide_obsolete || !attribute.obsolete)
            && (!filter.only_differing || differ(&|group| policy.ticks(group, &attribute.id)))
    };
    let reports: Vec<&Shared<Report>> = policy
        .reports
        .iter()
        .filter(|it| !filter.only_differing || differ(&|group| it.groups.contains(group)))
        .collect();
    let filtered = filter != Filter::default();
    let mut reports_stand = false;
    for outer in policy.catalogue.headings() {
        let own = |section: &Section| section.attributes.iter().any(&fits);
        let of_reports = outer.id.as_str() == REPORTS;
        reports_stand |= of_reports;
        let has_any =
            own(outer) || outer.sections.iter().any(own) || of_reports && !reports.is_empty();
        if filtered && !has_any {
            continue;
        }
        heads.push(section_head(outer).parent());
        rows.push(match of_reports && outer.attributes.is_empty() {
            true => RowOf::Reports,
            false => RowOf::Section(outer.id.clone()),
        });
        push_attributes(&mut heads, &mut rows, outer, (1, &fits));
        if of_reports {
            push_reports(&mut heads, &mut rows, &reports);
        }
        for inner in outer.sections.iter().filter(|inner| !filtered || own(inner)) {
            heads.push(section_head(inner).at_depth(1).parent());
            rows.push(RowOf::Section(inner.id.clone()));
            push_attributes(&mut heads, &mut rows, inner, (2, &fits));
        }
    }
    if !reports_stand && !reports.is_empty() {
        heads.push(Head::new("reports", "Reports").parent());
        rows.push(RowOf::Reports);
        push_reports(&mut heads, &mut rows, &reports);
    }
    (heads, rows)
}

fn push_attributes(
    heads: &mut Vec<Head>,
    rows: &mut Vec<RowOf>,
    section: &Section,
    (depth, fits): (usize, &dyn Fn(&Attribute) -> bool),
) {
    for attribute in section.attributes.iter().filter(|it| fits(it)) {
        let head = Head::new(&attribute.id, attribute.name.clone());
        heads.push(head.at_depth(depth).marked(mark(section, attribute)));
        rows.push(RowOf::Attribute(attribute.id.clone()));
    }
}

fn push_reports(heads: &mut Vec<Head>, rows: &mut Vec<RowOf>, reports: &[&Shared<Report>]) {
    for report in reports {
        let place = report.place.clone().unwrap_or_default();
        heads.push(Head::new(&report.id, report.name.clone()).at_depth(1).marked(place));
        rows.push(RowOf::Report(report.id.clone()));
    }
}

fn section_head(section: &Section) -> Head {
    let warn = section.warn.as_deref().map(super::words::warning_name);
    Head::new(&section.id, section.name.clone()).marked(warn.unwrap_or_default())
}

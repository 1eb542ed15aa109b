//! All attributes in their sections by all security groups on one grid.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use super::faces::{NO_BOX, count_face, counts, plain_face, section_face, tick_face};
use super::hidden::{Hidden, HiddenDialog, Waiting, header_edit, question};
use super::page::index;
use super::sections::REPORTS;
use super::words::mark;
use crate::components::{Checkbox, Ticked};
use crate::grid::{
    AnySource, CellPos, CellView, Density, Effect, GridSource, GridState, Head, Off, Offer, Shape,
};
use crate::state::context::SystemContext;
use crate::systems::grid_page::GridPage;
use whocan_core::directory::{Circumstances, Directory, GroupId, Members};
use whocan_core::models::attributes::input::parse;
use whocan_core::models::attributes::policy::{
    Attribute, AttributeId, Header, Policy, Report, ReportId, Section, SectionId, Tick,
};
use whocan_core::models::attributes::{Attributes, Edit, Index};
use whocan_core::paste::{Below, HeadVisibility, Parsed, reach};
use whocan_core::shared::Shared;

/// What of the attributes stands in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Filter {
    hide_obsolete: bool,
    only_differing: bool,
}

/// The grid's source as it is now.
pub(super) fn source(system: SystemContext<Attributes>) -> Arc<dyn AnySource> {
    let asks = Asks { asking: RwSignal::new(None), shown: RwSignal::new(None) };
    Arc::new(TickSheet::new(system, index(system), Filter::default(), asks, None))
}

/// The focus is the attribute and the group.
pub(super) fn overview(system: SystemContext<Attributes>) -> AnyView {
    let filter = RwSignal::new(Filter::default());
    let asking: Waiting = RwSignal::new(None);
    // The sheet asks the grid what is shown, and the grid the sheet for what there is.
    let shown = RwSignal::new(None::<GridState>);
    let sheet = Memo::new(move |old: Option<&TickSheet>| {
        TickSheet::new(system, index(system), filter.get(), Asks { asking, shown }, old)
    });
    let make = move || -> Arc<dyn AnySource> { Arc::new(sheet.get()) };
    let focused = system.focused_cell();
    let go = Callback::new(move |(row, column)| system.on_focus.run(vec![row, column]));
    let state = GridState::of("overview", make, focused, go);
    let state = state
        .with_widths(116.0, 300.0)
        .called("attributes", "groups")
        .with_densities(Density::Comfortable, "overview.attributes");
    shown.set(Some(state));
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape.columns.is_empty()));
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
        <HiddenDialog system waiting=asking />
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

/// What the sheet asks before it acts on what is hidden.
#[derive(Clone, Copy)]
struct Asks {
    asking: Waiting,
    shown: RwSignal<Option<GridState>>,
}

/// What can be done with boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Command {
    Set(Tick),
    Turn,
}

#[derive(Clone)]
struct TickSheet {
    system: SystemContext<Attributes>,
    asks: Asks,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    index: Shared<Index>,
    shape: Shared<Shape>,
    rows: Shared<Vec<RowOf>>,
    groups: Shared<Vec<(GroupId, Members)>>,
}

impl PartialEq for TickSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.saved == other.saved
            && self.index == other.index
            && self.shape == other.shape
    }
}

impl TickSheet {
    fn new(
        system: SystemContext<Attributes>,
        index: Shared<Index>,
        filter: Filter,
        asks: Asks,
        old: Option<&Self>,
    ) -> Self {
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
        Self { system, asks, policy, saved, index, shape, rows, groups }
    }

    fn cell(&self, (row, column): CellPos) -> Option<(&RowOf, &GroupId, &Members)> {
        let (group, members) = self.groups.get(column)?;
        Some((self.rows.get(row)?, group, members))
    }

    fn face(&self, at: CellPos) -> Option<CellView> {
        let (row, group, members) = self.cell(at)?;
        Some(match row {
            RowOf::Attribute(id) => {
                let attribute = self.policy.catalogue.item(id)?;
                let ticked = self.policy.ticks(group, id);
                let changed = ticked != self.saved.ticks(group, id);
                let none = Circumstances::default();
                let effect = self.index.effect(members, &none, id);
                CellView { changed, ..tick_face(attribute, Tick::when(ticked), effect) }
            }
            RowOf::Report(id) => {
                let ticked = |policy: &Policy| {
                    policy.reports.get(id).is_some_and(|report| report.groups.contains(group))
                };
                let changed = ticked(&self.policy) != ticked(&self.saved);
                CellView { changed, ..plain_face(Tick::when(ticked(&self.policy))) }
            }
            RowOf::Section(id) => {
                let (_, section) = self.policy.catalogue.with_outer(id)?;
                let before = self.saved.catalogue.with_outer(id);
                let before = before.map(|(_, section)| counts(&self.saved, group, section));
                let changed = before.is_some_and(|it| it != counts(&self.policy, group, section));
                CellView { changed, ..section_face(&self.policy, group, section) }
            }
            RowOf::Reports => {
                let ticked = |report: &&Shared<Report>| report.groups.contains(group);
                let count = self.policy.reports.iter().filter(ticked).count();
                let all = self.policy.reports.len();
                CellView { off: Some(Off::not_offered(NO_BOX)), ..count_face(count, all) }
            }
        })
    }

    /// The edit of one cell.
    fn edit(&self, at: CellPos, tick: Tick) -> Option<Edit> {
        let (row, group, _) = self.cell(at)?;
        let group = group.clone();
        match row {
            RowOf::Attribute(id) => Some(Edit::Tick(group, id.clone(), tick)),
            RowOf::Report(id) => Some(Edit::TickReport(group, id.clone(), tick)),
            RowOf::Section(id) => {
                let (_, section) = self.policy.catalogue.with_outer(id)?;
                section.select_all.then(|| header_edit(group.as_str(), id, tick))
            }
            RowOf::Reports => None,
        }
    }

    fn is_ticked(&self, at: CellPos) -> bool {
        self.cell(at).is_some_and(|(row, group, _)| match row {
            RowOf::Attribute(id) => self.policy.ticks(group, id),
            RowOf::Report(id) => {
                self.policy.reports.get(id).is_some_and(|report| report.groups.contains(group))
            }
            RowOf::Section(id) => {
                self.policy.catalogue.with_outer(id).is_some_and(|(_, section)| {
                    self.policy.header(group, section) == Header::Ticked
                })
            }
            RowOf::Reports => false,
        })
    }

    /// How the rows stand; one that is only folded away is no filter's.
    fn standings(&self) -> Vec<HeadVisibility> {
        let state = self.asks.shown.get_untracked();
        let standings = state.map(|state| {
            state.layout.with_untracked(|layout| layout.standing_rows(self.shape.rows.len()))
        });
        standings.unwrap_or_default()
    }

    /// The rows of the attributes that the box of a header covers.
    fn under_header(&self, row: usize) -> Option<Below> {
        let RowOf::Section(id) = self.rows.get(row)? else { return None };
        let (_, section) = self.policy.catalogue.with_outer(id)?;
        let places = section.under_header().map(|it| self.shape.row(it.id.as_str()));
        let places: Vec<Option<usize>> = places.collect();
        let rows: Vec<usize> = places.iter().flatten().copied().collect();
        let missing = places.len() - rows.len();
        section.select_all.then_some(Below { rows, missing })
    }
}

/// A box in words, as it is copied.
fn words(tick: Tick) -> &'static str {
    if tick == Tick::On { "ticked" } else { "not ticked" }
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

impl TickSheet {
    /// What a command makes of cells.
    fn tick(&self, command: &Command, cells: &[CellPos]) -> Tick {
        let first = cells.first().is_some_and(|first| self.is_ticked(*first));
        match *command {
            Command::Set(tick) => tick,
            Command::Turn => Tick::when(!first),
        }
    }
}

impl GridSource for TickSheet {
    type Command = Command;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        columns.filter_map(|column| self.face((row, column))).collect()
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

    fn effect(&self, command: &Command, cells: &[CellPos]) -> Option<Effect> {
        let tick = self.tick(command, cells);
        self.system.foresee(cells.iter().filter_map(|at| self.edit(*at, tick)).collect())
    }

    fn run(&self, command: &Command, cells: &[CellPos]) {
        let tick = self.tick(command, cells);
        let edits =
            |cells: &[CellPos]| cells.iter().filter_map(|at| self.edit(*at, tick)).collect();
        // R9
        let standings = self.standings();
        let standing = |row: usize| standings.get(row).copied().unwrap_or_default();
        let reach = reach(&standing, &|row| self.under_header(row), cells.to_vec());
        if reach.hidden == 0 {
            let what = if tick == Tick::On { "tick" } else { "untick" };
            return self.system.send_all(format!("{what} {} cells", cells.len()), edits(cells));
        }
        let mut rows: Vec<usize> = cells.iter().map(|(row, _)| *row).collect();
        rows.dedup();
        let questions = rows.iter().filter_map(|row| {
            let below = self.under_header(*row)?;
            let (all, hidden) = (below.rows.len() + below.missing, below.hidden(&standing));
            let name = &self.shape.rows.get(*row)?.name;
            (hidden > 0).then(|| question(name, all, hidden))
        });
        let questions: Vec<String> = questions.collect();
        let (all, shown) = (edits(cells), edits(&reach.cells));
        self.asks.asking.set(Some(Hidden { question: questions.join(" "), all, shown }));
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        parse(text).map(|tick| words(tick).to_owned())
    }

    /// Headers follow from what is ticked and take nothing.
    fn now(&self, at: CellPos) -> Option<String> {
        let (row, ..) = self.cell(at)?;
        let is_box = matches!(row, RowOf::Attribute(_) | RowOf::Report(_));
        is_box.then(|| words(Tick::when(self.is_ticked(at))).to_owned())
    }

    fn paste(&self, cells: &[(CellPos, String)]) {
        let edit = |(at, text): &(CellPos, String)| match parse(text) {
            Parsed::Value(tick) => self.edit(*at, tick),
            _ => None,
        };
        let edits = cells.iter().filter_map(edit).collect();
        self.system.send_all(format!("paste {} cells", cells.len()), edits);
    }

    fn makes(&self) -> (Option<&'static str>, Option<&'static str>) {
        (None, Some("groups"))
    }

    fn make(&self, _: &[String], columns: &[String]) {
        self.system.add_groups.run(columns.to_vec());
    }

    fn is_set(&self, row: usize) -> bool {
        let is_section = matches!(self.rows.get(row), Some(RowOf::Section(_) | RowOf::Reports));
        !is_section && (0..self.groups.len()).any(|column| self.is_ticked((row, column)))
    }

    fn changed(&self, row: usize) -> bool {
        (0..self.groups.len()).any(|at| self.face((row, at)).is_some_and(|face| face.changed))
    }

    fn rank(&self, at: CellPos) -> u32 {
        u32::from(self.is_ticked(at))
    }
}

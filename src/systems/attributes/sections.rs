//! What of the catalogue stands in the form: its sections, the attributes in them by themselves and in
//! families, and of those what the filters leave.

use super::page::Facts;
use super::words::{own_badges, warning_name};
use whocan_core::directory::GroupId;
use whocan_core::models::attributes::policy::{
    Attribute, AttributeId, Report, ReportId, Section, SectionId,
};
use whocan_core::models::attributes::section::full_name;
use whocan_core::text::SearchText;

/// The shipped section that has reports instead of attributes.
pub(super) const REPORTS: &str = "s-report-permissions";

/// Which attributes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    All,
    /// Those that the group ticks.
    Ticked,
    /// Those that some groups tick and others do not.
    Differ,
}

impl Shown {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ticked => "ticked",
            Self::Differ => "differ",
        }
    }

    pub(super) fn of(name: &str) -> Self {
        let all = [Self::All, Self::Ticked, Self::Differ];
        all.into_iter().find(|shown| shown.name() == name).unwrap_or_default()
    }
}

/// Something by which attributes can be picked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Obsolete,
    Unexplained,
    Heavy,
    Irreversible,
    Default,
    Licence,
    Closed,
}

impl Mark {
    pub(super) const ALL: [Self; 7] = [
        Self::Obsolete,
        Self::Unexplained,
        Self::Heavy,
        Self::Irreversible,
        Self::Default,
        Self::Licence,
        Self::Closed,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Obsolete => "obsolete",
            Self::Unexplained => "unexplained",
            Self::Heavy => "heavy",
            Self::Irreversible => "irreversible",
            Self::Default => "default",
            Self::Licence => "licence",
            Self::Closed => "gate closed",
        }
    }

    pub(super) fn mood(self) -> &'static str {
        match self {
            Self::Heavy | Self::Closed => "warn",
            Self::Irreversible => "bad",
            Self::Default => "note",
            Self::Obsolete | Self::Unexplained | Self::Licence => "",
        }
    }

    fn holds(self, facts: &Facts, section: &Section, attribute: &Attribute) -> bool {
        let warns = |name: &str| section.warnings(attribute).any(|it| warning_name(it) == name);
        match self {
            Self::Obsolete => attribute.obsolete,
            Self::Unexplained => attribute.unexplained,
            Self::Heavy | Self::Irreversible => warns(self.name()),
            Self::Default => attribute.default,
            Self::Licence => !attribute.licences.is_empty(),
            Self::Closed => facts.is_shut(&attribute.id),
        }
    }
}

/// A grid of a family, as far as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) suffixes: Vec<String>,
    /// What stands before the suffix, and the attribute under each.
    pub(super) rows: Vec<(String, Vec<Option<AttributeId>>)>,
    /// How many of the names were worked out.
    pub(super) inferred: usize,
}

impl Grid {
    /// How many attributes stand in it.
    pub(super) fn names(&self) -> usize {
        self.rows.iter().map(|(_, cells)| cells.iter().flatten().count()).sum()
    }
}

/// A section, as far as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    pub(super) id: SectionId,
    pub(super) name: String,
    /// The name with that of the section it is within.
    pub(super) full: String,
    pub(super) within: bool,
    /// What it is about as a whole.
    pub(super) about: Vec<String>,
    /// The attributes that stand by themselves.
    pub(super) alone: Vec<AttributeId>,
    /// Whether their names are long.
    pub(super) long: bool,
    pub(super) grids: Vec<Grid>,
    /// The reports, where they stand in it.
    pub(super) reports: Option<Vec<ReportId>>,
}

impl Drawn {
    /// The first attribute in it.
    pub(super) fn first(&self) -> Option<&AttributeId> {
        let in_grids = self.grids.iter().flat_map(|grid| &grid.rows);
        let in_grids = in_grids.flat_map(|(_, cells)| cells.iter().flatten());
        self.alone.iter().chain(in_grids).next()
    }

    /// Whether an attribute is shown in it.
    pub(super) fn has(&self, id: &AttributeId) -> bool {
        let mut rows = self.grids.iter().flat_map(|grid| &grid.rows);
        self.alone.contains(id) || rows.any(|(_, cells)| cells.iter().flatten().any(|it| it == id))
    }
}

/// From how many letters on a name is long.
const LONG: usize = 32;

/// The sections with what the filters leave of them.
pub(super) fn drawn(
    facts: &Facts,
    text: &str,
    shown: Shown,
    only: &[Mark],
    hide_obsolete: bool,
) -> Vec<Drawn> {
    let text = SearchText::new(text);
    let filtered = !text.is_blank() || shown != Shown::All || !only.is_empty() || hide_obsolete;
    let groups = || facts.directory.groups.iter();
    let fits = |section: &Section, it: &Attribute| {
        let ticked = |group: &GroupId| facts.policy.ticks(group, &it.id);
        text.is_in(&it.name)
            && !(hide_obsolete && it.obsolete)
            && (only.is_empty() || only.iter().any(|mark| mark.holds(facts, section, it)))
            && match shown {
                Shown::All => true,
                Shown::Ticked => facts.ticks(&it.id),
                Shown::Differ => {
                    groups().any(|it| ticked(&it.id)) && !groups().all(|it| ticked(&it.id))
                }
            }
    };
    let report_fits = |report: &Report| {
        let ticked = |group: &GroupId| report.groups.contains(group);
        text.is_in(&report.name)
            && only.is_empty()
            && match shown {
                Shown::All => true,
                Shown::Ticked => facts.group.as_ref().is_some_and(ticked),
                Shown::Differ => {
                    groups().any(|it| ticked(&it.id)) && !groups().all(|it| ticked(&it.id))
                }
            }
    };
    let mut found = Vec::new();
    for (outer, section) in facts.policy.catalogue.all() {
        let mut of = of_section(outer, section, &|it| fits(section, it));
        if section.id.as_str() == REPORTS {
            let reports = facts.policy.reports.iter().filter(|it| report_fits(it));
            of.reports = Some(reports.map(|it| it.id.clone()).collect());
        }
        let with_reports = of.reports.as_ref().is_some_and(|reports| !reports.is_empty());
        let within = || {
            section.sections.iter().any(|inner| inner.attributes.iter().any(|it| fits(inner, it)))
        };
        if !filtered || of.first().is_some() || with_reports || within() {
            found.push(of);
        }
    }
    found
}

fn of_section(
    outer: Option<&Section>,
    section: &Section,
    fits: &dyn Fn(&Attribute) -> bool,
) -> Drawn {
    let alone: Vec<&Attribute> = section.alone().filter(|it| fits(it)).collect();
    let long = alone.iter().filter(|it| it.name.len() > LONG).count();
    let mut grids = Vec::new();
    for family in section.grids() {
        let rows =
            family.rows.iter().filter(|(_, cells)| cells.iter().flatten().any(|it| fits(it)));
        let names = rows.clone().flat_map(|(_, cells)| cells.iter().flatten());
        let inferred = names.filter(|it| it.inferred).count();
        let row = |(base, cells): &(&str, Vec<Option<&Attribute>>)| {
            let cells = cells.iter().map(|cell| cell.map(|it| it.id.clone()));
            ((*base).to_owned(), cells.collect::<Vec<_>>())
        };
        let rows: Vec<_> = rows.map(row).collect();
        if !rows.is_empty() {
            grids.push(Grid { suffixes: family.suffixes.to_vec(), rows, inferred });
        }
    }
    let own_box = section.select_all && section.sections.iter().any(|it| it.select_all);
    let own_box = own_box.then(|| {
        "The box acts on the attributes here; the section within has a box of its own.".to_owned()
    });
    Drawn {
        id: section.id.clone(),
        name: section.name.clone(),
        full: full_name(outer, section),
        within: outer.is_some(),
        about: section.description.clone().into_iter().chain(own_box).collect(),
        long: long * 8 > alone.len(),
        alone: alone.iter().map(|it| it.id.clone()).collect(),
        grids,
        reports: None,
    }
}

/// How many of a section are ticked, and how many there are: its own, and where it has none of its own
/// those of the sections within it.
pub(super) fn counts(facts: &Facts, section: &Section) -> (usize, usize) {
    if section.id.as_str() == REPORTS && section.attributes.is_empty() {
        return of_reports(facts);
    }
    let within = section.sections.iter().flat_map(|it| &it.attributes);
    match section.attributes.is_empty() {
        true => count(facts, within),
        false => count(facts, section.attributes.iter()),
    }
}

/// The same of a section with all within it.
pub(super) fn whole_counts(facts: &Facts, section: &Section) -> (usize, usize) {
    if section.id.as_str() == REPORTS && section.attributes.is_empty() {
        return of_reports(facts);
    }
    let within = section.sections.iter().flat_map(|it| &it.attributes);
    count(facts, section.attributes.iter().chain(within))
}

/// How many are ticked of those that stand for themselves where the header's box acts on the rest, and
/// how many there are.
pub(super) fn apart(facts: &Facts, section: &Section) -> (usize, usize) {
    if !section.select_all {
        return (0, 0);
    }
    let (ticked, all) = count(facts, section.attributes.iter());
    let (under, of) = count(facts, section.under_header());
    (ticked.saturating_sub(under), all.saturating_sub(of))
}

fn of_reports(facts: &Facts) -> (usize, usize) {
    let Some(group) = &facts.group else { return (0, facts.policy.reports.len()) };
    let ticked = facts.policy.reports.iter().filter(|it| it.groups.contains(group));
    (ticked.count(), facts.policy.reports.len())
}

fn count<'a>(facts: &Facts, all: impl Iterator<Item = &'a Attribute>) -> (usize, usize) {
    all.fold((0, 0), |(ticked, all), it| (ticked + usize::from(facts.ticks(&it.id)), all + 1))
}

/// The licence that all or part of a section needs; empty for none.
pub(super) fn licence_of(section: &Section) -> String {
    let within = section.sections.iter().flat_map(|it| &it.attributes);
    let mut licences = section.attributes.iter().chain(within).flat_map(|it| &it.licences);
    licences.next().cloned().unwrap_or_default()
}

/// What most of a section can only be reached through.
pub(super) fn needed_by_most(facts: &Facts, section: &Section) -> Option<AttributeId> {
    let behind = |needs: &AttributeId| {
        let gated = section
            .attributes
            .iter()
            .filter(|it| facts.policy.gates_of(&it.id).any(|gate| gate.needs == *needs));
        gated.count()
    };
    let last = section.attributes.iter().rev().take(3).chain(section.attributes.first());
    let mut needs = last.flat_map(|it| facts.policy.gates_of(&it.id)).map(|gate| &gate.needs);
    needs.find(|needs| behind(needs) * 2 > section.attributes.len()).cloned()
}

/// The badges of a row: at most two, the most telling first.
pub(super) fn row_badges(attribute: &Attribute) -> Vec<super::words::Badge> {
    own_badges(attribute).into_iter().take(2).collect()
}

//! One security group as a form: the sections in the product's order, folded and unfolded, with the
//! box in their headers, and the reports.

use std::collections::BTreeSet;

use leptos::prelude::{AnyView, Callable, untrack};

use super::fields::{Asking, Hidden, choice, header_edit, hidden_dialog, question, search};
use super::lines::OfGroup;
use super::overview::{REPORTS, index};
use super::words::{badge, warning_name};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag, tick};
use whocan_core::directory::{GroupId, Members};
use whocan_core::models::attributes::policy::{
    Attribute, AttributeId, Header, Policy, Section, SectionId, Tick,
};
use whocan_core::models::attributes::section::full_name;
use whocan_core::models::attributes::{Attributes, Edit, Index};
use whocan_core::shared::{Shared, collect_into};
use whocan_core::text::SearchText;

/// What of the attributes is shown.
#[derive(Clone, Copy)]
struct Filter {
    text: State<String>,
    hide_obsolete: State<bool>,
    only_ticked: State<bool>,
    only_differing: State<bool>,
    /// The sections that are unfolded.
    open: State<BTreeSet<String>>,
}

pub(super) fn form(system: SystemContext<Attributes>) -> AnyView {
    let group = Derived::new(move |_| {
        system.directory.with(|directory| {
            let focused = system.focus.with(|focus| focus.first().cloned());
            let found = focused.and_then(|id| directory.groups.find(&id).cloned());
            let group = found.or_else(|| directory.groups.nth(0).cloned());
            group.map(|group| group.id.clone())
        })
    });
    let filter = Filter {
        text: State::new(String::new()),
        hide_obsolete: State::new(false),
        only_ticked: State::new(false),
        only_differing: State::new(false),
        open: State::new(collect_into(["s-admin-manager".to_owned()])),
    };
    let asking: Asking = State::new(None);
    let index = index(system);
    let body = bound(move || match group.get() {
        None => tag("p")
            .class("empty")
            .text("There is no security group yet: add one in the directory.")
            .any(),
        Some(group) => untrack(|| of_group(system, group, filter, asking, index)),
    });
    all([body, hidden_dialog(system, asking, "").any()])
}

fn of_group(
    system: SystemContext<Attributes>,
    group: GroupId,
    filter: Filter,
    asking: Asking,
    index: Derived<Shared<Index>>,
) -> AnyView {
    let now = group.to_string();
    let groups = move || {
        system.directory.with(|directory| {
            let groups = directory.groups.iter();
            groups.map(|group| (group.id.to_string(), group.name.clone())).collect::<Vec<_>>()
        })
    };
    let choose = choice(
        "Security group",
        None,
        Box::new(groups),
        Box::new(move || now.clone()),
        Box::new(move |id| system.on_focus.run(vec![id])),
    );
    let flag = |label: &'static str, state: State<bool>| {
        tick(label, move || state.get(), move |on| state.set(on))
    };
    let unfold = move || {
        let every = system.policy.with_untracked(|policy| {
            collect_into::<BTreeSet<String>, _>(
                policy.catalogue.all().map(|(_, it)| it.id.to_string()),
            )
        });
        filter.open.update(|open| match open.len() < every.len() {
            true => *open = every,
            false => open.clear(),
        });
    };
    let head = tag("div")
        .class("panel panel-line")
        .child(choose)
        .child(search("Find attributes", filter.text))
        .child(flag("Hide obsolete", filter.hide_obsolete))
        .child(flag("Only ticked", filter.only_ticked))
        .child(flag("Only where groups differ", filter.only_differing))
        .child(button("Unfold or fold all", unfold));
    // Where the focus is, a section is unfolded: a link can lead there.
    let focused = Derived::new(move |_| {
        let id = system.focus.with(|focus| focus.get(1).cloned())?;
        system.policy.with(|policy| {
            let (section, _) = policy.catalogue.with_section(&id.into())?;
            Some(section.id.to_string())
        })
    });
    let sections = move || {
        let directory = system.directory.get();
        let it = Drawn {
            of: OfGroup {
                system,
                policy: system.policy.get(),
                saved: system.saved.get(),
                index: index.get(),
                members: Members::of_group(&directory, &group),
                group: group.clone(),
            },
            groups: directory.groups.iter().map(|group| group.id.clone()).collect(),
            wanted: SearchText::new(&filter.text.get()),
            focused: focused.get(),
            filter,
            asking,
        };
        it.sections()
    };
    all([head, tag("div").class("sp-sections").bind_child(sections)])
}

/// The form at one moment.
struct Drawn {
    of: OfGroup,
    groups: Vec<GroupId>,
    wanted: SearchText,
    focused: Option<String>,
    filter: Filter,
    asking: Asking,
}

impl Drawn {
    fn filtered(&self) -> bool {
        !self.wanted.is_blank()
            || self.filter.hide_obsolete.get()
            || self.filter.only_ticked.get()
            || self.filter.only_differing.get()
    }

    fn fits(&self, attribute: &Attribute) -> bool {
        let ticked = |group: &GroupId| self.of.policy.ticks(group, &attribute.id);
        let differ = || self.groups.iter().any(ticked) && !self.groups.iter().all(ticked);
        self.wanted.is_in(&attribute.name)
            && (!self.filter.hide_obsolete.get() || !attribute.obsolete)
            && (!self.filter.only_ticked.get() || self.of.ticks(attribute))
            && (!self.filter.only_differing.get() || differ())
    }

    fn sections(&self) -> Vec<Tag> {
        let policy: &Policy = &self.of.policy;
        let filtered = self.filtered();
        let some = |section: &Section| section.attributes.iter().any(|it| self.fits(it));
        let mut drawn = Vec::new();
        for (outer, section) in policy.catalogue.all() {
            let within = section.sections.iter().any(some);
            if filtered && !some(section) && !within {
                continue;
            }
            if outer.is_none_or(|outer| self.is_open(outer)) {
                drawn.push(self.section(outer, section));
            }
        }
        drawn
    }

    /// Whether a section is unfolded: by the user, or because what is looked for stands in it.
    fn is_open(&self, section: &Section) -> bool {
        let focused = |it: &Section| self.focused.as_deref() == Some(it.id.as_str());
        !self.wanted.is_blank()
            || focused(section)
            || section.sections.iter().any(focused)
            || self.filter.open.with(|open| open.contains(section.id.as_str()))
    }

    fn section(&self, outer: Option<&Section>, section: &Section) -> Tag {
        let id = section.id.to_string();
        let open = self.is_open(section);
        let turn = {
            let (id, folds, system) = (id.clone(), self.filter.open, self.of.system);
            let group = self.of.group.to_string();
            move |_: web_sys::Event| {
                folds.update(|folds| match open {
                    true => drop(folds.remove(&id)),
                    false => drop(folds.insert(id.clone())),
                });
                system.on_focus.run(vec![group.clone()]);
            }
        };
        let fold = tag("button")
            .attr("type", "button")
            .class("sp-fold")
            .attr("aria-expanded", if open { "true" } else { "false" })
            .on("click", turn)
            .text(section.name.clone());
        let within = section.sections.iter().flat_map(Section::under_header);
        let covered: Vec<&Attribute> = match section.attributes.is_empty() {
            true => within.collect(),
            false => section.under_header().collect(),
        };
        let all = covered.len();
        let ticked = covered.iter().filter(|it| self.of.ticks(it)).count();
        let count = (all > 0).then(|| format!("{ticked} of {all} ticked"));
        let warn = section.warn.as_ref();
        let warn = warn.map(|warn| badge(warning_name(warn).to_owned(), warn.clone()));
        let heading = if outer.is_some() { "h4" } else { "h3" };
        let line = tag("div")
            .class("panel-line")
            .child(tag(heading).child(fold))
            .child(section.select_all.then(|| self.header(section)))
            .child(tag("span").class("sp-count").child(count))
            .child(warn);
        tag("section")
            .key(id)
            .class("panel sp-section")
            .attr("data-within", outer.is_some())
            .attr("aria-label", full_name(outer, section))
            .child(line)
            .child(open.then(|| self.inside(section)))
    }

    /// The box in a section's header.
    fn header(&self, section: &Section) -> Tag {
        let (system, asking) = (self.of.system, self.asking);
        let header = self.of.policy.header(&self.of.group, section);
        // R9: a click on a box that is full empties it, any other fills it.
        let tick = Tick::when(header != Header::Ticked);
        let shown: Vec<AttributeId> = section
            .under_header()
            .filter(|it| self.fits(it))
            .map(|attribute| attribute.id.clone())
            .collect();
        let all = section.under_header().count();
        let asks = question(&section.name, all, all.saturating_sub(shown.len()));
        let (group, id): (GroupId, SectionId) = (self.of.group.clone(), section.id.clone());
        let press = move |_: web_sys::Event| {
            let whole = vec![header_edit(group.as_str(), &id, tick)];
            if shown.len() == all {
                return system.send_all("whole sections".to_owned(), whole);
            }
            let one = |attribute: &AttributeId| {
                let (group, attribute) = (group.clone(), attribute.clone());
                Edit::Tick { group, attribute, tick }
            };
            let (question, shown) = (asks.clone(), shown.iter().map(one).collect());
            asking.set(Some(Hidden { question, all: whole, shown }));
        };
        let checked = match header {
            Header::Empty => "false",
            Header::Mixed => "mixed",
            Header::Ticked => "true",
        };
        tag("button")
            .attr("type", "button")
            .class("sp-all")
            .attr("role", "checkbox")
            .attr("aria-checked", checked)
            .attr("aria-label", format!("All of {}", section.name))
            .on("click", press)
            .text("all")
    }

    fn inside(&self, section: &Section) -> AnyView {
        let says = section.description.clone().map(|says| tag("p").class("sp-says").text(says));
        let warn = section.warn.clone().map(|warn| tag("p").class("sp-note").text(warn));
        let own_header = section.select_all && section.sections.iter().any(|it| it.select_all);
        let note = own_header.then(|| {
            tag("p").class("sp-note").text(
                "The box acts on the attributes here; the section within has a box of its own.",
            )
        });
        let alone: Vec<&Attribute> = section.alone().filter(|it| self.fits(it)).collect();
        let lines = alone.iter().map(|attribute| self.of.line(section, attribute));
        let lines = (!alone.is_empty()).then(|| tag("ul").class("sp-lines").children(lines));
        let mut grids = section.grids();
        for grid in &mut grids {
            grid.rows.retain(|(_, cells)| cells.iter().flatten().any(|it| self.fits(it)));
        }
        grids.retain(|grid| !grid.rows.is_empty());
        let grids: Vec<Tag> = grids.iter().map(|grid| self.of.family(section, grid)).collect();
        let reports = (section.id.as_str() == REPORTS).then(|| self.reports());
        all([says.any(), warn.any(), note.any(), lines.any(), grids.any(), reports.any()])
    }

    fn reports(&self) -> Tag {
        let (system, policy) = (self.of.system, &self.of.policy);
        if policy.reports.is_empty() {
            return tag("p").class("hint").text("There is no report yet: add some under Reports.");
        }
        let line = |report: &Shared<whocan_core::models::attributes::Report>| {
            let ticked = report.groups.contains(&self.of.group);
            let (group, id) = (self.of.group.clone(), report.id.clone());
            let set = move |on: bool| {
                let (group, report, tick) = (group.clone(), id.clone(), Tick::when(on));
                system.send(Edit::TickReport { group, report, tick });
            };
            let place = report.place.clone().unwrap_or_default();
            tag("li")
                .key(report.id.to_string())
                .class("sp-line panel-line")
                .child(tick(report.name.clone(), move || ticked, set))
                .child(tag("span").class("sp-count").text(place))
        };
        tag("ul").class("sp-lines").children(policy.reports.iter().map(line))
    }
}

//! The list of reports: their names, where they are started from, and which groups tick them.

use leptos::prelude::AnyView;

use super::fields::adder;
use crate::ui::context::SystemContext;
use crate::ui::kit::fields::field;
use crate::ui::kit::tag::{Piece, Tag, button, tag, tick};
use whocan_core::directory::Group;
use whocan_core::models::attributes::policy::{Report, Tick};
use whocan_core::models::attributes::{Attributes, Edit};
use whocan_core::shared::Shared;

pub(super) fn reports(system: SystemContext<Attributes>) -> AnyView {
    let lines = move || {
        let policy = system.policy.get();
        let focused = system.focus.with(|focus| focus.get(1).cloned());
        system.directory.with(|directory| {
            let groups: Vec<&Shared<Group>> = directory.groups.iter().collect();
            let line = |report: &Shared<Report>| {
                let here = focused.as_deref() == Some(report.id.as_str());
                line(system, report, &groups).attr("aria-current", here.then_some("true"))
            };
            policy.reports.iter().map(line).collect::<Vec<Tag>>()
        })
    };
    let add = adder(
        "Add a report",
        Box::new(move |name| system.send(Edit::AddReport(Report::new(&system.new_id('q'), &name)))),
    );
    tag("section")
        .class("panel sp-panel")
        .attr("aria-labelledby", "sp-reports")
        .child(tag("h3").attr("id", "sp-reports").text("Report Permissions"))
        .child(tag("p").class("hint").text(
            "Crystal Reports makes templates, mail merges and reports for One IYSS; they are set up in \
             the Function area of its administration client. They are started from View Reports in \
             the IYSS Links panel of my homepage, or from a search for clients, opportunities or \
             providers, as each is set up.",
        ))
        .child(tag("ul").class("sp-lines").bind_child(lines))
        .child(add)
        .any()
}

fn line(system: SystemContext<Attributes>, report: &Report, groups: &[&Shared<Group>]) -> Tag {
    let (rename, place, remove) = (report.id.clone(), report.id.clone(), report.id.clone());
    let name = field(format!("Name of {}", report.name), report.name.clone(), move |name| {
        system.send(Edit::RenameReport(rename.clone(), name))
    })
    .attr("data-wide", true);
    let from = field(
        format!("Where {} is started from", report.name),
        report.place.clone().unwrap_or_default(),
        move |text| system.send(Edit::PlaceReport(place.clone(), text)),
    );
    let boxes = groups.iter().map(|group| {
        let (id, of, ticked) =
            (report.id.clone(), group.id.clone(), report.groups.contains(&group.id));
        tick(
            group.name.clone(),
            move || ticked,
            move |on| {
                let (group, report, tick) = (of.clone(), id.clone(), Tick::when(on));
                system.send(Edit::TickReport { group, report, tick });
            },
        )
    });
    let boxes = tag("div")
        .class("panel-line")
        .attr("role", "group")
        .attr("aria-label", format!("Security groups that tick {}", report.name))
        .children(boxes);
    let gone = button("Remove", move || system.send(Edit::RemoveReport(remove.clone())))
        .attr("aria-label", format!("Remove {}", report.name));
    tag("li")
        .key(report.id.to_string())
        .class("sp-line")
        .child(tag("div").class("panel-line").child(name).child(from).child(gone))
        .child(boxes)
}

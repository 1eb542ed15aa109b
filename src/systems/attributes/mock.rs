//! The parts of the screens as one person sees them, drawn plainly: what is there, and what is not
//! and why.

use leptos::prelude::Callable;

use super::see::fact;
use super::words::chip;
use crate::reactive::State;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, tag, tick};
use whocan_core::directory::UserId;
use whocan_core::models::attributes::area::Area;
use whocan_core::models::attributes::panels::{
    Flag, MERGE, Merge, PRACTITIONER, PanelView, Request, STAGE_OPEN, SYS_ADMIN, Stage, Summary,
    Transfer, VICTIM, VICTIM_SUMMARY, Victim, adds_referrals,
};
use whocan_core::models::attributes::section::Section;
use whocan_core::models::attributes::{Attributes, ELEMENTS, Effect, Part};

/// What is assumed of the client, the case and the clients to be merged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Facts {
    caf: bool,
    child_protection: bool,
    caretaking: bool,
    owner: bool,
    linked: bool,
}

impl Default for Facts {
    fn default() -> Self {
        let (caf, child_protection, caretaking) = (true, true, true);
        Self { caf, child_protection, caretaking, owner: false, linked: false }
    }
}

/// One person's screens.
pub(super) struct Mock<'a> {
    pub(super) system: SystemContext<Attributes>,
    pub(super) person: &'a UserId,
    pub(super) sight: &'a PanelView<'a>,
    pub(super) facts: State<Facts>,
}

/// Whether a part of a screen is there.
#[derive(Clone, Copy, PartialEq)]
enum There {
    Shown,
    Absent,
}

impl There {
    fn when(shown: bool) -> Self {
        if shown { Self::Shown } else { Self::Absent }
    }
}

impl Mock<'_> {
    pub(super) fn draw(&self) -> Vec<Tag> {
        vec![
            self.homepage(),
            self.part("Screens and tools", Part::Screens),
            self.client(),
            self.sections(),
            self.search(),
            self.bulk(),
            self.services(),
            self.case(),
            self.asset_plus(),
            self.requests(),
            self.merge(),
        ]
    }

    fn facts(&self) -> Facts {
        self.facts.get()
    }

    /// An assumption that can be turned around.
    fn assume(
        &self,
        label: &'static str,
        holds: fn(&Facts) -> bool,
        set: fn(&mut Facts, bool),
    ) -> Tag {
        let facts = self.facts;
        tick(label, move || facts.with(holds), move |on| facts.update(|facts| set(facts, on)))
    }

    /// Something on a screen, which the preview explains when it is pressed.
    fn thing(&self, name: &str, attribute: &str, there: There) -> Tag {
        let effect = self.sight.effect(attribute);
        let focus = vec!["see".to_owned(), self.person.to_string(), attribute.to_owned()];
        let (system, state) = (self.system, if there == There::Shown { "shown" } else { "absent" });
        let why = match (there, effect) {
            (There::Shown, _) => String::new(),
            (There::Absent, Effect::Effective) => "absent".to_owned(),
            (There::Absent, effect) => format!("absent: {}", effect.name()),
        };
        let mark =
            (there == There::Absent).then(|| tag("span").class("mock-why").text(format!(" {why}")));
        tag("button")
            .attr("type", "button")
            .class("mock-thing")
            .attr("data-state", state)
            .on("click", move |_: web_sys::Event| system.on_focus.run(focus.clone()))
            .text(name.to_owned())
            .child(mark)
    }

    /// Something that is there exactly where its attribute is effective.
    fn plain(&self, name: &str, attribute: &str) -> Tag {
        // R19
        self.thing(name, attribute, There::when(self.sight.has(attribute)))
    }

    fn of(&self, part: Part) -> Vec<Tag> {
        let elements = ELEMENTS.iter().filter(|element| element.part == part);
        elements.map(|element| self.plain(element.name, element.attribute)).collect()
    }

    fn part(&self, title: &'static str, part: Part) -> Tag {
        card(title).child(things(self.of(part)))
    }

    fn homepage(&self) -> Tag {
        let panel = |name: &str, element: Transfer| {
            let there = There::when(element.shown(self.sight, fact(true)));
            self.thing(name, element.attribute(), there)
        };
        // R14
        let panels = [
            panel("Case Transfer Tasks", Transfer::AllNotifications),
            panel("My Case Transfer Tasks", Transfer::MyNotifications),
        ];
        let model = self.sight.model;
        // R11
        let listed = model
            .policy
            .reports
            .iter()
            .filter(|report| model.index.lists(self.sight.members, &report.id));
        let listed: Vec<Tag> = listed
            .map(|report| {
                let place = report.place.iter().map(|place| format!(" ({place})"));
                tag("li").text(report.name.clone()).text(place.collect::<String>())
            })
            .collect();
        let none = listed.is_empty().then(|| tag("li").class("hint").text("no report"));
        card("my homepage")
            .child(things(self.of(Part::Homepage).into_iter().chain(panels)))
            .child(tag("h4").text("Reports offered"))
            .child(tag("ul").class("mock-list").children(listed).child(none))
    }

    fn client(&self) -> Tag {
        let facts = self.facts();
        // R16
        let flags = Flag::ALL.map(|flag| {
            let current = match flag {
                Flag::Caf => facts.caf,
                Flag::ChildProtection => facts.child_protection,
            };
            let there = There::when(flag.shown(self.sight, fact(current)));
            self.thing(&format!("⚑ {}", flag.name()), flag.attribute(), there)
        });
        let cases = tag("div")
            .class("panel-line")
            .child(self.assume("Subject to CAF is Current", |it| it.caf, |it, on| it.caf = on))
            .child(self.assume(
                "On Child Protection Register is Current",
                |it| it.child_protection,
                |it, on| it.child_protection = on,
            ));
        let summary = Summary::of(self.sight);
        // R12
        let words = match summary {
            Summary::Hidden => "not shown",
            Summary::ReadOnly => "read-only",
            Summary::ReadWrite => "can be changed",
        };
        let client =
            [("Name", "Sam Example"), ("Date of birth", "4 May 2010"), ("Gender", "not said")];
        let fields = client.map(|(field, value)| {
            let value = if summary == Summary::Hidden { "" } else { value };
            tag("li")
                .child(tag("span").class("mock-label").text(field))
                .child(
                    tag("span").class("mock-field").attr("data-state", summary.name()).text(value),
                )
                .child(tag("span").class("mock-why").text(words))
        });
        let opens = There::when(self.sight.has("a-client-view-net"));
        card("Client record")
            .child(things([
                self.thing("The record opens", "a-client-view-net", opens),
                self.plain("Screens that change it", "a-client-change-net"),
            ]))
            .child(tag("h4").text("Header"))
            .child(things(flags))
            .child(cases)
            .child(tag("h4").text("Client Summary panel"))
            .child(tag("ul").class("mock-fields").children(fields))
            .child(things([
                self.plain("Reads the summary", PRACTITIONER),
                self.plain("Changes the summary", SYS_ADMIN),
            ]))
            .child(tag("h4").text("Actions panel"))
            .child(things(self.of(Part::Actions)))
    }

    /// The sections of a client record: what is shown of each, and what can be done in it.
    fn sections(&self) -> Tag {
        let catalogue = &self.sight.model.policy.catalogue;
        let section = |id: &str| catalogue.section(&id.into()).map(|(_, section)| section);
        let views = ["s-client-view-sections", "s-contactpoint"].into_iter().filter_map(section);
        let edits = section("s-client-add-change-delete");
        let mut rows: Vec<Tag> = Vec::new();
        for view in views {
            for (base, cells) in view.grids().iter().flat_map(|grid| &grid.rows) {
                let own = cells.iter().flatten().map(|it| (it.name.as_str(), it.id.as_str()));
                let own: Vec<(String, String)> =
                    own.map(|(name, id)| (last(name), id.to_owned())).collect();
                rows.push(self.record_section(base, own, edits));
            }
        }
        card("Sections of a client record")
            .child(tag("ul").class("mock-rows").children(rows))
            .child(things(self.of(Part::Record)))
    }

    fn record_section(
        &self,
        base: &str,
        mut parts: Vec<(String, String)>,
        edits: Option<&Section>,
    ) -> Tag {
        let grids = edits.map(Section::grids).unwrap_or_default();
        let rows = grids.iter().flat_map(|grid| &grid.rows).filter(|(name, _)| *name == base);
        for attribute in rows.flat_map(|(_, cells)| cells.iter().flatten()) {
            parts.push((last(&attribute.name), attribute.id.to_string()));
        }
        let visible = parts.iter().any(|(name, id)| name == "Visible" && self.sight.has(id));
        let things = parts.iter().map(|(name, id)| self.plain(name, id));
        tag("li")
            .class("mock-row")
            .attr("data-state", if visible { "shown" } else { "absent" })
            .child(tag("span").class("mock-name").text(base.to_owned()))
            .child(tag("span").class("mock-things").children(things))
    }

    fn search(&self) -> Tag {
        self.part("Client search: criteria", Part::Search)
    }

    fn bulk(&self) -> Tag {
        let note = tag("p").class("sp-note").text("No bulk update can be undone.");
        self.part("Bulk Updates", Part::BulkUpdates).child(note)
    }

    fn services(&self) -> Tag {
        let area = |area: Area| {
            let name = area.name();
            let id = |rest: &str| format!("a-{}-{rest}", name.to_lowercase().replace(' ', "-"));
            // R7
            let adds = adds_referrals(self.sight, area);
            let add = There::when(adds == Effect::Effective);
            let things = [
                self.plain("Client", &id("client-visible")),
                self.plain("More", &id("client-more")),
                self.thing("Add a referral", &id("referral-add"), add),
                self.plain("Add a case", &id("case-add")),
                self.plain("Close a case", &id("case-close")),
            ];
            let visible = self.sight.has(&id("client-visible"));
            tag("li")
                .class("mock-row")
                .attr("data-state", if visible { "shown" } else { "absent" })
                .child(tag("span").class("mock-name").text(name))
                .child(tag("span").class("mock-things").children(things))
        };
        card("Targeted Youth Support")
            .child(tag("ul").class("mock-rows").children(Area::ALL.map(area)))
    }

    fn case(&self) -> Tag {
        let facts = self.facts();
        let victim = Victim::of(self.sight);
        // R13
        let shown = Victim::BASIC.into_iter().chain(
            match victim {
                Victim::Basic => [].as_slice(),
                Victim::Summary => &["Summary, without notes; nobody can be recognised"],
                Victim::Everything => &["Everything else", "Summary with notes"],
            }
            .iter()
            .copied(),
        );
        let shown = shown.map(|line| tag("li").text(line));
        let transfer = |name: &str, element: Transfer| {
            let there = There::when(element.shown(self.sight, fact(facts.caretaking)));
            self.thing(name, element.attribute(), there)
        };
        let transfers = [
            transfer("Initiate Transfer, on the panel header of AssetPlus", Transfer::Initiate),
            transfer("End Transfer, on the panel header of AssetPlus", Transfer::EndTransfer),
            transfer(
                "Send Stage Update, in the left-hand menu of a stage",
                Transfer::SendStageUpdate,
            ),
            transfer("Stage Update received: Accept, Reject", Transfer::StageUpdate),
            transfer("Initial request received: Accept, Reject", Transfer::InitialRequest),
        ];
        card("Youth justice case")
            .child(tag("h4").text(format!("Victim: {}", victim.name())))
            .child(tag("ul").class("mock-list").children(shown))
            .child(things([
                self.plain("The summary", VICTIM_SUMMARY),
                self.plain("Everything", VICTIM),
            ]))
            .child(tag("h4").text("Case transfer"))
            .child(self.assume(
                "A caretaking arrangement is in place",
                |it| it.caretaking,
                |it, on| it.caretaking = on,
            ))
            .child(things(transfers))
            .child(tag("h4").text("Other"))
            .child(things(self.of(Part::Case)))
    }

    fn asset_plus(&self) -> Tag {
        // R15
        let stage = Stage::of(self.sight, fact(self.facts().owner));
        let says = match stage {
            Stage::NotPermitted => "There is no button to open a stage.",
            Stage::OwnerRequired => "It is refused until an owner is chosen.",
            Stage::Creator => "It belongs to whoever opens it.",
            Stage::Chosen => "It belongs to the one who was chosen.",
        };
        let result = tag("p").class("mock-result").attr("role", "status").text(says);
        card("AssetPlus")
            .child(things(self.of(Part::AssetPlus)))
            .child(tag("h4").text("A new stage"))
            .child(self.assume("An owner is chosen", |it| it.owner, |it, on| it.owner = on))
            .child(things([self.plain("Open a stage", STAGE_OPEN)]))
            .child(result)
    }

    fn requests(&self) -> Tag {
        let model = self.sight.model;
        let people = Request::approvers(model.index, model.roster, self.sight.circumstances);
        let names = people.iter().filter_map(|at| model.directory.users.nth(*at));
        let names: Vec<&str> = names.map(|user| user.name.as_str()).collect();
        let says = match names.as_slice() {
            [] => "Nobody has Process Request, so nobody would decide.".to_owned(),
            names => format!("Told of it, and deciding: {}.", names.join(", ")),
        };
        // R18
        let request = |request: Request| {
            tag("li")
                .class("mock-row")
                .child(self.plain(request.name(), request.attribute()))
                .child(tag("span").class("mock-why").text(request.means()))
        };
        card("Requests")
            .child(tag("ul").class("mock-rows").children(Request::ALL.map(request)))
            .child(tag("p").text(says))
            .child(things([self.plain("Decides on requests", "a-process-request")]))
    }

    fn merge(&self) -> Tag {
        let outcome = Merge::of(self.sight, fact(self.facts().linked));
        // R17
        let says = match outcome {
            Merge::Permitted => "The clients are merged into one; the others become inactive.",
            Merge::Stopped => {
                "A message stops it: a client with a linked youth justice case cannot be merged."
            }
            Merge::NotPermitted => "There is nothing to merge clients with.",
        };
        let linked = self.assume(
            "One of the clients has a linked YJ case",
            |it| it.linked,
            |it, on| it.linked = on,
        );
        card("Client merge")
            .child(things([self.plain("Merge clients", MERGE)]))
            .child(linked)
            .child(tag("p").class("mock-result").attr("role", "status").text(says))
            .child(chip(self.sight.effect(MERGE)))
    }
}

fn last(name: &str) -> String {
    name.rsplit_once(" - ").map_or(name, |(_, suffix)| suffix).to_owned()
}

fn card(title: &'static str) -> Tag {
    tag("section").key(title).class("mock").attr("aria-label", title).child(tag("h3").text(title))
}

fn things(things: impl IntoIterator<Item = Tag>) -> Tag {
    tag("div").class("mock-things").children(things)
}
